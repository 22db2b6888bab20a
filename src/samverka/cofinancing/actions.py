"""The only room of cofinancing that writes. A closed claim keeps its own numbers for ever."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation

from samverka.cofinancing import figures, notices, queries, rules
from samverka.cofinancing.models import (
    BudgetLine,
    BudgetOutcome,
    Claim,
    ClaimLine,
    EvidencePack,
    LeftOutMonth,
    LineOutcome,
    ParkedMonth,
    Pledge,
    SilenceSignal,
    YearStatement,
)
from samverka.cofinancing.queries import Host
from samverka.core import clock
from samverka.core.actors import SYSTEM, Actor
from samverka.core.months import Month
from samverka.core.stamps import stamp
from samverka.core.tables import Table
from samverka.core.workdays import nth_working_day
from samverka.documents import actions as documents
from samverka.documents.figures.content import ContentType
from samverka.documents.models import Rendering
from samverka.funding import actions as funding
from samverka.funding.models import UnitCost
from samverka.hours import actions as hours
from samverka.hours import queries as hours_known
from samverka.hours import rules as hours_rules
from samverka.hours.models import HourSheet
from samverka.journal import actions as journal
from samverka.journal.exports import Token
from samverka.journal.models import HeadStamp
from samverka.networks import actions as networks_actions
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people.models import Person


@transaction.atomic
def set_budget(*, host: Host, planned_ore: Mapping[str, int], by: Person, at: datetime) -> list[BudgetLine]:
    """The lines of the decision's budget are entered; a line that is there gets its new sum (Q54).

    Args:
        host: the network, and what `by` does in its staff.
        planned_ore: whole öre by kind of `BudgetLine.Kind`.
        by: who enters them.
        at: when.

    Raises:
        Refused: when the person does not answer for the money, or a sum is below nought.
    """
    rules.may_set_budget(functions=host.functions, planned_ore=list(planned_ore.values())).or_refuse()
    lines = [
        BudgetLine.objects.update_or_create(network=host.network, kind=kind, defaults={"planned_ore": ore})[0]
        for kind, ore in sorted(planned_ore.items())
    ]
    journal.record(
        chain=host.network.chain,
        verb="cofinancing.budget.set",
        subject=host.network,
        by=by,
        at=at,
        payload={"planned_ore": dict(planned_ore)},
    )
    return lines


@transaction.atomic
def pledge(*, participation: Participation, by: Person, at: datetime) -> Pledge:
    """What a municipality promises in working time for its whole seat, counted from the terms (Q30).

    Done again when the seat's days change: the promise then follows the days that it has (Q61).

    Raises:
        Refused: when the seat has not been accepted.
    """
    rules.may_pledge(is_accepted=participation.accepted_at is not None).or_refuse()
    terms = networks.holding_terms(participation.network)
    months = queries.seat_months(participation)
    minutes = queries.promised(terms, months)
    row, _is_new = Pledge.objects.update_or_create(
        participation=participation,
        defaults={
            "team_minutes": minutes.team,
            "coordinator_minutes": minutes.coordinator,
            "pledged_at": at,
            "pledged_by": by,
        },
    )
    journal.record(
        chain=participation.network.chain,
        verb="cofinancing.pledge.made",
        subject=row,
        by=by,
        at=at,
        payload={"months": months, "team_minutes": minutes.team, "coordinator_minutes": minutes.coordinator},
    )
    return row


@transaction.atomic
def enter_unit_cost(
    *, host: Host, category: str, ore_per_hour: int, source: str, is_invented: bool, by: Person, at: datetime
) -> UnitCost:
    """Whoever answers for the money types a unit cost from the official table (Q29).

    Raises:
        Refused: when the person does not, the terms name no rule set, or there is one already.
    """
    rules.is_of_money(host.functions).or_refuse()
    terms = networks.holding_terms(host.network)
    rules.is_valued(has_rule_set=terms.rule_set is not None, year=terms.funding_call_start_year).or_refuse()
    assert terms.rule_set is not None  # noqa: S101 - the rule above says so
    cost = funding.enter_unit_cost(
        rule_set=terms.rule_set,
        category=category,
        funding_call_start_year=terms.funding_call_start_year or 0,
        ore_per_hour=ore_per_hour,
        source=source,
        by=by,
        at=at,
        region_class=terms.region_class,
        is_invented=is_invented,
    )
    _record_cost(host.network, "cofinancing.unit_cost.entered", cost, by=by, at=at)
    return cost


@transaction.atomic
def check_unit_cost(*, host: Host, cost: UnitCost, by: Person, at: datetime) -> UnitCost:
    """Another person at the host has compared a unit cost with its source.

    Raises:
        Refused: when it is the same person, or it has been checked or replaced before.
    """
    funding.check_unit_cost(cost=cost, by=by, at=at)
    _record_cost(host.network, "cofinancing.unit_cost.checked", cost, by=by, at=at)
    return cost


@transaction.atomic
def replace_unit_cost(
    *, host: Host, cost: UnitCost, ore_per_hour: int, source: str, by: Person, at: datetime
) -> UnitCost:
    """A unit cost gets a follower; closed claims keep the old one.

    Raises:
        Refused: when the person does not answer for the money, or it has been replaced before.
    """
    rules.is_of_money(host.functions).or_refuse()
    follower = funding.replace_unit_cost(cost=cost, ore_per_hour=ore_per_hour, source=source, by=by, at=at)
    _record_cost(host.network, "cofinancing.unit_cost.replaced", follower, by=by, at=at)
    return follower


def _record_cost(network: Network, verb: str, cost: UnitCost, *, by: Person, at: datetime) -> None:
    """The network's own chain tells of the unit costs that its claims are counted with."""
    journal.record(
        chain=network.chain,
        verb=verb,
        subject=cost,
        by=by,
        at=at,
        payload={"category": cost.category, "ore_per_hour": cost.ore_per_hour, "source": cost.source},
    )


@transaction.atomic
def prepare_claim(*, host: Host, first: Month, last: Month, by: Person, at: datetime) -> Claim:
    """A claim is begun for a period; nothing is locked until it is closed.

    Raises:
        Refused: when another is open, or the period is not within the network's time.
    """
    network = host.network
    claims = Claim.objects.filter(network=network)
    rules.may_prepare_claim(
        functions=host.functions,
        first=first.first_day,
        last=last.first_day,
        network_first=network.first_day,
        network_last=network.last_day,
        has_open=claims.filter(closed_at__isnull=True).exists(),
    ).or_refuse()
    claim = Claim.objects.create(
        network=network,
        number=(claims.aggregate(last=Max("number"))["last"] or 0) + 1,
        first_month=first.first_day,
        last_month=last.first_day,
        prepared_at=at,
        prepared_by=by,
    )
    journal.record(
        chain=network.chain,
        verb="cofinancing.claim.prepared",
        subject=claim,
        by=by,
        at=at,
        payload={"number": claim.number, "first_month": str(first), "last_month": str(last)},
    )
    return claim


@transaction.atomic
def discard_claim(*, host: Host, claim: Claim, by: Person, at: datetime) -> None:
    """A claim that was never closed is given up; its number is free again.

    Raises:
        Refused: when it has been closed.
    """
    rules.may_discard(claim, functions=host.functions).or_refuse()
    journal.record(
        chain=host.network.chain,
        verb="cofinancing.claim.discarded",
        subject=claim,
        by=by,
        at=at,
        payload={"number": claim.number},
    )
    # What was imported for it can be imported again for another.
    BudgetOutcome.objects.filter(claim=claim, claim__closed_at__isnull=True).delete()
    ParkedMonth.objects.filter(claim=claim, claim__closed_at__isnull=True).delete()
    # The condition lets a closing that came first win.
    deleted, _by_kind = Claim.objects.filter(pk=claim.pk, closed_at__isnull=True).delete()
    rules.is_first(changed=deleted).or_refuse()


@transaction.atomic
def close_claim(*, host: Host, claim: Claim, by: Person, at: datetime) -> Claim:
    """The claim is closed: its months are locked, counted as they now stand, and their numbers kept in the claim.

    Raises:
        Refused: when a check stops it, someone has closed it, or a month has been returned meanwhile.
    """
    # What is left out stands with the claim for good, in the language of the Fund.
    with translation.override("sv"):
        found = queries.material(claim, host)
    rules.may_close(found.facts).or_refuse()
    # One closer wins; then the months are held; only then are they counted.
    stamp(claim, "closed", by=by, at=at)
    hours.lock_sheets(sheets=found.sheets, by=by, at=at)
    lines = queries.recounted(found.lines, networks.holding_terms(claim.network))
    ClaimLine.objects.bulk_create(_claim_line(claim, line) for line in lines)
    LeftOutMonth.objects.bulk_create(
        LeftOutMonth(claim=claim, sheet_id=row.sheet_id, reason=row.reason) for row in found.left_out
    )
    journal.record(
        chain=claim.network.chain,
        verb="cofinancing.claim.closed",
        subject=claim,
        by=by,
        at=at,
        payload={
            "number": claim.number,
            "first_month": str(Month.of(claim.first_month)),
            "last_month": str(Month.of(claim.last_month)),
            "lines": len(lines),
            "eligible_minutes": sum(line.eligible_minutes for line in lines),
            "value_ore": figures.claim_total(lines),
            "unit_costs": {line.report.category: line.report.ore_per_hour for line in lines},
            "corrections": sum(1 for line in lines if line.report.claimed),
            "left_out": len(found.left_out),
        },
    )
    _record_pack(claim, by=by, at=at)
    return claim


def _claim_line(claim: Claim, line: figures.Line) -> ClaimLine:
    report = line.report
    return ClaimLine(
        claim=claim,
        sheet_id=report.sheet_id,
        participation_id=report.participation_id or None,
        person_id=report.person_id,
        reporting_role=report.reporting_role,
        month=report.month.first_day,
        category=report.category,
        recorded_minutes=line.recorded_minutes,
        reportable_minutes=line.reportable_minutes,
        eligible_minutes=line.eligible_minutes,
        over_cap_minutes=line.over_cap_minutes,
        ore_per_hour=report.ore_per_hour,
        value_ore=line.value_ore,
        corrects_id=report.claimed.line_id if report.claimed else None,
    )


@transaction.atomic
def park_month(*, host: Host, claim: Claim, sheet: HourSheet, reason: str, by: Person, at: datetime) -> ParkedMonth:
    """A doubtful month is kept out of the claim; the next claim finds it again.

    Raises:
        Refused: when the claim is closed, the person does not answer for the money, or no reason is given.
    """
    rules.may_park(claim, functions=host.functions, reason=reason).or_refuse()
    row, is_new = ParkedMonth.objects.get_or_create(
        claim=claim,
        sheet=sheet,
        defaults={"reason": " ".join(reason.split())[:400], "parked_at": at, "parked_by": by},
    )
    rules.is_first(changed=int(is_new)).or_refuse()
    journal.record(
        chain=host.network.chain,
        verb="cofinancing.month.parked",
        subject=sheet,
        by=by,
        at=at,
        payload={"claim": claim.number, "reason": row.reason},
    )
    return row


@transaction.atomic
def take_in_month(*, host: Host, claim: Claim, sheet: HourSheet, by: Person, at: datetime) -> None:
    """A parked month is taken into the claim again.

    Raises:
        Refused: when the claim is closed, the person does not answer for the money, or it is not parked any longer.
    """
    rules.may_take_in(claim, functions=host.functions).or_refuse()
    removed, _each = ParkedMonth.objects.filter(claim=claim, sheet=sheet, claim__closed_at__isnull=True).delete()
    rules.is_first(changed=removed).or_refuse()
    journal.record(
        chain=host.network.chain,
        verb="cofinancing.month.taken_in",
        subject=sheet,
        by=by,
        at=at,
        payload={"claim": claim.number},
    )


@transaction.atomic
def note_outcome(
    *,
    host: Host,
    line: ClaimLine,
    result: str,
    accepted_minutes: int,
    reason: str,
    by: Person,
    at: datetime,
) -> LineOutcome:
    """What the Fund said of a line is written down; the line keeps its numbers, the municipality's balance follows.

    Args:
        host: the network, and what `by` does in its staff.
        line: of a closed claim.
        result: one of `LineOutcome.Result`.
        accepted_minutes: what is left of the line, when it was reduced.
        reason: the Fund's, when it did not accept the line as it stands.
        by: who writes it down.
        at: when.

    Raises:
        Refused: when the claim is open, the person does not answer for the money, or the word does not fit the line.
    """
    rules.may_note_outcome(
        line, functions=host.functions, result=result, accepted_minutes=accepted_minutes, reason=reason
    ).or_refuse()
    minutes = line.eligible_minutes if result == LineOutcome.Result.ACCEPTED else accepted_minutes
    (outcome,) = _keep_outcomes(host, [(line, result, minutes)], reason=reason, by=by, at=at)
    return outcome


@transaction.atomic
def accept_rest(*, host: Host, claim: Claim, by: Person, at: datetime) -> list[LineOutcome]:
    """The Fund has accepted every line of a claim that it has said nothing else about.

    Raises:
        Refused: when the claim is open, the person does not answer for the money, or every line has its word.
    """
    lines = queries.lines_without_outcome(claim)
    rules.may_accept_rest(claim, functions=host.functions, lines=len(lines)).or_refuse()
    accepted = LineOutcome.Result.ACCEPTED.value
    return _keep_outcomes(host, [(line, accepted, line.eligible_minutes) for line in lines], reason="", by=by, at=at)


def _keep_outcomes(
    host: Host, said: Sequence[tuple[ClaimLine, str, int]], *, reason: str, by: Person, at: datetime
) -> list[LineOutcome]:
    """Part of noting outcomes: the newest word holds, and the months are settled with what it leaves."""
    waits = LineOutcome.Result.TO_BE_COMPLETED.value
    LineOutcome.objects.filter(line__in=[line for line, _result, _minutes in said], replaced_at__isnull=True).update(
        replaced_at=at
    )
    outcomes = LineOutcome.objects.bulk_create(
        [
            LineOutcome(
                line=line,
                result=result,
                accepted_minutes=0 if result == waits else minutes,
                accepted_ore=figures.accepted_ore(
                    minutes, eligible_minutes=line.eligible_minutes, value_ore=line.value_ore, rate=line.ore_per_hour
                )
                if result != waits
                else 0,
                reason=" ".join(reason.split())[:400] if result != LineOutcome.Result.ACCEPTED else "",
                noted_at=at,
                noted_by=by,
            )
            for line, result, minutes in said
        ]
    )
    hours.settle_sheets(
        network=host.network,
        accepted={each.line.sheet_id: None if each.result == waits else each.accepted_minutes for each in outcomes},
        by=by,
        at=at,
    )
    journal.record(
        chain=host.network.chain,
        verb="cofinancing.outcomes.noted",
        subject=said[0][0].claim,
        by=by,
        at=at,
        payload={
            "claim": said[0][0].claim.number,
            "reason": reason,
            "lines": [
                [journal.subject_of(each.line), each.result, each.accepted_minutes, each.accepted_ore]
                for each in outcomes
            ],
        },
    )
    return outcomes


@transaction.atomic
def take_out_list(
    *,
    network: Network,
    tables: Sequence[Table],
    by: Person,
    at: datetime,
    kind: str = "xlsx",
    title: str = "",
    lead: str = "",
) -> Rendering:
    """Someone takes a list out just as it is shown; the worker makes the file."""
    rendering = documents.ask_for_list(
        owner=network,
        tables=tables,
        by=by,
        at=at,
        kind=kind,
        title=title,
        about=network.name,
        lead=lead,
        registry_number=network.registry_number,
    )
    journal.record(
        chain=network.chain,
        verb="cofinancing.list.taken_out",
        subject=network,
        by=by,
        at=at,
        payload={"lists": [table.name for table in tables], "kind": kind},
    )
    return rendering


def _record_pack(claim: Claim, *, by: Person, at: datetime) -> EvidencePack:
    """A pack reaches as far as the entry that tells that it was asked for."""
    entry = journal.record(
        chain=claim.network.chain,
        verb="cofinancing.pack.asked_for",
        subject=claim,
        by=by,
        at=at,
        payload={"number": claim.number},
    )
    return EvidencePack.objects.create(claim=claim, seq=entry.seq, head=entry.hash, asked_at=at, asked_by=by)


@transaction.atomic
def ask_for_pack(*, host: Host, claim: Claim, by: Person, at: datetime) -> EvidencePack:
    """The evidence of a closed claim is to be put together anew, with all that has happened since.

    Raises:
        Refused: when the claim has not been closed, or a pack is being made.
    """
    newest = queries.newest_pack(claim)
    rules.may_ask_for_pack(
        claim, functions=host.functions, is_being_made=newest is not None and queries.is_being_made(newest)
    ).or_refuse()
    return _record_pack(claim, by=by, at=at)


@transaction.atomic
def finish_pack(*, pack: EvidencePack, data: bytes, manifest_sha256: str, by: Actor, at: datetime) -> EvidencePack:
    """Keep the pack that the worker made; its fingerprint stands in the journal. A second run changes nothing."""
    document = documents.keep_made(
        owner=pack,
        name=f"underlag-ansokan-{pack.claim.number}",
        data=data,
        kind=ContentType.ZIP,
        by=by,
        at=at,
    )
    changed = EvidencePack.objects.filter(pk=pack.pk, document__isnull=True).update(
        document=document, manifest_sha256=manifest_sha256, fault=""
    )
    rules.is_first(changed=changed).or_refuse()
    pack.document, pack.manifest_sha256 = document, manifest_sha256
    journal.record(
        chain=pack.claim.network.chain,
        verb="cofinancing.pack.made",
        subject=pack,
        by=by,
        at=at,
        payload={"claim": pack.claim.number, "sha256": document.sha256, "manifest_sha256": manifest_sha256},
    )
    return pack


def note_pack_fault(*, pack: EvidencePack, fault: str) -> None:
    """Write down that a pack could not be made, so that the host is told and can ask again."""
    EvidencePack.objects.filter(pk=pack.pk, document__isnull=True).update(fault=fault[:300])


@transaction.atomic
def note_head(*, chain: str, seq: int, digest: str, token: Token | None, at: datetime) -> HeadStamp:
    """Keep where a chain ended, with its token when there is one, and send it to the outside address."""
    stamp_of_head = journal.keep_stamp(
        chain=chain,
        seq=seq,
        digest=digest,
        at=at,
        token=token.answer if token else b"",
        authority=settings.TSA_URL if token else "",
        token_at=token.at if token else None,
    )
    about, address = queries.outside_address(chain)
    if address:
        notices.head_noted(stamp_of_head, to_address=address, about=about, at=at)
    return stamp_of_head


@transaction.atomic
def set_evidence_address(*, host: Host, address: str, by: Person, at: datetime) -> Network:
    """Whoever answers for the money says where the head of the network's journal is sent.

    Raises:
        Refused: when the person does not.
    """
    rules.is_of_money(host.functions).or_refuse()
    return networks_actions.set_evidence_address(network=host.network, address=address, by=by, at=at)


@transaction.atomic
def renew_pledge(*, host: Host, participation: Participation, by: Person, at: datetime) -> Pledge:
    """Whoever answers for the money has a municipality's promise written down as the terms and its days now say.

    Raises:
        Refused: when the person does not, or the seat has not been accepted.
    """
    rules.is_of_money(host.functions).or_refuse()
    return pledge(participation=participation, by=by, at=at)


@transaction.atomic
def import_outcomes(
    *, host: Host, claim: Claim, rows: Sequence[rules.OutcomeRow], by: Person, at: datetime
) -> list[BudgetOutcome]:
    """Sums from the host's ledger are taken into a claim, each with its voucher; all rows or none (Q54).

    Raises:
        Refused: when the claim is closed, the person does not answer for the money, or a row is not whole; it is named.
    """
    rules.may_import(
        claim, rows, functions=host.functions, known=queries.known_vouchers(host.network, rows)
    ).or_refuse()
    outcomes = BudgetOutcome.objects.bulk_create(
        [
            BudgetOutcome(
                network=host.network,
                claim=claim,
                kind=row.kind,
                ore=row.ore,
                voucher=row.voucher,
                day=row.day,
                text=row.text,
                imported_at=at,
                imported_by=by,
            )
            for row in rows
            if row.day is not None and row.ore is not None
        ]
    )
    journal.record(
        chain=host.network.chain,
        verb="cofinancing.outcomes.imported",
        subject=claim,
        by=by,
        at=at,
        payload={
            "number": claim.number,
            "rows": [[row.kind, row.ore or 0, row.voucher, str(row.day), row.text] for row in rows],
        },
    )
    return outcomes


@transaction.atomic
def raise_signals(*, network: Network, at: datetime) -> list[SilenceSignal]:
    """Ask the coordinators of municipalities that have submitted nothing of the month that closed last.

    Started by `tick`, on working days; running it again changes nothing.
    """
    today = clock.day(at)
    if not hours_rules.is_letter_time(at):
        return []
    month = queries.closed_month(network, today)
    silent = queries.newly_silent(network, month) if month else []
    if month is None or not silent:
        return []
    days = networks.holding_terms(network).working_days_to_comment
    until = nth_working_day(today + timedelta(days=1), days)
    signals = SilenceSignal.objects.bulk_create(
        SilenceSignal(participation=seat, month=month.first_day, raised_at=at, working_days=days, comment_due_day=until)
        for seat in silent
    )
    leaders = hours_known.leaders_of([seat.pk for seat in silent], today)
    for signal in signals:
        for person in leaders.get(signal.participation_id, ()):
            notices.silent(signal, person, at=at)
    journal.record(
        chain=network.chain,
        verb="cofinancing.silence.noticed",
        subject=network,
        by=SYSTEM,
        at=at,
        payload={"month": str(month), "seats": [journal.subject_of(seat) for seat in silent], "until": str(until)},
    )
    return signals


@transaction.atomic
def comment_signal(*, signal: SilenceSignal, comment: str, by: Person, at: datetime) -> SilenceSignal:
    """The coordinator says why nothing is submitted yet; the host then sees the signal with these words.

    Raises:
        Refused: when it has been commented, or nothing is written.
    """
    rules.may_comment(signal, comment=comment).or_refuse()
    stamp(signal, "commented", by=by, at=at, comment=" ".join(comment.split())[:600])
    journal.record(
        chain=signal.participation.network.chain,
        verb="cofinancing.silence.commented",
        subject=signal,
        by=by,
        at=at,
        payload={"comment": signal.comment},
    )
    return signal


@transaction.atomic
def make_statements(*, network: Network, at: datetime) -> list[YearStatement]:
    """Have last year's statement of each municipality made as a spreadsheet, in January and again in April (Q57).

    Started by `tick`; running it again changes nothing. Whoever leads the team gets a letter with the address.
    """
    today = clock.day(at)
    if today.month not in rules.STATEMENT_MONTHS or not hours_rules.is_letter_time(at):
        return []
    if not networks.holding_terms(network).with_hours:
        return []
    waiting = queries.seats_without_statement(network, today.year - 1, today.month)
    leaders = hours_known.leaders_of([seat.pk for seat in waiting], today) if waiting else {}
    made = []
    for seat in waiting:
        page = queries.statement_page(queries.SeatSight(seat, is_host=True), today.year - 1)
        rendering = documents.ask_for_list(
            owner=seat, tables=page.tables, by=SYSTEM, at=at, about=network.name, title=page.title
        )
        statement = YearStatement.objects.create(
            participation=seat, year=today.year - 1, made_in=today.month, rendering=rendering, made_at=at
        )
        made.append(statement)
        for person in leaders.get(seat.pk, ()):
            notices.statement_made(statement, person, at=at)
    if made:
        journal.record(
            chain=network.chain,
            verb="cofinancing.statements.made",
            subject=network,
            by=SYSTEM,
            at=at,
            payload={"year": today.year - 1, "seats": [journal.subject_of(each.participation) for each in made]},
        )
    return made
