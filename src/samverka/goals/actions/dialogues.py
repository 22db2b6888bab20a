"""Dialogues about a need and dialogues of a forum: each is a dialogue of the municipality, tied to what it is about."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from samverka.core import clock
from samverka.enterprises import actions as enterprises
from samverka.enterprises.models import Dialogue
from samverka.goals import rules
from samverka.goals.actions.entries import record
from samverka.goals.models import ExternalStructure, ForumDialogue, Need, NeedTalk, Party
from samverka.networks.models import Participation
from samverka.people.models import Person


def _dialogue(
    participation: Participation,
    *,
    title: str,
    day: date,
    parties: str,
    subject: str,
    handed_out: str,
    level: str,
    secrecy_ground: str,
    by: Person,
    at: datetime,
) -> Dialogue:
    return enterprises.note_dialogue(
        organisation=participation.organisation,
        values={
            "title": title,
            "owner": by,
            "day": day,
            "form": Dialogue.Form.MEETING.value,
            "parties": parties,
            "subject": subject,
            "handed_out": handed_out,
            "level": level,
            "secrecy_ground": secrecy_ground,
        },
        by=by,
        at=at,
    )


@transaction.atomic
def log_talk(
    *,
    need: Need,
    title: str,
    talked_day: date,
    parties: str,
    handed_out: str,
    by: Person,
    at: datetime,
) -> NeedTalk:
    """A talk before a procurement is logged, so that equal treatment can be shown (R14). It stays in the municipality.

    Raises:
        Refused: when it has not been held yet.
    """
    rules.may_log_talk(talked_day=talked_day, today=clock.day(at)).or_refuse()
    dialogue = _dialogue(
        need.participation,
        title=title,
        day=talked_day,
        parties=parties,
        subject=need.title,
        handed_out=handed_out,
        level="own_level",
        secrecy_ground=need.secrecy_ground,
        by=by,
        at=at,
    )
    talk = NeedTalk.objects.create(need=need, dialogue=dialogue)
    record(
        need.participation,
        verb="goals.talk.logged",
        subject=talk,
        by=by,
        at=at,
        payload={"need": need.pk, "day": talked_day.isoformat()},
    )
    return talk


@transaction.atomic
def note_forum_dialogue(
    *,
    structure: ExternalStructure,
    title: str,
    held_day: date,
    notes: str,
    departments: Iterable[str],
    parties: Iterable[Party],
    by: Person,
    at: datetime,
) -> ForumDialogue:
    """A forum has met: which departments and parties were there.

    Raises:
        Refused: when it has not been held yet.
    """
    rules.may_log_past(day=held_day, today=clock.day(at)).or_refuse()
    there = list(parties)
    dialogue = _dialogue(
        structure.participation,
        title=title,
        day=held_day,
        parties=", ".join(party.name for party in there)[:2000],
        subject=notes[:4000],
        handed_out="",
        level="network_level",
        secrecy_ground="",
        by=by,
        at=at,
    )
    row = ForumDialogue.objects.create(structure=structure, dialogue=dialogue, departments=list(departments))
    row.parties.set(there)
    record(
        structure.participation,
        verb="goals.forum.met",
        subject=row,
        by=by,
        at=at,
        payload={"day": held_day.isoformat(), "parties": len(there)},
    )
    return row
