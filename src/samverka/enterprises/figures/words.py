"""Swedish words as a search compares them: stems, three-letter pieces, and how near two words lie.

The same on every database engine, since no engine is asked: an action writes the stems beside the row.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[0-9a-zåäöéüæø]+")
# Words that tell nothing about what is offered.
_EMPTY = frozenset(
    {"och", "i", "att", "det", "som", "en", "ett", "på", "är", "av", "för", "med", "till", "den", "har", "de", "inte"}
    | {"om", "vi", "vår", "våra", "vårt", "sig", "kan", "men", "ni", "er", "ert", "era", "samt", "eller", "mm", "m"}
    | {"s", "k", "t", "ex", "hos", "från", "även", "där", "vid", "under", "över", "all", "alla", "allt", "olika"}
    | {"andra", "annan", "annat", "inom", "hela", "the", "and", "of", "for", "in", "to", "a", "an", "or", "with"}
)
_LONGEST = 40
# A word is held inside another only from so many letters on: "rum" lies in "trumma".
_LEAST_INSIDE = 4
_LEAST_NEAR = 4
_PIECE = 3
# Letters that are typed for each other, on keyboards without å, ä and ö.
_PLAIN = str.maketrans("åäöéüæø", "aaoeuao")


@lru_cache(maxsize=1)
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("swedish")


# What the Swedish rules leave apart, the longest first: städning, städare, städa and städ are one.
_ENDINGS = ("ningar", "ning", "eri", "are", "ande", "ende", "ing", "tion", "or", "er", "ar", "an", "en", "a", "e")
_LEAST_STEM = 4


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem by the Snowball rules for Swedish, and without the ending that makes a noun of a verb."""
    found: str = _stemmer().stemWord(word)
    for ending in _ENDINGS:
        if found.endswith(ending) and len(found) - len(ending) >= _LEAST_STEM:
            found = found[: -len(ending)]
            break
    # cykel and cyklar, möbel and möbler: the e that comes and goes.
    return f"{found[:-2]}l" if found.endswith("el") and len(found) > _LEAST_STEM else found


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without those that tell nothing; each once, in order."""
    lowered = unicodedata.normalize("NFC", text.replace("\0", " ")).casefold()
    return tuple(dict.fromkeys(word[:_LONGEST] for word in _WORD.findall(lowered) if word not in _EMPTY))


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, each once, in order."""
    return tuple(dict.fromkeys(stem(word) for word in tokens(text)))


def plain(word: str) -> str:
    """Without rings and dots: what somebody types on another keyboard."""
    return word.translate(_PLAIN)


def pieces(word: str) -> frozenset[str]:
    """All three-letter pieces of a word without rings and dots, its edges marked."""
    edged = f"^{plain(word)}$"
    return frozenset(edged[place : place + _PIECE] for place in range(max(1, len(edged) - _PIECE + 1)))


def edits(one: str, other: str, most: int) -> int:
    """How many letters are to be put in, left out, changed or swapped; `most + 1` as soon as it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        earlier, before, row = before, row, [place]
        for at, wanted in enumerate(other, 1):
            cost = min(row[-1] + 1, before[at] + 1, before[at - 1] + (letter != wanted))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == wanted:
                cost = min(cost, earlier[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


# How much a found word counts, in hundredths, by how it was found.
SAME, PLAIN_SAME, BEGINS, ENDS, INSIDE, NEAR, FAR = 100, 92, 75, 70, 50, 60, 40


def likeness(asked: str, found: str) -> int:  # a ladder, tried from the top
    """How well a word of the register answers a word of the question, 0 to 100; both are stems."""
    if asked == found:
        return SAME
    one, other = plain(asked), plain(found)
    if one == other:
        return PLAIN_SAME
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _LEAST_INSIDE:
        # Compounds: kontorsstädning ends with what it is; trädgård begins trädgårdsskötsel.
        if longer.endswith(shorter):
            return ENDS
        if longer.startswith(shorter):
            return BEGINS
        if shorter in longer:
            return INSIDE
    if min(len(one), len(other)) < _LEAST_NEAR:
        return 0
    most = 1 if len(one) <= 7 else 2  # noqa: PLR2004 - a slip in a short word, two in a long one
    slips = edits(one, other, most)
    if slips > most:
        return 0
    return NEAR if slips == 1 else FAR


def best_words(asked: str, candidates: Iterable[tuple[int, str]], most: int = 60) -> dict[int, int]:
    """Of the register's words, by id, those that answer a word of the question, with how well; the best `most`.

    Where a word is known exactly, slips of the pen are not looked for.
    """
    found = {key: score for key, word in candidates if (score := likeness(asked, word))}
    if any(score >= PLAIN_SAME for score in found.values()):
        found = {key: score for key, score in found.items() if score not in {NEAR, FAR}}
    return dict(sorted(found.items(), key=lambda item: -item[1])[:most])
