"""Draws a page from its frozen page object; nothing is asked while drawing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from samverka.core.doors import no_asking


def show(
    request: HttpRequest, template: str, page: object = None, *, status: int = 200, **also: object
) -> HttpResponse:
    """Answer with a page.

    Args:
        request: the request; the roof has hung `layout` (what surrounds every page) on it.
        template: the template's name, `hours/sheet.html`.
        page: what the page shows, as plain values; reached as `page` in the template.
        status: 200, or 422 when a form came back with errors.
        also: further names for the template, chiefly `form`.
    """
    build_layout = getattr(request, "build_layout", None)
    context: dict[str, Any] = {"page": page, "layout": build_layout() if build_layout else None, **also}
    with no_asking():
        return HttpResponse(render_to_string(template, context, request=request), status=status)
