"""Unit costs of the network's rule set and the Fund's call: what holds, what waits for its check."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.cofinancing import rules
from samverka.cofinancing.queries.sight import Host
from samverka.core.templatetags.samverka import day
from samverka.core.verdicts import Verdict
from samverka.funding import queries as funding
from samverka.funding import rules as funding_rules
from samverka.funding.figures import Rules
from samverka.funding.models import UnitCost
from samverka.networks import queries as networks
from samverka.networks.models import Terms
from samverka.people.models import Person

_GROUP = "group_"


def category_label(category: str) -> str:
    """`group_7a` as people say it: Lönegrupp 7a."""
    if category.startswith(_GROUP):
        return _("Wage group %(number)s") % {"number": category.removeprefix(_GROUP)}
    return category or _("No category")


def checked_costs(terms: Terms) -> dict[str, UnitCost]:
    """The checked unit costs that value this network's hours, by category; chosen by the Fund's call (E1, T15)."""
    if terms.rule_set is None or terms.funding_call_start_year is None:
        return {}
    found = funding.unit_costs(terms.rule_set).filter(
        funding_call_start_year=terms.funding_call_start_year,
        region_class=terms.region_class,
        checked_at__isnull=False,
    )
    return {cost.category: cost for cost in found}


def needed_categories(terms: Terms, fund_rules: Rules) -> dict[str, str]:
    """The category of each reporting role that is valued."""
    return {
        "participant": terms.participant_category or fund_rules.participant_category,
        "staff_cofinanced": terms.coordinator_category,
    }


@dataclass(frozen=True, slots=True)
class CostLine:
    """One unit cost on its page."""

    cost_id: int
    category: str
    ore_per_hour: int
    source: str
    is_invented: bool
    is_checked: bool
    entered: str
    checked: str
    may_check: Verdict
    check_href: str
    replace_href: str


@dataclass(frozen=True, slots=True)
class UnitCostPage:
    """The unit costs of a network."""

    network_name: str
    rule_set_name: str
    year: int | None
    lines: tuple[CostLine, ...]
    # Categories that the network needs and that have no unit cost at all.
    missing: tuple[str, ...]
    unchecked: int
    has_invented: bool
    may_enter: Verdict
    enter_href: str
    overview_href: str
    choices: tuple[tuple[str, str], ...]


def category_choices(terms: Terms) -> tuple[tuple[str, str], ...]:
    """The categories that the rule set knows, as choices."""
    values = terms.rule_set.values if terms.rule_set else {}
    listed = values.get("staff_categories", {}).get("value") or []
    wanted = [category for category in needed_categories(terms, funding.rules_of(terms)).values() if category]
    return tuple((category, category_label(category)) for category in dict.fromkeys([*wanted, *listed]))


def unit_cost_page(host: Host, person: Person) -> UnitCostPage:
    """What the page of unit costs shows."""
    terms = networks.holding_terms(host.network)
    slug = host.network.slug
    may = rules.is_of_money(host.functions)
    costs: list[UnitCost] = []
    if terms.rule_set and terms.funding_call_start_year is not None:
        costs = list(
            funding.unit_costs(terms.rule_set).filter(
                funding_call_start_year=terms.funding_call_start_year, region_class=terms.region_class
            )
        )
    needed = [category for category in needed_categories(terms, funding.rules_of(terms)).values() if category]
    known = {cost.category for cost in costs}
    return UnitCostPage(
        network_name=host.network.name,
        rule_set_name=terms.rule_set.name if terms.rule_set else "",
        year=terms.funding_call_start_year,
        lines=tuple(_line(cost, person, slug) for cost in costs),
        missing=tuple(category_label(category) for category in dict.fromkeys(needed) if category not in known),
        unchecked=sum(cost.checked_at is None for cost in costs),
        has_invented=any(cost.is_invented for cost in costs),
        may_enter=may,
        enter_href=reverse("cofinancing:enter_unit_cost", args=[slug]),
        overview_href=reverse("cofinancing:overview", args=[slug]),
        choices=tuple(choice for choice in category_choices(terms) if choice[0] not in known),
    )


def _line(cost: UnitCost, person: Person, slug: str) -> CostLine:
    checked = ""
    if cost.checked_at and cost.checked_by:
        checked = _("%(name)s, %(day)s") % {"name": cost.checked_by.actor_name, "day": day(cost.checked_at)}
    return CostLine(
        cost_id=cost.pk,
        category=category_label(cost.category),
        ore_per_hour=cost.ore_per_hour,
        source=cost.source,
        is_invented=cost.is_invented,
        is_checked=cost.checked_at is not None,
        entered=_("%(name)s, %(day)s") % {"name": cost.entered_by.actor_name, "day": day(cost.entered_at)},
        checked=checked,
        may_check=funding_rules.may_check_unit_cost(cost, by=person),
        check_href=reverse("cofinancing:check_unit_cost", args=[slug, cost.pk]),
        replace_href=reverse("cofinancing:replace_unit_cost_page", args=[slug, cost.pk]),
    )


def one_unit_cost(host: Host, cost_id: int) -> UnitCost:
    """A unit cost that holds or waits, of the network's own rule set.

    Raises:
        Http404: when there is none such.
    """
    terms = networks.holding_terms(host.network)
    if terms.rule_set is None:
        raise Http404
    cost = funding.unit_costs(terms.rule_set).select_related("rule_set").filter(pk=cost_id).first()
    if cost is None:
        raise Http404
    return cost


@dataclass(frozen=True, slots=True)
class ReplacePage:
    """A unit cost that is to be followed by another."""

    network_name: str
    category: str
    ore_per_hour: int
    source: str
    may_replace: Verdict
    replace_href: str
    back_href: str


def replace_page(host: Host, cost: UnitCost) -> ReplacePage:
    """What the page of a unit cost's follower shows."""
    slug = host.network.slug
    may = rules.is_of_money(host.functions)
    return ReplacePage(
        network_name=host.network.name,
        category=category_label(cost.category),
        ore_per_hour=cost.ore_per_hour,
        source=cost.source,
        may_replace=may and funding_rules.may_replace_unit_cost(cost),
        replace_href=reverse("cofinancing:replace_unit_cost", args=[slug, cost.pk]),
        back_href=reverse("cofinancing:unit_costs", args=[slug]),
    )
