"""What can be asked about meetings."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Count, Exists, F, FilteredRelation, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.months import Month
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import clock_time, weekday_day
from samverka.core.todo import Todo
from samverka.core.verdicts import Verdict
from samverka.core.workdays import SWEDEN
from samverka.meetings import figures, rules
from samverka.meetings.figures import Part, Span
from samverka.meetings.models import AgendaPart, Attendance, Invitation, Meeting
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation, Staff
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams import queries as teams
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

    Nobody at an information meeting: its invited are its list.
    """
    if meeting.kind == Meeting.Kind.INFORMATION:
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
        (meeting.kind != Meeting.Kind.INFORMATION and members.exists())
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
    """How many have been there."""
    return Attendance.objects.filter(meeting=meeting).count()


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


# --- Who may see and lead which meeting -------------------------------------------------------------------------


def _counted(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With `attended`, how many have been there."""
    there = Attendance.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(n=Count("pk"))
    return meetings.select_related("network", "participation__organisation", "planned_by").annotate(
        attended=Coalesce(Subquery(there.values("n"), output_field=IntegerField()), 0)
    )


def _meeting(slug: str, meeting_id: int, person: Person) -> Meeting:
    """The meeting with what the person is to it, all in one statement."""
    own = Invitation.objects.filter(meeting=OuterRef("pk"), person=person)
    there = Attendance.objects.filter(meeting=OuterRef("pk"), person=person)
    meeting = (
        _counted(Meeting.objects.filter(pk=meeting_id, network__slug=slug))
        .annotate(own_answer=Subquery(own.values("answer")[:1]), own_minutes=Subquery(there.values("minutes")[:1]))
        .first()
    )
    if meeting is None:
        raise Http404
    return meeting


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
    meeting = _meeting(slug, meeting_id, person)
    standing = teams.standing_in(person, meeting.network, day)
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
    meeting = _meeting(slug, meeting_id, person)
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


# --- The list and the year plan ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListPage:
    """The meetings of a network that a person may see."""

    network: Network
    plan: tuple[str, ...]
    upcoming: Table
    past: Table
    exports: Exports
    may_plan: Verdict
    warnings: tuple[str, ...]


def visible_meetings(standing: teams.Standing) -> QuerySet[Meeting]:
    """All of the network's meetings for the host; the joint ones and their own local days for team members."""
    meetings = _counted(Meeting.objects.filter(network=standing.network)).order_by("starts_at", "pk")
    if standing.is_host:
        return meetings
    own = Q(participation_id__in=standing.seat_ids)
    return meetings.filter(own | (Q(participation__isnull=True) & ~Q(kind=Meeting.Kind.INFORMATION)))


def next_meeting(standing: teams.Standing, at: datetime) -> Meeting | None:
    """The meeting that comes next, or is under way."""
    return visible_meetings(standing).filter(cancelled_at__isnull=True, ends_at__gt=at).first()


def _time_text(meeting: Meeting) -> str:
    return f"{clock_time(meeting.starts_at)}–{clock_time(meeting.ends_at)}"


def where(meeting: Meeting) -> str:
    """The place, or that it is online; empty when not yet said."""
    if meeting.place:
        return meeting.place
    return _("Online") if meeting.link or meeting.kind == Meeting.Kind.NETWORK_ONLINE else ""


def _meeting_table(name: str, title: str, empty: str, meetings: Iterable[Meeting], *, is_host: bool) -> Table:
    counted = (Column("present", _("Present"), Kind.NUMBER),) if is_host else ()
    rows = []
    for meeting in meetings:
        seat = meeting.participation.organisation.name if meeting.participation else ""
        values = (
            meeting.title,
            clock.day(meeting.starts_at),
            _time_text(meeting),
            meeting.get_kind_display(),
            seat or where(meeting),
        )
        href = reverse("meetings:show", args=[meeting.network.slug, meeting.pk])
        # Nothing rather than nought while nobody can have been there.
        present = (getattr(meeting, "attended", 0) or None,) if is_host else ()
        cancelled = meeting.cancelled_at is not None
        rows.append(
            Row(
                values=values + present,
                href=href,
                mark="late" if cancelled else "",
                mark_text=_("Cancelled") if cancelled else "",
            )
        )
    return Table(
        name=name,
        title=title,
        columns=(
            Column("title", _("Meeting")),
            Column("day", _("Day"), Kind.DAY),
            Column("time", _("Time")),
            Column("kind", _("Kind")),
            Column("where", _("Where")),
            *counted,
        ),
        rows=tuple(rows),
        empty_text=empty,
    )


def all_meetings_table(standing: teams.Standing) -> Table:
    """Every meeting the person may see in one list, for the file."""
    return _meeting_table(
        f"traffar-{standing.network.slug}",
        _("Meetings"),
        "",
        visible_meetings(standing),
        is_host=standing.is_host,
    )


def list_page(person: Person, slug: str, at: datetime, *, sorted_by: str = "") -> ListPage:
    """The year plan in sentences, then what is to come and what has been.

    Raises:
        Http404: for strangers.
    """
    standing = teams.standing(person, slug, clock.day(at))
    network = standing.network
    meetings = list(visible_meetings(standing))
    upcoming = [meeting for meeting in meetings if meeting.ends_at > at]
    past = [meeting for meeting in reversed(meetings) if meeting.ends_at <= at]
    return ListPage(
        network=network,
        plan=tuple(_year_plan(standing, meetings)),
        upcoming=_meeting_table(
            "upcoming",
            _("Upcoming meetings"),
            _("No meeting is planned. The host plans the network's meetings and sends the invitations."),
            upcoming,
            is_host=standing.is_host,
        ).ordered(sorted_by),
        past=_meeting_table(
            "past", _("Past meetings"), _("No meeting has been held yet."), past, is_host=standing.is_host
        ).ordered(sorted_by),
        exports=Exports(csv=reverse("meetings:list_csv", args=[network.slug])),
        may_plan=rules.may_plan(standing.functions),
        warnings=tuple(
            _("%(title)s lies on %(day)s, which is not a working day.")
            % {"title": meeting.title, "day": weekday_day(meeting.starts_at)}
            for meeting in upcoming
            if not meeting.cancelled_at and not rules.is_on_working_day(meeting.starts_at)
        ),
    )


def activity_years(network: Network) -> range:
    """The calendar years in which the network has activities, the closing phase left out."""
    last = network.last_day
    if network.closing_from:
        last = min(last, date.fromordinal(network.closing_from.toordinal() - 1))
    return range(network.first_day.year, max(last, network.first_day).year + 1)


def _year_plan(standing: teams.Standing, meetings: Iterable[Meeting]) -> Iterable[str]:
    """One sentence a year: planned against the terms."""
    terms = networks.holding_terms(standing.network)
    if standing.is_host:
        seats = list(networks.seats(standing.network).filter(left_at__isnull=True))
    else:
        seats = [seat.participation for seat in standing.seats]
    standing_meetings = [meeting for meeting in meetings if not meeting.cancelled_at]
    for year in activity_years(standing.network):
        of_year = [meeting for meeting in standing_meetings if clock.day(meeting.starts_at).year == year]
        yield _joint_sentence(
            year,
            in_person=sum(meeting.kind == Meeting.Kind.NETWORK_IN_PERSON for meeting in of_year),
            online=sum(meeting.kind == Meeting.Kind.NETWORK_ONLINE for meeting in of_year),
            wanted_in_person=terms.meetings_in_person_per_year,
            wanted_online=terms.meetings_online_per_year,
        ) + (_local_sentence(of_year, seats, terms.local_days_per_year) if terms.local_days_per_year and seats else "")


def _joint_sentence(year: int, *, in_person: int, online: int, wanted_in_person: int, wanted_online: int) -> str:
    return _(
        "%(year)s: %(in_person)s of %(wanted_in_person)s network meetings in person and %(online)s of "
        "%(wanted_online)s online are planned or held."
    ) % {
        "year": year,
        "in_person": in_person,
        "wanted_in_person": wanted_in_person,
        "online": online,
        "wanted_online": wanted_online,
    }


NAMES_SHOWN = 4


def _local_sentence(of_year: list[Meeting], seats: list[Participation], wanted: int) -> str:
    days = [meeting.participation_id for meeting in of_year if meeting.kind == Meeting.Kind.LOCAL_DAY]
    missing = [seat.organisation.name for seat in seats if figures.still_needed(wanted, days.count(seat.pk))]
    if not missing:
        return " " + _("Every municipality has its local day.")
    if len(missing) > NAMES_SHOWN:
        return " " + ngettext(
            "%(number)s municipality has no local day yet.",
            "%(number)s municipalities have no local day yet.",
            len(missing),
        ) % {"number": len(missing)}
    return " " + _("No local day yet: %(names)s.") % {"names": ", ".join(missing)}


# --- One meeting ------------------------------------------------------------------------------------------------


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
    may_change: Verdict
    may_invite: Verdict
    may_record: Verdict
    on_working_day: Verdict
    leads: bool
    answers: Answers | None
    attended: int
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
        may_change=rules.may_change_meeting(meeting, attended=attended),
        may_invite=rules.may_invite(meeting, at=at),
        may_record=rules.may_record_attendance(meeting, at=at),
        on_working_day=rules.is_on_working_day(meeting.starts_at),
        leads=sight.leads,
        answers=_answers(meeting) if sight.leads else None,
        attended=attended,
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


def answer_page(sight: Sight, at: datetime) -> AnswerPage:
    """Coming or not, and what was answered before."""
    return AnswerPage(
        meeting=sight.meeting,
        where=where(sight.meeting),
        own_answer=sight.answer or "",
        own_answer_text=sight.answer_text,
        may_answer=rules.may_answer(sight.meeting, is_invited=sight.is_invited, at=at),
    )


def seat_choices(network: Network) -> list[tuple[str, str]]:
    """The seats to choose among for a local day."""
    return [(str(seat.pk), seat.organisation.name) for seat in networks.seats(network).filter(left_at__isnull=True)]


def one_seat(network: Network, participation_id: str) -> Participation | None:
    """The chosen seat of the network; None when none was chosen."""
    return networks.seats(network).filter(pk=participation_id).first() if participation_id else None


# --- Attendance and check-in ------------------------------------------------------------------------------------


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


def check_in_page(meeting: Meeting, person: Person, at: datetime) -> CheckInPage:
    """Whether the person may check in now, or has done so."""
    return CheckInPage(
        meeting=meeting,
        verdict=rules.may_check_in(meeting, is_expected=is_expected(meeting, person), at=at),
        own_minutes=own_minutes(meeting, person),
    )


# --- To do ------------------------------------------------------------------------------------------------------


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
