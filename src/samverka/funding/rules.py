"""The law of unit costs: pure decisions on facts handed in."""

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no
from samverka.funding.models import UnitCost
from samverka.people.models import Person


def may_check_unit_cost(cost: UnitCost, *, by: Person) -> Verdict:
    """A unit cost is checked once, by someone else than who entered it (Q29)."""
    if cost.replaced_at:
        return no(_("This unit cost has been replaced by another."))
    if cost.checked_at:
        return no(_("This unit cost has been checked already."))
    if cost.entered_by_id == by.pk:
        return no(_("You entered this unit cost, so someone else has to check it against the source."))
    return YES


def may_replace_unit_cost(cost: UnitCost) -> Verdict:
    """Only the cost that holds is replaced."""
    if cost.replaced_at:
        return no(_("This unit cost has been replaced by another."))
    return YES


def may_enter_unit_cost(*, ore_per_hour: int, source: str, already_there: bool) -> Verdict:
    """A unit cost is above nought, tells its source, and stands once per year, region and category."""
    if ore_per_hour < 1:
        return no(_("A unit cost is more than 0 kronor per hour."))
    if not source.strip():
        return no(_("Say which table the unit cost comes from, so that it can be checked."))
    if already_there:
        return no(_("There is already a unit cost for that category, region and start year. Replace that one instead."))
    return YES
