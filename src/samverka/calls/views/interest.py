"""What an applicant does: begins, writes, sends in, confirms, leaves, takes the seat."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.calls import actions, queries
from samverka.calls.forms import PART_FORMS, InviteForm, StartForm, WithdrawForm
from samverka.core import clock
from samverka.core.pages import show
from samverka.core.words import whole_number
from samverka.people.doors import PersonRequest, reads, writes


@reads
def choose(request: PersonRequest, call: str) -> HttpResponse:
    """Which municipality someone speaks for."""
    organisation_id = whole_number(request.GET.get("organisation", ""))
    page = queries.choose_page(
        queries.one_call(call),
        request.person,
        searched=request.GET.get("kommun", ""),
        organisation_id=organisation_id,
        at=request.at,
    )
    form = StartForm(initial={"organisation": organisation_id, "name": request.person.name})
    return show(request, "calls/choose.html", page, form=form)


@writes
def start(request: PersonRequest, call: str) -> HttpResponse:
    """Begin, or join a colleague."""
    offered = queries.one_call(call)
    form = StartForm(request.POST)
    if not form.is_valid():
        page = queries.choose_page(
            offered,
            request.person,
            searched="",
            organisation_id=whole_number(request.POST.get("organisation", "")),
            at=request.at,
        )
        return show(request, "calls/choose.html", page, status=422, form=form)
    begun = actions.start_interest(
        call=offered,
        organisation=queries.one_organisation(form.cleaned_data["organisation"]),
        name=form.cleaned_data["name"],
        by=request.person,
        at=request.at,
    )
    return redirect("calls:interest", call=call, interest=begun.pk)


@reads
def interest(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """What is done and what is next."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    return show(request, "calls/interest.html", queries.interest_page(own, request.at), form=InviteForm())


@reads
def part(request: PersonRequest, call: str, interest: int, part: str) -> HttpResponse:
    """One part of the form."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    key = queries.part_of(part)
    form = PART_FORMS[key](interest=own, initial=queries.part_values(own, key) | {"edition": own.edition})
    return show(request, f"calls/part_{key}.html", queries.part_page(own, key, request.at), form=form)


@writes
def save(request: PersonRequest, call: str, interest: int, part: str) -> HttpResponse:
    """Save one part as it is, unless a colleague has saved it meanwhile."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    key = queries.part_of(part)
    form = PART_FORMS[key](request.POST, interest=own)
    meanwhile = queries.changed_meanwhile(own, key, form.shown_with(), form.labels())
    if meanwhile or not form.is_valid():
        page = queries.part_page(own, key, request.at, meanwhile)
        kept = form.with_edition(own.edition) if meanwhile else form
        return show(request, f"calls/part_{key}.html", page, status=422, form=kept)
    actions.save_interest(
        interest=own, part=key, values=form.values(), edition=form.shown_with(), by=request.person, at=request.at
    )
    return redirect(queries.next_after_saving(own, key) if "onward" in request.POST else queries.part_href(own, key))


@reads
def check(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """All answers before they are sent in."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    return show(request, "calls/check.html", queries.check_page(own, request.at))


@writes
def submit(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """Send it in."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    actions.submit_interest(interest=own, by=request.person, at=request.at)
    return redirect("calls:interest", call=call, interest=own.pk)


@writes
def take_back(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """Make it a draft again."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    actions.take_back_interest(interest=own, by=request.person, at=request.at)
    return redirect("calls:interest", call=call, interest=own.pk)


@reads
def withdrawal(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """Leaving the call."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    return show(request, "calls/withdraw.html", queries.withdraw_page(own), form=WithdrawForm())


@writes
def withdraw(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """Leave the call, with a reason."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return show(request, "calls/withdraw.html", queries.withdraw_page(own), status=422, form=form)
    actions.withdraw_interest(interest=own, reason=form.cleaned_data["reason"], by=request.person, at=request.at)
    return redirect("calls:interest", call=call, interest=own.pk)


@reads
def confirmation(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """Do you want to continue?"""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    return show(request, "calls/confirm.html", queries.confirm_page(own, request.at))


@writes
def confirm(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """Yes, we want to continue."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    actions.confirm_interest(interest=own, by=request.person, at=request.at)
    return redirect("calls:interest", call=call, interest=own.pk)


@writes
def invite(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """Ask a colleague to write along."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    form = InviteForm(request.POST)
    if not form.is_valid():
        return show(request, "calls/interest.html", queries.interest_page(own, request.at), status=422, form=form)
    actions.invite_contact(
        interest=own,
        email=form.cleaned_data["email"],
        name=form.cleaned_data["name"],
        by=request.person,
        at=request.at,
    )
    return redirect("calls:interest", call=call, interest=own.pk)


@writes
def accept(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """Take the seat."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    actions.accept_seat(interest=own, by=request.person, at=request.at)
    return redirect("calls:interest", call=call, interest=own.pk)


@writes
def restart(request: PersonRequest, call: str, interest: int) -> HttpResponse:
    """Come back to the call that one has left."""
    own = queries.own_interest(request.person, call, interest, clock.day(request.at))
    actions.restart_interest(interest=own, by=request.person, at=request.at)
    return redirect("calls:interest", call=call, interest=own.pk)


@writes
def end_contact(request: PersonRequest, call: str, interest: int, contact: int) -> HttpResponse:
    """Take a contact off; whoever takes off oneself is done here."""
    day = clock.day(request.at)
    own = queries.own_interest(request.person, call, interest, day)
    ended = actions.end_contact(contact=queries.contact_of(own, contact, day), by=request.person, at=request.at)
    if ended.person_id == request.person.pk:
        return redirect("calls:call", call=call)
    return redirect("calls:interest", call=call, interest=own.pk)
