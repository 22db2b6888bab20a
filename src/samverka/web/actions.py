"""What the roof itself changes: the bookkeeping of jobs and sign-ins, and an example's way in."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samverka.core.actors import Machine
from samverka.journal import actions as journal
from samverka.mail import actions as mail
from samverka.web import notices, queries, rules

# Whoever reports a fault needs no account; the journal knows no more than that.
ANYONE = Machine("anonymous", "")

# No job of ours takes so long; the worker that had it is gone.
LOST_AFTER = timedelta(minutes=15)
# Finished jobs are kept so long, for whoever looks into what happened.
KEPT_FOR = timedelta(days=14)
ONCE_AGAIN = 2


def revive_lost_jobs(*, at: datetime) -> tuple[int, int]:
    """Give jobs whose worker died one more try, and end those that were lost twice; how many of each.

    Args:
        at: real time, which is what the worker writes on its jobs.
    """
    revived = ended = 0
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=at - LOST_AFTER):
        # Only while it is as we saw it: the worker may have been slow, not dead, and be finishing just now.
        as_seen = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at)
        if len(job.worker_ids) < ONCE_AGAIN:
            revived += as_seen.update(status=TaskResultStatus.READY, started_at=None)
        else:
            ended += as_seen.update(
                status=TaskResultStatus.FAILED,
                finished_at=at,
                exception_class_path="samverka.web.actions.LostTwice",
                traceback="Two workers in turn stopped while they had this job.",
            )
    return revived, ended


@transaction.atomic
def clear_away(*, at: datetime) -> None:
    """Take away sign-ins that have expired, finished jobs, and what secret letters of an old day still hold.

    Args:
        at: real time.
    """
    Session.objects.filter(expire_date__lt=at).delete()
    finished = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(status__in=finished, finished_at__lt=at - KEPT_FOR).delete()


def forget_given_up_secrets(*, at: datetime) -> int:
    """Empty secret letters that could not be sent and are more than a day old: no code is valid so long."""
    return mail.forget_old(before=at - timedelta(days=1))


@transaction.atomic
def report_fault(*, what: str, where: str, with_what: str, email: str, at: datetime) -> None:
    """Somebody tells of a fault in accessibility; it goes by letter to those who answer for the service.

    The entry holds nothing of what was written, and no address.

    Raises:
        Refused: when nobody can take it.
    """
    recipients = queries.fault_recipients(at)
    rules.may_report_fault(recipients=len(recipients)).or_refuse()
    letters = notices.fault(recipients, what=what, where=where, with_what=with_what, email=email, at=at)
    journal.record(
        chain=journal.HOUSE,
        verb="web.fault.reported",
        subject=letters[0],
        by=ANYONE,
        at=at,
        payload={"recipients": len(letters), "wants_answer": bool(email)},
    )
