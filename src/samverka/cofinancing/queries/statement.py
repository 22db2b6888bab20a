"""A municipality's year: submitted hours and their value by department, employer and cost centre (Q57)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.cofinancing import figures
from samverka.cofinancing.models import YearStatement
from samverka.cofinancing.queries.overview import Rates, rates_of
from samverka.cofinancing.queries.sight import SeatSight
from samverka.core.tables import Column, Kind, Row, Table
from samverka.hours.models import HourRow, ReportingRole
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people.models import Employment

HOUR = figures.HOUR


@dataclass(frozen=True, slots=True)
class Part:
    """One person's month as the statement splits it."""

    department: str
    employer: str
    cost_centre: str
    role: str
    minutes: int


@dataclass(frozen=True, slots=True)
class StatementPage:
    """The year's statement; its tables become the sheets of a spreadsheet."""

    network: Network
    network_name: str
    title: str
    lead: str
    tables: tuple[Table, ...]
    xlsx_href: str
    seat_href: str


def seats_without_statement(network: Network, year: int, made_in: int) -> list[Participation]:
    """Seats of the year whose statement has not been made in that month, in one statement."""
    made = YearStatement.objects.filter(participation=OuterRef("pk"), year=year, made_in=made_in)
    return list(
        Participation.objects.filter(
            ~Exists(made),
            network=network,
            accepted_at__isnull=False,
            first_day__lte=date(year, 12, 31),
            last_day__gte=date(year, 1, 1),
        )
        .select_related("organisation", "network", "pledge")
        .order_by("organisation__name_sort", "pk")
    )


def statement_page(sight: SeatSight, year: int) -> StatementPage:
    """What the page shows, in two statements beside its guard's."""
    seat = sight.participation
    network = seat.network
    parts = list(_parts(seat.pk, year))
    rates = rates_of(networks.holding_terms(network))
    splits: tuple[tuple[str, str, str, Callable[[Part], str]], ...] = (
        ("forvaltning", _("By department"), _("Department"), lambda part: part.department),
        ("arbetsgivare", _("By employer"), _("Employer"), lambda part: part.employer),
        ("kostnadsstalle", _("By cost centre"), _("Cost centre"), lambda part: part.cost_centre),
    )
    return StatementPage(
        network=network,
        network_name=network.name,
        title=_("%(name)s, the year %(year)s") % {"name": seat.organisation.name, "year": year},
        lead=_("Submitted time by department, employer and cost centre. The three sums are the same."),
        tables=tuple(_split(parts, rates, f"{name}-{year}", title, label, key) for name, title, label, key in splits),
        xlsx_href=reverse("cofinancing:statement_xlsx", args=[network.slug, seat.pk, year]),
        seat_href=reverse("cofinancing:seat", args=[network.slug, seat.pk]),
    )


def _parts(seat: int, year: int) -> Iterable[Part]:
    """Each person's submitted months with the employment that held in them, in one statement."""
    held = Employment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=OuterRef("sheet__month")),
        person=OuterRef("sheet__person"),
        employer__organisation=OuterRef("sheet__participation__organisation"),
        first_day__lte=OuterRef("day"),
    ).order_by("-first_day", "-pk")

    def first(column: str) -> Subquery:
        return Subquery(held.values(column)[:1], output_field=CharField())

    rows: QuerySet[HourRow] = HourRow.objects.filter(
        sheet__participation=seat,
        sheet__superseded_at__isnull=True,
        sheet__submitted_at__isnull=False,
        day__gte=date(year, 1, 1),
        day__lte=date(year, 12, 31),
    ).exclude(sheet__reporting_role=ReportingRole.UNVALUED)
    found = (
        rows.annotate(
            department=first("department"), employer=first("employer__name"), cost_centre=first("cost_centre")
        )
        .order_by()
        .values_list("department", "employer", "cost_centre", "sheet__reporting_role")
        .annotate(total=Sum("minutes"))
    )
    for department, employer, cost_centre, role, total in found:
        yield Part(department or "", employer or "", cost_centre or "", role, total)


def _split(parts: Iterable[Part], rates: Rates, name: str, title: str, label: str, key: Callable[[Part], str]) -> Table:
    by_key: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for part in parts:
        by_key[key(part)]["team" if part.role == ReportingRole.PARTICIPANT else "coordinator"] += part.minutes
    groups = sorted(by_key.items())
    team_values = _shared_out([minutes["team"] for _name, minutes in groups], rates.team)
    coordinator_values = _shared_out([minutes["coordinator"] for _name, minutes in groups], rates.coordinator)
    rows = [
        (group or _("Not stated"), minutes["team"], minutes["coordinator"], _both(first, second))
        for (group, minutes), first, second in zip(groups, team_values, coordinator_values, strict=True)
    ]
    known = [value for _group, _team, _coordinator, value in rows if value is not None]
    total = (
        sum(row[1] for row in rows),
        sum(row[2] for row in rows),
        sum(known) if len(known) == len(rows) else None,
    )
    return Table(
        name=f"arsbesked-{name}",
        title=title,
        columns=(
            Column("key", label),
            Column("team", _("The team"), Kind.MINUTES),
            Column("coordinator", _("The coordinator"), Kind.MINUTES),
            Column("all", _("In all"), Kind.MINUTES),
            Column("value", _("Value, about"), Kind.ORE_EXACT),
        ),
        rows=tuple(
            Row((group, team, coordinator, team + coordinator, value)) for group, team, coordinator, value in rows
        ),
        total=Row((_("Sum"), total[0], total[1], total[0] + total[1], total[2])),
        notes=(_("The value is recorded time at the unit cost; the claim rounds by the rule set, day by day."),),
        empty_text=_("No time has been submitted for the year."),
        is_sortable=False,
    )


def _both(first: int | None, second: int | None) -> int | None:
    return first + second if first is not None and second is not None else None


def _shared_out(minutes: Sequence[int], rate: int | None) -> list[int | None]:
    """What each group is worth, cut by running sums: however the year is split, the parts make the same whole (T33)."""
    found: list[int | None] = []
    before = 0
    for each in minutes:
        after = before + each
        found.append(None if rate is None else figures.value_ore(after, rate) - figures.value_ore(before, rate))
        before = after
    return found
