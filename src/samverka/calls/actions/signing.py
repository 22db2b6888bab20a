"""Signed PDFs from municipalities' own e-signature services, and the issuers whose signatures count."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from samverka.calls import notices, queries, rules
from samverka.calls.actions.letter import count_signature, signed_outside
from samverka.calls.models import Paper, SignedFile, TrustedIssuer, TrustList
from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.documents import actions as documents
from samverka.documents.figures import certificates, weighing
from samverka.documents.models import SignatureMethod
from samverka.journal import actions as journal
from samverka.networks.models import Network
from samverka.people.models import Person

Outcome = SignedFile.Outcome


@transaction.atomic
def send_in_signed(
    *, letter: Paper, names: Mapping[str, str], file_name: str, data: bytes, by: Person, at: datetime
) -> SignedFile:
    """A PDF comes back signed from the municipality's own e-signature service; the worker judges it at once.

    Args:
        letter: the letter or the arrangement.
        names: who has signed it, by office; one of them or both.
        file_name: the file's name.
        data: the file, kept byte for byte.
        by: a contact, or someone of the host's staff.
        at: when.

    Raises:
        Refused: when those have signed, it is the same person, or the file is not taken in.
    """
    letter.refresh_from_db()
    clean = {office: " ".join(name.split()) for office, name in names.items() if name.strip()}
    rules.may_send_in(
        letter,
        may_prepare=queries.may_prepare(letter, clock.day(at)),
        names=clean,
        signed=queries.signatories(letter),
    ).or_refuse()
    document = documents.store(owner=letter, name=file_name, data=data, by=by, at=at)
    rules.is_pdf(document.content_type).or_refuse()
    signed = SignedFile.objects.create(
        **{queries.paper_column(letter): letter}, file=document, names=clean, sent_in_at=at, sent_in_by=by
    )
    journal.record(
        chain=letter.network.chain,
        verb=f"calls.{queries.paper_column(letter)}.signed_file_sent_in",
        subject=letter,
        by=by,
        at=at,
        payload={"names": clean, "file_sha256": document.sha256},
    )
    return signed


@transaction.atomic
def judge_signed_file(
    *, signed: SignedFile, answer: Mapping[str, Any], trust_list: TrustList | None, strict: frozenset[str], at: datetime
) -> SignedFile:
    """Keep what was found in a file; where all is as it should be, those who signed have signed.

    Whoever sent it in stands behind it: the judge is a machine and answers for nothing.

    Args:
        signed: the file, not judged before.
        answer: what the judge found.
        trust_list: the version it was judged by.
        strict: certificates of issuers that mark signing certificates with non-repudiation.
        at: when it was judged.

    Raises:
        Refused: when it has been judged.
    """
    paper = signed.signs
    came_to = weighing.weighed(
        answer,
        signed.names,
        strict_issuers=strict,
        earlier_keys=queries.earlier_keys(paper, frozenset(signed.names)),
    )
    outcome, reasons = came_to.outcome, [list(reason) for reason in came_to.reasons]
    still_open = rules.may_send_in(
        paper,
        may_prepare=queries.may_prepare(paper, clock.day(signed.sent_in_at)),
        names=signed.names,
        signed=queries.signatories(paper),
    )
    if outcome == weighing.ACCEPTED and not still_open:
        # Meanwhile the same has been signed in another way.
        outcome, reasons = weighing.REFUSED, [["too_late", ""]]
    report = dict(answer) | {
        "list_version": trust_list.version if trust_list else None,
        "keys": {office: one["key_sha256"] for office, one in came_to.found.items()},
    }
    changed = SignedFile.objects.filter(pk=signed.pk, judged_at__isnull=True).update(
        judged_at=at, outcome=outcome, reasons=reasons, report=report
    )
    if not changed:
        raise Refused(SOMEONE_WAS_FIRST)
    signed.judged_at, signed.outcome, signed.reasons, signed.report = at, outcome, reasons, report
    journal.record(
        chain=paper.network.chain,
        verb=f"calls.{queries.paper_column(paper)}.signed_file_judged",
        subject=paper,
        by=signed.sent_in_by,
        at=at,
        payload={
            "outcome": outcome,
            "reasons": reasons,
            "file_sha256": signed.file.sha256,
            "list_version": report["list_version"],
        },
    )
    if outcome == weighing.ACCEPTED:
        _take_signatures(signed, note="", by=signed.sent_in_by, at=at)
    notices.file_judged(signed, at=at)
    return signed


def _take_signatures(signed: SignedFile, *, note: str, by: Person, at: datetime) -> None:
    paper = signed.signs
    for office, name in signed.names.items():
        row = signed_outside(
            paper,
            office=office,
            name=name,
            method=SignatureMethod.PDF,
            document=signed.file,
            note=note,
            by=by,
            at=at,
        )
        notices.signed(row, at=at)
        count_signature(paper, by=by, at=at)


@transaction.atomic
def decide_signed_file(*, signed: SignedFile, accept: bool, note: str, by: Person, at: datetime) -> SignedFile:
    """A person at the host has compared the two texts and says what the file is.

    Raises:
        Refused: when there is nothing to decide, those have signed meanwhile, or nothing is said of what was found.
    """
    signed.refresh_from_db()
    paper = signed.signs
    prepare = queries.may_prepare(paper, clock.day(at))
    rules.may_decide_file(signed, may_prepare=prepare, note=note).or_refuse()
    if accept:
        rules.may_send_in(paper, may_prepare=prepare, names=signed.names, signed=queries.signatories(paper)).or_refuse()
    outcome = Outcome.ACCEPTED if accept else Outcome.REFUSED
    stamp(signed, "decided", by=by, at=at, decision_note=note, outcome=outcome.value)
    journal.record(
        chain=paper.network.chain,
        verb=f"calls.{queries.paper_column(paper)}.signed_file_decided",
        subject=paper,
        by=by,
        at=at,
        payload={"outcome": outcome.value, "note": note, "file_sha256": signed.file.sha256},
    )
    if accept:
        _take_signatures(signed, note=note, by=by, at=at)
    notices.file_judged(signed, at=at)
    return signed


@transaction.atomic
def trust_issuer(
    *,
    network: Network,
    name: str,
    purpose: str,
    needs_non_repudiation: bool,
    data: bytes,
    by: Person,
    at: datetime,
) -> TrustList:
    """An issuer of e-signatures, or of time stamps, comes on the network's list, which is a new version of it.

    Raises:
        Refused: when the file is not one issuer's certificate, it has run out, or it is on the list.
    """
    found = certificates.read(data)
    before = queries.trusted(queries.trust_list(network))
    day = clock.day(at)
    rules.may_trust(
        is_certificate=found is not None,
        is_issuer=bool(found and found.is_issuer),
        is_known=any(found and (one.certificate_sha256, one.purpose) == (found.sha256, purpose) for one in before),
        is_current=bool(found and found.first_day <= day <= found.last_day),
    ).or_refuse()
    if found is None:
        raise Refused(SOMEONE_WAS_FIRST)
    added = TrustedIssuer(
        name=" ".join(name.split()) or found.name,
        purpose=purpose,
        certificate=found.pem,
        certificate_sha256=found.sha256,
        subject=found.subject,
        first_day=found.first_day,
        last_day=found.last_day,
        needs_non_repudiation=needs_non_repudiation,
    )
    version = _new_version(network, [*before, added], by=by, at=at)
    journal.record(
        chain=network.chain,
        verb="calls.issuer.trusted",
        subject=version,
        by=by,
        at=at,
        payload={"version": version.version, "name": added.name, "purpose": purpose, "certificate": found.sha256},
    )
    return version


@transaction.atomic
def distrust_issuer(*, network: Network, issuer: TrustedIssuer, by: Person, at: datetime) -> TrustList:
    """An issuer goes from the list, which is a new version of it; what has been accepted stays accepted."""
    before = [one for one in queries.trusted(queries.trust_list(network)) if one.pk != issuer.pk]
    version = _new_version(network, before, by=by, at=at)
    journal.record(
        chain=network.chain,
        verb="calls.issuer.distrusted",
        subject=version,
        by=by,
        at=at,
        payload={
            "version": version.version,
            "name": issuer.name,
            "purpose": issuer.purpose,
            "certificate": issuer.certificate_sha256,
        },
    )
    return version


def _new_version(network: Network, issuers: list[TrustedIssuer], *, by: Person, at: datetime) -> TrustList:
    before = queries.trust_list(network)
    if before and not TrustList.objects.filter(pk=before.pk, replaced_at__isnull=True).update(replaced_at=at):
        raise Refused(SOMEONE_WAS_FIRST)
    version = TrustList.objects.create(
        network=network, version=before.version + 1 if before else 1, set_at=at, set_by=by
    )
    for one in issuers:
        one.pk, one.trust_list = None, version
    TrustedIssuer.objects.bulk_create(issuers)
    return version
