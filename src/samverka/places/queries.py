"""What can be asked about places, and the map of Sweden as plain values."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from samverka.core.words import search_key, sort_key
from samverka.places.figures import LETTER, Name, placed_names, projected
from samverka.places.models import County, Municipality


def real_municipalities() -> QuerySet[Municipality]:
    """The register's 290, by code, with their county."""
    return Municipality.objects.filter(is_invented=False).select_related("county").order_by("code")


def municipalities_matching(text: str, *, limit: int = 10) -> QuerySet[Municipality]:
    """Municipalities whose name holds the text, in Swedish order."""
    return (
        Municipality.objects.filter(name_search__contains=search_key(text))
        .select_related("county")
        .order_by("name_sort")[:limit]
    )


def counties() -> QuerySet[County]:
    """All counties in Swedish order."""
    return County.objects.order_by("name_sort")


CHOSEN: Final = "chosen"
RESERVE: Final = "reserve"
APPLIED: Final = "applied"
OTHER: Final = "other"
# In the order of the legend.
_KINDS: Final[dict[str, str | Promise]] = {
    CHOSEN: pgettext_lazy("map", "Chosen"),
    RESERVE: pgettext_lazy("map", "Reserve"),
    APPLIED: pgettext_lazy("map", "Applied"),
    OTHER: pgettext_lazy("map", "Other municipality"),
}
# Room at both sides for names at the coast.
_MARGIN: Final = 70


@dataclass(frozen=True, slots=True)
class Dot:
    """A point to draw: where, of which kind, and the name to set beside it (chosen ones only)."""

    latitude: float
    longitude: float
    kind: str = OTHER
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shapes:
    """All dots of one kind, as one SVG path: its word, and how many they are."""

    kind: str
    word: str | Promise
    number: int
    path: str


@dataclass(frozen=True, slots=True)
class Map:
    """Sweden with its dots, ready to be drawn by `places/map.html`."""

    title: str
    description: str
    view_box: str
    outline: str
    shapes: tuple[Shapes, ...]
    names: tuple[Name, ...]
    letter: int = LETTER

    @property
    def legend(self) -> tuple[Shapes, ...]:
        """The kinds that are there, the most important first; none where all dots are alike."""
        return tuple(reversed(self.shapes)) if len(self.shapes) > 1 else ()


@dataclass(frozen=True, slots=True)
class _Outline:
    width: int
    height: int
    scale: float
    x0: float
    y0: float
    path: str

    def placed(self, dot: Dot) -> tuple[float, float]:
        x, y = projected(float(dot.latitude), float(dot.longitude))
        return (x - self.x0) * self.scale, (self.y0 - y) * self.scale


@cache
def _outline() -> _Outline:
    """Read once per process. Set-up builds it, and the wheel carries it."""
    found = finders.find("built/sweden.json")
    if not found:
        raise FileNotFoundError("built/sweden.json is missing: run script/server --set-up")
    facts = json.loads(Path(found).read_text(encoding="utf-8"))
    _x, _y, width, height = facts["viewBox"]
    return _Outline(width, height, facts["scale"], facts["x0"], facts["y0"], facts["path"])


def _path(kind: str, points: Iterable[tuple[float, float]]) -> str:
    """Round kinds are strokes of no length with round ends; the chosen and the reserves are lozenges."""
    if kind == CHOSEN:
        return "".join(f"M{x:.0f} {y - 8:.0f}l8 8-8 8-8-8z" for x, y in points)
    if kind == RESERVE:
        return "".join(f"M{x:.0f} {y - 7:.0f}l7 7-7 7-7-7z" for x, y in points)
    return "".join(f"M{x:.0f} {y:.0f}h0" for x, y in points)


def map_of(dots: Iterable[Dot], *, title: str = "", chosen_word: str = "") -> Map:
    """Sweden with these dots: shapes and names carry the meaning, a sentence says it in words.

    Args:
        dots: what to draw.
        title: the picture's name, where there is a better one than `Map of Sweden`.
        chosen_word: what the chosen are on this page, where they are something else than chosen.
    """
    words = _KINDS | ({CHOSEN: chosen_word} if chosen_word else {})
    outline = _outline()
    placed = [(dot, *outline.placed(dot)) for dot in dots]
    shown = [(dot, x + _MARGIN, y) for dot, x, y in placed]
    width = outline.width + 2 * _MARGIN
    shapes = tuple(
        Shapes(kind, words[kind], len(points), _path(kind, points))
        for kind in reversed(_KINDS)
        if (points := [(x, y) for dot, x, y in placed if dot.kind == kind])
    )
    names = placed_names(
        [(dot.label, x, y) for dot, x, y in shown if dot.kind == CHOSEN and dot.label],
        [(x, y) for dot, x, y in shown if dot.kind != OTHER],
        width=width,
        height=outline.height,
    )
    return Map(
        title=title or gettext("Map of Sweden"),
        description=_in_words([dot for dot, _x, _y in placed], shapes, words[CHOSEN]),
        view_box=f"-{_MARGIN} 0 {width} {outline.height}",
        outline=outline.path,
        shapes=shapes,
        names=tuple(_moved(name) for name in names),
    )


def _moved(name: Name) -> Name:
    """From the picture with its margin back to the outline's own measures, in whole numbers."""
    leader = (round(name.leader[0] - _MARGIN), round(name.leader[1])) if name.leader else None
    return Name(name.text, round(name.x - _MARGIN), round(name.y), name.anchor, leader)


def _in_words(dots: Sequence[Dot], shapes: Sequence[Shapes], chosen_word: str | Promise) -> str:
    """`Chosen: 12. Applied: 28. Chosen: Älvnäs, Granfors …`, in Swedish order."""
    counted = [f"{shape.word}: {shape.number}." for shape in reversed(shapes) if shape.kind != OTHER]
    labels = sorted({dot.label for dot in dots if dot.kind == CHOSEN and dot.label}, key=sort_key)
    named = [f"{chosen_word}: {', '.join(labels)}."] if labels else []
    return " ".join((*named, *counted[1 if named else 0 :])) or gettext("No municipality is marked.")


def register_dots(kinds: dict[int, str] | None = None) -> list[Dot]:
    """The register's municipalities as dots, by id of another kind where one is given. One statement."""
    given = kinds or {}
    return [
        Dot(float(latitude), float(longitude), given.get(place_id, OTHER))
        for place_id, latitude, longitude in Municipality.objects.filter(is_invented=False)
        .order_by("code")
        .values_list("id", "latitude", "longitude")
    ]
