"""Whether this process can do its work."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samverka.core import clock
from samverka.journal import queries as journal

# A worker that is alive takes a job within the second.
LONGEST_WAIT = timedelta(minutes=2)
# Heads are stamped monthly; some days are for an authority that did not answer.
OLDEST_STAMP = timedelta(days=40)


def ready() -> dict[str, bool]:
    """Each thing that must hold, and whether it does; no names, no versions, no addresses."""
    try:
        waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - LONGEST_WAIT).exists()
        parts = {"database": True, "migrations": _is_migrated(), "worker": not waiting, "files": _can_keep_files()}
        return parts | ({"stamps": _are_stamped()} if settings.TSA_URL else {})
    except DatabaseError:
        return {"database": False}


_migrated: list[bool] = []


def _is_migrated() -> bool:
    # Once all is in place it stays so for as long as this process lives, and is not looked up again.
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.append(True)
    return True


def _are_stamped() -> bool:
    """Whether the authority of time has signed lately; until the first month is over nothing is late."""
    last = journal.last_token_at() or journal.first_entry_at()
    return last is None or clock.now() - last < OLDEST_STAMP


def _can_keep_files() -> bool:
    return settings.DATA.is_dir()
