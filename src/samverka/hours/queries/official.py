"""A municipality's month in the fields of the Fund's forms: one report for each person, and the summary (D1, D3)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.months import Month
from samverka.core.tables import Column, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.templatetags.samverka import month_name
from samverka.core.words import sort_key
from samverka.funding import queries as funding
from samverka.funding.figures import Rules, reportable_minutes
from samverka.hours import rules
from samverka.hours.figures import Line
from samverka.hours.models import Activity, HourRow, HourSheet, ReportingRole
from samverka.hours.queries.channels import employers_of, wage_groups
from samverka.hours.queries.months import sheets_of_month
from samverka.hours.queries.state import line_of, name_of
from samverka.hours.queries.team import led_seat
from samverka.networks import queries as networks
from samverka.networks.models import Participation
from samverka.people.models import Employment, Person

_BLANK = "_" * 34


@dataclass(frozen=True, slots=True)
class OfficialForms:
    """The forms of a municipality's month, ready for a spreadsheet or paper."""

    seat: Participation
    title: str
    tables: tuple[Table, ...]


def official_forms(person: Person, network: str, month: Month, participation_id: int, *, at: datetime) -> OfficialForms:
    """The forms for whoever leads the team, in four statements beside the guard's.

    Raises:
        Http404: for everyone else.
    """
    seat = led_seat(person, network, participation_id, clock.day(at))
    fund_rules = funding.rules_of(networks.holding_terms(seat.network))
    sheets = [sheet for sheet in sheets_of_month(seat, month) if sheet.confirmed_at]
    lines: dict[int, list[Line]] = defaultdict(list)
    rows: QuerySet[HourRow] = HourRow.objects.filter(sheet__in=sheets).order_by("day", "pk")
    for row in rows:
        lines[row.sheet_id].append(line_of(row))
    employers = employers_of(sheets, month)
    groups = wage_groups(seat.network, [sheet.person_id for sheet in sheets if _is_staff(sheet)])
    return OfficialForms(
        seat=seat,
        title=_("Reports of %(name)s, %(month)s") % {"name": seat.organisation.name, "month": month_name(month)},
        tables=(
            _summary(sheets, lines, employers, fund_rules, month),
            *(
                _report(sheet, lines[sheet.pk], employers.get(sheet.pk), groups.get(sheet.person_id, ""), fund_rules)
                for sheet in sheets
            ),
        ),
    )


def _is_staff(sheet: HourSheet) -> bool:
    return sheet.reporting_role in rules.STAFF_ROLES


def _summary(
    sheets: list[HourSheet],
    lines: dict[int, list[Line]],
    employers: dict[int, Employment],
    fund_rules: Rules,
    month: Month,
) -> Table:
    minutes = {sheet.pk: reportable_minutes([line.spent for line in lines[sheet.pk]], fund_rules) for sheet in sheets}
    return Table(
        name=f"sammanstallning-{month}",
        title=_("Summary, %(month)s") % {"month": month_name(month)},
        columns=(
            Column("name", _("Name")),
            Column("personal_identity_number", _("Personal identity number (typed by hand)")),
            Column("employer", _("Employer")),
            Column("organisation_number", _("Organisation number")),
            Column("role", _("Role")),
            Column("hours", _("Hours that count"), Kind.MINUTES),
        ),
        rows=tuple(
            Row(
                (
                    sheet.person.shown_as(_("Protected identity")),
                    "",
                    employers[sheet.pk].employer.name if sheet.pk in employers else "",
                    employers[sheet.pk].employer.organisation_number if sheet.pk in employers else "",
                    str(ReportingRole(sheet.reporting_role).label),
                    minutes[sheet.pk],
                )
            )
            for sheet in sheets
        ),
        total=Row((_("Sum"), "", "", "", "", sum(minutes.values()))),
        empty_text=_("Nobody has confirmed the month yet."),
        is_sortable=False,
    )


def _report(
    sheet: HourSheet, lines: list[Line], employment: Employment | None, wage_group: str, fund_rules: Rules
) -> Table:
    month = Month.of(sheet.month)
    name = sheet.person.shown_as(_("Protected identity"))
    counts = reportable_minutes([line.spent for line in lines], fund_rules)
    employer = employment.employer if employment else None
    notes = [
        _("Name: %(name)s. Personal identity number: %(blank)s") % {"name": name, "blank": _BLANK},
        _("Employer: %(employer)s. Organisation number: %(number)s")
        % {
            "employer": employer.name if employer else _BLANK,
            "number": employer.organisation_number if employer else _BLANK,
        },
        *([_("Wage group: %(group)s") % {"group": wage_group.removeprefix("group_")}] if wage_group else []),
        _("Project: %(network)s. Month: %(month)s") % {"network": sheet.network.name, "month": month_name(month)},
        _("Hours that count by the rules: %(hours)s") % {"hours": counts // 60},
        _("Confirmed in Samverka on %(day)s. Checksum (SHA-256): %(digest)s")
        % {"day": day_text(sheet.confirmed_at) if sheet.confirmed_at else "", "digest": sheet.confirmed_sha256},
        _("Signature: %(blank)s  Date: %(blank)s") % {"blank": _BLANK},
        _("Nearest manager, signature and printed name: %(blank)s") % {"blank": _BLANK},
    ]
    return Table(
        name=f"{sort_key(name)[:12]}-{sheet.pk}",
        title=f"{name_of(sheet)}: {name}",
        columns=(
            Column("day", _("Date"), Kind.DAY),
            Column("activity", _("Activity")),
            Column("text", _("What was done")),
            Column("hours", _("Hours"), Kind.MINUTES),
        ),
        rows=tuple(Row((line.day, str(Activity(line.activity).label), line.text, line.minutes)) for line in lines),
        total=Row((_("Sum"), "", "", sum(line.minutes for line in lines))),
        notes=tuple(notes),
        is_sortable=False,
    )
