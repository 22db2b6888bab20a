"""What it would have cost to have one more in: for each who was not chosen, the best set with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from samverka.selection import possible, steps
from samverka.selection.again import known_code, taken_up
from samverka.selection.candidates import Candidate
from samverka.selection.engine import Case, least_sets
from samverka.selection.problem import Problem, indexes
from samverka.selection.refused import Refused
from samverka.selection.result import Result
from samverka.selection.search import Clock, OutOfTimeError


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The best set with one who was not chosen, and what it would have cost.

    ``lost_at``: the first step at which every set with it falls behind: "rules" (no set with it keeps them),
    "spread", "cover", "leximin" or "lottery". ``spread``: the best smallest distance with it; where that is within
    the tolerance step 1 costs nothing, and it is that of the best set with it. ``chosen``: the best set with it;
    ``displaced``: who is chosen now and would not have been; ``joined``: who else would have come in.
    ``spread_loss``: units of smallest distance lost; ``cover_loss``: units of cover sum more than now (less where
    negative). Distances in whole units. ``proved``: false where the limit of work ended the search. Then the set is
    the best found, and ``spread_bound`` and ``cover_bound`` are what no set with the code can pass and go under;
    None where nothing is known.
    """

    code: str
    lost_at: str
    spread: int | None = None
    spread_loss: int = 0
    cover_sum: int | None = None
    cover_loss: int = 0
    chosen: tuple[str, ...] = ()
    displaced: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    proved: bool = True
    spread_bound: int | None = None
    cover_bound: int | None = None


WORK = 1_500_000
"""So many nodes of search are gone through at most for a question, unless another limit is given: under a minute."""


def counterfactual(
    result: Result,
    candidates: Iterable[Candidate],
    code: str,
    clients: Iterable[Candidate] | None = None,
    *,
    work: int | None = WORK,
    time_limit: float | None = None,
) -> Counterfactual:
    """Return what it would have cost to choose ``code``. Refuses one who was chosen.

    ``work`` and ``time_limit``: as for ``counterfactuals``.
    """
    ready = taken_up(result, candidates, clients)
    known_code(ready, code)
    if code in result.chosen:
        raise Refused(f"{code} är utvald.", f"{code} is chosen.")
    return _all(result, ready, [code], Clock(time_limit, work))[0]


def counterfactuals(
    result: Result,
    candidates: Iterable[Candidate],
    clients: Iterable[Candidate] | None = None,
    *,
    work: int | None = WORK,
    time_limit: float | None = None,
) -> tuple[Counterfactual, ...]:
    """Return what it would have cost to choose each who was not chosen, sorted by code.

    ``work``: so many nodes of search at most for all of them together, the same answer every time; some 30 000 take
    a second. None lets the search finish. ``time_limit``: CPU seconds, for a person who waits; what is found then
    depends on the machine. An answer that the limit cut short says so with ``proved`` false.
    """
    ready = taken_up(result, candidates, clients)
    codes = sorted(set(ready.problem.codes) - set(result.chosen))
    return tuple(_all(result, ready, codes, Clock(time_limit, work)))


def _all(result: Result, ready: Case, codes: list[str], clock: Clock) -> list[Counterfactual]:
    """Answer for all ``codes``; every set that is found answers for each of its members."""
    problem = ready.problem
    reached = _Reached(ready, result.certificate["threshold"])
    reached.note(problem.mask(result.chosen))
    if len(codes) > FEW and problem.seats > 1:
        reached.look_wide(clock.share(4))
    best: dict[str, _BestWith] = {}
    # Who is cut short by its share the first time has a share of what the others left.
    for _ in range(2):
        asked = [code for code in codes if code not in best or not best[code].proved]
        for place, code in enumerate(asked):
            index = problem.codes.index(code)
            may = problem.may >> index & 1
            best[code] = reached.best_with(index, clock.share(len(asked) - place)) if may else _BestWith([])
    return [_told(result, ready, code, best[code], reached) for code in codes]


def _told(result: Result, ready: Case, code: str, best: _BestWith, reached: _Reached) -> Counterfactual:
    """Compare the best sets with one to what was decided."""
    problem = ready.problem
    if not best.sets:
        return Counterfactual(code, "rules")
    chosen = steps.lottery(problem, steps.leximin(problem, best.sets))
    names = set(problem.named(chosen))
    spread = None
    if problem.seats > 1:
        spread = reached.best[problem.codes.index(code)][0]
        spread = spread if spread < reached.threshold else problem.smallest(chosen)
    cover = steps.cover_sum(chosen, ready.lanes)
    distances = tuple(problem.spread(chosen))
    if spread is not None and spread < reached.threshold:
        lost_at = "spread"
    elif cover > result.cover_sum:
        lost_at = "cover"
    else:
        lost_at = "leximin" if distances < result.sorted_distances else "lottery"
    return Counterfactual(
        code=code,
        lost_at=lost_at,
        spread=spread,
        spread_loss=(result.spread_optimum or 0) - spread if lost_at == "spread" and spread is not None else 0,
        cover_sum=cover,
        cover_loss=cover - result.cover_sum,
        chosen=tuple(sorted(names)),
        displaced=tuple(sorted(set(result.chosen) - names)),
        joined=tuple(sorted(names - set(result.chosen) - {code})),
        proved=best.proved,
        spread_bound=spread if best.proved else best.spread_bound,
        cover_bound=cover if best.proved else best.cover_bound,
    )


@dataclass(frozen=True, slots=True)
class _BestWith:
    """The best sets with one by spread and coverage, or the best found and what none can pass."""

    sets: list[int]
    proved: bool = True
    spread_bound: int | None = None
    cover_bound: int | None = None


class _Reached:
    """For each candidate the best smallest distance of any set with it that is known so far, and such a set."""

    def __init__(self, ready: Case, threshold: int) -> None:
        self.ready = ready
        self.problem = ready.problem
        self.threshold = threshold
        self.best: dict[int, tuple[int, int]] = {}
        self.wide = threshold
        """Down to this threshold all sets have been looked at: who has not been seen has none."""
        self.sets: dict[int, tuple[int, list[int]]] = {}

    def note(self, chosen: int) -> None:
        """Take down a set for all its members."""
        value = self.problem.smallest(chosen) if self.problem.seats > 1 else 0
        for index in indexes(chosen):
            if index not in self.best or self.best[index][0] < value:
                self.best[index] = (value, chosen)

    def look_wide(self, clock: Clock) -> None:
        """Look at all sets somewhat below the threshold, as far as they are not too many: they answer for most."""
        groups: list[steps.Group] = []
        for percent in (0, 2, 4, 5, 6):
            threshold = self.threshold * (100 - percent) // 100
            more, complete = steps.all_at(self.problem, threshold, MANY, clock)
            if not complete:
                break
            groups, self.wide = more, threshold
        smallest = []
        for chosen, last in groups:
            members = [self.problem.distance[index] for index in indexes(chosen)]
            rest = [self.problem.smallest(chosen)] if len(members) > 1 else []
            for index in indexes(last):
                value = min([*rest, *(row[index] for row in members)])
                smallest.append((value, chosen | 1 << index))
        smallest.sort()
        for value, chosen in smallest:
            for index in indexes(chosen):
                self.best[index] = (value, chosen)
        self.cover_wide(smallest)

    def cover_wide(self, smallest: list[tuple[int, int]]) -> None:
        """Among the sets of ``look_wide``, find for each member those with the least cover sum."""
        limits = {index: self.limit(value) for index, (value, _) in self.best.items()}
        for value, chosen in smallest:
            total = -1
            for index in indexes(chosen):
                if self.wide <= limits[index] <= value:
                    total = total if total >= 0 else steps.cover_sum(chosen, self.ready.lanes)
                    known = self.sets.get(index)
                    if known is None or total < known[0]:
                        self.sets[index] = (total, [chosen])
                    elif total == known[0]:
                        known[1].append(chosen)

    def limit(self, value: int) -> int:
        """Return the threshold that the sets with one must reach, when ``value`` is the best it can have."""
        return self.threshold if value >= self.threshold else self.ready.rules.threshold(value)

    def best_with(self, index: int, clock: Clock) -> _BestWith:
        """Return the sets with one that are best by spread and coverage; none when no set with it keeps the rules."""
        if index in self.sets:
            return _BestWith(self.sets[index][1])
        problem = self.problem.with_rules(must=1 << index)
        if index not in self.best:
            rules = self.ready.rules
            start = possible.example(
                self.ready.candidates, replace(rules, forced=[*rules.forced, problem.codes[index]])
            )
            if start is None:
                return _BestWith([])
            self.note(problem.mask(start))
        high = self.raise_best(index, problem, clock)
        value, chosen = self.best[index]
        if high > value:
            return _BestWith([chosen], proved=False, spread_bound=high if high < self.threshold else None)
        found = least_sets(self.ready, problem, self.limit(value), chosen, clock)
        return _BestWith(found.sets, found.proved, value if value < self.threshold else None, found.bound)

    def raise_best(self, index: int, problem: Problem, clock: Clock) -> int:
        """Bisect for the best smallest distance of a set with one; return what it can't pass."""
        high = self.threshold if self.wide == self.threshold else self.wide - 1
        ask = high if self.wide == self.threshold else high - high // 25
        try:
            while self.best[index][0] < high:
                ask = max(ask, self.best[index][0] + 1)
                met = steps.one_at(problem, ask, clock)
                if met is None:
                    high = ask - 1
                else:
                    self.note(met)
                ask = (self.best[index][0] + high + 1) // 2
        except OutOfTimeError:
            return high
        return min(high, self.best[index][0])


FEW = 8
"""From so many on, it pays to look at all sets near the best ones."""
MANY = 30_000
"""So many sets are looked at for that, at most."""
