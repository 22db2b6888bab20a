"""A calendar month as a plain value: written `2021-03`, stored as the date of its first day."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# The years that an address may name: wide of any network, and each with a year before and after it.
FIRST_YEAR, LAST_YEAR = 1900, 2999
_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month; ordered in time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a month that no calendar has.

        Raises:
            ValueError: when the number is not 1-12.
        """
        date(self.year, self.number, 1)

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2021-03`.

        Raises:
            ValueError: when the text is not a year and a month in that form.
        """
        match = _WRITTEN.fullmatch(text)
        if not match:
            raise ValueError(f"not a month: {text!r}")
        return cls(int(match[1]), int(match[2]))

    @property
    def first_day(self) -> date:
        """The 1st; also what the database stores."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last calendar day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def next(self) -> "Month":
        """The month after."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def previous(self) -> "Month":
        """The month before."""
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def months_between(first: date, last: date) -> Iterator[Month]:
    """Every month that the days `first` to `last` touch, in order; none when last comes before first."""
    month = Month.of(first)
    while month.first_day <= last:
        yield month
        month = month.next()


class YearConverter:
    """Path converter `<year:year>`; a year that no network could lie in is simply not found."""

    regex = r"[0-9]{4}"

    def to_python(self, value: str) -> int:
        """Read the path's text.

        Raises:
            ValueError: when the year is too early or too late; Django then answers 404.
        """
        year = int(value)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"not a year of ours: {value}")
        return year

    def to_url(self, value: int) -> str:
        """Write the year as it stands in a path."""
        return f"{value:04d}"


class MonthConverter:
    """Path converter `<month:month>`; a month that no calendar has is simply not found."""

    regex = r"[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> Month:
        """Read the path's text; a ValueError here makes Django answer 404."""
        month = Month.parse(value)
        YearConverter().to_python(str(month.year))
        return month

    def to_url(self, value: Month) -> str:
        """Write the month as it stands in a path."""
        return str(value)
