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
    """A limit of work, counted in nodes of the search, or of CPU seconds. It may stop a search and does nothing else.

    ``parent``: a clock that goes on beside this one, and may stop it too.
    """

    def __init__(self, seconds: float | None = None, nodes: int | None = None, parent: Clock | None = None) -> None:
        self._end = None if seconds is None else process_time() + seconds
        self._most = nodes
        self._parent = parent
        self._next_look = 64
        self.nodes = 0

    @property
    def spent(self) -> bool:
        """Whether it was its own nodes that ran out."""
        return self._most is not None and self.nodes >= self._most

    @property
    def left(self) -> int | None:
        """How many nodes are left; None without a limit of them."""
        return None if self._most is None else max(0, self._most - self.nodes)

    def tick(self, work: int = 1) -> None:
        """Count so much work, and stop when the time or the nodes are spent."""
        self.nodes += work
        if self.spent:
            raise OutOfTimeError
        if self._end is not None and self.nodes >= self._next_look:
            if process_time() > self._end:
                raise OutOfTimeError
            self._next_look = self.nodes + 64
        if self._parent is not None:
            self._parent.tick(work)

    def share(self, of: int) -> Clock:
        """Return a clock with an equal share of what is left, when so many are to have one."""
        return Clock(nodes=None if self.left is None else self.left // of + 1, parent=self)


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


Bounds = tuple[int, int, int, int]
Need = tuple[int, int, int]


class Search:
    """All sets of the problem whose members lie at least ``threshold`` from each other.

    ``found`` is called with the mask of all but one of a set and a mask of candidates that each complete it.
    ``trace``, where given, receives the proof: for each node with more than two seats left, in the order of the
    walk, the number of the reason (0: a seat must be filled, i + 1: quota i must be met), the number of branches
    and the branches.
    """

    def __init__(
        self,
        problem: Problem,
        threshold: int,
        found: Callable[[int, int], None],
        clock: Clock,
        trace: list[int] | None = None,
    ) -> None:
        self.problem = problem
        self.conflict = problem.conflicts(threshold)
        self.tell = found
        self.clock = clock
        self.trace = [] if trace is None else trace
        self.columns = compiled(problem)

    def found(self, chosen: int, last: int) -> None:
        """Tell of the sets that are ``chosen`` and one of ``last``."""
        self.tell(chosen, last)

    def run(self) -> None:
        """Walk through all sets."""
        chosen = self.problem.must
        open_ = self.problem.may & ~chosen
        left = self.problem.seats - chosen.bit_count()
        if chosen & ~self.problem.may or left < 0:
            return
        for index in indexes(chosen):
            clash = self.conflict[index]
            if clash & chosen:
                return
            open_ &= ~clash
        self.walk(chosen, open_, left)

    def walk(self, chosen: int, open_: int, left: int) -> None:
        """Find every set that holds ``chosen`` and ``left`` more of ``open_``."""
        self.clock.tick()
        kept = self.narrowed(chosen, open_, left)
        if kept is None:
            return
        open_, needs, nearly = kept
        if left > 2:  # noqa: PLR2004 - below that, all sets are looked at
            self.branch(chosen, open_, left, needs)
        elif left == 2:  # noqa: PLR2004 - as above
            self.pairs(chosen, open_, needs, nearly)
        elif left == 1:
            for _, _, mask in needs:
                open_ &= mask
            if open_:
                self.found(chosen, open_)
        else:
            last = chosen & -chosen
            self.found(chosen ^ last, last)

    def narrowed(self, chosen: int, open_: int, left: int) -> tuple[int, list[Need], list[int]] | None:
        """Apply the quotas: a full level is closed, and seats that a column owes go to those it owes them to.

        Return what is still open, the quotas still owed and those that take one more; None when it can't be done.
        """
        needs: list[Need] = []
        nearly: list[int] = []
        for column in self.columns:
            owed = 0
            wanted = 0
            for number, mask, lo, hi in column:
                have = (chosen & mask).bit_count()
                if have >= hi:
                    if have > hi:
                        return None
                    open_ &= ~mask
                elif have == hi - 1:
                    nearly.append(mask)
                if have < lo:
                    owed += lo - have
                    wanted |= mask
                    needs.append((number, lo - have, mask))
            if owed > left:
                return None
            if owed == left and owed:
                open_ &= wanted
        return open_, needs, nearly

    def pairs(self, chosen: int, open_: int, needs: list[Need], nearly: list[int]) -> None:
        """Find every set that holds ``chosen`` and two of ``open_``."""
        for _, need, mask in needs:
            if need == 2:  # noqa: PLR2004 - both seats are owed
                open_ &= mask
        while open_:
            bit = open_ & -open_
            open_ ^= bit
            others = open_ & ~self.conflict[bit.bit_length() - 1]
            for _, _, mask in needs:
                if not mask & bit:
                    others &= mask
            for mask in nearly:
                if mask & bit:
                    others &= ~mask
            if others:
                self.found(chosen | bit, others)

    def branch(self, chosen: int, open_: int, left: int, needs: list[Need]) -> None:
        """Pick the smallest set of which at least one must be chosen, and try its members in turn."""
        reason, branches = 0, self.one_of(open_, left)
        size = branches.bit_count()
        for number, need, mask in needs:
            own = open_ & mask
            if own.bit_count() < WORTH * size:
                own = self.one_of(own, need)
                if own.bit_count() < size:
                    reason, branches, size = number + 1, own, own.bit_count()
        self.trace += (reason, size, *indexes(branches))
        for index in indexes(branches):
            bit = 1 << index
            open_ ^= bit
            self.walk(chosen | bit, open_ & ~self.conflict[index], left - 1)

    def one_of(self, among: int, need: int) -> int:
        """Return a small part of ``among`` that must hold one of ``need`` chosen; empty when there can't be as many.

        At most one can be chosen of each clique in a cover, so the need - 1 largest can be set aside.
        """
        covers = cliques(among, self.conflict)
        if len(covers) < need:
            return 0
        covers.sort(key=int.bit_count, reverse=True)
        part = 0
        for clique in covers[need - 1 :]:
            part |= clique
        return part


def compiled(problem: Problem) -> list[list[Bounds]]:
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


WORTH = 2
"""A quota with fewer open candidates than so many times the branching set is asked for a smaller one."""
