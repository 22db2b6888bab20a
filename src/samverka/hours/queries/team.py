"""What the coordinator and the host see of months: a team's month, a municipality's year, the network's month."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from samverka.core import clock
from samverka.core.months import Month, months_between
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import month_name
from samverka.core.verdicts import Verdict
from samverka.funding import figures as funding_figures
from samverka.funding import queries as funding
from samverka.funding.figures import Rules
from samverka.hours import figures, rules
from samverka.hours.figures import NOTHING, Joint, Line
from samverka.hours.models import Channel, HourRow, HourSheet, ReportingRole
from samverka.hours.queries.months import sheet_address, sheets_of_month, team_address
from samverka.hours.queries.own import standing_of
from samverka.hours.queries.state import ROLE_OF, current_sheets, is_missing, line_of, live_lines
from samverka.hours.queries.ways import channel_of, waits_for_approval, with_channel
from samverka.meetings import queries as meetings
from samverka.meetings.queries import Attended
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation, Staff, Terms
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.people.queries import stood_in_for
from samverka.teams.models import TeamMember

# Values of a rule set that decide how hours are counted, closed and signed (Q51).
VALUES_IN_USE = frozenset(
    {
        "rounding_unit_minutes",
        "rounding_level",
        "zero_report",
        "day_warning_hours",
        "day_cap_hours",
        "year_cap_hours",
        "year_warning_percent",
        "staff_text_least_characters",
        "joint_time_warning_percent",
        "month_closes_on_working_day",
        "before_decision",
        "staff_counter_signature",
        "participant_counter_signature",
    }
)
STAFF = ReportingRole.STAFF_COFINANCED.value
WORD_OF = {
    "open": pgettext_lazy("month", "Not confirmed"),
    "confirmed": pgettext_lazy("month", "Confirmed"),
    "nothing": pgettext_lazy("month", "Nothing to report"),
    "submitted": pgettext_lazy("month", "Submitted"),
    "locked": pgettext_lazy("month", "In a claim"),
    "left_out": pgettext_lazy("month", "Left out"),
    "returned": pgettext_lazy("month", "Returned"),
}


def led_team(person: Person, network: str, participation_id: int, day: date) -> Sequence[TeamMember]:
    """Everyone who is or has been in a team, for whoever leads it on the day or stands in for that person who is away.

    Raises:
        Http404: when there is none, or the person does not lead it.
    """
    members = list(
        TeamMember.objects.filter(participation_id=participation_id, participation__network__slug=network)
        .annotate(is_stood_in_for=Exists(stood_in_for(person, day).filter(person=OuterRef("person"))))
        .select_related("participation__network", "participation__organisation")
        .order_by("pk")
    )
    for member in members:
        if (member.person_id == person.pk or member.is_stood_in_for) and _leads(member) and _holds(member, day):
            return members
    raise Http404


def _leads(member: TeamMember) -> bool:
    return member.team_seat == TeamMember.TeamSeat.COORDINATOR or member.deputy_coordinator


def _holds(member: TeamMember, day: date) -> bool:
    return member.first_day <= day and (member.last_day is None or day <= member.last_day)


def led_seat(person: Person, network: str, participation_id: int, day: date) -> Participation:
    """The seat whose team the person leads on the day.

    Raises:
        Http404: when there is none.
    """
    return led_team(person, network, participation_id, day)[0].participation


def one_team_sheet(seat: Participation, month: Month, sheet_id: int) -> HourSheet:
    """A sheet of the team's month.

    Raises:
        Http404: when there is none.
    """
    for sheet in sheets_of_month(seat, month):
        if sheet.pk == sheet_id:
            return sheet
    raise Http404


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person's month as the coordinator sees it: hours and standing, no more."""

    sheet: HourSheet
    name: str
    standing: str
    joint: Joint
    reportable_minutes: int
    has_differences: bool

    @property
    def is_missing(self) -> bool:
        """Whether the person has still to confirm."""
        return is_missing(self.sheet)

    @property
    def is_own(self) -> bool:
        """Whether it is the coordinator's own time report, kept apart from the team's."""
        return self.sheet.reporting_role == STAFF

    @property
    def word(self) -> str:
        """The standing in a word."""
        if self.standing == "open" and self.sheet.left_out_at:
            return str(WORD_OF["left_out"])
        if self.standing == "open" and self.sheet.returned_at:
            return str(WORD_OF["returned"])
        return str(WORD_OF[self.standing])


def _lines_of_month(
    sheets: Sequence[HourSheet],
    rows: Iterable[HourRow],
    attended: dict[int, tuple[Attended, ...]],
    members: Sequence[TeamMember],
) -> dict[int, tuple[tuple[Line, ...], bool]]:
    """By sheet: its lines, live while it is open, and whether attendance has changed since it was confirmed."""
    stored: dict[int, list[Line]] = defaultdict(list)
    for row in rows:
        stored[row.sheet_id].append(line_of(row))
    spans: dict[tuple[int, str], list[TeamMember]] = defaultdict(list)
    for member in members:
        spans[(member.person_id, ROLE_OF[member.team_seat])].append(member)
    found = {}
    for sheet in sheets:
        own = tuple(
            row
            for row in attended.get(sheet.person_id, ())
            if any(_holds(member, row.day) for member in spans[(sheet.person_id, sheet.reporting_role)])
        )
        if sheet.confirmed_at:
            lines = figures.in_order(stored[sheet.pk])
            said = frozenset(
                line.meeting_id
                for line in lines
                if line.meeting_id is not None and line.source == HourRow.Source.OWN.value
            )
            now = [(row.meeting_id, row.day, row.title, row.minutes) for row in own if row.minutes]
            found[sheet.pk] = (lines, bool(figures.differences(lines, now, said)))
        else:
            found[sheet.pk] = (live_lines(stored[sheet.pk], own)[0], False)
    return found


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A municipality's month before its coordinator."""

    title: str
    sentence: str
    month: Month
    network: Network
    organisation: str
    participation: Participation
    lines: tuple[TeamLine, ...]
    table: Table
    team: Joint
    own: Joint
    missing: dict[int, str]
    ready_count: int
    closing_day: date
    is_late: bool
    may_remind: Verdict
    may_submit: Verdict
    submit_label: str
    remind_label: str
    returnable: tuple[tuple[str, str], ...]
    differing: tuple[str, ...]
    is_submitted: bool
    # Confirmed months that wait for somebody's countersignature before they can be submitted.
    waits_for_approval: tuple[str, ...]
    # Where a month that was confirmed on paper or by e-mail is registered, for each who is missing.
    certificates: tuple[tuple[str, str], ...]
    exports: Exports
    hrefs: dict[str, str]


def team_page(
    person: Person, network: str, month: Month, participation_id: int, *, at: datetime, sorted_by: str = ""
) -> TeamPage:
    """The coordinator's page of the municipality's month, in five statements.

    Raises:
        Http404: when the person does not lead the team.
    """
    today = clock.day(at)
    members = led_team(person, network, participation_id, today)
    seat = members[0].participation
    terms = networks.holding_terms(seat.network)
    fund_rules = funding.rules_of(terms)
    sheets = sheets_of_month(seat, month)
    rows = HourRow.objects.filter(sheet__in=[sheet.pk for sheet in sheets]).order_by("day", "pk")
    attended = meetings.attendance_in_month(seat.network, {sheet.person_id for sheet in sheets}, month)
    by_sheet = _lines_of_month(sheets, rows, attended, members)
    lines = tuple(_team_line(sheet, *by_sheet[sheet.pk], fund_rules) for sheet in sheets)
    return _team_page(seat, month, lines, fund_rules, at=at, sorted_by=sorted_by)


def _team_line(sheet: HourSheet, lines: tuple[Line, ...], differs: bool, fund_rules: Rules) -> TeamLine:  # noqa: FBT001 - a pair as it comes
    return TeamLine(
        sheet=sheet,
        name=sheet.person.actor_name,
        standing=standing_of(sheet),
        joint=figures.joint_and_own(lines),
        reportable_minutes=funding_figures.reportable_minutes([line.spent for line in lines], fund_rules),
        has_differences=differs,
    )


def _team_page(
    seat: Participation,
    month: Month,
    lines: tuple[TeamLine, ...],
    fund_rules: Rules,
    *,
    at: datetime,
    sorted_by: str,
) -> TeamPage:
    arguments = [seat.network.slug, month, seat.pk]
    hrefs = {
        name: reverse(f"hours:{name}", args=arguments)
        for name in ("team", "remind", "submit", "team_csv", "team_xlsx", "forms_xlsx", "forms_pdf", "guests")
    }
    hrefs["year"] = reverse("hours:year", args=[seat.network.slug, month.year, seat.pk])
    for name, beside in beside_months(month, seat.first_day, min(seat.last_day, clock.day(at))):
        hrefs[name] = reverse("hours:team", args=[seat.network.slug, beside, seat.pk])
    missing = {line.sheet.pk: line.name for line in lines if line.is_missing and line.sheet.submitted_at is None}
    waits = [line for line in lines if line.sheet.confirmed_at and waits_for_approval(line.sheet, fund_rules)]
    ready = [line for line in lines if not line.is_missing and line.sheet.submitted_at is None and line not in waits]
    if any(channel_of(line.sheet) not in {"", Channel.SAMVERKA} for line in lines):
        hrefs["portal"] = reverse("hours:seat_portal", args=arguments)
    values = {"month": month_name(month).split()[0], "organisation": seat.organisation.name}
    closing = rules.closing_day(month, fund_rules)
    is_submitted = bool(lines) and not ready and not waits and any(line.sheet.submitted_at for line in lines)
    return TeamPage(
        title=_("%(organisation)s, %(month)s") % {"organisation": seat.organisation.name, "month": month_name(month)},
        sentence=_team_sentence(lines, month, is_submitted=is_submitted),
        month=month,
        network=seat.network,
        organisation=seat.organisation.name,
        participation=seat,
        lines=lines,
        table=_team_table(lines, seat, month).ordered(sorted_by),
        team=sum((line.joint for line in lines if not line.is_own), NOTHING),
        own=sum((line.joint for line in lines if line.is_own), NOTHING),
        missing=missing,
        ready_count=len(ready),
        closing_day=closing,
        is_late=clock.day(at) > closing,
        may_remind=rules.may_remind([line.sheet for line in lines if line.sheet.pk in missing], at=at),
        # The reasons are asked for on the page, so that the button stands there as soon as anyone is ready.
        may_submit=rules.may_submit_month(
            month=month,
            today=clock.day(at),
            until=seat.last_day,
            ready=[line.sheet.pk for line in ready],
            missing={},
            reasons={},
        )
        if ready or not missing
        else rules.may_submit_month(
            month=month, today=clock.day(at), until=seat.last_day, ready=[], missing=missing, reasons={}
        ),
        submit_label=_("Submit %(month)s for %(organisation)s") % values,
        remind_label=ngettext("Remind %(names)s", "Remind the %(number)s who are missing", len(missing))
        % {"names": rules.listed(list(missing.values())), "number": len(missing)},
        returnable=tuple(
            (line.name, reverse("hours:return_page", args=[*arguments, line.sheet.pk]))
            for line in lines
            if line.sheet.confirmed_at and not line.sheet.locked_at
        ),
        differing=tuple(line.name for line in lines if line.has_differences),
        is_submitted=is_submitted,
        waits_for_approval=tuple(line.name for line in waits),
        certificates=tuple(
            (line.name, reverse("hours:certificate", args=[*arguments, line.sheet.pk]))
            for line in lines
            if line.sheet.pk in missing
        ),
        exports=Exports(csv=hrefs["team_csv"], xlsx=hrefs["team_xlsx"]),
        hrefs=hrefs,
    )


def _team_sentence(lines: Sequence[TeamLine], month: Month, *, is_submitted: bool) -> str:
    """`5 av 7 har intygat oktober; Ana Öberg och Bo Äng återstår`; the coordinator is named too when missing."""
    values: dict[str, object] = {"month": month_name(month).split()[0]}
    missing = [line.name for line in lines if line.is_missing]
    values |= {"names": rules.listed(missing), "done": len(lines) - len(missing), "all": len(lines)}
    if not lines:
        return _("Nobody in the team has a month to confirm in %(month)s.") % values
    if is_submitted and not missing:
        return _("%(month)s has been submitted, for all %(all)s.") % (
            values | {"month": str(values["month"]).capitalize()}
        )
    if is_submitted:
        return _("%(month)s has been submitted without %(names)s.") % (
            values | {"month": str(values["month"]).capitalize()}
        )
    if not missing:
        return _("All %(all)s are done with %(month)s. It can be submitted.") % values
    return (
        ngettext(
            "%(done)s of %(all)s are done with %(month)s; %(names)s remains.",
            "%(done)s of %(all)s are done with %(month)s; %(names)s remain.",
            len(missing),
        )
        % values
    )


def _team_table(lines: Sequence[TeamLine], seat: Participation, month: Month) -> Table:
    def row(line: TeamLine) -> Row:
        name = _("%(name)s, coordinator") % {"name": line.name} if line.is_own else line.name
        joint = line.joint
        return Row(
            (name, line.word, joint.joint_minutes, joint.own_minutes, joint.minutes, line.reportable_minutes),
            mark="waiting" if line.is_missing else "done",
            mark_text=line.word,
        )

    team = [line for line in lines if not line.is_own]
    joint = sum((line.joint for line in team), NOTHING)
    return Table(
        name=f"tid-{month}-{seat.pk}",
        title=_("The team's time in %(month)s") % {"month": month_name(month)},
        columns=(
            Column("name", gettext_lazy("Name")),
            Column("standing", gettext_lazy("Month"), Kind.STATE),
            Column("joint", gettext_lazy("Joint meetings, h"), Kind.MINUTES),
            Column("own", gettext_lazy("Own work, h"), Kind.MINUTES),
            Column("recorded", gettext_lazy("Recorded, h"), Kind.MINUTES),
            Column("reportable", gettext_lazy("Counts by the rules, h"), Kind.MINUTES),
        ),
        rows=tuple(row(line) for line in lines),
        total=Row(
            (
                _("The team, without the coordinator"),
                "",
                joint.joint_minutes,
                joint.own_minutes,
                joint.minutes,
                sum(line.reportable_minutes for line in team),
            )
        )
        if team
        else None,
        empty_text=_("The month has not been laid out yet; that happens by itself on its first day."),
    )


def beside_months(month: Month, first_day: date, last_day: date) -> list[tuple[str, Month]]:
    """The month before and the month after, where they have begun and are the seat's."""
    found = [("before", month.previous()), ("after", month.next())]
    return [(name, beside) for name, beside in found if beside.last_day >= first_day and beside.first_day <= last_day]


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """Where a month is given back with a reason."""

    title: str
    sheet: HourSheet
    label: str
    may_return: Verdict
    back_href: str
    save_href: str


def return_page(seat: Participation, month: Month, sheet_id: int) -> ReturnPage:
    """The page on which a person's month is returned.

    Raises:
        Http404: when the team has no such sheet.
    """
    sheet = one_team_sheet(seat, month, sheet_id)
    arguments = [seat.network.slug, month, seat.pk]
    name = sheet.person.actor_name
    return ReturnPage(
        title=_("Return %(month)s to %(name)s") % {"month": month_name(month), "name": name},
        sheet=sheet,
        label=_("What should %(name)s change?") % {"name": name},
        may_return=rules.may_return(sheet, reason="-"),
        back_href=reverse("hours:team", args=arguments),
        save_href=reverse("hours:return_sheet", args=[*arguments, sheet_id]),
    )


@dataclass(frozen=True, slots=True)
class SeatMonth:
    """How a municipality's month stands."""

    participation_id: int
    organisation: str
    people: int
    missing: int
    waiting_to_be_submitted: int
    submitted: int
    left_out: int
    minutes: int
    submitted_at: datetime | None

    @property
    def is_submitted(self) -> bool:
        """Whether everything that can be submitted has been, with nobody missing but those left out with a reason."""
        return self.submitted > 0 and not self.waiting_to_be_submitted and self.missing == self.left_out


@dataclass(frozen=True, slots=True)
class NetworkMonthPage:
    """Which municipalities have submitted a month."""

    title: str
    sentence: str
    month: Month
    network: Network
    seats: tuple[SeatMonth, ...]
    table: Table
    closing_day: date
    is_late: bool
    has_unconfirmed_rules: bool
    exports: Exports
    hrefs: dict[str, str]
    # The host's own paid staff: how far their month has come, and whether it can be submitted.
    staff_sentence: str
    may_submit_staff: Verdict


def staff_of_month(network: Network, month: Month) -> list[HourSheet]:
    """The current time reports of the host's paid staff, each with its channel, in one statement."""
    rows = with_channel(
        current_sheets().filter(
            network=network, month=month.first_day, reporting_role=ReportingRole.STAFF_PAID, participation__isnull=True
        )
    )
    return list(rows.order_by("person__name_sort", "pk"))


def staff_to_submit(sheets: Sequence[HourSheet], fund_rules: Rules) -> list[HourSheet]:
    """Those of them that are done, countersigned where the rules ask, and not submitted yet."""
    return [
        sheet
        for sheet in sheets
        if sheet.submitted_at is None
        and not is_missing(sheet)
        and (sheet.nothing_to_report or not waits_for_approval(sheet, fund_rules))
    ]


def _staff_sentence(sheets: Sequence[HourSheet], month: Month) -> str:
    if not sheets:
        return ""
    missing = [sheet.person.actor_name for sheet in sheets if is_missing(sheet)]
    values = {
        "all": len(sheets),
        "done": sum(sheet.submitted_at is not None for sheet in sheets),
        "month": month_name(month).split()[0],
        "names": rules.listed(missing),
    }
    said = _("The host's own staff: %(done)s of %(all)s time reports of %(month)s are submitted.") % values
    left = _("Not confirmed yet: %(names)s.") % values
    return f"{said} {left}" if missing else said


def _host_network(person: Person, network: str, day: date) -> Network:
    return networks.hosted_network(person, network, day)


def seats_in_month(network: Network, month: Month) -> list[SeatMonth]:
    """How each municipality's month stands, by name, in two statements."""
    sheets = (
        HourSheet.objects.filter(network=network, month=month.first_day, superseded_at__isnull=True)
        .filter(participation__isnull=False)
        .select_related("participation__organisation")
        .order_by("participation__organisation__name_sort", "pk")
    )
    by_seat: dict[int, list[HourSheet]] = defaultdict(list)
    for sheet in sheets:
        by_seat[sheet.participation_id or 0].append(sheet)
    minutes: dict[int, int] = defaultdict(int)
    rows = HourRow.objects.filter(
        sheet__network=network, sheet__month=month.first_day, sheet__superseded_at__isnull=True
    ).values_list("sheet__participation_id", "minutes")
    for participation_id, spent in rows.filter(sheet__submitted_at__isnull=False):
        minutes[participation_id] += spent
    return [
        _seat_month(participation_id, found, minutes[participation_id]) for participation_id, found in by_seat.items()
    ]


def _seat_month(participation_id: int, sheets: list[HourSheet], minutes: int) -> SeatMonth:
    submitted = [sheet.submitted_at for sheet in sheets if sheet.submitted_at]
    seat = sheets[0].participation
    return SeatMonth(
        participation_id=participation_id,
        organisation=seat.organisation.name if seat else "",
        people=len(sheets),
        missing=sum(is_missing(sheet) for sheet in sheets),
        waiting_to_be_submitted=sum(not is_missing(sheet) and sheet.submitted_at is None for sheet in sheets),
        submitted=len(submitted),
        left_out=sum(sheet.left_out_at is not None for sheet in sheets),
        minutes=minutes,
        submitted_at=max(submitted, default=None),
    )


def network_month_page(
    person: Person, network: str, month: Month, *, at: datetime, sorted_by: str = ""
) -> NetworkMonthPage:
    """The host's page: which municipalities have submitted a month, and the host's own staff; in five statements.

    Raises:
        Http404: when the person is not of the host's staff.
    """
    hosted = _host_network(person, network, clock.day(at))
    fund_rules = funding.rules_of(networks.holding_terms(hosted))
    seats = seats_in_month(hosted, month)
    done = [seat for seat in seats if seat.is_submitted]
    left = [seat.organisation for seat in seats if not seat.is_submitted]
    values = {
        "done": len(done),
        "all": len(seats),
        "month": month_name(month).split()[0],
        "names": rules.listed(left),
    }
    if not seats:
        sentence = _("No municipality has a month to submit in %(month)s.") % values
    elif not left:
        sentence = _("All %(all)s municipalities have submitted %(month)s.") % values
    else:
        sentence = (
            ngettext(
                "%(done)s of %(all)s municipalities have submitted %(month)s; %(names)s is missing.",
                "%(done)s of %(all)s municipalities have submitted %(month)s; %(names)s are missing.",
                len(left),
            )
            % values
        )
    closing = rules.closing_day(month, fund_rules)
    staff = staff_of_month(hosted, month)
    hrefs = {
        "submit_staff": reverse("hours:submit_staff", args=[hosted.slug, month]),
        "channel": reverse("hours:channel", args=[hosted.slug]),
        "portal": reverse("hours:portal", args=[hosted.slug, month]),
    } | {
        name: reverse("hours:network_month", args=[hosted.slug, beside])
        for name, beside in beside_months(month, hosted.first_day, min(hosted.last_day, clock.day(at)))
    }
    return NetworkMonthPage(
        title=_("Submitted time, %(month)s") % {"month": month_name(month)},
        sentence=sentence,
        month=month,
        network=hosted,
        seats=tuple(seats),
        table=_network_month_table(seats, month, hosted.slug).ordered(sorted_by),
        closing_day=closing,
        is_late=clock.day(at) > closing and bool(left),
        has_unconfirmed_rules=bool(set(fund_rules.unconfirmed) & VALUES_IN_USE),
        exports=Exports(
            csv=reverse("hours:network_month_csv", args=[hosted.slug, month]),
            xlsx=reverse("hours:network_month_xlsx", args=[hosted.slug, month]),
        ),
        hrefs=hrefs,
        staff_sentence=_staff_sentence(staff, month),
        may_submit_staff=rules.may_submit_staff(
            month=month, today=clock.day(at), ready=len(staff_to_submit(staff, fund_rules))
        ),
    )


def _network_month_table(seats: Sequence[SeatMonth], month: Month, slug: str) -> Table:
    def word(seat: SeatMonth) -> tuple[str, str]:
        if seat.is_submitted:
            return "done", _("Submitted")
        if seat.submitted:
            return "waiting", _("Partly submitted")
        return "waiting", _("Not submitted")

    return Table(
        name=f"inlamnad-tid-{month}",
        title=_("Municipalities in %(month)s") % {"month": month_name(month)},
        columns=(
            Column("organisation", gettext_lazy("Municipality")),
            Column("standing", gettext_lazy("Month"), Kind.STATE),
            Column("people", gettext_lazy("People"), Kind.NUMBER),
            Column("missing", gettext_lazy("Not confirmed"), Kind.NUMBER),
            Column("minutes", gettext_lazy("Submitted, h"), Kind.MINUTES),
            Column("submitted_at", gettext_lazy("Submitted at"), Kind.INSTANT),
        ),
        rows=tuple(
            Row(
                (seat.organisation, word(seat)[1], seat.people, seat.missing, seat.minutes, seat.submitted_at),
                href=reverse("hours:year", args=[slug, month.year, seat.participation_id]),
                mark=word(seat)[0],
                mark_text=word(seat)[1],
            )
            for seat in seats
        ),
        total=Row(
            (
                _("All"),
                "",
                sum(seat.people for seat in seats),
                sum(seat.missing for seat in seats),
                sum(seat.minutes for seat in seats),
                None,
            )
        )
        if seats
        else None,
        empty_text=_("The month has not been laid out yet; that happens by itself on its first day."),
    )


@dataclass(frozen=True, slots=True)
class YearPage:
    """A municipality's year against its terms: the team's hours, half of them together; the coordinator's apart."""

    title: str
    sentence: str
    year: int
    network: Network
    organisation: str
    planned_hours: int
    planned_joint_hours: int
    team: Joint
    own: Joint
    share_hours: int | None
    share_percent: int
    table: Table
    exports: Exports
    hrefs: dict[str, str]

    @property
    def planned_own_hours(self) -> int:
        """What is left for own work."""
        return self.planned_hours - self.planned_joint_hours


def year_page(
    person: Person, network: str, year: int, participation_id: int, *, at: datetime, sorted_by: str = ""
) -> YearPage:
    """The year of a municipality, for its coordinator and for the host, in five statements.

    Raises:
        Http404: when the person neither leads the team nor is of the host's staff.
    """
    day = clock.day(at)
    seat, members = _seen_team(person, network, participation_id, day)
    terms = networks.holding_terms(seat.network)
    months = [month for month in _months_of_year(seat, members, year) if month[0].first_day <= day]
    team = sum((month[1] for month in months), NOTHING)
    own = sum((month[2] for month in months), NOTHING)
    planned = figures.planned_hours(_hours_per_year(terms), year, seat.first_day, seat.last_day)
    share = funding_figures.share_of_year(funding.rules_of(terms), terms.coordinator_share_percent)
    hrefs = {
        name: reverse("hours:year", args=[seat.network.slug, beside, seat.pk])
        for name, beside in (("before", year - 1), ("after", year + 1))
        if seat.first_day.year <= beside <= min(seat.last_day, day).year
    }
    return YearPage(
        title=_("%(organisation)s, %(year)s") % {"organisation": seat.organisation.name, "year": year},
        sentence=_("%(done)s of %(planned)s hours in %(year)s.")
        % {"done": team.minutes // funding_figures.HOUR, "planned": planned, "year": year},
        year=year,
        network=seat.network,
        organisation=seat.organisation.name,
        planned_hours=planned,
        planned_joint_hours=planned * terms.joint_share_percent // 100,
        team=team,
        own=own,
        share_hours=figures.planned_hours(share, year, seat.first_day, seat.last_day) if share is not None else None,
        share_percent=terms.coordinator_share_percent,
        table=_year_table(months, seat, year, opens_months=_leads_now(members, person, day)).ordered(sorted_by),
        exports=Exports(
            csv=reverse("hours:year_csv", args=[seat.network.slug, year, seat.pk]),
            xlsx=reverse("hours:year_xlsx", args=[seat.network.slug, year, seat.pk]),
        ),
        hrefs=hrefs,
    )


def _hours_per_year(terms: Terms) -> int:
    return terms.hours_per_year * (terms.team_size if terms.hours_are_per_person else 1)


def _seen_team(
    person: Person, network: str, participation_id: int, day: date
) -> tuple[Participation, Sequence[TeamMember]]:
    """The seat and everyone who is or has been in its team, for whoever leads it or works for the host.

    Raises:
        Http404: when the person does neither.
    """
    hosts = Exists(Staff.objects.filter(on_day(day), person=person, network=OuterRef("participation__network")))
    members = list(
        TeamMember.objects.filter(participation_id=participation_id, participation__network__slug=network)
        .annotate(is_hosted=hosts)
        .select_related("participation__network", "participation__organisation")
        .order_by("pk")
    )
    if members and (_leads_now(members, person, day) or members[0].is_hosted):
        return members[0].participation, members
    raise Http404


def _leads_now(members: Iterable[TeamMember], person: Person, day: date) -> bool:
    return any(member.person_id == person.pk and _leads(member) and _holds(member, day) for member in members)


def _months_of_year(seat: Participation, members: Sequence[TeamMember], year: int) -> list[tuple[Month, Joint, Joint]]:
    """Each month that has begun with the team's time and the coordinator's, live where it is still open."""
    first, last = max(seat.first_day, date(year, 1, 1)), min(seat.last_day, date(year, 12, 31))
    sheets = list(
        HourSheet.objects.filter(participation=seat, month__year=year, superseded_at__isnull=True).order_by("month")
    )
    rows: dict[int, list[HourRow]] = defaultdict(list)
    for row in HourRow.objects.filter(
        sheet__participation=seat, sheet__month__year=year, sheet__superseded_at__isnull=True
    ):
        rows[row.sheet_id].append(row)
    attended = (
        meetings.attended_between(seat.network, {sheet.person_id for sheet in sheets}, first, last)
        if first <= last
        else {}
    )
    by_month: dict[Month, list[HourSheet]] = defaultdict(list)
    for sheet in sheets:
        by_month[Month.of(sheet.month)].append(sheet)
    found = []
    for month in months_between(first, last):
        here = by_month.get(month, [])
        of_month = {
            person_id: tuple(row for row in meetings_ if row.day in month) for person_id, meetings_ in attended.items()
        }
        lines = _lines_of_month(here, [row for sheet in here for row in rows[sheet.pk]], of_month, members)
        joint = {sheet.pk: figures.joint_and_own(lines[sheet.pk][0]) for sheet in here}
        team = sum((joint[sheet.pk] for sheet in here if sheet.reporting_role != STAFF), NOTHING)
        own = sum((joint[sheet.pk] for sheet in here if sheet.reporting_role == STAFF), NOTHING)
        found.append((month, team, own))
    return found


def _year_table(
    months: Sequence[tuple[Month, Joint, Joint]], seat: Participation, year: int, *, opens_months: bool
) -> Table:
    """A line per month; only whoever leads the team has a page of each month to open."""
    team = sum((month[1] for month in months), NOTHING)
    own = sum((month[2] for month in months), NOTHING)
    return Table(
        name=f"tid-{year}-{seat.pk}",
        title=_("Month by month in %(year)s") % {"year": year},
        columns=(
            Column("month", gettext_lazy("Month")),
            Column("joint", gettext_lazy("Joint meetings, h"), Kind.MINUTES),
            Column("own", gettext_lazy("Own work, h"), Kind.MINUTES),
            Column("team", gettext_lazy("The team, h"), Kind.MINUTES),
            Column("coordinator", gettext_lazy("The coordinator, h"), Kind.MINUTES),
        ),
        rows=tuple(
            Row(
                (month_name(month).capitalize(), team_.joint_minutes, team_.own_minutes, team_.minutes, own_.minutes),
                href=reverse("hours:team", args=[seat.network.slug, month, seat.pk]) if opens_months else "",
            )
            for month, team_, own_ in months
        ),
        total=Row((_("The year"), team.joint_minutes, team.own_minutes, team.minutes, own.minutes)) if months else None,
        empty_text=_("The municipality has no seat in the network this year."),
    )


def where_to_begin(person: Person, network: str, at: datetime) -> str:
    """Where "Hours" leads: the own month that waits, the team's month to submit, the own newest, or the host's page.

    Raises:
        Http404: when the person has nothing to do with hours in the network.
    """
    today = clock.day(at)
    begun = Month.of(today)
    leads = TeamMember.objects.filter(
        on_day(today) & (Q(team_seat=TeamMember.TeamSeat.COORDINATOR) | Q(deputy_coordinator=True)), person=person
    ).values("participation_id")
    seen = list(
        current_sheets()
        .filter(Q(person=person) | Q(participation__in=leads, submitted_at__isnull=True), network__slug=network)
        .order_by("month", "reporting_role", "pk")
    )
    own = [sheet for sheet in seen if sheet.person_id == person.pk]
    for sheet in own:
        if is_missing(sheet) and sheet.submitted_at is None and sheet.month < begun.first_day:
            return sheet_address(sheet)
    for sheet in seen:
        is_led = sheet.submitted_at is None and sheet.left_out_at is None and sheet.month < begun.first_day
        if sheet.person_id != person.pk and is_led:
            return team_address(sheet)
    if own:
        return sheet_address(own[-1])
    hosted = _host_network(person, network, today)
    return reverse("hours:network_month", args=[hosted.slug, begun.previous()])
