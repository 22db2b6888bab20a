import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from samverka.core.actors import SYSTEM
from samverka.journal import actions as journal
from samverka.journal import queries as installation
from samverka.journal.models import ChainHead
from samverka.people.models import Account
from samverka.web import command
from samverka.web.management.commands import serve

pytestmark = pytest.mark.django_db


def test_the_first_admin_opens_a_real_installation_once() -> None:
    said = StringIO()
    call_command("first_admin", email="Maj.Lind@vard.example", name="Maj Lind", stdout=said)
    assert "maj.lind@vard.example" in said.getvalue()
    account = Account.objects.get()
    assert account.person is not None
    assert (account.person.name, account.has_usable_password()) == ("Maj Lind", False)
    assert installation.is_marked()
    with pytest.raises(CommandError, match="redan öppnad"):
        call_command("first_admin", email="annan@vard.example", name="Annan")
    assert Account.objects.count() == 1


def test_the_first_admin_needs_an_address() -> None:
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("first_admin", email="maj", name="Maj Lind")


def test_commands_are_written_as_people_write_them(monkeypatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", ran.append)
    for words in (["first-admin", "--email", "a-b@c.example"], ["--help"], []):
        monkeypatch.setattr("sys.argv", ["samverka", *words])
        command.main()
    assert ran == [["samverka", "first_admin", "--email", "a-b@c.example"], ["samverka", "--help"], ["samverka"]]


def test_the_evidence_is_walked_chain_by_chain(now) -> None:
    for chain in ("house", "network-1", "network-1"):
        journal.record(chain=chain, verb="a", subject="x-1", by=SYSTEM, at=now)
    said = StringIO()
    call_command("verify_evidence", stdout=said)
    assert [line.split(" entries")[0] for line in said.getvalue().splitlines()] == ["house: 1", "network-1: 2"]


def test_evidence_that_does_not_hold_is_named(now) -> None:
    journal.record(chain="house", verb="a", subject="x-1", by=SYSTEM, at=now)
    ChainHead.objects.update(seq=7)
    wrong = StringIO()
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify_evidence", stderr=wrong)
    assert wrong.getvalue() == "house: the chain ends at 1, its head says 7\n"


def test_a_port_that_is_taken_is_said_so_plainly() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken.*PORT={port + 1}"):
            serve.refuse_taken("127.0.0.1", port)
    serve.refuse_taken("127.0.0.1", port)
    with pytest.raises(CommandError, match="Can not listen"):
        serve.refuse_taken("192.0.2.1", port)


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("x", False)],  # noqa: S104 - what is refused
)
def test_what_only_this_machine_can_reach(host, own) -> None:
    assert serve.is_loopback(host) is own


def test_an_example_listens_to_this_machine_only_unless_somebody_says_so(now, settings) -> None:
    serve.refuse_open_example("192.0.2.1")  # a real installation may listen anywhere
    journal.mark_example(moment="", clock_offset_seconds=0, at=now)
    serve.refuse_open_example("127.0.0.1")
    with pytest.raises(CommandError, match="SAMVERKA_EXAMPLE_PUBLIC=1"):
        serve.refuse_open_example("192.0.2.1")
    settings.EXAMPLE_PUBLIC = True
    serve.refuse_open_example("192.0.2.1")


def test_a_database_that_is_up_to_date_is_ready() -> None:
    said: list[str] = []
    serve.make_ready(said.append)
    assert said == []


class Plan:
    """What Django's executor would say of a database that lacks two changes."""

    applied: dict[str, str] = {}  # noqa: RUF012 - set anew by each test

    def __init__(self, _connection: object) -> None:
        self.loader = self
        self.graph = self
        self.applied_migrations = self.applied

    def leaf_nodes(self) -> list[str]:
        return ["one", "two"]

    def migration_plan(self, nodes: list[str]) -> list[str]:
        return nodes


def test_an_empty_database_is_laid_out_and_an_old_one_is_not_touched(monkeypatch) -> None:
    said: list[str] = []
    called: list[tuple[str, ...]] = []
    monkeypatch.setattr(serve, "MigrationExecutor", Plan)
    monkeypatch.setattr(serve, "call_command", lambda *words, **_options: called.append(words))
    serve.make_ready(said.append)
    assert (len(said), called) == (1, [("migrate",)])
    monkeypatch.setattr(Plan, "applied", {"one": "applied"})
    with pytest.raises(CommandError, match="lacks 2 changes of this version"):
        serve.make_ready(said.append)
    assert len(called) == 1


class Child:
    """A process that is there until it is not."""

    def __init__(self, *codes: int | None) -> None:
        self.codes = list(codes)

    def poll(self) -> int | None:
        return self.codes.pop(0) if len(self.codes) > 1 else self.codes[0]


def test_a_worker_that_stops_is_started_again_but_not_for_ever(monkeypatch) -> None:
    started: list[list[str]] = []

    def start(words: list[str]) -> Child:
        started.append(words)
        return Child(1)

    monkeypatch.setattr(serve, "start", start)
    monkeypatch.setattr(serve, "LOOK_EVERY", 0)
    with pytest.raises(CommandError, match="does not stay up"):
        serve.watch({"web": Child(None), "worker": Child(1)}, ["worker"])  # type: ignore[dict-item]  # a stand-in
    assert len(started) == serve.MOST_RESTARTS


def test_without_a_web_process_there_is_nothing_to_watch(monkeypatch) -> None:
    monkeypatch.setattr(serve, "LOOK_EVERY", 0)
    with pytest.raises(CommandError, match="web process stopped"):
        serve.watch({"web": Child(None, 3), "worker": Child(None)}, [])  # type: ignore[dict-item]  # a stand-in
