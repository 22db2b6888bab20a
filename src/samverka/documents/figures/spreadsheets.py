"""Reads a spreadsheet (XLSX) as text, with the standard library alone: what is shown in its visible sheets. No Django.

Merged cells are filled from their first, dates and times become as they are written, and hidden sheets, rows that are
empty and formulas' texts are left. A file from outside is not trusted: its size unpacked, its cells and its entities
have limits.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree as ET

MAGIC = b"PK\x03\x04"
OLD_MAGIC = b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 20_000_000
MOST_ROWS, MOST_COLUMNS = 5_000, 60
# Beyond this a float no longer holds every whole number, and an organisation number has ten digits.
_LARGEST = Decimal(10) ** 15
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WHERE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# Formats that every workbook knows: dates, and times of the day or longer.
_DAYS, _TIMES = frozenset({14, 15, 16, 17, 22}), frozenset({18, 19, 20, 21, 45, 46, 47})
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
EPOCHS = {False: datetime(1899, 12, 30, tzinfo=UTC), True: datetime(1904, 1, 1, tzinfo=UTC)}
_MINUTES_IN_A_DAY = 24 * 60


# What a damaged, encrypted or oddly packed workbook makes the two libraries raise.
_BROKEN = (zipfile.BadZipFile, KeyError, IndexError, ET.ParseError, NotImplementedError, RuntimeError)


class UnreadableError(ValueError):
    """The file is no spreadsheet that can be read."""


def is_spreadsheet(data: bytes) -> bool:
    """Whether the file begins as an XLSX does."""
    return data.startswith(MAGIC)


def is_old_spreadsheet(data: bytes) -> bool:
    """Whether it is the older binary sort, which is not read."""
    return data.startswith(OLD_MAGIC)


def texts(data: bytes) -> Iterator[str]:
    """Each visible sheet as text with tabs between the cells, in the workbook's order.

    Raises:
        UnreadableError: when it is no workbook, or unpacks to more than it may.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
                raise UnreadableError("unpacks to too much")
            yield from _sheets(archive)
    except _BROKEN as fault:
        raise UnreadableError(str(fault)) from fault


def _tree(archive: zipfile.ZipFile, name: str) -> ET.Element:
    text = archive.read(name)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UnreadableError("entities are not read")
    return ET.fromstring(text)  # noqa: S314 - no entities, and its size is limited above


def _sheets(archive: zipfile.ZipFile) -> Iterator[str]:
    book = _tree(archive, "xl/workbook.xml")
    properties = book.find(f"{_MAIN}workbookPr")
    epoch = EPOCHS[properties is not None and properties.get("date1904") in {"1", "true"}]
    places = {
        relation.get("Id", ""): relation.get("Target", "").lstrip("/").removeprefix("xl/")
        for relation in _tree(archive, "xl/_rels/workbook.xml.rels")
    }
    names = set(archive.namelist())
    shared = _shared(archive) if "xl/sharedStrings.xml" in names else []
    formats = _formats(archive) if "xl/styles.xml" in names else []
    for sheet in book.iter(f"{_MAIN}sheet"):
        if sheet.get("state", "visible") == "visible":
            place = f"xl/{places[sheet.get(_RELATION, '')]}"
            if place in names:
                yield _text(_tree(archive, place), shared, formats, epoch)


def _shared(archive: zipfile.ZipFile) -> list[str]:
    return [
        "".join(part.text or "" for path in (f"{_MAIN}t", f"{_MAIN}r/{_MAIN}t") for part in item.findall(path))
        for item in _tree(archive, "xl/sharedStrings.xml").iter(f"{_MAIN}si")
    ]


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """`day`, `time` or nothing for each cell style."""
    styles = _tree(archive, "xl/styles.xml")
    own = {}
    for each in styles.iter(f"{_MAIN}numFmt"):
        code = _IN_QUOTES.sub("", each.get("formatCode", "")).casefold()
        if "y" in code or "d" in code or "å" in code:
            own[int(each.get("numFmtId", "0"))] = "day"
        elif "h" in code or "s" in code:
            own[int(each.get("numFmtId", "0"))] = "time"
    found = []
    styled = styles.find(f"{_MAIN}cellXfs")
    for each in styled if styled is not None else ():
        number = int(each.get("numFmtId", "0"))
        found.append(own.get(number, "day" if number in _DAYS else "time" if number in _TIMES else ""))
    return found


def _place(reference: str) -> tuple[int, int]:
    match = _WHERE.fullmatch(reference)
    if not match:
        raise UnreadableError(f"no place: {reference!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _text(sheet: ET.Element, shared: list[str], formats: list[str], epoch: datetime) -> str:
    cells: dict[tuple[int, int], str] = {}
    hidden: set[int] = set()
    next_row = 1
    for row in sheet.iter(f"{_MAIN}row"):
        number = int(row.get("r", next_row))
        next_row = number + 1
        if row.get("hidden") in {"1", "true"}:
            hidden.add(number)
        next_column = 1
        for cell in row.iter(f"{_MAIN}c"):
            place = _place(cell.get("r", "")) if cell.get("r") else (number, next_column)
            next_column = place[1] + 1
            if place[0] <= MOST_ROWS and place[1] <= MOST_COLUMNS:
                cells[place] = _value(cell, shared, formats, epoch)
    for merged in sheet.iter(f"{_MAIN}mergeCell"):
        first, _colon, last = merged.get("ref", "").partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        text = cells.get((top, left), "")
        # Only downwards: a title across the page is no row of cells.
        if left == right:
            for number in range(top, min(bottom, MOST_ROWS) + 1):
                cells.setdefault((number, left), "")
                cells[number, left] = cells[number, left] or text
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    width = max((column for _row, column in cells), default=0)
    for number in range(1, max((row for row, _column in cells), default=0) + 1):
        writer.writerow(
            [""] * width if number in hidden else [cells.get((number, column), "") for column in range(1, width + 1)]
        )
    return out.getvalue()


def _value(cell: ET.Element, shared: list[str], formats: list[str], epoch: datetime) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return " ".join("".join(part.text or "" for part in cell.iter(f"{_MAIN}t")).split())
    raw = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return " ".join(shared[int(raw)].split()) if raw.isdecimal() and int(raw) < len(shared) else ""
    if kind != "n" or not raw:
        return "" if kind in {"e", "b"} else " ".join(raw.split())
    style = int(cell.get("s", "0"))
    return shown(raw, formats[style] if style < len(formats) else "", epoch)


def shown(raw: str, shown_as: str, epoch: datetime) -> str:
    """A cell's number as the sheet shows it: a day, a time, or the number without a computer's noise."""
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or abs(number) > _LARGEST:
        return raw
    if shown_as == "time" or (shown_as == "day" and 0 < number < 1):
        minutes = int((number * _MINUTES_IN_A_DAY).to_integral_value())
        return f"{minutes // 60}:{minutes % 60:02d}"
    if shown_as == "day":
        return f"{epoch + timedelta(days=int(number)):%Y-%m-%d}" if 0 < number < Decimal(10) ** 6 else raw
    # A sum that a computer has counted ends in noise.
    rounded = number.quantize(Decimal("0.0001")).normalize()
    return f"{rounded:f}"
