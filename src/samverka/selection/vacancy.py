"""When a chosen one drops out: what the best set becomes, for every number of other changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from samverka.selection import possible, steps
from samverka.selection.again import known_code, taken_up
from samverka.selection.candidates import Candidate
from samverka.selection.engine import Case, least_sets
from samverka.selection.problem import Problem, Quota
from samverka.selection.refused import Refused
from samverka.selection.result import Result
from samverka.selection.rules import Rules
from samverka.selection.search import Clock


@dataclass(frozen=True, slots=True)
class Rung:
    """The best set with at most so many changes beside the vacancies.

    ``changes``: how many there may be; ``left`` and ``joined``: who leaves (beside those who dropped out) and who
    comes in. ``spread``: the best smallest distance there can be, ``smallest_distance``: that of the set, ``cover_sum``
    its cover sum; in whole units, None where there is none. ``proved``: false where the limit of work ended the
    search; then it is the best found, ``spread_bound`` what no such set can pass, and ``cover_bound``, where the
    spread is proved, what none can go under.
    """

    changes: int
    chosen: tuple[str, ...]
    left: tuple[str, ...]
    joined: tuple[str, ...]
    spread: int | None
    smallest_distance: int | None
    cover_sum: int | None
    proved: bool = True
    spread_bound: int | None = None
    cover_bound: int | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs that are possible, each better than the one before; the last is the best of all without those gone.

    ``impossible``: for how many changes, from 0 on, no set keeps the rules.
    """

    dropped: tuple[str, ...]
    accepted: tuple[str, ...]
    impossible: int
    rungs: tuple[Rung, ...]

    @property
    def proved(self) -> bool:
        """Whether every rung is the best there is, and known to be."""
        return all(rung.proved for rung in self.rungs)


WORK = 600_000
"""So much work is done at most for a ladder, unless another limit is given: some twenty seconds."""


def replace_dropped(
    result: Result,
    candidates: Iterable[Candidate],
    dropped: str | Iterable[str],
    accepted: Iterable[str] = (),
    max_changes: int | None = None,
    clients: Iterable[Candidate] | None = None,
    *,
    work: int | None = WORK,
    time_limit: float | None = None,
) -> Ladder:
    """Return the ladder "at most c other changes → the best set" after ``dropped`` have left the chosen.

    Every code in ``accepted`` stays. ``max_changes`` ends the ladder; None lets it go on to the best set of all.
    With everyone else accepted the ladder has one rung: the vacancy is filled, and nobody else is moved. ``work`` and
    ``time_limit`` end the search: nodes, the same answer every time, and CPU seconds; None lets it finish.
    """
    ready = taken_up(result, candidates, clients)
    gone = {dropped} if isinstance(dropped, str) else set(dropped)
    fixed = set(accepted)
    for code in sorted(gone | fixed):
        known_code(ready, code)
    for code in sorted(gone):
        if code not in result.chosen or code in fixed:
            raise Refused(
                f"{code} kan inte lämna: bara den som är utvald och inte har antagit sin plats kan ersättas här.",
                f"{code} can't leave: only one who is chosen and has not accepted can be replaced here.",
            )
    for code in sorted(fixed - set(result.chosen)):
        raise Refused(f"{code} är inte utvald.", f"{code} is not chosen.")
    if max_changes is not None and (isinstance(max_changes, bool) or max_changes < 0):
        raise Refused("Antalet ändringar ska vara minst 0.", "The number of changes must be at least 0.")
    return _ladder(result, ready, gone, fixed, max_changes, Clock(time_limit, work))


def _ladder(
    result: Result, ready: Case, gone: set[str], fixed: set[str], max_changes: int | None, clock: Clock
) -> Ladder:
    stay = [code for code in result.chosen if code not in gone]
    rules = replace(
        result.rules,
        forced=sorted((set(result.rules.forced) | fixed) - gone),
        excluded=sorted(set(result.rules.excluded) | gone),
    )
    problem = ready.problem
    wide = problem.with_rules(must=problem.mask(sorted(fixed)), never=problem.mask(sorted(gone)))
    wide = replace(wide, must=wide.must & wide.may)
    most = len(stay) - len(fixed & set(stay))
    allowed = range(min(most, most if max_changes is None else max_changes) + 1)
    starts = ((changes, _start(ready, rules, stay, changes)) for changes in range(most + 1))
    first, start = next(((changes, found) for changes, found in starts if found), (most + 1, ()))
    rungs: list[Rung] = []
    if start:
        chosen = problem.mask(start)
        # Without those gone no set is better than the best of all, unless the rules had forced them in.
        ceiling = None if gone & set(result.rules.forced) else result.spread_optimum
        goal = _best(ready, wide, chosen, clock.share(2), ceiling)
        last: Key | None = None
        for changes in allowed[first:]:
            keep = Quota(problem.mask(stay), len(stay) - changes, problem.seats, "", "")
            part = clock.share(len(allowed) - changes)
            best = _best(ready, wide.with_rules(quotas=[keep]), chosen, part, goal.spread_bound)
            chosen = best.chosen
            if best.key != last:
                rungs.append(_rung(ready, changes, set(stay), best))
            last = best.key
            if best.key == goal.key and goal.proved:
                break
    impossible = min(first, len(allowed))
    return Ladder(tuple(sorted(gone)), tuple(sorted(fixed)), impossible, tuple(rungs))


def _start(ready: Case, rules: Rules, stay: list[str], changes: int) -> tuple[str, ...] | None:
    """Return a set that keeps the rules, and all but ``changes`` of those who could stay; or None."""
    rows = [replace(one, columns={**one.columns, STAYS: str(one.code in stay)}) for one in ready.candidates]
    kept = {"True": (len(stay) - changes, rules.seats)}
    return possible.example(rows, replace(rules, quotas={**rules.quotas, STAYS: kept}))


STAYS = "\0stays"
"""A column of our own beside those of the rules."""

Key = tuple[int, int, list[int]]
"""What a set is worth: the best spread there can be, minus its cover sum, its distances."""


@dataclass(frozen=True, slots=True)
class _Best:
    """The best set of a variant of the problem, what it is worth, and what is proved of it."""

    key: Key
    chosen: int
    proved: bool
    spread_bound: int
    cover_bound: int


def _best(ready: Case, problem: Problem, start: int, clock: Clock, most: int | None = None) -> _Best:
    """Take the steps in a variant of the problem.

    ``start`` is a set of the variant; no set of it has a greater smallest distance than ``most``.
    """
    spread = bound = 0
    threshold = 0
    if problem.seats > 1:
        reached = steps.best_spread(problem, start, clock, problem.reference, most)
        spread, bound, start = reached.value, reached.bound, reached.chosen
        threshold = ready.rules.threshold(spread)
    near = least_sets(ready, problem, threshold, start, clock)
    chosen = steps.lottery(problem, steps.leximin(problem, near.sets))
    key = (spread, -steps.cover_sum(chosen, ready.lanes), problem.spread(chosen))
    return _Best(key, chosen, near.proved and spread == bound, bound, near.bound)


def _rung(ready: Case, changes: int, stay: set[str], best: _Best) -> Rung:
    names = set(ready.problem.named(best.chosen))
    spread, cover, distances = best.key
    return Rung(
        changes=changes,
        chosen=tuple(sorted(names)),
        left=tuple(sorted(stay - names)),
        joined=tuple(sorted(names - stay)),
        spread=spread if distances else None,
        smallest_distance=distances[0] if distances else None,
        cover_sum=-cover,
        proved=best.proved,
        spread_bound=best.spread_bound if distances else None,
        cover_bound=best.cover_bound if spread == best.spread_bound else None,
    )
