"""Editing the answers before the decision."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samverka.calls import queries, rules
from samverka.calls.figures import NO_LOCKS, Locks
from samverka.calls.models import AnswerDraft, Call
from samverka.journal import actions as journal
from samverka.people.models import Person


@transaction.atomic
def write_answers(
    *,
    call: Call,
    fingerprint: str,
    texts: Mapping[int, str],
    by: Person,
    at: datetime,
    locks: Locks = NO_LOCKS,
) -> int:
    """The host writes answers of its own; where a text is as computed, nothing is kept.

    Args:
        call: the call.
        fingerprint: of the basis that the texts were shown with.
        texts: interest -> the paragraph.
        by: of the host's staff.
        at: when.
        locks: what the host tries, when it is not the proposal.

    Returns:
        how many answers are edited now.

    Raises:
        Refused: when the selection has been decided, or the basis has changed since the texts were shown.
    """
    basis = queries.basis_of(call, locks=locks, unread=queries.ANSWERED)
    rules.is_answer_at_hand(is_reckoned=basis.is_reckoned).or_refuse()
    found = queries.told_of(basis)
    rules.may_write_answers(is_decided=queries.is_decided(call), is_told=bool(found)).or_refuse()
    rules.is_same_basis(shown=fingerprint, now=basis.fingerprint).or_refuse()
    AnswerDraft.objects.filter(interest__call=call).delete()
    drafts = AnswerDraft.objects.bulk_create(
        AnswerDraft(
            interest=one.interest,
            fingerprint=basis.fingerprint,
            text=texts[one.interest.pk].strip(),
            written_at=at,
            written_by=by,
        )
        for one in found
        if texts.get(one.interest.pk, "").strip() not in {"", one.reason.strip()}
    )
    journal.record(
        chain=call.network.chain,
        verb="calls.answers.written",
        subject=call,
        by=by,
        at=at,
        payload={"edited": [row.interest.organisation.name for row in drafts]},
    )
    return len(drafts)
