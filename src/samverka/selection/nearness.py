"""The least cover sum of all sets far enough apart, by branch and bound with prices that are improved at every node.

The bound is that of ``prices`` with one thing more: a price on each clique of candidates that exclude each other,
of which at most one is chosen. Cliques are taken up when the bound picks two who exclude each other. Prices move
along the slope and a part of the way they went before; they steer, and never decide what is found. A candidate with
which the bound would pass the best known is put away; then a small set of which one must be chosen is branched on.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from samverka.selection.cover import improved
from samverka.selection.lanes import Lanes
from samverka.selection.prices import SCALE, lean, paid_back, quotas_of
from samverka.selection.problem import Problem, indexes
from samverka.selection.search import Clock, OutOfTimeError, cliques
from samverka.selection.steps import cover_sum


@dataclass(slots=True)
class Nearest:
    """The least cover sum found and sets that have it: all of them, where they were asked for and it is ``proved``.

    ``bound``: what no set can go under. ``clients``: the prices of the clients at the root, to begin with elsewhere.
    """

    value: int
    sets: list[int]
    bound: int
    proved: bool
    clients: list[int] | None = None


@dataclass(slots=True)
class _Prices:
    """Prices of clients, cliques and quotas; the bound they give, the weights and who was picked for it."""

    clients: list[int]
    cliques: dict[int, int]
    quotas: list[int]
    bound: int = 0
    weights: dict[int, int] = field(default_factory=dict)
    picked: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Pace:
    """How prices are walked: rounds, rounds without gain before the step is halved, rounds between two dives."""

    rounds: int
    patience: int
    dives: int


AT_ROOT = _Pace(300, 20, 4)
AT_NODE = _Pace(40, 8, 20)
WORTH_OF_ROUND = 15
"""A round of prices takes the time of so many nodes of a search."""
SMALL = 6
"""A set of which one must be chosen is branched on when it has no more members; else one is taken in or left out."""


def nearest_sets(
    problem: Problem,
    threshold: int,
    to_clients: list[list[int]],
    lanes: Lanes,
    start: int,
    clock: Clock,
    *,
    cap: int = 1,
    clients: list[int] | None = None,
    floor: int = 0,
) -> Nearest:
    """Return the least cover sum of all sets at least ``threshold`` apart, and up to ``cap`` sets that have it.

    ``start`` is one such set; ``clients`` prices to begin with; no set is known to go under ``floor``. With a ``cap``
    of 1 any one set will do. When the clock stops it, or there are more than ``cap``, it is not proved.
    """
    search = _Search(problem, threshold, to_clients, lanes, start, clock, cap)
    try:
        search.run(clients, floor)
    except (OutOfTimeError, _TooManyError):
        bound = max(floor, min(search.value, -(-search.floor // SCALE)))
        return Nearest(search.value, sorted(search.sets), bound, cap == 1 and bound == search.value, search.root)
    return Nearest(search.value, sorted(search.sets), search.value, proved=True, clients=search.root)


class _TooManyError(Exception):
    """More sets than the cap have the same cover sum."""


class _Market:
    """Some of the candidates, with their distances to the clients packed for the work on prices."""

    def __init__(self, to_clients: list[list[int]], members: list[int], most: int) -> None:
        self.members = members
        self.clients = len(to_clients[0])
        wide = most * self.clients >= 1 << 31
        self.code = "Q" if wide else "I"
        self.bytes = array(self.code).itemsize
        self.shift = 8 * self.bytes - 1
        rows = [[SCALE * distance for distance in to_clients[index]] for index in members]
        self.ones = self.packed([1] * len(members))
        self.high = self.ones << self.shift
        self.columns = [self.high - self.packed(column) for column in zip(*rows, strict=True)]
        self.tops = self.packed([1] * self.clients) << self.shift
        self.rows = {
            index: self.tops - self.packed([distance + 1 for distance in row])
            for index, row in zip(members, rows, strict=True)
        }

    def packed(self, numbers: Sequence[int]) -> int:
        return int.from_bytes(array(self.code, numbers).tobytes(), sys.byteorder)

    def unpacked(self, lanes: int, count: int) -> list[int]:
        numbers: list[int] = memoryview(lanes.to_bytes(self.bytes * count, sys.byteorder)).cast(self.code).tolist()  # type: ignore[call-overload]  # "I" or "Q"
        return numbers

    def weights(self, prices: list[int]) -> dict[int, int]:
        """Return for each member what it saves its clients under their prices, as a negative number."""
        ones, high, shift = self.ones, self.high, self.shift
        saved = 0
        for price, column in zip(prices, self.columns, strict=True):
            over = price * ones + column
            marks = over & high
            saved += over & (marks - (marks >> shift))
        return {
            index: -number for index, number in zip(self.members, self.unpacked(saved, len(self.members)), strict=True)
        }

    def served(self, prices: list[int], picked: list[int]) -> list[int]:
        """Return for each client how many of ``picked`` lie nearer than its price."""
        packed, count = self.packed(prices), 0
        for index in picked:
            count += ((packed + self.rows[index]) & self.tops) >> self.shift
        return self.unpacked(count, self.clients)


class _Search:
    """One branch and bound."""

    def __init__(
        self,
        problem: Problem,
        threshold: int,
        to_clients: list[list[int]],
        lanes: Lanes,
        start: int,
        clock: Clock,
        cap: int,
    ) -> None:
        self.problem = problem
        self.conflict = problem.conflicts(threshold)
        self.to_clients = to_clients
        self.lanes = lanes
        self.clock = clock
        self.cap = cap
        self.quotas = quotas_of(problem)
        self.columns = [[quota for quota in column if quota.lo or quota.hi != 1] for column in problem.columns]
        self.top = SCALE * max(map(max, to_clients))
        self.value = cover_sum(start, lanes)
        self.sets = {start}
        self.floor = 0
        self.root: list[int] | None = None

    @property
    def goal(self) -> int:
        """The greatest bound, scaled, with which a set may still be of use."""
        return SCALE * (self.value if self.cap > 1 else self.value - 1)

    def run(self, clients: list[int] | None, floor: int) -> None:
        """Walk from the candidates forced in."""
        must, open_ = self.problem.must, self.problem.may & ~self.problem.must
        for index in indexes(must):
            if self.conflict[index] & must:
                return
            open_ &= ~self.conflict[index]
        if must & ~self.problem.may:
            return
        self.note(improved(self.problem, self.conflict, self.lanes, next(iter(self.sets))))
        if self.goal < SCALE * floor:
            return
        may = list(indexes(open_ | must))
        if clients is None:
            near = (sorted(self.to_clients[index][client] for index in may) for client in range(self.clients))
            clients = [SCALE * row[min(2, len(row) - 1)] for row in near]
        market = _Market(self.to_clients, may, self.top)
        self.node(must, open_, market, _Prices(clients, {}, [0] * len(self.quotas)), AT_ROOT)

    @property
    def clients(self) -> int:
        """How many clients there are."""
        return len(self.to_clients[0])

    def note(self, chosen: int) -> None:
        """Keep a set that is as good as the best known, or better."""
        value = cover_sum(chosen, self.lanes)
        if value < self.value:
            self.value, self.sets = value, {chosen}
        elif value == self.value and self.cap > 1:
            self.sets.add(chosen)
            if len(self.sets) > self.cap:
                raise _TooManyError

    def narrowed(self, chosen: int, open_: int, left: int) -> int | None:
        """Apply the quotas: return what is still open, None when they can't be met or the seats not be filled."""
        for column in self.columns:
            owed = wanted = 0
            for quota in column:
                have = (chosen & quota.mask).bit_count()
                if have > quota.hi:
                    return None
                if have == quota.hi:
                    open_ &= ~quota.mask
                if have < quota.lo:
                    owed += quota.lo - have
                    wanted |= quota.mask
            if owed > left:
                return None
            if owed == left and owed:
                open_ &= wanted
        unused = open_
        while unused and left:
            left -= 1
            near = unused
            while near:
                low = near & -near
                unused ^= low
                near &= self.conflict[low.bit_length() - 1]
        return None if left else open_

    def node(self, must: int, open_: int, market: _Market, prices: _Prices, pace: _Pace) -> None:
        """Find every set of use that holds ``must`` and fills the seats from ``open_``."""
        self.clock.tick()
        left = self.problem.seats - must.bit_count()
        kept = self.narrowed(must, open_, left)
        if kept is None:
            return
        if left <= 1:
            for last in [1 << index for index in indexes(kept)] if left else [0]:
                if self.narrowed(must | last, 0, 0) is not None:
                    self.note(must | last)
            return
        best = self.walked(market, must, kept, prices, pace)
        if best is None or best.bound > self.goal:
            return
        worst = max(best.weights[index] for index in best.picked if not must >> index & 1)
        slack = self.goal - best.bound + worst
        kept = sum(1 << index for index in indexes(kept) if best.weights[index] <= slack)
        open_ = self.narrowed(must, kept, left) or 0
        if (open_ | must).bit_count() * 3 < len(market.members) * 2:
            market = _Market(self.to_clients, list(indexes(open_ | must)), self.top)
        self.branch(must, open_, market, best)

    def branch(self, must: int, open_: int, market: _Market, prices: _Prices) -> None:
        """Try the members of a small set of which one must be chosen; without one, take one in or leave it out."""
        if not open_:
            return
        branches = self.one_of(open_, self.problem.seats - must.bit_count())
        for quota in self.quotas:
            need = quota.lo - (must & quota.mask).bit_count()
            if need > 0:
                own = self.one_of(open_ & quota.mask, need)
                if own.bit_count() < branches.bit_count():
                    branches = own
        small = branches.bit_count() <= SMALL
        if small:
            tried = sorted(indexes(branches), key=lambda index: (prices.weights[index], index))
        else:
            tried = [min(indexes(open_), key=lambda index: (prices.weights[index], index))]
        for index in tried:
            open_ &= ~(1 << index)
            self.node(must | 1 << index, open_ & ~self.conflict[index], market, prices, AT_NODE)
        if not small:
            self.node(must, open_, market, prices, AT_NODE)

    def one_of(self, among: int, need: int) -> int:
        """Return a small part of ``among`` that must hold one of ``need`` chosen."""
        covers = sorted(cliques(among, self.conflict), key=int.bit_count, reverse=True)
        part = 0
        for clique in covers[need - 1 :]:
            part |= clique
        return part

    def walked(self, market: _Market, must: int, open_: int, start: _Prices, pace: _Pace) -> _Prices | None:
        """Walk from some prices to better ones; None where the seats can't be filled."""
        fixed = list(indexes(must))
        caps = [self.top] * self.clients
        if fixed:
            rows = zip(*(self.to_clients[index] for index in fixed), strict=True)
            caps = [SCALE * min(row) for row in rows]
        best: _Prices | None = None
        now = _Prices(list(map(min, start.clients, caps)), dict(start.cliques), start.quotas)
        went = [0] * self.clients
        step, idle = 1024, 0
        for turn in range(pace.rounds):
            self.clock.tick(WORTH_OF_ROUND)
            if not self.weigh(market, now, fixed, open_):
                return None
            idle += 1
            if best is None or now.bound > best.bound:
                best, idle = now, 0
                if pace is AT_ROOT:
                    self.floor, self.root = now.bound, now.clients
                if now.bound > self.goal:
                    break
            elif idle == pace.patience:
                step, idle = step // 2, 0
                now, went = best, [0] * self.clients
            if turn % pace.dives == pace.dives - 1:
                self.dive(now.weights, must, open_, improve=turn // pace.dives % 10 == 9)  # noqa: PLR2004 - each tenth
            now, went = self.moved(market, now, went, caps, open_, step)
        return best

    def weigh(self, market: _Market, prices: _Prices, fixed: list[int], open_: int) -> bool:
        """Fill in the weights, who is picked, and the bound; false where the seats can't be filled."""
        prices.weights = weights = self.weights(market, prices, fixed, open_)
        picked = list(fixed)
        unused = open_
        for index in sorted(indexes(open_), key=weights.__getitem__):
            if len(picked) == self.problem.seats:
                break
            if unused >> index & 1:
                picked.append(index)
                unused &= ~clique_from(index, unused, self.conflict)
        prices.picked = picked
        prices.bound = (
            sum(prices.clients)
            - sum(prices.cliques.values())
            + paid_back(self.quotas, prices.quotas)
            + sum(weights[index] for index in picked)
        )
        return len(picked) == self.problem.seats

    def weights(self, market: _Market, prices: _Prices, fixed: list[int], open_: int) -> dict[int, int]:
        """Return the weights of those in question under prices."""
        weights = market.weights(prices.clients)
        within = open_
        for index in fixed:
            within |= 1 << index
        for clique, price in prices.cliques.items():
            if price:
                for index in indexes(clique & within):
                    weights[index] += price
        for quota, price in zip(self.quotas, prices.quotas, strict=True):
            if price:
                for index in indexes(quota.mask & within):
                    weights[index] -= price
        return weights

    def moved(
        self, market: _Market, now: _Prices, went: list[int], caps: list[int], open_: int, step: int
    ) -> tuple[_Prices, list[int]]:
        """Return the prices one step on, and the way they went."""
        chosen = sum(1 << index for index in now.picked)
        held = dict(now.cliques)
        self.take_up(held, now, chosen, open_)
        served = market.served(now.clients, now.picked)
        went = [10 * (1 - count) + 8 * way // 10 for count, way in zip(served, went, strict=True)]
        cliques_go = {
            clique: over
            for clique, price in held.items()
            if (over := (clique & chosen).bit_count() - 1) and (price or over > 0)
        }
        quotas_go = [
            lean(quota, price, (chosen & quota.mask).bit_count())
            for quota, price in zip(self.quotas, now.quotas, strict=True)
        ]
        size = sum(way * way for way in went)
        size += 800 * (sum(way * way for way in quotas_go) + sum(way * way for way in cliques_go.values()))
        size = 1024 * size + 1
        push = 10 * step * max(SCALE * self.value - now.bound, now.bound // 25, SCALE)
        for clique, way in cliques_go.items():
            held[clique] = max(0, held[clique] + 200 * push * way // size)
        clients = [
            min(max(0, price + push * way // size), cap)
            for price, way, cap in zip(now.clients, went, caps, strict=True)
        ]
        quotas = [price + 80 * push * way // size for price, way in zip(now.quotas, quotas_go, strict=True)]
        return _Prices(clients, held, quotas), went

    def take_up(self, held: dict[int, int], now: _Prices, chosen: int, open_: int) -> None:
        """Take up a clique for each two picked who exclude each other and share none yet, of light candidates."""
        for one in now.picked:
            for other in indexes(self.conflict[one] & chosen & -1 << one + 1):
                pair = 1 << one | 1 << other
                if any(clique & pair == pair for clique in held):
                    continue
                common = self.conflict[one] & self.conflict[other] & open_
                for index in sorted(indexes(common), key=now.weights.__getitem__):
                    if common >> index & 1:
                        pair |= 1 << index
                        common &= self.conflict[index]
                held[pair] = 0

    def dive(self, weights: dict[int, int], must: int, open_: int, *, improve: bool) -> None:
        """Build a set from the lightest on, as far as the seats can still be filled; it may be the best so far."""
        left = self.problem.seats - must.bit_count()
        for index in sorted(indexes(open_), key=weights.__getitem__):
            if open_ >> index & 1:
                bit = 1 << index
                open_ ^= bit
                kept = self.narrowed(must | bit, open_ & ~self.conflict[index], left - 1)
                if kept is not None:
                    must, open_, left = must | bit, kept, left - 1
        if not left and self.narrowed(must, 0, 0) is not None:
            value = cover_sum(must, self.lanes)
            if improve and self.value <= value < self.value * 51 // 50:
                must = improved(self.problem, self.conflict, self.lanes, must)
            self.note(must)


def clique_from(index: int, among: int, conflict: list[int]) -> int:
    """Return a clique of those of ``among`` that exclude each other, beginning with one."""
    clique = 1 << index
    near = among & conflict[index]
    while near:
        low = near & -near
        clique |= low
        near &= conflict[low.bit_length() - 1]
    return clique
