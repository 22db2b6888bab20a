"""What happens to the internal group and the forums."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.goals import rules
from samverka.goals.actions.entries import record
from samverka.goals.models import ExternalStructure, GroupMeeting, GroupMember, InternalStructure, Party
from samverka.networks.models import Participation
from samverka.people.models import Person


@transaction.atomic
def describe_internal(
    *, participation: Participation, values: Mapping[str, object], by: Person, at: datetime
) -> InternalStructure:
    """The internal structure is set up, or described anew. `values` are columns of `InternalStructure`."""
    structure, _is_new = InternalStructure.objects.update_or_create(
        participation=participation,
        defaults=dict(values),
        create_defaults={**values, "set_up_at": at, "set_up_by": by},
    )
    record(
        participation,
        verb="goals.internal_structure.described",
        subject=structure,
        by=by,
        at=at,
        payload={"committee": structure.committee, "function": structure.coordinating_function},
    )
    return structure


@transaction.atomic
def add_group_member(
    *, structure: InternalStructure, values: Mapping[str, object], by: Person, at: datetime
) -> GroupMember:
    """A function takes a seat in the group. `values` are columns of `GroupMember`."""
    row = GroupMember.objects.create(structure=structure, **values)
    record(
        structure.participation,
        verb="goals.group_member.added",
        subject=row,
        by=by,
        at=at,
        payload={"function": row.function, "area": row.area},
    )
    return row


@transaction.atomic
def end_group_member(*, member: GroupMember, last_day: date, by: Person, at: datetime) -> GroupMember:
    """A function leaves the group.

    Raises:
        Refused: when it has left, or the day comes before its first.
    """
    rules.may_end(first_day=member.first_day, last_day=member.last_day, ends=last_day).or_refuse()
    if GroupMember.objects.filter(pk=member.pk, last_day__isnull=True).update(last_day=last_day) != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    member.last_day = last_day
    record(
        member.structure.participation,
        verb="goals.group_member.ended",
        subject=member,
        by=by,
        at=at,
        payload={"last_day": last_day.isoformat()},
    )
    return member


@transaction.atomic
def note_group_meeting(
    *, structure: InternalStructure, met_day: date, about: str, by: Person, at: datetime
) -> GroupMeeting:
    """The group has met.

    Raises:
        Refused: when it has not yet, or that day is noted already.
    """
    is_noted = GroupMeeting.objects.filter(structure=structure, met_day=met_day).exists()
    rules.may_note_group_meeting(met_day=met_day, today=clock.day(at), is_noted=is_noted).or_refuse()
    row = GroupMeeting.objects.create(structure=structure, met_day=met_day, about=about, noted_at=at, noted_by=by)
    record(
        structure.participation,
        verb="goals.group.met",
        subject=row,
        by=by,
        at=at,
        payload={"day": met_day.isoformat()},
    )
    return row


@transaction.atomic
def set_up_forum(
    *, participation: Participation, values: Mapping[str, object], by: Person, at: datetime
) -> ExternalStructure:
    """A forum with others is set up; a name and what sort are enough. `values` are columns."""
    forum = ExternalStructure.objects.create(participation=participation, set_up_at=at, set_up_by=by, **values)
    record(
        participation,
        verb="goals.forum.set_up",
        subject=forum,
        by=by,
        at=at,
        payload={"name": forum.name, "kind": forum.kind},
    )
    return forum


@transaction.atomic
def describe_forum(
    *, forum: ExternalStructure, values: Mapping[str, object], by: Person, at: datetime
) -> ExternalStructure:
    """A forum is described anew.

    Raises:
        Refused: when it is closed.
    """
    rules.may_close_forum(is_closed=forum.closed_at is not None).or_refuse()
    ExternalStructure.objects.filter(pk=forum.pk).update(**values)
    record(
        forum.participation,
        verb="goals.forum.described",
        subject=forum,
        by=by,
        at=at,
        payload={"fields": sorted(values)},
    )
    return forum


@transaction.atomic
def close_forum(*, forum: ExternalStructure, closed_day: date, by: Person, at: datetime) -> ExternalStructure:
    """A forum no longer meets.

    Raises:
        Refused: when it is closed, or the day lies ahead.
    """
    rules.may_close_forum(is_closed=forum.closed_at is not None).or_refuse()
    rules.may_log_past(day=closed_day, today=clock.day(at)).or_refuse()
    stamp(forum, "closed", by=by, at=at, closed_day=closed_day)
    record(
        forum.participation,
        verb="goals.forum.closed",
        subject=forum,
        by=by,
        at=at,
        payload={"day": closed_day.isoformat()},
    )
    return forum


@transaction.atomic
def add_party(*, structure: ExternalStructure, values: Mapping[str, object], by: Person, at: datetime) -> Party:
    """An actor takes part in a forum. `values` are columns of `Party`.

    Raises:
        Refused: when the forum is closed.
    """
    rules.may_close_forum(is_closed=structure.closed_at is not None).or_refuse()
    row = Party.objects.create(structure=structure, **values)
    record(
        structure.participation,
        verb="goals.party.added",
        subject=row,
        by=by,
        at=at,
        payload={"name": row.name, "kind": row.kind},
    )
    return row


@transaction.atomic
def end_party(*, party: Party, last_day: date, by: Person, at: datetime) -> Party:
    """An actor no longer takes part.

    Raises:
        Refused: when it has left, or the day comes before its first.
    """
    rules.may_end(first_day=party.first_day, last_day=party.last_day, ends=last_day).or_refuse()
    if Party.objects.filter(pk=party.pk, last_day__isnull=True).update(last_day=last_day) != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    party.last_day = last_day
    record(
        party.structure.participation,
        verb="goals.party.ended",
        subject=party,
        by=by,
        at=at,
        payload={"last_day": last_day.isoformat()},
    )
    return party
