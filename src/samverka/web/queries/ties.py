"""What ties a person to networks and calls right now: it draws the menu, and says who is staff."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, Case, CharField, Exists, OuterRef, QuerySet, Value, When

from samverka.calls.models import InterestContact
from samverka.core.prepared import Prepared
from samverka.networks.models import AuditorAccess, Staff, Terms
from samverka.networks.queries import on_day
from samverka.networks.rules import POST_FUNCTIONS
from samverka.people.models import Person
from samverka.teams.models import TeamMember
from samverka.teams.queries import LEADS


class Tie(StrEnum):
    """How somebody belongs to a network, or to a call."""

    # Of the host's staff, and looks after the network's letters.
    POST = "post"
    HOST = "host"
    LEAD = "lead"
    MEMBER = "member"
    AUDITOR = "auditor"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Place:
    """A network, or for a contact a call, and what the person is there."""

    tie: Tie
    slug: str
    name: str
    # What a light network does without has no entry in the menu (R49).
    with_hours: bool = True
    with_claims: bool = True


def places(person: Person, day: date) -> tuple[Place, ...]:
    """Everything that the person belongs to on the day, in one statement."""
    rows = _BELONGING.rows(person=person.pk, day=day)
    found = [Place(Tie(tie), slug, name, bool(hours), bool(claims)) for tie, slug, name, hours, claims in rows]
    return tuple(sorted(found, key=lambda place: (list(Tie).index(place.tie), place.name, place.slug)))


def _belonging(person: int, day: date) -> QuerySet[Any, Any]:
    """How the person with the key is tied to networks and calls on the day: tie, address, name, switches."""

    def said(tie: Tie) -> Value:
        return Value(tie.value, output_field=CharField())

    def switches(network: str) -> tuple[Exists, Exists]:
        holding = Terms.objects.filter(network=OuterRef(network), replaced_at__isnull=True)
        return Exists(holding.filter(with_hours=True)), Exists(holding.filter(with_claims=True))

    in_team = Case(When(LEADS, then=said(Tie.LEAD)), default=said(Tie.MEMBER), output_field=CharField())
    at_host = Case(
        When(function__in=POST_FUNCTIONS, then=said(Tie.POST)), default=said(Tie.HOST), output_field=CharField()
    )
    mine = {"person": person}
    here, by_seat, yes = switches("network"), switches("participation__network"), Value(True, BooleanField())  # noqa: FBT003 - the value itself
    return (
        Staff.objects.filter(on_day(day), **mine)
        .values_list(at_host, "network__slug", "network__name", *here)
        .union(
            TeamMember.objects.filter(on_day(day), **mine).values_list(
                in_team, "participation__network__slug", "participation__network__name", *by_seat
            ),
            AuditorAccess.objects.filter(on_day(day), **mine).values_list(
                said(Tie.AUDITOR), "network__slug", "network__name", *here
            ),
            InterestContact.objects.filter(on_day(day), interest__withdrawn_at__isnull=True, **mine).values_list(
                said(Tie.CONTACT), "interest__call__slug", "interest__call__title", yes, yes
            ),
        )
    )


# Every page of whoever is signed in asks this.
_BELONGING = Prepared(_belonging, person=int, day=date)


def is_staff(person: Person, day: date) -> bool:
    """Whether the person is of any host's staff on the day."""
    return Staff.objects.filter(on_day(day), person=person).exists()
