"""Asking about a call, and answering so that everyone reads it."""

from datetime import datetime

from django.db import transaction

from samverka.calls import rules
from samverka.calls.models import Call, CallQuestion
from samverka.core.stamps import stamp
from samverka.journal import actions as journal
from samverka.people.models import Person


@transaction.atomic
def ask_question(*, call: Call, text: str, by: Person, at: datetime) -> CallQuestion:
    """Someone asks the host about a call.

    Raises:
        Refused: when the call is a draft or has been cancelled.
    """
    rules.may_use_call(call).or_refuse()
    question = CallQuestion.objects.create(call=call, text=text, asked_at=at, asked_by=by)
    journal.record(chain=call.network.chain, verb="calls.question.asked", subject=question, by=by, at=at)
    return question


@transaction.atomic
def answer_question(*, question: CallQuestion, answer: str, by: Person, at: datetime) -> CallQuestion:
    """The host answers; question and answer stand on the call's page from now on.

    Raises:
        Refused: when it has been answered.
    """
    rules.may_answer_question(is_answered=question.answered_at is not None).or_refuse()
    stamp(question, "answered", by=by, at=at, answer=answer)
    journal.record(
        chain=question.call.network.chain,
        verb="calls.question.answered",
        subject=question,
        by=by,
        at=at,
        payload={"question": question.text, "answer": answer},
    )
    return question
