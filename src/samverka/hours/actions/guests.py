"""A guest whose hours count is taken in as a participant: with attendance, and a month to confirm (Q58)."""

from datetime import datetime

from django.db import transaction

from samverka.core import clock
from samverka.hours import queries, rules
from samverka.hours.models import ReportingRole, RoleSpan
from samverka.journal import actions as journal
from samverka.meetings import actions as meetings
from samverka.meetings.models import Guest
from samverka.networks.models import Participation
from samverka.people import actions as people
from samverka.people.models import Person


@transaction.atomic
def take_in_guest(*, guest: Guest, seat: Participation, by: Person, at: datetime) -> RoleSpan:
    """Whoever leads the team makes a guest with hours a participant of the municipality for the day of the meeting.

    The guest gets the month as everyone else does, signs in with a code and confirms it; nobody does it for another.

    Raises:
        Refused: when the guest's hours do not count, or the person has a role in the network already.
    """
    rules.may_take_in_guest(attends_as=guest.attends_as, minutes=guest.minutes or 0).or_refuse()
    day = clock.day(guest.meeting.starts_at)
    person = people.introduce_person(name=guest.name, email=guest.email, by=by, at=at)
    rules.may_give_role(
        reporting_role=ReportingRole.PARTICIPANT,
        has_other_role=queries.has_role_from(seat.network, person, day),
        is_of_host=False,
        first_day=day,
        last_day=seat.network.last_day,
        is_guest=True,
    ).or_refuse()
    span = RoleSpan.objects.create(
        network=seat.network,
        person=person,
        participation=seat,
        reporting_role=ReportingRole.PARTICIPANT,
        function=guest.function[:120],
        first_day=day,
        last_day=day,
        entered_at=at,
        entered_by=by,
    )
    meetings.record_attendance(
        meeting=guest.meeting, person=person, minutes=guest.minutes, source=guest.source, by=by, at=at
    )
    # On the list as a participant now, and no longer as a guest too.
    meetings.remove_guest(guest=guest, by=by, at=at)
    journal.record(
        chain=seat.network.chain,
        verb="hours.guest.taken_in",
        subject=span,
        by=by,
        at=at,
        payload={"person": person.actor_key, "day": str(day), "minutes": guest.minutes, "employer": guest.employer},
    )
    return span
