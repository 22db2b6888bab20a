"""Files are kept byte for byte, signatures cover the exact text, and what is asked for is made once."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction

from samverka.core.actors import SYSTEM, Machine
from samverka.core.refusals import Refused
from samverka.core.tables import Column, Kind, Row, Table
from samverka.documents import actions, jobs, queries
from samverka.documents.figures import content
from samverka.documents.figures.content import ContentType
from samverka.documents.models import Document, Rendering, Signature
from tests.documents.test_figures import a_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    return tmp_path


def stored_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_byte_for_byte_under_a_random_name(own_folder: Path, now: datetime) -> None:
    data = a_pdf()
    document = actions.store(owner="calls.letter-3", name="../../Avsikt <1>.exe", data=data, by=SYSTEM, at=now)
    (path,) = stored_files(own_folder)
    assert path.read_bytes() == data
    assert "Avsikt" not in str(path)
    assert document.shown_name == "Avsikt 1.pdf"
    assert (document.owner, document.size) == ("calls.letter-3", len(data))
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.added_by_key == "system"


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"%PDF-1.7 broken", b"%PDF-1.7\n<</S /JavaScript >>", b"\xff\xd8\xff" + b"0" * 10_000_001]
)
def test_what_is_not_taken_in_leaves_nothing(own_folder: Path, now: datetime, data: bytes) -> None:
    with pytest.raises(Refused):
        actions.store(owner="x-1", name="a.pdf", data=data, by=SYSTEM, at=now)
    assert not Document.objects.exists()
    assert stored_files(own_folder) == []


def test_a_check_that_hangs_is_a_refusal(monkeypatch: pytest.MonkeyPatch, now: datetime, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(30)")
    monkeypatch.setattr(actions, "_PDF_CHECK", slow)
    monkeypatch.setattr(actions, "PATIENCE_SECONDS", 0.3)
    with pytest.raises(Refused):
        actions.store(owner="x-1", name="a.pdf", data=a_pdf(), by=SYSTEM, at=now)


def test_a_name_gets_the_ending_of_its_content() -> None:
    assert content.shown_name("C:\\brev\\Brev.PDF.exe", ContentType.PDF) == "Brev.PDF.pdf"
    assert content.shown_name(" .. ", ContentType.PNG) == "fil.png"


def test_a_signature_covers_the_exact_text(now: datetime) -> None:
    text = "Jag intygar 13 timmar."
    actions.sign(subject="hours.hoursheet-7", role="participant", signer=SYSTEM, method="approval", text=text, at=now)
    (signature,) = Signature.objects.all()
    assert signature.content_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (signature.text_shown, signature.signer_name, signature.at) == (text, "Samverka", now)
    assert list(queries.signatures_on("hours.hoursheet-7")) == [signature]


def table() -> Table:
    return Table(
        "prov",
        "Prov",
        (Column("name", "Kommun"), Column("m", "Timmar", Kind.MINUTES)),
        (Row(("Älvnäs", 90)),),
        total=Row(("Summa", 90)),
    )


def test_a_list_is_made_once_and_its_values_are_emptied(own_folder: Path, now: datetime) -> None:
    with actions.noticing_renderings() as asked:
        rendering = actions.ask_for_list(owner="networks.network-1", tables=[table()], by=SYSTEM, at=now)
    assert asked == [rendering.pk]
    assert jobs.render.call(rendering.pk) == "made"
    assert jobs.render.call(rendering.pk) == "nothing to do"
    rendering.refresh_from_db()
    assert rendering.values == {}
    assert rendering.document is not None
    assert rendering.document.shown_name == "prov.xlsx"
    assert len(stored_files(own_folder)) == 1


def test_two_workers_at_once_keep_one_file(own_folder: Path, now: datetime) -> None:
    rendering = actions.ask_for_list(owner="networks.network-1", tables=[table()], by=SYSTEM, at=now)
    first, second = Rendering.objects.get(), Rendering.objects.get()
    actions.finish_rendering(rendering=first, data=b"PK one", by=SYSTEM, at=now)
    actions.finish_rendering(rendering=second, data=b"PK two", by=SYSTEM, at=now)
    rendering.refresh_from_db()
    assert Document.objects.count() == 1
    assert [path.read_bytes() for path in stored_files(own_folder)] == [b"PK one"]
    assert second.document == first.document == rendering.document


def test_a_file_that_can_not_be_made_says_so(now: datetime) -> None:
    rendering = actions.ask_for_rendering(kind="pdf", owner="x-1", name="a", values={"title": 1}, by=SYSTEM, at=now)
    assert jobs.render.call(rendering.pk) == "TypstError"
    rendering.refresh_from_db()
    assert queries.rendering_page(rendering).has_failed
    assert rendering.fault == "TypstError"


def test_asking_outside_a_door_is_allowed_and_notices_nothing(now: datetime) -> None:
    with transaction.atomic():
        rendering = actions.ask_for_list(owner="x-1", tables=[table()], by=Machine("person-1", "Maj"), at=now)
    assert rendering.asked_for_by_key == "person-1"


def test_no_file_is_made_of_no_list(now) -> None:
    with pytest.raises(Refused, match="inget att ta ut"):
        actions.ask_for_list(owner="networks.network-1", tables=[], by=SYSTEM, at=now)
    assert not Rendering.objects.exists()
