"""A list as values that stand in a job: text, whole numbers, and days, instants and decimals marked as such."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from samverka.core.tables import Row, Table, Value

Plain = str | int | dict[str, str] | None
Values = dict[str, object]


def plain(value: Value) -> Plain:
    """One cell as JSON holds it."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return str(value)


def told(value: Plain) -> str | int | date | datetime | Decimal | None:
    """The cell that `plain` made into JSON.

    Raises:
        ValueError: when the value is marked as something unknown.
    """
    if not isinstance(value, Mapping):
        return value
    match list(value.items()):
        case [("instant", text)]:
            return datetime.fromisoformat(text)
        case [("day", text)]:
            return date.fromisoformat(text)
        case [("decimal", text)]:
            return Decimal(text)
    raise ValueError(f"not a cell: {value!r}")


def table_as_values(table: Table) -> Values:
    """Exactly what the page shows: the same columns, rows and sums, in the language of the page."""
    return {
        "name": table.name,
        "title": str(table.title),
        "columns": [{"label": str(column.label), "kind": column.kind.value} for column in table.columns],
        "rows": [_cells(row) for row in table.rows],
        "marks": [str(row.mark_word) if row.mark else "" for row in table.rows],
        "total": _cells(table.total) if table.total else None,
        "notes": [str(note) for note in table.notes],
    }


def _cells(row: Row) -> list[Plain]:
    return [plain(value) for value in row.values]
