"""What is to be done about meetings."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.todo import Todo
from samverka.meetings import rules
from samverka.meetings.models import Attendance, Invitation, Meeting
from samverka.networks.models import Staff
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams import queries as teams
from samverka.teams.models import TeamMember


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """Invitations to answer, and meetings of the last days whose attendance nobody has recorded."""
    unanswered = (
        Invitation.objects.filter(
            person=person, answer="", meeting__cancelled_at__isnull=True, meeting__starts_at__gt=at
        )
        .select_related("meeting", "meeting__network")
        .order_by("meeting__starts_at")
    )
    day = clock.day(at)
    leading = Exists(
        TeamMember.objects.filter(on_day(day) & teams.LEADS, person=person, participation=OuterRef("participation"))
    )
    planning = Exists(
        Staff.objects.filter(
            on_day(day), person=person, network=OuterRef("network"), function__in=rules.PLANNING_FUNCTIONS
        )
    )
    unrecorded = (
        Meeting.objects.filter(
            leading | planning,
            ~Exists(Attendance.objects.filter(meeting=OuterRef("pk"))),
            cancelled_at__isnull=True,
            ends_at__lte=at,
        )
        .select_related("network")
        .order_by("starts_at")
    )
    answers = [
        Todo(
            text=_("Say whether you are coming to %(title)s") % {"title": row.meeting.title},
            href=reverse("meetings:answer_page", args=[row.meeting.network.slug, row.meeting_id]),
            due_day=clock.day(row.meeting.starts_at),
            about=row.meeting.network.name,
        )
        for row in unanswered
    ]
    lists = [
        Todo(
            text=_("Record who was at %(title)s") % {"title": meeting.title},
            href=reverse("meetings:attendance_page", args=[meeting.network.slug, meeting.pk]),
            due_day=clock.day(meeting.starts_at),
            about=meeting.network.name,
        )
        for meeting in unrecorded
    ]
    return answers + lists
