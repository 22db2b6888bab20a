"""Sixteen people confirm at once, once and twice each: no error, no month lost or doubled, on either engine."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import KEPT
from tests.template import template

ROOT = Path(__file__).parents[2]
PEOPLE = 16


@pytest.fixture
def surroundings(tmp_path: Path, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """A database of its own, of the engine under test: its presses are real commits, which no test could take back."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMVERKA_")}
    kept |= {
        "SAMVERKA_DATA": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "samverka.web.settings",
    }
    if connection.vendor == "sqlite":
        shutil.copy(template(KEPT), tmp_path / "samverka.sqlite3")
        yield kept
        return
    name = f"at_once_{uuid.uuid4().hex[:12]}"
    url = os.environ["DATABASE_URL"]
    before, _slash, after = url.rpartition("/")
    _old, mark, options = after.partition("?")
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]  # pytest-django's own
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            kept["DATABASE_URL"] = f"{before}/{name}{mark}{options}"
            run(kept, "-m", "samverka", "migrate", "--no-input")
            yield kept
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(surroundings: dict[str, str], *words: str) -> str:
    """What a process of our own says."""
    made = subprocess.run(
        [sys.executable, *words], check=False, env=surroundings, cwd=ROOT, capture_output=True, text=True, timeout=240
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return made.stdout


@pytest.mark.parametrize("presses", [1, 2])
def test_sixteen_confirm_at_once_and_whoever_presses_twice_has_confirmed_once(
    surroundings: dict[str, str], presses: int
) -> None:
    found = json.loads(run(surroundings, "-m", "tests.hours.at_once", str(presses)).splitlines()[-1])
    assert found == {
        "told": {"confirmed": PEOPLE} | ({"refused": PEOPLE} if presses > 1 else {}),
        "confirmed": PEOPLE,
        "rows": PEOPLE,
        "entries": PEOPLE,
        "in order": True,
        "faults": [],
    }
