"""Pages of co-financing: the overview, a municipality's own, unit costs, claims."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.cofinancing import actions, queries
from samverka.cofinancing.forms import (
    AddressForm,
    BudgetForm,
    CommentForm,
    LineOutcomeForm,
    OutcomeForm,
    ParkForm,
    PrepareForm,
    ReplaceForm,
    UnitCostForm,
)
from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.money import hours_text
from samverka.core.pages import show
from samverka.documents import exports as document_exports
from samverka.documents import queries as documents
from samverka.people.doors import PersonRequest, reads, writes


def _overview(request: PersonRequest, network: str) -> queries.OverviewPage:
    host, terms = queries.hosted_terms(request.person, network, clock.day(request.at))
    return queries.overview_page(
        host,
        terms,
        request.at,
        period=request.GET.get("period", ""),
        sorted_by=request.GET.get("sortera", ""),
    )


@reads
def overview(request: PersonRequest, network: str) -> HttpResponse:
    """Co-financing of all municipalities, for the host."""
    return show(request, "cofinancing/overview.html", _overview(request, network))


@reads
def overview_csv(request: PersonRequest, network: str, part: str) -> HttpResponse:
    """One of the overview's tables as a text file."""
    return csv_download(_overview(request, network).part(part))


@writes
def overview_xlsx(request: PersonRequest, network: str) -> HttpResponse:
    """All of the overview's tables as a spreadsheet."""
    page = _overview(request, network)
    rendering = actions.take_out_list(
        network=page.network, tables=page.tables, title=page.title, by=request.person, at=request.at
    )
    return redirect(documents.waiting_address(rendering))


@writes
def overview_pdf(request: PersonRequest, network: str) -> HttpResponse:
    """The overview on paper."""
    page = _overview(request, network)
    rendering = actions.take_out_list(
        network=page.network,
        tables=page.tables,
        title=page.title,
        lead=page.lead,
        kind="pdf",
        by=request.person,
        at=request.at,
    )
    return redirect(documents.waiting_address(rendering))


def _forecast(request: PersonRequest, network: str) -> queries.ForecastPage:
    host, terms = queries.hosted_terms(request.person, network, clock.day(request.at))
    return queries.forecast_page(
        host,
        terms,
        request.at,
        period=request.GET.get("period", ""),
        sorted_by=request.GET.get("sortera", ""),
    )


@reads
def forecast(request: PersonRequest, network: str) -> HttpResponse:
    """Where the time of all municipalities leads, and what would help."""
    return show(request, "cofinancing/forecast.html", _forecast(request, network))


@reads
def forecast_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The forecast as a text file."""
    return csv_download(_forecast(request, network).table)


@reads
def signal(request: PersonRequest, network: str, signal_id: int) -> HttpResponse:
    """What has been noticed of a month, for whoever leads the team."""
    found = queries.one_signal(request.person, network, signal_id, clock.day(request.at))
    return show(request, "cofinancing/signal.html", queries.signal_page(found), form=CommentForm())


@writes
def comment(request: PersonRequest, network: str, signal_id: int) -> HttpResponse:
    """Say why nothing is submitted yet."""
    found = queries.one_signal(request.person, network, signal_id, clock.day(request.at))
    form = CommentForm(request.POST)
    if not form.is_valid():
        return show(request, "cofinancing/signal.html", queries.signal_page(found), status=422, form=form)
    actions.comment_signal(signal=found, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("cofinancing:signal", network, signal_id)


def _seat(request: PersonRequest, network: str, participation_id: int) -> queries.SeatPage:
    sight = queries.one_seat(request.person, network, participation_id, clock.day(request.at))
    return queries.seat_page(
        sight, request.at, period=request.GET.get("period", ""), sorted_by=request.GET.get("sortera", "")
    )


@reads
def seat(request: PersonRequest, network: str, participation_id: int) -> HttpResponse:
    """One municipality's co-financing, for its own team and the host."""
    return show(request, "cofinancing/seat.html", _seat(request, network, participation_id))


@reads
def seat_csv(request: PersonRequest, network: str, participation_id: int, part: str) -> HttpResponse:
    """The months of the municipality's team or coordinator as a text file."""
    return csv_download(_seat(request, network, participation_id).part(part))


@writes
def seat_xlsx(request: PersonRequest, network: str, participation_id: int) -> HttpResponse:
    """The municipality's months as a spreadsheet."""
    page = _seat(request, network, participation_id)
    rendering = actions.take_out_list(
        network=page.network, tables=page.tables, title=page.title, by=request.person, at=request.at
    )
    return redirect(documents.waiting_address(rendering))


@reads
def unit_costs(request: PersonRequest, network: str) -> HttpResponse:
    """Unit costs: what holds, what waits for its check, a new one."""
    page = queries.unit_cost_page(queries.hosted(request.person, network, clock.day(request.at)), request.person)
    return show(request, "cofinancing/unit_costs.html", page, form=UnitCostForm(choices=page.choices))


@writes
def enter_unit_cost(request: PersonRequest, network: str) -> HttpResponse:
    """Enter a unit cost from the official table."""
    host = queries.hosted(request.person, network, clock.day(request.at))
    page = queries.unit_cost_page(host, request.person)
    form = UnitCostForm(request.POST, choices=page.choices)
    if not form.is_valid():
        return show(request, "cofinancing/unit_costs.html", page, status=422, form=form)
    actions.enter_unit_cost(host=host, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("cofinancing:unit_costs", network)


@writes
def check_unit_cost(request: PersonRequest, network: str, cost_id: int) -> HttpResponse:
    """Vouch for a unit cost that someone else entered."""
    host = queries.hosted(request.person, network, clock.day(request.at))
    cost = queries.one_unit_cost(host, cost_id)
    actions.check_unit_cost(host=host, cost=cost, by=request.person, at=request.at)
    return redirect("cofinancing:unit_costs", network)


@reads
def replace_unit_cost_page(request: PersonRequest, network: str, cost_id: int) -> HttpResponse:
    """A unit cost that is to be followed by another."""
    host = queries.hosted(request.person, network, clock.day(request.at))
    page = queries.replace_page(host, queries.one_unit_cost(host, cost_id))
    return show(request, "cofinancing/replace_unit_cost.html", page, form=ReplaceForm())


@writes
def replace_unit_cost(request: PersonRequest, network: str, cost_id: int) -> HttpResponse:
    """Let another unit cost follow."""
    host = queries.hosted(request.person, network, clock.day(request.at))
    cost = queries.one_unit_cost(host, cost_id)
    form = ReplaceForm(request.POST)
    if not form.is_valid():
        page = queries.replace_page(host, cost)
        return show(request, "cofinancing/replace_unit_cost.html", page, status=422, form=form)
    actions.replace_unit_cost(host=host, cost=cost, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("cofinancing:unit_costs", network)


def _claims(request: PersonRequest, network: str) -> queries.ClaimsPage:
    host, terms = queries.hosted_terms(request.person, network, clock.day(request.at))
    return queries.claims_page(host, terms, request.at, sorted_by=request.GET.get("sortera", ""))


@reads
def claims(request: PersonRequest, network: str) -> HttpResponse:
    """All claims, and a new one to prepare."""
    page = _claims(request, network)
    form = PrepareForm(months=page.months, initial={"first": page.first, "last": page.last})
    return show(request, "cofinancing/claims.html", page, form=form)


@reads
def claims_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The claims as a text file."""
    return csv_download(_claims(request, network).table)


@writes
def claims_xlsx(request: PersonRequest, network: str) -> HttpResponse:
    """The claims as a spreadsheet."""
    page = _claims(request, network)
    rendering = actions.take_out_list(network=page.network, tables=[page.table], by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@writes
def prepare(request: PersonRequest, network: str) -> HttpResponse:
    """Begin a claim for a period."""
    host, terms = queries.hosted_terms(request.person, network, clock.day(request.at))
    page = queries.claims_page(host, terms, request.at)
    form = PrepareForm(request.POST, months=page.months)
    if not form.is_valid():
        return show(request, "cofinancing/claims.html", page, status=422, form=form)
    claim = actions.prepare_claim(host=host, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("cofinancing:claim", network, claim.number)


def _claim(request: PersonRequest, network: str, number: int) -> queries.ClaimPage:
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    return queries.claim_page(host, claim, sorted_by=request.GET.get("sortera", ""))


@reads
def claim(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """A claim: what it holds, what is left out, what stops it."""
    return show(request, "cofinancing/claim.html", _claim(request, network, number))


@reads
def claim_csv(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """The claim per municipality as a text file."""
    return csv_download(_claim(request, network, number).municipalities)


@reads
def claim_lines_csv(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """The claim's lines as a text file."""
    return csv_download(_claim(request, network, number).lines)


@writes
def claim_xlsx(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """The claim as a spreadsheet: municipalities, lines, what is left out."""
    page = _claim(request, network, number)
    rendering = actions.take_out_list(
        network=page.network, tables=page.tables, title=page.name, by=request.person, at=request.at
    )
    return redirect(documents.waiting_address(rendering))


@writes
def claim_pdf(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """The claim on paper."""
    page = _claim(request, network, number)
    rendering = actions.take_out_list(
        network=page.network,
        tables=page.tables,
        title=page.name,
        lead=page.lead,
        kind="pdf",
        by=request.person,
        at=request.at,
    )
    return redirect(documents.waiting_address(rendering))


@writes(fresh=True)
def close(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """Close the claim: its months are locked and its numbers kept."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    actions.close_claim(host=host, claim=claim, by=request.person, at=request.at)
    return redirect("cofinancing:claim", network, number)


@reads
def claim_month(request: PersonRequest, network: str, number: int, sheet_id: int) -> HttpResponse:
    """One person's month in the claim: to park, or what the Fund said of it."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    page = queries.month_page(host, claim, sheet_id)
    form = (
        LineOutcomeForm(
            initial={
                "result": page.result,
                "reason": page.reason,
                "accepted_minutes": hours_text(page.accepted_minutes),
            }
        )
        if page.is_closed
        else ParkForm()
    )
    return show(request, "cofinancing/month.html", page, form=form)


@writes
def park(request: PersonRequest, network: str, number: int, sheet_id: int) -> HttpResponse:
    """Leave a doubtful month out of the claim."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    sheet = queries.one_sheet_to_claim(claim, sheet_id)
    form = ParkForm(request.POST)
    if not form.is_valid():
        page = queries.month_page(host, claim, sheet_id)
        return show(request, "cofinancing/month.html", page, status=422, form=form)
    actions.park_month(host=host, claim=claim, sheet=sheet, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("cofinancing:claim", network, number)


@writes
def take_in(request: PersonRequest, network: str, number: int, sheet_id: int) -> HttpResponse:
    """Take a parked month into the claim again."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    sheet = queries.one_sheet_to_claim(claim, sheet_id)
    actions.take_in_month(host=host, claim=claim, sheet=sheet, by=request.person, at=request.at)
    return redirect("cofinancing:claim", network, number)


@writes
def note_outcome(request: PersonRequest, network: str, number: int, sheet_id: int) -> HttpResponse:
    """Write down what the Fund said of a line."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    line = queries.one_line(claim, sheet_id)
    form = LineOutcomeForm(request.POST)
    if not form.is_valid():
        page = queries.month_page(host, claim, sheet_id)
        return show(request, "cofinancing/month.html", page, status=422, form=form)
    actions.note_outcome(host=host, line=line, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("cofinancing:claim", network, number)


@writes
def accept_rest(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """The Fund has accepted every line that it has said nothing else about."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    actions.accept_rest(host=host, claim=claim, by=request.person, at=request.at)
    return redirect("cofinancing:claim", network, number)


@writes
def discard(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """Give up a claim that has not been closed."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    actions.discard_claim(host=host, claim=claim, by=request.person, at=request.at)
    return redirect("cofinancing:claims", network)


@reads
def pack(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """The claim's evidence as a ZIP, for the host and the network's auditor."""
    made = queries.one_made_pack(request.person, network, number, clock.day(request.at))
    assert made.document is not None  # noqa: S101 - the question asks for packs that are made
    return document_exports.download(made.document)


@writes
def ask_for_pack(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """Put the evidence together anew."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    actions.ask_for_pack(host=host, claim=claim, by=request.person, at=request.at)
    return redirect("cofinancing:claim", network, number)


def _proof(request: PersonRequest, network: str) -> queries.ProofPage:
    seen = queries.insight(request.person, network, clock.day(request.at))
    return queries.proof_page(seen, sorted_by=request.GET.get("sortera", ""))


@reads
def proof(request: PersonRequest, network: str) -> HttpResponse:
    """Where the journal ends, who has stamped it, and where its head is sent."""
    page = _proof(request, network)
    return show(request, "cofinancing/proof.html", page, form=AddressForm(initial={"address": page.address}))


@reads
def proof_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The noted heads as a text file."""
    return csv_download(_proof(request, network).table)


@writes
def set_evidence_address(request: PersonRequest, network: str) -> HttpResponse:
    """Say where the head of the journal is sent."""
    host = queries.hosted(request.person, network, clock.day(request.at))
    form = AddressForm(request.POST)
    if not form.is_valid():
        return show(request, "cofinancing/proof.html", _proof(request, network), status=422, form=form)
    actions.set_evidence_address(host=host, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("cofinancing:proof", network)


def _plan(request: PersonRequest, network: str) -> queries.PlanPage:
    host, terms = queries.hosted_terms(request.person, network, clock.day(request.at))
    return queries.plan_page(host, terms, sorted_by=request.GET.get("sortera", ""))


@reads
def plan(request: PersonRequest, network: str) -> HttpResponse:
    """Budget lines beside their outcome, and what each municipality has promised."""
    page = _plan(request, network)
    return show(request, "cofinancing/plan.html", page, form=BudgetForm(planned=page.planned))


@reads
def plan_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The budget lines as a text file."""
    return csv_download(_plan(request, network).lines)


@writes
def set_budget(request: PersonRequest, network: str) -> HttpResponse:
    """Enter the lines of the decision's budget."""
    host, _terms = queries.hosted_terms(request.person, network, clock.day(request.at))
    form = BudgetForm(request.POST)
    if not form.is_valid():
        return show(request, "cofinancing/plan.html", _plan(request, network), status=422, form=form)
    actions.set_budget(host=host, planned_ore=form.planned_ore(), by=request.person, at=request.at)
    return redirect("cofinancing:plan", network)


@writes
def renew_pledge(request: PersonRequest, network: str, participation_id: int) -> HttpResponse:
    """Write down what a municipality has promised."""
    host = queries.hosted(request.person, network, clock.day(request.at))
    participation = queries.one_accepted_seat(host, participation_id)
    actions.renew_pledge(host=host, participation=participation, by=request.person, at=request.at)
    return redirect("cofinancing:plan", network)


@writes
def import_outcomes(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """Take sums from the host's ledger into the claim."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        page = queries.outcomes_page(host, claim)
        return show(request, "cofinancing/outcomes.html", page, status=422, form=form)
    actions.import_outcomes(host=host, claim=claim, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("cofinancing:outcomes", network, number)


@reads
def outcomes(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """What has been imported into a claim from the host's ledger."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    return show(request, "cofinancing/outcomes.html", queries.outcomes_page(host, claim), form=OutcomeForm())


@reads
def outcomes_csv(request: PersonRequest, network: str, number: int) -> HttpResponse:
    """The imported sums as a text file."""
    host, claim = queries.one_claim(request.person, network, number, clock.day(request.at))
    return csv_download(queries.outcomes_page(host, claim).table)


@reads
def audit(request: PersonRequest, network: str) -> HttpResponse:
    """The claims, and the months of one of them, for the host and the network's auditor."""
    seen = queries.insight(request.person, network, clock.day(request.at))
    page = queries.audit_page(seen, number=request.GET.get("ansokan", ""), sorted_by=request.GET.get("sortera", ""))
    return show(request, "cofinancing/audit.html", page)


@reads
def audit_month(request: PersonRequest, network: str, sheet_id: int) -> HttpResponse:
    """One person's month with all that stands behind it."""
    line = queries.one_audited_line(request.person, network, sheet_id, clock.day(request.at))
    return show(request, "cofinancing/audit_month.html", queries.audit_month_page(line))


def _statement(request: PersonRequest, network: str, participation_id: int, year: int) -> queries.StatementPage:
    return queries.statement_page(
        queries.one_seat(request.person, network, participation_id, clock.day(request.at)), year
    )


@reads
def statement(request: PersonRequest, network: str, participation_id: int, year: int) -> HttpResponse:
    """A municipality's year by department, employer and cost centre."""
    return show(request, "cofinancing/statement.html", _statement(request, network, participation_id, year))


@writes
def statement_xlsx(request: PersonRequest, network: str, participation_id: int, year: int) -> HttpResponse:
    """The year's statement as a spreadsheet."""
    page = _statement(request, network, participation_id, year)
    rendering = actions.take_out_list(
        network=page.network, tables=page.tables, title=page.title, by=request.person, at=request.at
    )
    return redirect(documents.waiting_address(rendering))
