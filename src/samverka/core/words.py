"""Swedish order and search, as columns that both database engines treat alike.

SQLite and PostgreSQL differ in collation and in what they know of å, ä and ö, so neither is asked:
an action writes `…_sort` and `…_search` beside the name.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# Swedish order: … x y z å ä ö; ü sorts as y, æ as ä, ø as ö, é as e (Svenska Akademiens ordlista). The keys are
# made of 0-9 and a-z alone, which every collation of both engines puts in the same order.
_AFTER_Z = str.maketrans({"å": "zzza", "ä": "zzzb", "æ": "zzzb", "ö": "zzzc", "ø": "zzzc", "ü": "y", "ß": "ss"})
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"[0-9]+")
_OTHER = re.compile(r"[^0-9a-z]")


# So many digits fit in a column of numbers, whichever they are.
_MOST_DIGITS = 18


def whole_number(text: str) -> int | None:
    """A whole number as a form or an address hands it in: 0-9 and nothing else, and small enough for any column.

    `str.isdigit` alone takes ² and ٣ too, and `int` stops at a few thousand digits.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def sort_key(text: str) -> str:
    """A key that sorts in Swedish order on any engine: only 0-9 and a-z, at most 200 characters."""
    lowered = _SPACES.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip().translate(_AFTER_Z)
    # Strip what accents remain (é, è, ñ): they sort as their base letter.
    stripped = "".join(char for char in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(char))
    # A space or a hyphen comes before any letter, as "0" does; numbers sort by size.
    return _OTHER.sub("0", _DIGITS.sub(lambda match: match.group().zfill(8), stripped))[:200]


def search_key(text: str) -> str:
    """Casefolded, composed, single spaces: what a search compares on both sides (at most 400 characters)."""
    # PostgreSQL takes no NUL in a text, and nobody means one.
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.replace("\0", " ")).casefold()).strip()[:400]


def address_key(email: str) -> str:
    """An e-mail address as it is compared: trimmed and without regard to case."""
    return unicodedata.normalize("NFC", email.replace("\0", "")).strip().casefold()


_WORD = re.compile(r"[0-9a-zåäöæøéüß]+")
# Typed for each other on keyboards without å, ä and ö.
_PLAIN = str.maketrans({"å": "a", "ä": "a", "æ": "a", "ö": "o", "ø": "o", "é": "e", "ü": "u", "ß": "ss"})
_LONGEST_WORD = 60


@lru_cache(maxsize=1)
def _stemmer() -> "snowballstemmer.stemmer":
    # Made when first needed: most processes never search.
    return snowballstemmer.stemmer("swedish")


@lru_cache(maxsize=20_000)
def _folded_stem(word: str) -> str:
    return str(_stemmer().stemWord(word)).translate(_PLAIN)


def search_words(text: str) -> str:
    """The stems of a text's words by the Snowball rules for Swedish, folded, each once: ` upphandling mall `.

    An action writes them in a column of its own beside the text; a search asks for each stem of the question with a
    space before it, `contains=" mall"`, so the beginning of a longer word is found too (mall finds mallar and
    mallsamling). The same on both engines, since only a-z and 0-9 are compared. Empty when the text has no words.
    """
    lowered = unicodedata.normalize("NFC", text.replace("\0", " ")).casefold()
    stems = dict.fromkeys(_folded_stem(word[:_LONGEST_WORD]) for word in _WORD.findall(lowered))
    return f" {' '.join(stems)} " if stems else ""
