import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_first_tables"),
        ("funding", "0001_first_tables"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="Network",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=160)),
                        ("name_sort", models.CharField(max_length=200)),
                        ("host_organisation", models.CharField(max_length=160)),
                        ("registry_number", models.CharField(blank=True, max_length=60)),
                        ("evidence_address", models.CharField(blank=True, max_length=254)),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("closing_from", models.DateField(blank=True, null=True)),
                        ("applied_day", models.DateField(blank=True, null=True)),
                        ("granted_day", models.DateField(blank=True, null=True)),
                        ("rejected_day", models.DateField(blank=True, null=True)),
                        ("set_up_at", models.DateTimeField()),
                        (
                            "set_up_by",
                            models.ForeignKey(
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
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="network_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("granted_day__isnull", True), ("rejected_day__isnull", True), _connector="OR"
                                ),
                                name="network_granted_or_rejected",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Terms",
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
                                related_name="all_terms",
                                to="networks.network",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("seats", models.PositiveSmallIntegerField()),
                        ("reserve_seats", models.PositiveSmallIntegerField(default=0)),
                        ("team_size", models.PositiveSmallIntegerField()),
                        ("fewest_areas", models.PositiveSmallIntegerField(default=3)),
                        ("wanted_areas", models.JSONField(default=list)),
                        ("hours_per_year", models.PositiveIntegerField()),
                        ("hours_are_per_person", models.BooleanField(default=False)),
                        ("joint_share_percent", models.PositiveSmallIntegerField()),
                        ("coordinator_share_percent", models.PositiveSmallIntegerField()),
                        ("meetings_in_person_per_year", models.PositiveSmallIntegerField()),
                        ("meetings_online_per_year", models.PositiveSmallIntegerField()),
                        ("local_days_per_year", models.PositiveSmallIntegerField()),
                        ("needs_due_day", models.DateField(blank=True, null=True)),
                        ("plan_follow_ups_per_year", models.PositiveSmallIntegerField(default=2)),
                        ("working_days_to_comment", models.PositiveSmallIntegerField(default=3)),
                        ("total_budget_ore", models.PositiveBigIntegerField(default=0)),
                        ("fund_support_ore", models.PositiveBigIntegerField(default=0)),
                        (
                            "rule_set",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funding.ruleset",
                            ),
                        ),
                        ("funding_call_start_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("region_class", models.CharField(default="national", max_length=20)),
                        ("participant_category", models.CharField(blank=True, max_length=20)),
                        ("coordinator_category", models.CharField(blank=True, max_length=20)),
                        ("with_hours", models.BooleanField(default=True)),
                        ("with_claims", models.BooleanField(default=True)),
                        ("with_selection", models.BooleanField(default=True)),
                        (
                            "arrangement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("joint_controllers", "Joint controllers"),
                                    ("processor_agreement", "Processor agreement"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        (
                            "set_by",
                            models.ForeignKey(
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
                            models.UniqueConstraint(fields=("network", "version"), name="terms_version_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("network",),
                                name="terms_holding_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("fund_support_ore__lte", models.F("total_budget_ore"))),
                                name="terms_support_within_budget",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Staff",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="networks.network"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="staff_functions",
                                to="people.person",
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    ("project_manager", "Project manager"),
                                    ("finance_officer", "Finance officer"),
                                    ("process_supporter", "Process supporter"),
                                    ("method_developer", "Method developer"),
                                    ("subject_expert", "Subject expert"),
                                    ("administrator", "Administrator"),
                                    ("registrar", "Registrar"),
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
                                name="staff_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("last_day__isnull", True)),
                                fields=("network", "person", "function"),
                                name="staff_function_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
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
                                related_name="participations",
                                to="networks.network",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="people.memberorganisation",
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("awarded_at", models.DateTimeField()),
                        (
                            "awarded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "left_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("left_reason", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "organisation"), name="participation_once"),
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="participation_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="participation_accepted_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_at__isnull", True), ("left_by__isnull", True)),
                                    models.Q(("left_at__isnull", False), ("left_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="participation_left_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArrangementWording",
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
                                related_name="arrangement_wordings",
                                to="networks.network",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("joint_controllers", "Joint controllers"),
                                    ("processor_agreement", "Processor agreement"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("record_of_processing", models.TextField()),
                        ("hosting", models.TextField()),
                        ("subprocessors", models.TextField()),
                        ("impact_assessment", models.TextField()),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("network", "version"), name="arrangement_wording_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("network",),
                                name="arrangement_wording_holding_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DataProtectionArrangement",
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
                            "network",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="arrangements",
                                to="networks.network",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="arrangements",
                                to="people.memberorganisation",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="arrangements",
                                to="networks.arrangementwording",
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
                            models.UniqueConstraint(fields=("organisation", "wording"), name="arrangement_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("completed_at__isnull", True), ("signature_count", 2), _connector="OR"
                                ),
                                name="arrangement_in_force_with_two_signatures",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("signature_count__lte", 2)),
                                name="arrangement_has_at_most_two_signatures",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditorAccess",
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
                                related_name="auditor_accesses",
                                to="networks.network",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="auditor_accesses",
                                to="people.person",
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                ),
            ]
        )
    ]
