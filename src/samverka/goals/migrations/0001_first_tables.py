import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_first_tables"),
        ("enterprises", "0001_first_tables"),
        ("networks", "0001_first_tables"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="NeedsInventory",
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
                                related_name="needs_inventory",
                                to="networks.participation",
                            ),
                        ),
                        ("summary", models.TextField(blank=True)),
                        ("declared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "declared_by",
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
                                    models.Q(("declared_at__isnull", True), ("declared_by__isnull", True)),
                                    models.Q(("declared_at__isnull", False), ("declared_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="needs_inventory_declared_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DevelopmentNeed",
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
                                related_name="development_needs",
                                to="networks.participation",
                            ),
                        ),
                        ("department", models.CharField(max_length=120)),
                        ("title", models.CharField(max_length=160)),
                        ("text", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("competence", "Competence"),
                                    ("method", "Method or template"),
                                    ("exchange", "Exchange with others"),
                                    ("organisation", "Organisation and mandate"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("owner", models.CharField(max_length=120)),
                        ("noted_day", models.DateField()),
                        ("may_be_secret", models.BooleanField(default=False)),
                        ("secrecy_ground", models.CharField(blank=True, max_length=200)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("met_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "met_by",
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
                                    models.Q(("met_at__isnull", True), ("met_by__isnull", True)),
                                    models.Q(("met_at__isnull", False), ("met_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="development_need_met_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("may_be_secret", False), ("secrecy_ground", "")),
                                    models.Q(("may_be_secret", True), models.Q(("secrecy_ground", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="development_need_secrecy_has_its_ground",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
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
                                related_name="needs",
                                to="networks.participation",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("title_search", models.CharField(max_length=400)),
                        ("owner", models.CharField(max_length=120)),
                        ("noted_day", models.DateField()),
                        ("department", models.CharField(blank=True, max_length=120)),
                        ("problem", models.TextField(blank=True)),
                        ("affected_group", models.CharField(blank=True, max_length=200)),
                        (
                            "field",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("cleaning", "Cleaning and laundry"),
                                    ("food", "Food and meals"),
                                    ("green", "Parks, gardens and outdoor work"),
                                    ("property", "Property care and repairs"),
                                    ("transport", "Transport and removals"),
                                    ("reuse", "Reuse and recycling"),
                                    ("care", "Care and support"),
                                    ("daily_activity", "Daily activities and occupation"),
                                    ("work_training", "Work training and employment"),
                                    ("meeting_places", "Meeting places, culture and leisure"),
                                    ("office", "Office, printing and IT"),
                                    ("other_field", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("volume", models.CharField(blank=True, max_length=200)),
                        ("yearly_value_ore", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("supplier", models.CharField(blank=True, max_length=160)),
                        ("contract_ends_day", models.DateField(blank=True, null=True)),
                        (
                            "horizon",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("this_year", "Within a year"),
                                    ("next_years", "Within one to three years"),
                                    ("later", "Later"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("possible_forms", models.CharField(blank=True, max_length=400)),
                        ("benefit", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("feasibility", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("private", "Only the municipality"),
                                    ("network", "The network"),
                                    ("public", "Everyone"),
                                ],
                                default="private",
                                max_length=20,
                            ),
                        ),
                        ("may_be_secret", models.BooleanField(default=False)),
                        ("secrecy_ground", models.CharField(blank=True, max_length=200)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1)),
                        ("solved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "solved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("parked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "parked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("parked_reason", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("solved_at__isnull", True), ("solved_by__isnull", True)),
                                    models.Q(("solved_at__isnull", False), ("solved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="need_solved_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("parked_at__isnull", True), ("parked_by__isnull", True)),
                                    models.Q(("parked_at__isnull", False), ("parked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="need_parked_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("may_be_secret", False), ("secrecy_ground", "")),
                                    models.Q(("may_be_secret", True), models.Q(("secrecy_ground", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="need_secrecy_has_its_ground",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("may_be_secret", False), ("level", "private"), _connector="OR"),
                                name="secret_need_stays_inside",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("benefit__isnull", True),
                                        models.Q(("benefit__gte", 1), ("benefit__lte", 5)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("feasibility__isnull", True),
                                        models.Q(("feasibility__gte", 1), ("feasibility__lte", 5)),
                                        _connector="OR",
                                    ),
                                ),
                                name="need_priority_is_one_to_five",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("solved_at__isnull", True), ("parked_at__isnull", True), _connector="OR"
                                ),
                                name="need_solved_or_parked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="goals.need"
                            ),
                        ),
                        ("code", models.CharField(max_length=8)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["code"], name="need_code")],
                        "constraints": [models.UniqueConstraint(fields=("need", "code"), name="need_code_once")],
                    },
                ),
                migrations.CreateModel(
                    name="NeedTalk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="goals.need"
                            ),
                        ),
                        (
                            "dialogue",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="need_talk",
                                to="enterprises.dialogue",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="NeedContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="goals.need"
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        ("contacted_day", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=400)),
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
                            models.UniqueConstraint(fields=("need", "enterprise"), name="need_contact_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedCollaboration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="collaborations",
                                to="goals.need",
                            ),
                        ),
                        (
                            "collaboration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
                                to="enterprises.collaboration",
                            ),
                        ),
                        ("linked_at", models.DateTimeField()),
                        (
                            "linked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("need", "collaboration"), name="need_collaboration_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                                related_name="decisions",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("political", "Political"), ("managerial", "By a manager")], max_length=20
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("body", models.CharField(max_length=160)),
                        ("decided_day", models.DateField()),
                        ("minutes_paragraph", models.CharField(blank=True, max_length=40)),
                        ("registry_number", models.CharField(blank=True, max_length=60)),
                        ("link", models.CharField(blank=True, max_length=400)),
                        ("text", models.TextField(blank=True)),
                        ("responsible_committee", models.CharField(blank=True, max_length=160)),
                        ("logged_at", models.DateTimeField()),
                        (
                            "logged_by",
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
                        ("withdrawn_reason", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="decision_withdrawn_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "political"), _negated=True),
                                    models.Q(("minutes_paragraph", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="political_decision_has_its_paragraph",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Anchoring",
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
                                related_name="anchorings",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("committee", "Committee"),
                                    ("managers", "Managers"),
                                    ("colleagues", "Colleagues in a department"),
                                    ("enterprises", "Social enterprises and associations"),
                                    ("other_audience", "Others"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("with_whom", models.CharField(max_length=160)),
                        ("held_day", models.DateField()),
                        ("about", models.TextField(blank=True)),
                        ("reached", models.PositiveIntegerField(blank=True, null=True)),
                        ("logged_at", models.DateTimeField()),
                        (
                            "logged_by",
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
                        ("withdrawn_reason", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="anchoring_withdrawn_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoverningDocument",
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
                                related_name="governing_documents",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("program", "Programme"),
                                    ("policy", "Policy"),
                                    ("strategy", "Strategy"),
                                    ("guideline", "Guideline"),
                                    ("action_plan", "Action plan"),
                                    ("other_document", "Other governing document"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("inside_title", models.CharField(blank=True, max_length=200)),
                        ("inside_section", models.CharField(blank=True, max_length=120)),
                        ("version", models.CharField(blank=True, max_length=20)),
                        ("sections", models.JSONField(default=list)),
                        ("link", models.CharField(blank=True, max_length=400)),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("definition", models.TextField(blank=True)),
                        ("purpose", models.TextField(blank=True)),
                        ("political_owner", models.CharField(blank=True, max_length=160)),
                        ("owner", models.CharField(max_length=120)),
                        ("edition", models.PositiveIntegerField(default=1)),
                        ("drafted_at", models.DateTimeField()),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("consulted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "consulted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("planned_body", models.CharField(blank=True, max_length=160)),
                        ("planned_day", models.DateField(blank=True, null=True)),
                        ("adopted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "adopted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("decided_by", models.CharField(blank=True, max_length=160)),
                        ("decided_day", models.DateField(blank=True, null=True)),
                        ("minutes_paragraph", models.CharField(blank=True, max_length=40)),
                        ("registry_number", models.CharField(blank=True, max_length=60)),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("review_day", models.DateField(blank=True, null=True)),
                        ("revising_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revising_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="goals.governingdocument",
                            ),
                        ),
                        ("repealed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "repealed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("repealed_day", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("consulted_at__isnull", True), ("consulted_by__isnull", True)),
                                    models.Q(("consulted_at__isnull", False), ("consulted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="governing_document_consulted_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("proposed_at__isnull", True), ("proposed_by__isnull", True)),
                                    models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="governing_document_proposed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("adopted_at__isnull", True), ("adopted_by__isnull", True)),
                                    models.Q(("adopted_at__isnull", False), ("adopted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="governing_document_adopted_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revising_at__isnull", True), ("revising_by__isnull", True)),
                                    models.Q(("revising_at__isnull", False), ("revising_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="governing_document_revising_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replaced_at__isnull", True), ("replaced_by__isnull", True)),
                                    models.Q(("replaced_at__isnull", False), ("replaced_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="governing_document_replaced_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("repealed_at__isnull", True), ("repealed_by__isnull", True)),
                                    models.Q(("repealed_at__isnull", False), ("repealed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="governing_document_repealed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("adopted_at__isnull", True),
                                    models.Q(
                                        ("decided_day__isnull", False),
                                        ("review_day__isnull", False),
                                        models.Q(("decided_by", ""), _negated=True),
                                        models.Q(("owner", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="adopted_document_says_by_whom_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("planned_body", ""), ("planned_day__isnull", True)),
                                    models.Q(
                                        models.Q(("planned_body", ""), _negated=True), ("planned_day__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="document_on_its_way_has_body_and_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="goals.governingdocument",
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("position", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "position"), name="goal_position_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Action",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="goals.goal"
                            ),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("D1", "Political direction"),
                                    ("D2", "Policy document"),
                                    ("D3", "Action plan"),
                                    ("D4", "Internal structure"),
                                    ("D5", "External structure"),
                                    ("D6", "Deals, partnerships and procurement"),
                                    ("D7", "Learning and follow-up"),
                                ],
                                max_length=2,
                            ),
                        ),
                        ("text", models.CharField(max_length=400)),
                        ("owner", models.CharField(blank=True, max_length=120)),
                        ("department", models.CharField(blank=True, max_length=120)),
                        ("start_day", models.DateField(blank=True, null=True)),
                        ("due_day", models.DateField(blank=True, null=True)),
                        ("resources", models.CharField(blank=True, max_length=200)),
                        ("indicator", models.CharField(blank=True, max_length=200)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("begun_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "dropped_by",
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
                                    models.Q(("begun_at__isnull", True), ("begun_by__isnull", True)),
                                    models.Q(("begun_at__isnull", False), ("begun_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="action_begun_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="action_done_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("dropped_at__isnull", True), ("dropped_by__isnull", True)),
                                    models.Q(("dropped_at__isnull", False), ("dropped_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="action_dropped_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"
                                ),
                                name="action_done_or_dropped",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("start_day__isnull", True),
                                    ("due_day__isnull", True),
                                    ("due_day__gte", models.F("start_day")),
                                    _connector="OR",
                                ),
                                name="action_is_due_after_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="goals.action"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("begun", "Begun"),
                                    ("done", "Done"),
                                    ("postponed", "Postponed"),
                                    ("dropped", "Dropped"),
                                    ("noted", "Noted"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.CharField(blank=True, max_length=400)),
                        ("due_before", models.DateField(blank=True, null=True)),
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
                                condition=models.Q(
                                    models.Q(("what__in", ("postponed", "dropped")), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="postponed_or_dropped_has_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanFollowUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="goals.governingdocument",
                            ),
                        ),
                        ("held_day", models.DateField()),
                        ("text", models.TextField()),
                        ("actions", models.PositiveIntegerField()),
                        ("done", models.PositiveIntegerField()),
                        ("overdue", models.PositiveIntegerField()),
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
                            models.UniqueConstraint(fields=("document", "held_day"), name="follow_up_once_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InternalStructure",
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
                                related_name="internal_structure",
                                to="networks.participation",
                            ),
                        ),
                        ("committee", models.CharField(blank=True, max_length=160)),
                        ("coordinating_function", models.CharField(blank=True, max_length=160)),
                        ("coordinating_unit", models.CharField(blank=True, max_length=160)),
                        ("share_percent", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("mandate", models.TextField(blank=True)),
                        ("rhythm", models.CharField(blank=True, max_length=160)),
                        ("routines", models.TextField(blank=True)),
                        ("set_up_at", models.DateTimeField()),
                        (
                            "set_up_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("share_percent__isnull", True), ("share_percent__lte", 100), _connector="OR"
                                ),
                                name="coordinating_share_is_a_share",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "structure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="goals.internalstructure",
                            ),
                        ),
                        ("function", models.CharField(max_length=120)),
                        ("department", models.CharField(max_length=120)),
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
                                name="group_member_ends_after_beginning",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupMeeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "structure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="goals.internalstructure",
                            ),
                        ),
                        ("met_day", models.DateField()),
                        ("about", models.CharField(blank=True, max_length=400)),
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
                            models.UniqueConstraint(fields=("structure", "met_day"), name="group_met_once_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExternalStructure",
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
                                related_name="external_structures",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("dialogue_forum", "Dialogue forum"),
                                    ("partnership", "Partnership"),
                                    ("council", "Council"),
                                    ("network_forum", "Network"),
                                    ("compact", "Local compact"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("agreement", models.TextField(blank=True)),
                        ("agreed_day", models.DateField(blank=True, null=True)),
                        ("rhythm", models.CharField(blank=True, max_length=160)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        ("set_up_at", models.DateTimeField()),
                        (
                            "set_up_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("closed_day", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="external_structure_closed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "structure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="goals.externalstructure",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("enterprise_party", "Social enterprise"),
                                    ("coompanion", "Coompanion"),
                                    ("coordination_association", "Coordination association"),
                                    ("region_party", "Region"),
                                    ("employment_service", "Public Employment Service"),
                                    ("association", "Civil society"),
                                    ("neighbour", "Neighbouring municipality"),
                                    ("other_party", "Other"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
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
                                name="party_ends_after_beginning",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ForumDialogue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "structure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dialogues",
                                to="goals.externalstructure",
                            ),
                        ),
                        (
                            "dialogue",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="forum_dialogue",
                                to="enterprises.dialogue",
                            ),
                        ),
                        ("departments", models.JSONField(default=list)),
                        ("parties", models.ManyToManyField(blank=True, related_name="dialogues", to="goals.party")),
                    ],
                ),
                migrations.CreateModel(
                    name="MaturityRound",
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
                                related_name="maturity_rounds",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("baseline", "At the start"),
                                    ("middle", "After the first year"),
                                    ("end", "At the end"),
                                    ("after", "Twelve months after"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agreed_by",
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
                            models.UniqueConstraint(fields=("participation", "occasion"), name="maturity_round_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="maturity_round_agreed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaturityAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="goals.maturityround",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("levels", models.JSONField(default=dict)),
                        ("answered_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "person"), name="maturity_answer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaturityLevel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="levels",
                                to="goals.maturityround",
                            ),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("D1", "Political direction"),
                                    ("D2", "Policy document"),
                                    ("D3", "Action plan"),
                                    ("D4", "Internal structure"),
                                    ("D5", "External structure"),
                                    ("D6", "Deals, partnerships and procurement"),
                                    ("D7", "Learning and follow-up"),
                                ],
                                max_length=2,
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=400)),
                        ("evidence", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "dimension"), name="maturity_level_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__isnull", True),
                                    models.Q(("level__gte", 1), ("level__lte", 5)),
                                    _connector="OR",
                                ),
                                name="maturity_level_is_one_to_five",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__isnull", True),
                                    ("level__lt", 3),
                                    models.Q(("evidence", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="maturity_from_three_has_evidence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaturityTarget",
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
                                related_name="maturity_targets",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("D1", "Political direction"),
                                    ("D2", "Policy document"),
                                    ("D3", "Action plan"),
                                    ("D4", "Internal structure"),
                                    ("D5", "External structure"),
                                    ("D6", "Deals, partnerships and procurement"),
                                    ("D7", "Learning and follow-up"),
                                ],
                                max_length=2,
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField()),
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
                            models.UniqueConstraint(fields=("participation", "dimension"), name="maturity_target_once"),
                            models.CheckConstraint(
                                condition=models.Q(("level__gte", 1), ("level__lte", 5)),
                                name="maturity_target_is_one_to_five",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaturityConsent",
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
                                related_name="maturity_consents",
                                to="networks.participation",
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
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
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("participation",),
                                name="maturity_consent_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="maturity_consent_ended_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalJudgement",
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
                                related_name="goal_judgements",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "result_goal",
                            models.CharField(
                                choices=[
                                    ("documents", "Policy document and action plan"),
                                    ("structures", "Internal and external structure"),
                                    ("deals", "Deals, partnerships or procurement"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "judged",
                            models.CharField(
                                choices=[
                                    ("not_begun", "Not begun"),
                                    ("under_way", "Under way"),
                                    ("reached", "Reached"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("comment", models.TextField()),
                        ("judged_at", models.DateTimeField()),
                        (
                            "judged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lifted_by",
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
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("participation", "result_goal"),
                                name="goal_judgement_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("comment", ""), _negated=True), name="goal_judgement_has_a_comment"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="goal_judgement_lifted_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
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
                                related_name="measurements",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "indicator",
                            models.CharField(
                                choices=[
                                    ("identified_enterprises", "Social enterprises identified"),
                                    ("dialogues", "Dialogues in twelve months"),
                                    ("collaborations", "Deals and partnerships"),
                                    ("places_and_jobs", "Places and jobs"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("measured_day", models.DateField()),
                        ("value", models.PositiveIntegerField()),
                        ("source", models.CharField(blank=True, max_length=200)),
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
                            models.UniqueConstraint(
                                fields=("participation", "indicator", "measured_day"), name="measured_once_a_day"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
