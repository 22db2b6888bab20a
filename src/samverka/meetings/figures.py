"""Arithmetic of meetings: minutes less breaks, the code to check in with, the calendar file. Knows no Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import choice
from urllib.parse import urlsplit

import segno
from icalendar import Calendar, Event

# Digits and letters that can't be taken for one another on a screen across a room: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V.
CODE_SIGNS = "34679ACDEFGHJKMNPQRTWXY"
CODE_LENGTH = 8
# Check-in opens so long before the meeting begins.
CHECK_IN_OPENS = timedelta(minutes=60)


# What was said of food, access needs, hotel and invoice is erased so long after the meeting (R51).
PRACTICALITIES_KEPT = timedelta(days=14)


# The three questions of the evaluation, by name, and their scale.
QUESTIONS = ("useful", "learned_from_others", "knows_next_step")
SCALE = (1, 2, 3, 4, 5)
# Fewer answers than this are shown to nobody: each could be guessed.
FEWEST_ANSWERS = 5


def mean_tenths(answers: Sequence[int]) -> int:
    """The mean in tenths, half upwards: 34 for 3,4. At least one answer."""
    return (20 * sum(answers) + len(answers)) // (2 * len(answers))


@dataclass(frozen=True, slots=True)
class Practicalities:
    """What someone who comes says of practical things."""

    food: str = ""
    access_needs: str = ""
    hotel: bool = False
    invoice_reference: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of time, from an instant up to another."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an agenda, as planned; `kind` is a value of `models.AgendaPart.Kind`."""

    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime

    @property
    def span(self) -> Span:
        """When the part lasts."""
        return Span(self.starts_at, self.ends_at)

    def moved(self, by: timedelta) -> "Part":
        """The same part, so much later."""
        return Part(self.kind, self.title, self.starts_at + by, self.ends_at + by)


def _whole_minutes(time: timedelta) -> int:
    return int(time.total_seconds() // 60)


def minutes_without(meeting: Span, breaks: Iterable[Span]) -> int:
    """Whole minutes of a meeting less its breaks; a break counts within the meeting only, overlapping ones once."""
    free = timedelta()
    reached = meeting.starts_at
    for pause in sorted(breaks, key=lambda span: span.starts_at):
        begins, ends = max(pause.starts_at, reached), min(pause.ends_at, meeting.ends_at)
        if ends > begins:
            free += ends - begins
            reached = ends
    return max(_whole_minutes(meeting.ends_at - meeting.starts_at - free), 0)


def present_minutes(whole: int, claimed: int | None) -> int:
    """The minutes to record: all of the meeting, or what was claimed but never more than that or less than none."""
    return whole if claimed is None else max(0, min(claimed, whole))


def fresh_code() -> str:
    """A code to check in with, drawn so that nobody can guess the next."""
    return "".join(choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def cleaned_code(text: str) -> str:
    """A typed code as it is compared: capitals, without spaces and hyphens."""
    return "".join(sign for sign in text.upper() if sign.isalnum())[:12]


def shown_code(code: str) -> str:
    """The code in two groups, easier to read aloud: `ACDE 3467`."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def qr_svg(address: str, title: str) -> str:
    """A QR code as an SVG picture that fills its place, dark on light in every colour scheme; no inline style."""
    code = segno.make(address, error="m", micro=False)
    return str(
        code.svg_inline(
            border=4, omitsize=True, dark="#000", light="#fff", title=title, svgclass="qr", lineclass=None, scale=4
        )
    )


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """What a calendar file tells of a meeting."""

    uid: str
    sequence: int
    written_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    text: str
    url: str
    is_cancelled: bool


def calendar_text(facts: CalendarFacts) -> str:
    """One meeting as an iCalendar file (RFC 5545, RFC 5546) without attendees, so that no calendar asks for an answer.

    The same UID with a higher SEQUENCE replaces the entry; CANCEL removes it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Samverka//Meetings//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if facts.is_cancelled else "PUBLISH")
    event = Event()
    event.add("uid", facts.uid)
    event.add("sequence", facts.sequence)
    event.add("dtstamp", facts.written_at)
    event.add("dtstart", facts.starts_at)
    event.add("dtend", facts.ends_at)
    event.add("summary", facts.title)
    if facts.place:
        event.add("location", facts.place)
    if facts.text:
        event.add("description", facts.text)
    if facts.url:
        event.add("url", facts.url)
    event.add("status", "CANCELLED" if facts.is_cancelled else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode("utf-8")


def calendar_uid(meeting_id: int, planned_at: datetime, base_url: str) -> str:
    """A name for the meeting that no other installation gives, and that stays when the meeting moves."""
    return f"meeting-{meeting_id}-{int(planned_at.timestamp())}@{urlsplit(base_url).hostname or 'samverka'}"


def still_needed(wanted: int, planned: int) -> int:
    """How many meetings are left to plan; never less than none."""
    return max(wanted - planned, 0)


def breaks_of(parts: Sequence[Part], break_kind: str) -> list[Span]:
    """The breaks among an agenda's parts."""
    return [part.span for part in parts if part.kind == break_kind]
