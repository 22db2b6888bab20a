"""Lines in whole minutes, below nought where they correct; parked months, what was left out, the Fund's word."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def hours_to_minutes(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Lines kept hours with two decimals; whole hours are exact in both."""
    lines = apps.get_model("cofinancing", "ClaimLine").objects
    lines.update(
        **{name: models.F(name) * 60 for name in ("reportable_minutes", "eligible_minutes", "over_cap_minutes")}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cofinancing", "0001_first_tables"),
        ("hours", "0003_what_the_fund_accepted"),
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeftOutMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=600)),
            ],
        ),
        migrations.CreateModel(
            name="LineOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ParkedMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=400)),
                ("parked_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="claimline",
            name="claim_line_hours_add_up",
        ),
        migrations.RenameField(
            model_name="claimline",
            old_name="reportable_hours",
            new_name="reportable_minutes",
        ),
        migrations.RenameField(
            model_name="claimline",
            old_name="eligible_hours",
            new_name="eligible_minutes",
        ),
        migrations.RenameField(
            model_name="claimline",
            old_name="over_cap_hours",
            new_name="over_cap_minutes",
        ),
        migrations.RunPython(hours_to_minutes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="claimline",
            name="reportable_minutes",
            field=models.IntegerField(),
        ),
        migrations.AlterField(
            model_name="claimline",
            name="eligible_minutes",
            field=models.IntegerField(),
        ),
        migrations.AlterField(
            model_name="claimline",
            name="over_cap_minutes",
            field=models.IntegerField(),
        ),
        migrations.AlterField(
            model_name="claimline",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_in",
                to="cofinancing.claimline",
            ),
        ),
        migrations.AlterField(
            model_name="claimline",
            name="recorded_minutes",
            field=models.IntegerField(),
        ),
        migrations.AlterField(
            model_name="claimline",
            name="value_ore",
            field=models.BigIntegerField(),
        ),
        migrations.AddConstraint(
            model_name="claimline",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="claimline",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddField(
            model_name="leftoutmonth",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="left_out", to="cofinancing.claim"
            ),
        ),
        migrations.AddField(
            model_name="leftoutmonth",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hours.hoursheet"
            ),
        ),
        migrations.AddField(
            model_name="lineoutcome",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="cofinancing.claimline"
            ),
        ),
        migrations.AddField(
            model_name="lineoutcome",
            name="noted_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="parkedmonth",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parked", to="cofinancing.claim"
            ),
        ),
        migrations.AddField(
            model_name="parkedmonth",
            name="parked_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="parkedmonth",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hours.hoursheet"
            ),
        ),
        migrations.AddConstraint(
            model_name="leftoutmonth",
            constraint=models.UniqueConstraint(fields=("claim", "sheet"), name="left_out_month_once"),
        ),
        migrations.AddConstraint(
            model_name="lineoutcome",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)), fields=("line",), name="one_outcome_holds"
            ),
        ),
        migrations.AddConstraint(
            model_name="lineoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("result", "accepted"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="line_outcome_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result", "to_be_completed"), _negated=True),
                    models.Q(("accepted_minutes", 0), ("accepted_ore", 0)),
                    _connector="OR",
                ),
                name="line_outcome_waits_without_numbers",
            ),
        ),
        migrations.AddConstraint(
            model_name="parkedmonth",
            constraint=models.UniqueConstraint(fields=("claim", "sheet"), name="parked_month_once"),
        ),
        migrations.AddConstraint(
            model_name="parkedmonth",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="parked_month_has_a_reason"
            ),
        ),
    ]
