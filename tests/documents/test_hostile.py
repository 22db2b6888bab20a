"""Files that mean harm: each is refused with a sentence, or lies there as inert bytes, exactly as it came."""

import io
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from samverka.core.actors import SYSTEM
from samverka.core.refusals import Refused
from samverka.core.tables import Column, Table
from samverka.documents import actions, exports
from samverka.documents.models import Document, Rendering
from samverka.documents.queries import content_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    folder: Path = tmp_path / "files"
    settings.MEDIA_ROOT = folder
    return folder


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _pdf: None, **save: Any) -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        change(made)
        target = io.BytesIO()
        made.save(target, **save)
        return target.getvalue()


def action(**values: Any) -> Callable[[pikepdf.Pdf], None]:
    def put(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = made.make_indirect(pikepdf.Dictionary(**values))

    return put


def with_note(**values: Any) -> Callable[[pikepdf.Pdf], None]:
    def put(made: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=pikepdf.Dictionary(**values)
        )
        made.pages[0].Annots = made.make_indirect(pikepdf.Array([made.make_indirect(note)]))

    return put


def attached(made: pikepdf.Pdf) -> None:
    made.attachments["faktura.exe"] = b"MZ"


def form_of_xml(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=made.make_stream(b"<xdp/>"))


def bomb_stream(made: pikepdf.Pdf) -> None:
    # Two hundred megabytes of nothing in two hundred kilobytes, as a page's content.
    packed = zlib.compress(bytes(200_000_000), 9)
    made.pages[0].Contents = pikepdf.Stream(made, packed, Filter=pikepdf.Name.FlateDecode)


def deep_tree(made: pikepdf.Pdf) -> None:
    inner = pikepdf.Dictionary()
    for _level in range(400):
        inner = pikepdf.Dictionary(Deeper=inner)
    made.Root.Deep = inner


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def workbook(**more: bytes) -> bytes:
    plain = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    return zipped(**(plain | more))


def broken_table() -> bytes:
    data = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    place = data.rindex(b"startxref")
    return data[:place] + b"startxref\n99999999\n%%EOF\n"


def endless_table() -> bytes:
    data = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    place = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    return data.replace(b"trailer << ", b"trailer << /Prev %d " % place)


SCRIPT = b"<script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><b>&j;</b>"
)
PNG = b"\x89PNG\r\n\x1a\n"
FLAT_BOMB = zipped(**{"a.bin": bytes(50_000_000)})

# What is refused, with a word of the sentence.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "huge": (lambda: PNG + bytes(10_000_001), "larger than 10 MB"),
    "page with a script": (lambda: b"<html>" + SCRIPT, "Only PDF"),
    "picture with a script": (lambda: SVG, "Only PDF"),
    "entity bomb": (lambda: ENTITIES, "Only PDF"),
    "program": (lambda: b"MZ\x90\x00" + bytes(200), "Only PDF"),
    "shell script": (lambda: b"#!/bin/sh\nrm -rf /\n", "Only PDF"),
    "zip bomb": (lambda: FLAT_BOMB, "Only PDF"),
    "zip in zip": (lambda: zipped(**{"a.zip": FLAT_BOMB}), "Only PDF"),
    "zip that climbs": (lambda: zipped(**{"../../etc/passwd": b"x"}), "Only PDF"),
    "workbook that is a bomb": (lambda: workbook(**{"xl/a.xml": bytes(150_000_000)}), "Only PDF"),
    "workbook with macros": (lambda: workbook(**{"xl/vbaProject.bin": b"x"}), "Only PDF"),
    "workbook cut short": (lambda: workbook()[:60], "Only PDF"),
    "page before a PDF": (lambda: b"<html>" + pdf(), "Only PDF"),
    "PDF with a script": (lambda: pdf(action(S=pikepdf.Name.JavaScript, JS="app.alert(1)")), "runs by itself"),
    "PDF that starts a program": (lambda: pdf(action(S=pikepdf.Name.Launch, F="cmd.exe")), "runs by itself"),
    "PDF that sends a form": (lambda: pdf(with_note(S=pikepdf.Name.SubmitForm, F="http://x")), "runs by itself"),
    "PDF that opens another": (lambda: pdf(with_note(S=pikepdf.Name.GoToE, F="a.pdf")), "runs by itself"),
    "PDF with a form of XML": (lambda: pdf(form_of_xml), "runs by itself"),
    "PDF with a file": (lambda: pdf(attached), "other files inside"),
    "PDF with a password": (lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "password"),
    "PDF with an empty password": (lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="")), "password"),
    "PDF without an end": (lambda: b"%PDF-1.7\n1 0 obj\n<<", "can not be read"),
    "PDF of noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "can not be read"),
    "script under another spelling": (
        lambda: pdf().replace(b"%%EOF", b"9 0 obj <</S /Java#53cript /JS (x)>> endobj\n%%EOF"),
        "runs by itself",
    ),
}
# What may be stored: it does nothing unless somebody draws it, and nobody here does.
INERT: dict[str, Callable[[], bytes]] = {
    "PDF whose page unpacks to a bomb": lambda: pdf(bomb_stream),
    "PDF that is deep": lambda: pdf(deep_tree),
    "PDF with a broken table": broken_table,
    "PDF whose table leads to itself": endless_table,
    "picture with a page after it": lambda: PNG + bytes(60) + b"<html>" + SCRIPT,
    "picture with a zip after it": lambda: b"\xff\xd8\xff\xe0" + bytes(60) + zipped(**{"a.txt": b"a"}),
    "picture that is a PDF too": lambda: PNG + bytes(60) + pdf(),
    "workbook with entities": lambda: workbook(**{"xl/worksheets/sheet1.xml": ENTITIES}),
}
SOON = 25


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_and_nothing_is_left(name: str, store: Path, now) -> None:
    make, said = REFUSED[name]
    data, began = make(), time.monotonic()
    with override("en"), pytest.raises(Refused, match=said):
        actions.store(owner="x-1", name="brev.pdf", data=data, by=SYSTEM, at=now)
    assert time.monotonic() - began < SOON
    assert not Document.objects.exists()
    assert not store.exists() or not list(store.rglob("*.*"))


@pytest.mark.parametrize("name", INERT)
def test_it_lies_there_byte_for_byte_or_is_refused(name: str, now) -> None:
    data = INERT[name]()
    try:
        document = actions.store(owner="x-1", name="..\\..\\<b>brev</b>.html", data=data, by=SYSTEM, at=now)
    except Refused:
        assert not Document.objects.exists()
        return
    assert content_of(document) == data
    answer = exports.download(document)
    assert answer.content == data
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] in {"application/pdf", "image/png", "image/jpeg"} or "spreadsheet" in str(
        answer["Content-Type"]
    )
    assert not {"/", "\\", "<"} & set(document.shown_name)
    assert "html" not in document.shown_name


def test_the_set_is_large_enough() -> None:
    assert len(REFUSED) >= 25


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\a\\b.pdf", "a\x00b.pdf", "." * 300, "brev.pdf.exe", "\u202efdp.exe"]
)
def test_a_name_is_shown_and_never_a_path(name: str, store: Path, now) -> None:
    document = actions.store(owner="x-1", name=name, data=pdf(), by=SYSTEM, at=now)
    assert document.shown_name.endswith(".pdf")
    assert Path(document.file.path).resolve().is_relative_to(store.resolve())
    assert not {"/", "\\", "\x00", "\u202e"} & set(document.shown_name)


# --- What is left behind ---


@pytest.mark.django_db(transaction=False)
def test_what_a_broken_off_transaction_wrote_is_cleared(store: Path, now) -> None:
    kept = actions.store(owner="x-1", name="a.pdf", data=pdf(), by=SYSTEM, at=now)
    with transaction.atomic():
        actions.store(owner="x-2", name="b.pdf", data=pdf(), by=SYSTEM, at=now)
        transaction.set_rollback(True)
    files = [path for path in store.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert actions.clear_orphans(before=timezone.now() - timedelta(hours=1)) == 0
    assert actions.clear_orphans(before=timezone.now() + timedelta(seconds=2)) == 1
    assert [path for path in store.rglob("*") if path.is_file()] == [Path(kept.file.path)]


def test_lists_taken_out_long_ago_go_and_evidence_stays(store: Path, now, django_capture_on_commit_callbacks) -> None:
    table = Table(name="lista", title="Lista", columns=(Column("a", "A"),), rows=())
    old = actions.ask_for_list(owner="x-1", tables=[table], by=SYSTEM, at=now - timedelta(days=40))
    actions.finish_rendering(rendering=old, data=b"PK", by=SYSTEM, at=now)
    evidence = actions.ask_for_rendering(
        kind="pdf", owner="x-2", name="beslut", values={}, by=SYSTEM, at=now - timedelta(days=40)
    )
    actions.finish_rendering(rendering=evidence, data=b"%PDF-1.7", by=SYSTEM, at=now)
    young = actions.ask_for_list(owner="x-1", tables=[table], by=SYSTEM, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.clear_old_renderings(before=now - timedelta(days=30)) == 1
    assert set(Rendering.objects.values_list("pk", flat=True)) == {evidence.pk, young.pk}
    assert Document.objects.count() == 1
    assert len([path for path in store.rglob("*") if path.is_file()]) == 1
