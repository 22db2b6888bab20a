"""What can be asked about teams."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams.models import TeamMember

LEADS = Q(team_seat=TeamMember.TeamSeat.COORDINATOR) | Q(deputy_coordinator=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is in a network on a day: of the host's staff, or in the teams of some seats, or nothing."""

    network: Network
    functions: frozenset[str]
    seats: tuple[TeamMember, ...]

    @property
    def is_host(self) -> bool:
        """Whether the person is of the host's staff."""
        return bool(self.functions)

    @property
    def seat_ids(self) -> frozenset[int]:
        """The participations in whose teams the person is."""
        return frozenset(seat.participation_id for seat in self.seats)

    @property
    def led_ids(self) -> frozenset[int]:
        """The participations whose team the person leads, as coordinator or deputy."""
        return frozenset(seat.participation_id for seat in self.seats if is_lead(seat))

    def __bool__(self) -> bool:
        return bool(self.functions or self.seats)


def is_lead(member: TeamMember) -> bool:
    """Whether the member leads the team, as coordinator or deputy."""
    return member.team_seat == TeamMember.TeamSeat.COORDINATOR or member.deputy_coordinator


def standing_in(person: Person, network: Network, day: date) -> Standing:
    """What the person is in the network on the day; falsy for a stranger."""
    functions = networks.host_functions(person, network, day)
    return Standing(network, functions, () if functions else tuple(own_seats(person, network, day)))


def standing(person: Person, slug: str, day: date) -> Standing:
    """What the person is in the network with this address, for those who are something there.

    Raises:
        Http404: when there is no such network, or the person is a stranger in it.
    """
    staff = networks.staff_rows(person, slug, day)
    if staff:
        return Standing(staff[0].network, frozenset(row.function for row in staff), ())
    seats = tuple(
        TeamMember.objects.filter(on_day(day), person=person, participation__network__slug=slug)
        .select_related("participation", "participation__organisation", "participation__network")
        .order_by("pk")
    )
    if not seats:
        raise Http404
    return Standing(seats[0].participation.network, frozenset(), seats)


def members_in(participation: Participation, first_day: date, last_day: date) -> QuerySet[TeamMember]:
    """Everyone who was in the team on some day of a period, coordinator first, then by name."""
    return (
        TeamMember.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=first_day), participation=participation, first_day__lte=last_day
        )
        .select_related("person", "employment", "employment__employer")
        .order_by("team_seat", "person__name_sort")
    )


def current_members(participation: Participation, day: date) -> QuerySet[TeamMember]:
    """Everyone in the team on a day, coordinator first, then by name."""
    return members_in(participation, day, day)


def own_seats(person: Person, network: Network, day: date) -> QuerySet[TeamMember]:
    """The person's own seats in the network's teams on a day."""
    return (
        TeamMember.objects.filter(on_day(day), person=person, participation__network=network)
        .select_related("participation", "participation__organisation", "participation__network")
        .order_by("pk")
    )


def coordinated_seats(person: Person, day: date) -> QuerySet[TeamMember]:
    """The seats whose team the person leads on a day, as coordinator or deputy."""
    return (
        TeamMember.objects.filter(on_day(day) & LEADS, person=person)
        .select_related("participation", "participation__organisation", "participation__network")
        .order_by("participation__network__first_day")
    )


def coordinated_seat(person: Person, network: Network, participation_id: int, day: date) -> Participation:
    """The seat, for its coordinator or deputy.

    Raises:
        Http404: when there is none, or the person does not lead its team on the day.
    """
    seat = (
        coordinated_seats(person, day).filter(participation__network=network, participation_id=participation_id).first()
    )
    if seat is None:
        raise Http404
    return seat.participation
