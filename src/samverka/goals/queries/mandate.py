"""Mandate periods: dated reference data that come with the version of the product, read once."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "mandate_periods.csv"


@dataclass(frozen=True, slots=True)
class MandatePeriod:
    """From when a council sits, and the day it was elected."""

    election_day: date
    first_day: date


@cache
def mandate_periods() -> tuple[MandatePeriod, ...]:
    """All that are known, the first first."""
    with _FILE.open(encoding="utf-8", newline="") as source:
        rows = csv.DictReader(source)
        found = [
            MandatePeriod(date.fromisoformat(row["election_day"]), date.fromisoformat(row["first_day"])) for row in rows
        ]
    return tuple(sorted(found, key=lambda period: period.first_day))


def first_days() -> tuple[date, ...]:
    """The first day of each mandate period."""
    return tuple(period.first_day for period in mandate_periods())


def latest_election(day: date) -> MandatePeriod | None:
    """The latest election that has been held, whether or not its council sits yet."""
    held = [period for period in mandate_periods() if period.election_day <= day]
    return held[-1] if held else None
