"""What can be asked about files, signatures and renderings. Who may ask is decided by the package that owns them."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from samverka.core.actors import Actor
from samverka.documents.models import Document, Rendering, Signature

_JUDGE = Path(__file__).parent / "figures" / "signed.py"
# Real time; the program itself stops at twenty seconds of work.
PATIENCE_SECONDS = 60
NO_ANSWER: dict[str, Any] = {"fault": "broken", "detail": "no answer", "signatures": []}


def judged(
    *, file: Document, issued: Document, number: str, issuers: Iterable[str], time_issuers: Iterable[str], at: datetime
) -> dict[str, Any]:
    """What stands in a signed PDF; found by a program of its own, so that a hostile file harms nothing but that.

    Args:
        file: what came in.
        issued: the PDF that was issued to be signed.
        number: the paper's number, which stands on each page.
        issuers: certificates (PEM) that are trusted to vouch for persons.
        time_issuers: certificates (PEM) that are trusted to vouch for time.
        at: when it came in.
    """
    question = {
        "data": base64.b64encode(content_of(file)).decode(),
        "issued": base64.b64encode(content_of(issued)).decode(),
        "number": number,
        "issuers": list(issuers),
        "time_issuers": list(time_issuers),
        "at": at.isoformat(),
    }
    try:
        answered = subprocess.run(  # noqa: S603 - our own program and no words from outside
            [sys.executable, "-I", str(_JUDGE)],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            env={},
        )
        found: dict[str, Any] = json.loads(answered.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return NO_ANSWER
    return found


def content_of(document: Document) -> bytes:
    """The whole file, byte for byte."""
    with document.file.open("rb") as stored:
        return bytes(stored.read())


def one_document(document_id: int) -> Document:
    """The file with this number.

    Raises:
        Http404: when there is none.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise Http404
    return document


def documents_of(owner: str) -> QuerySet[Document]:
    """The files of an owner, `calls.letter-17`, in the order they came."""
    return Document.objects.filter(owner=owner).order_by("added_at", "pk")


def signatures_on(subject: str) -> QuerySet[Signature]:
    """The signatures on a subject, in the order they were given."""
    return Signature.objects.filter(subject=subject).order_by("at", "pk")


def old_renderings(before: datetime) -> QuerySet[Rendering]:
    """What was asked for before an instant and has been made, or could not be."""
    return (
        Rendering.objects.filter(may_go=True, asked_for_at__lt=before)
        .exclude(document__isnull=True, fault="")
        .select_related("document")
        .order_by("pk")
    )


def known_files() -> frozenset[str]:
    """The names of all files that a row knows."""
    return frozenset(Document.objects.values_list("file", flat=True))


def stored_files(before: datetime) -> Iterator[str]:
    """The names of all files in the store that were written before an instant of real time."""
    if not default_storage.exists(""):
        return
    folders, _files = default_storage.listdir("")
    for folder in folders:
        for name in default_storage.listdir(folder)[1]:
            path = f"{folder}/{name}"
            if default_storage.get_modified_time(path) < before:
                yield path


def own_rendering(by: Actor, rendering_id: int) -> Rendering:
    """What this person has asked for.

    Raises:
        Http404: when there is none, or somebody else asked for it.
    """
    rendering = (
        Rendering.objects.select_related("document").filter(pk=rendering_id, asked_for_by_key=by.actor_key).first()
    )
    if rendering is None:
        raise Http404
    return rendering


def ready_document(by: Actor, rendering_id: int) -> Document:
    """The file that this person asked for and that is there by now.

    Raises:
        Http404: when somebody else asked for it, or it is not ready.
    """
    document = own_rendering(by, rendering_id).document
    if document is None:
        raise Http404
    return document


def waiting_address(rendering: Rendering) -> str:
    """Where the one who asked waits for the file and gets it."""
    return reverse("rendering", args=[rendering.pk])


@dataclass(frozen=True, slots=True)
class RenderingPage:
    """The page where one waits for a file."""

    name: str
    is_spreadsheet: bool
    is_ready: bool
    has_failed: bool
    size: int
    download_href: str


def rendering_page(rendering: Rendering) -> RenderingPage:
    """What the waiting page shows."""
    return RenderingPage(
        name=rendering.shown_name,
        is_spreadsheet=rendering.kind == "xlsx",
        is_ready=rendering.document is not None,
        has_failed=bool(rendering.fault),
        size=rendering.document.size if rendering.document else 0,
        download_href=reverse("rendering_file", args=[rendering.pk]),
    )
