"""What can be asked about rule sets and unit costs."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from django.db.models import QuerySet

from samverka.funding import figures
from samverka.funding.models import RuleSet, UnitCost

DATA = Path(__file__).parent / "data"


class NamesRules(Protocol):
    """Whatever names a rule set and the Fund's call: a network's terms, which stand on a higher floor."""

    @property
    def rule_set(self) -> RuleSet | None:
        """The rule set, if any."""

    @property
    def funding_call_start_year(self) -> int | None:
        """The start year of the Fund's call, by which unit costs are chosen (E1)."""

    @property
    def region_class(self) -> str:
        """Which level of unit costs."""


def parsed(rule_set: RuleSet) -> figures.Rules:
    """A stored rule set as plain values."""
    return figures.rules_from(rule_set.code, rule_set.version, rule_set.name, rule_set.values)


def rules_of(terms: NamesRules) -> figures.Rules:
    """The rules that a network's terms follow; without a rule set nothing is rounded and nothing capped."""
    return parsed(terms.rule_set) if terms.rule_set else figures.NO_RULES


def rule_sets() -> QuerySet[RuleSet]:
    """All rule sets, by the day they begin, newest version first."""
    return RuleSet.objects.order_by("from_day", "code", "-version")


def newest_rule_set(code: str) -> RuleSet | None:
    """The newest version of a rule set."""
    return RuleSet.objects.filter(code=code).order_by("-version").first()


def unit_costs(rule_set: RuleSet) -> QuerySet[UnitCost]:
    """The unit costs of a rule set that hold or wait for their check, by year, region and category."""
    return (
        UnitCost.objects.filter(rule_set=rule_set, replaced_at__isnull=True)
        .select_related("entered_by", "checked_by")
        .order_by("funding_call_start_year", "region_class", "category")
    )


def unit_cost(terms: NamesRules, category: str) -> UnitCost | None:
    """The checked unit cost for a category, chosen by the Fund's call and never by when the work was done (E1)."""
    if terms.rule_set is None or terms.funding_call_start_year is None:
        return None
    return (
        unit_costs(terms.rule_set)
        .filter(
            category=category,
            funding_call_start_year=terms.funding_call_start_year,
            region_class=terms.region_class,
            checked_at__isnull=False,
        )
        .first()
    )


def shipped_rule_sets() -> list[dict[str, Any]]:
    """The rule sets that come with the product, as they stand in `funding/data`, by code and version."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in DATA.glob("*.json")]
    for rule_set in found:
        rule_set["from_day"] = date.fromisoformat(rule_set["from_day"])
        rule_set["until_day"] = date.fromisoformat(rule_set["until_day"]) if rule_set["until_day"] else None
    return sorted(found, key=lambda rule_set: (rule_set["code"], rule_set["version"]))
