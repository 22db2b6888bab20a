"""Rows of text out of a file that somebody hands in: any usual CSV, or the first visible sheet of an XLSX."""

import csv
import io
import re
from collections.abc import Iterator

from samverka.documents.figures import spreadsheets

# More than this is no list of enterprises or needs that a person looks through row by row.
MOST_ROWS = 501
MOST_COLUMNS = 60


class UnreadableList(ValueError):  # noqa: N818 - it names what a person handed in, not an error of ours
    """The file is neither a CSV nor an XLSX that can be read."""


class TooLongList(UnreadableList):
    """The file has more rows than anyone looks through."""


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of a file, told by its content, empty ones left out.

    Raises:
        UnreadableList: when there is nothing to read; TooLongList when there is too much.
    """
    rows = _sheet_rows(data) if spreadsheets.is_spreadsheet(data) else _csv_rows(data)
    found = []
    for row in rows:
        cells = [" ".join(cell.replace("\0", " ").split()) for cell in row[:MOST_COLUMNS]]
        if any(cells):
            found.append(cells)
        if len(found) > MOST_ROWS:
            raise TooLongList
    if not found:
        raise UnreadableList
    return found


def _csv_rows(data: bytes) -> Iterator[list[str]]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableList
    if "\0" in text:
        raise UnreadableList
    head = text.split("\n", 1)[0]
    delimiter = max(";\t,", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as fault:
        raise UnreadableList from fault


def _sheet_rows(data: bytes) -> list[list[str]]:
    """The first sheet that is shown."""
    try:
        shown = next(spreadsheets.texts(data), "")
    except spreadsheets.UnreadableError as fault:
        raise UnreadableList from fault
    return list(csv.reader(io.StringIO(shown, newline=""), delimiter="\t"))


# --- Which column is which --------------------------------------------------------------------------------------

# Heads as people write them, by the beginning of the word, in the order in which they are tried.
_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "organisation_number",
        ("organisationsn", "orgnr", "org.nr", "org nr", "org.nummer", "orgnummer", "organisation n"),
    ),
    ("contact_email", ("e-post", "epost", "mail", "e-mail", "email", "mejl")),
    ("contact_phone", ("telefon", "tel", "mobil", "phone")),
    ("contact_name", ("kontakt", "contact", "ansvarig")),
    ("web", ("webb", "hemsida", "www", "url", "web")),
    ("offers", ("utbud", "tjänst", "varor", "säljer", "verksamhet", "bransch", "offer", "service")),
    ("legal_form", ("bolagsform", "juridisk", "företagsform", "organisationsform", "form")),
    ("seat", ("kommun", "säte", "ort", "stad", "postort", "municipality", "town")),
    ("description", ("beskriv", "om ", "descri", "kommentar", "anteck")),
    ("name", ("namn", "företag", "förening", "organisation", "name", "enterprise")),
)


def columns_of(heads: list[str]) -> dict[str, int]:
    """Which column holds what, guessed from the heads; each column and each field once."""
    found: dict[str, int] = {}
    for field, beginnings in _HEADS:
        for place, head in enumerate(heads):
            written = head.casefold().strip()
            if place not in found.values() and written.startswith(beginnings):
                found[field] = place
                break
    return found


_PERSONAL = re.compile(r"\b(?:19|20)?\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])[-+ ]?\d{4}\b")


def without_personal_numbers(text: str) -> str:
    """The text with whatever looks like a personal identity number taken out."""
    return _PERSONAL.sub("", text).strip()
