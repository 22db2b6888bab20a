"""Pages of the roof."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show
from samverka.documents import exports as document_exports
from samverka.documents import queries as documents
from samverka.people import adapter
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes
from samverka.people.forms import safe_path
from samverka.web import actions, queries
from samverka.web.forms import FaultForm, SendOutForm

# A page number longer than this is nobody's.
MOST_DIGITS = 6


@reads(public=True)
def front(request: VisitorRequest) -> HttpResponse:
    """What the network is, and the open calls."""
    return show(request, "web/front.html", queries.front_page(request.at))


@reads
def todo(request: PersonRequest) -> HttpResponse:
    """What this person must do now."""
    return show(request, "web/todo.html", queries.todo_page(request.person, request.at))


@reads(public=True)
def accessibility(request: VisitorRequest) -> HttpResponse:
    """How far the service can be used by everyone, what can not, and where to tell."""
    return show(request, "web/accessibility.html", queries.statement())


@reads(public=True)
def fault_page(request: VisitorRequest) -> HttpResponse:
    """Rapportera brister i tillgängligheten."""
    form = FaultForm(initial={"where": request.GET.get("sida", "")[:400]})
    return show(request, "web/fault.html", queries.statement(), form=form)


@writes(public=True)
def report_fault(request: VisitorRequest) -> HttpResponse:
    """Send the report."""
    form = FaultForm(request.POST)
    if form.is_valid() and not adapter.may_report_fault(request):
        form.add_error(None, _("Several reports have just come from your network. Wait an hour, then send this one."))
    if not form.is_valid():
        return show(request, "web/fault.html", queries.statement(), status=422, form=form)
    actions.report_fault(**form.cleaned_data, at=request.at)
    return redirect("fault_reported")


@reads(public=True)
def fault_reported(request: VisitorRequest) -> HttpResponse:
    """It has been sent."""
    return show(request, "web/fault_reported.html", queries.statement())


@reads
def rendering(request: PersonRequest, rendering_id: int) -> HttpResponse:
    """Wait for a spreadsheet or PDF, and get it: the page looks again by itself, without script."""
    page = documents.rendering_page(documents.own_rendering(request.person, rendering_id))
    response = show(request, "web/rendering.html", page)
    if page.is_ready:
        response["Refresh"] = f"0; url={page.download_href}"
    elif not page.has_failed:
        response["Refresh"] = "2"
    response["Cache-Control"] = "private, no-store"
    return response


@reads
def rendering_file(request: PersonRequest, rendering_id: int) -> HttpResponse:
    """The file that this person asked for."""
    return document_exports.download(documents.ready_document(request.person, rendering_id))


def _outbox_page(request: PersonRequest) -> queries.OutboxPage:
    asked = request.GET.get("sida", "1")
    number = max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < MOST_DIGITS else 1
    day, ordered_by = clock.day(request.at), request.GET.get("sortera", "")
    return queries.outbox_page(request.person, day, number=number, ordered_by=ordered_by)


@reads
def outbox(request: PersonRequest) -> HttpResponse:
    """Utkorgen: which letters have gone out, for the host's staff."""
    page = _outbox_page(request)
    return show(request, "web/outbox.html", page)


@reads
def outbox_csv(request: PersonRequest) -> HttpResponse:
    """The same list for a spreadsheet."""
    page = _outbox_page(request)
    return csv_download(page.table)


@writes
def outbox_xlsx(request: PersonRequest) -> HttpResponse:
    """The same list as a spreadsheet."""
    page = _outbox_page(request)
    rendering = actions.take_out_outbox(network=page.network, table=page.table, by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@reads
def send_outs(request: PersonRequest, network: str) -> HttpResponse:
    """What has been sent to many at once, and a new one."""
    form = SendOutForm(initial={"reply_to": request.person.email})
    page = queries.send_outs_page(request.person, network, clock.day(request.at))
    return show(request, "web/send_outs.html", page, form=form)


@writes
def prepare_send_out(request: PersonRequest, network: str) -> HttpResponse:
    """Keep the text, to be looked at with the names of those it goes to."""
    day = clock.day(request.at)
    found = queries.sends_out_for(request.person, network, day)
    form = SendOutForm(request.POST)
    if not form.is_valid():
        page = queries.send_outs_page(request.person, network, day)
        return show(request, "web/send_outs.html", page, status=422, form=form)
    prepared = actions.prepare_send_out(network=found, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("send_out", network=network, send_out_id=prepared.pk)


@reads
def send_out(request: PersonRequest, network: str, send_out_id: int) -> HttpResponse:
    """The text and the names."""
    page = queries.read_send_out(request.person, network, send_out_id, clock.day(request.at))
    return show(request, "web/send_out.html", page)


@writes
def send_send_out(request: PersonRequest, network: str, send_out_id: int) -> HttpResponse:
    """Send it."""
    found = queries.sends_out_for(request.person, network, clock.day(request.at))
    prepared = queries.one_send_out(found, send_out_id)
    actions.send_send_out(network=found, prepared=prepared, by=request.person, at=request.at)
    return redirect("send_out", network=network, send_out_id=send_out_id)


@reads(public=True)
def cast(request: VisitorRequest) -> HttpResponse:
    """The way into an example: one person for each role."""
    return show(request, "web/cast.html", queries.cast_page(clock.day(request.at)))


@writes(public=True)
def enter(request: VisitorRequest, person_id: int) -> HttpResponse:
    """Enter an example as somebody, without a code."""
    person = queries.castable_person(person_id)
    home = ("/en" if get_language() == "en" else "") + settings.LOGIN_REDIRECT_URL
    return adapter.enter(request, person.email, safe_path(request.POST.get("next", "")) or home)


@reads(public=True)
def mailbox(request: VisitorRequest) -> HttpResponse:
    """The mailbox of an example: every letter, with codes and links."""
    return show(request, "web/mailbox.html", queries.mailbox_page(request.GET.get("till", "")))


@reads(public=True)
def alive(request: VisitorRequest) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """Whether the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@reads(public=True)
def ready(request: VisitorRequest) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """Whether the installation can do its work: database, its changes, worker, files."""
    parts = queries.ready()
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


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
