"""Who may be chosen, and where they lie."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samverka.selection.refused import Refused

METRICS = ("great-circle", "plane")


@dataclass(frozen=True, slots=True)
class LatLon:
    """A place on the earth: degrees north and degrees east, WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a plane, in the units of the plane."""

    x: float
    y: float


Position = LatLon | Point


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be chosen, or one to be near to (a client).

    ``columns`` holds what the rules name (size class, stage, county …), as text.
    """

    code: str
    name: str
    position: Position
    columns: Mapping[str, str] = field(default_factory=dict)


def numbers(position: Position) -> tuple[float, float]:
    """Return the two numbers of a position: latitude and longitude, or x and y."""
    if isinstance(position, LatLon):
        return position.lat, position.lon
    return position.x, position.y


def checked(candidates: Iterable[Candidate], metric: str, named: Sequence[str] = ()) -> tuple[Candidate, ...]:
    """Return the candidates sorted by code, or refuse.

    Every code is there, unique and without comma, quotation mark or line break; every position is of
    the kind that ``metric`` needs and possible; every column in ``named`` has a value for everyone.
    Two on the same spot are allowed: their distance is 0.
    """
    if metric not in METRICS:
        raise Refused(
            f"Måttet ”{metric}” finns inte. Välj great-circle eller plane.",
            f"There is no metric “{metric}”. Choose great-circle or plane.",
        )
    rows = sorted(candidates, key=lambda candidate: candidate.code)
    if len(rows) > MOST:
        raise Refused(
            f"Det finns {len(rows)} rader. Motorn klarar högst {MOST}.",
            f"There are {len(rows)} rows. The engine takes at most {MOST}.",
        )
    seen: str | None = None
    for candidate in rows:
        _check_code(candidate.code)
        if candidate.code == seen:
            raise Refused(
                f"Koden {candidate.code} finns på mer än en rad. Varje kod får bara finnas en gång.",
                f"The code {candidate.code} stands on more than one row. Each code may stand only once.",
            )
        seen = candidate.code
        _check_position(candidate, metric)
        for column in named:
            if not candidate.columns.get(column, "").strip():
                raise Refused(
                    f"{candidate.code} {candidate.name} saknar värde i kolumnen ”{column}”, som reglerna använder.",
                    f"{candidate.code} {candidate.name} has no value in the column “{column}”, which the rules use.",
                )
    return tuple(rows)


def fingerprint(candidates: Sequence[Candidate], named: Sequence[str] = ()) -> str:
    """Return the SHA-256, in hex, of all that a selection rests on: code, name, position, the columns named.

    The text is UTF-8 JSON without spaces, a list with one ``[code, name, number, number, [value, …]]`` per
    candidate, sorted by code; values in the order of the sorted column names; numbers as Python writes a float.
    """
    rows = [
        [one.code, one.name, *map(float, numbers(one.position)), [one.columns[column] for column in sorted(named)]]
        for one in candidates
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _check_code(code: str) -> None:
    if not code or code != code.strip() or any(sign in code for sign in ',"\n\r'):
        raise Refused(
            f"Koden ”{code}” går inte att använda. En kod får inte vara tom, börja eller sluta med mellanslag "
            "eller innehålla komma, citattecken eller radbrytning.",
            f"The code “{code}” can't be used. A code may not be empty, begin or end with a space, "
            "or hold a comma, a quotation mark or a line break.",
        )


def _check_position(candidate: Candidate, metric: str) -> None:
    position = candidate.position
    who = f"{candidate.code} {candidate.name}".strip()
    if isinstance(position, LatLon) != (metric == "great-circle"):
        raise Refused(
            f"{who} har fel sorts läge: great-circle behöver lat och lon, plane behöver x och y.",
            f"{who} has the wrong kind of position: great-circle needs lat and lon, plane needs x and y.",
        )
    first, second = numbers(position)
    if not (math.isfinite(first) and math.isfinite(second)):
        raise Refused(f"{who} har ett läge som inte är ett tal.", f"{who} has a position that is not a number.")
    on_globe = abs(first) <= NORTHMOST and abs(second) <= EASTMOST
    if metric == "great-circle" and not on_globe:
        raise Refused(
            f"{who} har ett omöjligt läge: lat {first} ska ligga mellan −90 och 90, lon {second} mellan −180 och 180.",
            f"{who} has an impossible position: lat {first} must lie within −90 to 90, "
            f"lon {second} within −180 to 180.",
        )
    if metric == "plane" and not (abs(first) <= FARTHEST and abs(second) <= FARTHEST):
        raise Refused(
            f"{who} har ett omöjligt läge: x och y får vara högst {FARTHEST} till beloppet.",
            f"{who} has an impossible position: x and y may be at most {FARTHEST} in size.",
        )


MOST = 5_000
NORTHMOST = 90
EASTMOST = 180
FARTHEST = 1_000_000_000
"""Largest coordinate in a plane. Below it, a distance has its whole units right in floating point."""
