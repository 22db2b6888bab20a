"""A file with a person's hours from the employer's system, row by row, before anything is saved."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from samverka.core.money import duration_text
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.words import search_key
from samverka.hours import figures, rules
from samverka.hours.figures import Line
from samverka.hours.figures import imports as reading
from samverka.hours.models import Activity, HourRow
from samverka.hours.queries.state import SheetState

# Without these heads a file of hours tells nothing.
HOURS_NEEDS = frozenset({"day", "minutes"})


@dataclass(frozen=True, slots=True)
class RowRead:
    """What will happen with one row of the file."""

    number: int
    state: str
    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class HoursRead:
    """What will happen with a file: row by row, and the lines that would be added."""

    rows: tuple[RowRead, ...]
    lines: tuple[Line, ...]

    @property
    def minutes(self) -> int:
        """All that would be added."""
        return sum(line.minutes for line in self.lines)


def read_hours(state: SheetState, text: str) -> HoursRead:
    """Hold a file, with the heads it needs, against the person's open month. Nothing is saved.

    Sums, other people's rows, other months and what stands there already are left, each with a word why; time at
    meetings comes from attendance and is not taken twice.
    """
    known = {(line.day, line.minutes, line.text.casefold()) for line in state.lines}
    by_day: dict[date, int] = defaultdict(int, state.facts.minutes_by_day)
    shown, added = [], []
    for row in reading.table_from_text(text).rows:
        said = _read(state, row, known, by_day)
        if isinstance(said, Line):
            added.append(said)
            known.add((said.day, said.minutes, said.text.casefold()))
            by_day[said.day] += said.minutes
            sentence = f"{day_text(said.day)}: {said.text}, {duration_text(said.minutes)}"
            shown.append(RowRead(row.number, "done", _("Added"), sentence))
        else:
            state_word, word = said[0], said[1]
            shown.append(RowRead(row.number, state_word, word, said[2]))
    return HoursRead(tuple(shown), figures.in_order(added))


def _read(
    state: SheetState, row: reading.ReadRow, known: set[tuple[date, int, str]], by_day: dict[date, int]
) -> Line | tuple[str, str, str]:
    """A line to add, or how the row is left: a state, its word, and why."""
    here = reading.line_of(row.cells)
    left, fault = _("Left"), _("Can not be added")
    if row.is_sum:
        return "open", left, _("A line of sums: %(row)s") % {"row": here}
    name = row.cell("person")
    if name and search_key(name) != search_key(state.sheet.person.actor_name):
        return "open", left, _("Someone else's row: %(row)s") % {"row": here}
    if not row.cell("day") or not row.cell("minutes"):
        return "open", left, _("No day or no time: %(row)s") % {"row": here}
    try:
        day = figures.day_from_text(row.cell("day").split(" 00:00")[0], state.month)
        minutes = reading.time_from_cell(row.cell("minutes"))
    except ValueError:
        return "late", fault, _("The day or the time can not be read: %(row)s") % {"row": here}
    if not minutes:
        return "open", left, _("No day or no time: %(row)s") % {"row": here}
    text = row.cell("text") or row.cell("activity")
    if (day, minutes, text.casefold()) in known:
        return "open", left, _("Stands there already: %(row)s") % {"row": here}
    facts = replace(state.facts, minutes_by_day=by_day)
    for verdict in (
        rules.may_report_on(day, facts),
        rules.may_report_minutes(minutes, day, facts),
        rules.may_describe(text, facts),
    ):
        if not verdict:
            return "late", fault, str(verdict.reason)
    return Line(day, _activity(state, row.cell("activity")), minutes, text, HourRow.Source.IMPORTED.value)


def _activity(state: SheetState, said: str) -> str:
    """The activity that the file names by its word, else own development work."""
    for activity in state.facts.activities:
        if said and str(activity.label).casefold() == said.casefold():
            return activity.value
    return Activity.OWN_DEVELOPMENT_WORK.value
