"""Pages of the roof."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from samverka.core.pages import show
from samverka.people.doors import VisitorRequest, reads


@reads(public=True)
def front(request: VisitorRequest) -> HttpResponse:
    """What the network is, and the open calls."""
    return show(request, "web/front.html")


@reads(public=True)
def accessibility(request: VisitorRequest) -> HttpResponse:
    """How far the service can be used by everyone, what can not, and where to tell."""
    return show(request, "web/accessibility.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature for this view
    """What was sent could not be read."""
    return show(request, "web/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature for this view
    """It is there, but not for this person."""
    return show(request, "web/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature for this view
    """It is not there, or not for this person to know of."""
    return show(request, "web/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature for this view
    """The fault is ours. Nothing is asked here: the database may be what is broken."""
    return HttpResponse(render_to_string("web/errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature for this view
    """A form came back without its key: the sign-in has ended, or cookies are off."""
    return show(request, "core/csrf.html", status=403)
