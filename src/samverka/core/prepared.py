"""A question that is put into SQL once and asked many times.

For a short answer Django spends more on putting the statement together than the database on answering it; for what
stands around every page that was a third of the page's time. Meant for the few questions that every page asks.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# What a question may be asked about: a key or a day. Nothing is computed of them on the way into the statement.
About = int | date
# Values of each kind that no statement holds by itself, to see where the asked ones go.
_MARKS: dict[type, tuple[About, About]] = {
    int: (2_000_000_011, 2_000_000_033),
    date: (date(1711, 3, 5), date(1713, 4, 7)),
}


class Prepared:
    """A question about a fixed set of named values, giving plain tuples."""

    def __init__(self, question: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        """Remember what is asked.

        Args:
            question: from the named values to a query set of tuples; always the same but for the values.
            kinds: of each value, `int` or `date`.
        """
        self._question = question
        self._kinds = kinds
        self._statements: dict[str, tuple[str, tuple[str | None, ...], tuple[Any, ...]]] = {}

    def rows(self, **values: About) -> list[tuple[Any, ...]]:
        """The answer, as the driver gives it: on SQLite a truth is 0 or 1 and a day is text."""
        vendor = connection.vendor
        if vendor not in self._statements:
            self._statements[vendor] = self._prepare()
        sql, names, fixed = self._statements[vendor]
        with connection.cursor() as cursor:
            asked = [_as_parameter(values[name]) if name else kept for name, kept in zip(names, fixed, strict=True)]
            cursor.execute(sql, asked)
            return [tuple(row) for row in cursor.fetchall()]

    def _prepare(self) -> tuple[str, tuple[str | None, ...], tuple[Any, ...]]:
        marked = {name: _MARKS[kind][0] for name, kind in self._kinds.items()}
        sql, fixed = self._compiled(marked)
        names: list[str | None] = [None] * len(fixed)
        for name, kind in self._kinds.items():
            other = _MARKS[kind][1]
            same_sql, moved = self._compiled(marked | {name: other})
            if same_sql != sql:
                raise NotPlainError(name)
            for place, (before, after) in enumerate(zip(fixed, moved, strict=True)):
                if before != after:
                    if after != _as_parameter(other):
                        raise NotPlainError(name)
                    names[place] = name
        return sql, tuple(names), fixed

    def _compiled(self, values: dict[str, About]) -> tuple[str, tuple[Any, ...]]:
        sql, parameters = self._question(**values).query.get_compiler(connection=connection).as_sql()
        return sql, tuple(parameters)


class NotPlainError(Exception):
    """A value does not go into the statement as it is: the question can't be prepared. A bug, found at once."""


def _as_parameter(value: About) -> Any:
    if isinstance(value, datetime):
        raise TypeError(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
