import pytest
from django.db import DatabaseError, IntegrityError, transaction

from samverka.core.refusals import Refused
from samverka.funding import actions, queries
from samverka.funding.figures import Level
from samverka.funding.models import RuleSet, UnitCost
from samverka.journal import queries as journal
from tests.given import hours as given_hours
from tests.given import world as given

pytestmark = pytest.mark.django_db


def entered(now, *, by, year=2021, **also):
    return actions.enter_unit_cost(
        rule_set=given_hours.old_rules(),
        category="group_1",
        funding_call_start_year=year,
        ore_per_hour=24_300,
        source="Invented for the test",
        by=by,
        at=now,
        **also,
    )


def test_every_database_has_both_rule_sets_and_entering_again_changes_nothing(now) -> None:
    codes = [rule_set.code for rule_set in queries.rule_sets()]
    assert codes == ["esf-2014-2020-po1", "esfplus-2021-2027"]
    assert actions.enter_rule_sets(at=now) == []
    old, plus = (queries.parsed(rule_set) for rule_set in queries.rule_sets())
    assert (old.year_cap_hours, old.day_cap_hours, old.level, old.unit_minutes) == (1662, None, Level.DAY, 60)
    assert (plus.year_cap_hours, plus.day_cap_hours, plus.zero_report) == (1720, 13, "forbidden")
    assert old.sources["year_cap_hours"] == "C3"
    assert "rounding_level" in old.unconfirmed
    assert "year_cap_hours" not in old.unconfirmed


def test_what_is_shipped_is_what_the_database_holds() -> None:
    for shipped in queries.shipped_rule_sets():
        kept = RuleSet.objects.get(code=shipped["code"], version=shipped["version"])
        assert kept.values == shipped["values"]


def test_a_rule_set_can_not_be_changed_or_removed() -> None:
    rule_set = given_hours.old_rules()
    for change in (lambda: RuleSet.objects.filter(pk=rule_set.pk).update(values={}), rule_set.delete):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            change()


def test_a_new_version_follows(now) -> None:
    before = given_hours.old_rules()
    values = dict(before.values) | {"rounding_level": {"value": "month", "source": "C10", "confirmed": True}}
    made = actions.enter_rule_set(
        code=before.code, version=2, name=before.name, from_day=before.from_day, until_day=None, values=values, at=now
    )
    assert queries.newest_rule_set(before.code) == made
    assert queries.parsed(made).level is Level.MONTH
    assert [entry.verb for entry in journal.entries("house")][-1] == "funding.rule_set.entered"
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.enter_rule_set(
            code=before.code, version=2, name="", from_day=before.from_day, until_day=None, values=values, at=now
        )


def test_a_unit_cost_needs_two_persons(now) -> None:
    world = given_hours.world()
    cost = entered(now, by=world.economist)
    assert queries.unit_cost(world.terms, "group_1") is None
    with pytest.raises(Refused, match="Någon annan"):
        actions.check_unit_cost(cost=cost, by=world.economist, at=now)
    actions.check_unit_cost(cost=cost, by=world.lead, at=now)
    found = queries.unit_cost(world.terms, "group_1")
    assert found is not None
    assert (found.pk, found.checked_by) == (cost.pk, world.lead)
    with pytest.raises(Refused, match="redan kontrollerad"):
        actions.check_unit_cost(cost=cost, by=world.lead, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitCost.objects.filter(pk=cost.pk).update(checked_by=world.economist)


def test_t15_the_rate_follows_the_call_and_not_the_work(now) -> None:
    world = given_hours.world()
    for year in (2021, 2022):
        actions.check_unit_cost(cost=entered(now, by=world.economist, year=year), by=world.lead, at=now)
    found = queries.unit_cost(world.terms, "group_1")
    assert found is not None
    assert found.funding_call_start_year == 2021


def test_replacing_leaves_the_old_row(now) -> None:
    world = given_hours.world()
    cost = entered(now, by=world.economist)
    actions.check_unit_cost(cost=cost, by=world.lead, at=now)
    new = actions.replace_unit_cost(cost=cost, ore_per_hour=25_000, source="Corrected table", by=world.lead, at=now)
    assert queries.unit_cost(world.terms, "group_1") is None
    actions.check_unit_cost(cost=new, by=world.economist, at=now)
    assert queries.unit_cost(world.terms, "group_1") == new
    assert UnitCost.objects.get(pk=cost.pk).ore_per_hour == 24_300
    with pytest.raises(Refused, match="har ersatts"):
        actions.replace_unit_cost(cost=cost, ore_per_hour=1, source="x", by=world.lead, at=now)
    with pytest.raises(Refused, match="har ersatts"):
        actions.check_unit_cost(cost=cost, by=world.lead, at=now)


@pytest.mark.parametrize(("ore", "source", "said"), [(0, "Table", "mer än 0"), (100, "  ", "vilken tabell")])
def test_half_a_unit_cost_is_refused(now, ore, source, said) -> None:
    world = given_hours.world()
    with pytest.raises(Refused, match=said):
        actions.enter_unit_cost(
            rule_set=given_hours.old_rules(),
            category="group_1",
            funding_call_start_year=2021,
            ore_per_hour=ore,
            source=source,
            by=world.economist,
            at=now,
        )


def test_a_unit_cost_stands_once(now) -> None:
    world = given_hours.world()
    entered(now, by=world.economist)
    with pytest.raises(Refused, match="redan en enhetskostnad"):
        entered(now, by=world.lead)


def test_terms_without_a_rule_set_have_no_rules_and_no_costs() -> None:
    world = given.world()
    assert queries.rules_of(world.terms).year_cap_hours is None
    assert queries.unit_cost(world.terms, "group_1") is None
