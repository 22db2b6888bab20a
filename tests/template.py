"""A migrated SQLite database, made once and copied into each test process: migrating costs seconds, a copy does not.

Its name says what it was made from: when any of that changes it is made anew, by the migrations.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/samverka"
# What migrations of the house run beside themselves, and whose own tables stand beside ours.
ALSO = ("core/words.py", "places/actions.py", "web/settings.py")
PEERS = ("django", "django-allauth")


def made_from() -> str:
    """A digest of all that decides what an empty database looks like."""
    files = [
        *SOURCE.glob("*/migrations/*.py"),
        *(path for path in SOURCE.glob("*/data/*") if path.is_file()),
        *(SOURCE / name for name in ALSO),
    ]
    digest = hashlib.sha256(" ".join([sys.version, sqlite3.sqlite_version, *map(version, PEERS)]).encode())
    for path in sorted(files):
        digest.update(path.relative_to(SOURCE).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def template(folder: Path) -> Path:
    """The migrated database, made now if nobody has; whoever comes second waits for the first."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"empty-{made_from()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in folder.glob("empty-*.sqlite3"):
                old.unlink()
            with tempfile.TemporaryDirectory() as data:
                surroundings = {name: value for name, value in os.environ.items() if not name.startswith("SAMVERKA_")}
                surroundings |= {"SAMVERKA_DATA": data, "PYTHONPATH": str(ROOT / "src")}
                surroundings.pop("DATABASE_URL", None)
                made = subprocess.run(
                    [sys.executable, "-m", "samverka", "migrate", "--no-input"],
                    check=False,
                    env=surroundings,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
                assert made.returncode == 0, made.stdout
                source, copy = (
                    sqlite3.connect(Path(data) / "samverka.sqlite3"),
                    sqlite3.connect(kept.with_suffix(".new")),
                )
                source.backup(copy)
                source.close()
                copy.close()
                kept.with_suffix(".new").rename(kept)
    return kept


def fill(name: str, folder: Path) -> sqlite3.Connection:
    """Fill the named database in memory from the template; it lives as long as the connection that is given back."""
    target = sqlite3.connect(name, uri=True, check_same_thread=False)
    source = sqlite3.connect(template(folder))
    source.backup(target)
    source.close()
    return target
