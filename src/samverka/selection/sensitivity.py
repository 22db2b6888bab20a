"""How firmly the result stands: against a band judged one step otherwise, and against noise in the positions."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samverka.selection import possible, steps
from samverka.selection.again import taken_up
from samverka.selection.candidates import Candidate, LatLon, Point, Position
from samverka.selection.engine import Case, case, decided
from samverka.selection.problem import Problem, quotas_by_column
from samverka.selection.refused import Refused
from samverka.selection.result import Result
from samverka.selection.search import Clock, OutOfTimeError

WORK = 3_000_000
"""So much work is done at most, unless another limit is given: about two minutes."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What changes when one candidate's level in one column is another: who leaves and who joins the chosen.

    ``possible`` is false where no set would keep the rules any more. ``proved`` is false where the limit of work
    ended the search: then the set compared with is the best found.
    """

    code: str
    column: str
    level: str
    other: str
    possible: bool
    left: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    proved: bool = True

    @property
    def changes(self) -> bool:
        """Whether anything changes."""
        return not self.possible or bool(self.joined)


@dataclass(frozen=True, slots=True)
class Robustness:
    """``shifts``: one for each candidate, ruled column and neighbouring level. ``draws``: how many with noise.

    ``kept``: for each draw how many of the chosen stayed chosen. ``frequency``: code → in how many of the draws it
    was chosen, for those chosen at least once. ``spreads``: the best smallest distance in each draw. ``proved``:
    whether all of it is; false where the limit of work ended a search.
    """

    shifts: tuple[Shift, ...]
    draws: int
    kept: tuple[int, ...]
    frequency: dict[str, int]
    spreads: tuple[int | None, ...]
    proved: bool = True


def robustness(
    result: Result,
    candidates: Iterable[Candidate],
    clients: Iterable[Candidate] | None = None,
    km: float = 0,
    draws: int = 0,
    seed: str = "",
    orders: Mapping[str, Sequence[str]] | None = None,
    *,
    work: int | None = WORK,
    time_limit: float | None = None,
) -> Robustness:
    """Return what one step in a quota's column changes for each candidate, and how positions with noise decide.

    ``orders``: column → its levels from the first to the last, for levels that are words. Elsewhere levels are
    neighbours as numbers by size, or as text by the alphabet. A level that an order leaves out has no neighbours.
    ``km``: standard deviation of the noise north and east, in kilometres (in units, for the plane). ``draws``: how
    many times; ``seed``: of the noise. ``work`` and ``time_limit`` end the search: nodes for all of it together, the
    same answer every time, and CPU seconds; None lets it finish. Refuses a negative number.
    """
    if not (math.isfinite(km) and km >= 0) or draws < 0:
        raise Refused("Bruset (km) och antalet dragningar får inte vara negativa.", "km and draws can't be negative.")
    ready = taken_up(result, candidates, clients)
    clock = Clock(time_limit, work)
    asked = list(_neighbours(result, ready, orders or {}))
    shifts = tuple(
        _shift(result, ready, *one, clock.share(len(asked) + draws - place)) for place, one in enumerate(asked)
    )
    kept, spreads = [], []
    proved = all(shift.proved for shift in shifts)
    frequency: dict[str, int] = {}
    noise = random.Random(f"{seed}\n{result.candidates_sha256}")  # noqa: S311 - noise to test with, not a secret
    for draw in range(draws):
        moved = [_moved(one, km, noise) for one in ready.candidates]
        again = case(moved, result.rules, ready.clients, result.metric)
        start = again.problem.mask(result.chosen)
        decision = decided(again, start, clock.share(draws - draw))
        proved = proved and decision.proved
        names = again.problem.named(decision.chosen)
        kept.append(len(set(names) & set(result.chosen)))
        spreads.append(None if decision.spread is None else decision.spread.value)
        for code in names:
            frequency[code] = frequency.get(code, 0) + 1
    return Robustness(shifts, draws, tuple(kept), dict(sorted(frequency.items())), tuple(spreads), proved)


def _neighbours(
    result: Result, ready: Case, orders: Mapping[str, Sequence[str]]
) -> Iterable[tuple[Candidate, str, str]]:
    """Yield each candidate, ruled column and neighbouring level."""
    for column, quotas in result.rules.quotas.items():
        found = {one.columns[column] for one in ready.candidates} | set(quotas)
        levels = list(orders.get(column, sorted(found, key=_by_size)))
        for candidate in ready.candidates:
            if candidate.columns[column] not in levels:
                continue
            place = levels.index(candidate.columns[column])
            for other in levels[max(0, place - 1) : place] + levels[place + 1 : place + 2]:
                yield candidate, column, other


def _by_size(level: str) -> tuple[bool, int, str]:
    return (False, int(level), level) if level.isdecimal() else (True, 0, level)


def _shift(result: Result, ready: Case, candidate: Candidate, column: str, other: str, clock: Clock) -> Shift:
    """Decide anew with one level changed; quickly where no set with the candidate reaches the threshold."""
    level = candidate.columns[column]
    changed = replace(candidate, columns={**candidate.columns, column: other})
    rows = [changed if one.code == candidate.code else one for one in ready.candidates]
    problem = quotas_by_column(ready.problem, rows, result.rules)
    mine = problem.mask([candidate.code])
    threshold = result.certificate["threshold"]
    same = Shift(candidate.code, column, level, other, possible=True)
    untouched = candidate.code in result.never
    try:
        if untouched and steps.one_at(problem.with_rules(must=mine), threshold, clock) is None:
            return same
    except OutOfTimeError:
        return replace(same, proved=False)
    start = _start(result, problem, rows)
    if start is None:
        return replace(same, possible=False)
    decision = decided(replace(ready, problem=problem), start, clock)
    names = set(problem.named(decision.chosen))
    return replace(
        same,
        left=tuple(sorted(set(result.chosen) - names)),
        joined=tuple(sorted(names - set(result.chosen))),
        proved=decision.proved,
    )


def _start(result: Result, problem: Problem, rows: Sequence[Candidate]) -> int | None:
    """Return a set to begin with: the chosen, where they still keep the rules, or any that does."""
    chosen = problem.mask(result.chosen)
    quotas = [quota for column in problem.columns for quota in column]
    if all(quota.lo <= (chosen & quota.mask).bit_count() <= quota.hi for quota in quotas):
        return chosen
    found = possible.example(rows, result.rules)
    return None if found is None else problem.mask(found)


def _moved(candidate: Candidate, km: float, noise: random.Random) -> Candidate:
    """Return a candidate with its position moved at random, kept on the globe."""
    first, second = noise.gauss(0, km), noise.gauss(0, km)
    here = candidate.position
    there: Position
    if isinstance(here, Point):
        there = Point(here.x + first, here.y + second)
    else:
        lat = min(90.0, max(-90.0, here.lat + first / KM_PER_DEGREE))
        east = second / KM_PER_DEGREE / max(0.01, math.cos(math.radians(here.lat)))
        there = LatLon(lat, (here.lon + east + 180) % 360 - 180)
    return replace(candidate, position=there)


KM_PER_DEGREE = 111.195
