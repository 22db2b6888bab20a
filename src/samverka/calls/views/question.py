"""Questions about a call: anyone reads them, whoever is signed in asks, the host answers."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.calls import actions, queries
from samverka.calls.forms import QuestionForm, ReplyForm
from samverka.core import clock
from samverka.core.pages import show
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes


@reads(public=True)
def questions(request: VisitorRequest, call: str) -> HttpResponse:
    """What has been asked and answered."""
    return show(request, "calls/questions.html", queries.questions_page(queries.one_call(call)), form=QuestionForm())


@writes
def ask(request: PersonRequest, call: str) -> HttpResponse:
    """Ask the host."""
    asked = queries.one_call(call)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return show(request, "calls/questions.html", queries.questions_page(asked), status=422, form=form)
    actions.ask_question(call=asked, text=form.cleaned_data["text"], by=request.person, at=request.at)
    return redirect("calls:questions", call=call)


@reads
def hosted_questions(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """What waits for the host's answer."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    page = queries.questions_page(hosted, for_host=True)
    return show(request, "calls/hosted_questions.html", page, form=ReplyForm(auto_id=False))


@writes
def answer_question(request: PersonRequest, network: str, call: str, question: int) -> HttpResponse:
    """Answer, so that everyone reads it."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        page = queries.questions_page(hosted, for_host=True)
        return show(request, "calls/hosted_questions.html", page, status=422, form=form)
    actions.answer_question(
        question=queries.question_of(hosted, question),
        answer=form.cleaned_data["answer"],
        by=request.person,
        at=request.at,
    )
    return redirect("calls:hosted_questions", network=network, call=call)
