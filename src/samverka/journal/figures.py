"""How an entry is hashed: format version 1. Plain values in, hexadecimal out."""

import hashlib
import json
from collections.abc import Mapping

FORMAT_VERSION = 1
# What the first entry of a chain follows on: the version of the format, so that each chain says how it is read.
GENESIS = f"{FORMAT_VERSION:064d}"
COLUMNS = ("chain", "seq", "at", "actor_key", "verb", "subject", "request_key", "payload_digest", "prev_hash")


def canonical(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, text as it is (UTF-8), no floats.

    Raises:
        ValueError: when the value holds a float; figures are whole numbers or text.
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        message = "a float has no canonical text; use whole numbers or text"
        raise ValueError(message)  # noqa: TRY004 - the value is at fault, not the caller's type
    if isinstance(value, Mapping):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


def payload_digest(salt: str, payload: str) -> str:
    """SHA-256 over salt and canonical payload, hexadecimal."""
    return hashlib.sha256((salt + payload).encode()).hexdigest()


def entry_hash(columns: Mapping[str, str | int]) -> str:
    """SHA-256 over the canonical JSON of every column but the hash itself.

    Raises:
        ValueError: when a column is missing or one too many.
    """
    if set(columns) != set(COLUMNS):
        message = f"an entry has exactly the columns {COLUMNS}"
        raise ValueError(message)
    return hashlib.sha256(canonical(dict(columns)).encode()).hexdigest()
