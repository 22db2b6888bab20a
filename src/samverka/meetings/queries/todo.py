"""What is to be done about meetings."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.todo import Facts, Todo, Waits, fact_instant, gathered
from samverka.meetings import rules
from samverka.meetings.models import Attendance, Invitation, Meeting
from samverka.networks.models import Staff
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams import queries as teams
from samverka.teams.models import TeamMember

_MEETING = {
    "title": "title",
    "starts_at": "starts_at",
    "slug": "network__slug",
    "network": "network__name",
    "meeting": "pk",
}


def _unanswered(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    rows = Invitation.objects.filter(
        person=person, answer="", meeting__cancelled_at__isnull=True, meeting__starts_at__gt=at
    )
    return rows, {name: f"meeting__{path}" for name, path in _MEETING.items()}


def _unrecorded(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    day = clock.day(at)
    leading = Exists(
        TeamMember.objects.filter(on_day(day) & teams.LEADS, person=person, participation=OuterRef("participation"))
    )
    planning = Exists(
        Staff.objects.filter(
            on_day(day), person=person, network=OuterRef("network"), function__in=rules.PLANNING_FUNCTIONS
        )
    )
    rows = Meeting.objects.filter(
        leading | planning,
        ~Exists(Attendance.objects.filter(meeting=OuterRef("pk"))),
        cancelled_at__isnull=True,
        ends_at__lte=at,
    )
    return rows, _MEETING


def _to_answer(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    return _todos(found, _("Say whether you are coming to %(title)s"), "meetings:answer_page")


def _to_record(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    return _todos(found, _("Record who was at %(title)s"), "meetings:attendance_page")


def _todos(found: Sequence[Facts], text: str, page: str) -> Iterator[Todo]:
    for meeting in found:
        yield Todo(
            text=text % {"title": meeting["title"]},
            href=reverse(page, args=[meeting["slug"], meeting["meeting"]]),
            due_day=clock.day(fact_instant(meeting["starts_at"])),
            about=meeting["network"],
        )


# Invitations to answer, and meetings that have been whose attendance nobody has recorded.
WAITS = (Waits("meetings.answers", _unanswered, _to_answer), Waits("meetings.lists", _unrecorded, _to_record))


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """What waits for the person in meetings."""
    return gathered(WAITS, person, at)
