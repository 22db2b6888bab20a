"""The goal board: three results for each seat, read from records by written rules, on any day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.todo import fact_day, fact_instant
from samverka.enterprises.models import CollaborationStep, Dialogue
from samverka.goals import figures
from samverka.goals.figures import (
    DealFacts,
    DocumentFacts,
    ForumFacts,
    InternalFacts,
    Later,
    Result,
    StructureState,
)
from samverka.goals.models import (
    Decision,
    ExternalStructure,
    ForumDialogue,
    GoalJudgement,
    GoverningDocument,
    GroupMeeting,
    InternalStructure,
    Measurement,
    ResultGoal,
    ResultState,
)
from samverka.goals.queries.documents import document_facts, way_text
from samverka.goals.queries.sight import Sight, Tab
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people.models import Person
from samverka.teams import queries as teams

RESULTS = (ResultGoal.DOCUMENTS, ResultGoal.STRUCTURES, ResultGoal.DEALS)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Something that holds during dated days: an area in the group, a party in a forum."""

    area: str
    first_day: date
    last_day: date | None

    def is_on(self, day: date) -> bool:
        """Whether it holds on the day."""
        return self.first_day <= day and (self.last_day is None or self.last_day >= day)


@dataclass(frozen=True, slots=True)
class Judged:
    """The host's judgement of a result, with its comment."""

    judged: str
    comment: str


@dataclass(slots=True)
class ForumRecord:
    """A forum as it was set up, with its parties and the days of its dialogues."""

    name: str
    set_up_day: date
    has_agreement: bool
    closed_day: date | None
    parties: list[Sitting] = field(default_factory=list)
    held_days: list[date] = field(default_factory=list)

    def state(self, day: date) -> StructureState:
        """How it stood on a day."""
        parties = sum(party.is_on(day) for party in self.parties)
        return figures.forum_state(ForumFacts(parties, self.has_agreement, tuple(self.held_days), self.closed_day), day)


@dataclass(slots=True)
class SeatRecords:
    """Everything that a seat's results are read from."""

    documents: list[GoverningDocument] = field(default_factory=list)
    document_facts: list[DocumentFacts] = field(default_factory=list)
    internal_from: date | None = None
    has_coordinator: bool = False
    group: list[Sitting] = field(default_factory=list)
    group_days: list[date] = field(default_factory=list)
    forums: list[ForumRecord] = field(default_factory=list)
    deals: dict[int, tuple[str, DealFacts]] = field(default_factory=dict)
    judgements: dict[str, Judged] = field(default_factory=dict)
    # For the indicators: days of dialogues, committees made responsible, figures written down by hand.
    dialogue_days: list[date] = field(default_factory=list)
    committees: list[tuple[date, str]] = field(default_factory=list)
    measured: dict[str, list[tuple[date, int]]] = field(default_factory=dict)

    def begin_internal(self, day: date) -> None:
        """The internal structure was there on this day, whenever it was written down."""
        self.internal_from = min(self.internal_from or day, day)

    def areas(self, day: date) -> frozenset[str]:
        """The areas in the internal group on a day."""
        return frozenset(one.area for one in self.group if one.is_on(day))

    def internal_state(self, day: date) -> StructureState:
        """How the internal structure stood on a day."""
        if self.internal_from is None or self.internal_from > day:
            return StructureState.MISSING
        facts = InternalFacts(self.has_coordinator, self.areas(day), tuple(self.group_days))
        return figures.internal_state(facts, day)

    def forum_states(self, day: date) -> list[StructureState]:
        """How each forum that was set up stood on a day."""
        return [forum.state(day) for forum in self.forums if forum.set_up_day <= day]

    def result(self, goal: str, day: date) -> Result:
        """How far a result had come on a day, as the records say."""
        if goal == ResultGoal.DOCUMENTS:
            return figures.documents_result(self.document_facts, day)
        if goal == ResultGoal.STRUCTURES:
            return figures.structures_result(self.internal_state(day), self.forum_states(day))
        return figures.deals_result([facts for _title, facts in self.deals.values()], day)


def records_of(seats: Sequence[Participation]) -> dict[int, SeatRecords]:
    """What the results of these seats are read from, in one statement, however many seats.

    A collaboration or dialogue that may be covered by secrecy is in no count, so it carries no result here (R14).
    """
    found = {seat.pk: SeatRecords() for seat in seats}
    by_organisation = {seat.organisation_id: seat.pk for seat in seats}
    rows = _gathered(list(found), list(by_organisation))
    for fact in rows["document"]:
        document = _document(fact)
        records = found[fact["seat"]]
        records.documents.append(document)
        records.document_facts.append(document_facts(document))
    _read_internal(found, rows)
    _read_forums(found, rows)
    _read_deals(found, rows, by_organisation)
    for fact in rows["judgement"]:
        found[fact["seat"]].judgements[fact["goal"]] = Judged(fact["judged"], fact["comment"])
    _read_counts(found, rows, by_organisation)
    return found


Rows = dict[str, list[dict[str, Any]]]


def _read_internal(found: dict[int, SeatRecords], rows: Rows) -> None:
    for fact in rows["internal"]:
        records = found[fact["seat"]]
        records.has_coordinator = bool(fact["function"].strip())
        records.begin_internal(clock.day(fact_instant(fact["set_up_at"])))
        if fact["area"]:
            first = date.fromisoformat(fact["first"])
            records.begin_internal(first)
            records.group.append(Sitting(fact["area"], first, fact_day(fact["last"])))
    for fact in rows["group_meeting"]:
        found[fact["seat"]].group_days.append(date.fromisoformat(fact["day"]))


def _read_deals(found: dict[int, SeatRecords], rows: Rows, by_organisation: dict[int, int]) -> None:
    by_deal: dict[tuple[int, int, str], list[tuple[str, date]]] = defaultdict(list)
    for fact in rows["step"]:
        key = (fact["deal"], by_organisation[fact["organisation"]], fact["title"])
        by_deal[key].append((fact["state"], date.fromisoformat(fact["day"])))
    for (deal, seat_id, title), stood in sorted(by_deal.items()):
        facts = figures.deal_facts(stood)
        if facts is not None:
            found[seat_id].deals[deal] = (title, facts)


def _read_counts(found: dict[int, SeatRecords], rows: Rows, by_organisation: dict[int, int]) -> None:
    for fact in rows["dialogue"]:
        found[by_organisation[fact["organisation"]]].dialogue_days.append(date.fromisoformat(fact["day"]))
    for fact in sorted(rows["decision"], key=lambda one: (one["day"], one["pk"])):
        found[fact["seat"]].committees.append((date.fromisoformat(fact["day"]), fact["committee"]))
    for fact in sorted(rows["measurement"], key=lambda one: (one["day"], one["pk"])):
        noted = found[fact["seat"]].measured.setdefault(fact["indicator"], [])
        noted.append((date.fromisoformat(fact["day"]), fact["value"]))


def _gathered(seats: list[int], organisations: list[int]) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables that results are read from, as one union."""
    document = {name: name for name in _DOCUMENT_FIELDS}
    parts: dict[str, tuple[QuerySet[Any], dict[str, str]]] = {
        "document": (
            GoverningDocument.objects.filter(participation__in=seats),
            document | {"seat": "participation_id", "pk": "pk"},
        ),
        "internal": (
            InternalStructure.objects.filter(participation__in=seats),
            {
                "seat": "participation_id",
                "set_up_at": "set_up_at",
                "function": "coordinating_function",
                "area": "members__area",
                "first": "members__first_day",
                "last": "members__last_day",
            },
        ),
        "group_meeting": (
            GroupMeeting.objects.filter(structure__participation__in=seats),
            {"seat": "structure__participation_id", "day": "met_day"},
        ),
        "forum": (
            ExternalStructure.objects.filter(participation__in=seats),
            {
                "pk": "pk",
                "seat": "participation_id",
                "name": "name",
                "set_up_at": "set_up_at",
                "agreement": "agreement",
                "closed": "closed_day",
                "party": "parties__name",
                "first": "parties__first_day",
                "last": "parties__last_day",
            },
        ),
        "forum_dialogue": (
            ForumDialogue.objects.filter(
                structure__participation__in=seats, dialogue__archived_at__isnull=True, dialogue__secrecy_ground=""
            ),
            {"forum": "structure_id", "day": "dialogue__day"},
        ),
        "step": (
            CollaborationStep.objects.filter(
                collaboration__organisation__in=organisations, collaboration__secrecy_ground=""
            ),
            {
                "deal": "collaboration_id",
                "organisation": "collaboration__organisation_id",
                "title": "collaboration__title",
                "state": "state",
                "day": "day",
            },
        ),
        "judgement": (
            GoalJudgement.objects.filter(participation__in=seats, lifted_at__isnull=True),
            {"seat": "participation_id", "goal": "result_goal", "judged": "judged", "comment": "comment"},
        ),
        "dialogue": (
            Dialogue.objects.filter(organisation__in=organisations, archived_at__isnull=True, secrecy_ground=""),
            {"organisation": "organisation_id", "day": "day"},
        ),
        "decision": (
            Decision.objects.filter(participation__in=seats, withdrawn_at__isnull=True).exclude(
                responsible_committee=""
            ),
            {"seat": "participation_id", "pk": "pk", "day": "decided_day", "committee": "responsible_committee"},
        ),
        "measurement": (
            Measurement.objects.filter(participation__in=seats),
            {
                "seat": "participation_id",
                "pk": "pk",
                "indicator": "indicator",
                "day": "measured_day",
                "value": "value",
            },
        ),
    }
    queries = [
        rows.order_by().values_list(Value(name, output_field=CharField()), JSONObject(**facts))
        for name, (rows, facts) in parts.items()
    ]
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in parts}
    for name, fact in queries[0].union(*queries[1:], all=True):
        found[name].append(fact)
    found["document"].sort(key=lambda one: one["pk"])
    found["forum"].sort(key=lambda one: one["pk"])
    return found


_DOCUMENT_INSTANTS = ("drafted_at", "consulted_at", "proposed_at", "adopted_at", "revising_at", "replaced_at")
_DOCUMENT_DAYS = ("planned_day", "decided_day", "repealed_day")
_DOCUMENT_FIELDS = (*_DOCUMENT_INSTANTS, *_DOCUMENT_DAYS, "title", "kind", "planned_body", "decided_by")


def _document(fact: dict[str, Any]) -> GoverningDocument:
    """A document with the columns that results are read from."""
    values = {name: fact[name] for name in ("pk", "title", "kind", "planned_body", "decided_by")}
    values |= {name: fact_day(fact[name]) for name in _DOCUMENT_DAYS}
    values |= {name: fact_instant(fact[name]) if fact[name] else None for name in _DOCUMENT_INSTANTS}
    return GoverningDocument(**values)


def _read_forums(found: dict[int, SeatRecords], rows: Rows) -> None:
    forums: dict[int, ForumRecord] = {}
    for fact in rows["forum"]:
        key = fact["pk"]
        if key not in forums:
            set_up = clock.day(fact_instant(fact["set_up_at"]))
            forums[key] = ForumRecord(fact["name"], set_up, bool(fact["agreement"].strip()), fact_day(fact["closed"]))
            found[fact["seat"]].forums.append(forums[key])
        if fact["party"]:
            first = date.fromisoformat(fact["first"])
            forums[key].set_up_day = min(forums[key].set_up_day, first)
            forums[key].parties.append(Sitting(fact["party"], first, fact_day(fact["last"])))
    for fact in rows["forum_dialogue"]:
        forums[fact["forum"]].held_days.append(date.fromisoformat(fact["day"]))


# --- Shown --------------------------------------------------------------------------------------------------------

MARKS = {Result.REACHED: "done", Result.UNDER_WAY: "waiting", Result.NOT_BEGUN: "open"}


def result_word(result: str) -> str:
    """How far a result has come, in words."""
    return str(ResultState(str(result)).label)


@dataclass(frozen=True, slots=True)
class ResultShown:
    """One result of one seat: as it counts, what the records say, and what it rests on."""

    goal: str
    title: str
    result: Result
    mark: str
    word: str
    computed: str
    judged: str
    way: str
    evidence: tuple[str, ...]
    missing: tuple[str, ...]
    is_judged: bool


def shown_result(records: SeatRecords, goal: str, network: Network, day: date) -> ResultShown:
    """One result on a day. One reached after the network's end counts in a follow-up, and says so."""
    computed = records.result(goal, day)
    judgement = records.judgements.get(goal)
    result = Result(judgement.judged) if judgement else computed
    word = result_word(result)
    if result is Result.REACHED and not judgement and day > network.last_day:
        word = _later_word(records, goal, network, day) or word
    return ResultShown(
        goal=goal,
        title=str(ResultGoal(goal).label),
        result=result,
        mark=MARKS[result],
        word=word,
        computed=result_word(computed),
        judged=judgement.comment if judgement else "",
        way=_way(records, goal, computed),
        evidence=_evidence(records, goal, day),
        missing=_missing(records, goal, day) if computed is not Result.REACHED else (),
        is_judged=judgement is not None,
    )


def reached_day(records: SeatRecords, goal: str, network: Network, day: date) -> date | None:
    """The first month's end after the network's end by which a result stood as reached; None when it stood before."""
    if records.result(goal, network.last_day) is Result.REACHED:
        return None
    for months in range(1, 25):
        then = min(figures.months_after(network.last_day, months), day)
        if records.result(goal, then) is Result.REACHED:
            return then
        if then == day:
            break
    return None


def _later_word(records: SeatRecords, goal: str, network: Network, day: date) -> str:
    reached = reached_day(records, goal, network, day)
    if reached is None:
        return ""
    return {
        Later.IN_TIME: "",
        Later.SIX_MONTHS: _("Reached after the end, in the follow-up after 6 months"),
        Later.TWELVE_MONTHS: _("Reached after the end, in the follow-up after 12 months"),
        Later.TOO_LATE: _("Reached after the follow-ups"),
    }[figures.counted_in(reached, last_day=network.last_day)]


def _way(records: SeatRecords, goal: str, computed: Result) -> str:
    if goal != ResultGoal.DOCUMENTS or computed is Result.REACHED:
        return ""
    return "; ".join(filter(None, (way_text(row) for row in records.documents if not row.adopted_at)))


def _evidence(records: SeatRecords, goal: str, day: date) -> tuple[str, ...]:
    """What a result rests on on a day; a draft is no evidence, and its title stays in the municipality."""
    if goal == ResultGoal.DOCUMENTS:
        return tuple(
            _("%(title)s: adopted by %(body)s on %(day)s")
            % {"title": row.title, "body": row.decided_by, "day": day_text(row.decided_day)}
            for row, facts in zip(records.documents, records.document_facts, strict=True)
            if facts.is_adopted(day)
        )
    if goal == ResultGoal.STRUCTURES:
        found = [_("The internal group")] if records.internal_state(day) is StructureState.ACTIVE else []
        return (
            *found,
            *(
                forum.name
                for forum in records.forums
                if forum.set_up_day <= day and forum.state(day) is StructureState.ACTIVE
            ),
        )
    return tuple(
        title
        for title, facts in records.deals.values()
        if facts.is_known(day) and facts.reached_day is not None and facts.reached_day <= day
    )


def _missing(records: SeatRecords, goal: str, day: date) -> tuple[str, ...]:
    if goal == ResultGoal.DOCUMENTS:
        adopted = {facts.kind for facts in records.document_facts if facts.is_adopted(day)}
        lacks = [] if adopted & figures.POLICY_KINDS else [_("An adopted policy document, own or in another.")]
        return (*lacks, *([] if figures.ACTION_PLAN in adopted else [_("An adopted action plan.")]))
    if goal == ResultGoal.STRUCTURES:
        is_active = records.internal_state(day) is StructureState.ACTIVE
        lacks = [] if is_active else [_("An active internal group.")]
        forums = records.forum_states(day)
        return (*lacks, *([] if StructureState.ACTIVE in forums else [_("An active forum with others.")]))
    return (_("A contract, a completed deal or an active partnership."),)


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many seats had reached each result at the end of a quarter."""

    day: date
    reached: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the picture of change: where it stands and how high it is."""

    x: int
    y: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    """All seats and their three results."""

    network: Network
    sentence: str
    board: Table
    change: Table
    bars: tuple[Bar, ...]
    labels: tuple[tuple[int, str], ...]
    width: int
    exports: Exports


_BAR_KINDS = ("outcome", "apart", "plan")
_BAR_HEIGHT, _BAR_WIDTH, _BAR_STEP, _LEAST_WIDTH = 120, 14, 74, 640


def hosted_seats(network: Network) -> list[Participation]:
    """The seats that are on the board: accepted and not left."""
    return list(networks.seats(network).filter(left_at__isnull=True))


def board_page(person: Person, slug: str, day: date, *, sorted_by: str = "") -> BoardPage:
    """The goal board, for the host.

    Raises:
        Http404: for everyone else.
    """
    network = teams.host_standing(person, slug, day).network
    seats = hosted_seats(network)
    records = records_of(seats)
    rows, reached = [], Counter[str]()
    for seat in seats:
        shown = [shown_result(records[seat.pk], goal, network, day) for goal in RESULTS]
        reached.update(one.goal for one in shown if one.result is Result.REACHED)
        number = sum(one.result is Result.REACHED for one in shown)
        rows.append(
            Row(
                (seat.organisation.name, *(_cell(one) for one in shown), number),
                href=reverse("goals:seat", args=[network.slug, seat.pk]),
                mark="done" if number == len(RESULTS) else "waiting" if number else "open",
                mark_text=_("All three") if number == len(RESULTS) else _("%(number)s of 3") % {"number": number},
            )
        )
    ends = figures.month_ends(network.first_day, max(network.first_day, min(day, network.last_day)))
    quarters = tuple(
        Quarter(
            end,
            tuple(sum(records[seat.pk].result(goal, end) is Result.REACHED for seat in seats) for goal in RESULTS),
        )
        for end in ends
    )
    return BoardPage(
        network=network,
        sentence=ngettext(
            "%(all)s of %(seats)s municipality has reached all three results.",
            "%(all)s of %(seats)s municipalities have reached all three results.",
            len(seats),
        )
        % {"all": sum(row.values[-1] == len(RESULTS) for row in rows), "seats": len(seats)},
        board=Table(
            name=f"malbild-{network.slug}",
            title=_("Results"),
            columns=(
                Column("organisation", _("Municipality")),
                *(Column(goal.value, goal.label) for goal in RESULTS),
                Column("reached", _("Reached, of three"), Kind.NUMBER),
            ),
            rows=tuple(rows),
            total=Row((_("Reached"), *(str(reached[goal]) for goal in RESULTS), sum(reached.values()))),
            empty_text=_("No seat has been accepted yet."),
        ).ordered(sorted_by),
        change=_change_table(quarters, network),
        bars=_bars(quarters, len(seats)),
        labels=tuple(
            (
                12 + place * _BAR_STEP,
                _("Q%(number)s %(year)s") % {"number": (one.day.month + 2) // 3, "year": one.day.year},
            )
            for place, one in enumerate(quarters)
        ),
        width=max(len(quarters) * _BAR_STEP + 24, _LEAST_WIDTH),
        exports=Exports(csv=reverse("goals:board_csv", args=[network.slug])),
    )


def _cell(one: ResultShown) -> str:
    text = one.word
    if one.is_judged:
        text += ". " + _("The host's judgement.")
    return f"{text}. {one.way}" if one.way else text


def _change_table(quarters: Iterable[Quarter], network: Network) -> Table:
    return Table(
        name=f"forandring-{network.slug}",
        title=_("How many have reached each result"),
        columns=(
            Column("day", _("At the end of the quarter"), Kind.DAY),
            *(Column(goal.value, goal.label, Kind.NUMBER) for goal in RESULTS),
        ),
        rows=tuple(Row((one.day, *one.reached)) for one in quarters),
        notes=(_("As the records say; the host's judgements are not counted here."),),
        is_sortable=False,
    )


def _bars(quarters: Sequence[Quarter], seats: int) -> tuple[Bar, ...]:
    bars = []
    for place, one in enumerate(quarters):
        for number, kind in enumerate(_BAR_KINDS):
            height = one.reached[number] * _BAR_HEIGHT // max(seats, 1)
            bars.append(
                Bar(12 + place * _BAR_STEP + number * (_BAR_WIDTH + 2), 10 + _BAR_HEIGHT - height, height, kind)
            )
    return tuple(bars)


@dataclass(frozen=True, slots=True)
class SeatPage:
    """A seat's three results, what they rest on and what is missing."""

    sight: Sight
    tabs: tuple[Tab, ...]
    results: tuple[ResultShown, ...]
    sentence: str
    may_judge: bool


def seat_page(sight: Sight, day: date) -> SeatPage:
    """A seat's results, for its team and for the host."""
    records = records_of([sight.participation])[sight.participation.pk]
    results = tuple(shown_result(records, goal, sight.network, day) for goal in RESULTS)
    number = sum(one.result is Result.REACHED for one in results)
    return SeatPage(
        sight=sight,
        tabs=sight.tabs("seat"),
        results=results,
        sentence=ngettext("%(number)s of three results is reached.", "%(number)s of three results are reached.", number)
        % {"number": number},
        may_judge=sight.is_host,
    )


def own_seat_address(person: Person, slug: str, day: date) -> str:
    """Where someone in a team is led from the board; empty for the host.

    Raises:
        Http404: for strangers.
    """
    stands = teams.standing(person, slug, day)
    return "" if stands.is_host else reverse("goals:seat", args=[slug, stands.seats[0].participation_id])


def goal_title(goal: str) -> str:
    """What a result is called; empty when there is no such result."""
    return str(ResultGoal(goal).label) if goal in ResultGoal.values else ""
