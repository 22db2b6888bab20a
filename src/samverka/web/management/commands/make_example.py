"""`samverka make_example`: build the example network at a moment."""

import gc
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from samverka.journal import actions as journal_actions
from samverka.journal import queries as journal
from samverka.web.example import story


class Command(BaseCommand):
    """Tells the story of the invented cast through the real actions, up to a moment, into a database of its own.

    On SQLite it is built in a file beside and takes its place when it is complete; on PostgreSQL it is one
    transaction in an empty database. So an interrupted building leaves nothing half done.
    """

    help = "Build the example network at a moment: call open, selection day, month ten or closing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which moment."""
        parser.add_argument("--moment", default="month ten", help=", ".join(story.MOMENTS))

    def handle(self, *, moment: str, **_options: Any) -> None:
        """Build it."""
        name = moment.replace("-", " ")
        if name not in story.MOMENTS:
            raise CommandError(f"No such moment: {moment}. There are: {', '.join(story.MOMENTS)}.")
        began = time.monotonic()
        with _own_database():
            call_command("migrate", interactive=False, verbosity=0)
            self._say(f"  tables after {time.monotonic() - began:.1f} s")
            self._build(name)
        self._say(f"  built in {time.monotonic() - began:.1f} s")
        self._say(f"  Enter as any role at {settings.BASE_URL}/exempel/")

    def _build(self, moment: str) -> None:
        instant = story.MOMENTS[moment]
        journal.forget_installation()
        # Millions of short-lived rows and nothing in circles: looking for garbage would take a tenth of the time.
        gc.disable()
        try:
            with transaction.atomic():
                # Refused by the database when it has a mark: an installation never becomes another sort.
                journal_actions.mark_example(
                    moment=moment,
                    clock_offset_seconds=int((instant - datetime.now(UTC)).total_seconds()),
                    at=instant,
                )
                story.tell(instant, self._say)
        finally:
            gc.enable()
            journal.forget_installation()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


@contextmanager
def _own_database() -> Iterator[None]:
    """A new file that takes the old one's place when all has gone well; on PostgreSQL the database as it is."""
    if connection.vendor != "sqlite":
        call_command("migrate", interactive=False, verbosity=0)
        if not journal.is_untouched():
            raise CommandError("This database is in use. The example is only built into an empty one.")
        yield
        return
    place = Path(str(connection.settings_dict["NAME"]))
    if place.exists() and not _may_be_replaced():
        raise CommandError(f"{place} is a real installation. The example is never built over one.")
    building = place.with_name(f".{place.name}.new")
    connection.close()
    _remove(building)
    before = dict(connection.settings_dict)
    options = dict(before["OPTIONS"])
    # Nothing is lost when the power fails while building: the file is thrown away.
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    connection.settings_dict.update({"NAME": str(building), "OPTIONS": options})
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _remove(place)
        building.rename(place)
    finally:
        connection.close()
        _remove(building)
        connection.settings_dict.update(before)


def _may_be_replaced() -> bool:
    """An example may, and so may a file without tables or in which nothing has happened."""
    journal.forget_installation()
    if "journal_installation" not in connection.introspection.table_names():
        return not connection.introspection.table_names()
    return journal.installation().is_example or journal.is_untouched()


def _remove(database: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
