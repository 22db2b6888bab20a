"""The only room of the journal that writes."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from secrets import token_hex

from django.db import IntegrityError, models, transaction
from django.db.models import F

from samverka.core.actors import Actor
from samverka.core.requestkeys import current_key
from samverka.journal import figures, queries
from samverka.journal.models import ChainHead, Entry, EntryPayload, HeadStamp, Installation, RequestKey

HOUSE = "house"


def subject_of(row: models.Model) -> str:
    """How the journal names a row: `hours.hoursheet-17`. A label and an id, never a foreign key."""
    return f"{row._meta.label_lower}-{row.pk}"


@transaction.atomic
def record(
    *,
    chain: str,
    verb: str,
    subject: models.Model | str,
    by: Actor,
    at: datetime,
    payload: Mapping[str, object] | None = None,
) -> Entry:
    """Write down one thing that happened, last in its chain, in the caller's transaction.

    Args:
        chain: `network.chain`, or HOUSE for what belongs to no network.
        verb: past tense with the package first, `hours.sheet.confirmed`.
        subject: the row it happened to, or such a name ready-made.
        by: who did it; the key goes in the entry, the name in the payload only.
        at: when, by the one clock.
        payload: whatever a reader later needs; whole numbers, text, lists and mappings.
    """
    number, previous = _next_place(chain)
    text = figures.canonical({"actor": by.actor_name, **(payload or {})})
    salt = token_hex(32)
    columns: dict[str, str | int] = {
        "chain": chain,
        "seq": number,
        "at": queries.instant_text(at),
        "actor_key": by.actor_key,
        "verb": verb,
        "subject": subject if isinstance(subject, str) else subject_of(subject),
        "request_key": current_key(),
        "payload_digest": figures.payload_digest(salt, text),
        "prev_hash": previous,
    }
    digest = figures.entry_hash(columns)
    entry = Entry.objects.create(**(columns | {"at": at}), hash=digest)
    EntryPayload.objects.create(entry_hash=digest, salt=salt, payload=text)
    ChainHead.objects.filter(pk=chain).update(hash=digest)
    return entry


def _next_place(chain: str) -> tuple[int, str]:
    """Take the chain's next number. The update holds the head's row, so the number is drawn inside the lock."""
    if not ChainHead.objects.filter(pk=chain).update(seq=F("seq") + 1):
        try:
            with transaction.atomic():
                ChainHead.objects.create(chain=chain, seq=1, hash=figures.GENESIS)
        except IntegrityError:
            # Another writer opened the chain between the two statements.
            ChainHead.objects.filter(pk=chain).update(seq=F("seq") + 1)
    head = ChainHead.objects.get(pk=chain)
    return head.seq, head.hash


def take_request_key(*, key: str, actor_key: str, at: datetime) -> RequestKey:
    """Claim the key of a request before it is answered.

    Raises:
        IntegrityError: when the same actor has used the key; the caller leads to the first answer.
    """
    return RequestKey.objects.create(key=key, actor_key=actor_key, at=at, answer="")


def note_answer(request_key: RequestKey, *, answer: str) -> None:
    """Keep where the answer of a request stands."""
    RequestKey.objects.filter(pk=request_key.pk).update(answer=answer[:500])


def mark_example(*, moment: str, clock_offset_seconds: int, at: datetime) -> None:
    """Make this database an example, once, when it is created.

    Raises:
        IntegrityError: when the database already has a mark.
    """
    Installation.objects.create(is_example=True, moment=moment, clock_offset_seconds=clock_offset_seconds, made_at=at)
    queries.forget_installation()


def mark_real(*, at: datetime) -> None:
    """Make this database a real installation, once; it can never become an example.

    Raises:
        IntegrityError: when the database already has a mark.
    """
    Installation.objects.create(is_example=False, made_at=at)
    queries.forget_installation()


def keep_stamp(
    *,
    chain: str,
    seq: int,
    digest: str,
    at: datetime,
    token: bytes = b"",
    authority: str = "",
    token_at: datetime | None = None,
) -> HeadStamp:
    """Keep where a chain ended, with the token of an authority when one was asked; a head is kept once.

    Args:
        chain: which.
        seq: the number of its last entry.
        digest: that entry's hash.
        at: when it was noted.
        token: the authority's answer as it came.
        authority: whose it is.
        token_at: the time that stands in it.
    """
    row, _is_new = HeadStamp.objects.get_or_create(
        chain=chain,
        seq=seq,
        defaults={
            "hash": digest,
            "at": at,
            "token": b64encode(token).decode(),
            "authority": authority[:300],
            "token_at": token_at,
        },
    )
    return row
