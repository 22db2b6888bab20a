"""Laws of shares, pace and money: nothing is lost or doubled, and order decides nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.cofinancing import figures
from samverka.cofinancing.figures import Report, Shares, Stages, Standing
from samverka.core.months import Month
from samverka.funding.figures import Rules, Spent

DECISION = Shares(total_ore=1_428_061_300, fund_ore=669_766_900)
OLD = Rules(year_cap_hours=1662, unit_minutes=60)

spent = st.builds(
    Spent,
    day=st.dates(date(2021, 10, 1), date(2021, 10, 31)),
    activity=st.sampled_from(["joint_meeting", "preparation"]),
    minutes=st.integers(1, 600),
)


def report(number: int, rows: tuple[Spent, ...], *, person: int = 1, month: int = 10, ore: int = 31_250) -> Report:
    return Report(number, 1, person, "participant", Month(2021, month), "group_1", ore, rows)


reports = st.lists(st.lists(spent, max_size=6).map(tuple), max_size=6).map(
    lambda sheets: [report(number, rows, person=number % 3, month=number + 1) for number, rows in enumerate(sheets)]
)


def test_t32_the_decision_asks_for_exactly_its_own_share_in_whole_ore() -> None:
    assert DECISION.own_ore == 758_294_400
    assert (DECISION.own_percent, DECISION.fund_percent) == (Decimal("53.1"), Decimal("46.9"))


def test_t16_in_kind_may_reach_the_ceiling_and_not_a_krona_more() -> None:
    assert DECISION.over_ceiling_ore(758_294_400) == 0
    assert DECISION.over_ceiling_ore(758_294_500) == 100


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_both_shares_make_up_the_whole(one: int, other: int) -> None:
    shares = Shares(total_ore=one + other, fund_ore=one)
    assert shares.own_ore + shares.fund_ore == shares.total_ore
    assert shares.missing_ore(shares.own_ore) == 0
    assert shares.missing_ore(0) == shares.own_ore
    if one + other:
        assert shares.own_percent is not None
        assert shares.fund_percent is not None
        assert abs(shares.own_percent + shares.fund_percent - 100) <= Decimal("0.1")


def test_a_share_of_nothing_is_not_told() -> None:
    assert Shares(0, 0).own_percent is None


@pytest.mark.parametrize(("ore", "hours"), [(0, 0), (1, 1), (31_250, 1), (31_251, 2), (62_500, 2)])
def test_hours_that_reach_a_sum(ore: int, hours: int) -> None:
    assert figures.hours_worth(ore, 31_250) == hours


def test_t26_a_seat_from_july_promises_half_a_year() -> None:
    months = figures.months_of(
        *figures.overlap(date(2021, 7, 1), date(2022, 12, 31), date(2021, 1, 1), date(2021, 12, 31))
    )
    assert figures.promised_minutes(500, months) == 250 * 60


@given(st.integers(0, 10**7), st.integers(1, 40), st.data())
def test_parts_that_follow_each_other_make_up_the_whole(whole: int, all_months: int, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, all_months))
    first = figures.part_by_months(whole, 0, cut, all_months)
    second = figures.part_by_months(whole, cut, all_months - cut, all_months)
    assert first + second == whole


def test_no_months_have_no_part() -> None:
    assert figures.part_by_months(100, 0, 0, 0) == 0


def test_a_month_counts_as_closed_after_its_closing_day() -> None:
    # October closes on the fifth working day of November 2021: Monday 8 November (1 November is a working day).
    year = date(2021, 1, 1), date(2021, 12, 31)
    assert figures.closed_months(*year, date(2021, 11, 2), 5) == 9
    assert figures.closed_months(*year, date(2021, 11, 5), 5) == 9
    assert figures.closed_months(*year, date(2021, 11, 8), 5) == 10
    assert figures.closed_months(*year, date(2020, 11, 8), 5) == 0


def test_the_pace_is_measured_on_closed_months_alone() -> None:
    standing = Standing(
        promised=30_000, plan=22_500, stages=Stages(submitted=20_000), in_closed_months=18_000, months=9, all_months=12
    )
    assert standing.forecast == 24_000
    assert (standing.gap, standing.left) == (2_500, 10_000)
    assert replace(standing, months=0).forecast is None
    assert figures.forecast_in_all([standing, standing]) == 48_000
    assert figures.forecast_in_all([]) is None


@given(
    st.lists(
        st.builds(Standing, st.integers(0, 9999), st.integers(0, 9999), st.builds(Stages, *[st.integers(0, 999)] * 4))
    )
)
def test_the_whole_is_the_sum_of_the_seats(rows: list[Standing]) -> None:
    whole = figures.in_all(rows)
    assert whole.promised == sum(row.promised for row in rows)
    assert whole.stages.submitted == sum(row.stages.submitted for row in rows)
    assert figures.in_all(reversed(rows)) == whole


@given(st.integers(0, 10**5), st.integers(0, 10**5), st.integers(0, 10**5))
def test_whole_hours_are_worth_the_same_together_and_apart(one: int, other: int, ore: int) -> None:
    together = figures.value_ore((one + other) * 60, ore)
    assert together == figures.value_ore(one * 60, ore) + figures.value_ore(other * 60, ore) == (one + other) * ore


@given(reports)
def test_lines_sum_to_the_total_in_any_order(sheets: list[Report]) -> None:
    lines = figures.claim_lines(sheets, OLD, {})
    assert figures.claim_total(lines) == sum(line.eligible_minutes // 60 * line.report.ore_per_hour for line in lines)
    assert figures.claim_lines(reversed(sheets), OLD, {}) == lines
    assert {line.report.sheet_id for line in lines} == {sheet.sheet_id for sheet in sheets}
    assert len(lines) == len(sheets)


@given(reports)
def test_splitting_an_entry_changes_nothing(sheets: list[Report]) -> None:
    def split(row: Spent) -> tuple[Spent, ...]:
        half = row.minutes // 2
        return tuple(replace(row, minutes=part) for part in (half, row.minutes - half) if part)

    apart = [replace(sheet, rows=tuple(part for row in sheet.rows for part in split(row))) for sheet in sheets]
    assert figures.claim_total(figures.claim_lines(apart, OLD, {})) == figures.claim_total(
        figures.claim_lines(sheets, OLD, {})
    )


@given(reports, st.integers(0, 6))
def test_two_claims_hold_what_one_would(sheets: list[Report], cut: int) -> None:
    tight = replace(OLD, year_cap_hours=20)
    first = figures.claim_lines(sheets[:cut], tight, {})
    held: dict[tuple[int, int], int] = {}
    for line in first:
        key = (line.report.person_id, line.report.month.year)
        held[key] = held.get(key, 0) + line.eligible_minutes
    second = figures.claim_lines(sheets[cut:], tight, held)
    assert figures.claim_total(first) + figures.claim_total(second) == figures.claim_total(
        figures.claim_lines(sheets, tight, {})
    )


@given(reports)
def test_rounding_comes_before_money(sheets: list[Report]) -> None:
    for line in figures.claim_lines(sheets, OLD, {}):
        assert line.reportable_minutes % 60 == 0
        assert line.recorded_minutes >= line.reportable_minutes >= line.eligible_minutes
        assert line.over_cap_minutes == line.reportable_minutes - line.eligible_minutes


def test_hours_above_the_years_cap_are_kept_apart_from_the_money() -> None:
    rows = (Spent(date(2021, 10, 4), "preparation", 20 * 60),)
    (line,) = figures.claim_lines([report(1, rows)], OLD, {(1, 2021): 1_650 * 60})
    assert (line.eligible_minutes, line.over_cap_minutes) == (12 * 60, 8 * 60)
    assert line.value_ore == 12 * 31_250
    assert figures.hours(line.eligible_minutes) == Decimal("12.00")
