"""One meeting's page, and the page to answer on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from samverka.core.verdicts import Verdict
from samverka.meetings import rules
from samverka.meetings.figures import Part
from samverka.meetings.models import AgendaPart, Invitation, Meeting
from samverka.meetings.queries.facts import expected, minutes_of, parts_of
from samverka.meetings.queries.guests import guests_sentence
from samverka.meetings.queries.plan import where
from samverka.meetings.queries.sight import Sight
from samverka.meetings.queries.signing_up import (
    asks_anything,
    may_store_practicalities,
    places_sentence,
    waiting_number,
)
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people.models import Person


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One part of the agenda as shown."""

    starts_at: datetime
    ends_at: datetime
    kind: str
    title: str
    is_break: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """How many are asked, and what they answered."""

    invited: int
    coming: int
    not_coming: int
    waiting: int
    silent: int
    not_yet_invited: int


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting, as the person may see it."""

    meeting: Meeting
    kind: str
    seat_name: str
    where: str
    agenda: tuple[AgendaLine, ...]
    minutes: int
    own_answer: str
    is_invited: bool
    own_minutes: int | None
    may_answer: Verdict
    may_plan: Verdict
    may_describe: Verdict
    may_change: Verdict
    may_invite: Verdict
    may_record: Verdict
    on_working_day: Verdict
    leads: bool
    answers: Answers | None
    attended: int
    people_beyond: str
    guests_sentence: str
    places_sentence: str
    may_read_practicalities: Verdict
    is_over: bool
    can_check_in: bool


def agenda_lines(parts: Iterable[Part]) -> tuple[AgendaLine, ...]:
    """The agenda's parts with their kinds in words."""
    return tuple(
        AgendaLine(
            starts_at=part.starts_at,
            ends_at=part.ends_at,
            kind=str(AgendaPart.Kind(part.kind).label),
            title=part.title,
            is_break=part.kind == AgendaPart.Kind.BREAK,
        )
        for part in parts
    )


def _answers(meeting: Meeting) -> Answers:
    asked = dict(Invitation.objects.filter(meeting=meeting).values_list("person_id", "answer"))
    given = list(asked.values())
    return Answers(
        invited=len(asked),
        coming=given.count(Invitation.Answer.COMING),
        not_coming=given.count(Invitation.Answer.NOT_COMING),
        waiting=given.count(Invitation.Answer.WAITING),
        silent=given.count(""),
        not_yet_invited=len({member.person_id for member in expected(meeting)} - set(asked)),
    )


def meeting_page(sight: Sight, at: datetime) -> MeetingPage:
    """The meeting's page for this looker."""
    meeting = sight.meeting
    parts = parts_of(meeting)
    attended = getattr(meeting, "attended", 0)
    return MeetingPage(
        meeting=meeting,
        kind=meeting.get_kind_display(),
        seat_name=meeting.participation.organisation.name if meeting.participation else "",
        where=where(meeting),
        agenda=agenda_lines(parts),
        minutes=minutes_of(meeting, parts),
        own_answer=sight.answer_text,
        is_invited=sight.is_invited,
        own_minutes=sight.own_minutes,
        may_answer=rules.may_answer(meeting, is_invited=sight.is_invited, at=at),
        may_plan=sight.may_plan,
        may_describe=rules.may_describe(meeting),
        may_change=rules.may_change_meeting(meeting, attended=attended),
        may_invite=rules.may_invite(meeting, at=at),
        may_record=rules.may_record_attendance(meeting, at=at),
        on_working_day=rules.is_on_working_day(meeting.starts_at),
        leads=sight.leads,
        answers=_answers(meeting) if sight.leads else None,
        attended=attended,
        people_beyond=meeting.get_people_beyond_display(),
        guests_sentence=guests_sentence(meeting),
        places_sentence=places_sentence(meeting),
        may_read_practicalities=rules.may_read_practicalities(
            sight.standing.functions, leads_own_day=meeting.participation_id in sight.standing.led_ids
        ),
        is_over=at >= meeting.ends_at,
        can_check_in=bool(rules.may_check_in(meeting, is_expected=True, at=at)) and sight.own_minutes is None,
    )


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """The page a letter leads to: when and where, and two buttons."""

    meeting: Meeting
    where: str
    own_answer: str
    own_answer_text: str
    may_answer: Verdict
    places_sentence: str
    is_full: bool
    waiting_number: int
    asks_anything: bool
    # Why the meeting's practical questions do not open, when they do not.
    store: Verdict


def answer_page(sight: Sight, person: Person, at: datetime) -> AnswerPage:
    """Coming or not, and what was answered before."""
    store = may_store_practicalities(sight.meeting, person, at)
    return AnswerPage(
        meeting=sight.meeting,
        where=where(sight.meeting),
        own_answer=sight.answer or "",
        own_answer_text=sight.answer_text,
        may_answer=rules.may_answer(sight.meeting, is_invited=sight.is_invited, at=at),
        places_sentence=places_sentence(sight.meeting),
        is_full=sight.meeting.places is not None and sight.meeting.places_taken >= sight.meeting.places,
        waiting_number=waiting_number(sight.meeting, person) if sight.answer == Invitation.Answer.WAITING else 0,
        asks_anything=asks_anything(sight.meeting) and bool(store),
        store=store,
    )


def seat_choices(network: Network, day: date) -> list[tuple[str, str]]:
    """The seats to choose among for a local day."""
    return [
        (str(seat.pk), seat.organisation.name) for seat in networks.seats(network).filter(networks.still_seated(day))
    ]


def one_seat(network: Network, participation_id: str) -> Participation | None:
    """The chosen seat of the network; None when none was chosen."""
    return networks.seats(network).filter(pk=participation_id).first() if participation_id else None
