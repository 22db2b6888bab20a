"""Needs, decisions, documents, structures and answers of a seat, all through real actions."""

from datetime import UTC, date, datetime
from typing import Any

from samverka.goals import actions
from samverka.goals.models import DevelopmentNeed, Need
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
