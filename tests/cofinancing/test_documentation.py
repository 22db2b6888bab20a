"""Every table of `docs/figures/claim.md` is an example that holds."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from samverka.cofinancing import figures
from samverka.cofinancing.figures import Report, Shares
from samverka.core.months import Month
from samverka.funding.figures import Rules, Spent

PAGE = Path(__file__).parents[2] / "docs/figures/claim.md"


def rows_of(name: str) -> list[list[str]]:
    """The body of a named table, its thousands joined."""
    lines = PAGE.read_text().split(f"Table: {name}\n", 1)[1].strip().split("\n\n")[0].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return [[re.sub(r"(?<=\d) (?=\d{3})", "", cell) for cell in row] for row in cells]


def ore(text: str) -> int:
    return int(Decimal(text) * 100)


def minutes(text: str) -> int:
    return int(Decimal(text) * 60)


def test_shares() -> None:
    rows = rows_of("shares")
    assert len(rows) == 3
    for total, fund, own, own_percent, fund_percent in rows:
        shares = Shares(ore(total), ore(fund))
        assert shares.own_ore == ore(own)
        assert (shares.own_percent, shares.fund_percent) == (Decimal(own_percent), Decimal(fund_percent))


def test_ceiling() -> None:
    rows = rows_of("ceiling")
    assert len(rows) == 3
    for own, in_kind, over in rows:
        assert Shares(ore(own), 0).over_ceiling_ore(ore(in_kind)) == ore(over)


def test_promised() -> None:
    rows = rows_of("promised")
    assert len(rows) == 4
    for per_year, months, promised in rows:
        assert figures.promised_minutes(int(per_year), int(months)) == minutes(promised)


def test_forecast() -> None:
    rows = rows_of("forecast")
    assert len(rows) == 4
    for submitted, closed, every, forecast in rows:
        expected = None if forecast == "–" else minutes(forecast)
        assert figures.at_this_pace(minutes(submitted), int(closed), int(every)) == expected


def test_lines() -> None:
    rows = rows_of("lines")
    assert len(rows) == 5
    for days, used, recorded, whole, counts, over, value in rows:
        spent = tuple(
            Spent(date(2021, 10, 4) + timedelta(days=number), "preparation", int(text))
            for number, text in enumerate(days.split(", "))
        )
        report = Report(1, 1, 1, "participant", Month(2021, 10), "group_1", 31_250, spent)
        (line,) = figures.claim_lines([report], Rules(year_cap_hours=1662, unit_minutes=60), {(1, 2021): minutes(used)})
        assert figures.hours(line.recorded_minutes) == Decimal(recorded)
        assert line.reportable_minutes == minutes(whole)
        assert (line.eligible_minutes, line.over_cap_minutes) == (minutes(counts), minutes(over))
        assert line.value_ore == ore(value)
