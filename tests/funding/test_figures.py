from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.funding import figures
from samverka.funding.figures import Level, Rules, Spent

OLD = Rules(year_cap_hours=1662, day_warning_hours=13, unit_minutes=60, level=Level.DAY)
PLUS = Rules(year_cap_hours=1720, day_cap_hours=13, unit_minutes=60, level=Level.DAY)
FIRST = date(2021, 1, 1)

spent = st.builds(
    Spent,
    day=st.integers(0, 400).map(lambda days: FIRST + timedelta(days=days)),
    activity=st.sampled_from(("joint_meeting", "preparation", "reporting")),
    minutes=st.integers(1, 24 * 60),
)
rules = st.builds(
    Rules,
    year_cap_hours=st.none() | st.integers(1, 400),
    day_cap_hours=st.none() | st.integers(1, 24),
    unit_minutes=st.sampled_from((1, 15, 30, 60)),
    level=st.sampled_from(Level),
)
rows = st.lists(spent, max_size=30)
used = st.dictionaries(st.sampled_from((2021, 2022)), st.integers(0, 30_000))


def at_level(level: Level) -> Rules:
    return Rules(unit_minutes=60, level=level)


def test_t01_seven_hours_45_minutes_on_one_date() -> None:
    found = figures.reportable([Spent(FIRST, "preparation", 465)], at_level(Level.DAY))
    assert (found.reportable_hours, found.lost_minutes) == (7, 45)


@pytest.mark.parametrize(
    ("level", "other_day_minutes", "expected"),
    [
        (Level.DAY, 0, 60),
        (Level.DAY_AND_ACTIVITY, 0, 0),
        (Level.MONTH, 0, 60),
        (Level.MONTH, 30, 120),
        (Level.DAY, 30, 60),
    ],
)
def test_t02_twice_45_minutes_on_two_activities(level, other_day_minutes, expected) -> None:
    time = [Spent(FIRST, "preparation", 45), Spent(FIRST, "reporting", 45)]
    time += [Spent(FIRST + timedelta(days=1), "preparation", other_day_minutes)] if other_day_minutes else []
    assert figures.reportable_minutes(time, at_level(level)) == expected


def test_t03_hours_over_the_years_cap_are_kept_and_marked() -> None:
    time = [Spent(FIRST + timedelta(days=days), "preparation", 600) for days in (0, 1)]
    found = figures.within_caps(time, OLD, used_minutes_by_year={2021: 1650 * 60})
    assert (found.reportable_minutes, found.eligible_minutes, found.over_cap_minutes) == (1200, 720, 480)


def test_t04_a_new_year_begins_at_nought() -> None:
    found = figures.within_caps(
        [Spent(date(2022, 1, 3), "preparation", 300)], OLD, used_minutes_by_year={2021: 1662 * 60}
    )
    assert (found.eligible_minutes, found.over_cap_minutes) == (300, 0)


def test_t29_hours_stated_in_another_eu_project_count() -> None:
    time = [Spent(FIRST + timedelta(days=days), "preparation", 600) for days in range(3)]
    found = figures.within_caps(time, PLUS, used_minutes_by_year={2021: 1700 * 60})
    assert (found.eligible_minutes, found.over_cap_minutes) == (20 * 60, 10 * 60)


def test_t36_the_whole_month_is_rounded_once() -> None:
    time = [Spent(FIRST, "joint_meeting", 390), Spent(FIRST + timedelta(days=9), "joint_meeting", 420)]
    found = figures.reportable(time, at_level(Level.MONTH))
    assert (found.recorded_minutes, found.reportable_hours, found.lost_minutes) == (810, 13, 30)


def test_the_same_month_under_both_rule_sets_gives_the_documented_difference() -> None:
    time = [Spent(FIRST, "joint_meeting", 14 * 60)]
    assert figures.within_caps(time, OLD).eligible_minutes == 14 * 60
    assert figures.within_caps(time, PLUS).eligible_minutes == 13 * 60


def test_other_networks_use_the_day_too() -> None:
    time = [Spent(FIRST, "preparation", 6 * 60)]
    found = figures.within_caps(time, PLUS, used_minutes_by_day={FIRST: 10 * 60})
    assert (found.eligible_minutes, found.over_cap_minutes) == (180, 180)


@given(rows, rules, used, st.randoms())
def test_the_order_does_not_matter(time, rule_set, used_by_year, chance) -> None:
    before = figures.within_caps(time, rule_set, used_minutes_by_year=used_by_year)
    chance.shuffle(time)
    assert figures.within_caps(time, rule_set, used_minutes_by_year=used_by_year) == before


@given(rows, rules, used)
def test_nothing_is_lost(time, rule_set, used_by_year) -> None:
    found = figures.within_caps(time, rule_set, used_minutes_by_year=used_by_year)
    assert found.recorded_minutes == sum(row.minutes for row in time)
    assert found.reportable_minutes + found.lost_minutes == found.recorded_minutes
    assert found.eligible_minutes + found.over_cap_minutes == found.reportable_minutes
    assert min(found.eligible_minutes, found.over_cap_minutes, found.lost_minutes) >= 0
    assert found.reportable_minutes == figures.reportable_minutes(time, rule_set)


@given(rows, rules)
def test_hours_are_whole_units(time, rule_set) -> None:
    found = figures.within_caps(time, rule_set)
    assert found.reportable_minutes % rule_set.unit_minutes == 0
    assert found.eligible_minutes % rule_set.unit_minutes == 0


@given(rows, rules, st.data())
def test_splitting_an_entry_changes_nothing_and_moving_a_part_never_gives_more(time, rule_set, data) -> None:
    whole = figures.reportable_minutes(time, rule_set)
    if not time or time[0].minutes < 2:
        return
    first, rest = time[0], time[1:]
    part = data.draw(st.integers(1, first.minutes - 1))
    split = [Spent(first.day, first.activity, part), Spent(first.day, first.activity, first.minutes - part), *rest]
    assert figures.reportable_minutes(split, rule_set) == whole
    if rule_set.level is Level.MONTH:
        moved = [Spent(first.day, "other", part), Spent(first.day, first.activity, first.minutes - part), *rest]
        assert figures.reportable_minutes(moved, rule_set) == whole


@given(rows, st.sampled_from((1, 15, 60)))
def test_a_finer_level_never_gives_more(time, unit) -> None:
    by_level = [
        figures.reportable_minutes(time, Rules(unit_minutes=unit, level=level))
        for level in (Level.DAY_AND_ACTIVITY, Level.DAY, Level.MONTH)
    ]
    assert by_level == sorted(by_level)


@given(rows, rules, used, st.integers(0, 6000))
def test_more_used_never_leaves_more(time, rule_set, used_by_year, more) -> None:
    before = figures.within_caps(time, rule_set, used_minutes_by_year=used_by_year)
    after = figures.within_caps(
        time, rule_set, used_minutes_by_year={year: used_by_year.get(year, 0) + more for year in (2021, 2022)}
    )
    assert after.eligible_minutes <= before.eligible_minutes


def test_without_rules_every_minute_counts() -> None:
    found = figures.within_caps([Spent(FIRST, "preparation", 7)], figures.NO_RULES)
    assert (found.eligible_minutes, found.lost_minutes) == (7, 0)


@pytest.mark.parametrize(("percent", "rules_", "expected"), [(20, OLD, 332), (20, PLUS, 344), (20, Rules(), None)])
def test_a_share_of_the_year(percent, rules_, expected) -> None:
    assert figures.share_of_year(rules_, percent) == expected


@pytest.mark.parametrize(
    ("key", "value"),
    [("rounding_mode", "up"), ("rounding_level", "week"), ("year_cap_hours", 0), ("day_cap_hours", "13")],
)
def test_values_that_the_arithmetic_can_not_use_are_refused(key, value) -> None:
    with pytest.raises(ValueError, match=r"round|Level|whole number"):
        figures.rules_from("x", 1, "X", {key: {"value": value, "source": "C3", "confirmed": True}})
