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
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("owner", models.CharField(max_length=120)),
                        ("file", models.FileField(max_length=200, upload_to="")),
                        ("shown_name", models.CharField(max_length=200)),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("added_at", models.DateTimeField()),
                        ("added_by_key", models.CharField(max_length=60)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["owner"], name="document_owner")],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject", models.CharField(max_length=120)),
                        ("role", models.CharField(max_length=60)),
                        ("signer_key", models.CharField(max_length=60)),
                        ("signer_name", models.CharField(max_length=200)),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("approval", "Approval in Samverka"),
                                    ("paper", "Scanned paper"),
                                    ("pdf", "Signed PDF"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("content_sha256", models.CharField(max_length=64)),
                        ("text_shown", models.TextField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["subject"], name="signature_subject")],
                    },
                ),
                migrations.CreateModel(
                    name="Rendering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(choices=[("xlsx", "XLSX"), ("pdf", "PDF")], max_length=20)),
                        ("owner", models.CharField(max_length=120)),
                        ("template", models.CharField(blank=True, max_length=100)),
                        ("shown_name", models.CharField(max_length=200)),
                        ("values", models.JSONField()),
                        ("asked_for_at", models.DateTimeField()),
                        ("asked_for_by_key", models.CharField(max_length=60)),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renderings",
                                to="documents.document",
                            ),
                        ),
                        ("fault", models.CharField(blank=True, max_length=300)),
                        ("may_go", models.BooleanField(default=False)),
                    ],
                ),
            ]
        )
    ]
