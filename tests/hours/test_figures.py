from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.core.months import Month
from samverka.funding.figures import Rules, Spent
from samverka.hours import figures
from samverka.hours.figures import Line, MonthTime

OCTOBER = Month(2021, 10)
lines = st.builds(
    Line,
    day=st.dates(date(2021, 9, 1), date(2021, 10, 31)),
    activity=st.sampled_from(("joint_meeting", "local_day", "preparation", "own_development_work")),
    minutes=st.integers(1, 1440),
    text=st.sampled_from(("a", "b", "c")),
    source=st.just("own"),
)
months_of_a_year = st.lists(
    st.lists(
        st.builds(
            Spent,
            day=st.dates(date(2021, 1, 1), date(2021, 12, 31)),
            activity=st.just("preparation"),
            minutes=st.integers(1, 1440),
        ),
        max_size=8,
    ),
    max_size=8,
)


def as_months(found: list[list[Spent]]) -> list[MonthTime]:
    return [MonthTime(number, (number,), tuple(rows)) for number, rows in enumerate(found)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-10-12", date(2021, 10, 12)),
        ("2021-9-3", date(2021, 9, 3)),
        ("12/10", date(2021, 10, 12)),
        ("12/10 2022", date(2022, 10, 12)),
        ("12 oktober", date(2021, 10, 12)),
        (" 12  okt ", date(2021, 10, 12)),
        ("3 May 2022", date(2022, 5, 3)),
        ("3", date(2021, 10, 3)),
        ("3.", date(2021, 10, 3)),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day) -> None:
    assert figures.day_from_text(text, OCTOBER) == day


@pytest.mark.parametrize(("text", "nearest"), [("31 februari", 28), ("2024-02-30", 29), ("2021-10-32", 31), ("0", 1)])
def test_a_day_that_no_calendar_has_names_the_nearest(text, nearest) -> None:
    with pytest.raises(figures.UnknownDayError) as found:
        figures.day_from_text(text, OCTOBER)
    assert found.value.nearest == nearest


@pytest.mark.parametrize("text", ["", "i går", "2021", "3 brumaire", "12-10-2021-3", "2021-13-01"])
def test_what_is_no_day_is_said_to_be_none(text) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        figures.day_from_text(text, OCTOBER)


@given(st.lists(lines, max_size=12), st.randoms())
def test_the_content_does_not_hang_on_the_order(found, chance) -> None:
    def content() -> str:
        return figures.content(
            network="network-1", person="person-1", reporting_role="participant", month=OCTOBER, version=1, lines=found
        )

    before = content()
    chance.shuffle(found)
    assert content() == before


@given(st.lists(lines, max_size=12))
def test_joint_and_own_make_up_the_whole(found) -> None:
    assert figures.joint_and_own(found).minutes == sum(line.minutes for line in found)


@given(months_of_a_year, st.integers(1, 60), st.integers(0, 40))
def test_a_persons_months_never_exceed_the_year_and_lose_nothing(found, cap, stated) -> None:
    rules = Rules(year_cap_hours=cap, unit_minutes=60)
    capped = figures.in_turn(as_months(found), rules, {2021: stated})
    assert sum(month.eligible_minutes for month in capped.values()) <= max(0, cap - stated) * 60
    for number, rows in enumerate(found):
        month = capped[number]
        assert month.recorded_minutes == sum(row.minutes for row in rows)
        assert month.eligible_minutes + month.over_cap_minutes + month.lost_minutes == month.recorded_minutes


@given(months_of_a_year, st.randoms())
def test_the_turn_decides_and_not_the_order_in_which_months_are_handed_in(found, chance) -> None:
    months, rules = as_months(found), Rules(year_cap_hours=20, day_cap_hours=8, unit_minutes=60)
    before = figures.in_turn(months, rules, {})
    chance.shuffle(months)
    assert figures.in_turn(months, rules, {}) == before


def test_t26_who_joins_on_1_july_owes_half_the_year() -> None:
    assert figures.planned_hours(500, 2021, date(2021, 7, 1), date(2022, 12, 31)) == 250
    assert figures.planned_hours(332, 2021, date(2021, 7, 1), date(2022, 12, 31)) == 166


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2021, 1, 1), date(2023, 2, 28), 500),
        (date(2021, 1, 1), date(2021, 6, 30), 250),
        (date(2022, 1, 1), date(2023, 2, 28), 0),
        (date(2020, 1, 1), date(2020, 12, 31), 0),
    ],
)
def test_a_years_hours_go_by_months(first, last, expected) -> None:
    assert figures.planned_hours(500, 2021, first, last) == expected


@given(st.dates(date(2020, 1, 1), date(2024, 12, 31)))
def test_a_proposal_keeps_the_weekday_and_stays_in_the_month(day) -> None:
    month = Month.of(day).next()
    found = figures.same_weekday(day, month)
    assert found.weekday() == day.weekday()
    assert found in month
    assert abs((found - day).days - 31) <= 10


def test_only_own_work_that_is_not_there_yet_is_proposed() -> None:
    before = [
        Line(date(2021, 9, 14), "preparation", 60, "Läste", "own"),
        Line(date(2021, 9, 14), "joint_meeting", 360, "Träff", "attendance", 7),
        Line(date(2021, 9, 15), "preparation", 60, "Skrev", "own"),
    ]
    already = [Line(date(2021, 10, 1), "preparation", 30, "Skrev", "own")]
    (found,) = figures.repeated(before, OCTOBER, already)
    assert (found.day, found.text, found.source, found.row_id) == (date(2021, 10, 12), "Läste", "repeated", 0)


def test_a_difference_is_named_and_an_own_word_only_when_the_list_says_less() -> None:
    day = date(2021, 10, 5)
    confirmed = [
        Line(day, "joint_meeting", 240, "Träff", "own", 7),
        Line(day, "joint_meeting", 60, "Annan", "attendance", 8),
    ]
    now = [(7, day, "Träff", 360), (9, day + timedelta(days=1), "Tredje", 120)]
    found = figures.differences(confirmed, now, frozenset({7}))
    assert [(gap.title, gap.confirmed_minutes, gap.attended_minutes) for gap in found] == [
        ("Annan", 60, 0),
        ("Tredje", 0, 120),
    ]
    assert figures.differences(confirmed[:1], [(7, day, "Träff", 180)], frozenset({7}))[0].attended_minutes == 180
