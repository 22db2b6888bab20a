"""How long the host waits for the page of the selection when as many have applied as the country has municipalities.

The worker has made the whole answer, as it has within minutes of a change; what a page computes itself is measured
too: the set shown when a lock is tried. CPU seconds of this process, median of nine after two warm-ups.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import date
from functools import partial
from http import HTTPStatus
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPLICANTS, SEATS, RUNS, WARM_UPS = 290, 12, 9, 2
MOST_MS, MOST_TRY_MS, MOST_STATEMENTS = 300, 900, 8
QUOTAS = {
    "size_class": {"1": [2, 5], "2": [2, 5], "3": [2, 6]},
    "stage": {"early": [3, 6], "midway": [2, 6], "advanced": [3, 6]},
}


def main() -> None:
    """Prepare a database of its own and look at the pages as the project manager."""
    with tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder:
        os.environ |= {"SAMVERKA_DATA": folder, "DJANGO_SETTINGS_MODULE": "samverka.web.settings"}
        os.environ.pop("SAMVERKA_MOMENT", None)
        sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
        import django  # noqa: PLC0415 - the folder is named first

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above

        call_command("migrate", verbosity=0)
        measure()


def measure() -> None:
    """Print one line per figure."""
    from django.conf import settings  # noqa: PLC0415 - the settings are named first
    from django.db import connection  # noqa: PLC0415 - as above
    from django.test import Client  # noqa: PLC0415 - as above
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    from samverka import selection  # noqa: PLC0415 - as above
    from samverka.calls import actions, figures  # noqa: PLC0415 - as above
    from samverka.core import clock  # noqa: PLC0415 - as above
    from samverka.people import actions as people  # noqa: PLC0415 - as above
    from tests.given import calls as given  # noqa: PLC0415 - as above

    # What the worker's search finds in each case is of no matter to how long the page takes.
    figures.counterfactuals = partial(  # type: ignore[attr-defined]  # the engine's, as the page knows it
        selection.counterfactuals, work=20_000
    )
    day = date(2020, 11, 10)
    with clock.fixed(given.at(day)):
        world = given.call_world(
            terms={"seats": SEATS, "reserve_seats": 4},
            selection_rules=given.rules(tolerance="0.02", quotas=QUOTAS, at_most={"county": 2}),
        )
        given.whole_country(world, count=APPLICANTS)
        for reckoning in actions.ask_for_reckoning(call=world.call, at=given.at(day)):
            actions.finish_reckoning(reckoning=reckoning)
        figures.reckoned.cache_clear()
        account = people.open_account(email=world.lead.email, at=given.at(day))
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        here = f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/urval/"
        for name, path in (("selection", here), ("answers", f"{here}svar/")):
            for _warm_up in range(WARM_UPS):
                answer = client.get(path)
                assert answer.status_code == HTTPStatus.OK, f"{path} answered {answer.status_code}"
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            statements = len(asked)
            spent = [timed(client, path) for _run in range(RUNS)]
            what = f"page of the {name}, {APPLICANTS} applicants"
            print(f"{what}\t{statistics.median(spent) * 1000:.0f}\t{MOST_MS}\tms")
            print(f"{what}, statements\t{statements}\t{MOST_STATEMENTS}\t")
        figures.proposal.cache_clear()
        first = timed(client, f"{here}?med=9100")
        print(f"trying a lock for the first time, {APPLICANTS} applicants\t{first * 1000:.0f}\t{MOST_TRY_MS}\tms")


def timed(client: object, path: str) -> float:
    """CPU seconds of one request."""
    start = time.process_time()
    client.get(path)  # type: ignore[attr-defined]  # Django's test client, imported late
    return time.process_time() - start


if __name__ == "__main__":
    main()
