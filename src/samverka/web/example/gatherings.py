"""The meetings of the network and the local days: planned, invited to, answered, held."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from samverka.core import clock
from samverka.meetings import actions as meetings
from samverka.meetings import queries as meetings_held
from samverka.meetings.figures import Part
from samverka.meetings.models import AgendaPart, Invitation, Meeting
from samverka.people.models import Person
from samverka.web.example.cast import THE_HOST
from samverka.web.example.chance import draw, happens
from samverka.web.example.world import Act, World, at, instant

KNOWLEDGE, EXCHANGE, HOME_TEAM, BREAK = (
    AgendaPart.Kind.KNOWLEDGE_PART,
    AgendaPart.Kind.EXPERIENCE_EXCHANGE,
    AgendaPart.Kind.HOME_TEAM_WORK,
    AgendaPart.Kind.BREAK,
)
IN_PERSON, ONLINE = Meeting.Kind.NETWORK_IN_PERSON, Meeting.Kind.NETWORK_ONLINE
STOCKHOLM = "Stockholm, Hornsgatan 20"
ROOM = "https://mote.example/natverket"

# Day, kind, title, what the two knowledge parts are about.
NETWORK_MEETINGS = (
    (date(2021, 2, 10), ONLINE, "Uppstart: vad är ett socialt företag?", "Nuläget i tolv kommuner", "Behov och mål"),
    (date(2021, 5, 20), IN_PERSON, "Politisk förankring och ansvar", "Från vilja till policy", "Ansvarig nämnd"),
    (date(2021, 10, 7), ONLINE, "Upphandling och andra vägar", "Reserverad upphandling", "Partnerskap i praktiken"),
    (date(2021, 11, 24), IN_PERSON, "Intern samverkansstruktur", "Så sitter vi ihop", "Handlingsplaner"),
    (date(2022, 2, 9), ONLINE, "Handlingsplanen i arbete", "Vad vi lovat", "Uppföljning som går att göra"),
    (date(2022, 5, 18), IN_PERSON, "Dialog med de sociala företagen", "Företagen berättar", "Att mötas på riktigt"),
    (date(2022, 9, 14), ONLINE, "Affärer och partnerskap", "Tre affärer", "Avtal som håller"),
    (date(2022, 11, 16), IN_PERSON, "Så fortsätter vi", "Det här lärde vi oss", "Efter projektet"),
)
# One day of process support on site for each municipality and year, in the order of the seats' names.
LOCAL_DAYS = {
    2021: (
        *(date(2021, 3, day) for day in (9, 16, 23)),
        *(date(2021, 4, day) for day in (14, 21)),
        date(2021, 6, 8),
        *(date(2021, 9, day) for day in (14, 22)),
        *(date(2021, 10, day) for day in (13, 19)),
        date(2021, 11, 2),
        date(2021, 12, 7),
    ),
    2022: (
        *(date(2022, 3, day) for day in (8, 15, 22)),
        *(date(2022, 4, day) for day in (5, 12, 26)),
        *(date(2022, 6, day) for day in (8, 15)),
        *(date(2022, 10, day) for day in (4, 11, 18)),
        date(2022, 12, 6),
    ),
}
# How often those who are expected come, in percent; municipalities that are not named come as most do.
COMES, COMES_SELDOM = 92, {"Silverhärad": 62, "Granfors": 80}


def _agenda(day: date, first: str, second: str) -> list[Part]:
    """A day of a network meeting: knowledge, exchange, own work; the breaks give no hours."""
    hours = (
        (KNOWLEDGE, first, (9, 0), (10, 15)),
        (BREAK, "Fika", (10, 15), (10, 30)),
        (KNOWLEDGE, second, (10, 30), (12, 0)),
        (BREAK, "Lunch", (12, 0), (13, 0)),
        (EXCHANGE, "Erfarenheter i blandade grupper", (13, 0), (14, 30)),
        (BREAK, "Fika", (14, 30), (14, 45)),
        (HOME_TEAM, "Arbete i den egna kommunens team", (14, 45), (16, 0)),
    )
    return [Part(kind, title, instant(day, *begins), instant(day, *ends)) for kind, title, begins, ends in hours]


def _local_agenda(day: date) -> list[Part]:
    hours = (
        (KNOWLEDGE, "Läget i kommunen", (9, 0), (10, 30)),
        (HOME_TEAM, "Arbete med behov och mål", (10, 30), (12, 0)),
        (BREAK, "Lunch", (12, 0), (13, 0)),
        (EXCHANGE, "Samtal med förvaltningarna", (13, 0), (15, 0)),
    )
    return [Part(kind, title, instant(day, *begins), instant(day, *ends)) for kind, title, begins, ends in hours]


def plan_year(year: int, world: World) -> str:
    """The host lays out the year: two meetings in person, two online, a local day for each municipality."""
    planned = 0
    for day, kind, title, first, second in NETWORK_MEETINGS:
        if day.year == year:
            in_person = kind == IN_PERSON
            world.meetings[day, ""] = meetings.plan_meeting(
                network=world.network,
                kind=kind,
                title=title,
                starts_at=instant(day, 9),
                ends_at=instant(day, 16),
                place=STOCKHOLM if in_person else "",
                link="" if in_person else ROOM,
                about="",
                parts=_agenda(day, first, second),
                by=world.lead,
                at=clock.now(),
            )
            planned += 1
    supporter = world.person(THE_HOST.process_supporter)
    for (name, seat), day in zip(world.seats.items(), LOCAL_DAYS[year], strict=True):
        world.meetings[day, name] = meetings.plan_meeting(
            network=world.network,
            participation=seat,
            kind=Meeting.Kind.LOCAL_DAY,
            title=f"Lokal heldagsträff i {name}",
            starts_at=instant(day, 9),
            ends_at=instant(day, 15),
            place=f"Kommunhuset, {name}",
            parts=_local_agenda(day),
            by=supporter,
            at=clock.now(),
        )
        planned += 1
    return f"{planned} meetings planned"


def invite(day: date, world: World) -> str:
    """Three weeks before, the teams are asked; within days most have answered."""
    asked = 0
    for meeting in _on(world, day):
        invitations = meetings.invite_expected(meeting=meeting, by=meeting.planned_by, at=clock.now())
        asked += len(invitations)
    return f"{asked} invited"


def answer(day: date, world: World) -> str:
    """Most say whether they come; some never do."""
    answered = 0
    for (when, name), meeting in world.meetings.items():
        if when != day:
            continue
        for invitation in meetings_held.invitations_of(meeting):
            person = invitation.person
            if happens(75, "answers", day, person.email):
                comes = happens(_comes(world, name, person), "comes", day, person.email)
                said = Invitation.Answer.COMING if comes else Invitation.Answer.NOT_COMING
                meetings.answer_invitation(meeting=meeting, person=person, answer=said, at=clock.now())
                answered += 1
    return f"{answered} answers"


def hold(day: date, world: World) -> str:
    """Attendance: a few check in on the phone, the rest are ticked on the list."""
    present = 0
    for (when, name), meeting in world.meetings.items():
        if when != day:
            continue
        there: dict[int, int | None] = {}
        for member in meetings_held.expected(meeting):
            person = member.person
            if not happens(_comes(world, name, person), "comes", day, person.email):
                continue
            leaves_early = happens(6, "leaves early", day, person.email)
            minutes = 15 * draw("left", day, person.email).randint(8, 16) if leaves_early else None
            if minutes is None and meeting.kind == IN_PERSON and happens(25, "checks in", day, person.email):
                meetings.check_in(meeting=meeting, person=person, at=clock.now())
            else:
                there[person.pk] = minutes
            present += 1
        meetings.record_list(meeting=meeting, present=there, absent=(), by=meeting.planned_by, at=clock.now())
    return f"{present} present"


def _on(world: World, day: date) -> Iterator[Meeting]:
    return (meeting for (when, _name), meeting in world.meetings.items() if when == day)


def _comes(world: World, name: str, person: Person) -> int:
    return COMES_SELDOM.get(name or world.home_of(person), COMES)


def _days() -> list[date]:
    return sorted({day for day, *_rest in NETWORK_MEETINGS} | {day for year in LOCAL_DAYS.values() for day in year})


def _acts() -> Iterator[Act]:
    for year, planned in ((2021, at(2021, 1, 14, 13)), (2022, at(2021, 12, 14, 13))):
        yield Act(planned, f"The meetings of {year}", partial(plan_year, year))
    for day in _days():
        yield Act(instant(day - timedelta(days=21), 9), f"Invitations to {day}", partial(invite, day))
        yield Act(instant(day - timedelta(days=14), 15), f"Answers for {day}", partial(answer, day))
        yield Act(instant(day, 15, 30), f"Meeting {day}", partial(hold, day))


ACTS = tuple(_acts())
