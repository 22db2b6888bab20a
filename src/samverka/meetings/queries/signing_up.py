"""Signing up: places, the waiting list, and the practical things that only the organiser sees (R51)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.tables import Column, Row, Table
from samverka.core.verdicts import YES, Verdict
from samverka.meetings import rules
from samverka.meetings.figures import PRACTICALITIES_KEPT, Practicalities
from samverka.meetings.models import Invitation, Meeting, SignUp
from samverka.meetings.queries.facts import expected
from samverka.meetings.queries.sight import one_sight
from samverka.people.models import Person
from samverka.teams import queries as teams


def own_practicalities(meeting: Meeting, person: Person) -> Practicalities:
    """What the person has said so far."""
    row = SignUp.objects.filter(invitation__meeting=meeting, invitation__person=person).first()
    if row is None:
        return Practicalities()
    return Practicalities(row.food, row.access_needs, row.hotel, row.invoice_reference)


def asks_anything(meeting: Meeting) -> bool:
    """Whether the meeting asks for practical things at all."""
    return meeting.asks_food or meeting.asks_access_needs or meeting.asks_hotel or meeting.asks_invoice_reference


def may_store_practicalities(meeting: Meeting, person: Person, at: datetime) -> Verdict:
    """Whether the meeting may ask this person; where it asks nobody, nothing is looked up."""
    if not asks_anything(meeting):
        return YES
    return teams.may_store_more(meeting.network, person, clock.day(at))


def waiting(meeting: Meeting) -> QuerySet[Invitation]:
    """Those who wait for a place, first come first."""
    return (
        Invitation.objects.filter(meeting=meeting, answer=Invitation.Answer.WAITING)
        .select_related("person")
        .order_by("answered_at", "pk")
    )


def coming_count(meeting: Meeting) -> int:
    """How many have said that they are coming."""
    return Invitation.objects.filter(meeting=meeting, answer=Invitation.Answer.COMING).count()


def meetings_to_forget(at: datetime) -> QuerySet[Meeting]:
    """Those that ended so long ago that their practical things go."""
    said = SignUp.objects.filter(invitation__meeting=OuterRef("pk"))
    return (
        Meeting.objects.filter(Exists(said), ends_at__lte=at - PRACTICALITIES_KEPT)
        .select_related("network")
        .order_by("pk")
    )


def places_sentence(meeting: Meeting) -> str:
    """How many places are taken; empty when there is no end to them."""
    if meeting.places is None:
        return ""
    return _("%(taken)s of %(places)s places are taken.") % {"taken": meeting.places_taken, "places": meeting.places}


def waiting_number(meeting: Meeting, person: Person) -> int:
    """Which number in the queue the person has; nought when not waiting."""
    queue = list(waiting(meeting).values_list("person_id", flat=True))
    return queue.index(person.pk) + 1 if person.pk in queue else 0


def one_organised_meeting(person: Person, slug: str, meeting_id: int, day: date) -> Meeting:
    """The meeting, for those who may read what people have said of practical things.

    Raises:
        Http404: when there is none, or the person does not organise it.
    """
    sight = one_sight(person, slug, meeting_id, day)
    own_day = sight.meeting.participation_id in sight.standing.led_ids
    if not rules.may_read_practicalities(sight.standing.functions, leads_own_day=own_day):
        raise Http404
    return sight.meeting


@dataclass(frozen=True, slots=True)
class SignedUpPage:
    """Who comes and what they need, for the organiser alone."""

    meeting: Meeting
    sentence: str
    needs: str
    coming: Table
    waiting: Table


def signed_up_page(meeting: Meeting) -> SignedUpPage:
    """Who comes, with what the meeting asks for, and who waits."""
    rows = list(
        Invitation.objects.filter(
            meeting=meeting, answer__in=(Invitation.Answer.COMING, Invitation.Answer.WAITING)
        ).select_related("person", "sign_up")
    )
    members = {member.person_id: member for member in expected(meeting)}
    asked = [
        (Column("food", _("Food")), meeting.asks_food),
        (Column("access", _("Access needs")), meeting.asks_access_needs),
        (Column("hotel", _("Hotel")), meeting.asks_hotel),
        (Column("invoice", _("Invoice reference")), meeting.asks_invoice_reference),
    ]
    columns = (
        Column("name", _("Name")),
        Column("organisation", _("Organisation")),
        *(column for column, is_asked in asked if is_asked),
    )

    def cells(row: Invitation) -> Row:
        member = members.get(row.person_id)
        said = getattr(row, "sign_up", None)
        values = (
            (said.food, said.access_needs, _("Yes") if said.hotel else "", said.invoice_reference)
            if said
            else ("", "", "", "")
        )
        return Row(
            (
                row.person.shown_as(member.function if member else ""),
                member.participation.organisation.name if member else "",
                *(value for value, (_column, is_asked) in zip(values, asked, strict=True) if is_asked),
            )
        )

    coming = [row for row in rows if row.answer == Invitation.Answer.COMING]
    queue = [row for row in rows if row.answer == Invitation.Answer.WAITING]
    queue.sort(key=lambda row: (row.answered_at or row.invited_at, row.pk))
    hotels = sum(bool(getattr(row, "sign_up", None) and row.sign_up.hotel) for row in coming)
    return SignedUpPage(
        meeting=meeting,
        sentence=ngettext("%(number)s person is coming.", "%(number)s people are coming.", len(coming))
        % {"number": len(coming)}
        + (f" {places_sentence(meeting)}" if meeting.places is not None else ""),
        needs=ngettext("%(number)s wants a hotel room.", "%(number)s want a hotel room.", hotels) % {"number": hotels}
        if hotels
        else "",
        coming=Table(
            name="coming",
            title=_("Coming"),
            columns=columns,
            rows=tuple(cells(row) for row in sorted(coming, key=lambda row: (row.person.name_sort, row.pk))),
            empty_text=_("Nobody has said yet that they are coming."),
        ),
        waiting=Table(
            name="waiting",
            title=_("Waiting list, first come first"),
            columns=columns,
            rows=tuple(cells(row) for row in queue),
            empty_text=_("Nobody waits for a place."),
        ),
    )
