"""What is sent to Statistics Sweden: marked month by month, in their order."""

from datetime import datetime

from django.db import transaction

from samverka.hours.models import ParticipantFile
from samverka.hours.queries import FilePage
from samverka.journal import actions as journal
from samverka.people.models import Person


@transaction.atomic
def mark_sent(*, page: FilePage, by: Person, at: datetime) -> ParticipantFile:
    """The participants of a month have been sent, as they now stand.

    Raises:
        Refused: while the month lasts, when an earlier one has not been sent as it stands, or nothing has changed.
    """
    page.may_mark.or_refuse()
    sent = ParticipantFile.objects.create(
        network=page.network,
        month=page.month.first_day,
        content_sha256=page.content_sha256,
        sent_at=at,
        sent_by=by,
    )
    journal.record(
        chain=page.network.chain,
        verb="hours.participants.sent",
        subject=sent,
        by=by,
        at=at,
        payload={"month": str(page.month), "content_sha256": page.content_sha256, "rows": len(page.table.rows)},
    )
    return sent
