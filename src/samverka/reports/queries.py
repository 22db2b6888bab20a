"""What the pages that look at every floor ask; nothing is written here."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.months import Month
from samverka.meetings import queries as meetings
from samverka.networks import queries as networks
from samverka.networks import rules as network_rules
from samverka.networks.models import Network, Terms
from samverka.people.models import Person
from samverka.teams import queries as teams


@dataclass(frozen=True, slots=True)
class Onward:
    """A page of the network, and in one line what is there."""

    label: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes next."""

    title: str
    href: str
    starts_at: datetime
    ends_at: datetime
    where: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The network's front as this person sees it."""

    network: Network
    is_host: bool
    sentence: str
    conditional: str
    seats: int
    taken: int
    seat_names: tuple[str, ...]
    next_meeting: NextMeeting | None
    onward: tuple[Onward, ...]


def network_page(person: Person, slug: str, at: datetime) -> NetworkPage:
    """The front for the host (seats, terms, next meeting) and for a team member (own seat, next meeting, month).

    Raises:
        Http404: for strangers.
    """
    day = clock.day(at)
    stands = teams.standing(person, slug, day)
    network = stands.network
    terms = networks.holding_terms(network)
    seats = [seat for seat in networks.seats(network) if seat.left_at is None] if stands.is_host else []
    coming = meetings.next_meeting(stands, at)
    return NetworkPage(
        network=network,
        is_host=stands.is_host,
        sentence=_host_sentence(terms, len(seats)) if stands.is_host else _member_sentence(stands),
        conditional=networks.funding_sentence(network) if network_rules.is_conditional(network) else "",
        seats=terms.seats,
        taken=len(seats),
        seat_names=tuple(seat.organisation.name for seat in seats),
        next_meeting=NextMeeting(
            title=coming.title,
            href=reverse("meetings:show", args=[network.slug, coming.pk]),
            starts_at=coming.starts_at,
            ends_at=coming.ends_at,
            where=meetings.where(coming),
        )
        if coming
        else None,
        onward=tuple(_onward(stands, terms, Month.of(day))),
    )


def _host_sentence(terms: Terms, taken: int) -> str:
    return ngettext("%(taken)s of %(seats)s seat is taken.", "%(taken)s of %(seats)s seats are taken.", terms.seats) % {
        "taken": taken,
        "seats": terms.seats,
    }


def _member_sentence(stands: teams.Standing) -> str:
    seat = stands.seats[0]
    role = _("coordinator") if seat.team_seat == seat.TeamSeat.COORDINATOR else _("team member")
    return _("You are a %(role)s for %(organisation)s.") % {
        "role": role,
        "organisation": seat.participation.organisation.name,
    }


def _onward(stands: teams.Standing, terms: Terms, month: Month) -> list[Onward]:
    """The network's pages; those that the terms switch off are not there (R49)."""
    slug = stands.network.slug
    start = reverse("reports:network", args=[slug])
    found = []
    if terms.with_hours and not stands.is_host:
        found.append(Onward(_("Your month"), f"{start}tid/{month}/", _("What you have done, to attest.")))
    found += [
        Onward(
            _("Project teams") if stands.is_host else _("Your project team"),
            reverse("teams:index", args=[slug]),
            _("Who is in the teams, and which roles are free.")
            if stands.is_host
            else _("Who is in the team, and which roles are free."),
        ),
        Onward(_("Meetings"), reverse("meetings:list", args=[slug]), _("The year plan, upcoming and past meetings.")),
    ]
    if terms.with_hours and (stands.is_host or stands.led_ids):
        found.append(Onward(_("Working time"), f"{start}tid/", _("What has been attested and submitted.")))
    if terms.with_claims and stands.is_host:
        found.append(
            Onward(
                _("Co-financing"), f"{start}medfinansiering/", _("Promised, submitted and claimed hours and kronor.")
            )
        )
    found += [
        Onward(_("Terms"), reverse("teams:terms", args=[slug]), _("What the network has agreed to.")),
        Onward(_("Project staff"), reverse("teams:staff", args=[slug]), _("Whom to ask at the host.")),
    ]
    if network_rules.may_keep_funding(stands.functions):
        found.append(
            Onward(
                _("Funding decision"), reverse("networks:funding", args=[slug]), _("Applied for, granted, rejected.")
            )
        )
    return found
