"""Plain arithmetic and text of examples: fingerprints, tokens, what a search asks."""

import hashlib
import json
from collections.abc import Mapping, Sequence


def digest(content: Mapping[str, object]) -> str:
    """The fingerprint of an example's whole content: the same content gives the same, whatever the order of keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sha256(text: str) -> str:
    """SHA-256 of a token, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def lines(text: str) -> list[str]:
    """The lines that say something, without the marks of a list that people type before them."""
    return [clean for line in text.splitlines() if (clean := line.strip().lstrip("-*•").strip())]


def figures_of(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Numbers with their source, the empty rows left out."""
    return [
        {"what": what.strip(), "value": value.strip(), "source": source.strip()}
        for what, value, source in rows
        if what.strip() or value.strip() or source.strip()
    ]


def paragraphs(text: str) -> list[str]:
    """A text as paragraphs: an empty line parts them."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]
