"""What the clock starts, each minute. Every piece of it may run twice, or late, without harm."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import connection
from django.utils import timezone

from samverka.journal import queries as journal
from samverka.mail import jobs as mail_jobs
from samverka.mail import queries as mail
from samverka.web import actions

log = logging.getLogger(__name__)


def deliver_letters(at: datetime) -> None:
    """Letters whose door did not send them on, and those that wait for their next try."""
    if mail.is_anything_due(at):
        mail_jobs.deliver.enqueue(outside=not journal.installation().is_example)


def revive_lost_jobs(at: datetime) -> None:  # noqa: ARG001 - jobs live in real time
    """Jobs whose worker died."""
    actions.revive_lost_jobs(at=timezone.now())


def clear_away(at: datetime) -> None:
    """What has had its time."""
    actions.clear_away(at=timezone.now())
    if not journal.installation().is_example:
        actions.forget_given_up_secrets(at=at)


# By name, in the order they run.
WORK: Mapping[str, Callable[[datetime], None]] = {
    "deliver letters": deliver_letters,
    "revive lost jobs": revive_lost_jobs,
    "clear away": clear_away,
}


def run(at: datetime) -> list[str]:
    """Do all of it; the names of what failed. One that fails does not hold up the others."""
    failed = []
    for name, work in WORK.items():
        try:
            work(at)
        except Exception:
            log.exception("tick: could not %s", name)
            failed.append(name)
    if not connection.in_atomic_block:
        connection.close()
    return failed
