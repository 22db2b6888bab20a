"""What municipalities show to everyone of their collaborations."""

from django.http import HttpResponse, JsonResponse

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.enterprises import exports, queries
from samverka.people.doors import VisitorRequest, reads


@reads(public=True)
def index(request: VisitorRequest) -> HttpResponse:
    """All that is public."""
    page = queries.public_page(clock.day(request.at), sorted_by=request.GET.get("sortera", ""))
    return draw(request, "enterprises/public.html", page)


@reads(public=True)
def index_csv(request: VisitorRequest) -> HttpResponse:
    """The same as a file."""
    return csv_download(queries.public_page(clock.day(request.at)).table)


@reads(public=True)
def index_json(request: VisitorRequest) -> HttpResponse:
    """The same for other systems."""
    table = queries.public_page(clock.day(request.at)).table
    return JsonResponse(exports.as_json(table), json_dumps_params={"ensure_ascii": False})


@reads(public=True)
def index_ocds(request: VisitorRequest) -> HttpResponse:
    """The public procurements by the Open Contracting Data Standard."""
    package = exports.ocds_package(
        queries.public_export_rows(clock.day(request.at)),
        at=request.at,
        uri=request.build_absolute_uri(),
        prefix=exports.ocid_prefix(),
    )
    return JsonResponse(package, json_dumps_params={"ensure_ascii": False})


@reads(public=True)
def show(request: VisitorRequest, collaboration: int) -> HttpResponse:
    """One of them."""
    day = clock.day(request.at)
    row = queries.one_public(collaboration)
    return draw(request, "enterprises/public_one.html", queries.collaboration_page(queries.NOBODY, row, day))
