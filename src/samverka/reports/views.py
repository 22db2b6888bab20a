"""Pages that look at every floor."""

from django.http import HttpResponse

from samverka.core.pages import show as draw
from samverka.people.doors import PersonRequest, reads
from samverka.reports import queries


@reads
def network(request: PersonRequest, network: str) -> HttpResponse:
    """The network's front, for the host's staff and the teams."""
    return draw(request, "reports/network.html", queries.network_page(request.person, network, request.at))
