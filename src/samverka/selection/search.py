"""The question "is there a set?", asked of a threshold: depth first, with a bound from clique covers.

Each set is met at most once: a node tries the members of a branching set in turn and removes each one
after its attempt. A trace of the branching sets is the proof that nothing was left out.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from samverka.selection.problem import Problem, indexes


class OutOfTimeError(Exception):
    """The time that was allowed is spent. Nothing is decided by it: what is known so far still holds."""


class Clock:
    """A limit of CPU seconds that may stop a search, and does nothing else."""

    def __init__(self, seconds: float | None = None) -> None:
        self._end = None if seconds is None else process_time() + seconds
        self._calls = 0

    def tick(self) -> None:
        """Count one node, and stop when the time is spent."""
        self._calls += 1
        if self._end is not None and self._calls % 64 == 0 and process_time() > self._end:
            raise OutOfTimeError


class Found(Exception):  # noqa: N818 - how a search says that it may stop
    """A search has what it wanted."""


def cliques(among: int, conflict: list[int]) -> list[int]:
    """Cover a mask greedily with cliques of the conflict graph, each taken from the lowest bit upwards."""
    found = []
    while among:
        low = among & -among
        clique = low
        near = among & conflict[low.bit_length() - 1]
        while near:
            low = near & -near
            clique |= low
            near &= conflict[low.bit_length() - 1]
        found.append(clique)
        among ^= clique
    return found


class Search:
    """All sets of the problem whose members lie at least ``threshold`` from each other.

    ``found`` is called with the mask of each set. ``trace``, where given, receives the proof: for each inner
    node in the order of the walk the number of the reason (0: a seat must be filled, i + 1: quota i must be
    met), the number of branches and the branches.
    """

    def __init__(
        self,
        problem: Problem,
        threshold: int,
        found: Callable[[int], None],
        clock: Clock,
        trace: list[int] | None = None,
    ) -> None:
        self.conflict = problem.conflicts(threshold)
        self.found = found
        self.clock = clock
        self.trace = trace
        self.problem = problem
        self.columns = _compiled(problem)

    def run(self) -> None:
        """Walk through all sets."""
        chosen = self.problem.must
        open_ = self.problem.may & ~chosen
        if chosen & ~self.problem.may:
            return
        for index in indexes(chosen):
            clash = self.conflict[index]
            if clash & chosen:
                return
            open_ &= ~clash
        left = self.problem.seats - chosen.bit_count()
        if left >= 0:
            self.walk(chosen, open_, left)

    def walk(self, chosen: int, open_: int, left: int) -> None:
        """Find every set that holds ``chosen`` and ``left`` more of ``open_``."""
        self.clock.tick()
        needs: list[tuple[int, int, int]] = []
        for column in self.columns:
            owed = 0
            wanted = 0
            for number, mask, lo, hi in column:
                have = (chosen & mask).bit_count()
                if have >= hi:
                    if have > hi:
                        return
                    open_ &= ~mask
                elif have < lo:
                    owed += lo - have
                    wanted |= mask
                    needs.append((number, lo - have, mask))
            if owed >= left:
                if owed > left:
                    return
                if owed:
                    open_ &= wanted
        if left == 0:
            self.found(chosen)
            return
        if left == 1:
            for _, _, mask in needs:
                open_ &= mask
            for index in indexes(open_):
                self.found(chosen | 1 << index)
            return
        self.branch(chosen, open_, left, needs)

    def branch(self, chosen: int, open_: int, left: int, needs: list[tuple[int, int, int]]) -> None:
        """Pick the smallest set of which at least one must be chosen, and try its members in turn."""
        conflict = self.conflict
        trace = self.trace
        reason = 0
        covers = cliques(open_, conflict)
        if len(covers) < left:
            if trace is not None:
                trace += (0, 0)
            return
        covers.sort(key=int.bit_count, reverse=True)
        branches = 0
        for clique in covers[left - 1 :]:
            branches |= clique
        size = branches.bit_count()
        for number, need, mask in needs:
            covers = cliques(open_ & mask, conflict)
            if len(covers) < need:
                if trace is not None:
                    trace += (number + 1, 0)
                return
            covers.sort(key=int.bit_count, reverse=True)
            other = 0
            for clique in covers[need - 1 :]:
                other |= clique
            if other.bit_count() < size:
                size = other.bit_count()
                branches = other
                reason = number + 1
        order = sorted(indexes(branches), key=lambda index: (conflict[index] & open_).bit_count())
        if trace is not None:
            trace += (reason, len(order), *order)
        for index in order:
            bit = 1 << index
            open_ ^= bit
            self.walk(chosen | bit, open_ & ~conflict[index], left - 1)


def _compiled(problem: Problem) -> list[list[tuple[int, int, int, int]]]:
    """Return the quotas, numbered over all columns; those that the conflicts already hold are left out."""
    found = []
    number = 0
    for column in problem.columns:
        kept = []
        for quota in column:
            if quota.lo or quota.hi != 1:
                kept.append((number, quota.mask, quota.lo, quota.hi))
            number += 1
        if kept:
            found.append(kept)
    return found
