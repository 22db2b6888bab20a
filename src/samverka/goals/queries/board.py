"""The goal board: three results for each seat, read from records by written rules, on any day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.enterprises.models import CollaborationStep
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
    ExternalStructure,
    ForumDialogue,
    GoalJudgement,
    GoverningDocument,
    GroupMeeting,
    InternalStructure,
    ResultGoal,
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
    judgements: dict[str, GoalJudgement] = field(default_factory=dict)

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
    """What the results of these seats are read from. Seven statements, however many seats.

    A collaboration that may be covered by secrecy is in no count, so it carries no result here (R14).
    """
    found = {seat.pk: SeatRecords() for seat in seats}
    by_organisation = {seat.organisation_id: seat.pk for seat in seats}
    keys = list(found)
    for document in GoverningDocument.objects.filter(participation__in=keys).order_by("pk"):
        found[document.participation_id].documents.append(document)
        found[document.participation_id].document_facts.append(document_facts(document))
    _read_internal(found, keys)
    _read_forums(found, keys)
    steps = CollaborationStep.objects.filter(
        collaboration__organisation__in=list(by_organisation), collaboration__secrecy_ground=""
    ).values_list("collaboration_id", "collaboration__organisation_id", "collaboration__title", "state", "day")
    by_deal: dict[tuple[int, int, str], list[tuple[str, date]]] = defaultdict(list)
    for deal, organisation, title, state, day in steps:
        by_deal[deal, organisation, title].append((state, day))
    for (deal, organisation, title), stood in by_deal.items():
        facts = figures.deal_facts(stood)
        if facts is not None:
            found[by_organisation[organisation]].deals[deal] = (title, facts)
    for judgement in GoalJudgement.objects.filter(participation__in=keys, lifted_at__isnull=True):
        found[judgement.participation_id].judgements[judgement.result_goal] = judgement
    return found


def _read_internal(found: Mapping[int, SeatRecords], keys: list[int]) -> None:
    rows = InternalStructure.objects.filter(participation__in=keys).values_list(
        "participation_id", "set_up_at", "coordinating_function", "members__area", "members__first_day",
        "members__last_day",
    )  # fmt: skip
    for seat, set_up_at, function, area, first, last in rows:
        records = found[seat]
        records.internal_from = clock.day(set_up_at)
        records.has_coordinator = bool(function.strip())
        if area:
            records.group.append(Sitting(area, first, last))
    for seat, day in GroupMeeting.objects.filter(structure__participation__in=keys).values_list(
        "structure__participation_id", "met_day"
    ):
        found[seat].group_days.append(day)


def _read_forums(found: Mapping[int, SeatRecords], keys: list[int]) -> None:
    forums: dict[int, ForumRecord] = {}
    rows = (
        ExternalStructure.objects.filter(participation__in=keys)
        .order_by("pk")
        .values_list(
            "pk", "participation_id", "name", "set_up_at", "agreement", "closed_day", "parties__name",
            "parties__first_day", "parties__last_day",
        )
    )  # fmt: skip
    for pk, seat, name, set_up_at, agreement, closed, party, first, last in rows:
        if pk not in forums:
            forums[pk] = ForumRecord(name, clock.day(set_up_at), bool(agreement.strip()), closed)
            found[seat].forums.append(forums[pk])
        if party:
            forums[pk].parties.append(Sitting(party, first, last))
    held = ForumDialogue.objects.filter(
        structure__participation__in=keys, dialogue__archived_at__isnull=True, dialogue__secrecy_ground=""
    )
    for pk, day in held.values_list("structure_id", "dialogue__day"):
        forums[pk].held_days.append(day)


# --- Shown --------------------------------------------------------------------------------------------------------

MARKS = {Result.REACHED: "done", Result.UNDER_WAY: "waiting", Result.NOT_BEGUN: "open"}


def result_word(result: str) -> str:
    """How far a result has come, in words."""
    return {
        Result.NOT_BEGUN.value: _("Not begun"),
        Result.UNDER_WAY.value: _("Under way"),
        Result.REACHED.value: _("Reached"),
    }[str(result)]


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
_BAR_HEIGHT, _BAR_WIDTH, _BAR_STEP = 120, 14, 62


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
            (12 + place * _BAR_STEP, f"{one.day:%Y} {_('Q')}{(one.day.month + 2) // 3}")
            for place, one in enumerate(quarters)
        ),
        width=len(quarters) * _BAR_STEP + 24,
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
