"""Can the rules be met at all, leaving distances aside? If not: which few collide, and what would do.

Candidates with the same levels in every ruled column are alike here, so the question is asked about kinds of
candidates, with a memory of the states already found hopeless.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samverka.selection.candidates import Candidate
from samverka.selection.refused import Refused, Text
from samverka.selection.rules import Rules


@dataclass(frozen=True, slots=True)
class Feasible:
    """The rules can be met. ``example`` is one set of codes that meets them; ``notes`` says what is odd."""

    example: tuple[str, ...]
    notes: tuple[Text, ...] = ()

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A smallest change that makes the rules possible. ``cost`` counts the single steps in it."""

    cost: int
    changes: tuple[Text, ...]
    rules: Rules


@dataclass(frozen=True, slots=True)
class Conflict:
    """The rules can't be met together. Take any one of ``minimal_subset`` away, and the rest of it can."""

    minimal_subset: tuple[Text, ...]
    cheapest_relaxations: tuple[Relaxation, ...]

    def __bool__(self) -> bool:
        return False

    def refusal(self) -> Refused:
        """Return the conflict as a refusal, in whole sentences."""
        sv = "Reglerna går inte att uppfylla tillsammans: " + "; ".join(text.sv for text in self.minimal_subset) + "."
        en = "The rules can't be met together: " + "; ".join(text.en for text in self.minimal_subset) + "."
        if self.cheapest_relaxations:
            ways = [way.changes for way in self.cheapest_relaxations]
            sv += " Det räcker att " + ", eller att ".join(" och ".join(text.sv for text in way) for way in ways) + "."
            en += " It is enough to " + ", or to ".join(" and ".join(text.en for text in way) for way in ways) + "."
        return Refused(sv, en, conflict=True)


@dataclass(frozen=True, slots=True)
class _Limit:
    """One rule in a form that can be taken away or eased: what it says, and the rules with it a step milder."""

    kind: str
    column: str = ""
    level: str = ""


def example(candidates: Sequence[Candidate], rules: Rules) -> tuple[str, ...] | None:
    """Return one set of codes that meets the rules, distances left aside, or None."""
    return _example(candidates, rules, frozenset(_limits(rules)))


def conflict(candidates: Sequence[Candidate], rules: Rules) -> Conflict:
    """Return a smallest conflict among rules that can't be met, and all the cheapest ways out of it."""
    core = _core(candidates, rules)
    return Conflict(tuple(_said(candidates, rules, limit) for limit in core), _ways_out(candidates, rules))


def _limits(rules: Rules) -> list[_Limit]:
    found = [_Limit("forced", level=code) for code in rules.forced]
    found += [_Limit("excluded", level=code) for code in rules.excluded]
    for column, levels in rules.quotas.items():
        for level in levels:
            found += [_Limit("lo", column, level), _Limit("hi", column, level)]
    found += [_Limit("at_most", column) for column in rules.at_most]
    return found


def _core(candidates: Sequence[Candidate], rules: Rules) -> list[_Limit]:
    """Take limits away one by one, keeping only those without which the rest could be met."""
    kept = _limits(rules)
    for limit in list(kept):
        trial = frozenset(kept) - {limit}
        if _example(candidates, rules, trial) is None:
            kept.remove(limit)
    return kept


def _ways_out(candidates: Sequence[Candidate], rules: Rules) -> tuple[Relaxation, ...]:
    """Try all ways of one step, then of two, and so on; every way must ease a limit of each conflict it meets."""
    for cost in range(1, DEEPEST + 1):
        tried: set[str] = set()
        found = []
        for eased in _eased(candidates, rules, cost):
            key = repr(eased.as_dict())
            if key not in tried:
                tried.add(key)
                if len(candidates) >= eased.seats and example(candidates, eased) is not None:
                    found.append(Relaxation(cost, _changes(rules, eased), eased))
        if found:
            return tuple(found)
    return ()


def _eased(candidates: Sequence[Candidate], rules: Rules, steps: int) -> Iterator[Rules]:
    """Yield rules that are so many steps milder than ``rules``, which can't be met with fewer."""
    if steps == 0:
        yield rules
        return
    for limit in _core(candidates, rules):
        yield from _eased(candidates, _milder(rules, limit), steps - 1)
    if rules.seats > 1:
        yield from _eased(candidates, replace(rules, seats=rules.seats - 1), steps - 1)


def _milder(rules: Rules, limit: _Limit) -> Rules:
    """Return the rules with one limit of a conflict eased a step; a lower bound in a conflict is above 0."""
    if limit.kind == "forced":
        return replace(rules, forced=[code for code in rules.forced if code != limit.level])
    if limit.kind == "excluded":
        return replace(rules, excluded=[code for code in rules.excluded if code != limit.level])
    if limit.kind == "at_most":
        return replace(rules, at_most={**rules.at_most, limit.column: rules.at_most[limit.column] + 1})
    lo, hi = rules.quotas[limit.column][limit.level]
    bounds = (lo - 1, hi) if limit.kind == "lo" else (lo, hi + 1)
    levels = {**rules.quotas[limit.column], limit.level: bounds}
    return replace(rules, quotas={**rules.quotas, limit.column: levels})


def _example(candidates: Sequence[Candidate], rules: Rules, held: frozenset[_Limit]) -> tuple[str, ...] | None:
    """Return one set that meets the limits in ``held``, or None. The number of seats always holds."""
    forced = {code for code in rules.forced if _Limit("forced", level=code) in held}
    excluded = {code for code in rules.excluded if _Limit("excluded", level=code) in held}
    pool = [one for one in candidates if one.code not in excluded]
    first = [one for one in pool if one.code in forced]
    if len(first) < len(forced) or len(first) > rules.seats or len(pool) < rules.seats:
        return None
    bounds = _bounds(candidates, rules, held)
    kinds: dict[tuple[str, ...], list[str]] = {}
    for one in pool:
        if one.code not in forced:
            kinds.setdefault(tuple(one.columns[column] for column in bounds), []).append(one.code)
    if len(kinds) > KINDS:
        raise Refused(
            f"Kolumnerna som reglerna nämner skiljer ut {len(kinds)} olika slags kandidater. Motorn klarar {KINDS}.",
            f"The columns that the rules name tell {len(kinds)} kinds of candidates apart. The engine takes {KINDS}.",
        )
    walk = _Walk(list(bounds.values()), sorted(kinds.items()))
    have = [dict.fromkeys(levels, 0) for levels in bounds.values()]
    for one in first:
        for counts, column in zip(have, bounds, strict=True):
            counts[one.columns[column]] += 1
    taken = walk.take(0, rules.seats - len(first), have)
    if taken is None:
        return None
    codes = [one.code for one in first]
    for (_, members), count in zip(walk.kinds, taken, strict=False):
        codes += members[:count]
    return tuple(sorted(codes))


def _bounds(
    candidates: Sequence[Candidate], rules: Rules, held: frozenset[_Limit]
) -> dict[str, dict[str, tuple[int, int]]]:
    """Return (at least, at most) for every level that occurs or is named, in every ruled column; caps first."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for column in sorted(rules.columns, key=lambda column: (column not in rules.at_most, column)):
        levels = {one.columns[column] for one in candidates} | set(rules.quotas.get(column, {}))
        found[column] = {}
        for level in sorted(levels):
            lo, hi = rules.quotas.get(column, {}).get(level, (0, rules.seats))
            lo = lo if _Limit("lo", column, level) in held else 0
            hi = hi if _Limit("hi", column, level) in held else rules.seats
            if column in rules.at_most and _Limit("at_most", column) in held:
                hi = min(hi, rules.at_most[column])
            found[column][level] = (lo, hi)
    return found


class _Walk:
    """A walk over the kinds of candidates, taking some of each."""

    def __init__(
        self, bounds: list[dict[str, tuple[int, int]]], kinds: list[tuple[tuple[str, ...], list[str]]]
    ) -> None:
        self.bounds = bounds
        self.kinds = kinds
        self.hopeless: set[tuple[int, int, tuple[int, ...]]] = set()
        ahead: list[dict[str, int]] = [dict.fromkeys(levels, 0) for levels in bounds]
        self.ahead = [ahead]
        for levels, members in reversed(kinds):
            ahead = [dict(counts) for counts in ahead]
            for counts, level in zip(ahead, levels, strict=True):
                counts[level] += len(members)
            self.ahead.append(ahead)
        self.ahead.reverse()

    def take(self, place: int, left: int, have: list[dict[str, int]]) -> list[int] | None:
        """Return how many to take of each kind from ``place`` on, or None."""
        ahead = self.ahead[place]
        key: list[int] = []
        for bounds, counts, rest in zip(self.bounds, have, ahead, strict=True):
            owed = room = 0
            for level, (lo, hi) in bounds.items():
                need = lo - counts[level]
                if need > rest[level] or counts[level] > hi:
                    return None
                owed += max(0, need)
                room += min(hi - counts[level], rest[level])
                if rest[level]:
                    key.append(counts[level])
            if not owed <= left <= room:
                return None
        if place == len(self.kinds):
            return [] if left == 0 else None
        state = (place, left, tuple(key))
        if state in self.hopeless:
            return None
        levels, members = self.kinds[place]
        for count in range(min(left, len(members)), -1, -1):
            after = [{**counts, level: counts[level] + count} for counts, level in zip(have, levels, strict=True)]
            taken = self.take(place + 1, left - count, after)
            if taken is not None:
                return [count, *taken]
        self.hopeless.add(state)
        return None


def _said(candidates: Sequence[Candidate], rules: Rules, limit: _Limit) -> Text:
    """Say one limit of a conflict, with what there is to meet it."""
    column, level = limit.column, limit.level
    if limit.kind == "forced":
        return Text(f"{level} ska vara med", f"{level} must be in")
    if limit.kind == "excluded":
        return Text(f"{level} får inte vara med", f"{level} may not be in")
    if limit.kind == "at_most":
        cap = rules.at_most[column]
        values = len({one.columns[column] for one in candidates})
        return Text(
            f"högst {cap} med samma värde i ”{column}” (det finns {values} olika värden)",
            f"at most {cap} with the same value in “{column}” (there are {values} values)",
        )
    lo, hi = rules.quotas[column][level]
    count = sum(one.columns[column] == level for one in candidates)
    if limit.kind == "lo":
        return Text(
            f"minst {lo} med {column} = {level} (det finns {count})",
            f"at least {lo} with {column} = {level} (there are {count})",
        )
    return Text(
        f"högst {hi} med {column} = {level} (det finns {count})",
        f"at most {hi} with {column} = {level} (there are {count})",
    )


def _changes(old: Rules, new: Rules) -> tuple[Text, ...]:
    """Say what differs between two sets of rules."""
    found = []
    if new.seats != old.seats:
        found.append(Text(f"sänka antalet platser till {new.seats}", f"lower the seats to {new.seats}"))
    freed = sorted(set(old.forced) - set(new.forced))
    found += [Text(f"inte kräva att {code} är med", f"not require {code} to be in") for code in freed]
    let_in = sorted(set(old.excluded) - set(new.excluded))
    found += [Text(f"låta {code} få vara med", f"let {code} be in") for code in let_in]
    for column, cap in new.at_most.items():
        if cap != old.at_most[column]:
            found.append(
                Text(
                    f"höja taket för samma värde i ”{column}” till {cap}",
                    f"raise the cap on the same value in “{column}” to {cap}",
                )
            )
    for column, levels in new.quotas.items():
        for level, (lo, hi) in levels.items():
            if lo != old.quotas[column][level][0]:
                found.append(
                    Text(
                        f"sänka kravet på {column} = {level} till minst {lo}",
                        f"lower the demand on {column} = {level} to at least {lo}",
                    )
                )
            if hi != old.quotas[column][level][1]:
                found.append(
                    Text(
                        f"höja taket för {column} = {level} till högst {hi}",
                        f"raise the limit on {column} = {level} to at most {hi}",
                    )
                )
    return tuple(found)


DEEPEST = 4
"""How many single steps a way out of a conflict may take before none is shown."""
KINDS = 400
"""So many kinds of candidates, by their levels in all ruled columns, are walked through at most."""
