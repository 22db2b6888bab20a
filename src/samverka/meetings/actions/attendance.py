"""Who was there: by list and by check-in."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from samverka.core import clock
from samverka.journal import actions as journal
from samverka.meetings import queries, rules
from samverka.meetings.models import Attendance, Meeting
from samverka.people.models import Person


@transaction.atomic
def record_attendance(
    *, meeting: Meeting, person: Person, source: str, by: Person, at: datetime, minutes: int | None = None
) -> Attendance:
    """Write down that a person was there, for the whole meeting without breaks or for the minutes given.

    Raises:
        Refused: before the day of the meeting, after it was cancelled, or for more minutes than it has.
    """
    rules.may_record_attendance(meeting, at=at).or_refuse()
    whole = queries.whole_minutes(meeting)
    present = whole if minutes is None else minutes
    rules.is_within_meeting(minutes=present, whole=whole).or_refuse()
    row, _made = Attendance.objects.update_or_create(
        meeting=meeting,
        person=person,
        defaults={"minutes": present, "source": source, "recorded_at": at, "recorded_by": by},
    )
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.attendance.recorded",
        subject=row,
        by=by,
        at=at,
        payload={"person": person.actor_key, "minutes": present, "source": source},
    )
    return row


@transaction.atomic
def remove_attendance(*, meeting: Meeting, person: Person, by: Person, at: datetime) -> None:
    """Take back that a person was there; nothing happens when nobody has said so."""
    row = Attendance.objects.filter(meeting=meeting, person=person).first()
    if row is None:
        return
    subject, minutes = journal.subject_of(row), row.minutes
    row.delete()
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.attendance.removed",
        subject=subject,
        by=by,
        at=at,
        payload={"person": person.actor_key, "minutes": minutes},
    )


@transaction.atomic
def record_list(
    *, meeting: Meeting, present: Mapping[int, int | None], absent: Collection[int], by: Person, at: datetime
) -> int:
    """Save the whole attendance list at once; how many were there.

    Args:
        meeting: whose list.
        present: persons' ids, with minutes, or None for the whole meeting.
        absent: ids of those whom the list showed as present and who were unticked. Someone who checked in
            after the list was opened stands in neither and keeps the attendance.
        by: who took the list.
        at: when.

    Raises:
        Refused: before the day of the meeting, after it was cancelled, or for more minutes than it has.
    """
    rules.may_record_attendance(meeting, at=at).or_refuse()
    whole = queries.whole_minutes(meeting)
    minutes_of = {pk: whole if minutes is None else minutes for pk, minutes in present.items()}
    for minutes in minutes_of.values():
        rules.is_within_meeting(minutes=minutes, whole=whole).or_refuse()
    known = {row.person_id: row for row in Attendance.objects.filter(meeting=meeting)}
    new = [
        Attendance(
            meeting=meeting,
            person_id=pk,
            minutes=minutes,
            source=Attendance.Source.LIST,
            recorded_at=at,
            recorded_by=by,
        )
        for pk, minutes in minutes_of.items()
        if pk not in known
    ]
    changed = [known[pk] for pk, minutes in minutes_of.items() if pk in known and known[pk].minutes != minutes]
    for row in changed:
        row.minutes, row.source = minutes_of[row.person_id], Attendance.Source.LIST
        row.recorded_at, row.recorded_by = at, by
    gone = [pk for pk in absent if pk in known and pk not in minutes_of]
    Attendance.objects.bulk_create(new)
    Attendance.objects.bulk_update(changed, ["minutes", "source", "recorded_at", "recorded_by"])
    Attendance.objects.filter(meeting=meeting, person_id__in=gone).delete()
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.attendance.listed",
        subject=meeting,
        by=by,
        at=at,
        payload={
            "present": {f"person-{row.person_id}": row.minutes for row in (*new, *changed)},
            "removed": [f"person-{pk}" for pk in gone],
        },
    )
    return len(set(known) - set(gone) | set(minutes_of))


@transaction.atomic
def check_in(*, meeting: Meeting, person: Person, at: datetime) -> Attendance:
    """The person says to be there, on the phone; a second time, or after the list was taken, changes nothing.

    Raises:
        Refused: too early, after the day, or when the person is not expected.
    """
    rules.may_check_in(meeting, is_expected=queries.is_expected(meeting, person), at=at).or_refuse()
    row, is_new = Attendance.objects.get_or_create(
        meeting=meeting,
        person=person,
        defaults={
            "minutes": queries.whole_minutes(meeting),
            "source": Attendance.Source.CHECK_IN,
            "recorded_at": at,
            "recorded_by": person,
        },
    )
    if is_new:
        journal.record(
            chain=meeting.network.chain,
            verb="meetings.attendance.checked_in",
            subject=row,
            by=person,
            at=at,
            payload={"person": person.actor_key, "minutes": row.minutes, "day": clock.day(at).isoformat()},
        )
    return row
