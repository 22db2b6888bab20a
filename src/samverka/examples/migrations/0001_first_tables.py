import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_first_tables"),
        ("enterprises", "0001_first_tables"),
        ("goals", "0001_first_tables"),
        ("networks", "0001_first_tables"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="LearningExample",
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
                                related_name="examples",
                                to="networks.network",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="examples",
                                to="networks.participation",
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("title", models.CharField(max_length=160)),
                        ("title_sort", models.CharField(max_length=200)),
                        ("ingress", models.CharField(blank=True, max_length=600)),
                        ("conclusions", models.JSONField(default=list)),
                        ("background", models.TextField(blank=True)),
                        ("done", models.TextField(blank=True)),
                        ("results", models.TextField(blank=True)),
                        ("figures", models.JSONField(default=list)),
                        ("costs", models.TextField(blank=True)),
                        ("obstacles", models.TextField(blank=True)),
                        ("tips", models.TextField(blank=True)),
                        ("partners", models.CharField(blank=True, max_length=400)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        ("form", models.CharField(blank=True, max_length=40)),
                        ("dimensions", models.JSONField(default=list)),
                        ("title_en", models.CharField(blank=True, max_length=160)),
                        ("summary_en", models.TextField(blank=True)),
                        (
                            "collaboration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="examples",
                                to="enterprises.collaboration",
                            ),
                        ),
                        (
                            "governing_document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="examples",
                                to="goals.governingdocument",
                            ),
                        ),
                        ("saving", models.PositiveIntegerField(default=1)),
                        ("started_at", models.DateTimeField()),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("is_started_by_host", models.BooleanField(default=False)),
                        ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "handed_over_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("returned_comment", models.CharField(blank=True, max_length=1000)),
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
                                condition=models.Q(
                                    models.Q(("handed_over_at__isnull", True), ("handed_over_by__isnull", True)),
                                    models.Q(("handed_over_at__isnull", False), ("handed_over_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="learning_example_handed_over_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("archived_at__isnull", True), ("archived_by__isnull", True)),
                                    models.Q(("archived_at__isnull", False), ("archived_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="learning_example_archived_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExamplePicture",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "example",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pictures",
                                to="examples.learningexample",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        ("alt_text", models.CharField(max_length=300)),
                        ("caption", models.CharField(blank=True, max_length=300)),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "removed_by",
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
                                condition=models.Q(("alt_text", ""), _negated=True), name="picture_has_alt_text"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="picture_removed_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExampleApproval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "example",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="examples.learningexample",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("municipality_side", "The municipality"),
                                    ("enterprise_side", "Named enterprise"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        (
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="example_approvals",
                                to="enterprises.socialenterprise",
                            ),
                        ),
                        ("link_sha256", models.CharField(blank=True, max_length=64)),
                        ("named_at", models.DateTimeField()),
                        (
                            "named_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        ("approved_name", models.CharField(blank=True, max_length=120)),
                        ("approved_sha256", models.CharField(blank=True, max_length=64)),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        ("declined_reason", models.CharField(blank=True, max_length=1000)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("side", "municipality_side")),
                                fields=("example",),
                                name="example_municipality_approves_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at__isnull", True), ("approved_name", ""), ("approved_sha256", "")
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        models.Q(("approved_name", ""), _negated=True),
                                        models.Q(("approved_sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="example_approval_says_who_and_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_at__isnull", True), ("declined_at__isnull", True), _connector="OR"
                                ),
                                name="example_approved_or_declined",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExampleEdition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "example",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="examples.learningexample",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("is_current", models.BooleanField(default=True)),
                        ("title", models.CharField(max_length=160)),
                        ("title_sort", models.CharField(max_length=200)),
                        ("ingress", models.CharField(max_length=600)),
                        ("form", models.CharField(blank=True, max_length=40)),
                        ("dimensions", models.CharField(blank=True, max_length=40)),
                        ("search_words", models.TextField()),
                        ("content", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("published_at", models.DateTimeField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("example", "number"), name="example_edition_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_current", True)),
                                fields=("example",),
                                name="example_current_edition_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExampleUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "example",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="examples.learningexample",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="used_examples",
                                to="people.memberorganisation",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=400)),
                        ("used_at", models.DateTimeField()),
                        (
                            "used_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("example", "organisation"), name="example_used_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisseminationEntry",
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
                                related_name="dissemination",
                                to="networks.network",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dissemination",
                                to="networks.participation",
                            ),
                        ),
                        (
                            "example",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dissemination",
                                to="examples.learningexample",
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        ("day", models.DateField()),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("web", "Web page"),
                                    ("letter", "Newsletter or mail"),
                                    ("conference", "Conference or seminar"),
                                    ("study_visit", "Study visit"),
                                    ("press", "Press, radio, television"),
                                    ("social_media", "Social media"),
                                    ("print", "Printed matter"),
                                    ("other_channel", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("audience", models.CharField(max_length=200)),
                        ("reached", models.PositiveIntegerField(blank=True, null=True)),
                        ("link", models.CharField(blank=True, max_length=400)),
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="dissemination_withdrawn_is_paired",
                                violation_error_message="A stamp needs both who and when.",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
