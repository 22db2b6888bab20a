"""Who may see and lead which meeting."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext as _

from samverka.core.verdicts import Verdict
from samverka.meetings import figures, rules
from samverka.meetings.models import Attendance, Guest, Invitation, Meeting
from samverka.networks import queries as networks
from samverka.networks.models import Network, Staff
from samverka.people.models import Person
from samverka.teams import queries as teams


def counted(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With `attended`, how many have been there, guests too."""
    there, guests = (
        model.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(n=Count("pk"))
        for model in (Attendance, Guest)
    )
    return meetings.select_related("network", "participation__organisation", "planned_by").annotate(
        attended=Coalesce(Subquery(there.values("n"), output_field=IntegerField()), 0)
        + Coalesce(Subquery(guests.values("n"), output_field=IntegerField()), 0)
    )


def _guests(attends_as: str) -> Coalesce:
    guests = Guest.objects.filter(meeting=OuterRef("pk"), attends_as=attends_as).order_by().values("meeting")
    return Coalesce(Subquery(guests.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def _meeting(slug: str, meeting_id: int, person: Person, day: date) -> Meeting:
    """The meeting with what the person is to it, all in one statement."""
    own = Invitation.objects.filter(meeting=OuterRef("pk"), person=person)
    there = Attendance.objects.filter(meeting=OuterRef("pk"), person=person)
    hosts = Staff.objects.filter(networks.on_day(day), person=person, network=OuterRef("network"))
    meeting = (
        counted(Meeting.objects.filter(pk=meeting_id, network__slug=slug))
        .annotate(
            own_answer=Subquery(own.values("answer")[:1]),
            own_minutes=Subquery(there.values("minutes")[:1]),
            is_hosted=Exists(hosts),
            **{f"guests_{kind}": _guests(kind) for kind in Guest.AttendsAs.values},
        )
        .first()
    )
    if meeting is None:
        raise Http404
    return meeting


def _standing(person: Person, meeting: Meeting, day: date) -> teams.Standing:
    """What the person is in the meeting's network, in one statement: it is known already on which side to look."""
    network = meeting.network
    if getattr(meeting, "is_hosted", False):
        return teams.Standing(network, networks.host_functions(person, network, day), ())
    return teams.Standing(network, frozenset(), tuple(teams.own_seats(person, network, day)))


@dataclass(frozen=True, slots=True)
class Sight:
    """A meeting, and what the person who looks at it is to it."""

    meeting: Meeting
    standing: teams.Standing
    # The looker's own answer, empty while not given; None for someone who is not invited.
    answer: str | None
    # The looker's own attendance in minutes; None when not recorded.
    own_minutes: int | None
    may_plan: Verdict
    leads: bool

    @property
    def is_invited(self) -> bool:
        """Whether the looker is invited."""
        return self.answer is not None

    @property
    def answer_text(self) -> str:
        """The looker's answer in words."""
        return str(Invitation.Answer(self.answer).label) if self.answer else ""


def one_sight(person: Person, slug: str, meeting_id: int, day: date) -> Sight:
    """The meeting, for the host's staff, the teams that are expected and whoever is invited.

    Raises:
        Http404: when there is none, or it is none of the person's.
    """
    meeting = _meeting(slug, meeting_id, person, day)
    standing = _standing(person, meeting, day)
    answer: str | None = getattr(meeting, "own_answer", None)
    own_day = meeting.participation_id in standing.seat_ids
    belongs = meeting.kind != Meeting.Kind.INFORMATION and (
        own_day if meeting.participation_id else bool(standing.seats)
    )
    if not (standing.is_host or belongs or answer is not None):
        raise Http404
    return Sight(
        meeting=meeting,
        standing=standing,
        answer=answer,
        own_minutes=getattr(meeting, "own_minutes", None),
        may_plan=rules.may_plan(standing.functions),
        leads=standing.is_host
        or (meeting.participation_id is not None and meeting.participation_id in standing.led_ids),
    )


def own_minutes(meeting: Meeting, person: Person) -> int | None:
    """For how long the person was there, as recorded; None when nothing is."""
    return Attendance.objects.filter(meeting=meeting, person=person).values_list("minutes", flat=True).first()


def one_led_meeting(person: Person, slug: str, meeting_id: int, day: date) -> Meeting:
    """The meeting, for those who take its attendance: the host's staff, for a local day its seat's coordinator too.

    Raises:
        Http404: when there is none, or the person does not lead it.
    """
    sight = one_sight(person, slug, meeting_id, day)
    if not sight.leads:
        raise Http404
    return sight.meeting


def one_planned_meeting(person: Person, slug: str, meeting_id: int, day: date) -> Meeting:
    """The meeting, for those at the host who plan meetings.

    Raises:
        Http404: when there is none, or the person does not plan in its network.
    """
    meeting = _meeting(slug, meeting_id, person, day)
    if not rules.may_plan(networks.host_functions(person, meeting.network, day)):
        raise Http404
    return meeting


def one_planning_network(person: Person, slug: str, day: date) -> Network:
    """The network, for those at the host who plan its meetings.

    Raises:
        Http404: when there is none, or the person does not plan in it.
    """
    rows = networks.staff_rows(person, slug, day)
    if not rules.may_plan(frozenset(row.function for row in rows)):
        raise Http404
    return rows[0].network


def one_meeting_with_code(code: str) -> Meeting | None:
    """The meeting that a typed code belongs to, if any."""
    cleaned = figures.cleaned_code(code)
    return Meeting.objects.filter(code=cleaned).select_related("network").first() if cleaned else None


def one_meeting_or_404(code: str) -> Meeting:
    """As `one_meeting_with_code`.

    Raises:
        Http404: when no meeting has the code.
    """
    meeting = one_meeting_with_code(code)
    if meeting is None:
        raise Http404
    return meeting


def wrong_code(is_filled: bool) -> str:  # noqa: FBT001 - the one fact that decides the sentence
    """What to say of a code that leads nowhere; nothing when none was written, since the field says so."""
    return _("No meeting has that code. Look at the screen once more and write it again.") if is_filled else ""
