"""The key of the request under way, so that everything written in it can be told to belong together."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_urlsafe

_current: ContextVar[str] = ContextVar("request_key", default="")


def fresh_key() -> str:
    """A random key for one form as it is shown."""
    return token_urlsafe(18)


def current_key() -> str:
    """The key of the request under way; empty outside one."""
    return _current.get()


@contextmanager
def working_under(key: str) -> Iterator[None]:
    """Let everything written inside carry this key."""
    token = _current.set(key)
    try:
        yield
    finally:
        _current.reset(token)
