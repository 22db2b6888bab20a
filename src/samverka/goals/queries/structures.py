"""Collaboration structures: the internal group, the forums with others, and a picture of who is connected."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import Verdict
from samverka.core.words import sort_key
from samverka.goals import figures, rules
from samverka.goals.figures import ForumFacts, InternalFacts, StructureState, Web
from samverka.goals.models import (
    ExternalStructure,
    ForumDialogue,
    GroupMeeting,
    GroupMember,
    InternalStructure,
    Party,
)
from samverka.goals.queries.needs import Line
from samverka.goals.queries.sight import Sight, Tab, sight_of
from samverka.networks.models import Area
from samverka.people.models import Person
from samverka.teams import queries as teams


def state_words(state: StructureState) -> tuple[str, str]:
    """A structure's state: in words, and as a mark."""
    return {
        StructureState.MISSING: (_("Not set up"), "open"),
        StructureState.PLANNED: (_("Planned"), "waiting"),
        StructureState.ACTIVE: (_("Active"), "done"),
        StructureState.DORMANT: (_("Dormant"), "late"),
    }[state]


def lack_words(lacks: Iterable[str]) -> tuple[str, ...]:
    """What is missing, as sentences."""
    words = {
        "coordinator": _("Nobody is named as coordinating function."),
        "areas": _("The group comes from fewer than three areas."),
        "meeting": _("The group has not met in six months."),
        "parties": _("No party takes part."),
        "agreement": _("Nothing is agreed on yet."),
        "dialogues": _("Fewer than two dialogues have been held in twelve months."),
    }
    return tuple(
        words.get(lack) or _("Nobody in the group works with %(area)s.") % {"area": str(Area(lack).label).lower()}
        for lack in lacks
    )


def _sits(row: GroupMember | Party, day: date) -> bool:
    return row.first_day <= day and (row.last_day is None or row.last_day >= day)


def internal_facts(structure: InternalStructure, day: date) -> InternalFacts:
    """What an internal structure's state is read from on a day; members and meetings come prefetched."""
    return InternalFacts(
        has_coordinator=bool(structure.coordinating_function.strip()),
        areas=frozenset(row.area for row in structure.members.all() if _sits(row, day)),
        met_days=tuple(row.met_day for row in structure.meetings.all()),
    )


def forum_facts(forum: ExternalStructure, day: date) -> ForumFacts:
    """What a forum's state is read from on a day; parties and dialogues come prefetched."""
    return ForumFacts(
        parties=sum(_sits(row, day) for row in forum.parties.all()),
        has_agreement=bool(forum.agreement.strip()),
        held_days=tuple(row.dialogue.day for row in forum.dialogues.all()),
        closed_day=forum.closed_day,
    )


def internal_structures() -> QuerySet[InternalStructure]:
    """Internal structures with members and meetings."""
    return InternalStructure.objects.prefetch_related(
        Prefetch("members", queryset=GroupMember.objects.order_by("department", "function", "pk")),
        Prefetch("meetings", queryset=GroupMeeting.objects.order_by("-met_day")),
    )


def external_structures() -> QuerySet[ExternalStructure]:
    """Forums with parties and dialogues. What may be secret of a dialogue is not counted here (R14)."""
    return ExternalStructure.objects.prefetch_related(
        Prefetch("parties", queryset=Party.objects.order_by("name", "pk")),
        Prefetch(
            "dialogues",
            queryset=ForumDialogue.objects.filter(dialogue__archived_at__isnull=True, dialogue__secrecy_ground="")
            .select_related("dialogue")
            .prefetch_related("parties")
            .order_by("-dialogue__day", "pk"),
        ),
    ).order_by("pk")


@dataclass(frozen=True, slots=True)
class StructuresPage:
    """A seat's structures."""

    sight: Sight
    tabs: tuple[Tab, ...]
    state: str
    mark: str
    lacks: tuple[str, ...]
    lines: tuple[Line, ...]
    members: Table
    meetings: Table
    forums: Table
    web: Web | None
    connections: Table
    has_internal: bool
    exports: Exports


def structures_page(sight: Sight, day: date) -> StructuresPage:
    """The internal group, the forums, and who is connected with whom."""
    internal = internal_structures().filter(participation=sight.participation).first()
    forums = list(external_structures().filter(participation=sight.participation))
    facts = internal_facts(internal, day) if internal else None
    state, mark = state_words(figures.internal_state(facts, day))
    web, connections = _web(internal, forums, day)
    return StructuresPage(
        sight=sight,
        tabs=sight.tabs("structures"),
        state=state,
        mark=mark,
        lacks=lack_words(figures.internal_lacks(facts, day)) if facts else (),
        lines=_internal_lines(internal) if internal else (),
        members=_members_table(internal, sight, day),
        meetings=_meetings_table(internal),
        forums=_forums_table(forums, sight, day),
        web=web,
        connections=connections,
        has_internal=internal is not None,
        exports=Exports(csv=sight.href("connections_csv")),
    )


def _internal_lines(internal: InternalStructure) -> tuple[Line, ...]:
    share = (
        _("%(share)s percent of full time") % {"share": internal.share_percent}
        if internal.share_percent is not None
        else ""
    )
    lines = (
        Line(_("Responsible committee"), internal.committee),
        Line(_("Coordinating function"), internal.coordinating_function),
        Line(_("Where it sits"), internal.coordinating_unit),
        Line(_("Time set aside"), share),
        Line(_("Mandate"), internal.mandate),
        Line(_("How often the group meets"), internal.rhythm),
        Line(_("Routines"), internal.routines),
    )
    return tuple(line for line in lines if line.text)


def _members_table(internal: InternalStructure | None, sight: Sight, day: date) -> Table:
    rows = []
    for row in internal.members.all() if internal else ():
        is_there = _sits(row, day)
        rows.append(
            Row(
                (row.function, row.department, row.get_area_display(), row.first_day, row.last_day),
                href=sight.row_href("end_group_member_page", row.pk) if sight.may_write and not row.last_day else "",
                mark="done" if is_there else "open",
                mark_text=_("In the group") if is_there else _("Not in the group today"),
            )
        )
    return Table(
        name="grupp",
        title=_("The internal group"),
        columns=(
            Column("function", _("Function")),
            Column("department", _("Department")),
            Column("area", _("Area")),
            Column("first", _("First day"), Kind.DAY),
            Column("last", _("Last day"), Kind.DAY),
        ),
        rows=tuple(rows),
        empty_text=_("Nobody is in the group yet."),
        is_sortable=False,
    )


def _meetings_table(internal: InternalStructure | None) -> Table:
    return Table(
        name="gruppens-moten",
        title=_("The group's meetings"),
        columns=(Column("day", _("Day"), Kind.DAY), Column("about", _("About what"))),
        rows=tuple(Row((row.met_day, row.about)) for row in (internal.meetings.all() if internal else ())),
        empty_text=_("No meeting is noted yet."),
        is_sortable=False,
    )


def _forums_table(forums: Sequence[ExternalStructure], sight: Sight, day: date) -> Table:
    rows = []
    for forum in forums:
        facts = forum_facts(forum, day)
        word, mark = state_words(figures.forum_state(facts, day))
        held = [held for held in facts.held_days if held <= day]
        rows.append(
            Row(
                (
                    forum.name,
                    forum.get_kind_display(),
                    facts.parties,
                    len(held),
                    max(held) if held else None,
                    forum.contact,
                ),
                href=sight.row_href("forum", forum.pk),
                mark=mark,
                mark_text=word,
            )
        )
    return Table(
        name="forum",
        title=_("Forums with others"),
        columns=(
            Column("name", _("Forum")),
            Column("kind", _("Sort")),
            Column("parties", _("Parties"), Kind.NUMBER),
            Column("dialogues", _("Dialogues"), Kind.NUMBER),
            Column("last", _("Last dialogue"), Kind.DAY),
            Column("contact", _("Whom enterprises turn to")),
        ),
        rows=tuple(rows),
        empty_text=_("No forum is set up yet."),
        is_sortable=False,
    )


def _web(
    internal: InternalStructure | None, forums: Sequence[ExternalStructure], day: date
) -> tuple[Web | None, Table]:
    """The picture and its table: departments in the group or at a dialogue, actors in a forum, and who has met."""
    departments = {row.department for row in (internal.members.all() if internal else ()) if _sits(row, day)}
    actors: dict[str, str] = {}
    met: Counter[tuple[str, str]] = Counter()
    latest: dict[tuple[str, str], date] = {}
    for forum in forums:
        actors |= {row.name: str(row.get_kind_display()) for row in forum.parties.all() if _sits(row, day)}
        for row in forum.dialogues.all():
            there = [str(name) for name in row.departments]
            departments |= set(there)
            for pair in ((one, party.name) for one in there for party in row.parties.all()):
                met[pair] += 1
                latest[pair] = max(latest.get(pair, row.dialogue.day), row.dialogue.day)
    left, right = sorted(departments, key=sort_key), sorted(actors, key=sort_key)
    web = figures.web_of(left, right, met) if left and right else None
    by_actor: dict[str, list[str]] = defaultdict(list)
    for one, other in met:
        by_actor[other].append(one)
    rows = [
        Row(
            (
                name,
                actors[name],
                ", ".join(sorted(by_actor[name], key=sort_key)),
                sum(number for (_one, other), number in met.items() if other == name),
                max((latest[pair] for pair in latest if pair[1] == name), default=None),
            )
        )
        for name in right
    ]
    alone = [name for name in left if not any(one == name for one, _other in met)]
    return web, Table(
        name="kopplingar",
        title=_("Who is connected with whom"),
        columns=(
            Column("actor", _("Actor")),
            Column("kind", _("Sort")),
            Column("departments", _("Has met these departments")),
            Column("number", _("Times"), Kind.NUMBER),
            Column("latest", _("Last"), Kind.DAY),
        ),
        rows=tuple(rows),
        empty_text=_("Nobody from outside takes part yet."),
        notes=(_("Departments that have not met anyone yet: %(names)s.") % {"names": ", ".join(alone)},)
        if alone
        else (),
        is_sortable=False,
    )


def own_internal(sight: Sight) -> InternalStructure | None:
    """The seat's internal structure, if it is set up."""
    return InternalStructure.objects.filter(participation=sight.participation).first()


def one_own_group_member(person: Person, slug: str, member_id: int, day: date) -> tuple[GroupMember, Sight]:
    """A function in the group of the person's own municipality.

    Raises:
        Http404: for everyone else.
    """
    stands = teams.standing(person, slug, day)
    row = (
        GroupMember.objects.filter(pk=member_id, structure__participation__in=stands.seat_ids)
        .select_related("structure__participation__organisation", "structure__participation__network")
        .first()
    )
    sight = sight_of(stands, row.structure.participation) if row else None
    if row is None or sight is None:
        raise Http404
    return row, sight


def one_forum(person: Person, slug: str, forum_id: int, day: date) -> tuple[ExternalStructure, Sight]:
    """A forum of a seat that the person sees.

    Raises:
        Http404: when there is none.
    """
    stands = teams.standing(person, slug, day)
    forum = (
        external_structures()
        .filter(pk=forum_id, participation__network=stands.network)
        .select_related("participation__organisation", "participation__network")
        .first()
    )
    sight = sight_of(stands, forum.participation) if forum else None
    if forum is None or sight is None:
        raise Http404
    return forum, sight


def one_own_forum(person: Person, slug: str, forum_id: int, day: date) -> tuple[ExternalStructure, Sight]:
    """A forum of the person's own municipality.

    Raises:
        Http404: for everyone else.
    """
    stands = teams.standing(person, slug, day)
    forum = (
        ExternalStructure.objects.filter(pk=forum_id, participation__in=stands.seat_ids)
        .select_related("participation__organisation", "participation__network")
        .first()
    )
    sight = sight_of(stands, forum.participation) if forum else None
    if forum is None or sight is None:
        raise Http404
    return forum, sight


def one_own_party(person: Person, slug: str, party_id: int, day: date) -> tuple[Party, Sight]:
    """A party in a forum of the person's own municipality.

    Raises:
        Http404: for everyone else.
    """
    stands = teams.standing(person, slug, day)
    row = (
        Party.objects.filter(pk=party_id, structure__participation__in=stands.seat_ids)
        .select_related("structure__participation__organisation", "structure__participation__network")
        .first()
    )
    sight = sight_of(stands, row.structure.participation) if row else None
    if row is None or sight is None:
        raise Http404
    return row, sight


def departments_of(sight: Sight, day: date) -> tuple[str, ...]:
    """The departments in the seat's group today, to choose among."""
    members = GroupMember.objects.filter(structure__participation=sight.participation)
    return tuple(sorted({row.department for row in members if _sits(row, day)}, key=sort_key))


@dataclass(frozen=True, slots=True)
class ForumPage:
    """One forum."""

    sight: Sight
    tabs: tuple[Tab, ...]
    forum: ExternalStructure
    state: str
    mark: str
    lacks: tuple[str, ...]
    lines: tuple[Line, ...]
    parties: Table
    dialogues: Table
    may_close: Verdict


def forum_page(forum: ExternalStructure, sight: Sight, day: date) -> ForumPage:
    """One forum: what is agreed, who takes part, which dialogues have been held."""
    facts = forum_facts(forum, day)
    state, mark = state_words(figures.forum_state(facts, day))
    lines = (
        Line(_("Sort"), str(forum.get_kind_display())),
        Line(_("What is agreed"), forum.agreement),
        Line(_("Agreed on"), day_text(forum.agreed_day)),
        Line(_("How often it meets"), forum.rhythm),
        Line(_("Whom enterprises turn to"), forum.contact),
        Line(_("Closed"), day_text(forum.closed_day)),
    )
    return ForumPage(
        sight=sight,
        tabs=sight.tabs("structures"),
        forum=forum,
        state=state,
        mark=mark,
        lacks=() if forum.closed_day else lack_words(figures.forum_lacks(facts, day)),
        lines=tuple(line for line in lines if line.text),
        parties=Table(
            name="parter",
            title=_("Parties"),
            columns=(
                Column("name", _("Party")),
                Column("kind", _("Sort")),
                Column("first", _("First day"), Kind.DAY),
                Column("last", _("Last day"), Kind.DAY),
            ),
            rows=tuple(
                Row(
                    (row.name, row.get_kind_display(), row.first_day, row.last_day),
                    href=sight.row_href("end_party_page", row.pk) if sight.may_write and not row.last_day else "",
                )
                for row in forum.parties.all()
            ),
            empty_text=_("No party takes part yet."),
            is_sortable=False,
        ),
        dialogues=Table(
            name="dialoger",
            title=_("Dialogues"),
            columns=(
                Column("title", _("Dialogue")),
                Column("day", _("Day"), Kind.DAY),
                Column("departments", _("Departments")),
                Column("parties", _("Parties")),
                Column("notes", _("What was said")),
            ),
            rows=tuple(
                Row(
                    (
                        row.dialogue.title,
                        row.dialogue.day,
                        ", ".join(str(name) for name in row.departments),
                        ", ".join(party.name for party in row.parties.all()),
                        row.dialogue.subject,
                    )
                )
                for row in forum.dialogues.all()
            ),
            empty_text=_("No dialogue is noted yet."),
            is_sortable=False,
        ),
        may_close=rules.may_close_forum(is_closed=forum.closed_at is not None),
    )


def must_have_internal(sight: Sight) -> InternalStructure:
    """The seat's internal structure.

    Raises:
        Http404: when it is not set up.
    """
    structure = (
        InternalStructure.objects.filter(participation=sight.participation)
        .select_related("participation__network")
        .first()
    )
    if structure is None:
        raise Http404
    return structure


def parties_of(forum: ExternalStructure) -> list[Party]:
    """Everyone who takes or has taken part in a forum."""
    return list(Party.objects.filter(structure=forum).order_by("name", "pk"))
