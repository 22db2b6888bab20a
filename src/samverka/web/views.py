"""Pages of the roof."""

from django.http import HttpRequest, HttpResponse

from samverka.core.pages import show
from samverka.people.doors import VisitorRequest, reads


@reads(public=True)
def front(request: VisitorRequest) -> HttpResponse:
    """What the network is, and the open calls."""
    return show(request, "web/front.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature for this view
    """A form came back without its key: the sign-in has ended, or cookies are off."""
    return show(request, "core/csrf.html", status=403)
