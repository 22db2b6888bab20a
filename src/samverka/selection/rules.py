"""The rules of a selection: how many, within which bounds, and what is fixed beforehand."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from samverka.selection.refused import Refused

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """What was announced with the call.

    ``seats``: how many are chosen. ``unit_km``: the unit of every distance, whole kilometres.
    ``tolerance``: how much of the best smallest distance may be given up for coverage, a decimal string
    from "0" to "1". ``quotas``: column → level → (at least, at most). ``at_most``: column → at most so many
    with the same value. ``forced`` and ``excluded``: codes. ``seed``: the seed of the lottery.
    Refuses what contradicts itself.
    """

    seats: int
    unit_km: int = 1
    tolerance: str = "0"
    quotas: Mapping[str, Mapping[str, Bounds]] = field(default_factory=dict)
    at_most: Mapping[str, int] = field(default_factory=dict)
    forced: Iterable[str] = ()
    excluded: Iterable[str] = ()
    seed: str = ""

    def __post_init__(self) -> None:
        _whole("seats", self.seats, least=1)
        _whole("unit_km", self.unit_km, least=1)
        tolerance: object = self.tolerance
        if not isinstance(tolerance, str) or not re.fullmatch(r"(0(\.[0-9]{1,18})?|1(\.0{1,18})?)", tolerance):
            raise Refused(
                f'Toleransen {tolerance!r} ska vara en text med ett decimaltal från "0" till "1", med punkt.',
                f'The tolerance {tolerance!r} must be a text with a decimal number from "0" to "1".',
            )
        seed: object = self.seed
        if not isinstance(seed, str):
            raise Refused("Fröet (seed) ska vara en text.", "The seed must be a text.")
        object.__setattr__(self, "quotas", _quotas(self.quotas))
        object.__setattr__(self, "at_most", _caps(self.at_most))
        for name in ("forced", "excluded"):
            object.__setattr__(self, name, _codes(name, getattr(self, name)))
        both = sorted(set(self.forced) & set(self.excluded))
        if both:
            raise Refused(
                f"{both[0]} står både bland dem som ska vara med (forced) och dem som inte får vara med (excluded).",
                f"{both[0]} stands both among those who must be in (forced) and those who may not (excluded).",
            )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rules name, sorted."""
        return tuple(sorted({*self.quotas, *self.at_most}))

    def threshold(self, optimum: int) -> int:
        """Return ⌈(1 − tolerance) · optimum⌉: the smallest distance that is still good enough, in whole units."""
        exact = (1 - Fraction(self.tolerance)) * optimum
        return -((-exact.numerator) // exact.denominator)

    def as_dict(self) -> dict[str, Any]:
        """Return the rules as plain values, whole and in one form only."""
        return {
            "at_most": dict(self.at_most),
            "excluded": list(self.excluded),
            "forced": list(self.forced),
            "quotas": {
                column: {level: list(bounds) for level, bounds in levels.items()}
                for column, levels in self.quotas.items()
            },
            "seats": self.seats,
            "seed": self.seed,
            "tolerance": self.tolerance,
            "unit_km": self.unit_km,
        }

    @classmethod
    def from_dict(cls, values: object) -> Rules:
        """Build rules from plain values, as they stand in RULES.json, or refuse naming the field."""
        if not isinstance(values, dict):
            raise Refused("Reglerna ska vara ett JSON-objekt.", "The rules must be a JSON object.")
        known = {"at_most", "excluded", "forced", "quotas", "seats", "seed", "tolerance", "unit_km"}
        unknown = sorted(str(name) for name in values if name not in known)
        if unknown:
            raise Refused(
                f"Reglerna har ett okänt fält: ”{unknown[0]}”.", f"Unknown field in the rules: “{unknown[0]}”."
            )
        if "seats" not in values:
            raise Refused("Reglerna saknar fältet ”seats”, antalet platser.", "The rules lack “seats”.")
        return cls(**values)

    @classmethod
    def from_json(cls, text: str) -> Rules:
        """Build rules from the text of RULES.json, or refuse."""
        return cls.from_dict(parsed(text, "Reglerna", "The rules"))


def seed_fingerprint(seed: str) -> str:
    """Return the SHA-256, in hex, of the seed as UTF-8: what the call publishes before the seed is revealed."""
    return hashlib.sha256(seed.encode()).hexdigest()


def parsed(text: str, sv: str, en: str) -> object:
    """Return what a JSON text holds; refuse what isn't JSON, a name given twice, or a number without end.

    ``sv`` and ``en`` begin the sentence: what the text is.
    """

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in pairs:
            if name in found:
                raise Refused(f"{sv} nämner ”{name}” två gånger.", f"{en}: “{name}” is given twice.")
            found[name] = value
        return found

    try:
        value: object = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise Refused(f"{sv} går inte att läsa som JSON.", f"{en}: not readable as JSON.") from None
    return value


def _whole(name: str, value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LARGEST:
        raise Refused(
            f"”{name}” ska vara ett helt tal, minst {least}.",
            f"“{name}” must be a whole number, at least {least}.",
        )
    return value


def _quotas(quotas: object) -> dict[str, dict[str, Bounds]]:
    found: dict[str, dict[str, Bounds]] = {}
    for column, levels in _named("quotas", quotas):
        found[column] = {}
        for level, bounds in _named(f"quotas.{column}", levels):
            rule = f"quotas.{column}.{level}"
            if not isinstance(bounds, (list, tuple)) or len(bounds) != 2:  # noqa: PLR2004 - lowest and highest
                raise Refused(f"”{rule}” ska vara [minst, högst].", f"“{rule}” must be [at least, at most].")
            lo, hi = (_whole(rule, bound, least=0) for bound in bounds)
            if lo > hi:
                raise Refused(
                    f"”{rule}” går inte ihop: minst {lo} är mer än högst {hi}.",
                    f"“{rule}” contradicts itself: at least {lo} is more than at most {hi}.",
                )
            found[column][level] = (lo, hi)
    return found


def _caps(at_most: object) -> dict[str, int]:
    return {column: _whole(f"at_most.{column}", most, least=1) for column, most in _named("at_most", at_most)}


def _named(rule: str, values: object) -> list[tuple[str, Any]]:
    if not isinstance(values, Mapping) or not all(isinstance(name, str) for name in values):
        raise Refused(f"”{rule}” ska vara ett objekt med namn.", f"“{rule}” must be an object with names.")
    return sorted(values.items())


def _codes(rule: str, values: object) -> tuple[str, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise Refused(f"”{rule}” ska vara en lista med koder.", f"“{rule}” must be a list of codes.")
    codes = list(values)
    if not all(isinstance(code, str) for code in codes):
        raise Refused(f"”{rule}” ska bara hålla koder, som text.", f"“{rule}” must hold codes only, as text.")
    return tuple(sorted(set(codes)))


LARGEST = 1_000_000
