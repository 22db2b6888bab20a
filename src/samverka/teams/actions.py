"""The only room of teams that writes."""

from datetime import date, datetime

from django.db import transaction

from samverka.core.stamps import stamp
from samverka.journal import actions as journal
from samverka.networks import queries as networks
from samverka.networks.models import Participation
from samverka.people.models import Employment, Person
from samverka.teams import rules
from samverka.teams.models import TeamMember


@transaction.atomic
def appoint_member(
    *,
    participation: Participation,
    person: Person,
    team_seat: str,
    function: str,
    area: str,
    first_day: date,
    by: Person,
    at: datetime,
    deputy_coordinator: bool = False,
    employment: Employment | None = None,
) -> TeamMember:
    """Someone takes a seat in the team from a day on.

    Raises:
        Refused: when the seat is taken or the person is in the team already.
    """
    # Whoever sits now or from a coming day on takes up a seat.
    now = list(TeamMember.objects.filter(participation=participation, last_day__isnull=True))
    coordinator = TeamMember.TeamSeat.COORDINATOR
    rules.may_appoint_member(
        is_coordinator_seat=team_seat == coordinator,
        members_now=sum(member.team_seat != coordinator for member in now),
        team_size=networks.holding_terms(participation.network).team_size,
        has_coordinator=any(member.team_seat == coordinator for member in now),
        already_in_team=any(member.person_id == person.pk for member in now),
    ).or_refuse()
    member = TeamMember.objects.create(
        participation=participation,
        person=person,
        team_seat=team_seat,
        function=function,
        area=area,
        deputy_coordinator=deputy_coordinator,
        employment=employment,
        first_day=first_day,
        appointed_at=at,
        appointed_by=by,
    )
    journal.record(
        chain=participation.network.chain,
        verb="teams.member.appointed",
        subject=member,
        by=by,
        at=at,
        payload={"person": person.actor_name, "team_seat": team_seat, "function": function, "area": area},
    )
    return member


@transaction.atomic
def end_member(*, member: TeamMember, last_day: date, by: Person, at: datetime) -> TeamMember:
    """An appointment gets its last day; the person can still confirm the time until then (Q59).

    Raises:
        Refused: when it has one, or the day comes before the first.
    """
    rules.may_end_member(first_day=member.first_day, last_day=member.last_day, ends=last_day).or_refuse()
    stamp(member, "ended", by=by, at=at, last_day=last_day)
    journal.record(
        chain=member.participation.network.chain,
        verb="teams.member.ended",
        subject=member,
        by=by,
        at=at,
        payload={"person": member.person.actor_name, "last_day": last_day.isoformat()},
    )
    return member
