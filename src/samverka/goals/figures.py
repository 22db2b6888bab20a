"""Plain arithmetic: a need's state, places on the plot, mandate periods, a plan's figures, medians, results.

Plain values in and out; knows no Django. Each rule that a number rests on stands in words in `docs/figures/goals.md`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

# --- Needs --------------------------------------------------------------------------------------------------------


class NeedState(StrEnum):
    """How far a need has come; read from what is written, never stored."""

    IDEA = "idea"
    DESCRIBED = "described"
    PRIORITISED = "prioritised"
    MARKET_DIALOGUE = "market_dialogue"
    MATCHED = "matched"
    IN_DEAL = "in_deal"
    SOLVED = "solved"
    PARKED = "parked"


# In the order in which a need grows; solved and parked are said by a person.
NEED_STATES = (
    NeedState.IDEA,
    NeedState.DESCRIBED,
    NeedState.PRIORITISED,
    NeedState.MARKET_DIALOGUE,
    NeedState.MATCHED,
    NeedState.IN_DEAL,
    NeedState.SOLVED,
)
# What each state asks for beyond the one before (R54); an idea needs title, owner and day alone.
ASKED_BY_STATE: Mapping[NeedState, tuple[str, ...]] = {
    NeedState.DESCRIBED: ("department", "problem", "affected_group", "field"),
    NeedState.PRIORITISED: ("benefit", "feasibility", "horizon"),
    NeedState.MARKET_DIALOGUE: ("talks",),
    NeedState.MATCHED: ("contacts",),
    NeedState.IN_DEAL: ("collaborations",),
}


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """What a need's state is read from: which fields are filled, how many talks, contacts and collaborations."""

    filled: frozenset[str]
    is_solved: bool = False
    is_parked: bool = False


def need_state(facts: NeedFacts) -> NeedState:
    """How far the need has come.

    A collaboration, a contact or a talk tells of itself, whatever else is missing; what is written by hand counts in
    its order. The table: docs/figures/goals.md.
    """
    if facts.is_parked:
        return NeedState.PARKED
    if facts.is_solved:
        return NeedState.SOLVED
    for state in (NeedState.IN_DEAL, NeedState.MATCHED, NeedState.MARKET_DIALOGUE):
        if facts.filled.issuperset(ASKED_BY_STATE[state]):
            return state
    if not facts.filled.issuperset(ASKED_BY_STATE[NeedState.DESCRIBED]):
        return NeedState.IDEA
    if not facts.filled.issuperset(ASKED_BY_STATE[NeedState.PRIORITISED]):
        return NeedState.DESCRIBED
    return NeedState.PRIORITISED


def missing_for(state: NeedState, filled: frozenset[str]) -> tuple[str, ...]:
    """What is still asked for by a state."""
    return tuple(name for name in ASKED_BY_STATE.get(state, ()) if name not in filled)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the plot with all that lie there: how many, and their numbers in the table beside."""

    benefit: int
    feasibility: int
    numbers: tuple[int, ...]


def plotted(scores: Sequence[tuple[int | None, int | None]]) -> tuple[Point, ...]:
    """Needs by benefit and feasibility, those in one place together; who lacks a score is left out."""
    places: dict[tuple[int, int], list[int]] = {}
    for number, (benefit, feasibility) in enumerate(scores, start=1):
        if benefit is not None and feasibility is not None:
            places.setdefault((benefit, feasibility), []).append(number)
    return tuple(
        Point(benefit, feasibility, tuple(numbers)) for (benefit, feasibility), numbers in sorted(places.items())
    )


def priority(benefit: int | None, feasibility: int | None) -> int | None:
    """Benefit times feasibility, 1 to 25; none while one of them is missing."""
    return None if benefit is None or feasibility is None else benefit * feasibility


# What a column of a list of needs may be called, without regard to case (import).
NEED_HEADS: Mapping[str, tuple[str, ...]] = {
    "title": ("titel", "behov", "rubrik", "namn", "title", "need"),
    "owner": ("ansvarig", "ägare", "kontakt", "owner"),
    "noted_day": ("datum", "dag", "noterat", "date", "day"),
    "department": ("förvaltning", "enhet", "avdelning", "department"),
    "problem": ("problem", "beskrivning", "behovsbeskrivning", "description"),
    "affected_group": ("målgrupp", "berörda", "grupp", "group"),
    "volume": ("volym", "omfattning", "frekvens", "volume"),
    "yearly_value": ("årligt värde", "värde per år", "värde", "kostnad", "value"),
    "codes": ("cpv", "cpv-kod", "cpv-koder", "cpv kod"),
    "supplier": ("leverantör", "nuvarande leverantör", "supplier"),
    "contract_ends_day": ("avtalsslut", "avtal till", "avtalet slutar", "contract end"),
}


@dataclass(frozen=True, slots=True)
class ReadNeed:
    """A need as a row of a list gives it: columns by name, and CPV codes."""

    values: Mapping[str, object]
    codes: tuple[str, ...] = ()


def need_columns(heads: Sequence[str]) -> dict[str, int]:
    """Which column holds what; the first that fits is taken."""
    bare = [" ".join(head.casefold().replace("(kr)", "").replace(":", " ").split()) for head in heads]
    return {
        key: next(place for place, head in enumerate(bare) if head in names)
        for key, names in NEED_HEADS.items()
        if any(head in names for head in bare)
    }


ORE_IN_KRONA = 100
MOST_KRONOR = 10**10


def ore_from_text(text: str) -> int | None:
    """Whole öre out of kronor as people write them, `480 000` or `480 000,50 kr`; None for nothing.

    Raises:
        ValueError: when it is no amount.
    """
    bare = "".join(text.split()).casefold().replace(",", ".").removesuffix("kr").removesuffix("sek")
    if not bare:
        return None
    try:
        kronor = Decimal(bare)
    except InvalidOperation as fault:
        raise ValueError(text) from fault
    if not kronor.is_finite() or not 0 <= kronor < MOST_KRONOR or kronor * ORE_IN_KRONA != int(kronor * ORE_IN_KRONA):
        raise ValueError(text)
    return int(kronor * ORE_IN_KRONA)


# --- Mandate periods ----------------------------------------------------------------------------------------------


def period_of(day: date, first_days: Sequence[date]) -> int:
    """Which mandate period a day lies in, counted from 0 for what lies before the first that is known."""
    return sum(day >= first for first in sorted(first_days))


def must_anchor_again(held_day: date | None, *, day: date, first_days: Sequence[date]) -> bool:
    """Whether what was anchored belongs to an older mandate period than the one of today (R52)."""
    return held_day is not None and period_of(held_day, first_days) < period_of(day, first_days)


# --- Action plan --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """An action as the figures see it."""

    due_day: date | None
    is_begun: bool = False
    is_done: bool = False
    is_dropped: bool = False
    has_owner: bool = True

    @property
    def is_open(self) -> bool:
        """Neither done nor dropped."""
        return not self.is_done and not self.is_dropped

    def is_overdue(self, day: date) -> bool:
        """Its day has passed and it is still open; the day itself counts to its end."""
        return self.is_open and self.due_day is not None and self.due_day < day


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """How a plan stands on a day."""

    actions: int
    done: int
    overdue: int
    ownerless: int
    dayless: int
    # Of the actions whose day has passed: how many are done, or dropped with a reason.
    due: int
    settled: int

    @property
    def settled_percent(self) -> int | None:
        """The share that D3 level 4 asks about, rounded down; none while nothing has been due."""
        return self.settled * 100 // self.due if self.due else None


def plan_figures(actions: Iterable[ActionFacts], day: date) -> PlanFigures:
    """Count a plan's actions on a day."""
    rows = list(actions)
    due = [row for row in rows if row.due_day is not None and row.due_day < day]
    return PlanFigures(
        actions=len(rows),
        done=sum(row.is_done for row in rows),
        overdue=sum(row.is_overdue(day) for row in rows),
        ownerless=sum(row.is_open and not row.has_owner for row in rows),
        dayless=sum(row.is_open and row.due_day is None for row in rows),
        due=len(due),
        settled=sum(not row.is_open for row in due),
    )


def next_follow_up(held: Sequence[date], *, adopted: date, per_year: int) -> date | None:
    """By when a plan is to be followed up next: a year divided by the terms' number, from the last time."""
    if per_year < 1:
        return None
    return max([adopted, *held]) + timedelta(days=365 // per_year)


# --- Structures ---------------------------------------------------------------------------------------------------

# R19: active requires a coordinating function, three areas with these among them, and a meeting in six months.
NEEDED_AREAS = ("procurement", "business", "labour_market")
FEWEST_AREAS = 3
GROUP_MET_WITHIN = timedelta(days=183)
# D5 level 3: at least two dialogues in twelve months.
FORUM_MET_WITHIN, FEWEST_DIALOGUES = timedelta(days=365), 2


class StructureState(StrEnum):
    """Read from members, meetings and dialogues."""

    MISSING = "missing"
    PLANNED = "planned"
    ACTIVE = "active"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True)
class InternalFacts:
    """What makes an internal structure active."""

    has_coordinator: bool
    areas: frozenset[str]
    met_days: tuple[date, ...]


def internal_lacks(facts: InternalFacts, day: date) -> tuple[str, ...]:
    """What is missing for the internal structure to be active on a day."""
    lacks = [] if facts.has_coordinator else ["coordinator"]
    lacks += [area for area in NEEDED_AREAS if area not in facts.areas]
    if len(facts.areas) < FEWEST_AREAS and len(lacks) == (not facts.has_coordinator):
        lacks.append("areas")
    if not any(day - GROUP_MET_WITHIN <= met <= day for met in facts.met_days):
        lacks.append("meeting")
    return tuple(lacks)


def internal_state(facts: InternalFacts | None, day: date) -> StructureState:
    """Active when nothing is missing; dormant when it has met before and does so no longer; else planned."""
    if facts is None:
        return StructureState.MISSING
    lacks = internal_lacks(facts, day)
    if not lacks:
        return StructureState.ACTIVE
    has_met = any(met <= day for met in facts.met_days)
    return StructureState.DORMANT if has_met and lacks == ("meeting",) else StructureState.PLANNED


@dataclass(frozen=True, slots=True)
class ForumFacts:
    """What makes a forum active."""

    parties: int
    has_agreement: bool
    held_days: tuple[date, ...]
    closed_day: date | None = None


def forum_lacks(facts: ForumFacts, day: date) -> tuple[str, ...]:
    """What is missing for a forum to be active on a day."""
    lacks = [] if facts.parties else ["parties"]
    lacks += [] if facts.has_agreement else ["agreement"]
    recent = sum(day - FORUM_MET_WITHIN <= held <= day for held in facts.held_days)
    return (*lacks, "dialogues") if recent < FEWEST_DIALOGUES else tuple(lacks)


def forum_state(facts: ForumFacts, day: date) -> StructureState:
    """As for the internal structure; one that is closed is dormant."""
    if facts.closed_day is not None and facts.closed_day <= day:
        return StructureState.DORMANT
    lacks = forum_lacks(facts, day)
    if not lacks:
        return StructureState.ACTIVE
    has_met = sum(held <= day for held in facts.held_days) >= FEWEST_DIALOGUES
    return StructureState.DORMANT if has_met and lacks == ("dialogues",) else StructureState.PLANNED


# --- Maturity -----------------------------------------------------------------------------------------------------

DIMENSIONS = ("D1", "D2", "D3", "D4", "D5", "D6", "D7")
LEVELS = (1, 2, 3, 4, 5)
# From this level on there has to be something to check against.
EVIDENCE_FROM = 3
# With so many of the seven answered there is a profile; a spread of so many levels asks for a reason.
FEWEST_ANSWERED, WIDE_SPREAD = 4, 2
# An anonymous distribution of fewer than so many would point someone out.
FEWEST_IN_DISTRIBUTION = 5


@dataclass(frozen=True, slots=True)
class Spread:
    """What several people answered in one dimension; "vet ej" is left out."""

    answers: int
    median: int | None
    lowest: int | None
    highest: int | None

    @property
    def width(self) -> int:
        """How many levels lie between the lowest and the highest answer."""
        return 0 if self.lowest is None or self.highest is None else self.highest - self.lowest

    @property
    def is_wide(self) -> bool:
        """Whether the answers differ so much that the agreed level needs a reason."""
        return self.width >= WIDE_SPREAD


def spread(levels: Iterable[int | None]) -> Spread:
    """Median, halves upwards, and spread."""
    known = sorted(level for level in levels if level is not None)
    if not known:
        return Spread(0, None, None, None)
    half = len(known) // 2
    twice = known[half] * 2 if len(known) % 2 else known[half - 1] + known[half]
    return Spread(len(known), (twice + 1) // 2, known[0], known[-1])


@dataclass(frozen=True, slots=True)
class AgreedLevel:
    """What a seat agrees on in one dimension."""

    level: int | None
    reason: str = ""
    evidence: str = ""


def is_profile(levels: Mapping[str, int | None]) -> bool:
    """Whether enough of the seven are answered with a level."""
    return sum(levels.get(key) is not None for key in DIMENSIONS) >= FEWEST_ANSWERED


def distribution(levels: Iterable[int | None]) -> tuple[int, ...] | None:
    """How many stand at each level from 1 to 5; none where they are so few that somebody could be told."""
    known = [level for level in levels if level is not None]
    return tuple(known.count(level) for level in LEVELS) if len(known) >= FEWEST_IN_DISTRIBUTION else None


# --- Results ------------------------------------------------------------------------------------------------------


class Result(StrEnum):
    """How far one of the three results has come; the first is worth least."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A governing document as the goal board sees it."""

    kind: str
    drafted_day: date
    decided_day: date | None = None
    proposed_day: date | None = None
    planned_body: str = ""
    planned_day: date | None = None
    # The day it stopped holding, when it was repealed or replaced.
    ended_day: date | None = None
    is_whole: bool = True

    def is_adopted(self, day: date) -> bool:
        """Whether it holds on the day."""
        return (
            self.decided_day is not None
            and self.decided_day <= day
            and (self.ended_day is None or day < self.ended_day)
        )


ACTION_PLAN = "action_plan"
# Any of these carries the declared will; an integrated one counts (1.1).
POLICY_KINDS = frozenset({"policy", "program", "strategy", "guideline", "other_document"})


def documents_result(documents: Iterable[DocumentFacts], day: date) -> Result:
    """Policy document and action plan: reached with both adopted, under way with a draft of either."""
    known = [row for row in documents if min(row.drafted_day, row.decided_day or row.drafted_day) <= day]
    has_policy = any(row.kind in POLICY_KINDS and row.is_adopted(day) for row in known)
    has_plan = any(row.kind == ACTION_PLAN and row.is_whole and row.is_adopted(day) for row in known)
    if has_policy and has_plan:
        return Result.REACHED
    return Result.UNDER_WAY if known else Result.NOT_BEGUN


def structures_result(internal: StructureState, external: Iterable[StructureState]) -> Result:
    """Internal and external structure: reached with both active, under way with anything set up."""
    forums = list(external)
    if internal is StructureState.ACTIVE and StructureState.ACTIVE in forums:
        return Result.REACHED
    return Result.UNDER_WAY if forums or internal is not StructureState.MISSING else Result.NOT_BEGUN


@dataclass(frozen=True, slots=True)
class DealFacts:
    """A collaboration as the goal board sees it: when it began to be prepared, and when it became a deal."""

    begun_day: date
    reached_day: date | None = None
    # The day it was cancelled or not awarded; from then on it counts for nothing, unless it was completed.
    ended_day: date | None = None

    def is_known(self, day: date) -> bool:
        """Whether it is prepared, advertised or a deal on the day."""
        return self.begun_day <= day and (self.ended_day is None or day < self.ended_day)


def deals_result(deals: Iterable[DealFacts], day: date) -> Result:
    """Reached with a contract, a completed deal or an active partnership; one advertised or prepared is under way."""
    known = [row for row in deals if row.is_known(day)]
    if any(row.reached_day is not None and row.reached_day <= day for row in known):
        return Result.REACHED
    return Result.UNDER_WAY if known else Result.NOT_BEGUN


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """The last day of each quarter from one day to another, the other included: where the board is looked at."""
    found, year, month = [], first.year, (first.month - 1) // 3 * 3 + 3
    while (end := _month_end(year, month)) < last:
        found.append(end)
        year, month = (year + 1, 3) if month == 12 else (year, month + 3)  # noqa: PLR2004 - December
    return (*found, last)


def _month_end(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


# --- The picture of who is connected ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Knot:
    """A name in the picture: a department to the left, an actor to the right."""

    text: str
    x: int
    y: int
    is_left: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A connection between a department and an actor: how many dialogues they have had together."""

    x1: int
    y1: int
    x2: int
    y2: int
    width: int


@dataclass(frozen=True, slots=True)
class Web:
    """Departments and actors, and which of them meet, ready to be drawn."""

    knots: tuple[Knot, ...]
    threads: tuple[Thread, ...]
    height: int


_ROW, _LEFT, _RIGHT, _TOP = 34, 250, 450, 24


def web_of(departments: Sequence[str], actors: Sequence[str], meetings: Mapping[tuple[str, str], int]) -> Web:
    """Place departments to the left and actors to the right, and draw a line for each pair that has met."""
    rows = max(len(departments), len(actors), 1)

    def placed(names: Sequence[str], x: int, *, is_left: bool) -> dict[str, Knot]:
        gap = (rows - len(names)) * _ROW // 2
        return {name: Knot(name, x, _TOP + gap + place * _ROW, is_left) for place, name in enumerate(names)}

    left, right = placed(departments, _LEFT, is_left=True), placed(actors, _RIGHT, is_left=False)
    threads = tuple(
        Thread(left[one].x + 8, left[one].y, right[other].x - 8, right[other].y, min(number, 4))
        for (one, other), number in sorted(meetings.items())
        if one in left and other in right and number
    )
    return Web((*left.values(), *right.values()), threads, rows * _ROW + 2 * _TOP - _ROW)


# The states of a collaboration that make a deal, those that prepare one, and those that end without one (R25).
REACHED_STATES = frozenset({"awarded", "agreed", "running", "completed"})
BEGUN_STATES = frozenset({"preparing", "market_dialogue", "advertised", "negotiating"}) | REACHED_STATES
ENDED_STATES = frozenset({"cancelled", "not_awarded"})


def deal_facts(steps: Iterable[tuple[str, date]]) -> DealFacts | None:
    """A collaboration as the goal board sees it, out of the states it came to and when; none for a mere idea."""
    rows = sorted(steps, key=lambda row: row[1])
    begun = [day for state, day in rows if state in BEGUN_STATES]
    if not begun:
        return None
    reached = [day for state, day in rows if state in REACHED_STATES]
    is_completed = any(state == "completed" for state, _day in rows)
    ended = None if is_completed or rows[-1][0] not in ENDED_STATES else rows[-1][1]
    return DealFacts(begun[0], reached[0] if reached else None, ended)


class Later(StrEnum):
    """In which follow-up a result counts that was reached after the network's end (R33, R36)."""

    IN_TIME = "in_time"
    SIX_MONTHS = "six_months"
    TWELVE_MONTHS = "twelve_months"
    TOO_LATE = "too_late"


def counted_in(reached_day: date, *, last_day: date) -> Later:
    """Whether a result reached on a day counts within the network, or in which follow-up after it."""
    if reached_day <= last_day:
        return Later.IN_TIME
    if reached_day <= months_after(last_day, 6):
        return Later.SIX_MONTHS
    return Later.TWELVE_MONTHS if reached_day <= months_after(last_day, 12) else Later.TOO_LATE


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month; the end of a month stays one."""
    number = day.year * 12 + day.month - 1 + months
    last = _month_end(number // 12, number % 12 + 1)
    is_last = day == _month_end(day.year, day.month)
    return last if is_last or day.day > last.day else last.replace(day=day.day)


# --- The maturity profile as a picture ----------------------------------------------------------------------------

# Unit vectors of seven spokes, the first upwards, in thousandths.
_SPOKES = ((0, -1000), (782, -623), (975, 223), (434, 901), (-434, 901), (-975, 223), (-782, -623))
RADAR_RADIUS, RADAR_CENTRE = 150, 200


def spoke_point(dimension: int, level: int) -> tuple[int, int]:
    """Where a level lies on the spoke of a dimension (0 to 6), in the picture's own measure."""
    x, y = _SPOKES[dimension]
    reach = RADAR_RADIUS * level // LEVELS[-1]
    return RADAR_CENTRE + x * reach // 1000, RADAR_CENTRE + y * reach // 1000


def radar_path(levels: Sequence[int | None]) -> str:
    """A profile as an SVG path; an unknown level is left out, so that it draws no wrong corner."""
    points = [spoke_point(place, level) for place, level in enumerate(levels) if level is not None]
    if len(points) < 3:  # noqa: PLR2004 - fewer have no surface
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"
