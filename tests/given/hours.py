"""A world in which hours are reported: the small world, with a rule set."""

from samverka.funding.models import RuleSet
from tests.given import world as given
from tests.given.world import World


def old_rules() -> RuleSet:
    """ESF 2014-2020, programme area 1."""
    return RuleSet.objects.get(code="esf-2014-2020-po1", version=1)


def plus_rules() -> RuleSet:
    """ESF+ 2021-2027."""
    return RuleSet.objects.get(code="esfplus-2021-2027", version=1)


def world(**terms: object) -> World:
    """The small world under the old rule set; participants in group 1, as the rule set says."""
    values: dict[str, object] = {
        "rule_set": old_rules(),
        "funding_call_start_year": 2021,
        "participant_category": "group_1",
        "coordinator_category": "group_5",
    }
    return given.world(**(values | terms))
