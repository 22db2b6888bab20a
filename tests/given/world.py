"""A small world: one network with two seats, their teams and the host's staff, all through real actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from samverka.core.actors import SYSTEM
from samverka.networks import actions as networks
from samverka.networks.models import Network, Participation, Staff, Terms
from samverka.people import actions as people
from samverka.people.models import MemberOrganisation, Person
from samverka.places import actions as places
from samverka.places.actions import InventedPlace
from samverka.teams import actions as teams
from samverka.teams.models import Area, TeamMember

START = datetime(2020, 9, 1, 8, 0, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(2021, 1, 1), date(2023, 2, 28)
SEATS = 2
TEAM_SIZE = 3


@dataclass(frozen=True, slots=True)
class World:
    """The pieces tests ask for by name."""

    network: Network
    terms: Terms
    lead: Person
    economist: Person
    alvnas: Participation
    granfors: Participation
    coordinator: Person
    other_coordinator: Person
    # Team members of Älvnäs, in the order of their seats.
    members: tuple[Person, ...]
    stranger: Person


def person(name: str, email: str = "") -> Person:
    """An invented person, at an invented address."""
    local = name.casefold().replace(" ", ".").replace("å", "a").replace("ä", "a").replace("ö", "o")
    return people.introduce_person(name=name, email=email or f"{local}@samverka.example", by=SYSTEM, at=START)


def organisation(name: str, code: str, *, county: str = "22", population: int = 18_000) -> MemberOrganisation:
    """An invented municipality as a member organisation."""
    (place,) = places.add_invented_municipalities([InventedPlace(code, name, county, "62.5", "16.5", population, "C6")])
    return people.enter_organisation(
        name=f"{name}s kommun" if not name.endswith("s") else f"{name} kommun",
        kind=MemberOrganisation.Kind.MUNICIPALITY,
        municipality=place,
        by=SYSTEM,
        at=START,
        official_mailbox=f"kommun@{code}.example",
    )


def terms_values(**changes: object) -> dict[str, object]:
    """Terms like the seed's, but small enough for a test."""
    return {
        "seats": SEATS,
        "reserve_seats": 1,
        "team_size": TEAM_SIZE,
        "fewest_areas": 2,
        "wanted_areas": [Area.PROCUREMENT.value, Area.BUSINESS.value, Area.LABOUR_MARKET.value],
        "hours_per_year": 500,
        "joint_share_percent": 50,
        "coordinator_share_percent": 20,
        "meetings_in_person_per_year": 2,
        "meetings_online_per_year": 2,
        "local_days_per_year": 1,
        "total_budget_ore": 1_428_061_300,
        "fund_support_ore": 669_766_900,
    } | changes


def network(slug: str = "utvecklingsnatverk", **terms: object) -> tuple[Network, Terms]:
    """A network 2021-2023 with terms."""
    made = networks.set_up_network(
        name="Utvecklingsnätverk sociala företag",
        slug=slug,
        host_organisation="Sveriges Kommuner och Regioner",
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
        closing_from=date(2023, 1, 1),
        by=None,
        at=START,
    )
    return made, networks.set_terms(network=made, by=None, at=START, **terms_values(**terms))


def seat(in_network: Network, of: MemberOrganisation, by: Person) -> Participation:
    """An awarded and accepted seat."""
    awarded = networks.award_seat(network=in_network, organisation=of, by=by, at=START)
    return networks.accept_seat(participation=awarded, by=by, at=START)


def member(
    participation: Participation, who: Person, by: Person, *, area: str, coordinator: bool = False
) -> TeamMember:
    """A team member from the network's first day on."""
    return teams.appoint_member(
        participation=participation,
        person=who,
        team_seat=TeamMember.TeamSeat.COORDINATOR if coordinator else TeamMember.TeamSeat.MEMBER,
        function="Samordnare" if coordinator else "Utvecklare",
        area=area,
        first_day=FIRST_DAY,
        by=by,
        at=START,
    )


def world(**terms: object) -> World:
    """Build it."""
    made, set_terms = network(slug="utvecklingsnatverk", **terms)
    lead, economist = person("Maj Lindberg"), person("Ove Sandin")
    for who, function in ((lead, Staff.Function.PROJECT_MANAGER), (economist, Staff.Function.FINANCE_OFFICER)):
        networks.appoint_staff(
            network=made, person=who, function=function, first_day=date(2020, 9, 1), by=SYSTEM, at=START
        )
    alvnas, granfors = (
        seat(made, organisation("Älvnäs", "9101"), lead),
        seat(made, organisation("Granfors", "9102"), lead),
    )
    coordinator, other = person("Siv Åberg"), person("Tor Ekdal")
    member(alvnas, coordinator, lead, area=Area.OTHER, coordinator=True)
    member(granfors, other, lead, area=Area.OTHER, coordinator=True)
    members = (person("Ana Öberg"), person("Bo Äng"), person("Cia Zetterlund"))
    for who, area in zip(members, (Area.PROCUREMENT, Area.BUSINESS, Area.LABOUR_MARKET), strict=True):
        member(alvnas, who, lead, area=area)
    return World(
        made, set_terms, lead, economist, alvnas, granfors, coordinator, other, members, person("Nils Främling")
    )
