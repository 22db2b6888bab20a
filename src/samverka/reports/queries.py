"""What the pages that look at every floor ask; nothing is written here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.money import grouped
from samverka.core.months import Month
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.todo import Facts, fact_instant, facts_by_name
from samverka.examples import queries as examples
from samverka.goals import queries as goals
from samverka.goals.models import Anchoring, NeedsInventory
from samverka.hours import queries as hours
from samverka.hours.models import Activity, HourRow, HourSheet, ReportingRole
from samverka.meetings import queries as meetings
from samverka.meetings.models import Attendance, Meeting
from samverka.networks import queries as networks
from samverka.networks import rules as network_rules
from samverka.networks.models import Network, Participation, Terms
from samverka.people.models import Person
from samverka.reports import figures
from samverka.support import queries as support
from samverka.support.models import SupportEntry
from samverka.teams import figures as team_figures
from samverka.teams import queries as teams
from samverka.teams.models import SeatSupporter, TeamMember


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


# --- The commitments of both sides (R8) --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One commitment: what was promised, how it stands by the facts, and where that is seen."""

    promise: str
    mark: str
    word: str
    evidence: str
    href: str


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    """Both sides' commitments for one seat, alike to the municipality and the host."""

    network: Network
    organisation: str
    municipality: tuple[CommitmentLine, ...]
    host: tuple[CommitmentLine, ...]
    days: str

    @property
    def sentence(self) -> str:
        """How many of each side's are kept or on their way."""
        kept, promised = (sum(line.mark == "done" for line in lines) for lines in (self.municipality, self.host))
        return _("The municipality keeps %(kept)s of %(all)s, the host %(promised)s of %(every)s.") % {
            "kept": kept,
            "all": len(self.municipality),
            "promised": promised,
            "every": len(self.host),
        }


def commitments_page(person: Person, slug: str, participation_id: int, at: datetime) -> CommitmentsPage:
    """How both sides keep what they have promised, for the host's staff and the municipality's team.

    Raises:
        Http404: when the seat is none that the person may see.
    """
    day = clock.day(at)
    seat, stands = teams.one_seat(person, slug, participation_id, day)
    terms = networks.holding_terms(stands.network)
    facts = facts_by_name(_facts_of(seat, stands.network, day))
    where = [slug, seat.pk]
    has_left = seat.last_day < day
    return CommitmentsPage(
        network=stands.network,
        organisation=seat.organisation.name,
        municipality=tuple(_of_municipality(seat, terms, facts, where, day)),
        host=tuple(_of_host(terms, facts, where, at)),
        days=_("The seat's time in the network has ended.") if has_left else "",
    )


def _facts_of(seat: Participation, network: Network, day: date) -> dict[str, tuple[QuerySet[Any], Facts]]:
    """What the packages know of a seat; every number is of the calendar year or of today."""
    sheets = HourSheet.objects.filter(participation=seat, superseded_at__isnull=True)
    over = sheets.filter(month__lt=day.replace(day=1), left_out_at__isnull=True)
    year = HourRow.objects.filter(
        sheet__participation=seat,
        sheet__superseded_at__isnull=True,
        sheet__confirmed_at__isnull=False,
        sheet__month__year=day.year,
    )
    own_day = Q(kind=Meeting.Kind.LOCAL_DAY, participation=seat)
    joint = Q(kind__in=meetings.JOINT_KINDS, network=network)
    return {
        "members": (
            TeamMember.objects.filter(networks.on_day(day), participation=seat),
            {"seat": "team_seat", "area": "area", "deputy": "deputy_coordinator"},
        ),
        "supporters": (
            SeatSupporter.objects.filter(networks.on_day(day), participation=seat),
            {
                "name": "person__name",
                "hidden": "person__protected_identity",
                "is_substitute": "is_substitute",
            },
        ),
        "meetings": (
            Meeting.objects.filter(own_day | joint, cancelled_at__isnull=True, starts_at__year=day.year),
            {"kind": "kind", "ends_at": "ends_at"},
        ),
        "months": (
            over.values("month").annotate(left=Count("pk", filter=Q(submitted_at__isnull=True))),
            {"month": "month", "left": "left"},
        ),
        "hours": (
            year.values("sheet__reporting_role", "activity").annotate(total=Sum("minutes")),
            {"role": "sheet__reporting_role", "activity": "activity", "minutes": "total"},
        ),
        "support": (
            SupportEntry.objects.filter(participation=seat, is_shared=True),
            {"outcome": "outcome", "day": "day"},
        ),
        "inventory": (
            NeedsInventory.objects.filter(participation=seat, declared_at__isnull=False),
            {"declared_at": "declared_at"},
        ),
        "anchoring": (
            Anchoring.objects.filter(participation=seat, withdrawn_at__isnull=True),
            {"audience": "audience", "day": "held_day"},
        ),
    }


def _of_municipality(
    seat: Participation, terms: Terms, facts: Mapping[str, Sequence[Facts]], where: list[Any], day: date
) -> Iterator[CommitmentLine]:
    team = reverse("teams:show", args=where)
    members = [row for row in facts["members"] if row["seat"] != TeamMember.TeamSeat.COORDINATOR]
    areas = {row["area"] for row in members}
    yield CommitmentLine(
        _("%(size)s people in a project team, from at least %(areas)s areas")
        % {"size": terms.team_size, "areas": terms.fewest_areas},
        *_mark(len(members) >= terms.team_size and len(areas) >= terms.fewest_areas, begun=bool(members)),
        _("%(number)s people from %(areas)s areas today.") % {"number": len(members), "areas": len(areas)},
        team,
    )
    has_coordinator = len(members) < len(facts["members"])
    has_deputy = any(row["deputy"] for row in facts["members"])
    yield CommitmentLine(
        _("A coordinator for %(share)s percent of full time, and a deputy")
        % {"share": terms.coordinator_share_percent},
        *_mark(has_coordinator and has_deputy, begun=has_coordinator),
        _("Coordinator and deputy are named.")
        if has_coordinator and has_deputy
        else _("Nobody is named as deputy.")
        if has_coordinator
        else _("The team has no coordinator."),
        team,
    )
    if terms.with_hours:
        yield from _of_hours(seat, terms, facts, where, day)
    committee = [row for row in facts["anchoring"] if row["audience"] == Anchoring.Audience.COMMITTEE]
    staff = [row for row in facts["anchoring"] if row["audience"] in _AMONG_STAFF]
    yield CommitmentLine(
        _("The matter is anchored in a committee and among staff"),
        *_mark(bool(committee and staff), begun=bool(committee or staff)),
        _("%(committee)s times in a committee, %(staff)s among managers and staff.")
        % {"committee": len(committee), "staff": len(staff)},
        reverse("goals:anchoring", args=where),
    )
    due = terms.needs_due_day
    declared = bool(facts["inventory"])
    yield CommitmentLine(
        _("The needs are gone through"),
        *_mark(declared, begun=False, is_late=due is not None and due < day),
        _("The inventory is declared done.")
        if declared
        else _("The inventory is not declared done.")
        + (" " + _("It is due on %(day)s.") % {"day": day_text(due)} if due else ""),
        reverse("goals:needs", args=where),
    )


_AMONG_STAFF = frozenset({Anchoring.Audience.MANAGERS.value, Anchoring.Audience.COLLEAGUES.value})
_TOGETHER = frozenset({Activity.JOINT_MEETING.value, Activity.LOCAL_DAY.value})
_MINUTES_OF_HOUR = 60


def _of_hours(
    seat: Participation, terms: Terms, facts: Mapping[str, Sequence[Facts]], where: list[Any], day: date
) -> Iterator[CommitmentLine]:
    """Working time of the year against the pace of the months that are over, and the months handed in."""
    start = max(seat.first_day, date(day.year, 1, 1))
    end = min(seat.last_day, day.replace(day=1) - timedelta(days=1))
    per_year = terms.hours_per_year * (terms.team_size if terms.hours_are_per_person else 1)
    wanted = team_figures.hours_of(per_year, team_figures.months_of(start, end) if start <= end else 0)
    team = [row for row in facts["hours"] if row["role"] == ReportingRole.PARTICIPANT]
    done = sum(row["minutes"] for row in team) // _MINUTES_OF_HOUR
    own = sum(row["minutes"] for row in team if row["activity"] not in _TOGETHER) // _MINUTES_OF_HOUR
    seen = {"year": day.year, "done": grouped(done), "wanted": grouped(wanted)}
    yield CommitmentLine(
        _("About %(hours)s hours a year in the project") % {"hours": grouped(per_year)},
        *_mark(done >= wanted, begun=bool(done)),
        _("%(done)s hours attested in %(year)s; by the pace of the year it would be %(wanted)s.") % seen,
        reverse("hours:waiting", args=where[:1]),
    )
    yield CommitmentLine(
        _("Own work between the meetings"),
        *_mark(bool(own), begun=False),
        _("%(hours)s hours of own work attested in %(year)s.") % {"hours": grouped(own), "year": day.year},
        reverse("hours:waiting", args=where[:1]),
    )
    left = sorted(row["month"] for row in facts["months"] if row["left"])
    yield CommitmentLine(
        _("Each month is submitted"),
        *_mark(not left, begun=len(left) < len(facts["months"])),
        ngettext("%(number)s month waits to be submitted.", "%(number)s months wait to be submitted.", len(left))
        % {"number": len(left)}
        if left
        else _("Every month that is over has been submitted."),
        reverse("hours:waiting", args=where[:1]),
    )


def _of_host(
    terms: Terms, facts: Mapping[str, Sequence[Facts]], where: list[Any], at: datetime
) -> Iterator[CommitmentLine]:
    named = [row for row in facts["supporters"] if not row["is_substitute"]]
    steps_in = [row for row in facts["supporters"] if row["is_substitute"]]
    shown = [_("Process supporter") if row["hidden"] else row["name"] for row in (*named, *steps_in)]
    yield CommitmentLine(
        _("A named process supporter, and someone who steps in"),
        *_mark(bool(named and steps_in), begun=bool(named)),
        ", ".join(shown) + "." if shown else _("Nobody is named yet."),
        reverse("teams:show", args=where),
    )
    contacts = facts["support"]
    latest = max((row["day"] for row in contacts), default="")
    yield CommitmentLine(
        _("Process support, mainly at a distance"),
        *_mark(bool(contacts), begun=False),
        ngettext(
            "%(number)s contact, the latest on %(day)s.", "%(number)s contacts, the latest on %(day)s.", len(contacts)
        )
        % {"number": len(contacts), "day": day_text(date.fromisoformat(latest))}
        if contacts
        else _("No contact is logged yet."),
        reverse("support:seat", args=where),
    )
    for kinds, wanted, promise in (
        ({Meeting.Kind.LOCAL_DAY.value}, terms.local_days_per_year, _("A local day each year")),
        (
            set(meetings.JOINT_KINDS),
            terms.meetings_in_person_per_year + terms.meetings_online_per_year,
            _("Network meetings each year"),
        ),
    ):
        held = [row for row in facts["meetings"] if row["kind"] in kinds]
        over = sum(fact_instant(row["ends_at"]) <= at for row in held)
        yield CommitmentLine(
            f"{promise} ({wanted})",
            *_mark(over >= wanted, begun=len(held) >= wanted),
            _("%(over)s held and %(planned)s planned this year.") % {"over": over, "planned": len(held) - over},
            reverse("meetings:list", args=where[:1]),
        )


def _mark(is_kept: bool, *, begun: bool, is_late: bool = False) -> tuple[str, str]:  # noqa: FBT001 - the one fact that decides
    """The state and its word."""
    if is_kept:
        return "done", _("Kept")
    if is_late:
        return "late", _("Late")
    return ("waiting", _("On its way")) if begun else ("open", _("Not yet"))
