"""The plan: the decision's budget lines beside their outcome, and what each municipality has promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.db.models import Sum
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.cofinancing import figures, rules
from samverka.cofinancing.models import BudgetLine, BudgetOutcome, Claim, ClaimLine
from samverka.cofinancing.queries import seats
from samverka.cofinancing.queries.seats import Promise
from samverka.cofinancing.queries.sight import Host
from samverka.core.money import kronor_text
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.verdicts import Verdict
from samverka.networks.models import Network, Participation, Terms

Outcomes = dict[str, int]


def one_accepted_seat(host: Host, participation_id: int) -> Participation:
    """A seat of the host's network.

    Raises:
        Http404: when there is none, or it has not been accepted.
    """
    seat = seats.seats_with_pledge(host.network).select_related("network").filter(pk=participation_id).first()
    if seat is None:
        raise Http404
    return seat


def known_vouchers(network: Network, rows: Iterable[rules.OutcomeRow]) -> set[tuple[str, str]]:
    """Which of the rows' vouchers have been imported before, by budget line."""
    wanted = {row.voucher for row in rows}
    found = BudgetOutcome.objects.filter(network=network, voucher__in=wanted)
    return set(found.values_list("kind", "voucher"))


def outcomes_of(network: Network) -> Outcomes:
    """The outcome of each budget line: imported sums, and the time in closed claims, in two statements."""
    found = dict(
        BudgetOutcome.objects.filter(network=network).order_by().values_list("kind").annotate(total=Sum("ore"))
    )
    time = ClaimLine.objects.filter(claim__network=network, claim__closed_at__isnull=False).aggregate(
        total=Sum("value_ore")
    )["total"]
    return cast("Outcomes", found) | {BudgetLine.Kind.MUNICIPAL_TIME.value: time or 0}


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """A municipality's promise on its page, and a way to have it written down anew."""

    name: str
    text: str
    mark: str
    mark_text: str
    renew_href: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Budget and promises."""

    network: Network
    network_name: str
    lead: str
    lines: Table
    exports: Exports
    pledges: tuple[PledgeLine, ...]
    may_set: Verdict
    set_href: str
    overview_href: str
    planned: dict[str, int]


def budget_table(planned: dict[str, int], outcomes: Outcomes) -> Table:
    """Each line: planned, outcome, remaining."""
    return Table(
        name="budget",
        title=_("Budget lines"),
        columns=(
            Column("line", _("Budget line")),
            Column("planned", _("Planned"), Kind.ORE),
            Column("outcome", _("Outcome"), Kind.ORE_EXACT),
            Column("remaining", _("Remaining"), Kind.ORE_EXACT),
        ),
        rows=tuple(
            Row(
                (
                    str(BudgetLine.Kind(kind).label),
                    planned.get(kind),
                    outcomes.get(kind, 0) if kind != BudgetLine.Kind.FUND else None,
                    planned[kind] - outcomes.get(kind, 0) if kind in planned and kind != BudgetLine.Kind.FUND else None,
                )
            )
            for kind in BudgetLine.Kind.values
        ),
        notes=(
            _(
                "The municipalities' time is counted from closed claims; other outcomes are imported with their "
                "vouchers on the claim's page. What the Fund has paid is not kept here."
            ),
        ),
    )


def plan_page(host: Host, terms: Terms, *, sorted_by: str = "") -> PlanPage:
    """What the page shows, in four statements beside its guard's."""
    if not terms.with_claims:
        raise Http404
    network, slug = host.network, host.network.slug
    planned = dict(BudgetLine.objects.filter(network=network).values_list("kind", "planned_ore"))
    shares = figures.Shares(terms.total_budget_ore, terms.fund_support_ore)
    return PlanPage(
        network=network,
        network_name=network.name,
        lead=_("By the decision the whole budget is %(total)s, of which %(own)s must come from others than the Fund.")
        % {"total": kronor_text(shares.total_ore), "own": kronor_text(shares.own_ore)},
        lines=budget_table(planned, outcomes_of(network)).ordered(sorted_by),
        exports=Exports(csv=reverse("cofinancing:plan_csv", args=[slug])),
        pledges=tuple(_pledge_line(seat, network, terms) for seat in seats.seats_with_pledge(network)),
        may_set=rules.is_of_money(host.functions),
        set_href=reverse("cofinancing:set_budget", args=[slug]),
        overview_href=reverse("cofinancing:overview", args=[slug]),
        planned=planned,
    )


def _pledge_line(seat: Participation, network: Network, terms: Terms) -> PledgeLine:
    by_terms = seats.promised(terms, figures.months_of(*seats.seat_days(seat, network)))
    pledge = getattr(seat, "pledge", None)
    promise = Promise(pledge.team_minutes, pledge.coordinator_minutes) if pledge else by_terms
    is_current = pledge is not None and promise == by_terms
    renew = reverse("cofinancing:renew_pledge", args=[network.slug, seat.pk])
    text = _("%(team)s h from the team and %(coordinator)s h from the coordinator") % {
        "team": promise.team // figures.HOUR,
        "coordinator": promise.coordinator // figures.HOUR,
    }
    if is_current:
        return PledgeLine(seat.organisation.name, text, "done", _("Written down"), "")
    word = _("The terms or its days have changed") if pledge else _("By the terms, not written down")
    return PledgeLine(seat.organisation.name, text, "waiting", word, renew)


def outcome_table(claim: Claim) -> Table:
    """What has been imported into a claim."""
    rows = list(BudgetOutcome.objects.filter(claim=claim).order_by("kind", "day", "voucher"))
    return Table(
        name=f"ansokan-{claim.number}-utfall",
        title=_("Outcomes other than hours"),
        columns=(
            Column("out_line", _("Budget line")),
            Column("out_day", _("Day"), Kind.DAY),
            Column("out_voucher", _("Voucher")),
            Column("out_text", _("Text")),
            Column("out_sum", _("Amount"), Kind.ORE_EXACT),
        ),
        rows=tuple(
            Row((str(BudgetLine.Kind(row.kind).label), row.day, row.voucher, row.text, row.ore)) for row in rows
        ),
        total=Row((_("Sum"), None, "", "", sum(row.ore for row in rows))),
        empty_text=_("Nothing has been imported for this claim yet."),
        is_sortable=False,
    )


@dataclass(frozen=True, slots=True)
class OutcomesPage:
    """What has been imported into a claim, and the form for more."""

    network_name: str
    name: str
    table: Table
    exports: Exports
    may_import: Verdict
    import_href: str
    claim_href: str


def outcomes_page(host: Host, claim: Claim) -> OutcomesPage:
    """What the page shows, in one statement beside its guard's."""
    slug = host.network.slug
    is_open = rules.is_open(claim)
    return OutcomesPage(
        network_name=host.network.name,
        name=_("Claim %(number)s") % {"number": claim.number},
        table=outcome_table(claim),
        exports=Exports(csv=reverse("cofinancing:outcomes_csv", args=[slug, claim.number])),
        may_import=rules.is_of_money(host.functions) if is_open else is_open,
        import_href=reverse("cofinancing:import_outcomes", args=[slug, claim.number]),
        claim_href=reverse("cofinancing:claim", args=[slug, claim.number]),
    )
