"""What can be asked about files, signatures and renderings. Who may ask is decided by the package that owns them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from samverka.core.actors import Actor
from samverka.documents.models import Document, Rendering, Signature


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
