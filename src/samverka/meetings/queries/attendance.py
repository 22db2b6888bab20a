"""Attendance and check-in."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import F, FilteredRelation, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import clock_time
from samverka.core.verdicts import Verdict
from samverka.meetings import figures, rules
from samverka.meetings.models import Attendance, Invitation, Meeting
from samverka.meetings.queries.facts import attended_count, expected, is_expected, whole_minutes
from samverka.meetings.queries.guests import guest_lines, guests_sentence
from samverka.meetings.queries.sight import own_minutes
from samverka.people.models import Person


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the attendance list."""

    person_id: int
    name: str
    function: str
    organisation: str
    # None: not recorded as present.
    minutes: int | None
    note: str
    answer: str


@dataclass(frozen=True, slots=True)
class AttendancePage:
    """The attendance list of a meeting."""

    meeting: Meeting
    lines: tuple[Expected, ...]
    minutes: int
    may_record: Verdict
    present: int
    guests_sentence: str
    exports: Exports


@dataclass(frozen=True, slots=True)
class _Known:
    answer: str
    minutes: int | None
    source: str
    recorded_at: datetime | None


def _note(known: _Known, meeting: Meeting) -> str:
    if known.source != Attendance.Source.CHECK_IN or known.recorded_at is None:
        return ""
    is_late = known.recorded_at > meeting.starts_at
    text = _("Checked in %(time)s, after the start") if is_late else _("Checked in %(time)s")
    return text % {"time": clock_time(known.recorded_at)}


def attendance_page(meeting: Meeting, at: datetime) -> AttendancePage:
    """Everyone who is expected, invited or recorded, with what is known of each."""
    people = (
        Person.objects.annotate(
            asked=FilteredRelation("invitations", condition=Q(invitations__meeting=meeting)),
            there=FilteredRelation("attendances", condition=Q(attendances__meeting=meeting)),
        )
        .filter(Q(asked__isnull=False) | Q(there__isnull=False))
        .annotate(
            answer=F("asked__answer"),
            minutes=F("there__minutes"),
            source=F("there__source"),
            recorded_at=F("there__recorded_at"),
        )
        .order_by("name_sort", "pk")
    )
    known: dict[int, _Known] = {}
    others: dict[int, Person] = {}
    for person in people:
        facts = _Known(
            answer=getattr(person, "answer", None) or "",
            minutes=getattr(person, "minutes", None),
            source=getattr(person, "source", None) or "",
            recorded_at=getattr(person, "recorded_at", None),
        )
        known[person.pk], others[person.pk] = facts, person
    nothing = _Known("", None, "", None)
    lines = []
    for member in expected(meeting):
        others.pop(member.person_id, None)
        facts = known.get(member.person_id, nothing)
        name = member.person.shown_as(member.function)
        lines.append(
            _line(member.person_id, name, member.function, member.participation.organisation.name, facts, meeting)
        )
    lines += [_line(pk, person.shown_as(), "", "", known[pk], meeting) for pk, person in others.items()]
    return AttendancePage(
        meeting=meeting,
        lines=tuple(lines),
        minutes=whole_minutes(meeting),
        may_record=rules.may_record_attendance(meeting, at=at),
        present=sum(line.minutes is not None for line in lines),
        guests_sentence=guests_sentence(meeting),
        exports=Exports(
            csv=reverse("meetings:attendance_csv", args=[meeting.network.slug, meeting.pk]),
            xlsx=reverse("meetings:attendance_xlsx", args=[meeting.network.slug, meeting.pk]),
        ),
    )


def _line(person_id: int, name: str, function: str, organisation: str, known: _Known, meeting: Meeting) -> Expected:
    answer = str(Invitation.Answer(known.answer).label) if known.answer else ""
    return Expected(person_id, name, function, organisation, known.minutes, _note(known, meeting), answer)


def attendance_table(page: AttendancePage) -> Table:
    """The attendance list as a file."""
    return Table(
        name=f"narvaro-{page.meeting.network.slug}-{page.meeting.pk}",
        title=page.meeting.title,
        columns=(
            Column("name", _("Name")),
            Column("function", _("Function")),
            Column("organisation", _("Organisation")),
            Column("answer", _("Answer")),
            Column("minutes", _("Hours present"), Kind.MINUTES),
            Column("note", _("Note")),
        ),
        rows=tuple(
            Row((line.name, line.function, line.organisation, line.answer, line.minutes, line.note))
            for line in page.lines
        )
        + tuple(
            Row((guest.name, guest.attends_as, guest.organisation, "", guest.minutes, guest.note))
            for guest in guest_lines(page.meeting)
        ),
    )


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """The host's big screen: what to scan or type."""

    meeting: Meeting
    code: str
    address: str
    short_address: str
    qr: str
    present: int
    opens_at: datetime


def check_in_address(meeting: Meeting) -> str:
    """Where the QR code leads, as a whole address."""
    return settings.BASE_URL + reverse("meetings:check_in_page", args=[meeting.code])


def screen_page(meeting: Meeting) -> ScreenPage:
    """What stands on the big screen while people come in."""
    address = check_in_address(meeting)
    typed = settings.BASE_URL + reverse("meetings:code_page")
    return ScreenPage(
        meeting=meeting,
        code=figures.shown_code(meeting.code),
        address=address,
        short_address=typed.partition("://")[2],
        qr=figures.qr_svg(address, _("QR code that leads to check-in")),
        present=attended_count(meeting),
        opens_at=meeting.starts_at - figures.CHECK_IN_OPENS,
    )


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """The phone's page: one question, one button."""

    meeting: Meeting
    verdict: Verdict
    own_minutes: int | None
    is_visitor: bool
    is_expected: bool
    sign_in_href: str


def check_in_page(meeting: Meeting, person: Person | None, at: datetime) -> CheckInPage:
    """Whether the person may check in now, or has done so; whoever is not signed in chooses a way in."""
    known = person is not None and is_expected(meeting, person)
    back = urlencode({"next": reverse("meetings:check_in_page", args=[meeting.code])})
    return CheckInPage(
        meeting=meeting,
        verdict=rules.may_check_in(meeting, is_expected=known, at=at)
        if person
        else rules.is_check_in_open(meeting, at=at),
        own_minutes=own_minutes(meeting, person) if person else None,
        is_visitor=person is None,
        is_expected=known,
        sign_in_href=f"{reverse('account_login')}?{back}",
    )
