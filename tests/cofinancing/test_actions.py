"""Pledges, budget, unit costs and claims: exactly what changes, who is refused, what the journal says."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samverka.cofinancing import actions, figures, queries
from samverka.cofinancing.models import BudgetLine, Claim, ClaimLine, Pledge
from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.funding.models import UnitCost
from samverka.hours import actions as hours
from samverka.hours.models import HourSheet
from samverka.journal.models import Entry, EntryPayload
from samverka.networks.models import Participation
from tests.given import cofinancing as given
from tests.given.cofinancing import NOW, OCTOBER, SEPTEMBER

pytestmark = pytest.mark.django_db


def said(verb: str) -> dict[str, Any]:
    entry = Entry.objects.get(verb=verb)
    payload: dict[str, Any] = json.loads(EntryPayload.objects.get(entry_hash=entry.hash).payload)
    return payload


def test_a_pledge_follows_the_terms_by_months() -> None:
    world = given.granted()
    row = actions.pledge(participation=world.alvnas, by=world.lead, at=NOW)
    # January 2021 to December 2022; the closing phase promises nothing (Q32).
    assert row.team_minutes == 1_000 * 60
    assert row.coordinator_minutes == 2 * (1_662 * 20 // 100) * 60
    assert said("cofinancing.pledge.made")["months"] == 24


def test_a_pledge_is_counted_again_when_the_seats_days_change() -> None:
    # T25: last day 30 June.
    world = given.granted()
    actions.pledge(participation=world.alvnas, by=world.lead, at=NOW)
    Participation.objects.filter(pk=world.alvnas.pk).update(last_day=date(2021, 6, 30))
    world.alvnas.refresh_from_db()
    actions.pledge(participation=world.alvnas, by=world.lead, at=NOW)
    assert Pledge.objects.get().team_minutes == 250 * 60


def test_a_seat_that_is_not_accepted_promises_nothing() -> None:
    world = given.granted()
    world.alvnas.accepted_at = None
    with pytest.raises(Refused):
        actions.pledge(participation=world.alvnas, by=world.lead, at=NOW)
    assert not Pledge.objects.exists()


def test_the_budget_is_set_and_set_again() -> None:
    world = given.granted()
    host = given.host(world)
    actions.set_budget(host=host, planned_ore={"fund": 669_766_900, "owner_cash": 100}, by=world.lead, at=NOW)
    actions.set_budget(host=host, planned_ore={"owner_cash": 200}, by=world.lead, at=NOW)
    assert dict(BudgetLine.objects.values_list("kind", "planned_ore")) == {"fund": 669_766_900, "owner_cash": 200}
    with pytest.raises(Refused):
        actions.set_budget(host=host, planned_ore={"fund": -1}, by=world.lead, at=NOW)


def test_a_unit_cost_needs_two_persons() -> None:
    world = given.granted()
    host = given.host(world, world.economist)
    cost = actions.enter_unit_cost(
        host=host,
        category="group_1",
        ore_per_hour=31_250,
        source="Tabell 2",
        is_invented=True,
        by=world.economist,
        at=NOW,
    )
    assert queries.checked_costs(world.terms) == {}
    with pytest.raises(Refused):
        actions.check_unit_cost(host=host, cost=cost, by=world.economist, at=NOW)
    actions.check_unit_cost(host=given.host(world), cost=cost, by=world.lead, at=NOW)
    assert queries.checked_costs(world.terms)["group_1"].ore_per_hour == 31_250
    assert said("cofinancing.unit_cost.checked")["ore_per_hour"] == 31_250
    with pytest.raises(Refused):
        actions.check_unit_cost(host=given.host(world), cost=cost, by=world.lead, at=NOW)


def test_a_replaced_unit_cost_waits_for_its_check_again() -> None:
    world = given.granted()
    cost = given.unit_cost(world, "group_1", 31_250)
    actions.replace_unit_cost(
        host=given.host(world), cost=cost, ore_per_hour=32_000, source="Tabell 3", by=world.lead, at=NOW
    )
    assert queries.checked_costs(world.terms) == {}
    assert set(UnitCost.objects.values_list("ore_per_hour", flat=True)) == {31_250, 32_000}


def test_no_unit_cost_without_a_rule_set() -> None:
    world = given.granted(rule_set=None, funding_call_start_year=None)
    with pytest.raises(Refused):
        actions.enter_unit_cost(
            host=given.host(world),
            category="group_1",
            ore_per_hour=1,
            source="x",
            is_invented=True,
            by=world.lead,
            at=NOW,
        )


def test_a_claim_holds_what_is_submitted_and_keeps_its_own_numbers() -> None:
    world = given.granted()
    given.unit_costs(world)
    ana, bo, cia = world.members
    given.submitted_month(world, OCTOBER, {ana: 465, bo: 120, world.coordinator: 600})
    claim = given.closed_claim(world)
    lines = {line.person_id: line for line in ClaimLine.objects.filter(claim=claim)}
    assert set(lines) == {ana.pk, bo.pk, world.coordinator.pk}
    # 7 h 45 min gives 7 hours: the rounding comes before the money.
    assert (lines[ana.pk].recorded_minutes, lines[ana.pk].eligible_minutes) == (465, 7 * 60)
    assert lines[ana.pk].value_ore == 7 * given.TEAM_ORE
    assert lines[world.coordinator.pk].value_ore == 10 * given.COORDINATOR_ORE
    total = 9 * given.TEAM_ORE + 10 * given.COORDINATOR_ORE
    assert said("cofinancing.claim.closed")["value_ore"] == total
    locked = HourSheet.objects.filter(locked_at__isnull=False).values_list("person_id", flat=True)
    assert set(locked) == set(lines)
    # A later rate changes nothing in it.
    UnitCost.objects.update(replaced_at=NOW)
    found, kept = given.one_claim(world, claim.number)
    page = queries.claim_page(found, kept)
    assert page.is_closed
    assert page.municipalities.total is not None
    assert page.municipalities.total.values[-1] == total
    assert cia.pk not in lines


def test_the_second_closer_is_told() -> None:
    world = given.granted()
    given.unit_costs(world)
    given.submitted_month(world, OCTOBER, {world.members[0]: 120})
    number = given.prepared_claim(world).number
    first, second = given.one_claim(world, number), given.one_claim(world, number, world.economist)
    actions.close_claim(host=first[0], claim=first[1], by=world.lead, at=NOW)
    with pytest.raises(Refused):
        actions.close_claim(host=second[0], claim=second[1], by=world.economist, at=NOW)
    again = given.one_claim(world, number, world.economist)
    with pytest.raises(Refused):
        actions.close_claim(host=again[0], claim=again[1], by=world.economist, at=NOW)
    assert Claim.objects.get().closed_by == world.lead
    assert ClaimLine.objects.count() == 1


def test_a_month_that_is_returned_while_the_claim_closes_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    world = given.granted()
    given.unit_costs(world)
    sheets = given.submitted_month(world, OCTOBER, {world.members[0]: 120})
    found, claim = given.one_claim(world, given.prepared_claim(world).number)
    counted = queries.material(claim, found)
    hours.return_sheet(sheet=sheets[world.members[0].pk], reason="Fel dag", by=world.lead, at=NOW)
    monkeypatch.setattr(queries, "material", lambda *_args: counted)
    with pytest.raises(Refused):
        actions.close_claim(host=found, claim=claim, by=world.lead, at=NOW)
    assert Claim.objects.get().closed_at is None
    assert not ClaimLine.objects.exists()
    assert not HourSheet.objects.filter(locked_at__isnull=False).exists()


def test_t14_without_a_unit_cost_hours_stand_and_the_claim_is_stopped() -> None:
    world = given.granted()
    given.submitted_month(world, OCTOBER, {world.members[0]: 120})
    found, claim = given.one_claim(world, given.prepared_claim(world).number)
    page = queries.claim_page(found, claim)
    assert page.municipalities.rows[0].values[3] == 120
    assert not page.may_close
    assert "enhetskostnad" in str(page.may_close.reason) or "timpris" in str(page.may_close.reason)
    with pytest.raises(Refused):
        actions.close_claim(host=found, claim=claim, by=world.lead, at=NOW)


def test_t15_work_in_2022_is_valued_by_the_start_year_of_the_call() -> None:
    world = given.granted()
    given.unit_costs(world)
    assert world.terms.rule_set is not None
    january = Month(2022, 1)
    given.submitted_month(world, january, {world.members[0]: 60})
    claim = given.closed_claim(world, january, january)
    assert ClaimLine.objects.get(claim=claim).ore_per_hour == given.TEAM_ORE


def test_each_month_is_in_one_claim_and_what_came_late_in_the_next() -> None:
    world = given.granted()
    given.unit_costs(world)
    ana, bo, _cia = world.members
    given.submitted_month(world, SEPTEMBER, {ana: 60})
    given.closed_claim(world, SEPTEMBER, SEPTEMBER)
    given.submitted_month(world, OCTOBER, {ana: 60, bo: 180})
    second = given.closed_claim(world, SEPTEMBER, OCTOBER)
    assert set(ClaimLine.objects.filter(claim=second).values_list("person_id", "month")) == {
        (ana.pk, date(2021, 10, 1)),
        (bo.pk, date(2021, 10, 1)),
    }
    assert ClaimLine.objects.count() == 3
    line = ClaimLine.objects.first()
    assert line is not None
    line.pk, line.claim = None, second
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)


def test_hours_over_the_years_cap_are_kept_and_not_claimed() -> None:
    world = given.granted()
    given.unit_costs(world)
    ana = world.members[0]
    hours.state_other_hours(person=ana, year=2021, hours=1_660, at=NOW)
    given.submitted_month(world, OCTOBER, {ana: 5 * 60})
    given.closed_claim(world)
    line = ClaimLine.objects.get()
    assert (line.eligible_minutes, line.over_cap_minutes, line.value_ore) == (2 * 60, 3 * 60, 2 * given.TEAM_ORE)


def test_a_correction_of_a_claimed_month_waits_until_it_is_submitted_again() -> None:
    world = given.granted()
    given.unit_costs(world)
    ana = world.members[0]
    given.submitted_month(world, OCTOBER, {ana: 5 * 60})
    given.closed_claim(world)
    locked = HourSheet.objects.select_related("network", "person", "participation").get(person=ana)
    hours.correct_sheet(sheet=locked, reason="Fel antal timmar", by=ana, at=NOW)
    found, claim = given.one_claim(world, given.prepared_claim(world).number)
    material = queries.material(claim, found)
    assert material.lines == ()
    assert [(row.person, row.reason) for row in material.left_out if row.person == ana.name] == [
        (ana.name, "Rättas just nu.")
    ]


def test_only_those_of_the_money_prepare_and_one_at_a_time() -> None:
    world = given.granted()
    given.prepared_claim(world)
    for functions in (frozenset({"process_supporter"}), given.host(world).functions):
        host = queries.Host(world.network, functions)
        with pytest.raises(Refused):
            actions.prepare_claim(host=host, first=OCTOBER, last=OCTOBER, by=world.lead, at=NOW)
    assert Claim.objects.count() == 1


def test_a_claim_that_was_never_closed_can_be_given_up() -> None:
    world = given.granted()
    given.unit_costs(world)
    found, claim = given.one_claim(world, given.prepared_claim(world).number)
    actions.discard_claim(host=found, claim=claim, by=world.lead, at=NOW)
    assert not Claim.objects.exists()
    given.submitted_month(world, OCTOBER, {world.members[0]: 60})
    closed = given.closed_claim(world)
    found, closed = given.one_claim(world, closed.number)
    with pytest.raises(Refused):
        actions.discard_claim(host=found, claim=closed, by=world.lead, at=NOW)


def test_a_list_that_is_taken_out_leaves_an_entry() -> None:
    world = given.granted()
    page = queries.overview_page(given.host(world), world.terms, NOW)
    actions.take_out_list(network=world.network, tables=page.tables, by=world.lead, at=NOW)
    assert said("cofinancing.list.taken_out")["kind"] == "xlsx"


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_month": date(2021, 8, 1)},
        {"first_month": date(2021, 9, 2)},
        {"closed_at": NOW},
    ],
)
def test_the_database_refuses_a_claim_that_makes_no_sense(wrong: dict[str, Any]) -> None:
    world = given.granted()
    values: dict[str, Any] = {
        "network": world.network,
        "number": 1,
        "first_month": date(2021, 9, 1),
        "last_month": date(2021, 10, 1),
        "prepared_at": NOW,
        "prepared_by": world.lead,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(**(values | wrong))
    Claim.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(**values)


def test_the_database_refuses_hours_that_do_not_add_up_and_a_line_twice() -> None:
    world = given.granted()
    given.unit_costs(world)
    given.submitted_month(world, OCTOBER, {world.members[0]: 60})
    given.closed_claim(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimLine.objects.update(over_cap_minutes=1)
    BudgetLine.objects.create(network=world.network, kind="fund", planned_ore=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.create(network=world.network, kind="fund", planned_ore=2)


def test_the_closed_claim_is_the_sum_of_its_lines() -> None:
    world = given.granted()
    given.unit_costs(world)
    ana, bo, _cia = world.members
    given.submitted_month(world, OCTOBER, {ana: 61, bo: 119})
    claim = given.closed_claim(world)
    entries = queries.kept_entries(claim)
    assert sum(entry.value_ore for entry in entries) == 2 * given.TEAM_ORE
    assert sum(entry.eligible_minutes for entry in entries) == figures.HOUR * 2
