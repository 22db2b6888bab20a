"""What anyone sees of a call: the call itself, its days, its decision with the basis."""

from django.http import HttpResponse

from samverka.calls import exports, queries
from samverka.core.pages import show
from samverka.documents import exports as documents
from samverka.people.doors import VisitorRequest, reads


@reads(public=True)
def call(request: VisitorRequest, call: str) -> HttpResponse:
    """What is offered, what both sides promise, what happens when."""
    return show(request, "calls/call.html", queries.call_page(queries.one_call(call), request.person, request.at))


@reads(public=True)
def calendar(request: VisitorRequest, call: str) -> HttpResponse:
    """The days of the call as a calendar file."""
    text = queries.calendar_text(queries.one_call(call), request.at)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{call}.ics"'
    return response


@reads(public=True)
def changes(request: VisitorRequest, call: str) -> HttpResponse:
    """What has been changed since the call was published."""
    return show(request, "calls/changes.html", queries.changes_page(queries.one_call(call)))


@reads(public=True)
def feed(_request: VisitorRequest, call: str) -> HttpResponse:
    """What is new about the call, for whoever follows it with a reader of feeds."""
    return HttpResponse(queries.feed(queries.one_call(call)), content_type="application/atom+xml; charset=utf-8")


@reads(public=True)
def decision(request: VisitorRequest, call: str) -> HttpResponse:
    """The selection decision with its basis."""
    made = queries.one_decision(call)
    return show(request, "calls/decision.html", queries.decision_page(made, wanted=request.GET.get("sortera", "")))


@reads(public=True)
def candidates_csv(_request: VisitorRequest, call: str) -> HttpResponse:
    """Who could be chosen, as the engine was told."""
    return _file(queries.one_decision(call).candidates_csv, "candidates.csv", "text/csv")


@reads(public=True)
def clients_csv(_request: VisitorRequest, call: str) -> HttpResponse:
    """For whom the nearness was counted."""
    return _file(queries.one_decision(call).clients_csv, "clients.csv", "text/csv")


@reads(public=True)
def result_json(_request: VisitorRequest, call: str) -> HttpResponse:
    """What the engine answered, byte for byte, with its proof."""
    return _file(queries.decision_with_result(call).result, "result.json", "application/json")


@reads(public=True)
def notebook(_request: VisitorRequest, call: str) -> HttpResponse:
    """All that the decision rests on, in one file, to be run again without the system."""
    response = HttpResponse(exports.notebook(queries.one_decision(call)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="urval-{call}.zip"'
    return response


@reads(public=True)
def decision_pdf(_request: VisitorRequest, call: str) -> HttpResponse:
    """The decision as it looks on paper."""
    return documents.download(queries.made_decision_pdf(call))


def _file(text: str, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
