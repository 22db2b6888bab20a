"""What the journal can be asked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import inf
from time import monotonic

from django.db import OperationalError, ProgrammingError
from django.db.models import Exists, Max, Min, OuterRef, QuerySet

from samverka.journal import figures
from samverka.journal.models import ChainHead, Entry, EntryPayload, HeadStamp, Installation, RequestKey


@dataclass(frozen=True, slots=True)
class Mark:
    """What kind of database this is."""

    is_example: bool
    moment: str
    clock_offset: timedelta


REAL = Mark(is_example=False, moment="", clock_offset=timedelta())
# A database without a mark is looked at again after so many seconds: its mark may just be being made.
LOOK_AGAIN_AFTER = 5.0
_known: dict[str, tuple[Mark, float]] = {}


def installation() -> Mark:
    """The database's mark. Read once per process, since it can't change; a database without one is a real one."""
    mark, until = _known.get("mark", (None, 0.0))
    if mark is not None and monotonic() < until:
        return mark
    try:
        row = Installation.objects.filter(pk=1).first()
    except (OperationalError, ProgrammingError):
        # Before the tables exist there is nothing to know, and nothing to remember.
        return REAL
    if row is None:
        _known["mark"] = (REAL, monotonic() + LOOK_AGAIN_AFTER)
        return REAL
    mark = Mark(row.is_example, row.moment, timedelta(seconds=row.clock_offset_seconds))
    _known["mark"] = (mark, inf)
    return mark


def forget_installation() -> None:
    """Read the mark anew next time: after it was written, and between tests."""
    _known.clear()


def is_untouched() -> bool:
    """Whether nothing has happened in this database yet, and it has no mark."""
    return not Installation.objects.exists() and not Entry.objects.exists()


def clock_offset() -> timedelta:
    """The example's offset from real time."""
    return installation().clock_offset


def answered(key: str, actor_key: str) -> RequestKey | None:
    """The answer already given to a request, if any."""
    return RequestKey.objects.filter(key=key, actor_key=actor_key).first()


def entries(chain: str) -> QuerySet[Entry]:
    """A chain in its order."""
    return Entry.objects.filter(chain=chain).order_by("seq")


def entries_about(subject: str) -> QuerySet[Entry]:
    """What happened to one thing, in order; `subject` as `subject_of` gives it."""
    return Entry.objects.filter(subject=subject).order_by("at", "pk")


def payloads(hashes: list[str]) -> dict[str, str]:
    """The payloads that still exist, by entry hash."""
    return dict(EntryPayload.objects.filter(pk__in=hashes).values_list("entry_hash", "payload"))


def instant_text(at: datetime) -> str:
    """An instant as it is hashed: UTC, microseconds always written."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def faults(chain: str) -> Iterator[str]:
    """Walk a chain; yield one sentence for each place where it does not hold. Nothing means it verifies."""
    previous, place = figures.GENESIS, 0
    kept = payloads_of_chain(chain)
    for entry in entries(chain).iterator():
        place += 1
        columns = {name: getattr(entry, name) for name in figures.COLUMNS} | {"at": instant_text(entry.at)}
        if entry.seq != place:
            yield f"{chain}: entry {place} is missing; {entry.seq} stands in its place"
            place = entry.seq
        if entry.prev_hash != previous:
            yield f"{chain}: entry {entry.seq} does not follow on the one before it"
        if figures.entry_hash(columns) != entry.hash:
            yield f"{chain}: entry {entry.seq} has been changed"
        if entry.hash in kept and figures.payload_digest(*kept[entry.hash]) != entry.payload_digest:
            yield f"{chain}: the payload of entry {entry.seq} has been changed"
        previous = entry.hash
    head = ChainHead.objects.filter(pk=chain).first()
    if head is None:
        yield f"{chain}: the head is missing; the chain ends at {place}"
    elif (head.seq, head.hash) != (place, previous):
        yield f"{chain}: the chain ends at {place}, its head says {head.seq}"


def payloads_of_chain(chain: str) -> dict[str, tuple[str, str]]:
    """Salt and payload by entry hash, for the payloads of a chain that still exist."""
    hashes = Entry.objects.filter(chain=chain).values("hash")
    rows = EntryPayload.objects.filter(pk__in=hashes).values_list("entry_hash", "salt", "payload")
    return {entry_hash: (salt, payload) for entry_hash, salt, payload in rows}


def chains() -> list[str]:
    """Every chain there is: by its head, and by its entries, should the head be gone."""
    heads = ChainHead.objects.values_list("chain", flat=True)
    return sorted({*heads, *Entry.objects.values_list("chain", flat=True).distinct()})


def head(chain: str) -> ChainHead | None:
    """Where a chain ends; None when nothing has happened in it."""
    return ChainHead.objects.filter(pk=chain).first()


def is_marked() -> bool:
    """Whether this database has been made an example, or a real installation."""
    return Installation.objects.exists()


def stamps(chain: str) -> QuerySet[HeadStamp]:
    """The noted heads of a chain, in order."""
    return HeadStamp.objects.filter(chain=chain).order_by("seq")


def heads_to_stamp(since: datetime, *, among: Collection[str]) -> list[ChainHead]:
    """Chains whose head has moved and has not been noted since an instant."""
    noted = HeadStamp.objects.filter(chain=OuterRef("chain"))
    rows = ChainHead.objects.filter(chain__in=among).filter(
        ~Exists(noted.filter(at__gte=since)), ~Exists(noted.filter(seq=OuterRef("seq")))
    )
    return list(rows.order_by("chain"))


def last_token_at() -> datetime | None:
    """When an authority last signed a head, by our clock."""
    last: datetime | None = HeadStamp.objects.exclude(token="").aggregate(last=Max("at"))["last"]
    return last


def first_entry_at() -> datetime | None:
    """When the first thing happened in this database."""
    first: datetime | None = Entry.objects.aggregate(first=Min("at"))["first"]
    return first


def entries_upto(chain: str, seq: int) -> QuerySet[Entry]:
    """A chain in its order, up to one of its entries."""
    return entries(chain).filter(seq__lte=seq)


def entries_of(chain: str, subjects: Collection[str], *, upto: int) -> QuerySet[Entry]:
    """What happened to some things of a chain, in order, up to one of its entries."""
    return entries_upto(chain, upto).filter(subject__in=subjects)


def entries_saying(chain: str, verb: str, *, upto: int) -> QuerySet[Entry]:
    """The entries of one verb, in order, up to one of the chain's entries."""
    return entries_upto(chain, upto).filter(verb=verb)


def payload_rows(hashes: Collection[str]) -> list[tuple[str, str, str]]:
    """Entry hash, salt and payload of those that still exist, by hash."""
    rows = EntryPayload.objects.filter(pk__in=hashes).order_by("entry_hash")
    return list(rows.values_list("entry_hash", "salt", "payload"))
