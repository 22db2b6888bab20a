"""Talks with enterprises, noted inside the municipality."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.enterprises import actions, queries
from samverka.enterprises.forms import DialogueForm
from samverka.people.doors import PersonRequest, reads, writes


@reads
def index(request: PersonRequest) -> HttpResponse:
    """All of the own municipality's."""
    who = queries.colleague(request.person, clock.day(request.at))
    page = queries.dialogues_page(who, sorted_by=request.GET.get("sortera", ""))
    return draw(request, "enterprises/dialogues.html", page)


@reads
def index_csv(request: PersonRequest) -> HttpResponse:
    """The same as a file."""
    return csv_download(queries.dialogues_page(queries.colleague(request.person, clock.day(request.at))).table)


@reads
def new(request: PersonRequest) -> HttpResponse:
    """A new one."""
    day = clock.day(request.at)
    who = queries.colleague(request.person, day)
    form = DialogueForm(
        owners=queries.colleagues_of(who.organisations, day),
        collaborations=queries.own_choices(who),
        initial={"owner": str(request.person.pk), "day": day},
    )
    return draw(request, "enterprises/dialogue.html", None, form=form)


@writes
def note(request: PersonRequest) -> HttpResponse:
    """Note it."""
    day = clock.day(request.at)
    who = queries.colleague(request.person, day)
    form = DialogueForm(
        request.POST,
        owners=queries.colleagues_of(who.organisations, day),
        collaborations=queries.own_choices(who),
    )
    if not form.is_valid():
        return draw(request, "enterprises/dialogue.html", None, status=422, form=form)
    row = actions.note_dialogue(
        organisation=queries.one_organisation(who, None), values=form.values, by=request.person, at=request.at
    )
    return redirect("enterprises:dialogue", dialogue=row.pk)


@reads
def show(request: PersonRequest, dialogue: int) -> HttpResponse:
    """One, to be read and filled in."""
    day = clock.day(request.at)
    who = queries.colleague(request.person, day)
    row = queries.own_dialogue(who, dialogue)
    form = DialogueForm(
        owners=queries.owners_of(row, day),
        collaborations=queries.own_choices(who),
        initial=queries.dialogue_initial(row),
    )
    return draw(request, "enterprises/dialogue.html", row, form=form)


@writes
def write(request: PersonRequest, dialogue: int) -> HttpResponse:
    """Put it right."""
    day = clock.day(request.at)
    who = queries.colleague(request.person, day)
    row = queries.own_dialogue(who, dialogue)
    form = DialogueForm(
        request.POST,
        owners=queries.owners_of(row, day),
        collaborations=queries.own_choices(who),
    )
    if not form.is_valid():
        return draw(request, "enterprises/dialogue.html", row, status=422, form=form)
    actions.write_dialogue(dialogue=row, values=form.values, by=request.person, at=request.at)
    return redirect("enterprises:dialogue", dialogue=row.pk)


@writes
def archive(request: PersonRequest, dialogue: int) -> HttpResponse:
    """Put it away."""
    row = queries.own_dialogue(queries.colleague(request.person, clock.day(request.at)), dialogue)
    actions.archive_dialogue(dialogue=row, by=request.person, at=request.at)
    return redirect("enterprises:dialogues")
