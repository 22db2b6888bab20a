"""Pages of networks: new terms, funding, a new network. Who may read terms and staff, `teams` knows."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.pages import show as draw
from samverka.networks import actions, queries
from samverka.networks.forms import FundingForm, StartForm, TermsForm, WordingForm
from samverka.people.doors import PersonRequest, reads, writes


@reads
def terms_form(request: PersonRequest, network: str) -> HttpResponse:
    """New terms, starting from those that hold."""
    kept = queries.kept_network(request.person, network, clock.day(request.at))
    return draw(request, "networks/terms_form.html", kept, form=TermsForm(before=queries.holding_terms(kept)))


@writes
def set_terms(request: PersonRequest, network: str) -> HttpResponse:
    """Set new terms."""
    kept = queries.kept_network(request.person, network, clock.day(request.at))
    form = TermsForm(request.POST, before=queries.holding_terms(kept))
    if not form.is_valid():
        return draw(request, "networks/terms_form.html", kept, status=422, form=form)
    actions.set_terms(network=kept, by=request.person, at=request.at, **form.terms())
    return redirect("teams:terms", network=network)


@reads
def funding(request: PersonRequest, network: str) -> HttpResponse:
    """Where the application for support stands."""
    day = clock.day(request.at)
    kept = queries.funded_network(request.person, network, day)
    days = {name: getattr(kept, name) for name in ("applied_day", "granted_day", "rejected_day")}
    form = FundingForm(network=kept, today=day, initial=days)
    return draw(request, "networks/funding.html", queries.funding_page(kept), form=form)


@writes
def note_funding(request: PersonRequest, network: str) -> HttpResponse:
    """Note what became of it."""
    day = clock.day(request.at)
    kept = queries.funded_network(request.person, network, day)
    form = FundingForm(request.POST, network=kept, today=day)
    if not form.is_valid():
        return draw(request, "networks/funding.html", queries.funding_page(kept), status=422, form=form)
    actions.note_funding(
        network=kept,
        applied_day=form.cleaned_data["applied_day"],
        granted_day=form.cleaned_data["granted_day"],
        rejected_day=form.cleaned_data["rejected_day"],
        by=request.person,
        at=request.at,
    )
    return redirect("networks:funding", network=network)


@reads
def arrangement(request: PersonRequest, network: str) -> HttpResponse:
    """What the network's data-protection arrangement says."""
    page = queries.arrangement_page(queries.kept_network(request.person, network, clock.day(request.at)))
    names = ("text", "record_of_processing", "hosting", "subprocessors", "impact_assessment")
    form = WordingForm(initial={name: getattr(page.wording, name, "") for name in names})
    return draw(request, "networks/arrangement.html", page, form=form)


@writes
def write_wording(request: PersonRequest, network: str) -> HttpResponse:
    """Write a new version of it."""
    kept = queries.kept_network(request.person, network, clock.day(request.at))
    form = WordingForm(request.POST)
    if not form.is_valid():
        return draw(request, "networks/arrangement.html", queries.arrangement_page(kept), status=422, form=form)
    actions.write_wording(network=kept, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("networks:arrangement", network=network)


@reads
def start_page(request: PersonRequest) -> HttpResponse:
    """A new network."""
    verdict = queries.may_start_network(request.person, clock.day(request.at))
    return draw(request, "networks/start.html", verdict, form=StartForm())


@writes
def start(request: PersonRequest) -> HttpResponse:
    """Start the network."""
    form = StartForm(request.POST)
    if not form.is_valid():
        verdict = queries.may_start_network(request.person, clock.day(request.at))
        return draw(request, "networks/start.html", verdict, status=422, form=form)
    network = actions.start_network(
        name=form.cleaned_data["name"],
        host_organisation=form.cleaned_data["host_organisation"],
        registry_number=form.cleaned_data["registry_number"],
        first_day=form.cleaned_data["first_day"],
        last_day=form.cleaned_data["last_day"],
        closing_from=form.cleaned_data["closing_from"],
        terms=form.terms(),
        by=request.person,
        at=request.at,
    )
    return redirect("teams:terms", network=network.slug)
