"""The letter of intent: its text, its page for the contact and the host, the page where a signatory signs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.calls import figures, rules
from samverka.calls.models import Call, Commitment, Interest, LetterOfIntent, LetterSignatory, SelectionOutcome
from samverka.calls.queries.call import call_title
from samverka.calls.queries.interest import Act
from samverka.core import clock
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import Verdict
from samverka.documents.models import Document, SignatureMethod
from samverka.networks import queries as networks
from samverka.networks.models import Terms
from samverka.people.models import Person

OFFICES = (LetterSignatory.Office.CHIEF_EXECUTIVE, LetterSignatory.Office.BOARD_CHAIR)
_RELATED = (
    "interest__call__network",
    "interest__organisation",
    "interest__outcome",
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


def one_letter(person: Person, number: str, day: date) -> LetterOfIntent:
    """A letter, for the contacts of its interest and the staff of its network's host.

    Raises:
        Http404: when there is none, or it is nothing of the person's.
    """
    contact = Q(
        Q(interest__contacts__last_day__isnull=True) | Q(interest__contacts__last_day__gte=day),
        interest__contacts__person=person,
        interest__contacts__first_day__lte=day,
    )
    staff = Q(
        Q(interest__call__network__staff__last_day__isnull=True) | Q(interest__call__network__staff__last_day__gte=day),
        interest__call__network__staff__person=person,
        interest__call__network__staff__first_day__lte=day,
    )
    letter = _letters().filter(contact | staff, number=number).distinct().first()
    if letter is None:
        raise Http404
    return letter


def own_letter(person: Person, number: str, day: date) -> LetterOfIntent:
    """A letter, for the contacts of its interest.

    Raises:
        Http404: when there is none, or the person is not a contact on the day.
    """
    letter = (
        _letters()
        .filter(
            Q(interest__contacts__last_day__isnull=True) | Q(interest__contacts__last_day__gte=day),
            interest__contacts__person=person,
            interest__contacts__first_day__lte=day,
            number=number,
        )
        .distinct()
        .first()
    )
    if letter is None:
        raise Http404
    return letter


def hosted_letter(person: Person, number: str, day: date) -> LetterOfIntent:
    """A letter, for the staff of its network's host.

    Raises:
        Http404: when there is none, or the person is not of the staff on the day.
    """
    letter = (
        _letters()
        .filter(
            Q(interest__call__network__staff__last_day__isnull=True)
            | Q(interest__call__network__staff__last_day__gte=day),
            interest__call__network__staff__person=person,
            interest__call__network__staff__first_day__lte=day,
            number=number,
        )
        .distinct()
        .first()
    )
    if letter is None:
        raise Http404
    return letter


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
        .select_related(*(f"letter__{name}" for name in _RELATED), "signed_by")
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
        LetterSignatory.objects.filter(letter__number=number, email=person.email)
        .exclude(email="")
        .select_related(*(f"letter__{name}" for name in _RELATED), "signed_by")
        .first()
    )
    if signatory is None:
        raise Http404
    return signatory


def signatories(letter: LetterOfIntent) -> dict[str, LetterSignatory]:
    """The named signatories of a letter, by office."""
    return {row.office: row for row in letter.signatories.select_related("signed_by", "paper", "registered_by")}


def office_title(interest: Interest, office: str) -> str:
    """What the organisation calls the office."""
    if office == LetterSignatory.Office.CHIEF_EXECUTIVE:
        return interest.organisation.chief_executive_title
    return interest.organisation.board_chair_title


def outcome_of_letter(letter: LetterOfIntent) -> SelectionOutcome | None:
    """What the decision says about the letter's interest, when there is one."""
    return getattr(letter.interest, "outcome", None)


def may_prepare(letter: LetterOfIntent, day: date) -> Verdict:
    """Whether basis and signatories can be named, and signatures given, on a day."""
    return rules.may_prepare_letter(letter, letter.interest, outcome=outcome_of_letter(letter), day=day)


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
    name_href: str
    register_href: str
    may_register: bool


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The letter as its contact and the host see it."""

    number: str
    organisation: str
    call_title: str
    text: str
    text_sha256: str
    basis: str
    basis_word: str
    is_open_item: bool
    basis_day: date | None
    completed_at: datetime | None
    last_day: date
    days_left: int
    cards: tuple[SignatoryCard, ...]
    signature_count: int
    prepare: Verdict
    basis_act: Act
    meet_basis: Act
    is_host: bool
    interest_href: str
    official_mailbox: str


def letter_page(letter: LetterOfIntent, at: datetime, *, is_host: bool) -> LetterPage:
    """Everything about a letter, and what can be done with it."""
    day = clock.day(at)
    interest = letter.interest
    prepare = may_prepare(letter, day)
    named = signatories(letter)
    last_day = rules.letter_day(interest.call, outcome_of_letter(letter))
    cards = tuple(
        _card(letter, office, named.get(office), can_register=is_host and bool(prepare)) for office in OFFICES
    )
    where = [interest.call.slug, interest.pk]
    return LetterPage(
        number=letter.number,
        organisation=interest.organisation.name,
        call_title=call_title(interest.call),
        text=letter.text,
        text_sha256=letter.text_sha256,
        basis=letter.basis,
        basis_word=str(letter.get_basis_display()) if letter.basis else "",
        is_open_item=letter.basis == LetterOfIntent.Basis.SUBJECT_TO_DECISION and letter.basis_met_at is None,
        basis_day=letter.basis_day,
        completed_at=letter.completed_at,
        last_day=last_day,
        days_left=(last_day - day).days,
        cards=cards,
        signature_count=letter.signature_count,
        prepare=prepare,
        basis_act=Act(
            rules.may_choose_basis(letter, may_prepare=prepare, basis=letter.basis, basis_day=letter.basis_day or day),
            reverse("calls:choose_basis", args=[letter.number]),
        ),
        meet_basis=Act(rules.may_meet_basis(letter), reverse("calls:meet_basis", args=[letter.number])),
        is_host=is_host,
        interest_href=reverse("calls:host_interest", args=[interest.call.network.slug, *where])
        if is_host
        else reverse("calls:interest", args=where),
        official_mailbox=interest.organisation.official_mailbox,
    )


def _card(letter: LetterOfIntent, office: str, row: LetterSignatory | None, *, can_register: bool) -> SignatoryCard:
    state, word = "open", _("Not named yet")
    if row and row.signed_at:
        state, word = "done", _("Signed")
    elif row and row.asked_at:
        state, word = "waiting", _("Asked to sign")
    elif row:
        state, word = "waiting", _("Named")
    slug = OFFICE_SLUGS[office]
    return SignatoryCard(
        office=office,
        title=row.title if row else office_title(letter.interest, office),
        name=row.name if row else "",
        email=row.email if row else "",
        state=state,
        state_word=word,
        signed_at=row.signed_at if row else None,
        method=str(METHOD_WORDS.get(row.method, "")) if row else "",
        asked_at=row.asked_at if row else None,
        paper_href=reverse("calls:paper", args=[letter.number, slug]) if row and row.paper_id else "",
        paper_name=row.paper.shown_name if row and row.paper else "",
        paper_note=row.paper_note if row else "",
        name_href=reverse("calls:name_signatory", args=[letter.number, slug]),
        register_href=reverse("calls:register_paper", args=[letter.number, slug]),
        may_register=can_register and bool(letter.basis) and not (row and row.signed_at),
    )


METHOD_WORDS: dict[str, str | Promise] = {method.value: method.label for method in SignatureMethod}


@dataclass(frozen=True, slots=True)
class SignPage:
    """The page where one of the two signs."""

    number: str
    organisation: str
    call_title: str
    title: str
    lowered_title: str
    name: str
    text: str
    text_sha256: str
    last_day: date
    signed_at: datetime | None
    may_sign: Verdict
    # Whether the right person is signed in; otherwise the page leads to the code.
    is_right_person: bool
    is_signed_in: bool
    shown_address: str
    sign_href: str
    sign_in_href: str
    completed_at: datetime | None


def sign_page(signatory: LetterSignatory, person: Person | None, at: datetime, *, here: str) -> SignPage:
    """The exact text, and the button for the one it was sent to."""
    letter = signatory.letter
    interest = letter.interest
    other = letter.signatories.exclude(pk=signatory.pk).first()
    return SignPage(
        number=letter.number,
        organisation=interest.organisation.name,
        call_title=call_title(interest.call),
        title=signatory.title,
        lowered_title=lowered(signatory.title),
        name=signatory.name,
        text=letter.text,
        text_sha256=letter.text_sha256,
        last_day=rules.letter_day(interest.call, outcome_of_letter(letter)),
        signed_at=signatory.signed_at,
        may_sign=rules.may_sign(
            signatory,
            letter,
            may_prepare=may_prepare(letter, clock.day(at)),
            address=person.email if person else signatory.email,
            signer_id=person.pk if person else 0,
            other=other,
            text_sha256=letter.text_sha256,
        ),
        is_right_person=person is not None and person.email == signatory.email,
        is_signed_in=person is not None,
        shown_address=_veiled(signatory.email),
        sign_href=reverse("calls:sign", args=[letter.number]),
        sign_in_href=here,
        completed_at=letter.completed_at,
    )


def _veiled(address: str) -> str:
    """Enough of the address for the right person to know it, and no more."""
    local, _at, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"


def is_host_of(person: Person, letter: LetterOfIntent, day: date) -> bool:
    """Whether the person is of the host's staff in the letter's network."""
    return bool(networks.host_functions(person, letter.interest.call.network, day))


def letters_of(call: Call) -> list[LetterOfIntent]:
    """All letters of a call."""
    return list(_letters().filter(interest__call=call).order_by("number"))


def basis_values(letter: LetterOfIntent) -> dict[str, object]:
    """The basis as the form shows it."""
    return {"basis": letter.basis, "paragraph": letter.basis_paragraph, "day": letter.basis_day}


def paper_of(letter: LetterOfIntent, office: str) -> Document:
    """The scanned letter of an office.

    Raises:
        Http404: when it was not signed on paper.
    """
    signatory = signatories(letter).get(office)
    if signatory is None or signatory.paper is None:
        raise Http404
    return signatory.paper
