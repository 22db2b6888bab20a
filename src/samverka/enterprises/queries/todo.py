"""What waits for a person: collaborations to follow up, enterprises to ask."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.todo import Facts, Todo, Waits, fact_day, gathered
from samverka.enterprises.models import ConfirmationLink, Outcome, SocialEnterprise
from samverka.people.models import Person

# So long before its day a follow-up is told of.
_SOON = timedelta(days=14)


def _followed_up(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    later = Outcome.objects.filter(
        collaboration=OuterRef("collaboration"), kind=Outcome.Kind.DELIVERED, pk__gt=OuterRef("pk")
    )
    rows = Outcome.objects.filter(~Exists(later), collaboration__owner=person, follow_up_day__lte=clock.day(at) + _SOON)
    return rows, {
        "key": "collaboration_id",
        "title": "collaboration__title",
        "organisation": "collaboration__organisation__name",
        "due": "follow_up_day",
    }


def _to_follow_up(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    for row in found:
        yield Todo(
            text=_("Follow up: %(title)s") % {"title": row["title"]},
            href=reverse("enterprises:outcome", args=[row["key"]]),
            due_day=fact_day(row["due"]),
            about=row["organisation"],
        )


def _unasked(person: Person, _at: datetime) -> tuple[QuerySet[Any], Facts]:
    links = ConfirmationLink.objects.filter(enterprise=OuterRef("pk"))
    rows = SocialEnterprise.objects.filter(
        ~Exists(links), entered_by=person, consent_day__isnull=True, archived_at__isnull=True, contact_email__gt=""
    )
    return rows, {"key": "pk"}


def _to_ask(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    first = min(row["key"] for row in found)
    yield Todo(
        text=ngettext(
            "Ask %(number)s enterprise for its consent", "Ask %(number)s enterprises for their consent", len(found)
        )
        % {"number": len(found)},
        href=reverse("enterprises:entry", args=[first]),
        about=_("Social enterprises"),
    )


# Collaborations to follow up, for their owner; enterprises to ask for consent, for whoever entered them.
WAITS = (Waits("enterprises.follow_up", _followed_up, _to_follow_up), Waits("enterprises.consent", _unasked, _to_ask))


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """What waits for the person in enterprises."""
    return gathered(WAITS, person, at)
