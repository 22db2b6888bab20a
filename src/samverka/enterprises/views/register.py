"""The register of social enterprises, for anyone."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.documents import queries as documents
from samverka.enterprises import actions, exports, queries
from samverka.enterprises.forms import asked_from
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes


@reads(public=True)
def register(request: VisitorRequest) -> HttpResponse:
    """The list, searched by what is in the address."""
    day = clock.day(request.at)
    who = queries.viewer(request.person, day)
    page = queries.register_page(asked_from(request.GET), who, day, query=request.GET.urlencode())
    return draw(request, "enterprises/register.html", page)


@reads(public=True)
def register_csv(request: VisitorRequest) -> HttpResponse:
    """The same list as a file."""
    day = clock.day(request.at)
    return csv_download(queries.register_table(asked_from(request.GET), queries.NOBODY, day))


@reads(public=True)
def register_json(request: VisitorRequest) -> HttpResponse:
    """The same list for other systems."""
    day = clock.day(request.at)
    table = queries.register_table(asked_from(request.GET), queries.NOBODY, day)
    return JsonResponse(exports.as_json(table), json_dumps_params={"ensure_ascii": False, "indent": 1})


@writes
def register_xlsx(request: PersonRequest) -> HttpResponse:
    """The same list as a spreadsheet."""
    day = clock.day(request.at)
    table = queries.register_table(asked_from(request.GET), queries.NOBODY, day)
    rendering = actions.take_out_list(owner="enterprises", tables=[table], by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@reads(public=True)
def register_map(request: VisitorRequest) -> HttpResponse:
    """Where they are."""
    who = queries.viewer(request.person, clock.day(request.at))
    asked = asked_from(request.GET)
    return draw(
        request, "enterprises/map.html", queries.map_page(asked, who), asked=asked, query=request.GET.urlencode()
    )


@reads(public=True)
def show(request: VisitorRequest, enterprise: int) -> HttpResponse:
    """One enterprise."""
    day = clock.day(request.at)
    who = queries.viewer(request.person, day)
    row = queries.one_entry(who, enterprise)
    if row.merged_into_id:
        return redirect("enterprises:entry", enterprise=row.merged_into_id)
    return draw(request, "enterprises/entry.html", queries.entry_page(who, row, day))


@reads
def counts(request: PersonRequest, network: str) -> HttpResponse:
    """How many enterprises each municipality of a network knows of."""
    day = clock.day(request.at)
    seen = queries.counted_network(request.person, network, day)
    page = queries.counts_page(seen, day, sorted_by=request.GET.get("sortera", ""))
    return draw(request, "enterprises/counts.html", page)


@reads
def counts_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The same as a file."""
    day = clock.day(request.at)
    return csv_download(queries.counts_page(queries.counted_network(request.person, network, day), day).table)
