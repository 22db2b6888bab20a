"""Signed PDFs that have come in, what was found in them, and the network's list of trusted issuers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls import rules
from samverka.calls.models import Paper, SignedFile, TrustedIssuer, TrustList
from samverka.calls.queries.letter import (
    FILE_STATES,
    OFFICES,
    address_of,
    may_prepare,
    office_title,
    paper_column,
    signatories,
    title_of,
)
from samverka.core import clock
from samverka.core.verdicts import Verdict
from samverka.documents import queries as documents
from samverka.documents import rules as document_rules
from samverka.documents.models import Document
from samverka.networks.models import Network


def signed_file(paper: Paper, file_id: int) -> SignedFile:
    """One signed PDF of a paper.

    Raises:
        Http404: when it is not of this paper.
    """
    found = (
        SignedFile.objects.filter(**{paper_column(paper): paper}, pk=file_id)
        .select_related("file", "sent_in_by", "decided_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


def file_of(signed: SignedFile) -> Document:
    """The file itself, byte for byte."""
    return signed.file


def file_to_judge(file_id: int) -> SignedFile | None:
    """A file that has come in and has not been judged."""
    return (
        SignedFile.objects.filter(pk=file_id, judged_at__isnull=True)
        .select_related(
            "file",
            "sent_in_by",
            "letter__issued_file",
            "letter__interest__call__network",
            "letter__interest__organisation",
            "letter__interest__outcome",
            "arrangement__issued_file",
            "arrangement__network",
            "arrangement__organisation",
        )
        .first()
    )


def waiting_files() -> list[int]:
    """Files that have come in and have not been judged."""
    return list(SignedFile.objects.filter(judged_at__isnull=True).order_by("pk").values_list("pk", flat=True))


def earlier_keys(paper: Paper, offices: frozenset[str]) -> frozenset[str]:
    """The keys that the other offices have signed the paper with, in files that count."""
    rows = SignedFile.objects.filter(**{paper_column(paper): paper}, outcome=SignedFile.Outcome.ACCEPTED)
    keys = set()
    for row in rows:
        keys |= {key for office, key in row.report.get("keys", {}).items() if office not in offices}
    return frozenset(keys)


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """One signature in a file, in plain words."""

    name: str
    issuer: str
    said_at: datetime | None
    time_stamp: str
    mark: str
    mark_word: str


@dataclass(frozen=True, slots=True)
class SignedFilePage:
    """What was found in a signed PDF."""

    paper_title: str
    organisation: str
    back_href: str
    name: str
    size: int
    sha256: str
    sent_in_at: datetime
    sent_in_by: str
    said_names: tuple[tuple[str, str], ...]
    is_judged: bool
    outcome: str
    state: str
    state_word: str
    reasons: tuple[str, ...]
    signatures: tuple[FoundSignature, ...]
    compared: str
    extra_pages: tuple[dict[str, Any], ...]
    list_version: int | None
    file_href: str
    report_href: str
    # Both texts, side by side, while a person is to compare them.
    issued_text: str
    their_text: str
    decide: Verdict
    decide_href: str
    decided_at: datetime | None
    decided_by: str
    decision_note: str
    is_host: bool


def signed_file_page(paper: Paper, signed: SignedFile, at: datetime, *, is_host: bool) -> SignedFilePage:
    """The verdict on a file, with everything it rests on."""
    report = signed.report
    titles = {office: office_title(paper.organisation, office) for office in OFFICES}
    needs_person = signed.outcome == SignedFile.Outcome.PERSON
    return SignedFilePage(
        paper_title=title_of(paper),
        organisation=paper.organisation.name,
        back_href=address_of(paper, "letter"),
        name=signed.file.shown_name,
        size=signed.file.size,
        sha256=signed.file.sha256,
        sent_in_at=signed.sent_in_at,
        sent_in_by=signed.sent_in_by.actor_name,
        said_names=tuple((titles[office], name) for office, name in signed.names.items()),
        is_judged=signed.judged_at is not None,
        outcome=signed.outcome,
        state=FILE_STATES[signed.outcome],
        state_word=str(signed.get_outcome_display()) if signed.outcome else _("Being checked"),
        reasons=tuple(document_rules.why(word, whom) for word, whom in signed.reasons),
        signatures=tuple(_found(one) for one in report.get("signatures", ())),
        compared=_compared(str(report.get("base", ""))),
        extra_pages=tuple(report.get("extra_pages", ())),
        list_version=report.get("list_version"),
        file_href=address_of(paper, "signed_file_itself", signed.pk),
        report_href=address_of(paper, "signed_file_report", signed.pk),
        issued_text=paper.text if needs_person and is_host else "",
        their_text=str(report.get("text", "")) if needs_person and is_host else "",
        decide=rules.may_decide_file(signed, may_prepare=may_prepare(paper, clock.day(at)), note="-"),
        decide_href=address_of(paper, "decide_file", signed.pk),
        decided_at=signed.decided_at,
        decided_by=signed.decided_by.actor_name if signed.decided_by else "",
        decision_note=signed.decision_note if is_host else "",
        is_host=is_host,
    )


def _compared(base: str) -> str:
    match base:
        case "identical":
            return _("The file begins with the issued PDF, byte for byte, and only signatures have been added.")
        case "text":
            return _("The service has rewritten the file. Each issued page is there, whole and in order.")
        case "differs":
            return _("The pages are not the issued ones.")
    return ""


def _found(one: dict[str, Any]) -> FoundSignature:
    problem = one["problem"]
    return FoundSignature(
        name=one["name"],
        issuer=one["issuer_name"],
        said_at=parse_datetime(one["said_at"]) if one.get("said_at") else None,
        time_stamp=_time_stamp(one),
        mark="late" if problem else "done",
        mark_word=document_rules.why(problem, one["name"]) if problem else _("Whole, and its issuer is trusted"),
    )


def _time_stamp(one: dict[str, Any]) -> str:
    match one.get("time_stamp"):
        case "trusted":
            return _("Time stamp from a trusted authority")
        case "unknown":
            return _("Time stamp from an authority that is not on the list")
        case "broken":
            return _("Broken time stamp")
    return _("No time stamp")


def report_of(signed: SignedFile) -> dict[str, object]:
    """The validation report as it is kept, with what it is about."""
    return {
        "format": 1,
        "paper": signed.signs.number,
        "issued_text_sha256": signed.signs.text_sha256,
        "file": signed.file.shown_name,
        "file_sha256": signed.file.sha256,
        "sent_in_at": signed.sent_in_at.isoformat(),
        "judged_at": signed.judged_at.isoformat() if signed.judged_at else "",
        "outcome": signed.outcome,
        "reasons": signed.reasons,
        "said_names": signed.names,
        "found": signed.report,
    }


# --- The list of trusted issuers ---


def trust_list(network: Network) -> TrustList | None:
    """The version that holds."""
    return TrustList.objects.filter(network=network, replaced_at__isnull=True).first()


def trusted(found: TrustList | None) -> list[TrustedIssuer]:
    """The issuers on a version, by name."""
    return list(TrustedIssuer.objects.filter(trust_list=found).order_by("purpose", "name", "pk")) if found else []


def one_issuer(network: Network, issuer_id: int) -> TrustedIssuer:
    """An issuer on the version that holds.

    Raises:
        Http404: when it is not on it.
    """
    found = TrustedIssuer.objects.filter(
        pk=issuer_id, trust_list__network=network, trust_list__replaced_at__isnull=True
    ).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class IssuerCard:
    """One issuer as the page shows it."""

    name: str
    purpose: str
    subject: str
    sha256: str
    first_day: date
    last_day: date
    has_run_out: bool
    needs_non_repudiation: bool
    remove_href: str


@dataclass(frozen=True, slots=True)
class IssuersPage:
    """The list that holds, and the versions before it."""

    network: Network
    lead: str
    cards: tuple[IssuerCard, ...]
    versions: tuple[TrustList, ...]
    add_href: str


def issuers_page(network: Network, at: datetime) -> IssuersPage:
    """Which issuers of e-signatures the network trusts."""
    versions = tuple(TrustList.objects.filter(network=network).select_related("set_by").order_by("-version"))
    issuers = trusted(versions[0]) if versions else []
    day = clock.day(at)
    lead = (
        ngettext("%(number)s issuer is trusted.", "%(number)s issuers are trusted.", len(issuers))
        % {"number": len(issuers)}
        if issuers
        else _("No issuer is trusted yet, so no signed PDF can be accepted.")
    )
    return IssuersPage(
        network=network,
        lead=lead,
        cards=tuple(
            IssuerCard(
                name=one.name,
                purpose=str(one.get_purpose_display()),
                subject=one.subject,
                sha256=one.certificate_sha256,
                first_day=one.first_day,
                last_day=one.last_day,
                has_run_out=one.last_day < day,
                needs_non_repudiation=one.needs_non_repudiation,
                remove_href=reverse("calls:distrust_issuer", args=[network.slug, one.pk]),
            )
            for one in issuers
        ),
        versions=versions,
        add_href=reverse("calls:trust_issuer", args=[network.slug]),
    )


def judgement_of(signed: SignedFile) -> tuple[dict[str, Any], TrustList | None, list[TrustedIssuer]]:
    """What the judge says of a file, by the list that holds when it is judged."""
    paper = signed.signs
    holding = trust_list(paper.network)
    issuers = trusted(holding)
    if paper.issued_file is None:
        raise LookupError("a file is judged beside the one that was issued")
    answer = documents.judged(
        file=signed.file,
        issued=paper.issued_file,
        number=paper.number,
        issuers=[one.certificate for one in issuers if one.purpose == TrustedIssuer.Purpose.PERSONS],
        time_issuers=[one.certificate for one in issuers if one.purpose == TrustedIssuer.Purpose.TIME],
        at=signed.sent_in_at,
    )
    return answer, holding, issuers


def unsigned_names(paper: Paper) -> dict[str, str]:
    """The names of those who have been named and have not signed, as the form begins with."""
    named = signatories(paper)
    return {
        office: named[office].name if office in named else ""
        for office in OFFICES
        if not (office in named and named[office].signed_at)
    }
