"""Spread against coverage: for every whole unit of smallest distance, the least cover sum that is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverka.selection import possible, steps
from samverka.selection.candidates import Candidate
from samverka.selection.engine import Case, case
from samverka.selection.nearness import nearest_sets
from samverka.selection.problem import indexes
from samverka.selection.rules import Rules
from samverka.selection.search import Clock

LOOKED_AT = 300_000
"""So many sets are looked at one by one, at most, from the best spread downwards."""
WORK = 1_400_000
"""So much work is done at most, unless another limit is given: about a minute."""


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """The best coverage of the sets whose smallest distance is ``smallest_distance`` or more.

    ``from_distance``: the point holds for every threshold from here up to the next point, at most
    ``smallest_distance``, which is the set's own. ``cover_sum``: the least found; ``bound``: what no such set can go
    under. ``proved``: both are the same. Distances in whole units.
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
    *,
    work: int | None = WORK,
    time_limit: float | None = None,
) -> tuple[FrontPoint, ...]:
    """Return the front of spread against coverage, from no demand on spread up to the greatest there is.

    The tolerance of the rules plays no part. ``work`` bounds the search, the same answer every time; some 30 000 take
    a second, and None lets it finish. ``time_limit``: CPU seconds. A point that the limit cut short says "not proved"
    and gives its bound. Raises ``Refused`` as ``select`` does; empty for a single seat.
    """
    ready = case(candidates, rules, clients, metric)
    start = possible.example(ready.candidates, rules)
    if start is None:
        raise possible.conflict(ready.candidates, rules).refusal()
    if rules.seats == 1:
        return ()
    clock = Clock(time_limit, work)
    spread = steps.best_spread(ready.problem, ready.problem.mask(start), clock.share(2), ready.problem.reference)
    high, best = _looked_at(ready, spread, clock.share(2))
    found: list[_Found] = []
    threshold, bound = 0, 0
    prices: list[int] | None = None
    while threshold <= spread.value:
        value, chosen = best[min(smallest for smallest in best if smallest >= threshold)]
        if threshold < high:
            # Every second unit has a point of its own, about: each may use an equal part of what is left.
            part = clock.share(max(1, (high - threshold) // 2))
            near = nearest_sets(
                ready.problem,
                threshold,
                ready.to_clients,
                ready.lanes,
                chosen,
                part,
                clients=prices,
                floor=bound,
            )
            value, chosen, bound, prices = near.value, near.sets[0], near.bound, near.clients or prices
        else:
            bound = value
        found.append(_Found(threshold, value, chosen, bound))
        threshold = (ready.problem.smallest(chosen) if bound == value else threshold) + 1
    return _told(ready, found)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a search at a threshold found."""

    threshold: int
    value: int
    chosen: int
    bound: int


def _told(ready: Case, found: list[_Found]) -> tuple[FrontPoint, ...]:
    """Return the points: a set found farther up holds farther down too, and equal neighbours are one point."""
    points: list[FrontPoint] = []
    best = found[-1]
    for one in reversed(found):
        if one.value < best.value:
            best = one
        names, smallest = ready.problem.named(best.chosen), ready.problem.smallest(best.chosen)
        proved = one.bound == best.value
        point = FrontPoint(one.threshold, smallest, best.value, one.bound, proved, names)
        if points and (points[-1].chosen, points[-1].bound) == (point.chosen, point.bound):
            points.pop()
        points.append(point)
    return tuple(reversed(points))


def _looked_at(ready: Case, spread: steps.Spread, clock: Clock) -> tuple[int, dict[int, tuple[int, int]]]:
    """Look at all sets from as low a threshold as there are not too many; return it, and the best by distance.

    The best: smallest distance → least cover sum of all sets with that or more, and one of the sets.
    """
    problem = ready.problem
    high = spread.value + 1
    groups: list[steps.Group] = []
    for percent in range(100):
        threshold = spread.value * (100 - percent) // 100
        more, complete = steps.all_at(problem, threshold, LOOKED_AT, clock)
        if not complete:
            break
        groups, high = more, threshold
    best = {problem.smallest(spread.chosen): (steps.cover_sum(spread.chosen, ready.lanes), spread.chosen)}
    for chosen, last in groups:
        near = steps.nearest(chosen, ready.lanes)
        members = [problem.distance[index] for index in indexes(chosen)]
        rest = [problem.smallest(chosen)] if len(members) > 1 else []
        for index in indexes(last):
            smallest = min([*rest, *[row[index] for row in members]])
            value = ready.lanes.total(ready.lanes.nearer(near, ready.lanes.rows[index]))
            if smallest not in best or value < best[smallest][0]:
                best[smallest] = (value, chosen | 1 << index)
    so_far: tuple[int, int] | None = None
    for smallest in sorted(best, reverse=True):
        if so_far is not None and so_far[0] <= best[smallest][0]:
            best[smallest] = so_far
        so_far = best[smallest]
    return high if spread.proved else spread.value + 1, best
