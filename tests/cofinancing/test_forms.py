"""Text as it is typed becomes whole öre and months."""

import pytest

from samverka.cofinancing.forms import PrepareForm, ReplaceForm, UnitCostForm, ore_from_text
from samverka.core.months import Month


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("312,50", 31_250),
        ("312.5", 31_250),
        ("312", 31_200),
        ("312 kr", 31_200),
        ("1 312,05 kr.", 131_205),
        ("1\u00a0312", 131_200),
        ("0,01", 1),
    ],
)
def test_kronor_are_read_the_swedish_way(text: str, ore: int) -> None:
    assert ore_from_text(text) == ore


@pytest.mark.parametrize("text", ["", "trehundra", "312,505", "-5", "1e3", "12,5,1", "9999999", "kr", "٣"])
def test_other_text_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        ore_from_text(text)


def test_a_unit_cost_needs_category_amount_and_source() -> None:
    choices = (("group_1", "Lönegrupp 1"),)
    form = UnitCostForm({"category": "group_9", "ore_per_hour": "x", "source": " "}, choices=choices)
    assert set(form.errors) == {"category", "ore_per_hour", "source"}
    right = UnitCostForm({"category": "group_1", "ore_per_hour": "312,50", "source": "Tabell 2"}, choices=choices)
    assert right.is_valid()
    assert right.cleaned_data == {
        "category": "group_1",
        "ore_per_hour": 31_250,
        "source": "Tabell 2",
        "is_invented": False,
    }
    assert set(ReplaceForm({}).errors) == {"ore_per_hour", "source"}


def test_a_period_is_two_months_in_order() -> None:
    months = [(f"2021-{number:02d}", f"2021-{number:02d}") for number in range(1, 13)]
    form = PrepareForm({"first": "2021-01", "last": "2021-06"}, months=months)
    assert form.is_valid()
    assert form.cleaned_data == {"first": Month(2021, 1), "last": Month(2021, 6)}
    assert set(PrepareForm({"first": "2021-06", "last": "2021-01"}, months=months).errors) == {"last"}
    assert set(PrepareForm({"first": "2021-13", "last": ""}, months=months).errors) == {"first", "last"}
