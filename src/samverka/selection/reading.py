"""Candidates and clients from CSV text, as a spreadsheet saves it: comma, semicolon or tab; decimal comma or point."""

from __future__ import annotations

import csv
import io
import re

from samverka.selection.candidates import Candidate, LatLon, Point, Position
from samverka.selection.refused import Refused

NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]{1,2})?")
SEPARATORS = ",;\t"


def candidates_from_csv(text: str, metric: str = "great-circle") -> list[Candidate]:
    """Return the candidates of a CSV text with the columns code, name, lat, lon (or x, y) and any others.

    A byte order mark, empty rows and spaces round a value are passed over; the separator is the one of comma,
    semicolon and tab that stands most often in the header. Raises ``Refused`` naming the row, counted from the
    header as row 1.
    """
    text = text.removeprefix("\ufeff")
    separator = max(SEPARATORS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[Candidate] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, metric)
        found.extend(
            _candidate(header, row, reader.line_num, metric) for row in reader if any(cell.strip() for cell in row)
        )
    except csv.Error:
        raise Refused(
            f"Rad {reader.line_num} går inte att läsa som CSV (ett citattecken för mycket eller för lite?).",
            f"Row {reader.line_num} can't be read as CSV (a quotation mark too many or too few?).",
        ) from None
    return found


def _check_header(header: list[str], metric: str) -> None:
    for name in ("code", "name", *_axes(metric)):
        if name not in header:
            raise Refused(
                f"Filen saknar kolumnen ”{name}”. Första raden ska ha kolumnernas namn.",
                f"The file lacks the column “{name}”. The first row must hold the names of the columns.",
            )
    twice = sorted(name for name in set(header) if header.count(name) > 1 and name)
    if twice:
        raise Refused(f"Kolumnen ”{twice[0]}” finns två gånger.", f"The column “{twice[0]}” stands twice.")


def _candidate(header: list[str], row: list[str], line: int, metric: str) -> Candidate:
    if len(row) != len(header):
        raise Refused(
            f"Rad {line} har {len(row)} värden, men det finns {len(header)} kolumner.",
            f"Row {line} has {len(row)} values, but there are {len(header)} columns.",
        )
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
    first, second = (_number(cells[axis], axis, line) for axis in _axes(metric))
    position: Position = Point(first, second) if metric == "plane" else LatLon(first, second)
    if not cells["code"]:
        raise Refused(f"Rad {line} saknar kod.", f"Row {line} has no code.")
    own = {"code", "name", *_axes(metric)}
    columns = {name: cell for name, cell in cells.items() if name and name not in own}
    return Candidate(cells["code"], cells["name"], position, columns)


def _number(text: str, axis: str, line: int) -> float:
    if not text:
        raise Refused(f"Rad {line} saknar värde i kolumnen ”{axis}”.", f"Row {line} has no value for “{axis}”.")
    if not NUMBER.fullmatch(text):
        raise Refused(
            f"Rad {line}: ”{text[:40]}” i kolumnen ”{axis}” är inte ett tal.",
            f"Row {line}: “{text[:40]}” in the column “{axis}” is not a number.",
        )
    return float(text.replace(",", "."))


def _axes(metric: str) -> tuple[str, str]:
    return ("x", "y") if metric == "plane" else ("lat", "lon")
