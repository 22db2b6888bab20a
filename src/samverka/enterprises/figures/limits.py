"""Sums of purchases of the same kind against a limit, and dated values."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from a first to a last day, both counted; open when no last day is set. None: no amount is known."""

    first_day: date
    last_day: date | None
    amount: int | None
    source: str = ""
    is_checked: bool = True

    def holds(self, day: date) -> bool:
        """Whether the value holds on the day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def meets(self, other: "Dated") -> bool:
        """Whether the two have a day in common."""
        begins_in_time = self.last_day is None or other.first_day <= self.last_day
        return begins_in_time and (other.last_day is None or self.first_day <= other.last_day)


def on_day(values: Iterable[Dated], day: date) -> Dated | None:
    """The value that holds on the day, if any."""
    return next((value for value in values if value.holds(day)), None)


@dataclass(frozen=True, slots=True)
class Purchase:
    """One purchase as the limit sees it."""

    key: int
    title: str
    start_day: date
    value_ore: int | None
    cpv: frozenset[str]
    buyers: frozenset[str]
    is_own: bool = True


def is_same_kind(one: frozenset[str], other: frozenset[str], digits: int) -> bool:
    """Whether two purchases share a CPV code's first `digits` digits."""
    return bool({code[:digits] for code in one} & {code[:digits] for code in other})


@dataclass(frozen=True, slots=True)
class YearSum:
    """What one buyer has of the same kind within the year: this purchase and the others."""

    buyer: str
    others: tuple[Purchase, ...]
    unknown: tuple[Purchase, ...]
    sum_ore: int


def year_sums(this: Purchase, registered: Iterable[Purchase], digits: int) -> tuple[YearSum, ...]:
    """For each buyer of a purchase: the same kind within its calendar year, and those that can't be told.

    A purchase without a value or without CPV is listed among the unknown and not summed.
    """
    within = [one for one in registered if one.key != this.key and one.start_day.year == this.start_day.year]
    sums = []
    for buyer in sorted(this.buyers):
        theirs = [one for one in within if buyer in one.buyers]
        alike = [one for one in theirs if is_same_kind(this.cpv, one.cpv, digits)]
        valued = tuple(one for one in alike if one.value_ore is not None)
        unknown = tuple(one for one in theirs if not one.cpv or (one in alike and one.value_ore is None))
        total = (this.value_ore or 0) + sum(one.value_ore or 0 for one in valued)
        sums.append(YearSum(buyer, valued, unknown, total))
    return tuple(sums)


def months_later(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative); the month's last day where there is none."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shown_count(number: int | None, below: int) -> str:
    """A count of people as others may see it: small ones hidden, none at all shown as such."""
    if number is None:
        return ""
    return f"<{below}" if 0 < number < below else str(number)
