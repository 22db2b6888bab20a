from django.db import migrations, models

from samverka.core.laying import LayTables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        LayTables(
            [
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("chain", models.CharField(max_length=60)),
                        ("seq", models.PositiveBigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("actor_key", models.CharField(max_length=60)),
                        ("verb", models.CharField(max_length=100)),
                        ("subject", models.CharField(max_length=120)),
                        ("request_key", models.CharField(max_length=64)),
                        ("payload_digest", models.CharField(max_length=64)),
                        ("prev_hash", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["subject"], name="entry_subject")],
                        "constraints": [models.UniqueConstraint(fields=("chain", "seq"), name="entry_place_in_chain")],
                    },
                ),
                migrations.CreateModel(
                    name="EntryPayload",
                    fields=[
                        ("entry_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("salt", models.CharField(max_length=64)),
                        ("payload", models.TextField()),
                    ],
                ),
                migrations.CreateModel(
                    name="ChainHead",
                    fields=[
                        ("chain", models.CharField(max_length=60, primary_key=True, serialize=False)),
                        ("seq", models.PositiveBigIntegerField()),
                        ("hash", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="RequestKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=64)),
                        ("actor_key", models.CharField(max_length=60)),
                        ("at", models.DateTimeField()),
                        ("answer", models.CharField(max_length=500)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("key", "actor_key"), name="request_key_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Installation",
                    fields=[
                        ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ("is_example", models.BooleanField()),
                        ("moment", models.CharField(blank=True, max_length=40)),
                        ("clock_offset_seconds", models.BigIntegerField(default=0)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="installation_is_one")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeadStamp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("chain", models.CharField(max_length=60)),
                        ("seq", models.PositiveBigIntegerField()),
                        ("hash", models.CharField(max_length=64)),
                        ("at", models.DateTimeField()),
                        ("token", models.TextField(blank=True)),
                        ("authority", models.CharField(blank=True, max_length=300)),
                        ("token_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("chain", "seq"), name="head_stamp_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("token", ""), ("token_at__isnull", True)),
                                    models.Q(models.Q(("token", ""), _negated=True), ("token_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="head_stamp_token_has_its_time",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
