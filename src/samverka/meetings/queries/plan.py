"""The list of meetings and the year plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import clock_time, weekday_day
from samverka.core.verdicts import Verdict
from samverka.meetings import figures, rules
from samverka.meetings.models import Meeting
from samverka.meetings.queries.sight import counted
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people.models import Person
from samverka.teams import queries as teams


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
    meetings = counted(Meeting.objects.filter(network=standing.network)).order_by("starts_at", "pk")
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
        exports=Exports(
            csv=reverse("meetings:list_csv", args=[network.slug]),
            xlsx=reverse("meetings:list_xlsx", args=[network.slug]),
        ),
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
