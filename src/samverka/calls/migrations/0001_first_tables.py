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
                    name="Call",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="networks.network"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("title", models.CharField(max_length=160)),
                        ("lead", models.TextField()),
                        ("purpose", models.TextField()),
                        ("title_en", models.CharField(blank=True, max_length=160)),
                        ("lead_en", models.TextField(blank=True)),
                        ("purpose_en", models.TextField(blank=True)),
                        ("opens_day", models.DateField()),
                        ("interest_day", models.DateField()),
                        (
                            "information_meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calls",
                                to="meetings.meeting",
                            ),
                        ),
                        ("confirmation_day", models.DateField()),
                        ("decision_day", models.DateField()),
                        ("letter_day", models.DateField()),
                        (
                            "selection_when",
                            models.CharField(
                                choices=[
                                    ("after_confirmation", "After confirmed interest"),
                                    ("after_letters", "After complete letters"),
                                ],
                                default="after_confirmation",
                                max_length=30,
                            ),
                        ),
                        ("selection_rules", models.JSONField(default=dict)),
                        ("lottery_seed", models.CharField(blank=True, max_length=120)),
                        ("contact_name", models.CharField(max_length=120)),
                        ("contact_email", models.CharField(max_length=254)),
                        ("drafted_at", models.DateTimeField()),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
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
                                condition=models.Q(
                                    ("opens_day__lte", models.F("interest_day")),
                                    ("interest_day__lte", models.F("confirmation_day")),
                                    ("confirmation_day__lte", models.F("letter_day")),
                                ),
                                name="call_dates_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="call_published_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="call_cancelled_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CallChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="calls.call"
                            ),
                        ),
                        ("reason", models.CharField(max_length=400)),
                        ("changes", models.JSONField()),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CallQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="calls.call"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
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
                                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="call_question_answered_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="commitments", to="calls.call"
                            ),
                        ),
                        (
                            "party",
                            models.CharField(
                                choices=[("municipality", "The municipality"), ("host", "The host")], max_length=20
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("text_en", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("call", "party", "position"), name="commitment_position_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="interests", to="calls.call"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="people.memberorganisation",
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                        ("edition", models.PositiveIntegerField(default=1)),
                        ("part_editions", models.JSONField(default=dict)),
                        ("motivation", models.TextField(blank=True)),
                        ("situation", models.TextField(blank=True)),
                        ("needs", models.TextField(blank=True)),
                        ("committee", models.CharField(blank=True, max_length=160)),
                        ("anchoring", models.TextField(blank=True)),
                        ("self_assessment", models.JSONField(default=dict)),
                        ("commitments_kept", models.JSONField(default=list)),
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
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("late_until", models.DateField(blank=True, null=True)),
                        ("late_reason", models.CharField(blank=True, max_length=400)),
                        ("late_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "late_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("received_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("received_text", models.TextField(blank=True)),
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
                        ("withdrawn_reason", models.CharField(blank=True, max_length=400)),
                        (
                            "band_set",
                            models.CharField(
                                blank=True,
                                choices=[("early", "Early"), ("midway", "Midway"), ("advanced", "Advanced")],
                                max_length=20,
                            ),
                        ),
                        ("band_reason", models.CharField(blank=True, max_length=400)),
                        ("band_set_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "band_set_by",
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
                            models.UniqueConstraint(fields=("call", "organisation"), name="interest_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="interest_submitted_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="interest_confirmed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("late_at__isnull", True), ("late_by__isnull", True)),
                                    models.Q(("late_at__isnull", False), ("late_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="interest_late_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="interest_withdrawn_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("received_at__isnull", True), ("received_by__isnull", True)),
                                    models.Q(("received_at__isnull", False), ("received_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="interest_received_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("band_set_at__isnull", True), ("band_set_by__isnull", True)),
                                    models.Q(("band_set_at__isnull", False), ("band_set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="interest_band_set_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_at__isnull", True), ("submitted_at__isnull", False), _connector="OR"
                                ),
                                name="interest_confirmed_after_submitted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterestContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="calls.interest",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interest_contacts",
                                to="people.person",
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("last_day__isnull", True)),
                                fields=("interest", "person"),
                                name="interest_contact_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposedMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposed",
                                to="calls.interest",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        ("function", models.CharField(blank=True, max_length=120)),
                        (
                            "area",
                            models.CharField(
                                blank=True,
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
                        ("department", models.CharField(blank=True, max_length=120)),
                        ("is_coordinator", models.BooleanField(default=False)),
                        ("is_deputy", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("interest", "position"), name="proposed_position_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelectionDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="calls.call"
                            ),
                        ),
                        ("was_needed", models.BooleanField()),
                        ("candidates_csv", models.TextField()),
                        ("clients_csv", models.TextField(blank=True)),
                        ("result", models.TextField(blank=True)),
                        ("announced_result", models.TextField(blank=True)),
                        ("deviations", models.JSONField(default=list)),
                        ("proposals", models.JSONField(default=dict)),
                        ("lottery_seed", models.CharField(blank=True, max_length=120)),
                        ("note", models.TextField(blank=True)),
                        ("decided_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("call",), name="selection_decision_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SelectionStudy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="studies", to="calls.call"
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("candidates_csv", models.TextField()),
                        ("clients_csv", models.TextField()),
                        ("rules", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("found", models.JSONField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="SelectionReckoning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="reckonings", to="calls.call"
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("candidates_csv", models.TextField()),
                        ("clients_csv", models.TextField()),
                        ("rules", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("proposal", models.JSONField(blank=True, null=True)),
                        ("result", models.TextField(blank=True)),
                        ("reasons", models.JSONField(default=dict)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("call", "fingerprint"), name="reckoning_once")],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interest",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answer_draft",
                                to="calls.interest",
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SelectionOutcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="calls.selectiondecision",
                            ),
                        ),
                        (
                            "interest",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="outcome", to="calls.interest"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("chosen", "Chosen"), ("reserve", "Reserve"), ("not_chosen", "Not chosen")],
                                max_length=20,
                            ),
                        ),
                        ("reserve_place", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("reason", models.TextField()),
                        ("reason_en", models.TextField(blank=True)),
                        ("computed_reason", models.TextField(blank=True)),
                        ("offered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "offered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("letter_day", models.DateField(blank=True, null=True)),
                        ("lapsed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lapsed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("lapsed_reason", models.CharField(blank=True, max_length=400)),
                        (
                            "instead_of",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passed_on_to",
                                to="calls.selectionoutcome",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reserve_place__isnull", False)),
                                fields=("decision", "reserve_place"),
                                name="reserve_place_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "reserve"), ("reserve_place__isnull", False)),
                                    models.Q(
                                        models.Q(("outcome", "reserve"), _negated=True), ("reserve_place__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="reserve_has_a_place",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("offered_at__isnull", True), ("offered_by__isnull", True)),
                                    models.Q(("offered_at__isnull", False), ("offered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="outcome_offered_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lapsed_at__isnull", True), ("lapsed_by__isnull", True)),
                                    models.Q(("lapsed_at__isnull", False), ("lapsed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="outcome_lapsed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterOfIntent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("text", models.TextField()),
                        ("text_sha256", models.CharField(max_length=64)),
                        ("issued_at", models.DateTimeField()),
                        (
                            "issued_file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("signature_count", models.PositiveSmallIntegerField(default=0)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "interest",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="letter", to="calls.interest"
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own_mandate", "Own mandate"),
                                    ("board_decision", "Decision of the executive board"),
                                    ("delegation", "Delegation"),
                                    ("subject_to_decision", "Subject to a decision"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("basis_paragraph", models.CharField(blank=True, max_length=60)),
                        ("basis_day", models.DateField(blank=True, null=True)),
                        ("basis_met_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "basis_met_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("basis", "subject_to_decision"), _negated=True),
                                    ("basis_day__isnull", False),
                                    _connector="OR",
                                ),
                                name="letter_subject_to_decision_has_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("completed_at__isnull", True), ("signature_count", 2), _connector="OR"
                                ),
                                name="letter_complete_with_two_signatures",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("signature_count__lte", 2)),
                                name="letter_has_at_most_two_signatures",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("basis_met_at__isnull", True), ("basis_met_by__isnull", True)),
                                    models.Q(("basis_met_at__isnull", False), ("basis_met_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_basis_met_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterSignatory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatories",
                                to="calls.letterofintent",
                            ),
                        ),
                        (
                            "arrangement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatories",
                                to="networks.dataprotectionarrangement",
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("chief_executive", "Chief executive"),
                                    ("board_chair", "Chair of the executive board"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(max_length=80)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        ("link_sha256", models.CharField(blank=True, max_length=64)),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("method", models.CharField(blank=True, max_length=20)),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("paper_note", models.CharField(blank=True, max_length=400)),
                        (
                            "registered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("phoned_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "phoned_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("phone_note", models.CharField(blank=True, max_length=400)),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("arrangement__isnull", True), ("letter__isnull", False)),
                                    models.Q(("arrangement__isnull", False), ("letter__isnull", True)),
                                    _connector="OR",
                                ),
                                name="letter_signatory_signs_one_paper",
                            ),
                            models.UniqueConstraint(fields=("arrangement", "office"), name="arrangement_office_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("email", ""), _negated=True),
                                fields=("arrangement", "email"),
                                name="arrangement_signatories_differ",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("signed_by__isnull", False)),
                                fields=("arrangement", "signed_by"),
                                name="arrangement_signed_by_two_persons",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("phoned_at__isnull", True), ("phoned_by__isnull", True)),
                                    models.Q(("phoned_at__isnull", False), ("phoned_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_signatory_phoned_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.UniqueConstraint(fields=("letter", "office"), name="letter_office_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("email", ""), _negated=True),
                                fields=("letter", "email"),
                                name="letter_signatories_differ",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("signed_by__isnull", False)),
                                fields=("letter", "signed_by"),
                                name="letter_signed_by_two_persons",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("link_sha256", ""), _negated=True),
                                fields=("link_sha256",),
                                name="letter_link_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_signatory_signed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignedFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signed_files",
                                to="calls.letterofintent",
                            ),
                        ),
                        (
                            "arrangement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signed_files",
                                to="networks.dataprotectionarrangement",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        ("names", models.JSONField(default=dict)),
                        ("sent_in_at", models.DateTimeField()),
                        (
                            "sent_in_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("judged_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("refused", "Refused"),
                                    ("person", "Looked at by the host"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        ("report", models.JSONField(default=dict)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("decision_note", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("arrangement__isnull", True), ("letter__isnull", False)),
                                    models.Q(("arrangement__isnull", False), ("letter__isnull", True)),
                                    _connector="OR",
                                ),
                                name="signed_file_of_one_paper",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("judged_at__isnull", True), ("outcome", "")),
                                    models.Q(("judged_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="signed_file_judged_with_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="signed_file_decided_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrustList",
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
                                related_name="trust_lists",
                                to="networks.network",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("set_at", models.DateTimeField()),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "version"), name="trust_list_version_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("network",),
                                name="trust_list_holding_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrustedIssuer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "trust_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issuers",
                                to="calls.trustlist",
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[("persons", "Who has signed"), ("time", "When it was signed (time stamps)")],
                                max_length=20,
                            ),
                        ),
                        ("certificate", models.TextField()),
                        ("certificate_sha256", models.CharField(max_length=64)),
                        ("subject", models.CharField(max_length=400)),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("needs_non_repudiation", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("trust_list", "purpose", "certificate_sha256"), name="trusted_issuer_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
