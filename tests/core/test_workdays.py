"""Swedish working days."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.core.workdays import SWEDEN, end_of_day, is_working_day, nth_working_day, working_day_on_or_before


@pytest.mark.parametrize(
    ("day", "open_office"),
    [
        (date(2021, 11, 2), True),
        (date(2021, 11, 6), False),  # Saturday, and All Saints' Day
        (date(2021, 1, 6), False),  # Epiphany
        (date(2021, 5, 13), False),  # Ascension Day
        (date(2021, 6, 6), False),  # National Day
        (date(2021, 6, 25), False),  # Midsummer Eve
        (date(2021, 6, 18), True),  # a Friday in June that is not
        (date(2021, 12, 24), False),
        (date(2021, 12, 31), False),
        (date(2021, 12, 23), True),
    ],
)
def test_when_offices_are_open(day: date, open_office: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_working_day(day) is open_office


@given(st.dates(date(2015, 1, 1), date(2040, 12, 31)))
def test_the_working_day_before_is_the_nearest(day: date) -> None:
    found = working_day_on_or_before(day)
    assert is_working_day(found)
    assert found <= day
    assert (day - found).days <= 5


def test_the_fifth_working_day_passes_over_weekends_and_holidays() -> None:
    assert nth_working_day(date(2021, 11, 1), 5) == date(2021, 11, 5)
    assert nth_working_day(date(2021, 1, 1), 5) == date(2021, 1, 11)


def test_a_deadline_day_counts_to_its_end() -> None:
    assert end_of_day(date(2021, 11, 5)) == datetime(2021, 11, 5, 23, 59, 59, tzinfo=SWEDEN)
