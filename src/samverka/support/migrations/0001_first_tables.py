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
                    name="SupportEntry",
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
                                related_name="support_entries",
                                to="networks.participation",
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("remote", "Online meeting"),
                                    ("on_site", "On site"),
                                    ("by_phone", "Phone"),
                                    ("in_writing", "Mail"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("held", "Held"),
                                    ("offered", "Offered"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("topic", models.CharField(max_length=160)),
                        (
                            "dimension",
                            models.CharField(
                                blank=True,
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
                        ("who", models.CharField(max_length=300)),
                        ("note", models.TextField(blank=True)),
                        ("is_shared", models.BooleanField(default=True)),
                        ("next_day", models.DateField(blank=True, null=True)),
                        ("logged_at", models.DateTimeField()),
                        (
                            "logged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("next_day__isnull", True), ("next_day__gt", models.F("day")), _connector="OR"
                                ),
                                name="next_contact_lies_after_this",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreedStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="support.supportentry",
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("owner", models.CharField(max_length=120)),
                        ("due_day", models.DateField()),
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="agreed_step_done_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NetworkQuestion",
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
                                related_name="questions",
                                to="networks.network",
                            ),
                        ),
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
                        ("title", models.CharField(max_length=160)),
                        ("text", models.TextField()),
                        ("search_words", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="QuestionRecipient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recipients",
                                to="support.networkquestion",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("told_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("question", "person"), name="question_recipient_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuestionAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="support.networkquestion",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("answered_at", models.DateTimeField()),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="MethodResource",
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
                                related_name="resources",
                                to="networks.network",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("title_sort", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("template", "Template"),
                                    ("checklist", "Checklist"),
                                    ("guide", "Guide"),
                                    ("tender_questions", "Tender questions"),
                                    ("slide_deck", "Slides"),
                                    ("film", "Film"),
                                    ("decision_draft", "Draft decision"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                blank=True,
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
                        ("about", models.TextField(blank=True)),
                        ("search_words", models.TextField()),
                        (
                            "licence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("cc_zero", "CC0: free for everyone"),
                                    ("cc_by", "CC BY 4.0: name the source"),
                                    ("cc_by_sa", "CC BY-SA 4.0: name the source, share alike"),
                                    ("link_only", "Linked, not copied: the owner's terms hold"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("requested_at", models.DateTimeField()),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resources",
                                to="support.networkquestion",
                            ),
                        ),
                        ("developed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "developed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("tried_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "tried_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
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
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "retired_by",
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
                                    models.Q(("developed_at__isnull", True), ("developed_by__isnull", True)),
                                    models.Q(("developed_at__isnull", False), ("developed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="resource_developed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("tried_at__isnull", True), ("tried_by__isnull", True)),
                                    models.Q(("tried_at__isnull", False), ("tried_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="resource_tried_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="resource_published_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                                    models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="resource_retired_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", True),
                                    models.Q(("licence", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="published_resource_has_a_licence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResourceVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="support.methodresource",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("news", models.CharField(blank=True, max_length=300)),
                        (
                            "document",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("link", models.CharField(blank=True, max_length=400)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("resource", "number"), name="resource_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document__isnull", False), ("link", "")),
                                    models.Q(("document__isnull", True), models.Q(("link", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="resource_version_is_file_or_link",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResourceInterest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="support.methodresource",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.memberorganisation",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[("asked_for", "Asked for it"), ("used", "Used it")], max_length=20
                            ),
                        ),
                        ("said_at", models.DateTimeField()),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("resource", "organisation", "what"), name="resource_interest_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
