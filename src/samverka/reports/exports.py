"""The public pages for machines."""

from datetime import date
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse


def sitemap(addresses: list[tuple[str, date | None]]) -> HttpResponse:
    """The addresses as sitemaps.org describes them."""
    rows = "".join(
        f"<url><loc>{escape(settings.BASE_URL + address)}</loc>"
        + (f"<lastmod>{day.isoformat()}</lastmod>" if day else "")
        + "</url>"
        for address, day in addresses
    )
    return HttpResponse(
        f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}'
        "</urlset>\n",
        content_type="application/xml; charset=utf-8",
    )


def robots() -> HttpResponse:
    """Public pages may be fetched; what lies behind a sign-in or a personal link need not be tried."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/natverk/", "/logga-in/", "/exempel-godkannande/", "/underskrift/")),
        f"Sitemap: {settings.BASE_URL}{reverse('reports:sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
