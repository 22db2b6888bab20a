"""The key of the request under way, so that everything written in it can be told to belong together."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_urlsafe

from django.core.signing import BadSignature, Signer

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


# A field of every writing form: signed, so that a form which comes back without a sign-in still tells whose it was.
DRAWN_FOR = "drawn_for"
_signer = Signer(salt="samverka.form.drawn_for")


def drawn_for(actor_key: str) -> str:
    """The signed mark of the actor that a form is drawn for; the same each time."""
    return _signer.sign(actor_key)


def whose(mark: str) -> str:
    """The actor's key in such a mark; empty when there is none or somebody else made it."""
    try:
        return _signer.unsign(mark)
    except BadSignature:
        return ""
