"""Pages of the goal board, the indicators and maturity."""

from django.http import Http404, HttpResponse
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
def board(request: PersonRequest, network: str) -> HttpResponse:
    """All seats and their three results, for the host; whoever is in a team is led to the own seat."""
    day = clock.day(request.at)
    own = queries.own_seat_address(request.person, network, day)
    if own:
        return redirect(own)
    page = queries.board_page(request.person, network, day, sorted_by=request.GET.get("sortera", ""))
    return show(request, "goals/board.html", page)


@reads
def board_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The board as a file."""
    return csv_download(queries.board_page(request.person, network, clock.day(request.at)).board)


@reads
def network_indicators(request: PersonRequest, network: str) -> HttpResponse:
    """The indicators of all seats."""
    page = queries.network_indicators_page(request.person, network, clock.day(request.at))
    return show(request, "goals/indicators.html", page)


@reads
def network_indicators_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The same as a file."""
    return csv_download(queries.network_indicators_page(request.person, network, clock.day(request.at)).table)


@reads
def seat(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A seat's three results."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return show(request, "goals/seat.html", queries.seat_page(sight, day))


@reads
def indicators(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A seat's indicators."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return show(request, "goals/indicators.html", queries.indicators_page(sight, day))


@reads
def indicators_csv(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The same as a file."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return csv_download(queries.indicators_page(sight, day).table)


def _measurement_form(sight: Sight) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Write down a figure"),
        lead=_("What no record here can tell: chiefly how it was before the network began."),
        action=sight.href("note_measurement"),
        button=_("Save the figure"),
        back=sight.href("indicators"),
    )


@reads
def new_measurement(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A figure to write down."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.MeasurementForm(first_day=sight.network.first_day, today=day)
    return show(request, FORM, _measurement_form(sight), form=form)


@writes
def note_measurement(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Write a figure down."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.MeasurementForm(request.POST, first_day=sight.network.first_day, today=day)
    if not form.is_valid():
        return show(request, FORM, _measurement_form(sight), status=422, form=form)
    actions.note_measurement(participation=sight.participation, by=request.person, at=request.at, **form.values())
    return redirect(sight.href("indicators"))


def _judge_form(sight: Sight, goal: str) -> FormPage:
    title = queries.goal_title(goal)
    if not title:
        raise Http404
    return FormPage(
        kicker=sight.name,
        title=_("Judge: %(goal)s") % {"goal": title},
        lead=_("Only when the records do not tell how it is. What they say stays in sight beside your comment."),
        action=sight.href("judge_result", goal),
        button=_("Save the judgement"),
        back=sight.href("seat"),
    )


@reads
def judge_page(request: PersonRequest, network: str, participation: int, goal: str) -> HttpResponse:
    """Where the host judges a result."""
    sight = queries.one_hosted_sight(request.person, network, participation, clock.day(request.at))
    return show(request, FORM, _judge_form(sight, goal), form=forms.JudgeForm())


@writes
def judge_result(request: PersonRequest, network: str, participation: int, goal: str) -> HttpResponse:
    """Judge a result."""
    sight = queries.one_hosted_sight(request.person, network, participation, clock.day(request.at))
    form = forms.JudgeForm(request.POST)
    if not form.is_valid():
        return show(request, FORM, _judge_form(sight, goal), status=422, form=form)
    actions.judge_result(
        participation=sight.participation, goal=goal, by=request.person, at=request.at, **form.cleaned_data
    )
    return redirect(sight.href("seat"))


@writes
def lift_judgement(request: PersonRequest, network: str, participation: int, goal: str) -> HttpResponse:
    """Let the records say again how far a result has come."""
    sight = queries.one_hosted_sight(request.person, network, participation, clock.day(request.at))
    actions.lift_judgement(participation=sight.participation, goal=goal, by=request.person, at=request.at)
    return redirect(sight.href("seat"))


# --- Maturity -----------------------------------------------------------------------------------------------------


@reads
def distribution(request: PersonRequest, network: str) -> HttpResponse:
    """Others' maturity as a distribution."""
    day = clock.day(request.at)
    page = queries.distribution_page(request.person, network, day, occasion=request.GET.get("tillfalle", ""))
    return show(request, "goals/distribution.html", page)


@reads
def distribution_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The same as a file."""
    day = clock.day(request.at)
    page = queries.distribution_page(request.person, network, day, occasion=request.GET.get("tillfalle", ""))
    return csv_download(page.table)


@reads
def maturity(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A seat's profile over time."""
    sight = queries.one_sight(request.person, network, participation, clock.day(request.at))
    return show(request, "goals/maturity.html", queries.maturity_page(sight))


@reads
def maturity_csv(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The same as a file."""
    sight = queries.one_sight(request.person, network, participation, clock.day(request.at))
    return csv_download(queries.maturity_page(sight).profile)


@writes
def open_round(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Begin to measure on an occasion."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    opened = actions.open_round(
        participation=sight.participation,
        occasion=request.POST.get("tillfalle", ""),
        by=request.person,
        at=request.at,
    )
    return redirect(sight.row_href("maturity_round", opened.pk))


@reads
def maturity_round(request: PersonRequest, network: str, maturity_round: int) -> HttpResponse:
    """One round: who has answered what, without names."""
    row, sight = queries.one_round(request.person, network, maturity_round, clock.day(request.at))
    return show(request, "goals/round.html", queries.round_page(row, sight, request.person))


def _answer_form(sight: Sight, round_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("How far have we come?"),
        lead=_("Choose a level only when everything in it and below holds. Your answer is shown without your name."),
        action=sight.row_href("answer_round", round_id),
        button=_("Save my answer"),
        back=sight.row_href("maturity_round", round_id),
    )


@reads
def answer_page(request: PersonRequest, network: str, maturity_round: int) -> HttpResponse:
    """The seven questions."""
    row, sight = queries.one_round(request.person, network, maturity_round, clock.day(request.at))
    form = forms.AnswerForm(answered=queries.own_answer(row, request.person))
    return show(request, FORM, _answer_form(sight, row.pk), form=form)


@writes
def answer_round(request: PersonRequest, network: str, maturity_round: int) -> HttpResponse:
    """Answer."""
    row, sight = queries.one_round(request.person, network, maturity_round, clock.day(request.at))
    form = forms.AnswerForm(request.POST, answered={})
    if not form.is_valid():
        return show(request, FORM, _answer_form(sight, row.pk), status=422, form=form)
    actions.answer_round(maturity_round=row, levels=form.levels(), by=request.person, at=request.at)
    return redirect(sight.row_href("maturity_round", row.pk))


@reads
def agree_page(request: PersonRequest, network: str, maturity_round: int) -> HttpResponse:
    """Where the seat agrees on its profile."""
    day = clock.day(request.at)
    row, sight = queries.one_round(request.person, network, maturity_round, day)
    form = forms.AgreeForm(spreads=queries.spreads(row)[0], evidence=queries.evidence_of(sight, day))
    return show(request, "goals/agree.html", queries.round_page(row, sight, request.person), form=form)


@writes
def agree_profile(request: PersonRequest, network: str, maturity_round: int) -> HttpResponse:
    """Agree on the profile."""
    day = clock.day(request.at)
    row, sight = queries.one_round(request.person, network, maturity_round, day)
    form = forms.AgreeForm(request.POST, spreads=queries.spreads(row)[0], evidence=queries.evidence_of(sight, day))
    if not form.is_valid():
        page = queries.round_page(row, sight, request.person)
        return show(request, "goals/agree.html", page, status=422, form=form)
    actions.agree_profile(maturity_round=row, sight=sight, levels=form.levels(), by=request.person, at=request.at)
    return redirect(sight.href("maturity"))


def _targets_form(sight: Sight) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Your own targets"),
        lead=_("Where do you want to be? Nobody sets the targets but you."),
        action=sight.href("set_targets"),
        button=_("Save the targets"),
        back=sight.href("maturity"),
    )


@reads
def targets_page(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The seat's own targets."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    return show(request, FORM, _targets_form(sight), form=forms.TargetsForm(targets=queries.targets_of(sight)))


@writes
def set_targets(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Set the targets."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    form = forms.TargetsForm(request.POST, targets={})
    if not form.is_valid():
        return show(request, FORM, _targets_form(sight), status=422, form=form)
    actions.set_targets(participation=sight.participation, targets=form.targets(), by=request.person, at=request.at)
    return redirect(sight.href("maturity"))


@writes
def show_maturity(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Let the others see the profile by name."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    actions.show_maturity(participation=sight.participation, by=request.person, at=request.at)
    return redirect(sight.href("maturity"))


@writes
def hide_maturity(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Take that back."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    actions.hide_maturity(participation=sight.participation, by=request.person, at=request.at)
    return redirect(sight.href("maturity"))
