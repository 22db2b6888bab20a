"""Autumn 2020 at the host: the network is set up, with its terms and its staff."""

from datetime import date, timedelta
from decimal import Decimal

from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.funding import queries as funding_known
from samverka.networks import actions as networks
from samverka.networks.models import Staff
from samverka.people import actions as people
from samverka.people.models import MemberOrganisation
from samverka.places import actions as places
from samverka.teams.models import Area
from samverka.web.example.cast import HOST, MUNICIPALITIES, NETWORK, NETWORK_SLUG, THE_HOST
from samverka.web.example.world import Act, World, at

FIRST_DAY, LAST_DAY, CLOSING_FROM = date(2021, 1, 1), date(2023, 2, 28), date(2023, 1, 1)
APPLIED_DAY, GRANTED_DAY = date(2020, 10, 1), date(2021, 1, 12)
# The real project's public totals; everything else about money in the example is invented and says so.
TOTAL_BUDGET, FUND_SUPPORT = Decimal(14_280_613), Decimal(6_697_669)
CALL_YEAR = 2020
PARTICIPANTS, COORDINATORS = "group_1", "group_5"


def invent_municipalities(world: World) -> str:
    """Put the invented municipalities on the map and in the register of members."""
    rows = places.add_invented_municipalities(one.place.invented for one in MUNICIPALITIES.values())
    by_code = {row.code: row for row in rows}
    for one in MUNICIPALITIES.values():
        place = one.place
        organisation = people.enter_organisation(
            name=place.official_name,
            kind=MemberOrganisation.Kind.MUNICIPALITY,
            municipality=by_code[place.code],
            by=SYSTEM,
            at=clock.now(),
            official_mailbox=f"kommun@{place.domain}",
            chief_executive_title=one.chief_executive_title,
        )
        world.organisations[one.name] = organisation
        world.employers[one.name] = people.enter_employer(
            organisation=organisation,
            name=place.official_name,
            organisation_number=place.organisation_number,
            by=SYSTEM,
            at=clock.now(),
        )
    return f"{len(rows)} invented municipalities"


def set_up(world: World) -> str:
    """The network, its staff and its terms, as the offer of autumn 2020 has them."""
    world.network = networks.set_up_network(
        name=NETWORK,
        slug=NETWORK_SLUG,
        host_organisation=HOST,
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
        closing_from=CLOSING_FROM,
        by=None,
        at=clock.now(),
    )
    staff = (
        (THE_HOST.project_manager, Staff.Function.PROJECT_MANAGER),
        (THE_HOST.finance_officer, Staff.Function.FINANCE_OFFICER),
        (THE_HOST.process_supporter, Staff.Function.PROCESS_SUPPORTER),
        (THE_HOST.second_process_supporter, Staff.Function.PROCESS_SUPPORTER),
        (THE_HOST.method_developer, Staff.Function.METHOD_DEVELOPER),
        (THE_HOST.administrator, Staff.Function.ADMINISTRATOR),
        (THE_HOST.registrar, Staff.Function.REGISTRAR),
    )
    for someone, function in staff:
        networks.appoint_staff(
            network=world.network,
            person=world.person(someone),
            function=function,
            first_day=clock.day(clock.now()),
            by=SYSTEM,
            at=clock.now(),
        )
    world.terms = networks.set_terms(network=world.network, by=world.lead, at=clock.now(), **_terms())
    return f"{len(staff)} people at the host"


def _terms() -> dict[str, object]:
    return {
        "seats": 12,
        "reserve_seats": 4,
        "team_size": 7,
        "fewest_areas": 3,
        "wanted_areas": [area.value for area in Area if area is not Area.OTHER],
        "hours_per_year": 500,
        "joint_share_percent": 50,
        "coordinator_share_percent": 20,
        "meetings_in_person_per_year": 2,
        "meetings_online_per_year": 2,
        "local_days_per_year": 1,
        "needs_due_day": date(2021, 4, 30),
        "total_budget_ore": int(TOTAL_BUDGET * 100),
        "fund_support_ore": int(FUND_SUPPORT * 100),
        "rule_set": funding_known.newest_rule_set("esf-2014-2020-po1"),
        "funding_call_start_year": CALL_YEAR,
        "region_class": "national",
        "participant_category": PARTICIPANTS,
        "coordinator_category": COORDINATORS,
    }


def apply_for_funding(world: World) -> str:
    """The host has applied to the Fund before it asks the municipalities."""
    networks.note_funding(network=world.network, applied_day=APPLIED_DAY, by=world.lead, at=clock.now())
    return ""


def grant_funding(world: World) -> str:
    """The Fund's decision; until now every seat has been conditional."""
    networks.note_funding(network=world.network, granted_day=GRANTED_DAY, by=world.lead, at=clock.now())
    return ""


def let_auditor_in(world: World) -> str:
    """The Fund's auditor may read the network for two months."""
    day = clock.day(clock.now())
    networks.give_auditor_access(
        network=world.network,
        person=world.person(THE_HOST.auditor),
        first_day=day,
        last_day=day + timedelta(days=60),
        by=world.lead,
        at=clock.now(),
    )
    return ""


ACTS = (
    Act(at(2020, 9, 14, 9), "The invented municipalities", invent_municipalities),
    Act(at(2020, 9, 14, 10), "The network, its terms and its host", set_up),
    Act(at(2020, 10, 1, 14), "The application to the Fund", apply_for_funding),
    Act(at(2021, 1, 12, 15), "The Fund grants support", grant_funding),
    Act(at(2021, 10, 25, 9), "An auditor may read", let_auditor_in),
    Act(at(2023, 1, 23, 9), "An auditor may read", let_auditor_in),
)
