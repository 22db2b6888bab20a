"""The same decision by trying every set: slow, plain, and written without a look at the engine."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from samverka.selection import Candidate, LatLon, Rules


@dataclass(frozen=True)
class Best:
    chosen: list[str]
    optimum: int | None
    cover: int
    distances: list[int]
    sets: list[list[str]]
    left: list[int]


def distance(one: Candidate, other: Candidate, unit_km: int) -> int:
    here, there = one.position, other.position
    if isinstance(here, LatLon) and isinstance(there, LatLon):
        a, b = math.radians(here.lat), math.radians(there.lat)
        half = (
            math.sin((b - a) / 2) ** 2
            + math.cos(a) * math.cos(b) * math.sin(math.radians(there.lon - here.lon) / 2) ** 2
        )
        return math.floor(2 * 6_371_008.8 * math.asin(math.sqrt(half)) + 0.5) // (1000 * unit_km)
    assert not isinstance(here, LatLon)
    assert not isinstance(there, LatLon)
    return math.floor(math.dist((here.x, here.y), (there.x, there.y)) + 0.5)


def allowed(chosen: tuple[Candidate, ...], rules: Rules) -> bool:
    codes = {one.code for one in chosen}
    if not set(rules.forced) <= codes or codes & set(rules.excluded):
        return False
    for column, levels in rules.quotas.items():
        for level, (lo, hi) in levels.items():
            if not lo <= sum(one.columns[column] == level for one in chosen) <= hi:
                return False
    for column, cap in rules.at_most.items():
        values = [one.columns[column] for one in chosen]
        if any(values.count(value) > cap for value in values):
            return False
    return True


def pairs(chosen: tuple[Candidate, ...], unit_km: int) -> list[int]:
    return sorted(distance(one, other, unit_km) for one, other in combinations(chosen, 2))


def cover(chosen: tuple[Candidate, ...], clients: list[Candidate], unit_km: int) -> int:
    return sum(min(distance(one, client, unit_km) for one in chosen) for client in clients)


def best(candidates: list[Candidate], rules: Rules, clients: list[Candidate] | None = None) -> Best | None:
    unit = rules.unit_km
    rows = sorted(candidates, key=lambda one: one.code)
    family = [chosen for chosen in combinations(rows, rules.seats) if allowed(chosen, rules)]
    if not family:
        return None
    optimum = None
    if rules.seats > 1:
        optimum = max(pairs(chosen, unit)[0] for chosen in family)
        limit = math.ceil((1 - Fraction(rules.tolerance)) * optimum)
        family = [chosen for chosen in family if pairs(chosen, unit)[0] >= limit]
    served = rows if clients is None else clients
    covers = [cover(chosen, served, unit) for chosen in family]
    covering = [chosen for chosen, total in zip(family, covers, strict=True) if total == min(covers)]
    lists = [pairs(chosen, unit) for chosen in covering]
    even = [chosen for chosen, distances in zip(covering, lists, strict=True) if distances == max(lists)]
    start = f"seed:{rules.seed}\n" + ",".join(one.code for one in rows) + "\n"

    def tickets(chosen: tuple[Candidate, ...]) -> list[str]:
        return sorted(hashlib.sha256((start + one.code).encode()).hexdigest() for one in chosen)

    winner = min(even, key=tickets)
    return Best(
        chosen=[one.code for one in winner],
        optimum=optimum,
        cover=min(covers),
        distances=pairs(winner, unit),
        sets=[[one.code for one in chosen] for chosen in family],
        left=[len(family), len(covering), len(even), 1],
    )
