"""What whoever leads a team must do for the municipality's goals."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.todo import Facts, Todo, Waits, fact_day, gathered
from samverka.goals.figures import months_after
from samverka.goals.models import Action, GoverningDocument
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams import queries as teams
from samverka.teams.models import TeamMember

# So long before its day a document to be reviewed comes up.
REVIEW_COMES_UP_MONTHS = 2


def _undeclared(person: Person, at: datetime) -> tuple[QuerySet[TeamMember], Facts]:
    """Seats led whose inventory is not declared done, where the terms have a day for it."""
    rows = TeamMember.objects.filter(
        on_day(clock.day(at)) & teams.LEADS,
        person=person,
        participation__network__all_terms__replaced_at__isnull=True,
        participation__network__all_terms__needs_due_day__isnull=False,
        participation__needs_inventory__declared_at__isnull=True,
    )
    return rows, {
        "slug": F("participation__network__slug"),
        "about": F("participation__network__name"),
        "seat": F("participation_id"),
        "due": F("participation__network__all_terms__needs_due_day"),
    }


def _to_declare(rows: Sequence[Facts], _person: Person, _at: datetime) -> Iterable[Todo]:
    for row in rows:
        yield Todo(
            text=_("Go through what you need to learn and develop, and declare the inventory done"),
            href=reverse("goals:needs", args=[row["slug"], row["seat"]]),
            due_day=fact_day(row["due"]),
            about=row["about"],
        )


def _overdue(person: Person, at: datetime) -> tuple[QuerySet[Action], Facts]:
    """Open actions past their day, in adopted plans of the seats led."""
    day = clock.day(at)
    rows = Action.objects.filter(
        goal__document__participation__in=teams.coordinated_seats(person, day).order_by().values("participation_id"),
        goal__document__adopted_at__isnull=False,
        goal__document__repealed_at__isnull=True,
        goal__document__replaced_at__isnull=True,
        done_at__isnull=True,
        dropped_at__isnull=True,
        due_day__lt=day,
    )
    return rows, {
        "slug": F("goal__document__participation__network__slug"),
        "about": F("goal__document__participation__network__name"),
        "document": F("goal__document_id"),
        "due": F("due_day"),
    }


def _to_settle(rows: Sequence[Facts], _person: Person, _at: datetime) -> Iterable[Todo]:
    by_plan: dict[tuple[str, str, int], list[str]] = {}
    for row in rows:
        by_plan.setdefault((row["slug"], row["about"], row["document"]), []).append(row["due"])
    for (slug, about, document), days in by_plan.items():
        yield Todo(
            text=ngettext(
                "%(number)s action of the plan is overdue: note it as done, or put it off",
                "%(number)s actions of the plan are overdue: note them as done, or put them off",
                len(days),
            )
            % {"number": len(days)},
            href=reverse("goals:document", args=[slug, document]),
            due_day=fact_day(min(days)),
            about=about,
        )


def _aging(person: Person, at: datetime) -> tuple[QuerySet[GoverningDocument], Facts]:
    """Adopted documents of the seats led that are to be reviewed before long."""
    day = clock.day(at)
    rows = GoverningDocument.objects.filter(
        participation__in=teams.coordinated_seats(person, day).order_by().values("participation_id"),
        adopted_at__isnull=False,
        revising_at__isnull=True,
        repealed_at__isnull=True,
        replaced_at__isnull=True,
        review_day__lte=months_after(day, REVIEW_COMES_UP_MONTHS),
    )
    return rows, {
        "slug": F("participation__network__slug"),
        "about": F("participation__network__name"),
        "document": F("pk"),
        "title": F("title"),
        "due": F("review_day"),
    }


def _to_review(rows: Sequence[Facts], _person: Person, _at: datetime) -> Iterable[Todo]:
    for row in rows:
        yield Todo(
            text=_("Review %(title)s") % {"title": row["title"]},
            href=reverse("goals:document", args=[row["slug"], row["document"]]),
            due_day=fact_day(row["due"]),
            about=row["about"],
        )


WAITS = (
    Waits("goals.inventory", _undeclared, _to_declare),
    Waits("goals.actions", _overdue, _to_settle),
    Waits("goals.reviews", _aging, _to_review),
)


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """What waits for the person in goals."""
    return gathered(WAITS, person, at)
