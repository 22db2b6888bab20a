"""The letter of intent: its text, its page for the contact and the host, the page where a signatory signs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.calls import figures, rules
from samverka.calls.models import (
    Call,
    Commitment,
    Interest,
    InterestContact,
    LetterOfIntent,
    LetterSignatory,
    Paper,
    SelectionOutcome,
)
from samverka.calls.queries.call import call_title
from samverka.calls.queries.interest import Act
from samverka.core import clock
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import Verdict
from samverka.documents.models import Document, SignatureMethod
from samverka.networks import queries as networks
from samverka.networks.models import ArrangementWording, DataProtectionArrangement, Network, Staff, Terms
from samverka.people.models import MemberOrganisation, Person
from samverka.teams.models import TeamMember

OFFICES = (LetterSignatory.Office.CHIEF_EXECUTIVE, LetterSignatory.Office.BOARD_CHAIR)
_RELATED = (
    "interest__call__network",
    "interest__organisation",
    "interest__outcome",
)
_OF_SIGNATORY = (
    *(f"letter__{name}" for name in _RELATED),
    "arrangement__network",
    "arrangement__organisation",
    "signed_by",
)


def _letters() -> QuerySet[LetterOfIntent]:
    return LetterOfIntent.objects.select_related(*_RELATED)


def letter_number(interest: Interest) -> str:
    """The letter's number: the call's and the organisation's."""
    place = interest.organisation.municipality
    return f"AF{interest.call_id}-{place.code if place else f'O{interest.organisation_id}'}"


def letter_text(interest: Interest, *, basis: str = "", paragraph: str = "", basis_day: date | None = None) -> str:
    """The letter's text, in Swedish: what both sides promise, with the numbers of the terms and the basis."""
    call = interest.call
    terms: Terms = networks.holding_terms(call.network)
    commitments = list(Commitment.objects.filter(call=call).order_by("party", "position"))
    with override("sv"):
        parts = [
            _("Letter of intent %(number)s") % {"number": letter_number(interest)},
            call.title,
            _(
                "%(organisation)s declares its intention to take part in %(network)s from %(first)s to %(last)s, led "
                "by %(host)s."
            )
            % {
                "organisation": interest.organisation.name,
                "network": call.network.name,
                "first": day_text(call.network.first_day),
                "last": day_text(call.network.last_day),
                "host": call.network.host_organisation,
            },
            _(
                "The work takes %(hours)s hours a year for a project team of %(size)s, of which about %(joint)s %% in "
                "joint meetings, and %(share)s %% of a full-time post for a local coordinator. The working time is the "
                "municipality's co-financing."
            )
            % {
                "hours": terms.hours_per_year,
                "size": terms.team_size,
                "joint": terms.joint_share_percent,
                "share": terms.coordinator_share_percent,
            },
            _("%(organisation)s commits itself to:") % {"organisation": interest.organisation.name},
            _list(commitments, Commitment.Party.MUNICIPALITY),
            _("%(host)s commits itself to:") % {"host": call.network.host_organisation},
            _list(commitments, Commitment.Party.HOST),
        ]
        if call.network.granted_day is None:
            parts.append(_("The seat is conditional until the European Social Fund has granted the support."))
        if basis:
            parts.append(_basis_sentence(basis, paragraph, basis_day))
        parts.append(
            _("The letter is complete when both %(executive)s and %(chair)s have signed it.")
            % {
                "executive": lowered(interest.organisation.chief_executive_title),
                "chair": lowered(interest.organisation.board_chair_title),
            }
        )
    return "\n\n".join(parts)


def lowered(title: str) -> str:
    """A title inside a sentence: kommunchef."""
    return title[:1].lower() + title[1:]


def _list(commitments: list[Commitment], party: str) -> str:
    return "\n".join(f"– {row.text}" for row in commitments if row.party == party)


def _basis_sentence(basis: str, paragraph: str, day: date | None) -> str:
    shown = {"paragraph": paragraph or "–", "day": day_text(day) if day else "–"}
    match basis:
        case LetterOfIntent.Basis.BOARD_DECISION:
            return _("It is signed by decision of the executive board, %(paragraph)s, %(day)s.") % shown
        case LetterOfIntent.Basis.DELEGATION:
            return _("It is signed by delegation, %(paragraph)s.") % shown
        case LetterOfIntent.Basis.SUBJECT_TO_DECISION:
            return _("It is signed subject to a decision of the executive board on %(day)s.") % shown
        case _unused:
            return _("It is signed on the signatories' own mandate.")


def _on(day: date, where: str = "") -> Q:
    """Rows whose days hold the day."""
    open_ended = Q(**{f"{where}last_day__isnull": True}) | Q(**{f"{where}last_day__gte": day})
    return open_ended & Q(**{f"{where}first_day__lte": day})


def _own_papers(
    person: Person, day: date, *, also: QuerySet[Staff] | None = None
) -> tuple[QuerySet[LetterOfIntent], QuerySet[DataProtectionArrangement]]:
    """Letters and arrangements that the person sees to: a contact of the interest, or who leads the team."""
    staff = Staff.objects.none() if also is None else also
    contact = InterestContact.objects.filter(_on(day), person=person)
    letters = _letters().filter(
        Exists(contact.filter(interest=OuterRef("interest")))
        | Exists(staff.filter(network=OuterRef("interest__call__network")))
    )
    of_the_same = contact.filter(
        interest__call__network=OuterRef("network"), interest__organisation=OuterRef("organisation")
    )
    leading = TeamMember.objects.filter(
        _on(day),
        Q(team_seat=TeamMember.TeamSeat.COORDINATOR) | Q(deputy_coordinator=True),
        person=person,
        participation__network=OuterRef("network"),
        participation__organisation=OuterRef("organisation"),
    )
    hosted = Exists(staff.filter(network=OuterRef("network")))
    return letters, _arrangements().filter(Exists(of_the_same) | Exists(leading) | hosted)


def _arrangements() -> QuerySet[DataProtectionArrangement]:
    return DataProtectionArrangement.objects.select_related("network", "organisation__municipality", "wording")


def _hosted_papers(person: Person, day: date) -> tuple[QuerySet[LetterOfIntent], QuerySet[DataProtectionArrangement]]:
    staff = Staff.objects.filter(_on(day), person=person)
    return (
        _letters().filter(Exists(staff.filter(network=OuterRef("interest__call__network")))),
        _arrangements().filter(Exists(staff.filter(network=OuterRef("network")))),
    )


def is_arrangement_number(number: str) -> bool:
    """Whether a paper with this number is an arrangement; otherwise it is a letter."""
    return number.startswith("PA")


def _numbered(
    papers: tuple[QuerySet[LetterOfIntent], QuerySet[DataProtectionArrangement]], number: str
) -> Paper | None:
    letters, arrangements = papers
    return (arrangements if is_arrangement_number(number) else letters).filter(number=number).first()


def one_letter(person: Person, number: str, day: date) -> Paper:
    """A letter or an arrangement, for those who see to it at the organisation, and the staff of the host.

    Raises:
        Http404: when there is none, or it is nothing of the person's.
    """
    staff = Staff.objects.filter(_on(day), person=person)
    letters, arrangements = _own_papers(person, day, also=staff)
    found = _numbered(
        (
            letters.annotate(by_staff=Exists(staff.filter(network=OuterRef("interest__call__network")))),
            arrangements.annotate(by_staff=Exists(staff.filter(network=OuterRef("network")))),
        ),
        number,
    )
    if found is None:
        raise Http404
    return found


def own_letter(person: Person, number: str, day: date) -> Paper:
    """A letter or an arrangement, for those who see to it at the organisation.

    Raises:
        Http404: when there is none, or the person is not one of them on the day.
    """
    found = _numbered(_own_papers(person, day), number)
    if found is None:
        raise Http404
    return found


def own_letter_of_intent(person: Person, number: str, day: date) -> LetterOfIntent:
    """A letter of intent, for the contacts of its interest.

    Raises:
        Http404: when there is none, or the person is not a contact on the day.
    """
    found = own_letter(person, number, day)
    if not isinstance(found, LetterOfIntent):
        raise Http404
    return found


def hosted_letter(person: Person, number: str, day: date) -> Paper:
    """A letter or an arrangement, for the staff of its network's host.

    Raises:
        Http404: when there is none, or the person is not of the staff on the day.
    """
    found = _numbered(_hosted_papers(person, day), number)
    if found is None:
        raise Http404
    return found


def entry_of(paper: Paper) -> Interest | None:
    """The entry that a paper goes with; an arrangement of a seat that no call led to has none."""
    if isinstance(paper, LetterOfIntent):
        return paper.interest
    return (
        Interest.objects.filter(call__network=paper.network, organisation=paper.organisation, withdrawn_at__isnull=True)
        .select_related("call__network", "organisation", "outcome")
        .order_by("-pk")
        .first()
    )


def people_of(paper: Paper, day: date) -> list[Person]:
    """Those who see to a paper at the organisation: contacts of the interest, and who leads the team."""
    if isinstance(paper, LetterOfIntent):
        held = Q(interest_contacts__interest=paper.interest) & _on(day, "interest_contacts__")
        return list(Person.objects.filter(held).distinct().order_by("pk"))
    contact = InterestContact.objects.filter(
        _on(day),
        person=OuterRef("pk"),
        interest__call__network=paper.network,
        interest__organisation=paper.organisation,
    )
    leading = TeamMember.objects.filter(
        _on(day),
        Q(team_seat=TeamMember.TeamSeat.COORDINATOR) | Q(deputy_coordinator=True),
        person=OuterRef("pk"),
        participation__network=paper.network,
        participation__organisation=paper.organisation,
    )
    return list(Person.objects.filter(Exists(contact) | Exists(leading)).order_by("pk"))


def open_arrangement(paper: LetterOfIntent) -> DataProtectionArrangement | None:
    """The arrangement that the same two are to sign beside a letter."""
    return (
        _arrangements()
        .filter(network=paper.network, organisation=paper.organisation, completed_at__isnull=True)
        .order_by("-pk")
        .first()
    )


def address_of(paper: Paper, name: str, *args: object) -> str:
    """The address of one of a paper's pages: a letter and an arrangement have the same ones, under their own words."""
    prefix = "" if isinstance(paper, LetterOfIntent) else "arrangement_"
    return reverse(f"calls:{prefix}{name}", args=[paper.number, *args])


def office_of(slug: str) -> str:
    """The office with this address.

    Raises:
        Http404: when there is none.
    """
    for office, name in OFFICE_SLUGS.items():
        if name == slug:
            return office
    raise Http404


OFFICE_SLUGS = {
    LetterSignatory.Office.CHIEF_EXECUTIVE.value: "kommunchef",
    LetterSignatory.Office.BOARD_CHAIR.value: "ordforande",
}


def signatory_by_token(token: str) -> LetterSignatory:
    """The signatory whose personal link this is.

    Raises:
        Http404: when the link is nobody's, or has been replaced by a newer one.
    """
    signatory = (
        LetterSignatory.objects.filter(link_sha256=figures.sha256(token))
        .exclude(link_sha256="")
        .select_related(*_OF_SIGNATORY)
        .first()
    )
    if signatory is None:
        raise Http404
    return signatory


def own_signatory(person: Person, number: str) -> LetterSignatory:
    """The person's own place under a letter, known by the address that has been proved.

    Raises:
        Http404: when the person is not asked to sign it.
    """
    signatory = (
        LetterSignatory.objects.filter(Q(letter__number=number) | Q(arrangement__number=number), email=person.email)
        .exclude(email="")
        .select_related(*_OF_SIGNATORY)
        .first()
    )
    if signatory is None:
        raise Http404
    return signatory


def signatories(paper: Paper) -> dict[str, LetterSignatory]:
    """The named signatories of a letter or an arrangement, by office."""
    rows = LetterSignatory.objects.filter(**{paper_column(paper): paper})
    return {row.office: row for row in rows.select_related("signed_by", "paper", "registered_by", "proof")}


def paper_column(paper: Paper) -> str:
    """In which column a signatory, or a signed file, points to it."""
    return "letter" if isinstance(paper, LetterOfIntent) else "arrangement"


def office_title(organisation: MemberOrganisation, office: str) -> str:
    """What the organisation calls the office."""
    if office == LetterSignatory.Office.CHIEF_EXECUTIVE:
        return organisation.chief_executive_title
    return organisation.board_chair_title


def outcome_of_letter(letter: LetterOfIntent) -> SelectionOutcome | None:
    """What the decision says about the letter's interest, when there is one."""
    return getattr(letter.interest, "outcome", None)


def last_day_of(paper: Paper) -> date | None:
    """The day by which a letter is to be complete; an arrangement has none of its own."""
    if not isinstance(paper, LetterOfIntent):
        return None
    return rules.letter_day(paper.interest.call, outcome_of_letter(paper))


def may_prepare(paper: Paper, day: date) -> Verdict:
    """Whether basis and signatories can be named, and signatures given, on a day."""
    if not isinstance(paper, LetterOfIntent):
        return rules.may_prepare_arrangement(paper)
    return rules.may_prepare_letter(paper, paper.interest, outcome=outcome_of_letter(paper), day=day)


def title_of(paper: Paper) -> str:
    """Letter of intent AF1-9201, or Data-protection arrangement PA1-9201-1."""
    named = {"number": paper.number}
    if isinstance(paper, LetterOfIntent):
        return _("Letter of intent %(number)s") % named
    return _("Data-protection arrangement %(number)s") % named


def about_of(paper: Paper) -> str:
    """The call of a letter, the network of an arrangement."""
    return call_title(paper.interest.call) if isinstance(paper, LetterOfIntent) else paper.network.name


def reply_to(paper: Paper) -> str:
    """Who answers about a paper: the call's contact."""
    interest = entry_of(paper)
    return interest.call.contact_email if interest else ""


@dataclass(frozen=True, slots=True)
class SignatoryCard:
    """One of the two who sign."""

    office: str
    title: str
    name: str
    email: str
    state: str
    state_word: str
    signed_at: datetime | None
    method: str
    asked_at: datetime | None
    paper_href: str
    paper_name: str
    paper_note: str
    proof_href: str
    name_href: str
    register_href: str
    may_register: bool
    waits_for_phone: bool
    phone_href: str
    may_phone: bool
    phone_note: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """A signed PDF that has come in, as one line."""

    href: str
    name: str
    sent_in_at: datetime
    state: str
    state_word: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter or an arrangement as its contact and the host see it."""

    number: str
    is_arrangement: bool
    title: str
    organisation: str
    about: str
    text: str
    text_sha256: str
    basis: str
    basis_word: str
    is_open_item: bool
    basis_day: date | None
    completed_at: datetime | None
    last_day: date | None
    cards: tuple[SignatoryCard, ...]
    signature_count: int
    prepare: Verdict
    basis_act: Act | None
    meet_basis: Act | None
    is_host: bool
    back_href: str
    official_mailbox: str
    # The PDF to have signed: its address when it is there, and whether it is being made.
    issued_href: str
    is_being_made: bool
    files: tuple[FileLine, ...]
    may_send_in: Verdict
    send_in_href: str
    issuers_href: str
    arrangement_href: str


def letter_page(letter: Paper, at: datetime, *, is_host: bool) -> LetterPage:
    """Everything about a letter or an arrangement, and what can be done with it."""
    day = clock.day(at)
    prepare = may_prepare(letter, day)
    named = signatories(letter)
    contact_addresses = [person.email for person in people_of(letter, day)]
    cards = tuple(
        _card(letter, office, named.get(office), prepare=prepare, is_host=is_host, contact_addresses=contact_addresses)
        for office in OFFICES
    )
    unsigned = {office: "-" for office in OFFICES if not (office in named and named[office].signed_at)}
    has_text = rules.has_basis(letter)
    basis_act = meet_basis = None
    arrangement_href = ""
    if isinstance(letter, LetterOfIntent):
        basis_act = Act(
            rules.may_choose_basis(letter, may_prepare=prepare, basis=letter.basis, basis_day=letter.basis_day or day),
            reverse("calls:choose_basis", args=[letter.number]),
        )
        meet_basis = Act(rules.may_meet_basis(letter), reverse("calls:meet_basis", args=[letter.number]))
        beside = open_arrangement(letter)
        arrangement_href = address_of(beside, "letter") if beside else ""
    return LetterPage(
        number=letter.number,
        is_arrangement=not isinstance(letter, LetterOfIntent),
        title=title_of(letter),
        organisation=letter.organisation.name,
        about=about_of(letter),
        text=letter.text,
        text_sha256=letter.text_sha256,
        basis=letter.basis if isinstance(letter, LetterOfIntent) else "",
        basis_word=str(letter.get_basis_display()) if isinstance(letter, LetterOfIntent) and letter.basis else "",
        is_open_item=isinstance(letter, LetterOfIntent) and rules.is_open_item(letter),
        basis_day=letter.basis_day if isinstance(letter, LetterOfIntent) else None,
        completed_at=letter.completed_at,
        last_day=last_day_of(letter),
        cards=cards,
        signature_count=letter.signature_count,
        prepare=prepare,
        basis_act=basis_act,
        meet_basis=meet_basis,
        is_host=is_host,
        back_href=_back(letter, is_host=is_host),
        official_mailbox=letter.organisation.official_mailbox,
        issued_href=address_of(letter, "issued") if letter.issued_file_id else "",
        is_being_made=has_text and letter.issued_file_id is None,
        files=_files(letter),
        may_send_in=rules.may_send_in(letter, may_prepare=prepare, names=dict([*unsigned.items()][:1]), signed=named),
        send_in_href=address_of(letter, "send_in"),
        issuers_href=reverse("calls:issuers", args=[letter.network.slug]) if is_host else "",
        arrangement_href=arrangement_href,
    )


def _back(paper: Paper, *, is_host: bool) -> str:
    """The interest that the paper goes with."""
    interest = entry_of(paper)
    if interest is None:
        return ""
    where = [interest.call.slug, interest.pk]
    if is_host:
        return reverse("calls:host_interest", args=[paper.network.slug, *where])
    return reverse("calls:interest", args=where)


def _files(paper: Paper) -> tuple[FileLine, ...]:
    rows = paper.signed_files.select_related("file").order_by("-pk")
    return tuple(
        FileLine(
            href=address_of(paper, "signed_file", row.pk),
            name=row.file.shown_name,
            sent_in_at=row.sent_in_at,
            state=FILE_STATES[row.outcome],
            state_word=str(row.get_outcome_display()) if row.outcome else _("Being checked"),
        )
        for row in rows
    )


FILE_STATES = {"": "waiting", "accepted": "done", "refused": "late", "person": "waiting"}


def _card(
    letter: Paper,
    office: str,
    row: LetterSignatory | None,
    *,
    prepare: Verdict,
    is_host: bool,
    contact_addresses: list[str],
) -> SignatoryCard:
    state, word = "open", _("Not named yet")
    waits_for_phone = bool(row and not row.signed_at) and rules.must_be_phoned(
        row or LetterSignatory(), contact_addresses=contact_addresses
    )
    if row and row.signed_at:
        state, word = "done", _("Signed")
    elif waits_for_phone:
        state, word = "waiting", _("Waits for a call from the host")
    elif row and row.asked_at:
        state, word = "waiting", _("Asked to sign")
    elif row:
        state, word = "waiting", _("Named")
    slug = OFFICE_SLUGS[office]
    return SignatoryCard(
        office=office,
        title=row.title if row else office_title(letter.organisation, office),
        name=row.name if row else "",
        email=row.email if row else "",
        state=state,
        state_word=word,
        signed_at=row.signed_at if row else None,
        method=str(METHOD_WORDS.get(row.method, "")) if row else "",
        asked_at=row.asked_at if row else None,
        paper_href=address_of(letter, "paper", slug) if row and row.paper_id else "",
        paper_name=row.paper.shown_name if row and row.paper else "",
        paper_note=row.paper_note if row else "",
        proof_href=address_of(letter, "proof", slug) if row and row.proof_id else "",
        name_href=address_of(letter, "name_signatory", slug),
        register_href=address_of(letter, "register_paper", slug),
        may_register=is_host and bool(prepare) and rules.has_basis(letter) and not (row and row.signed_at),
        waits_for_phone=waits_for_phone,
        phone_href=address_of(letter, "note_phone", slug),
        may_phone=is_host and bool(prepare) and waits_for_phone,
        phone_note=row.phone_note if row else "",
    )


METHOD_WORDS: dict[str, str | Promise] = {method.value: method.label for method in SignatureMethod}


@dataclass(frozen=True, slots=True)
class SignPage:
    """The page where one of the two signs."""

    number: str
    is_arrangement: bool
    paper_title: str
    organisation: str
    about: str
    title: str
    lowered_title: str
    name: str
    text: str
    text_sha256: str
    last_day: date | None
    signed_at: datetime | None
    may_sign: Verdict
    # Whether the right person is signed in; otherwise the page leads to the code.
    is_right_person: bool
    is_signed_in: bool
    shown_address: str
    sign_href: str
    sign_in_href: str
    completed_at: datetime | None
    proof_href: str
    is_proof_made: bool
    # What else waits for the same person: the arrangement beside a letter.
    next_href: str


def sign_page(signatory: LetterSignatory, person: Person | None, at: datetime, *, here: str) -> SignPage:
    """The exact text, and the button for the one it was sent to."""
    letter = signatory.signs
    day = clock.day(at)
    is_right_person = person is not None and person.email == signatory.email
    return SignPage(
        number=letter.number,
        is_arrangement=not isinstance(letter, LetterOfIntent),
        paper_title=title_of(letter),
        organisation=letter.organisation.name,
        about=about_of(letter),
        title=signatory.title,
        lowered_title=lowered(signatory.title),
        name=signatory.name,
        text=letter.text,
        text_sha256=letter.text_sha256,
        last_day=last_day_of(letter),
        signed_at=signatory.signed_at,
        may_sign=rules.may_sign(
            signatory,
            letter,
            may_prepare=may_prepare(letter, day),
            address=person.email if person else signatory.email,
            signer_id=person.pk if person else 0,
            other=other_signatory(signatory),
            text_sha256=letter.text_sha256,
            phone_first=phone_first(signatory, day),
        ),
        is_right_person=is_right_person,
        is_signed_in=person is not None,
        shown_address=_veiled(signatory.email),
        sign_href=address_of(letter, "sign"),
        sign_in_href=here,
        completed_at=letter.completed_at,
        proof_href=address_of(letter, "own_proof") if signatory.proof_id else "",
        is_proof_made=bool(signatory.proof_id) or signatory.method != SignatureMethod.APPROVAL,
        next_href=_next(signatory, letter) if is_right_person and signatory.signed_at else "",
    )


def phone_first(signatory: LetterSignatory, day: date) -> bool:
    """Whether the host is to make a call before this one signs in the system."""
    addresses = [person.email for person in people_of(signatory.signs, day)]
    return rules.must_be_phoned(signatory, contact_addresses=addresses)


def other_signatory(signatory: LetterSignatory) -> LetterSignatory | None:
    """The other one of the two."""
    rows = LetterSignatory.objects.filter(**{paper_column(signatory.signs): signatory.signs})
    return rows.exclude(pk=signatory.pk).first()


def _next(signatory: LetterSignatory, paper: Paper) -> str:
    """The arrangement that waits for the same person's signature."""
    if not isinstance(paper, LetterOfIntent):
        return ""
    row = (
        LetterSignatory.objects.filter(
            arrangement__network=paper.network,
            arrangement__organisation=paper.organisation,
            arrangement__completed_at__isnull=True,
            email=signatory.email,
            signed_at__isnull=True,
        )
        .select_related("arrangement")
        .first()
    )
    return address_of(row.signs, "sign_page") if row else ""


def _veiled(address: str) -> str:
    """Enough of the address for the right person to know it, and no more."""
    local, _at, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"


def is_host_of(letter: Paper) -> bool:
    """Whether the one whom `one_letter` found the paper for is of the host's staff."""
    return bool(getattr(letter, "by_staff", False))


def letters_of(call: Call) -> list[LetterOfIntent]:
    """All letters of a call."""
    return list(_letters().filter(interest__call=call).order_by("number"))


def basis_values(letter: Paper) -> dict[str, object]:
    """The basis as the form shows it."""
    if not isinstance(letter, LetterOfIntent):
        return {}
    return {"basis": letter.basis, "paragraph": letter.basis_paragraph, "day": letter.basis_day}


def paper_of(letter: Paper, office: str) -> Document:
    """The scanned letter of an office.

    Raises:
        Http404: when it was not signed on paper.
    """
    signatory = signatories(letter).get(office)
    if signatory is None or signatory.paper is None:
        raise Http404
    return signatory.paper


def proof_of(letter: Paper, office: str) -> Document:
    """The sealed proof that an office has approved the text in the system.

    Raises:
        Http404: when there is none, or it is still being made.
    """
    signatory = signatories(letter).get(office)
    if signatory is None or signatory.proof is None:
        raise Http404
    return signatory.proof


def issued_file_of(paper: Paper) -> Document:
    """The PDF of the text, with places to sign.

    Raises:
        Http404: while it is being made.
    """
    if paper.issued_file is None:
        raise Http404
    return paper.issued_file


def own_proof_of(signatory: LetterSignatory) -> Document:
    """The signatory's own sealed proof.

    Raises:
        Http404: when there is none, or it is still being made.
    """
    if signatory.proof is None:
        raise Http404
    return signatory.proof


def waiting_papers() -> list[Paper]:
    """Papers whose text stands and whose PDF is still to be made."""
    letters = LetterOfIntent.objects.filter(issued_file__isnull=True, completed_at__isnull=True).exclude(basis="")
    arrangements = DataProtectionArrangement.objects.filter(issued_file__isnull=True, completed_at__isnull=True)
    return [*letters.order_by("pk"), *arrangements.order_by("pk")]


def paper_to_make(kind: str, paper_id: int) -> Paper | None:
    """A paper whose PDF is still to be made."""
    rows = _letters().exclude(basis="") if kind == "letter" else _arrangements()
    found: Paper | None = rows.filter(pk=paper_id, issued_file__isnull=True).first()
    return found


def waiting_proofs() -> list[int]:
    """Approvals whose sealed proof is still to be made."""
    rows = LetterSignatory.objects.filter(method=SignatureMethod.APPROVAL, signed_at__isnull=False, proof__isnull=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def approval_to_seal(signatory_id: int) -> LetterSignatory | None:
    """An approval whose sealed proof is still to be made."""
    return (
        LetterSignatory.objects.filter(
            pk=signatory_id, method=SignatureMethod.APPROVAL, signed_at__isnull=False, proof__isnull=True
        )
        .select_related(*_OF_SIGNATORY)
        .first()
    )


def signatory_again(signatory: LetterSignatory) -> LetterSignatory:
    """The row as it now stands, with its paper."""
    return LetterSignatory.objects.select_related(*_OF_SIGNATORY).get(pk=signatory.pk)


def arrangement_of(wording: ArrangementWording, organisation: MemberOrganisation) -> DataProtectionArrangement | None:
    """What an organisation has been given to sign in a wording."""
    return _arrangements().filter(wording=wording, organisation=organisation).first()


def latest_paper(network: Network, organisation: MemberOrganisation) -> Paper | None:
    """What an organisation was last given to sign in a network: an arrangement, otherwise the letter."""
    arrangement = _arrangements().filter(network=network, organisation=organisation).order_by("-pk").first()
    if arrangement:
        return arrangement
    return (
        _letters().filter(interest__call__network=network, interest__organisation=organisation).order_by("-pk").first()
    )
