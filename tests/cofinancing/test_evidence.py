"""The evidence pack: what is in it, and that `verify.py` finds and names whatever was changed afterwards."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from samverka.cofinancing import actions, exports, jobs, queries
from samverka.cofinancing.models import Claim, EvidencePack
from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.journal.models import Entry
from samverka.people.models import Person
from tests.given import cofinancing as given
from tests.given.cofinancing import NOW, OCTOBER
from tests.given.world import World

pytestmark = pytest.mark.django_db
MANIFEST, CLAIM = "manifest.json", "ansokan/ansokan.json"
ENTRIES, PAYLOADS = "journal/poster.jsonl", "journal/innehall.jsonl"
VERIFY = Path(exports.__file__).parent / "verify.py"
Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def world() -> World:
    made = given.granted()
    given.unit_costs(made)
    given.submitted_month(made, OCTOBER, {made.members[0]: 465, made.members[1]: 120, made.coordinator: 600})
    return made


def made_pack(claim: Claim) -> EvidencePack:
    """The pack that closing the claim asked for, as the worker makes it."""
    (pack,) = [each for each in queries.waiting_packs() if each.claim_id == claim.pk]
    while (said := jobs.make_pack.call(pack.pk)) != "made":
        assert said.endswith("left"), said
    pack.refresh_from_db()
    return pack


def bytes_of(pack: EvidencePack) -> bytes:
    assert pack.document is not None
    with pack.document.file.open("rb") as stored:
        data: bytes = stored.read()
    return data


def unpacked(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_made: dict[str, bytes] = {}


@pytest.fixture
def files(request: pytest.FixtureRequest) -> Files:
    """The files of a pack, made once for all tests of this worker: setting the PDFs takes its time."""
    if not _made:
        world = request.getfixturevalue("world")
        _made.update(unpacked(bytes_of(made_pack(given.closed_claim(world)))))
    return dict(_made)


def verified(files: Files, folder: Path, *words: str) -> tuple[int, str]:
    """What an auditor sees who unpacks the pack and runs its own `verify.py`, with no library but Python's."""
    for name, data in files.items():
        target = folder / "pack" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "pack" / "verify.py"), *words],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def resealed(files: Files) -> Files:
    """The manifest mended after a change, as a forger would: the chain and the claim must still tell."""
    manifest = json.loads(files[MANIFEST])
    manifest["files"] = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in files.items()
        if name != MANIFEST
    }
    del manifest["seal"]
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    manifest["seal"] = hashlib.sha256(text.encode()).hexdigest()
    return files | {MANIFEST: json.dumps(manifest).encode()}


def with_rows(files: Files, name: str, change: Callable[[list[Any]], None]) -> Files:
    rows = [json.loads(line) for line in files[name].decode().splitlines()]
    change(rows)
    return files | {name: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()}


def with_claim(files: Files, change: Callable[[Any], None]) -> Files:
    claim = json.loads(files[CLAIM])
    change(claim)
    return files | {CLAIM: json.dumps(claim).encode()}


def test_a_pack_holds_what_stands_behind_the_claim(files: Files, tmp_path: Path) -> None:
    reports = sorted(name for name in files if name.startswith("rapporter/"))
    assert reports == [
        "rapporter/alvnas-kommun/2021-10-ana-oberg-narvarorapport-v1.pdf",
        "rapporter/alvnas-kommun/2021-10-bo-ang-narvarorapport-v1.pdf",
        "rapporter/alvnas-kommun/2021-10-siv-aberg-tidrapport-v1.pdf",
    ]
    assert {
        "ansokan/ansokan.json",
        "ansokan/medfinansiering.pdf",
        "ansokan/sammanstallning-alvnas-kommun.pdf",
        "regelverk/regelverk.json",
        "regelverk/regelverk.pdf",
        "las-mig.txt",
        "verify.py",
    } <= set(files)
    code, said = verified(files, tmp_path)
    assert (code, said.splitlines()[0][:13]) == (0, "Allt stämmer:")
    assert hashlib.sha256(files[MANIFEST]).hexdigest() in said


def test_a_report_has_the_fields_of_the_form(files: Files) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(files["rapporter/alvnas-kommun/2021-10-ana-oberg-narvarorapport-v1.pdf"]))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for words in (
        "Närvarorapport oktober 2021",
        "Ana Öberg",
        "Älvnäs kommun",
        "Organisationsnummer",
        "2021-10-04",
        "Gick igenom avtal med upphandlarna",
        "7,75",
        "Undertecknad av Ana Öberg",
        "Inlämnad av Siv Åberg",
        "312,50 kr",
        "2 187,50 kr",
    ):
        assert words in text, (words, text)


def test_the_journal_is_whole_but_speaks_only_of_the_claim(files: Files) -> None:
    entries = [json.loads(line) for line in files[ENTRIES].decode().splitlines()]
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[-1]["verb"] == "cofinancing.pack.asked_for"
    subjects = {entry["hash"]: entry["subject"] for entry in entries}
    told = {subjects[json.loads(line)["hash"]].split("-")[0] for line in files[PAYLOADS].decode().splitlines()}
    assert told == {"cofinancing.claim", "hours.hoursheet", "hours.hourrow"}
    # Why somebody is left out of the claim is not the auditor's to read.
    assert b"Sjuk hela" not in b"".join(files[name] for name in files if not name.endswith(".pdf"))


@pytest.mark.parametrize("name", [CLAIM, "verify.py", "las-mig.txt", "regelverk/regelverk.pdf", ENTRIES])
def test_one_changed_byte_is_named(files: Files, tmp_path: Path, name: str) -> None:
    data = bytearray(files[name])
    place = data.rindex(b"e")
    data[place : place + 1] = b"E" if name != "verify.py" else b"e#"[:1]
    if name == "verify.py":
        data += b"# x\n"
    code, said = verified(files | {name: bytes(data)}, tmp_path)
    assert code == 1
    assert f"{name}: filen har ändrats." in said


def test_a_changed_manifest_is_named(files: Files, tmp_path: Path) -> None:
    code, said = verified(files | {MANIFEST: files[MANIFEST].replace(b'"claim": 1', b'"claim": 2')}, tmp_path)
    assert code == 1
    assert "manifest.json: innehållet stämmer inte med sitt eget sigill." in said


def test_another_fingerprint_than_the_one_given_is_named(files: Files, tmp_path: Path) -> None:
    assert verified(files, tmp_path, "--manifest", hashlib.sha256(files[MANIFEST]).hexdigest())[0] == 0
    code, said = verified(resealed(files), tmp_path, "--manifest", hashlib.sha256(files[MANIFEST]).hexdigest())
    assert code == 1
    assert "annat fingeravtryck" in said


def test_a_removed_and_an_added_file_are_named(files: Files, tmp_path: Path) -> None:
    removed = "rapporter/alvnas-kommun/2021-10-bo-ang-narvarorapport-v1.pdf"
    rest = {name: data for name, data in files.items() if name != removed}
    code, said = verified(rest | {"rapporter/eget.txt": b"x"}, tmp_path)
    assert code == 1
    assert f"{removed}: filen saknas." in said
    assert "rapporter/eget.txt: filen har lagts till" in said


def _swap(rows: list[Any]) -> None:
    rows[4], rows[5] = rows[5], rows[4]


def _change(rows: list[Any]) -> None:
    rows[4]["verb"] = "networks.nothing.happened"


def _remove(rows: list[Any]) -> None:
    del rows[4]


def _remove_last(rows: list[Any]) -> None:
    rows.pop()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_swap, "på plats 5 står post 6"),
        (_change, "post 5 har ändrats."),
        (_remove, "på plats 5 står post 6; en post saknas"),
        (_remove_last, "manifestet säger att post"),
    ],
)
def test_a_journal_that_was_touched_is_named_even_when_the_manifest_was_mended(
    files: Files, tmp_path: Path, change: Callable[[list[Any]], None], sentence: str
) -> None:
    code, said = verified(resealed(with_rows(files, ENTRIES, change)), tmp_path)
    assert code == 1
    assert sentence in said
    assert "filen har ändrats" not in said


def test_a_changed_payload_is_named(files: Files, tmp_path: Path) -> None:
    def change(rows: list[Any]) -> None:
        rows[0]["payload"] = rows[0]["payload"].replace("Maj", "May").replace("Ana", "Ann").replace("Bo", "Bu")
        rows[0]["payload"] += " "

    code, said = verified(resealed(with_rows(files, PAYLOADS, change)), tmp_path)
    assert code == 1
    assert "Journalen: innehållet i post" in said


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda claim: claim.update(total_ore=claim["total_ore"] + 1), "Ansökan: summan är 7020,01 kr, raderna blir"),
        (lambda claim: claim["lines"].pop(), "raderna blir"),
        (lambda claim: claim["lines"][0].update(value_ore=1), "värdet är inte tiden gånger timpriset"),
        (lambda claim: claim["lines"][0].update(over_cap_minutes=60), "timmarna går inte ihop"),
        (lambda claim: claim["lines"][0].update(confirmed_minutes=480), "stämmer inte med vad personen bekräftade"),
        (lambda claim: claim["lines"][0].update(confirmed_sha256="0" * 64), "ingen bekräftelse av just det"),
    ],
)
def test_a_claim_that_does_not_hold_is_named_even_when_the_manifest_was_mended(
    files: Files, tmp_path: Path, change: Callable[[Any], None], sentence: str
) -> None:
    code, said = verified(resealed(with_claim(files, change)), tmp_path)
    assert code == 1
    assert sentence in said


def test_a_claim_made_smaller_with_its_lines_is_not_the_one_that_was_closed(files: Files, tmp_path: Path) -> None:
    def change(claim: Any) -> None:
        claim["total_ore"] -= claim["lines"].pop()["value_ore"]

    code, said = verified(resealed(with_claim(files, change)), tmp_path)
    assert code == 1
    assert "så stängdes den inte enligt journalen" in said


def test_the_zip_itself_can_be_tried(world: World, tmp_path: Path) -> None:
    pack = made_pack(given.closed_claim(world))
    (tmp_path / "underlag.zip").write_bytes(bytes_of(pack))
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFY), str(tmp_path / "underlag.zip"), "--manifest", pack.manifest_sha256],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
    )
    assert (done.returncode, done.stdout[:12]) == (0, "Allt stämmer"), done.stdout


def test_verify_is_short_and_needs_only_python() -> None:
    text = VERIFY.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


def test_the_same_claim_gives_the_same_bytes(world: World) -> None:
    pack = made_pack(given.closed_claim(world))
    first = bytes_of(pack)
    files = queries.pack_files(EvidencePack.objects.select_related("claim__network").get(pk=pack.pk))
    while exports.set_some(pack, files, seconds=60):
        pass
    assert exports.packed(pack, files) == (first, pack.manifest_sha256)


def test_a_pack_is_made_piece_by_piece(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "AT_A_TIME", -1.0)
    given.closed_claim(world)
    (pack,) = queries.waiting_packs()
    said = jobs.make_pack.call(pack.pk)
    assert said.endswith(" left")
    number = int(said.split()[0])
    assert jobs.make_pack.call(pack.pk) == f"{number - 1} left"


def test_a_pack_is_made_once_and_its_fingerprint_stands_in_the_journal(world: World) -> None:
    pack = made_pack(given.closed_claim(world))
    assert jobs.make_pack.call(pack.pk) == "nothing to do"
    entry = Entry.objects.get(verb="cofinancing.pack.made")
    assert json.loads(journal.payloads([entry.hash])[entry.hash])["manifest_sha256"] == pack.manifest_sha256
    with pytest.raises(Refused):
        actions.finish_pack(pack=pack, data=b"x", manifest_sha256="0" * 64, by=world.lead, at=NOW)


def test_a_pack_that_can_not_be_made_can_be_asked_for_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = given.closed_claim(world)
    (pack,) = queries.waiting_packs()
    host = given.host(world)
    with pytest.raises(Refused):
        actions.ask_for_pack(host=host, claim=claim, by=world.lead, at=NOW)

    def broken(*_words: object, **_more: object) -> int:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(exports, "set_some", broken)
        assert jobs.make_pack.call(pack.pk) == "OSError"
    assert queries.waiting_packs() == []
    again = actions.ask_for_pack(host=host, claim=claim, by=world.lead, at=NOW)
    assert again.seq > pack.seq
    made_pack(claim)


def test_protected_identity_stands_nowhere_in_the_pack(world: World, tmp_path: Path) -> None:
    person = world.members[0]
    Person.objects.filter(pk=person.pk).update(protected_identity=True)
    files = unpacked(bytes_of(made_pack(given.closed_claim(world))))
    for name, data in files.items():
        text = data.decode(errors="replace")
        if name.endswith(".pdf"):
            text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
        assert "Ana" not in text, name
        assert "oberg" not in name
    assert verified(files, tmp_path)[0] == 0
