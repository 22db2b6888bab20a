"""What is known of a meeting, whoever asks: agenda, minutes, who is expected, who was there."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from samverka.core import clock
from samverka.core.months import Month
from samverka.core.workdays import SWEDEN
from samverka.meetings import figures, rules
from samverka.meetings.figures import Part, Span
from samverka.meetings.models import AgendaPart, Attendance, Guest, Invitation, Meeting
from samverka.networks.models import Network, Staff
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams.models import TeamMember

# The meetings where the network's municipalities sit together.
JOINT_KINDS = frozenset({Meeting.Kind.NETWORK_IN_PERSON.value, Meeting.Kind.NETWORK_ONLINE.value})


@dataclass(frozen=True, slots=True)
class Attended:
    """One meeting that a person was at, and for how long, breaks left out."""

    meeting_id: int
    day: date
    title: str
    kind: str
    minutes: int

    @property
    def is_joint(self) -> bool:
        """Whether the municipalities of the network sat together."""
        return self.kind in JOINT_KINDS


def start_of_day(day: date) -> datetime:
    """The instant a Swedish day begins."""
    return datetime.combine(day, time(), tzinfo=SWEDEN)


def attended_between(
    network: Network, person_ids: Collection[int], first_day: date, last_day: date
) -> dict[int, tuple[Attended, ...]]:
    """The meetings of the network that each person was at on the days from first to last, in order."""
    rows = (
        Attendance.objects.filter(
            meeting__network=network,
            meeting__cancelled_at__isnull=True,
            meeting__starts_at__gte=start_of_day(first_day),
            meeting__starts_at__lt=start_of_day(date.fromordinal(last_day.toordinal() + 1)),
            person_id__in=person_ids,
        )
        .select_related("meeting")
        .order_by("meeting__starts_at", "meeting_id")
    )
    found: dict[int, list[Attended]] = defaultdict(list)
    for row in rows:
        meeting = row.meeting
        found[row.person_id].append(
            Attended(meeting.pk, clock.day(meeting.starts_at), meeting.title, meeting.kind, row.minutes)
        )
    return {person_id: tuple(attended) for person_id, attended in found.items()}


def attendance_in_month(network: Network, person_ids: Collection[int], month: Month) -> dict[int, tuple[Attended, ...]]:
    """The meetings of the network that each person was at in a month, by the person's id; absent when none."""
    return attended_between(network, person_ids, month.first_day, month.last_day)


def joint_minutes(attended: Iterable[Attended]) -> int:
    """How much of it was in meetings where the municipalities sat together."""
    return sum(row.minutes for row in attended if row.is_joint)


def parts_of(meeting: Meeting) -> tuple[Part, ...]:
    """The agenda in order."""
    rows = AgendaPart.objects.filter(meeting=meeting).order_by("starts_at", "pk")
    return tuple(Part(row.kind, row.title, row.starts_at, row.ends_at) for row in rows)


def minutes_of(meeting: Meeting, parts: Iterable[Part]) -> int:
    """What the whole meeting gives, its breaks left out."""
    breaks = figures.breaks_of(tuple(parts), AgendaPart.Kind.BREAK)
    return figures.minutes_without(Span(meeting.starts_at, meeting.ends_at), breaks)


def whole_minutes(meeting: Meeting) -> int:
    """As `minutes_of`, asking for the agenda."""
    return minutes_of(meeting, parts_of(meeting))


def expected(meeting: Meeting) -> list[TeamMember]:
    """Who is expected on the day: the teams of all seats, of its own seat for a local day; coordinator first.

    Nobody at an information meeting or one for elected representatives: the invited are the list.
    """
    if meeting.kind in rules.FOR_THE_INVITED:
        return []
    day = clock.day(meeting.starts_at)
    still_seated = Q(participation__left_at__isnull=True) | Q(participation__left_at__gte=start_of_day(day))
    members = TeamMember.objects.filter(
        on_day(day) & still_seated,
        participation__network_id=meeting.network_id,
        participation__accepted_at__isnull=False,
    )
    if meeting.participation_id:
        members = members.filter(participation_id=meeting.participation_id)
    found = members.select_related("person", "participation__organisation").order_by(
        "participation__organisation__name_sort", "team_seat", "person__name_sort", "pk"
    )
    return list(found)


def is_expected(meeting: Meeting, person: Person) -> bool:
    """Whether the person may check in: in a team that is expected, invited, or of the host's staff on the day."""
    day = clock.day(meeting.starts_at)
    members = TeamMember.objects.filter(on_day(day), person=person, participation__network_id=meeting.network_id)
    if meeting.participation_id:
        members = members.filter(participation_id=meeting.participation_id)
    return (
        (meeting.kind not in rules.FOR_THE_INVITED and members.exists())
        or Invitation.objects.filter(meeting=meeting, person=person).exists()
        or Staff.objects.filter(on_day(day), person=person, network_id=meeting.network_id).exists()
    )


def invited_ids(meeting: Meeting) -> set[int]:
    """The persons who are invited."""
    return set(Invitation.objects.filter(meeting=meeting).values_list("person_id", flat=True))


def invitations_of(meeting: Meeting) -> QuerySet[Invitation]:
    """Everyone who is invited, by name."""
    return Invitation.objects.filter(meeting=meeting).select_related("person").order_by("person__name_sort", "pk")


def own_invitation(meeting: Meeting, person: Person) -> Invitation | None:
    """The person's own invitation to the meeting, if any."""
    return Invitation.objects.filter(meeting=meeting, person=person).first()


def attended_count(meeting: Meeting) -> int:
    """How many have been there, guests too."""
    return Attendance.objects.filter(meeting=meeting).count() + Guest.objects.filter(meeting=meeting).count()


def unused_code() -> str:
    """A code to check in with that no meeting has."""
    while True:
        code = figures.fresh_code()
        if not Meeting.objects.filter(code=code).exists():
            return code


def meeting_address(meeting: Meeting) -> str:
    """The meeting's page as a whole address."""
    return settings.BASE_URL + reverse("meetings:show", args=[meeting.network.slug, meeting.pk])


def calendar_of(meeting: Meeting, *, at: datetime) -> str:
    """The meeting as a calendar file, as it now stands."""
    return figures.calendar_text(
        figures.CalendarFacts(
            uid=figures.calendar_uid(meeting.pk, meeting.planned_at, settings.BASE_URL),
            sequence=meeting.sequence,
            written_at=at,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            title=meeting.title,
            place=meeting.place or meeting.link,
            text="\n\n".join(text for text in (meeting.about, meeting.link) if text),
            url=meeting_address(meeting),
            is_cancelled=meeting.cancelled_at is not None,
        )
    )
