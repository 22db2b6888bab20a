"""Draws a page from its frozen page object; nothing is asked while drawing."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

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


# How long a page for all may be kept before it is asked for anew, in seconds.
KEPT_FOR = 300


def for_all(request: HttpRequest, response: HttpResponse, *, is_signed_in: bool) -> HttpResponse:
    """Let a page that is the same for everyone be kept, and be answered with "not changed" when it is asked for again.

    A page drawn for someone who is signed in, or one that failed, is nobody else's to keep.
    """
    if is_signed_in or response.status_code != HttpResponse.status_code:
        response["Cache-Control"] = "private, no-store"
        return response
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    response["ETag"] = etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response
