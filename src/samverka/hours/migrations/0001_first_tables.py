import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_first_tables"),
        ("meetings", "0001_first_tables"),
        ("networks", "0001_first_tables"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="HourSheet",
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
                                related_name="sheets",
                                to="networks.network",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="people.person"
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "reporting_role",
                            models.CharField(
                                choices=[
                                    ("participant", "Participant"),
                                    ("staff_cofinanced", "Co-financed staff"),
                                    ("staff_paid", "Paid staff"),
                                    ("unvalued", "Does not count as co-financing"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("month", models.DateField()),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("opened_at", models.DateTimeField()),
                        ("told_at", models.DateTimeField(blank=True, null=True)),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        ("nothing_to_report", models.BooleanField(default=False)),
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
                        ("confirmed_sha256", models.CharField(blank=True, max_length=64)),
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
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("locked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "locked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("accepted_minutes", models.IntegerField(blank=True, null=True)),
                        ("returned_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "returned_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("returned_reason", models.CharField(blank=True, max_length=400)),
                        ("left_out_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "left_out_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("left_out_reason", models.CharField(blank=True, max_length=400)),
                        ("correction_reason", models.CharField(blank=True, max_length=400)),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        ("entered_in_portal_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "entered_in_portal_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("portal_minutes", models.PositiveIntegerField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("closing_reminded_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_at__isnull", True)),
                                fields=("network", "person", "reporting_role", "month"),
                                name="one_current_sheet",
                            ),
                            models.UniqueConstraint(
                                fields=("network", "person", "reporting_role", "month", "version"),
                                name="sheet_version_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="sheet_month_is_a_first_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sheet_confirmed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sheet_approved_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sheet_submitted_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("locked_at__isnull", True), ("locked_by__isnull", True)),
                                    models.Q(("locked_at__isnull", False), ("locked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sheet_locked_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sheet_settled_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                                    models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sheet_returned_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_out_at__isnull", True), ("left_out_by__isnull", True)),
                                    models.Q(("left_out_at__isnull", False), ("left_out_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sheet_left_out_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("entered_in_portal_at__isnull", True), ("entered_in_portal_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("entered_in_portal_at__isnull", False), ("entered_in_portal_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="sheet_entered_in_portal_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entered_in_portal_at__isnull", True), ("portal_minutes__isnull", True)),
                                    models.Q(
                                        ("entered_in_portal_at__isnull", False), ("portal_minutes__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="sheet_entered_says_how_much",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_at__isnull", True), ("confirmed_at__isnull", False), _connector="OR"
                                ),
                                name="sheet_approved_after_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("person")), _negated=True),
                                    _connector="OR",
                                ),
                                name="sheet_approved_by_someone_else",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("nothing_to_report", False), ("confirmed_at__isnull", True), _connector="OR"
                                ),
                                name="sheet_nothing_is_not_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_at__isnull", True),
                                    ("confirmed_at__isnull", False),
                                    ("nothing_to_report", True),
                                    _connector="OR",
                                ),
                                name="sheet_submitted_after_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_out_at__isnull", True), ("submitted_at__isnull", True), _connector="OR"
                                ),
                                name="sheet_left_out_is_not_submitted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("locked_at__isnull", True), ("submitted_at__isnull", False), _connector="OR"
                                ),
                                name="sheet_locked_after_submitted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted_minutes__isnull", True), ("settled_at__isnull", True)),
                                    models.Q(
                                        ("accepted_minutes__isnull", False),
                                        ("locked_at__isnull", False),
                                        ("settled_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="sheet_settled_after_locked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficialChannel",
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
                                related_name="official_channels",
                                to="networks.network",
                            ),
                        ),
                        (
                            "reporting_role",
                            models.CharField(
                                choices=[
                                    ("participant", "Participant"),
                                    ("staff_cofinanced", "Co-financed staff"),
                                    ("staff_paid", "Paid staff"),
                                    ("unvalued", "Does not count as co-financing"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("portal", "The Fund's portal"),
                                    ("agency_form", "The Fund's form on paper"),
                                    ("email_certificate", "Certificate by e-mail"),
                                    ("samverka", "Samverka"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("from_month", models.DateField()),
                        ("set_at", models.DateTimeField()),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "reporting_role", "from_month"), name="official_channel_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_month__day", 1)),
                                name="official_channel_begins_on_a_first_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuthorityList",
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
                                related_name="authority_list",
                                to="networks.network",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="authority_list",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="authorities",
                                to="people.person",
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(blank=True, null=True)),
                        ("put_at", models.DateTimeField()),
                        (
                            "put_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="authority_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("last_day__isnull", True), ("participation__isnull", False)),
                                fields=("network", "participation", "person"),
                                name="authority_once_per_seat",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("last_day__isnull", True), ("participation__isnull", True)),
                                fields=("network", "person"),
                                name="authority_once_for_all",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleSpan",
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
                                related_name="role_spans",
                                to="networks.network",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="role_spans",
                                to="people.person",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="role_spans",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "reporting_role",
                            models.CharField(
                                choices=[
                                    ("participant", "Participant"),
                                    ("staff_cofinanced", "Co-financed staff"),
                                    ("staff_paid", "Paid staff"),
                                    ("unvalued", "Does not count as co-financing"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("function", models.CharField(max_length=120)),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(blank=True, null=True)),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("last_day__isnull", True)),
                                fields=("network", "person"),
                                name="one_role_span_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="role_span_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("participation__isnull", True), ("reporting_role", "staff_paid")),
                                    models.Q(("participation__isnull", False), ("reporting_role", "participant")),
                                    ("reporting_role", "unvalued"),
                                    _connector="OR",
                                ),
                                name="role_span_is_one_that_no_team_gives",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Occupation",
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
                                related_name="occupations",
                                to="networks.network",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="occupations",
                                to="people.person",
                            ),
                        ),
                        ("code_kind", models.CharField(choices=[("aid", "AID"), ("ssyk", "SSYK")], max_length=10)),
                        ("code", models.CharField(max_length=20)),
                        ("wage_group", models.CharField(max_length=20)),
                        ("entry_day", models.DateField()),
                        ("decision_reference", models.CharField(blank=True, max_length=200)),
                        ("decided_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("network", "person"),
                                name="one_occupation_holds",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CertificateApproval",
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
                                related_name="certificate_approvals",
                                to="networks.network",
                            ),
                        ),
                        ("approved_by_name", models.CharField(max_length=120)),
                        ("approved_day", models.DateField()),
                        ("from_day", models.DateField()),
                        ("until_day", models.DateField(blank=True, null=True)),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_day__isnull", True),
                                    ("until_day__gte", models.F("from_day")),
                                    _connector="OR",
                                ),
                                name="certificate_approval_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReceivedCertificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="hours.hoursheet",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("ink", "Original on paper"), ("email", "Certificate by e-mail")],
                                max_length=10,
                            ),
                        ),
                        ("received_day", models.DateField()),
                        ("hours", models.PositiveSmallIntegerField()),
                        ("kept_at", models.CharField(blank=True, max_length=200)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        ("registered_at", models.DateTimeField()),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kept_at", ""), ("kind", "ink"), _negated=True),
                                name="certificate_on_paper_is_kept_somewhere",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HourRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="hours.hoursheet"
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "activity",
                            models.CharField(
                                choices=[
                                    ("joint_meeting", "Joint meeting"),
                                    ("local_day", "Local day"),
                                    ("own_development_work", "Own development work"),
                                    ("process_support", "Process support"),
                                    ("preparation", "Preparation"),
                                    ("reporting", "Coordination and reporting"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(blank=True, max_length=400)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("attendance", "From attendance"),
                                    ("repeated", "Repeated from last month"),
                                    ("own", "Added by you"),
                                    ("imported", "From the employer's system"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                                name="hour_row_within_a_day",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("meeting__isnull", False)),
                                fields=("sheet", "meeting"),
                                name="meeting_once_per_sheet",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OtherFundedHours",
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
                                related_name="other_funded_hours",
                                to="people.person",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("hours", models.PositiveSmallIntegerField()),
                        ("stated_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "year"), name="other_funded_hours_once"),
                            models.CheckConstraint(
                                condition=models.Q(("hours__lte", 8784)), name="other_funded_hours_within_a_year"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipantFile",
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
                                related_name="participant_files",
                                to="networks.network",
                            ),
                        ),
                        ("month", models.DateField()),
                        ("content_sha256", models.CharField(max_length=64)),
                        ("sent_at", models.DateTimeField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="participant_file_month_is_a_first_day"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
