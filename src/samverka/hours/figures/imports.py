"""Reads tables as they come out of other systems: semicolons, old encodings, titles above, sums below. No Django."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samverka.core.money import minutes_from_text

# What a column may be called, without regard to case; the first that fits is taken.
HEADS: Mapping[str, tuple[str, ...]] = {
    "person": ("namn", "deltagare", "person", "medarbetare", "anställd", "name"),
    "day": ("datum", "dag", "date", "day"),
    "year": ("år", "year"),
    "month": ("månad", "period", "month"),
    "minutes": ("timmar", "antal timmar", "tid", "tim", "h", "arbetad tid", "rapporterade timmar", "hours", "time"),
    "activity": ("aktivitet", "aktivitetstyp", "moment", "activity"),
    "text": ("beskrivning", "vad", "text", "anteckning", "kommentar", "arbetsuppgift", "uppgift", "description"),
}
SUMS = ("summa", "totalt", "total", "delsumma", "sum", "att föra över")
FEWEST_HEADS = 2
MOST_BYTES = 400_000
_SECONDS = re.compile(r"^(\d{1,3}:\d{2}):00$")
_NOISE = re.compile(r"[\s:.*]+")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One line of the file: its number, what stands under each known head, and whether it is a line of sums."""

    number: int
    cells: Mapping[str, str]
    is_sum: bool = False

    def cell(self, key: str) -> str:
        """What stands under a head; empty when the file has none."""
        return self.cells.get(key, "")


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A file as it was understood: its rows, and which heads it has."""

    heads: frozenset[str] = frozenset()
    rows: tuple[ReadRow, ...] = field(default=())


def decoded(data: bytes) -> str:
    """A file's text, in whichever encoding a Swedish system writes; newlines as one sign."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return one_newline(text)


def one_newline(text: str) -> str:
    """The same text with one sort of line end; a form sends another than a file."""
    return "\n".join(text.replace("\x00", "").splitlines())


def _separator(text: str) -> str:
    """The sign between cells: a semicolon or tab wherever there is one, for the comma is in `7,5` too."""
    counts = {sign: text.count(sign) for sign in ("\t", ";")}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ","


def _head(cell: str) -> str:
    bare = _NOISE.sub(" ", cell.casefold()).strip()
    bare = re.sub(r"\s*\(.*\)$", "", bare)
    return next((key for key, names in HEADS.items() if bare in names), "")


def table_from_text(text: str) -> ReadTable:
    """The rows under the first line that reads like heads; titles above it are left, sums below are marked.

    Raises:
        ValueError: when no line reads like heads.
    """
    lines = list(csv.reader(io.StringIO(text), delimiter=_separator(text)))
    for at, line in enumerate(lines):
        heads = [_head(cell) for cell in line]
        if len({head for head in heads if head}) >= FEWEST_HEADS:
            return ReadTable(frozenset(head for head in heads if head), _rows(lines[at + 1 :], heads, at + 2))
    raise ValueError("no line reads like heads")


def has_heads(text: str, needed: frozenset[str]) -> bool:
    """Whether some line of the text reads like heads and names all that is needed."""
    try:
        return needed <= table_from_text(text).heads
    except ValueError:
        return False


def _rows(lines: Sequence[Sequence[str]], heads: Sequence[str], number: int) -> tuple[ReadRow, ...]:
    found = []
    for offset, line in enumerate(lines):
        if not any(cell.strip() for cell in line):
            continue
        cells: dict[str, str] = {}
        for head, cell in zip(heads, line, strict=False):
            if head and head not in cells:
                cells[head] = " ".join(cell.split())
        first = next(cell for cell in line if cell.strip()).strip().casefold()
        found.append(ReadRow(number + offset, cells, first.rstrip(":").startswith(SUMS)))
    return tuple(found)


def time_from_cell(text: str) -> int:
    """Minutes of `7:30`, `7,5 h`, `07:30:00` or `6.5`.

    Raises:
        ValueError: when it is none of these.
    """
    return minutes_from_text(_SECONDS.sub(r"\1", text.strip()))


def line_of(cells: Mapping[str, str]) -> str:
    """What a row said, shortly, so that a person finds it in the file."""
    return " · ".join(cell for cell in cells.values() if cell)[:120]
