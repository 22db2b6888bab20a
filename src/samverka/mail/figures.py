"""What a letter is made of, as plain values: the sealed text of a secret letter, and its shape as HTML."""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# After this many tries a letter is given up and shown as such; the last pause before is about two hours.
MOST_TRIES = 9
# At most one letter that may wait in so long a time; the rest is held back for the digest (R43).
CEILING = timedelta(days=7)
_FIRST_PAUSE = timedelta(seconds=30)
_PURPOSE = b"samverka secret mail, version 1"
_ADDRESS = re.compile(r"https?://\S+")
_SIGN = re.compile(r" {4}\S.*")
# An address on this very machine, up to its path.
_ON_THIS_MACHINE = re.compile(r"^https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?=/|$)", re.MULTILINE)


def _lock(secret: str) -> Fernet:
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def sealed(text: str, secret: str) -> str:
    """The text encrypted and authenticated with a key derived from the installation's secret; empty stays empty."""
    return _lock(secret).encrypt(text.encode()).decode() if text else ""


def opened(token: str, secret: str) -> str:
    """The text of a sealed token; empty stays empty.

    Raises:
        ValueError: when the token was sealed with another secret, or has been changed.
    """
    if not token:
        return ""
    try:
        return _lock(secret).decrypt(token.encode()).decode()
    except InvalidToken as unreadable:
        raise ValueError("sealed with another secret, or changed") from unreadable


def pause_after(tries: int) -> timedelta:
    """How long to wait after this many tries: 30 s, then the double each time."""
    return _FIRST_PAUSE * (1 << (max(tries, 1) - 1))


def message_key(unique_key: str) -> str:
    """The letter's own name for mail programs: the same letter sent again after a crash is known as the same."""
    return hashlib.sha256(unique_key.encode()).hexdigest()[:32]


def masked(address: str) -> str:
    """`a…@granfors.example`: enough to recognise one's own, not enough to write to."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"


def led_here(body: str, base_url: str) -> str:
    """The body with its links to this machine leading to where it is served now, whatever port they were written at."""
    return _ON_THIS_MACHINE.sub(lambda _found: base_url, body)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a send-out goes to, and what a page calls the person."""

    address: str
    name: str
    language: str
    shown: str


class Shape(StrEnum):
    """What a part of a letter is drawn as."""

    TEXT = "text"
    LINK = "link"
    SIGN = "sign"


def parts(body: str) -> list[tuple[Shape, list[str]]]:
    """The body in parts: an address alone on its line is a link, a line set in by four spaces a sign to read off."""
    found: list[tuple[Shape, list[str]]] = []
    for paragraph in re.split(r"\n\s*\n", body.strip("\n")):
        lines: list[str] = []
        for line in paragraph.splitlines():
            shape = _shape(line)
            if shape is Shape.TEXT:
                lines.append(line)
                continue
            if lines:
                found.append((Shape.TEXT, lines))
                lines = []
            found.append((shape, [line.strip()]))
        if lines:
            found.append((Shape.TEXT, lines))
    return found


def _shape(line: str) -> Shape:
    if _ADDRESS.fullmatch(line.strip()):
        return Shape.LINK
    return Shape.SIGN if _SIGN.fullmatch(line) else Shape.TEXT
