import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="County",
                    fields=[
                        ("code", models.CharField(max_length=2, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=80)),
                        ("name_sort", models.CharField(max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="Municipality",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=4, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("name_sort", models.CharField(max_length=200)),
                        ("name_search", models.CharField(max_length=400)),
                        ("official_name", models.CharField(max_length=120)),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="municipalities",
                                to="places.county",
                            ),
                        ),
                        ("main_town", models.CharField(max_length=80)),
                        ("latitude", models.DecimalField(decimal_places=5, max_digits=8)),
                        ("longitude", models.DecimalField(decimal_places=5, max_digits=8)),
                        ("land_area_km2", models.DecimalField(decimal_places=2, max_digits=9)),
                        ("population_2019", models.PositiveIntegerField()),
                        ("population_2024", models.PositiveIntegerField()),
                        ("skr_group_2017", models.CharField(max_length=2)),
                        ("skr_group_2023", models.CharField(max_length=2)),
                        ("is_invented", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("is_invented", False), ("code__startswith", "9"), _connector="OR"),
                                name="invented_municipality_has_code_9",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
