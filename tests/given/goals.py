"""Needs, decisions, documents, structures and answers of a seat, all through real actions."""

from datetime import UTC, date, datetime
from typing import Any

from samverka.goals import actions
from samverka.goals.models import (
    Action,
    Anchoring,
    Decision,
    DevelopmentNeed,
    ExternalStructure,
    GoverningDocument,
    InternalStructure,
    Need,
    Party,
)
from samverka.networks.models import Participation
from samverka.people.models import Person

NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)


def need_values(**changes: Any) -> dict[str, Any]:
    """The least that a need is saved with."""
    return {"title": "Parkerna förfaller", "owner": "Parkchefen", "noted_day": date(2021, 3, 1)} | changes


def described(**changes: Any) -> dict[str, Any]:
    """A need that is described."""
    return (
        need_values(
            department="Tekniska",
            problem="Gräset klipps för sällan.",
            affected_group="Boende i centrum",
            field=Need.Field.GREEN.value,
        )
        | changes
    )


def need(seat: Participation, by: Person, *, codes: tuple[str, ...] = (), **changes: Any) -> Need:
    """A need of a seat."""
    return actions.add_need(participation=seat, values=need_values(**changes), codes=codes, by=by, at=NOW)


def development_need(seat: Participation, by: Person, **changes: Any) -> DevelopmentNeed:
    """A development need of a seat."""
    values = {
        "title": "Hur gör man en reserverad upphandling?",
        "department": "Upphandling",
        "kind": DevelopmentNeed.Kind.METHOD.value,
        "owner": "Upphandlaren",
        "noted_day": date(2021, 2, 1),
    }
    return actions.add_development_need(participation=seat, values=values | changes, by=by, at=NOW)


def decision(seat: Participation, by: Person, **changes: Any) -> Decision:
    """A political decision that names a committee."""
    values = {
        "title": "Vi vill samverka med sociala företag",
        "kind": Decision.Kind.POLITICAL.value,
        "body": "Kommunstyrelsen",
        "decided_day": date(2021, 3, 2),
        "minutes_paragraph": "§ 41",
        "responsible_committee": "Socialnämnden",
    }
    return actions.log_decision(participation=seat, values=values | changes, by=by, at=changes_at(changes))


def changes_at(changes: dict[str, Any]) -> datetime:
    """When something is written down: now, or on the day it is about where that lies ahead."""
    days = [value for key, value in changes.items() if key.endswith("_day") and isinstance(value, date)]
    latest = max(days, default=TODAY)
    return NOW if latest <= TODAY else datetime(latest.year, latest.month, latest.day, 12, tzinfo=UTC)


def anchoring(seat: Participation, by: Person, **changes: Any) -> Anchoring:
    """A presentation in a committee."""
    values = {
        "with_whom": "Socialnämnden",
        "audience": Anchoring.Audience.COMMITTEE.value,
        "held_day": date(2021, 4, 20),
    }
    return actions.log_anchoring(participation=seat, values=values | changes, by=by, at=changes_at(changes))


def document(seat: Participation, by: Person, *, at: datetime = NOW, **changes: Any) -> GoverningDocument:
    """A draft of a policy."""
    values = {
        "title": "Policy för sociala företag",
        "kind": GoverningDocument.Kind.POLICY.value,
        "owner": "Utvecklingschefen",
        "sections": [{"heading": "Varför", "text": "För att fler ska få arbete."}],
    }
    return actions.draft_document(participation=seat, values=values | changes, by=by, at=at)


def adopted(
    made: GoverningDocument, by: Person, *, decided_day: date = date(2021, 6, 15), at: datetime = NOW
) -> GoverningDocument:
    """A document's decision."""
    return actions.adopt_document(
        document=made,
        body="Kommunfullmäktige",
        decided_day=decided_day,
        minutes_paragraph="§ 87",
        registry_number="KS 2021/14",
        owner="Utvecklingschefen",
        political_owner="Kommunstyrelsen",
        review_day=date(2024, 6, 15),
        by=by,
        at=at,
    )


def action(plan: GoverningDocument, by: Person, *, at: datetime = NOW, **changes: Any) -> Action:
    """An action under a goal of its own."""
    goal = actions.add_goal(document=plan, text="Fler affärer", by=by, at=at)
    values = {"text": "Bjud in företagen", "dimension": "D5", "owner": "Näringslivschefen", "due_day": date(2021, 9, 1)}
    return actions.add_action(goal=goal, values=values | changes, by=by, at=at)


def plan(seat: Participation, by: Person, *, at: datetime = NOW) -> GoverningDocument:
    """An action plan with one action, ready to be adopted."""
    made = document(seat, by, at=at, title="Handlingsplan", kind=GoverningDocument.Kind.ACTION_PLAN.value)
    action(made, by, at=at)
    return made


def internal(
    seat: Participation, by: Person, *, at: datetime = NOW, met_day: date = date(2021, 10, 1)
) -> InternalStructure:
    """An internal structure that is active on TODAY."""
    made = actions.describe_internal(
        participation=seat, values={"coordinating_function": "Utvecklingsledaren"}, by=by, at=at
    )
    for area in ("procurement", "business", "labour_market"):
        actions.add_group_member(
            structure=made,
            values={"function": area, "department": f"Kontoret {area}", "area": area, "first_day": date(2021, 2, 1)},
            by=by,
            at=at,
        )
    actions.note_group_meeting(structure=made, met_day=met_day, about="Läget", by=by, at=at)
    return made


def forum(
    seat: Participation,
    by: Person,
    *,
    at: datetime = NOW,
    held: tuple[date, ...] = (date(2021, 5, 4), date(2021, 9, 7)),
) -> ExternalStructure:
    """A forum that is active on TODAY: a party, an agreement, two dialogues."""
    made = actions.set_up_forum(
        participation=seat,
        values={"name": "Dialogforum", "kind": "dialogue_forum", "agreement": "Vi möts varje termin."},
        by=by,
        at=at,
    )
    party = actions.add_party(
        structure=made,
        values={"name": "Vävstugan", "kind": Party.Kind.ENTERPRISE_PARTY.value, "first_day": date(2021, 3, 1)},
        by=by,
        at=at,
    )
    for day in held:
        actions.note_forum_dialogue(
            structure=made,
            title="Vad behöver ni?",
            held_day=day,
            notes="",
            departments=["Kontoret business"],
            parties=[party],
            by=by,
            at=at,
        )
    return made
