"""Guests of a municipality's local days whose hours count, and who have no month to confirm yet (Q58)."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse

from samverka.core import clock
from samverka.core.months import Month
from samverka.hours.queries.team import led_seat
from samverka.meetings.models import Guest
from samverka.networks.models import Participation
from samverka.people.models import Person


@dataclass(frozen=True, slots=True)
class GuestShown:
    """A guest with hours, and where to take the guest in."""

    name: str
    unit: str
    employer: str
    meeting: str
    minutes: int
    take_in_href: str


@dataclass(frozen=True, slots=True)
class GuestsPage:
    """The guests with hours of a municipality's month."""

    seat: Participation
    month: Month
    guests: tuple[GuestShown, ...]
    back_href: str


def guests_page(person: Person, network: str, month: Month, participation_id: int, *, at: datetime) -> GuestsPage:
    """What the page shows, in one statement beside its guard's.

    Raises:
        Http404: when the person does not lead the team.
    """
    seat = led_seat(person, network, participation_id, clock.day(at))
    where = [seat.network.slug, month, seat.pk]
    guests = (
        Guest.objects.filter(meeting__participation=seat, attends_as=Guest.AttendsAs.WITH_HOURS)
        .select_related("meeting")
        .order_by("meeting__starts_at", "name_sort", "pk")
    )
    return GuestsPage(
        seat=seat,
        month=month,
        guests=tuple(
            GuestShown(
                guest.name,
                guest.unit,
                guest.employer,
                guest.meeting.title,
                guest.minutes or 0,
                reverse("hours:take_in_guest", args=[*where, guest.pk]),
            )
            for guest in guests
            if clock.day(guest.meeting.starts_at) in month
        ),
        back_href=reverse("hours:team", args=where),
    )


def one_guest_with_hours(seat: Participation, guest_id: int) -> Guest:
    """A guest of one of the municipality's local days.

    Raises:
        Http404: when there is none.
    """
    guest = Guest.objects.filter(pk=guest_id, meeting__participation=seat).select_related("meeting__network").first()
    if guest is None:
        raise Http404
    return guest
