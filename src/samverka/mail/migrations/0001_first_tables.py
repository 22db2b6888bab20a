import django.db.models.deletion
from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="Outbox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("unique_key", models.CharField(max_length=200, unique=True)),
                        ("kind", models.CharField(max_length=60)),
                        ("to_address", models.CharField(max_length=254)),
                        ("to_name", models.CharField(blank=True, max_length=200)),
                        ("reply_to", models.CharField(blank=True, max_length=254)),
                        ("language", models.CharField(default="sv", max_length=2)),
                        ("subject", models.CharField(max_length=200)),
                        ("body", models.TextField()),
                        ("is_secret", models.BooleanField(default=False)),
                        ("secret_body", models.TextField(blank=True)),
                        ("calendar", models.TextField(blank=True)),
                        ("chain", models.CharField(default="house", max_length=60)),
                        ("written_at", models.DateTimeField()),
                        ("delivered_at", models.DateTimeField(blank=True, null=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField(blank=True, null=True)),
                        ("last_fault", models.CharField(blank=True, max_length=300)),
                        ("may_wait", models.BooleanField(default=False)),
                        ("held_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "digest",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="brings",
                                to="mail.outbox",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["delivered_at", "written_at"], name="outbox_waiting")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("is_secret", True), ("secret_body", ""), _connector="OR"),
                                name="outbox_only_secret_holds_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_at__isnull", True),
                                    models.Q(("is_secret", False), ("may_wait", True)),
                                    _connector="OR",
                                ),
                                name="outbox_holds_back_only_news",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SendOut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("chain", models.CharField(max_length=60)),
                        ("subject", models.CharField(max_length=150)),
                        ("body", models.TextField()),
                        ("subject_en", models.CharField(blank=True, max_length=150)),
                        ("body_en", models.TextField(blank=True)),
                        ("segment", models.CharField(max_length=60)),
                        ("reply_to", models.CharField(max_length=254)),
                        ("recipients", models.JSONField()),
                        ("prepared_at", models.DateTimeField()),
                        ("prepared_by", models.CharField(max_length=80)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_by", models.CharField(blank=True, max_length=80)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", True), ("sent_by", "")),
                                    models.Q(("sent_at__isnull", False), models.Q(("sent_by", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="send_out_sent_is_paired",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
