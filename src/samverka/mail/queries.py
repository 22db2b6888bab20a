"""What the outbox can be asked."""

from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samverka.core.words import address_key
from samverka.mail import figures
from samverka.mail.models import Outbox, SendOut

# So many at a time that one job never holds the worker for long; the next run takes the rest.
AT_A_TIME = 200


def _due(at: datetime) -> QuerySet[Outbox]:
    waited = Q(next_try_at__isnull=True) | Q(next_try_at__lte=at)
    return Outbox.objects.filter(waited, delivered_at__isnull=True, held_at__isnull=True, tries__lt=figures.MOST_TRIES)


def letters_due(at: datetime) -> QuerySet[Outbox]:
    """Letters to send now: not delivered, not given up, not waiting for their next try. Secret ones go first.

    A person waits at the screen for a code; a reminder can wait until after it.
    """
    return _due(at).order_by("-is_secret", "written_at", "pk")[:AT_A_TIME]


def is_anything_due(at: datetime) -> bool:
    """Whether a letter waits for its turn."""
    return _due(at).exists()


def letters(chains: tuple[str, ...] | None = None) -> QuerySet[Outbox]:
    """The outbox, newest first; only of these chains when any are named. Never the sealed text."""
    rows = Outbox.objects.defer("secret_body", "calendar", "body").order_by("-written_at", "-pk")
    return rows if chains is None else rows.filter(chain__in=chains)


def has_had_news(address: str, at: datetime) -> bool:
    """Whether this address has been given a letter that may wait within the last week."""
    return Outbox.objects.filter(
        to_address=address_key(address), may_wait=True, held_at__isnull=True, written_at__gt=at - figures.CEILING
    ).exists()


def held_back(at: datetime) -> list[list[Outbox]]:
    """What has been held back for those whose week is over, by address, the oldest first."""
    lately = Outbox.objects.filter(
        to_address=OuterRef("to_address"),
        may_wait=True,
        held_at__isnull=True,
        written_at__gt=at - figures.CEILING,
    )
    rows = Outbox.objects.filter(~Exists(lately), held_at__isnull=False, delivered_at__isnull=True).order_by(
        "to_address", "chain", "written_at", "pk"
    )
    return [list(group) for _key, group in groupby(rows, key=lambda row: (row.to_address, row.chain))]


def send_outs(chain: str) -> QuerySet[SendOut]:
    """The send-outs of a chain, the newest first."""
    return SendOut.objects.filter(chain=chain).order_by("-pk")


def one_send_out(chain: str, pk: int) -> SendOut | None:
    """A send-out of this chain."""
    return SendOut.objects.filter(chain=chain, pk=pk).first()


def recipients(prepared: SendOut) -> tuple[figures.Recipient, ...]:
    """Whom a send-out goes to."""
    return tuple(figures.Recipient(**one) for one in prepared.recipients)


def undelivered(chains: tuple[str, ...]) -> tuple[int, int]:
    """How many letters of these chains wait, and how many have been given up; in one statement."""
    given_up = Count("pk", filter=Q(tries__gte=figures.MOST_TRIES))
    found = Outbox.objects.filter(chain__in=chains, delivered_at__isnull=True, held_at__isnull=True).aggregate(
        all=Count("pk"), over=given_up
    )
    return found["all"] - found["over"], found["over"]


def example_letters(to_address: str = "", *, limit: int = 50) -> list[tuple[Outbox, str]]:
    """Letters of an example with all they say, codes and personal links too; the caller has made sure it is one."""
    rows = Outbox.objects.order_by("-written_at", "-pk")
    if to_address:
        rows = rows.filter(to_address=address_key(to_address))
    return [(row, figures.opened(row.secret_body, settings.SECRET_KEY) or row.body) for row in rows[:limit]]
