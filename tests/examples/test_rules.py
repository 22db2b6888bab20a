"""Section 4, "learning example: conclusions ≥ 3; approvals present; images have alt text", by name."""

from typing import Any

import pytest

from samverka.examples import rules
from samverka.examples.rules import Approved

WHOLE: dict[str, Any] = {
    "is_handed_over": False,
    "is_archived": False,
    "ingress": "Det här lärde vi oss.",
    "conclusions": ["a", "b", "c"],
    "done": "Så gjorde vi.",
    "figures": [{"what": "Platser", "value": "6", "source": "Uppföljning"}],
    "alt_texts": ["En hall"],
}
PUBLISHED: dict[str, Any] = {
    "is_handed_over": True,
    "is_archived": False,
    "conclusions": ["a", "b", "c"],
    "alt_texts": ["En hall"],
    "approvals": [Approved("Älvnäs", "x", is_declined=False), Approved("Älvtvätten", "x", is_declined=False)],
    "has_municipality": True,
    "sha256": "x",
}


@pytest.mark.parametrize(("number", "yes"), [(0, False), (2, False), (3, True), (7, True), (8, False)])
def test_learning_example_has_at_least_three_conclusions(number, yes) -> None:
    lines = ["En slutsats"] * number
    assert bool(rules.has_conclusions(lines)) is yes
    assert bool(rules.may_hand_over(**WHOLE | {"conclusions": lines})) is yes
    assert bool(rules.may_publish(**PUBLISHED | {"conclusions": lines})) is yes


@pytest.mark.parametrize(("texts", "yes"), [([], True), (["Hallen"], True), (["Hallen", " "], False), ([""], False)])
def test_learning_example_images_have_alt_text(texts, yes) -> None:
    assert bool(rules.has_alt_texts(texts)) is yes
    assert bool(rules.may_hand_over(**WHOLE | {"alt_texts": texts})) is yes
    assert bool(rules.may_publish(**PUBLISHED | {"alt_texts": texts})) is yes


@pytest.mark.parametrize(
    ("change", "yes"),
    [
        ({}, True),
        ({"has_municipality": False}, False),
        ({"approvals": [Approved("Älvnäs", "", is_declined=False)]}, False),
        ({"approvals": [Approved("Älvnäs", "ett annat innehåll", is_declined=False)]}, False),
        ({"is_handed_over": False}, False),
        ({"is_archived": True}, False),
    ],
)
def test_learning_example_approvals_present(change, yes) -> None:
    assert bool(rules.may_publish(**PUBLISHED | change)) is yes


@pytest.mark.parametrize(
    ("change", "yes"),
    [
        ({}, True),
        ({"ingress": ""}, False),
        ({"ingress": "x" * 600}, True),
        ({"ingress": "x" * 601}, False),
        ({"done": ""}, False),
        ({"figures": [{"what": "Platser", "value": "6", "source": ""}]}, False),
        ({"is_handed_over": True}, False),
        ({"is_archived": True}, False),
    ],
)
def test_an_example_is_whole_before_anyone_is_asked(change, yes) -> None:
    assert bool(rules.may_hand_over(**WHOLE | change)) is yes


@pytest.mark.parametrize("function", ["project_manager", "process_supporter", "method_developer"])
def test_those_who_work_with_examples_publish(function: str) -> None:
    assert rules.may_edit(frozenset({function}))
    assert not rules.may_edit(frozenset({"finance_officer", "registrar"}))
