"""Letters of intent and data-protection arrangements: prepared by the contact, signed by two, by three routes."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from samverka.calls import actions, jobs, queries
from samverka.calls.forms import (
    BasisForm,
    DecideFileForm,
    MeetBasisForm,
    PaperForm,
    PhoneForm,
    SignatoryForm,
    SignedFileForm,
    SignForm,
)
from samverka.core import clock
from samverka.core.pages import show
from samverka.documents import exports as documents
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes

# How often the page looks for the verdict on a file that is being judged.
LOOK_AGAIN_SECONDS = 3


@reads
def letter(request: PersonRequest, number: str) -> HttpResponse:
    """Everything about a letter or an arrangement, for its contacts and the host."""
    return _letter(request, number)


def _letter(request: PersonRequest, number: str, *, status: int = 200, **forms: Any) -> HttpResponse:
    found = queries.one_letter(request.person, number, clock.day(request.at))
    page = queries.letter_page(found, request.at, is_host=queries.is_host_of(found))
    blank: dict[str, Any] = {
        "signatories": {
            card.office: SignatoryForm(initial={"name": card.name, "email": card.email}, prefix=card.office)
            for card in page.cards
        },
        "papers": {card.office: PaperForm(initial={"name": card.name}, prefix=card.office) for card in page.cards},
        "phones": {card.office: PhoneForm(prefix=card.office) for card in page.cards},
    }
    for name in blank:
        blank[name] |= forms.get(name, {})
    cards = [(card, *(blank[name][card.office] for name in blank)) for card in page.cards]
    given = [one for form in forms.values() for one in (form.values() if isinstance(form, dict) else [form])]
    return show(
        request,
        "calls/letter.html",
        page,
        status=status,
        basis=forms.get("basis") or BasisForm(initial=queries.basis_values(found)),
        meet=forms.get("meet") or MeetBasisForm(),
        signed=forms.get("signed") or SignedFileForm(cards=page.cards),
        cards=cards,
        form=given[0] if given else None,
    )


@writes
def choose_basis(request: PersonRequest, number: str) -> HttpResponse:
    """By what right the two sign."""
    found = queries.own_letter_of_intent(request.person, number, clock.day(request.at))
    form = BasisForm(request.POST)
    if not form.is_valid():
        return _letter(request, number, status=422, basis=form)
    actions.choose_basis(
        letter=found,
        basis=form.cleaned_data["basis"],
        paragraph=form.cleaned_data["paragraph"],
        basis_day=form.cleaned_data["day"],
        by=request.person,
        at=request.at,
    )
    jobs.make_paper.enqueue("letter", found.pk)
    return redirect("calls:letter", number=number)


@writes
def name_signatory(request: PersonRequest, number: str, office: str) -> HttpResponse:
    """Who signs; a personal link goes out."""
    found = queries.own_letter(request.person, number, clock.day(request.at))
    key = queries.office_of(office)
    form = SignatoryForm(request.POST, prefix=key)
    if not form.is_valid():
        return _letter(request, number, status=422, signatories={key: form})
    actions.name_signatory(
        letter=found,
        office=key,
        name=form.cleaned_data["name"],
        email=form.cleaned_data["email"],
        by=request.person,
        at=request.at,
    )
    return redirect(queries.address_of(found, "letter"))


@writes
def note_phone(request: PersonRequest, number: str, office: str) -> HttpResponse:
    """The host has made sure by phone who signs."""
    found = queries.hosted_letter(request.person, number, clock.day(request.at))
    key = queries.office_of(office)
    form = PhoneForm(request.POST, prefix=key)
    if not form.is_valid():
        return _letter(request, number, status=422, phones={key: form})
    actions.note_phone(letter=found, office=key, note=form.cleaned_data["note"], by=request.person, at=request.at)
    return redirect(queries.address_of(found, "letter"))


@writes
def register_paper(request: PersonRequest, number: str, office: str) -> HttpResponse:
    """A scanned letter, checked by the host."""
    found = queries.hosted_letter(request.person, number, clock.day(request.at))
    key = queries.office_of(office)
    form = PaperForm(request.POST, request.FILES, prefix=key)
    if not form.is_valid():
        return _letter(request, number, status=422, papers={key: form})
    upload = form.cleaned_data["file"]
    actions.register_paper(
        letter=found,
        office=key,
        name=form.cleaned_data["name"],
        note=form.cleaned_data["note"],
        file_name=upload.name,
        data=upload.read(),
        by=request.person,
        at=request.at,
    )
    return redirect(queries.address_of(found, "letter"))


@reads
def paper(request: PersonRequest, number: str, office: str) -> HttpResponse:
    """The scanned letter or the signed PDF itself."""
    found = queries.one_letter(request.person, number, clock.day(request.at))
    return documents.download(queries.paper_of(found, queries.office_of(office)))


@reads
def proof(request: PersonRequest, number: str, office: str) -> HttpResponse:
    """The sealed proof of an approval in the system."""
    found = queries.one_letter(request.person, number, clock.day(request.at))
    return documents.download(queries.proof_of(found, queries.office_of(office)))


@reads
def issued(request: PersonRequest, number: str) -> HttpResponse:
    """The PDF to have signed."""
    found = queries.one_letter(request.person, number, clock.day(request.at))
    return documents.download(queries.issued_file_of(found))


@writes
def send_in(request: PersonRequest, number: str) -> HttpResponse:
    """A signed PDF comes back."""
    found = queries.one_letter(request.person, number, clock.day(request.at))
    page = queries.letter_page(found, request.at, is_host=queries.is_host_of(found))
    form = SignedFileForm(request.POST, request.FILES, cards=page.cards)
    if not form.is_valid():
        return _letter(request, number, status=422, signed=form)
    upload = form.cleaned_data["file"]
    signed = actions.send_in_signed(
        letter=found, names=form.names(), file_name=upload.name, data=upload.read(), by=request.person, at=request.at
    )
    jobs.judge_file.enqueue(signed.pk)
    return redirect(queries.address_of(found, "signed_file", signed.pk))


@reads
def signed_file(request: PersonRequest, number: str, file: int) -> HttpResponse:
    """What was found in a signed PDF; while it is being judged, the page to wait on."""
    return _signed_file(request, number, file)


def _signed_file(
    request: PersonRequest, number: str, file: int, *, status: int = 200, form: DecideFileForm | None = None
) -> HttpResponse:
    found = queries.one_letter(request.person, number, clock.day(request.at))
    page = queries.signed_file_page(
        found, queries.signed_file(found, file), request.at, is_host=queries.is_host_of(found)
    )
    response = show(request, "calls/signed_file.html", page, status=status, form=form or DecideFileForm())
    if not page.is_judged:
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


@reads
def signed_file_itself(request: PersonRequest, number: str, file: int) -> HttpResponse:
    """The file, byte for byte as it came."""
    found = queries.one_letter(request.person, number, clock.day(request.at))
    return documents.download(queries.file_of(queries.signed_file(found, file)))


@reads
def signed_file_report(request: PersonRequest, number: str, file: int) -> HttpResponse:
    """The validation report as a file."""
    found = queries.one_letter(request.person, number, clock.day(request.at))
    report = queries.report_of(queries.signed_file(found, file))
    response = JsonResponse(report, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="validering-{found.number}-{file}.json"'
    return response


@writes
def decide_file(request: PersonRequest, number: str, file: int) -> HttpResponse:
    """A person at the host has compared the texts."""
    found = queries.hosted_letter(request.person, number, clock.day(request.at))
    signed = queries.signed_file(found, file)
    form = DecideFileForm(request.POST)
    if not form.is_valid():
        return _signed_file(request, number, file, status=422, form=form)
    actions.decide_signed_file(
        signed=signed,
        accept=form.cleaned_data["accept"],
        note=form.cleaned_data["note"],
        by=request.person,
        at=request.at,
    )
    return redirect(queries.address_of(found, "signed_file", signed.pk))


@writes
def meet_basis(request: PersonRequest, number: str) -> HttpResponse:
    """The decision that was waited for has been made."""
    found = queries.own_letter_of_intent(request.person, number, clock.day(request.at))
    form = MeetBasisForm(request.POST)
    if not form.is_valid():
        return _letter(request, number, status=422, meet=form)
    actions.meet_basis(letter=found, paragraph=form.cleaned_data["paragraph"], by=request.person, at=request.at)
    return redirect("calls:letter", number=number)


@reads(public=True)
def sign_link(request: VisitorRequest, token: str) -> HttpResponse:
    """The personal link: the exact text, and how to sign it."""
    signatory = queries.signatory_by_token(token)
    page = queries.sign_page(signatory, request.person, request.at, here=request.path)
    return show(request, "calls/sign.html", page, form=SignForm(initial={"text_sha256": page.text_sha256}))


@reads
def sign_page(request: PersonRequest, number: str) -> HttpResponse:
    """The same page for the signatory who is signed in."""
    signatory = queries.own_signatory(request.person, number)
    page = queries.sign_page(signatory, request.person, request.at, here=request.path)
    return show(request, "calls/sign.html", page, form=SignForm(initial={"text_sha256": page.text_sha256}))


@writes(fresh=True)
def sign(request: PersonRequest, number: str) -> HttpResponse:
    """Approve the text that was shown."""
    signatory = queries.own_signatory(request.person, number)
    form = SignForm(request.POST)
    if not form.is_valid():
        page = queries.sign_page(signatory, request.person, request.at, here=request.path)
        return show(request, "calls/sign.html", page, status=422, form=form)
    actions.sign_letter(
        signatory=signatory, text_sha256=form.cleaned_data["text_sha256"], by=request.person, at=request.at
    )
    jobs.seal_approval.enqueue(signatory.pk)
    return redirect(queries.address_of(signatory.signs, "sign_page"))


@reads
def own_proof(request: PersonRequest, number: str) -> HttpResponse:
    """The signatory's own sealed proof."""
    return documents.download(queries.own_proof_of(queries.own_signatory(request.person, number)))
