"""Co-financing as a whole and per municipality: promised beside what has been done, and the decision's share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.cofinancing import figures
from samverka.cofinancing.figures import Shares, Stages, Standing
from samverka.cofinancing.queries import seats
from samverka.cofinancing.queries.seats import Promise, SeatTime
from samverka.cofinancing.queries.sight import Host, SeatSight
from samverka.cofinancing.queries.unit_costs import checked_costs, needed_categories
from samverka.core import clock
from samverka.core.money import grouped, kronor_text
from samverka.core.months import Month, months_between
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import cell
from samverka.funding import queries as funding
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation, Terms

HOUR = figures.HOUR
ALL = "alla"
# The chart is drawn in a field of 100 by so much.
_BAR_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year of the network, or all of it."""

    key: str
    label: str
    first: date
    last: date
    is_chosen: bool = False
    href: str = ""


def working_days(network: Network) -> tuple[date, date]:
    """The network's days before its closing phase."""
    last = network.last_day
    if network.closing_from:
        last = min(last, network.closing_from - timedelta(days=1))
    return network.first_day, last


def periods(network: Network, wanted: str, today: date, address: str) -> tuple[Period, ...]:
    """The years with work in them and the whole; one of them chosen: the wanted, else the year we are in."""
    first, last = working_days(network)
    years = range(first.year, last.year + 1)
    found = [
        Period(str(year), str(year), max(first, date(year, 1, 1)), min(last, date(year, 12, 31))) for year in years
    ]
    if len(found) > 1:
        found.append(Period(ALL, _("The whole period"), first, last))
    keys = {period.key for period in found}
    chosen = wanted if wanted in keys else str(min(max(today.year, years[0]), years[-1]))
    return tuple(
        replace(period, is_chosen=period.key == chosen, href=f"{address}?period={period.key}") for period in found
    )


@dataclass(frozen=True, slots=True)
class SeatStanding:
    """One seat in the chosen period."""

    seat: Participation
    team: Standing
    coordinator: Standing
    joint: int
    own: int


def _standing(
    promise: int, days: tuple[date, date], period: Period, months: dict[Month, Stages], done: int
) -> Standing:
    """One promise beside the time of its months.

    Args:
        promise: minutes for all the seat's days.
        days: the seat's days.
        period: the chosen period.
        months: time by month.
        done: how many of the seat's months in the period have closed.
    """
    first, last = figures.overlap(*days, period.first, period.last)
    everything = figures.months_of(*days)
    before = figures.months_of(days[0], min(days[1], first - timedelta(days=1))) if first > days[0] else 0
    here = figures.months_of(first, last)
    closing = list(months_between(first, last))[:done]
    return Standing(
        promised=figures.part_by_months(promise, before, here, everything),
        plan=figures.part_by_months(promise, before, done, everything),
        stages=seats.stages_in(months, period.first, period.last),
        in_closed_months=sum(months[month].submitted for month in closing if month in months),
        months=done,
        all_months=here,
    )


def standing_of(
    seat: Participation, network: Network, terms: Terms, time: SeatTime, period: Period, today: date
) -> SeatStanding:
    """A seat's promises, its time and its pace in the period."""
    days = seats.seat_days(seat, network)
    promise: Promise = seats.pledged(seat, terms, network)
    closes = funding.rules_of(terms).month_closes_on_working_day
    first, last = figures.overlap(*days, period.first, period.last)
    closed = figures.closed_months(first, last, today, closes)
    return SeatStanding(
        seat=seat,
        team=_standing(promise.team, days, period, time.team, closed),
        coordinator=_standing(promise.coordinator, days, period, time.coordinator, closed),
        joint=time.joint,
        own=time.own,
    )


# --- Rates and the decision ---


@dataclass(frozen=True, slots=True)
class Rates:
    """Öre per hour of the team and of the coordinator; None where there is no checked unit cost."""

    team: int | None
    coordinator: int | None
    is_invented: bool = False

    @property
    def are_known(self) -> bool:
        """Whether all time can be valued."""
        return self.team is not None and self.coordinator is not None


def rates_of(terms: Terms) -> Rates:
    """The checked unit costs that value the team's and the coordinator's time."""
    costs = checked_costs(terms)
    wanted = needed_categories(terms, funding.rules_of(terms))
    team, coordinator = (costs.get(wanted[role]) for role in ("participant", "staff_cofinanced"))
    return Rates(
        team=team.ore_per_hour if team else None,
        coordinator=coordinator.ore_per_hour if coordinator else None,
        is_invented=any(cost.is_invented for cost in (team, coordinator) if cost),
    )


def worth(minutes: int, rate: int | None) -> int | None:
    """What whole hours would be worth; an estimate, since the rule set rounds per day and person."""
    return None if rate is None else figures.value_ore(minutes // HOUR * HOUR, rate)


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """What the decision says about who pays, beside what the hours are worth so far."""

    total: str
    fund: str
    fund_percent: str
    own: str
    own_percent: str
    # Empty when a unit cost is missing.
    worth: str
    missing: str
    is_invented: bool
    rates_href: str
    claims_href: str
    plan_href: str


def _percent_text(value: object) -> str:
    return str(cell(Column("percent", "", Kind.PERCENT), value)) if value is not None else ""  # type: ignore[arg-type]  # a Decimal


def decision_page(network: Network, terms: Terms, rates: Rates, worth_ore: int | None) -> DecisionPage | None:
    """The decision's shares; None when no budget has been entered."""
    if not terms.total_budget_ore:
        return None
    shares = Shares(terms.total_budget_ore, terms.fund_support_ore)
    return DecisionPage(
        total=kronor_text(shares.total_ore),
        fund=kronor_text(shares.fund_ore),
        fund_percent=_percent_text(shares.fund_percent),
        own=kronor_text(shares.own_ore),
        own_percent=_percent_text(shares.own_percent),
        worth=kronor_text(worth_ore) if worth_ore is not None else "",
        missing=kronor_text(shares.missing_ore(worth_ore)) if worth_ore is not None else "",
        is_invented=rates.is_invented,
        rates_href=reverse("cofinancing:unit_costs", args=[network.slug]),
        claims_href=reverse("cofinancing:claims", args=[network.slug]),
        plan_href=reverse("cofinancing:plan", args=[network.slug]),
    )


# --- Tables ---


def _time_columns(key: str, *, is_approved: bool) -> tuple[Column, ...]:
    return (
        Column(f"{key}municipality", _("Municipality")),
        Column(f"{key}promised", _("Promised"), Kind.MINUTES),
        Column(f"{key}recorded", _("Recorded"), Kind.MINUTES),
        Column(f"{key}confirmed", _("Confirmed time"), Kind.MINUTES),
        # Only where the rules of the Fund let someone else sign too.
        *((Column(f"{key}approved", _("Countersigned time"), Kind.MINUTES),) if is_approved else ()),
        Column(f"{key}submitted", _("Submitted time"), Kind.MINUTES),
        Column(f"{key}claimed", _("In a claim"), Kind.MINUTES),
        Column(f"{key}accepted", _("Accepted by the Fund"), Kind.MINUTES),
        Column(f"{key}left", _("Left of the promise"), Kind.MINUTES),
        Column(f"{key}plan", _("Plan so far"), Kind.MINUTES),
        Column(f"{key}gap", _("Missing"), Kind.MINUTES),
        Column(f"{key}forecast", _("Forecast"), Kind.MINUTES),
        Column(f"{key}value", _("Value, about"), Kind.ORE),
    )


def _time_values(
    standing: Standing, forecast: int | None, value: int | None, *, gap: int, left: int, is_approved: bool
) -> tuple[int | None, ...]:
    stages = standing.stages
    return (
        standing.promised,
        stages.recorded,
        stages.confirmed,
        *((stages.approved,) if is_approved else ()),
        stages.submitted,
        stages.claimed,
        stages.accepted,
        left,
        standing.plan,
        gap,
        forecast,
        value,
    )


def _time_table(
    name: str, title: str, key: str, rows: Sequence[tuple[str, Standing, str]], rate: int | None, notes: tuple[str, ...]
) -> Table:
    whole = figures.in_all(standing for _name, standing, _href in rows)
    values = [worth(standing.stages.submitted, rate) for _name, standing, _href in rows]
    known = [value for value in values if value is not None]
    is_approved = whole.stages.approved > 0
    total = _time_values(
        whole,
        figures.forecast_in_all(standing for _name, standing, _href in rows),
        sum(known) if len(known) == len(values) and known else None,
        # What the municipalities lack, added up: one that is ahead does not make good what another lacks.
        gap=sum(standing.gap for _name, standing, _href in rows),
        left=sum(standing.left for _name, standing, _href in rows),
        is_approved=is_approved,
    )
    return Table(
        name=name,
        title=title,
        columns=_time_columns(key, is_approved=is_approved),
        rows=tuple(
            Row(
                (
                    municipality,
                    *_time_values(
                        standing,
                        standing.forecast,
                        value,
                        gap=standing.gap,
                        left=standing.left,
                        is_approved=is_approved,
                    ),
                ),
                href=href,
                mark="waiting" if standing.gap else "done",
                mark_text=_("Below the plan") if standing.gap else _("On plan"),
            )
            for (municipality, standing, href), value in zip(rows, values, strict=True)
        ),
        total=Row((_("All"), *total)),
        notes=notes,
        empty_text=_("Here the municipalities will stand once they have accepted their seats."),
    )


def team_table(rows: Sequence[SeatStanding], slug: str, rates: Rates) -> Table:
    """The teams' time."""
    return _time_table(
        "medfinansiering-projektteam",
        _("The project teams' hours"),
        "",
        [(row.seat.organisation.name, row.team, reverse("cofinancing:seat", args=[slug, row.seat.pk])) for row in rows],
        rates.team,
        _notes(rates.team, is_invented=rates.is_invented),
    )


def coordinator_table(rows: Sequence[SeatStanding], slug: str, rates: Rates) -> Table:
    """The coordinators' share of post, apart from the teams' hours."""
    return _time_table(
        "medfinansiering-samordnare",
        _("The coordinators' hours"),
        "coordinator_",
        [
            (row.seat.organisation.name, row.coordinator, reverse("cofinancing:seat", args=[slug, row.seat.pk]))
            for row in rows
        ],
        rates.coordinator,
        _notes(rates.coordinator, is_invented=rates.is_invented),
    )


def _notes(rate: int | None, *, is_invented: bool) -> tuple[str, ...]:
    notes = [
        _(
            "Plan so far counts the months that have closed; missing is what is left to it. The forecast carries on "
            "what has been submitted for those months over the whole period."
        )
    ]
    if rate is None:
        notes.append(_("A unit cost is missing, so the hours have no value in kronor yet."))
    else:
        notes.append(_("The value is about right: the claim rounds by the rule set, day by day."))
    if is_invented:
        notes.append(_("The unit costs are invented for the example."))
    return tuple(notes)


def split_table(rows: Sequence[SeatStanding], slug: str, joint_percent: int) -> Table:
    """What the teams do together beside their own work."""
    return Table(
        name="medfinansiering-fordelning",
        title=_("Joint meetings and own work"),
        columns=(
            Column("split_municipality", _("Municipality")),
            Column("joint", _("In joint meetings"), Kind.MINUTES),
            Column("own", _("Own work"), Kind.MINUTES),
            Column("joint_percent", _("Joint share"), Kind.PERCENT),
        ),
        rows=tuple(
            Row(
                (row.seat.organisation.name, row.joint, row.own, figures.percent(row.joint, row.joint + row.own)),
                href=reverse("cofinancing:seat", args=[slug, row.seat.pk]),
            )
            for row in rows
        ),
        total=_split_total(rows),
        notes=(
            _("By the terms about %(percent)s %% of the team's hours are spent in joint meetings.")
            % {"percent": joint_percent},
        ),
    )


def _split_total(rows: Sequence[SeatStanding]) -> Row:
    joint, own = sum(row.joint for row in rows), sum(row.own for row in rows)
    return Row((_("All"), joint, own, figures.percent(joint, joint + own)))


# --- The chart ---


@dataclass(frozen=True, slots=True)
class Bar:
    """A municipality in the chart, in hundredths of its promise."""

    name: str
    submitted: int
    plan: int
    text: str
    mark: str
    mark_text: str


def bars_of(rows: Iterable[SeatStanding]) -> tuple[Bar, ...]:
    """One bar per municipality: what has been submitted of what was promised, and where the plan stands."""
    found = []
    for row in rows:
        standing = row.team
        whole = standing.promised or 1
        found.append(
            Bar(
                name=row.seat.organisation.name,
                submitted=min(_BAR_WIDTH, standing.stages.submitted * _BAR_WIDTH // whole),
                plan=min(_BAR_WIDTH, standing.plan * _BAR_WIDTH // whole),
                text=_("%(done)s of %(promised)s h")
                % {"done": _whole(standing.stages.submitted), "promised": _whole(standing.promised)},
                mark="waiting" if standing.gap else "done",
                mark_text=_("Below the plan") if standing.gap else _("On plan"),
            )
        )
    return tuple(found)


def _whole(minutes: int) -> str:
    return grouped(minutes // HOUR)


# --- Pages ---


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Co-financing of the whole network."""

    network: Network
    network_name: str
    title: str
    lead: str
    chart_title: str
    periods: tuple[Period, ...]
    period: str
    bars: tuple[Bar, ...]
    decision: DecisionPage | None
    team: Table
    coordinator: Table
    split: Table
    team_exports: Exports
    coordinator_exports: Exports
    split_exports: Exports
    xlsx_href: str
    pdf_href: str
    claims_href: str
    rates_href: str
    has_claims: bool
    forecast_href: str

    @property
    def tables(self) -> tuple[Table, ...]:
        """All that a spreadsheet or a PDF holds."""
        return self.team, self.coordinator, self.split

    def part(self, name: str) -> Table:
        """One of the tables by the name in its address.

        Raises:
            Http404: when there is none of that name.
        """
        parts = {"projektteam": self.team, "samordnare": self.coordinator, "fordelning": self.split}
        if name not in parts:
            raise Http404
        return parts[name]


def overview_page(host: Host, terms: Terms, at: datetime, *, period: str = "", sorted_by: str = "") -> OverviewPage:
    """What the overview shows, in four statements beside its guard's."""
    network = host.network
    if not terms.with_hours:
        raise Http404
    slug, today = network.slug, clock.day(at)
    address = reverse("cofinancing:overview", args=[slug])
    choices = periods(network, period, today, address)
    chosen = next(choice for choice in choices if choice.is_chosen)
    time = seats.time_by_seat(network, chosen.first, chosen.last)
    rows = [
        standing_of(seat, network, terms, time.get(seat.pk, SeatTime()), chosen, today)
        for seat in seats.seats_with_pledge(network)
    ]
    rates = rates_of(terms)
    team = [row.team for row in rows]
    query = f"?period={chosen.key}"

    def export(part: str) -> Exports:
        return Exports(csv=reverse("cofinancing:overview_csv", args=[slug, part]) + query)

    return OverviewPage(
        network=network,
        network_name=network.name,
        title=_("Co-financing %(period)s") % {"period": chosen.label.lower() if chosen.key == ALL else chosen.label},
        lead=lead_text(team, chosen),
        chart_title=chart_title(team),
        periods=choices if len(choices) > 1 else (),
        period=chosen.key,
        bars=bars_of(rows),
        decision=decision_page(network, terms, rates, _worth_in_all(rows, rates)) if terms.with_claims else None,
        team=team_table(rows, slug, rates).ordered(sorted_by),
        coordinator=coordinator_table(rows, slug, rates).ordered(sorted_by),
        split=split_table(rows, slug, terms.joint_share_percent).ordered(sorted_by),
        team_exports=export("projektteam"),
        coordinator_exports=export("samordnare"),
        split_exports=export("fordelning"),
        xlsx_href=reverse("cofinancing:overview_xlsx", args=[slug]) + query,
        pdf_href=reverse("cofinancing:overview_pdf", args=[slug]) + query,
        claims_href=reverse("cofinancing:claims", args=[slug]),
        rates_href=reverse("cofinancing:unit_costs", args=[slug]),
        has_claims=terms.with_claims,
        forecast_href=reverse("cofinancing:forecast", args=[slug]) + query,
    )


def _worth_in_all(rows: Sequence[SeatStanding], rates: Rates) -> int | None:
    if not rates.are_known:
        return None
    return sum(
        (worth(row.team.stages.submitted, rates.team) or 0)
        + (worth(row.coordinator.stages.submitted, rates.coordinator) or 0)
        for row in rows
    )


def _no_pace() -> str:
    return _("No month of the period has closed yet, so there is no pace to measure.")


def lead_text(rows: Sequence[Standing], period: Period) -> str:
    """The answer in sentences: how much of what was promised, where the plan stands, where the pace leads."""
    whole = figures.in_all(rows)
    if not rows:
        return _("No municipality has accepted its seat yet, so nothing has been promised.")
    values = {
        "number": len(rows),
        "done": _whole(whole.stages.submitted),
        "promised": _whole(whole.promised),
        "period": period.label if period.key != ALL else _("the whole period"),
        "plan": _whole(whole.plan),
    }
    said = (
        ngettext(
            "The municipality has submitted %(done)s of the %(promised)s hours promised for %(period)s.",
            "The %(number)s municipalities have submitted %(done)s of the %(promised)s hours promised for %(period)s.",
            len(rows),
        )
        % values
    )
    forecast = figures.forecast_in_all(rows)
    if forecast is None:
        return f"{said} {_no_pace()}"
    pace = _("The plan so far is %(plan)s hours; at this pace you reach %(forecast)s.") % (
        values | {"forecast": _whole(forecast)}
    )
    return f"{said} {pace}"


def chart_title(rows: Sequence[Standing]) -> str:
    """A title that says what the picture shows."""
    below = sum(1 for row in rows if row.gap)
    if not below:
        return _("Every municipality is on plan")
    return ngettext(
        "%(number)s municipality is below the plan", "%(number)s municipalities are below the plan", below
    ) % {"number": below}


@dataclass(frozen=True, slots=True)
class SeatPage:
    """One municipality's co-financing."""

    network: Network
    network_name: str
    name: str
    title: str
    lead: str
    periods: tuple[Period, ...]
    facts: tuple[tuple[str, str], ...]
    team: Table
    coordinator: Table
    team_exports: Exports
    coordinator_exports: Exports
    xlsx_href: str
    is_host: bool
    overview_href: str
    statements: tuple[tuple[str, str], ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Both tables, for a spreadsheet."""
        return self.team, self.coordinator

    def part(self, name: str) -> Table:
        """One of the tables by the name in its address.

        Raises:
            Http404: when there is none of that name.
        """
        parts = {"projektteam": self.team, "samordnare": self.coordinator}
        if name not in parts:
            raise Http404
        return parts[name]


def seat_page(sight: SeatSight, at: datetime, *, period: str = "", sorted_by: str = "") -> SeatPage:
    """What a municipality's own page shows: its promises, its pace, and each month."""
    seat = sight.participation
    network = seat.network
    terms = networks.holding_terms(network)
    if not terms.with_hours:
        raise Http404
    today = clock.day(at)
    address = reverse("cofinancing:seat", args=[network.slug, seat.pk])
    choices = periods(network, period, today, address)
    chosen = next(choice for choice in choices if choice.is_chosen)
    time = seats.time_by_seat(network, chosen.first, chosen.last, seat=seat.pk).get(seat.pk, SeatTime())
    row = standing_of(seat, network, terms, time, chosen, today)
    rates = rates_of(terms)
    query = f"?period={chosen.key}"

    def export(part: str) -> Exports:
        return Exports(csv=reverse("cofinancing:seat_csv", args=[network.slug, seat.pk, part]) + query)

    return SeatPage(
        network=network,
        network_name=network.name,
        name=seat.organisation.name,
        title=_("Co-financing from %(name)s") % {"name": seat.organisation.name},
        lead=_seat_lead(row, chosen),
        periods=choices if len(choices) > 1 else (),
        facts=_seat_facts(row, rates, terms),
        team=months_table(seat, time.team, row.team.stages, chosen, team=True).ordered(sorted_by),
        coordinator=months_table(seat, time.coordinator, row.coordinator.stages, chosen, team=False).ordered(sorted_by),
        team_exports=export("projektteam"),
        coordinator_exports=export("samordnare"),
        xlsx_href=reverse("cofinancing:seat_xlsx", args=[network.slug, seat.pk]) + query,
        is_host=sight.is_host,
        overview_href=reverse("cofinancing:overview", args=[network.slug]),
        statements=tuple(
            (choice.label, reverse("cofinancing:statement", args=[network.slug, seat.pk, int(choice.key)]))
            for choice in choices
            if choice.key != ALL
        ),
    )


def _seat_lead(row: SeatStanding, period: Period) -> str:
    values = {
        "name": row.seat.organisation.name,
        "done": _whole(row.team.stages.submitted),
        "promised": _whole(row.team.promised),
        "plan": _whole(row.team.plan),
        "period": period.label if period.key != ALL else _("the whole period"),
    }
    said = _("%(name)s has submitted %(done)s of the %(promised)s hours promised for %(period)s.") % values
    forecast = row.team.forecast
    if forecast is None:
        return f"{said} {_no_pace()}"
    pace = _("The plan so far is %(plan)s hours; at this pace it becomes %(forecast)s.") % (
        values | {"forecast": _whole(forecast)}
    )
    return f"{said} {pace}"


def _seat_facts(row: SeatStanding, rates: Rates, terms: Terms) -> tuple[tuple[str, str], ...]:
    """The figures beside the sentence, as label and text."""

    def hours(minutes: int) -> str:
        return f"{_whole(minutes)}\u00a0h"

    team, coordinator = row.team, row.coordinator
    value = worth(team.stages.submitted, rates.team)
    coordinators = worth(coordinator.stages.submitted, rates.coordinator)
    both = value + coordinators if value is not None and coordinators is not None else None
    share = figures.percent(row.joint, row.joint + row.own)
    return (
        (_("Missing to the plan"), hours(team.gap)),
        (_("Left of what was promised"), hours(team.left)),
        (
            _("The coordinator's %(percent)s %%") % {"percent": terms.coordinator_share_percent},
            _("%(done)s of %(promised)s submitted")
            % {"done": hours(coordinator.stages.submitted), "promised": hours(coordinator.promised)},
        ),
        (_("Joint share of the team's time"), _percent_text(share) or _("Nothing recorded yet")),
        (_("Value of what is submitted, about"), kronor_text(both) if both is not None else _("unit cost is missing")),
    )


def months_table(
    seat: Participation, months: dict[Month, Stages], whole: Stages, period: Period, *, team: bool
) -> Table:
    """Each month of the seat's team, or of its coordinator."""
    key = "" if team else "coordinator_"
    return Table(
        name=f"medfinansiering-{seat.pk}-{'projektteam' if team else 'samordnare'}",
        title=_("The project team month by month") if team else _("The coordinator month by month"),
        columns=(
            Column(f"{key}month", _("Month")),
            Column(f"{key}recorded", _("Recorded"), Kind.MINUTES),
            Column(f"{key}confirmed", _("Confirmed time"), Kind.MINUTES),
            Column(f"{key}submitted", _("Submitted time"), Kind.MINUTES),
            Column(f"{key}claimed", _("In a claim"), Kind.MINUTES),
            Column(f"{key}accepted", _("Accepted by the Fund"), Kind.MINUTES),
        ),
        rows=tuple(
            Row((str(month), *_each(months[month])))
            for month in months_between(period.first, period.last)
            if month in months
        ),
        total=Row((_("Sum"), *_each(whole))),
        empty_text=_("No time has been recorded in this period yet."),
    )


def _each(stages: Stages) -> tuple[int, int, int, int, int]:
    return stages.recorded, stages.confirmed, stages.submitted, stages.claimed, stages.accepted
