"""What a contact, a signatory and the host must do now in calls."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls import rules
from samverka.calls.models import (
    Call,
    Interest,
    InterestContact,
    LetterOfIntent,
    LetterSignatory,
    SelectionDecision,
    SelectionOutcome,
)
from samverka.calls.queries.call import call_title, said
from samverka.core import clock
from samverka.core.todo import Facts, Todo, Waits, gathered
from samverka.networks.models import Participation
from samverka.people.models import Person


def _mine(person: Person, day: date) -> QuerySet[Interest]:
    """Interests that the person is a contact of, or whose letter waits for the person's signature."""
    contact = InterestContact.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day), interest=OuterRef("pk"), person=person, first_day__lte=day
    )
    unsigned = LetterSignatory.objects.filter(
        letter__interest=OuterRef("pk"), email=person.email, asked_at__isnull=False, signed_at__isnull=True
    ).exclude(email="")
    seat = Participation.objects.filter(
        network=OuterRef("call__network"), organisation=OuterRef("organisation"), left_at__isnull=True
    )
    return (
        Interest.objects.filter(withdrawn_at__isnull=True, call__cancelled_at__isnull=True)
        .annotate(
            is_contact=Exists(contact),
            is_signatory=Exists(unsigned),
            has_seat=Exists(seat),
            has_accepted=Exists(seat.filter(accepted_at__isnull=False)),
        )
        .filter(Q(is_contact=True) | Q(is_signatory=True))
    )


def _interests(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    return _mine(person, clock.day(at)), {"interest": "pk"}


def _of_organisations(_found: Sequence[Facts], person: Person, at: datetime) -> list[Todo]:
    """What the rules ask for reads whole rows, so they are fetched; for contacts and signatories alone."""
    day = clock.day(at)
    rows = (
        _mine(person, day)
        .select_related("call", "organisation", "outcome", "letter")
        .order_by("call__interest_day", "organisation__name_sort")
    )
    found = []
    for row in rows:
        if getattr(row, "is_signatory", False) and (todo := _to_sign(row, day)):
            found.append(todo)
        if getattr(row, "is_contact", False) and (
            todo := _of_contact(
                row, day, has_seat=getattr(row, "has_seat", False), has_accepted=getattr(row, "has_accepted", False)
            )
        ):
            found.append(todo)
    return found


def _to_sign(interest: Interest, day: date) -> Todo | None:
    letter: LetterOfIntent = interest.letter
    outcome: SelectionOutcome | None = getattr(interest, "outcome", None)
    if not rules.may_prepare_letter(letter, interest, outcome=outcome, day=day):
        return None
    return Todo(
        text=_("Sign the letter of intent of %(organisation)s") % {"organisation": interest.organisation.name},
        href=reverse("calls:sign_page", args=[letter.number]),
        due_day=rules.letter_day(interest.call, outcome),
        about=call_title(interest.call),
    )


def _of_contact(interest: Interest, day: date, *, has_seat: bool, has_accepted: bool) -> Todo | None:
    call = interest.call
    about = call_title(call)
    where = [call.slug, interest.pk]
    named = {"organisation": interest.organisation.name}
    here = reverse("calls:interest", args=where)
    if has_accepted:
        return None
    if has_seat:
        return Todo(_("Accept the seat for %(organisation)s") % named, here, None, about)
    if not interest.submitted_at:
        if day > call.interest_day:
            return None
        return Todo(_("Send in the expression of interest of %(organisation)s") % named, here, call.interest_day, about)
    letter: LetterOfIntent | None = getattr(interest, "letter", None)
    outcome: SelectionOutcome | None = getattr(interest, "outcome", None)
    if letter and rules.may_prepare_letter(letter, interest, outcome=outcome, day=day):
        return Todo(
            _("See to it that the letter of intent of %(organisation)s is signed") % named,
            reverse("calls:letter", args=[letter.number]),
            rules.letter_day(call, outcome),
            about,
        )
    if rules.may_confirm(interest, day=day) and day > call.interest_day:
        return Todo(
            _("Say whether %(organisation)s wants to continue") % named,
            reverse("calls:confirmation", args=where),
            call.confirmation_day,
            about,
        )
    return None


def _staffed(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    day = clock.day(at)
    is_staff = Q(network__staff__first_day__lte=day) & (
        Q(network__staff__last_day__isnull=True) | Q(network__staff__last_day__gte=day)
    )
    staffed = Call.objects.filter(is_staff, network__staff__person=person).values("pk")
    silent = Q(
        interests__submitted_at__isnull=False,
        interests__confirmed_at__isnull=True,
        interests__withdrawn_at__isnull=True,
    )
    gone = Q(interests__outcome__lapsed_at__isnull=True) & (
        Q(interests__outcome__outcome=SelectionOutcome.Outcome.CHOSEN) | Q(interests__outcome__offered_at__isnull=False)
    )
    is_late = (
        Q(interests__outcome__letter_day__lt=day) | Q(interests__outcome__letter_day__isnull=True, letter_day__lt=day)
    ) & Q(interests__letter__completed_at__isnull=True)
    rows = Call.objects.filter(pk__in=staffed, published_at__isnull=False, cancelled_at__isnull=True).annotate(
        decided=Exists(SelectionDecision.objects.filter(call=OuterRef("pk"))),
        silent=Count("interests", filter=silent, distinct=True),
        confirmed=Count("interests", filter=Q(interests__confirmed_at__isnull=False), distinct=True),
        gone=Count("interests", filter=gone & (is_late | Q(interests__withdrawn_at__isnull=False)), distinct=True),
    )
    names = ("decided", "silent", "confirmed", "gone", "slug", "title", "title_en", "selection_when")
    days = ("interest_day", "confirmation_day", "decision_day", "letter_day")
    return rows, {"network": "network__slug"} | {name: name for name in (*names, *days)}


def _of_host(found: Sequence[Facts], _person: Person, at: datetime) -> Iterator[Todo]:
    day = clock.day(at)
    for call in found:
        where = [call["network"], call["slug"]]
        about = said(call["title"], call["title_en"])
        decided, waiting, missing = call["decided"], call["silent"], call["gone"]
        interest_day, confirmation_day, decision_day, letter_day = (
            date.fromisoformat(call[name])
            for name in ("interest_day", "confirmation_day", "decision_day", "letter_day")
        )
        if not decided and interest_day < day <= confirmation_day and waiting:
            text = ngettext(
                "Remind %(count)s who has not confirmed", "Remind %(count)s who have not confirmed", waiting
            ) % {"count": waiting}
            yield Todo(text, reverse("calls:funnel", args=where), confirmation_day, about)
        after_letters = call["selection_when"] == Call.SelectionWhen.AFTER_LETTERS
        ready = letter_day if after_letters else confirmation_day
        if not decided and day > ready and call["confirmed"]:
            yield Todo(_("Decide the selection"), reverse("calls:selection", args=where), decision_day, about)
        if decided and missing:
            text = ngettext(
                "Offer %(count)s free seat to the next reserve",
                "Offer %(count)s free seats to the next reserves",
                missing,
            ) % {"count": missing}
            yield Todo(text, reverse("calls:funnel", args=where), None, about)


WAITS = (Waits("calls.interests", _interests, _of_organisations), Waits("calls.calls", _staffed, _of_host))


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """What waits for the person in calls."""
    return gathered(WAITS, person, at)
