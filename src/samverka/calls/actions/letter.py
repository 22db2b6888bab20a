"""What two people sign: issued, its basis chosen, its two signatories named, signed in the system or on paper.

A letter of intent and a data-protection arrangement are signed alike, so both go through here.
"""

from datetime import date, datetime

from django.db import transaction

from samverka.calls import figures, notices, queries, rules
from samverka.calls.actions.arrangement import ask_to_sign, issue_arrangement, name_along
from samverka.calls.actions.seat import award_when_due
from samverka.calls.models import Interest, LetterOfIntent, LetterSignatory, Paper
from samverka.core import clock
from samverka.core.actors import SYSTEM, Actor
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.core.words import address_key
from samverka.documents import actions as documents
from samverka.documents.figures.content import ContentType
from samverka.documents.models import Document, SignatureMethod
from samverka.journal import actions as journal
from samverka.people import actions as people
from samverka.people.models import Person


def _verb(paper: Paper, word: str) -> str:
    return f"calls.{queries.paper_column(paper)}.{word}"


@transaction.atomic
def issue_letter(*, interest: Interest, by: Person, at: datetime) -> LetterOfIntent:
    """The letter is written from the call, the terms and the organisation, and its contacts are told.

    Where the network asks for a data-protection arrangement and the seat is theirs with the letter, it comes along.

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
    if outcome is not None:
        issue_arrangement(network=interest.call.network, organisation=interest.organisation, by=by, at=at)
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
    before = letter.issued_file
    changed = LetterOfIntent.objects.filter(pk=letter.pk, signature_count=0, completed_at__isnull=True).update(
        basis=basis,
        basis_paragraph=paragraph,
        basis_day=basis_day,
        text=text,
        text_sha256=figures.sha256(text),
        # Another text is another PDF; the earlier one can no longer be signed.
        issued_file=None,
    )
    if not changed:
        raise Refused(SOMEONE_WAS_FIRST)
    if before is not None:
        documents.remove(document=before)
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
def keep_issued(*, paper: Paper, text_sha256: str, data: bytes, at: datetime) -> bool:
    """Keep the PDF of a text; false when the text is another by now. It adds nothing to the text, so no entry."""
    name = f"{'avsiktsforklaring' if isinstance(paper, LetterOfIntent) else 'personuppgifter'}-{paper.number}"
    return documents.keep_issued(paper=paper, text_sha256=text_sha256, name=name, data=data, by=SYSTEM, at=at)


@transaction.atomic
def name_signatory(*, letter: Paper, office: str, name: str, email: str, by: Person, at: datetime) -> LetterSignatory:
    """The contact names one of the two who sign; a personal link goes to the address, and an earlier link dies.

    Naming someone else, or another address, voids a signature already given, while the letter is not complete, and
    what the host has made sure of by phone.

    Raises:
        Refused: when the two would be the same person or share an address.
    """
    letter.refresh_from_db()
    named = queries.signatories(letter)
    other = next((row for key, row in named.items() if key != office), None)
    rules.may_name_signatory(
        may_prepare=queries.may_prepare(letter, clock.day(at)), name=name, email=email, other=other
    ).or_refuse()
    row = named.get(office)
    values: dict[str, object] = {
        "name": " ".join(name.split()),
        "title": queries.office_title(letter.organisation, office),
        "email": address_key(email),
    }
    voided = False
    if row is None:
        row = LetterSignatory.objects.create(**{queries.paper_column(letter): letter}, office=office, **values)
    else:
        is_same = row.email == address_key(email) and row.name == values["name"]
        rules.may_ask_again(row, is_same=is_same).or_refuse()
        voided = row.signed_at is not None
        if voided:
            _void(letter, row)
        if not is_same:
            values |= {"phoned_at": None, "phoned_by": None, "phone_note": ""}
        LetterSignatory.objects.filter(pk=row.pk, signed_at__isnull=True).update(**values)
        row.refresh_from_db()
    journal.record(
        chain=letter.network.chain,
        verb=_verb(letter, "signatory_named"),
        subject=letter,
        by=by,
        at=at,
        payload={"office": office, "name": row.name, "email": row.email, "voided_signature": voided},
    )
    ask_to_sign(row, at=at)
    beside = queries.open_arrangement(letter) if isinstance(letter, LetterOfIntent) else None
    if beside:
        name_along(beside, row=row, at=at)
    return row


def _void(letter: Paper, row: LetterSignatory) -> None:
    """Let a signature no longer count; the Signature and the journal keep that it was given."""
    documents.discount_signature(paper=letter)
    LetterSignatory.objects.filter(pk=row.pk).update(
        signed_at=None, signed_by=None, method="", paper=None, paper_note="", registered_by=None, proof=None
    )


@transaction.atomic
def note_phone(*, letter: Paper, office: str, note: str, by: Person, at: datetime) -> LetterSignatory:
    """The host has spoken to the one who signs, since the address is a contact's too.

    Raises:
        Refused: when no call is needed, or it is not said whom the host spoke to.
    """
    letter.refresh_from_db()
    day = clock.day(at)
    row = queries.signatories(letter).get(office)
    rules.may_note_phone(
        row,
        may_prepare=queries.may_prepare(letter, day),
        is_wanted=bool(row and queries.phone_first(row, day)),
        note=note,
    ).or_refuse()
    if row is None:
        raise Refused(SOMEONE_WAS_FIRST)
    stamp(row, "phoned", by=by, at=at, phone_note=note)
    # The same call holds for what the same person is asked to sign beside it.
    beside = queries.open_arrangement(letter) if isinstance(letter, LetterOfIntent) else None
    if beside:
        LetterSignatory.objects.filter(
            arrangement=beside, office=office, email=row.email, phoned_at__isnull=True
        ).update(phoned_at=at, phoned_by=by, phone_note=note)
    journal.record(
        chain=letter.network.chain,
        verb=_verb(letter, "phoned"),
        subject=letter,
        by=by,
        at=at,
        payload={"office": office, "name": row.name, "note": note},
    )
    return row


@transaction.atomic
def sign_letter(*, signatory: LetterSignatory, text_sha256: str, by: Person, at: datetime) -> LetterSignatory:
    """One of the two approves the exact text shown; with both, a letter is complete and the seat is awarded.

    Args:
        signatory: the person's place under the letter.
        text_sha256: of the text that stood on the page.
        by: whose address has been proved.
        at: when.

    Raises:
        Refused: when it is not the right person, the text has changed, or the day has passed.
    """
    signatory = queries.signatory_again(signatory)
    letter = signatory.signs
    day = clock.day(at)
    rules.may_sign(
        signatory,
        letter,
        may_prepare=queries.may_prepare(letter, day),
        address=by.email,
        signer_id=by.pk,
        other=queries.other_signatory(signatory),
        text_sha256=text_sha256,
        phone_first=queries.phone_first(signatory, day),
    ).or_refuse()
    if not by.name:
        people.name_person(person=by, name=signatory.name, by=by, at=at)
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
        chain=letter.network.chain,
        verb=_verb(letter, "signed"),
        subject=letter,
        by=by,
        at=at,
        payload={"office": signatory.office, "method": "approval", "text_sha256": letter.text_sha256},
    )
    notices.signed(signatory, at=at)
    count_signature(letter, by=by, at=at)
    return signatory


@transaction.atomic
def keep_proof(*, signatory: LetterSignatory, data: bytes, at: datetime) -> Document | None:
    """Keep the sealed proof of an approval; the approval has its entry, so this has none."""
    made = documents.keep_made(
        owner=signatory.signs,
        name=f"godkannande-{signatory.signs.number}-{queries.OFFICE_SLUGS[signatory.office]}",
        data=data,
        kind=ContentType.PDF,
        by=SYSTEM,
        at=at,
    )
    kept = LetterSignatory.objects.filter(
        pk=signatory.pk, signed_at=signatory.signed_at, method=SignatureMethod.APPROVAL, proof__isnull=True
    ).update(proof=made)
    if kept:
        return made
    documents.remove(document=made)
    return None


@transaction.atomic
def register_paper(
    *,
    letter: Paper,
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
    document = documents.store(owner=letter, name=file_name, data=data, by=by, at=at)
    row = signed_outside(
        letter,
        office=office,
        name=name,
        method=SignatureMethod.PAPER,
        document=document,
        note=note,
        by=by,
        at=at,
    )
    journal.record(
        chain=letter.network.chain,
        verb=_verb(letter, "paper_registered"),
        subject=letter,
        by=by,
        at=at,
        payload={"office": office, "name": row.name, "note": note, "file_sha256": document.sha256},
    )
    notices.signed(row, at=at)
    count_signature(letter, by=by, at=at)
    return row


def signed_outside(  # noqa: D417 - the rest say themselves
    letter: Paper,
    *,
    office: str,
    name: str,
    method: SignatureMethod,
    document: Document,
    note: str,
    by: Person,
    at: datetime,
) -> LetterSignatory:
    """Stamp a signature that was given on paper or in a PDF. The caller records it and counts it.

    Args:
        letter: the letter.
        office: which of the two signed.
        document: the page or PDF it stands in.
    """
    row = queries.signatories(letter).get(office)
    if row is None:
        title = queries.office_title(letter.organisation, office)
        row = LetterSignatory.objects.create(**{queries.paper_column(letter): letter}, office=office, title=title)
    clean = " ".join(name.split())
    known_email = row.email if row.name == clean else ""
    signer = people.introduce_person(name=name, email=known_email, by=by, at=at)
    LetterSignatory.objects.filter(pk=row.pk, signed_at__isnull=True).update(
        name=clean, email=known_email, link_sha256=""
    )
    row.refresh_from_db()
    stamp(row, "signed", by=signer, at=at, method=method.value, paper=document, paper_note=note, registered_by=by)
    row = queries.signatory_again(row)
    documents.sign(subject=letter, role=office, signer=signer, method=method, text=letter.text, at=at)
    return row


def count_signature(paper: Paper, *, by: Actor, at: datetime) -> None:
    """Count one more signature; with both, the seat is awarded or the arrangement is in force."""
    if not documents.count_signature(paper=paper, at=at):
        return
    if isinstance(paper, LetterOfIntent):
        award_when_due(interest=paper.interest, at=at)
        return
    journal.record(
        chain=paper.network.chain,
        verb="calls.arrangement.in_force",
        subject=paper,
        by=by,
        at=at,
        payload={"organisation": paper.organisation.name, "text_sha256": paper.text_sha256},
    )


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
