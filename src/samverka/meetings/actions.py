"""The only room of meetings that writes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from samverka.core import clock
from samverka.core.stamps import stamp
from samverka.journal import actions as journal
from samverka.meetings import notices, queries, rules
from samverka.meetings.figures import Part
from samverka.meetings.models import AgendaPart, Attendance, Invitation, Meeting
from samverka.networks.models import Network, Participation
from samverka.people.models import Person


@transaction.atomic
def plan_meeting(
    *,
    network: Network,
    kind: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    by: Person,
    at: datetime,
    participation: Participation | None = None,
    place: str = "",
    link: str = "",
    about: str = "",
    parts: Sequence[Part] = (),
) -> Meeting:
    """A meeting gets its day, and the code by which people check in.

    Args:
        network: whose meeting it is.
        kind: of `Meeting.Kind`.
        title: what it is called.
        starts_at: when it begins.
        ends_at: when it ends, on the same day.
        by: who plans it.
        at: when that is done.
        participation: the seat, for a local day.
        place: where people meet.
        link: where people meet online.
        about: what it is about, in a few sentences.
        parts: the agenda; its breaks give no hours.

    Raises:
        Refused: when the hours are not a meeting's, or lie outside the network's or the seat's days.
    """
    within = participation or network
    rules.may_plan_meeting(
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        first_day=within.first_day,
        last_day=within.last_day,
        has_seat=participation is not None and participation.network_id == network.pk,
    ).or_refuse()
    rules.may_have_agenda(parts=parts, starts_at=starts_at, ends_at=ends_at).or_refuse()
    meeting = Meeting.objects.create(
        network=network,
        participation=participation,
        kind=kind,
        title=title.strip(),
        about=about.strip(),
        place=place.strip(),
        link=link.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        code=queries.unused_code(),
        planned_at=at,
        planned_by=by,
    )
    _write_parts(meeting, parts)
    journal.record(
        chain=network.chain,
        verb="meetings.meeting.planned",
        subject=meeting,
        by=by,
        at=at,
        payload={"title": meeting.title, "kind": kind, **_when(meeting)},
    )
    return meeting


def _when(meeting: Meeting) -> dict[str, str]:
    return {"starts_at": meeting.starts_at.isoformat(), "ends_at": meeting.ends_at.isoformat()}


def _write_parts(meeting: Meeting, parts: Sequence[Part]) -> None:
    AgendaPart.objects.bulk_create(
        AgendaPart(meeting=meeting, kind=part.kind, title=part.title, starts_at=part.starts_at, ends_at=part.ends_at)
        for part in parts
    )


@transaction.atomic
def describe_meeting(
    *, meeting: Meeting, title: str, about: str, parts: Sequence[Part], by: Person, at: datetime
) -> Meeting:
    """Say what the meeting is about, and lay out its agenda anew.

    Raises:
        Refused: when the agenda changes though attendance hangs on its breaks, or does not fit the meeting.
    """
    before = queries.parts_of(meeting)
    if tuple(parts) != before:
        rules.may_change_meeting(meeting, attended=queries.attended_count(meeting)).or_refuse()
        rules.may_have_agenda(parts=parts, starts_at=meeting.starts_at, ends_at=meeting.ends_at).or_refuse()
        AgendaPart.objects.filter(meeting=meeting).delete()
        _write_parts(meeting, parts)
    meeting.title, meeting.about = title.strip(), about.strip()
    meeting.save(update_fields=["title", "about"])
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.meeting.described",
        subject=meeting,
        by=by,
        at=at,
        payload={"title": meeting.title, "parts": len(parts)},
    )
    return meeting


@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    by: Person,
    at: datetime,
    place: str | None = None,
    link: str | None = None,
) -> Meeting:
    """The meeting gets another time or place; its agenda moves along, and calendars are told.

    Whoever is invited is asked again when the time is another. When nothing is another, nobody is written to.

    Raises:
        Refused: when it was cancelled, attendance has been recorded, or the hours don't fit.
    """
    rules.may_change_meeting(meeting, attended=queries.attended_count(meeting)).or_refuse()
    within = meeting.participation or meeting.network
    rules.may_plan_meeting(
        kind=meeting.kind,
        starts_at=starts_at,
        ends_at=ends_at,
        first_day=within.first_day,
        last_day=within.last_day,
        has_seat=meeting.participation is not None,
    ).or_refuse()
    before, later = _when(meeting), starts_at - meeting.starts_at
    parts = [part.moved(later) for part in queries.parts_of(meeting)]
    rules.may_have_agenda(parts=parts, starts_at=starts_at, ends_at=ends_at).or_refuse()
    new_time = bool(later) or ends_at != meeting.ends_at
    new_place = meeting.place if place is None else place.strip()
    new_link = meeting.link if link is None else link.strip()
    if not new_time and (new_place, new_link) == (meeting.place, meeting.link):
        return meeting
    meeting.starts_at, meeting.ends_at, meeting.place, meeting.link = starts_at, ends_at, new_place, new_link
    meeting.save(update_fields=["starts_at", "ends_at", "place", "link"])
    _raise_sequence(meeting)
    AgendaPart.objects.filter(meeting=meeting).update(starts_at=F("starts_at") + later, ends_at=F("ends_at") + later)
    if new_time:
        Invitation.objects.filter(meeting=meeting).update(answer="", answered_at=None)
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.meeting.moved",
        subject=meeting,
        by=by,
        at=at,
        payload={"before": before, "after": _when(meeting), "place": meeting.place},
    )
    notices.moved(meeting, at=at)
    return meeting


def _raise_sequence(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 1)
    meeting.refresh_from_db(fields=["sequence"])


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """The meeting is called off; whoever is invited is told, and calendars drop the entry.

    Raises:
        Refused: when it was cancelled before, or attendance has been recorded.
    """
    rules.may_change_meeting(meeting, attended=queries.attended_count(meeting)).or_refuse()
    stamp(meeting, "cancelled", by=by, at=at)
    _raise_sequence(meeting)
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.meeting.cancelled",
        subject=meeting,
        by=by,
        at=at,
        payload={"title": meeting.title, **_when(meeting)},
    )
    notices.cancelled(meeting, at=at)
    return meeting


@transaction.atomic
def invite(*, meeting: Meeting, people: Iterable[Person], by: Person, at: datetime) -> list[Invitation]:
    """Ask people to the meeting, by mail with a calendar file; those asked before are left in peace.

    Raises:
        Refused: when the meeting was cancelled or is over.
    """
    return _record_invitations(meeting, people, by, at)


@transaction.atomic
def invite_expected(*, meeting: Meeting, by: Person, at: datetime) -> list[Invitation]:
    """Ask everyone who is in the teams on the day of the meeting.

    Raises:
        Refused: when the meeting was cancelled or is over.
    """
    return _record_invitations(meeting, [member.person for member in queries.expected(meeting)], by, at)


def _record_invitations(meeting: Meeting, people: Iterable[Person], by: Person, at: datetime) -> list[Invitation]:
    rules.may_invite(meeting, at=at).or_refuse()
    asked = queries.invited_ids(meeting)
    new = {person.pk: person for person in people if person.pk not in asked}
    invitations = Invitation.objects.bulk_create(
        Invitation(meeting=meeting, person=person, invited_at=at) for person in new.values()
    )
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.people.invited",
        subject=meeting,
        by=by,
        at=at,
        payload={"people": [person.actor_key for person in new.values()]},
    )
    notices.invited(meeting, invitations, at=at)
    return invitations


@transaction.atomic
def answer_invitation(*, meeting: Meeting, person: Person, answer: str, at: datetime) -> Invitation:
    """The invited says whether to come; the last answer before the meeting holds.

    Raises:
        Refused: when the person is not invited, or the meeting has begun or was cancelled.
    """
    invitation = queries.own_invitation(meeting, person)
    rules.may_answer(meeting, is_invited=invitation is not None, at=at).or_refuse()
    answered = invitation or Invitation(meeting=meeting, person=person, invited_at=at)
    answered.answer, answered.answered_at = Invitation.Answer(answer), at
    answered.save(update_fields=["answer", "answered_at"])
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.invitation.answered",
        subject=answered,
        by=person,
        at=at,
        payload={"answer": answer},
    )
    return answered


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
