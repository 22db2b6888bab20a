"""A chain that was meddled with is told from one that was not, with the triggers up: only what they let through."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import OperationalError

from samverka.core.actors import SYSTEM
from samverka.core.requestkeys import working_under
from samverka.journal import actions, figures, queries
from samverka.journal.models import ChainHead, Entry, EntryPayload, Installation

pytestmark = pytest.mark.django_db

CHAIN = "network-1"


def three(now: datetime) -> list[Entry]:
    return [
        actions.record(chain=CHAIN, verb=verb, subject="test.thing-1", by=SYSTEM, at=now) for verb in ("a", "b", "c")
    ]


def forged(after: Entry, **changes: object) -> Entry:
    """An entry slipped in behind the journal's back."""
    values = {name: getattr(after, name) for name in figures.COLUMNS} | {"seq": after.seq + 1, "prev_hash": after.hash}
    values |= changes
    text = values | {"at": queries.instant_text(values["at"])}
    return Entry.objects.create(**values, hash=figures.entry_hash(text))


def test_a_whole_chain_has_no_faults(now) -> None:
    three(now)
    assert list(queries.faults(CHAIN)) == []
    assert queries.chains() == [CHAIN]
    head = queries.head(CHAIN)
    assert head is not None
    assert head.seq == 3
    assert queries.head("network-2") is None


def test_the_first_entry_follows_on_the_format(now) -> None:
    assert three(now)[0].prev_hash == figures.GENESIS


def test_an_entry_slipped_in_shows_at_the_head(now) -> None:
    forged(three(now)[-1])
    assert list(queries.faults(CHAIN)) == ["network-1: the chain ends at 4, its head says 3"]


def test_a_gap_shows(now) -> None:
    last = forged(three(now)[-1], seq=5)
    ChainHead.objects.update(seq=5, hash=last.hash)
    assert list(queries.faults(CHAIN)) == ["network-1: entry 4 is missing; 5 stands in its place"]


def test_an_entry_that_follows_on_another_shows(now) -> None:
    last = forged(three(now)[-1], prev_hash="f" * 64)
    ChainHead.objects.update(seq=4, hash=last.hash)
    assert list(queries.faults(CHAIN)) == ["network-1: entry 4 does not follow on the one before it"]


def test_an_entry_whose_hash_is_another_shows(now) -> None:
    last = three(now)[-1]
    values = {name: getattr(last, name) for name in figures.COLUMNS} | {"seq": 4, "prev_hash": last.hash}
    Entry.objects.create(**values, hash="e" * 64)
    ChainHead.objects.update(seq=4, hash="e" * 64)
    assert list(queries.faults(CHAIN)) == ["network-1: entry 4 has been changed"]


def test_a_payload_put_in_the_place_of_another_shows(now) -> None:
    entry = three(now)[1]
    kept = EntryPayload.objects.get(pk=entry.hash)
    kept.delete()
    EntryPayload.objects.create(entry_hash=entry.hash, salt=kept.salt, payload='{"actor":"Another"}')
    assert list(queries.faults(CHAIN)) == ["network-1: the payload of entry 2 has been changed"]


def test_a_missing_head_shows(now) -> None:
    three(now)
    ChainHead.objects.all().delete()
    assert queries.chains() == [CHAIN]
    assert list(queries.faults(CHAIN)) == ["network-1: the head is missing; the chain ends at 3"]


def test_entries_are_found_by_chain_and_by_subject(now) -> None:
    first, *_rest = three(now)
    elsewhere = actions.record(chain="house", verb="d", subject="test.thing-2", by=SYSTEM, at=now)
    assert [entry.verb for entry in queries.entries(CHAIN)] == ["a", "b", "c"]
    assert list(queries.entries_about("test.thing-2")) == [elsewhere]
    assert queries.payloads([first.hash, "unknown"]) == {first.hash: '{"actor":"Samverka"}'}


def test_an_instant_is_written_in_one_way() -> None:
    summer = datetime(2021, 7, 1, 14, 32, 5, 7, tzinfo=timezone(timedelta(hours=2)))
    assert queries.instant_text(summer) == "2021-07-01T12:32:05.000007Z"
    assert queries.instant_text(datetime(2021, 7, 1, 12, tzinfo=UTC)) == "2021-07-01T12:00:00.000000Z"


def test_the_request_under_way_stands_in_the_entry(now) -> None:
    with working_under("key-1"):
        (entry, *_rest) = three(now)
    assert entry.request_key == "key-1"


def test_a_database_without_a_mark_is_real_and_asked_seldom(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert queries.installation() == queries.installation() == queries.REAL
    assert not queries.is_marked()


def test_a_mark_is_read_once(now, django_assert_num_queries) -> None:
    actions.mark_example(moment="month ten", clock_offset_seconds=-5, at=now)
    with django_assert_num_queries(1):
        assert queries.installation().is_example
        assert queries.clock_offset() == timedelta(seconds=-5)
    assert queries.is_marked()


def test_before_there_are_tables_it_is_real_and_nothing_is_remembered(now, monkeypatch) -> None:
    def no_table(**_wanted: object) -> None:
        raise OperationalError("no such table")

    with monkeypatch.context() as early:
        early.setattr(Installation.objects, "filter", no_table)
        assert queries.installation() == queries.REAL
    actions.mark_example(moment="", clock_offset_seconds=0, at=now)
    assert queries.installation().is_example
