"""Decisions and anchoring: what has been decided, who has been told, and whether it has to be done again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import Verdict
from samverka.goals import figures, rules
from samverka.goals.models import Anchoring, Decision
from samverka.goals.queries.mandate import first_days, latest_election
from samverka.goals.queries.sight import Sight, Tab, sight_of
from samverka.networks.models import Participation
from samverka.people.models import Person
from samverka.teams import queries as teams


def decisions_of(participation: Participation) -> list[Decision]:
    """The decisions that stand, newest first."""
    return list(
        Decision.objects.filter(participation=participation, withdrawn_at__isnull=True).order_by("-decided_day", "-pk")
    )


def anchorings_of(participation: Participation) -> list[Anchoring]:
    """What has been presented and told, newest first."""
    return list(
        Anchoring.objects.filter(participation=participation, withdrawn_at__isnull=True).order_by("-held_day", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise of the seat: what it is, how it stands, and in which words."""

    title: str
    text: str
    mark: str
    mark_text: str


def committee_kept(decisions: Iterable[Decision], anchorings: Iterable[Anchoring], day: date) -> Kept:
    """Whether the responsible committee stands behind the work, in the mandate period of the day (R18, R52)."""
    title = _("Anchored in the responsible committee")
    days = [row.decided_day for row in decisions if row.kind == Decision.Kind.POLITICAL and row.decided_day <= day]
    days += [row.held_day for row in anchorings if row.audience == Anchoring.Audience.COMMITTEE and row.held_day <= day]
    if not days:
        return Kept(title, _("Nothing is written down yet."), "open", _("Not yet"))
    latest = max(days)
    text = _("Last on %(day)s.") % {"day": day_text(latest)}
    if figures.must_anchor_again(latest, day=day, first_days=first_days()):
        return Kept(title, text + " " + _("There has been an election since then."), "late", _("Anchor again"))
    return Kept(title, text, "done", _("Anchored"))


def colleagues_kept(anchorings: Iterable[Anchoring], day: date) -> Kept:
    """Whether those concerned in the departments have been told."""
    title = _("Anchored among colleagues concerned")
    told = [
        row
        for row in anchorings
        if row.audience in {Anchoring.Audience.COLLEAGUES, Anchoring.Audience.MANAGERS} and row.held_day <= day
    ]
    if not told:
        return Kept(title, _("Nothing is written down yet."), "open", _("Not yet"))
    latest = max(row.held_day for row in told)
    return Kept(title, _("Last on %(day)s.") % {"day": day_text(latest)}, "done", _("Anchored"))


@dataclass(frozen=True, slots=True)
class AnchoringPage:
    """What a seat has decided and whom it has told."""

    sight: Sight
    tabs: tuple[Tab, ...]
    kept: tuple[Kept, ...]
    decisions: Table
    anchorings: Table
    exports: Exports
    election: str


def anchoring_page(sight: Sight, day: date) -> AnchoringPage:
    """The decision log and the log of who has been told."""
    decisions, anchorings = decisions_of(sight.participation), anchorings_of(sight.participation)
    return AnchoringPage(
        sight=sight,
        tabs=sight.tabs("anchoring"),
        kept=(committee_kept(decisions, anchorings, day), colleagues_kept(anchorings, day)),
        decisions=decisions_table(decisions, sight, day),
        anchorings=_anchorings_table(anchorings, sight, day),
        exports=Exports(csv=sight.href("decisions_csv")),
        election=_election_sentence(day),
    )


def _election_sentence(day: date) -> str:
    latest = latest_election(day)
    if latest is None:
        return ""
    if day < latest.first_day:
        return _("An election was held on %(election)s. The new council sits from %(first)s.") % {
            "election": day_text(latest.election_day),
            "first": day_text(latest.first_day),
        }
    return _("The council in office was elected on %(election)s and sits since %(first)s.") % {
        "election": day_text(latest.election_day),
        "first": day_text(latest.first_day),
    }


def decisions_table(decisions: Sequence[Decision], sight: Sight, day: date) -> Table:
    """The decision log."""
    firsts = first_days()
    return Table(
        name=f"beslut-{sight.participation.pk}",
        title=_("Decisions"),
        columns=(
            Column("title", _("Decision")),
            Column("body", _("Who decided")),
            Column("day", _("Day"), Kind.DAY),
            Column("paragraph", _("Paragraph in the minutes")),
            Column("committee", _("Makes responsible")),
            Column("registry", _("Registry number")),
        ),
        rows=tuple(
            Row(
                (
                    row.title,
                    row.body,
                    row.decided_day,
                    row.minutes_paragraph,
                    row.responsible_committee,
                    row.registry_number,
                ),
                href=sight.row_href("decision", row.pk),
                **_age(row.decided_day, day, firsts),
            )
            for row in decisions
        ),
        empty_text=_("No decision is logged yet."),
        is_sortable=False,
    )


def _age(held: date, day: date, firsts: Sequence[date]) -> dict[str, str]:
    is_old = figures.must_anchor_again(held, day=day, first_days=firsts)
    return {
        "mark": "late" if is_old else "done",
        "mark_text": _("Earlier mandate period") if is_old else _("This mandate period"),
    }


def _anchorings_table(anchorings: Sequence[Anchoring], sight: Sight, day: date) -> Table:
    firsts = first_days()
    return Table(
        name="forankring",
        title=_("Presentations and information"),
        columns=(
            Column("with_whom", _("With whom")),
            Column("audience", _("Sort")),
            Column("day", _("Day"), Kind.DAY),
            Column("reached", _("How many"), Kind.NUMBER),
            Column("about", _("About what")),
        ),
        rows=tuple(
            Row(
                (row.with_whom, row.get_audience_display(), row.held_day, row.reached, row.about),
                href=sight.row_href("withdraw_anchoring_page", row.pk) if sight.may_write else "",
                **_age(row.held_day, day, firsts),
            )
            for row in anchorings
        ),
        empty_text=_("Nothing is written down yet: presentations in a committee, meetings with colleagues, letters."),
        is_sortable=False,
    )


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision."""

    sight: Sight
    tabs: tuple[Tab, ...]
    decision: Decision
    may_withdraw: Verdict


def one_decision(person: Person, slug: str, decision_id: int, day: date) -> tuple[Decision, Sight]:
    """A decision of a seat that the person sees.

    Raises:
        Http404: when there is none.
    """
    stands = teams.standing(person, slug, day)
    row = (
        Decision.objects.filter(pk=decision_id, participation__network=stands.network)
        .select_related("participation__organisation", "participation__network")
        .first()
    )
    sight = sight_of(stands, row.participation) if row else None
    if row is None or sight is None:
        raise Http404
    return row, sight


def one_own_decision(person: Person, slug: str, decision_id: int, day: date) -> tuple[Decision, Sight]:
    """A decision of the person's own municipality.

    Raises:
        Http404: for everyone else.
    """
    row, sight = one_decision(person, slug, decision_id, day)
    if not sight.may_write:
        raise Http404
    return row, sight


def one_own_anchoring(person: Person, slug: str, anchoring_id: int, day: date) -> tuple[Anchoring, Sight]:
    """An anchoring of the person's own municipality.

    Raises:
        Http404: for everyone else.
    """
    stands = teams.standing(person, slug, day)
    row = (
        Anchoring.objects.filter(pk=anchoring_id, participation__in=stands.seat_ids)
        .select_related("participation__organisation", "participation__network")
        .first()
    )
    sight = sight_of(stands, row.participation) if row else None
    if row is None or sight is None:
        raise Http404
    return row, sight


def decision_page(decision: Decision, sight: Sight) -> DecisionPage:
    """One decision."""
    return DecisionPage(
        sight=sight,
        tabs=sight.tabs("anchoring"),
        decision=decision,
        may_withdraw=rules.may_withdraw(is_withdrawn=decision.withdrawn_at is not None),
    )
