"""The steps of the decision, one after the other: spread, coverage, leximin, lottery.

Each step keeps those of the sets before it that are best by its own measure, all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samverka.selection.lanes import Lanes
from samverka.selection.problem import Problem, indexes
from samverka.selection.search import Clock, Found, OutOfTimeError, Search


@dataclass(slots=True)
class Spread:
    """What step 1 knows: the best smallest distance found, a set that has it, and what is proved.

    ``bound`` is the greatest value not yet ruled out; ``trace`` the proof that ``bound + 1`` can't be reached, with
    the candidates in ``order`` (codes).
    """

    value: int
    chosen: int
    bound: int
    trace: list[int] = field(default_factory=list)
    order: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the value is the best there is."""
        return self.value == self.bound


def tickets(seed: str, codes: Sequence[str]) -> dict[str, str]:
    """Return the ticket of each code (sorted): SHA-256 of seed, all codes and the code itself, in hex."""
    start = hashlib.sha256(("seed:" + seed + "\n" + ",".join(codes) + "\n").encode())
    found = {}
    for code in codes:
        ticket = start.copy()
        ticket.update(code.encode())
        found[code] = ticket.hexdigest()
    return found


def one_at(problem: Problem, threshold: int, clock: Clock, trace: list[int] | None = None) -> int | None:
    """Return a set whose members lie at least ``threshold`` apart, or None when there is none."""
    met: list[int] = []

    def stop(chosen: int, last: int) -> None:
        met.append(chosen | last & -last)
        raise Found

    try:
        Search(problem, threshold, stop, clock, trace).run()
    except Found:
        return met[0]
    return None


class _Orders:
    """The orders that a search is tried in, the one that was good enough last first.

    How long a search takes depends much on the order of the candidates. A search that takes long is left, and begun
    anew in another order: by conflicts at some multiple of the threshold. Then the patience grows.
    """

    def __init__(self, problem: Problem) -> None:
        own = list(range(len(problem.codes)))
        self.problem = problem
        self.turned: list[tuple[Problem, list[int]]] = [(problem, own)]
        self.multiples = [(5, 3), (1, 1), (5, 2), (1, 2)]

    def one_or_proof(self, threshold: int, clock: Clock) -> tuple[int | None, list[int], tuple[str, ...]]:
        """Return a set at ``threshold``, or None with the proof that there is none and the order of codes it is in."""
        patience = PATIENCE
        while True:
            place = 0
            while place < len(self.turned) or self.multiples:
                if place == len(self.turned):
                    times, of = self.multiples.pop(0)
                    order = self.problem.by_conflicts(threshold * times // of)
                    self.turned.append((self.problem.in_order(order), order))
                turned, order = self.turned[place]
                part = Clock(nodes=patience, parent=clock)
                trace: list[int] = []
                try:
                    met = one_at(turned, threshold, part, trace)
                except OutOfTimeError:
                    if not part.spent:
                        raise
                    place += 1
                    continue
                self.turned.insert(0, self.turned.pop(place))
                if met is not None:
                    met = sum(1 << order[index] for index in indexes(met))
                return met, trace, turned.codes
            patience *= 4


PATIENCE = 3_000
"""So many nodes a search may take before another order is tried."""


def best_spread(problem: Problem, start: int, clock: Clock, guess: int = 0, most: int | None = None) -> Spread:
    """Return the greatest smallest distance, from the set ``start`` on; stop with what is known when time is up.

    ``guess`` says where to look first, and decides nothing. ``most`` is a value known not to be passed; without it
    the search proves itself that the value found can't be.
    """
    highest = max(map(max, problem.distance)) if most is None else most
    spread = Spread(problem.smallest(start), start, highest + 1 if most is None else most)
    orders = _Orders(problem)
    first = [guess - guess // 5, guess + guess // 4]
    try:
        while spread.value < spread.bound:
            ask = first.pop(0) if first else (spread.value + spread.bound + 1) // 2
            if not spread.value < ask <= spread.bound:
                continue
            met, trace, order = orders.one_or_proof(ask, clock)
            if met is None:
                spread.bound, spread.trace, spread.order = ask - 1, trace, order
            else:
                spread.value = problem.smallest(met)
                spread.chosen = met
    except OutOfTimeError:
        spread.bound = min(spread.bound, highest)
    return spread


Group = tuple[int, int]
"""All but one of a set, and a mask of candidates that each complete it: as many sets as the mask has bits."""


def sets_of(groups: Iterable[Group]) -> list[int]:
    """Return the sets of some groups, one by one."""
    return [chosen | 1 << index for chosen, last in groups for index in indexes(last)]


class _TooManyError(Exception):
    """More sets than the cap allows."""


def all_at(
    problem: Problem, threshold: int, cap: int, clock: Clock, trace: list[int] | None = None
) -> tuple[list[Group], bool]:
    """Return the sets whose members lie at least ``threshold`` apart, and whether these are all there are."""
    groups: list[Group] = []
    count = 0

    def keep(chosen: int, last: int) -> None:
        nonlocal count
        count += last.bit_count()
        if count > cap:
            raise _TooManyError
        groups.append((chosen, last))

    try:
        Search(problem, threshold, keep, clock, trace).run()
    except (_TooManyError, OutOfTimeError):
        return groups, False
    return groups, True


def in_some_and_all(problem: Problem, threshold: int, groups: Sequence[Group], clock: Clock) -> tuple[int, int]:
    """Return who is in some and who is in all of the sets at ``threshold``, when only some ``groups`` are known.

    Asks for each candidate not yet seen for a set with it, and for each always seen for a set without it.
    """
    in_some, in_all = seen(groups)
    for index in indexes(problem.may & ~in_some):
        if not in_some >> index & 1:
            in_some |= one_at(problem.with_rules(must=1 << index), threshold, clock) or 0
    for index in indexes(in_all):
        met = one_at(problem.with_rules(never=1 << index), threshold, clock)
        if met is not None:
            in_all &= met
            in_some |= met
    return in_some, in_all


def seen(groups: Iterable[Group]) -> tuple[int, int]:
    """Return who is in some and who is in all of the sets of ``groups``."""
    in_some, in_all = 0, -1
    for chosen, last in groups:
        in_some |= chosen | last
        in_all &= chosen | (0 if last & last - 1 else last)
    return in_some, in_all


def cover_sum(chosen: int, lanes: Lanes) -> int:
    """Return the sum over the clients of the distance to the nearest chosen, in whole units."""
    return lanes.total(nearest(chosen, lanes))


def nearest(chosen: int, lanes: Lanes) -> int:
    """Return the row of distances from each client to the nearest chosen."""
    near = lanes.far
    for index in indexes(chosen):
        near = lanes.nearer(near, lanes.rows[index])
    return near


def least_cover(groups: Iterable[Group], lanes: Lanes) -> tuple[int, list[int]]:
    """Return the least cover sum among the sets of ``groups``, and every set that has it."""
    best = lanes.total(lanes.far)
    kept: list[int] = []
    for chosen, last in groups:
        near = nearest(chosen, lanes)
        for index in indexes(last):
            total = lanes.total(lanes.nearer(near, lanes.rows[index]))
            if total < best:
                best = total
                kept = [chosen | 1 << index]
            elif total == best:
                kept.append(chosen | 1 << index)
    return best, kept


def leximin(problem: Problem, sets: Sequence[int]) -> list[int]:
    """Return the sets whose sorted list of distances is greatest, compared from the smallest on."""
    if len(sets) == 1:
        return list(sets)
    lists = [problem.spread(chosen) for chosen in sets]
    best = max(lists)
    return [chosen for chosen, distances in zip(sets, lists, strict=True) if distances == best]


def lottery(problem: Problem, sets: Sequence[int]) -> int:
    """Return the set whose sorted list of tickets comes first."""
    return min(sets, key=lambda chosen: sorted(problem.tickets[index] for index in indexes(chosen)))
