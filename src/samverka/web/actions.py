"""What the roof itself changes: the bookkeeping of jobs and sign-ins, and an example's way in."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samverka.core.actors import Machine
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST
from samverka.core.tables import Table
from samverka.documents import actions as documents
from samverka.documents.models import Rendering
from samverka.journal import actions as journal
from samverka.mail import actions as mail
from samverka.mail import queries as letters
from samverka.mail.models import SendOut
from samverka.networks.models import Network
from samverka.people import queries as people
from samverka.people.models import Person
from samverka.web import notices, queries, rules

# Whoever reports a fault needs no account; the journal knows no more than that.
ANYONE = Machine("anonymous", "")

# No job of ours takes so long; the worker that had it is gone.
LOST_AFTER = timedelta(minutes=15)
# Finished jobs are kept so long, for whoever looks into what happened.
KEPT_FOR = timedelta(days=14)
ONCE_AGAIN = 2
# A list that someone took out can be taken out again, and is then as it is that day.
LISTS_KEPT_FOR = timedelta(days=30)
# A file without a row may belong to a transaction under way; no transaction takes so long.
ORPHANS_KEPT_FOR = timedelta(hours=24)


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


def clear_files(*, at: datetime, now: datetime) -> tuple[int, int]:
    """Take away lists that were taken out long ago, and files that no row knows; how many of each.

    Args:
        at: by the installation's clock.
        now: real time, which is what the store writes on its files.
    """
    return (
        documents.clear_old_renderings(before=at - LISTS_KEPT_FOR),
        documents.clear_orphans(before=now - ORPHANS_KEPT_FOR),
    )


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


@transaction.atomic
def prepare_send_out(
    *,
    network: Network,
    segment: str,
    subject: str,
    body: str,
    subject_en: str,
    body_en: str,
    reply_to: str,
    by: Person,
    at: datetime,
) -> SendOut:
    """A text is kept with those it is to go to; nothing has gone yet."""
    prepared = mail.prepare_send_out(
        chain=network.chain,
        subject=subject,
        body=body.replace("\r\n", "\n"),
        subject_en=subject_en,
        body_en=body_en.replace("\r\n", "\n"),
        segment=segment,
        reply_to=reply_to,
        recipients=queries.segment(network, segment, at),
        by=by.actor_key,
        at=at,
    )
    journal.record(
        chain=network.chain,
        verb="mail.send_out.prepared",
        subject=prepared,
        by=by,
        at=at,
        payload={"segment": segment, "count": len(prepared.recipients)},
    )
    return prepared


@transaction.atomic
def send_send_out(*, network: Network, prepared: SendOut, by: Person, at: datetime) -> SendOut:
    """What has been looked at goes to those who were shown.

    Raises:
        Refused: when it has been sent, or nobody is to get it.
    """
    rules.may_send(is_sent=prepared.sent_at is not None, count=len(prepared.recipients)).or_refuse()
    if not mail.send_out(prepared=prepared, by=by.actor_key, at=at):
        raise Refused(SOMEONE_WAS_FIRST)
    journal.record(
        chain=network.chain,
        verb="mail.send_out.sent",
        subject=prepared,
        by=by,
        at=at,
        payload={"segment": prepared.segment, "subject": prepared.subject, "count": len(prepared.recipients)},
    )
    return prepared


def send_digests(*, at: datetime) -> int:
    """What has been held back goes together, with what each is to do; how many letters."""
    count = 0
    for held in letters.held_back(at):
        person = people.person_with_address(held[0].to_address)
        lines: tuple[str, ...] = ()
        if person:
            with override(person.language):
                lines = tuple(line.todo.text for line in queries.todo_page(person, at).lines)
        mail.write_digest(letters=held, todo=lines, link=settings.BASE_URL + reverse("todo"), at=at)
        count += 1
    return count


@transaction.atomic
def take_out_outbox(*, network: Network, table: Table, by: Person, at: datetime) -> Rendering:
    """Someone takes the outbox out as a spreadsheet; the worker makes it."""
    rendering = documents.ask_for_list(
        owner=network, tables=[table], about=network.name, registry_number=network.registry_number, by=by, at=at
    )
    journal.record(chain=network.chain, verb="web.outbox.taken_out", subject=network, by=by, at=at)
    return rendering
