"""A list as plain data: the page draws it, the spreadsheet holds it, so the two can never differ."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from samverka.core.money import hours_text
from samverka.core.words import sort_key

# The four states that a row, a line or a step can be in, each with its plain word.
MARK_WORDS = {
    "done": pgettext_lazy("state", "Done"),
    "waiting": pgettext_lazy("state", "Waiting"),
    "late": pgettext_lazy("state", "Late"),
    "open": pgettext_lazy("state", "Not yet"),
}

Value = str | int | date | datetime | Decimal | Promise | None


class Kind(StrEnum):
    """What a column holds, hence how it is aligned, drawn and written in a spreadsheet."""

    TEXT = "text"
    NUMBER = "number"
    MINUTES = "minutes"
    ORE = "ore"
    # Kronor and öre, where a sum must be followed to the last öre.
    ORE_EXACT = "ore_exact"
    DAY = "day"
    INSTANT = "instant"
    PERCENT = "percent"
    # The word of the row's state: the row's mark is drawn here, and not beside its first cell.
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` stands in the address when sorting, `label` in the head."""

    key: str
    label: str | Promise
    kind: Kind = Kind.TEXT

    @property
    def is_numeric(self) -> bool:
        """Whether the column is set flush right with tabular figures."""
        return self.kind in {Kind.NUMBER, Kind.MINUTES, Kind.ORE, Kind.ORE_EXACT, Kind.PERCENT}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values in the order of the columns, and where its first cell leads."""

    values: tuple[Value, ...]
    href: str = ""
    # The row's state (`done`, `waiting`, `late`, `open`), drawn as shape and word beside the first cell.
    mark: str = ""
    # The word to show for it, when the plain one (`Done`, `Late` …) is not the right one.
    mark_text: str | Promise = ""

    @property
    def mark_word(self) -> str | Promise:
        """The word of the row's state."""
        return self.mark_text or MARK_WORDS.get(self.mark, self.mark)


@dataclass(frozen=True, slots=True)
class Exports:
    """Where the same list can be fetched: as text at once (a link), as a spreadsheet made by the worker (a form)."""

    csv: str = ""
    xlsx: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A whole list. `total` is a last row of sums, when there is one."""

    name: str
    title: str | Promise
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    sorted_by: str = ""
    descending: bool = False
    empty_text: str | Promise = ""
    notes: tuple[str | Promise, ...] = field(default=())
    # Heads are links only where the view sorts by `?sortera=`.
    is_sortable: bool = True

    @property
    def has_state_column(self) -> bool:
        """Whether the rows' marks stand in a column of their own."""
        return any(column.kind is Kind.STATE for column in self.columns)

    @property
    def can_be_sorted(self) -> bool:
        """Whether the heads are links: there is something to sort."""
        return self.is_sortable and len(self.rows) > 1

    def cells(self) -> Iterable[tuple[Row, list[tuple[Column, Value]]]]:
        """Rows with each value beside its column, for the template."""
        return [(row, list(zip(self.columns, row.values, strict=True))) for row in self.rows]

    def total_cells(self) -> list[tuple[Column, Value]]:
        """The row of sums beside its columns; empty when there is none."""
        return list(zip(self.columns, self.total.values, strict=True)) if self.total else []

    def ordered(self, wanted: str) -> "Table":
        """The same list sorted by a column key, `-key` for descending; unknown keys change nothing."""
        key = wanted.removeprefix("-")
        for index, column in enumerate(self.columns):
            if column.key == key:
                descending = wanted.startswith("-")
                filled = [row for row in self.rows if row.values[index] not in (None, "")]
                empty = [row for row in self.rows if row.values[index] in (None, "")]
                filled.sort(key=lambda row: _sortable(row.values[index]), reverse=descending)
                return replace(self, rows=(*filled, *empty), sorted_by=key, descending=descending)
        return self


def _sortable(value: Value) -> tuple[int, float | str]:
    if isinstance(value, datetime):
        return (0, value.timestamp())
    if isinstance(value, date):
        return (0, float(value.toordinal()))
    if isinstance(value, int | Decimal):
        return (0, float(value))
    return (1, sort_key(str(value)))


def csv_text(table: Table) -> str:
    """The list as Swedish Excel opens it: semicolons, decimal comma, hours as `6,5`, kronor with two decimals."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(column.label) for column in table.columns])
    rows: Sequence[Row] = (*table.rows, table.total) if table.total else table.rows
    for row in rows:
        writer.writerow([_csv_cell(column, value) for column, value in zip(table.columns, row.values, strict=True)])
    return target.getvalue()


def _csv_cell(column: Column, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if column.kind is Kind.MINUTES and isinstance(value, int):
        return hours_text(value).replace("\u00a0", "").replace("\u2212", "-")
    if column.kind in {Kind.ORE, Kind.ORE_EXACT} and isinstance(value, int):
        return f"{Decimal(value) / 100:.2f}".replace(".", ",")
    if isinstance(value, Decimal):
        return f"{value}".replace(".", ",")
    text = str(value)
    # A cell that begins like a formula would be run by the spreadsheet program (OWASP, CSV injection).
    return f"'{text}" if isinstance(value, str | Promise) and text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
