"""The needs inventory: a seat's list, one need, the plot, what is due, and what several municipalities need at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core.money import kronor_text
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import Verdict
from samverka.core.words import search_key, sort_key
from samverka.goals import figures, rules
from samverka.goals.figures import NeedFacts, NeedState
from samverka.goals.models import (
    DevelopmentNeed,
    Need,
    NeedCode,
    NeedCollaboration,
    NeedContact,
    NeedsInventory,
    NeedTalk,
)
from samverka.goals.queries.sight import Sight, Tab, sight_of
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people.models import Person
from samverka.teams import queries as teams


def state_word(state: NeedState) -> str:
    """A need's state in words."""
    return {
        NeedState.IDEA: _("Idea"),
        NeedState.DESCRIBED: _("Described"),
        NeedState.PRIORITISED: _("Prioritised"),
        NeedState.MARKET_DIALOGUE: _("Market dialogue"),
        NeedState.MATCHED: _("Contacts found"),
        NeedState.IN_DEAL: _("In a deal"),
        NeedState.SOLVED: _("Solved"),
        NeedState.PARKED: _("Parked"),
    }[state]


def field_words() -> dict[str, str]:
    """What the fields that a state asks for are called."""
    return {
        "department": _("Department"),
        "problem": _("The problem"),
        "affected_group": _("Whom it concerns"),
        "field": _("Sort of work"),
        "benefit": _("Benefit"),
        "feasibility": _("Feasibility"),
        "horizon": _("When"),
        "talks": _("A logged talk"),
        "contacts": _("Someone to contact"),
        "collaborations": _("A collaboration"),
    }


# What lies in tables of its own, and the column that tells of it.
MARKED = {"talks": "has_talks", "contacts": "has_contacts", "collaborations": "has_deals"}
MARKS = {NeedState.SOLVED: "done", NeedState.IN_DEAL: "done", NeedState.PARKED: "open", NeedState.IDEA: "open"}


def mark_of(state: NeedState) -> str:
    """The shape of a need's state."""
    return MARKS.get(state, "waiting")


def filled_fields(need: Need) -> frozenset[str]:
    """Which of what a state may ask for is there; the need comes out of `with_marks`."""
    asked = {name for names in figures.ASKED_BY_STATE.values() for name in names}
    found = {name for name in asked - MARKED.keys() if getattr(need, name) not in (None, "")}
    return frozenset(found | {name for name, mark in MARKED.items() if getattr(need, mark, False)})


def state_of(need: Need) -> NeedState:
    """How far a need has come; the need comes out of `with_marks`."""
    return figures.need_state(
        NeedFacts(
            filled=filled_fields(need),
            is_solved=need.solved_at is not None,
            is_parked=need.parked_at is not None,
        )
    )


def with_marks(needs: QuerySet[Need]) -> QuerySet[Need]:
    """The needs with what their state is read from."""
    return needs.annotate(
        has_talks=Exists(NeedTalk.objects.filter(need=OuterRef("pk"))),
        has_contacts=Exists(NeedContact.objects.filter(need=OuterRef("pk"))),
        has_deals=Exists(NeedCollaboration.objects.filter(need=OuterRef("pk"))),
    )


def needs_of(participation: Participation) -> QuerySet[Need]:
    """All needs of a seat, newest last."""
    return with_marks(Need.objects.filter(participation=participation)).order_by("noted_day", "pk")


def shared_needs(network: Network) -> QuerySet[Need]:
    """What the seats of a network have shared with it; never what may be covered by secrecy."""
    return with_marks(
        Need.objects.filter(
            participation__network=network, level__in=(Need.Level.NETWORK, Need.Level.PUBLIC), may_be_secret=False
        )
    ).select_related("participation__organisation")


def visible_to(sight: Sight, needs: QuerySet[Need]) -> QuerySet[Need]:
    """Of a seat's needs those the person may read: all of the own, of another's what is shared with the network."""
    if sight.may_write:
        return needs
    return needs.filter(level__in=(Need.Level.NETWORK, Need.Level.PUBLIC), may_be_secret=False)


def one_need(person: Person, slug: str, need_id: int, day: date) -> tuple[Need, Sight]:
    """A need that the person may read.

    Raises:
        Http404: when there is none, or it stays inside another municipality.
    """
    stands = teams.standing(person, slug, day)
    need = (
        with_marks(Need.objects.filter(pk=need_id, participation__network=stands.network))
        .select_related("participation__organisation__municipality")
        .prefetch_related(Prefetch("codes", queryset=NeedCode.objects.order_by("code")))
        .first()
    )
    sight = sight_of(stands, need.participation) if need else None
    if need is None or sight is None:
        raise Http404
    if not rules.may_read_need(need, is_own=sight.may_write):
        raise Http404
    return need, sight


def one_own_need(person: Person, slug: str, need_id: int, day: date) -> tuple[Need, Sight]:
    """A need of the person's own municipality.

    Raises:
        Http404: for everyone else.
    """
    need, sight = one_need(person, slug, need_id, day)
    if not sight.may_write:
        raise Http404
    return need, sight


def one_own_development_need(person: Person, slug: str, need_id: int, day: date) -> tuple[DevelopmentNeed, Sight]:
    """A development need of the person's own municipality.

    Raises:
        Http404: for everyone else.
    """
    stands = teams.standing(person, slug, day)
    need = (
        DevelopmentNeed.objects.filter(pk=need_id, participation__in=stands.seat_ids)
        .select_related("participation__organisation", "participation__network")
        .first()
    )
    sight = sight_of(stands, need.participation) if need else None
    if need is None or sight is None:
        raise Http404
    return need, sight


def owner_suggestions(participation: Participation, day: date) -> tuple[str, ...]:
    """Functions of the team, to choose among for who is responsible; anything may be typed."""
    functions = {member.function for member in teams.current_members(participation, day)}
    return tuple(sorted(functions, key=sort_key))


# --- The seat's page ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlotMark:
    """A circle on the plot: where, how large, and the numbers of the needs that lie there."""

    x: int
    y: int
    radius: int
    text: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """How a promise of the seat stands, as a mark and a sentence."""

    text: str
    mark: str
    mark_text: str


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """A seat's inventory, both parts."""

    sight: Sight
    tabs: tuple[Tab, ...]
    commitment: Commitment
    development: Table
    needs: Table
    plot: tuple[PlotMark, ...]
    numbered: Table
    exports: Exports
    may_declare: Verdict
    hidden: str
    summary: str


# The plot's measure: five steps of benefit upwards, five of feasibility to the right.
_STEP, _EDGE = 60, 40


def plot_marks(points: Iterable[figures.Point]) -> tuple[PlotMark, ...]:
    """Where each point is drawn, in the plot's own measure."""
    return tuple(
        PlotMark(
            x=_EDGE + point.feasibility * _STEP,
            y=(figures.LEVELS[-1] + 1 - point.benefit) * _STEP,
            radius=min(14 + 3 * len(point.numbers), 26),
            text=str(point.numbers[0]) if len(point.numbers) == 1 else f"{point.numbers[0]} +{len(point.numbers) - 1}",
        )
        for point in points
    )


def commitment_of(inventory: NeedsInventory | None, *, due: date | None, written: int, day: date) -> Commitment:
    """Whether the inventory is done, and in time (the seed's commitment)."""
    if inventory and inventory.declared_at:
        return Commitment(
            _("The inventory was declared done on %(day)s.") % {"day": day_text(inventory.declared_at)},
            "done",
            _("Done"),
        )
    until = " " + _("It is due on %(day)s.") % {"day": day_text(due)} if due else ""
    text = (
        ngettext(
            "%(number)s development need is written down.", "%(number)s development needs are written down.", written
        )
        % {"number": written}
        if written
        else _("No development need is written down yet.")
    )
    if due and due < day:
        return Commitment(text + until, "late", _("Late"))
    return Commitment(text + until, "waiting" if written else "open", _("Under way") if written else _("Not begun"))


def needs_page(sight: Sight, day: date, *, sorted_by: str = "") -> NeedsPage:
    """A seat's inventory as the person may see it."""
    terms = networks.holding_terms(sight.network)
    inventory = NeedsInventory.objects.filter(participation=sight.participation).first()
    development = list(
        DevelopmentNeed.objects.filter(participation=sight.participation).order_by("department", "noted_day", "pk")
    )
    if sight.is_host:
        development = [need for need in development if not need.may_be_secret]
    everything = list(needs_of(sight.participation))
    shown = [need for need in everything if rules.may_read_need(need, is_own=sight.may_write)]
    counted = [need for need in everything if not need.may_be_secret]
    numbered = sorted(shown, key=lambda need: (-(figures.priority(need.benefit, need.feasibility) or 0), need.pk))
    with_scores = [need for need in numbered if need.benefit and need.feasibility]
    kept = len(counted) - len(shown) if sight.is_host else 0
    return NeedsPage(
        sight=sight,
        tabs=sight.tabs("needs"),
        commitment=commitment_of(inventory, due=terms.needs_due_day, written=len(development), day=day),
        development=development_table(development, sight),
        needs=needs_table(shown, sight).ordered(sorted_by),
        plot=plot_marks(figures.plotted([(need.benefit, need.feasibility) for need in with_scores])),
        numbered=_numbered(with_scores),
        exports=Exports(csv=sight.href("needs_csv")),
        may_declare=rules.may_declare_inventory(
            written=len(development), is_declared=bool(inventory and inventory.declared_at)
        ),
        hidden=ngettext(
            "%(number)s more need is kept within the municipality.",
            "%(number)s more needs are kept within the municipality.",
            kept,
        )
        % {"number": kept}
        if kept
        else "",
        summary=inventory.summary if inventory else "",
    )


def development_table(needs: Sequence[DevelopmentNeed], sight: Sight) -> Table:
    """Part (a) as a list."""
    return Table(
        name="utvecklingsbehov",
        title=_("Development and competence needs"),
        columns=(
            Column("title", _("Need")),
            Column("department", _("Department")),
            Column("kind", _("What would help")),
            Column("owner", _("Responsible")),
            Column("noted", _("Noted"), Kind.DAY),
        ),
        rows=tuple(
            Row(
                (need.title, need.department, need.get_kind_display(), need.owner, need.noted_day),
                href=sight.row_href("development_need_page", need.pk) if sight.may_write else "",
                mark="done" if need.met_at else "open",
                mark_text=_("Met") if need.met_at else _("Not met yet"),
            )
            for need in needs
        ),
        empty_text=_("No development need is written down yet."),
        is_sortable=False,
    )


def needs_table(needs: Sequence[Need], sight: Sight) -> Table:
    """Part (b) as a list."""
    return Table(
        name=f"behov-{sight.participation.pk}",
        title=_("Needs that social enterprises might meet"),
        columns=(
            Column("title", _("Need")),
            Column("department", _("Department")),
            Column("field", _("Sort of work")),
            Column("value", _("Value a year"), Kind.ORE),
            Column("ends", _("Contract ends"), Kind.DAY),
            Column("priority", _("Priority"), Kind.NUMBER),
            Column("owner", _("Responsible")),
            Column("level", _("Who may read it")),
        ),
        rows=tuple(
            Row(
                (
                    need.title,
                    need.department,
                    str(need.get_field_display()) if need.field else "",
                    need.yearly_value_ore,
                    need.contract_ends_day,
                    figures.priority(need.benefit, need.feasibility),
                    need.owner,
                    level_word(need),
                ),
                href=sight.row_href("need", need.pk),
                mark=mark_of(state_of(need)),
                mark_text=state_word(state_of(need)),
            )
            for need in needs
        ),
        empty_text=_("No need is written down yet. A title, someone responsible and a day are enough to begin with."),
    )


def level_word(need: Need) -> str:
    """Who may read a need, in words."""
    return _("Only the municipality, may be secret") if need.may_be_secret else str(need.get_level_display())


def _numbered(needs: Sequence[Need]) -> Table:
    return Table(
        name="prioritering",
        title=_("What stands on the plot"),
        columns=(
            Column("number", _("Number"), Kind.NUMBER),
            Column("title", _("Need")),
            Column("benefit", _("Benefit"), Kind.NUMBER),
            Column("feasibility", _("Feasibility"), Kind.NUMBER),
        ),
        rows=tuple(
            Row((number, need.title, need.benefit, need.feasibility)) for number, need in enumerate(needs, start=1)
        ),
        is_sortable=False,
    )


@dataclass(frozen=True, slots=True)
class DevelopmentNeedPage:
    """A development need, to be changed or marked as met."""

    sight: Sight
    need: DevelopmentNeed


# --- One need -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A fact with its label."""

    label: str | Promise
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What one state asks for, and which of it is there."""

    state: str
    is_reached: bool
    is_next: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedPage:
    """One need as the person may see it."""

    sight: Sight
    tabs: tuple[Tab, ...]
    need: Need
    state: str
    mark: str
    lines: tuple[Line, ...]
    asked: tuple[Asked, ...]
    talks: Table
    may_solve: Verdict
    may_park: Verdict
    may_take_up: Verdict


def need_page(need: Need, sight: Sight) -> NeedPage:
    """One need: what is written, what its next state asks for, the talks that have been held about it."""
    state = state_of(need)
    talks = (
        list(NeedTalk.objects.filter(need=need).select_related("dialogue__owner").order_by("dialogue__day", "pk"))
        if sight.may_write
        else []
    )
    return NeedPage(
        sight=sight,
        tabs=sight.tabs("needs"),
        need=need,
        state=state_word(state),
        mark=mark_of(state),
        lines=_need_lines(need),
        asked=_asked(state, filled_fields(need)),
        talks=talks_table(talks),
        may_solve=rules.may_solve_need(need),
        may_park=rules.may_park_need(need),
        may_take_up=rules.may_take_up_need(need),
    )


def _need_lines(need: Need) -> tuple[Line, ...]:
    codes = ", ".join(f"{code.code}" for code in need.codes.all())
    lines = (
        Line(_("Responsible"), need.owner),
        Line(_("Noted"), day_text(need.noted_day)),
        Line(_("Department"), need.department),
        Line(_("Whom it concerns"), need.affected_group),
        Line(_("Sort of work"), str(need.get_field_display()) if need.field else ""),
        Line(_("Volume"), need.volume),
        Line(_("Value a year"), "" if need.yearly_value_ore is None else kronor_text(need.yearly_value_ore)),
        Line(_("CPV codes"), codes),
        Line(_("Supplier today"), need.supplier),
        Line(_("Contract ends"), day_text(need.contract_ends_day)),
        Line(_("When"), str(need.get_horizon_display()) if need.horizon else ""),
        Line(_("Forms that could do"), need.possible_forms),
        Line(
            _("Priority"),
            _("benefit %(benefit)s of 5, feasibility %(feasibility)s of 5")
            % {"benefit": need.benefit, "feasibility": need.feasibility}
            if need.benefit and need.feasibility
            else "",
        ),
        Line(_("Who may read it"), level_word(need)),
        Line(_("Ground of secrecy"), need.secrecy_ground),
        Line(_("Parked because"), need.parked_reason),
    )
    return tuple(line for line in lines if line.text)


def _asked(state: NeedState, filled: frozenset[str]) -> tuple[Asked, ...]:
    words = field_words()
    order = list(figures.ASKED_BY_STATE)
    reached = figures.NEED_STATES.index(state) if state in figures.NEED_STATES else -1
    rows = []
    is_next_taken = False
    for one in order:
        is_reached = figures.NEED_STATES.index(one) <= reached
        is_next = not is_reached and not is_next_taken
        is_next_taken = is_next_taken or is_next
        missing = tuple(words[name] for name in figures.missing_for(one, filled))
        rows.append(Asked(state_word(one), is_reached, is_next, missing))
    return tuple(rows)


def talks_table(talks: Sequence[NeedTalk]) -> Table:
    """The talks before a procurement, so that equal treatment can be shown."""
    return Table(
        name="samtal",
        title=_("Talks before a procurement"),
        columns=(
            Column("day", _("Day"), Kind.DAY),
            Column("with_whom", _("With whom")),
            Column("about", _("About what")),
            Column("handed_out", _("What was handed out")),
            Column("owner", _("Responsible")),
        ),
        rows=tuple(
            Row(
                (
                    talk.dialogue.day,
                    talk.dialogue.parties,
                    talk.dialogue.title,
                    talk.dialogue.handed_out,
                    talk.dialogue.owner.shown_as(),
                )
            )
            for talk in talks
        ),
        empty_text=_("No talk is logged. Log each one, so that all can be shown to have been treated alike."),
        is_sortable=False,
    )


# --- What several municipalities need at once ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The needs of a network, gathered by sort of work."""

    network: Network
    is_host: bool
    sentence: str
    together: Table
    seats: Table | None
    wants: Table
    exports: Exports
    own_href: str
    query: str


def overview_page(person: Person, slug: str, day: date, *, query: str = "", sorted_by: str = "") -> OverviewPage:
    """What several municipalities need at once: shared needs by sort of work, and for the host how the seats stand.

    What may be covered by secrecy is not counted anywhere here; what is private is counted for the host, not shown.

    Raises:
        Http404: for strangers.
    """
    stands = teams.standing(person, slug, day)
    network = stands.network
    wanted = search_key(query)
    needs = shared_needs(network).filter(parked_at__isnull=True)
    if wanted:
        needs = needs.filter(Q(title_search__contains=wanted) | Q(codes__code__startswith=wanted)).distinct()
    rows = list(needs.order_by("participation__organisation__name_sort", "noted_day", "pk"))
    together = _together_table(rows, network)
    several = sum(int(str(row.values[1])) > 1 for row in together.rows)
    development = list(
        DevelopmentNeed.objects.filter(participation__network=network, met_at__isnull=True, may_be_secret=False)
        .select_related("participation__organisation")
        .order_by("kind", "participation__organisation__name_sort", "pk")
    )
    return OverviewPage(
        network=network,
        is_host=stands.is_host,
        sentence=ngettext(
            "%(number)s sort of work is needed by several municipalities at once.",
            "%(number)s sorts of work are needed by several municipalities at once.",
            several,
        )
        % {"number": several},
        together=together.ordered(sorted_by),
        seats=_seats_table(network, day) if stands.is_host else None,
        wants=_wants_table(development),
        exports=Exports(csv=reverse("goals:overview_csv", args=[network.slug])),
        own_href=""
        if stands.is_host
        else reverse("goals:needs", args=[network.slug, stands.seats[0].participation_id]),
        query=query,
    )


def _together_table(needs: Sequence[Need], network: Network) -> Table:
    by_field: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        by_field[need.field or Need.Field.OTHER_FIELD].append(need)
    rows = []
    for field, found in by_field.items():
        names = dict.fromkeys(need.participation.organisation.name for need in found)
        ends = [need.contract_ends_day for need in found if need.contract_ends_day]
        rows.append(
            Row(
                (
                    str(Need.Field(field).label),
                    len(names),
                    len(found),
                    sum(need.yearly_value_ore or 0 for need in found) or None,
                    min(ends) if ends else None,
                    ", ".join(names),
                    "; ".join(need.title for need in found),
                ),
                mark="waiting" if len(names) > 1 else "open",
                mark_text=_("Several at once") if len(names) > 1 else _("One municipality"),
            )
        )
    rows.sort(key=lambda row: (-int(str(row.values[1])), sort_key(str(row.values[0]))))
    return Table(
        name=f"gemensamma-behov-{network.slug}",
        title=_("What several municipalities need"),
        columns=(
            Column("field", _("Sort of work")),
            Column("municipalities", _("Municipalities"), Kind.NUMBER),
            Column("needs", _("Needs"), Kind.NUMBER),
            Column("value", _("Value a year"), Kind.ORE),
            Column("ends", _("First contract ends"), Kind.DAY),
            Column("names", _("Which")),
            Column("titles", _("What it is about")),
        ),
        rows=tuple(rows),
        empty_text=_("No municipality has shared a need with the network yet."),
    )


def _seats_table(network: Network, day: date) -> Table:
    """How far each seat's inventory has come, for the host; private needs as a number, secret ones not at all."""
    terms = networks.holding_terms(network)
    counted = (
        networks.seats(network)
        .filter(left_at__isnull=True)
        .select_related("needs_inventory")
        .annotate(
            all_needs=Count("needs", filter=Q(needs__may_be_secret=False), distinct=True),
            shared=Count(
                "needs",
                filter=Q(needs__may_be_secret=False, needs__level__in=(Need.Level.NETWORK, Need.Level.PUBLIC)),
                distinct=True,
            ),
            written=Count("development_needs", filter=Q(development_needs__may_be_secret=False), distinct=True),
        )
    )
    rows = []
    for seat in counted:
        inventory = getattr(seat, "needs_inventory", None)
        stands = commitment_of(inventory, due=terms.needs_due_day, written=seat.written, day=day)
        rows.append(
            Row(
                (seat.organisation.name, seat.written, seat.all_needs, seat.shared),
                href=reverse("goals:needs", args=[network.slug, seat.pk]),
                mark=stands.mark,
                mark_text=stands.mark_text,
            )
        )
    return Table(
        name=f"inventering-{network.slug}",
        title=_("The inventories"),
        columns=(
            Column("organisation", _("Municipality")),
            Column("development", _("Development needs"), Kind.NUMBER),
            Column("needs", _("Needs"), Kind.NUMBER),
            Column("shared", _("Of them shared"), Kind.NUMBER),
        ),
        rows=tuple(rows),
        empty_text=_("No seat has been accepted yet."),
        notes=(_("Needs that may be covered by secrecy are not counted."),),
        is_sortable=False,
    )


def _wants_table(development: Sequence[DevelopmentNeed]) -> Table:
    """What the agendas and the method support should be about."""
    return Table(
        name="utvecklingsbehov",
        title=_("For agendas and method support"),
        columns=(
            Column("title", _("Need")),
            Column("kind", _("What would help")),
            Column("organisation", _("Municipality")),
            Column("department", _("Department")),
        ),
        rows=tuple(
            Row((need.title, need.get_kind_display(), need.participation.organisation.name, need.department))
            for need in development
        ),
        empty_text=_("No development need is written down yet."),
        is_sortable=False,
    )


def development_needs(network: Network) -> QuerySet[DevelopmentNeed]:
    """What the seats need to develop and learn and have not yet met: for agendas and method requests above."""
    return (
        DevelopmentNeed.objects.filter(participation__network=network, met_at__isnull=True, may_be_secret=False)
        .select_related("participation__organisation")
        .order_by("kind", "pk")
    )
