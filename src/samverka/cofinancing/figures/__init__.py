"""Shares, pace and the value of hours. Whole minutes and whole öre throughout; knows no Django.

What each figure means stands in `docs/figures/claim.md`, whose tables are run as tests.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from samverka.core.months import Month, months_between
from samverka.core.workdays import nth_working_day
from samverka.funding.figures import Rules, Spent, within_caps

HOUR = 60
MONTHS_IN_YEAR = 12
_TENTH = Decimal("0.1")


def percent(part: int, whole: int) -> Decimal | None:
    """A share with one decimal, for showing only; nothing is computed from it."""
    return (Decimal(part) * 100 / whole).quantize(_TENTH, ROUND_HALF_UP) if whole else None


# --- The decision ---


@dataclass(frozen=True, slots=True)
class Shares:
    """What the decision says: who pays for what, in whole öre (Q31, T32)."""

    total_ore: int
    fund_ore: int

    @property
    def own_ore(self) -> int:
        """What must come from others than the Fund. Also the ceiling of what may come in kind (G7)."""
        return self.total_ore - self.fund_ore

    @property
    def own_percent(self) -> Decimal | None:
        """The own share with one decimal, to show."""
        return percent(self.own_ore, self.total_ore)

    @property
    def fund_percent(self) -> Decimal | None:
        """The Fund's share with one decimal, to show."""
        return percent(self.fund_ore, self.total_ore)

    def over_ceiling_ore(self, in_kind_ore: int) -> int:
        """How much contributions in kind exceed what they may be; 0 when they do not (T16)."""
        return max(0, in_kind_ore - self.own_ore)

    def missing_ore(self, contributed_ore: int) -> int:
        """What is left until the own share is reached; 0 when it is."""
        return max(0, self.own_ore - contributed_ore)


def hours_worth(ore: int, ore_per_hour: int) -> int:
    """Whole hours that it takes to reach a sum, the last one begun counted."""
    return -(-ore // ore_per_hour)


# --- Promised, and how far it has come ---


def months_of(first_day: date, last_day: date) -> int:
    """How many months two days span, begun ones counted; 0 when the last comes before the first."""
    return sum(1 for _ in months_between(first_day, last_day))


def overlap(first_day: date, last_day: date, from_day: date, until_day: date) -> tuple[date, date]:
    """The days that two spans share; the last comes before the first when they share none."""
    return max(first_day, from_day), min(last_day, until_day)


def promised_minutes(hours_per_year: int, months: int) -> int:
    """What a number of months comes to at so many hours a year (T26: six months of 500 h are 250 h)."""
    return hours_per_year * HOUR * months // MONTHS_IN_YEAR


def part_by_months(whole: int, before: int, months: int, all_months: int) -> int:
    """The part of a whole that falls on `months` months after the first `before` ones.

    Cut by running sums, so that parts which follow each other always add up to the whole.
    """
    return whole * (before + months) // all_months - whole * before // all_months if all_months else 0


def closed_months(first_day: date, last_day: date, today: date, closes_on_working_day: int) -> int:
    """Months from `first_day` on that should be submitted by now: the closing working day after them has passed."""
    return sum(
        1
        for month in months_between(first_day, last_day)
        if nth_working_day(month.next().first_day, closes_on_working_day) < today
    )


def at_this_pace(minutes: int, months: int, all_months: int) -> int | None:
    """Where the present pace leads over all months, in whole hours; None before the first month has closed."""
    return minutes * all_months // months // HOUR * HOUR if months else None


@dataclass(frozen=True, slots=True)
class Stages:
    """Time at each stage: recorded ≥ confirmed ≥ submitted, and what of it closed claims hold and the Fund accepted.

    Claims hold what the rule set's rounding leaves. A month that is being corrected is not submitted again yet, while
    its claim holds what it held.
    """

    recorded: int = 0
    confirmed: int = 0
    submitted: int = 0
    claimed: int = 0
    approved: int = 0
    accepted: int = 0

    def __add__(self, other: "Stages") -> "Stages":
        return Stages(*(getattr(self, name.name) + getattr(other, name.name) for name in fields(self)))


@dataclass(frozen=True, slots=True)
class Standing:
    """One seat's time beside what has been promised, in minutes."""

    promised: int
    plan: int
    stages: Stages
    # What has been submitted for months that have closed; the pace is measured on these alone.
    in_closed_months: int = 0
    months: int = 0
    all_months: int = 0

    @property
    def gap(self) -> int:
        """What is missing until the plan to date; 0 when it has been reached."""
        return max(0, self.plan - self.stages.submitted)

    @property
    def left(self) -> int:
        """What is left of the promise."""
        return max(0, self.promised - self.stages.submitted)

    @property
    def forecast(self) -> int | None:
        """Where the present pace leads by the end of the period."""
        return at_this_pace(self.in_closed_months, self.months, self.all_months)


def in_all(standings: Iterable[Standing]) -> Standing:
    """All seats together. The forecast of the whole is the sum of the seats', since their periods may differ."""
    rows = list(standings)
    return Standing(
        promised=sum(row.promised for row in rows),
        plan=sum(row.plan for row in rows),
        stages=sum((row.stages for row in rows), Stages()),
    )


def forecast_in_all(standings: Iterable[Standing]) -> int | None:
    """The sum of the seats' forecasts; None while no month has closed for anyone."""
    known = [row.forecast for row in standings if row.forecast is not None]
    return sum(known) if known else None


# --- The value of hours ---


def value_ore(minutes: int, ore_per_hour: int) -> int:
    """Eligible time × unit cost. The time has been rounded before; a part of an öre rounds to the nearest."""
    return (minutes * ore_per_hour + HOUR // 2) // HOUR


@dataclass(frozen=True, slots=True)
class Claimed:
    """What closed claims hold already of a person's month: its first line and every difference after it, added up."""

    line_id: int
    recorded_minutes: int
    reportable_minutes: int
    eligible_minutes: int
    value_ore: int


@dataclass(frozen=True, slots=True)
class Report:
    """One submitted month of one person, as plain values."""

    sheet_id: int
    participation_id: int
    person_id: int
    reporting_role: str
    month: Month
    category: str
    ore_per_hour: int
    rows: tuple[Spent, ...]
    # Set where the month corrects one that a closed claim holds; the line is then the difference (Q24).
    claimed: Claimed | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What a report adds to a claim. The rounding comes before the money, and the caps between them.

    The line of a correction is what the month comes to now less what has been claimed of it, and can be below nought.
    """

    report: Report
    recorded_minutes: int
    reportable_minutes: int
    eligible_minutes: int
    value_ore: int

    @property
    def over_cap_minutes(self) -> int:
        """Reportable time above a cap: kept and shown, never claimed (Q16)."""
        return self.reportable_minutes - self.eligible_minutes


_NONE_CLAIMED = Claimed(0, 0, 0, 0, 0)


def claim_lines(reports: Iterable[Report], rules: Rules, claimed_minutes: Mapping[tuple[int, int], int]) -> list[Line]:
    """The lines of a claim. One person's months fill the year's cap in time order, whatever order they come in.

    Args:
        reports: the submitted months.
        rules: the rule set of the network's terms.
        claimed_minutes: what closed claims of all networks hold already, by person and year.
    """
    used = dict(claimed_minutes)
    lines = []
    for report in sorted(reports, key=lambda each: (each.person_id, each.month, each.reporting_role, each.sheet_id)):
        key = (report.person_id, report.month.year)
        before = report.claimed or _NONE_CLAIMED
        # The month that is corrected gives its room in the year back first.
        others = used.get(key, 0) - before.eligible_minutes
        capped = within_caps(report.rows, rules, used_minutes_by_year={report.month.year: others})
        used[key] = others + capped.eligible_minutes
        lines.append(
            Line(
                report,
                capped.recorded_minutes - before.recorded_minutes,
                capped.reportable_minutes - before.reportable_minutes,
                capped.eligible_minutes - before.eligible_minutes,
                value_ore(capped.eligible_minutes, report.ore_per_hour) - before.value_ore,
            )
        )
    return lines


def accepted_ore(minutes: int, *, eligible_minutes: int, value_ore: int, rate: int) -> int:
    """What the accepted part of a line is worth: the line's own value when all of it is accepted.

    Cut from the line's value by what is taken away, so that accepted and taken away always make up the line.
    """
    away = eligible_minutes - minutes
    return value_ore - (away * rate + HOUR // 2) // HOUR if away else value_ore


def claim_total(lines: Iterable[Line]) -> int:
    """The claim's worth: the sum of its lines and nothing else."""
    return sum(line.value_ore for line in lines)


def hours(minutes: int) -> Decimal:
    """Minutes as hours with two decimals, to show; exact for whole hours, which is what the Fund counts."""
    return (Decimal(minutes) / HOUR).quantize(Decimal("0.01"), ROUND_HALF_UP)
