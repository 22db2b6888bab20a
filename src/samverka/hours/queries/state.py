"""One month as it stands: its lines, whether stored or read from attendance, and what the rules make of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.money import duration_text
from samverka.core.months import Month
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.templatetags.samverka import month_name
from samverka.funding import figures as funding_figures
from samverka.funding import queries as funding
from samverka.funding.figures import Capped, Reportable, Rules, Spent
from samverka.hours import figures, rules
from samverka.hours.figures import Difference, Line, MonthTime
from samverka.hours.models import Activity, HourRow, HourSheet, OtherFundedHours, ReportingRole, RoleSpan
from samverka.hours.rules import MonthFacts
from samverka.meetings import queries as meetings
from samverka.meetings.models import Meeting
from samverka.meetings.queries import Attended
from samverka.networks import queries as networks
from samverka.networks.models import Terms
from samverka.teams.models import TeamMember

# The reporting role follows from the seat in the team.
ROLE_OF = {
    TeamMember.TeamSeat.MEMBER.value: ReportingRole.PARTICIPANT.value,
    TeamMember.TeamSeat.COORDINATOR.value: ReportingRole.STAFF_COFINANCED.value,
}


def month_of(sheet: HourSheet) -> Month:
    """The month that a sheet is about."""
    return Month.of(sheet.month)


def is_missing(sheet: HourSheet) -> bool:
    """Whether the person has neither confirmed nor said that there is nothing."""
    return sheet.confirmed_at is None and not sheet.nothing_to_report


def current_sheets() -> QuerySet[HourSheet]:
    """Sheets that no newer version has followed, with what they hang on."""
    return HourSheet.objects.filter(superseded_at__isnull=True).select_related(
        "network", "person", "participation", "participation__organisation"
    )


def line_of(row: HourRow) -> Line:
    """A stored row as a plain line."""
    return Line(row.day, row.activity, row.minutes, row.text, row.source, row.meeting_id, row.pk)


def activity_of(attended: Attended) -> str:
    """What a meeting counts as."""
    return (Activity.LOCAL_DAY if attended.kind == Meeting.Kind.LOCAL_DAY else Activity.JOINT_MEETING).value


def live_lines(stored: list[Line], attended: tuple[Attended, ...]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """An open month: what the person wrote, with attendance as its list says now.

    Returns:
        The lines, and the titles of lines about meetings that the person is no longer on the list of.
    """
    own_word = {line.meeting_id: line for line in stored if line.meeting_id is not None}
    lines = [line for line in stored if line.meeting_id is None]
    for row in attended:
        if not row.minutes:
            continue
        said = own_word.pop(row.meeting_id, None)
        lines.append(
            Line(
                row.day,
                activity_of(row),
                said.minutes if said else row.minutes,
                (said.text if said else "") or row.title,
                said.source if said else HourRow.Source.ATTENDANCE.value,
                row.meeting_id,
                said.row_id if said else 0,
                row.minutes,
            )
        )
    lines += own_word.values()
    return figures.in_order(lines), tuple(line.text for line in own_word.values())


@dataclass(frozen=True, slots=True)
class SheetState:
    """All that decides about one month, and what it comes to."""

    sheet: HourSheet
    terms: Terms
    facts: MonthFacts
    lines: tuple[Line, ...]
    # Meetings with a line, whose attendance list no longer has the person.
    gone: tuple[str, ...]
    reportable: Reportable
    capped: Capped
    # Eligible minutes of the calendar year, this month and hours stated for other projects included.
    used_minutes_in_year: int
    # Reportable minutes of the year in this network and role, this month included: beside the coordinator's share.
    role_minutes_in_year: int
    stated_hours: int | None
    before: tuple[Line, ...]
    attended: tuple[Attended, ...]
    differences: tuple[Difference, ...]

    @property
    def month(self) -> Month:
        """The month."""
        return self.facts.month

    @property
    def proposals(self) -> tuple[Line, ...]:
        """Own work of the month before that can be repeated, on days that have come and are the person's."""
        found = figures.repeated(self.before, self.month, self.lines)
        return tuple(
            line
            for line in found
            if rules.may_report_on(line.day, self.facts)
            and rules.may_report_minutes(line.minutes, line.day, self.facts)
            and line.activity in self.facts.activities
        )


Span = tuple[date, date | None]
Others = dict[tuple[object, ...], tuple[HourSheet, list[Line]]]


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a person's role in a month comes from."""

    spans: tuple[Span, ...] = ()
    stated_hours: int | None = None


def _seats_of(sheets: Sequence[HourSheet], month: Month) -> dict[int, _Seat]:
    """By sheet: the days that the person holds the role, and the hours stated for other EU projects that year."""
    stated = OtherFundedHours.objects.filter(person=OuterRef("person"), year=month.year).values("hours")[:1]
    members = (
        TeamMember.objects.filter(
            person_id__in={sheet.person_id for sheet in sheets},
            participation_id__in={sheet.participation_id for sheet in sheets},
        )
        .annotate(stated_hours=Subquery(stated))
        .values_list(
            "person_id",
            "participation_id",
            "team_seat",
            "first_day",
            "last_day",
            "stated_hours",
            "employment__first_day",
            "employment__last_day",
        )
    )
    spans: dict[tuple[int, int | None, str], list[Span]] = defaultdict(list)
    hours: dict[int, int | None] = {}
    for person_id, participation_id, team_seat, begins, ends, stated_hours, employed, left in members:
        hours[person_id] = stated_hours
        # Time outside the employment is nobody's (Q17).
        first = max(filter(None, (begins, employed)))
        last = min((day for day in (ends, left) if day), default=None)
        if first <= month.last_day and (last is None or last >= month.first_day):
            spans[(person_id, participation_id, ROLE_OF[team_seat])].append((first, last))
    # The host's staff and guests with hours hold their role without a seat in a team.
    without = {
        sheet.person_id
        for sheet in sheets
        if not spans[(sheet.person_id, sheet.participation_id, sheet.reporting_role)]
    }
    if without:
        own = RoleSpan.objects.filter(
            network=sheets[0].network,
            person_id__in=without,
            reporting_role__in=(ReportingRole.STAFF_PAID, ReportingRole.PARTICIPANT),
        ).annotate(stated_hours=Subquery(stated))
        for span in own:
            hours[span.person_id] = span.stated_hours
            if span.first_day <= month.last_day and (span.last_day is None or span.last_day >= month.first_day):
                key = (span.person_id, span.participation_id, span.reporting_role)
                spans[key].append((span.first_day, span.last_day))
    return {
        sheet.pk: _Seat(
            tuple(spans[(sheet.person_id, sheet.participation_id, sheet.reporting_role)]), hours.get(sheet.person_id)
        )
        for sheet in sheets
    }


def state_of(sheet: HourSheet, *, at: datetime) -> SheetState:
    """The month as it stands, in four statements."""
    return states_of([sheet], at=at)[0]


def states_of(sheets: Sequence[HourSheet], *, at: datetime) -> list[SheetState]:
    """Several people's sheets of the same network and month as they stand, in four statements however many."""
    if not sheets:
        return []
    network, month = sheets[0].network, month_of(sheets[0])
    terms = networks.holding_terms(network)
    seats = _seats_of(sheets, month)
    stored, others, before = _rows_around(sheets, month)
    attended = meetings.attendance_in_month(network, {sheet.person_id for sheet in sheets}, month)
    fund_rules = funding.rules_of(terms)
    return [
        _settled(
            sheet,
            terms,
            _bare_facts(sheet, month, fund_rules, seats[sheet.pk], today=clock.day(at)),
            seats[sheet.pk],
            figures.in_order(stored[sheet.pk]),
            others[sheet.pk],
            tuple(before[sheet.pk]),
            attended.get(sheet.person_id, ()),
        )
        for sheet in sheets
    ]


def _bare_facts(sheet: HourSheet, month: Month, fund_rules: Rules, seat: _Seat, *, today: date) -> MonthFacts:
    within = sheet.participation or sheet.network
    return MonthFacts(
        month=month,
        today=today,
        rules=fund_rules,
        reporting_role=sheet.reporting_role,
        spans=seat.spans,
        first_day=max(within.first_day, sheet.network.first_day),
        last_day=min(within.last_day, sheet.network.last_day),
        closing_from=sheet.network.closing_from,
    )


def _rows_around(
    sheets: Sequence[HourSheet], month: Month
) -> tuple[dict[int, list[Line]], dict[int, Others], dict[int, list[Line]]]:
    """By sheet: its own rows, the confirmed rows of the person's other sheets of the year, and the month before's."""
    year = Q(sheet__month__year=month.year, sheet__confirmed_at__isnull=False)
    last_month = Q(sheet__month=month.previous().first_day, sheet__network_id=sheets[0].network_id)
    rows = (
        HourRow.objects.filter(
            Q(sheet__in=[sheet.pk for sheet in sheets]) | (Q(sheet__superseded_at__isnull=True) & (year | last_month)),
            sheet__person_id__in={sheet.person_id for sheet in sheets},
        )
        .select_related("sheet")
        .order_by("day", "pk")
    )
    by_person: dict[int, list[HourSheet]] = defaultdict(list)
    for sheet in sheets:
        by_person[sheet.person_id].append(sheet)
    stored: dict[int, list[Line]] = defaultdict(list)
    before: dict[int, list[Line]] = defaultdict(list)
    others: dict[int, Others] = defaultdict(dict)
    for row in rows:
        line, of = line_of(row), row.sheet
        for sheet in by_person[of.person_id]:
            if of.pk == sheet.pk:
                stored[sheet.pk].append(line)
                continue
            is_same_role = (of.network_id, of.reporting_role) == (sheet.network_id, sheet.reporting_role)
            if is_same_role and of.month == month.previous().first_day:
                before[sheet.pk].append(line)
            # A version that has been followed counts nowhere, not even beside the one that followed it.
            if of.month.year == month.year and of.confirmed_at and not of.superseded_at:
                others[sheet.pk].setdefault(turn_of(of), (of, []))[1].append(line)
    return stored, others, before


def turn_of(sheet: HourSheet) -> tuple[object, ...]:
    """Which month uses up the year first: what a claim has locked, then by month, then by when it was laid out."""
    return (sheet.locked_at is None, sheet.month, sheet.pk)


def _settled(
    sheet: HourSheet,
    terms: Terms,
    bare: MonthFacts,
    seat: _Seat,
    stored: tuple[Line, ...],
    others: Others,
    before: tuple[Line, ...],
    everything: tuple[Attended, ...],
) -> SheetState:
    attended = tuple(row for row in everything if bare.is_held(row.day))
    lines, gone = (stored, ()) if sheet.confirmed_at else live_lines(list(stored), attended)
    stated = seat.stated_hours
    here: dict[date, int] = defaultdict(int)
    for line in lines:
        here[line.day] += line.minutes
    elsewhere: dict[date, int] = defaultdict(int)
    for _sheet, rows in others.values():
        for line in rows:
            elsewhere[line.day] += line.minutes
    facts = replace(
        bare,
        minutes_by_day=here,
        other_minutes_by_day={day: minutes for day, minutes in elsewhere.items() if day in bare.month},
    )
    spent = tuple(line.spent for line in lines)
    months = [MonthTime(other.pk, turn, tuple(line.spent for line in rows)) for turn, (other, rows) in others.items()]
    months.append(MonthTime(sheet.pk, turn_of(sheet), spent))
    capped = figures.in_turn(months, facts.rules, {bare.month.year: stated or 0})
    own_word = frozenset(
        line.meeting_id for line in lines if line.meeting_id is not None and line.source == HourRow.Source.OWN.value
    )
    return SheetState(
        sheet=sheet,
        terms=terms,
        facts=facts,
        lines=lines,
        gone=gone,
        reportable=funding_figures.reportable(spent, facts.rules),
        capped=capped[sheet.pk],
        used_minutes_in_year=sum(row.eligible_minutes for row in capped.values()) + (stated or 0) * 60,
        role_minutes_in_year=_in_role(sheet, others, spent, facts.rules),
        stated_hours=stated,
        before=before,
        attended=attended,
        differences=figures.differences(
            lines, [(row.meeting_id, row.day, row.title, row.minutes) for row in attended if row.minutes], own_word
        )
        if sheet.confirmed_at
        else (),
    )


def _in_role(
    sheet: HourSheet,
    others: Others,
    spent: tuple[Spent, ...],
    fund_rules: Rules,
) -> int:
    total = funding_figures.reportable_minutes(spent, fund_rules)
    for other, rows in others.values():
        if other.network_id == sheet.network_id and other.reporting_role == sheet.reporting_role:
            total += funding_figures.reportable_minutes([line.spent for line in rows], fund_rules)
    return total


def hours_to_confirm(state: SheetState) -> str:
    """`13 timmar`, as the button says it; without rounding `13 h 30 min`."""
    minutes = state.reportable.reportable_minutes
    if minutes % funding_figures.HOUR:
        return duration_text(minutes)
    hours = minutes // funding_figures.HOUR
    return ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}


def name_of(sheet: HourSheet) -> str:
    """What the month is called: närvarorapport for participants, tidrapport for staff."""
    return _("Time report") if sheet.reporting_role in rules.STAFF_ROLES else _("Attendance report")


def attestation(state: SheetState) -> str:
    """The sentence that the person vouches for, as it stands in the button's section."""
    values = {
        "recorded": duration_text(state.reportable.recorded_minutes),
        "hours": hours_to_confirm(state),
        "month": month_name(state.month),
    }
    if state.sheet.reporting_role in rules.STAFF_ROLES:
        return (
            _(
                "I confirm that I have worked for the project on the days above, %(recorded)s in %(month)s, "
                "and that no other project with EU support pays for the same time."
            )
            % values
        )
    return (
        _(
            "I confirm that I have taken part in the project on the days above, %(recorded)s in %(month)s, "
            "and that no other project with EU support pays for the same time."
        )
        % values
    )


def rounding_text(state: SheetState) -> str:
    """`13 h 30 min registrerat; 30 min räknas inte enligt regelverket`; nothing when all of it counts."""
    values = {
        "recorded": duration_text(state.reportable.recorded_minutes),
        "lost": duration_text(state.reportable.lost_minutes),
    }
    if not state.reportable.lost_minutes:
        return _("%(recorded)s recorded") % values
    return _("%(recorded)s recorded; %(lost)s does not count by the rules") % values


def what_was_done(line: Line) -> str:
    """A line in words: the meeting's title, or the activity."""
    label = str(Activity(line.activity).label)
    return f"{label}: {line.text}" if line.text else label


def content_of(state: SheetState) -> str:
    """The exact content of the month as canonical text."""
    sheet = state.sheet
    return figures.content(
        network=sheet.network.chain,
        person=sheet.person.actor_key,
        reporting_role=sheet.reporting_role,
        month=state.month,
        version=sheet.version,
        lines=state.lines,
    )


def signed_text(state: SheetState) -> str:
    """What the person has before the eyes when confirming, as one text: it is kept word for word (Q22)."""
    sheet = state.sheet
    lines = [
        f"{name_of(sheet)} {month_name(state.month)}",
        f"{sheet.network.name} · {sheet.participation.organisation.name if sheet.participation else ''}".rstrip(" ·"),
        sheet.person.actor_name,
        "",
        *(f"{day_text(line.day)} · {what_was_done(line)} · {duration_text(line.minutes)}" for line in state.lines),
        "",
        rounding_text(state),
        attestation(state),
        _("Confirmed: %(hours)s") % {"hours": hours_to_confirm(state)},
        _("Rules: %(name)s, version %(version)s")
        % {"name": state.facts.rules.name, "version": state.facts.rules.version}
        if state.facts.rules.code
        else "",
        _("Checksum of the content (SHA-256): %(digest)s") % {"digest": figures.digest(content_of(state))},
    ]
    return "\n".join(lines).strip()
