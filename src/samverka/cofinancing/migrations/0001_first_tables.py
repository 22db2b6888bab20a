import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_first_tables"),
        ("hours", "0001_first_tables"),
        ("networks", "0001_first_tables"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="BudgetLine",
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
                                related_name="budget_lines",
                                to="networks.network",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("host_staff", "The host's staff"),
                                    ("external_services", "External services"),
                                    ("travel_and_meetings", "Travel and meetings"),
                                    ("indirect_cost", "Indirect costs"),
                                    ("owner_cash", "The host's own cash"),
                                    ("other_financiers", "Other financiers"),
                                    ("municipal_time", "The municipalities' time"),
                                    ("fund", "The Fund"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("planned_ore", models.PositiveBigIntegerField()),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("network", "kind"), name="budget_line_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Pledge",
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
                                related_name="pledge",
                                to="networks.participation",
                            ),
                        ),
                        ("team_minutes", models.PositiveIntegerField()),
                        ("coordinator_minutes", models.PositiveIntegerField()),
                        ("pledged_at", models.DateTimeField()),
                        (
                            "pledged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Claim",
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
                                related_name="claims",
                                to="networks.network",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("first_month", models.DateField()),
                        ("last_month", models.DateField()),
                        ("registry_number", models.CharField(blank=True, max_length=60)),
                        ("prepared_at", models.DateTimeField()),
                        (
                            "prepared_by",
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "number"), name="claim_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("last_month__gte", models.F("first_month"))),
                                name="claim_period_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_month__day", 1), ("last_month__day", 1)),
                                name="claim_period_in_months",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="claim_closed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClaimLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="cofinancing.claim",
                            ),
                        ),
                        (
                            "sheet",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claim_line",
                                to="hours.hoursheet",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claim_lines",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
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
                        ("category", models.CharField(max_length=20)),
                        ("recorded_minutes", models.IntegerField()),
                        ("reportable_minutes", models.IntegerField()),
                        ("eligible_minutes", models.IntegerField()),
                        ("over_cap_minutes", models.IntegerField()),
                        ("ore_per_hour", models.PositiveIntegerField()),
                        ("value_ore", models.BigIntegerField()),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_in",
                                to="cofinancing.claimline",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reportable_minutes",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("eligible_minutes"), "+", models.F("over_cap_minutes")
                                        ),
                                    )
                                ),
                                name="claim_line_hours_add_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("corrects__isnull", False),
                                    models.Q(
                                        ("eligible_minutes__gte", 0),
                                        ("over_cap_minutes__gte", 0),
                                        ("recorded_minutes__gte", 0),
                                        ("reportable_minutes__gte", 0),
                                        ("value_ore__gte", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="claim_line_below_nought_corrects",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParkedMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parked",
                                to="cofinancing.claim",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hours.hoursheet"
                            ),
                        ),
                        ("reason", models.CharField(max_length=400)),
                        ("parked_at", models.DateTimeField()),
                        (
                            "parked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("claim", "sheet"), name="parked_month_once"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="parked_month_has_a_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeftOutMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="left_out",
                                to="cofinancing.claim",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hours.hoursheet"
                            ),
                        ),
                        ("reason", models.CharField(max_length=600)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("claim", "sheet"), name="left_out_month_once")],
                    },
                ),
                migrations.CreateModel(
                    name="LineOutcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="cofinancing.claimline",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("reduced", "Reduced"),
                                    ("to_be_completed", "To be completed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("accepted_minutes", models.IntegerField()),
                        ("accepted_ore", models.BigIntegerField()),
                        ("reason", models.CharField(blank=True, max_length=400)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
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
                                fields=("line",),
                                name="one_outcome_holds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result", "accepted"), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="line_outcome_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "to_be_completed"), _negated=True),
                                    models.Q(("accepted_minutes", 0), ("accepted_ore", 0)),
                                    _connector="OR",
                                ),
                                name="line_outcome_waits_without_numbers",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetOutcome",
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
                                related_name="budget_outcomes",
                                to="networks.network",
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="cofinancing.claim",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("host_staff", "The host's staff"),
                                    ("external_services", "External services"),
                                    ("travel_and_meetings", "Travel and meetings"),
                                    ("indirect_cost", "Indirect costs"),
                                    ("owner_cash", "The host's own cash"),
                                    ("other_financiers", "Other financiers"),
                                    ("municipal_time", "The municipalities' time"),
                                    ("fund", "The Fund"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("ore", models.BigIntegerField()),
                        ("voucher", models.CharField(max_length=60)),
                        ("day", models.DateField()),
                        ("text", models.CharField(blank=True, max_length=200)),
                        ("imported_at", models.DateTimeField()),
                        (
                            "imported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("voucher", ""), _negated=True), name="budget_outcome_has_a_voucher"
                            ),
                            models.UniqueConstraint(
                                fields=("network", "kind", "voucher"), name="budget_outcome_voucher_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("municipal_time", "fund")), _negated=True),
                                name="budget_outcome_is_not_hours",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidencePack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packs",
                                to="cofinancing.claim",
                            ),
                        ),
                        ("seq", models.PositiveBigIntegerField()),
                        ("head", models.CharField(max_length=64)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("manifest_sha256", models.CharField(blank=True, max_length=64)),
                        ("fault", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("claim", "seq"), name="evidence_pack_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document__isnull", True), ("manifest_sha256", "")),
                                    models.Q(
                                        ("document__isnull", False), models.Q(("manifest_sha256", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_pack_has_its_fingerprint",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SilenceSignal",
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
                                related_name="silence_signals",
                                to="networks.participation",
                            ),
                        ),
                        ("month", models.DateField()),
                        ("raised_at", models.DateTimeField()),
                        ("working_days", models.PositiveSmallIntegerField()),
                        ("comment_due_day", models.DateField()),
                        ("comment", models.CharField(blank=True, max_length=600)),
                        ("commented_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "commented_by",
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
                            models.UniqueConstraint(fields=("participation", "month"), name="silence_signal_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("commented_at__isnull", True), ("commented_by__isnull", True)),
                                    models.Q(("commented_at__isnull", False), ("commented_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="silence_commented_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("commented_at__isnull", True),
                                    models.Q(("comment", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="silence_comment_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearStatement",
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
                                related_name="year_statements",
                                to="networks.participation",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("made_in", models.PositiveSmallIntegerField()),
                        (
                            "rendering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.rendering"
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participation", "year", "made_in"), name="year_statement_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
