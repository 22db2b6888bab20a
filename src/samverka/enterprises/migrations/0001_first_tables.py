import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_first_tables"),
        ("places", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="CpvCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=8, unique=True)),
                        ("check_digit", models.CharField(blank=True, max_length=1)),
                        ("label_sv", models.CharField(blank=True, max_length=300)),
                        ("label_en", models.CharField(blank=True, max_length=300)),
                        ("plain_words", models.CharField(blank=True, max_length=400)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("starter_set", "The set that comes with the system"),
                                    ("eu_list", "The EU's own list"),
                                    ("typed_in", "Typed in, not checked against the list"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ListedService",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.CharField(
                                choices=[
                                    ("paragraph_19_25", "Chapter 19 section 25"),
                                    ("paragraph_19_25a", "Chapter 19 section 25 a"),
                                    ("annex_2", "Annex 2, social and other specific services"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("first_code", models.CharField(max_length=8)),
                        ("last_code", models.CharField(max_length=8)),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=200)),
                        ("checked_day", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_code__gte", models.F("first_code"))),
                                name="listed_service_codes_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="listed_service_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Threshold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "law",
                            models.CharField(
                                choices=[("lou", "Public Procurement Act"), ("register", "Terms of the register")],
                                max_length=20,
                            ),
                        ),
                        (
                            "authority_type",
                            models.CharField(
                                choices=[("municipality_or_region", "Municipality or region")],
                                default="municipality_or_region",
                                max_length=30,
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("eu_threshold", "EU threshold, goods and services"),
                                    (
                                        "eu_threshold_social_specific_services",
                                        "EU threshold, social and other specific services (annex 2)",
                                    ),
                                    ("direct_limit", "Direct procurement limit"),
                                    (
                                        "direct_limit_social_specific_services",
                                        "Direct procurement limit, social and other specific services (annex 2)",
                                    ),
                                    ("direct_limit_welfare", "Direct procurement limit, welfare services (annex 2 a)"),
                                    ("documentation_from", "Direct procurement documented from"),
                                    ("share_requirement", "Share of the target group, reserved 4:18"),
                                    ("reserved_term", "Longest term and waiting time, reserved 19:25"),
                                    ("same_kind_digits", "CPV digits shared by the same kind"),
                                    ("stale_after", "An entry becomes stale after"),
                                    ("out_of_matching_after", "Out of matching after"),
                                    ("first_reminder_after", "First reminder to confirm after"),
                                    ("link_valid", "A link to confirm is valid for"),
                                    ("certification_valid", "A certification is valid for"),
                                    ("suppressed_below", "Counts of people are hidden below"),
                                ],
                                max_length=50,
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(blank=True, null=True)),
                        ("amount", models.BigIntegerField(blank=True, null=True)),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("ore", "kronor"),
                                    ("percent", "percent"),
                                    ("months", "months"),
                                    ("days", "days"),
                                    ("digits", "digits"),
                                    ("persons", "people"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("source", models.CharField(max_length=300)),
                        ("note", models.CharField(blank=True, max_length=400)),
                        ("checked_day", models.DateField(blank=True, null=True)),
                        ("entered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "entered_by",
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
                                fields=("law", "authority_type", "category", "first_day"), name="threshold_begins_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="threshold_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                                name="threshold_is_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SocialEnterprise",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("name_sort", models.CharField(max_length=200)),
                        ("name_search", models.CharField(max_length=400)),
                        ("organisation_number", models.CharField(blank=True, max_length=10)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("wise", "Work-integration social enterprise"),
                                    ("social_enterprise", "Social enterprise"),
                                    ("idea_based_organisation", "Idea-based organisation"),
                                    ("civil_society", "Civil society"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "legal_form",
                            models.CharField(
                                choices=[
                                    ("economic_association", "Economic association"),
                                    ("non_profit_association", "Non-profit association"),
                                    ("foundation", "Foundation"),
                                    ("limited_company", "Limited company"),
                                    (
                                        "limited_profit_company",
                                        "Limited company with limited profit distribution (svb)",
                                    ),
                                    ("faith_community", "Registered faith community"),
                                    ("unknown_form", "Not known"),
                                ],
                                default="unknown_form",
                                max_length=30,
                            ),
                        ),
                        (
                            "profit",
                            models.CharField(
                                choices=[
                                    ("profit_reinvestment", "Mainly reinvested"),
                                    ("profit_distribution", "May be distributed to the owners"),
                                    ("profit_unknown", "Not known"),
                                ],
                                default="profit_unknown",
                                max_length=30,
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.municipality",
                            ),
                        ),
                        ("serves_all_of_sweden", models.BooleanField(default=False)),
                        ("description", models.TextField(blank=True, max_length=2000)),
                        ("description_en", models.TextField(blank=True, max_length=2000)),
                        ("web", models.CharField(blank=True, max_length=200)),
                        ("contact_name", models.CharField(blank=True, max_length=120)),
                        ("contact_email", models.CharField(blank=True, max_length=254)),
                        ("contact_phone", models.CharField(blank=True, max_length=40)),
                        ("employees", models.PositiveIntegerField(blank=True, null=True)),
                        ("target_share_percent", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("has_integration_purpose", models.BooleanField(blank=True, null=True)),
                        ("declared_day", models.DateField(blank=True, null=True)),
                        ("registered_idea_based", models.BooleanField(blank=True, null=True)),
                        ("registered_checked_day", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("is_invented", models.BooleanField(default=False)),
                        (
                            "kept_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept_enterprises",
                                to="people.memberorganisation",
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("consent_day", models.DateField(blank=True, null=True)),
                        ("consent_by", models.CharField(blank=True, max_length=120)),
                        ("confirmed_day", models.DateField(blank=True, null=True)),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "archived_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("archived_reason", models.CharField(blank=True, max_length=400)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["confirmed_day"], name="enterprise_by_confirmation"),
                            models.Index(fields=["name_sort"], name="enterprise_by_name"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("organisation_number", ""), _negated=True), ("merged_into__isnull", True)
                                ),
                                fields=("organisation_number",),
                                name="enterprise_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("consent_day__isnull", True),
                                    models.Q(("consent_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="enterprise_consent_says_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_day__isnull", True), ("consent_day__isnull", False), _connector="OR"
                                ),
                                name="enterprise_confirmed_with_consent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target_share_percent__isnull", True),
                                    ("target_share_percent__lte", 100),
                                    _connector="OR",
                                ),
                                name="enterprise_share_is_a_part",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("archived_at__isnull", True), ("archived_by__isnull", True)),
                                    models.Q(("archived_at__isnull", False), ("archived_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="enterprise_archived_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Judgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="judgements",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        (
                            "definition",
                            models.CharField(
                                choices=[
                                    ("asf_four_criteria", "The four criteria of ASF"),
                                    ("government_three_marks", "The Government's three marks"),
                                    ("eu_definition", "The EU's definition"),
                                    ("self_declared", "Declared by the enterprise itself"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("answers", models.JSONField(default=dict)),
                        ("judged_by", models.CharField(max_length=160)),
                        ("day", models.DateField()),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Certification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="certifications",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        ("scheme", models.CharField(max_length=120)),
                        ("issuer", models.CharField(max_length=120)),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("evidence", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="certification_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("service", "Service"),
                                    ("goods", "Goods"),
                                    ("work_training", "Places for work training"),
                                    ("placement", "Places for work placement"),
                                    ("daily_activity", "Daily activities (LSS)"),
                                    ("occupation", "Occupational activity"),
                                ],
                                default="service",
                                max_length=20,
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        (
                            "cpv",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="enterprises.cpvcode",
                            ),
                        ),
                        ("cpv_digits", models.CharField(blank=True, max_length=8)),
                        ("places", models.PositiveIntegerField(blank=True, null=True)),
                        ("capacity", models.CharField(blank=True, max_length=200)),
                        ("yearly_capacity_ore", models.PositiveBigIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["cpv_digits", "enterprise"], name="offer_by_cpv")],
                    },
                ),
                migrations.CreateModel(
                    name="ServedArea",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="served",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.municipality",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.county",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("county__isnull", True), ("municipality__isnull", False)),
                                    models.Q(("county__isnull", False), ("municipality__isnull", True)),
                                    _connector="OR",
                                ),
                                name="served_area_is_one_of_two",
                            ),
                            models.UniqueConstraint(
                                fields=("enterprise", "municipality"), name="served_municipality_once"
                            ),
                            models.UniqueConstraint(fields=("enterprise", "county"), name="served_county_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Identification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifications",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="identifications",
                                to="people.memberorganisation",
                            ),
                        ),
                        ("day", models.DateField()),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
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
                            models.UniqueConstraint(fields=("enterprise", "organisation"), name="identified_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConfirmationLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        ("link_sha256", models.CharField(max_length=64, unique=True)),
                        ("to_address", models.CharField(max_length=254)),
                        ("sent_at", models.DateTimeField()),
                        ("last_day", models.DateField()),
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
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="EnterpriseList",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.memberorganisation",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("heads", models.JSONField(default=list)),
                        ("rows", models.JSONField(default=list)),
                        ("handed_in_at", models.DateTimeField()),
                        (
                            "handed_in_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("taken_in_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "taken_in_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("taken_in_rows", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_in_at__isnull", True), ("taken_in_by__isnull", True)),
                                    models.Q(("taken_in_at__isnull", False), ("taken_in_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="enterprise_list_taken_in_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Collaboration",
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
                                related_name="collaborations",
                                to="people.memberorganisation",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("title_sort", models.CharField(max_length=200)),
                        ("title_search", models.CharField(max_length=400)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_collaborations",
                                to="people.person",
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("direct_procurement", "Direct procurement"),
                                    ("reserved_4_18_1", "Reserved procurement, 4:18 point 1"),
                                    ("reserved_4_18_2", "Reserved procurement, 4:18 point 2"),
                                    ("reserved_19_25", "Reserved procurement, 19:25"),
                                    ("reserved_19_25a", "Reserved procurement, 19:25 a"),
                                    ("ordinary_procurement_with_clause", "Procurement with an employment clause"),
                                    ("framework_call_off", "Call-off from a framework agreement"),
                                    ("lov", "System of choice (LOV)"),
                                    ("iop", "Idea-based public partnership (IOP)"),
                                    ("grant", "Grant to an association"),
                                    ("work_training_agreement", "Agreement on work-training places"),
                                    ("local_compact", "Local compact with civil society (LÖK)"),
                                    ("other", "Other form"),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("description", models.TextField(blank=True, max_length=4000)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("own_level", "Only our municipality"),
                                    ("network_level", "The networks we are in"),
                                    ("public_level", "Everyone"),
                                ],
                                default="own_level",
                                max_length=20,
                            ),
                        ),
                        ("secrecy_ground", models.CharField(blank=True, max_length=200)),
                        ("value_ore", models.BigIntegerField(blank=True, null=True)),
                        ("is_social_specific_service", models.BooleanField(blank=True, null=True)),
                        ("first_day", models.DateField(blank=True, null=True)),
                        ("last_day", models.DateField(blank=True, null=True)),
                        ("decision_body", models.CharField(blank=True, max_length=160)),
                        ("decision_day", models.DateField(blank=True, null=True)),
                        ("registry_number", models.CharField(blank=True, max_length=60)),
                        ("competition", models.TextField(blank=True, max_length=2000)),
                        ("suppliers_asked", models.TextField(blank=True, max_length=2000)),
                        ("bids", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("award_reason", models.TextField(blank=True, max_length=2000)),
                        ("over_limit_note", models.TextField(blank=True, max_length=2000)),
                        ("share_percent", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("share_day", models.DateField(blank=True, null=True)),
                        ("share_evidence", models.CharField(blank=True, max_length=400)),
                        ("purpose_evidence", models.TextField(blank=True, max_length=2000)),
                        ("registered_idea_based", models.BooleanField(blank=True, null=True)),
                        ("registered_checked_day", models.DateField(blank=True, null=True)),
                        (
                            "clause_variant",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("clause_offer_work", "A: offer employment or placement"),
                                    ("clause_dialogue", "B: take part in a dialogue"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("clause_number", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("clause_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("target_group", models.CharField(blank=True, max_length=200)),
                        ("matching_officer", models.CharField(blank=True, max_length=120)),
                        ("shared_goal", models.TextField(blank=True, max_length=2000)),
                        ("no_market", models.TextField(blank=True, max_length=2000)),
                        ("follow_up", models.TextField(blank=True, max_length=2000)),
                        ("exit_terms", models.TextField(blank=True, max_length=2000)),
                        ("has_counter_performance", models.BooleanField(blank=True, null=True)),
                        ("is_procured", models.BooleanField(blank=True, null=True)),
                        ("places", models.PositiveIntegerField(blank=True, null=True)),
                        ("guide_answers", models.JSONField(blank=True, default=dict)),
                        ("started_at", models.DateTimeField()),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "day"], name="collaboration_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("first_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="collaboration_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value_ore__isnull", True), ("value_ore__gte", 0), _connector="OR"),
                                name="collaboration_value_is_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("secrecy_ground", ""), ("level", "own_level"), _connector="OR"),
                                name="collaboration_secret_stays_at_home",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("share_percent__isnull", True), ("share_percent__lte", 100), _connector="OR"
                                ),
                                name="collaboration_share_is_a_part",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollaborationStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "collaboration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="enterprises.collaboration",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("idea", "Idea"),
                                    ("preparing", "Being prepared"),
                                    ("market_dialogue", "Market dialogue"),
                                    ("advertised", "Advertised"),
                                    ("negotiating", "Negotiating"),
                                    ("awarded", "Awarded"),
                                    ("agreed", "Agreed"),
                                    ("running", "Running"),
                                    ("completed", "Completed"),
                                    ("cancelled", "Cancelled"),
                                    ("not_awarded", "Not awarded"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("day", models.DateField()),
                        ("reason", models.CharField(blank=True, max_length=400)),
                        ("moved_at", models.DateTimeField()),
                        (
                            "moved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_at__isnull", True)),
                                fields=("collaboration",),
                                name="collaboration_stands_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Buyer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "collaboration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="buyers",
                                to="enterprises.collaboration",
                            ),
                        ),
                        (
                            "employer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.employer"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("collaboration", "employer"), name="buyer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Counterpart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "collaboration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="counterparts",
                                to="enterprises.collaboration",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counterparts",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("organisation_number", models.CharField(blank=True, max_length=10)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("collaboration", "enterprise"), name="counterpart_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CollaborationCpv",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "collaboration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cpv_codes",
                                to="enterprises.collaboration",
                            ),
                        ),
                        (
                            "cpv",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="enterprises.cpvcode"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("collaboration", "cpv"), name="collaboration_cpv_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "collaboration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="enterprises.collaboration",
                            ),
                        ),
                        ("party", models.CharField(max_length=160)),
                        ("text", models.CharField(max_length=400)),
                        ("value_ore", models.PositiveBigIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("collaboration", "party"), name="contribution_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "collaboration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcomes",
                                to="enterprises.collaboration",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("promised", "Promised"), ("delivered", "Delivered")], max_length=20
                            ),
                        ),
                        ("day", models.DateField()),
                        ("people_in_work", models.PositiveIntegerField(blank=True, null=True)),
                        ("people_in_training", models.PositiveIntegerField(blank=True, null=True)),
                        ("places", models.PositiveIntegerField(blank=True, null=True)),
                        ("hours", models.PositiveIntegerField(blank=True, null=True)),
                        ("purchases_ore", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("other_benefit", models.TextField(blank=True, max_length=2000)),
                        ("lessons", models.TextField(blank=True, max_length=2000)),
                        ("follow_up_day", models.DateField(blank=True, null=True)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Dialogue",
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
                                related_name="dialogues",
                                to="people.memberorganisation",
                            ),
                        ),
                        (
                            "collaboration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dialogues",
                                to="enterprises.collaboration",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("title_sort", models.CharField(max_length=200)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_dialogues",
                                to="people.person",
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("dialogue_meeting", "Meeting"),
                                    ("dialogue_online", "Online meeting"),
                                    ("dialogue_phone", "Phone call"),
                                    ("dialogue_visit", "Visit"),
                                    ("dialogue_written", "In writing"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("parties", models.TextField(blank=True, max_length=2000)),
                        ("subject", models.TextField(blank=True, max_length=4000)),
                        ("handed_out", models.TextField(blank=True, max_length=2000)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("own_level", "Only our municipality"),
                                    ("network_level", "The networks we are in"),
                                    ("public_level", "Everyone"),
                                ],
                                default="own_level",
                                max_length=20,
                            ),
                        ),
                        ("secrecy_ground", models.CharField(blank=True, max_length=200)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "archived_by",
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
                                condition=models.Q(("secrecy_ground", ""), ("level", "own_level"), _connector="OR"),
                                name="dialogue_secret_stays_at_home",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("archived_at__isnull", True), ("archived_by__isnull", True)),
                                    models.Q(("archived_at__isnull", False), ("archived_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="dialogue_archived_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("word", models.CharField(max_length=40, unique=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="SearchPiece",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("piece", models.CharField(max_length=3)),
                        (
                            "word",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pieces",
                                to="enterprises.searchword",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("piece", "word"), name="search_piece_once")],
                    },
                ),
                migrations.CreateModel(
                    name="EnterpriseWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "word",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="enterprises.searchword",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="words",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        ("weight", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("word", "enterprise"), name="enterprise_word_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CpvWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "word",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="enterprises.searchword",
                            ),
                        ),
                        (
                            "cpv",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="words",
                                to="enterprises.cpvcode",
                            ),
                        ),
                        ("weight", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("word", "cpv"), name="cpv_word_once")],
                    },
                ),
            ]
        )
    ]
