"""The whole decision, from candidates and rules to a result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from samverka.selection import distances, possible, steps
from samverka.selection.candidates import Candidate, checked, fingerprint
from samverka.selection.cover import Covered, least
from samverka.selection.lanes import Lanes
from samverka.selection.nearness import Nearest, nearest_sets
from samverka.selection.possible import Conflict, Feasible
from samverka.selection.problem import Problem, built
from samverka.selection.refused import Refused, Text
from samverka.selection.result import Result
from samverka.selection.rules import Rules
from samverka.selection.search import Clock, OutOfTimeError

COUNTED = 100_000
"""So many sets are counted at most."""
LOOKED_AT = 60_000
"""Up to so many sets are looked at one by one, where they need not be counted."""
MOST_SEATS = 200
LISTED = 1_000
"""So many sets are listed in a result at most: the first, in the order of their codes."""


@dataclass(frozen=True, slots=True)
class Case:
    """Candidates, clients and rules made ready: what every question to the engine begins with."""

    candidates: tuple[Candidate, ...]
    clients: tuple[Candidate, ...] | None
    rules: Rules
    metric: str
    problem: Problem
    to_clients: list[list[int]]
    lanes: Lanes


def case(candidates: Iterable[Candidate], rules: Rules, clients: Iterable[Candidate] | None, metric: str) -> Case:
    """Check what is given and return it ready for the search, or refuse."""
    rows = checked(candidates, metric, rules.columns)
    to_serve = None if clients is None else checked(clients, metric)
    if to_serve == ():
        raise Refused("Det finns inga att räkna täckningen för.", "There is no one to count the coverage for.")
    _enough(rows, rules)
    drawn = steps.tickets(rules.seed, [candidate.code for candidate in rows])
    problem = built(rows, rules, metric, drawn)
    if to_serve is None:
        to_clients = problem.distance
    else:
        where = {candidate.code: candidate.position for candidate in rows}
        to_clients = distances.between(
            [where[code] for code in problem.codes], [one.position for one in to_serve], metric, rules.unit_km
        )
    return Case(rows, to_serve, rules, metric, problem, to_clients, Lanes(to_clients))


def check(candidates: Iterable[Candidate], rules: Rules, metric: str = "great-circle") -> Feasible | Conflict:
    """Say whether the rules can be met at all: an example, or a smallest conflict and the cheapest ways out.

    Raises ``Refused`` for what can't even be asked: unknown columns or codes, impossible positions.
    """
    rows = checked(candidates, metric, rules.columns)
    _known(rows, rules)
    found = possible.example(rows, rules)
    if found is None:
        return possible.conflict(rows, rules)
    return Feasible(found, _notes(rows, rules))


def select(
    candidates: Iterable[Candidate],
    rules: Rules,
    clients: Iterable[Candidate] | None = None,
    metric: str = "great-circle",
    time_limit: float | None = None,
    *,
    work: int | None = None,
) -> Result:
    """Return the best set under the rules, proved, with all that is as good.

    ``clients``: those whom the coverage is counted for; the candidates when None. ``metric``: "great-circle"
    (positions are ``LatLon``) or "plane" (``Point``). ``time_limit``: CPU seconds after which the best found is
    returned as "not proved"; ``work``: so many nodes of search instead, the same answer every time. None lets the
    search finish. Raises ``Refused`` where nothing can be selected.
    """
    ready = case(candidates, rules, clients, metric)
    start = possible.example(ready.candidates, rules)
    if start is None:
        raise possible.conflict(ready.candidates, rules).refusal()
    clock = Clock(time_limit, work)
    return told(ready, decided(ready, ready.problem.mask(start), clock), clock)


@dataclass(slots=True)
class Decision:
    """What the steps found: the chosen set, how many each step left, and what of it is proved.

    ``groups``: the sets that pass step 1, as far as they were counted. ``traces``: the proof of the later steps.
    """

    spread: steps.Spread | None
    threshold: int
    groups: list[steps.Group]
    complete: bool
    left: dict[str, int | None]
    cover: int
    chosen: int
    proved: bool
    every: list[int] | None
    covered: Covered | None


def decided(ready: Case, start: int, clock: Clock) -> Decision:
    """Take the steps, from a set that meets the rules; count at most ``COUNTED`` of the sets that pass step 1."""
    problem = ready.problem
    spread = None
    threshold = 0
    if problem.seats > 1:
        spread = steps.best_spread(problem, start, clock, problem.reference)
        start = spread.chosen
        threshold = ready.rules.threshold(spread.value)
    trace: list[int] = []
    groups, complete = steps.all_at(problem, threshold, COUNTED, clock, trace)
    covered = None
    if complete:
        cover, covering = steps.least_cover(groups, ready.lanes)
    else:
        covered = least(problem, threshold, ready.to_clients, ready.lanes, start, COUNTED, clock)
        cover, covering = covered.value, covered.sets
    even = steps.leximin(problem, covering)
    return Decision(
        spread=spread,
        threshold=threshold,
        groups=groups,
        complete=complete,
        left={
            "spread": sum(last.bit_count() for _, last in groups) if complete else None,
            "cover": len(covering),
            "leximin": len(even),
            "lottery": 1,
        },
        cover=cover,
        chosen=steps.lottery(problem, even),
        proved=(spread is None or spread.proved) and (covered is None or covered.proved),
        every=trace if complete else None,
        covered=covered,
    )


def least_sets(ready: Case, problem: Problem, threshold: int, start: int, clock: Clock) -> Nearest:
    """Return the sets of ``problem``, a variant of the case, with the least cover sum. ``start`` is a set of it."""
    groups, complete = steps.all_at(problem, threshold, LOOKED_AT, clock)
    if complete:
        value, sets = steps.least_cover(groups, ready.lanes)
        return Nearest(value, sets, value, proved=True)
    return nearest_sets(problem, threshold, ready.to_clients, ready.lanes, start, clock, cap=COUNTED)


def told(ready: Case, decision: Decision, clock: Clock) -> Result:
    """Return a decision as a result, with its proof."""
    problem, rules, spread = ready.problem, ready.rules, decision.spread
    members = problem.bits(decision.chosen)
    pairs = sorted(
        (problem.distance[one][other], sorted((problem.codes[one], problem.codes[other])))
        for place, one in enumerate(members)
        for other in members[:place]
    )
    nearest = [min(row) for row in zip(*(ready.to_clients[index] for index in members), strict=True)]
    unit = rules.unit_km if ready.metric == "great-circle" else 1
    in_some, in_all = _seen(ready, decision, clock)
    everyone = (1 << len(problem.codes)) - 1
    step = next(step for step, count in decision.left.items() if count == 1)
    return Result(
        always=problem.named(in_all),
        candidates_sha256=fingerprint(ready.candidates, rules.columns),
        certificate=_certificate(ready, decision),
        chosen=problem.named(decision.chosen),
        clients_sha256=None if ready.clients is None else fingerprint(ready.clients),
        closest_pair=(pairs[0][1][0], pairs[0][1][1]) if pairs else None,
        cover_sum=decision.cover,
        decided_by_step={"sets_left": decision.left, "step": step if decision.proved else "not proved"},
        mean_cover_km=(decision.cover * unit * 1000 // len(nearest)) / 1000,
        metric=ready.metric,
        never=problem.named(everyone & ~in_some),
        optimal_sets={
            "complete": decision.complete,
            "count": decision.left["spread"] or COUNTED,
            "sets": sorted(map(list, map(problem.named, steps.sets_of(decision.groups))))[:LISTED]
            if decision.complete
            else [],
        },
        proof={
            "bound": None if spread is None else spread.bound,
            "gap": 0 if spread is None else spread.bound - spread.value,
            "proved": decision.proved,
        },
        radius_km=max(nearest) * unit,
        rules=rules,
        seats=rules.seats,
        smallest_distance=pairs[0][0] if pairs else None,
        sometimes=problem.named(in_some & ~in_all),
        sorted_distances=tuple(distance for distance, _ in pairs),
        spread_optimum=None if spread is None else spread.value,
    )


def _seen(ready: Case, decision: Decision, clock: Clock) -> tuple[int, int]:
    """Return who is in some and who is in all sets that pass step 1; out of time, as far as the sets met tell."""
    last = decision.chosen & -decision.chosen
    groups = [*decision.groups, (decision.chosen ^ last, last)]
    if not decision.complete:
        with suppress(OutOfTimeError):
            return steps.in_some_and_all(ready.problem, decision.threshold, groups, clock)
    return steps.seen(groups)


def _certificate(ready: Case, decision: Decision) -> dict[str, Any]:
    problem, spread, covered = ready.problem, decision.spread, decision.covered
    by_coverage = None
    if covered is not None and covered.proved:
        own = [problem.codes[index] for index in covered.order]
        paid = dict(zip(problem.codes, covered.prices.clients, strict=True)) if ready.clients is None else {}
        by_coverage = {
            "clients": [paid[code] for code in sorted(paid)] or covered.prices.clients,
            "order": own,
            "quotas": covered.prices.quotas,
            "tree": covered.trace,
        }
    return {
        "all": decision.every,
        "cover": by_coverage,
        "order": list(problem.codes),
        "quotas": [[quota.column, quota.level] for column in problem.columns for quota in column],
        "spread": [] if spread is None else spread.trace,
        "spread_order": [] if spread is None or spread.order == problem.codes else list(spread.order),
        "threshold": decision.threshold,
        "witness": [] if spread is None else list(problem.named(spread.chosen)),
    }


def _enough(rows: Sequence[Candidate], rules: Rules) -> None:
    _known(rows, rules)
    if rules.seats > MOST_SEATS:
        raise Refused(
            f"Reglerna har {rules.seats} platser (seats). Motorn klarar högst {MOST_SEATS}.",
            f"The rules have {rules.seats} seats. The engine takes at most {MOST_SEATS}.",
        )
    if len(rows) < rules.seats:
        raise Refused(
            f"Det finns {len(rows)} att välja bland och {rules.seats} platser (seats): inget urval behövs eller går "
            "att göra.",
            f"There are {len(rows)} to choose from and {rules.seats} seats: no selection is needed or possible.",
        )


def _known(rows: Sequence[Candidate], rules: Rules) -> None:
    known = {candidate.code for candidate in rows}
    for name, codes in (("forced", rules.forced), ("excluded", rules.excluded)):
        for code in codes:
            if code not in known:
                raise Refused(
                    f"Regeln {name} nämner {code}, som inte finns bland kandidaterna.",
                    f"The rule {name} names {code}, who is not among the candidates.",
                )


def _notes(rows: Sequence[Candidate], rules: Rules) -> tuple[Text, ...]:
    """Say which levels the rules name that no candidate has: right for a late call, or a slip of the pen."""
    found = []
    for column, levels in rules.quotas.items():
        values = {one.columns[column] for one in rows}
        found += [
            Text(
                f"Ingen har {column} = {level}, som reglerna nämner.",
                f"No one has {column} = {level}, which the rules name.",
            )
            for level in levels
            if level not in values
        ]
    return tuple(found)
