"""Pages of sign-in and of one's own things. allauth runs the sign-in, by way of our adapter."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.pages import show
from samverka.people import actions, adapter, queries
from samverka.people.doors import KEPT, PersonRequest, VisitorRequest, account_of, reads, writes
from samverka.people.forms import AbsenceForm, AddressForm, CodeForm, OwnForm, safe_path

# Kept in the session while somebody signs in, so that the address need not be written again for a new code.
ADDRESS = "sign_in_address"


def _home() -> str:
    """Where a sign-in leads when nothing else was asked for: what I must do now."""
    return ("/en" if get_language() == "en" else "") + settings.LOGIN_REDIRECT_URL


def _with_next(address: str, onward: str, **also: str) -> str:
    asked = {**also, **({"next": onward} if onward else {})}
    return address + (f"?{urlencode(asked)}" if asked else "")


def _start_over(onward: str, reason: str) -> HttpResponse:
    return redirect(_with_next(reverse("account_login"), onward, orsak=reason))


@reads(public=True)
def sign_in(request: VisitorRequest) -> HttpResponse:
    """Din e-post: one page for known and unknown addresses alike."""
    onward = safe_path(request.GET.get("next", ""))
    if request.person and "again" not in request.GET:
        return redirect(onward or _home())
    address = request.person.email if request.person else request.session.get(ADDRESS, "")
    page = queries.sign_in_page(reason=request.GET.get("orsak", ""), person=request.person)
    form = AddressForm(initial={"email": address, "next": onward})
    return show(request, "people/sign_in.html", page, form=form)


@writes(public=True)
def ask_for_code(request: VisitorRequest) -> HttpResponse:
    """Send a code; the answer is the same whether or not anyone here has the address."""
    typed = request.POST.copy()
    if request.person:
        typed["email"] = request.person.email  # proves oneself anew, nobody else
    form = AddressForm(typed)
    if form.is_valid() and not adapter.may_ask_for_code(request, form.cleaned_data["email"]):
        form.add_error("email", _("We have just sent several codes to that address. Wait a while, then try again."))
    if not form.is_valid():
        page = queries.sign_in_page(reason="", person=request.person)
        return show(request, "people/sign_in.html", page, status=422, form=form)
    adapter.CodeByMail.begin(request, form.cleaned_data["email"])
    request.session[ADDRESS] = form.cleaned_data["email"]
    return redirect(_with_next(reverse("people:code"), form.cleaned_data["next"]))


@reads(public=True)
def code(request: VisitorRequest) -> HttpResponse:
    """The page where the code is written."""
    onward = safe_path(request.GET.get("next", ""))
    process = adapter.CodeByMail.under_way(request)
    if process is None:
        return redirect(onward or _home()) if request.person else _start_over(onward, "ny")
    if not process.is_valid():
        return _start_over(onward, "gammal")
    form = CodeForm(initial={"next": onward})
    return show(request, "people/code.html", queries.code_page(process.email), form=form)


@writes(public=True)
def prove(request: VisitorRequest) -> HttpResponse:
    """A code was given: the right one signs in; the third wrong one ends the attempt."""
    onward = safe_path(request.POST.get("next", ""))
    process = adapter.CodeByMail.under_way(request)
    if process is None:
        return _start_over(onward, "ny")
    if not process.is_valid():
        process.abort()
        return _start_over(onward, "gammal")
    form = CodeForm(request.POST, expected=process.code, tries_left=process.tries_left)
    if form.is_valid():
        request.session.pop(ADDRESS, None)
        carry_on_href = _with_next(reverse("people:carry_on"), onward) if KEPT in request.session else ""
        return process.finish(carry_on_href or onward or _home())
    if form.has_error("code", "wrong") and not process.record_invalid_attempt():
        return _start_over(onward, "slut")
    return show(request, "people/code.html", queries.code_page(process.email), status=422, form=form)


@reads
def carry_on(request: PersonRequest) -> HttpResponse:
    """What was written when the sign-in ran out, to be sent now."""
    page = queries.kept_page(request.session.get(KEPT), request.person, request.at)
    if page is None:
        return redirect(safe_path(request.GET.get("next", "")) or _home())
    return show(request, "people/carry_on.html", page, home=_home())


@writes(public=True)
def sign_out(request: VisitorRequest) -> HttpResponse:
    """Sign out this browser."""
    adapter.sign_out(request)
    return redirect(_with_next(reverse("account_login"), "", orsak="ute"))


@reads
def own(request: PersonRequest) -> HttpResponse:
    """Mitt: name, language, and the browsers one is signed in with."""
    page = queries.own_page(account_of(request), session_key=request.session.session_key or "")
    form = OwnForm(initial={"name": request.person.name, "language": request.person.language})
    return show(request, "people/own.html", page, form=form)


@writes
def describe(request: PersonRequest) -> HttpResponse:
    """Save name and language."""
    form = OwnForm(request.POST)
    if not form.is_valid():
        page = queries.own_page(account_of(request), session_key=request.session.session_key or "")
        return show(request, "people/own.html", page, status=422, form=form)
    actions.describe_oneself(person=request.person, at=request.at, **form.cleaned_data)
    return redirect("people:own")


@writes
def end_sign_in(request: PersonRequest, sign_in_id: int) -> HttpResponse:
    """Sign out one of one's other browsers."""
    actions.end_sign_in(account=account_of(request), sign_in_id=sign_in_id)
    return redirect("people:own")


@writes
def end_other_sign_ins(request: PersonRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    actions.end_other_sign_ins(account=account_of(request), but=request.session.session_key or "")
    return redirect("people:own")


@reads
def absence(request: PersonRequest) -> HttpResponse:
    """Away: from, first day back, who stands in."""
    today = clock.day(request.at)
    form = AbsenceForm(person=request.person, today=today)
    return show(request, "people/absence.html", queries.absence_page(request.person, today), form=form)


@writes
def note_absence(request: PersonRequest) -> HttpResponse:
    """Note that one is away."""
    today = clock.day(request.at)
    form = AbsenceForm(request.POST, person=request.person, today=today)
    if not form.is_valid():
        page = queries.absence_page(request.person, today)
        return show(request, "people/absence.html", page, status=422, form=form)
    actions.note_absence(person=request.person, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("people:absence")


@writes
def come_back(request: PersonRequest, absence_id: int) -> HttpResponse:
    """Be back, or call an absence off."""
    ending = queries.own_absence(request.person, absence_id)
    actions.come_back(absence=ending, by=request.person, at=request.at)
    return redirect("people:absence")
