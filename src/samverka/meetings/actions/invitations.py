"""People are asked, and answer."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from samverka.core.actors import SYSTEM
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST
from samverka.journal import actions as journal
from samverka.meetings import notices, queries, rules
from samverka.meetings.figures import Practicalities
from samverka.meetings.models import Invitation, Meeting, SignUp
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
def answer_invitation(
    *,
    meeting: Meeting,
    person: Person,
    answer: str,
    at: datetime,
    practicalities: Practicalities | None = None,
) -> Invitation:
    """The invited says whether to come; the last answer before the meeting holds.

    Whoever comes when all places are taken waits in the order of the answers. A place that becomes free goes to
    the first who waits, who is written to. What is said of practical things goes when the person does not come.

    Args:
        meeting: to which the person is invited.
        person: who answers.
        answer: of `Invitation.Answer`, coming or not.
        at: when.
        practicalities: food, access needs, hotel and invoice reference, as far as the meeting asks.

    Raises:
        Refused: when the person is not invited, the meeting has begun or was cancelled, or practical things are said
            before the data-protection arrangement is in force.
    """
    invitation = queries.own_invitation(meeting, person)
    rules.may_answer(meeting, is_invited=invitation is not None, at=at).or_refuse()
    if practicalities is not None and practicalities != Practicalities():
        queries.may_store_practicalities(meeting, person, at).or_refuse()
    answered = invitation or Invitation(meeting=meeting, person=person, invited_at=at)
    before, said = answered.answer, Invitation.Answer(answer).value
    moved_up: list[Invitation] = []
    if said == Invitation.Answer.NOT_COMING:
        _change_answer(answered, said, at)
        SignUp.objects.filter(invitation=answered).delete()
        if before == Invitation.Answer.COMING:
            Meeting.objects.filter(pk=meeting.pk).update(places_taken=F("places_taken") - 1)
            moved_up = _move_up(meeting, at)
    else:
        if before not in {Invitation.Answer.COMING, Invitation.Answer.WAITING}:
            _change_answer(answered, said if _take_place(meeting) else Invitation.Answer.WAITING.value, at)
        if practicalities is not None:
            SignUp.objects.update_or_create(invitation=answered, defaults=_asked_for(meeting, practicalities))
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.invitation.answered",
        subject=answered,
        by=person,
        at=at,
        payload={"answer": answered.answer, "moved_up": [row.person.actor_key for row in moved_up]},
    )
    return answered


def _change_answer(invitation: Invitation, answer: str, at: datetime) -> None:
    """From what it was when it was read, so that of two answers at once one holds."""
    as_read = Invitation.objects.filter(pk=invitation.pk, answer=invitation.answer)
    if as_read.update(answer=answer, answered_at=at) != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    invitation.answer, invitation.answered_at = answer, at


def _take_place(meeting: Meeting) -> bool:
    """Whether there was a place, which is now taken; the condition holds when two ask for the last one at once."""
    with_room = Meeting.objects.filter(Q(places__isnull=True) | Q(places_taken__lt=F("places")), pk=meeting.pk)
    return with_room.update(places_taken=F("places_taken") + 1) == 1


def _move_up(meeting: Meeting, at: datetime) -> list[Invitation]:
    """Give free places to those who wait, in order, and tell them."""
    moved = []
    for invitation in queries.waiting(meeting):
        if not _take_place(meeting):
            break
        _change_answer(invitation, Invitation.Answer.COMING.value, at)
        moved.append(invitation)
    notices.got_place(meeting, moved, at=at)
    return moved


def _asked_for(meeting: Meeting, said: Practicalities) -> dict[str, object]:
    """No more is kept than the meeting asks for."""
    return {
        "food": said.food.strip() if meeting.asks_food else "",
        "access_needs": said.access_needs.strip() if meeting.asks_access_needs else "",
        "hotel": said.hotel and meeting.asks_hotel,
        "invoice_reference": said.invoice_reference.strip() if meeting.asks_invoice_reference else "",
    }


@transaction.atomic
def set_sign_up(
    *,
    meeting: Meeting,
    places: int | None,
    asks_food: bool,
    asks_access_needs: bool,
    asks_hotel: bool,
    asks_invoice_reference: bool,
    by: Person,
    at: datetime,
) -> Meeting:
    """Say how many places there are and what is asked of those who come; more places let those who wait move up.

    Raises:
        Refused: when the meeting was cancelled; fewer places than those who have said that they are coming.
    """
    rules.may_describe(meeting).or_refuse()
    rules.may_set_places(places=places, taken=queries.coming_count(meeting)).or_refuse()
    asks = {
        "asks_food": asks_food,
        "asks_access_needs": asks_access_needs,
        "asks_hotel": asks_hotel,
        "asks_invoice_reference": asks_invoice_reference,
    }
    room = Q() if places is None else Q(places_taken__lte=places)
    if Meeting.objects.filter(room, pk=meeting.pk).update(places=places, **asks) != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    meeting.refresh_from_db()
    moved_up = _move_up(meeting, at)
    journal.record(
        chain=meeting.network.chain,
        verb="meetings.sign_up.set",
        subject=meeting,
        by=by,
        at=at,
        payload={"places": places, "moved_up": [row.person.actor_key for row in moved_up], **asks},
    )
    return meeting


@transaction.atomic
def forget_practicalities(*, at: datetime) -> int:
    """Erase what people said of food, access needs, hotel and invoice, fourteen days after each meeting; how many.

    The entry holds how many were erased and nothing of what they held.
    """
    erased = 0
    for meeting in queries.meetings_to_forget(at):
        number, _by_table = SignUp.objects.filter(invitation__meeting=meeting).delete()
        erased += number
        journal.record(
            chain=meeting.network.chain,
            verb="meetings.practicalities.erased",
            subject=meeting,
            by=SYSTEM,
            at=at,
            payload={"number": number},
        )
    return erased
