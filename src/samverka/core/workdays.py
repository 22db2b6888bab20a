"""Swedish working days, for deadlines, reminders and the closing of a month (package `holidays`)."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

SWEDEN = ZoneInfo("Europe/Stockholm")
FRIDAY, SATURDAY = 4, 5
JUNE = 6
# Eves that Swedish municipalities treat as free though the law does not list them.
FREE_EVES = frozenset({(12, 24), (12, 31)})


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=year))


def _is_midsummer_eve(day: date) -> bool:
    """The Friday between 19 and 25 June: not a public holiday by law, but no office is open."""
    return day.month == JUNE and 19 <= day.day <= 25 and day.weekday() == FRIDAY  # noqa: PLR2004 - the days of the definition


def is_working_day(day: date) -> bool:
    """Whether a Swedish office is open: not a weekend, a public holiday, Christmas or New Year's Eve, Midsummer Eve."""
    return not (
        day.weekday() >= SATURDAY
        or day in _holidays_of(day.year)
        or (day.month, day.day) in FREE_EVES
        or _is_midsummer_eve(day)
    )


def working_day_on_or_before(day: date) -> date:
    """The nearest working day not after `day`: when a reminder goes out."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def nth_working_day(first: date, number: int) -> date:
    """The `number`th working day counted from `first` on, `first` included if it is one."""
    day = first
    while True:
        if is_working_day(day):
            number -= 1
            if not number:
                return day
        day += timedelta(days=1)


def end_of_day(day: date) -> datetime:
    """The instant a deadline day ends: 23.59.59 in Sweden (a deadline day counts to its end)."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=SWEDEN)


# When an office can be expected to be staffed: reminders and digests go then (R46).
OFFICE_OPENS, OFFICE_CLOSES = 8, 16


def is_office_hour(at: datetime) -> bool:
    """Whether it is a working day between 08 and 16 in Sweden."""
    here = at.astimezone(SWEDEN)
    return is_working_day(here.date()) and OFFICE_OPENS <= here.hour < OFFICE_CLOSES
