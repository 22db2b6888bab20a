"""One clock: real time, plus the offset that an example database was made with.

`now()` is called at the doors, at the start of a job and in `tick`, and handed down as `at`.
Sign-in, CSRF and rate limits use real time and never this.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

_fixed: ContextVar[datetime | None] = ContextVar("fixed_time", default=None)
_offset_sources: list[Callable[[], timedelta]] = []


def take_offset_from(source: Callable[[], timedelta]) -> None:
    """Let a package that knows the installation's mark supply the example's offset."""
    _offset_sources[:] = [source]


def now() -> datetime:
    """The instant that counts, aware, in UTC."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    offset = _offset_sources[0]() if _offset_sources else timedelta()
    return timezone.now() + offset


def day(at: datetime) -> date:
    """The Swedish calendar day of an instant (Europe/Stockholm)."""
    return timezone.localdate(at)


@contextmanager
def fixed(at: datetime) -> Iterator[datetime]:
    """Hold the clock still: for tests and for the builder of an example."""
    token = _fixed.set(at)
    try:
        yield at
    finally:
        _fixed.reset(token)
