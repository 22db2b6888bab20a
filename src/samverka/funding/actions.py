"""The only room of funding that writes. A rule set is entered and never changed (Q51)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samverka.core.actors import SYSTEM, Actor
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.funding import figures, queries, rules
from samverka.funding.models import RuleSet, UnitCost
from samverka.journal import actions as journal
from samverka.people.models import Person


@transaction.atomic
def enter_rule_set(
    *,
    code: str,
    version: int,
    name: str,
    from_day: date,
    until_day: date | None,
    values: Mapping[str, Mapping[str, Any]],
    at: datetime,
    by: Actor = SYSTEM,
    note: str = "",
) -> RuleSet:
    """A version of the Fund's rules is entered; from here it can't be changed, only followed by another.

    Raises:
        ValueError: when a value is not of the kind that the arithmetic needs.
    """
    figures.rules_from(code, version, name, values)
    rule_set = RuleSet.objects.create(
        code=code, version=version, name=name, from_day=from_day, until_day=until_day, values=dict(values), note=note
    )
    journal.record(
        chain=journal.HOUSE,
        verb="funding.rule_set.entered",
        subject=rule_set,
        by=by,
        at=at,
        payload={"code": code, "version": version, "values": dict(values)},
    )
    return rule_set


def enter_rule_sets(*, at: datetime) -> list[RuleSet]:
    """Enter the rule sets that come with the product and are not there yet; running it twice changes nothing."""
    known = set(RuleSet.objects.values_list("code", "version"))
    return [
        enter_rule_set(**shipped, at=at)
        for shipped in queries.shipped_rule_sets()
        if (shipped["code"], shipped["version"]) not in known
    ]


@transaction.atomic
def enter_unit_cost(
    *,
    rule_set: RuleSet,
    category: str,
    funding_call_start_year: int,
    ore_per_hour: int,
    source: str,
    by: Person,
    at: datetime,
    region_class: str = "national",
    is_invented: bool = False,
) -> UnitCost:
    """Someone types a unit cost from the official table; it counts once another has checked it (Q29).

    Raises:
        Refused: when it is not above nought, tells no source, or there is one already.
    """
    same = queries.unit_costs(rule_set).filter(
        category=category, funding_call_start_year=funding_call_start_year, region_class=region_class
    )
    rules.may_enter_unit_cost(ore_per_hour=ore_per_hour, source=source, already_there=same.exists()).or_refuse()
    cost = UnitCost.objects.create(
        rule_set=rule_set,
        category=category,
        funding_call_start_year=funding_call_start_year,
        region_class=region_class,
        ore_per_hour=ore_per_hour,
        source=source.strip(),
        is_invented=is_invented,
        entered_at=at,
        entered_by=by,
    )
    journal.record(
        chain=journal.HOUSE,
        verb="funding.unit_cost.entered",
        subject=cost,
        by=by,
        at=at,
        payload={
            "rule_set": f"{rule_set.code} {rule_set.version}",
            "category": category,
            "year": funding_call_start_year,
            "region": region_class,
            "ore_per_hour": ore_per_hour,
            "source": cost.source,
        },
    )
    return cost


@transaction.atomic
def check_unit_cost(*, cost: UnitCost, by: Person, at: datetime) -> UnitCost:
    """A second person has compared the unit cost with its source; from here it values hours.

    Raises:
        Refused: when it is the same person, or it has been checked or replaced before.
    """
    rules.may_check_unit_cost(cost, by=by).or_refuse()
    stamp(cost, "checked", by=by, at=at)
    journal.record(chain=journal.HOUSE, verb="funding.unit_cost.checked", subject=cost, by=by, at=at)
    return cost


@transaction.atomic
def replace_unit_cost(*, cost: UnitCost, ore_per_hour: int, source: str, by: Person, at: datetime) -> UnitCost:
    """A unit cost was wrong or has changed: a new row follows it; settled claims keep the old one (Q29).

    Raises:
        Refused: when it has been replaced before, or the new one is not whole.
    """
    rules.may_replace_unit_cost(cost).or_refuse()
    if not UnitCost.objects.filter(pk=cost.pk, replaced_at__isnull=True).update(replaced_at=at):
        raise Refused(SOMEONE_WAS_FIRST)
    cost.replaced_at = at
    journal.record(chain=journal.HOUSE, verb="funding.unit_cost.replaced", subject=cost, by=by, at=at)
    return enter_unit_cost(
        rule_set=cost.rule_set,
        category=cost.category,
        funding_call_start_year=cost.funding_call_start_year,
        ore_per_hour=ore_per_hour,
        source=source,
        by=by,
        at=at,
        region_class=cost.region_class,
        is_invented=cost.is_invented,
    )
