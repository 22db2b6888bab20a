"""Municipalities that have submitted nothing of a month that has closed: their coordinator is asked first (R53)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.cofinancing import rules
from samverka.cofinancing.models import SilenceSignal
from samverka.core import clock
from samverka.core.months import Month
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.templatetags.samverka import month_name
from samverka.core.todo import Facts, Todo, fact_day
from samverka.core.verdicts import Verdict
from samverka.core.workdays import nth_working_day
from samverka.funding import queries as funding
from samverka.hours.models import HourSheet
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.people.queries import stood_in_for
from samverka.teams.models import TeamMember
from samverka.teams.queries import LEADS


def _submitted(month: Any, participation: Any) -> QuerySet[HourSheet]:
    return HourSheet.objects.filter(participation=participation, month=month, submitted_at__isnull=False)


def _is_silent() -> Q:
    """Whether nothing of the month has been submitted yet: as soon as something is, the signal is over."""
    return ~Q(Exists(_submitted(OuterRef("month"), OuterRef("participation"))))


def closed_month(network: Network, today: date) -> Month | None:
    """The newest month of the network whose closing day has passed."""
    terms = networks.holding_terms(network)
    if not terms.with_hours:
        return None
    closes = funding.rules_of(terms).month_closes_on_working_day
    month = Month.of(today).previous()
    if nth_working_day(month.next().first_day, closes) >= today:
        month = month.previous()
    return month if month.last_day >= network.first_day and month.first_day <= network.last_day else None


def newly_silent(network: Network, month: Month) -> list[Participation]:
    """Seats with months laid out, of which none is submitted, and about which nobody has been asked; one statement."""
    sheets = HourSheet.objects.filter(participation=OuterRef("pk"), month=month.first_day, superseded_at__isnull=True)
    signals = SilenceSignal.objects.filter(participation=OuterRef("pk"), month=month.first_day)
    return list(
        Participation.objects.filter(
            Exists(sheets),
            ~Exists(sheets.filter(submitted_at__isnull=False)),
            ~Exists(signals),
            network=network,
            accepted_at__isnull=False,
        )
        .select_related("organisation", "network")
        .order_by("organisation__name_sort", "pk")
    )


@dataclass(frozen=True, slots=True)
class Silence:
    """A silent municipality, as the host sees it: with its coordinator's words, or that none came in time."""

    text: str
    rule: str
    comment: str


def with_silence(seats: QuerySet[Participation], today: date) -> QuerySet[Participation]:
    """Seats, each with the newest signal that the host may see: commented, or its days to comment over."""
    seen = SilenceSignal.objects.filter(
        Q(commented_at__isnull=False) | Q(comment_due_day__lt=today), _is_silent(), participation=OuterRef("pk")
    ).order_by("-month")
    return seats.annotate(
        silent_month=Subquery(seen.values("month")[:1]),
        silent_days=Subquery(seen.values("working_days")[:1]),
        silent_comment=Subquery(seen.values("comment")[:1]),
    )


def silences_of(seats: Sequence[Participation]) -> tuple[Silence, ...]:
    """What the host sees of seats that were asked for by way of `with_silence`; no statement."""
    found = []
    for seat in seats:
        month, comment = getattr(seat, "silent_month", None), getattr(seat, "silent_comment", "")
        if month:
            said = (
                _("The coordinator writes: %(comment)s") % {"comment": comment}
                if comment
                else _("The coordinator has not commented.")
            )
            found.append(
                Silence(silence_text(seat.organisation.name, month), rule_text(getattr(seat, "silent_days", 0)), said)
            )
    return tuple(found)


def silence_text(name: str, month: date) -> str:
    """What has been noticed, in the same words for whoever reads it."""
    return _("%(name)s has submitted nothing of %(month)s, and the month has closed.") % {
        "name": name,
        "month": month_name(month),
    }


def rule_text(working_days: int) -> str:
    """The rule, in the same words for the municipality and the host."""
    return _(
        "A municipality is silent when a month has closed and nothing of it is submitted. The coordinator is asked "
        "first and has %(days)s working days to comment. After that the host sees it, with the comment. It is over as "
        "soon as something of the month is submitted."
    ) % {"days": working_days}


@dataclass(frozen=True, slots=True)
class SignalPage:
    """What the coordinator reads and answers."""

    network_name: str
    title: str
    text: str
    rule: str
    due_text: str
    comment: str
    may_comment: Verdict
    comment_href: str
    month_href: str


def _led(person: Person, today: date) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(
        on_day(today) & LEADS,
        Q(person=person) | Q(person__in=stood_in_for(person, today).values("person_id")),
    )


def one_signal(person: Person, slug: str, signal_id: int, today: date) -> SilenceSignal:
    """A signal for whoever leads the municipality's team.

    Raises:
        Http404: when there is none, or it is another municipality's.
    """
    signal = (
        SilenceSignal.objects.filter(
            pk=signal_id,
            participation__network__slug=slug,
            participation__in=_led(person, today).values("participation"),
        )
        .select_related("participation__organisation", "participation__network")
        .first()
    )
    if signal is None:
        raise Http404
    return signal


def signal_page(signal: SilenceSignal) -> SignalPage:
    """What the page shows; no further statement."""
    network, month = signal.participation.network, Month.of(signal.month)
    return SignalPage(
        network_name=network.name,
        title=_("Nothing is submitted of %(month)s") % {"month": month_name(month)},
        text=silence_text(signal.participation.organisation.name, signal.month),
        rule=rule_text(signal.working_days),
        due_text=_("You can comment until the end of %(day)s; then the host sees this.")
        % {"day": day_text(signal.comment_due_day)},
        comment=signal.comment,
        may_comment=rules.may_comment(signal),
        comment_href=reverse("cofinancing:comment", args=[network.slug, signal.pk]),
        month_href=reverse("hours:team", args=[network.slug, month, signal.participation_id]),
    )


def waiting(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    """Signals that the person is asked to comment."""
    today = clock.day(at)
    rows = SilenceSignal.objects.filter(
        _is_silent(), commented_at__isnull=True, participation__in=_led(person, today).values("participation")
    )
    return rows, {
        "signal": "pk",
        "slug": "participation__network__slug",
        "network": "participation__network__name",
        "name": "participation__organisation__name",
        "month": "month",
        "due": "comment_due_day",
    }


def to_comment(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    """Each of them as a thing to do."""
    for row in found:
        yield Todo(
            text=_("Say why nothing of %(month)s is submitted for %(name)s")
            % {"month": month_name(date.fromisoformat(row["month"])), "name": row["name"]},
            href=reverse("cofinancing:signal", args=[row["slug"], row["signal"]]),
            due_day=fact_day(row["due"]),
            about=row["network"],
        )
