"""What has been spread is logged."""

from datetime import date, datetime

from django.db import transaction

from samverka.core import clock
from samverka.core.stamps import stamp
from samverka.examples import rules
from samverka.examples.models import DisseminationEntry, LearningExample
from samverka.journal import actions as journal
from samverka.networks.models import Network, Participation
from samverka.people.models import Person


@transaction.atomic
def log_dissemination(
    *,
    network: Network,
    participation: Participation | None,
    what: str,
    day: date,
    channel: str,
    audience: str,
    reached: int | None,
    link: str,
    example: LearningExample | None,
    by: Person,
    at: datetime,
) -> DisseminationEntry:
    """Someone logs what was spread, when, how, to whom and to how many.

    Raises:
        Refused: when the day lies ahead, or before the network began.
    """
    rules.may_log(day=day, today=clock.day(at), first_day=network.first_day).or_refuse()
    entry = DisseminationEntry.objects.create(
        network=network,
        participation=participation,
        example=example,
        what=" ".join(what.split()),
        day=day,
        channel=channel,
        audience=" ".join(audience.split()),
        reached=reached,
        link=link,
        logged_at=at,
        logged_by=by,
    )
    journal.record(
        chain=network.chain,
        verb="examples.dissemination.logged",
        subject=entry,
        by=by,
        at=at,
        payload={"what": entry.what, "day": day.isoformat(), "channel": channel},
    )
    return entry


@transaction.atomic
def withdraw_dissemination(*, entry: DisseminationEntry, by: Person, at: datetime) -> DisseminationEntry:
    """A line of the log was wrong, and no longer counts.

    Raises:
        Refused: when it was withdrawn before.
    """
    stamp(entry, "withdrawn", by=by, at=at)
    journal.record(
        chain=entry.network.chain,
        verb="examples.dissemination.withdrawn",
        subject=entry,
        by=by,
        at=at,
        payload={"what": entry.what},
    )
    return entry
