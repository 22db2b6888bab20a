import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("networks", "0001_first_tables"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="TeamMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="team_seats",
                                to="people.person",
                            ),
                        ),
                        (
                            "team_seat",
                            models.CharField(
                                choices=[("member", "Team member"), ("coordinator", "Coordinator")], max_length=20
                            ),
                        ),
                        ("function", models.CharField(max_length=120)),
                        (
                            "area",
                            models.CharField(
                                choices=[
                                    ("procurement", "Procurement"),
                                    ("business", "Business development"),
                                    ("development_strategy", "Development strategy"),
                                    ("labour_market", "Labour market"),
                                    ("income_support", "Income support"),
                                    ("integration", "Integration"),
                                    ("disability", "Disability"),
                                    ("other", "Other area"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("deputy_coordinator", models.BooleanField(default=False)),
                        (
                            "employment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.employment",
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(blank=True, null=True)),
                        ("appointed_at", models.DateTimeField()),
                        (
                            "appointed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
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
                            models.UniqueConstraint(
                                condition=models.Q(("last_day__isnull", True), ("team_seat", "coordinator")),
                                fields=("participation",),
                                name="one_coordinator_at_a_time",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("last_day__isnull", True)),
                                fields=("participation", "person"),
                                name="person_in_team_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="team_member_ends_after_beginning",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="team_member_ended_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NearestManager",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="managers",
                                to="teams.teammember",
                            ),
                        ),
                        (
                            "manager",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="manages", to="people.person"
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(blank=True, null=True)),
                        ("named_at", models.DateTimeField()),
                        (
                            "named_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "approved_by",
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
                            models.UniqueConstraint(
                                condition=models.Q(("last_day__isnull", True)),
                                fields=("member",),
                                name="one_nearest_manager_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="nearest_manager_ends_after_beginning",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="nearest_manager_approved_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeatSupporter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supporters",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="supports", to="people.person"
                            ),
                        ),
                        ("is_substitute", models.BooleanField(default=False)),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(blank=True, null=True)),
                        ("named_at", models.DateTimeField()),
                        (
                            "named_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("last_day__isnull", True)),
                                fields=("participation", "is_substitute"),
                                name="one_supporter_and_one_substitute",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="supporter_ends_after_beginning",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Leaving",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "participation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leaving",
                                to="networks.participation",
                            ),
                        ),
                        ("decision", models.CharField(max_length=400)),
                        ("decided_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("stood_until", models.DateField()),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_day__lt", models.F("stood_until"))),
                                name="leaving_is_before_the_end",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppointingLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointing_links",
                                to="networks.participation",
                            ),
                        ),
                        ("to_address", models.CharField(max_length=254)),
                        ("link_sha256", models.CharField(max_length=64, unique=True)),
                        ("sent_at", models.DateTimeField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("valid_until", models.DateField()),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "used_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="teams.teammember",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("used_at__isnull", True), ("used_for__isnull", True)),
                                    models.Q(("used_at__isnull", False), ("used_for__isnull", False)),
                                    _connector="OR",
                                ),
                                name="appointing_link_used_for_somebody",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
