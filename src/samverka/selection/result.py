"""The result of a selection: all that was decided, what it rests on, and its proof."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

from samverka.selection.refused import Refused
from samverka.selection.rules import Rules, parsed

VERSION = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What the engine answers, field by field as in RESULT.json.

    Distances are in whole units (``rules.unit_km`` kilometres, or the units of the plane).

    ``chosen``: the codes, sorted. ``smallest_distance`` and ``closest_pair``: within the chosen; None for one
    seat. ``spread_optimum``: the best smallest distance there is (step 1). ``cover_sum``: over the clients, the
    distance to the nearest chosen (step 2). ``mean_cover_km`` and ``radius_km``: the mean and the greatest of
    these, in kilometres, for reading only. ``sorted_distances``: within the chosen, smallest first (step 3).
    ``optimal_sets``: ``count`` of the sets that pass step 1, whether the count is ``complete``, and the first of
    them. ``always``, ``sometimes``, ``never``: codes in all, some and none of those sets.
    ``decided_by_step``: the ``step`` that left one set, and how many ``sets_left`` each step left.
    ``proof``: whether all is ``proved``; else the ``bound`` that the smallest distance can't pass and the ``gap``.
    """

    always: tuple[str, ...]
    candidates_sha256: str
    certificate: dict[str, Any]
    chosen: tuple[str, ...]
    clients_sha256: str | None
    closest_pair: tuple[str, str] | None
    cover_sum: int
    decided_by_step: dict[str, Any]
    mean_cover_km: float
    metric: str
    never: tuple[str, ...]
    optimal_sets: dict[str, Any]
    proof: dict[str, Any]
    radius_km: int
    rules: Rules
    seats: int
    smallest_distance: int | None
    sometimes: tuple[str, ...]
    sorted_distances: tuple[int, ...]
    spread_optimum: int | None
    version: int = VERSION

    @property
    def proved(self) -> bool:
        """Whether the result is the best there is, and known to be."""
        return bool(self.proof["proved"])

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain values."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["rules"] = self.rules.as_dict()
        return values

    def as_json(self) -> str:
        """Return the result as canonical JSON: sorted names, no spaces, one line, UTF-8 text as it is."""
        return json.dumps(self.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Result:
        """Read a result back, or refuse. Nothing is checked here but its form; ``verify`` checks the content."""
        values = parsed(text, "Resultatet", "The result")
        names = {field.name for field in fields(cls)}
        if not isinstance(values, dict) or set(values) != names or values["version"] != VERSION:
            raise Refused(
                f"Filen är inte ett urvalsresultat av version {VERSION}.",
                f"The file is not a selection result of version {VERSION}.",
            )
        for name, kind in _KINDS.items():
            if not isinstance(values[name], kind) or isinstance(values[name], bool):
                raise Refused(f"Fältet ”{name}” i resultatet har fel form.", f"“{name}” in the result is malformed.")
        for name in ("always", "chosen", "never", "sometimes"):
            if not all(isinstance(code, str) for code in values[name]):
                raise Refused(f"Fältet ”{name}” i resultatet har fel form.", f"“{name}” in the result is malformed.")
        held: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
        }
        held["rules"] = Rules.from_dict(values["rules"])
        return cls(**held)


_KINDS: dict[str, type | tuple[type, ...]] = {
    "always": list,
    "candidates_sha256": str,
    "certificate": dict,
    "chosen": list,
    "clients_sha256": (str, type(None)),
    "closest_pair": (list, type(None)),
    "cover_sum": int,
    "decided_by_step": dict,
    "mean_cover_km": (int, float),
    "metric": str,
    "never": list,
    "optimal_sets": dict,
    "proof": dict,
    "radius_km": int,
    "rules": dict,
    "seats": int,
    "smallest_distance": (int, type(None)),
    "sometimes": list,
    "sorted_distances": list,
    "spread_optimum": (int, type(None)),
}
