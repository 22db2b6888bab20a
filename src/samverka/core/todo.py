"""One thing a person must do now: offered by each package's `todo_for`, gathered on the roof."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Todo:
    """A sentence, where to do it, and until when (None: no day is set)."""

    text: str
    href: str
    due_day: date | None = None
    # What it belongs to, for example the network's name; shown in small type.
    about: str = ""
