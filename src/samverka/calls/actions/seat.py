"""From complete letter to seat: awarded once, accepted by the contact, the team filled from what was proposed."""

from datetime import datetime

from django.db import transaction

from samverka.calls import notices, queries, rules
from samverka.calls.actions.arrangement import issue_arrangement
from samverka.calls.models import Interest, ProposedMember
from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.journal import actions as journal
from samverka.networks import actions as networks
from samverka.networks import queries as networks_known
from samverka.networks.models import Participation
from samverka.people import actions as people
from samverka.people import queries as persons
from samverka.people.models import Person
from samverka.teams import actions as teams
from samverka.teams.models import Area, TeamMember


def award_when_due(*, interest: Interest, at: datetime) -> Participation | None:
    """Award the seat when the selection keeps one for the applicant and its letter is complete.

    The award follows from the decision, so whoever decided stands behind it. Nothing happens when it is not due,
    or when the organisation has its seat.
    """
    outcome = queries.outcome_of(interest)
    letter = queries.letter_of(interest)
    if outcome is None or letter is None or letter.completed_at is None or interest.withdrawn_at:
        return None
    if not rules.is_to_have_seat(outcome) or queries.seat_of(interest):
        return None
    seat = networks.award_seat(
        network=interest.call.network,
        organisation=interest.organisation,
        by=outcome.decision.decided_by,
        at=at,
    )
    issue_arrangement(
        network=interest.call.network, organisation=interest.organisation, by=outcome.decision.decided_by, at=at
    )
    reached = [row.person for row in queries.contacts(interest, clock.day(at))]
    notices.seat_awarded(interest, reached, at=at)
    return seat


@transaction.atomic
def accept_seat(*, interest: Interest, by: Person, at: datetime) -> Participation:
    """The organisation takes its seat, and the people it proposed get their roles in the project team.

    Raises:
        Refused: when no seat has been awarded, or it has been accepted.
    """
    interest.refresh_from_db()
    seat = queries.seat_of(interest)
    rules.may_accept_seat(
        interest,
        has_awarded_seat=seat is not None,
        already_accepted=bool(seat and seat.accepted_at),
        waits_for_arrangement=not networks_known.may_store_more(interest.call.network, interest.organisation),
    ).or_refuse()
    if seat is None:
        raise Refused(rules.NO_SEAT)
    networks.accept_seat(participation=seat, by=by, at=at)
    filled = _fill_team(interest, seat, by=by, at=at)
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.seat.accepted",
        subject=interest,
        by=by,
        at=at,
        payload={"organisation": interest.organisation.name, "team": filled},
    )
    reached = [row.person for row in queries.contacts(interest, clock.day(at))]
    notices.seat_accepted(interest, reached, at=at)
    return seat


def _fill_team(interest: Interest, seat: Participation, *, by: Person, at: datetime) -> int:
    """Give a role to everyone who was named with an address, once; how many."""
    seen: set[str] = set()
    # As when the coordinator appoints someone: the department stands on the employment, with the only employer known.
    employer = persons.employers_of(seat.organisation).first()
    rows = ProposedMember.objects.filter(interest=interest).exclude(name="").exclude(email="")
    for row in rows.order_by("-is_coordinator", "position"):
        if row.email in seen:
            continue
        seen.add(row.email)
        person = people.introduce_person(name=row.name, email=row.email, by=by, at=at)
        employment = None
        if employer and row.department:
            employment = people.employ(
                person=person,
                employer=employer,
                department=row.department,
                first_day=seat.first_day,
                by=by,
                at=at,
            )
        teams.appoint_member(
            participation=seat,
            person=person,
            team_seat=TeamMember.TeamSeat.COORDINATOR if row.is_coordinator else TeamMember.TeamSeat.MEMBER,
            function=row.function,
            area=row.area or Area.OTHER,
            first_day=seat.first_day,
            by=by,
            at=at,
            deputy_coordinator=row.is_deputy,
            employment=employment,
        )
    return len(seen)
