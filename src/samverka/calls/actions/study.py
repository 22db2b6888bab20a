"""Asking for what takes longer to compute about a selection, and keeping it."""

from datetime import datetime

from django.db import transaction

from samverka.calls import figures, queries, rules
from samverka.calls.figures import NO_LOCKS, Locks
from samverka.calls.models import Call, SelectionReckoning, SelectionStudy
from samverka.journal import actions as journal
from samverka.people.models import Person


@transaction.atomic
def ask_for_study(*, call: Call, by: Person, at: datetime) -> SelectionStudy:
    """The host wants the front and the firmness of the proposal as it now stands; the worker computes them.

    Raises:
        Refused: when there is no selection to look into, or it has been asked for.
    """
    basis = queries.basis_of(call)
    proposal = basis.proposal()
    rules.may_ask_for_study(
        is_needed=basis.is_needed,
        is_met=proposal is not None and not proposal.refusal_sv,
        is_asked_for=queries.study_of(basis) is not None,
    ).or_refuse()
    study = SelectionStudy.objects.create(
        call=call,
        fingerprint=basis.fingerprint,
        candidates_csv=basis.candidates_csv,
        clients_csv=basis.clients_csv,
        rules=basis.rules_json,
        asked_at=at,
        asked_by=by,
    )
    journal.record(
        chain=call.network.chain,
        verb="calls.study.asked_for",
        subject=study,
        by=by,
        at=at,
        payload={"fingerprint": basis.fingerprint},
    )
    return study


def finish_study(*, study: SelectionStudy) -> bool:
    """Compute it and keep it; false when another run came first. It adds nothing to what was asked, so no entry."""
    found = figures.study(study.candidates_csv, study.clients_csv, study.rules)
    return bool(SelectionStudy.objects.filter(pk=study.pk, found__isnull=True).update(found=found))


def ask_for_reckoning(*, call: Call, at: datetime, locks: Locks = NO_LOCKS) -> tuple[SelectionReckoning, ...]:
    """Whole answers to the basis as it now stands are to be made: to the set with the locks, and to the rules alone.

    What is computed follows from what is there already and decides nothing, so it leaves no entry.

    Returns:
        what the worker has still to make; nothing where all is made, or nothing has to be computed.
    """
    basis = queries.basis_of(call, locks=locks)
    if basis.is_reckoned:
        return ()
    rows = [
        SelectionReckoning.objects.get_or_create(
            call=call,
            fingerprint=fingerprint,
            defaults={
                "candidates_csv": basis.candidates_csv,
                "clients_csv": basis.clients_csv,
                "rules": engine_rules,
                "asked_at": at,
            },
        )[0]
        for fingerprint, engine_rules in basis.unmade
    ]
    return tuple(rows)


def finish_reckoning(*, reckoning: SelectionReckoning) -> bool:
    """Compute the whole answer and keep it; false when another run came first."""
    whole = figures.reckoned(reckoning.candidates_csv, reckoning.clients_csv, reckoning.rules)
    return bool(
        SelectionReckoning.objects.filter(pk=reckoning.pk, proposal__isnull=True).update(
            proposal=figures.proposal_as_values(whole.proposal),
            result=whole.proposal.result,
            reasons={code: list(texts) for code, texts in whole.reasons.items()},
        )
    )
