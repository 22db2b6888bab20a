"""The letters of questions: you are asked, and someone has answered."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.mail import actions as mail
from samverka.people.models import Person
from samverka.support.models import NetworkQuestion, QuestionAnswer


def _address(question: NetworkQuestion) -> str:
    return settings.BASE_URL + reverse("support:question", args=[question.network.slug, question.pk])


def asked(person: Person, questions: Sequence[NetworkQuestion], *, at: datetime) -> None:
    """The questions of the week in one letter; a reply goes to the one who asks first, the page takes answers too."""
    first = questions[0]
    with translation.override(person.language):
        told = "\n\n".join(f"{one.title}\n\n{one.text}\n\n{_address(one)}" for one in questions)
        mail.write(
            unique_key=f"support.question-{first.pk}-{person.pk}-{at.date().isoformat()}",
            kind="support.question",
            to_address=person.email,
            to_name=person.name,
            subject=_("A question to you from the network"),
            body=_(
                "Someone in %(network)s asks those who work with what you do. Reply to this letter, or answer on the "
                "page so that everyone can read it.\n\n%(questions)s"
            )
            % {"network": first.network.name, "questions": told},
            at=at,
            reply_to=first.asked_by.email,
            language=person.language,
            chain=first.network.chain,
        )


def answered(answer: QuestionAnswer, *, at: datetime) -> None:
    """Someone has answered your question."""
    question = answer.question
    person = question.asked_by
    if not person.email or person.pk == answer.answered_by_id:
        return
    with translation.override(person.language):
        mail.write(
            unique_key=f"support.answer-{answer.pk}",
            kind="support.answer",
            to_address=person.email,
            to_name=person.name,
            subject=_("An answer to your question"),
            body=_("%(title)s\n\n%(text)s\n\n%(address)s")
            % {"title": question.title, "text": answer.text, "address": _address(question)},
            at=at,
            reply_to=answer.answered_by.email,
            language=person.language,
            chain=question.network.chain,
        )
