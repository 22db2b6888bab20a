"""What those who answer for a network's money must do now."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.cofinancing import rules
from samverka.cofinancing.models import Claim
from samverka.cofinancing.queries import signals
from samverka.core import clock
from samverka.core.todo import Facts, Todo, Waits, gathered
from samverka.funding.models import UnitCost
from samverka.networks.models import Network, Staff, Terms
from samverka.networks.queries import on_day
from samverka.people.models import Person


def _networks(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    mine = Staff.objects.filter(on_day(clock.day(at)), person=person, function__in=rules.MONEY)
    terms = Terms.objects.filter(network=OuterRef("pk"), replaced_at__isnull=True)
    unchecked = (
        UnitCost.objects.filter(
            rule_set=OuterRef("rule_set"),
            funding_call_start_year=OuterRef("call_year"),
            checked_at__isnull=True,
            replaced_at__isnull=True,
        )
        .filter(~Q(entered_by=person))
        .order_by()
        .values("rule_set")
        .annotate(number=Count("pk"))
        .values("number")
    )
    waiting = Claim.objects.filter(network=OuterRef("pk"), closed_at__isnull=True).order_by().values("network")
    networks = (
        Network.objects.filter(pk__in=mine.values("network"))
        .annotate(
            rule_set=Subquery(terms.values("rule_set")[:1]),
            call_year=Subquery(terms.values("funding_call_start_year")[:1]),
        )
        .annotate(
            unchecked=Subquery(unchecked), claim=Subquery(waiting.annotate(number=Min("number")).values("number"))
        )
        .filter(Q(unchecked__gt=0) | Q(claim__isnull=False))
    )
    return networks, {"slug": "slug", "name": "name", "unchecked": "unchecked", "claim": "claim"}


def _to_check(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    for network in found:
        slug, costs, claim = network["slug"], network["unchecked"], network["claim"]
        if costs:
            text = ngettext("Check %(number)s unit cost.", "Check %(number)s unit costs.", costs) % {"number": costs}
            yield Todo(text, reverse("cofinancing:unit_costs", args=[slug]), about=network["name"])
        if claim:
            text = _("Check and close claim %(number)s.") % {"number": claim}
            yield Todo(text, reverse("cofinancing:claim", args=[slug, claim]), about=network["name"])


# Unit costs to check and a claim to close, for the host's staff; a silent month to comment, for the coordinator.
WAITS = (
    Waits("cofinancing.checks", _networks, _to_check),
    Waits("cofinancing.signals", signals.waiting, signals.to_comment),
)


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """What waits for the person in co-financing."""
    return gathered(WAITS, person, at)
