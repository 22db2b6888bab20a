"""What anyone reads, and what a member says about it."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.pages import for_all
from samverka.core.pages import show as draw
from samverka.documents import exports as document_exports
from samverka.examples import actions, exports, queries
from samverka.examples.forms import UseForm
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes


@reads(public=True)
def all_examples(request: VisitorRequest) -> HttpResponse:
    """All published examples, or those that a search finds."""
    asked = request.GET
    page = queries.list_page(text=asked.get("q", "")[:200], form=asked.get("form", ""), dimension=asked.get("del", ""))
    return for_all(request, draw(request, "examples/list.html", page), is_signed_in=request.person is not None)


@reads(public=True)
def show(request: VisitorRequest, slug: str) -> HttpResponse:
    """One published example."""
    page = queries.example_page(slug, request.person, request.at)
    answer = draw(request, "examples/show.html", page, form=UseForm() if page.may_note_use else None)
    return for_all(request, answer, is_signed_in=request.person is not None)


@reads(public=True)
def picture(request: VisitorRequest, slug: str, picture: int) -> HttpResponse:  # noqa: ARG001 - the door hands it in
    """A picture of a published example."""
    return document_exports.shown_picture(queries.public_picture(slug, picture).document, is_public=True)


@reads(public=True)
def structured(request: VisitorRequest, slug: str) -> HttpResponse:
    """A published example as structured data."""
    return for_all(request, exports.json_ld(queries.structured(slug)), is_signed_in=False)


@reads(public=True)
def feed(request: VisitorRequest) -> HttpResponse:
    """The newest examples as a feed."""
    return for_all(request, exports.atom(queries.feed(), at=request.at), is_signed_in=False)


@writes
def note_use(request: PersonRequest, slug: str) -> HttpResponse:
    """Our municipality has used this."""
    form = UseForm(request.POST)
    if not form.is_valid():
        page = queries.example_page(slug, request.person, request.at)
        return draw(request, "examples/show.html", page, status=422, form=form)
    actions.note_use(
        edition=queries.published(slug),
        organisation=queries.own_organisation(request.person, clock.day(request.at)),
        note=form.cleaned_data["note"],
        by=request.person,
        at=request.at,
    )
    return redirect("examples:show", slug=slug)
