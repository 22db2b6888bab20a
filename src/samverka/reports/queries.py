"""What the pages that look at every floor ask; nothing is written here."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.money import grouped
from samverka.core.months import Month
from samverka.examples import queries as examples
from samverka.goals import queries as goals
from samverka.hours import queries as hours
from samverka.meetings import queries as meetings
from samverka.meetings.models import Attendance, Meeting
from samverka.networks import queries as networks
from samverka.networks import rules as network_rules
from samverka.networks.models import Network, Terms
from samverka.people.models import Person
from samverka.reports import figures
from samverka.support import queries as support
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
        Onward(
            _("Process support"),
            reverse("support:overview", args=[slug]),
            _("Contacts, agreed steps and local days."),
        ),
        Onward(_("Ask the network"), reverse("support:questions", args=[slug]), _("Questions and answers to search.")),
        Onward(_("Method resources"), reverse("support:resources", args=[slug]), _("Templates, checklists, guides.")),
        Onward(
            _("Learning examples"), reverse("examples:drafts", args=[slug]), _("What you have learned, for others.")
        ),
    ]
    if not stands.is_host:
        found.append(
            Onward(
                _("For elected representatives"),
                reverse("reports:politicians", args=[slug, stands.seats[0].participation_id]),
                _("Where the municipality stands, on one page to print."),
            )
        )
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


# --- One page for elected representatives ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the three results, as a politician reads it."""

    title: str
    word: str
    mark: str
    evidence: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PoliticiansPage:
    """Where a municipality stands, on one page to read and print."""

    network: Network
    organisation: str
    day: date
    sentence: str
    results: tuple[Standing, ...]
    # Empty where the network does without hours.
    hours_sentence: str
    meetings_sentence: str
    local_days_sentence: str
    examples: tuple[tuple[str, str], ...]


def politicians_page(person: Person, slug: str, participation_id: int, at: datetime) -> PoliticiansPage:
    """One readable page about a municipality, for its team to hand to politicians and for the host.

    Raises:
        Http404: for everyone else.
    """
    day = clock.day(at)
    sight = goals.one_sight(person, slug, participation_id, day)
    terms = networks.holding_terms(sight.network)
    board = goals.seat_page(sight, day)
    held, attended = _joint_meetings(sight.network, participation_id, at)
    days = support.local_days(sight.network, terms, at).get(participation_id)
    return PoliticiansPage(
        network=sight.network,
        organisation=sight.name,
        day=day,
        sentence=board.sentence,
        results=tuple(Standing(one.title, str(one.word), one.mark, one.evidence, one.missing) for one in board.results),
        hours_sentence=_hours_sentence(sight.network, terms, participation_id, day) if terms.with_hours else "",
        meetings_sentence=ngettext(
            "%(attended)s of %(held)s joint meeting attended.",
            "%(attended)s of %(held)s joint meetings attended.",
            held,
        )
        % {"attended": attended, "held": held},
        local_days_sentence=days.sentence if days else "",
        examples=tuple((card.title, card.href) for card in examples.by_participation(participation_id)),
    )


def _joint_meetings(network: Network, participation_id: int, at: datetime) -> tuple[int, int]:
    """How many joint meetings have been, and at how many of them somebody of the seat was there."""
    there = Attendance.objects.filter(meeting=OuterRef("pk"), person__team_seats__participation_id=participation_id)
    rows = Meeting.objects.filter(
        network=network, kind__in=meetings.JOINT_KINDS, cancelled_at__isnull=True, ends_at__lte=at
    ).annotate(is_there=Exists(there))
    seen = list(rows.values_list("is_there", flat=True))
    return len(seen), sum(seen)


def _hours_sentence(network: Network, terms: Terms, participation_id: int, day: date) -> str:
    first = max(date(day.year, 1, 1), network.first_day)
    found = hours.hours_by_seat(network, first, min(day, network.last_day)).get(participation_id)
    minutes = found.team.confirmed.minutes if found else 0
    promised = terms.hours_per_year * (terms.team_size if terms.hours_are_per_person else 1)
    return _("The team has attested %(hours)s of about %(promised)s hours this year (%(share)s percent).") % {
        "hours": grouped(minutes // 60),
        "promised": grouped(promised),
        "share": figures.percent(minutes, promised * 60),
    }


# --- What anyone may find -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnowledgePage:
    """The public door to what the networks have learned."""

    newest: tuple[examples.Card, ...]
    onward: tuple[Onward, ...]


def knowledge_page() -> KnowledgePage:
    """Newest examples, and where the rest is."""
    return KnowledgePage(
        newest=tuple(examples.card(edition) for edition in examples.editions()[:3]),
        onward=(
            Onward(
                _("Learning examples"),
                reverse("examples:list"),
                _("What municipalities have learned, conclusions first."),
            ),
            Onward(_("Method resources"), reverse("support:public"), _("Templates, checklists and guides to use.")),
            Onward(
                _("Adopted documents"),
                reverse("goals:public_documents"),
                _("Policies and action plans that municipalities have adopted."),
            ),
            Onward(
                _("Social enterprises"),
                reverse("enterprises:register"),
                _("The register, confirmed by the enterprises."),
            ),
            Onward(
                _("Deals and partnerships"),
                reverse("enterprises:public"),
                _("What municipalities have agreed on, openly."),
            ),
        ),
    )


def public_addresses() -> list[tuple[str, date | None]]:
    """What search engines may read: each public page, and when an example was last published."""
    plain = [
        reverse(name)
        for name in (
            "front",
            "reports:knowledge",
            "examples:list",
            "support:public",
            "goals:public_documents",
            "enterprises:register",
            "enterprises:public",
        )
    ]
    told = [
        (reverse("examples:show", args=[slug]), published_at.date())
        for slug, published_at in examples.editions().values_list("example__slug", "published_at")
    ]
    return [*((address, None) for address in plain), *told]
