"""People beyond the teams: what they are at a meeting, and who of them was there."""

from datetime import datetime

from django.db import transaction

from samverka.core.actors import Actor, Machine
from samverka.core.words import address_key, sort_key
from samverka.journal import actions as journal
from samverka.meetings import queries, rules
from samverka.meetings.models import Attendance, Guest, Meeting
from samverka.people.models import Person

# Whoever checks in without an account: the journal knows no more than that.
GUEST = Machine("anonymous", "")


@transaction.atomic
def set_people_beyond(*, meeting: Meeting, people_beyond: str, by: Person, at: datetime) -> Meeting:
    """Say what people beyond the teams are at the meeting: audience, participants with hours, or as each chooses.

    Raises:
        Refused: when the meeting was cancelled; back to audience when someone has hours on the list.
    """
    rules.may_describe(meeting).or_refuse()
    rules.may_set_people_beyond(people_beyond=people_beyond, with_hours=queries.guests_with_hours(meeting)).or_refuse()
    before = meeting.people_beyond
    meeting.people_beyond = Meeting.PeopleBeyond(people_beyond)
    meeting.save(update_fields=["people_beyond"])
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.people_beyond.set",
        subject=meeting,
        by=by,
        at=at,
        payload={"before": before, "after": people_beyond},
    )
    return meeting


@transaction.atomic
def add_guest(
    *,
    meeting: Meeting,
    name: str,
    unit: str,
    attends_as: str,
    by: Person,
    at: datetime,
    employer: str = "",
    function: str = "",
    email: str = "",
) -> Guest:
    """Write a guest on the list; one who stands there already is not written twice.

    Raises:
        Refused: before the day, when the meeting's setting says otherwise, or when what hours need is missing.
    """
    rules.may_record_attendance(meeting, at=at).or_refuse()
    return _record_guest(
        Guest(
            meeting=meeting,
            name=name,
            unit=unit,
            attends_as=attends_as,
            employer=employer,
            function=function,
            email=email,
            source=Attendance.Source.LIST,
            recorded_by=by,
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def check_in_guest(
    *,
    meeting: Meeting,
    name: str,
    unit: str,
    attends_as: str,
    at: datetime,
    employer: str = "",
    function: str = "",
    email: str = "",
) -> Guest:
    """A guest says to be there, on a phone and without an account, and vouches for the hours where they count.

    Raises:
        Refused: outside check-in, when the meeting's setting says otherwise, or when what hours need is missing.
    """
    rules.is_check_in_open(meeting, at=at).or_refuse()
    return _record_guest(
        Guest(
            meeting=meeting,
            name=name,
            unit=unit,
            attends_as=attends_as,
            employer=employer,
            function=function,
            email=email,
            vouched_at=at if attends_as == Guest.AttendsAs.WITH_HOURS else None,
            source=Attendance.Source.CHECK_IN,
        ),
        by=GUEST,
        at=at,
    )


def _record_guest(guest: Guest, *, by: Actor, at: datetime) -> Guest:
    """Write the guest down. The entry holds neither name nor unit: they stand on the list, and nowhere else."""
    meeting, with_hours = guest.meeting, guest.attends_as == Guest.AttendsAs.WITH_HOURS
    rules.may_attend_as(meeting, attends_as=guest.attends_as).or_refuse()
    if with_hours:
        rules.has_what_hours_need(employer=guest.employer, function=guest.function, email=guest.email).or_refuse()
    else:
        guest.employer = guest.function = guest.email = ""
    guest.name, guest.unit = " ".join(guest.name.split()), " ".join(guest.unit.split())
    guest.name_sort, guest.email = sort_key(guest.name), address_key(guest.email)
    guest.recorded_at = at
    guest.minutes = queries.whole_minutes(meeting) if with_hours else None
    known = Guest.objects.filter(meeting=meeting, name_sort=guest.name_sort, unit=guest.unit).first()
    if known is not None:
        by_guest = guest.source == Attendance.Source.CHECK_IN
        is_same = known.attends_as == guest.attends_as and (known.vouched_at or not guest.vouched_at)
        # Whoever holds the code may add hours of one's own, and change nothing else that stands on the list.
        if is_same or (by_guest and not with_hours):
            return known
        guest.pk = known.pk
    guest.save()
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.guest.recorded",
        subject=guest,
        by=by,
        at=at,
        payload={"attends_as": guest.attends_as, "source": guest.source, "minutes": guest.minutes},
    )
    return guest


@transaction.atomic
def remove_guest(*, guest: Guest, by: Person, at: datetime) -> None:
    """Take a guest off the list, name and all."""
    subject, payload = journal.subject_of(guest), {"attends_as": guest.attends_as, "minutes": guest.minutes}
    meeting = guest.meeting
    guest.delete()
    journal.record(
        chain=meeting.network.chain, verb="meetings.guest.removed", subject=subject, by=by, at=at, payload=payload
    )
