"""CPV by plain words, and the dated numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, Count, F, IntegerField, Max, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.translation import get_language

from samverka.enterprises.figures import words
from samverka.enterprises.figures.limits import Dated, on_day
from samverka.enterprises.figures.numbers import cleaned_cpv, is_within
from samverka.enterprises.models import CpvCode, ListedService, SearchPiece, Threshold

# So many of the register's words are looked at for each word of a question.
_CANDIDATES = 250
MOST_WORDS = 8


def found_words(text: str) -> list[dict[int, int]]:
    """For each word of a question, the register's words that answer it, by id, with how well. One statement."""
    asked = words.stems(text)[:MOST_WORDS]
    if not asked:
        return []
    by_stem = {stem: words.pieces(stem) for stem in asked}
    every = set().union(*by_stem.values())
    rows = (
        SearchPiece.objects.filter(piece__in=every)
        .values_list("word_id", "word__word")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "word_id")[: _CANDIDATES * len(asked)]
    )
    candidates = [(key, word) for key, word, _shared in rows]
    return [words.best_words(stem, candidates) for stem in asked]


@dataclass(frozen=True, slots=True)
class CpvShown:
    """A code as it is shown and chosen."""

    code: str
    check_digit: str
    label: str
    is_checked: bool

    @property
    def text(self) -> str:
        """`90910000-9 Städning`."""
        number = f"{self.code}-{self.check_digit}" if self.check_digit else self.code
        return f"{number} {self.label}".strip()


def cpv_label(row: CpvCode) -> str:
    """The label in the language of the page, else the Swedish one."""
    return (row.label_en if get_language() == "en" else "") or row.label_sv or row.label_en


def cpv_shown(row: CpvCode) -> CpvShown:
    """A row as it is shown."""
    return CpvShown(row.code, row.check_digit, cpv_label(row), is_checked=row.source != CpvCode.Source.TYPED_IN)


def score_of(found: Sequence[dict[int, int]], path: str) -> list[Case]:
    """For each word of the question: how well a row's best word answers it, times its weight."""
    return [
        Case(
            *(
                When(**{f"{path}word_id__in": keys}, then=Value(score) * F(f"{path}weight"))
                for score, keys in _by_score(matches).items()
            ),
            default=Value(0),
            output_field=IntegerField(),
        )
        for matches in found
    ]


def _by_score(matches: dict[int, int]) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = {}
    for key, score in matches.items():
        grouped.setdefault(score, []).append(key)
    return grouped


def cpv_matching(text: str, *, limit: int = 8) -> list[CpvShown]:
    """Codes that plain words tell of, or that begin with the digits typed, the best first. At most two statements."""
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    if digits and not any(sign.isalpha() for sign in text):
        begins = (cleaned_cpv(text) or digits[:8]).rstrip("0") or digits[:2]
        return [cpv_shown(row) for row in CpvCode.objects.filter(code__startswith=begins).order_by("code")[:limit]]
    found = [matches for matches in found_words(text) if matches]
    if not found:
        return []
    keys = {key for matches in found for key in matches}
    scored = CpvCode.objects.filter(words__word_id__in=keys)
    total: Any = Value(0)
    for number, score in enumerate(score_of(found, "words__")):
        scored = scored.annotate(**{f"part_{number}": Max(score)})
        total = F(f"part_{number}") if number == 0 else total + F(f"part_{number}")
    rows = scored.annotate(total=total).order_by("-total", "code")[:limit]
    return [cpv_shown(row) for row in rows]


def cpv_choices(codes: Iterable[str]) -> dict[str, CpvShown]:
    """These codes with their labels. One statement."""
    return {row.code: cpv_shown(row) for row in CpvCode.objects.filter(code__in=list(codes))}


def has_whole_cpv_list() -> bool:
    """Whether the EU's own list has been taken in."""
    return CpvCode.objects.filter(source=CpvCode.Source.EU_LIST).exists()


# --- The dated table --------------------------------------------------------------------------------------------


class Dates:
    """The dated numbers and lists, asked once."""

    def __init__(self, rows: Iterable[tuple[str, date, date | None, int | None, str, date | None, str, str]]) -> None:
        self._by_category: dict[str, list[Dated]] = {}
        self._listed: dict[str, list[tuple[date, date | None, str, str]]] = {}
        for name, first_day, last_day, amount, source, checked, first_code, last_code in rows:
            if first_code:
                self._listed.setdefault(name, []).append((first_day, last_day, first_code, last_code))
            else:
                self._by_category.setdefault(name, []).append(
                    Dated(first_day, last_day, amount, source, is_checked=checked is not None)
                )

    def on(self, category: str, day: date) -> Dated | None:
        """The row that holds on the day, if any."""
        return on_day(self._by_category.get(category, ()), day)

    def amount(self, category: str, day: date) -> int | None:
        """The amount that holds on the day; None when there is none, or none that is known."""
        found = self.on(category, day)
        return found.amount if found else None

    def number(self, category: str, day: date) -> int:
        """A term of the register, which always has a row.

        Raises:
            LookupError: when no row holds the day.
        """
        amount = self.amount(category, day)
        if amount is None:
            raise LookupError(category)
        return amount

    def is_listed(self, paragraph: str, code: str, day: date) -> bool:
        """Whether a paragraph or an annex lists a CPV code on the day."""
        return any(
            first_day <= day and (last_day is None or day <= last_day) and is_within(code, first, last)
            for first_day, last_day, first, last in self._listed.get(paragraph, ())
        )

    def listed_from(self, paragraph: str) -> date | None:
        """The first day of a paragraph's list."""
        return min((row[0] for row in self._listed.get(paragraph, ())), default=None)


def dates() -> Dates:
    """The whole table, and the lists. One statement."""
    nothing = Value("", output_field=CharField())
    numbers = Threshold.objects.values_list(
        "category", "first_day", "last_day", "amount", "source", "checked_day", nothing, nothing
    )
    lists = ListedService.objects.values_list(
        "paragraph",
        "first_day",
        "last_day",
        Cast(Value(None), BigIntegerField()),
        "source",
        "checked_day",
        "first_code",
        "last_code",
    )
    return Dates(numbers.union(lists, all=True))


def thresholds() -> QuerySet[Threshold]:
    """The dated table, by category and day."""
    return Threshold.objects.order_by("law", "category", "first_day")


@dataclass(frozen=True, slots=True)
class CpvPage:
    """Codes that plain words tell of."""

    text: str
    found: tuple[CpvShown, ...]
    is_whole: bool


def cpv_page(text: str) -> CpvPage:
    """At most three statements."""
    return CpvPage(text, tuple(cpv_matching(text, limit=20)) if text.strip() else (), has_whole_cpv_list())
