"""What is to be done about examples."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.todo import Facts, Todo, Waits, gathered
from samverka.examples import rules
from samverka.examples.models import ExampleApproval, LearningExample
from samverka.networks.models import Staff
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams import queries as teams
from samverka.teams.models import TeamMember

_FACTS = {"title": "title", "slug": "network__slug", "network": "network__name", "example": "pk"}


def _to_approve(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    leading = TeamMember.objects.filter(
        on_day(clock.day(at)) & teams.LEADS, person=person, participation=OuterRef("participation")
    )
    asked = ExampleApproval.objects.filter(
        example=OuterRef("pk"), side=ExampleApproval.Side.MUNICIPALITY_SIDE, approved_at__isnull=True
    )
    return LearningExample.objects.filter(
        Exists(leading), Exists(asked), handed_over_at__isnull=False, archived_at__isnull=True
    ), _FACTS


def _to_publish(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    editing = Staff.objects.filter(
        on_day(clock.day(at)), person=person, network=OuterRef("network"), function__in=rules.EDITING_FUNCTIONS
    )
    unapproved = ExampleApproval.objects.filter(
        Q(approved_at__isnull=True), example=OuterRef("pk"), dropped_at__isnull=True
    )
    return LearningExample.objects.filter(
        Exists(editing), ~Exists(unapproved), handed_over_at__isnull=False, archived_at__isnull=True
    ), _FACTS


def _approve(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    return _todos(found, _("Read and approve the example %(title)s"))


def _publish(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    return _todos(found, _("Read and publish the example %(title)s"))


def _todos(found: Sequence[Facts], text: str) -> Iterator[Todo]:
    for example in found:
        yield Todo(
            text=text % {"title": example["title"]},
            href=reverse("examples:draft", args=[example["slug"], example["example"]]),
            about=example["network"],
        )


WAITS = (Waits("examples.approvals", _to_approve, _approve), Waits("examples.publishing", _to_publish, _publish))


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """What waits for the person in examples."""
    return gathered(WAITS, person, at)
