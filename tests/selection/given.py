"""Invented candidates and rules for the tests."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from samverka.selection import Candidate, LatLon, Point, Position, Rules


@dataclass(frozen=True)
class Instance:
    candidates: list[Candidate]
    rules: Rules
    clients: list[Candidate] | None
    metric: str


def instance(seed: int) -> Instance:
    """Return a small random instance: ties, caps, quotas that may be impossible, forced, excluded, clients."""
    draw = random.Random(seed)
    metric = draw.choice(["great-circle", "plane"])
    size = draw.randint(1, 11)
    wide = draw.choice([1, 3, 40])

    def place() -> Position:
        if metric == "plane":
            return Point(float(draw.randint(0, wide * 3)), float(draw.randint(0, wide * 3)))
        return LatLon(55 + draw.randint(0, wide) / 4, 11 + draw.randint(0, wide) / 4)

    candidates = [
        Candidate(
            f"9{number:03}",
            f"Älv{number}",
            place(),
            {"stage": draw.choice("123"), "size": draw.choice("ab"), "county": draw.choice("xyzw")},
        )
        for number in range(size)
    ]
    seats = draw.randint(1, min(size, 5))
    quotas: dict[str, dict[str, tuple[int, int]]] = {}
    for column, levels in (("stage", "123"), ("size", "ab")):
        if draw.random() < 0.5:
            quotas[column] = {}
            for level in levels:
                if draw.random() < 0.7:
                    lo = draw.choice([0, 0, 1, 1, 2])
                    quotas[column][level] = (lo, draw.randint(max(1, lo), 5))
    codes = [one.code for one in candidates]
    forced = draw.sample(codes, draw.choice([0, 0, 0, 1, 2]) if size > 2 else 0)
    excluded = [code for code in codes if code not in forced and draw.random() < 0.08]
    rules = Rules(
        seats=seats,
        unit_km=draw.choice([1, 1, 7, 50]) if metric == "great-circle" else 1,
        tolerance=draw.choice(["0", "0", "0.1", "0.25", "1"]),
        quotas=quotas,
        at_most=draw.choice([{}, {}, {"county": 1}, {"county": 2}, {"stage": 2}]),
        forced=forced,
        excluded=excluded,
        seed=draw.choice(["", "frö", "x"]),
    )
    clients = None
    if draw.random() < 0.3:
        clients = [Candidate(f"c{number}", "", place()) for number in range(draw.randint(1, 9))]
    return Instance(candidates, rules, clients, metric)


def scattered(count: int, seed: int, columns: str = "stage") -> list[Candidate]:
    """Return invented candidates scattered over the country, with a stage from 1 to 3."""
    draw = random.Random(seed)
    return [
        Candidate(
            f"9{number:03}",
            f"Granfors {number}",
            LatLon(round(draw.uniform(55, 68), 4), round(draw.uniform(11, 22), 4)),
            {columns: draw.choice("123")},
        )
        for number in range(count)
    ]


def other_pythons() -> list[str]:
    """Return the other interpreters from 3.11 to 3.13 that are present, each by its own path."""
    names = [f"python3.{minor}" for minor in (11, 12, 13)]
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    shims = [folder.parent / "versions" for folder in folders if folder.name == "shims"]
    found = [path for name in names if (path := shutil.which(name))]
    found += [str(path) for versions in shims for name in names for path in sorted(versions.glob(f"*/bin/{name}"))]
    return [path for path in dict.fromkeys(found) if _answers(path)]


def _answers(python: str) -> bool:
    done = subprocess.run([python, "-c", ""], capture_output=True, check=False)
    return done.returncode == 0
