"""Questions to the network: who is asked, what has been asked, what was answered."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.words import search_words
from samverka.networks import queries as networks
from samverka.networks.models import Network
from samverka.people import queries as people
from samverka.people.models import Person
from samverka.support import rules
from samverka.support.models import NetworkQuestion, QuestionRecipient
from samverka.teams import queries as teams
from samverka.teams.models import TeamMember

# At most one letter a week to each (section 4, mail).
BETWEEN_LETTERS = timedelta(days=7)


def people_in_area(network: Network, area: str, day: date, *, but: Person) -> list[Person]:
    """Those in the network's teams who work with an area, not the one who asks, nor those who are away."""
    rows = TeamMember.objects.filter(
        networks.on_day(day), participation__network=network, participation__left_at__isnull=True, area=area
    ).select_related("person")
    found = {row.person_id: row.person for row in rows if row.person_id != but.pk}
    away = people.absent_on(day, found)
    return [person for key, person in sorted(found.items()) if key not in away]


def to_tell(network: Network, at: datetime) -> list[tuple[Person, list[QuestionRecipient]]]:
    """Those whom something waits for and who have had no letter of questions for a week."""
    recent = set(
        QuestionRecipient.objects.filter(question__network=network, told_at__gt=at - BETWEEN_LETTERS).values_list(
            "person_id", flat=True
        )
    )
    waiting: dict[int, list[QuestionRecipient]] = defaultdict(list)
    rows = QuestionRecipient.objects.filter(question__network=network, told_at__isnull=True).select_related(
        "person", "question__network", "question__asked_by"
    )
    for row in rows.order_by("pk"):
        if row.person_id not in recent:
            waiting[row.person_id].append(row)
    return [(found[0].person, found) for found in waiting.values()]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as the page shows it."""

    text: str
    name: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question with its answers."""

    network: Network
    question: NetworkQuestion
    asked_by: str
    area: str
    asked: int
    answers: tuple[Answer, ...]
    may_request: bool


def one_question(person: Person, slug: str, question_id: int, day: date) -> tuple[NetworkQuestion, teams.Standing]:
    """A question, for everyone in its network.

    Raises:
        Http404: for strangers, and when there is none.
    """
    stands = teams.standing(person, slug, day)
    question = (
        NetworkQuestion.objects.filter(pk=question_id, network=stands.network)
        .select_related("network", "asked_by")
        .annotate(people_asked=Count("recipients"))
        .first()
    )
    if question is None:
        raise Http404
    return question, stands


def question_page(question: NetworkQuestion, stands: teams.Standing) -> QuestionPage:
    """The page of a question."""
    return QuestionPage(
        network=stands.network,
        question=question,
        asked_by=question.asked_by.shown_as(),
        area=question.get_area_display(),
        asked=getattr(question, "people_asked", 0),
        answers=tuple(
            Answer(row.text, row.answered_by.shown_as(), row.answered_at)
            for row in question.answers.select_related("answered_by").order_by("answered_at", "pk")
        ),
        may_request=bool(stands.seats) or bool(rules.may_support(stands.functions)),
    )


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All questions of a network, or those that a search finds."""

    network: Network
    table: Table
    exports: Exports
    text: str


def questions_table(network: Network, text: str = "") -> Table:
    """The questions that hold every word, newest first: one statement."""
    rows = NetworkQuestion.objects.filter(network=network).annotate(times_answered=Count("answers"))
    for stem in search_words(text).split():
        rows = rows.filter(search_words__contains=f" {stem}")
    return Table(
        name="fragor",
        title=_("Questions to the network"),
        columns=(
            Column("title", _("Question")),
            Column("area", _("To those who work with")),
            Column("asked", _("Asked on"), Kind.INSTANT),
            Column("answers", _("Answers"), Kind.NUMBER),
        ),
        rows=tuple(
            Row(
                (row.title, row.get_area_display(), row.asked_at, row.times_answered),
                href=reverse("support:question", args=[network.slug, row.pk]),
            )
            for row in rows.order_by("-asked_at", "-pk")
        ),
        empty_text=_("No question holds those words.") if text else _("Nobody has asked the network anything yet."),
    )


def questions_page(network: Network, *, text: str, sorted_by: str) -> QuestionsPage:
    """The list of questions."""
    return QuestionsPage(
        network=network,
        table=questions_table(network, text).ordered(sorted_by),
        exports=Exports(csv=reverse("support:questions_csv", args=[network.slug])),
        text=text,
    )
