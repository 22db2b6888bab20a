"""Someone who was there answers the three questions."""

from datetime import datetime

from django.db import transaction

from samverka.journal import actions as journal
from samverka.meetings import queries
from samverka.meetings.models import Evaluation, EvaluationReceipt, Meeting
from samverka.people.models import Person


@transaction.atomic
def evaluate(
    *,
    meeting: Meeting,
    useful: int,
    learned_from_others: int,
    knows_next_step: int,
    comment: str,
    by: Person,
    at: datetime,
) -> None:
    """Answer the three questions, once. The answer is kept without name; the entry says that, and not what.

    Raises:
        Refused: before the meeting, for someone who was not there, or a second time.
    """
    queries.may_evaluate(meeting, by, at).or_refuse()
    EvaluationReceipt.objects.create(meeting=meeting, person=by)
    Evaluation.objects.create(
        meeting=meeting,
        useful=useful,
        learned_from_others=learned_from_others,
        knows_next_step=knows_next_step,
        comment=comment.strip(),
    )
    journal.record(
        chain=meeting.network.chain, verb="meetings.meeting.evaluated", subject=meeting, by=by, at=at, payload={}
    )
