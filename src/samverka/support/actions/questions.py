"""Questions to the network are asked, told of at most once a week, and answered."""

from datetime import datetime

from django.db import transaction

from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.core.words import search_words
from samverka.journal import actions as journal
from samverka.networks.models import Network
from samverka.people.models import Person
from samverka.support import notices, queries
from samverka.support.models import NetworkQuestion, QuestionAnswer, QuestionRecipient


@transaction.atomic
def ask_question(*, network: Network, area: str, title: str, text: str, by: Person, at: datetime) -> NetworkQuestion:
    """Someone asks those in the network who work with an area; each is told by mail, at most once a week."""
    question = NetworkQuestion.objects.create(
        network=network,
        area=area,
        title=" ".join(title.split()),
        text=text,
        search_words=search_words(f"{title}\n{text}"),
        asked_at=at,
        asked_by=by,
    )
    people = queries.people_in_area(network, area, clock.day(at), but=by)
    QuestionRecipient.objects.bulk_create(QuestionRecipient(question=question, person=person) for person in people)
    journal.record(
        chain=network.chain,
        verb="support.question.asked",
        subject=question,
        by=by,
        at=at,
        payload={"title": question.title, "area": area, "asked": len(people)},
    )
    _tell(network, at)
    return question


@transaction.atomic
def tell_waiting(*, network: Network, at: datetime) -> int:
    """By the clock: those whose week is over are told of what waits for them, in one letter each; how many."""
    told = _tell(network, at)
    if told:
        journal.record(
            chain=network.chain, verb="support.questions.told", subject=network, by=SYSTEM, at=at,
            payload={"people": told},
        )  # fmt: skip
    return told


def _tell(network: Network, at: datetime) -> int:
    told = 0
    for person, rows in queries.to_tell(network, at):
        if person.email:
            notices.asked(person, [row.question for row in rows], at=at)
        QuestionRecipient.objects.filter(pk__in=[row.pk for row in rows], told_at__isnull=True).update(told_at=at)
        told += 1
    return told


@transaction.atomic
def answer_question(*, question: NetworkQuestion, text: str, by: Person, at: datetime) -> QuestionAnswer:
    """Someone answers on the page, for everyone in the network to find."""
    answer = QuestionAnswer.objects.create(question=question, text=text, answered_at=at, answered_by=by)
    words = search_words("\n".join([question.title, question.text, *question.answers.values_list("text", flat=True)]))
    NetworkQuestion.objects.filter(pk=question.pk).update(search_words=words)
    journal.record(
        chain=question.network.chain,
        verb="support.question.answered",
        subject=question,
        by=by,
        at=at,
        payload={"title": question.title},
    )
    notices.answered(answer, at=at)
    return answer
