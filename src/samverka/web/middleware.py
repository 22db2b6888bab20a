"""What surrounds every request: the layout's facts, and the one place where a refusal becomes a page."""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse

from samverka.core.pages import show
from samverka.core.refusals import Refused
from samverka.web import queries


class SurroundingsMiddleware:
    """Hangs `build_layout` on the request and answers a `Refused` with its reason, status 409."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        request.build_layout = cache(lambda: queries.layout(request))  # type: ignore[attr-defined]  # read by core.pages.show
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into a plain page; anything else is a bug and stays one."""
        if isinstance(exception, Refused):
            return show(request, "core/refused.html", str(exception), status=409)
        return None
