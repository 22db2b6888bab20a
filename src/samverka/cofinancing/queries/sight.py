"""Who may see what of a network's money: the guards that every page begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from samverka.cofinancing.models import BudgetLine, BudgetOutcome, Claim, ClaimLine
from samverka.networks.models import AuditorAccess, Network, Participation, Staff, Terms
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams.models import TeamMember

CASH = (BudgetLine.Kind.OWNER_CASH, BudgetLine.Kind.OTHER_FINANCIERS)


@dataclass(frozen=True, slots=True)
class Host:
    """A network, and what the person does in its host's staff."""

    network: Network
    functions: frozenset[str]


def hosted(person: Person, slug: str, day: date) -> Host:
    """The network for its host's staff, in one statement.

    Raises:
        Http404: when there is none, or the person is not of its staff on the day.
    """
    rows = list(Staff.objects.filter(on_day(day), person=person, network__slug=slug).select_related("network"))
    if not rows:
        raise Http404
    return Host(rows[0].network, frozenset(row.function for row in rows))


def hosted_terms(person: Person, slug: str, day: date) -> tuple[Host, Terms]:
    """The network with its terms and rule set, for its host's staff, in one statement.

    Raises:
        Http404: when there is none, or the person is not of its staff on the day.
    """
    ends = Q(network__staff__last_day__isnull=True) | Q(network__staff__last_day__gte=day)
    rows = list(
        Terms.objects.filter(
            ends,
            network__staff__person=person,
            network__staff__first_day__lte=day,
            network__slug=slug,
            replaced_at__isnull=True,
        )
        .select_related("network", "rule_set")
        .annotate(function=F("network__staff__function"))
    )
    if not rows:
        raise Http404
    return Host(rows[0].network, _functions(rows)), rows[0]


def _functions(rows: Sequence[Terms] | Sequence[Claim]) -> frozenset[str]:
    return frozenset(str(getattr(row, "function", "")) for row in rows)


def _sum(rows: QuerySet[ClaimLine] | QuerySet[BudgetOutcome], column: str) -> Coalesce:
    """A sum as part of another statement; 0 when there is nothing to sum."""
    grouped = rows.order_by().values(one=Value(1)).annotate(total=Sum(column)).values("total")
    return Coalesce(Subquery(grouped), 0)


def one_claim(person: Person, slug: str, number: int, day: date) -> tuple[Host, Claim]:
    """A claim for its network's host, with what earlier claims hold and what money has come, in one statement.

    Raises:
        Http404: when there is none, or the person is not of the host's staff on the day.
    """
    ends = Q(network__staff__last_day__isnull=True) | Q(network__staff__last_day__gte=day)
    rows = list(
        Claim.objects.filter(
            ends,
            network__staff__person=person,
            network__staff__first_day__lte=day,
            network__slug=slug,
            number=number,
        )
        .select_related("network", "closed_by", "prepared_by")
        .annotate(function=F("network__staff__function"))
        .annotate(
            claimed_before_ore=_sum(
                ClaimLine.objects.filter(claim__network=OuterRef("network"), claim__closed_at__isnull=False).exclude(
                    claim=OuterRef("pk")
                ),
                "value_ore",
            ),
            cash_ore=_sum(BudgetOutcome.objects.filter(network=OuterRef("network"), kind__in=CASH), "ore"),
        )
    )
    if not rows:
        raise Http404
    return Host(rows[0].network, _functions(rows)), rows[0]


@dataclass(frozen=True, slots=True)
class SeatSight:
    """A seat that the person may look at, and whether as one of the host's staff."""

    participation: Participation
    is_host: bool


def one_seat(person: Person, slug: str, participation_id: int, day: date) -> SeatSight:
    """An accepted seat, for its own team and the network's host.

    Raises:
        Http404: when there is none, or it is another municipality's.
    """
    of_staff = Exists(Staff.objects.filter(on_day(day), person=person, network=OuterRef("network")))
    in_team = Exists(TeamMember.objects.filter(on_day(day), person=person, participation=OuterRef("pk")))
    seat = (
        Participation.objects.filter(pk=participation_id, network__slug=slug, accepted_at__isnull=False)
        .select_related("network", "organisation", "pledge")
        .annotate(is_host=of_staff, in_team=in_team)
        .filter(Q(is_host=True) | Q(in_team=True))
        .first()
    )
    if seat is None:
        raise Http404
    return SeatSight(seat, bool(getattr(seat, "is_host", False)))


@dataclass(frozen=True, slots=True)
class Insight:
    """A network whose evidence the person may read: as one of the host's staff, or as its auditor on the days given."""

    network: Network
    functions: frozenset[str]
    until: date | None = None

    @property
    def host(self) -> Host:
        """As the rules of the host's staff take it; an auditor has no function there."""
        return Host(self.network, self.functions)


def insight(person: Person, slug: str, day: date) -> Insight:
    """The network for those who may read its evidence.

    Raises:
        Http404: when there is none, or the person is neither of the host's staff nor its auditor on the day.
    """
    rows = list(Staff.objects.filter(on_day(day), person=person, network__slug=slug).select_related("network"))
    if rows:
        return Insight(rows[0].network, frozenset(row.function for row in rows))
    access = AuditorAccess.objects.filter(on_day(day), person=person, network__slug=slug).select_related("network")
    given = access.order_by("-last_day").first()
    if given is None:
        raise Http404
    return Insight(given.network, frozenset(), given.last_day)
