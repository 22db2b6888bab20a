"""The letter of intent: issued, its basis chosen, its two signatories named, signed by each, registered on paper."""

from datetime import date, datetime
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import F

from samverka.calls import figures, notices, queries, rules
from samverka.calls.actions.seat import award_when_due
from samverka.calls.models import Interest, LetterOfIntent, LetterSignatory
from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.core.words import address_key
from samverka.documents import actions as documents
from samverka.documents.models import SignatureMethod
from samverka.journal import actions as journal
from samverka.people import actions as people
from samverka.people.models import Person

# How many bytes of chance a personal link holds.
TOKEN_BYTES = 24
SIGNATURES = len(LetterSignatory.Office.choices)


@transaction.atomic
def issue_letter(*, interest: Interest, by: Person, at: datetime) -> LetterOfIntent:
    """The letter is written from the call, the terms and the organisation, and its contacts are told.

    Raises:
        Refused: when there is one, or the applicant is not to sign one.
    """
    outcome = queries.outcome_of(interest)
    rules.may_issue_letter(interest, outcome=outcome, has_letter=queries.letter_of(interest) is not None).or_refuse()
    text = queries.letter_text(interest)
    letter = LetterOfIntent.objects.create(
        interest=interest,
        number=queries.letter_number(interest),
        text=text,
        text_sha256=figures.sha256(text),
        issued_at=at,
        issued_by=by,
    )
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.letter.issued",
        subject=letter,
        by=by,
        at=at,
        payload={
            "organisation": interest.organisation.name,
            "number": letter.number,
            "text_sha256": letter.text_sha256,
        },
    )
    reached = [row.person for row in queries.contacts(interest, clock.day(at))]
    notices.letter_issued(letter, reached, last_day=rules.letter_day(interest.call, outcome), at=at)
    return letter


@transaction.atomic
def choose_basis(
    *, letter: LetterOfIntent, basis: str, paragraph: str, basis_day: date | None, by: Person, at: datetime
) -> LetterOfIntent:
    """The contact says by what right the two sign; it stands in the text, which is written anew.

    Raises:
        Refused: when someone has signed, the day has passed, or a day is missing.
    """
    letter.refresh_from_db()
    prepare = queries.may_prepare(letter, clock.day(at))
    rules.may_choose_basis(letter, may_prepare=prepare, basis=basis, basis_day=basis_day).or_refuse()
    text = queries.letter_text(letter.interest, basis=basis, paragraph=paragraph, basis_day=basis_day)
    changed = LetterOfIntent.objects.filter(pk=letter.pk, signature_count=0, completed_at__isnull=True).update(
        basis=basis,
        basis_paragraph=paragraph,
        basis_day=basis_day,
        text=text,
        text_sha256=figures.sha256(text),
    )
    if not changed:
        raise Refused(SOMEONE_WAS_FIRST)
    letter.refresh_from_db()
    journal.record(
        chain=letter.interest.call.network.chain,
        verb="calls.letter.basis_chosen",
        subject=letter,
        by=by,
        at=at,
        payload={
            "basis": basis,
            "paragraph": paragraph,
            "day": basis_day.isoformat() if basis_day else "",
            "text_sha256": letter.text_sha256,
        },
    )
    return letter


@transaction.atomic
def name_signatory(
    *, letter: LetterOfIntent, office: str, name: str, email: str, by: Person, at: datetime
) -> LetterSignatory:
    """The contact names one of the two who sign; a personal link goes to the address, and an earlier link dies.

    Naming someone else, or another address, voids a signature already given, while the letter is not complete.

    Raises:
        Refused: when the two would be the same person or share an address, or an address is a contact's.
    """
    letter.refresh_from_db()
    day = clock.day(at)
    named = queries.signatories(letter)
    other = next((row for key, row in named.items() if key != office), None)
    addresses = [row.person.email for row in queries.contacts(letter.interest, day) if row.person.email]
    rules.may_name_signatory(
        may_prepare=queries.may_prepare(letter, day),
        name=name,
        email=email,
        other=other,
        contact_addresses=addresses,
    ).or_refuse()
    token = token_urlsafe(TOKEN_BYTES)
    row = named.get(office)
    values = {
        "name": " ".join(name.split()),
        "title": queries.office_title(letter.interest, office),
        "email": address_key(email),
        "link_sha256": figures.sha256(token),
        "asked_at": at,
    }
    voided = False
    if row is None:
        row = LetterSignatory.objects.create(letter=letter, office=office, **values)
    else:
        is_same = row.email == address_key(email) and row.name == values["name"]
        rules.may_ask_again(row, is_same=is_same).or_refuse()
        voided = row.signed_at is not None
        if voided:
            _void(letter, row)
        LetterSignatory.objects.filter(pk=row.pk, signed_at__isnull=True).update(**values)
        row.refresh_from_db()
    journal.record(
        chain=letter.interest.call.network.chain,
        verb="calls.letter.signatory_named",
        subject=letter,
        by=by,
        at=at,
        payload={"office": office, "name": row.name, "email": row.email, "voided_signature": voided},
    )
    last_day = rules.letter_day(letter.interest.call, queries.outcome_of_letter(letter))
    notices.signature_wanted(row, token=token, last_day=last_day, at=at)
    return row


def _void(letter: LetterOfIntent, row: LetterSignatory) -> None:
    """Let a signature no longer count; the Signature and the journal keep that it was given."""
    counted = LetterOfIntent.objects.filter(pk=letter.pk, completed_at__isnull=True, signature_count__gt=0).update(
        signature_count=F("signature_count") - 1
    )
    if not counted:
        raise Refused(SOMEONE_WAS_FIRST)
    LetterSignatory.objects.filter(pk=row.pk).update(
        signed_at=None, signed_by=None, method="", paper=None, paper_note="", registered_by=None
    )


@transaction.atomic
def sign_letter(*, signatory: LetterSignatory, text_sha256: str, by: Person, at: datetime) -> LetterSignatory:
    """One of the two approves the exact text shown; with both, the letter is complete and the seat is awarded.

    Args:
        signatory: the person's place under the letter.
        text_sha256: of the text that stood on the page.
        by: whose address has been proved.
        at: when.

    Raises:
        Refused: when it is not the right person, the text has changed, or the day has passed.
    """
    signatory.refresh_from_db()
    letter = LetterOfIntent.objects.select_related(
        "interest__call__network", "interest__organisation", "interest__outcome"
    ).get(pk=signatory.letter_id)
    rules.may_sign(
        signatory,
        letter,
        may_prepare=queries.may_prepare(letter, clock.day(at)),
        address=by.email,
        signer_id=by.pk,
        other=letter.signatories.exclude(pk=signatory.pk).first(),
        text_sha256=text_sha256,
    ).or_refuse()
    if not by.name:
        people.name_person(person=by, name=signatory.name, by=by, at=at)
    signatory.letter = letter
    stamp(signatory, "signed", by=by, at=at, method=SignatureMethod.APPROVAL.value)
    documents.sign(
        subject=letter,
        role=signatory.office,
        signer=by,
        method=SignatureMethod.APPROVAL,
        text=letter.text,
        at=at,
    )
    journal.record(
        chain=letter.interest.call.network.chain,
        verb="calls.letter.signed",
        subject=letter,
        by=by,
        at=at,
        payload={"office": signatory.office, "method": "approval", "text_sha256": letter.text_sha256},
    )
    notices.signed(signatory, at=at)
    _count_signature(letter, at=at)
    return signatory


@transaction.atomic
def register_paper(
    *,
    letter: LetterOfIntent,
    office: str,
    name: str,
    note: str,
    file_name: str,
    data: bytes,
    by: Person,
    at: datetime,
) -> LetterSignatory:
    """The host registers a scanned letter that one of the two has signed on paper, with a note of how it was checked.

    Args:
        letter: the letter.
        office: which of the two signed.
        name: as it stands on the paper.
        note: how the host made sure of it.
        file_name: the scanned file's name.
        data: the file.
        by: of the host's staff.
        at: when.

    Raises:
        Refused: when the signature has been given, the same person would sign twice, or the file is not taken in.
    """
    letter.refresh_from_db()
    named = queries.signatories(letter)
    other = next((row for key, row in named.items() if key != office), None)
    row = named.get(office)
    rules.may_register_paper(
        row,
        letter,
        may_prepare=queries.may_prepare(letter, clock.day(at)),
        name=name,
        other=other,
        note=note,
    ).or_refuse()
    if row is None:
        title = queries.office_title(letter.interest, office)
        row = LetterSignatory.objects.create(letter=letter, office=office, title=title)
    document = documents.store(owner=letter, name=file_name, data=data, by=by, at=at)
    known_email = row.email if row.name == " ".join(name.split()) else ""
    signer = people.introduce_person(name=name, email=known_email, by=by, at=at)
    LetterSignatory.objects.filter(pk=row.pk, signed_at__isnull=True).update(
        name=" ".join(name.split()), email=known_email, link_sha256=""
    )
    row.refresh_from_db()
    stamp(
        row,
        "signed",
        by=signer,
        at=at,
        method=SignatureMethod.PAPER.value,
        paper=document,
        paper_note=note,
        registered_by=by,
    )
    row.letter = letter
    documents.sign(subject=letter, role=office, signer=signer, method=SignatureMethod.PAPER, text=letter.text, at=at)
    journal.record(
        chain=letter.interest.call.network.chain,
        verb="calls.letter.paper_registered",
        subject=letter,
        by=by,
        at=at,
        payload={"office": office, "name": row.name, "note": note, "file_sha256": document.sha256},
    )
    notices.signed(row, at=at)
    _count_signature(letter, at=at)
    return row


def _count_signature(letter: LetterOfIntent, *, at: datetime) -> None:
    """Count one more signature. The counter's row is the lock: of two in the same second, the later one completes."""
    counted = LetterOfIntent.objects.filter(
        pk=letter.pk, completed_at__isnull=True, signature_count__lt=SIGNATURES
    ).update(signature_count=F("signature_count") + 1)
    if not counted:
        raise Refused(SOMEONE_WAS_FIRST)
    completed = LetterOfIntent.objects.filter(
        pk=letter.pk, completed_at__isnull=True, signature_count=SIGNATURES
    ).update(completed_at=at)
    letter.refresh_from_db(fields=["signature_count", "completed_at"])
    if completed:
        award_when_due(interest=letter.interest, at=at)


@transaction.atomic
def meet_basis(*, letter: LetterOfIntent, paragraph: str, by: Person, at: datetime) -> LetterOfIntent:
    """The decision that the letter was subject to has been made: the open item is closed.

    Raises:
        Refused: when the letter is not subject to a decision, or it has been entered.
    """
    letter.refresh_from_db()
    rules.may_meet_basis(letter).or_refuse()
    stamp(letter, "basis_met", by=by, at=at, basis_paragraph=paragraph)
    journal.record(
        chain=letter.interest.call.network.chain,
        verb="calls.letter.basis_met",
        subject=letter,
        by=by,
        at=at,
        payload={"paragraph": paragraph},
    )
    return letter
