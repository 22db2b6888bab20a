"""The money: the budget, the promises of time, the invented unit costs, the claims."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from samverka.cofinancing import actions as cofinancing
from samverka.cofinancing.models import BudgetLine
from samverka.cofinancing.queries import Host
from samverka.core import clock
from samverka.core.months import Month
from samverka.networks import queries as networks_known
from samverka.people.models import Person
from samverka.web.example.beginning import COORDINATORS, FUND_SUPPORT, PARTICIPANTS, TOTAL_BUDGET
from samverka.web.example.world import Act, World, at

UNIT_COSTS = {PARTICIPANTS: Decimal(318), COORDINATORS: Decimal(427)}
SOURCE = "Påhittat belopp i exempelnätverket; den riktiga tabellen finns hos Svenska ESF-rådet."
# Invented, but that what costs and what pays both come to the decision's total.
COSTS = {
    BudgetLine.Kind.HOST_STAFF: Decimal(4_600_000),
    BudgetLine.Kind.EXTERNAL_SERVICES: Decimal(950_000),
    BudgetLine.Kind.TRAVEL_AND_MEETINGS: Decimal(940_613),
    BudgetLine.Kind.INDIRECT_COST: Decimal(690_000),
    BudgetLine.Kind.MUNICIPAL_TIME: Decimal(7_100_000),
}
CASH = TOTAL_BUDGET - FUND_SUPPORT - COSTS[BudgetLine.Kind.MUNICIPAL_TIME]
BUDGET = COSTS | {BudgetLine.Kind.FUND: FUND_SUPPORT, BudgetLine.Kind.OWNER_CASH: CASH}

# First and last month, when the claim is prepared, and when it is closed.
CLAIMS = (
    (Month(2021, 1), Month(2021, 6), at(2021, 8, 18, 10), at(2021, 8, 25, 14)),
    (Month(2021, 7), Month(2021, 9), at(2021, 11, 1, 15), at(2021, 11, 16, 14)),
    (Month(2021, 10), Month(2022, 3), at(2022, 5, 9, 10), at(2022, 5, 10, 14)),
    (Month(2022, 4), Month(2022, 9), at(2022, 11, 8, 10), at(2022, 11, 10, 14)),
    (Month(2022, 10), Month(2023, 2), at(2023, 2, 8, 10), at(2023, 3, 31, 14)),
)


def _host(world: World, person: Person) -> Host:
    functions = networks_known.host_functions(person, world.network, clock.day(clock.now()))
    return Host(network=world.network, functions=functions)


def set_budget(world: World) -> str:
    """The finance officer enters the decision's budget."""
    cofinancing.set_budget(
        host=_host(world, world.economist),
        planned_ore={kind.value: int(amount * 100) for kind, amount in BUDGET.items()},
        by=world.economist,
        at=clock.now(),
    )
    return f"{len(BUDGET)} lines"


def enter_unit_costs(world: World) -> str:
    """The finance officer types the unit costs, the project manager checks them. The amounts are invented."""
    for category, amount in UNIT_COSTS.items():
        cost = cofinancing.enter_unit_cost(
            host=_host(world, world.economist),
            category=category,
            ore_per_hour=int(amount * 100),
            source=SOURCE,
            is_invented=True,
            by=world.economist,
            at=clock.now(),
        )
        cofinancing.check_unit_cost(host=_host(world, world.lead), cost=cost, by=world.lead, at=clock.now())
    return f"{len(UNIT_COSTS)} invented amounts"


def pledge(world: World) -> str:
    """Each municipality's promise of working time, counted from the terms."""
    for seat in world.seats.values():
        cofinancing.pledge(participation=seat, by=world.lead, at=clock.now())
    return f"{len(world.seats)} municipalities"


def prepare(first: Month, last: Month, world: World) -> str:
    """The finance officer begins a claim."""
    world.claim = cofinancing.prepare_claim(
        host=_host(world, world.economist), first=first, last=last, by=world.economist, at=clock.now()
    )
    return f"{first} to {last}"


def close(world: World) -> str:
    """The finance officer closes it; what it holds never changes again."""
    claim = cofinancing.close_claim(
        host=_host(world, world.economist), claim=world.claim, by=world.economist, at=clock.now()
    )
    return f"number {claim.number}, {claim.lines.count()} months of people"


def _acts() -> Iterator[Act]:
    yield Act(at(2021, 1, 13, 10), "The budget of the decision", set_budget)
    yield Act(at(2021, 1, 20, 10), "Unit costs, entered by one and checked by another", enter_unit_costs)
    yield Act(at(2021, 1, 22, 10), "Promises of working time", pledge)
    for first, last, prepared, closed in CLAIMS:
        yield Act(prepared, "A claim is prepared", partial(prepare, first, last))
        yield Act(closed, "The claim is closed", close)


ACTS = tuple(_acts())
