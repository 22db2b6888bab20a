"""Pages of signing up: the answer with its practical things, places, who comes."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.pages import show as draw
from samverka.meetings import actions, queries
from samverka.meetings.forms import AnswerForm, SignUpForm
from samverka.people.doors import PersonRequest, reads, writes


@reads
def answer_page(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Coming or not, and what the meeting asks of those who come."""
    sight = queries.one_sight(request.person, network, meeting, clock.day(request.at))
    page = queries.answer_page(sight, request.person, request.at)
    said = queries.own_practicalities(sight.meeting, request.person) if page.asks_anything else None
    form = AnswerForm(meeting=sight.meeting, opens=page.asks_anything, initial=asdict(said) if said else {})
    return draw(request, "meetings/answer.html", page, form=form)


@writes
def answer(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Save the answer."""
    sight = queries.one_sight(request.person, network, meeting, clock.day(request.at))
    page = queries.answer_page(sight, request.person, request.at)
    form = AnswerForm(request.POST, meeting=sight.meeting, opens=page.asks_anything)
    if not form.is_valid():
        return draw(request, "meetings/answer.html", page, status=422, form=form)
    actions.answer_invitation(
        meeting=sight.meeting,
        person=request.person,
        answer=form.cleaned_data["answer"],
        practicalities=form.practicalities() if page.asks_anything else None,
        at=request.at,
    )
    return redirect("meetings:answer_page", network=network, meeting=meeting)


@reads
def sign_up_page(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Places, and what is asked."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    names = ("places", "asks_food", "asks_access_needs", "asks_hotel", "asks_invoice_reference")
    form = SignUpForm(initial={name: getattr(planned, name) for name in names})
    return draw(request, "meetings/sign_up.html", planned, form=form)


@writes
def set_sign_up(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Save places and what is asked."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return draw(request, "meetings/sign_up.html", planned, status=422, form=form)
    actions.set_sign_up(meeting=planned, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("meetings:show", network=network, meeting=meeting)


@reads
def signed_up(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Who comes, and what they need."""
    organised = queries.one_organised_meeting(request.person, network, meeting, clock.day(request.at))
    return draw(request, "meetings/signed_up.html", queries.signed_up_page(organised))
