"""The contact log: each seat's, and the overview that shows whose turn it is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.todo import Facts, Todo, Waits, fact_day, gathered
from samverka.meetings.models import Meeting
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation, Terms
from samverka.people.models import Person
from samverka.support import rules
from samverka.support.models import AgreedStep, SupportEntry
from samverka.teams import queries as teams
from samverka.teams.models import TeamMember


@dataclass(frozen=True, slots=True)
class LocalDays:
    """How many local days a seat has in a year, of those that the terms promise."""

    year: int
    held: int
    booked: int
    promised: int

    @property
    def sentence(self) -> str:
        """Held and booked, as a sentence."""
        return ngettext(
            "%(year)s: %(held)s of %(promised)s local day held, %(booked)s booked.",
            "%(year)s: %(held)s of %(promised)s local days held, %(booked)s booked.",
            self.promised,
        ) % {"year": self.year, "held": self.held, "promised": self.promised, "booked": self.booked}

    @property
    def is_missing(self) -> bool:
        """Whether the promise is not even booked."""
        return self.held + self.booked < self.promised


def local_days(network: Network, terms: Terms, at: datetime) -> dict[int, LocalDays]:
    """The local days of this year by seat, counted from the meetings; seats without any are not there."""
    year = clock.day(at).year
    held: dict[int, int] = defaultdict(int)
    booked: dict[int, int] = defaultdict(int)
    rows = Meeting.objects.filter(network=network, kind=Meeting.Kind.LOCAL_DAY, cancelled_at__isnull=True).values_list(
        "participation_id", "starts_at", "ends_at"
    )
    for seat_id, starts_at, ends_at in rows:
        if clock.day(starts_at).year == year:
            (held if ends_at <= at else booked)[seat_id] += 1
    return {
        seat_id: LocalDays(year, held[seat_id], booked[seat_id], terms.local_days_per_year)
        for seat_id in {*held, *booked}
    }


@dataclass(frozen=True, slots=True)
class Step:
    """An agreed step as the page shows it."""

    step_id: int
    text: str
    owner: str
    due_day: date
    state: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact as the page shows it."""

    day: date
    topic: str
    way: str
    outcome: str
    dimension: str
    who: str
    note: str
    is_shared: bool
    next_day: date | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class SeatPage:
    """A municipality's support: what is to be done, what has been."""

    network: Network
    participation: Participation
    organisation: str
    local_days: LocalDays
    open_steps: tuple[Step, ...]
    entries: tuple[Entry, ...]
    next_day: date | None
    may_log: bool


def _shown(step: AgreedStep, today: date) -> Step:
    overdue = rules.is_overdue(due_day=step.due_day, is_done=step.done_at is not None, today=today)
    return Step(
        step.pk, step.text, step.owner, step.due_day, "done" if step.done_at else "late" if overdue else "waiting"
    )


def seat_page(seat: Participation, stands: teams.Standing, at: datetime) -> SeatPage:
    """The page of one seat's support; what the host keeps to itself the municipality does not see."""
    today = clock.day(at)
    terms = networks.holding_terms(stands.network)
    rows = SupportEntry.objects.filter(participation=seat).prefetch_related("steps").order_by("-day", "-pk")
    if not stands.is_host:
        rows = rows.filter(is_shared=True)
    entries = tuple(
        Entry(
            day=row.day,
            topic=row.topic,
            way=row.get_way_display(),
            outcome=row.get_outcome_display(),
            dimension=row.get_dimension_display() if row.dimension else "",
            who=row.who,
            note=row.note,
            is_shared=row.is_shared,
            next_day=row.next_day,
            steps=tuple(_shown(step, today) for step in sorted(row.steps.all(), key=lambda one: one.due_day)),
        )
        for row in rows
    )
    steps = sorted((step for entry in entries for step in entry.steps if step.state != "done"), key=lambda s: s.due_day)
    coming = [entry.next_day for entry in entries if entry.next_day and entry.next_day >= today]
    days = local_days(stands.network, terms, at)
    return SeatPage(
        network=stands.network,
        participation=seat,
        organisation=seat.organisation.name,
        local_days=days.get(seat.pk, LocalDays(today.year, 0, 0, terms.local_days_per_year)),
        open_steps=tuple(steps),
        entries=entries,
        next_day=min(coming, default=None),
        may_log=bool(rules.may_support(stands.functions)),
    )


def one_supported(person: Person, slug: str, participation_id: int, day: date) -> Participation:
    """The seat, for those at the host who log contacts.

    Raises:
        Http404: for everyone else.
    """
    seat, stands = teams.one_seat(person, slug, participation_id, day)
    if not rules.may_support(stands.functions):
        raise Http404
    seat.network = stands.network
    return seat


def one_step(person: Person, slug: str, participation_id: int, step_id: int, day: date) -> AgreedStep:
    """An agreed step, for those who may say that it is done: the host, and the municipality where it sees it.

    Raises:
        Http404: when there is none, or it is none of the person's.
    """
    seat, stands = teams.one_seat(person, slug, participation_id, day)
    rows = AgreedStep.objects.filter(pk=step_id, entry__participation=seat).select_related(
        "entry__participation__network"
    )
    if not stands.is_host:
        rows = rows.filter(entry__is_shared=True)
    step = rows.first()
    if step is None:
        raise Http404
    return step


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """All seats' support, for the host."""

    network: Network
    table: Table
    exports: Exports
    late: int


def overview_table(network: Network, at: datetime) -> Table:
    """One row for each seat: last contact, next, overdue steps, local days; as many statements however many."""
    today = clock.day(at)
    terms = networks.holding_terms(network)
    last: dict[int, date] = {}
    following: dict[int, date] = {}
    overdue: dict[int, int] = defaultdict(int)
    late = Count("steps", filter=Q(steps__done_at__isnull=True, steps__due_day__lt=today))
    rows = SupportEntry.objects.filter(participation__network=network).annotate(late=late).order_by("day", "pk")
    for seat_id, day, next_day, number in rows.values_list("participation_id", "day", "next_day", "late"):
        last[seat_id] = day
        overdue[seat_id] += number
        if next_day:
            following[seat_id] = next_day
    days = local_days(network, terms, at)
    made = []
    for seat in networks.seats(network):
        if seat.left_at is not None:
            continue
        own = days.get(seat.pk, LocalDays(today.year, 0, 0, terms.local_days_per_year))
        next_day = following.get(seat.pk)
        is_late = bool(overdue[seat.pk]) or (next_day is not None and next_day < today and last[seat.pk] < next_day)
        mark = "late" if is_late else "waiting" if own.is_missing or seat.pk not in last else "done"
        made.append(
            Row(
                (
                    seat.organisation.name,
                    {"late": _("Overdue"), "waiting": _("To plan"), "done": _("On track")}[mark],
                    last.get(seat.pk),
                    next_day,
                    overdue[seat.pk],
                    own.held,
                    own.booked,
                ),
                href=reverse("support:seat", args=[network.slug, seat.pk]),
                mark=mark,
                mark_text={"late": _("Overdue"), "waiting": _("To plan"), "done": _("On track")}[mark],
            )
        )
    return Table(
        name="processtod",
        title=_("Process support"),
        columns=(
            Column("organisation", _("Municipality")),
            Column("state", _("State"), Kind.STATE),
            Column("last", _("Last contact"), Kind.DAY),
            Column("next", _("Next contact"), Kind.DAY),
            Column("overdue", _("Overdue steps"), Kind.NUMBER),
            Column("held", _("Local days held"), Kind.NUMBER),
            Column("booked", _("Local days booked"), Kind.NUMBER),
        ),
        rows=tuple(made),
        empty_text=_("No municipality has a seat yet."),
    )


def overview_page(network: Network, at: datetime, *, sorted_by: str) -> OverviewPage:
    """The overview of process support."""
    table = overview_table(network, at)
    return OverviewPage(
        network=network,
        table=table.ordered(sorted_by),
        exports=Exports(csv=reverse("support:overview_csv", args=[network.slug])),
        late=sum(row.mark == "late" for row in table.rows),
    )


def _agreed(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    led = TeamMember.objects.filter(networks.on_day(clock.day(at)) & teams.LEADS, person=person)
    rows = AgreedStep.objects.filter(
        entry__participation__in=led.values("participation"), entry__is_shared=True, done_at__isnull=True
    )
    return rows, {
        "text": "text",
        "due_day": "due_day",
        "slug": "entry__participation__network__slug",
        "network": "entry__participation__network__name",
        "seat": "entry__participation_id",
    }


def _to_do(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    for step in found:
        yield Todo(
            text=_("Agreed with process support: %(text)s") % {"text": step["text"]},
            href=reverse("support:seat", args=[step["slug"], step["seat"]]),
            due_day=fact_day(step["due_day"]),
            about=step["network"],
        )


WAITS = (Waits("support.steps", _agreed, _to_do),)


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """What waits for the person in support."""
    return gathered(WAITS, person, at)
