"""Claims: what would be in one, what is in one that has been closed, what was left out and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.cofinancing import figures, rules
from samverka.cofinancing.figures import Claimed, Line, Report, Shares
from samverka.cofinancing.models import Claim, ClaimLine, EvidencePack, LeftOutMonth, LineOutcome, ParkedMonth
from samverka.cofinancing.queries.sight import Host
from samverka.cofinancing.queries.unit_costs import category_label, checked_costs, needed_categories
from samverka.cofinancing.rules import Check, ClaimFacts
from samverka.core import clock
from samverka.core.money import duration_text, kronor_text
from samverka.core.months import Month, months_between
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import day, month_name
from samverka.core.verdicts import Verdict
from samverka.funding import queries as funding
from samverka.funding.figures import Spent
from samverka.hours import queries as hours
from samverka.hours.models import HourRow, HourSheet, OtherFundedHours, ReportingRole
from samverka.networks import queries as networks
from samverka.networks.models import Network, Terms
from samverka.people.models import Person

HOUR = figures.HOUR


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A month that is not in the claim, and why."""

    municipality: str
    person: str
    month: date
    reason: str
    sheet_id: int = 0
    is_parked: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a claim with the names that stand beside it, counted now or kept since the closing."""

    municipality: str
    participation_id: int
    person: str
    person_id: int
    reporting_role: str
    month: date
    category: str
    recorded_minutes: int
    reportable_minutes: int
    eligible_minutes: int
    ore_per_hour: int
    value_ore: int
    sheet_id: int = 0
    is_correction: bool = False
    # The Fund's word on the line; empty until it has come.
    result: str = ""
    accepted_minutes: int = 0
    accepted_ore: int = 0

    @property
    def over_cap_minutes(self) -> int:
        """Reportable time above a cap."""
        return self.reportable_minutes - self.eligible_minutes


@dataclass(frozen=True, slots=True)
class Material:
    """All that a claim would hold if it were closed now."""

    sheets: tuple[HourSheet, ...]
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    facts: ClaimFacts


def _with_used(sheets: QuerySet[HourSheet]) -> QuerySet[HourSheet]:
    """Months with what uses up the person's year already: closed claims of all networks, hours stated elsewhere."""
    stated = OtherFundedHours.objects.filter(person=OuterRef("person"), year=OuterRef("year")).values("hours")[:1]
    claimed = (
        ClaimLine.objects.annotate(year=ExtractYear("month"))
        .filter(person=OuterRef("person"), year=OuterRef("year"))
        .order_by()
        .values("person")
        .annotate(total=Sum("eligible_minutes"))
        .values("total")
    )
    return sheets.annotate(year=ExtractYear("month")).annotate(
        stated_hours=Subquery(stated), claimed_minutes=Subquery(claimed)
    )


# What closed claims hold of the same month: which line came last, its unit cost and category, and the sums.
_CLAIMED = ("recorded_minutes", "reportable_minutes", "eligible_minutes", "value_ore")


def _with_claimed(sheets: QuerySet[HourSheet]) -> QuerySet[HourSheet]:
    """Months with what closed claims hold of them already; read by `_claimed_of`."""
    lines = ClaimLine.objects.filter(
        sheet__network=OuterRef("network"),
        person=OuterRef("person"),
        reporting_role=OuterRef("reporting_role"),
        month=OuterRef("month"),
    )
    newest = lines.order_by("-pk")
    sums = {
        f"claimed_{name}": Subquery(lines.order_by().values("person").annotate(total=Sum(name)).values("total"))
        for name in _CLAIMED
    }
    return sheets.annotate(
        corrects_line=Subquery(newest.values("pk")[:1]),
        corrects_rate=Subquery(newest.values("ore_per_hour")[:1]),
        corrects_category=Subquery(newest.values("category")[:1]),
        **sums,
    )


def _claimed_of(sheet: HourSheet) -> Claimed | None:
    """What closed claims hold of a month that was asked for by way of `_with_claimed`; None when it is in none."""
    line_id = getattr(sheet, "corrects_line", None)
    return Claimed(line_id, *(getattr(sheet, f"claimed_{name}") for name in _CLAIMED)) if line_id else None


def _sheets(claim: Claim) -> QuerySet[HourSheet]:
    """The current months up to the claim's last with what decides about each, in one statement.

    Months before its first are among them: what came late, was parked, or corrects what an earlier claim holds.
    """
    parked = ParkedMonth.objects.filter(claim=claim, sheet=OuterRef("pk"))
    sheets = HourSheet.objects.filter(
        network=claim.network,
        superseded_at__isnull=True,
        month__lte=claim.last_month,
        locked_at__isnull=True,
    )
    return (
        hours.with_channel(_with_claimed(_with_used(sheets)))
        # A month without time is nothing to claim, unless it corrects one that was claimed.
        .filter(Q(nothing_to_report=False) | Q(corrects_line__isnull=False))
        .annotate(parked_reason=Subquery(parked.values("reason")[:1]))
        .select_related("person", "participation__organisation")
        .order_by("participation__organisation__name_sort", "person__name_sort", "month", "pk")
    )


def _reason(sheet: HourSheet) -> str:
    """Why a month is not in the claim; empty when it is."""
    if sheet.reporting_role == ReportingRole.UNVALUED:
        return _("Does not count as co-financing.")
    if sheet.participation_id is None or sheet.reporting_role == ReportingRole.STAFF_PAID:
        return _("Is paid by the project and so is no contribution in kind.")
    if sheet.left_out_at:
        return _("Left out by the coordinator: %(reason)s") % {"reason": sheet.left_out_reason}
    if sheet.confirmed_at is None and not sheet.nothing_to_report:
        return _("Is being corrected.") if _claimed_of(sheet) else _("Not confirmed yet.")
    if sheet.submitted_at is None:
        return _("Confirmed but not submitted yet.")
    if getattr(sheet, "parked_reason", None):
        return _("Parked for a later claim: %(reason)s") % {"reason": getattr(sheet, "parked_reason", "")}
    return ""


def material(claim: Claim, host: Host) -> Material:
    """What the claim would hold now: terms, unit costs, months and their rows, in four statements."""
    network = claim.network
    terms = networks.holding_terms(network)
    fund_rules = funding.rules_of(terms)
    costs = checked_costs(terms)
    every = list(_sheets(claim))
    reasons = {sheet.pk: _reason(sheet) for sheet in every}
    rows: dict[int, list[Spent]] = defaultdict(list)
    twice: set[int] = set()
    for row in _with_doubles([sheet.pk for sheet in every if not reasons[sheet.pk]]):
        rows[row[0]].append(Spent(*row[1:4]))
        if row[4]:
            twice.add(row[0])
    # Countersigned where the rules ask, entered in the portal where they go there, and the same there as here (Q53).
    found = hours.claimable_of([sheet for sheet in every if not reasons[sheet.pk]], rows, fund_rules)
    sheets = found.taken
    reasons |= {sheet.pk: reason for sheet, reason in found.left_out}
    categories = needed_categories(terms, fund_rules)
    reports = []
    used: dict[tuple[int, int], int] = {}
    for sheet in sheets:
        claimed = _claimed_of(sheet)
        # A difference is valued at the unit cost that the month was claimed with.
        category = getattr(sheet, "corrects_category", None) or categories.get(sheet.reporting_role, "")
        rate = getattr(sheet, "corrects_rate", None) or (costs[category].ore_per_hour if category in costs else 0)
        year = sheet.month.year
        used[sheet.person_id, year] = _used_minutes(sheet)
        reports.append(
            Report(
                sheet_id=sheet.pk,
                participation_id=sheet.participation_id or 0,
                person_id=sheet.person_id,
                reporting_role=sheet.reporting_role,
                month=Month.of(sheet.month),
                category=category,
                ore_per_hour=rate,
                rows=tuple(rows[sheet.pk]),
                claimed=claimed,
            )
        )
    lines = tuple(figures.claim_lines(reports, fund_rules, used))
    by_sheet = {sheet.pk: sheet for sheet in sheets}
    entries = tuple(_entry(line, by_sheet[line.report.sheet_id]) for line in lines)
    left_out = tuple(
        LeftOut(
            _municipality(sheet),
            person_name(sheet.person),
            sheet.month,
            reasons[sheet.pk],
            sheet.pk,
            bool(getattr(sheet, "parked_reason", None)) and sheet.submitted_at is not None,
        )
        for sheet in every
        if reasons[sheet.pk]
    )
    return Material(
        sheets=sheets,
        lines=lines,
        entries=tuple(sorted(entries, key=lambda entry: _turn(entry, by_sheet))),
        left_out=left_out,
        facts=replace(
            _facts(claim, host, terms, every, reports, lines, entries),
            twice=tuple(dict.fromkeys(person_name(sheet.person) for sheet in sheets if sheet.pk in twice)),
        ),
    )


def _with_doubles(sheets: Sequence[int]) -> Iterable[tuple[int, date, str, int, bool]]:
    """The rows of months, each with whether the person has submitted the same date and activity in another network."""
    elsewhere = HourRow.objects.filter(
        sheet__person=OuterRef("sheet__person"),
        day=OuterRef("day"),
        activity=OuterRef("activity"),
        sheet__submitted_at__isnull=False,
        sheet__superseded_at__isnull=True,
    ).exclude(sheet__network=OuterRef("sheet__network"))
    rows = hours.rows_of(sheets).annotate(is_twice=Exists(elsewhere))
    return rows.values_list("sheet_id", "day", "activity", "minutes", "is_twice")


def _turn(entry: Entry, by_sheet: dict[int, HourSheet]) -> tuple[int, date]:
    """Municipalities and people in the order the sheets came in, months in time."""
    order = {sheet.person_id: number for number, sheet in enumerate(by_sheet.values())}
    return order[entry.person_id], entry.month


def _used_minutes(sheet: HourSheet) -> int:
    """What counts towards the person's year already: closed claims of all networks, and hours stated elsewhere."""
    claimed = getattr(sheet, "claimed_minutes", None) or 0
    stated = getattr(sheet, "stated_hours", None) or 0
    return int(claimed + stated * HOUR)


def person_name(person: Person) -> str:
    """The name; with protected identity a number that tells the lines apart."""
    return person.shown_as(_("Protected identity %(number)s") % {"number": person.pk})


def _municipality(sheet: HourSheet) -> str:
    return sheet.participation.organisation.name if sheet.participation else _("The host")


def _entry(line: Line, sheet: HourSheet) -> Entry:
    return Entry(
        municipality=_municipality(sheet),
        participation_id=line.report.participation_id,
        person=person_name(sheet.person),
        person_id=sheet.person_id,
        reporting_role=line.report.reporting_role,
        month=sheet.month,
        category=line.report.category,
        recorded_minutes=line.recorded_minutes,
        reportable_minutes=line.reportable_minutes,
        eligible_minutes=line.eligible_minutes,
        ore_per_hour=line.report.ore_per_hour,
        value_ore=line.value_ore,
        sheet_id=sheet.pk,
        is_correction=line.report.claimed is not None,
    )


def _facts(
    claim: Claim,
    host: Host,
    terms: Terms,
    every: Sequence[HourSheet],
    reports: Sequence[Report],
    lines: Sequence[Line],
    entries: Sequence[Entry],
) -> ClaimFacts:
    network = claim.network
    value = figures.claim_total(lines)
    shares = Shares(terms.total_budget_ore, terms.fund_support_ore)
    before = getattr(claim, "claimed_before_ore", 0)
    cash = getattr(claim, "cash_ore", 0)
    participants = max((each.ore_per_hour for each in reports if each.reporting_role == "participant"), default=0)
    missing = shares.missing_ore(before + value + cash)
    waiting = Counter(_municipality(sheet) for sheet in every if sheet.submitted_at is None and sheet.participation)
    names = {entry.person_id: entry.person for entry in entries}
    late, closing = set(), set()
    for report in reports:
        for spent in report.rows:
            if spent.day > network.last_day:
                late.add(names[report.person_id])
            elif network.closing_from and spent.day >= network.closing_from and report.reporting_role == "participant":
                closing.add(names[report.person_id])
    return ClaimFacts(
        functions=host.functions,
        is_closed=claim.closed_at is not None,
        granted_day=network.granted_day,
        line_count=len(lines),
        value_ore=value,
        claimed_before_ore=before,
        cash_ore=cash,
        shares=shares,
        missing_rates=tuple(dict.fromkeys(category_label(each.category) for each in reports if not each.ore_per_hour)),
        waiting=tuple(sorted(waiting.items())),
        in_closing=tuple(sorted(closing)),
        after_the_end=tuple(sorted(late)),
        missing_hours=figures.hours_worth(missing, participants) if participants else None,
    )


def kept_entries(claim: Claim) -> tuple[Entry, ...]:
    """The lines of a closed claim, as they were when it closed: its own numbers, whatever has happened since."""
    said = LineOutcome.objects.filter(line=OuterRef("pk"), replaced_at__isnull=True)
    rows = (
        ClaimLine.objects.filter(claim=claim)
        .select_related("person", "participation__organisation")
        .annotate(
            result=Subquery(said.values("result")[:1]),
            accepted_minutes=Subquery(said.values("accepted_minutes")[:1]),
            accepted_ore=Subquery(said.values("accepted_ore")[:1]),
        )
        .order_by("participation__organisation__name_sort", "person__name_sort", "month", "pk")
    )
    return tuple(
        Entry(
            municipality=row.participation.organisation.name if row.participation else _("The host"),
            participation_id=row.participation_id or 0,
            person=person_name(row.person),
            person_id=row.person_id,
            reporting_role=row.reporting_role,
            month=row.month,
            category=row.category,
            recorded_minutes=row.recorded_minutes,
            reportable_minutes=row.reportable_minutes,
            eligible_minutes=row.eligible_minutes,
            ore_per_hour=row.ore_per_hour,
            value_ore=row.value_ore,
            sheet_id=row.sheet_id,
            is_correction=row.corrects_id is not None,
            result=getattr(row, "result", None) or "",
            accepted_minutes=getattr(row, "accepted_minutes", None) or 0,
            accepted_ore=getattr(row, "accepted_ore", None) or 0,
        )
        for row in rows
    )


def kept_left_out(claim: Claim) -> tuple[LeftOut, ...]:
    """What was not in a claim when it closed, and why, as it was then."""
    rows = (
        LeftOutMonth.objects.filter(claim=claim)
        .select_related("sheet__person", "sheet__participation__organisation")
        .order_by("sheet__participation__organisation__name_sort", "sheet__person__name_sort", "sheet__month", "pk")
    )
    return tuple(
        LeftOut(_municipality(row.sheet), person_name(row.sheet.person), row.sheet.month, row.reason, row.sheet_id)
        for row in rows
    )


def lines_without_outcome(claim: Claim) -> list[ClaimLine]:
    """Lines of a claim on which the Fund's word has not been written down."""
    said = LineOutcome.objects.filter(line=OuterRef("pk"), replaced_at__isnull=True)
    return list(ClaimLine.objects.filter(~Exists(said), claim=claim).select_related("claim").order_by("pk"))


# --- What the page, the text file, the spreadsheet and the PDF all show ---


def municipalities_table(claim: Claim, entries: Sequence[Entry], *, has_rates: bool = True) -> Table:
    """The claim per municipality, with its sum."""
    by_seat: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_seat[entry.participation_id].append(entry)
    name = claim_name(claim)
    return Table(
        name=f"ansokan-{claim.number}-kommuner",
        title=_("%(claim)s per municipality") % {"claim": name},
        columns=(
            Column("municipality", _("Municipality")),
            Column("people", _("People"), Kind.NUMBER),
            Column("recorded", _("Recorded"), Kind.MINUTES),
            Column("team", _("The team, counts"), Kind.MINUTES),
            Column("coordinator", _("The coordinator, counts"), Kind.MINUTES),
            Column("over", _("Over a cap"), Kind.MINUTES),
            *_accepted_columns("", entries),
            Column("value", _("Value"), Kind.ORE_EXACT),
        ),
        rows=tuple(
            Row((rows[0].municipality, *_sums(rows, entries, has_rates=has_rates))) for rows in by_seat.values()
        ),
        total=Row((_("Sum"), *_sums(entries, entries, has_rates=has_rates))),
        notes=_outcome_notes(entries),
        empty_text=_("No submitted month lies in the period."),
    )


def _accepted_columns(key: str, entries: Sequence[Entry]) -> tuple[Column, ...]:
    """What the Fund accepted, once it has said something."""
    if not any(entry.result for entry in entries):
        return ()
    return (
        Column(f"{key}accepted", _("Accepted hours"), Kind.MINUTES),
        Column(f"{key}accepted_value", _("Accepted value"), Kind.ORE_EXACT),
    )


def _accepted(rows: Iterable[Entry], entries: Sequence[Entry]) -> tuple[int, ...]:
    if not any(entry.result for entry in entries):
        return ()
    said = list(rows)
    return sum(row.accepted_minutes for row in said), sum(row.accepted_ore for row in said)


def _outcome_notes(entries: Sequence[Entry]) -> tuple[str, ...]:
    """How many lines the Fund has not accepted as they stand."""
    counts = Counter(entry.result for entry in entries)
    if not any(entry.result for entry in entries):
        return ()
    return (
        _("The Fund has reduced %(reduced)s lines, wants %(completed)s completed, and has not answered on %(silent)s.")
        % {
            "reduced": counts[LineOutcome.Result.REDUCED],
            "completed": counts[LineOutcome.Result.TO_BE_COMPLETED],
            "silent": counts[""],
        },
    )


def _sums(entries: Iterable[Entry], every: Sequence[Entry], *, has_rates: bool) -> tuple[int | None, ...]:
    rows = list(entries)
    return (
        len({row.person_id for row in rows}),
        sum(row.recorded_minutes for row in rows),
        sum(row.eligible_minutes for row in rows if row.reporting_role == "participant"),
        sum(row.eligible_minutes for row in rows if row.reporting_role != "participant"),
        sum(row.over_cap_minutes for row in rows),
        *_accepted(rows, every),
        sum(row.value_ore for row in rows) if has_rates else None,
    )


def lines_table(claim: Claim, entries: Sequence[Entry]) -> Table:
    """Each person's month in the claim, with its sum."""
    return Table(
        name=f"ansokan-{claim.number}-rader",
        title=_("%(claim)s, each person and month") % {"claim": claim_name(claim)},
        columns=(
            Column("municipality", _("Municipality")),
            Column("person", _("Name")),
            Column("month", _("Month")),
            Column("role", _("Role")),
            Column("category", _("Category")),
            Column("recorded", _("Recorded"), Kind.MINUTES),
            Column("reportable", _("Whole hours"), Kind.MINUTES),
            Column("eligible", _("Hours that count"), Kind.MINUTES),
            Column("over", _("Over a cap"), Kind.MINUTES),
            Column("rate", _("Unit cost"), Kind.ORE_EXACT),
            *_accepted_columns("line_", entries),
            Column("value", _("Value"), Kind.ORE_EXACT),
        ),
        rows=tuple(
            Row(
                (
                    row.municipality,
                    row.person,
                    str(Month.of(row.month)),
                    _role_text(row),
                    category_label(row.category),
                    row.recorded_minutes,
                    row.reportable_minutes,
                    row.eligible_minutes,
                    row.over_cap_minutes,
                    row.ore_per_hour or None,
                    *_accepted((row,), entries),
                    row.value_ore if row.ore_per_hour else None,
                ),
                href=reverse("cofinancing:claim_month", args=[claim.network.slug, claim.number, row.sheet_id]),
                mark=_MARKS.get(row.result, ""),
                mark_text=str(LineOutcome.Result(row.result).label) if row.result else "",
            )
            for row in entries
        ),
        total=Row(
            (
                _("Sum"),
                "",
                "",
                "",
                "",
                sum(row.recorded_minutes for row in entries),
                sum(row.reportable_minutes for row in entries),
                sum(row.eligible_minutes for row in entries),
                sum(row.over_cap_minutes for row in entries),
                None,
                *_accepted(entries, entries),
                sum(row.value_ore for row in entries),
            )
        ),
        empty_text=_("No submitted month lies in the period."),
    )


# The shape beside the Fund's word.
_MARKS = {
    LineOutcome.Result.ACCEPTED.value: "done",
    LineOutcome.Result.REDUCED.value: "late",
    LineOutcome.Result.TO_BE_COMPLETED.value: "waiting",
}


def _role_text(row: Entry) -> str:
    role = str(ReportingRole(row.reporting_role).label)
    return _("%(role)s, difference to an earlier claim") % {"role": role} if row.is_correction else role


def left_out_table(claim: Claim, left_out: Sequence[LeftOut]) -> Table:
    """Months of the period that are not in the claim, each with its reason."""
    return Table(
        name=f"ansokan-{claim.number}-inte-med",
        title=_("Not in the claim"),
        columns=(
            Column("left_municipality", _("Municipality")),
            Column("left_person", _("Name")),
            Column("left_month", _("Month")),
            Column("reason", _("Reason")),
        ),
        rows=tuple(
            Row(
                (row.municipality, row.person, str(Month.of(row.month)), row.reason),
                href=reverse("cofinancing:claim_month", args=[claim.network.slug, claim.number, row.sheet_id])
                if row.is_parked
                else "",
            )
            for row in left_out
        ),
        empty_text=_("Everything of the period is in the claim."),
    )


def claim_name(claim: Claim) -> str:
    """`Ansökan 2`."""
    return _("Claim %(number)s") % {"number": claim.number}


def period_text(claim: Claim) -> str:
    """`januari 2021 till juni 2021`, or the one month."""
    if claim.first_month == claim.last_month:
        return month_name(claim.first_month)
    return _("%(first)s to %(last)s") % {
        "first": month_name(claim.first_month),
        "last": month_name(claim.last_month),
    }


@dataclass(frozen=True, slots=True)
class PackState:
    """How far the claim's evidence has come."""

    is_made: bool
    is_being_made: bool
    made_text: str
    fingerprint: str
    may_ask: Verdict


def _pack_state(claim: Claim, host: Host) -> PackState:
    newest = EvidencePack.objects.filter(claim=claim).select_related("document").order_by("-seq").first()
    waits = newest is not None and newest.document is None and not newest.fault
    document = newest.document if newest else None
    return PackState(
        is_made=document is not None,
        is_being_made=waits,
        made_text=_("Put together on %(day)s, %(size)s MB.")
        % {"day": day(document.added_at), "size": max(1, -(-document.size // 1_000_000))}
        if document
        else "",
        fingerprint=newest.manifest_sha256 if newest else "",
        may_ask=rules.may_ask_for_pack(claim, functions=host.functions, is_being_made=waits),
    )


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim, before or after its closing; the text file, the spreadsheet and the PDF are made from the same."""

    network: Network
    network_name: str
    name: str
    number: int
    period: str
    lead: str
    is_closed: bool
    closed_text: str
    total_text: str
    hours_text: str
    checks: tuple[Check, ...]
    municipalities: Table
    lines: Table
    left_out: Table | None
    may_close: Verdict
    may_discard: Verdict
    may_accept: Verdict
    accept_label: str
    accept_href: str
    exports: Exports
    lines_exports: Exports
    pdf_href: str
    close_href: str
    discard_href: str
    list_href: str
    outcomes_href: str
    pack: PackState | None
    pack_href: str
    ask_for_pack_href: str
    proof_href: str
    audit_href: str

    @property
    def tables(self) -> tuple[Table, ...]:
        """All that a spreadsheet or a PDF holds."""
        left_out = (self.left_out,) if self.left_out and self.left_out.rows else ()
        return self.municipalities, self.lines, *left_out


def claim_page(host: Host, claim: Claim, *, sorted_by: str = "") -> ClaimPage:
    """What the page of a claim shows."""
    if claim.closed_at:
        entries: tuple[Entry, ...] = kept_entries(claim)
        checks: tuple[Check, ...] = ()
        left_out = left_out_table(claim, kept_left_out(claim)).ordered(sorted_by)
        has_rates = True
        verdict = rules.is_open(claim)
    else:
        found = material(claim, host)
        entries, checks = found.entries, rules.claim_checks(found.facts)
        left_out = left_out_table(claim, found.left_out).ordered(sorted_by)
        has_rates = not found.facts.missing_rates
        verdict = rules.may_close(found.facts)
    total = sum(entry.value_ore for entry in entries)
    silent = sum(1 for entry in entries if not entry.result)
    eligible = sum(entry.eligible_minutes for entry in entries)
    total_text = kronor_text(total, with_ore=True) if has_rates else _("unit cost is missing")
    slug, number = host.network.slug, claim.number

    def address(name: str) -> str:
        return reverse(f"cofinancing:{name}", args=[slug, number])

    return ClaimPage(
        network=host.network,
        network_name=host.network.name,
        name=claim_name(claim),
        number=number,
        period=period_text(claim),
        lead=_lead(claim, entries, eligible, total_text),
        is_closed=claim.closed_at is not None,
        closed_text=_closed_text(claim),
        total_text=total_text,
        hours_text=duration_text(eligible),
        checks=checks,
        municipalities=municipalities_table(claim, entries, has_rates=has_rates).ordered(sorted_by),
        lines=lines_table(claim, entries).ordered(sorted_by),
        left_out=left_out,
        may_close=verdict,
        may_discard=rules.may_discard(claim, functions=host.functions),
        may_accept=rules.may_accept_rest(claim, functions=host.functions, lines=silent),
        accept_label=ngettext(
            "The Fund has accepted the other line", "The Fund has accepted the other %(number)s lines", silent
        )
        % {"number": silent}
        if silent < len(entries)
        else _("The Fund has accepted every line"),
        accept_href=address("accept_rest"),
        exports=Exports(csv=address("claim_csv"), xlsx=address("claim_xlsx")),
        lines_exports=Exports(csv=address("claim_lines_csv")),
        pdf_href=address("claim_pdf"),
        close_href=address("close"),
        discard_href=address("discard"),
        list_href=reverse("cofinancing:claims", args=[slug]),
        outcomes_href=address("outcomes"),
        pack=_pack_state(claim, host) if claim.closed_at else None,
        pack_href=address("pack"),
        ask_for_pack_href=address("ask_for_pack"),
        proof_href=reverse("cofinancing:proof", args=[slug]),
        audit_href=reverse("cofinancing:audit", args=[slug]) + f"?ansokan={number}",
    )


def _lead(claim: Claim, entries: Sequence[Entry], eligible: int, total_text: str) -> str:
    seats = len({entry.participation_id for entry in entries})
    values = {
        "claim": claim_name(claim),
        "period": period_text(claim),
        "hours": duration_text(eligible),
        "value": total_text,
        "seats": seats,
    }
    if not seats:
        return _("%(claim)s covers %(period)s and holds nothing yet.") % values
    text = ngettext(
        "%(claim)s covers %(period)s: %(hours)s from %(seats)s municipality, worth %(value)s.",
        "%(claim)s covers %(period)s: %(hours)s from %(seats)s municipalities, worth %(value)s.",
        seats,
    )
    return text % values


def _closed_text(claim: Claim) -> str:
    if not claim.closed_at or not claim.closed_by:
        return ""
    return _("Closed by %(name)s on %(day)s. The numbers are those of that day and never change.") % {
        "name": claim.closed_by.actor_name,
        "day": day(claim.closed_at),
    }


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """All claims of a network."""

    network: Network
    network_name: str
    lead: str
    table: Table
    exports: Exports
    may_prepare: Verdict
    prepare_href: str
    overview_href: str
    months: tuple[tuple[str, str], ...]
    first: str
    last: str


def claims_page(host: Host, terms: Terms, at: datetime, *, sorted_by: str = "") -> ClaimsPage:
    """What the list of claims shows; no such page where the terms have no claims."""
    if not terms.with_claims:
        raise Http404
    network = host.network
    claims = list(
        Claim.objects.filter(network=network)
        .annotate(total=Sum("lines__value_ore"), hours=Sum("lines__eligible_minutes"))
        .annotate(closer=F("closed_by__name"))
        .order_by("number")
    )
    today = clock.day(at)
    opened = any(claim.closed_at is None for claim in claims)
    first, last = suggested_period(network, claims, today)
    verdict = rules.may_prepare_claim(
        functions=host.functions,
        first=first.first_day,
        last=last.last_day if last.last_day <= network.last_day else last.first_day,
        network_first=network.first_day,
        network_last=network.last_day,
        has_open=opened,
    )
    slug = network.slug
    months = list(months_between(network.first_day, network.last_day))
    closed = [claim for claim in claims if claim.closed_at]
    claimed = sum(getattr(claim, "total", None) or 0 for claim in closed)
    return ClaimsPage(
        network=network,
        network_name=network.name,
        lead=_claims_lead(len(closed), claimed, opened=opened),
        table=_claims_table(claims, slug).ordered(sorted_by),
        exports=Exports(
            csv=reverse("cofinancing:claims_csv", args=[slug]), xlsx=reverse("cofinancing:claims_xlsx", args=[slug])
        ),
        may_prepare=verdict,
        prepare_href=reverse("cofinancing:prepare", args=[slug]),
        overview_href=reverse("cofinancing:overview", args=[slug]),
        months=tuple((str(month), month_name(month)) for month in months),
        first=str(first),
        last=str(last),
    )


def _claims_lead(closed: int, claimed_ore: int, *, opened: bool) -> str:
    if not closed and not opened:
        return _("No claim has been prepared yet. A claim gathers the submitted months of a period.")
    text = ngettext(
        "%(number)s claim has been closed, worth %(value)s in time.",
        "%(number)s claims have been closed, worth %(value)s in time together.",
        closed,
    )
    said = text % {"number": closed, "value": kronor_text(claimed_ore)}
    being_prepared = _("One is being prepared.")
    return f"{said} {being_prepared}" if opened else said


def _claims_table(claims: Sequence[Claim], slug: str) -> Table:
    def row(claim: Claim) -> Row:
        total = getattr(claim, "total", None)
        eligible = getattr(claim, "hours", None)
        return Row(
            (
                claim_name(claim),
                period_text(claim),
                eligible,
                total,
                clock.day(claim.closed_at) if claim.closed_at else None,
                getattr(claim, "closer", None) or "",
            ),
            href=reverse("cofinancing:claim", args=[slug, claim.number]),
            mark="done" if claim.closed_at else "open",
            mark_text=_("Closed") if claim.closed_at else _("Being prepared"),
        )

    return Table(
        name="ansokningar",
        title=_("Claims"),
        columns=(
            Column("number", _("Claim")),
            Column("period", _("Period")),
            Column("hours", _("Hours that count"), Kind.MINUTES),
            Column("value", _("Value"), Kind.ORE_EXACT),
            Column("closed", _("Closed"), Kind.DAY),
            Column("by", _("Closed by")),
        ),
        rows=tuple(row(claim) for claim in claims),
        empty_text=_("Here the claims will stand. The project manager or the finance officer prepares the first."),
    )


def suggested_period(network: Network, claims: Sequence[Claim], today: date) -> tuple[Month, Month]:
    """From the month after the last closed claim to the last whole month, within the network's time."""
    closed = [claim.last_month for claim in claims if claim.closed_at]
    first = Month.of(max(closed)).next() if closed else Month.of(network.first_day)
    last = Month.of(network.last_day)
    before = Month.of(today).previous()
    first = min(first, last)
    return first, max(first, min(last, before))


def recounted(lines: Sequence[Line], terms: Terms) -> list[Line]:
    """The same months counted again from what is stored, once they are locked and can't move any longer."""
    rows: dict[int, list[Spent]] = defaultdict(list)
    ids = [line.report.sheet_id for line in lines]
    for row in hours.rows_of(ids).values_list("sheet_id", "day", "activity", "minutes"):
        rows[row[0]].append(Spent(*row[1:]))
    used = {
        (sheet.person_id, sheet.month.year): _used_minutes(sheet)
        for sheet in _with_used(HourSheet.objects.filter(pk__in=ids))
    }
    reports = [replace(line.report, rows=tuple(rows[line.report.sheet_id])) for line in lines]
    return figures.claim_lines(reports, funding.rules_of(terms), used)
