"""CPV codes out of a genericode file, such as the eForms SDK's `codelists/cpv.gc`."""

import re
from xml.parsers import expat

_CODE = re.compile(r"^(\d{8})(?:-?(\d))?$")
_NAMESPACE = re.compile(r"^.*[}:]")
# Columns of labels as the SDK names them, by language.
_SWEDISH, _ENGLISH = ("swe_label", "sv_label", "swe"), ("eng_label", "en_label", "name")


class UnreadableCodelist(ValueError):  # noqa: N818 - it names what was handed in
    """The file holds no CPV codes."""


class _Reading:
    def __init__(self) -> None:
        self.rows: list[dict[str, str]] = []
        self._column = ""
        self._words: list[str] = []
        self._reads = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _NAMESPACE.sub("", name)
        if tag == "Row":
            self.rows.append({})
        elif tag == "Value":
            self._column = attributes.get("ColumnRef", "").casefold()
        self._reads = tag == "SimpleValue"
        if self._reads:
            self._words.clear()

    def end(self, name: str) -> None:
        if _NAMESPACE.sub("", name) == "SimpleValue" and self.rows:
            self.rows[-1][self._column] = " ".join("".join(self._words).split())
        self._reads = False

    def text(self, part: str) -> None:
        if self._reads:
            self._words.append(part)


def codes_of(data: bytes) -> list[tuple[str, str, str, str]]:
    """Code, check digit, Swedish and English label of each row.

    Raises:
        UnreadableCodelist: when there are none.
    """
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refused(*_declared: object) -> None:
        raise UnreadableCodelist("The file declares entities, which a code list has no need of.")

    parser.EntityDeclHandler = refused
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature: the last part
    except expat.ExpatError as fault:
        raise UnreadableCodelist(f"Not a genericode file: {fault}") from fault
    found = {}
    for row in reading.rows:
        match = _CODE.match(row.get("code", ""))
        if match is not None:
            swedish = next((row[name] for name in _SWEDISH if row.get(name)), "")
            english = next((row[name] for name in _ENGLISH if row.get(name)), "")
            found[match[1]] = (match[1], match[2] or "", swedish[:300], english[:300])
    if not found:
        raise UnreadableCodelist("No CPV codes were found in the file.")
    return list(found.values())
