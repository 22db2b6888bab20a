"""What is handed out at a meeting."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from samverka.meetings.models import Meeting, MeetingMaterial
from samverka.meetings.queries.sight import Sight


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One file as shown."""

    material_id: int
    title: str
    name: str
    kilobytes: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class MaterialsPage:
    """The material of a meeting, for those who are invited or expected."""

    meeting: Meeting
    materials: tuple[MaterialLine, ...]
    leads: bool


def materials_of(meeting: Meeting) -> QuerySet[MeetingMaterial]:
    """What has not been withdrawn, in the order it came."""
    return (
        MeetingMaterial.objects.filter(meeting=meeting, withdrawn_at__isnull=True)
        .select_related("document")
        .order_by("added_at", "pk")
    )


def materials_page(sight: Sight) -> MaterialsPage:
    """What there is to fetch."""
    return MaterialsPage(
        meeting=sight.meeting,
        materials=tuple(
            MaterialLine(row.pk, row.title, row.document.shown_name, max(row.document.size // 1000, 1), row.added_at)
            for row in materials_of(sight.meeting)
        ),
        leads=sight.leads,
    )


def one_material(meeting: Meeting, material_id: int) -> MeetingMaterial:
    """A file of the meeting that has not been withdrawn.

    Raises:
        Http404: when there is none.
    """
    material = materials_of(meeting).filter(pk=material_id).first()
    if material is None:
        raise Http404
    return material
