"""What makes a view a door: it reads, or it writes, and says which.

`people.doors` binds these to persons and request keys, and is what views import.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

from django.db import connections

READS: Final = "reads"
WRITES: Final = "writes"

_READING_WORDS = ("SELECT", "EXPLAIN", "WITH", "PRAGMA", "SHOW")


class WroteWhileReading(Exception):  # noqa: N818 - names what happened
    """A reading door tried to change something: a bug, never shown to a person."""


class AskedWhileRendering(Exception):  # noqa: N818 - names what happened
    """A template asked the database: a bug, since a page is to be whole before it is drawn."""


def _only_reading(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001 - Django's signature for wrappers
    if not sql.lstrip("( \n").upper().startswith(_READING_WORDS):
        raise WroteWhileReading(sql[:200])
    return execute(sql, params, many, context)


def _no_asking(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: ARG001, FBT001 - Django's signature for wrappers
    raise AskedWhileRendering(sql[:200])


@contextmanager
def only_reading() -> Iterator[None]:
    """Let no statement but a question through to any database."""
    with ExitStack() as stack:
        for connection in connections.all():  # also in a thread that has asked nothing yet
            # Django finds out once per connection, in a transaction of its own, whether SQLite knows JSON.
            _ = connection.features.supports_json_field
            stack.enter_context(connection.execute_wrapper(_only_reading))
        yield


@contextmanager
def no_asking() -> Iterator[None]:
    """Let no statement at all through: held while a template is drawn."""
    with ExitStack() as stack:
        for connection in connections.all():  # also in a thread that has asked nothing yet
            stack.enter_context(connection.execute_wrapper(_no_asking))
        yield
