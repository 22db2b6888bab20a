"""The person's own month: the guard, the page, and the pages of one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core.money import duration_text
from samverka.core.months import Month
from samverka.core.templatetags.samverka import month_name
from samverka.core.verdicts import Verdict
from samverka.funding import figures as funding
from samverka.hours import rules
from samverka.hours.figures import Difference, Line
from samverka.hours.models import Activity, Channel, HourRow, HourSheet, ReportingRole
from samverka.hours.queries.months import ROLE_IN_ADDRESS, team_address
from samverka.hours.queries.state import (
    SheetState,
    attestation,
    current_sheets,
    hours_to_confirm,
    month_of,
    name_of,
    rounding_text,
    state_of,
)
from samverka.hours.queries.ways import channel_of, with_channel
from samverka.hours.rules import MonthFacts
from samverka.people.models import Person

ROLE_OF_ADDRESS = {word: role for role, word in ROLE_IN_ADDRESS.items()}


def own_sheets(person: Person, network: str, month: Month) -> list[HourSheet]:
    """The person's current sheets of a month: one, or two when the role changed in it; the first role first."""
    return _own_sheets_around(person, network, month)[0]


def _own_sheets_around(person: Person, network: str, month: Month) -> tuple[list[HourSheet], set[Month]]:
    """The sheets of the month, and which of the months beside it have one too; in one statement."""
    days = [month.previous().first_day, month.first_day, month.next().first_day]
    rows = current_sheets().filter(person=person, network__slug=network, month__in=days).order_by("reporting_role")
    found = list(with_channel(rows))
    return [sheet for sheet in found if sheet.month == month.first_day], {month_of(sheet) for sheet in found}


def own_sheet(person: Person, network: str, month: Month, role: str = "") -> HourSheet:
    """The person's own month in the network.

    Args:
        person: who asks.
        network: the network's name in the address.
        month: which month.
        role: the reporting role's word in the address; needed only by whoever has two in the month.

    Raises:
        Http404: when the person has no such month.
    """
    return _chosen(own_sheets(person, network, month), role)


def _chosen(sheets: Sequence[HourSheet], role: str) -> HourSheet:
    wanted = ROLE_OF_ADDRESS.get(role)
    for sheet in sheets:
        if not role or sheet.reporting_role == wanted:
            return sheet
    raise Http404


def own_row(person: Person, network: str, month: Month, row_id: int) -> HourRow:
    """A line that the person wrote in the own month.

    Raises:
        Http404: when there is none.
    """
    row = (
        HourRow.objects.select_related("sheet", "sheet__network", "sheet__person", "sheet__participation__organisation")
        .filter(
            pk=row_id,
            sheet__person=person,
            sheet__network__slug=network,
            sheet__month=month.first_day,
            sheet__superseded_at__isnull=True,
        )
        .exclude(source=HourRow.Source.ATTENDANCE)
        .first()
    )
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True, slots=True)
class RowShown:
    """One line as the page shows it."""

    day: date
    what: str
    text: str
    minutes: int
    source: str
    change_href: str = ""
    remove_href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An activity used lately: one press fills the form with it."""

    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Share:
    """The coordinator's own hours of the year beside the share of a post; never mixed with the team's hours (Q19)."""

    reported_minutes: int
    target_hours: int
    percent: int
    year: int

    @property
    def target_minutes(self) -> int:
        """The whole year's share."""
        return self.target_hours * funding.HOUR


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The person's month, whole."""

    title: str
    name: str
    month: Month
    network_name: str
    organisation: str
    person_name: str
    facts: MonthFacts
    is_staff: bool
    # `open`, `confirmed`, `nothing`, `submitted` or `locked`.
    standing: str
    rows: tuple[RowShown, ...]
    recorded_minutes: int
    lost_minutes: int
    rounding: str
    over_cap: str
    warnings: tuple[str, ...]
    differences: tuple[Difference, ...]
    attestation: str
    # Where the month goes from here; empty where Samverka is the channel, or none has been chosen.
    basis: str
    approved_at: datetime | None
    entered_at: datetime | None
    confirm_label: str
    nothing_label: str
    may_edit: Verdict
    may_confirm: Verdict
    may_report_nothing: Verdict
    may_take_back: Verdict
    is_over: Verdict
    proposals: tuple[Line, ...]
    repeat_label: str
    suggestions: tuple[Suggestion, ...]
    closing_day: date
    confirmed_at: datetime | None
    submitted_at: datetime | None
    confirmed_hours: str
    checksum: str
    returned_reason: str
    correction_reason: str
    version: int
    left_out_reason: str
    part_month_until: date | None
    share: Share | None
    stated_hours: int | None
    year_cap_hours: int | None
    hrefs: dict[str, str]
    other_role: tuple[str, str] | None

    # Own lines of this month and the one before, whose words a new line can borrow.
    own_lines: tuple[Line, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the person can still write in it."""
        return self.standing == "open"

    def line_to_copy(self, row_id: str) -> Line | None:
        """The own line with this number, when there is one."""
        return next((line for line in self.own_lines if str(line.row_id) == row_id), None)


def standing_of(sheet: HourSheet) -> str:
    """How far a sheet has come, in one word."""
    if sheet.locked_at:
        return "locked"
    if sheet.submitted_at:
        return "submitted"
    if sheet.confirmed_at:
        return "confirmed"
    return "nothing" if sheet.nothing_to_report else "open"


def _arguments(sheet: HourSheet, *, with_role: bool) -> dict[str, object]:
    arguments: dict[str, object] = {"network": sheet.network.slug, "month": month_of(sheet)}
    return arguments | ({"role": ROLE_IN_ADDRESS[sheet.reporting_role]} if with_role else {})


def page_address(sheet: HourSheet, role: str = "") -> str:
    """The month's page, with the role in the address as it stood there."""
    return reverse("hours:sheet", kwargs=_arguments(sheet, with_role=bool(role)))


def _hrefs(sheet: HourSheet, months: set[Month], *, with_role: bool) -> dict[str, str]:
    arguments = _arguments(sheet, with_role=with_role)
    names = (
        "sheet",
        "add_row",
        "repeat",
        "confirm",
        "nothing",
        "take_back",
        "correct",
        "other_hours",
        "read_page",
        "read_rows",
    )
    found = {name: reverse(f"hours:{name}", kwargs=arguments) for name in names}
    month = month_of(sheet)
    if sheet.reporting_role == ReportingRole.STAFF_COFINANCED:
        found["team"] = team_address(sheet)
    for name, beside in (("before", month.previous()), ("after", month.next())):
        if beside not in months:
            continue
        found[name] = reverse("hours:sheet", kwargs={"network": sheet.network.slug, "month": beside})
    return found


def _source(line: Line, month: Month) -> str:
    match line.source:
        case HourRow.Source.ATTENDANCE:
            return _("from attendance")
        case HourRow.Source.REPEATED:
            return _("repeated from %(month)s") % {"month": month_name(month.previous()).split()[0]}
        case HourRow.Source.IMPORTED:
            return _("from the employer's system")
        case _:
            return _("from attendance, changed by you") if line.meeting_id else _("added by you")


def _shown(state: SheetState, line: Line, *, may_edit: bool) -> RowShown:
    sheet, month = state.sheet, state.month
    what = str(Activity(line.activity).label)
    note = ""
    if line.attended_minutes is not None and line.attended_minutes != line.minutes:
        note = _("The attendance list says %(attended)s.") % {"attended": duration_text(line.attended_minutes)}
    change = remove = ""
    if may_edit:
        base = {"network": sheet.network.slug, "month": month}
        if line.meeting_id is not None and line.attended_minutes is not None:
            change = reverse("hours:say_less_page", kwargs=base | {"meeting_id": line.meeting_id})
        elif line.row_id and line.meeting_id is None:
            change = reverse("hours:row", kwargs=base | {"row_id": line.row_id})
        if line.row_id:
            remove = reverse("hours:remove_row", kwargs=base | {"row_id": line.row_id})
    return RowShown(line.day, what, line.text, line.minutes, _source(line, month), change, remove, note)


def _suggestions(state: SheetState, href: str) -> tuple[Suggestion, ...]:
    """The activities and words used lately, the newest first, at most three."""
    found: dict[tuple[str, str], Suggestion] = {}
    for line in reversed((*state.before, *state.lines)):
        if line.meeting_id is not None or line.activity not in state.facts.activities:
            continue
        key = (line.activity, line.text)
        if key not in found and line.row_id:
            found[key] = Suggestion(
                str(Activity(line.activity).label), line.text, f"{href}?rad={line.row_id}#lagg-till"
            )
    return tuple(found.values())[:3]


def _over_cap(state: SheetState) -> str:
    over = state.capped.over_cap_minutes
    if not over:
        return ""
    return _("%(over)s lies above the cap of the rules: it is kept, but does not count as co-financing.") % {
        "over": duration_text(over)
    }


def basis_text(channel: str) -> str:
    """What a confirmed month is used for where the Fund wants it elsewhere: nobody certifies twice (Q53)."""
    match channel:
        case Channel.PORTAL:
            return _("This is the basis for the Fund's portal. You confirm once, here; the coordinator types it in.")
        case Channel.AGENCY_FORM:
            return _("This is the basis for the Fund's form on paper. You confirm once, here.")
        case Channel.EMAIL_CERTIFICATE:
            return _("This is the basis for your certificate by e-mail. You confirm once, here.")
        case _:
            return ""


def _share(state: SheetState) -> Share | None:
    target = funding.share_of_year(state.facts.rules, state.terms.coordinator_share_percent)
    if not state.facts.is_staff or not target:
        return None
    return Share(state.role_minutes_in_year, target, state.terms.coordinator_share_percent, state.month.year)


def sheet_page(person: Person, network: str, month: Month, role: str = "", *, at: datetime) -> SheetPage:
    """The person's own month as a page, in five statements.

    Raises:
        Http404: when the person has no such month.
    """
    sheets, months = _own_sheets_around(person, network, month)
    sheet = _chosen(sheets, role)
    state = state_of(sheet, at=at)
    may_edit = rules.may_edit(sheet, by=person)
    may_confirm = rules.may_confirm(
        sheet, by=person, facts=state.facts, lines=state.lines, reportable=state.reportable, gone=state.gone
    )
    standing = standing_of(sheet)
    hrefs = _hrefs(sheet, months, with_role=len(sheets) > 1)
    other = next((beside for beside in sheets if beside.pk != sheet.pk), None)
    name = name_of(sheet)
    proposals = state.proposals if may_edit else ()
    return SheetPage(
        title=f"{name} {month_name(month)}",
        name=name,
        month=month,
        network_name=sheet.network.name,
        organisation=sheet.participation.organisation.name if sheet.participation else "",
        person_name=person.actor_name,
        facts=state.facts,
        is_staff=state.facts.is_staff,
        standing=standing,
        rows=tuple(_shown(state, line, may_edit=bool(may_edit)) for line in state.lines),
        recorded_minutes=state.reportable.recorded_minutes,
        lost_minutes=state.reportable.lost_minutes,
        rounding=rounding_text(state),
        over_cap=_over_cap(state),
        warnings=rules.warnings_about(state.lines, state.facts, used_minutes_in_year=state.used_minutes_in_year)
        if may_edit
        else (),
        differences=state.differences,
        attestation=attestation(state),
        basis=basis_text(channel_of(sheet)),
        approved_at=sheet.approved_at,
        entered_at=sheet.entered_in_portal_at,
        confirm_label=_("Confirm %(hours)s") % {"hours": hours_to_confirm(state)},
        nothing_label=_("Nothing to report in %(month)s") % {"month": month_name(month).split()[0]},
        may_edit=may_edit,
        may_confirm=may_confirm,
        may_report_nothing=rules.may_report_nothing(
            sheet, by=person, facts=state.facts, lines=state.lines, reportable=state.reportable
        ),
        may_take_back=rules.may_take_back(sheet, by=person),
        is_over=rules.is_open_for_confirming(state.facts),
        proposals=proposals,
        repeat_label=ngettext("Add the line from %(month)s", "Add the %(number)s lines from %(month)s", len(proposals))
        % {"number": len(proposals), "month": month_name(month.previous()).split()[0]},
        suggestions=_suggestions(state, hrefs["sheet"]) if may_edit else (),
        closing_day=rules.closing_day(month, state.facts.rules),
        confirmed_at=sheet.confirmed_at,
        submitted_at=sheet.submitted_at,
        confirmed_hours=hours_to_confirm(state),
        checksum=sheet.confirmed_sha256,
        returned_reason=sheet.returned_reason if standing == "open" else "",
        correction_reason=sheet.correction_reason,
        version=sheet.version,
        left_out_reason=sheet.left_out_reason,
        part_month_until=state.facts.part_month_until,
        share=_share(state),
        stated_hours=state.stated_hours,
        year_cap_hours=state.facts.rules.year_cap_hours,
        hrefs=hrefs,
        other_role=(name_of(other), page_address(other, "role")) if other else None,
        own_lines=tuple(line for line in (*state.before, *state.lines) if line.meeting_id is None and line.row_id),
    )


@dataclass(frozen=True, slots=True)
class RowPage:
    """The page of one line that the person wrote."""

    title: str
    facts: MonthFacts
    row: HourRow
    line: Line
    back_href: str
    save_href: str
    remove_href: str


def row_page(row: HourRow, *, at: datetime) -> RowPage:
    """One own line, to be changed or removed."""
    sheet = row.sheet
    base = {"network": sheet.network.slug, "month": month_of(sheet), "row_id": row.pk}
    return RowPage(
        title=_("Change a line in %(month)s") % {"month": month_name(month_of(sheet))},
        facts=state_of(sheet, at=at).facts,
        row=row,
        line=Line(row.day, row.activity, row.minutes, row.text, row.source, row.meeting_id, row.pk),
        back_href=_back(sheet),
        save_href=reverse("hours:save_row", kwargs=base),
        remove_href=reverse("hours:remove_row", kwargs=base),
    )


def _back(sheet: HourSheet) -> str:
    return reverse("hours:sheet", kwargs=_arguments(sheet, with_role=True))


@dataclass(frozen=True, slots=True)
class AttendedPage:
    """The page where a person says less of a meeting than its list."""

    title: str
    sheet: HourSheet
    meeting_id: int
    meeting_title: str
    day: date
    attended_minutes: int
    said_minutes: int
    said_text: str
    warning_percent: int
    back_href: str
    save_href: str


def attended_page(person: Person, network: str, month: Month, meeting_id: int, *, at: datetime) -> AttendedPage:
    """A meeting that the person was at, in the month whose role held that day.

    Raises:
        Http404: when the person was not there, or the month is no longer open.
    """
    for sheet in own_sheets(person, network, month):
        state = state_of(sheet, at=at)
        for attended in state.attended:
            if attended.meeting_id == meeting_id and attended.minutes and rules.may_edit(sheet, by=person):
                line = next(line for line in state.lines if line.meeting_id == meeting_id)
                return AttendedPage(
                    title=_("How long were you there?"),
                    sheet=sheet,
                    meeting_id=meeting_id,
                    meeting_title=attended.title,
                    day=attended.day,
                    attended_minutes=attended.minutes,
                    said_minutes=line.minutes,
                    said_text=line.text if line.text != attended.title else "",
                    warning_percent=state.facts.rules.joint_time_warning_percent,
                    back_href=_back(sheet),
                    save_href=reverse(
                        "hours:say_less", kwargs={"network": network, "month": month, "meeting_id": meeting_id}
                    ),
                )
    raise Http404
