"""What can be asked about teams."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from samverka.networks.models import Network, Participation
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams.models import TeamMember

LEADS = Q(team_seat=TeamMember.TeamSeat.COORDINATOR) | Q(deputy_coordinator=True)


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
