"""Pages of decisions and anchoring."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show
from samverka.goals import actions, forms, queries
from samverka.goals.queries import FormPage, Sight
from samverka.people.doors import PersonRequest, reads, writes

FORM = "goals/form.html"


@reads
def anchoring(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The decision log and who has been told."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return show(request, "goals/anchoring.html", queries.anchoring_page(sight, day))


@reads
def decisions_csv(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The decision log as a file."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return csv_download(queries.anchoring_page(sight, day).decisions)


@reads
def newly_elected(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A page for those newly elected, to print."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return show(request, "goals/newly_elected.html", queries.newly_elected_page(sight, day))


def _decision_form(sight: Sight) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Log a decision"),
        action=sight.href("log_decision"),
        button=_("Log the decision"),
        back=sight.href("anchoring"),
    )


@reads
def new_decision(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A decision to log."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    return show(request, FORM, _decision_form(sight), form=forms.DecisionForm(today=day))


@writes
def log_decision(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Log a decision."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.DecisionForm(request.POST, today=day)
    if not form.is_valid():
        return show(request, FORM, _decision_form(sight), status=422, form=form)
    actions.log_decision(participation=sight.participation, values=form.values(), by=request.person, at=request.at)
    return redirect(sight.href("anchoring"))


@reads
def decision(request: PersonRequest, network: str, decision: int) -> HttpResponse:
    """One decision."""
    row, sight = queries.one_decision(request.person, network, decision, clock.day(request.at))
    return show(request, "goals/decision.html", queries.decision_page(row, sight))


def _withdraw_form(sight: Sight, title: str, action: str) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=title,
        lead=_("It stays in the log, crossed out, with your reason."),
        action=action,
        button=_("Take it back"),
        back=sight.href("anchoring"),
    )


@reads
def withdraw_decision_page(request: PersonRequest, network: str, decision: int) -> HttpResponse:
    """Where a decision logged by mistake is taken back."""
    row, sight = queries.one_own_decision(request.person, network, decision, clock.day(request.at))
    page = _withdraw_form(sight, row.title, sight.row_href("withdraw_decision", row.pk))
    return show(request, FORM, page, form=forms.ReasonForm())


@writes
def withdraw_decision(request: PersonRequest, network: str, decision: int) -> HttpResponse:
    """Take back a decision logged by mistake."""
    row, sight = queries.one_own_decision(request.person, network, decision, clock.day(request.at))
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        page = _withdraw_form(sight, row.title, sight.row_href("withdraw_decision", row.pk))
        return show(request, FORM, page, status=422, form=form)
    actions.withdraw_decision(decision=row, reason=form.cleaned_data["reason"], by=request.person, at=request.at)
    return redirect(sight.href("anchoring"))


def _anchoring_form(sight: Sight) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Log a presentation or information"),
        action=sight.href("log_anchoring"),
        button=_("Log it"),
        back=sight.href("anchoring"),
    )


@reads
def new_anchoring(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A presentation to log."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    return show(request, FORM, _anchoring_form(sight), form=forms.AnchoringForm(today=day))


@writes
def log_anchoring(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Log a presentation."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.AnchoringForm(request.POST, today=day)
    if not form.is_valid():
        return show(request, FORM, _anchoring_form(sight), status=422, form=form)
    actions.log_anchoring(participation=sight.participation, values=form.values(), by=request.person, at=request.at)
    return redirect(sight.href("anchoring"))


@reads
def withdraw_anchoring_page(request: PersonRequest, network: str, anchoring: int) -> HttpResponse:
    """Where a presentation logged by mistake is taken back."""
    row, sight = queries.one_own_anchoring(request.person, network, anchoring, clock.day(request.at))
    page = _withdraw_form(sight, row.with_whom, sight.row_href("withdraw_anchoring", row.pk))
    return show(request, FORM, page, form=forms.ReasonForm())


@writes
def withdraw_anchoring(request: PersonRequest, network: str, anchoring: int) -> HttpResponse:
    """Take back a presentation logged by mistake."""
    row, sight = queries.one_own_anchoring(request.person, network, anchoring, clock.day(request.at))
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        page = _withdraw_form(sight, row.with_whom, sight.row_href("withdraw_anchoring", row.pk))
        return show(request, FORM, page, status=422, form=form)
    actions.withdraw_anchoring(anchoring=row, reason=form.cleaned_data["reason"], by=request.person, at=request.at)
    return redirect(sight.href("anchoring"))
