"""Time per seat, month and stage: one statement for what is stored, one for attendance that is not confirmed yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import TruncMonth

from samverka.cofinancing import figures
from samverka.cofinancing.figures import Stages
from samverka.cofinancing.models import ClaimLine, LineOutcome
from samverka.core.months import Month
from samverka.core.workdays import SWEDEN, end_of_day
from samverka.funding import figures as funding_figures
from samverka.funding import queries as funding
from samverka.hours.figures import JOINT
from samverka.hours.models import HourRow, HourSheet, ReportingRole
from samverka.meetings.models import Attendance, Meeting
from samverka.networks.models import Network, Participation, Terms


@dataclass(slots=True)
class SeatTime:
    """One seat's time in a period: the team's apart from the coordinator's, by month."""

    team: dict[Month, Stages] = field(default_factory=lambda: defaultdict(Stages))
    coordinator: dict[Month, Stages] = field(default_factory=lambda: defaultdict(Stages))
    # The team's recorded time, done together with others or as own work.
    joint: int = 0
    own: int = 0
    # What the team has submitted of each, by month: what the pace is measured on.
    joint_submitted: dict[Month, int] = field(default_factory=lambda: defaultdict(int))
    own_submitted: dict[Month, int] = field(default_factory=lambda: defaultdict(int))


def stages_in(months: dict[Month, Stages], first: date, last: date) -> Stages:
    """The sum over the months that two days span."""
    return sum(
        (stages for month, stages in months.items() if first <= month.last_day and month.first_day <= last), Stages()
    )


def time_by_seat(
    network: Network, first: date, last: date, *, seat: int | None = None, with_attendance: bool = True
) -> dict[int, SeatTime]:
    """Minutes at each stage of the months that two days span, by seat; two statements, one without open attendance.

    What is claimed and accepted is read from the lines of claims: it stands there whatever happens to a month.
    """
    found: dict[int, SeatTime] = defaultdict(SeatTime)
    for seat_id, role, month, confirmed, submitted, approved, kind, minutes in _stored(network, first, last, seat):
        if kind == _CLAIMED:
            stages = Stages(claimed=minutes)
        elif kind == _ACCEPTED:
            stages = Stages(accepted=minutes)
        else:
            stages = Stages(
                minutes,
                minutes if confirmed else 0,
                minutes if submitted else 0,
                approved=minutes if approved else 0,
            )
        _add(found[seat_id], role, Month.of(month), stages, joint=kind == _JOINT)
    for seat_id, role, month, minutes in _attended(network, first, last, seat) if with_attendance else ():
        _add(found[seat_id], role, Month.of(month), Stages(recorded=minutes), joint=True)
    return found


def _add(time: SeatTime, role: str, month: Month, stages: Stages, *, joint: bool) -> None:
    if role == ReportingRole.PARTICIPANT:
        time.team[month] += stages
        if joint:
            time.joint += stages.recorded
            time.joint_submitted[month] += stages.submitted
        else:
            time.own += stages.recorded
            time.own_submitted[month] += stages.submitted
    elif role == ReportingRole.STAFF_COFINANCED:
        time.coordinator[month] += stages


# What a row of `_stored` is about.
_OWN, _JOINT, _CLAIMED, _ACCEPTED = range(4)


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _stored(
    network: Network, first: date, last: date, seat: int | None
) -> Iterable[tuple[int, str, date, int, int, int, int, int]]:
    rows = HourRow.objects.filter(
        sheet__network=network,
        sheet__superseded_at__isnull=True,
        sheet__participation__isnull=False,
        sheet__month__gte=first.replace(day=1),
        sheet__month__lte=last,
    )
    if seat is not None:
        rows = rows.filter(sheet__participation=seat)
    stored = (
        rows.order_by()
        .values_list(
            "sheet__participation",
            "sheet__reporting_role",
            "sheet__month",
            _flag(Q(sheet__confirmed_at__isnull=False)),
            _flag(Q(sheet__submitted_at__isnull=False)),
            _flag(Q(sheet__approved_at__isnull=False)),
            _flag(Q(activity__in=sorted(JOINT))),
        )
        .annotate(total=Sum("minutes"))
    )
    lines = ClaimLine.objects.filter(
        claim__network=network, participation__isnull=False, month__gte=first.replace(day=1), month__lte=last
    )
    said = LineOutcome.objects.filter(
        replaced_at__isnull=True,
        line__claim__network=network,
        line__participation__isnull=False,
        line__month__gte=first.replace(day=1),
        line__month__lte=last,
    )
    if seat is not None:
        lines, said = lines.filter(participation=seat), said.filter(line__participation=seat)
    zero = Value(0, output_field=IntegerField())
    claimed = (
        lines.order_by()
        .values_list("participation", "reporting_role", "month", zero, zero, zero, Value(_CLAIMED))
        .annotate(total=Sum("eligible_minutes"))
    )
    accepted = (
        said.order_by()
        .values_list("line__participation", "line__reporting_role", "line__month", zero, zero, zero, Value(_ACCEPTED))
        .annotate(total=Sum("accepted_minutes"))
    )
    return stored.union(claimed, accepted, all=True)


def _attended(network: Network, first: date, last: date, seat: int | None) -> Iterable[tuple[int, str, date, int]]:
    open_sheet = HourSheet.objects.filter(
        network=network,
        person=OuterRef("person"),
        month=OuterRef("in_month"),
        superseded_at__isnull=True,
        confirmed_at__isnull=True,
        nothing_to_report=False,
        participation__isnull=False,
    ).order_by("pk")
    # A person's own word on a meeting stands instead of its attendance.
    said = HourRow.objects.filter(
        meeting=OuterRef("meeting"), sheet__person=OuterRef("person"), sheet__superseded_at__isnull=True
    )
    rows = (
        Attendance.objects.filter(
            meeting__network=network,
            meeting__cancelled_at__isnull=True,
            meeting__starts_at__gt=end_of_day(first.replace(day=1) - timedelta(days=1)),
            meeting__starts_at__lte=end_of_day(last),
            minutes__gt=0,
        )
        .exclude(meeting__kind=Meeting.Kind.INFORMATION)
        .annotate(in_month=TruncMonth("meeting__starts_at", output_field=DateField(), tzinfo=SWEDEN))
        .annotate(
            seat=Subquery(open_sheet.values("participation")[:1]),
            role=Subquery(open_sheet.values("reporting_role")[:1]),
        )
        .filter(~Exists(said), seat__isnull=False)
    )
    if seat is not None:
        rows = rows.filter(seat=seat)
    return rows.order_by().values_list("seat", "role", "in_month").annotate(total=Sum("minutes"))


# --- What has been promised ---


@dataclass(frozen=True, slots=True)
class Promise:
    """Minutes of the team's and of the coordinator's time."""

    team: int
    coordinator: int


def seat_days(seat: Participation, network: Network) -> tuple[date, date]:
    """The days on which a seat is to contribute time: its own, within the network's, before the closing phase (Q32)."""
    last = min(seat.last_day, network.last_day)
    if network.closing_from:
        last = min(last, network.closing_from - timedelta(days=1))
    return max(seat.first_day, network.first_day), last


def seat_months(seat: Participation) -> int:
    """How many months that is."""
    return figures.months_of(*seat_days(seat, seat.network))


def team_hours_per_year(terms: Terms) -> int:
    """The team's hours in a year, whether the terms say them for the team or for each person."""
    return terms.hours_per_year * (terms.team_size if terms.hours_are_per_person else 1)


def promised(terms: Terms, months: int) -> Promise:
    """What the terms make of so many months; the coordinator's share is of the rule set's full year (C14)."""
    share = funding_figures.share_of_year(funding.rules_of(terms), terms.coordinator_share_percent) or 0
    return Promise(
        team=figures.promised_minutes(team_hours_per_year(terms), months),
        coordinator=figures.promised_minutes(share, months),
    )


def seats_with_pledge(network: Network) -> QuerySet[Participation]:
    """Accepted seats with their pledge, by the organisation's name."""
    return (
        Participation.objects.filter(network=network, accepted_at__isnull=False)
        .select_related("organisation", "pledge")
        .order_by("organisation__name_sort", "pk")
    )


def pledged(seat: Participation, terms: Terms, network: Network) -> Promise:
    """The seat's promise for all its days: as pledged, else as the terms say."""
    pledge = getattr(seat, "pledge", None)
    if pledge is not None:
        return Promise(pledge.team_minutes, pledge.coordinator_minutes)
    return promised(terms, figures.months_of(*seat_days(seat, network)))
