"""Sixteen people confirm their month at once, on SQLite and PostgreSQL; then the server is killed in the middle of it.

The real gunicorn serves; everything stays on loopback and in a temporary folder. Measured: errors shown, months lost or
doubled, and how long a press takes. After SIGKILL during the same load: every confirmation that was answered is there,
and the journal's chains verify. PostgreSQL is left out where its programs are missing, and the table says so.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path

ROOT = Path(__file__).parents[1]
PEOPLE = 16
# The first month is confirmed in peace; in each of the others the server is killed after so many answers.
KILLED_AFTER = (1, 4, 7, 10)
ROUNDS = 1 + len(KILLED_AFTER)
POSTGRES = next(
    (
        Path(found).resolve().parent
        for found in (shutil.which("initdb"), *map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))
        if found
    ),
    None,
)

# Builds the world through the product's own actions: PEOPLE in one team, each with time in ROUNDS months; prints the
# name of the session cookie, and one session and address for each.
PREPARE = """
import sys
from datetime import UTC, date, datetime
import django
django.setup()
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from samverka.core.months import Month
from samverka.hours import actions as hours
from samverka.hours.models import HourSheet
from samverka.journal import actions as journal
from samverka.people import actions as people
sys.path.insert(0, {root!r})
from tests.given import hours as given
from tests.given import world as given_world

people_count, rounds = {people}, {rounds}
journal.mark_example(moment="month ten", clock_offset_seconds=0, at=datetime(2021, 1, 1, tzinfo=UTC))
with transaction.atomic():
    world = given.world(team_size=people_count + 10)
    everyone = [given_world.person(f"Medlem Nummer{{index}}") for index in range(people_count)]
    for person in everyone:
        given_world.member(world.alvnas, person, world.lead, area="other")
    months = [Month(2021, 1 + number) for number in range(rounds)]
    for month in months:
        hours.open_month(network=world.network, month=month, at=datetime(2021, month.number, 20, 8, tzinfo=UTC))
        for person in everyone:
            day = date(2021, month.number, 12)
            given.wrote(person, day=day, minutes=120, at=datetime(2021, month.number, 20, 9, tzinfo=UTC))
    print(settings.SESSION_COOKIE_NAME)
    for person in everyone:
        account = people.open_account(email=person.email, at=datetime(2021, 1, 1, tzinfo=UTC))
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.save()
        print(session.session_key, person.pk)
"""

# What stands in the database: confirmed months, twice signed ones, and whether each chain verifies.
ASK = """
import django
django.setup()
from collections import Counter
from samverka.documents.models import Signature
from samverka.hours.models import HourSheet
from samverka.journal import queries as journal
from samverka.journal.models import Entry
confirmed = HourSheet.objects.filter(confirmed_at__isnull=False)
for sheet in confirmed:
    print("confirmed", sheet.person_id, sheet.month.strftime("%Y-%m"))
signed = Counter(Signature.objects.values_list("subject", flat=True))
entries = Counter(Entry.objects.filter(verb="hours.sheet.confirmed").values_list("subject", flat=True))
print("doubled", sum(1 for number in (signed | entries).values() if number > 1))
print("unmatched", len(set(signed) ^ set(entries)) + abs(len(signed) - confirmed.count()))
"""


@dataclass
class Found:
    """What came of a load."""

    answered: set[tuple[int, str]] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Ground:
    """Where one engine's server runs: its environment, and the sessions of those who press."""

    env: dict[str, str]
    cookie: str
    sessions: tuple[tuple[str, int], ...]


def free_port() -> int:
    """A port on loopback that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def run(code: str, env: dict[str, str]) -> str:
    """What a piece of Python prints, with the product's settings."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], env=env, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


@contextlib.contextmanager
def ground(folder: str, database_url: str) -> Iterator[Ground]:
    """A database with a world in it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMVERKA_", "DATABASE_URL"))}
    env = kept | {
        "SAMVERKA_DATA": folder,
        "DJANGO_SETTINGS_MODULE": "samverka.web.settings",
        "PYTHONPATH": f"{ROOT / 'src'}",
    }
    if database_url:
        env["DATABASE_URL"] = database_url
    subprocess.run([sys.executable, "-m", "samverka", "migrate", "-v", "0"], env=env, check=True)
    lines = run(PREPARE.format(root=str(ROOT), people=PEOPLE, rounds=ROUNDS), env).split("\n")
    sessions = tuple((key, int(person)) for key, person in (line.split() for line in lines[1:] if line.strip()))
    yield Ground(env, lines[0], sessions)


@contextlib.contextmanager
def gunicorn(env: dict[str, str]) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The web server as it really runs, in a process group of its own."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603 - ours
        [
            sys.executable, "-m", "gunicorn", "samverka.web.wsgi:application", "--bind", f"127.0.0.1:{port}",
            "--workers", "2", "--threads", "4", "--log-level", "critical",
        ],
        env=env | {"PORT": str(port)},
        start_new_session=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _try in range(300):
            with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address + "/healthz"):  # noqa: S310 - our own server
                break
            time.sleep(0.1)
        yield address, process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def press(address: str, where: Ground, number: int, month: str, found: Found, lock: threading.Lock) -> None:
    """One person opens the month and confirms it; an answer that leads on to the month is an acknowledgement."""
    session, person = where.sessions[number]
    path = f"{address}/natverk/utvecklingsnatverk/tid/{month}/"
    opener = urllib.request.build_opener(_Stay)
    opener.addheaders = [("Cookie", f"{where.cookie}={session}")]
    try:
        with opener.open(path, timeout=60) as answer:
            page = answer.read().decode()
            cookies = SimpleCookie("\n".join(answer.headers.get_all("Set-Cookie", [])))
            ours = "; ".join(f"{one.key}={one.value}" for one in cookies.values() if one.key != where.cookie)
        part = page[page.index("/intyga/") :]
        fields = {name: part.split(f'name="{name}" value="')[1].split('"')[0] for name in ("csrfmiddlewaretoken",)}
        if 'name="request_key" value="' in part:
            fields["request_key"] = part.split('name="request_key" value="')[1].split('"')[0]
        request = urllib.request.Request(path + "intyga/", urllib.parse.urlencode(fields).encode(), {"Referer": path})  # noqa: S310 - our own server
        opener.addheaders = [("Cookie", f"{where.cookie}={session}; {ours}")]
        start = time.monotonic()
        status = _status(opener, request)
        with lock:
            found.seconds.append(time.monotonic() - start)
            if status == FOUND:
                found.answered.add((person, month))
            else:
                found.errors.append(f"{status} for {person} {month}")
    except (OSError, ValueError, IndexError) as fault:
        with lock:
            found.errors.append(f"{type(fault).__name__} for {person} {month}")


FOUND = 302


class _Stay(urllib.request.HTTPRedirectHandler):
    """Shows where an answer leads instead of going there."""

    def redirect_request(self, *_about: object) -> None:
        """Stay."""


def _status(opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> int:
    try:
        with opener.open(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return answer.code


def at_once(address: str, where: Ground, month: str, meanwhile: Callable[[Found], None] | None = None) -> Found:
    """Everyone presses at the same time; `meanwhile` happens in the middle of it."""
    found, lock = Found(), threading.Lock()
    threads = [
        threading.Thread(target=press, args=(address, where, number, month, found, lock))
        for number in range(len(where.sessions))
    ]
    for thread in threads:
        thread.start()
    if meanwhile is not None:
        meanwhile(found)
    for thread in threads:
        thread.join()
    return found


def stands(where: Ground) -> tuple[set[tuple[int, str]], int, int]:
    """Confirmed months, how many were confirmed twice, and how many lack their signature or entry."""
    confirmed, doubled, unmatched = set(), 0, 0
    for line in run(ASK, where.env).splitlines():
        word, *rest = line.split()
        if word == "confirmed":
            confirmed.add((int(rest[0]), rest[1]))
        elif word == "doubled":
            doubled = int(rest[0])
        else:
            unmatched = int(rest[0])
    return confirmed, doubled, unmatched


def verifies(where: Ground) -> bool:
    """Whether the journal's chains hold together, by the product's own command."""
    done = subprocess.run(
        [sys.executable, "-m", "samverka", "verify_evidence"], env=where.env, capture_output=True, check=False
    )
    if done.returncode:
        print(done.stdout.decode(), done.stderr.decode(), file=sys.stderr)
    return done.returncode == 0


def tell(what: str, measured: float, at_most: str, unit: str) -> None:
    """One line of the table."""
    print(f"{what}\t{measured:g}\t{at_most}\t{unit}", flush=True)


MONTHS = [f"2021-{1 + number:02d}" for number in range(ROUNDS)]


def measure(engine: str, folder: str, database_url: str = "") -> None:
    """Both loads on one engine."""
    with ground(folder, database_url) as where:
        with gunicorn(where.env) as (address, _process):
            found = at_once(address, where, MONTHS[0])
        for fault in found.errors:
            print(f"{engine}: {fault}", file=sys.stderr)
        confirmed, doubled, unmatched = stands(where)
        tell(f"{engine}: errors shown to {PEOPLE} at once", len(found.errors), "0", "")
        tell(f"{engine}: months lost", len(found.answered - confirmed), "0", "")
        tell(f"{engine}: months confirmed twice or without entry", doubled + unmatched, "0", "")
        tell(f"{engine}: slowest of {PEOPLE} at once", round(max(found.seconds, default=0), 2), "-", "s")
        answered = set(found.answered)
        for month, answers in zip(MONTHS[1:], KILLED_AFTER, strict=True):
            with gunicorn(where.env) as (address, process):

                def kill(so_far: Found, process: "subprocess.Popen[bytes]" = process, answers: int = answers) -> None:
                    last = time.monotonic() + 30
                    while len(so_far.answered) < answers and time.monotonic() < last:
                        time.sleep(0.005)
                    os.killpg(process.pid, signal.SIGKILL)

                answered |= at_once(address, where, month, kill).answered
        confirmed, doubled, unmatched = stands(where)
        print(
            f"{engine}: {len(answered)} answered, {len(confirmed)} stand after {len(KILLED_AFTER)} kills",
            file=sys.stderr,
        )
        tell(f"{engine}: answered months gone after SIGKILL", len(answered - confirmed), "0", "")
        tell(f"{engine}: twice or without entry after SIGKILL", doubled + unmatched, "0", "")
        tell(f"{engine}: broken chains after SIGKILL", int(not verifies(where)), "0", "")


@contextlib.contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A PostgreSQL of our own behind a socket in the folder; durable, as in real use."""
    assert POSTGRES is not None
    # PostgreSQL refuses to run as root, which a container often is.
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    make: list[str | Path] = [POSTGRES / "initdb", "-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8"]
    serve: list[str | Path] = [POSTGRES / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)  # noqa: S603 - a program of the system
    process = subprocess.Popen(serve, stderr=subprocess.DEVNULL, user=user, cwd=folder)  # noqa: S603 - a program of the system
    try:
        for _try in range(100):
            if any(folder.glob(".s.PGSQL.*[0-9]")):
                break
            time.sleep(0.1)
        time.sleep(1)
        yield f"postgresql://bench@/postgres?host={folder}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def main() -> None:
    """Both engines."""
    with tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder:
        measure("SQLite", folder)
    if POSTGRES is None:
        print("PostgreSQL is left out: its programs are not here", file=sys.stderr)
        return
    with (
        tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder,
        tempfile.TemporaryDirectory(prefix="samverka-pg-") as beside,
        postgresql(Path(beside)) as url,
    ):
        measure("PostgreSQL", folder, url)


if __name__ == "__main__":
    main()
