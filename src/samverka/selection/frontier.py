"""Spread against coverage: for every whole unit of smallest distance, the least cover sum that is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverka.selection import possible, steps
from samverka.selection.candidates import Candidate
from samverka.selection.cover import least
from samverka.selection.engine import COUNTED, Case, case
from samverka.selection.rules import Rules
from samverka.selection.search import Clock

LOOKED_AT = 50_000
"""So many sets are looked at one by one, at most, from the best spread downwards."""


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """The best coverage of the sets whose smallest distance is ``smallest_distance`` or more.

    ``from_distance``: the point holds for every threshold from here up to ``smallest_distance``, which is the set's
    own. ``cover_sum``: the least found; ``bound``: what no such set can go under. ``proved``: both are the same.
    Distances in whole units.
    """

    from_distance: int
    smallest_distance: int
    cover_sum: int
    bound: int
    proved: bool
    chosen: tuple[str, ...]


def front(
    candidates: Iterable[Candidate],
    rules: Rules,
    clients: Iterable[Candidate] | None = None,
    metric: str = "great-circle",
    nodes: int = 4_000,
) -> tuple[FrontPoint, ...]:
    """Return the front of spread against coverage, from no demand on spread up to the greatest there is.

    The tolerance of the rules plays no part. ``nodes`` bounds the search at each point: where it is not enough, the
    point says "not proved" and gives its bound. Raises ``Refused`` as ``select`` does; empty for a single seat.
    """
    ready = case(candidates, rules, clients, metric)
    start = possible.example(ready.candidates, rules)
    if start is None:
        raise possible.conflict(ready.candidates, rules).refusal()
    if rules.seats == 1:
        return ()
    spread = steps.best_spread(ready.problem, ready.problem.mask(start), Clock(), ready.problem.reference)
    high, best = _looked_at(ready, spread)
    points: list[FrontPoint] = []
    threshold, bound = 0, 0
    while threshold <= spread.value:
        if threshold >= high:
            value, chosen = best[min(smallest for smallest in best if smallest >= threshold)]
            floor = value
        else:
            value, chosen, floor = _searched(ready, threshold, best, nodes)
        bound = max(bound, floor)
        smallest = ready.problem.smallest(chosen)
        proved = bound == value
        points.append(FrontPoint(threshold, smallest, value, bound, proved, ready.problem.named(chosen)))
        threshold = smallest + 1
    return tuple(points)


def _looked_at(ready: Case, spread: steps.Spread) -> tuple[int, dict[int, tuple[int, int]]]:
    """Look at all sets from as low a threshold as there are not too many; return it, and the best by distance.

    The best: smallest distance → least cover sum of all sets with that or more, and one of the sets.
    """
    problem = ready.problem
    high = spread.value
    groups: list[steps.Group] = []
    for percent in range(100):
        threshold = spread.value * (100 - percent) // 100
        more, complete = steps.all_at(problem, threshold, LOOKED_AT, Clock())
        if not complete:
            break
        groups, high = more, threshold
    best: dict[int, tuple[int, int]] = {}
    for chosen in steps.sets_of(groups) or [spread.chosen]:
        smallest = problem.smallest(chosen)
        value = steps.cover_sum(chosen, ready.lanes)
        if smallest not in best or (value, problem.named(chosen)) < (
            best[smallest][0],
            problem.named(best[smallest][1]),
        ):
            best[smallest] = (value, chosen)
    so_far: tuple[int, int] | None = None
    for smallest in sorted(best, reverse=True):
        if so_far is not None and so_far[0] <= best[smallest][0]:
            best[smallest] = so_far
        so_far = best[smallest]
    return high if groups else spread.value + 1, best


def _searched(ready: Case, threshold: int, best: dict[int, tuple[int, int]], nodes: int) -> tuple[int, int, int]:
    """Search for the least cover sum at a threshold; return it, a set that has it, and what none can go under."""
    _, start = best[min(smallest for smallest in best if smallest >= threshold)]
    found = least(ready.problem, threshold, ready.to_clients, ready.lanes, start, COUNTED, Clock(nodes=nodes))
    chosen = min(found.sets, key=lambda one: (-ready.problem.smallest(one), ready.problem.named(one)))
    return found.value, chosen, found.bound
