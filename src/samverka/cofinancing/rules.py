"""The law of co-financing: pure decisions on facts handed in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.cofinancing.figures import Shares
from samverka.cofinancing.models import BudgetLine, Claim, ClaimLine, LineOutcome, SilenceSignal
from samverka.core.money import duration_text, kronor_text
from samverka.core.stamps import SOMEONE_WAS_FIRST
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import YES, Verdict, no
from samverka.networks.models import Staff

# Whoever answers for the network's money (glossary: project manager or finance officer closes).
MONEY = frozenset({Staff.Function.PROJECT_MANAGER.value, Staff.Function.FINANCE_OFFICER.value})
NOT_YOURS = gettext_lazy("Only the network's project manager or finance officer can do this.")
CLOSED = gettext_lazy("The claim has been closed. Its numbers never change.")
# What comes from the host's ledger; the municipalities' time is counted from the claims.
IMPORTED = frozenset(set(BudgetLine.Kind.values) - {BudgetLine.Kind.MUNICIPAL_TIME, BudgetLine.Kind.FUND})
_NAMES_SHOWN = 5
# The months in which the year's statements are made, and after which day (Q57).
STATEMENT_MONTHS = (1, 4)


def is_of_money(functions: Collection[str]) -> Verdict:
    """A member of the host's staff who answers for the network's money."""
    return YES if MONEY & set(functions) else no(NOT_YOURS)


def may_set_budget(*, functions: Collection[str], planned_ore: Collection[int]) -> Verdict:
    """The lines of the decision are entered by whoever answers for the money, none of them below nought."""
    if any(ore < 0 for ore in planned_ore):
        return no(_("A budget line can not be less than 0 kronor."))
    return is_of_money(functions)


def may_pledge(*, is_accepted: bool) -> Verdict:
    """A promise of working time follows from an accepted seat."""
    return YES if is_accepted else no(_("The municipality has not accepted its seat yet."))


def may_prepare_claim(
    *, functions: Collection[str], first: date, last: date, network_first: date, network_last: date, has_open: bool
) -> Verdict:
    """One claim is prepared at a time, for whole months within the network's time."""
    if not is_of_money(functions):
        return no(NOT_YOURS)
    if has_open:
        return no(_("There is a claim that has not been closed. Close it before you prepare the next."))
    if last < first:
        return no(_("The last month can not come before the first."))
    if first < network_first.replace(day=1) or last > network_last:
        return no(
            _("A claim covers months within the network's time, %(first)s to %(last)s.")
            % {"first": day_text(network_first), "last": day_text(network_last)}
        )
    return YES


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What decides whether a claim can be closed."""

    functions: frozenset[str]
    is_closed: bool
    granted_day: date | None
    line_count: int
    value_ore: int
    # In kind in claims that have been closed before, and what others than the Fund have paid by the host's ledger.
    claimed_before_ore: int
    cash_ore: int
    shares: Shares
    # Categories, in words, that hours in the claim need a unit cost for.
    missing_rates: tuple[str, ...]
    # Municipalities with months that are not submitted, and how many months.
    waiting: tuple[tuple[str, int], ...]
    # People with time in the closing phase, and with time after the network's last day.
    in_closing: tuple[str, ...]
    after_the_end: tuple[str, ...]
    # Hours that the missing money comes to at the participants' unit cost; None without one.
    missing_hours: int | None = None
    # People who have submitted the same date and activity in another network too.
    twice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check before closing: what was looked at, what it gave, and whether it stops the closing."""

    text: str | Promise
    state: str
    blocks: bool = False

    @property
    def word(self) -> str:
        """The state in words, beside its shape."""
        if self.blocks:
            return _("Stops the claim")
        return _("In order") if self.state == "done" else _("Look at this")


def _passed(text: str | Promise) -> Check:
    return Check(text, "done")


def _stops(text: str | Promise) -> Check:
    return Check(text, "late", blocks=True)


def _warns(text: str | Promise) -> Check:
    return Check(text, "waiting")


def some_names(names: Sequence[str]) -> str:
    """`Älvnäs, Granfors`, or the first five and how many more."""
    shown = ", ".join(names[:_NAMES_SHOWN])
    rest = len(names) - _NAMES_SHOWN
    return shown if rest < 1 else _("%(names)s and %(number)s more") % {"names": shown, "number": rest}


def claim_checks(facts: ClaimFacts) -> tuple[Check, ...]:
    """All checks before closing, each with what it found; the page lists them and the first stop is the reason."""
    return (
        _decision(facts),
        _content(facts),
        _rates(facts),
        _within_period(facts),
        _once(facts),
        _ceiling(facts),
        _share(facts),
        _submitted(facts),
        *_closing_phase(facts),
    )


def _decision(facts: ClaimFacts) -> Check:
    if facts.granted_day is None:
        return _stops(_("The Fund has not decided on support yet. Hours are kept and valued once it has."))
    return _passed(_("The Fund decided on support on %(day)s.") % {"day": day_text(facts.granted_day)})


def _content(facts: ClaimFacts) -> Check:
    if not facts.line_count:
        return _stops(_("No submitted month lies in the period, so there is nothing to claim."))
    text = ngettext(
        "%(number)s month of one person is in the claim.",
        "%(number)s months, each of one person, are in the claim.",
        facts.line_count,
    )
    return _passed(text % {"number": facts.line_count})


def _rates(facts: ClaimFacts) -> Check:
    if facts.missing_rates:
        return _stops(
            _("No checked unit cost for %(categories)s. Enter it, and let someone else check it.")
            % {"categories": some_names(facts.missing_rates)}
        )
    return _passed(_("Every category in the claim has a checked unit cost."))


def _within_period(facts: ClaimFacts) -> Check:
    if facts.after_the_end:
        return _stops(
            _("Time after the network's last day can not be claimed: %(names)s.")
            % {"names": some_names(facts.after_the_end)}
        )
    return _passed(_("All time lies within the network's period."))


def _once(facts: ClaimFacts) -> Check:
    if facts.twice:
        return _stops(
            _("The same date and activity is submitted in another network too: %(names)s.")
            % {"names": some_names(facts.twice)}
        )
    return _passed(_("No date and activity is submitted in another network too."))


def _ceiling(facts: ClaimFacts) -> Check:
    over = facts.shares.over_ceiling_ore(facts.claimed_before_ore + facts.value_ore)
    ceiling = kronor_text(facts.shares.own_ore)
    if over:
        return _stops(
            _("Time may be worth at most %(ceiling)s, the budget less the Fund's support. It is %(over)s more.")
            % {"ceiling": ceiling, "over": kronor_text(over, with_ore=bool(over % 100))}
        )
    return _passed(_("The value of the time stays within the ceiling of %(ceiling)s.") % {"ceiling": ceiling})


def _share(facts: ClaimFacts) -> Check:
    contributed = facts.claimed_before_ore + facts.value_ore + facts.cash_ore
    missing = facts.shares.missing_ore(contributed)
    if not missing:
        return _passed(_("The own share that the decision requires has been reached."))
    if facts.missing_hours is None:
        return _warns(_("%(money)s is left to the own share of the decision.") % {"money": kronor_text(missing)})
    return _warns(
        _("%(money)s is left to the own share of the decision, which is %(hours)s of participants' time.")
        % {"money": kronor_text(missing), "hours": duration_text(facts.missing_hours * 60)}
    )


def _submitted(facts: ClaimFacts) -> Check:
    if not facts.waiting:
        return _passed(_("Every month of the period that has been opened is submitted."))
    named = [f"{name} ({number})" for name, number in facts.waiting]
    return _warns(
        _("Months that are not submitted are left out, and can come in the next claim: %(names)s.")
        % {"names": some_names(named)}
    )


def _closing_phase(facts: ClaimFacts) -> tuple[Check, ...]:
    if not facts.in_closing:
        return ()
    return (
        _warns(
            _("Participants' time in the closing phase is normally not accepted: %(names)s.")
            % {"names": some_names(facts.in_closing)}
        ),
    )


def may_close(facts: ClaimFacts) -> Verdict:
    """Whoever answers for the money closes a claim once, when no check stops it."""
    if facts.is_closed:
        return no(CLOSED)
    if not is_of_money(facts.functions):
        return no(NOT_YOURS)
    for check in claim_checks(facts):
        if check.blocks:
            return no(check.text)
    return YES


def may_discard(claim: Claim, *, functions: Collection[str]) -> Verdict:
    """A claim that has not been closed can be given up, for example when its period was wrong."""
    return is_of_money(functions) if is_open(claim) else is_open(claim)


def is_open(claim: Claim) -> Verdict:
    """A claim that has not been closed."""
    return no(CLOSED) if claim.closed_at else YES


def may_park(claim: Claim, *, functions: Collection[str], reason: str) -> Verdict:
    """A doubtful month is parked with a reason while the claim is being prepared (Q36)."""
    if claim.closed_at:
        return no(CLOSED)
    if not is_of_money(functions):
        return no(NOT_YOURS)
    return (
        YES if reason.strip() else no(_("Write what is doubtful. The reason stands on the list of what is left out."))
    )


def may_take_in(claim: Claim, *, functions: Collection[str]) -> Verdict:
    """What was parked is taken in again while the claim is being prepared."""
    return is_of_money(functions) if is_open(claim) else is_open(claim)


def is_closed(claim: Claim) -> Verdict:
    """The Fund says nothing of a claim that is still being prepared."""
    return YES if claim.closed_at else no(_("The Fund decides on a claim that has been closed and sent in."))


def may_note_outcome(
    line: ClaimLine, *, functions: Collection[str], result: str, accepted_minutes: int, reason: str
) -> Verdict:
    """The Fund's word on a line: all of it, part of it with a reason, or that something is missing (Q37)."""
    if not line.claim.closed_at:
        return is_closed(line.claim)
    if not is_of_money(functions):
        return no(NOT_YOURS)
    if result not in LineOutcome.Result.values:
        return no(_("Choose what the Fund has said."))
    if result == LineOutcome.Result.ACCEPTED:
        return YES
    if result == LineOutcome.Result.REDUCED:
        low, high = sorted((0, line.eligible_minutes))
        if not low <= accepted_minutes <= high or accepted_minutes == line.eligible_minutes:
            return no(
                _("A reduced line has fewer hours than its %(hours)s left. Write how many the Fund accepted.")
                % {"hours": duration_text(line.eligible_minutes)}
            )
    return YES if reason.strip() else no(_("Write the Fund's reason, so that the municipality can understand it."))


def may_accept_rest(claim: Claim, *, functions: Collection[str], lines: int) -> Verdict:
    """Lines that the Fund has said nothing else about are accepted together."""
    if not claim.closed_at:
        return is_closed(claim)
    if not is_of_money(functions):
        return no(NOT_YOURS)
    return YES if lines else no(_("The Fund's word is written down for every line."))


def may_comment(signal: SilenceSignal, *, comment: str = "x") -> Verdict:
    """The coordinator comments a signal once; the words stand beside it."""
    if signal.commented_at:
        return no(_("The signal has been commented."))
    return YES if comment.strip() else no(_("Write shortly why nothing is submitted yet."))


def is_first(*, changed: int) -> Verdict:
    """Of two who act at once, the one whose change took hold goes on."""
    return YES if changed else no(SOMEONE_WAS_FIRST)


def is_valued(*, has_rule_set: bool, year: int | None) -> Verdict:
    """Hours get a value only under a rule set and a call of the Fund."""
    if has_rule_set and year is not None:
        return YES
    return no(
        _("The network's terms name no rule set and call of the Fund, so there is nothing to enter a unit cost for.")
    )


def may_ask_for_pack(claim: Claim, *, functions: Collection[str], is_being_made: bool) -> Verdict:
    """The evidence of a closed claim can be put together again, one pack at a time."""
    if not claim.closed_at:
        return no(_("The evidence is put together when the claim has been closed."))
    if is_being_made:
        return no(_("The evidence is being put together. It is ready in a few minutes."))
    return is_of_money(functions)


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A row from the host's ledger, as it came."""

    number: int
    kind: str
    ore: int | None
    voucher: str
    day: date | None
    text: str = ""


def row_faults(rows: Sequence[OutcomeRow], *, known: Collection[tuple[str, str]]) -> list[str]:
    """What is wrong with each row, by its number; empty when all can be taken in (T31).

    Args:
        rows: as they came.
        known: budget line and voucher of what has been imported before.
    """
    faults = []
    seen = set(known)
    for row in rows:
        said = {"number": row.number}
        if row.kind not in IMPORTED:
            faults.append(_("Row %(number)s: the budget line is not known.") % said)
        if row.ore is None or not row.ore:
            faults.append(_("Row %(number)s: the amount can not be read. Write it as 12 400,00.") % said)
        if row.day is None:
            faults.append(_("Row %(number)s: the day can not be read. Write it as 2021-10-14.") % said)
        if not row.voucher:
            faults.append(_("Row %(number)s: the voucher reference is missing.") % said)
        elif (row.kind, row.voucher) in seen:
            faults.append(
                _("Row %(number)s: voucher %(voucher)s has been imported already.") % (said | {"voucher": row.voucher})
            )
        seen.add((row.kind, row.voucher))
    return faults


def may_import(
    claim: Claim, rows: Sequence[OutcomeRow], *, functions: Collection[str], known: Collection[tuple[str, str]]
) -> Verdict:
    """Whoever answers for the money takes in outcomes of a claim that is open, every row with its voucher or none."""
    if claim.closed_at:
        return no(CLOSED)
    if not is_of_money(functions):
        return no(NOT_YOURS)
    faults = row_faults(rows, known=known)
    if faults:
        return no(" ".join(faults))
    return YES if rows else no(_("There are no rows to import."))
