"""An organisation's entry: begun, saved, sent in, confirmed, withdrawn; its contacts; what the host does to it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from samverka.calls import notices, queries, rules
from samverka.calls.actions.letter import issue_letter
from samverka.calls.figures import Proposed
from samverka.calls.models import Call, Interest, InterestContact, ProposedMember
from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, lift_stamp, stamp
from samverka.core.words import address_key
from samverka.core.workdays import end_of_day, is_office_hour, working_day_on_or_before
from samverka.journal import actions as journal
from samverka.meetings import actions as meetings
from samverka.meetings import rules as meeting_rules
from samverka.networks import actions as networks
from samverka.people import actions as people
from samverka.people import queries as persons
from samverka.people.models import MemberDomain, MemberOrganisation, Person


@transaction.atomic
def start_interest(*, call: Call, organisation: MemberOrganisation, name: str, by: Person, at: datetime) -> Interest:
    """An organisation enters a call, or a colleague joins the entry that it has.

    Args:
        call: the call.
        organisation: for whom the person speaks.
        name: what the person is called; kept when none was known.
        by: who has proved an address.
        at: when.

    Raises:
        Refused: when the call is not open, or a colleague has begun and the address is not confirmed.
    """
    day = clock.day(at)
    if name.strip() and not by.name:
        people.name_person(person=by, name=name, by=by, at=at)
    begun = queries.interest_of(call, organisation)
    if begun:
        return _join(begun, by=by, at=at)
    rules.may_start_interest(call, day=day).or_refuse()
    interest = Interest.objects.create(call=call, organisation=organisation, started_at=at, started_by=by, saved_at=at)
    InterestContact.objects.create(interest=interest, person=by, first_day=day)
    if by.email:
        people.see_domain(organisation=organisation, email=by.email, at=at)
    journal.record(
        chain=call.network.chain,
        verb="calls.interest.started",
        subject=interest,
        by=by,
        at=at,
        payload={"organisation": organisation.name},
    )
    notices.started(interest, by, at=at)
    return interest


def _join(interest: Interest, *, by: Person, at: datetime) -> Interest:
    day = clock.day(at)
    is_contact = any(row.person_id == by.pk for row in queries.contacts(interest, day))
    rules.may_join(
        is_contact=is_contact, has_confirmed_domain=persons.is_confirmed_address(interest.organisation, by.email)
    ).or_refuse()
    if is_contact:
        return interest
    contact = InterestContact.objects.create(interest=interest, person=by, first_day=day)
    journal.record(chain=interest.call.network.chain, verb="calls.contact.joined", subject=contact, by=by, at=at)
    notices.started(interest, by, at=at)
    return interest


@transaction.atomic
def invite_contact(*, interest: Interest, email: str, name: str, by: Person, at: datetime) -> InterestContact:
    """A contact asks a colleague to write along; the colleague proves the address when coming.

    Raises:
        Refused: when the person is a contact already.
    """
    day = clock.day(at)
    person = people.introduce_person(name=name, email=email, by=by, at=at, language=by.language)
    rules.may_invite_contact(
        interest, is_contact=any(row.person_id == person.pk for row in queries.contacts(interest, day))
    ).or_refuse()
    contact = InterestContact.objects.create(interest=interest, person=person, first_day=day)
    people.see_domain(organisation=interest.organisation, email=person.email, at=at)
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.contact.invited",
        subject=contact,
        by=by,
        at=at,
        payload={"person": person.actor_key},
    )
    notices.invited(interest, person, by=by, at=at)
    return contact


@transaction.atomic
def save_interest(
    *, interest: Interest, part: str, values: Mapping[str, object], edition: int, by: Person, at: datetime
) -> Interest:
    """A part of the draft is saved as it is; nothing is demanded of it.

    Args:
        interest: the entry.
        part: about, anchoring, assessment, team or commitments.
        values: the part's columns; for the team `members`, a sequence of `Proposed`.
        edition: which saving the form was shown with.
        by: a contact.
        at: when.

    Raises:
        Refused: when it has been sent in, the call has closed, or a colleague saved the same part meanwhile.
    """
    interest.refresh_from_db()
    rules.may_save(interest, part=part, day=clock.day(at)).or_refuse()
    known = interest.part_editions.get(part, {"edition": 0})["edition"]
    if known > edition:
        raise Refused(SOMEONE_WAS_FIRST)
    new = interest.edition + 1
    columns = {name: value for name, value in values.items() if name != "members"}
    saved = Interest.objects.filter(pk=interest.pk, edition=interest.edition).update(
        **columns,
        edition=new,
        saved_at=at,
        part_editions=interest.part_editions | {part: {"edition": new, "by": by.pk}},
    )
    if not saved:
        raise Refused(SOMEONE_WAS_FIRST)
    members = values.get("members")
    if isinstance(members, Sequence):
        ProposedMember.objects.filter(interest=interest).delete()
        ProposedMember.objects.bulk_create(
            ProposedMember(
                interest=interest,
                position=row.position,
                name=row.name,
                email=address_key(row.email),
                function=row.function,
                area=row.area,
                department=row.department,
                is_coordinator=row.is_coordinator,
                is_deputy=row.is_deputy,
            )
            for row in members
            if isinstance(row, Proposed) and not row.is_empty
        )
    interest.refresh_from_db()
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.interest.saved",
        subject=interest,
        by=by,
        at=at,
        payload={"part": part, "edition": new},
    )
    return interest


@transaction.atomic
def submit_interest(*, interest: Interest, by: Person, at: datetime) -> Interest:
    """The organisation sends its interest in; its contacts are asked to the information meeting.

    Raises:
        Refused: when something is missing, it was sent in before, or the last day has passed.
    """
    interest.refresh_from_db()
    rules.may_submit(interest, missing=queries.missing(interest), day=clock.day(at)).or_refuse()
    stamp(interest, "submitted", by=by, at=at)
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.interest.submitted",
        subject=interest,
        by=by,
        at=at,
        payload={"organisation": interest.organisation.name, "edition": interest.edition},
    )
    reached = _people(interest, at)
    notices.submitted(interest, reached, at=at)
    meeting = interest.call.information_meeting
    if meeting and meeting_rules.may_invite(meeting, at=at):
        meetings.invite(meeting=meeting, people=reached, by=meeting.planned_by, at=at)
    return interest


@transaction.atomic
def take_back_interest(*, interest: Interest, by: Person, at: datetime) -> Interest:
    """What was sent in becomes a draft again, while the call is open.

    Raises:
        Refused: when the last day has passed, or it was not sent in.
    """
    interest.refresh_from_db()
    rules.may_take_back(interest, day=clock.day(at)).or_refuse()
    lift_stamp(interest, "submitted")
    journal.record(chain=interest.call.network.chain, verb="calls.interest.taken_back", subject=interest, by=by, at=at)
    return interest


@transaction.atomic
def confirm_interest(*, interest: Interest, by: Person, at: datetime) -> Interest:
    """The organisation wants to continue after the information meeting.

    Where the letters come before the selection, the letter of intent is issued at once.

    Raises:
        Refused: when it was not sent in, has been answered, or the day has passed.
    """
    interest.refresh_from_db()
    rules.may_confirm(interest, day=clock.day(at)).or_refuse()
    stamp(interest, "confirmed", by=by, at=at)
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.interest.confirmed",
        subject=interest,
        by=by,
        at=at,
        payload={"organisation": interest.organisation.name},
    )
    notices.confirmed(interest, _people(interest, at), at=at)
    if interest.call.selection_when == Call.SelectionWhen.AFTER_LETTERS:
        issue_letter(interest=interest, by=by, at=at)
    return interest


@transaction.atomic
def withdraw_interest(*, interest: Interest, reason: str, by: Person, at: datetime) -> Interest:
    """The organisation leaves the call, with a reason; a seat that was awarded but not accepted is given up.

    Raises:
        Refused: when it has left before, or has accepted a seat.
    """
    interest.refresh_from_db()
    seat = queries.seat_of(interest)
    rules.may_withdraw(interest, has_seat=bool(seat and seat.accepted_at)).or_refuse()
    stamp(interest, "withdrawn", by=by, at=at, withdrawn_reason=reason)
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.interest.withdrawn",
        subject=interest,
        by=by,
        at=at,
        payload={"organisation": interest.organisation.name, "reason": reason},
    )
    if seat:
        networks.give_up_seat(participation=seat, reason=reason, by=by, at=at)
    notices.withdrawn(interest, _people(interest, at), at=at)
    return interest


@transaction.atomic
def restart_interest(*, interest: Interest, by: Person, at: datetime) -> Interest:
    """An organisation that left the call comes back; everything it wrote is still there.

    Raises:
        Refused: when it has not left, the last day has passed or the selection has been decided.
    """
    interest.refresh_from_db()
    rules.may_restart(interest, is_decided=queries.is_decided(interest.call), day=clock.day(at)).or_refuse()
    reason = interest.withdrawn_reason
    lift_stamp(interest, "withdrawn")
    Interest.objects.filter(pk=interest.pk).update(withdrawn_reason="")
    interest.refresh_from_db()
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.interest.restarted",
        subject=interest,
        by=by,
        at=at,
        payload={"organisation": interest.organisation.name, "had_left_because": reason},
    )
    return interest


@transaction.atomic
def end_contact(*, contact: InterestContact, by: Person, at: datetime) -> InterestContact:
    """A contact is taken off, or hands over and leaves; from now on the person finds nothing here.

    Raises:
        Refused: when nobody else would be left, or the contact has been taken off.
    """
    day = clock.day(at)
    interest = contact.interest
    rules.may_end_contact(interest, contacts=len(queries.contacts(interest, day))).or_refuse()
    ended = InterestContact.objects.filter(pk=contact.pk, last_day__isnull=True).update(
        last_day=day - timedelta(days=1)
    )
    if not ended:
        raise Refused(SOMEONE_WAS_FIRST)
    contact.refresh_from_db()
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.contact.ended",
        subject=contact,
        by=by,
        at=at,
        payload={"person": contact.person.actor_key},
    )
    return contact


@transaction.atomic
def register_interest(
    *,
    call: Call,
    organisation: MemberOrganisation,
    received_day: date,
    text: str,
    name: str,
    email: str,
    by: Person,
    at: datetime,
) -> Interest:
    """The host writes down an interest that came by mail or phone; the municipality takes it over by its link.

    Args:
        call: the call.
        organisation: whose interest it is.
        received_day: when it came, which is what counts.
        text: what the mail said, or what was said on the phone.
        name: of the one who takes over.
        email: where the link goes.
        by: of the host's staff.
        at: when.

    Raises:
        Refused: when it did not come while the call was open, or the organisation has begun already.
    """
    day = clock.day(at)
    rules.may_register(
        call, has_interest=queries.interest_of(call, organisation) is not None, received_day=received_day, day=day
    ).or_refuse()
    received_at = min(end_of_day(received_day), at)
    interest = Interest.objects.create(
        call=call,
        organisation=organisation,
        started_at=received_at,
        started_by=by,
        saved_at=at,
        motivation=text,
        received_at=received_at,
        received_by=by,
        received_text=text,
    )
    person = people.introduce_person(name=name, email=email, by=by, at=at)
    InterestContact.objects.create(interest=interest, person=person, first_day=day)
    people.see_domain(organisation=organisation, email=person.email, at=at)
    journal.record(
        chain=call.network.chain,
        verb="calls.interest.registered",
        subject=interest,
        by=by,
        at=at,
        payload={"organisation": organisation.name, "received": received_day.isoformat(), "person": person.actor_key},
    )
    notices.registered(interest, person, at=at)
    return interest


# So many days before a deadline those who have something left to do are reminded (R46).
REMIND_BEFORE = (7, 3, 1)


@transaction.atomic
def remind_by_clock(*, call: Call, at: datetime) -> int:
    """Those with something left to do before one of the call's days get a letter 7, 3 and 1 days before; how many.

    Started by `tick`; twice sends once. The letter goes on the working day before where the day is none, in office
    hours. Who has done it gets none.
    """
    if not is_office_hour(at):
        return 0
    day = clock.day(at)
    reminded: list[str] = []
    for step, last_day, waiting in queries.waiting_before(call):
        near = [left for left in REMIND_BEFORE if working_day_on_or_before(last_day - timedelta(days=left)) == day]
        if not near:
            continue
        reached = queries.contact_people([row.pk for row in waiting], day)
        reminded += [
            f"{step} {row.organisation.name}"
            for row in waiting
            if notices.deadline_near(row, reached[row.pk], step=step, last_day=last_day, left=near[0], at=at)
        ]
    if reminded:
        journal.record(
            chain=call.network.chain,
            verb="calls.call.reminded_by_clock",
            subject=call,
            by=SYSTEM,
            at=at,
            payload={"reminded": reminded},
        )
    return len(reminded)


@transaction.atomic
def remind_unconfirmed(*, call: Call, by: Person, at: datetime) -> int:
    """The host reminds all who have not said whether they want to continue; how many organisations.

    Raises:
        Refused: when the day has passed or everyone has answered.
    """
    waiting = list(queries.waiting_for_confirmation(call))
    rules.may_remind(call, waiting=len(waiting), day=clock.day(at)).or_refuse()
    reached = queries.contact_people([row.pk for row in waiting], clock.day(at))
    for row in waiting:
        notices.confirmation_wanted(row, reached[row.pk], at=at)
    Interest.objects.filter(pk__in=[row.pk for row in waiting]).update(reminded_at=at)
    journal.record(
        chain=call.network.chain,
        verb="calls.interest.reminded",
        subject=call,
        by=by,
        at=at,
        payload={"organisations": [row.organisation.name for row in waiting]},
    )
    return len(waiting)


@transaction.atomic
def set_band(*, interest: Interest, band: str, reason: str, by: Person, at: datetime) -> Interest:
    """The host sets another stage band than the self-assessment gives, with a reason; both are shown (R6).

    Raises:
        Refused: when the selection has been decided, or nothing was sent in.
    """
    interest.refresh_from_db()
    rules.may_set_band(interest, is_decided=queries.is_decided(interest.call)).or_refuse()
    before = interest.band_set
    values = {"band_set": band, "band_reason": reason, "band_set_at": at, "band_set_by": by}
    Interest.objects.filter(pk=interest.pk).update(**values)
    interest.refresh_from_db()
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.interest.band_set",
        subject=interest,
        by=by,
        at=at,
        payload={"before": before, "after": band, "reason": reason},
    )
    return interest


@transaction.atomic
def confirm_domain(*, domain: MemberDomain, by: Person, at: datetime) -> MemberDomain:
    """The host confirms that an applicant's e-mail domain is the organisation's.

    Raises:
        Refused: when it has been confirmed, or anyone can get an address there.
    """
    return people.confirm_domain(domain=domain, by=by, at=at)


def _people(interest: Interest, at: datetime) -> list[Person]:
    return [row.person for row in queries.contacts(interest, clock.day(at))]


@transaction.atomic
def exempt_interest(*, interest: Interest, late_until: date, reason: str, by: Person, at: datetime) -> Interest:
    """The host gives an organisation more time to send in and confirm, with a reason. A later day replaces an earlier.

    Raises:
        Refused: when the selection has been decided, the interest needs no more time, or the day has passed.
    """
    interest.refresh_from_db()
    rules.may_exempt(
        interest, late_until=late_until, is_decided=queries.is_decided(interest.call), day=clock.day(at)
    ).or_refuse()
    Interest.objects.filter(pk=interest.pk).update(late_until=late_until, late_reason=reason, late_at=at, late_by=by)
    interest.refresh_from_db()
    journal.record(
        chain=interest.call.network.chain,
        verb="calls.interest.exempted",
        subject=interest,
        by=by,
        at=at,
        payload={
            "organisation": interest.organisation.name,
            "late_until": late_until.isoformat(),
            "reason": reason,
        },
    )
    reached = [row.person for row in queries.contacts(interest, clock.day(at))]
    notices.exempted(interest, reached, at=at)
    return interest
