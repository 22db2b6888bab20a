"""Sixteen people confirm at once, each over a connection of its own; run by `test_at_once.py` on a database of its own.

Prints how each press ended, and what the database then holds, as JSON.
"""

import json
import sys
import threading
from collections import Counter
from datetime import UTC, datetime

import django

django.setup()

from django.db import connections, transaction  # noqa: E402 - after the set-up

from samverka.core.refusals import Refused  # noqa: E402 - after the set-up
from samverka.hours import actions  # noqa: E402 - after the set-up
from samverka.hours.models import HourRow, HourSheet  # noqa: E402 - after the set-up
from samverka.journal import queries as journal  # noqa: E402 - after the set-up
from tests.given import hours as given  # noqa: E402 - after the set-up

PEOPLE = 16
NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)


def pressed(sheet_id: int, ready: threading.Barrier, told: list[str]) -> None:
    """What one press does: the month as its door finds it, and the act."""
    try:
        sheet = HourSheet.objects.select_related("network", "person", "participation__organisation").get(pk=sheet_id)
        ready.wait(timeout=60)
        actions.confirm_sheet(sheet=sheet, by=sheet.person, at=NOW)
    except Refused:
        told.append("refused")
    except Exception as fault:  # noqa: BLE001 - whatever it is, the test shows it
        told.append(repr(fault))
    else:
        told.append("confirmed")
    finally:
        connections.close_all()


def main(presses: int) -> None:
    """Build the world, press, and say what came of it."""
    with transaction.atomic():
        world = given.world(team_size=PEOPLE + 10)
        people = given.many_more(world, PEOPLE)
        for person in people:
            given.wrote(person, minutes=120)
    sheets = [given.sheet(person).pk for person in people]
    told: list[str] = []
    ready = threading.Barrier(PEOPLE * presses)
    threads = [
        threading.Thread(target=pressed, args=(sheet_id, ready, told))
        for sheet_id in sheets
        for _press in range(presses)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    entries = list(journal.entries(world.network.chain))
    found = {
        "told": dict(Counter(told)),
        "confirmed": HourSheet.objects.filter(pk__in=sheets, confirmed_at__isnull=False).count(),
        "rows": HourRow.objects.filter(sheet__in=sheets).count(),
        "entries": sum(entry.verb == "hours.sheet.confirmed" for entry in entries),
        "in order": [entry.seq for entry in entries] == list(range(1, len(entries) + 1)),
        "faults": [str(fault) for fault in journal.faults(world.network.chain)],
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
