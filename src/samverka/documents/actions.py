"""The only room of documents that writes. The act that a file belongs to is recorded by the owner's package."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone, translation

from samverka.core.actors import Actor
from samverka.core.downloads import safe_name
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST
from samverka.core.tables import Table
from samverka.documents import queries, rules
from samverka.documents.figures import certificates, content
from samverka.documents.figures.content import ContentType
from samverka.documents.figures.lists import table_as_values
from samverka.documents.models import Document, Rendering, Signature, Undersigned

_PDF_CHECK = Path(__file__).parent / "figures" / "pdf.py"
_PICTURE_MAKER = Path(__file__).parent / "figures" / "picture.py"
# Real time; the program itself stops at eight seconds of work.
PATIENCE_SECONDS = 15
# Two sign each paper.
SIGNATURES = 2
# What has been asked for in the request under way, so that its door can have it made at once.
_asked_for: ContextVar[list[int] | None] = ContextVar("renderings_asked_for", default=None)


def _label(row: models.Model | str) -> str:
    return row if isinstance(row, str) else f"{row._meta.label_lower}-{row.pk}"


@transaction.atomic
def store(*, owner: models.Model | str, name: str, data: bytes, by: Actor, at: datetime) -> Document:
    """Keep a file that someone has sent in, byte for byte, under a name that nobody can guess.

    Args:
        owner: what it belongs to; that package decides who may fetch it.
        name: the name it had; shown, never used as a path and never believed.
        data: the whole file.
        by: who sent it.
        at: when.

    Raises:
        Refused: when the file is not of a kind that is taken in, is too large, or holds what may act by itself.
    """
    kind = content.content_type(data)
    rules.may_store(content_type=kind, size=len(data)).or_refuse()
    if kind is ContentType.PDF:
        rules.is_safe_pdf(_pdf_fault(data)).or_refuse()
    return _keep(owner=_label(owner), name=name, data=data, kind=kind or ContentType.PDF, by=by, at=at)


@transaction.atomic
def store_picture(
    *, owner: models.Model | str, name: str, data: bytes, by: Actor, at: datetime
) -> tuple[Document, tuple[int, int]]:
    """Keep a picture that will be shown: made anew, so that nothing but the picture comes along; and its size.

    Args:
        owner: what it belongs to; that package decides who may see it.
        name: the name it had; shown, never used as a path and never believed.
        data: the whole file.
        by: who sent it.
        at: when.

    Raises:
        Refused: when the file is no picture that can be read, or is too large.
    """
    kind = content.content_type(data)
    rules.may_store(content_type=kind, size=len(data)).or_refuse()
    made = _picture_anew(data) if kind in {ContentType.PNG, ContentType.JPEG} else b""
    rules.is_picture(is_made=bool(made)).or_refuse()
    head, _line, fresh = made.partition(b"\n")
    word, width, height = head.decode("ascii").split()
    kind = ContentType.PNG if word == "png" else ContentType.JPEG
    document = _keep(owner=_label(owner), name=name, data=fresh, kind=kind, by=by, at=at)
    return document, (int(width), int(height))


def _picture_anew(data: bytes) -> bytes:
    """Let a program of its own decode the picture, as with PDFs; empty when it could not."""
    try:
        made = subprocess.run(  # noqa: S603 - our own program and no words from outside
            [sys.executable, "-I", str(_PICTURE_MAKER)],
            input=data,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        return b""
    return made.stdout if made.returncode == 0 and b"\n" in made.stdout[:40] else b""


@transaction.atomic
def keep_made(
    *, owner: models.Model | str, name: str, data: bytes, kind: ContentType, by: Actor, at: datetime
) -> Document:
    """Keep a file that the system itself has made, which needs no looking through.

    Args:
        owner: what it belongs to; that package decides who may fetch it.
        name: as shown, without ending.
        data: the whole file.
        kind: what it is.
        by: who made it.
        at: when.
    """
    return _keep(owner=_label(owner), name=f"{name}.", data=data, kind=kind, by=by, at=at)


def _keep(*, owner: str, name: str, data: bytes, kind: ContentType, by: Actor, at: datetime) -> Document:
    document = Document(
        owner=owner,
        shown_name=content.shown_name(name, kind),
        content_type=kind.value,
        size=len(data),
        sha256=content.digest(data),
        added_at=at,
        added_by_key=by.actor_key,
    )
    random_name = token_hex(20)
    document.file.save(f"{random_name[:2]}/{random_name}", ContentFile(data), save=False)
    document.save()
    return document


def _pdf_fault(data: bytes) -> str:
    """Let a program of its own look through the file, so that a hostile one can harm nothing but that program."""
    try:
        # No environment and no site of ours: the program needs nothing but the parser.
        looked = subprocess.run(  # noqa: S603 - our own program and no words from outside
            [sys.executable, "-I", str(_PDF_CHECK)],
            input=data,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        return "broken"
    return looked.stdout.decode("ascii", "replace") if looked.returncode == 0 else "broken"


@transaction.atomic
def sign(  # noqa: D417 - `signer`, `method` and `at` say themselves
    *, subject: models.Model | str, role: str, signer: Actor, method: str, text: str, at: datetime
) -> Signature:
    """Someone vouches for the exact text shown, in a capacity.

    Args:
        subject: what is signed.
        role: the capacity, `chief_executive`, `participant`, `coordinator`.
        text: what stood on the page; its hash is what the signature covers.
    """
    return Signature.objects.create(
        subject=_label(subject),
        role=role,
        signer_key=signer.actor_key,
        signer_name=signer.actor_name,
        method=method,
        at=at,
        content_sha256=content.digest(text.encode()),
        text_shown=text,
    )


@transaction.atomic
def count_signature(*, paper: Undersigned, at: datetime) -> bool:
    """Count one more signature on a paper; whether it is complete with it.

    The counter's row is the lock: of two in the same second, the later one completes.

    Raises:
        Refused: when it was complete before.
    """
    rows = type(paper)._base_manager.filter(pk=paper.pk, completed_at__isnull=True)
    if not rows.filter(signature_count__lt=SIGNATURES).update(signature_count=models.F("signature_count") + 1):
        raise Refused(SOMEONE_WAS_FIRST)
    completed = rows.filter(signature_count=SIGNATURES).update(completed_at=at)
    paper.refresh_from_db(fields=["signature_count", "completed_at"])
    return bool(completed)


@transaction.atomic
def discount_signature(*, paper: Undersigned) -> None:
    """Let one signature no longer count; it, and the journal, keep that it was given.

    Raises:
        Refused: when the paper is complete, or nobody has signed it.
    """
    rows = type(paper)._base_manager.filter(pk=paper.pk, completed_at__isnull=True, signature_count__gt=0)
    if not rows.update(signature_count=models.F("signature_count") - 1):
        raise Refused(SOMEONE_WAS_FIRST)


@transaction.atomic
def keep_issued(*, paper: Undersigned, text_sha256: str, name: str, data: bytes, by: Actor, at: datetime) -> bool:
    """Keep the PDF made of a paper's text; false when the text is another by now, or another run came first."""
    document = keep_made(owner=paper, name=name, data=data, kind=ContentType.PDF, by=by, at=at)
    kept = (
        type(paper)
        ._base_manager.filter(pk=paper.pk, text_sha256=text_sha256, issued_file__isnull=True)
        .update(issued_file=document)
    )
    if not kept:
        remove(document=document)
    return bool(kept)


def remove(*, document: Document) -> None:
    """Take away a file that nothing points to."""
    file = document.file
    document.delete()
    transaction.on_commit(lambda: file.delete(save=False))


@transaction.atomic
def clear_old_renderings(*, before: datetime) -> int:
    """Take away files that were made on demand long ago, with what asked for them; whoever wants one asks again.

    A file that something else points to stays, as the PDF of a decision does.
    """
    cleared = 0
    for rendering in queries.old_renderings(before):
        made = rendering.document
        try:
            with transaction.atomic():
                rendering.delete()
                if made is not None:
                    remove(document=made)
        except models.ProtectedError:
            continue
        cleared += 1
    return cleared


def clear_orphans(*, before: datetime) -> int:
    """Take away stored files that no row knows: what was written in a transaction that did not come through.

    Args:
        before: real time; younger files may belong to a transaction under way.
    """
    known = queries.known_files()
    cleared = 0
    for name in queries.stored_files(before):
        if name not in known:
            default_storage.delete(name)
            cleared += 1
    return cleared


def seal() -> tuple[bytes, bytes]:
    """The installation's own key and certificate (PEM), made the first time they are needed.

    They lie beside the database, not in it, so that a copy of the database can seal nothing.
    """
    folder = Path(settings.SEAL_DIR)
    both = folder / "seal.pem"
    if not both.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = folder / f"{token_hex(8)}.new"
        made.touch(mode=0o600)
        made.write_bytes(certificates.new_seal(place=settings.BASE_URL, at=timezone.now()))
        try:
            # Of two who make it at the same instant, one is first, and both then read that one.
            both.hardlink_to(made)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return certificates.parted(both.read_bytes())


@contextmanager
def noticing_renderings() -> Iterator[list[int]]:
    """Collect what is asked for inside, so that a door can set the worker to it."""
    asked: list[int] = []
    token = _asked_for.set(asked)
    try:
        yield asked
    finally:
        _asked_for.reset(token)


@transaction.atomic
def ask_for_rendering(
    *,
    kind: str,
    owner: models.Model | str,
    name: str,
    values: Mapping[str, object],
    by: Actor,
    at: datetime,
    template: str = "",
    may_go: bool = False,
) -> Rendering:
    """Ask the worker for a spreadsheet or a PDF of plain values; the one who asks waits at its address.

    Args:
        kind: `xlsx` or `pdf`.
        owner: what it is made of.
        name: the file's name as shown, without ending.
        values: all that stands in it, as JSON; text in the language it is to be in. See `exports`.
        by: who asks; nobody else may fetch it.
        at: when; it stands as the file's own time, so the same values give the same bytes.
        template: for a PDF, which of `typst/`; empty for the general one.
        may_go: taken away after a time; not for what is somebody's evidence.
    """
    rendering = Rendering.objects.create(
        kind=kind,
        owner=_label(owner),
        template=template,
        shown_name=name[:190],
        may_go=may_go,
        values=json.loads(json.dumps({"language": translation.get_language() or "sv"} | dict(values))),
        asked_for_at=at,
        asked_for_by_key=by.actor_key,
    )
    asked = _asked_for.get()
    if asked is not None:
        asked.append(rendering.pk)
    return rendering


def ask_for_list(
    *,
    owner: models.Model | str,
    tables: Sequence[Table],
    by: Actor,
    at: datetime,
    kind: str = "xlsx",
    title: str = "",
    about: str = "",
    lead: str = "",
    registry_number: str = "",
) -> Rendering:
    """Ask for a list just as the page shows it; several tables become several sheets, or follow each other in a PDF.

    Args:
        owner: what the list is about, usually the network.
        tables: the page's own tables.
        by: who asks.
        at: when.
        kind: `xlsx` or `pdf`.
        title: of the whole; the first table's when empty.
        about: the network's name, under the title.
        lead: the page's first sentence.
        registry_number: stands on every page of a PDF.

    Raises:
        Refused: when there is no list.
    """
    rules.may_take_out(lists=len(tables)).or_refuse()
    title = title or str(tables[0].title)
    return ask_for_rendering(
        kind=kind,
        owner=owner,
        name=safe_name(tables[0].name if len(tables) == 1 else title),
        values={
            "title": title,
            "about": about,
            "lead": lead,
            "registry_number": registry_number,
            "tables": [table_as_values(table) for table in tables],
        },
        by=by,
        at=at,
        may_go=True,
    )


@transaction.atomic
def finish_rendering(*, rendering: Rendering, data: bytes, by: Actor, at: datetime) -> Rendering:
    """Keep what the worker made and empty the values, which the file now holds. A second run changes nothing."""
    kind = ContentType.XLSX if rendering.kind == "xlsx" else ContentType.PDF
    document = _keep(owner=rendering.owner, name=rendering.shown_name + ".", data=data, kind=kind, by=by, at=at)
    changed = Rendering.objects.filter(pk=rendering.pk, document__isnull=True).update(
        document=document, fault="", values={}
    )
    if not changed:
        # Another run of the same job came first.
        document.file.delete(save=False)
        document.delete()
    rendering.refresh_from_db()
    return rendering


def note_fault(*, rendering: Rendering, fault: str) -> None:
    """Write down that a file could not be made, so that the one who waits is told."""
    Rendering.objects.filter(pk=rendering.pk, document__isnull=True).update(fault=fault[:300])
