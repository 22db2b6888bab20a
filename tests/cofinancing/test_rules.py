"""Each rule: who and in what state gets a yes, or which reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils import translation

from samverka.cofinancing import rules
from samverka.cofinancing.figures import Shares
from samverka.cofinancing.models import Claim
from samverka.cofinancing.rules import ClaimFacts
from samverka.core.verdicts import Verdict

LEAD, HELPER = frozenset({"project_manager"}), frozenset({"process_supporter"})
READY = ClaimFacts(
    functions=LEAD,
    is_closed=False,
    granted_day=date(2021, 1, 12),
    line_count=3,
    value_ore=700_000_00,
    claimed_before_ore=0,
    cash_ore=0,
    shares=Shares(1_428_061_300, 669_766_900),
    missing_rates=(),
    waiting=(),
    in_closing=(),
    after_the_end=(),
    missing_hours=22_026,
)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def reason(verdict: Verdict) -> str:
    assert bool(verdict) is not bool(verdict.reason)
    return str(verdict.reason)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"functions": frozenset({"finance_officer"})}, ""),
        ({"functions": HELPER}, "Only the network's project manager"),
        ({"functions": frozenset()}, "Only the network's project manager"),
        ({"is_closed": True}, "has been closed"),
        ({"granted_day": None}, "has not decided on support"),
        ({"line_count": 0}, "nothing to claim"),
        ({"missing_rates": ("Wage group 1",)}, "No checked unit cost for Wage group 1"),
        ({"after_the_end": ("Ana Öberg",)}, "after the network's last day can not be claimed: Ana Öberg"),
        # T16: exactly the ceiling is in order, one krona more stops the claim.
        ({"value_ore": 758_294_400}, ""),
        ({"value_ore": 758_294_500}, "It is 1\u00a0kr more"),
        ({"claimed_before_ore": 758_294_400, "value_ore": 1}, "It is 0,01\u00a0kr more"),
        # T17: the closing phase warns and does not stop.
        ({"in_closing": ("Ana Öberg",)}, ""),
        ({"waiting": (("Granfors", 2),)}, ""),
    ],
)
def test_may_close(change: dict[str, object], said: str) -> None:
    verdict = rules.may_close(replace(READY, **change))  # type: ignore[arg-type]  # one field at a time
    assert said in reason(verdict)
    assert bool(verdict) is not bool(said)


def texts(facts: ClaimFacts) -> str:
    return "\n".join(f"{check.state}: {check.text}" for check in rules.claim_checks(facts))


def test_the_checks_name_what_and_who() -> None:
    # T17, Q31, Q32
    facts = replace(READY, in_closing=("Ana Öberg",), waiting=(("Granfors", 2), ("Älvnäs", 1)))
    said = texts(facts)
    assert "waiting: Participants' time in the closing phase is normally not accepted: Ana Öberg." in said
    assert "waiting: Months that are not submitted" in said
    assert "Granfors (2), Älvnäs (1)" in said
    assert "waiting: 6\u00a0882\u00a0944\u00a0kr is left to the own share" in said
    assert "22\u00a0026\u00a0h of participants' time" in said
    assert "closing phase" not in texts(READY)


def test_the_share_is_reached_with_what_others_pay() -> None:
    cash = replace(READY, cash_ore=758_294_400 - 700_000_00)
    assert "done: The own share that the decision requires has been reached." in texts(cash)
    without_rate = replace(READY, missing_hours=None)
    assert "is left to the own share of the decision." in texts(without_rate)


def test_a_checks_word_says_its_state() -> None:
    words = {check.state: check.word for check in rules.claim_checks(replace(READY, granted_day=None))}
    assert words == {"late": "Stops the claim", "waiting": "Look at this", "done": "In order"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"functions": HELPER}, "Only the network's"),
        ({"has_open": True}, "has not been closed"),
        ({"first": date(2021, 12, 1)}, "can not come before"),
        ({"first": date(2020, 12, 1)}, "within the network's time"),
        ({"last": date(2023, 3, 1)}, "within the network's time"),
    ],
)
def test_may_prepare_claim(change: dict[str, object], said: str) -> None:
    values: dict[str, object] = {
        "functions": LEAD,
        "first": date(2021, 1, 1),
        "last": date(2021, 10, 1),
        "network_first": date(2021, 1, 1),
        "network_last": date(2023, 2, 28),
        "has_open": False,
    }
    verdict = rules.may_prepare_claim(**(values | change))  # type: ignore[arg-type]  # one fact at a time
    assert said in reason(verdict)
    assert bool(verdict) is not bool(said)


def test_a_claim_is_given_up_only_while_it_is_open(now: datetime) -> None:
    assert rules.may_discard(Claim(), functions=LEAD)
    assert "Only the network's" in reason(rules.may_discard(Claim(), functions=HELPER))
    assert "has been closed" in reason(rules.may_discard(Claim(closed_at=now), functions=LEAD))


def test_small_rules() -> None:
    assert rules.may_pledge(is_accepted=True)
    assert "not accepted" in reason(rules.may_pledge(is_accepted=False))
    assert rules.is_valued(has_rule_set=True, year=2021)
    assert "no rule set" in reason(rules.is_valued(has_rule_set=True, year=None))
    assert rules.is_first(changed=1)
    assert "first" in reason(rules.is_first(changed=0))
    assert rules.may_set_budget(functions=LEAD, planned_ore=[0, 1])
    assert "less than 0" in reason(rules.may_set_budget(functions=LEAD, planned_ore=[-1]))
    assert "Only the network's" in reason(rules.may_set_budget(functions=HELPER, planned_ore=[1]))


def test_only_the_first_names_are_listed() -> None:
    assert rules.some_names(["A", "B"]) == "A, B"
    assert rules.some_names(list("ABCDEFG")) == "A, B, C, D, E and 2 more"
