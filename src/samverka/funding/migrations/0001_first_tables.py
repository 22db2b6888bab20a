import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="RuleSet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=120)),
                        ("from_day", models.DateField()),
                        ("until_day", models.DateField(blank=True, null=True)),
                        ("values", models.JSONField()),
                        ("note", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("code", "version"), name="rule_set_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitCost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rule_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="unit_costs",
                                to="funding.ruleset",
                            ),
                        ),
                        ("category", models.CharField(max_length=20)),
                        ("funding_call_start_year", models.PositiveSmallIntegerField()),
                        ("region_class", models.CharField(default="national", max_length=20)),
                        ("ore_per_hour", models.PositiveIntegerField()),
                        ("source", models.CharField(max_length=300)),
                        ("is_invented", models.BooleanField(default=False)),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("rule_set", "category", "funding_call_start_year", "region_class"),
                                name="unit_cost_valid_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="unit_cost_checked_is_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="unit_cost_needs_two_persons",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
