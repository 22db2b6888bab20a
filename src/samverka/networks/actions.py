"""The only room of networks that writes."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from samverka.core import clock
from samverka.core.actors import SYSTEM, Actor
from samverka.core.stamps import stamp
from samverka.core.words import address_key, sort_key
from samverka.documents.figures.content import digest
from samverka.journal import actions as journal
from samverka.networks import queries, rules
from samverka.networks.models import (
    ArrangementWording,
    AuditorAccess,
    DataProtectionArrangement,
    Network,
    Participation,
    Staff,
    Terms,
)
from samverka.people.models import MemberOrganisation, Person


@transaction.atomic
def set_up_network(
    *,
    name: str,
    host_organisation: str,
    first_day: date,
    last_day: date,
    closing_from: date | None,
    by: Person | None,
    at: datetime,
    slug: str = "",
    registry_number: str = "",
) -> Network:
    """A network comes to be; its chain in the journal begins here."""
    network = Network.objects.create(
        slug=slug or queries.free_slug(name),
        name=name,
        name_sort=sort_key(name),
        host_organisation=host_organisation,
        registry_number=registry_number,
        first_day=first_day,
        last_day=last_day,
        closing_from=closing_from,
        set_up_at=at,
        set_up_by=by,
    )
    journal.record(
        chain=network.chain,
        verb="networks.network.set_up",
        subject=network,
        by=by or SYSTEM,
        at=at,
        payload={"name": name, "first_day": first_day.isoformat(), "last_day": last_day.isoformat()},
    )
    return network


@transaction.atomic
def start_network(
    *,
    name: str,
    host_organisation: str,
    first_day: date,
    last_day: date,
    closing_from: date | None,
    terms: Mapping[str, object],
    by: Person,
    at: datetime,
    registry_number: str = "",
) -> Network:
    """A new network with its terms; whoever starts it is its project manager from today.

    Raises:
        Refused: when the person is not the one to start a network.
    """
    queries.may_start_network(by, clock.day(at)).or_refuse()
    network = set_up_network(
        name=name,
        host_organisation=host_organisation,
        first_day=first_day,
        last_day=last_day,
        closing_from=closing_from,
        registry_number=registry_number,
        by=by,
        at=at,
    )
    set_terms(network=network, by=by, at=at, **terms)
    appoint_staff(
        network=network, person=by, function=Staff.Function.PROJECT_MANAGER, first_day=clock.day(at), by=by, at=at
    )
    journal.record(chain=network.chain, verb="networks.network.started", subject=network, by=by, at=at)
    return network


@transaction.atomic
def set_terms(*, network: Network, by: Person | None, at: datetime, **values: object) -> Terms:
    """Set the network's terms; a version before stays as it was, marked as replaced.

    `values` are columns of `Terms`: seats, team_size, hours_per_year and so on.
    """
    before = Terms.objects.filter(network=network, replaced_at__isnull=True).first()
    if before:
        Terms.objects.filter(pk=before.pk).update(replaced_at=at)
    terms = Terms.objects.create(
        network=network, version=before.version + 1 if before else 1, set_at=at, set_by=by, **values
    )
    said = {key: value for key, value in values.items() if isinstance(value, str | int | bool | list)}
    journal.record(
        chain=network.chain,
        verb="networks.terms.set",
        subject=terms,
        by=by or SYSTEM,
        at=at,
        payload={"version": terms.version, "values": said},
    )
    return terms


@transaction.atomic
def appoint_staff(
    *, network: Network, person: Person, function: str, first_day: date, by: Actor, at: datetime
) -> Staff:
    """Someone at the host gets a function in the network from a day on."""
    row = Staff.objects.create(network=network, person=person, function=function, first_day=first_day)
    journal.record(
        chain=network.chain,
        verb="networks.staff.appointed",
        subject=row,
        by=by,
        at=at,
        payload={"person": person.actor_name, "function": function, "first_day": first_day.isoformat()},
    )
    return row


@transaction.atomic
def give_auditor_access(
    *, network: Network, person: Person, first_day: date, last_day: date, by: Person, at: datetime
) -> AuditorAccess:
    """An auditor may read the network during the days given, first and last included.

    Raises:
        Refused: when the last day comes before the first.
    """
    rules.may_give_auditor_access(first_day=first_day, last_day=last_day).or_refuse()
    access = AuditorAccess.objects.create(
        network=network, person=person, first_day=first_day, last_day=last_day, given_at=at, given_by=by
    )
    journal.record(
        chain=network.chain,
        verb="networks.auditor_access.given",
        subject=access,
        by=by,
        at=at,
        payload={
            "person": person.actor_name,
            "first_day": first_day.isoformat(),
            "last_day": last_day.isoformat(),
        },
    )
    return access


@transaction.atomic
def note_funding(
    *,
    network: Network,
    by: Actor,
    at: datetime,
    applied_day: date | None = None,
    granted_day: date | None = None,
    rejected_day: date | None = None,
) -> Network:
    """Write down what became of the application for support; seats are conditional until it is granted (R1).

    Raises:
        Refused: when the days contradict each other or have not come.
    """
    rules.may_note_funding(
        applied_day=applied_day or network.applied_day,
        granted_day=granted_day or network.granted_day,
        rejected_day=rejected_day or network.rejected_day,
        today=clock.day(at),
    ).or_refuse()
    given = {"applied_day": applied_day, "granted_day": granted_day, "rejected_day": rejected_day}
    days = {name: day for name, day in given.items() if day is not None}
    Network.objects.filter(pk=network.pk).update(**days)
    for name, day in days.items():
        setattr(network, name, day)
    journal.record(
        chain=network.chain,
        verb="networks.funding.noted",
        subject=network,
        by=by,
        at=at,
        payload={name: day.isoformat() for name, day in days.items()},
    )
    return network


@transaction.atomic
def award_seat(
    *,
    network: Network,
    organisation: MemberOrganisation,
    by: Person,
    at: datetime,
    first_day: date | None = None,
    last_day: date | None = None,
) -> Participation:
    """The host awards a seat; it lasts as long as the network unless days are given.

    Raises:
        Refused: when all seats are taken or the organisation has one.
    """
    standing = queries.all_seats(network).filter(left_at__isnull=True)
    rules.may_award_seat(
        seats=queries.holding_terms(network).seats,
        taken=standing.filter(~Q(organisation=organisation)).count(),
        already_seated=queries.all_seats(network).filter(organisation=organisation).exists(),
    ).or_refuse()
    participation = Participation.objects.create(
        network=network,
        organisation=organisation,
        first_day=first_day or network.first_day,
        last_day=last_day or network.last_day,
        awarded_at=at,
        awarded_by=by,
    )
    journal.record(
        chain=network.chain,
        verb="networks.seat.awarded",
        subject=participation,
        by=by,
        at=at,
        payload={"organisation": organisation.name},
    )
    return participation


@transaction.atomic
def accept_seat(*, participation: Participation, by: Person, at: datetime) -> Participation:
    """The organisation takes its seat.

    Raises:
        Refused: when it has been accepted or given up before.
    """
    rules.may_accept_seat(participation).or_refuse()
    stamp(participation, "accepted", by=by, at=at)
    journal.record(
        chain=participation.network.chain, verb="networks.seat.accepted", subject=participation, by=by, at=at
    )
    return participation


@transaction.atomic
def set_evidence_address(*, network: Network, address: str, by: Person, at: datetime) -> Network:
    """Where the head of the network's chain is sent: an address that the installation has no hold of."""
    before, network.evidence_address = network.evidence_address, address_key(address)
    Network.objects.filter(pk=network.pk).update(evidence_address=network.evidence_address)
    journal.record(
        chain=network.chain,
        verb="networks.evidence_address.set",
        subject=network,
        by=by,
        at=at,
        payload={"before": before, "after": network.evidence_address},
    )
    return network


@transaction.atomic
def write_wording(
    *,
    network: Network,
    text: str,
    record_of_processing: str,
    hosting: str,
    subprocessors: str,
    impact_assessment: str,
    by: Person,
    at: datetime,
) -> ArrangementWording:
    """Write what the network's data-protection arrangement says; the version before stays as it was signed.

    Raises:
        Refused: when the network's terms ask for none.
    """
    kind = queries.arrangement_needed(network)
    rules.may_write_wording(is_needed=bool(kind)).or_refuse()
    before = queries.holding_wording(network)
    if before:
        ArrangementWording.objects.filter(pk=before.pk).update(replaced_at=at)
    wording = ArrangementWording.objects.create(
        network=network,
        version=before.version + 1 if before else 1,
        kind=kind,
        text=text,
        record_of_processing=record_of_processing,
        hosting=hosting,
        subprocessors=subprocessors,
        impact_assessment=impact_assessment,
        written_at=at,
        written_by=by,
    )
    journal.record(
        chain=network.chain,
        verb="networks.arrangement_wording.written",
        subject=wording,
        by=by,
        at=at,
        payload={"version": wording.version, "kind": kind},
    )
    return wording


@transaction.atomic
def issue_arrangement(
    *, wording: ArrangementWording, organisation: MemberOrganisation, by: Person, at: datetime
) -> DataProtectionArrangement:
    """An organisation gets its arrangement to sign, in the wording that holds."""
    text = queries.arrangement_text(wording, organisation)
    arrangement = DataProtectionArrangement.objects.create(
        network=wording.network,
        organisation=organisation,
        wording=wording,
        number=queries.arrangement_number(wording, organisation),
        text=text,
        text_sha256=digest(text.encode()),
        issued_at=at,
        issued_by=by,
    )
    journal.record(
        chain=wording.network.chain,
        verb="networks.arrangement.issued",
        subject=arrangement,
        by=by,
        at=at,
        payload={
            "organisation": organisation.name,
            "number": arrangement.number,
            "text_sha256": arrangement.text_sha256,
        },
    )
    return arrangement


@transaction.atomic
def give_up_seat(*, participation: Participation, reason: str, by: Person, at: datetime) -> Participation:
    """The organisation leaves its seat, accepted or not; another can have it from then on.

    Raises:
        Refused: when it has been given up before.
    """
    rules.may_give_up_seat(participation).or_refuse()
    stamp(participation, "left", by=by, at=at, left_reason=reason)
    journal.record(
        chain=participation.network.chain,
        verb="networks.seat.given_up",
        subject=participation,
        by=by,
        at=at,
        payload={"reason": reason},
    )
    return participation


@transaction.atomic
def set_seat_days(
    *, participation: Participation, first_day: date, last_day: date, by: Person, at: datetime
) -> Participation:
    """The seat lasts other days than the network: the municipality joins late or leaves early (R48).

    Raises:
        Refused: when the days are not in order, or outside the network's.
    """
    network = participation.network
    rules.may_set_seat_days(
        first_day=first_day, last_day=last_day, network_first=network.first_day, network_last=network.last_day
    ).or_refuse()
    before = [participation.first_day.isoformat(), participation.last_day.isoformat()]
    Participation.objects.filter(pk=participation.pk).update(first_day=first_day, last_day=last_day)
    participation.first_day, participation.last_day = first_day, last_day
    journal.record(
        chain=network.chain,
        verb="networks.seat.days_set",
        subject=participation,
        by=by,
        at=at,
        payload={"before": before, "after": [first_day.isoformat(), last_day.isoformat()]},
    )
    return participation
