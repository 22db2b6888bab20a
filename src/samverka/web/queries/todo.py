"""What each person must do now, gathered from every package that has something to ask for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from samverka.calls import queries as calls
from samverka.cofinancing import queries as cofinancing
from samverka.core import clock
from samverka.core.todo import Todo, Waits, gathered
from samverka.core.words import sort_key
from samverka.enterprises import queries as enterprises
from samverka.examples import queries as examples
from samverka.goals import queries as goals
from samverka.hours import queries as hours
from samverka.meetings import queries as meetings
from samverka.people.models import Person
from samverka.support import queries as support
from samverka.teams import queries as teams

# One statement gathers all of it, however many packages there are.
WAITS: Final[tuple[Waits, ...]] = (
    *calls.WAITS,
    *teams.WAITS,
    *enterprises.WAITS,
    *meetings.WAITS,
    *hours.WAITS,
    *cofinancing.WAITS,
    *goals.WAITS,
    *support.WAITS,
    *examples.WAITS,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do, and whether its day has passed."""

    todo: Todo
    is_late: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class TodoPage:
    """All that a person must do now: the late first, then by day, then what has no day."""

    lines: tuple[Line, ...]
    name: str
    needs_name: bool

    @property
    def late(self) -> int:
        """How many days have passed by."""
        return sum(line.is_late for line in self.lines)

    @property
    def next_day(self) -> date | None:
        """The nearest day that is still to come."""
        return next((line.todo.due_day for line in self.lines if line.todo.due_day and not line.is_late), None)


def todo_page(person: Person, at: datetime) -> TodoPage:
    """Everything that waits for this person at this instant."""
    day = clock.day(at)
    todos = sorted(
        gathered(WAITS, person, at),
        key=lambda todo: (todo.due_day is None, todo.due_day or day, sort_key(todo.text)),
    )
    return TodoPage(
        lines=tuple(
            Line(todo, is_late=bool(todo.due_day and todo.due_day < day), is_today=todo.due_day == day)
            for todo in todos
        ),
        name=person.actor_name,
        needs_name=not person.name,
    )
