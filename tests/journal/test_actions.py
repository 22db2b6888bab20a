import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from samverka.core.actors import SYSTEM
from samverka.journal import actions, queries
from samverka.journal.models import ChainHead, Entry, EntryPayload, Installation

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


def test_two_who_open_a_chain_at_once_take_their_places_in_turn(now, monkeypatch) -> None:
    """The second saw no head; the first one made it meanwhile."""
    note("a", now)
    real = ChainHead.objects.filter
    blind = [True]

    def filter_blindly(**wanted: str) -> object:
        return real(pk="none") if blind and blind.pop() else real(**wanted)

    monkeypatch.setattr(ChainHead.objects, "filter", filter_blindly)
    assert note("b", now).seq == 2
    monkeypatch.undo()
    assert list(queries.faults("network-1")) == []


def test_an_entry_that_is_rolled_back_leaves_no_gap(now) -> None:
    note("a", now)

    def act() -> None:
        with transaction.atomic():
            note("b", now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert note("c", now).seq == 2
    assert list(queries.faults("network-1")) == []


def test_a_float_never_comes_into_the_journal(now) -> None:
    with pytest.raises(ValueError, match="float"), transaction.atomic():
        actions.record(chain="house", verb="a", subject="x-1", by=SYSTEM, at=now, payload={"hours": 6.5})
    assert not Entry.objects.exists()


def test_a_row_is_named_by_label_and_id(now) -> None:
    entry = note("a", now)
    assert actions.subject_of(entry) == f"journal.entry-{entry.pk}"


def test_a_request_key_is_taken_once_by_each_actor(now) -> None:
    taken = actions.take_request_key(key="k", actor_key="person-1", at=now)
    actions.take_request_key(key="k", actor_key="person-2", at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.take_request_key(key="k", actor_key="person-1", at=now)
    actions.note_answer(taken, answer="/natverk/" + "x" * 600)
    answered = queries.answered("k", "person-1")
    assert answered is not None
    assert len(answered.answer) == 500
    assert queries.answered("k", "person-3") is None


def test_a_place_in_a_chain_is_taken_once(now) -> None:
    entry = note("a", now)
    entry.pk, entry.hash = None, "d" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_there_is_one_installation_and_one_mark(now) -> None:
    actions.mark_real(at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.mark_example(moment="", clock_offset_seconds=0, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(pk=2, is_example=True, made_at=now)


@pytest.mark.parametrize("change", [Installation.objects.all().delete, lambda: Installation.objects.update(moment="x")])
def test_the_database_refuses_to_move_a_mark(now, change) -> None:
    actions.mark_real(at=now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
