"""What is handed out at a meeting comes and goes."""

from datetime import datetime

from django.db import transaction

from samverka.core.stamps import stamp
from samverka.documents import actions as documents
from samverka.journal import actions as journal
from samverka.meetings.models import Meeting, MeetingMaterial
from samverka.people.models import Person


@transaction.atomic
def add_material(
    *, meeting: Meeting, title: str, file_name: str, data: bytes, by: Person, at: datetime
) -> MeetingMaterial:
    """Hand a file out to those who are invited and expected.

    Raises:
        Refused: when the file is of a kind or size that is not taken in.
    """
    document = documents.store(owner=meeting, name=file_name, data=data, by=by, at=at)
    material = MeetingMaterial.objects.create(
        meeting=meeting, document=document, title=title.strip() or document.shown_name, added_at=at, added_by=by
    )
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.material.added",
        subject=material,
        by=by,
        at=at,
        payload={"title": material.title, "sha256": document.sha256},
    )
    return material


@transaction.atomic
def withdraw_material(*, material: MeetingMaterial, by: Person, at: datetime) -> MeetingMaterial:
    """Hand the file out no longer.

    Raises:
        Refused: when it was withdrawn before.
    """
    stamp(material, "withdrawn", by=by, at=at)
    journal.record(
        chain=material.meeting.network.chain,
        verb="meetings.material.withdrawn",
        subject=material,
        by=by,
        at=at,
        payload={"title": material.title},
    )
    return material
