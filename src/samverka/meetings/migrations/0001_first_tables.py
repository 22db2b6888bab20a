import uuid

import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_first_tables"),
        ("networks", "0001_first_tables"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "network",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="networks.network",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="local_days",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("network_in_person", "Network meeting in person"),
                                    ("network_online", "Network meeting online"),
                                    ("local_day", "Local day"),
                                    ("information", "Information meeting"),
                                    ("politicians", "Meeting for elected representatives"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("about", models.TextField(blank=True)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("link", models.CharField(blank=True, max_length=400)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("code", models.CharField(max_length=12, unique=True)),
                        ("sequence", models.PositiveIntegerField(default=0)),
                        (
                            "people_beyond",
                            models.CharField(
                                choices=[
                                    ("audience", "Audience"),
                                    ("with_hours", "Participants with hours"),
                                    ("own_choice", "Each one's own choice"),
                                ],
                                default="audience",
                                max_length=20,
                            ),
                        ),
                        ("places", models.PositiveIntegerField(blank=True, null=True)),
                        ("places_taken", models.PositiveIntegerField(default=0)),
                        ("asks_food", models.BooleanField(default=False)),
                        ("asks_access_needs", models.BooleanField(default=False)),
                        ("asks_hotel", models.BooleanField(default=False)),
                        ("asks_invoice_reference", models.BooleanField(default=False)),
                        ("planned_at", models.DateTimeField()),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
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
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="meeting_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "local_day"), ("participation__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "local_day"), _negated=True), ("participation__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="local_day_belongs_to_a_seat",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("places__isnull", True), ("places_taken__lte", models.F("places")), _connector="OR"
                                ),
                                name="meeting_has_places_for_those_who_come",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="meeting_cancelled_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="meetings.meeting"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("knowledge_part", "Knowledge"),
                                    ("experience_exchange", "Exchange of experience"),
                                    ("home_team_work", "Work with the own team"),
                                    ("break", "Break"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=160)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="agenda_part_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="people.person",
                            ),
                        ),
                        ("invited_at", models.DateTimeField()),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("coming", "Coming"),
                                    ("not_coming", "Not coming"),
                                    ("waiting", "On the waiting list"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("meeting", "person"), name="invitation_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SignUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "invitation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_up",
                                to="meetings.invitation",
                            ),
                        ),
                        ("food", models.CharField(blank=True, max_length=200)),
                        ("access_needs", models.CharField(blank=True, max_length=400)),
                        ("hotel", models.BooleanField(default=False)),
                        ("invoice_reference", models.CharField(blank=True, max_length=80)),
                    ],
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="people.person",
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField()),
                        (
                            "source",
                            models.CharField(
                                choices=[("list", "Ticked on the list"), ("check_in", "Checked in")], max_length=20
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "person"), name="attendance_once"),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__lte", 1440)), name="attendance_within_a_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guests",
                                to="meetings.meeting",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("name_sort", models.CharField(max_length=200)),
                        ("unit", models.CharField(max_length=120)),
                        (
                            "attends_as",
                            models.CharField(
                                choices=[
                                    ("audience", "Audience"),
                                    ("with_hours", "Participant with hours"),
                                    ("elected", "Elected representative"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("employer", models.CharField(blank=True, max_length=160)),
                        ("function", models.CharField(blank=True, max_length=120)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("vouched_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "source",
                            models.CharField(
                                choices=[("list", "Ticked on the list"), ("check_in", "Checked in")], max_length=20
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
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
                            models.UniqueConstraint(fields=("meeting", "name_sort", "unit"), name="guest_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("attends_as", "with_hours"),
                                        ("minutes__isnull", False),
                                        ("minutes__lte", 1440),
                                        models.Q(("employer", ""), _negated=True),
                                        models.Q(("function", ""), _negated=True),
                                        models.Q(("email", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("attends_as", "with_hours"), _negated=True),
                                        ("email", ""),
                                        ("employer", ""),
                                        ("function", ""),
                                        ("minutes__isnull", True),
                                        ("vouched_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="guest_hours_are_for_participants",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingMaterial",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="materials",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_by",
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="material_withdrawn_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluations",
                                to="meetings.meeting",
                            ),
                        ),
                        ("useful", models.PositiveSmallIntegerField()),
                        ("learned_from_others", models.PositiveSmallIntegerField()),
                        ("knows_next_step", models.PositiveSmallIntegerField()),
                        ("comment", models.CharField(blank=True, max_length=1000)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("useful__gte", 1),
                                    ("useful__lte", 5),
                                    ("learned_from_others__gte", 1),
                                    ("learned_from_others__lte", 5),
                                    ("knows_next_step__gte", 1),
                                    ("knows_next_step__lte", 5),
                                ),
                                name="evaluation_is_one_to_five",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluation_receipts",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("meeting", "person"), name="evaluated_once")],
                    },
                ),
            ]
        )
    ]
