"""What pages cost in process: CPU and statements of the heaviest lists, in the example's tenth month.

CPU seconds of this process, median of fifteen after two warm-ups, so that a busy machine changes little.
"""

import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from http import HTTPStatus
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NETWORK = "/natverk/sociala-foretag/"
# Who looks, at what: the function of the host, or the kind of team seat.
LOOKED_AT = (
    ("project_manager", "what to do now", "/att-gora/"),
    ("project_manager", "the network's front", NETWORK),
    ("project_manager", "teams", f"{NETWORK}team/"),
    ("project_manager", "meetings", f"{NETWORK}traffar/"),
    ("project_manager", "state of a month", f"{NETWORK}tid/lage/2021-09/"),
    ("project_manager", "the funnel of a call", f"{NETWORK}erbjudande/sociala-foretag-2020/"),
    ("finance_officer", "co-financing", f"{NETWORK}medfinansiering/"),
    ("finance_officer", "a closed claim", f"{NETWORK}ansokningar/1/"),
    ("member", "own month", f"{NETWORK}tid/2021-10/"),
)
MOST_MS, MOST_STATEMENTS, RUNS, WARM_UPS = 15, 8, 15, 2


def main() -> None:
    """Build the example, or take the one that BENCH_EXAMPLE names, and look at its pages."""
    folder = os.environ.get("BENCH_EXAMPLE") or tempfile.mkdtemp(prefix="samverka-bench-")
    os.environ |= {"SAMVERKA_DATA": folder, "SAMVERKA_MOMENT": "month-ten"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "samverka.web.settings"
    sys.path.insert(0, str(ROOT / "src"))
    if not (Path(folder) / "example-month-ten.sqlite3").exists():
        words = [sys.executable, "-m", "samverka", "make_example", "--moment", "month ten"]
        subprocess.run(words, check=True, cwd=ROOT / "src", stdout=sys.stderr)  # noqa: S603 - our own command
    measure()


def measure() -> None:
    """Look at each page as whoever may, and print one line per figure."""
    import django  # noqa: PLC0415 - the settings are named first

    django.setup()
    from django.conf import settings  # noqa: PLC0415 - as above
    from django.db import connection  # noqa: PLC0415 - as above
    from django.test import Client  # noqa: PLC0415 - as above
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    from samverka.core import clock  # noqa: PLC0415 - as above
    from samverka.networks.models import Staff  # noqa: PLC0415 - as above
    from samverka.people import actions  # noqa: PLC0415 - as above
    from samverka.teams.models import TeamMember  # noqa: PLC0415 - as above

    def client_of(role: str) -> Client:
        row = (
            TeamMember.objects.filter(team_seat=role, last_day__isnull=True).order_by("pk").first()
            if role == "member"
            else Staff.objects.filter(function=role).order_by("pk").first()
        )
        assert row is not None
        account = actions.open_account(email=row.person.email, at=clock.now())
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    for role, name, path in LOOKED_AT:
        client = client_of(role)
        for _warm_up in range(WARM_UPS):
            answer = client.get(path)
            assert answer.status_code == HTTPStatus.OK, f"{path} answered {answer.status_code}"
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        statements = len(asked)  # before another request clears them
        spent = []
        for _run in range(RUNS):
            began = time.process_time()
            answer = client.get(path)
            spent.append((time.process_time() - began) * 1000)
        print(f"{name}, CPU in process\t{statistics.median(spent):.1f}\t{MOST_MS}\tms")
        print(f"{name}, statements\t{statements}\t{MOST_STATEMENTS}\t")
        weight = len(answer.content) if answer.headers.get("Content-Encoding") else len(gzip.compress(answer.content))
        print(f"{name}, {weight / 1024:.1f} kB packed", file=sys.stderr)


if __name__ == "__main__":
    main()
