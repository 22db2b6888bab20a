"""Candidates and rules in the form the search wants: whole numbers and bit masks.

A set of candidates is one whole number with one bit each. The bits lie in the order of fewest conflicts
first, counted at the smallest distance that a greedy start reaches; ties by code. That order decides how
small the search becomes, never what it finds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import itemgetter, or_

from samverka.selection import distances
from samverka.selection.candidates import Candidate
from samverka.selection.rules import Rules


@dataclass(frozen=True, slots=True)
class Quota:
    """At least ``lo`` and at most ``hi`` of the candidates in ``mask``. ``column`` and ``level`` name the rule."""

    mask: int
    lo: int
    hi: int
    column: str
    level: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One selection to make.

    ``codes[i]`` is the candidate of bit i; ``distance[i][j]`` their distance in whole units;
    ``nearest_first[i]`` the distances of all from it, sorted, and the growing masks in that order (empty where
    there are too many candidates to keep them);
    ``columns`` the quotas, column by column; ``apart[i]`` whom a quota of one keeps from it; ``must`` and ``may``
    the masks of those forced in and of those not left out; ``tickets[i]`` its ticket in the lottery;
    ``reference`` the smallest distance of a greedy start, where a search looks first.
    """

    codes: tuple[str, ...]
    seats: int
    distance: list[list[int]]
    nearest_first: list[tuple[list[int], list[int]]]
    columns: tuple[tuple[Quota, ...], ...]
    apart: list[int]
    must: int
    may: int
    tickets: tuple[str, ...]
    reference: int

    def conflicts(self, threshold: int) -> list[int]:
        """Return for each candidate those who can't be chosen together with it at ``threshold``.

        They lie closer than the threshold, or a quota of at most one holds both.
        """
        if not self.nearest_first:
            closer = [
                int("".join(["1" if distance < threshold else "0" for distance in reversed(row)]), 2)
                for row in self.distance
            ]
        else:
            closer = [masks[bisect_left(ends, threshold)] for ends, masks in self.nearest_first]
        return [
            mask & ~(1 << index) | apart for index, (mask, apart) in enumerate(zip(closer, self.apart, strict=True))
        ]

    def by_conflicts(self, threshold: int) -> list[int]:
        """Return the indexes in the order of fewest conflicts first, counted at ``threshold``."""
        counts = [mask.bit_count() for mask in self.conflicts(threshold)]
        return sorted(range(len(counts)), key=lambda index: (counts[index], self.codes[index]))

    def in_order(self, order: Sequence[int]) -> Problem:
        """Return the same problem with its candidates in another order: the new index i is the old ``order[i]``."""
        where = [0] * len(order)
        for place, index in enumerate(order):
            where[index] = place

        def moved(mask: int) -> int:
            return sum(1 << where[index] for index in indexes(mask))

        return replace(
            self,
            codes=tuple(self.codes[index] for index in order),
            distance=permuted(self.distance, order),
            nearest_first=[],
            columns=tuple(tuple(replace(quota, mask=moved(quota.mask)) for quota in column) for column in self.columns),
            apart=[moved(self.apart[index]) for index in order],
            must=moved(self.must),
            may=moved(self.may),
            tickets=tuple(self.tickets[index] for index in order),
        )

    def bits(self, chosen: int) -> list[int]:
        """Return the indexes in a mask, lowest first."""
        return list(indexes(chosen))

    def named(self, chosen: int) -> tuple[str, ...]:
        """Return the codes in a mask, sorted."""
        return tuple(sorted(self.codes[index] for index in indexes(chosen)))

    def mask(self, codes: Sequence[str]) -> int:
        """Return the mask of ``codes``."""
        where = {code: index for index, code in enumerate(self.codes)}
        return sum(1 << where[code] for code in codes)

    def smallest(self, chosen: int) -> int:
        """Return the smallest distance within a set of two or more."""
        members = list(indexes(chosen))
        return min(self.distance[one][other] for place, one in enumerate(members) for other in members[:place])

    def spread(self, chosen: int) -> list[int]:
        """Return the distances within a set, smallest first."""
        members = list(indexes(chosen))
        return sorted(self.distance[one][other] for place, one in enumerate(members) for other in members[:place])

    def with_rules(self, *, must: int = 0, never: int = 0, quotas: Sequence[Quota] = ()) -> Problem:
        """Return the same problem with more forced in, more left out and more quotas."""
        extra = tuple((quota,) for quota in quotas)
        return replace(self, must=self.must | must, may=self.may & ~never, columns=self.columns + extra)


def indexes(mask: int) -> Iterator[int]:
    """Yield the indexes of the bits in a mask, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def permuted(square: list[list[int]], order: Sequence[int]) -> list[list[int]]:
    """Return a square of numbers with rows and columns in another order."""
    if len(order) == 1:
        return square
    inward = itemgetter(*order)
    return [list(inward(row)) for row in inward(square)]


def built(candidates: Sequence[Candidate], rules: Rules, metric: str, tickets: dict[str, str]) -> Problem:
    """Return the problem of ``candidates`` (checked, sorted by code) under ``rules``."""
    plain = distances.among([candidate.position for candidate in candidates], metric, rules.unit_km)
    reference = _greedy(plain, rules.seats)
    closer = [sum(map(reference.__gt__, row)) for row in plain]
    order = sorted(range(len(plain)), key=lambda index: (closer[index], index))
    return _ordered(candidates, rules, plain, order, tickets, reference)


def _ordered(
    candidates: Sequence[Candidate],
    rules: Rules,
    plain: list[list[int]],
    order: list[int],
    tickets: dict[str, str],
    reference: int,
) -> Problem:
    distance = permuted(plain, order)
    rows = [candidates[index] for index in order]
    size = len(rows)
    single = [1 << index for index in range(size)]
    nearest_first = []
    for row in distance if size <= PREPARED else []:
        by_distance = sorted(range(size), key=row.__getitem__)
        masks = [0, *accumulate(map(single.__getitem__, by_distance), or_)]
        nearest_first.append((sorted(row), masks))
    columns, apart = _bounds(rows, rules)
    where = {candidate.code: index for index, candidate in enumerate(rows)}
    return Problem(
        codes=tuple(candidate.code for candidate in rows),
        seats=rules.seats,
        distance=distance,
        nearest_first=nearest_first,
        columns=columns,
        apart=apart,
        must=sum(single[where[code]] for code in rules.forced),
        may=(1 << size) - 1 - sum(single[where[code]] for code in rules.excluded),
        tickets=tuple(tickets[candidate.code] for candidate in rows),
        reference=reference,
    )


def quotas_by_column(problem: Problem, candidates: Sequence[Candidate], rules: Rules) -> Problem:
    """Return the problem with its quotas counted anew, where only columns of the candidates have changed."""
    known = {candidate.code: candidate for candidate in candidates}
    columns, apart = _bounds([known[code] for code in problem.codes], rules)
    return replace(problem, columns=columns, apart=apart)


def _bounds(rows: Sequence[Candidate], rules: Rules) -> tuple[tuple[tuple[Quota, ...], ...], list[int]]:
    """Return the quotas, and for each candidate whom a quota of one keeps from it."""
    columns = _columns(rows, rules)
    apart = [0] * len(rows)
    for quota in (quota for column in columns for quota in column if quota.hi == 1):
        for index in indexes(quota.mask):
            apart[index] |= quota.mask & ~(1 << index)
    return columns, apart


def _columns(rows: Sequence[Candidate], rules: Rules) -> tuple[tuple[Quota, ...], ...]:
    """Return the quotas and caps, column by column; a cap joins the quota of its level where there is one."""
    found = []
    for column in rules.columns:
        levels = dict(rules.quotas.get(column, {}))
        cap = rules.at_most.get(column)
        masks: dict[str, int] = dict.fromkeys(levels, 0)
        for index, candidate in enumerate(rows):
            level = candidate.columns[column]
            if level in levels or cap is not None:
                masks[level] = masks.get(level, 0) | 1 << index
        quotas = []
        for level in sorted(masks):
            lo, hi = levels.get(level, (0, rules.seats))
            most = min(hi, rules.seats) if cap is None else min(hi, cap, rules.seats)
            if lo or most < min(rules.seats, masks[level].bit_count()):
                quotas.append(Quota(masks[level], lo, most, column, level))
        found.append(tuple(quotas))
    return tuple(found)


def _greedy(distance: list[list[int]], seats: int) -> int:
    """Return the best smallest distance that a few farthest-first walks reach, without regard to quotas."""
    size = len(distance)
    best = 0
    for start in range(0, size, max(1, size // STARTS)):
        row = distance[start]
        smallest = 0
        for _ in range(min(seats, size) - 1):
            smallest = max(row)
            row = list(map(min, row, distance[row.index(smallest)]))
        best = max(best, smallest)
    return best


STARTS = 8
PREPARED = 400
"""Up to so many candidates the masks of all thresholds are kept ready; they grow with the square of the number."""
