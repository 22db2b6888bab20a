"""The heads of the journal: stamped by an authority of the test's own, kept, and sent to the outside address."""

import shutil
import subprocess
import sys
import threading
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from samverka.cofinancing import actions, jobs, queries
from samverka.core.refusals import Refused
from samverka.journal import actions as journal
from samverka.journal import exports as authority
from samverka.journal.models import ChainHead, Entry, HeadStamp
from samverka.mail.models import Outbox
from samverka.networks import actions as networks
from samverka.web import tick
from samverka.web.queries import health
from tests.cofinancing.test_evidence import bytes_of, unpacked, verified
from tests.given import cofinancing as given
from tests.given.cofinancing import NOW
from tests.given.people import signed_in
from tests.given.world import World
from tests.given.world import world as small_world

pytestmark = pytest.mark.django_db
OPENSSL = shutil.which("openssl") or "openssl"
CONFIG = """
[tsa]
default_tsa = ours
[ours]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[ext]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""


def openssl(*words: str | Path, data: bytes = b"") -> bytes:
    done = subprocess.run([OPENSSL, *map(str, words)], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority of time: a root of its own, and a certificate for stamping only."""
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc")
    openssl("req", "-x509", *new_key, "-keyout", folder / "root.key", "-out", folder / "root.pem",
            "-subj", "/CN=Invented root", "-days", "3650")  # fmt: skip
    openssl("req", *new_key, "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr", "-subj", "/CN=Invented time")
    signed_by = ("-CA", folder / "root.pem", "-CAkey", folder / "root.key", "-days", "3650")
    openssl("x509", "-req", "-in", folder / "tsa.csr", *signed_by,
            "-out", folder / "tsa.pem", "-extfile", folder / "tsa.cnf", "-extensions", "ext")  # fmt: skip
    return folder


class _Authority(BaseHTTPRequestHandler):
    keys: Path
    # `right`, `other` (a token for something else) or `garbage`.
    mood = "right"

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        answer = b"not a token"
        if self.mood != "garbage":
            query = self.keys / "query.tsq"
            if self.mood == "other":
                asked = openssl("ts", "-query", "-digest", "00" * 32, "-sha256", "-cert")
            query.write_bytes(asked)
            answer = openssl("ts", "-reply", "-config", self.keys / "tsa.cnf", "-queryfile", query)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def tsa(keys: Path, settings: Any) -> Iterator[type[_Authority]]:
    handler = type("Handler", (_Authority,), {"keys": keys})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.TSA_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.TSA_ROOTS = str(keys / "root.pem")
    yield handler
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def world() -> World:
    return small_world()


def head_of(world: World) -> ChainHead:
    return ChainHead.objects.get(pk=world.network.chain)


def test_a_head_is_stamped_kept_and_sent_outside(world: World, tsa: type[_Authority], keys: Path) -> None:
    networks.set_evidence_address(network=world.network, address="Arkiv@utanfor.example", by=world.lead, at=NOW)
    head = head_of(world)
    assert jobs.note_head.call(world.network.chain) == "stamped"
    stamp = HeadStamp.objects.get()
    assert (stamp.seq, stamp.hash) == (head.seq, head.hash)
    assert stamp.token_at is not None
    (letter,) = Outbox.objects.filter(kind="cofinancing.head_noted")
    assert letter.to_address == "arkiv@utanfor.example"
    assert stamp.hash in letter.body
    assert "".join(letter.body.split("base64:")[1].split()) == stamp.token
    # Another program than ours says that the stamp holds, and for nothing else.
    (keys / "token.tsr").write_bytes(b64decode(stamp.token))
    (keys / "head.txt").write_text(stamp.hash)
    verify = ("ts", "-verify", "-data", keys / "head.txt", "-in", keys / "token.tsr", "-CAfile", keys / "root.pem")
    assert b"OK" in openssl(*verify)
    (keys / "head.txt").write_text("0" * 64)
    with pytest.raises(AssertionError):
        openssl(*verify)


def test_noting_twice_keeps_one(world: World, tsa: type[_Authority]) -> None:
    networks.set_evidence_address(network=world.network, address="arkiv@utanfor.example", by=world.lead, at=NOW)
    jobs.note_head.call(world.network.chain)
    jobs.note_head.call(world.network.chain)
    assert HeadStamp.objects.count() == Outbox.objects.filter(kind="cofinancing.head_noted").count() == 1


@pytest.mark.parametrize(("mood", "said"), [("garbage", "can not be read"), ("other", "about something else")])
def test_an_answer_that_does_not_hold_is_not_kept(world: World, tsa: type[_Authority], mood: str, said: str) -> None:
    tsa.mood = mood
    assert said in jobs.note_head.call(world.network.chain)
    assert not HeadStamp.objects.exists()


def test_a_stamp_of_another_root_is_not_kept(
    world: World, tsa: type[_Authority], settings: Any, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-keyout",
            tmp_path / "k", "-out", other, "-subj", "/CN=Somebody else", "-days", "30")  # fmt: skip
    settings.TSA_ROOTS = str(other)
    assert "signature does not hold" in jobs.note_head.call(world.network.chain)


def test_an_authority_that_is_away_is_asked_again_later(world: World, settings: Any) -> None:
    settings.TSA_URL = "http://127.0.0.1:9/"
    assert "no answer" in jobs.note_head.call(world.network.chain)
    settings.TSA_URL = "file:///etc/hosts"
    assert "must begin with http" in jobs.note_head.call(world.network.chain)
    assert not HeadStamp.objects.exists()


def test_without_an_authority_the_head_is_still_sent_and_says_so(world: World) -> None:
    networks.set_evidence_address(network=world.network, address="arkiv@utanfor.example", by=world.lead, at=NOW)
    assert jobs.note_head.call(world.network.chain) == "noted"
    assert "Ingen tidsstämplingstjänst" in Outbox.objects.get(kind="cofinancing.head_noted").body
    assert HeadStamp.objects.get().token == ""
    assert jobs.note_head.call("network-0") == "nothing to do"


def test_nothing_leaves_an_example(world: World, tsa: type[_Authority]) -> None:
    journal.mark_example(moment="", clock_offset_seconds=0, at=NOW)
    assert jobs.note_head.call(world.network.chain) == "noted"
    assert HeadStamp.objects.get().token == ""


def test_a_claims_pack_carries_its_stamp(tsa: type[_Authority], settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = given.granted()
    given.unit_costs(world)
    given.submitted_month(world, given.OCTOBER, {world.members[0]: 465})
    given.closed_claim(world)
    (pack,) = queries.waiting_packs()
    while jobs.make_pack.call(pack.pk) != "made":
        pass
    pack.refresh_from_db()
    files = unpacked(bytes_of(pack))
    name = f"journal/stamplar/{pack.seq}.tsr"
    assert name in files
    assert "openssl ts -verify" in files["las-mig.txt"].decode()
    assert verified(files, tmp_path / "a")[0] == 0
    other = f"journal/stamplar/{pack.seq - 1}.tsr"
    code, said = verified({**files, other: files[name]}, tmp_path / "b")
    assert code == 1
    assert f"{other}: tidsstämpeln gäller inte post" in said


def test_heads_are_noted_once_a_month_and_only_where_there_is_somewhere_to_turn(world: World, settings: Any) -> None:
    assert queries.heads_to_note(NOW) == []
    networks.set_evidence_address(network=world.network, address="arkiv@utanfor.example", by=world.lead, at=NOW)
    assert queries.heads_to_note(NOW) == [world.network.chain]
    settings.TSA_URL = "https://tid.example/"
    assert queries.heads_to_note(NOW) == ["house", world.network.chain]
    settings.TSA_URL = ""
    jobs.note_head.call(world.network.chain)
    networks.set_evidence_address(network=world.network, address="annat@utanfor.example", by=world.lead, at=NOW)
    assert queries.heads_to_note(NOW) == []
    assert queries.heads_to_note(NOW + timedelta(days=40)) == [world.network.chain]
    assert queries.heads_to_note(NOW + timedelta(days=4000)) == []


def test_the_clock_sets_the_worker_to_it_once(world: World) -> None:
    networks.set_evidence_address(network=world.network, address="arkiv@utanfor.example", by=world.lead, at=NOW)
    for _each in range(2):
        tick.note_heads(NOW)
    assert [row.args_kwargs["args"] for row in DBTaskResult.objects.all()] == [[world.network.chain]]


def test_the_database_refuses_to_rewrite_a_stamp(world: World) -> None:
    journal.keep_stamp(chain="x", seq=1, digest="0" * 64, at=NOW)
    for change in (lambda: HeadStamp.objects.update(seq=2), lambda: HeadStamp.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_a_head_is_kept_once_and_a_token_has_its_time() -> None:
    first = journal.keep_stamp(chain="x", seq=1, digest="0" * 64, at=NOW)
    assert journal.keep_stamp(chain="x", seq=1, digest="1" * 64, at=NOW) == first
    with pytest.raises(IntegrityError, match="head_stamp_token_has_its_time"), transaction.atomic():
        journal.keep_stamp(chain="x", seq=2, digest="0" * 64, at=NOW, token=b"x")


def test_an_installation_is_ready_while_its_stamps_are_young(world: World, settings: Any) -> None:
    assert "stamps" not in health.ready()
    settings.TSA_URL = "https://tid.example/"
    assert Entry.objects.exists()
    # The small world began more than a year ago, and nobody has stamped it since.
    assert health.ready()["stamps"] is False
    journal.keep_stamp(chain="house", seq=1, digest="0" * 64, at=NOW, token=b"x", authority="a", token_at=NOW)
    assert health.ready()["stamps"] is True


def test_only_the_hosts_money_says_where_the_head_is_sent(client: Client, world: World) -> None:
    page, form = (
        reverse(f"cofinancing:{name}", args=["utvecklingsnatverk"]) for name in ("proof", "set_evidence_address")
    )
    signed_in(client, world.lead)
    assert "Installationen har ingen tidsstämplingstjänst" in client.get(page).content.decode()
    assert client.post(form, {"address": "fel"}).status_code == 422
    assert client.post(form, {"address": "arkiv@utanfor.example"}).status_code == 302
    world.network.refresh_from_db()
    assert world.network.evidence_address == "arkiv@utanfor.example"
    signed_in(client, world.coordinator)
    assert client.get(page).status_code == client.post(form, {"address": ""}).status_code == 404
    host = queries.Host(world.network, frozenset({"process_supporter"}))
    with pytest.raises(Refused):
        actions.set_evidence_address(host=host, address="", by=world.lead, at=NOW)


def test_an_auditor_reads_the_proof_on_the_days_given(client: Client, world: World) -> None:
    today = NOW.date()
    networks.give_auditor_access(
        network=world.network, person=world.stranger, first_day=today, last_day=today, by=world.lead, at=NOW
    )
    page = reverse("cofinancing:proof", args=["utvecklingsnatverk"])
    signed_in(client, world.stranger)
    text = client.get(page).content.decode()
    assert "Den skickas inte någonstans än." in text
    assert '<form method="post" action="/natverk' not in text
    world.network.auditor_accesses.update(first_day=today - timedelta(days=9), last_day=today - timedelta(days=1))
    assert client.get(page).status_code == 404


def test_the_authority_is_not_loaded_in_a_web_process() -> None:
    program = (
        "import django, sys; django.setup(); import samverka.web.urls, samverka.cofinancing.jobs; "
        "print(sorted({'rfc3161_client', 'typst'} & set(sys.modules)))"
    )
    words = [sys.executable, "-c", program]
    environment = {"DJANGO_SETTINGS_MODULE": "samverka.web.settings"}
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
    assert authority.PATIENCE
