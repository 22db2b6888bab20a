"""An independent checker of a result: shares no code with the search and imports nothing of it.

It reads RESULT.json and the CSV files, computes every distance anew, and believes nothing that it has not
checked: no clique, no list, no number. This file can be copied and run alone:

    python checker.py RESULT.json CANDIDATES.csv [--clients CLIENTS.csv]

How the proof works. The certificate holds the branching sets of a walk through all sets of candidates. At a
node some are chosen, some are open and some seats are left. A branching set is right if what is open outside
it can't fill the seats: the checker covers the rest with cliques of candidates that exclude each other, and
there must be fewer cliques than seats (or, for a quota, fewer than it still needs). So one of the branching
set must be chosen; each is tried in turn and then put away. Where the branching set is empty, nothing is left.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

EARTH_RADIUS_M = 6_371_008.8
LISTED = 1_000
RULES = {"at_most", "excluded", "forced", "quotas", "seats", "seed", "tolerance", "unit_km"}


class Someone(Protocol):
    """What the checker needs to know of a candidate: as in the library, or read from a CSV file."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def position(self) -> Any: ...
    @property
    def columns(self) -> Any: ...


@dataclass(frozen=True)
class Report:
    """What the checker found. True when the result is what it says: right, best and proved.

    ``wrong``: what does not hold, as (Swedish, English); empty when all does. ``seed_sha256``: to be held
    against what the call published.
    """

    wrong: tuple[tuple[str, str], ...]
    seed_sha256: str

    def __bool__(self) -> bool:
        return not self.wrong

    def told(self, lang: str = "sv") -> str:
        """Return the report as lines of text in ``lang``, "sv" or "en"."""
        if self.wrong:
            return "\n".join(f"✗ {sv if lang == 'sv' else en}" for sv, en in self.wrong)
        if lang == "sv":
            return f"✓ Resultatet stämmer och är bevisat bäst.\nFröets SHA-256: {self.seed_sha256}"
        return f"✓ The result holds and is proved to be the best.\nSHA-256 of the seed: {self.seed_sha256}"


class WrongError(Exception):
    """Something in the result doesn't hold."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.sv = sv
        self.en = en


def verify(result: str, candidates: str | Iterable[Someone], clients: str | Iterable[Someone] | None = None) -> Report:
    """Check a result against the candidates (and clients) it was made from.

    ``result``: the text of RESULT.json. ``candidates`` and ``clients``: CSV text, or candidates as the library
    knows them; ``clients`` is None when the coverage was counted for the candidates. Never raises for what the
    result or a file holds: what can't be read doesn't hold.
    """
    seed = ""
    try:
        values = json.loads(result)
        seed = hashlib.sha256(str(values["rules"]["seed"]).encode()).hexdigest()
        people = _read(candidates, values["metric"])
        served = None if clients is None else _read(clients, values["metric"])
        _check_form(values)
        _Check(values, people, served).all()
    except WrongError as wrong:
        return Report(((wrong.sv, wrong.en),), seed)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, csv.Error):
        return Report((("Resultatet eller filen går inte att läsa.", "The result or a file can't be read."),), seed)
    return Report((), seed)


@dataclass(frozen=True)
class _Person:
    code: str
    name: str
    first: float
    second: float
    columns: dict[str, str]


@dataclass(frozen=True)
class _Bound:
    column: str
    level: str
    members: int
    least: int
    most: int


class _Check:
    """One check of one result."""

    def __init__(self, values: dict[str, Any], people: list[_Person], served: list[_Person] | None) -> None:
        self.values = values
        self.rules = values["rules"]
        self.people = {person.code: person for person in people}
        self.served = served
        self.seats = int(self.rules["seats"])
        self.order: list[str] = values["certificate"]["order"]
        if len(self.people) != len(people) or sorted(self.order) != sorted(self.people):
            _wrong("Intyget gäller inte de här kandidaterna.", "The certificate is not about these candidates.")
        self.bit = {code: number for number, code in enumerate(self.order)}
        rows = [self.people[code] for code in self.order]
        self.apart = [[self.distance(one, other) for other in rows] for one in rows]
        clients = rows if served is None else served
        self.reach = self.apart if served is None else [[self.distance(one, at) for at in clients] for one in rows]
        self.bounds = self._bounds()
        self.must = self._mask(self.rules["forced"])
        self.may = (1 << len(self.order)) - 1 & ~self._mask(self.rules["excluded"])

    def all(self) -> None:
        """Check everything; raise at the first thing that does not hold."""
        self._hashes()
        self._chosen()
        self._numbers()
        if self.values["proof"]["proved"] is not True:
            _wrong("Resultatet säger självt att det inte är bevisat.", "The result says that it is not proved.")
        if self.values["proof"] != {"bound": self.values["spread_optimum"], "gap": 0, "proved": True}:
            _wrong("”proof” stämmer inte med resten.", "“proof” does not agree with the rest.")
        self._spread()
        self._later()

    def distance(self, one: _Person, other: _Person) -> int:
        """Return a distance in whole units, by the formula of haversines or by Pythagoras."""
        if self.values["metric"] == "plane":
            across, up = one.first - other.first, one.second - other.second
            return math.floor(math.sqrt(across * across + up * up) + 0.5)
        north, south = math.radians(one.first), math.radians(other.first)
        turn = math.radians(other.second - one.second)
        half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(turn / 2) ** 2
        metres = math.floor(2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half))) + 0.5)
        return metres // (1000 * int(self.rules["unit_km"]))

    def _hashes(self) -> None:
        named = sorted({*self.rules["quotas"], *self.rules["at_most"]})
        if _hash(self.people.values(), named) != self.values["candidates_sha256"]:
            _wrong("Kandidaterna är inte de som resultatet bygger på.", "These are not the result's candidates.")
        found = None if self.served is None else _hash(self.served, [])
        if found != self.values["clients_sha256"]:
            _wrong(
                "De som täckningen räknas för är inte de som resultatet bygger på.",
                "These are not the clients that the result rests on.",
            )
        if self.values["seats"] != self.seats:
            _wrong("Antalet platser stämmer inte med reglerna.", "The seats are not those of the rules.")

    def _bounds(self) -> list[_Bound]:
        """Return the quotas and caps, one for every level that is named or occurs in a ruled column."""
        found = []
        for column in sorted({*self.rules["quotas"], *self.rules["at_most"]}):
            quotas = self.rules["quotas"].get(column, {})
            cap = self.rules["at_most"].get(column, self.seats)
            levels = {self.people[code].columns[column] for code in self.order}
            for level in sorted(levels | set(quotas)):
                least, most = quotas.get(level, (0, self.seats))
                members = self._mask([code for code in self.order if self.people[code].columns[column] == level])
                found.append(_Bound(column, level, members, int(least), min(int(most), int(cap), self.seats)))
        return found

    def _mask(self, codes: Iterable[str]) -> int:
        mask = 0
        for code in codes:
            mask |= 1 << self.bit[code]
        return mask

    def _allowed(self, chosen: int) -> bool:
        """Whether a set keeps every hard rule."""
        return (
            chosen.bit_count() == self.seats
            and chosen & self.must == self.must
            and chosen & ~self.may == 0
            and all(bound.least <= (chosen & bound.members).bit_count() <= bound.most for bound in self.bounds)
        )

    def _chosen(self) -> None:
        chosen = self.values["chosen"]
        if chosen != sorted(set(chosen)) or not self._allowed(self._mask(chosen)):
            _wrong("De utvalda uppfyller inte reglerna.", "The chosen don't keep the rules.")

    def _pairs(self, chosen: int) -> list[int]:
        members = list(_members(chosen))
        return sorted(self.apart[one][other] for one in members for other in members if one < other)

    def _nearest(self, chosen: int) -> list[int]:
        return [min(row) for row in zip(*(self.reach[one] for one in _members(chosen)), strict=True)]

    def _numbers(self) -> None:
        """Check all that is computed from the chosen alone."""
        values = self.values
        chosen = self._mask(values["chosen"])
        pairs = self._pairs(chosen)
        nearest = self._nearest(chosen)
        unit = 1 if values["metric"] == "plane" else int(self.rules["unit_km"])
        closest = sorted(
            (self.apart[self.bit[one]][self.bit[other]], one, other)
            for one in values["chosen"]
            for other in values["chosen"]
            if one < other
        )
        expected = {
            "smallest_distance": pairs[0] if pairs else None,
            "sorted_distances": pairs,
            "closest_pair": [*closest[0][1:]] if closest else None,
            "cover_sum": sum(nearest),
            "mean_cover_km": sum(nearest) * unit * 1000 // len(nearest) / 1000,
            "radius_km": max(nearest) * unit,
        }
        for name, value in expected.items():
            if values[name] != value:
                _wrong(f"”{name}” stämmer inte med avstånden.", f"“{name}” does not agree with the distances.")

    def _spread(self) -> None:
        """Check that the best smallest distance is reached, and that one unit more can't be."""
        best = self.values["spread_optimum"]
        if self.seats == 1:
            if best is not None:
                _wrong("En enda plats har inget minsta avstånd.", "A single seat has no smallest distance.")
            return
        witness = self._mask(self.values["certificate"]["witness"])
        if not self._allowed(witness) or self._pairs(witness)[0] != best:
            _wrong("Inget visar att det bästa minsta avståndet nås.", "Nothing shows that the best spread is reached.")
        certificate = self.values["certificate"]
        if self._walk(best + 1, certificate["spread"], certificate["spread_order"]):
            _wrong("Det finns en uppsättning med större spridning.", "There is a set with a greater spread.")

    def _later(self) -> None:
        """Check that the sets at the threshold are all there are, and what each later step leaves of them."""
        values = self.values
        certificate = values["certificate"]
        threshold = 0
        if self.seats > 1:
            exact = (1 - Fraction(self.rules["tolerance"])) * values["spread_optimum"]
            threshold = math.ceil(exact)
        if certificate["threshold"] != threshold:
            _wrong("Gränsen för avståndet är fel räknad.", "The threshold is not what the tolerance gives.")
        if certificate["all"] is None:
            sets = self._walk_by_cover(threshold, certificate["cover"])
        else:
            sets = self._walk(threshold, certificate["all"], [])
        covers = [sum(self._nearest(one)) for one in sets]
        covering = [one for one, cover in zip(sets, covers, strict=True) if cover == min(covers)]
        pairs = [self._pairs(one) for one in covering]
        even = [one for one, pair in zip(covering, pairs, strict=True) if pair == max(pairs)]
        chosen = min(even, key=self._tickets())
        if self._named(chosen) != values["chosen"]:
            _wrong("En annan uppsättning är bättre eller vinner lottningen.", "Another set is better, or wins the lot.")
        left = {"spread": len(sets), "cover": len(covering), "leximin": len(even), "lottery": 1}
        if certificate["all"] is None:
            self._best_of(sets, {**left, "spread": None})
        else:
            self._list(sets, left)

    def _best_of(self, sets: list[int], left: dict[str, int | None]) -> None:
        """Check what can be checked where only the sets with the best coverage are known."""
        values = self.values
        step = next(step for step, count in left.items() if count == 1)
        known = {self.order[number] for one in sets for number in _members(one)}
        groups = [*values["always"], *values["sometimes"], *values["never"]]
        if values["decided_by_step"] != {"sets_left": left, "step": step}:
            _wrong("”decided_by_step” stämmer inte.", "“decided_by_step” does not agree with the sets.")
        if sorted(groups) != sorted(self.order) or known & set(values["never"]):
            _wrong("Grupperna alltid, ibland och aldrig stämmer inte.", "Always, sometimes and never don't agree.")
        if values["optimal_sets"]["complete"] is not False:
            _wrong("Listan över uppsättningar är inte bevisad.", "The list of sets is not proved.")

    def _list(self, sets: list[int], left: dict[str, int]) -> None:
        """Check the list of sets, the three groups and the step that decided."""
        values = self.values
        named = sorted(self._named(one) for one in sets)
        step = next(step for step, count in left.items() if count == 1)
        counts = {code: sum(one >> number & 1 for one in sets) for code, number in self.bit.items()}
        expected = {
            "always": sorted(code for code, count in counts.items() if count == len(sets)),
            "sometimes": sorted(code for code, count in counts.items() if 0 < count < len(sets)),
            "never": sorted(code for code, count in counts.items() if count == 0),
            "decided_by_step": {"sets_left": left, "step": step},
            "optimal_sets": {"complete": True, "count": len(sets), "sets": named[:LISTED]},
        }
        for name, value in expected.items():
            if values[name] != value:
                _wrong(f"”{name}” stämmer inte med uppsättningarna.", f"“{name}” does not agree with the sets.")

    def _named(self, chosen: int) -> list[str]:
        return sorted(self.order[number] for number in _members(chosen))

    def _tickets(self) -> Callable[[int], list[str]]:
        start = "seed:" + self.rules["seed"] + "\n" + ",".join(sorted(self.order)) + "\n"
        drawn = [hashlib.sha256((start + code).encode()).hexdigest() for code in self.order]
        return lambda chosen: sorted(drawn[number] for number in _members(chosen))

    def _walk(self, threshold: int, proof: list[int], order: list[str]) -> list[int]:
        """Return all sets whose members lie at least ``threshold`` apart, led by the proof, which is in ``order``."""
        turned = _Turned(self, threshold, order or self.order)
        walk = _Walk(turned.clash, turned.bounds, self.values["certificate"]["quotas"], proof)
        walk.start(turned.must, turned.may, self.seats)
        return [turned.back(one) for one in walk.sets]

    def _walk_by_cover(self, threshold: int, proof: dict[str, Any]) -> list[int]:
        """Return all sets at the threshold with at most the cover sum of the chosen, led by the proof."""
        turned = _Turned(self, threshold, proof["order"])
        walk = _CoverWalk(turned.clash, turned.bounds, self.values["certificate"]["quotas"], proof["tree"])
        served = range(len(self.reach[0])) if self.served is not None else [self.bit[one] for one in sorted(self.bit)]
        reach = [[self.reach[number][at] for at in served] for number in turned.order]
        walk.price(reach, proof["clients"], proof["quotas"], self.values["cover_sum"])
        walk.start(turned.must, turned.may, self.seats)
        return [turned.back(one) for one in walk.sets]

    def clash(self, threshold: int) -> list[int]:
        """Return, as masks, who can't be chosen together with whom."""
        clash = [
            sum(1 << other for other, distance in enumerate(row) if other != number and distance < threshold)
            for number, row in enumerate(self.apart)
        ]
        for bound in self.bounds:
            if bound.most == 1:
                for number in _members(bound.members):
                    clash[number] |= bound.members & ~(1 << number)
        return clash


class _Turned:
    """The case with its candidates in the order of a proof."""

    def __init__(self, check: _Check, threshold: int, order: list[str]) -> None:
        self.order = [check.bit[code] for code in order]
        if sorted(self.order) != list(range(len(check.order))):
            _wrong("Intyget har fel form.", "The certificate is malformed.")
        self.place = {number: at for at, number in enumerate(self.order)}
        clash = check.clash(threshold)
        self.clash = [self.moved(clash[number]) for number in self.order]
        self.bounds = [replace(bound, members=self.moved(bound.members)) for bound in check.bounds]
        self.must = self.moved(check.must)
        self.may = self.moved(check.may)

    def moved(self, mask: int) -> int:
        """Return a mask in the order of the proof."""
        return sum(1 << self.place[number] for number in _members(mask))

    def back(self, mask: int) -> int:
        """Return a mask of the proof in the order of the case."""
        return sum(1 << self.order[number] for number in _members(mask))


def _check_form(values: dict[str, Any]) -> None:
    """Check what can be said of a result without the candidates: its kind and the form of its rules."""
    rules = values["rules"]
    whole = [values["seats"], values["cover_sum"], rules["seats"], rules["unit_km"], *rules["at_most"].values()]
    text = [rules["seed"], rules["tolerance"], *rules["forced"], *rules["excluded"]]
    for levels in rules["quotas"].values():
        for least, most in levels.values():
            whole += [least, most]
    if values["metric"] not in {"great-circle", "plane"} or values["version"] != 1 or set(rules) != RULES:
        _wrong("Filen är inte ett resultat som granskas här.", "The file is not a result that is checked here.")
    if any(type(number) is not int for number in whole) or any(type(one) is not str for one in text):
        _wrong("Reglerna i resultatet har fel form.", "The rules in the result are malformed.")


class _Walk:
    """A walk along a proof: every claim in it is checked, every set on the way is kept."""

    looked_at = 2
    """With so few seats left, every way is looked at and the proof says nothing."""

    def __init__(self, clash: list[int], bounds: list[_Bound], numbered: list[list[str]], proof: list[int]) -> None:
        self.clash = clash
        self.proof = proof
        self.place = 0
        self.sets: list[int] = []
        where = {(bound.column, bound.level): bound for bound in bounds}
        self.quotas = [where[column, level] for column, level in numbered]
        ruled = [bound for bound in bounds if bound.least > 0 or 1 != bound.most < bound.members.bit_count()]
        columns = sorted({bound.column for bound in ruled})
        self.columns = [[bound for bound in ruled if bound.column == column] for column in columns]

    def start(self, must: int, may: int, seats: int) -> None:
        """Walk from the candidates forced in; the whole proof must be used."""
        open_ = may & ~must
        alone = True
        for number in _members(must):
            alone = alone and not self.clash[number] & must
            open_ &= ~self.clash[number]
        if alone and must & ~may == 0 and must.bit_count() <= seats:
            self.step(must, open_, seats - must.bit_count())
        if self.place != len(self.proof):
            _wrong("Beviset är längre än det ska vara.", "The proof is longer than it should be.")

    def step(self, chosen: int, open_: int, left: int) -> None:
        """Check one node and walk on: a full level is closed, and seats that are owed go to those owed."""
        for column in self.columns:
            owed = 0
            owed_to = 0
            for bound in column:
                have = (chosen & bound.members).bit_count()
                if have > bound.most:
                    return
                if have == bound.most:
                    open_ &= ~bound.members
                if have < bound.least:
                    owed += bound.least - have
                    owed_to |= bound.members
            if owed > left:
                return
            if owed == left:
                open_ &= owed_to if left else -1
        if left == 0:
            self.sets.append(chosen)
        elif left > self.looked_at:
            self.branch(chosen, open_, left)
        else:
            self.end(chosen, open_, left)

    def end(self, chosen: int, open_: int, left: int) -> None:
        """Look at every way to fill the last seats."""
        for number in _members(open_):
            open_ &= ~(1 << number)
            self.step(chosen | 1 << number, open_ & ~self.clash[number], left - 1)

    def branch(self, chosen: int, open_: int, left: int) -> None:
        """Check that one of the branching set must be chosen, and try each in turn."""
        reason, count = self.proof[self.place : self.place + 2]
        branches = self.proof[self.place + 2 : self.place + 2 + count]
        self.place += 2 + count
        rest, seats = open_, left
        if reason:
            bound = self.quotas[reason - 1]
            rest &= bound.members
            seats = bound.least - (chosen & bound.members).bit_count()
        for number in branches:
            rest &= ~(1 << min(number, len(self.clash)))
        if self.most_from(rest, seats) >= seats or len(branches) != count:
            _wrong("Beviset har en lucka: en möjlighet är inte prövad.", "The proof has a gap: a way is not tried.")
        for number in branches:
            if open_ >> number & 1:
                open_ &= ~(1 << number)
                self.step(chosen | 1 << number, open_ & ~self.clash[number], left - 1)

    def most_from(self, rest: int, enough: int) -> int:
        """Return a number of cliques that holds all of ``rest``: no more than one can come from each."""
        count = 0
        while rest and count < enough:
            count += 1
            common = rest
            while common:
                lowest = common & -common
                rest ^= lowest
                common &= self.clash[lowest.bit_length() - 1]
        return count


class _CoverWalk(_Walk):
    """A walk that also turns back where no set can have a cover sum as low as the best.

    Its numbers: a branch, or -1 for a claim that what is still open need not be tried. Clients have prices; a set
    costs no less than all prices, less what each member saves its clients and gives back to its quotas.
    """

    looked_at = 1

    def price(self, reach: list[list[int]], clients: list[int], quotas: list[int], best: int) -> None:
        """Take the prices of clients and quotas, in 1/32 of a unit, and work out what each candidate saves."""
        if len(clients) != len(reach[0]) or len(quotas) != len(self.quotas):
            _wrong("Intyget har fel form.", "The certificate is malformed.")
        self.reach = [[32 * distance for distance in row] for row in reach]
        self.prices = [int(price) for price in clients]
        self.best = 32 * best
        self.given = sum(
            int(price) * (bound.least if price > 0 else bound.most)
            for bound, price in zip(self.quotas, quotas, strict=True)
        )
        self.back = [
            sum(int(price) for bound, price in zip(self.quotas, quotas, strict=True) if bound.members >> number & 1)
            for number in range(len(reach))
        ]
        total = sum(self.prices)
        self.saved = [
            sum(map(min, row, self.prices)) - total - back for row, back in zip(self.reach, self.back, strict=True)
        ]

    def base(self, chosen: int) -> int:
        """Return what ``chosen`` cost at least, before anyone is added."""
        members = list(_members(chosen))
        rows = [self.reach[number] for number in members]
        paid: int = sum(map(min, self.prices, self.prices, *rows))
        return paid + self.given - sum(self.back[one] for one in members)

    def branch(self, chosen: int, open_: int, left: int) -> None:
        """Try each branch, until the claim that the rest need not be tried."""
        while (number := int(self.proof[self.place])) != -1:
            self.place += 1
            if not open_ >> number & 1:
                _wrong("Beviset prövar någon som inte är kvar.", "The proof tries someone who is not open.")
            open_ &= ~(1 << number)
            self.step(chosen | 1 << number, open_ & ~self.clash[number], left - 1)
        self.place += 1
        if not self.hopeless(open_, left, self.base(chosen)):
            _wrong("Beviset har en lucka: en möjlighet är inte prövad.", "The proof has a gap: a way is not tried.")

    def hopeless(self, open_: int, left: int, base: int) -> bool:
        """Whether ``left`` of what is open can't be chosen, or only at a higher cover sum than the best.

        Cliques of candidates that exclude each other are taken off, each with its lowest cost; the cheapest count.
        """
        costs = []
        while open_:
            common = open_
            saved = []
            while common:
                lowest = common & -common
                number = lowest.bit_length() - 1
                saved.append(self.saved[number])
                open_ ^= lowest
                common &= self.clash[number]
            costs.append(min(saved))
        return len(costs) < left or bool(base + sum(sorted(costs)[:left]) > self.best)

    def end(self, chosen: int, open_: int, left: int) -> None:
        """Look at every way to fill the last seat that is not too dear."""
        base = self.base(chosen)
        dear = [number for number in _members(open_) if base + self.saved[number] > self.best]
        for number in dear:
            open_ &= ~(1 << number)
        super().end(chosen, open_, left)


def _members(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask -= lowest


def _hash(people: Iterable[_Person], named: Sequence[str]) -> str:
    rows = [
        [person.code, person.name, person.first, person.second, [person.columns[column] for column in named]]
        for person in sorted(people, key=lambda person: person.code)
    ]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _wrong(sv: str, en: str) -> None:
    raise WrongError(sv, en)


def _read(given: str | Iterable[Someone], metric: str) -> list[_Person]:
    """Return the people of a CSV text, or of the library's candidates."""
    if isinstance(given, str):
        return list(_rows(given, metric))
    first, second = ("x", "y") if metric == "plane" else ("lat", "lon")
    return [
        _Person(
            someone.code,
            someone.name,
            float(getattr(someone.position, first)),
            float(getattr(someone.position, second)),
            dict(someone.columns),
        )
        for someone in given
    ]


def _rows(text: str, metric: str) -> Iterator[_Person]:
    text = text.removeprefix("\ufeff")
    header = text.split("\n", 1)[0]
    sign = max(",;\t", key=header.count)
    first, second = ("x", "y") if metric == "plane" else ("lat", "lon")
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=sign):
        cells = {(name or "").strip(): (value or "").strip() for name, value in row.items()}
        if any(cells.values()):
            yield _Person(
                cells["code"],
                cells["name"],
                float(cells[first].replace(",", ".")),
                float(cells[second].replace(",", ".")),
                cells,
            )


def main(arguments: Sequence[str]) -> int:
    """Check the files named on the command line; 0 when all holds, 1 when something doesn't, 2 for the usage."""
    names = list(arguments)
    clients = None
    if "--clients" in names[:-1]:
        place = names.index("--clients")
        clients = names[place + 1]
        del names[place : place + 2]
    if len(names) != 2:  # noqa: PLR2004 - the result and the candidates
        sys.stderr.write("checker.py RESULT.json CANDIDATES.csv [--clients CLIENTS.csv]\n")
        return 2
    try:
        texts = [Path(name).read_text(encoding="utf-8") for name in names]
        served = None if clients is None else Path(clients).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    report = verify(texts[0], texts[1], served)
    sys.stdout.write(report.told("sv") + "\n")
    return 0 if report else 1


if __name__ == "__main__":  # pragma: no cover - run as a program, in a process of its own
    sys.exit(main(sys.argv[1:]))
