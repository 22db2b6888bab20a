"""Distances in whole units.

On the globe: metres on a sphere of radius 6 371 008.8 m, rounded to the nearest, then whole ``unit_km``
rounded down. In the plane: Euclidean, rounded to the nearest whole unit (EUC_2D of TSPLIB).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import cos, pi, radians, sin, sqrt
from operator import add

from samverka.selection.candidates import Position, numbers

RADIUS_M = 6_371_008.8


def between(rows: Sequence[Position], columns: Sequence[Position], metric: str, unit_km: int) -> list[list[int]]:
    """Return the distances from each of ``rows`` (first index) to each of ``columns``, in whole units."""
    if metric == "plane":
        ends = [numbers(position) for position in columns]
        return [
            [int(sqrt((x - a) * (x - a) + (y - b) * (y - b)) + 0.5) for a, b in ends] for x, y in map(numbers, rows)
        ]
    steps = _steps(unit_km)
    vectors = [_vector(position) for position in columns]
    return [
        [bisect_right(steps, (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c)) for a, b, c in vectors]
        for x, y, z in map(_vector, rows)
    ]


def among(positions: Sequence[Position], metric: str, unit_km: int) -> list[list[int]]:
    """Return the distances between all ``positions``, in whole units: symmetric, zero on the diagonal."""
    size = len(positions)
    lower: list[list[int]] = []
    if metric == "plane":
        ends = [numbers(position) for position in positions]
        for index, (x, y) in enumerate(ends):
            lower.append([int(sqrt((x - a) * (x - a) + (y - b) * (y - b)) + 0.5) for a, b in ends[:index]])
    else:
        steps = _steps(unit_km)
        vectors = [_vector(position) for position in positions]
        for index, (x, y, z) in enumerate(vectors):
            lower.append(
                [
                    bisect_right(steps, (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c))
                    for a, b, c in vectors[:index]
                ]
            )
    filled = [row + [0] * (size - len(row)) for row in lower]
    return [list(map(add, row, mirrored)) for row, mirrored in zip(filled, zip(*filled, strict=True), strict=True)]


def _vector(position: Position) -> tuple[float, float, float]:
    lat, lon = (radians(degrees) for degrees in numbers(position))
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _steps(unit_km: int) -> list[float]:
    """Return the squared chords of the unit sphere at which the distance becomes 1, 2, 3 … whole units.

    A distance is n units when its metres, rounded to the nearest, are n · unit_km · 1000 or more: half a metre
    before that. The chord grows with the distance, so comparing chords compares distances.
    """
    known = _STEPS.get(unit_km)
    if known is None:
        farthest = int(pi * RADIUS_M / (1000 * unit_km))
        ends = [number * 1000 * unit_km - 0.5 for number in range(1, farthest + 1)]
        known = [4 * sin(metres / RADIUS_M / 2) ** 2 for metres in ends]
        _STEPS[unit_km] = known
    return known


_STEPS: dict[int, list[float]] = {}
