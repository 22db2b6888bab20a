"""Rows of text out of a file that somebody hands in: CSV in any of the usual shapes, or the first sheet of an XLSX."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

_NAMESPACE = re.compile(r"^.*[}:]")
_REFERENCE = re.compile(r"([A-Z]{1,3})")
# More than this is no list of enterprises or needs that a person looks through row by row.
MOST_ROWS = 501
MOST_COLUMNS = 60
_MOST_BYTES = 20_000_000


class UnreadableList(ValueError):  # noqa: N818 - it names what a person handed in, not an error of ours
    """The file is neither a CSV nor an XLSX that can be read."""


class TooLongList(UnreadableList):
    """The file has more rows than anyone looks through."""


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of a file, told by its content, empty ones left out.

    Raises:
        UnreadableList: when there is nothing to read; TooLongList when there is too much.
    """
    rows = _sheet_rows(data) if data[:2] == b"PK" else _csv_rows(data)
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


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _MOST_BYTES:
        raise UnreadableList
    return archive.read(name)


def _sheet_rows(data: bytes) -> list[list[str]]:
    """The first sheet: shared strings, inline strings and numbers as they are written."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            sheets = sorted(
                (name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)),
                key=lambda name: int(re.sub(r"\D", "", name)),
            )
            if not sheets:
                raise UnreadableList
            shared = _shared(_part(archive, "xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
            return _cells(_part(archive, sheets[0]), shared)
    except (zipfile.BadZipFile, expat.ExpatError, KeyError, IndexError, RuntimeError, NotImplementedError) as fault:
        raise UnreadableList from fault


def _parsed(
    data: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refused(*_declared: object) -> None:
        raise UnreadableList

    # A spreadsheet declares no entities; whatever does is made to be unfolded.
    parser.EntityDeclHandler = refused
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(data, True)  # noqa: FBT003 - expat's own signature: the last part


def _shared(data: bytes) -> list[str]:
    found: list[str] = []
    inside: list[str] = []
    state = {"text": False, "reading": False}

    def start(name: str, _attributes: dict[str, str]) -> None:
        tag = _NAMESPACE.sub("", name)
        if tag == "si":
            inside.clear()
        state["text"] = tag == "t" and not state["reading"]
        if tag == "rPh":
            state["reading"] = True

    def end(name: str) -> None:
        tag = _NAMESPACE.sub("", name)
        state["text"] = False
        if tag == "rPh":
            state["reading"] = False
        if tag == "si":
            found.append("".join(inside))

    def text(words: str) -> None:
        if state["text"]:
            inside.append(words)

    _parsed(data, start, end, text)
    return found


def _column(reference: str) -> int:
    letters = _REFERENCE.match(reference)
    place = 0
    for letter in letters.group(1) if letters else "":
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _cells(data: bytes, shared: list[str]) -> list[list[str]]:
    sheet = _Sheet(shared)
    _parsed(data, sheet.start, sheet.end, sheet.text)
    return sheet.rows


class _Sheet:
    """What has been read of a sheet so far."""

    def __init__(self, shared: list[str]) -> None:
        self.rows: list[list[str]] = []
        self._shared = shared
        self._kind = ""
        self._column = 0
        self._reads = False
        self._words: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _NAMESPACE.sub("", name)
        if tag == "row" and len(self.rows) <= MOST_ROWS:
            self.rows.append([])
        elif tag == "c" and self.rows:
            self._kind = attributes.get("t", "n")
            self._column = _column(attributes["r"]) if "r" in attributes else len(self.rows[-1])
            self._words.clear()
        self._reads = tag in {"v", "t"}

    def end(self, name: str) -> None:
        tag = _NAMESPACE.sub("", name)
        self._reads = False
        if tag != "c" or not self.rows or self._column >= MOST_COLUMNS:
            return
        row = self.rows[-1]
        row.extend([""] * (self._column + 1 - len(row)))
        row[self._column] = self._value("".join(self._words))

    def _value(self, written: str) -> str:
        if self._kind == "s" and written:
            return self._shared[int(written)]
        # Numbers as they look: 5560160680.0 and 5.56016068E9 are organisation numbers that a program has changed.
        return _whole(written) if self._kind == "n" else written

    def text(self, part: str) -> None:
        if self._reads:
            self._words.append(part)


def _whole(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number == int(number) and abs(number) < 10**15 else value


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
