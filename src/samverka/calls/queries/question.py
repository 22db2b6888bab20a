"""The questions about a call: those answered, for everyone, and those waiting, for the host."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse

from samverka.calls.models import Call, CallQuestion
from samverka.calls.queries.call import call_title


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with its answer when there is one. Who asked is not said."""

    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    answer_href: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The questions of a call."""

    call_title: str
    call_href: str
    ask_href: str
    waiting: tuple[Question, ...]
    answered: tuple[Question, ...]


def questions_page(call: Call, *, for_host: bool = False) -> QuestionsPage:
    """What has been asked and answered; what waits for an answer only for the host."""
    rows = list(CallQuestion.objects.filter(call=call).order_by("asked_at", "pk"))
    where = [call.network.slug, call.slug]
    seen = [
        Question(
            text=row.text,
            asked_at=row.asked_at,
            answer=row.answer,
            answered_at=row.answered_at,
            answer_href=reverse("calls:answer_question", args=[*where, row.pk]) if for_host else "",
        )
        for row in rows
    ]
    return QuestionsPage(
        call_title=call_title(call),
        call_href=reverse("calls:call", args=[call.slug]),
        ask_href=reverse("calls:ask", args=[call.slug]),
        waiting=tuple(one for one in seen if not one.answered_at) if for_host else (),
        answered=tuple(one for one in seen if one.answered_at),
    )


def question_of(call: Call, question_id: int) -> CallQuestion:
    """A question about this call.

    Raises:
        Http404: when there is none.
    """
    question = CallQuestion.objects.filter(call=call, pk=question_id).select_related("call__network").first()
    if question is None:
        raise Http404
    return question
