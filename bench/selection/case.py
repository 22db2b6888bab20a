"""The reference case: the register's 290 municipalities, an invented stage for each, and the rules of a call.

The table holds facts (code, name, position, population, county). The stage is drawn by a seeded generator and says
nothing about any municipality.
"""

import csv
import random
from pathlib import Path

from samverka import selection

TABLE = Path(__file__).parents[2] / "src" / "samverka" / "places" / "data" / "municipalities.csv"
SEATS = 12


def candidates(count: int = 290, draw: int = 0) -> list[selection.Candidate]:
    """Return the whole table, or ``count`` of it drawn at random."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    stage = random.Random("stage")
    everyone = [
        selection.Candidate(
            row["code"],
            row["name"],
            selection.LatLon(float(row["lat"]), float(row["lon"])),
            {
                "size_class": _size_class(int(row["population_2019"])),
                "stage": stage.choices("123", [50, 33, 17])[0],
                "county": row["county_code"],
            },
        )
        for row in rows
    ]
    if count == len(everyone):
        return everyone
    return random.Random(f"{count} {draw}").sample(everyone, count)


def rules(*, capped: bool = False, tolerance: str = "0", seats: int = SEATS) -> selection.Rules:
    """Return the rules: each size class 2 to 5, each stage 3 to 6; with ``capped`` also one per county."""
    return selection.Rules(
        seats,
        tolerance=tolerance,
        quotas={"size_class": dict.fromkeys("1234", (2, 5)), "stage": dict.fromkeys("123", (3, 6))},
        at_most={"county": 1} if capped else {},
        seed="benchmark",
    )


def possible(count: int, draw: int, *, capped: bool) -> list[selection.Candidate]:
    """Return a draw of ``count`` that the rules can be met with: the first of those beginning at ``draw``."""
    while True:
        drawn = candidates(count, draw)
        if selection.check(drawn, rules(capped=capped)):
            return drawn
        draw += 1_000


def _size_class(population: int) -> str:
    return str(1 + sum(population >= limit for limit in (10_000, 25_000, 70_000)))
