"""Deciding the selection, and passing a seat on to the next reserve."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import get_language, override

from samverka.calls import figures, notices, queries, rules
from samverka.calls.actions.letter import issue_letter
from samverka.calls.actions.seat import award_when_due
from samverka.calls.figures import NO_LOCKS, Locks
from samverka.calls.models import Call, SelectionDecision, SelectionOutcome
from samverka.calls.queries.selection import Basis
from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.core.stamps import stamp
from samverka.documents import actions as documents
from samverka.journal import actions as journal
from samverka.people.models import Person


@transaction.atomic
def decide_selection(
    *,
    call: Call,
    by: Person,
    at: datetime,
    note: str = "",
    fingerprint: str = "",
    locks: Locks = NO_LOCKS,
    reasons: Mapping[str, str] | None = None,
) -> SelectionDecision:
    """The host decides: the engine's proposal becomes the decision, kept with all that it rests on.

    With locks the host deviates from the proposal: each lock needs its reason, and the proposal is kept beside it.

    Everyone who sent in gets an answer with its reason. The chosen get their letter of intent, or, where the letters
    came first, their seat.

    Args:
        call: the call.
        by: of the host's staff.
        at: when.
        note: what the host wants to say about the decision.
        fingerprint: of the basis that the host had on the page; empty when nobody looked.
        locks: who is put in or kept out whatever the announced rules give.
        reasons: code -> why, one for each lock.

    Raises:
        Refused: when it is too early or has been done, the rules collide, or the basis has changed since it was shown.
    """
    basis = queries.basis_of(call, locks=locks, reasons=reasons, unread=queries.DECIDED)
    rules.may_decide(
        call,
        is_decided=queries.is_decided(call),
        eligible=len(basis.eligible),
        unanswered=basis.unanswered,
        late_until=basis.late_until,
        day=clock.day(at),
    ).or_refuse()
    rules.is_same_basis(shown=fingerprint, now=basis.fingerprint).or_refuse()
    if basis.fault:
        raise Refused(_in_language(*basis.fault))
    locked = (*basis.locks.put_in, *basis.locks.kept_out)
    rules.are_deviations_explained(basis.reasons, locked=locked).or_refuse()
    rules.is_answer_at_hand(is_reckoned=basis.is_reckoned).or_refuse()
    whole = basis.whole()
    proposal = whole.proposal if whole else None
    beside = basis.announced_whole() if basis.locks else None
    announced = beside.proposal if beside else None
    if proposal and proposal.refusal_sv:
        raise Refused(_in_language(proposal.refusal_sv, proposal.refusal_en))
    decision = SelectionDecision.objects.create(
        call=call,
        was_needed=basis.is_needed,
        candidates_csv=basis.candidates_csv,
        clients_csv=basis.clients_csv,
        result=proposal.result if proposal else "",
        announced_result=announced.result if announced else "",
        deviations=_deviations(basis),
        proposals={
            name: figures.proposal_as_values(made)
            for name, made in (("shown", proposal), ("announced", announced))
            if made
        },
        lottery_seed=call.lottery_seed,
        note=note,
        decided_at=at,
        decided_by=by,
    )
    edited = queries.answer_drafts(basis)
    outcomes = SelectionOutcome.objects.bulk_create(
        SelectionOutcome(
            decision=decision,
            interest=one.interest,
            outcome=one.outcome,
            reserve_place=one.reserve_place,
            # Where a person has written the answer, it is sent to all as it was written.
            reason=edited.get(one.interest.pk, one.reason),
            reason_en="" if one.interest.pk in edited else one.reason_en,
            computed_reason=one.reason if one.interest.pk in edited else "",
        )
        for one in queries.told(basis, whole)
    )
    journal.record(
        chain=call.network.chain,
        verb="calls.selection.decided",
        subject=decision,
        by=by,
        at=at,
        payload={
            "was_needed": decision.was_needed,
            "chosen": [_name(row) for row in outcomes if row.outcome == SelectionOutcome.Outcome.CHOSEN],
            "reserves": [
                _name(row)
                for row in sorted(outcomes, key=lambda row: row.reserve_place or 0)
                if row.outcome == SelectionOutcome.Outcome.RESERVE
            ],
            "candidates_sha256": proposal.candidates_sha256 if proposal else "",
            "clients_sha256": proposal.clients_sha256 if proposal else "",
            "lottery_seed": decision.lottery_seed,
            "deviations": decision.deviations,
            "edited_answers": [_name(row) for row in outcomes if row.computed_reason],
            "note": note,
        },
    )
    _answer_all(outcomes, by=by, at=at)
    with override("sv"):
        documents.ask_for_rendering(
            kind="pdf",
            owner=decision,
            name=f"urvalsbeslut-{call.slug}",
            values=queries.decision_document(decision),
            by=by,
            at=at,
        )
    return decision


def _deviations(basis: Basis) -> list[dict[str, str]]:
    names = {one.code: one.interest.organisation.name for one in basis.eligible}
    return [
        {"code": code, "name": names[code], "kind": kind, "reason": basis.reasons[code].strip()}
        for kind, codes in (("in", basis.locks.put_in), ("out", basis.locks.kept_out))
        for code in codes
    ]


def _answer_all(outcomes: list[SelectionOutcome], *, by: Person, at: datetime) -> None:
    reached = queries.contact_people([row.interest_id for row in outcomes], clock.day(at))
    for row in outcomes:
        notices.answered(row, reached[row.interest_id], at=at)
        if row.outcome != SelectionOutcome.Outcome.CHOSEN:
            continue
        if row.interest.call.selection_when == Call.SelectionWhen.AFTER_LETTERS:
            award_when_due(interest=row.interest, at=at)
        else:
            issue_letter(interest=row.interest, by=by, at=at)


def _name(outcome: SelectionOutcome) -> str:
    return outcome.interest.organisation.name


def _in_language(swedish: str, english: str) -> str:
    return english if get_language() == "en" else swedish


@transaction.atomic
def offer_to_next_reserve(
    *, outcome: SelectionOutcome, letter_day: date, by: Person, at: datetime, reason: str = ""
) -> SelectionOutcome | None:
    """A seat whose letter is missing after its day is let go, and the next reserve is offered it.

    Args:
        outcome: of the one who had the seat kept.
        letter_day: when the next one's letter is due.
        by: of the host's staff.
        at: when.
        reason: why the seat is free, in the host's words; it stands with the decision.

    Returns:
        the reserve's outcome, or None when nobody is left on the list.

    Raises:
        Refused: when the seat is not free to pass on.
    """
    interest = outcome.interest
    interest.refresh_from_db()
    outcome.refresh_from_db()
    outcome.interest = interest
    call = interest.call
    day = clock.day(at)
    rules.may_lapse(
        outcome, interest, letter=queries.letter_of(interest), day=day, has_left_seat=queries.has_left_seat(interest)
    ).or_refuse()
    rules.may_be_letter_day(letter_day, day=day).or_refuse()
    stamp(outcome, "lapsed", by=by, at=at, lapsed_reason=reason.strip())
    journal.record(
        chain=call.network.chain,
        verb="calls.seat.lapsed",
        subject=outcome,
        by=by,
        at=at,
        payload={"organisation": interest.organisation.name, "reason": reason.strip()},
    )
    reached = queries.contact_people([interest.pk], day)
    if not interest.withdrawn_at:
        notices.lapsed(outcome, reached[interest.pk], at=at)
    following = queries.next_reserve(call)
    if following is None:
        return None
    stamp(following, "offered", by=by, at=at, letter_day=letter_day, instead_of=outcome)
    journal.record(
        chain=call.network.chain,
        verb="calls.seat.offered",
        subject=following,
        by=by,
        at=at,
        payload={
            "organisation": following.interest.organisation.name,
            "instead_of": interest.organisation.name,
            "letter_day": letter_day.isoformat(),
        },
    )
    reached = queries.contact_people([following.interest_id], day)
    notices.offered(following, reached[following.interest_id], at=at)
    if queries.letter_of(following.interest):
        award_when_due(interest=following.interest, at=at)
    else:
        issue_letter(interest=following.interest, by=by, at=at)
    return following
