"""Submitted months, unit costs and claims in the small world, all through real actions."""

from datetime import UTC, date, datetime, timedelta

from samverka.cofinancing import actions, queries
from samverka.cofinancing.models import Claim
from samverka.core.months import Month
from samverka.core.words import sort_key
from samverka.funding import actions as funding
from samverka.funding.models import UnitCost
from samverka.hours import actions as hours
from samverka.hours.models import HourSheet, ReportingRole
from samverka.networks import actions as networks
from samverka.networks.models import Participation
from samverka.people.models import Person
from tests.given import hours as given_hours
from tests.given.world import World

NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)
OCTOBER = Month(2021, 10)
SEPTEMBER = Month(2021, 9)
TEAM_ORE, COORDINATOR_ORE = 31_250, 42_075


def granted(**terms: object) -> World:
    """The small world with its rule set, and the Fund's yes."""
    world = given_hours.world(**terms)
    networks.note_funding(
        network=world.network, applied_day=date(2020, 9, 15), granted_day=date(2021, 1, 12), by=world.lead, at=NOW
    )
    world.network.refresh_from_db()
    return world


def unit_cost(world: World, category: str, ore: int, *, checked: bool = True) -> UnitCost:
    """A unit cost entered by the economist and checked by the lead."""
    assert world.terms.rule_set is not None
    cost = funding.enter_unit_cost(
        rule_set=world.terms.rule_set,
        category=category,
        funding_call_start_year=2021,
        ore_per_hour=ore,
        source="Påhittad tabell, sidan 3",
        by=world.economist,
        at=NOW,
        is_invented=True,
    )
    return funding.check_unit_cost(cost=cost, by=world.lead, at=NOW) if checked else cost


def unit_costs(world: World) -> None:
    """What the participants' and the coordinators' hours are worth."""
    unit_cost(world, "group_1", TEAM_ORE)
    unit_cost(world, "group_5", COORDINATOR_ORE)


def after(month: Month) -> datetime:
    """Ten o'clock on the second day after a month."""
    day = month.last_day + timedelta(days=2)
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


def opened(world: World, month: Month) -> dict[int, HourSheet]:
    """The month's sheets by person."""
    at = after(month)
    hours.open_month(network=world.network, month=month, at=at)
    sheets = HourSheet.objects.filter(network=world.network, month=month.first_day, superseded_at__isnull=True)
    return {sheet.person_id: sheet for sheet in sheets.select_related("network", "person", "participation")}


def work(sheet: HourSheet, minutes: int, *, day: int = 4, at: datetime = NOW) -> None:
    """Own development work on a day of the month."""
    hours.save_row(
        sheet=sheet,
        day=sheet.month.replace(day=day),
        activity="own_development_work",
        minutes=minutes,
        text="Gick igenom avtal med upphandlarna",
        by=sheet.person,
        at=at,
    )


def confirmed_month(world: World, month: Month, minutes: dict[Person, int]) -> dict[int, HourSheet]:
    """A month in which some have worked and confirmed, and the others said nothing at all."""
    sheets = opened(world, month)
    at = after(month)
    for person, spent in minutes.items():
        work(sheets[person.pk], spent, at=at)
        hours.confirm_sheet(sheet=sheets[person.pk], by=person, at=at)
    return sheets


def submitted_month(
    world: World,
    month: Month,
    minutes: dict[Person, int],
    *,
    seat: Participation | None = None,
    by: Person | None = None,
) -> dict[int, HourSheet]:
    """A month that Älvnäs' coordinator has submitted; whoever did not work is left out with a reason."""
    sheets = confirmed_month(world, month, minutes)
    seat = seat or world.alvnas
    own = [sheet for sheet in sheets.values() if sheet.participation_id == seat.pk]
    missing = {sheet.pk: "Sjuk hela månaden" for sheet in own if sheet.person not in minutes}
    hours.submit_month(participation=seat, month=month, by=by or world.coordinator, at=after(month), left_out=missing)
    return {sheet.person_id: HourSheet.objects.get(pk=sheet.pk) for sheet in sheets.values()}


def host(world: World, person: Person | None = None) -> queries.Host:
    """The network as the lead, or another, holds it."""
    return queries.hosted(person or world.lead, world.network.slug, date(2021, 11, 2))


def prepared_claim(world: World, first: Month = OCTOBER, last: Month = OCTOBER) -> Claim:
    """A claim that the lead has prepared."""
    claim = actions.prepare_claim(host=host(world), first=first, last=last, by=world.lead, at=NOW)
    return one_claim(world, claim.number)[1]


def one_claim(world: World, number: int, person: Person | None = None) -> tuple[queries.Host, Claim]:
    """The claim as its page fetches it."""
    return queries.one_claim(person or world.lead, world.network.slug, number, date(2021, 11, 2))


def closed_claim(world: World, first: Month = OCTOBER, last: Month = OCTOBER) -> Claim:
    """A claim that has been closed."""
    claim = prepared_claim(world, first, last)
    found, claim = one_claim(world, claim.number)
    return actions.close_claim(host=found, claim=claim, by=world.lead, at=NOW)


def participant(sheets: dict[int, HourSheet], person: Person) -> HourSheet:
    """A member's sheet."""
    sheet = sheets[person.pk]
    assert sheet.reporting_role == ReportingRole.PARTICIPANT
    return sheet


def ordered_names(*names: str) -> list[str]:
    """Names in Swedish order."""
    return sorted(names, key=sort_key)
