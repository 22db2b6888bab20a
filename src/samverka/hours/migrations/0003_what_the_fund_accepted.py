"""What the Fund accepted of a month, guests with hours, and what has been sent to Statistics Sweden."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

# A table that SQLite rebuilds loses its triggers.
fences = import_module("samverka.hours.migrations.0002_confirmed_rows_stand")


class Migration(migrations.Migration):
    dependencies = [
        ("hours", "0002_confirmed_rows_stand"),
        ("networks", "0001_first_tables"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.RunPython(fences.take_fences_down, fences.raise_fences),
        migrations.CreateModel(
            name="ParticipantFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="rolespan",
            name="role_span_is_of_the_host_or_unvalued",
        ),
        migrations.AddField(
            model_name="hoursheet",
            name="accepted_minutes",
            field=models.IntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hoursheet",
            name="settled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hoursheet",
            name="settled_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="hoursheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="sheet_settled_is_paired",
                violation_error_message="A stamp needs both who and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hoursheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_minutes__isnull", True), ("settled_at__isnull", True)),
                    models.Q(
                        ("accepted_minutes__isnull", False), ("locked_at__isnull", False), ("settled_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="sheet_settled_after_locked",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolespan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("participation__isnull", True), ("reporting_role", "staff_paid")),
                    models.Q(("participation__isnull", False), ("reporting_role", "participant")),
                    ("reporting_role", "unvalued"),
                    _connector="OR",
                ),
                name="role_span_is_one_that_no_team_gives",
            ),
        ),
        migrations.AddField(
            model_name="participantfile",
            name="network",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="participant_files", to="networks.network"
            ),
        ),
        migrations.AddField(
            model_name="participantfile",
            name="sent_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddConstraint(
            model_name="participantfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="participant_file_month_is_a_first_day"
            ),
        ),
        migrations.RunPython(fences.raise_fences, fences.take_fences_down),
    ]
