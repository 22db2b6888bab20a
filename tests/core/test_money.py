"""Hours and kronor between what is typed, stored and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.core import money


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6,5", 390),
        ("6.5", 390),
        ("6:30", 390),
        ("6h30", 390),
        ("6 h 30 min", 390),
        ("6 tim 30 m", 390),
        ("6", 360),
        ("6 tim", 360),
        ("6 timmar", 360),
        ("6 hours", 360),
        ("6:", 360),
        ("45 min", 45),
        ("45 minuter", 45),
        ("0,25", 15),
        ("0,33", 20),
        (" 7\u00a0h ", 420),
        ("0", 0),
    ],
)
def test_time_is_read_the_way_people_write_it(text: str, minutes: int) -> None:
    assert money.minutes_from_text(text) == minutes


@pytest.mark.parametrize("text", ["", "abc", "6,555", "6:61", "-1", "1e3", "6,5,5", "1000000"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        money.minutes_from_text(text)


@given(st.integers(0, 59_940))
def test_a_shown_duration_reads_back_the_same(minutes: int) -> None:
    assert money.minutes_from_text(money.duration_text(minutes).replace("\u00a0h", " h")) == minutes


@given(st.integers(0, 999).map(lambda quarters: quarters * 15))
def test_quarters_of_an_hour_read_back_the_same(minutes: int) -> None:
    assert money.minutes_from_text(money.hours_text(minutes)) == minutes


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (810, "13\u00a0h 30\u00a0min"),
        (780, "13\u00a0h"),
        (45, "45\u00a0min"),
        (0, "0\u00a0h"),
        (-90, "−1\u00a0h 30\u00a0min"),
    ],
)
def test_durations(minutes: int, text: str) -> None:
    assert money.duration_text(minutes) == text


@pytest.mark.parametrize(
    ("minutes", "swedish", "english"),
    [
        (390, "6,5", "6.5"),
        (20, "0,33", "0.33"),
        (0, "0", "0"),
        (6000, "100", "100"),
        (-90, "−1,5", "−1.5"),
        (90_000, "1\u00a0500", "1\u00a0500"),
    ],
)
def test_hours_have_a_comma_in_swedish_and_a_point_in_english(minutes: int, swedish: str, english: str) -> None:
    assert (money.hours_text(minutes), money.hours_text(minutes, comma=False)) == (swedish, english)


@pytest.mark.parametrize(
    ("ore", "whole", "exact"),
    [
        (123_456_789, "1\u00a0234\u00a0568\u00a0kr", "1\u00a0234\u00a0567,89\u00a0kr"),
        (50, "1\u00a0kr", "0,50\u00a0kr"),
        (-50, "−1\u00a0kr", "−0,50\u00a0kr"),
        (0, "0\u00a0kr", "0,00\u00a0kr"),
    ],
)
def test_kronor_round_halves_away_from_zero(ore: int, whole: str, exact: str) -> None:
    assert (money.kronor_text(ore), money.kronor_text(ore, with_ore=True)) == (whole, exact)


def test_thousands_are_parted_by_a_space_that_does_not_break() -> None:
    assert money.grouped(14_280_613) == "14\u00a0280\u00a0613"
