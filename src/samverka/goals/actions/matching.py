"""What comes of a match: an enterprise is contacted, a need leads to a collaboration."""

from datetime import datetime

from django.db import transaction

from samverka.core import clock
from samverka.enterprises.models import Collaboration, SocialEnterprise
from samverka.goals import rules
from samverka.goals.actions.entries import record
from samverka.goals.models import Need, NeedCollaboration, NeedContact
from samverka.people.models import Person


@transaction.atomic
def note_contact(*, need: Need, enterprise_id: int, note: str, by: Person, at: datetime) -> NeedContact:
    """Someone has turned to an enterprise about a need.

    Raises:
        Refused: when that is noted already, or there is no such enterprise.
    """
    enterprise = SocialEnterprise.objects.filter(pk=enterprise_id, archived_at__isnull=True).first()
    is_noted = NeedContact.objects.filter(need=need, enterprise=enterprise_id).exists()
    rules.may_note_contact(is_there=enterprise is not None, is_noted=is_noted).or_refuse()
    row = NeedContact.objects.create(
        need=need,
        enterprise_id=enterprise_id,
        contacted_day=clock.day(at),
        note=note,
        noted_at=at,
        noted_by=by,
    )
    record(
        need.participation,
        verb="goals.enterprise.contacted",
        subject=row,
        by=by,
        at=at,
        payload={"need": need.pk, "enterprise": enterprise_id},
    )
    return row


@transaction.atomic
def link_collaboration(*, need: Need, collaboration_id: int, by: Person, at: datetime) -> NeedCollaboration:
    """A need has led to a collaboration of the same municipality.

    Raises:
        Refused: when they are tied already, or it is another municipality's.
    """
    is_own = Collaboration.objects.filter(pk=collaboration_id, organisation=need.participation.organisation_id).exists()
    is_linked = NeedCollaboration.objects.filter(need=need, collaboration=collaboration_id).exists()
    rules.may_link_collaboration(is_own=is_own, is_linked=is_linked).or_refuse()
    row = NeedCollaboration.objects.create(need=need, collaboration_id=collaboration_id, linked_at=at, linked_by=by)
    record(
        need.participation,
        verb="goals.need.led_to_collaboration",
        subject=row,
        by=by,
        at=at,
        payload={"need": need.pk, "collaboration": collaboration_id},
    )
    return row
