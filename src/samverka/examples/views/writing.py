"""Examples on their way: written, handed over, approved, published."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.documents import exports as document_exports
from samverka.examples import actions, queries
from samverka.examples.forms import (
    AboutForm,
    ApproveForm,
    CommentForm,
    EnterpriseForm,
    ExampleForm,
    PictureForm,
    StartForm,
    initial_of,
)
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes
from samverka.teams import queries as teams


@reads
def drafts(request: PersonRequest, network: str) -> HttpResponse:
    """The examples of the network that one may see."""
    standing = teams.standing(request.person, network, clock.day(request.at))
    page = queries.drafts_page(standing, sorted_by=request.GET.get("sortera", ""))
    return draw(request, "examples/drafts.html", page)


@reads
def drafts_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The same list as a file."""
    return csv_download(queries.drafts_table(teams.standing(request.person, network, clock.day(request.at))))


@reads
def start_page(request: PersonRequest, network: str) -> HttpResponse:
    """Begin an example."""
    standing = teams.standing(request.person, network, clock.day(request.at))
    seats = queries.starting_seats(standing)
    about = AboutForm(choices=queries.collaborations_to_tell_of(seats[0]) if len(seats) == 1 else [])
    return draw(request, "examples/start.html", standing.network, form=StartForm(seats=seats), about=about)


@writes
def start(request: PersonRequest, network: str) -> HttpResponse:
    """Begin it; what is recorded is filled in."""
    standing = teams.standing(request.person, network, clock.day(request.at))
    seats = queries.starting_seats(standing)
    form = StartForm(request.POST, seats=seats)
    if not form.is_valid():
        about = AboutForm(choices=[])
        return draw(request, "examples/start.html", standing.network, status=422, form=form, about=about)
    example = actions.start_example(
        network=standing.network,
        participation=form.seat,
        title=form.cleaned_data["title"],
        is_by_host=standing.is_host,
        collaboration=queries.collaboration_of(form.seat, request.POST.get("collaboration", "")),
        by=request.person,
        at=request.at,
    )
    return redirect("examples:write_page", network=network, example=example.pk)


@reads
def draft(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """An example as it stands, and who has approved."""
    sight = queries.one_sight(request.person, network, example, clock.day(request.at))
    return draw(request, "examples/draft.html", queries.draft_page(sight), form=CommentForm())


@reads
def draft_picture(request: PersonRequest, network: str, example: int, picture: int) -> HttpResponse:
    """A picture of an example on its way."""
    sight = queries.one_sight(request.person, network, example, clock.day(request.at))
    return document_exports.shown_picture(queries.picture_of(sight, picture).document, is_public=False)


@reads
def write_page(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """The text."""
    sight = queries.one_written(request.person, network, example, clock.day(request.at))
    form = ExampleForm(initial=initial_of(sight.example))
    return draw(request, "examples/write.html", queries.draft_page(sight), form=form)


@writes
def write(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """Save the text."""
    sight = queries.one_written(request.person, network, example, clock.day(request.at))
    form = ExampleForm(request.POST)
    if not form.is_valid():
        return draw(request, "examples/write.html", queries.draft_page(sight), status=422, form=form)
    actions.save_example(
        example=sight.example, values=form.values, seen=form.cleaned_data["seen"], by=request.person, at=request.at
    )
    return redirect("examples:draft", network=network, example=example)


@reads
def around_page(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """Pictures, and the enterprises that the example names."""
    sight = queries.one_written(request.person, network, example, clock.day(request.at))
    page = queries.draft_page(sight)
    return draw(request, "examples/around.html", page, form=PictureForm(), naming=EnterpriseForm())


@writes
def add_picture(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """Add a picture."""
    sight = queries.one_written(request.person, network, example, clock.day(request.at))
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        page = queries.draft_page(sight)
        return draw(request, "examples/around.html", page, status=422, form=form, naming=EnterpriseForm())
    file = form.cleaned_data["file"]
    actions.add_picture(
        example=sight.example,
        file_name=file.name,
        data=file.read(),
        alt_text=form.cleaned_data["alt_text"],
        caption=form.cleaned_data["caption"],
        by=request.person,
        at=request.at,
    )
    return redirect("examples:around_page", network=network, example=example)


@writes
def remove_picture(request: PersonRequest, network: str, example: int, picture: int) -> HttpResponse:
    """Take a picture out."""
    sight = queries.one_written(request.person, network, example, clock.day(request.at))
    actions.remove_picture(picture=queries.picture_of(sight, picture), by=request.person, at=request.at)
    return redirect("examples:around_page", network=network, example=example)


@writes
def name_enterprise(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """Name an enterprise."""
    sight = queries.one_written(request.person, network, example, clock.day(request.at))
    form = EnterpriseForm(request.POST)
    if not form.is_valid():
        page = queries.draft_page(sight)
        return draw(request, "examples/around.html", page, status=422, form=PictureForm(), naming=form)
    actions.name_enterprise(example=sight.example, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("examples:around_page", network=network, example=example)


@writes
def drop_enterprise(request: PersonRequest, network: str, example: int, approval: int) -> HttpResponse:
    """The enterprise is no longer named."""
    sight = queries.one_written(request.person, network, example, clock.day(request.at))
    actions.drop_enterprise(approval=queries.enterprise_of(sight, approval), by=request.person, at=request.at)
    return redirect("examples:around_page", network=network, example=example)


@writes
def hand_over(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """Ask for approval."""
    sight = queries.one_written(request.person, network, example, clock.day(request.at))
    actions.hand_over(example=sight.example, by=request.person, at=request.at)
    return redirect("examples:draft", network=network, example=example)


@writes
def take_back(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """Change something after all."""
    sight = queries.one_written(request.person, network, example, clock.day(request.at))
    actions.take_back(example=sight.example, by=request.person, at=request.at)
    return redirect("examples:draft", network=network, example=example)


@writes
def approve(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """Approve for the municipality."""
    sight = queries.one_led(request.person, network, example, clock.day(request.at))
    actions.approve_example(example=sight.example, by=request.person, at=request.at)
    return redirect("examples:draft", network=network, example=example)


@writes
def send_back(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """The host asks for a change."""
    sight = queries.one_edited(request.person, network, example, clock.day(request.at))
    form = CommentForm(request.POST)
    if not form.is_valid():
        return draw(request, "examples/draft.html", queries.draft_page(sight), status=422, form=form)
    actions.return_example(
        example=sight.example, comment=form.cleaned_data["comment"], by=request.person, at=request.at
    )
    return redirect("examples:drafts", network=network)


@writes
def publish(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """Publish what has been approved."""
    sight = queries.one_edited(request.person, network, example, clock.day(request.at))
    actions.publish_example(example=sight.example, by=request.person, at=request.at)
    return redirect("examples:draft", network=network, example=example)


@writes
def archive(request: PersonRequest, network: str, example: int) -> HttpResponse:
    """Archive a published example."""
    sight = queries.one_edited(request.person, network, example, clock.day(request.at))
    actions.archive_example(example=sight.example, by=request.person, at=request.at)
    return redirect("examples:draft", network=network, example=example)


@reads(public=True)
def approval(request: VisitorRequest, token: str) -> HttpResponse:
    """A named enterprise reads what is to be published."""
    asked = queries.approval_by_token(token)
    page = queries.approval_page(asked, queries.approved_sight(asked), token)
    return draw(request, "examples/approval.html", page, form=ApproveForm(), declining=CommentForm())


@reads(public=True)
def approval_picture(request: VisitorRequest, token: str, picture: int) -> HttpResponse:  # noqa: ARG001 - the door hands it in
    """A picture of the example that a named enterprise reads."""
    sight = queries.approved_sight(queries.approval_by_token(token))
    return document_exports.shown_picture(queries.picture_of(sight, picture).document, is_public=False)


@writes(public=True)
def approve_by_link(request: VisitorRequest, token: str) -> HttpResponse:
    """The enterprise approves."""
    asked = queries.approval_by_token(token)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        page = queries.approval_page(asked, queries.approved_sight(asked), token)
        return draw(request, "examples/approval.html", page, status=422, form=form, declining=CommentForm())
    actions.approve_by_link(approval=asked, name=form.cleaned_data["name"], at=request.at)
    return redirect("examples:approval", token=token)


@writes(public=True)
def decline_by_link(request: VisitorRequest, token: str) -> HttpResponse:
    """The enterprise does not approve."""
    asked = queries.approval_by_token(token)
    form = CommentForm(request.POST)
    if not form.is_valid():
        page = queries.approval_page(asked, queries.approved_sight(asked), token)
        return draw(request, "examples/approval.html", page, status=422, form=ApproveForm(), declining=form)
    actions.decline_by_link(approval=asked, reason=form.cleaned_data["comment"], at=request.at)
    return redirect("examples:approval", token=token)
