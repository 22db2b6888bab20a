"""Which months wait for a person's countersignature, and who may give one (Q22, Q55)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.money import duration_text
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.templatetags.samverka import month_name
from samverka.core.todo import Facts
from samverka.core.words import whole_number
from samverka.funding.figures import Rules
from samverka.hours import rules
from samverka.hours.figures import Line
from samverka.hours.models import AuthorityList, HourRow, HourSheet
from samverka.hours.queries.state import current_sheets, line_of, month_of, name_of, what_was_done
from samverka.hours.queries.ways import channel_of, has_manager, with_channel
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation, Terms
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.people.queries import stood_in_for
from samverka.teams.models import NearestManager


def authority_lines(network: Network) -> QuerySet[AuthorityList]:
    """The authority list with its history: those on it now first, then by name."""
    return (
        AuthorityList.objects.filter(network=network)
        .select_related("person", "participation__organisation", "network")
        .order_by("last_day", "person__name_sort", "pk")
    )


def _asks(who: str) -> KeyTextTransform:
    return KeyTextTransform("value", KeyTransform(f"{who}_counter_signature", "rule_set__values"))


def _with_approver(sheets: QuerySet[HourSheet], person: Person, day: date) -> QuerySet[HourSheet]:
    """Each sheet with whether the person may countersign it on the day: self, or for someone who is away."""
    absent = stood_in_for(person, day).values("person_id")
    managed = NearestManager.objects.filter(
        Q(manager=person) | Q(manager__in=absent),
        on_day(day),
        member__person=OuterRef("person"),
        member__participation=OuterRef("participation"),
    )
    listed = AuthorityList.objects.filter(
        Q(person=person) | Q(person__in=absent),
        Q(participation__isnull=True) | Q(participation=OuterRef("participation")),
        on_day(day),
        network=OuterRef("network"),
    )
    terms = Terms.objects.filter(network=OuterRef("network"), replaced_at__isnull=True)
    return with_channel(sheets).annotate(
        is_managed=Exists(managed),
        is_listed=Exists(listed),
        staff_asks=Subquery(terms.annotate(asks=_asks("staff")).values("asks")[:1]),
        participant_asks=Subquery(terms.annotate(asks=_asks("participant")).values("asks")[:1]),
    )


@dataclass(frozen=True, slots=True)
class ToApprove:
    """A month before whoever may countersign it."""

    sheet: HourSheet
    signer: str
    is_entitled: bool


def _to_approve(sheet: Any) -> ToApprove:
    asked = Rules(
        staff_counter_signature=sheet.staff_asks or "none",
        participant_counter_signature=sheet.participant_asks or "none",
    )
    signer = rules.counter_signer(
        sheet.reporting_role, asked, channel=channel_of(sheet), has_manager=has_manager(sheet)
    )
    return ToApprove(sheet, signer, sheet.is_listed if signer == rules.APPROVER else sheet.is_managed)


def states_to_approve(person: Person, network: Network, seen: Collection[int], *, at: datetime) -> list[ToApprove]:
    """The months that were shown, as they stand now, in the order of names. One statement."""
    rows = (
        HourSheet.objects.filter(network=network, pk__in=list(seen))
        .select_related("network", "person", "participation__organisation")
        .order_by("person__name_sort", "month", "pk")
    )
    return [_to_approve(sheet) for sheet in _with_approver(rows, person, clock.day(at))]


def _may_wait(person: Person, day: date) -> QuerySet[HourSheet]:
    """Confirmed months of those whom the person manages or is listed to sign for; who signs is not settled yet."""
    rows = current_sheets().filter(
        confirmed_at__isnull=False, approved_at__isnull=True, locked_at__isnull=True, submitted_at__isnull=True
    )
    return _with_approver(rows, person, day).filter(Q(is_managed=True) | Q(is_listed=True))


def may_wait_for(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    """Whether there is anything to ask about."""
    return _may_wait(person, clock.day(at)).exclude(person=person), {"sheet": "pk"}


def waiting_for(person: Person, day: date, network: str = "") -> list[ToApprove]:
    """Confirmed months that wait for the person's countersignature, and the own one that somebody else signs."""
    found = _may_wait(person, day)
    if network:
        found = found.filter(network__slug=network)
    return [
        waits
        for sheet in found.order_by("network_id", "month", "person__name_sort", "pk")
        if (waits := _to_approve(sheet)).signer and waits.is_entitled
    ]


def changed_meanwhile(sheet: HourSheet) -> str:
    """Why a month that was shown is not signed: it is no longer the same."""
    return _("%(name)s has changed the month since you opened the page.") % {"name": sheet.person.actor_name}


def approval_text(sheet: HourSheet) -> str:
    """What whoever countersigns has before the eyes, as one text that is kept word for word (Q22)."""
    lines = [line_of(row) for row in HourRow.objects.filter(sheet=sheet).order_by("day", "pk")]
    return "\n".join(
        [
            f"{name_of(sheet)} {month_name(month_of(sheet))}",
            f"{sheet.network.name} · {sheet.participation.organisation.name if sheet.participation else ''}".rstrip(
                " ·"
            ),
            sheet.person.actor_name,
            "",
            *(f"{day_text(line.day)} · {what_was_done(line)} · {duration_text(line.minutes)}" for line in lines),
            "",
            approval_sentence(),
            _("Checksum of the content (SHA-256): %(digest)s") % {"digest": sheet.confirmed_sha256},
        ]
    )


def approval_sentence() -> str:
    """What a countersignature says."""
    return _("I countersign that the time has been spent in the project as it stands here.")


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One month that waits: whose, how much, what was done."""

    sheet_id: int
    name: str
    organisation: str
    month: str
    form: str
    minutes: int
    rows: tuple[tuple[date, str, int], ...]
    checksum: str

    @property
    def token(self) -> str:
        """What the form sends back, so that what is signed is what was shown."""
        return f"{self.sheet_id}:{self.checksum}"


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """All months in a network that wait for one person's countersignature."""

    network: Network
    lines: tuple[ApprovalLine, ...]
    # Why the own month is not among them.
    own_reason: str
    # Those that were shown before and could not be signed.
    not_signed: tuple[str, ...]
    sentence: str

    @property
    def approve_label(self) -> str:
        """What the button says."""
        number = len(self.lines)
        return ngettext("Countersign %(number)s month", "Countersign %(number)s months", number) % {"number": number}


def approval_page(person: Person, network: str, *, at: datetime, left: Collection[str] = ()) -> ApprovalPage:
    """The page of countersignatures, in four statements.

    Args:
        person: who asks.
        network: the network's name in the address.
        at: when.
        left: numbers of sheets that were shown and could not be signed, to be named.

    Raises:
        Http404: when the person neither manages anyone there nor stands on its authority list.
    """
    day = clock.day(at)
    waits = waiting_for(person, day, network)
    own = [one for one in waits if one.sheet.person_id == person.pk]
    others = [one.sheet for one in waits if one.sheet.person_id != person.pk]
    found = waits[0].sheet.network if waits else approved_network(person, network, day)
    rows: dict[int, list[Line]] = defaultdict(list)
    for row in HourRow.objects.filter(sheet_id__in=[sheet.pk for sheet in others]).order_by("day", "pk"):
        rows[row.sheet_id].append(line_of(row))
    return ApprovalPage(
        network=found,
        lines=tuple(
            ApprovalLine(
                sheet.pk,
                sheet.person.actor_name,
                sheet.participation.organisation.name if sheet.participation else "",
                month_name(month_of(sheet)),
                name_of(sheet),
                sum(line.minutes for line in rows[sheet.pk]),
                tuple((line.day, what_was_done(line), line.minutes) for line in rows[sheet.pk]),
                sheet.confirmed_sha256,
            )
            for sheet in others
        ),
        own_reason=str(rules.may_approve(own[0].sheet, by=person, is_entitled=True, signer=own[0].signer).reason)
        if own
        else "",
        not_signed=_not_signed(person, found, left, at=at),
        sentence=ngettext(
            "%(number)s month waits for your countersignature.",
            "%(number)s months wait for your countersignature.",
            len(others),
        )
        % {"number": len(others)}
        if others
        else _("No month waits for your countersignature."),
    )


def _not_signed(person: Person, network: Network, left: Collection[str], *, at: datetime) -> tuple[str, ...]:
    ids = [number for one in left if (number := whole_number(one)) is not None]
    if not ids:
        return ()
    return tuple(
        str(verdict.reason)
        for state in states_to_approve(person, network, ids, at=at)
        if state.is_entitled
        and not (
            verdict := rules.may_approve(state.sheet, by=person, is_entitled=state.is_entitled, signer=state.signer)
        )
    )


def approved_network(person: Person, network: str, day: date) -> Network:
    """The network in which the person may countersign somebody's months on the day.

    Raises:
        Http404: when there is none.
    """
    absent = stood_in_for(person, day).values("person_id")
    managed = NearestManager.objects.filter(
        Q(manager=person) | Q(manager__in=absent), on_day(day), member__participation__network=OuterRef("pk")
    )
    listed = AuthorityList.objects.filter(Q(person=person) | Q(person__in=absent), on_day(day), network=OuterRef("pk"))
    found = Network.objects.filter(Q(Exists(managed)) | Q(Exists(listed)), slug=network).first()
    if found is None:
        raise Http404
    return found


# --- The authority list -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AuthorityShown:
    """One line of the list."""

    line_id: int
    name: str
    organisation: str
    first_day: date
    last_day: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """The authority list with its dates, for the host."""

    network: Network
    lines: tuple[AuthorityShown, ...]
    seats: tuple[Participation, ...]


def authority_page(person: Person, network: str, *, at: datetime) -> AuthorityPage:
    """The host's page of those who may approve months.

    Raises:
        Http404: when the person is not of the host's staff.
    """
    day = clock.day(at)
    hosted = networks.hosted_network(person, network, day)
    networks.open_terms(hosted, hours=True)
    return AuthorityPage(
        network=hosted,
        lines=tuple(
            AuthorityShown(
                row.pk,
                row.person.actor_name,
                row.participation.organisation.name if row.participation else _("All municipalities"),
                row.first_day,
                row.last_day,
                is_open=row.last_day is None,
            )
            for row in authority_lines(hosted)
        ),
        seats=tuple(networks.seats(hosted)),
    )


def one_authority(network: Network, line_id: int) -> AuthorityList:
    """A line of the network's list.

    Raises:
        Http404: when there is none.
    """
    line = authority_lines(network).filter(pk=line_id).first()
    if line is None:
        raise Http404
    return line


def approval_address(network: Network, left: Collection[int] = ()) -> str:
    """Where the months that wait are countersigned; with those that could not be, so that they are named."""
    return reverse("hours:approvals", args=[network.slug]) + (
        "?" + urlencode([("kvar", one) for one in left]) if left else ""
    )


def seen_months(tokens: Collection[str]) -> dict[int, str]:
    """What was shown, as the form sends it back: the checksum by the sheet's id.

    Raises:
        Http404: when something else comes back.
    """
    found = {}
    for token in tokens:
        written, _colon, checksum = token.partition(":")
        number = whole_number(written)
        if number is None:
            raise Http404
        found[number] = checksum
    return found
