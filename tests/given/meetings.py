"""Meetings with their agenda, made as the product makes them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from samverka.meetings import actions
from samverka.meetings.figures import Part, Practicalities
from samverka.meetings.models import AgendaPart, Attendance, Guest, Invitation, Meeting, MeetingMaterial
from samverka.networks.models import Network, Participation
from samverka.people.models import Person

SWEDEN = ZoneInfo("Europe/Stockholm")
# A Tuesday three weeks after the clock of the tests, 09.00-16.00.
STARTS = datetime(2021, 11, 23, 9, 0, tzinfo=SWEDEN)
# A guest with hours gives employer, function and address too.
NOTHING_MORE: Mapping[str, str] = {}
PLANNED = datetime(2021, 9, 1, 9, 0, tzinfo=SWEDEN)


def day_parts(starts_at: datetime = STARTS) -> tuple[Part, ...]:
    """An agenda of a whole day, with an hour's lunch; six hours count."""
    kinds = (
        (0, 3, AgendaPart.Kind.KNOWLEDGE_PART, "Upphandling som verktyg"),
        (3, 4, AgendaPart.Kind.BREAK, "Lunch"),
        (4, 6, AgendaPart.Kind.EXPERIENCE_EXCHANGE, "Vad har ni prövat?"),
        (6, 7, AgendaPart.Kind.HOME_TEAM_WORK, "Nästa steg hemma"),
    )
    return tuple(
        Part(kind.value, title, starts_at + timedelta(hours=begins), starts_at + timedelta(hours=ends))
        for begins, ends, kind, title in kinds
    )


def meeting(
    network: Network,
    by: Person,
    *,
    kind: str = Meeting.Kind.NETWORK_IN_PERSON,
    title: str = "Nätverksträff i november",
    starts_at: datetime = STARTS,
    hours: int = 7,
    participation: Participation | None = None,
    parts: Sequence[Part] | None = None,
    at: datetime = PLANNED,
    place: str = "Kulturhuset, Älvnäs",
    link: str = "",
) -> Meeting:
    """A planned meeting; a whole day with lunch unless said otherwise."""
    return actions.plan_meeting(
        network=network,
        kind=kind,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        participation=participation,
        parts=day_parts(starts_at) if parts is None else parts,
        place=place,
        link=link,
        by=by,
        at=at,
    )


def guest(
    meeting: Meeting,
    by: Person,
    *,
    name: str = "Eva Norr",
    unit: str = "Kultur och fritid",
    attends_as: str = "audience",
    at: datetime = STARTS,
    more: Mapping[str, str] = NOTHING_MORE,
) -> Guest:
    """Someone from beyond the teams, written on the list."""
    return actions.add_guest(meeting=meeting, name=name, unit=unit, attends_as=attends_as, by=by, at=at, **dict(more))


def guest_checks_in(
    meeting: Meeting,
    *,
    name: str = "Eva Norr",
    unit: str = "Kultur och fritid",
    attends_as: str = "audience",
    at: datetime = STARTS,
    more: Mapping[str, str] = NOTHING_MORE,
) -> Guest:
    """The same, on one's own phone."""
    return actions.check_in_guest(meeting=meeting, name=name, unit=unit, attends_as=attends_as, at=at, **dict(more))


def sign_up_set(
    meeting: Meeting,
    by: Person,
    *,
    places: int | None = None,
    asks_food: bool = False,
    asks_access_needs: bool = False,
    asks_hotel: bool = False,
    asks_invoice_reference: bool = False,
) -> Meeting:
    """Places, and what is asked of those who come."""
    return actions.set_sign_up(
        meeting=meeting,
        places=places,
        asks_food=asks_food,
        asks_access_needs=asks_access_needs,
        asks_hotel=asks_hotel,
        asks_invoice_reference=asks_invoice_reference,
        by=by,
        at=PLANNED,
    )


def answered(
    meeting: Meeting,
    person: Person,
    *,
    answer: str = "coming",
    at: datetime = PLANNED,
    practicalities: Practicalities | None = None,
) -> Invitation:
    """What the invited said."""
    return actions.answer_invitation(
        meeting=meeting, person=person, answer=answer, practicalities=practicalities, at=at
    )


def there(meeting: Meeting, person: Person, *, by: Person, at: datetime = STARTS) -> Attendance:
    """Someone is ticked as present."""
    return actions.record_attendance(meeting=meeting, person=person, source=Attendance.Source.LIST, by=by, at=at)


def material(meeting: Meeting, by: Person, data: bytes, *, title: str = "Bilder") -> MeetingMaterial:
    """A file that is handed out."""
    return actions.add_material(meeting=meeting, title=title, file_name="bilder.png", data=data, by=by, at=PLANNED)


def evaluated(
    meeting: Meeting,
    person: Person,
    *,
    by: Person,
    useful: int = 4,
    comment: str = "Mer tid för samtal",
    at: datetime = STARTS,
) -> None:
    """Someone who was there answers the three questions."""
    if at >= meeting.starts_at:
        there(meeting, person, by=by, at=at)
    actions.evaluate(
        meeting=meeting,
        useful=useful,
        learned_from_others=4,
        knows_next_step=4,
        comment=comment,
        by=person,
        at=at,
    )
