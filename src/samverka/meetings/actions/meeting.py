"""A meeting is planned, described, moved, called off."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from samverka.core.stamps import stamp
from samverka.journal import actions as journal
from samverka.meetings import notices, queries, rules
from samverka.meetings.figures import Part
from samverka.meetings.models import AgendaPart, Invitation, Meeting
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
        Refused: when the meeting was cancelled, the agenda changes though attendance hangs on its breaks, or it does
            not fit the meeting.
    """
    rules.may_describe(meeting).or_refuse()
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
        Meeting.objects.filter(pk=meeting.pk).update(places_taken=0)
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
