from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Outbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ],
            options={
                "indexes": [models.Index(fields=["delivered_at", "written_at"], name="outbox_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_secret", True), ("secret_body", ""), _connector="OR"),
                        name="outbox_only_secret_holds_one",
                    )
                ],
            },
        ),
    ]
