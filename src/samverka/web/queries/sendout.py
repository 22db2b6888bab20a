"""Send-outs: whom a segment holds now, the list, and the preview with names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.calls.models import InterestContact, SelectionOutcome
from samverka.core import clock
from samverka.core.verdicts import Verdict
from samverka.core.words import sort_key
from samverka.mail import queries as mail
from samverka.mail.figures import Recipient
from samverka.mail.models import SendOut
from samverka.networks import queries as networks
from samverka.networks.models import Network, Staff
from samverka.people.models import Person
from samverka.teams.models import TeamMember
from samverka.web import rules

# By key, in the order in which they are offered.
SEGMENTS = {
    "drafts": gettext_lazy("Contacts of municipalities that have begun and not sent in"),
    "unconfirmed": gettext_lazy("Contacts of municipalities that have sent in and not confirmed"),
    "confirmed": gettext_lazy("Contacts of municipalities that have confirmed"),
    "chosen": gettext_lazy("Contacts of the chosen municipalities"),
    "reserves": gettext_lazy("Contacts of the reserves"),
    "not_chosen": gettext_lazy("Contacts of those not chosen"),
    "unsigned": gettext_lazy("Contacts of those whose letter of intent is not complete"),
    "coordinators": gettext_lazy("Coordinators and their deputies"),
    "teams": gettext_lazy("Everyone in the project teams"),
    "staff": gettext_lazy("The host's staff"),
}


@dataclass(frozen=True, slots=True)
class SendOutRow:
    """A send-out in the list."""

    subject: str
    segment: str
    count: int
    sent_at: datetime | None
    href: str


@dataclass(frozen=True, slots=True)
class SendOutsPage:
    """The host's send-outs, and the form for a new one."""

    network_name: str
    network_href: str
    prepare_href: str
    rows: tuple[SendOutRow, ...]
    # Others of the host's staff read what has been written.
    may_write: Verdict


@dataclass(frozen=True, slots=True)
class SendOutPage:
    """One send-out as it looks, with the names of those it goes to."""

    network_name: str
    list_href: str
    subject: str
    body: str
    subject_en: str
    body_en: str
    segment: str
    reply_to: str
    names: tuple[str, ...]
    sent_at: datetime | None
    may_send: Verdict
    send_href: str


def sends_out_for(person: Person, slug: str, day: date) -> Network:
    """The network, for those of its host's staff who may write to everyone.

    Raises:
        Http404: when the person may not.
    """
    network, functions = _at_host(person, slug, day)
    if not rules.may_send_out(functions):
        raise Http404
    return network


def _at_host(person: Person, slug: str, day: date) -> tuple[Network, frozenset[str]]:
    rows = networks.staff_rows(person, slug, day)
    if not rows:
        raise Http404
    return rows[0].network, frozenset(row.function for row in rows)


def send_outs_page(person: Person, slug: str, day: date) -> SendOutsPage:
    """What has been prepared and sent, for all of the host's staff.

    Raises:
        Http404: when the person is not of it.
    """
    network, functions = _at_host(person, slug, day)
    where = [network.slug]
    return SendOutsPage(
        network_name=network.name,
        network_href=f"/natverk/{network.slug}/",
        prepare_href=reverse("prepare_send_out", args=where),
        rows=tuple(
            SendOutRow(
                subject=row.subject,
                segment=_segment_words(row.segment),
                count=len(row.recipients),
                sent_at=row.sent_at,
                href=reverse("send_out", args=[*where, row.pk]),
            )
            for row in mail.send_outs(network.chain)
        ),
        may_write=rules.may_send_out(functions),
    )


def read_send_out(person: Person, slug: str, send_out_id: int, day: date) -> "SendOutPage":
    """A send-out with its names, for all of the host's staff.

    Raises:
        Http404: when the person is not of it, or there is none.
    """
    network, functions = _at_host(person, slug, day)
    return _send_out_page(network, one_send_out(network, send_out_id), functions)


def one_send_out(network: Network, send_out_id: int) -> SendOut:
    """A send-out of the network.

    Raises:
        Http404: when there is none.
    """
    found = mail.one_send_out(network.chain, send_out_id)
    if found is None:
        raise Http404
    return found


def _send_out_page(network: Network, prepared: SendOut, functions: frozenset[str]) -> SendOutPage:
    """The send-out before or after it went."""
    names = tuple(one.shown for one in mail.recipients(prepared))
    return SendOutPage(
        network_name=network.name,
        list_href=reverse("send_outs", args=[network.slug]),
        subject=prepared.subject,
        body=prepared.body,
        subject_en=prepared.subject_en,
        body_en=prepared.body_en,
        segment=_segment_words(prepared.segment),
        reply_to=prepared.reply_to,
        names=names,
        sent_at=prepared.sent_at,
        may_send=rules.may_send(is_sent=prepared.sent_at is not None, count=len(names))
        if (may_write := rules.may_send_out(functions))
        else may_write,
        send_href=reverse("send_send_out", args=[network.slug, prepared.pk]),
    )


def _segment_words(key: str) -> str:
    return str(SEGMENTS.get(key, key))


def segment(network: Network, key: str, at: datetime) -> list[Recipient]:
    """Who is in a segment now, each once, by name; whoever has no address can't be written to."""
    day = clock.day(at)
    found: Iterable[tuple[Person, str]]
    match key:
        case "staff":
            found = ((row.person, str(row.get_function_display())) for row in _staff(network, day))
        case "coordinators" | "teams":
            found = ((row.person, row.function) for row in _members(network, day, only_leading=key == "coordinators"))
        case _:
            found = (
                (row.person, _("Contact of %(name)s") % {"name": row.interest.organisation.name})
                for row in _contacts(network, key, day)
            )
    by_address = {
        person.email: Recipient(person.email, person.name, person.language, person.shown_as(function))
        for person, function in found
        if person.email
    }
    return sorted(by_address.values(), key=lambda one: sort_key(one.shown))


_LEADS = Q(team_seat=TeamMember.TeamSeat.COORDINATOR) | Q(deputy_coordinator=True)


def _on(day: date) -> Q:
    return Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))


def _staff(network: Network, day: date) -> Iterable[Staff]:
    return Staff.objects.filter(_on(day), network=network).select_related("person").order_by("pk")


def _members(network: Network, day: date, *, only_leading: bool) -> Iterable[TeamMember]:
    rows = TeamMember.objects.filter(_on(day), participation__network=network, participation__left_at__isnull=True)
    if only_leading:
        rows = rows.filter(_LEADS)
    return rows.select_related("person").order_by("pk")


def _contacts(network: Network, key: str, day: date) -> Iterable[InterestContact]:
    chosen = {"interest__outcome__lapsed_at__isnull": True}
    steps: dict[str, dict[str, object]] = {
        "drafts": {"interest__submitted_at__isnull": True},
        "unconfirmed": {"interest__submitted_at__isnull": False, "interest__confirmed_at__isnull": True},
        "confirmed": {"interest__confirmed_at__isnull": False},
        "chosen": chosen | {"interest__outcome__outcome": SelectionOutcome.Outcome.CHOSEN},
        "reserves": {"interest__outcome__outcome": SelectionOutcome.Outcome.RESERVE},
        "not_chosen": {"interest__outcome__outcome": SelectionOutcome.Outcome.NOT_CHOSEN},
        "unsigned": {"interest__letter__isnull": False, "interest__letter__completed_at__isnull": True},
    }
    return (
        InterestContact.objects.filter(
            _on(day),
            interest__call__network=network,
            interest__call__cancelled_at__isnull=True,
            interest__withdrawn_at__isnull=True,
            **steps[key],
        )
        .select_related("person", "interest__organisation")
        .order_by("pk")
    )
