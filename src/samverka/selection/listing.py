"""All sets that are as good: the list, and who is in all, some or none of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverka.selection import steps
from samverka.selection.again import taken_up
from samverka.selection.candidates import Candidate
from samverka.selection.engine import COUNTED
from samverka.selection.result import Result
from samverka.selection.search import Clock


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The sets that pass step 1 within the tolerance, and three groups of codes.

    ``count`` is exact when ``complete``; else there are more. ``sets`` may be fewer than counted.
    """

    count: int
    complete: bool
    sets: tuple[tuple[str, ...], ...]
    always: tuple[str, ...]
    sometimes: tuple[str, ...]
    never: tuple[str, ...]


def alternatives(
    result: Result,
    candidates: Iterable[Candidate] | None = None,
    clients: Iterable[Candidate] | None = None,
    cap: int = COUNTED,
    *,
    work: int | None = None,
    time_limit: float | None = None,
) -> Alternatives:
    """Return the sets that pass step 1: those that the result lists, or with ``candidates`` all, up to ``cap``.

    ``work`` and ``time_limit`` end the search, as the cap does: nodes, and CPU seconds.
    """
    listed = result.optimal_sets
    sets = tuple(tuple(one) for one in listed["sets"])
    count, complete = listed["count"], listed["complete"]
    if candidates is not None:
        ready = taken_up(result, candidates, clients)
        groups, complete = steps.all_at(ready.problem, result.certificate["threshold"], cap, Clock(time_limit, work))
        sets = tuple(sorted(map(ready.problem.named, steps.sets_of(groups))))
        count = len(sets)
    return Alternatives(count, complete, sets, result.always, result.sometimes, result.never)
