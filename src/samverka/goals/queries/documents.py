"""Governing documents and action plans: a seat's list, one document, a plan with its actions, what is public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import Verdict
from samverka.documents.models import Document
from samverka.goals import figures, rules
from samverka.goals.figures import ActionFacts, DocumentFacts, PlanFigures
from samverka.goals.models import Action, ActionNote, Goal, GoverningDocument, PlanFollowUp
from samverka.goals.queries.needs import Line
from samverka.goals.queries.sight import Sight, Tab, sight_of
from samverka.networks import queries as networks
from samverka.networks.models import Participation
from samverka.people.models import Person
from samverka.teams import queries as teams


def template_headings(kind: str) -> tuple[str, ...]:
    """What such a document usually holds; the headings may be changed."""
    if kind == GoverningDocument.Kind.ACTION_PLAN:
        return (
            _("What the plan is to lead to"),
            _("What the plan builds on"),
            _("Resources"),
            _("How the plan is followed up"),
        )
    return (
        _("Why we want this"),
        _("What we mean by social enterprise, and what not"),
        _("What we want, and how we work"),
        _("What we will do"),
        _("Whom the document is for"),
        _("Whom enterprises turn to, and who is responsible within"),
        _("How it hangs together with other documents"),
        _("How it is followed up and revised"),
    )


def documents_of(participation: Participation) -> QuerySet[GoverningDocument]:
    """All documents of a seat, newest first."""
    return GoverningDocument.objects.filter(participation=participation).order_by("-drafted_at", "-pk")


def document_state(document: GoverningDocument) -> tuple[str, str]:
    """Where a document stands: in words, and as a mark."""
    if document.repealed_at:
        return _("Repealed"), "open"
    if document.replaced_at:
        return _("Replaced"), "open"
    if document.revising_at:
        return _("Adopted, under revision"), "done"
    if document.adopted_at:
        return _("Adopted"), "done"
    if document.proposed_at:
        return _("On its way"), "waiting"
    if document.consulted_at:
        return _("On consultation"), "waiting"
    return _("Draft"), "open"


def way_text(document: GoverningDocument) -> str:
    """`på väg: kommunstyrelsen, 14 december 2021`; empty when it is not on its way."""
    if not document.planned_day:
        return ""
    return _("On its way: %(body)s, %(day)s") % {
        "body": document.planned_body,
        "day": day_text(document.planned_day),
    }


def document_facts(document: GoverningDocument, *, is_whole: bool = True) -> DocumentFacts:
    """A document as the goal board sees it."""
    ended = document.repealed_day or (clock.day(document.replaced_at) if document.replaced_at else None)
    return DocumentFacts(
        kind=document.kind,
        drafted_day=clock.day(document.drafted_at),
        decided_day=document.decided_day,
        proposed_day=clock.day(document.proposed_at) if document.proposed_at else None,
        planned_body=document.planned_body,
        planned_day=document.planned_day,
        ended_day=ended,
        is_whole=is_whole,
    )


def action_facts(action: Action) -> ActionFacts:
    """An action as the figures see it."""
    return ActionFacts(
        due_day=action.due_day,
        is_begun=action.begun_at is not None,
        is_done=action.done_at is not None,
        is_dropped=action.dropped_at is not None,
        has_owner=bool(action.owner.strip()),
    )


def facts_of_actions(document: GoverningDocument) -> list[ActionFacts]:
    """All actions of a plan as the figures see them."""
    return [action_facts(action) for action in Action.objects.filter(goal__document=document)]


# --- The seat's list ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """A seat's governing documents, and how its plan stands."""

    sight: Sight
    tabs: tuple[Tab, ...]
    documents: Table
    hidden: str
    overdue: Table
    exports: Exports


def documents_page(sight: Sight, day: date) -> DocumentsPage:
    """Documents and what is overdue in the plans."""
    everything = list(documents_of(sight.participation))
    shown = [row for row in everything if rules.may_read_document(row, is_own=sight.may_write)]
    kept = len(everything) - len(shown)
    actions = list(
        Action.objects.filter(
            goal__document__in=[row.pk for row in shown], done_at__isnull=True, dropped_at__isnull=True
        )
        .select_related("goal__document")
        .order_by("due_day", "pk")
    )
    late = [action for action in actions if action_facts(action).is_overdue(day) or not action.owner]
    return DocumentsPage(
        sight=sight,
        tabs=sight.tabs("documents"),
        documents=_documents_table(shown, sight),
        hidden=ngettext(
            "%(number)s draft is kept within the municipality.",
            "%(number)s drafts are kept within the municipality.",
            kept,
        )
        % {"number": kept}
        if kept
        else "",
        overdue=actions_table(late, sight, day, title=_("Overdue, or without anyone responsible")),
        exports=Exports(csv=sight.href("documents_csv")),
    )


def _documents_table(documents: Sequence[GoverningDocument], sight: Sight) -> Table:
    rows = []
    for row in documents:
        word, mark = document_state(row)
        rows.append(
            Row(
                (
                    row.title,
                    row.get_kind_display(),
                    _inside(row),
                    row.decided_by or way_text(row),
                    row.decided_day,
                    row.owner,
                    row.review_day,
                ),
                href=sight.row_href("document", row.pk),
                mark=mark,
                mark_text=word,
            )
        )
    return Table(
        name=f"styrdokument-{sight.participation.pk}",
        title=_("Governing documents"),
        columns=(
            Column("title", _("Document")),
            Column("kind", _("Sort of document")),
            Column("inside", _("Woven into")),
            Column("decided_by", _("Who decides or decided")),
            Column("day", _("Day"), Kind.DAY),
            Column("owner", _("Responsible")),
            Column("review", _("To be reviewed"), Kind.DAY),
        ),
        rows=tuple(rows),
        empty_text=_("No governing document yet. It may be one of your own, or a section of another document."),
        is_sortable=False,
    )


def _inside(document: GoverningDocument) -> str:
    return ", ".join(part for part in (document.inside_title, document.inside_section) if part)


def action_state(action: Action, day: date) -> tuple[str, str]:
    """How an action stands on a day: in words, and as a mark."""
    if action.done_at:
        return _("Done"), "done"
    if action.dropped_at:
        return _("Dropped"), "open"
    if action_facts(action).is_overdue(day):
        return _("Overdue"), "late"
    return (_("Under way"), "waiting") if action.begun_at else (_("Planned"), "open")


def actions_table(actions: Sequence[Action], sight: Sight, day: date, *, title: str) -> Table:
    """Actions as a list."""
    rows = []
    for row in actions:
        word, mark = action_state(row, day)
        rows.append(
            Row(
                (row.text, row.owner or _("Nobody yet"), row.department, row.due_day, row.get_dimension_display()),
                href=sight.row_href("action", row.pk) if sight.may_write else "",
                mark=mark,
                mark_text=word,
            )
        )
    return Table(
        name="atgarder",
        title=title,
        columns=(
            Column("text", _("Action")),
            Column("owner", _("Responsible")),
            Column("department", _("Department")),
            Column("due", _("To be done by"), Kind.DAY),
            Column("dimension", _("Part of the chain")),
        ),
        rows=tuple(rows),
        empty_text=_("There is no such action."),
        is_sortable=False,
    )


# --- One document -------------------------------------------------------------------------------------------------


def one_document(person: Person, slug: str, document_id: int, day: date) -> tuple[GoverningDocument, Sight]:
    """A document that the person may read.

    Raises:
        Http404: when there is none, or it is a draft of another municipality.
    """
    stands = teams.standing(person, slug, day)
    document = (
        GoverningDocument.objects.filter(pk=document_id, participation__network=stands.network)
        .select_related("participation__organisation", "participation__network", "file")
        .first()
    )
    sight = sight_of(stands, document.participation) if document else None
    if document is None or sight is None or not rules.may_read_document(document, is_own=sight.may_write):
        raise Http404
    return document, sight


def one_own_document(person: Person, slug: str, document_id: int, day: date) -> tuple[GoverningDocument, Sight]:
    """A document of the person's own municipality.

    Raises:
        Http404: for everyone else.
    """
    document, sight = one_document(person, slug, document_id, day)
    if not sight.may_write:
        raise Http404
    return document, sight


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal of a plan with its actions."""

    number: int
    text: str
    goal_id: int
    actions: Table


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's goals, how it stands, and its follow-ups."""

    goals: tuple[PlannedGoal, ...]
    figures: PlanFigures
    sentence: str
    follow_ups: Table
    next_follow_up: date | None
    is_follow_up_late: bool
    may_add: Verdict
    may_follow_up: bool


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document: its text, its facts, what can be done."""

    sight: Sight
    tabs: tuple[Tab, ...]
    document: GoverningDocument
    state: str
    mark: str
    way: str
    lines: tuple[Line, ...]
    sections: tuple[tuple[str, str], ...]
    plan: Plan | None
    may_change: Verdict
    may_consult: Verdict
    may_propose: bool
    may_adopt: bool
    cannot_adopt: str
    may_revise: Verdict
    may_repeal: Verdict
    file_href: str
    public_href: str


def document_page(document: GoverningDocument, sight: Sight, day: date) -> DocumentPage:
    """One document as the person sees it."""
    state, mark = document_state(document)
    plan = _plan(document, sight, day) if document.kind == GoverningDocument.Kind.ACTION_PLAN else None
    adopting = rules.may_adopt_plan(plan.figures) if plan else None
    is_open = not document.adopted_at or document.revising_at is not None
    return DocumentPage(
        sight=sight,
        tabs=sight.tabs("documents"),
        document=document,
        state=state,
        mark=mark,
        way=way_text(document),
        lines=document_lines(document),
        sections=_sections(document),
        plan=plan,
        may_change=rules.may_change_document(document),
        may_consult=rules.may_send_on_consultation(document),
        may_propose=is_open,
        may_adopt=is_open and (adopting is None or bool(adopting)),
        cannot_adopt=str(adopting.reason) if is_open and adopting is not None and not adopting else "",
        may_revise=rules.may_revise(document),
        may_repeal=rules.may_repeal(document),
        file_href=sight.row_href("document_file", document.pk) if document.file else "",
        public_href=reverse("goals:public_document", args=[document.pk]) if document.adopted_at else "",
    )


def _sections(document: GoverningDocument) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(part.get("heading", "")), str(part.get("text", "")))
        for part in document.sections
        if str(part.get("text", "")).strip()
    )


def document_lines(document: GoverningDocument) -> tuple[Line, ...]:
    """The facts of a document."""
    lines = (
        Line(_("Sort of document"), str(document.get_kind_display())),
        Line(_("Woven into"), _inside(document)),
        Line(_("Version"), document.version),
        Line(_("Decided by"), document.decided_by),
        Line(_("Day of the decision"), day_text(document.decided_day)),
        Line(_("Paragraph in the minutes"), document.minutes_paragraph),
        Line(_("Registry number"), document.registry_number),
        Line(_("Responsible in politics"), document.political_owner),
        Line(_("Responsible"), document.owner),
        Line(_("Holds until"), day_text(document.valid_until)),
        Line(_("To be reviewed"), day_text(document.review_day)),
        Line(_("Repealed"), day_text(document.repealed_day)),
        Line(_("Link"), document.link),
    )
    return tuple(line for line in lines if line.text)


def _plan(document: GoverningDocument, sight: Sight, day: date) -> Plan:
    goals = list(
        Goal.objects.filter(document=document)
        .prefetch_related(Prefetch("actions", queryset=Action.objects.order_by("due_day", "pk")))
        .order_by("position")
    )
    actions = [action for goal in goals for action in goal.actions.all()]
    held = list(PlanFollowUp.objects.filter(document=document).order_by("-held_day"))
    now = figures.plan_figures([action_facts(action) for action in actions], day)
    coming = None
    if document.decided_day:
        terms = networks.holding_terms(sight.network)
        coming = figures.next_follow_up(
            [row.held_day for row in held], adopted=document.decided_day, per_year=terms.plan_follow_ups_per_year
        )
    return Plan(
        goals=tuple(
            PlannedGoal(
                number=number,
                text=goal.text,
                goal_id=goal.pk,
                actions=_named(actions_table(list(goal.actions.all()), sight, day, title=goal.text), number),
            )
            for number, goal in enumerate(goals, start=1)
        ),
        figures=now,
        sentence=plan_sentence(now),
        follow_ups=_follow_ups_table(held),
        next_follow_up=coming,
        is_follow_up_late=coming is not None and coming < day,
        may_add=rules.may_plan(document),
        may_follow_up=document.adopted_at is not None,
    )


def _named(table: Table, number: int) -> Table:
    return replace(table, name=f"atgarder-{number}", empty_text=_("The goal has no action yet."))


def plan_sentence(now: PlanFigures) -> str:
    """How a plan stands, in one sentence."""
    if not now.actions:
        return _("The plan has no actions yet.")
    text = ngettext(
        "%(done)s of %(actions)s action is done.", "%(done)s of %(actions)s actions are done.", now.actions
    ) % {"done": now.done, "actions": now.actions}
    if now.overdue:
        text += " " + ngettext("%(number)s is overdue.", "%(number)s are overdue.", now.overdue) % {
            "number": now.overdue
        }
    if now.ownerless:
        text += " " + ngettext(
            "%(number)s has nobody responsible.", "%(number)s have nobody responsible.", now.ownerless
        ) % {"number": now.ownerless}
    return text


def _follow_ups_table(held: Iterable[PlanFollowUp]) -> Table:
    return Table(
        name="uppfoljningar",
        title=_("Follow-ups"),
        columns=(
            Column("day", _("Day"), Kind.DAY),
            Column("actions", _("Actions"), Kind.NUMBER),
            Column("done", _("Done"), Kind.NUMBER),
            Column("overdue", _("Overdue"), Kind.NUMBER),
            Column("text", _("What was said")),
        ),
        rows=tuple(Row((row.held_day, row.actions, row.done, row.overdue, row.text)) for row in held),
        empty_text=_("The plan has not been followed up yet."),
        is_sortable=False,
    )


def replaceable(document: GoverningDocument) -> list[GoverningDocument]:
    """The seat's adopted documents of the same kind, which this one may replace."""
    return list(
        GoverningDocument.objects.filter(
            participation=document.participation_id,
            kind=document.kind,
            adopted_at__isnull=False,
            repealed_at__isnull=True,
            replaced_at__isnull=True,
        ).exclude(pk=document.pk)
    )


# --- One action ---------------------------------------------------------------------------------------------------


def one_own_goal(person: Person, slug: str, goal_id: int, day: date) -> tuple[Goal, Sight]:
    """A goal of the person's own municipality's plan.

    Raises:
        Http404: for everyone else.
    """
    stands = teams.standing(person, slug, day)
    goal = (
        Goal.objects.filter(pk=goal_id, document__participation__in=stands.seat_ids)
        .select_related("document__participation__organisation", "document__participation__network")
        .first()
    )
    sight = sight_of(stands, goal.document.participation) if goal else None
    if goal is None or sight is None:
        raise Http404
    return goal, sight


def one_own_action(person: Person, slug: str, action_id: int, day: date) -> tuple[Action, Sight]:
    """An action of the person's own municipality's plan.

    Raises:
        Http404: for everyone else.
    """
    stands = teams.standing(person, slug, day)
    action = (
        Action.objects.filter(pk=action_id, goal__document__participation__in=stands.seat_ids)
        .select_related("goal__document__participation__organisation", "goal__document__participation__network")
        .first()
    )
    sight = sight_of(stands, action.goal.document.participation) if action else None
    if action is None or sight is None:
        raise Http404
    return action, sight


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action: its facts, its log, what can be done."""

    sight: Sight
    tabs: tuple[Tab, ...]
    action: Action
    state: str
    mark: str
    lines: tuple[Line, ...]
    log: Table
    may_settle: Verdict
    is_plan_adopted: bool


def action_page(action: Action, sight: Sight, day: date) -> ActionPage:
    """One action."""
    state, mark = action_state(action, day)
    lines = (
        Line(_("Goal"), action.goal.text),
        Line(_("Part of the chain"), str(action.get_dimension_display())),
        Line(_("Responsible"), action.owner or _("Nobody yet")),
        Line(_("Department"), action.department),
        Line(_("Begins"), day_text(action.start_day)),
        Line(_("To be done by"), day_text(action.due_day)),
        Line(_("Resources"), action.resources),
        Line(_("How it is measured"), action.indicator),
    )
    notes = ActionNote.objects.filter(action=action).select_related("noted_by").order_by("noted_at", "pk")
    return ActionPage(
        sight=sight,
        tabs=sight.tabs("documents"),
        action=action,
        state=state,
        mark=mark,
        lines=tuple(line for line in lines if line.text),
        log=Table(
            name="logg",
            title=_("Log"),
            columns=(
                Column("day", _("Day"), Kind.DAY),
                Column("what", _("What happened")),
                Column("text", _("In words")),
                Column("before", _("Day before"), Kind.DAY),
                Column("by", _("Who noted it")),
            ),
            rows=tuple(
                Row(
                    (
                        clock.day(note.noted_at),
                        note.get_what_display(),
                        note.text,
                        note.due_before,
                        note.noted_by.shown_as(),
                    )
                )
                for note in notes
            ),
            empty_text=_("Nothing is noted yet."),
            is_sortable=False,
        ),
        may_settle=rules.may_settle_action(action),
        is_plan_adopted=action.goal.document.adopted_at is not None,
    )


# --- What is public -----------------------------------------------------------------------------------------------


def public_documents() -> QuerySet[GoverningDocument]:
    """Adopted documents that hold, of all networks."""
    return (
        GoverningDocument.objects.filter(adopted_at__isnull=False, repealed_at__isnull=True, replaced_at__isnull=True)
        .select_related("participation__organisation", "participation__network", "file")
        .order_by("participation__organisation__name_sort", "decided_day", "pk")
    )


@dataclass(frozen=True, slots=True)
class PublicDocumentsPage:
    """Adopted documents, for anyone."""

    sentence: str
    table: Table
    exports: Exports


def public_documents_page(*, sorted_by: str = "") -> PublicDocumentsPage:
    """All adopted documents."""
    rows = list(public_documents())
    table = Table(
        name="antagna-styrdokument",
        title=_("Adopted governing documents"),
        columns=(
            Column("title", _("Document")),
            Column("organisation", _("Municipality")),
            Column("kind", _("Sort of document")),
            Column("decided_by", _("Decided by")),
            Column("day", _("Day of the decision"), Kind.DAY),
        ),
        rows=tuple(
            Row(
                (
                    row.title,
                    row.participation.organisation.name,
                    row.get_kind_display(),
                    row.decided_by,
                    row.decided_day,
                ),
                href=reverse("goals:public_document", args=[row.pk]),
            )
            for row in rows
        ),
        empty_text=_("No document has been adopted yet."),
    )
    return PublicDocumentsPage(
        sentence=ngettext("%(number)s document has been adopted.", "%(number)s documents have been adopted.", len(rows))
        % {"number": len(rows)},
        table=table.ordered(sorted_by),
        exports=Exports(csv=reverse("goals:public_documents_csv")),
    )


@dataclass(frozen=True, slots=True)
class PublicDocumentPage:
    """One adopted document, for anyone."""

    document: GoverningDocument
    organisation: str
    lines: tuple[Line, ...]
    sections: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, tuple[str, ...]], ...]
    file_href: str


def one_public_document(document_id: int) -> GoverningDocument:
    """An adopted document, also one that has been replaced or repealed since.

    Raises:
        Http404: when there is none, or it is not adopted.
    """
    document = (
        GoverningDocument.objects.filter(pk=document_id, adopted_at__isnull=False)
        .select_related("participation__organisation", "file")
        .first()
    )
    if document is None:
        raise Http404
    return document


def public_document_page(document: GoverningDocument) -> PublicDocumentPage:
    """What anyone may read of an adopted document: never the functions that answer for each action."""
    goals: list[tuple[str, tuple[str, ...]]] = []
    if document.kind == GoverningDocument.Kind.ACTION_PLAN:
        listed: Any = Prefetch("actions", queryset=Action.objects.order_by("due_day", "pk"))
        goals = [
            (goal.text, tuple(action.text for action in goal.actions.all()))
            for goal in Goal.objects.filter(document=document).prefetch_related(listed).order_by("position")
        ]
    return PublicDocumentPage(
        document=document,
        organisation=document.participation.organisation.name,
        lines=document_lines(document),
        sections=_sections(document),
        goals=tuple(goals),
        file_href=reverse("goals:public_document_file", args=[document.pk]) if document.file else "",
    )


def file_of(document: GoverningDocument) -> Document:
    """The file that belongs to a document.

    Raises:
        Http404: when there is none.
    """
    if document.file is None:
        raise Http404
    return document.file
