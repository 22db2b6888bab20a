"""The enterprise itself, by a link and without an account."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.pages import show as draw
from samverka.enterprises import actions, queries
from samverka.enterprises.forms import ConfirmForm
from samverka.people.doors import VisitorRequest, reads, writes


@reads(public=True)
def look_through(request: VisitorRequest, token: str) -> HttpResponse:
    """The entry, to look through and confirm."""
    link = queries.one_link(token)
    form = ConfirmForm(initial=queries.link_initial(link))
    return draw(request, "enterprises/link.html", queries.link_page(link, token, clock.day(request.at)), form=form)


@writes(public=True)
def confirm(request: VisitorRequest, token: str) -> HttpResponse:
    """Yes, and it is right."""
    link = queries.one_link(token)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        page = queries.link_page(link, token, clock.day(request.at))
        return draw(request, "enterprises/link.html", page, status=422, form=form)
    actions.confirm_by_link(
        link=link, confirmed_by=form.cleaned_data["confirmed_by"], values=form.values, at=request.at
    )
    return redirect("enterprises:link", token=token)


@writes(public=True)
def refuse(request: VisitorRequest, token: str) -> HttpResponse:
    """No: we do not want to be listed."""
    actions.refuse_by_link(link=queries.one_link(token), at=request.at)
    return redirect("enterprises:link", token=token)
