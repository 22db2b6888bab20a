"""What can be asked about teams."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.todo import Facts, Todo, Waits, gathered
from samverka.core.verdicts import Verdict
from samverka.networks import queries as networks
from samverka.networks import rules as network_rules
from samverka.networks.models import DataProtectionArrangement, Network, Participation, Staff, Terms
from samverka.networks.queries import on_day
from samverka.people import queries as people
from samverka.people.models import Employer, Person
from samverka.teams import figures, rules
from samverka.teams.models import AppointingLink, Area, Leaving, NearestManager, SeatSupporter, TeamMember

LEADS = Q(team_seat=TeamMember.TeamSeat.COORDINATOR) | Q(deputy_coordinator=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is in a network on a day: of the host's staff, or in the teams of some seats, or nothing."""

    network: Network
    functions: frozenset[str]
    seats: tuple[TeamMember, ...]

    @property
    def is_host(self) -> bool:
        """Whether the person is of the host's staff."""
        return bool(self.functions)

    @property
    def seat_ids(self) -> frozenset[int]:
        """The participations in whose teams the person is."""
        return frozenset(seat.participation_id for seat in self.seats)

    @property
    def led_ids(self) -> frozenset[int]:
        """The participations whose team the person leads, as coordinator or deputy."""
        return frozenset(seat.participation_id for seat in self.seats if is_lead(seat))

    def __bool__(self) -> bool:
        return bool(self.functions or self.seats)


def is_lead(member: TeamMember) -> bool:
    """Whether the member leads the team, as coordinator or deputy."""
    return member.team_seat == TeamMember.TeamSeat.COORDINATOR or member.deputy_coordinator


def standing(person: Person, slug: str, day: date) -> Standing:
    """What the person is in the network with this address, for those who are something there.

    Raises:
        Http404: when there is no such network, or the person is a stranger in it.
    """
    staff = networks.staff_rows(person, slug, day)
    if staff:
        return Standing(staff[0].network, frozenset(row.function for row in staff), ())
    seats = tuple(
        TeamMember.objects.filter(on_day(day), person=person, participation__network__slug=slug)
        .select_related("participation", "participation__organisation", "participation__network")
        .order_by("pk")
    )
    if not seats:
        raise Http404
    return Standing(seats[0].participation.network, frozenset(), seats)


def belonging(person: Person, slug: str, day: date) -> tuple[Network, frozenset[str]]:
    """The network, and what the person does at its host: for staff, teams and auditors, who need its terms and staff.

    Raises:
        Http404: for everyone else; an applicant reads the call, where both sides' commitments stand.
    """
    audited = networks.audited_network(person, slug, day)
    if audited is not None:
        return audited, frozenset()
    stands = standing(person, slug, day)
    return stands.network, stands.functions


def terms_page(person: Person, slug: str, day: date) -> networks.TermsPage:
    """The terms of a network that the person belongs to."""
    return networks.terms_page(*belonging(person, slug, day))


def staff_page(person: Person, slug: str, day: date, *, sorted_by: str = "") -> networks.StaffPage:
    """The host's staff of a network that the person belongs to."""
    network, _functions = belonging(person, slug, day)
    return networks.staff_page(network, day, sorted_by=sorted_by)


def members_in(participation: Participation, first_day: date, last_day: date) -> QuerySet[TeamMember]:
    """Everyone who was in the team on some day of a period, coordinator first, then by name."""
    return (
        TeamMember.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=first_day), participation=participation, first_day__lte=last_day
        )
        .select_related("person", "employment", "employment__employer")
        .order_by("team_seat", "person__name_sort")
    )


def current_members(participation: Participation, day: date) -> QuerySet[TeamMember]:
    """Everyone in the team on a day, coordinator first, then by name."""
    return members_in(participation, day, day)


def own_seats(person: Person, network: Network, day: date) -> QuerySet[TeamMember]:
    """The person's own seats in the network's teams on a day."""
    return (
        TeamMember.objects.filter(on_day(day), person=person, participation__network=network)
        .select_related("participation", "participation__organisation", "participation__network")
        .order_by("pk")
    )


def coordinated_seats(person: Person, day: date) -> QuerySet[TeamMember]:
    """The seats whose team the person leads on a day, as coordinator or deputy."""
    return (
        TeamMember.objects.filter(on_day(day) & LEADS, person=person)
        .select_related("participation", "participation__organisation", "participation__network")
        .order_by("participation__network__first_day")
    )


def coordinated_seat(person: Person, network: Network, participation_id: int, day: date) -> Participation:
    """The seat, for its coordinator or deputy.

    Raises:
        Http404: when there is none, or the person does not lead its team on the day.
    """
    seat = (
        coordinated_seats(person, day).filter(participation__network=network, participation_id=participation_id).first()
    )
    if seat is None:
        raise Http404
    return seat.participation


def may_store_more(network: Network, person: Person, day: date) -> Verdict:
    """Whether more than name, work e-mail, function and employer may be stored about the person (R45).

    One statement. Where the terms ask for an arrangement, it has to be in force for a seat that the person has; the
    host's own staff stand outside it.
    """
    in_force = DataProtectionArrangement.objects.filter(
        network=network, organisation=OuterRef("participation__organisation"), completed_at__isnull=False
    )
    seat = TeamMember.objects.filter(Exists(in_force), on_day(day), participation__network=network, person=person)
    waiting = Terms.objects.filter(
        ~Q(arrangement=""),
        ~Exists(seat),
        ~Exists(Staff.objects.filter(on_day(day), network=network, person=person)),
        network=network,
        replaced_at__isnull=True,
    )
    return network_rules.may_store_more(is_needed=waiting.exists(), is_in_force=False)


# --- The team's pages -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a team as others see it."""

    member_id: int
    name: str
    function: str
    area: str
    department: str
    is_coordinator: bool
    is_deputy: bool
    first_day: date
    last_day: date | None
    address: str
    may_name_deputy: Verdict
    manager: str = ""
    is_time_approved: bool = False

    @property
    def role(self) -> str:
        """The role in the team, in words."""
        if self.is_coordinator:
            return _("Coordinator")
        return _("Team member and deputy coordinator") if self.is_deputy else _("Team member")


@dataclass(frozen=True, slots=True)
class Cover:
    """How far a team is filled: against the terms, in sentences."""

    filled: int
    team_size: int
    has_coordinator: bool
    has_deputy: bool
    warnings: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """How many roles of how many are filled, as a sentence."""
        return _("%(filled)s of %(size)s roles are filled.") % {"filled": self.filled, "size": self.team_size}


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One seat's team."""

    participation: Participation
    network: Network
    organisation: str
    cover: Cover
    members: tuple[Member, ...]
    coming: tuple[Member, ...]
    past: Table
    leads: bool
    exports: Exports
    needs_employer: bool
    # The network's project manager names the process supporter and keeps the seat's days.
    keeps: bool
    leaving: Leaving | None
    may_send_link: Verdict


def _shown(member: TeamMember, day: date) -> Member:
    person = member.person
    return Member(
        member_id=member.pk,
        name=person.shown_as(member.function),
        function=member.function,
        area=member.get_area_display(),
        department=member.employment.department if member.employment else "",
        is_coordinator=member.team_seat == TeamMember.TeamSeat.COORDINATOR,
        is_deputy=member.deputy_coordinator,
        first_day=member.first_day,
        last_day=member.last_day,
        # An address usually holds the name.
        address="" if person.protected_identity else person.email,
        may_name_deputy=rules.may_name_deputy(member, day=day),
        manager=getattr(member, "manager_name", "") or "",
        is_time_approved=getattr(member, "time_approved_at", None) is not None,
    )


def cover_of(terms: Terms, members: Iterable[TeamMember]) -> Cover:
    """What a team covers and what it lacks on a day (R9); `members` are those of the day."""
    present = list(members)
    filled = [member for member in present if member.team_seat != TeamMember.TeamSeat.COORDINATOR]
    covered = [member.area for member in filled]
    has_coordinator = len(filled) < len(present)
    has_deputy = any(member.deputy_coordinator for member in present)
    warnings = []
    if not has_coordinator:
        warnings.append(_("The team has no coordinator."))
    if len(filled) < terms.team_size:
        free = terms.team_size - len(filled)
        warnings.append(
            ngettext("%(number)s role is not filled.", "%(number)s roles are not filled.", free) % {"number": free}
        )
    if len(set(covered)) < terms.fewest_areas:
        warnings.append(
            ngettext(
                "The team comes from %(number)s area; the terms ask for at least %(wanted)s.",
                "The team comes from %(number)s areas; the terms ask for at least %(wanted)s.",
                len(set(covered)),
            )
            % {"number": len(set(covered)), "wanted": terms.fewest_areas}
        )
    warnings += [
        _("Nobody in the team works with %(area)s.") % {"area": area_word(area)}
        for area in rules.uncovered_areas(wanted=terms.wanted_areas, covered=covered)
    ]
    notes = []
    lone = rules.areas_of_one(wanted=terms.wanted_areas, covered=covered)
    if lone:
        names = ", ".join(area_word(area) for area in lone)
        notes.append(_("Hang on one person each: %(areas)s.") % {"areas": names})
    if has_coordinator and not has_deputy:
        notes.append(_("Nobody is named as the coordinator's deputy."))
    return Cover(
        filled=len(filled),
        team_size=terms.team_size,
        has_coordinator=has_coordinator,
        has_deputy=has_deputy,
        warnings=tuple(warnings),
        notes=tuple(notes),
    )


def area_word(area: str) -> str:
    """An area inside a sentence: with a small letter."""
    label = str(Area(area).label)
    return label[:1].lower() + label[1:]


def _of_seat(participation: Participation) -> QuerySet[TeamMember]:
    return (
        TeamMember.objects.filter(participation=participation)
        .select_related("person", "employment", "employment__employer")
        .order_by("team_seat", "person__name_sort", "pk")
    )


def _with_manager(members: QuerySet[TeamMember], day: date) -> QuerySet[TeamMember]:
    """Each member with the nearest manager's name on the day, and when the time was approved."""
    managers = NearestManager.objects.filter(on_day(day), member=OuterRef("pk")).order_by("-first_day")
    return members.annotate(
        manager_name=Subquery(managers.values("manager__name")[:1]),
        time_approved_at=Subquery(managers.values("approved_at")[:1]),
    )


def _is_on(member: TeamMember, day: date) -> bool:
    return member.first_day <= day and (member.last_day is None or member.last_day >= day)


def one_seat(person: Person, slug: str, participation_id: int, day: date) -> tuple[Participation, Standing]:
    """The seat whose team the person may see: the host any, a team member the own.

    Raises:
        Http404: when there is none, or it is none of the person's.
    """
    stands = standing(person, slug, day)
    if not stands.is_host:
        for seat in stands.seats:
            if seat.participation_id == participation_id:
                return seat.participation, stands
        raise Http404
    found = networks.seats(stands.network).filter(pk=participation_id).first()
    if found is None:
        raise Http404
    return found, stands


def host_standing(person: Person, slug: str, day: date) -> Standing:
    """What a person of the host's staff is in the network.

    Raises:
        Http404: for everyone else.
    """
    stands = standing(person, slug, day)
    if not stands.is_host:
        raise Http404
    return stands


def one_led_seat(person: Person, slug: str, participation_id: int, day: date) -> Participation:
    """The seat, for its coordinator or deputy.

    Raises:
        Http404: for everyone else.
    """
    seat, stands = one_seat(person, slug, participation_id, day)
    if seat.pk not in stands.led_ids:
        raise Http404
    return seat


def one_led_member(person: Person, slug: str, member_id: int, day: date) -> TeamMember:
    """Someone in a team that the person leads.

    Raises:
        Http404: when there is none there.
    """
    stands = standing(person, slug, day)
    member = (
        TeamMember.objects.filter(pk=member_id, participation_id__in=stands.led_ids)
        .select_related("person", "employment", "participation__organisation", "participation__network")
        .first()
    )
    if member is None:
        raise Http404
    return member


def team_page(seat: Participation, stands: Standing, day: date) -> TeamPage:
    """The team on the day, those who are to come and those who have left."""
    terms = networks.holding_terms(stands.network)
    everyone = list(_with_manager(_of_seat(seat), day))
    now = [member for member in everyone if _is_on(member, day)]
    leads = seat.pk in stands.led_ids
    return TeamPage(
        participation=seat,
        network=stands.network,
        organisation=seat.organisation.name,
        cover=cover_of(terms, now),
        members=tuple(_shown(member, day) for member in now),
        coming=tuple(_shown(member, day) for member in everyone if member.first_day > day),
        past=_history(seat, [member for member in everyone if member.last_day is not None and member.last_day < day]),
        leads=leads,
        exports=Exports(
            csv=reverse("teams:team_csv", args=[stands.network.slug, seat.pk]),
            xlsx=reverse("teams:team_xlsx", args=[stands.network.slug, seat.pk]),
        ),
        needs_employer=leads and not people.employers_of(seat.organisation).exists(),
        keeps=bool(network_rules.may_set_terms(stands.functions)),
        leaving=Leaving.objects.filter(participation=seat).first() if seat.last_day < stands.network.last_day else None,
        may_send_link=rules.may_send_link(
            is_led=any(is_lead(member) for member in now),
            has_address=bool(seat.organisation.official_mailbox),
            is_running=seat.left_at is None and seat.first_day <= day <= seat.last_day,
        ),
    )


def _history(seat: Participation, members: Iterable[TeamMember]) -> Table:
    return _team_table(f"team-{seat.pk}", _("Earlier in the team"), members)


def _team_table(name: str, title: str, members: Iterable[TeamMember]) -> Table:
    return Table(
        name=name,
        title=title,
        columns=(
            Column("name", _("Name")),
            Column("role", _("Role")),
            Column("function", _("Function")),
            Column("area", _("Area")),
            Column("department", _("Department")),
            Column("first_day", _("First day"), Kind.DAY),
            Column("last_day", _("Last day"), Kind.DAY),
        ),
        rows=tuple(
            Row(
                (
                    member.person.shown_as(member.function),
                    _shown(member, member.first_day).role,
                    member.function,
                    member.get_area_display(),
                    member.employment.department if member.employment else "",
                    member.first_day,
                    member.last_day,
                )
            )
            for member in members
        ),
        empty_text=_("Nobody has left the team."),
        is_sortable=False,
    )


@dataclass(frozen=True, slots=True)
class EndPage:
    """Whose appointment is to end."""

    member: Member
    network: Network
    participation: Participation
    may_end: Verdict


def end_page(member: TeamMember) -> EndPage:
    """The page where an appointment gets its last day."""
    return EndPage(
        member=_shown(member, member.first_day),
        network=member.participation.network,
        participation=member.participation,
        may_end=rules.may_end_member(first_day=member.first_day, last_day=member.last_day, ends=member.first_day),
    )


def team_table(seat: Participation) -> Table:
    """Everyone who is, is to be or has been in the team, as a file."""
    return _team_table(f"projektteam-{seat.organisation.name}", seat.organisation.name, _of_seat(seat))


def appointment(participation: Participation, *, person: Person | None, team_seat: str, first_day: date) -> Verdict:
    """Whether the role can be filled from the day on; `person` is None for someone not known before."""
    from_then_on = rules.Days(first_day)
    # Whoever sits on that day or later takes up a role, also someone who is to come.
    sitting = [
        member
        for member in TeamMember.objects.filter(participation=participation)
        if rules.Days(member.first_day, member.last_day).meets(from_then_on)
    ]
    coordinator = TeamMember.TeamSeat.COORDINATOR
    within = rules.is_within_seat(day=first_day, first_day=participation.first_day, last_day=participation.last_day)
    if not within:
        return within
    return rules.may_appoint_member(
        is_coordinator_seat=team_seat == coordinator,
        members_now=sum(member.team_seat != coordinator for member in sitting),
        team_size=networks.holding_terms(participation.network).team_size,
        has_coordinator=any(member.team_seat == coordinator for member in sitting),
        already_in_team=person is not None and any(member.person_id == person.pk for member in sitting),
    )


@dataclass(frozen=True, slots=True)
class TeamsPage:
    """All seats of a network and how far their teams are filled."""

    network: Network
    sentence: str
    table: Table
    exports: Exports


def teams_page(stands: Standing, day: date, *, sorted_by: str = "") -> TeamsPage:
    """The host's view of all teams: filled, uncovered, coordinator."""
    terms = networks.holding_terms(stands.network)
    seats = list(networks.seats(stands.network).filter(networks.still_seated(day)))
    of_seat: dict[int, list[TeamMember]] = {seat.pk: [] for seat in seats}
    for member in TeamMember.objects.filter(on_day(day), participation__network=stands.network).select_related(
        "person"
    ):
        of_seat.get(member.participation_id, []).append(member)
    rows, whole = [], 0
    for seat in seats:
        members = of_seat[seat.pk]
        cover = cover_of(terms, members)
        whole += not cover.warnings
        coordinator = next((member for member in members if member.team_seat == TeamMember.TeamSeat.COORDINATOR), None)
        rows.append(
            Row(
                values=(
                    seat.organisation.name,
                    cover.filled,
                    coordinator.person.shown_as(coordinator.function) if coordinator else "",
                    " ".join(cover.warnings),
                ),
                href=reverse("teams:show", args=[stands.network.slug, seat.pk]),
                mark="waiting" if cover.warnings else "done",
                mark_text=_("Has gaps") if cover.warnings else _("Whole"),
            )
        )
    table = Table(
        name=f"projektteam-{stands.network.slug}",
        title=_("Project teams"),
        columns=(
            Column("organisation", _("Municipality")),
            Column("filled", _("Filled roles of %(size)s") % {"size": terms.team_size}, Kind.NUMBER),
            Column("coordinator", _("Coordinator")),
            Column("gaps", _("What is missing")),
        ),
        rows=tuple(rows),
        empty_text=_("No seat has been accepted yet. The teams come with the seats."),
    )
    return TeamsPage(
        network=stands.network,
        sentence=_("%(whole)s of %(all)s teams are whole.") % {"whole": whole, "all": len(seats)},
        table=table.ordered(sorted_by),
        exports=Exports(
            csv=reverse("teams:teams_csv", args=[stands.network.slug]),
            xlsx=reverse("teams:teams_xlsx", args=[stands.network.slug]),
        ),
    )


def employer_choices(seat: Participation) -> list[Employer]:
    """The legal entities that may employ someone in the team."""
    return list(people.employers_of(seat.organisation))


# --- Nearest managers -------------------------------------------------------------------------------------------


def _waiting_for_time(person: Person, day: date) -> QuerySet[NearestManager]:
    absent = people.stood_in_for(person, day).values("person_id")
    return NearestManager.objects.filter(
        Q(manager=person) | Q(manager__in=absent), on_day(day), approved_at__isnull=True
    ).exclude(member__person=person)


def waiting_for_time(person: Person, day: date, network: str = "") -> list[NearestManager]:
    """Whose working time waits for this manager's approval, or for who stands in while the manager is away."""
    rows = _waiting_for_time(person, day)
    if network:
        rows = rows.filter(member__participation__network__slug=network)
    return list(
        rows.select_related(
            "member__person", "member__participation__network", "member__participation__organisation"
        ).order_by("member__person__name_sort", "pk")
    )


@dataclass(frozen=True, slots=True)
class ManagerPage:
    """Where someone's nearest manager is named."""

    member: Member
    network: Network
    participation: Participation
    history: tuple[tuple[str, date, date | None, datetime | None], ...]


def manager_page(member: TeamMember, day: date) -> ManagerPage:
    """The nearest managers of someone in the team, newest first."""
    rows = NearestManager.objects.filter(member=member).select_related("manager").order_by("-first_day", "-pk")
    return ManagerPage(
        member=_shown(member, day),
        network=member.participation.network,
        participation=member.participation,
        history=tuple((row.manager.actor_name, row.first_day, row.last_day, row.approved_at) for row in rows),
    )


@dataclass(frozen=True, slots=True)
class TimePage:
    """Whose working time a manager is asked to approve in a network."""

    network: Network
    rows: tuple[tuple[int, str, str, str], ...]
    approved: tuple[tuple[str, datetime], ...]
    hours: int
    is_per_person: bool

    @property
    def approve_label(self) -> str:
        """What the button says."""
        number = len(self.rows)
        return ngettext("Approve the time of %(number)s person", "Approve the time of %(number)s people", number) % {
            "number": number
        }


def time_page(person: Person, network: str, day: date) -> TimePage:
    """The manager's page of time set aside.

    Raises:
        Http404: when the person manages nobody in the network and stands in for nobody who does.
    """
    absent = people.stood_in_for(person, day).values("person_id")
    rows = list(
        NearestManager.objects.filter(
            Q(manager=person) | Q(manager__in=absent), on_day(day), member__participation__network__slug=network
        )
        .exclude(member__person=person)
        .select_related("member__person", "member__participation__network", "member__participation__organisation")
        .order_by("member__person__name_sort", "pk")
    )
    if not rows:
        raise Http404
    seat = rows[0].member.participation
    terms = networks.holding_terms(seat.network)
    return TimePage(
        network=seat.network,
        rows=tuple(
            (row.pk, row.member.person.shown_as(row.member.function), row.member.function, seat.organisation.name)
            for row in rows
            if row.approved_at is None
        ),
        approved=tuple(
            (row.member.person.shown_as(row.member.function), row.approved_at) for row in rows if row.approved_at
        ),
        hours=terms.hours_per_year,
        is_per_person=terms.hours_are_per_person,
    )


# --- The seat's days, and the host's support of it --------------------------------------------------------------


def staff_ids(network: Network, day: date) -> frozenset[int]:
    """The persons of the host's staff on a day."""
    return frozenset(row.person_id for row in networks.staff(network, day))


def open_after(participation: Participation, last_day: date, *, until: bool = False) -> list[TeamMember]:
    """Whose time in the team goes beyond a day; with `until`, whose time ends with it."""
    ends = Q(last_day=last_day) if until else Q(last_day__isnull=True) | Q(last_day__gt=last_day)
    rows = TeamMember.objects.filter(ends, participation=participation)
    return list(rows.select_related("person", "participation__network", "participation__organisation").order_by("pk"))


def first_appointment(participation: Participation) -> date | None:
    """The first day of anybody's time in the team."""
    found: date | None = TeamMember.objects.filter(participation=participation).aggregate(first=Min("first_day"))[
        "first"
    ]
    return found


def one_kept_seat(person: Person, slug: str, participation_id: int, day: date) -> Participation:
    """The seat, for the network's project manager.

    Raises:
        Http404: for everyone else.
    """
    network = networks.kept_network(person, slug, day)
    found = (
        networks.seats(network).filter(pk=participation_id).select_related("organisation", "network", "leaving").first()
    )
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class SupporterPage:
    """Where the seat's process supporter and substitute are named."""

    participation: Participation
    network: Network
    history: tuple[tuple[str, bool, date, date | None], ...]


def supporters(participation: Participation) -> list[SeatSupporter]:
    """Everyone who has supported or stepped in for the seat, the present first."""
    rows = SeatSupporter.objects.filter(participation=participation).select_related("person")
    return list(rows.order_by("is_substitute", "-first_day", "-pk"))


def supporter_page(participation: Participation) -> SupporterPage:
    """Who supports the seat, and who did."""
    return SupporterPage(
        participation=participation,
        network=participation.network,
        history=tuple(
            (row.person.shown_as(_("Process supporter")), row.is_substitute, row.first_day, row.last_day)
            for row in supporters(participation)
        ),
    )


def supporter_choices(participation: Participation, day: date) -> list[Person]:
    """Whom of the host's staff one chooses among, by name and once each."""
    return list({row.person_id: row.person for row in networks.staff(participation.network, day)}.values())


def present_supporters(participation: Participation, day: date) -> dict[str, object]:
    """What stands in the form to begin with."""
    found: dict[str, object] = {"first_day": max(day, participation.first_day)}
    for row in SeatSupporter.objects.filter(participation=participation, last_day__isnull=True):
        found["substitute" if row.is_substitute else "supporter"] = str(row.person_id)
    return found


@dataclass(frozen=True, slots=True)
class DaysPage:
    """A seat's days: joining late, leaving, and what it means."""

    participation: Participation
    network: Network
    organisation: str
    is_late: bool
    leaving: Leaving | None
    hours_per_year: int
    hours: int
    hours_of_whole: int
    gap: int
    members: int


def days_page(participation: Participation) -> DaysPage:
    """What the seat promises for its days, and what is missing against the network's whole time."""
    network = participation.network
    terms = networks.holding_terms(network)
    per_year = terms.hours_per_year * (terms.team_size if terms.hours_are_per_person else 1) if terms.with_hours else 0
    last = network.last_day
    if network.closing_from:
        last = network.closing_from - timedelta(days=1)
    own = figures.months_of(participation.first_day, min(participation.last_day, last))
    hours, whole = (
        figures.hours_of(per_year, own),
        figures.hours_of(per_year, figures.months_of(network.first_day, last)),
    )
    return DaysPage(
        participation=participation,
        network=network,
        organisation=participation.organisation.name,
        is_late=participation.first_day > network.first_day,
        leaving=getattr(participation, "leaving", None),
        hours_per_year=per_year,
        hours=hours,
        hours_of_whole=whole,
        gap=whole - hours,
        members=TeamMember.objects.filter(participation=participation, last_day__isnull=True).count(),
    )


# --- When nobody leads a team ------------------------------------------------------------------------------------


def is_led(participation: Participation, day: date) -> bool:
    """Whether a coordinator or a deputy is in the team on the day."""
    return TeamMember.objects.filter(on_day(day) & LEADS, participation=participation).exists()


def may_send_link(participation: Participation, day: date) -> Verdict:
    """Whether a link to appoint a coordinator may be sent for the seat."""
    return rules.may_send_link(
        is_led=is_led(participation, day),
        has_address=bool(participation.organisation.official_mailbox),
        is_running=participation.left_at is None and participation.first_day <= day <= participation.last_day,
    )


def seats_nobody_leads(day: date) -> list[Participation]:
    """Seats that have begun, that nobody leads on the day, and for which no link is under way."""
    led = TeamMember.objects.filter(on_day(day) & LEADS, participation=OuterRef("pk"))
    asked = AppointingLink.objects.filter(participation=OuterRef("pk"), used_at__isnull=True, valid_until__gte=day)
    rows = Participation.objects.filter(
        ~Exists(led),
        ~Exists(asked),
        accepted_at__isnull=False,
        left_at__isnull=True,
        first_day__lte=day,
        last_day__gte=day,
    ).exclude(organisation__official_mailbox="")
    return list(rows.select_related("organisation", "network").order_by("pk"))


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What the link to appoint a coordinator leads to."""

    token: str
    organisation: str
    network: str
    valid_until: date
    may_use: Verdict
    is_used: bool


def one_link(token: str) -> AppointingLink:
    """The link.

    Raises:
        Http404: when it is nobody's.
    """
    link = (
        AppointingLink.objects.filter(link_sha256=figures.sha256(token))
        .select_related("participation__organisation", "participation__network")
        .first()
    )
    if link is None:
        raise Http404
    return link


def link_page(link: AppointingLink, token: str, day: date) -> LinkPage:
    """For whom a coordinator is appointed, and whether it may still be done."""
    return LinkPage(
        token=token,
        organisation=link.participation.organisation.name,
        network=link.participation.network.name,
        valid_until=link.valid_until,
        may_use=may_use_link(link, day),
        is_used=link.used_at is not None,
    )


def may_use_link(link: AppointingLink, day: date) -> Verdict:
    """Whether the link may be used on the day."""
    return rules.may_use_link(
        is_used=link.used_at is not None,
        valid_until=link.valid_until,
        day=day,
        is_led=is_led(link.participation, day),
    )


def _led_with_gaps(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    day = clock.day(at)
    size = Terms.objects.filter(network=OuterRef("participation__network"), replaced_at__isnull=True)
    filled = (
        TeamMember.objects.filter(
            on_day(day), participation=OuterRef("participation"), team_seat=TeamMember.TeamSeat.MEMBER
        )
        .order_by()
        .values("participation")
        .annotate(number=Count("pk"))
    )
    led = TeamMember.objects.filter(on_day(day) & LEADS, person=person).annotate(
        free=Coalesce(Subquery(size.values("team_size")[:1]), 0) - Coalesce(Subquery(filled.values("number")), 0)
    )
    return led.filter(free__gt=0), {"free": "free", "seat": "participation_id", **_OF_SEAT}


_OF_SEAT = {"slug": "participation__network__slug", "organisation": "participation__organisation__name"}


def _to_fill(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    for seat in found:
        yield Todo(
            text=ngettext(
                "Fill %(number)s role in the project team", "Fill %(number)s roles in the project team", seat["free"]
            )
            % {"number": seat["free"]},
            href=reverse("teams:show", args=[seat["slug"], seat["seat"]]),
            about=seat["organisation"],
        )


def _unapproved(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    rows = _waiting_for_time(person, clock.day(at))
    return rows, {"slug": "member__participation__network__slug", "network": "member__participation__network__name"}


def _to_approve(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    numbers = Counter((row["slug"], row["network"]) for row in found)
    for (slug, network), number in sorted(numbers.items()):
        yield Todo(
            text=ngettext(
                "Approve the working time of %(number)s person",
                "Approve the working time of %(number)s people",
                number,
            )
            % {"number": number},
            href=reverse("teams:time", args=[slug]),
            about=network,
        )


# Roles to fill, for whoever leads a team; working time to approve, for managers.
WAITS = (Waits("teams.roles", _led_with_gaps, _to_fill), Waits("teams.time", _unapproved, _to_approve))


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """What waits for the person in teams."""
    return gathered(WAITS, person, at)
