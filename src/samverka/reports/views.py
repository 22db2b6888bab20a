"""Pages that look at every floor."""

from django.http import HttpResponse

from samverka.core.pages import for_all
from samverka.core.pages import show as draw
from samverka.people.doors import PersonRequest, VisitorRequest, reads
from samverka.reports import exports, queries


@reads
def network(request: PersonRequest, network: str) -> HttpResponse:
    """The network's front, for the host's staff and the teams."""
    return draw(request, "reports/network.html", queries.network_page(request.person, network, request.at))


@reads
def politicians(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Where a municipality stands, on one page to print."""
    page = queries.politicians_page(request.person, network, participation, request.at)
    return draw(request, "reports/politicians.html", page)


@reads
def commitments(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """What both sides have promised for a seat, and how it stands."""
    page = queries.commitments_page(request.person, network, participation, request.at)
    return draw(request, "reports/commitments.html", page)


@reads(public=True)
def knowledge(request: VisitorRequest) -> HttpResponse:
    """The public door to what the networks have learned."""
    answer = draw(request, "reports/knowledge.html", queries.knowledge_page())
    return for_all(request, answer, is_signed_in=request.person is not None)


@reads(public=True)
def sitemap(request: VisitorRequest) -> HttpResponse:
    """The public pages, for search engines."""
    return for_all(request, exports.sitemap(queries.public_addresses()), is_signed_in=False)


@reads(public=True)
def robots(request: VisitorRequest) -> HttpResponse:
    """What search engines may fetch."""
    return for_all(request, exports.robots(), is_signed_in=False)
