"""Lists as JSON, from the same table as the page."""

from datetime import date, datetime

from samverka.core.tables import Table, Value


def as_json(table: Table) -> dict[str, object]:
    """A table as plain values: a name for each column, a mapping for each row."""
    return {
        "name": table.name,
        "title": str(table.title),
        "columns": {column.key: str(column.label) for column in table.columns},
        "rows": [{column.key: _plain(value) for column, value in cells} for _row, cells in table.cells()],
    }


def _plain(value: Value) -> str | int | None:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return str(value)
