import pytest
from django.db import DatabaseError, connection, transaction

from samverka.core.actors import SYSTEM
from samverka.journal import actions, queries
from samverka.journal.models import Entry, EntryPayload, Installation

pytestmark = pytest.mark.django_db


def note(verb: str, now, chain: str = "network-1") -> Entry:
    return actions.record(chain=chain, verb=verb, subject="test.thing-1", by=SYSTEM, at=now, payload={"hours": 3})


def test_entries_follow_on_each_other_in_their_own_chain(now) -> None:
    first, second, other = note("a", now), note("b", now), note("c", now, chain="network-2")
    assert [(entry.chain, entry.seq) for entry in (first, second, other)] == [
        ("network-1", 1),
        ("network-1", 2),
        ("network-2", 1),
    ]
    assert second.prev_hash == first.hash
    assert list(queries.faults("network-1")) == []


def test_the_name_stands_in_the_payload_only(now) -> None:
    entry = note("a", now)
    assert entry.actor_key == "system"
    assert EntryPayload.objects.get(pk=entry.hash).payload == '{"actor":"Samverka","hours":3}'


@pytest.mark.parametrize("change", [lambda: Entry.objects.update(verb="x"), lambda: Entry.objects.all().delete()])
def test_the_database_refuses_to_rewrite_an_entry(now, change) -> None:
    note("a", now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert [entry.verb for entry in Entry.objects.all()] == ["a"]


def test_the_database_refuses_to_replace_an_entry(now) -> None:
    entry = note("a", now)
    if connection.vendor != "sqlite":
        return  # INSERT OR REPLACE is SQLite's own way past a trigger
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE id = %s", [entry.pk])


def test_a_payload_is_never_edited_but_may_be_thinned(now) -> None:
    note("a", now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EntryPayload.objects.update(payload="{}")
    EntryPayload.objects.all().delete()
    assert list(queries.faults("network-1")) == []


def test_the_mark_of_an_installation_never_moves(now) -> None:
    actions.mark_example(moment="month-ten", clock_offset_seconds=5, at=now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Installation.objects.update(is_example=False)
    queries.forget_installation()
