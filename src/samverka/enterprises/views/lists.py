"""Enterprises out of a list that somebody already has."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.pages import show as draw
from samverka.enterprises import actions, queries
from samverka.enterprises.forms import ListForm
from samverka.people.doors import PersonRequest, reads, writes


@reads
def hand_in_page(request: PersonRequest) -> HttpResponse:
    """Choose the file."""
    who = queries.register_keeper(request.person, clock.day(request.at))
    return draw(request, "enterprises/hand_in.html", who, form=ListForm())


@writes
def hand_in(request: PersonRequest) -> HttpResponse:
    """Keep the file to be looked through."""
    who = queries.register_keeper(request.person, clock.day(request.at))
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return draw(request, "enterprises/hand_in.html", who, status=422, form=form)
    upload = form.cleaned_data["file"]
    kept = actions.hand_in_list(
        name=upload.name,
        data=upload.read(),
        organisation=queries.entering_organisation(who, None),
        by=request.person,
        at=request.at,
    )
    return redirect("enterprises:list", list_id=kept.pk)


@reads
def look_through(request: PersonRequest, list_id: int) -> HttpResponse:
    """Row by row, what will happen."""
    who = queries.register_keeper(request.person, clock.day(request.at))
    return draw(request, "enterprises/list.html", queries.list_page(queries.own_list(who, list_id)))


@writes
def take_in(request: PersonRequest, list_id: int) -> HttpResponse:
    """Take the rows in."""
    who = queries.register_keeper(request.person, clock.day(request.at))
    actions.take_in_list(handed_in=queries.own_list(who, list_id), by=request.person, at=request.at)
    return redirect("enterprises:list", list_id=list_id)
