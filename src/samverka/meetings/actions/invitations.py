"""People are asked, and answer."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from samverka.journal import actions as journal
from samverka.meetings import notices, queries, rules
from samverka.meetings.models import Invitation, Meeting
from samverka.people.models import Person


@transaction.atomic
def invite(*, meeting: Meeting, people: Iterable[Person], by: Person, at: datetime) -> list[Invitation]:
    """Ask people to the meeting, by mail with a calendar file; those asked before are left in peace.

    Raises:
        Refused: when the meeting was cancelled or is over.
    """
    return _record_invitations(meeting, people, by, at)


@transaction.atomic
def invite_expected(*, meeting: Meeting, by: Person, at: datetime) -> list[Invitation]:
    """Ask everyone who is in the teams on the day of the meeting.

    Raises:
        Refused: when the meeting was cancelled or is over.
    """
    return _record_invitations(meeting, [member.person for member in queries.expected(meeting)], by, at)


def _record_invitations(meeting: Meeting, people: Iterable[Person], by: Person, at: datetime) -> list[Invitation]:
    rules.may_invite(meeting, at=at).or_refuse()
    asked = queries.invited_ids(meeting)
    new = {person.pk: person for person in people if person.pk not in asked}
    invitations = Invitation.objects.bulk_create(
        Invitation(meeting=meeting, person=person, invited_at=at) for person in new.values()
    )
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.people.invited",
        subject=meeting,
        by=by,
        at=at,
        payload={"people": [person.actor_key for person in new.values()]},
    )
    notices.invited(meeting, invitations, at=at)
    return invitations


@transaction.atomic
def answer_invitation(*, meeting: Meeting, person: Person, answer: str, at: datetime) -> Invitation:
    """The invited says whether to come; the last answer before the meeting holds.

    Raises:
        Refused: when the person is not invited, or the meeting has begun or was cancelled.
    """
    invitation = queries.own_invitation(meeting, person)
    rules.may_answer(meeting, is_invited=invitation is not None, at=at).or_refuse()
    answered = invitation or Invitation(meeting=meeting, person=person, invited_at=at)
    answered.answer, answered.answered_at = Invitation.Answer(answer), at
    answered.save(update_fields=["answer", "answered_at"])
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.invitation.answered",
        subject=answered,
        by=person,
        at=at,
        payload={"answer": answer},
    )
    return answered
