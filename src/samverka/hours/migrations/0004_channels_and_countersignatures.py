"""Official channels, countersignatures, roles without a team, certificates from outside.

On SQLite the sheets' table is rebuilt, which would take its triggers with it: they come down first and go up last, and
from here a countersignature stands in a locked sheet too.
"""

from functools import partial
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

fences = import_module("samverka.hours.migrations.0003_confirmed_rows_stand")
STANDING = (*fences.STANDING, "approved_at", "approved_by_id")


class Migration(migrations.Migration):
    """Columns and tables, between two sets of triggers."""

    dependencies = [
        ("documents", "0001_first_tables"),
        ("hours", "0003_confirmed_rows_stand"),
        ("networks", "0001_first_tables"),
        ("people", "0004_absence"),
    ]

    operations = [
        migrations.RunPython(fences.take_fences_down, fences.raise_fences),
        migrations.CreateModel(
            name="AuthorityList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                ("put_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CertificateApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("approved_by_name", models.CharField(max_length=120)),
                ("approved_day", models.DateField()),
                ("from_day", models.DateField()),
                ("until_day", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Occupation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_kind", models.CharField(choices=[("aid", "AID"), ("ssyk", "SSYK")], max_length=10)),
                ("code", models.CharField(max_length=20)),
                ("wage_group", models.CharField(max_length=20)),
                ("entry_day", models.DateField()),
                ("decision_reference", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="OfficialChannel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reporting_role",
                    models.CharField(
                        choices=[
                            ("participant", "Participant"),
                            ("staff_cofinanced", "Co-financed staff"),
                            ("staff_paid", "Paid staff"),
                            ("unvalued", "Does not count as co-financing"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "The Fund's portal"),
                            ("agency_form", "The Fund's form on paper"),
                            ("email_certificate", "Certificate by e-mail"),
                            ("samverka", "Samverka"),
                        ],
                        max_length=20,
                    ),
                ),
                ("from_month", models.DateField()),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReceivedCertificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("ink", "Original on paper"), ("email", "Certificate by e-mail")], max_length=10
                    ),
                ),
                ("received_day", models.DateField()),
                ("hours", models.PositiveSmallIntegerField()),
                ("kept_at", models.CharField(blank=True, max_length=200)),
                ("registered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RoleSpan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reporting_role",
                    models.CharField(
                        choices=[
                            ("participant", "Participant"),
                            ("staff_cofinanced", "Co-financed staff"),
                            ("staff_paid", "Paid staff"),
                            ("unvalued", "Does not count as co-financing"),
                        ],
                        max_length=20,
                    ),
                ),
                ("function", models.CharField(max_length=120)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="hoursheet",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hoursheet",
            name="approved_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="hoursheet",
            name="closing_reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hoursheet",
            name="entered_in_portal_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hoursheet",
            name="entered_in_portal_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="hoursheet",
            name="portal_minutes",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="hourrow",
            name="source",
            field=models.CharField(
                choices=[
                    ("attendance", "From attendance"),
                    ("repeated", "Repeated from last month"),
                    ("own", "Added by you"),
                    ("imported", "From the employer's system"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="hoursheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="sheet_approved_is_paired",
                violation_error_message="A stamp needs both who and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hoursheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entered_in_portal_at__isnull", True), ("entered_in_portal_by__isnull", True)),
                    models.Q(("entered_in_portal_at__isnull", False), ("entered_in_portal_by__isnull", False)),
                    _connector="OR",
                ),
                name="sheet_entered_in_portal_is_paired",
                violation_error_message="A stamp needs both who and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hoursheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entered_in_portal_at__isnull", True), ("portal_minutes__isnull", True)),
                    models.Q(("entered_in_portal_at__isnull", False), ("portal_minutes__isnull", False)),
                    _connector="OR",
                ),
                name="sheet_entered_says_how_much",
            ),
        ),
        migrations.AddConstraint(
            model_name="hoursheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_at__isnull", True), ("confirmed_at__isnull", False), _connector="OR"),
                name="sheet_approved_after_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="hoursheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("person")), _negated=True),
                    _connector="OR",
                ),
                name="sheet_approved_by_someone_else",
            ),
        ),
        migrations.AddField(
            model_name="authoritylist",
            name="network",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="authority_list", to="networks.network"
            ),
        ),
        migrations.AddField(
            model_name="authoritylist",
            name="participation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="authority_list",
                to="networks.participation",
            ),
        ),
        migrations.AddField(
            model_name="authoritylist",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="authorities", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="authoritylist",
            name="put_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="certificateapproval",
            name="entered_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="certificateapproval",
            name="network",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="certificate_approvals", to="networks.network"
            ),
        ),
        migrations.AddField(
            model_name="occupation",
            name="decided_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="occupation",
            name="network",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="occupations", to="networks.network"
            ),
        ),
        migrations.AddField(
            model_name="occupation",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="occupations", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="officialchannel",
            name="network",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="official_channels", to="networks.network"
            ),
        ),
        migrations.AddField(
            model_name="officialchannel",
            name="set_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="receivedcertificate",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
            ),
        ),
        migrations.AddField(
            model_name="receivedcertificate",
            name="registered_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="receivedcertificate",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="hours.hoursheet"
            ),
        ),
        migrations.AddField(
            model_name="rolespan",
            name="entered_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="rolespan",
            name="network",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="role_spans", to="networks.network"
            ),
        ),
        migrations.AddField(
            model_name="rolespan",
            name="participation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="role_spans",
                to="networks.participation",
            ),
        ),
        migrations.AddField(
            model_name="rolespan",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="role_spans", to="people.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="authoritylist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="authority_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="authoritylist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("last_day__isnull", True), ("participation__isnull", False)),
                fields=("network", "participation", "person"),
                name="authority_once_per_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="authoritylist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("last_day__isnull", True), ("participation__isnull", True)),
                fields=("network", "person"),
                name="authority_once_for_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificateapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_day__isnull", True), ("until_day__gte", models.F("from_day")), _connector="OR"
                ),
                name="certificate_approval_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="occupation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("network", "person"),
                name="one_occupation_holds",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialchannel",
            constraint=models.UniqueConstraint(
                fields=("network", "reporting_role", "from_month"), name="official_channel_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="officialchannel",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_month__day", 1)), name="official_channel_begins_on_a_first_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedcertificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept_at", ""), ("kind", "ink"), _negated=True),
                name="certificate_on_paper_is_kept_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolespan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("last_day__isnull", True)),
                fields=("network", "person"),
                name="one_role_span_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolespan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="role_span_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolespan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("participation__isnull", True), ("reporting_role", "staff_paid")),
                    ("reporting_role", "unvalued"),
                    _connector="OR",
                ),
                name="role_span_is_of_the_host_or_unvalued",
            ),
        ),
        migrations.RunPython(partial(fences.raise_fences, standing=STANDING), fences.take_fences_down),
    ]
