"""Guests: people beyond the teams, who have no account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core.templatetags.samverka import clock_time
from samverka.core.verdicts import Verdict
from samverka.meetings import rules
from samverka.meetings.models import Attendance, Guest, Meeting
from samverka.meetings.queries.facts import whole_minutes


@dataclass(frozen=True, slots=True)
class GuestLine:
    """One guest on the list."""

    guest_id: int
    name: str
    unit: str
    kind: str
    attends_as: str
    employer: str
    function: str
    minutes: int | None
    note: str

    @property
    def organisation(self) -> str:
        """The unit, and for hours the employer."""
        return ", ".join(text for text in (self.unit, self.employer) if text)


def guests_of(meeting: Meeting) -> Iterable[Guest]:
    """The guests by name."""
    return Guest.objects.filter(meeting=meeting).order_by("name_sort", "pk")


def guests_with_hours(meeting: Meeting) -> int:
    """How many guests have hours on the list."""
    return Guest.objects.filter(meeting=meeting, attends_as=Guest.AttendsAs.WITH_HOURS).count()


def guest_lines(meeting: Meeting) -> tuple[GuestLine, ...]:
    """The guests as they stand on the list."""
    return tuple(
        GuestLine(
            guest_id=guest.pk,
            name=guest.name,
            unit=guest.unit,
            kind=guest.attends_as,
            attends_as=guest.get_attends_as_display(),
            employer=guest.employer,
            function=guest.function,
            minutes=guest.minutes,
            note=_note(guest),
        )
        for guest in guests_of(meeting)
    )


def _note(guest: Guest) -> str:
    said = []
    if guest.source == Attendance.Source.CHECK_IN:
        said.append(_("Checked in %(time)s") % {"time": clock_time(guest.recorded_at)})
    if guest.attends_as == Guest.AttendsAs.ELECTED:
        said.append(_("Does not count as co-financing"))
    if guest.attends_as == Guest.AttendsAs.WITH_HOURS:
        said.append(_("Has attested the hours") if guest.vouched_at else _("Has not attested the hours"))
    return ". ".join(said)


def guests_sentence(meeting: Meeting) -> str:
    """How many guests, and what they are, of a meeting that one of the guards found; empty when there are none."""
    counts = {kind: int(getattr(meeting, f"guests_{kind}", 0)) for kind in Guest.AttendsAs.values}
    if not any(counts.values()):
        return ""
    texts = {
        Guest.AttendsAs.AUDIENCE: _("%(number)s as audience"),
        Guest.AttendsAs.WITH_HOURS: _("%(number)s with hours"),
        Guest.AttendsAs.ELECTED: ngettext(
            "%(number)s elected representative", "%(number)s elected representatives", counts[Guest.AttendsAs.ELECTED]
        ),
    }
    words = ", ".join(text % {"number": counts[kind]} for kind, text in texts.items() if counts[kind])
    return ngettext("%(number)s guest: %(words)s.", "%(number)s guests: %(words)s.", sum(counts.values())) % {
        "number": sum(counts.values()),
        "words": words,
    }


def one_guest(meeting: Meeting, guest_id: int) -> Guest:
    """A guest of the meeting.

    Raises:
        Http404: when there is none.
    """
    guest = Guest.objects.filter(meeting=meeting, pk=guest_id).first()
    if guest is None:
        raise Http404
    return guest


@dataclass(frozen=True, slots=True)
class GuestsPage:
    """The guests of a meeting, for those who take its attendance."""

    meeting: Meeting
    people_beyond: str
    guests: tuple[GuestLine, ...]
    sentence: str
    may_record: Verdict
    minutes: int


def guests_page(meeting: Meeting, at: datetime) -> GuestsPage:
    """The guests so far; one more may be written down."""
    return GuestsPage(
        meeting=meeting,
        people_beyond=meeting.get_people_beyond_display(),
        guests=guest_lines(meeting),
        sentence=guests_sentence(meeting),
        may_record=rules.may_record_attendance(meeting, at=at),
        minutes=whole_minutes(meeting),
    )


@dataclass(frozen=True, slots=True)
class GuestCheckInPage:
    """The phone's page for a guest."""

    meeting: Meeting
    verdict: Verdict
    minutes: int
    may_have_hours: bool
    is_done: bool = False


def guest_check_in_page(meeting: Meeting, at: datetime, *, is_done: bool = False) -> GuestCheckInPage:
    """Whether a guest may check in now; afterwards that it is done."""
    return GuestCheckInPage(
        meeting=meeting,
        verdict=rules.is_check_in_open(meeting, at=at),
        minutes=whole_minutes(meeting),
        may_have_hours=bool(rules.may_attend_as(meeting, attends_as=Guest.AttendsAs.WITH_HOURS)),
        is_done=is_done,
    )
