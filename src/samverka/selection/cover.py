"""The sets with the least cover sum among all whose members lie far enough apart, without looking at them all."""

from __future__ import annotations

from dataclasses import dataclass

from samverka.selection import prices as pricing
from samverka.selection.lanes import Lanes
from samverka.selection.prices import SCALE, Prices
from samverka.selection.problem import Problem, Quota, indexes
from samverka.selection.search import Clock, OutOfTimeError, Search, compiled
from samverka.selection.steps import cover_sum, nearest


@dataclass(slots=True)
class Covered:
    """The least cover sum found, the sets that have it, and the proof.

    ``proved``: that no set has less and no other as little. ``bound``: what no set can go under.
    """

    value: int
    sets: list[int]
    bound: int
    proved: bool
    prices: Prices
    order: list[int]
    trace: list[int]


def least(
    problem: Problem,
    threshold: int,
    to_clients: list[list[int]],
    lanes: Lanes,
    start: int,
    cap: int,
    clock: Clock,
) -> Covered:
    """Return the least cover sum of all sets at least ``threshold`` apart, and every set that has it.

    ``start`` is one such set. With more than ``cap`` of them, or out of time, it is not proved.
    """
    conflict = problem.conflicts(threshold)
    start = improved(problem, conflict, lanes, start)
    known = cover_sum(start, lanes)
    prices = pricing.good_prices(problem, to_clients, conflict, known)
    order = sorted(range(len(problem.codes)), key=lambda index: (prices.weights[index], index))
    walk = _Walk(problem, threshold, to_clients, lanes, prices, order, known, cap, clock)
    proved = True
    try:
        walk.run()
    except (OutOfTimeError, _TooManyError):
        proved = False
    sets = [back(order, chosen) for chosen in walk.sets] or [start]
    bound = walk.least if proved else min(walk.least, max(0, -(-prices.bound // SCALE)))
    return Covered(walk.least, sets, bound, proved, prices, order, walk.trace)


def improved(problem: Problem, conflict: list[int], lanes: Lanes, chosen: int) -> int:
    """Return a set made better by swaps of one, as long as a swap helps."""
    best = cover_sum(chosen, lanes)
    quotas = pricing.quotas_of(problem)
    better = True
    while better:
        better = False
        for out in indexes(chosen & ~problem.must):
            kept = chosen & ~(1 << out)
            open_ = problem.may & ~chosen
            for index in indexes(kept):
                open_ &= ~conflict[index]
            near = nearest(kept, lanes)
            for index in indexes(_allowed(kept, open_, quotas)):
                total = lanes.total(lanes.nearer(near, lanes.rows[index]))
                if total < best:
                    best, chosen, better = total, kept | 1 << index, True
            if better:
                break
    return chosen


def _allowed(kept: int, open_: int, quotas: list[Quota]) -> int:
    """Return those of ``open_`` that complete ``kept``, one short of the seats, within the quotas."""
    for quota in quotas:
        have = (kept & quota.mask).bit_count()
        if have >= quota.hi:
            open_ &= ~quota.mask
        if have < quota.lo:
            open_ &= quota.mask
    return open_


def back(order: list[int], chosen: int) -> int:
    """Return a mask in the problem's own bits, from one in the bits of ``order``."""
    return sum(1 << order[index] for index in indexes(chosen))


class _TooManyError(Exception):
    """More sets than the cap have the same cover sum."""


class _Walk(Search):
    """A walk in the order of the weights, lightest first, that turns where the bound exceeds the least known.

    ``trace`` receives, node by node, each branch followed by its own nodes, and -1 where what is still open need
    not be tried: it can't fill the seats, or its bound is more than the least cover sum.
    """

    def __init__(
        self,
        problem: Problem,
        threshold: int,
        to_clients: list[list[int]],
        lanes: Lanes,
        prices: Prices,
        order: list[int],
        known: int,
        cap: int,
        clock: Clock,
    ) -> None:
        self.problem = problem.in_order(order)
        self.conflict = self.problem.conflicts(threshold)
        self.clock = clock
        self.trace = []
        self.columns = compiled(self.problem)
        self.lanes = lanes
        self.rows = [lanes.rows[index] for index in order]
        self.weights = [prices.weights[index] for index in order]
        quotas = pricing.quotas_of(self.problem)
        self.fixed = pricing.paid_back(quotas, prices.quotas)
        self.returned = [
            sum(price for quota, price in zip(quotas, prices.quotas, strict=True) if quota.mask >> place & 1)
            for place in range(len(order))
        ]
        self.scaled = Lanes([[SCALE * distance for distance in to_clients[index]] for index in order])
        self.clients = self.scaled.packed(prices.clients)
        self.least = known
        self.cap = cap
        self.sets: list[int] = []

    def walk(self, chosen: int, open_: int, left: int) -> None:
        """Start from the candidates forced in."""
        near, paid, fixed = self.lanes.far, self.clients, self.fixed
        for index in indexes(chosen):
            near = self.lanes.nearer(near, self.rows[index])
            paid = self.scaled.nearer(paid, self.scaled.rows[index])
            fixed -= self.returned[index]
        self.step(chosen, open_, left, near, paid, fixed)

    def step(self, chosen: int, open_: int, left: int, near: int, paid: int, fixed: int) -> None:
        """Find every set that holds ``chosen`` and ``left`` more of ``open_`` and is as good as the least known.

        ``near``: the distance of each client to the nearest of ``chosen``. ``paid``: what each client pays at most,
        by its price and by those chosen. ``fixed``: the part of the quotas.
        """
        self.clock.tick()
        kept = self.narrowed(chosen, open_, left)
        if kept is None:
            return
        open_, needs, _ = kept
        if left == 0:
            self.keep(chosen, self.lanes.total(near))
            return
        base = self.scaled.total(paid) + fixed
        if left == 1:
            for _, _, mask in needs:
                open_ &= mask
            self.last(chosen, open_, near, base)
            return
        while not self.closed(open_, left, base):
            bit = open_ & -open_
            index = bit.bit_length() - 1
            open_ ^= bit
            self.trace.append(index)
            self.step(
                chosen | bit,
                open_ & ~self.conflict[index],
                left - 1,
                self.lanes.nearer(near, self.rows[index]),
                self.scaled.nearer(paid, self.scaled.rows[index]),
                fixed - self.returned[index],
            )
        self.trace.append(-1)

    def closed(self, open_: int, left: int, base: int) -> bool:
        """Whether ``left`` of ``open_`` can't be chosen, or not without a cover sum above the least known."""
        weights = self.weights
        conflict = self.conflict
        while open_:
            low = open_ & -open_
            index = low.bit_length() - 1
            base += weights[index]
            left -= 1
            if not left:
                return base > SCALE * self.least
            open_ ^= low
            near = open_ & conflict[index]
            while near:
                low = near & -near
                open_ ^= low
                near &= conflict[low.bit_length() - 1]
        return True

    def last(self, chosen: int, open_: int, near: int, base: int) -> None:
        """Try each of ``open_`` as the last one, lightest first."""
        for index in indexes(open_):
            if base + self.weights[index] > SCALE * self.least:
                break
            self.keep(chosen | 1 << index, self.lanes.total(self.lanes.nearer(near, self.rows[index])))

    def keep(self, chosen: int, total: int) -> None:
        """Keep a set that is as good as the best known, or better."""
        if total < self.least:
            self.least = total
            self.sets = [chosen]
        elif total == self.least:
            self.sets.append(chosen)
            if len(self.sets) > self.cap:
                raise _TooManyError
