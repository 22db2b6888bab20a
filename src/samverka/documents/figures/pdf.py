"""Looks through a PDF for what may act by itself. Run as a program of its own, with little memory and time.

`python -m samverka.documents.figures.pdf < file` prints one word: `clean`, `encrypted`, `active`, `files` or
`broken`. Whoever reads a hostile file may be made to hang or to swell, so the server never does it itself.
"""

import io
import re
import resource
import sys
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

CLEAN, ENCRYPTED, ACTIVE, FILES, BROKEN = "clean", "encrypted", "active", "files", "broken"
MEMORY = 768 * 1024 * 1024
SECONDS = 8
MOST_OBJECTS = 200_000

ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/GoToE"}
)
FILE_KEYS = frozenset({"/EmbeddedFiles", "/EF"})
# The same names in the raw bytes: a reader that repairs a broken file may find what the file's own index hides.
RAW_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|RichMedia)[\s/<>\[\]()]")
RAW_FILES = re.compile(rb"/EmbeddedFiles?[\s/<>\[\]()]")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def fault(data: bytes) -> str:
    """The word for what a PDF holds."""
    plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), data)
    if RAW_ACTIVE.search(plain):
        return ACTIVE
    if RAW_FILES.search(plain):
        return FILES
    try:
        return _fault_inside(PdfReader(io.BytesIO(data), strict=False))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        return BROKEN


def _fault_inside(reader: PdfReader) -> str:
    if reader.is_encrypted:
        return ENCRYPTED
    if not reader.pages:
        return BROKEN
    for value in _objects(reader):
        keys = set(value)
        if keys & ACTIVE_KEYS or (value.get("/S") in ACTIVE_ACTIONS):
            return ACTIVE
        if keys & FILE_KEYS or value.get("/Type") == "/EmbeddedFile":
            return FILES
    return CLEAN


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, also those that no page leads to."""
    numbers = {(generation, number) for generation, rows in reader.xref.items() for number in rows}
    numbers |= {(0, number) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise ValueError("more objects than a letter has")
    waiting: list[PdfObject | None] = [reader.trailer]
    waiting += [reader.get_object(IndirectObject(number, generation, reader)) for generation, number in sorted(numbers)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            yield value
            waiting.extend(inner for inner in value.values() if not isinstance(inner, IndirectObject))
        elif isinstance(value, ArrayObject):
            waiting.extend(inner for inner in value if not isinstance(inner, IndirectObject))


def main() -> None:
    """Read a file from standard input and print its word."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":  # macOS does not hold a limit of address space
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        sys.stdout.write(fault(sys.stdin.buffer.read()))
    except MemoryError:
        sys.stdout.write(BROKEN)


if __name__ == "__main__":
    main()
