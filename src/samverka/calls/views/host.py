"""What the host does with a call: writes and publishes it, follows it, selects, passes seats on."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverka.calls import actions, jobs, queries
from samverka.calls.forms import AnswersForm, BandForm, CallForm, DecideForm, ExemptionForm, OfferForm, ReceivedForm
from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show
from samverka.documents import queries as documents
from samverka.networks import queries as networks
from samverka.people.doors import PersonRequest, reads, writes


@reads
def host_calls(request: PersonRequest, network: str) -> HttpResponse:
    """The calls of a network."""
    hosted = networks.hosted_network(request.person, network, clock.day(request.at))
    return show(request, "calls/host_calls.html", queries.host_calls_page(hosted, request.at))


@reads
def draft(request: PersonRequest, network: str) -> HttpResponse:
    """A new call."""
    hosted = networks.hosted_network(request.person, network, clock.day(request.at))
    form = CallForm(network=hosted, initial={"selection_when": "after_confirmation", "tolerance_percent": "2"})
    return show(request, "calls/draft.html", queries.draft_page(hosted, None), form=form)


@writes
def write_draft(request: PersonRequest, network: str) -> HttpResponse:
    """Keep a new draft."""
    hosted = networks.hosted_network(request.person, network, clock.day(request.at))
    form = CallForm(request.POST, network=hosted)
    if not form.is_valid():
        return show(request, "calls/draft.html", queries.draft_page(hosted, None), status=422, form=form)
    values = form.draft(networks.holding_terms(hosted).seats)
    drafted = actions.draft_call(network=hosted, draft=values, by=request.person, at=request.at)
    return redirect("calls:edit", network=network, call=drafted.slug)


@reads
def edit(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """A draft to change."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    form = CallForm(network=hosted.network, initial=queries.draft_values(hosted), is_published=hosted.published_at)
    return show(request, "calls/draft.html", queries.draft_page(hosted.network, hosted), form=form)


@writes
def change(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Keep what was changed: in a draft, or in the open with a reason."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    form = CallForm(request.POST, network=hosted.network, is_published=hosted.published_at)
    if not form.is_valid():
        page = queries.draft_page(hosted.network, hosted)
        return show(request, "calls/draft.html", page, status=422, form=form)
    values = form.draft(networks.holding_terms(hosted.network).seats)
    actions.change_call(call=hosted, draft=values, reason=form.reason(), by=request.person, at=request.at)
    return redirect("calls:edit", network=network, call=call)


@reads
def preview(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """The public page of a draft, before anyone else sees it."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    return show(request, "calls/call.html", queries.call_page(hosted, request.person, request.at))


@writes
def publish(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Show the call to everyone."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    actions.publish_call(call=hosted, by=request.person, at=request.at)
    return redirect("calls:funnel", network=network, call=call)


@writes
def cancel(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Call it off."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    actions.cancel_call(call=hosted, by=request.person, at=request.at)
    return redirect("calls:host_calls", network=network)


@reads
def funnel(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Where every applicant is."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    page = queries.funnel_page(hosted, request.at, wanted=request.GET.get("sortera", ""))
    return show(request, "calls/funnel.html", page)


@reads
def funnel_csv(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """The same list as a file."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    return csv_download(queries.funnel_table(hosted, request.at, wanted=request.GET.get("sortera", "")))


@writes
def funnel_xlsx(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """The same list as a spreadsheet, made by the worker."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    table = queries.funnel_table(hosted, request.at)
    rendering = actions.take_out_list(call=hosted, table=table, by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@writes
def remind(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Remind those who have not answered."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    actions.remind_unconfirmed(call=hosted, by=request.person, at=request.at)
    return redirect("calls:funnel", network=network, call=call)


@reads
def host_interest(request: PersonRequest, network: str, call: str, interest: int) -> HttpResponse:
    """An entry that has been sent in."""
    read = queries.hosted_interest(request.person, network, call, interest, clock.day(request.at))
    band = BandForm(initial={"band": queries.stage_band(read), "reason": read.band_reason}, prefix="band")
    page = queries.host_interest_page(read, request.at)
    return show(request, "calls/host_interest.html", page, form=band, offer=OfferForm())


@writes
def set_band(request: PersonRequest, network: str, call: str, interest: int) -> HttpResponse:
    """Another stage band, with its reason."""
    read = queries.hosted_interest(request.person, network, call, interest, clock.day(request.at))
    form = BandForm(request.POST, prefix="band")
    if not form.is_valid():
        page = queries.host_interest_page(read, request.at)
        return show(request, "calls/host_interest.html", page, status=422, form=form, offer=OfferForm())
    actions.set_band(
        interest=read,
        band=form.cleaned_data["band"],
        reason=form.cleaned_data["reason"],
        by=request.person,
        at=request.at,
    )
    return redirect("calls:host_interest", network=network, call=call, interest=read.pk)


@writes
def confirm_domain(request: PersonRequest, network: str, call: str, interest: int, domain: int) -> HttpResponse:
    """The applicant's e-mail domain is theirs."""
    read = queries.hosted_interest(request.person, network, call, interest, clock.day(request.at))
    actions.confirm_domain(domain=queries.domain_of_interest(read, domain), by=request.person, at=request.at)
    return redirect("calls:host_interest", network=network, call=call, interest=read.pk)


@writes
def offer_next(request: PersonRequest, network: str, call: str, interest: int) -> HttpResponse:
    """Let the kept seat go and offer it to the next reserve."""
    read = queries.hosted_interest(request.person, network, call, interest, clock.day(request.at))
    form = OfferForm(request.POST)
    if not form.is_valid():
        band = BandForm(initial={"band": queries.stage_band(read), "reason": read.band_reason}, prefix="band")
        page = queries.host_interest_page(read, request.at)
        return show(request, "calls/host_interest.html", page, status=422, form=band, offer=form)
    actions.offer_to_next_reserve(
        outcome=queries.one_outcome(read),
        letter_day=form.cleaned_data["letter_day"],
        reason=form.cleaned_data["reason"],
        by=request.person,
        at=request.at,
    )
    return redirect("calls:funnel", network=network, call=call)


@reads
def selection(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Who can be chosen, the proposal, and what another set would cost."""
    hosted = queries.call_to_select(request.person, network, call, clock.day(request.at))
    locks = queries.locks_in(request.GET)
    page = queries.selection_page(hosted, request.at, wanted=request.GET.get("sortera", ""), locks=locks)
    form = DecideForm(initial={"fingerprint": page.fingerprint}, deviations=page.what_if.deviations)
    return show(request, "calls/selection.html", page, form=form)


@writes
def decide(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Decide what is shown; each lock asks for its reason."""
    hosted = queries.call_to_select(request.person, network, call, clock.day(request.at))
    locks = queries.locks_in(request.POST)
    page = queries.selection_page(hosted, request.at, locks=locks)
    form = DecideForm(request.POST, deviations=page.what_if.deviations)
    if not form.is_valid():
        return show(request, "calls/selection.html", page, status=422, form=form)
    actions.decide_selection(
        call=hosted,
        note=form.cleaned_data["note"],
        fingerprint=form.cleaned_data["fingerprint"],
        locks=locks,
        reasons=form.reasons(),
        by=request.person,
        at=request.at,
    )
    return redirect("calls:decision", call=call)


@reads
def answers(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """What each applicant will be told, to be edited before the decision."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    page = queries.answers_page(hosted, request.at, locks=queries.locks_in(request.GET))
    return show(
        request,
        "calls/answers.html",
        page,
        form=AnswersForm(answers=page.answers, initial={"fingerprint": page.fingerprint}),
    )


@writes
def write_answers(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Keep the edited answers until the decision."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    locks = queries.locks_in(request.POST)
    page = queries.answers_page(hosted, request.at, locks=locks)
    form = AnswersForm(request.POST, answers=page.answers)
    if not form.is_valid():
        return show(request, "calls/answers.html", page, status=422, form=form)
    actions.write_answers(
        call=hosted,
        locks=locks,
        fingerprint=form.cleaned_data["fingerprint"],
        texts=form.texts(),
        by=request.person,
        at=request.at,
    )
    return redirect(page.here)


@writes
def ask_for_study(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Have the worker compute the front and how firmly the proposal stands."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    study = actions.ask_for_study(call=hosted, by=request.person, at=request.at)
    jobs.make_study.enqueue(study.pk)
    return redirect("calls:selection", network=network, call=call)


@writes
def reckon(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Have the worker put the reserves in order and write everyone's reason, for the set that is shown."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    locks = queries.locks_in(request.POST)
    for reckoning in actions.ask_for_reckoning(call=hosted, locks=locks, at=request.at):
        jobs.reckon.enqueue(reckoning.pk)
    return redirect(queries.address(reverse("calls:selection", args=[network, call]), locks))


@reads
def received(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Something came by mail or phone."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    return show(request, "calls/received.html", queries.exemptions_page(hosted), form=ReceivedForm())


@writes
def register(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Write it down; the municipality gets the link to take it over."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    form = ReceivedForm(request.POST)
    if not form.is_valid():
        return show(request, "calls/received.html", queries.exemptions_page(hosted), status=422, form=form)
    actions.register_interest(call=hosted, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("calls:funnel", network=network, call=call)


@reads
def exemptions(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Who has been given more time."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    page = queries.exemptions_page(hosted)
    return show(request, "calls/exemptions.html", page, form=ExemptionForm(choices=page.choices))


@writes
def exempt(request: PersonRequest, network: str, call: str) -> HttpResponse:
    """Give an organisation more time."""
    hosted = queries.hosted_call(request.person, network, call, clock.day(request.at))
    page = queries.exemptions_page(hosted)
    form = ExemptionForm(request.POST, choices=page.choices)
    if not form.is_valid():
        return show(request, "calls/exemptions.html", page, status=422, form=form)
    actions.exempt_interest(
        interest=queries.interest_in(hosted, form.cleaned_data["interest"]),
        late_until=form.cleaned_data["late_until"],
        reason=form.cleaned_data["reason"],
        by=request.person,
        at=request.at,
    )
    return redirect("calls:exemptions", network=network, call=call)
