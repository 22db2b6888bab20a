"""Published examples for machines: the feed and the structured data."""

import json
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.examples.models import ExampleEdition


def atom(editions: list[ExampleEdition], *, at: datetime) -> HttpResponse:
    """The newest examples as an Atom feed (RFC 4287); escaped text, no HTML from anyone."""
    home = settings.BASE_URL + reverse("examples:list")
    own = settings.BASE_URL + reverse("examples:feed")
    newest = max((edition.published_at for edition in editions), default=at)
    entries = "".join(_entry(edition) for edition in editions)
    return HttpResponse(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(_('Learning examples'))}</title><id>{escape(home)}</id>"
        f'<link href={quoteattr(home)}/><link rel="self" href={quoteattr(own)}/>'
        f"<updated>{newest.isoformat()}</updated>{entries}</feed>\n",
        content_type="application/atom+xml; charset=utf-8",
    )


def _entry(edition: ExampleEdition) -> str:
    address = settings.BASE_URL + reverse("examples:show", args=[edition.example.slug])
    return (
        f"<entry><title>{escape(edition.title)}</title><id>{escape(address)}</id><link href={quoteattr(address)}/>"
        f"<updated>{edition.published_at.isoformat()}</updated>"
        f"<author><name>{escape(str(edition.content['organisation']))}</name></author>"
        f"<summary>{escape(edition.ingress)}</summary></entry>"
    )


def json_ld(values: dict[str, object]) -> HttpResponse:
    """Structured data as a file of its own, which no policy for scripts concerns."""
    return HttpResponse(json.dumps(values, ensure_ascii=False, indent=1), content_type="application/ld+json")
