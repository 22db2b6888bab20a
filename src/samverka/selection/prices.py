"""A lower bound of the coverage, from prices.

Let every client j pay at most a price u(j), and every quota q a price that is paid back per seat. For any set S,

    cover(S) ≥ Σ u(j) + Σ over the quotas + Σ over c in S of w(c),  w(c) = Σ over j of min(0, d(c, j) − u(j)) − q(c),

because a client is served from its nearest, and never pays less than its price and all reductions together. So
a bound for all sets is the sum of the smallest weights, at most one from each clique of candidates that exclude
each other. Good prices come from a subgradient walk, in whole numbers throughout: prices steer the search and its
bounds, and what they are never decides what is found.
"""

from __future__ import annotations

from dataclasses import dataclass

from samverka.selection.problem import Problem, Quota, indexes

SCALE = 32
"""Prices are in 1/32 of a unit."""
ROUNDS = 160
PATIENCE = 12


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of clients and of quotas (column by column), the weight of each candidate, and the bound of them all."""

    clients: list[int]
    quotas: list[int]
    weights: list[int]
    bound: int


def quotas_of(problem: Problem) -> list[Quota]:
    """Return the quotas that are priced: all, column by column."""
    return [quota for column in problem.columns for quota in column]


def paid_back(quotas: list[Quota], prices: list[int]) -> int:
    """Return what quotas with these prices give to the bound, whatever is chosen."""
    return sum(price * (quota.lo if price > 0 else quota.hi) for quota, price in zip(quotas, prices, strict=True))


class _Walk:
    """A subgradient walk towards good prices."""

    def __init__(self, problem: Problem, to_clients: list[list[int]], conflict: list[int], known: int) -> None:
        self.problem = problem
        self.rows = [[SCALE * distance for distance in row] for row in to_clients]
        self.conflict = conflict
        self.goal = SCALE * known
        self.most = max(map(max, self.rows))
        self.quotas = quotas_of(problem)
        self.must = list(indexes(problem.must))
        self.open_ = problem.may & ~problem.must
        for index in self.must:
            self.open_ &= ~conflict[index]
        may = [*indexes(self.open_), *self.must]
        self.near = [sorted((self.rows[index][client], index) for index in may) for client in range(len(self.rows[0]))]
        self.members = [list(indexes(quota.mask)) for quota in self.quotas]

    def weights(self, clients: list[int], quotas: list[int]) -> list[int]:
        """Return the weight of each candidate under prices."""
        weights = [0] * len(self.rows)
        for price, near in zip(clients, self.near, strict=True):
            for distance, index in near:
                if distance >= price:
                    break
                weights[index] += distance - price
        for price, members in zip(quotas, self.members, strict=True):
            if price:
                for index in members:
                    weights[index] -= price
        return weights

    def lightest(self, weights: list[int]) -> list[int]:
        """Return the lightest of each of the first cliques, as many as there are seats: what the bound adds up."""
        picked = list(self.must)
        unused = self.open_
        for index in sorted(indexes(unused), key=weights.__getitem__):
            if len(picked) == self.problem.seats:
                break
            if unused >> index & 1:
                picked.append(index)
                unused ^= 1 << index
                near = unused & self.conflict[index]
                while near:
                    low = near & -near
                    unused ^= low
                    near &= self.conflict[low.bit_length() - 1]
        return picked

    def best(self) -> Prices:
        """Walk, and return the prices with the greatest bound met."""
        clients = [near[min(2, len(near) - 1)][0] for near in self.near]
        quotas = [0] * len(self.quotas)
        best: Prices | None = None
        step, idle = 1000, 0
        for _ in range(ROUNDS):
            weights = self.weights(clients, quotas)
            picked = self.lightest(weights)
            bound = sum(clients) + paid_back(self.quotas, quotas) + sum(weights[index] for index in picked)
            idle += 1
            if best is None or bound > best.bound:
                best, idle = Prices(clients, quotas, weights, bound), 0
            elif idle == PATIENCE:
                step, idle = step * 6 // 10, 0
                clients, quotas = best.clients, best.quotas
            gap = max(self.goal - bound, SCALE)
            clients, quotas = self.moved(clients, quotas, picked, gap * step)
        assert best is not None  # noqa: S101 - ROUNDS is more than 0
        return best

    def moved(self, clients: list[int], quotas: list[int], picked: list[int], push: int) -> tuple[list[int], list[int]]:
        """Return the prices one step on: up where no one picked is near, down where more than one is."""
        rows = [self.rows[index] for index in picked]
        slope = [
            1 - sum(distance < price for distance in distances)
            for price, *distances in zip(clients, *rows, strict=True)
        ]
        chosen = sum(1 << index for index in picked)
        leans = [
            lean(quota, price, (chosen & quota.mask).bit_count())
            for quota, price in zip(self.quotas, quotas, strict=True)
        ]
        size = 1000 * (sum(value * value for value in slope) + sum(value * value for value in leans) * 8 + 1)
        return (
            [min(max(0, price + push * value // size), self.most) for price, value in zip(clients, slope, strict=True)],
            [price + 8 * push * value // size for price, value in zip(quotas, leans, strict=True)],
        )


def lean(quota: Quota, price: int, have: int) -> int:
    """Return which way a quota's price should move: up where too few are picked, down where too many."""
    if price > 0:
        return quota.lo - have
    if price < 0:
        return quota.hi - have
    return max(0, quota.lo - have) + min(0, quota.hi - have)


def good_prices(problem: Problem, to_clients: list[list[int]], conflict: list[int], known: int) -> Prices:
    """Return prices with a great bound for sets without ``conflict``; ``known`` is the cover sum of one such set."""
    return _Walk(problem, to_clients, conflict, known).best()
