"""Contacts of process support are logged, and what was agreed is done."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from samverka.core import clock
from samverka.core.stamps import stamp
from samverka.journal import actions as journal
from samverka.networks.models import Participation
from samverka.people.models import Person
from samverka.support import rules
from samverka.support.models import AgreedStep, SupportEntry


@transaction.atomic
def log_contact(
    *,
    participation: Participation,
    day: date,
    way: str,
    outcome: str,
    topic: str,
    dimension: str,
    who: str,
    note: str,
    is_shared: bool,
    next_day: date | None,
    steps: Sequence[tuple[str, str, date]],
    by: Person,
    at: datetime,
) -> SupportEntry:
    """The host logs a contact with a municipality, with the steps that were agreed.

    Raises:
        Refused: when the day lies ahead, before the seat began, or after the next contact.
    """
    rules.may_log(day=day, today=clock.day(at), first_day=participation.first_day, next_day=next_day).or_refuse()
    entry = SupportEntry.objects.create(
        participation=participation,
        day=day,
        way=way,
        outcome=outcome,
        topic=" ".join(topic.split()),
        dimension=dimension,
        who=" ".join(who.split()),
        note=note,
        is_shared=is_shared,
        next_day=next_day,
        logged_at=at,
        logged_by=by,
    )
    AgreedStep.objects.bulk_create(
        AgreedStep(entry=entry, text=text, owner=owner, due_day=due) for text, owner, due in steps
    )
    journal.record(
        chain=participation.network.chain,
        verb="support.contact.logged",
        subject=entry,
        by=by,
        at=at,
        payload={"topic": entry.topic, "day": day.isoformat(), "outcome": outcome, "steps": len(steps)},
    )
    return entry


@transaction.atomic
def mark_step_done(*, step: AgreedStep, by: Person, at: datetime) -> AgreedStep:
    """What was agreed is done.

    Raises:
        Refused: when it was done before.
    """
    rules.may_mark_done(is_done=step.done_at is not None).or_refuse()
    stamp(step, "done", by=by, at=at)
    journal.record(
        chain=step.entry.participation.network.chain,
        verb="support.step.done",
        subject=step,
        by=by,
        at=at,
        payload={"text": step.text},
    )
    return step
