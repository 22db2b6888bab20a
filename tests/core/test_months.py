"""A calendar month as a plain value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.core.months import Month, MonthConverter, YearConverter, months_between

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(days)
def test_a_day_lies_in_its_own_month_only(day: date) -> None:
    month = Month.of(day)
    assert day in month
    assert day not in month.next()
    assert day not in month.previous()


@given(days)
def test_next_and_previous_undo_each_other(day: date) -> None:
    month = Month.of(day)
    assert month.next().previous() == month
    assert month.previous() < month < month.next()
    assert (month.next().first_day - month.last_day).days == 1


@given(days)
def test_a_month_reads_back_as_it_is_written(day: date) -> None:
    month = Month.of(day)
    converter = MonthConverter()
    assert Month.parse(str(month)) == month
    assert converter.to_python(converter.to_url(month)) == month


@pytest.mark.parametrize("text", ["2021-13", "2021-00", "2021-3", "21-03", "2021-03-01", "", "mars"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


@pytest.mark.parametrize("text", ["0001-01", "1899-12", "3000-01", "9999-12"])
def test_an_address_names_no_month_at_the_end_of_time(text: str) -> None:
    assert str(Month.parse(text)) == text
    with pytest.raises(ValueError, match="year"):
        MonthConverter().to_python(text)


@pytest.mark.parametrize("text", ["0000", "1899", "3000", "9999"])
def test_nor_a_year(text: str) -> None:
    with pytest.raises(ValueError, match="year"):
        YearConverter().to_python(text)


def test_a_year_reads_back_as_it_is_written() -> None:
    assert YearConverter().to_python(YearConverter().to_url(2021)) == 2021


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2021, 1, 31), date(2021, 3, 1), ["2021-01", "2021-02", "2021-03"]),
        (date(2021, 12, 5), date(2022, 1, 1), ["2021-12", "2022-01"]),
        (date(2021, 5, 5), date(2021, 5, 5), ["2021-05"]),
        (date(2021, 6, 1), date(2021, 5, 5), []),
    ],
)
def test_months_between_two_days(first: date, last: date, written: list[str]) -> None:
    assert [str(month) for month in months_between(first, last)] == written


def test_february_knows_its_leap_years() -> None:
    assert [Month(year, 2).last_day.day for year in (2020, 2021, 2100)] == [29, 28, 28]
