"""More time for an organisation: who has it and who may be given it."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse

from samverka.calls.models import Call, Interest
from samverka.calls.queries.call import call_title
from samverka.calls.queries.interest import interests


@dataclass(frozen=True, slots=True)
class Exemption:
    """Who has been given more time, until when and why."""

    name: str
    late_until: date
    reason: str


@dataclass(frozen=True, slots=True)
class ExemptionsPage:
    """The exemptions of a call."""

    call_title: str
    funnel_href: str
    grant_href: str
    register_href: str
    given: tuple[Exemption, ...]
    # (interest, name) of those who may be given more time.
    choices: tuple[tuple[int, str], ...]


def exemptions_page(call: Call) -> ExemptionsPage:
    """Who has more time, and who has neither confirmed nor left."""
    rows = list(interests(call))
    where = [call.network.slug, call.slug]
    return ExemptionsPage(
        call_title=call_title(call),
        funnel_href=reverse("calls:funnel", args=where),
        grant_href=reverse("calls:exempt", args=where),
        register_href=reverse("calls:register", args=where),
        given=tuple(
            Exemption(row.organisation.name, row.late_until, row.late_reason) for row in rows if row.late_until
        ),
        choices=tuple((row.pk, row.organisation.name) for row in rows if not row.confirmed_at and not row.withdrawn_at),
    )


def interest_in(call: Call, interest_id: int) -> Interest:
    """An entry of this call, sent in or not.

    Raises:
        Http404: when there is none.
    """
    interest = (
        Interest.objects.filter(call=call, pk=interest_id).select_related("call__network", "organisation").first()
    )
    if interest is None:
        raise Http404
    return interest
