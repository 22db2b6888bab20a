"""The letter of intent: prepared by the contact, signed by two, registered on paper by the host."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.calls import actions, queries
from samverka.calls.forms import BasisForm, MeetBasisForm, PaperForm, SignatoryForm, SignForm
from samverka.core import clock
from samverka.core.pages import show
from samverka.documents import exports as documents
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes


@reads
def letter(request: PersonRequest, number: str) -> HttpResponse:
    """Everything about a letter, for its contacts and the host."""
    return _letter(request, number)


def _letter(request: PersonRequest, number: str, *, status: int = 200, **forms: object) -> HttpResponse:
    day = clock.day(request.at)
    found = queries.one_letter(request.person, number, day)
    page = queries.letter_page(found, request.at, is_host=queries.is_host_of(request.person, found, day))
    blank: dict[str, object] = {
        "basis": BasisForm(initial=queries.basis_values(found)),
        "signatories": {
            card.office: SignatoryForm(initial={"name": card.name, "email": card.email}, prefix=card.office)
            for card in page.cards
        },
        "papers": {card.office: PaperForm(initial={"name": card.name}, prefix=card.office) for card in page.cards},
        "meet": MeetBasisForm(),
    }
    for name, given in forms.items():
        blank[name] = blank[name] | given if isinstance(given, dict) else given  # type: ignore[operator]  # both are mappings
    cards = [
        (card, blank["signatories"][card.office], blank["papers"][card.office])  # type: ignore[index]  # as above
        for card in page.cards
    ]
    wrong = next((form for form in forms.values() if not isinstance(form, dict)), None) or next(
        (form for given in forms.values() if isinstance(given, dict) for form in given.values()), None
    )
    return show(
        request,
        "calls/letter.html",
        page,
        status=status,
        basis=blank["basis"],
        meet=blank["meet"],
        cards=cards,
        form=wrong,
    )


@writes
def choose_basis(request: PersonRequest, number: str) -> HttpResponse:
    """By what right the two sign."""
    found = queries.own_letter(request.person, number, clock.day(request.at))
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
    return redirect("calls:letter", number=number)


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
    return redirect("calls:letter", number=number)


@reads
def paper(request: PersonRequest, number: str, office: str) -> HttpResponse:
    """The scanned letter itself."""
    found = queries.one_letter(request.person, number, clock.day(request.at))
    return documents.download(queries.paper_of(found, queries.office_of(office)))


@writes
def meet_basis(request: PersonRequest, number: str) -> HttpResponse:
    """The decision that was waited for has been made."""
    found = queries.own_letter(request.person, number, clock.day(request.at))
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
    return redirect("calls:sign_page", number=number)
