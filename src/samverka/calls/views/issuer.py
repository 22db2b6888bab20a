"""The network's list of trusted issuers, kept by the host; the certificate of our own seal, for anyone."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.calls import actions, queries
from samverka.calls.forms import IssuerForm
from samverka.core import clock
from samverka.core.pages import show
from samverka.networks import queries as networks
from samverka.people.doors import PersonRequest, reads, writes


@reads
def issuers(request: PersonRequest, network: str) -> HttpResponse:
    """Whose e-signatures the network trusts."""
    hosted = networks.hosted_network(request.person, network, clock.day(request.at))
    return show(request, "calls/issuers.html", queries.issuers_page(hosted, request.at), form=IssuerForm())


@writes
def trust_issuer(request: PersonRequest, network: str) -> HttpResponse:
    """Put an issuer on the list."""
    kept = networks.kept_network(request.person, network, clock.day(request.at))
    form = IssuerForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, "calls/issuers.html", queries.issuers_page(kept, request.at), status=422, form=form)
    actions.trust_issuer(
        network=kept,
        name=form.cleaned_data["name"],
        purpose=form.cleaned_data["purpose"],
        needs_non_repudiation=form.cleaned_data["needs_non_repudiation"],
        data=form.cleaned_data["file"].read(),
        by=request.person,
        at=request.at,
    )
    return redirect("calls:issuers", network=network)


@writes
def distrust_issuer(request: PersonRequest, network: str, issuer: int) -> HttpResponse:
    """Take an issuer from the list."""
    kept = networks.kept_network(request.person, network, clock.day(request.at))
    actions.distrust_issuer(network=kept, issuer=queries.one_issuer(kept, issuer), by=request.person, at=request.at)
    return redirect("calls:issuers", network=network)
