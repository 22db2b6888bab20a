"""Municipalities that are silent, and the statements that the clock has made of a year."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cofinancing", "0002_outcome_of_each_line"),
        ("documents", "0001_first_tables"),
        ("networks", "0001_first_tables"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="SilenceSignal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("raised_at", models.DateTimeField()),
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
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="silence_signals",
                        to="networks.participation",
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
                            ("commented_at__isnull", True), models.Q(("comment", ""), _negated=True), _connector="OR"
                        ),
                        name="silence_comment_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YearStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("made_in", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="year_statements",
                        to="networks.participation",
                    ),
                ),
                (
                    "rendering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.rendering"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("participation", "year", "made_in"), name="year_statement_once")
                ],
            },
        ),
    ]
