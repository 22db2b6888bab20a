"""What is read from dates, levels and positions: a call's stage, a stage band, a size class, the engine's answer.

Plain values in and out. The engine in `selection` is asked here, so that the same texts always give the same
proposal and are computed once.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from samverka import selection
from samverka.selection import counterfactuals, distances, reading

METRIC = "great-circle"
DIMENSIONS = ("D1", "D2", "D3", "D4", "D5", "D6", "D7")
HIGHEST_LEVEL = 5
# The last level of the bands early and midway (R6: early 1-2, midway 3, advanced 4-5).
EARLY_UNTIL, MIDWAY_UNTIL = 2, 3
# From this year on a call counts with the register's population of 2024; before it with that of 2019.
NEWER_REGISTER_FROM = 2023


class Stage(StrEnum):
    """Where a call stands; read from dates and stamps, never stored."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    INTEREST_CLOSED = "interest_closed"
    CONFIRMATION_CLOSED = "confirmation_closed"
    SELECTING = "selecting"
    DECIDED = "decided"
    LETTERS_CLOSED = "letters_closed"
    SEATED = "seated"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What a call's stage is read from.

    `eligible` counts those who can be chosen; `seats` is the terms' number; `accepted` counts accepted seats and
    `chosen` those who are to have one.
    """

    is_published: bool
    is_cancelled: bool
    opens_day: date
    interest_day: date
    confirmation_day: date
    letter_day: date
    after_letters: bool
    is_decided: bool = False
    eligible: int = 0
    seats: int = 0
    chosen: int = 0
    accepted: int = 0


def stage(facts: CallFacts, day: date) -> Stage:
    """Where the call stands on a day; a deadline day counts to its end. The table: docs/figures/stage.md."""
    if facts.is_cancelled:
        return Stage.CANCELLED
    if not facts.is_published:
        return Stage.DRAFT
    if facts.is_decided:
        return _after_decision(facts, day)
    if day < facts.opens_day:
        return Stage.ANNOUNCED
    if day <= facts.interest_day:
        return Stage.OPEN
    if day <= facts.confirmation_day:
        return Stage.INTEREST_CLOSED
    if facts.after_letters and day <= facts.letter_day:
        return Stage.CONFIRMATION_CLOSED
    if facts.eligible > facts.seats:
        return Stage.SELECTING
    return Stage.LETTERS_CLOSED if facts.after_letters else Stage.CONFIRMATION_CLOSED


def _after_decision(facts: CallFacts, day: date) -> Stage:
    if facts.chosen and facts.accepted >= facts.chosen:
        return Stage.SEATED
    if not facts.after_letters and day > facts.letter_day:
        return Stage.LETTERS_CLOSED
    return Stage.DECIDED


def middle_level(levels: Mapping[str, int | None]) -> int | None:
    """The rounded median of the answered levels, halves upwards; None when none is answered with a level."""
    known = sorted(level for level in levels.values() if level is not None)
    if not known:
        return None
    half = len(known) // 2
    twice = known[half] * 2 if len(known) % 2 else known[half - 1] + known[half]
    return (twice + 1) // 2


def band(levels: Mapping[str, int | None]) -> str:
    """The stage band of a self-assessment: early, midway or advanced. Who knows of no level yet is early."""
    middle = middle_level(levels)
    if middle is None or middle <= EARLY_UNTIL:
        return "early"
    return "midway" if middle <= MIDWAY_UNTIL else "advanced"


def size_class(population: int, limits: Sequence[int]) -> int:
    """Which class a population falls in, counted from 1; a limit is the first number of the next class."""
    return 1 + sum(population >= limit for limit in limits)


def size_words(number: int, limits: Sequence[int]) -> str:
    """The class in figures that need no translation: `– 14 999`, `15 000 – 49 999`, `50 000 –`."""
    low = limits[number - 2] if number > 1 else None
    high = limits[number - 1] - 1 if number <= len(limits) else None
    parts = (_spaced(low), "–", _spaced(high))
    return " ".join(part for part in parts if part)


def _spaced(number: int | None) -> str:
    return "" if number is None else f"{number:,}".replace(",", " ")


def sha256(text: str) -> str:
    """The SHA-256 of a text as UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Proposed:
    """Someone named for the team, as the form gives it."""

    position: int
    name: str = ""
    email: str = ""
    function: str = ""
    area: str = ""
    department: str = ""
    is_coordinator: bool = False
    is_deputy: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written."""
        return not any((self.name, self.email, self.function, self.area, self.department))


# The engine's words. Its files are read by Swedish readers and its sentences quote them, so they are Swedish.
SIZE, STAGE, COUNTY = "storlek", "steg", "län"
COLUMNS = {"size_class": SIZE, "stage": STAGE, "county": COUNTY}
BANDS = {"early": "tidigt", "midway": "halvvägs", "advanced": "långt"}


@dataclass(frozen=True, slots=True)
class Applicant:
    """One who can be chosen, as the engine is told."""

    code: str
    name: str
    latitude: str
    longitude: str
    size: str
    band: str
    county: str


def candidates_csv(applicants: Sequence[Applicant]) -> str:
    """The candidates as the file that anyone can run the selection with again, sorted by code."""
    head = ("code", "name", "lat", "lon", SIZE, STAGE, COUNTY)
    rows = [
        (one.code, one.name, one.latitude, one.longitude, one.size, one.band, one.county)
        for one in sorted(applicants, key=lambda one: one.code)
    ]
    return _csv(head, rows)


def codes_in(candidates: str) -> frozenset[str]:
    """The codes in a file of candidates."""
    return frozenset(row["code"] for row in csv.DictReader(io.StringIO(candidates)))


def positions_in(places: str) -> list[tuple[float, float]]:
    """Latitude and longitude of each row in a file of candidates or clients."""
    return [(float(row["lat"]), float(row["lon"])) for row in csv.DictReader(io.StringIO(places))]


def clients_csv(places: Sequence[tuple[str, str, str, str]]) -> str:
    """Those whom the coverage is counted for: code, name, latitude, longitude, sorted by code."""
    return _csv(("code", "name", "lat", "lon"), sorted(places))


def _csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return target.getvalue()


def rules_for_engine(call_rules: Mapping[str, object], *, seats: int, seed: str) -> selection.Rules:
    """The call's rules in the engine's words.

    Raises:
        selection.Refused: when the rules contradict themselves.
    """
    limits = size_limits(call_rules)
    quotas: dict[str, dict[str, tuple[int, int]]] = {}
    for column, levels in _mapping(call_rules.get("quotas")).items():
        quotas[COLUMNS.get(column, column)] = {
            _level_word(column, level, limits): (int(bounds[0]), int(bounds[1]))
            for level, bounds in _mapping(levels).items()
        }
    at_most = {COLUMNS.get(column, column): int(str(n)) for column, n in _mapping(call_rules.get("at_most")).items()}
    return selection.Rules(
        seats=seats,
        unit_km=int(str(call_rules.get("unit_km", 1))),
        tolerance=str(call_rules.get("tolerance", "0")),
        quotas=quotas,
        at_most=at_most,
        seed=seed,
    )


def size_limits(call_rules: Mapping[str, object]) -> tuple[int, ...]:
    """The populations at which a new size class begins."""
    limits = call_rules.get("size_limits", ())
    return tuple(int(limit) for limit in limits) if isinstance(limits, list | tuple) else ()


def _level_word(column: str, level: str, limits: Sequence[int]) -> str:
    if column == "size_class" and level.isdigit() and 1 <= int(level) <= len(limits) + 1:
        return size_words(int(level), limits)
    return BANDS.get(level, level) if column == "stage" else level


def _mapping(value: object) -> Mapping[str, list[int]]:
    return value if isinstance(value, Mapping) else {}


@dataclass(frozen=True, slots=True)
class Locks:
    """What the host tries: codes that are to be in whatever the rules say, and codes that are to be out."""

    put_in: tuple[str, ...] = ()
    kept_out: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.put_in or self.kept_out)

    def among(self, codes: frozenset[str]) -> "Locks":
        """The locks on those who can be chosen, each once, in the order of the codes."""
        return Locks(tuple(sorted(codes.intersection(self.put_in))), tuple(sorted(codes.intersection(self.kept_out))))


NO_LOCKS = Locks()


def locked(rules: str, locks: Locks) -> str:
    """The engine's rules as JSON, with the locks in them."""
    values = json.loads(rules) | {"forced": list(locks.put_in), "excluded": list(locks.kept_out)}
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class WithIt:
    """The best that could be reached with one certain candidate among the chosen."""

    code: str
    # The best smallest distance that a set with it has, in kilometres; None when only one is chosen.
    spread: int | None
    # The first step at which every set with it falls behind: rules, spread, cover, leximin or lottery.
    lost_at: str
    # False when the rules can't be met with it.
    is_possible: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """The engine's answer: a result, or the sentence that says which rules collide."""

    result: str
    chosen: tuple[str, ...]
    always: tuple[str, ...]
    sometimes: tuple[str, ...]
    never: tuple[str, ...]
    # The best smallest distance that any set has, and that of the chosen, in kilometres.
    spread: int | None
    smallest_distance: int | None
    mean_cover_km: str
    radius_km: int
    sets_left: int
    # The first of the sets that are as good by the smallest distance, each as its codes.
    equals: tuple[tuple[str, ...], ...]
    decided_by: str
    is_proved: bool
    candidates_sha256: str
    clients_sha256: str
    # Code -> kilometres to the nearest other chosen (for a chosen one), or to the nearest chosen.
    nearest: Mapping[str, tuple[int, str]]
    # Those not chosen, in the order in which they would take a free seat.
    reserves: tuple[WithIt, ...]
    refusal_sv: str = ""
    refusal_en: str = ""


# So many of the equally good sets are shown; the result file lists more.
EQUALS_SHOWN = 20
# CPU seconds that a page may spend on the engine; what takes longer is left to the worker.
PAGE_SECONDS, WORKER_SECONDS = 0.3, 120.0
# With so few who can be chosen everything is computed at once; with more the worker does it.
AT_ONCE = 20


@lru_cache(maxsize=16)
def proposal(candidates: str, clients: str, rules: str, seconds: float = PAGE_SECONDS) -> Proposal:
    """Ask the engine who is chosen. The same texts give the same answer, so it is asked once.

    The order of the reserves takes longer and is not part of it: `with_reserves` adds it.

    Args:
        candidates: the text of candidates.csv.
        clients: the text of clients.csv.
        rules: the engine's rules as JSON.
        seconds: CPU seconds after which the best found so far is taken, marked as not proved.
    """
    people = reading.candidates_from_csv(candidates, METRIC)
    served = reading.candidates_from_csv(clients, METRIC)
    try:
        parsed = selection.Rules.from_json(rules)
        result = selection.select(people, parsed, served, METRIC, seconds)
    except selection.Refused as refused:
        return Proposal("", (), (), (), (), None, None, "", 0, 0, (), "", False, "", "", {}, (), refused.sv, refused.en)  # noqa: FBT003 - the empty answer, field by field
    return Proposal(
        result=result.as_json(),
        chosen=result.chosen,
        always=result.always,
        sometimes=result.sometimes,
        never=result.never,
        spread=_kilometres(result.spread_optimum, parsed.unit_km),
        smallest_distance=_kilometres(result.smallest_distance, parsed.unit_km),
        mean_cover_km=f"{result.mean_cover_km:.1f}",
        radius_km=result.radius_km,
        sets_left=int(result.optimal_sets["count"]),
        equals=tuple(tuple(codes) for codes in result.optimal_sets["sets"][:EQUALS_SHOWN]),
        decided_by=str(result.decided_by_step["step"]),
        is_proved=result.proved,
        candidates_sha256=result.candidates_sha256,
        clients_sha256=result.clients_sha256 or "",
        nearest=_nearest(people, result.chosen, parsed.unit_km),
        reserves=(),
    )


# Code -> the engine's paragraph on what was decided and why, in Swedish and English.
Reasons = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The whole answer: who is chosen, the reserves in their order, and the reason for each."""

    proposal: Proposal
    reasons: Reasons


@lru_cache(maxsize=16)
def reckoned(candidates: str, clients: str, rules: str, seconds: float = WORKER_SECONDS) -> Reckoned:
    """Ask the engine for everything: for each not chosen also what it would have cost to have it in."""
    made = proposal(candidates, clients, rules, seconds)
    if made.refusal_sv:
        return Reckoned(made, {})
    people = reading.candidates_from_csv(candidates, METRIC)
    served = reading.candidates_from_csv(clients, METRIC)
    result = selection.Result.from_json(made.result)
    known = {one.code: one for one in counterfactuals(result, people, served)}
    reasons = {
        one.code: (
            selection.explain(result, people, one.code, "sv", served, known=known.get(one.code)),
            selection.explain(result, people, one.code, "en", served, known=known.get(one.code)),
        )
        for one in people
    }
    return Reckoned(replace(made, reserves=_reserves(result, known.values())), reasons)


def proposal_as_values(made: Proposal) -> dict[str, object]:
    """The proposal as plain values, to be kept; the result itself is kept beside it, byte for byte."""
    return {
        field.name: getattr(made, field.name) for field in fields(Proposal) if field.name not in {"result", "reserves"}
    } | {"reserves": [[it.code, it.spread, it.lost_at, it.is_possible] for it in made.reserves]}


def proposal_from_values(kept: Mapping[str, Any], result: str = "") -> Proposal:
    """The proposal that was kept."""
    values: dict[str, Any] = dict(kept) | {
        name: tuple(kept[name]) for name in ("chosen", "always", "sometimes", "never")
    }
    values |= {
        "result": result,
        "equals": tuple(tuple(codes) for codes in kept["equals"]),
        "nearest": {code: (distance, other) for code, (distance, other) in kept["nearest"].items()},
        "reserves": tuple(
            WithIt(code, spread, lost_at, is_possible=is_possible)
            for code, spread, lost_at, is_possible in kept["reserves"]
        ),
    }
    return Proposal(**values)


def _kilometres(units: int | None, unit_km: int) -> int | None:
    return None if units is None else units * unit_km


def _nearest(
    people: Sequence[selection.Candidate], chosen: Sequence[str], unit_km: int
) -> Mapping[str, tuple[int, str]]:
    apart = distances.among([one.position for one in people], METRIC, unit_km)
    found: dict[str, tuple[int, str]] = {}
    for row, one in zip(apart, people, strict=True):
        others = [
            (distance * unit_km, other.code)
            for distance, other in zip(row, people, strict=True)
            if other.code in chosen and other.code != one.code
        ]
        if others:
            found[one.code] = min(others)
    return found


def _reserves(result: selection.Result, known: Iterable[selection.Counterfactual]) -> tuple[WithIt, ...]:
    """Order those not chosen by the best set that each could be part of: spread, then nearness, then ticket.

    What the tolerance lets pass as equally good counts as equal here too.
    """
    good_enough = result.rules.threshold(result.spread_optimum or 0)
    found = []
    for one in known:
        is_possible = one.lost_at != "rules"
        spread = one.spread or 0
        ticket = sha256(f"reserve:{result.rules.seed}\n{one.code}")
        it = WithIt(one.code, _kilometres(one.spread, result.rules.unit_km), one.lost_at, is_possible=is_possible)
        found.append(((not is_possible, -min(spread, good_enough), one.cover_sum or 0, ticket), it))
    return tuple(it for _key, it in sorted(found, key=lambda pair: pair[0]))


def study(candidates: str, clients: str, rules: str) -> dict[str, list[dict[str, object]]]:
    """The front of spread against nearness, and what changes when one applicant's band is judged a step otherwise.

    Returns:
        plain values. `front`: for each point `from` and `to` (kilometres of smallest distance it holds for), `mean`
        (tenths of a kilometre to the nearest chosen), `proved`, `chosen`. `shifts`: only those that change something:
        `code`, `level`, `other`, `possible`, `left`, `joined`.
    """
    people = reading.candidates_from_csv(candidates, METRIC)
    served = reading.candidates_from_csv(clients, METRIC)
    parsed = selection.Rules.from_json(rules)
    unit = parsed.unit_km
    made = selection.select(people, parsed, served, METRIC)
    points: list[dict[str, object]] = [
        {
            "from": point.from_distance * unit,
            "to": point.smallest_distance * unit,
            "mean": (20 * point.cover_sum * unit + len(served)) // (2 * len(served)),
            "proved": point.proved,
            "chosen": list(point.chosen),
        }
        for point in selection.front(people, parsed, served, METRIC)
    ]
    shifts: list[dict[str, object]] = [
        {
            "code": shift.code,
            "level": shift.level,
            "other": shift.other,
            "possible": shift.possible,
            "left": list(shift.left),
            "joined": list(shift.joined),
        }
        for shift in selection.robustness(made, people, served).shifts
        if shift.changes and shift.column != COUNTY
    ]
    return {"front": points, "shifts": shifts}


@dataclass(frozen=True, slots=True)
class Dotted:
    """A point of a plot, in the units of its frame from the upper left corner."""

    x: int
    y: int
    is_today: bool


PLOT_WIDTH, PLOT_HEIGHT, PLOT_MARGIN = 600, 300, 20


def plotted(points: Sequence[tuple[int, int]], today: tuple[int, int]) -> tuple[Dotted, ...]:
    """Place points (spread, mean) in the frame: more spread to the right, nearer to everyone upwards. Today's last."""
    everyone = [*points, today]
    low_x, high_x = min(x for x, _y in everyone), max(x for x, _y in everyone)
    low_y, high_y = min(y for _x, y in everyone), max(y for _x, y in everyone)

    def placed(x: int, y: int, *, is_today: bool) -> Dotted:
        return Dotted(
            PLOT_MARGIN + (x - low_x) * (PLOT_WIDTH - 2 * PLOT_MARGIN) // max(high_x - low_x, 1),
            PLOT_MARGIN + (y - low_y) * (PLOT_HEIGHT - 2 * PLOT_MARGIN) // max(high_y - low_y, 1),
            is_today,
        )

    return (*(placed(x, y, is_today=False) for x, y in points), placed(*today, is_today=True))
