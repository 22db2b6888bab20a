"""The Fund's rules as plain values, and the arithmetic of hours: rounding and caps.

Everything is whole minutes or whole hours; nothing is a float. The laws that hold are tested as such:
order does not matter, nothing is lost, and splitting an entry never gives more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

HOUR = 60


class Level(StrEnum):
    """At which level the Fund rounds to whole hours (C10)."""

    DAY_AND_ACTIVITY = "day+activity"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Rules:
    """One rule set, parsed. Without a rule set nothing is rounded and nothing capped."""

    code: str = ""
    version: int = 0
    name: str = ""
    year_cap_hours: int | None = None
    year_warning_percent: int = 90
    # Hours above the day's cap can't be saved; hours above the warning can, and are pointed out.
    day_cap_hours: int | None = None
    day_warning_hours: int | None = None
    unit_minutes: int = 1
    level: Level = Level.DAY
    # `forbidden` and `none`: a month without time is an internal note and nothing to confirm (C8, Q21).
    zero_report: str = "none"
    staff_work_described_by: str = "text"
    staff_text_least_characters: int = 0
    staff_counter_signature: str = "none"
    participant_counter_signature: str = "none"
    participant_category: str = ""
    joint_time_warning_percent: int = 50
    month_closes_on_working_day: int = 5
    participants_in_closing: str = "warn"
    before_decision: str = "at_own_risk"
    indirect_percent: int | None = None
    # Keys of values that are in use without having been confirmed by the Fund (Q51).
    unconfirmed: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


NO_RULES = Rules()

# The name in the data where it differs from the name here.
_NAMED = {"rounding_unit_minutes": "unit_minutes", "rounding_level": "level"}
_PARSED = frozenset(Rules.__dataclass_fields__) - {"code", "version", "name", "unconfirmed", "sources"}


def rules_from(code: str, version: int, name: str, values: Mapping[str, Mapping[str, Any]]) -> Rules:
    """Parse the values of a rule set. Keys that only documents use are left to them.

    Raises:
        ValueError: when a value is not of the kind that the arithmetic needs.
    """
    if (mode := values.get("rounding_mode", {}).get("value", "down")) != "down":
        raise ValueError(f"hours are rounded down, not {mode!r}")
    given: dict[str, Any] = {}
    for key, entry in values.items():
        target = _NAMED.get(key, key)
        if target in _PARSED and entry["value"] is not None:
            given[target] = Level(entry["value"]) if target == "level" else entry["value"]
    rules = replace(
        NO_RULES,
        code=code,
        version=version,
        name=name,
        unconfirmed=tuple(sorted(key for key, entry in values.items() if not entry["confirmed"])),
        sources={key: entry["source"] for key, entry in values.items()},
        **given,
    )
    numbers: list[Any] = [rules.unit_minutes, rules.year_cap_hours, rules.day_cap_hours, rules.day_warning_hours]
    for number in numbers:
        if number is not None and (type(number) is not int or number < 1):
            raise ValueError(f"a cap or a unit is a whole number above nought, not {number!r}")
    return rules


@dataclass(frozen=True, slots=True)
class Spent:
    """Time spent on one date and activity; what it came from does not matter here."""

    day: date
    activity: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Reportable:
    """What was recorded, and what of it the Fund's whole hours hold."""

    recorded_minutes: int
    reportable_minutes: int

    @property
    def lost_minutes(self) -> int:
        """What the rounding leaves out; kept for ever, never claimed."""
        return self.recorded_minutes - self.reportable_minutes

    @property
    def reportable_hours(self) -> int:
        """Whole hours, as the button says them."""
        return self.reportable_minutes // HOUR


def _rounded(minutes: int, unit: int) -> int:
    return minutes // unit * unit


def _sums(rows: Iterable[Spent], level: Level) -> dict[tuple[object, ...], int]:
    sums: dict[tuple[object, ...], int] = defaultdict(int)
    for row in rows:
        match level:
            case Level.DAY_AND_ACTIVITY:
                sums[(row.day, row.activity)] += row.minutes
            case Level.DAY:
                sums[(row.day,)] += row.minutes
            case Level.MONTH:
                sums[(row.day.year, row.day.month)] += row.minutes
    return sums


def reportable(rows: Iterable[Spent], rules: Rules) -> Reportable:
    """Recorded and reportable time of one person in one network: rounded down at the level of the rule set."""
    sums = _sums(rows, rules.level)
    return Reportable(
        recorded_minutes=sum(sums.values()),
        reportable_minutes=sum(_rounded(minutes, rules.unit_minutes) for minutes in sums.values()),
    )


def reportable_minutes(rows: Iterable[Spent], rules: Rules) -> int:
    """Only the reportable minutes."""
    return reportable(rows, rules).reportable_minutes


@dataclass(frozen=True, slots=True)
class Capped:
    """One person's time of one network, set against the caps that hold across all of them."""

    recorded_minutes: int
    reportable_minutes: int
    eligible_minutes: int

    @property
    def over_cap_minutes(self) -> int:
        """Reportable hours above a cap: kept, marked, left out of money (Q16)."""
        return self.reportable_minutes - self.eligible_minutes

    @property
    def lost_minutes(self) -> int:
        """What the rounding leaves out."""
        return self.recorded_minutes - self.reportable_minutes


def within_caps(
    rows: Iterable[Spent],
    rules: Rules,
    *,
    used_minutes_by_year: Mapping[int, int] | None = None,
    used_minutes_by_day: Mapping[date, int] | None = None,
) -> Capped:
    """How much of the time lies within the caps per day and calendar year.

    Args:
        rows: the time in question.
        rules: the rule set.
        used_minutes_by_year: what already counts towards the year: earlier months, other networks, and the hours
            that the person has stated for other EU projects (Q56).
        used_minutes_by_day: what other networks hold on the same days.
    """
    kept = list(rows)
    whole = reportable(kept, rules)
    by_year: dict[int, int] = defaultdict(int)
    for (year, _month), minutes in _eligible_by_month(kept, rules, used_minutes_by_day or {}).items():
        by_year[year] += minutes
    used = used_minutes_by_year or {}
    eligible = sum(
        minutes if rules.year_cap_hours is None else min(minutes, _room(rules.year_cap_hours, used.get(year, 0), rules))
        for year, minutes in by_year.items()
    )
    return Capped(whole.recorded_minutes, whole.reportable_minutes, eligible)


def _room(cap_hours: int, used_minutes: int, rules: Rules) -> int:
    """What is left under a cap, in whole units."""
    return _rounded(max(0, cap_hours * HOUR - used_minutes), rules.unit_minutes)


def _eligible_by_month(rows: list[Spent], rules: Rules, used_by_day: Mapping[date, int]) -> dict[tuple[int, int], int]:
    """Reportable minutes per month with each day held to its cap, before the year's cap."""
    days: dict[date, list[Spent]] = defaultdict(list)
    for row in rows:
        days[row.day].append(row)
    months: dict[tuple[int, int], int] = defaultdict(int)
    for day, on_the_day in days.items():
        recorded = sum(row.minutes for row in on_the_day)
        rounded = recorded if rules.level is Level.MONTH else reportable_minutes(on_the_day, rules)
        if rules.day_cap_hours is not None:
            room = max(0, rules.day_cap_hours * HOUR - used_by_day.get(day, 0))
            rounded = min(rounded, room if rules.level is Level.MONTH else _rounded(room, rules.unit_minutes))
        months[(day.year, day.month)] += rounded
    if rules.level is Level.MONTH:
        return {month: _rounded(minutes, rules.unit_minutes) for month, minutes in months.items()}
    return dict(months)


def share_of_year(rules: Rules, percent: int) -> int | None:
    """Whole hours of a share of post: 20 % of 1 662 is 332 (C14). A target to compare with, never hours (Q19)."""
    return None if rules.year_cap_hours is None else rules.year_cap_hours * percent // 100
