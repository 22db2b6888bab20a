"""The official channel of each month, what goes into it, and what is not the same there and here (Q53)."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.core import clock
from samverka.core.money import duration_text
from samverka.core.months import Month
from samverka.core.tables import Column, Exports, Kind, Row, Table, Value
from samverka.core.templatetags.samverka import month_name
from samverka.core.words import search_key
from samverka.funding import queries as funding
from samverka.funding.figures import Rules, Spent, reportable_minutes
from samverka.hours import figures, rules
from samverka.hours.figures import Line
from samverka.hours.figures import imports as reading
from samverka.hours.models import (
    Activity,
    CertificateApproval,
    Channel,
    HourRow,
    HourSheet,
    Occupation,
    OfficialChannel,
    ReportingRole,
)
from samverka.hours.queries.state import current_sheets, line_of
from samverka.hours.queries.team import led_seat
from samverka.hours.queries.ways import channel_of, waits_for_approval, with_channel
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people.models import Employment, Person
from samverka.teams.figures import is_organisation_number

DATA = Path(__file__).parents[1] / "data"
HEADS = {
    "person": gettext_lazy("Name"),
    "personal_identity_number": gettext_lazy("Personal identity number (typed by hand)"),
    "employer": gettext_lazy("Employer"),
    "organisation_number": gettext_lazy("Organisation number"),
    "wage_group": gettext_lazy("Wage group"),
    "year": gettext_lazy("Year"),
    "month": gettext_lazy("Month"),
    "day": gettext_lazy("Day"),
    "activity": gettext_lazy("Activity"),
    "text": gettext_lazy("What was done"),
    "hours": gettext_lazy("Hours that count"),
}
_KINDS = {"year": Kind.TEXT, "month": Kind.TEXT, "day": Kind.DAY, "hours": Kind.MINUTES}


def sheets_with_channel(sheets: Collection[HourSheet]) -> dict[int, HourSheet]:
    """The same sheets as they stand now, with channel, by id; one statement."""
    found = with_channel(HourSheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]))
    return {sheet.pk: sheet for sheet in found.select_related("network", "person", "participation__organisation")}


def reportable_of(sheets: Collection[int], fund_rules: Rules) -> dict[int, int]:
    """What each confirmed sheet holds by the rules, in minutes, in one statement."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for row in HourRow.objects.filter(sheet_id__in=sheets).order_by("day", "pk"):
        lines[row.sheet_id].append(line_of(row))
    return {sheet_id: reportable_minutes([line.spent for line in lines[sheet_id]], fund_rules) for sheet_id in sheets}


@dataclass(frozen=True, slots=True)
class Claimable:
    """Which sheets a claim may take, and which are left out with the reason (Q36, Q53)."""

    taken: tuple[HourSheet, ...]
    left_out: tuple[tuple[HourSheet, str], ...]


def claimable(sheets: Sequence[HourSheet], fund_rules: Rules) -> Claimable:
    """Submitted sheets that a claim may take: countersigned where asked, entered where they go, and the same there.

    Two statements, however many sheets. Where no channel has been chosen, nothing is left out.
    """
    now = sheets_with_channel(sheets)
    rows: dict[int, list[Spent]] = defaultdict(list)
    for row in HourRow.objects.filter(sheet__in=list(now)).order_by("day", "pk"):
        rows[row.sheet_id].append(line_of(row).spent)
    return claimable_of([now[sheet.pk] for sheet in sheets], rows, fund_rules)


def claimable_of(sheets: Sequence[HourSheet], rows: Mapping[int, Sequence[Spent]], fund_rules: Rules) -> Claimable:
    """The same for sheets that were asked for by way of `with_channel`, with their rows by id; no statement."""
    taken, left_out = [], []
    for sheet in sheets:
        verdict = rules.is_claimable(
            sheet,
            channel=channel_of(sheet),
            minutes=reportable_minutes(rows.get(sheet.pk, ()), fund_rules),
            waits_for_approval=bool(sheet.confirmed_at) and waits_for_approval(sheet, fund_rules),
        )
        if verdict:
            taken.append(sheet)
        else:
            left_out.append((sheet, str(verdict.reason)))
    return Claimable(tuple(taken), tuple(left_out))


# --- Choosing the channel ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChannelShown:
    """From when a role's hours go which way."""

    role: str
    channel: str
    from_month: Month


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """Which way each role's hours go, and since when."""

    network: Network
    channels: tuple[ChannelShown, ...]
    without: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    address: str
    save_href: str
    authority_href: str
    # The Fund's leaves for certificates by e-mail: who gave it, when, from and until which day.
    leaves: tuple[tuple[str, date, date, date | None], ...] = ()


# Roles whose hours go to the Fund.
VALUED_ROLES = (ReportingRole.PARTICIPANT, ReportingRole.STAFF_COFINANCED, ReportingRole.STAFF_PAID)


def channel_page(person: Person, network: str, *, at: datetime) -> ChannelPage:
    """The host's page of official channels.

    Raises:
        Http404: when the person is not of the host's staff.
    """
    hosted = networks.hosted_network(person, network, clock.day(at))
    terms = networks.open_terms(hosted, hours=True)
    rows = list(OfficialChannel.objects.filter(network=hosted).order_by("reporting_role", "from_month"))
    known = {row.reporting_role for row in rows}
    return ChannelPage(
        network=hosted,
        channels=tuple(
            ChannelShown(
                str(ReportingRole(row.reporting_role).label),
                str(Channel(row.channel).label),
                Month.of(row.from_month),
            )
            for row in rows
        ),
        without=tuple(str(role.label) for role in VALUED_ROLES if role.value not in known),
        unconfirmed=unconfirmed_in_use(funding.rules_of(terms)),
        address=reverse("hours:channel", args=[hosted.slug]),
        save_href=reverse("hours:set_channel", args=[hosted.slug]),
        authority_href=reverse("hours:authority", args=[hosted.slug]),
        leaves=tuple(
            CertificateApproval.objects.filter(network=hosted)
            .order_by("from_day")
            .values_list("approved_by_name", "approved_day", "from_day", "until_day")
        ),
    )


# What a value of the rule set decides, as the host reads it; only those that hours use.
IN_USE = {
    "rounding_unit_minutes": gettext_lazy("Hours are rounded down to whole hours."),
    "rounding_level": gettext_lazy("At which level hours are rounded: per day or per month."),
    "zero_report": gettext_lazy("No report is made of a month without time."),
    "day_warning_hours": gettext_lazy("From how many hours a day a warning is shown."),
    "day_cap_hours": gettext_lazy("How many hours a day can hold at most."),
    "year_cap_hours": gettext_lazy("How many hours a year can hold at most."),
    "year_warning_percent": gettext_lazy("When someone is warned that the year's hours are running out."),
    "staff_text_least_characters": gettext_lazy("How long staff's description of their work must be."),
    "joint_time_warning_percent": gettext_lazy("When someone must say why they were at less of a meeting."),
    "month_closes_on_working_day": gettext_lazy("On which working day a month closes."),
    "before_decision": gettext_lazy("How hours before the Fund's decision are treated."),
    "staff_counter_signature": gettext_lazy("Who countersigns staff's months."),
    "participant_counter_signature": gettext_lazy("Who countersigns participants' months."),
}


def unconfirmed_in_use(fund_rules: Rules) -> tuple[str, ...]:
    """Values that decide about hours and that the Fund has not confirmed, in sentences (Q51)."""
    return tuple(str(text) for key, text in IN_USE.items() if key in fund_rules.unconfirmed)


def channels_from(network: Network, reporting_role: str, from_month: Month) -> tuple[str, bool]:
    """Which channel holds for a month, and whether any month from then on is on its way there already."""
    holding = (
        OfficialChannel.objects.filter(
            network=network, reporting_role=reporting_role, from_month__lte=from_month.first_day
        )
        .order_by("-from_month")
        .values_list("channel", flat=True)
        .first()
    )
    begun = HourSheet.objects.filter(
        Q(entered_in_portal_at__isnull=False) | Q(approved_at__isnull=False) | Q(locked_at__isnull=False),
        network=network,
        reporting_role=reporting_role,
        month__gte=from_month.first_day,
    ).exists()
    return holding or "", begun


# --- What goes into the portal ----------------------------------------------------------------------------------


def file_definitions() -> dict[str, dict[str, Any]]:
    """The order of the portal's fields by reporting role: the newest version of each definition, as data."""
    found: dict[str, dict[str, Any]] = {}
    definitions = [json.loads(path.read_text(encoding="utf-8")) for path in DATA.glob("portal-*.json")]
    for definition in sorted(definitions, key=lambda one: int(one["version"])):
        for role in definition["roles"]:
            found[role] = definition
    return found


@dataclass(frozen=True, slots=True)
class PortalLine:
    """One person's month on its way into the portal."""

    sheet: HourSheet
    name: str
    role: str
    minutes: int
    state: str
    word: str
    advice: str
    may_enter: bool
    may_lift: bool


@dataclass(frozen=True, slots=True)
class PortalPage:
    """What goes from a municipality's month, or the network's, into the Fund's portal."""

    title: str
    sentence: str
    network: Network
    month: Month
    participation: Participation | None
    lines: tuple[PortalLine, ...]
    tables: tuple[Table, ...]
    differences: tuple[str, ...]
    waiting: tuple[str, ...]
    without_employer: tuple[str, ...]
    notes: tuple[str, ...]
    exports: Exports
    hrefs: Mapping[str, str]
    fund_rules: Rules

    def one_table(self, name: str) -> Table:
        """The list with this name, or the first; an empty one when nothing goes there."""
        empty = Table(name=f"portal-{self.month}", title=self.title, columns=(), rows=())
        return next((table for table in self.tables if table.name == name), next(iter(self.tables), empty))

    @property
    def enterable(self) -> tuple[PortalLine, ...]:
        """What can be ticked as entered."""
        return tuple(line for line in self.lines if line.may_enter)

    @property
    def enter_label(self) -> str:
        """What the button says."""
        number = len(self.enterable)
        return ngettext("Tick %(number)s month as entered", "Tick all %(number)s months as entered", number) % {
            "number": number
        }


def portal_page(person: Person, network: str, month: Month, participation_id: int = 0, *, at: datetime) -> PortalPage:
    """What goes into the portal: of one municipality for whoever leads its team, of all for the host.

    Raises:
        Http404: for everyone else.
    """
    day = clock.day(at)
    seat = led_seat(person, network, participation_id, day) if participation_id else None
    of = seat.network if seat else networks.hosted_network(person, network, day)
    fund_rules = funding.rules_of(networks.open_terms(of, hours=True))
    sheets = [sheet for sheet in _sheets(of, month, seat) if channel_of(sheet) not in {"", Channel.SAMVERKA}]
    confirmed = [sheet for sheet in sheets if sheet.confirmed_at]
    lines: dict[int, list[Line]] = defaultdict(list)
    for row in HourRow.objects.filter(sheet_id__in=[sheet.pk for sheet in confirmed]).order_by("day", "pk"):
        lines[row.sheet_id].append(line_of(row))
    employers = employers_of(confirmed, month)
    groups = wage_groups(of, {sheet.person_id for sheet in confirmed if sheet.reporting_role in rules.STAFF_ROLES})
    shown = tuple(
        _portal_line(sheet, reportable_minutes([line.spent for line in lines[sheet.pk]], fund_rules))
        for sheet in confirmed
    )
    where: list[object] = [of.slug, month] + ([seat.pk] if seat else [])
    prefix = "seat_portal" if seat else "portal"
    definitions = file_definitions()
    return PortalPage(
        title=_("For the Fund, %(month)s") % {"month": month_name(month)},
        sentence=_portal_sentence(shown, sheets, month),
        network=of,
        month=month,
        participation=seat,
        lines=shown,
        tables=_portal_tables(confirmed, lines, employers, groups, fund_rules, month),
        differences=tuple(line.advice for line in shown if line.advice),
        waiting=tuple(sheet.person.actor_name for sheet in sheets if not sheet.confirmed_at),
        without_employer=tuple(
            sheet.person.actor_name for sheet in confirmed if sheet.participation_id and sheet.pk not in employers
        ),
        notes=tuple(
            _("The order of the fields, version %(version)s, has not been confirmed by the Fund.")
            % {"version": version}
            for version in sorted(
                {definitions[sheet.reporting_role]["version"] for sheet in confirmed}
                - {
                    definitions[sheet.reporting_role]["version"]
                    for sheet in confirmed
                    if definitions[sheet.reporting_role]["confirmed"]
                }
            )
        ),
        exports=Exports(
            csv=reverse(f"hours:{prefix}_csv", args=where), xlsx=reverse(f"hours:{prefix}_xlsx", args=where)
        ),
        hrefs={
            "page": reverse(f"hours:{prefix}", args=where),
            "enter": reverse(f"hours:{prefix}_enter", args=where),
            "lift": reverse(f"hours:{prefix}_lift", args=where),
            "back": reverse("hours:team", args=where) if seat else reverse("hours:network_month", args=where),
        }
        | ({} if seat else {"read": reverse("hours:read_portal", args=where)}),
        fund_rules=fund_rules,
    )


def _sheets(network: Network, month: Month, seat: Participation | None) -> list[HourSheet]:
    rows = current_sheets().filter(network=network, month=month.first_day, nothing_to_report=False)
    if seat is not None:
        rows = rows.filter(participation=seat)
    return list(
        with_channel(rows).order_by("participation__organisation__name_sort", "person__name_sort", "reporting_role")
    )


def _portal_line(sheet: HourSheet, minutes: int) -> PortalLine:
    is_portal = channel_of(sheet) == Channel.PORTAL
    name = sheet.person.actor_name
    differs = sheet.entered_in_portal_at is not None and sheet.portal_minutes != minutes
    if differs:
        state, word = "late", _("Not the same in the portal")
    elif sheet.entered_in_portal_at:
        state, word = "done", _("Entered in the portal")
    elif is_portal:
        state, word = "waiting", _("To be entered")
    else:
        state, word = "open", str(Channel(channel_of(sheet)).label)
    return PortalLine(
        sheet=sheet,
        name=name,
        role=str(ReportingRole(sheet.reporting_role).label),
        minutes=minutes,
        state=state,
        word=word,
        advice=_advice(name, sheet.portal_minutes or 0, minutes) if differs else "",
        may_enter=bool(rules.may_enter_in_portal(sheet, channel=channel_of(sheet), minutes=minutes)),
        may_lift=bool(rules.may_lift_entry(sheet)),
    )


def _advice(name: str, there: int, here: int) -> str:
    """What is not the same, and what to do about it."""
    values = {"name": name, "there": duration_text(there), "here": duration_text(here)}
    if not there:
        return _("%(name)s: %(here)s here, nothing in the portal. Enter the month there, then tick it again.") % values
    if there < here:
        return (
            _(
                "%(name)s: %(there)s in the portal, %(here)s here. Look whether a day was missed when the month was "
                "entered; correct the portal, then tick the month again."
            )
            % values
        )
    return (
        _(
            "%(name)s: %(there)s in the portal, %(here)s here. Correct the portal, then tick the month again; or ask "
            "%(name)s to correct the month here if the portal is right."
        )
        % values
    )


def _portal_sentence(shown: Sequence[PortalLine], sheets: Sequence[HourSheet], month: Month) -> str:
    values: dict[str, object] = {
        "month": month_name(month),
        "all": len(sheets),
        "done": sum(line.state == "done" for line in shown),
    }
    if not sheets:
        return _("No month of %(month)s goes anywhere else than Samverka.") % values
    return _("%(done)s of %(all)s months of %(month)s are entered in the portal.") % values


def employers_of(sheets: Collection[HourSheet], month: Month) -> dict[int, Employment]:
    """By sheet: the employment that held in the month, at an employer of the municipality with a valid number (Q1)."""
    rows = (
        Employment.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=month.first_day),
            person_id__in={sheet.person_id for sheet in sheets},
            first_day__lte=month.last_day,
        )
        .select_related("employer")
        .order_by("first_day", "pk")
    )
    by_person: dict[tuple[int, int], Employment] = {}
    for row in rows:
        if is_organisation_number(row.employer.organisation_number):
            by_person[(row.person_id, row.employer.organisation_id)] = row
    return {
        sheet.pk: by_person[(sheet.person_id, sheet.participation.organisation_id)]
        for sheet in sheets
        if sheet.participation and (sheet.person_id, sheet.participation.organisation_id) in by_person
    }


def wage_groups(network: Network, people: Collection[int]) -> dict[int, str]:
    """The wage group that has been decided for each of the staff; no statement when there are none."""
    if not people:
        return {}
    rows = Occupation.objects.filter(network=network, person_id__in=people, replaced_at__isnull=True)
    return dict(rows.values_list("person_id", "wage_group"))


def _portal_tables(
    sheets: Sequence[HourSheet],
    lines: Mapping[int, list[Line]],
    employers: Mapping[int, Employment],
    groups: Mapping[int, str],
    fund_rules: Rules,
    month: Month,
) -> tuple[Table, ...]:
    """One table for each definition, in the portal's order of fields: one line per person and date."""
    by_code: dict[str, list[HourSheet]] = defaultdict(list)
    definitions = file_definitions()
    for sheet in sheets:
        by_code[definitions[sheet.reporting_role]["code"]].append(sheet)
    found = []
    for code, of_it in sorted(by_code.items()):
        definition = definitions[of_it[0].reporting_role]
        columns = tuple(Column(key, HEADS[key], _KINDS.get(key, Kind.TEXT)) for key in definition["columns"])
        rows = []
        for sheet in of_it:
            employment = employers.get(sheet.pk)
            for day in figures.portal_days(lines[sheet.pk], fund_rules):
                values: dict[str, Value] = {
                    "person": sheet.person.actor_name,
                    "personal_identity_number": "",
                    "employer": employment.employer.name if employment else "",
                    "organisation_number": _written(employment.employer.organisation_number) if employment else "",
                    "wage_group": groups.get(sheet.person_id, ""),
                    "year": str(month.year),
                    "month": f"{month.number:02d}",
                    "day": day.day,
                    "activity": ", ".join(str(Activity(one).label) for one in day.activities),
                    "text": "; ".join(day.texts),
                    "hours": day.minutes,
                }
                rows.append(Row(tuple(values[key] for key in definition["columns"])))
        found.append(
            Table(
                name=f"{code}-{month}",
                title=_("Time reports, in the portal's order")
                if of_it[0].reporting_role in rules.STAFF_ROLES
                else _("Attendance, in the portal's order"),
                columns=columns,
                rows=tuple(rows),
                is_sortable=False,
                empty_text=_("Nothing has been confirmed yet."),
            )
        )
    return tuple(found)


def _written(number: str) -> str:
    """An organisation number as it is written: `212000-1355`."""
    return f"{number[:6]}-{number[6:]}"


def chosen_lines(page: PortalPage, sheet_ids: Collection[str]) -> list[HourSheet]:
    """The sheets of the page with these numbers.

    Raises:
        Http404: when one of them is not on the page.
    """
    by_id = {str(line.sheet.pk): line.sheet for line in page.lines}
    if not set(sheet_ids) <= by_id.keys():
        raise Http404
    return [by_id[sheet_id] for sheet_id in sheet_ids]


# --- The portal's own export ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file from the portal says beside what stands here; only what differs is told."""

    said: Mapping[int, int]
    equal: int
    differences: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """How many are the same."""
        return ngettext(
            "%(equal)s month is the same in the portal and here.",
            "%(equal)s months are the same in the portal and here.",
            self.equal,
        ) % {"equal": self.equal}


# Without these heads a file from the portal tells nothing.
PORTAL_NEEDS = frozenset({"person", "minutes"})


def comparison(page: PortalPage, text: str) -> Comparison:
    """Hold a file from the portal, with the heads it needs, against the months of the page. Nothing is saved."""
    table = reading.table_from_text(text)
    by_name: dict[str, list[PortalLine]] = defaultdict(list)
    for line in page.lines:
        by_name[search_key(line.name)].append(line)
    said: dict[int, int] = defaultdict(int)
    unread = []
    for row in table.rows:
        if row.is_sum:
            continue
        found = by_name.get(search_key(row.cell("person")), [])
        where = {"number": row.number, "row": reading.line_of(row.cells)}
        try:
            is_of_month = _is_of(row, page.month)
            minutes = reading.time_from_cell(row.cell("minutes"))
        except ValueError:
            unread.append(_("Line %(number)s can not be read: %(row)s") % where)
            continue
        if not is_of_month:
            unread.append(_("Line %(number)s is about another month: %(row)s") % where)
        elif len(found) != 1:
            unread.append(
                _("Line %(number)s: two here have that name, so the line is left: %(row)s") % where
                if found
                else _("Line %(number)s: nobody here has confirmed a month under that name: %(row)s") % where
            )
        else:
            said[found[0].sheet.pk] += minutes
    # What has been ticked as entered and is not in the file is not in the portal.
    for line in page.lines:
        if line.sheet.entered_in_portal_at and line.sheet.pk not in said:
            said[line.sheet.pk] = 0
    here = {line.sheet.pk: line for line in page.lines}
    return Comparison(
        said=dict(said),
        equal=sum(here[sheet_id].minutes == minutes for sheet_id, minutes in said.items()),
        differences=tuple(
            _advice(here[sheet_id].name, minutes, here[sheet_id].minutes)
            for sheet_id, minutes in said.items()
            if here[sheet_id].minutes != minutes
        ),
        unread=tuple(unread),
    )


def _is_of(row: reading.ReadRow, month: Month) -> bool:
    """Whether a line of the file is about the month, as far as it says.

    Raises:
        ValueError: when it says something that can not be read.
    """
    if row.cell("day"):
        return figures.day_from_text(row.cell("day"), month) in month
    year = int(row.cell("year")) if row.cell("year") else month.year
    said = row.cell("month")
    if not said:
        return year == month.year
    return figures.month_from_text(said, year) == month
