"""The dissemination log."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.examples import actions, queries
from samverka.examples.forms import SpreadingForm
from samverka.people.doors import PersonRequest, reads, writes
from samverka.teams import queries as teams


@reads
def spreading(request: PersonRequest, network: str) -> HttpResponse:
    """What has been spread."""
    standing = teams.standing(request.person, network, clock.day(request.at))
    page = queries.spreading_page(standing, sorted_by=request.GET.get("sortera", ""))
    return draw(request, "examples/spreading.html", page)


@reads
def spreading_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The log as a file."""
    standing = teams.standing(request.person, network, clock.day(request.at))
    return csv_download(queries.spreading_table(standing.network))


@reads
def spread_page(request: PersonRequest, network: str) -> HttpResponse:
    """Log something."""
    day = clock.day(request.at)
    standing = teams.standing(request.person, network, day)
    queries.starting_seats(standing)
    form = SpreadingForm(choices=queries.examples_to_name(standing.network), initial={"day": day})
    return draw(request, "examples/spread.html", standing.network, form=form)


@writes
def spread(request: PersonRequest, network: str) -> HttpResponse:
    """Save it."""
    standing = teams.standing(request.person, network, clock.day(request.at))
    seats = queries.starting_seats(standing)
    form = SpreadingForm(request.POST, choices=queries.examples_to_name(standing.network))
    if not form.is_valid():
        return draw(request, "examples/spread.html", standing.network, status=422, form=form)
    values = form.cleaned_data
    actions.log_dissemination(
        network=standing.network,
        participation=None if standing.is_host else seats[0],
        what=values["what"],
        day=values["day"],
        channel=values["channel"],
        audience=values["audience"],
        reached=values["reached"],
        link=values["link"],
        example=queries.example_of(standing.network, values["example"]),
        by=request.person,
        at=request.at,
    )
    return redirect("examples:spreading", network=network)


@writes
def withdraw(request: PersonRequest, network: str, entry: int) -> HttpResponse:
    """Take a wrong line away."""
    found = queries.own_entry(request.person, network, entry, clock.day(request.at))
    actions.withdraw_dissemination(entry=found, by=request.person, at=request.at)
    return redirect("examples:spreading", network=network)
