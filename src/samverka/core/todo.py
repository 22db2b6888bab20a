"""What a person must do now: each package says what waits, one statement gathers it all, each package words its own.

A package offers `WAITS`, a tuple of `Waits`. Its rows become one part of a single `UNION ALL`, so that the page asks
as much with twelve packages as with five.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import JSONObject

# Of one row, what its sentence needs: by name, a field's path or an expression.
Facts: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Todo:
    """A sentence, where to do it, and until when (None: no day is set)."""

    text: str
    href: str
    due_day: date | None = None
    # What it belongs to, for example the network's name; shown in small type.
    about: str = ""


@dataclass(frozen=True, slots=True)
class Waits:
    """One sort of thing that may wait for a person."""

    name: str
    # What waits for the person at the instant, and which facts of each row to bring along. Asks nothing itself.
    rows: Callable[[Any, datetime], tuple[QuerySet[Any], Facts]]
    # What to say of the rows that were found; not called when there are none.
    said: Callable[[Sequence[Facts], Any, datetime], Iterable[Todo]]


def facts_by_name(parts: Mapping[str, tuple[QuerySet[Any], Facts]]) -> dict[str, list[Facts]]:
    """The facts of several questions, by their names, in one statement; a name without rows has an empty list."""
    named = [
        rows.order_by().values_list(Value(name, output_field=CharField()), JSONObject(**facts))
        for name, (rows, facts) in parts.items()
    ]
    found: dict[str, list[Facts]] = defaultdict(list)
    if named:
        for name, fact in named[0].union(*named[1:], all=True):
            found[name].append(fact)
    return found


def gathered(waits: Iterable[Waits], person: Model, at: datetime) -> list[Todo]:
    """Everything of these sorts that waits for the person, in one statement."""
    sorts = tuple(waits)
    found = facts_by_name({sort.name: sort.rows(person, at) for sort in sorts})
    return [todo for sort in sorts if found[sort.name] for todo in sort.said(found[sort.name], person, at)]


def fact_day(value: str | None) -> date | None:
    """A day among the facts."""
    return date.fromisoformat(value) if value else None


def fact_instant(value: str) -> datetime:
    """An instant among the facts: SQLite hands it out in UTC without saying so."""
    instant = datetime.fromisoformat(value)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
