"""Where a point falls on the map, and where its name can stand.

The projection is a spherical transverse Mercator around 15° E, the same as the outline's.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

CENTRAL_MERIDIAN = 15.0
# Measures of the picture, in its own units (the outline is 400 wide).
LETTER: Final = 20
REACH: Final = 12
_LETTER_WIDTH: Final = 0.58 * LETTER  # a semibold humanist letter, on average


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Latitude and longitude in degrees to x and y in earth radii, y growing northwards."""
    phi, delta = math.radians(latitude), math.radians(longitude - CENTRAL_MERIDIAN)
    b = math.cos(phi) * math.sin(delta)
    return 0.5 * math.log((1 + b) / (1 - b)), math.atan2(math.tan(phi), math.cos(delta))


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands: `anchor` is `start`, `end` or `middle` as SVG says it."""

    text: str
    x: float
    y: float
    anchor: str
    # The point it belongs to, where the name had to step aside and a line leads to it.
    leader: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its size."""
        return (self.right - self.left) * (self.bottom - self.top)

    def shared_with(self, other: "_Box") -> float:
        """How much of the two lies over each other."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0


def _box_of(name: Name) -> _Box:
    width = len(name.text) * _LETTER_WIDTH
    left = {"start": name.x, "end": name.x - width, "middle": name.x - width / 2}[name.anchor]
    return _Box(left, name.y - 0.8 * LETTER, left + width, name.y + 0.25 * LETTER)


# Where a name can stand, seen from its point: right, left, slanting, above, below; then further off, with a line.
_NEAR: Final = (
    (1.0, 0.0, "start"),
    (-1.0, 0.0, "end"),
    (0.7, -0.8, "start"),
    (0.7, 0.8, "start"),
    (-0.7, -0.8, "end"),
    (-0.7, 0.8, "end"),
    (0.0, -1.2, "middle"),
    (0.0, 1.2, "middle"),
)
_STEPS_ASIDE: Final = (2.5, 4.0, 5.5, 7.0)


def _possible(text: str, x: float, y: float) -> Iterator[tuple[Name, float]]:
    """Each place with what it costs to stand there, in parts of the name's own area."""
    level = y + 0.35 * LETTER
    for order, (right, down, anchor) in enumerate(_NEAR):
        yield Name(text, x + right * REACH, level + down * LETTER, anchor), 0.01 * order
    for aside in _STEPS_ASIDE:
        for right, down, anchor in _NEAR[:6]:
            name = Name(text, x + right * REACH * aside, level + down * LETTER * aside * 0.7, anchor, (x, y))
            yield name, 0.15 + 0.05 * aside


def placed_names(
    named: Iterable[tuple[str, float, float]], others: Iterable[tuple[float, float]], *, width: float, height: float
) -> list[Name]:
    """Give each name the place where it covers least: no other name, no shape, nothing outside the picture.

    Args:
        named: text with the point it belongs to.
        others: points whose shapes should not be covered, the named ones among them.
        width: of the picture.
        height: of the picture.
    """
    half = REACH * 0.6
    taken = [_Box(x - half, y - half, x + half, y + half) for x, y in others]
    picture = _Box(0, 0, width, height)
    placed: list[Name] = []
    for text, x, y in sorted(named, key=lambda name: (name[2], name[1], name[0])):
        best, least = Name(text, x + REACH, y, "start"), math.inf
        for name, cost in _possible(text, x, y):
            box = _box_of(name)
            covered = 3 * sum(box.shared_with(other) for other in taken) + 3 * (box.area - box.shared_with(picture))
            if cost + covered / box.area < least:
                best, least = name, cost + covered / box.area
        placed.append(best)
        taken.append(_box_of(best))
    return placed
