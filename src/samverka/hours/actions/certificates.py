"""Months that were confirmed outside: on paper in ink, or by a certificate in an e-mail (Q23). Dated exceptions."""

from datetime import date, datetime

from django.db import transaction

from samverka.documents import actions as documents
from samverka.documents.models import SignatureMethod
from samverka.hours import queries, rules
from samverka.hours.actions.sheets import _freeze, _hold
from samverka.hours.models import CertificateApproval, HourSheet, ReceivedCertificate
from samverka.journal import actions as journal
from samverka.networks.models import Network
from samverka.people.models import Person


@transaction.atomic
def note_certificate_approval(
    *,
    network: Network,
    approved_by_name: str,
    approved_day: date,
    from_day: date,
    until_day: date | None,
    by: Person,
    at: datetime,
) -> CertificateApproval:
    """The Fund lets the project take certificates by e-mail during a period: who said so, and when (D7).

    Raises:
        Refused: when the period ends before it begins.
    """
    rules.may_note_certificate_approval(from_day=from_day, until_day=until_day).or_refuse()
    row = CertificateApproval.objects.create(
        network=network,
        approved_by_name=" ".join(approved_by_name.split()),
        approved_day=approved_day,
        from_day=from_day,
        until_day=until_day,
        entered_at=at,
        entered_by=by,
    )
    journal.record(
        chain=network.chain,
        verb="hours.certificate.approved_way",
        subject=row,
        by=by,
        at=at,
        payload={
            "approved_by": row.approved_by_name,
            "approved_day": approved_day.isoformat(),
            "from_day": from_day.isoformat(),
            "until_day": until_day.isoformat() if until_day else "",
        },
    )
    return row


@transaction.atomic
def register_certificate(
    *,
    sheet: HourSheet,
    kind: str,
    received_day: date,
    hours: int,
    kept_at: str,
    name: str,
    data: bytes,
    by: Person,
    at: datetime,
) -> ReceivedCertificate:
    """A month that the person has signed outside is registered, with the file; the month then counts as confirmed.

    What the certificate says must be what stands here. The person's name is on it; who registered it is kept too.

    Raises:
        Refused: when the month is not open or over, the hours differ, an e-mail has no leave, or the file is refused.
    """
    _hold(sheet, at=at)
    state = queries.state_of(sheet, at=at)
    rules.may_register_certificate(
        state.facts,
        kind=kind,
        hours=hours,
        lines=state.lines,
        reportable=state.reportable,
        gone=state.gone,
        has_leave=queries.has_leave(sheet),
        received_day=received_day,
        kept_at=kept_at,
    ).or_refuse()
    document = documents.store(owner=sheet, name=name, data=data, by=by, at=at)
    certificate = ReceivedCertificate.objects.create(
        sheet=sheet,
        kind=kind,
        received_day=received_day,
        hours=hours,
        kept_at=" ".join(kept_at.split()),
        document=document,
        registered_at=at,
        registered_by=by,
    )
    _freeze(state, by=sheet.person, at=at, method=SignatureMethod.PAPER)
    journal.record(
        chain=sheet.network.chain,
        verb="hours.certificate.registered",
        subject=certificate,
        by=by,
        at=at,
        payload={
            "sheet": journal.subject_of(sheet),
            "content_sha256": sheet.confirmed_sha256,
            "kind": kind,
            "hours": hours,
            "received_day": received_day.isoformat(),
            "kept_at": certificate.kept_at,
            "document_sha256": document.sha256,
        },
    )
    return certificate
