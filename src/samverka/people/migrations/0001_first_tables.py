import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("name_sort", models.CharField(blank=True, max_length=200)),
                        ("name_search", models.CharField(blank=True, max_length=400)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        (
                            "language",
                            models.CharField(
                                choices=[("sv", "Svenska"), ("en", "English")], default="sv", max_length=2
                            ),
                        ),
                        ("protected_identity", models.BooleanField(default=False)),
                        ("added_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("email", ""), _negated=True),
                                fields=("email",),
                                name="person_address_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("email", models.CharField(max_length=254, unique=True)),
                        (
                            "person",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account",
                                to="people.person",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MemberOrganisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("municipality", "Municipality"),
                                    ("region", "Region"),
                                    ("municipal_federation", "Federation of municipalities"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("name_sort", models.CharField(max_length=200)),
                        ("name_search", models.CharField(max_length=400)),
                        (
                            "municipality",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organisation",
                                to="places.municipality",
                            ),
                        ),
                        ("chief_executive_title", models.CharField(default="Kommunchef", max_length=80)),
                        ("board_chair_title", models.CharField(default="Kommunstyrelsens ordförande", max_length=80)),
                        ("official_mailbox", models.CharField(blank=True, max_length=254)),
                        ("registrar_mailbox", models.CharField(blank=True, max_length=254)),
                        ("is_skr_member", models.BooleanField(default=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "municipality"), ("municipality__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "municipality"), _negated=True),
                                        ("municipality__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="organisation_kind_has_its_place",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberDomain",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="domains",
                                to="people.memberorganisation",
                            ),
                        ),
                        ("domain", models.CharField(max_length=253)),
                        ("seen_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "domain"), name="member_domain_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="member_domain_confirmed_is_paired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Employer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="employers",
                                to="people.memberorganisation",
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("name_sort", models.CharField(max_length=200)),
                        ("organisation_number", models.CharField(max_length=10, unique=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Employment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="employments",
                                to="people.person",
                            ),
                        ),
                        (
                            "employer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="employments",
                                to="people.employer",
                            ),
                        ),
                        ("department", models.CharField(max_length=120)),
                        ("cost_centre", models.CharField(blank=True, max_length=40)),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="employment_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="people.person"
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("return_day", models.DateField()),
                        (
                            "substitute",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stands_in_during",
                                to="people.person",
                            ),
                        ),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("return_day__gt", models.F("first_day"))),
                                name="absence_is_at_least_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("substitute__isnull", True),
                                    models.Q(("substitute", models.F("person")), _negated=True),
                                    _connector="OR",
                                ),
                                name="absence_substitute_is_someone_else",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
