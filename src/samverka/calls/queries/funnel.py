"""The host's picture of a call: every applicant's step, what is missing, who has it, days left."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls import figures, rules
from samverka.calls.figures import Stage
from samverka.calls.models import Band, Call, Interest, InterestContact, LetterOfIntent, SelectionOutcome
from samverka.calls.queries.call import STAGE_WORDS, call_title, facts_of
from samverka.calls.queries.interest import Act, interests, seat_marks, stage_band, state_of
from samverka.core import clock
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.verdicts import Verdict
from samverka.meetings.models import Attendance
from samverka.networks import queries as networks
from samverka.people.models import Person


@dataclass(frozen=True, slots=True)
class Number:
    """How many have come to a step."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FunnelPage:
    """The host's page of a call."""

    network_name: str
    network_slug: str
    call_title: str
    stage: str
    sentence: str
    numbers: tuple[Number, ...]
    table: Table
    exports: Exports
    remind: Act
    waiting: int
    public_href: str
    exemptions_href: str
    received_href: str
    questions_href: str
    edit_href: str
    may_edit: Verdict
    selection_href: str
    decision_href: str
    meeting_href: str
    meeting_title: str
    cancel: Act
    is_decided: bool


def _rows_of(call: Call) -> QuerySet[Interest]:
    contact = InterestContact.objects.filter(interest=OuterRef("pk"), last_day__isnull=True).order_by("pk")
    attended = Attendance.objects.filter(
        meeting=OuterRef("call__information_meeting"), person__interest_contacts__interest=OuterRef("pk")
    )
    return interests(call).annotate(
        contact_name=Subquery(contact.values("person__name")[:1]),
        contact_email=Subquery(contact.values("person__email")[:1]),
        **seat_marks(),
        was_at_meeting=Exists(attended),
    )


@dataclass(frozen=True, slots=True)
class _Applicant:
    """One applicant's row, before it is drawn."""

    interest: Interest
    outcome: SelectionOutcome | None
    letter: LetterOfIntent | None
    contact: str
    was_at_meeting: bool
    has_seat: bool
    has_accepted: bool


def _applicants(call: Call) -> list[_Applicant]:
    return [
        _Applicant(
            interest=row,
            outcome=getattr(row, "outcome", None),
            letter=getattr(row, "letter", None),
            contact=getattr(row, "contact_name", "") or getattr(row, "contact_email", "") or "",
            was_at_meeting=getattr(row, "was_at_meeting", False),
            has_seat=getattr(row, "seat_awarded", False),
            has_accepted=getattr(row, "seat_accepted", False),
        )
        for row in _rows_of(call)
    ]


def funnel_page(call: Call, at: datetime, *, wanted: str = "") -> FunnelPage:
    """Where everyone is."""
    day = clock.day(at)
    terms = networks.holding_terms(call.network)
    facts = facts_of([call], {call.network_id: terms.seats})[call.pk]
    stage = figures.stage(facts, day)
    found = _applicants(call)
    submitted = [one for one in found if one.interest.submitted_at]
    confirmed = [one for one in submitted if one.interest.confirmed_at and not one.interest.withdrawn_at]
    waiting = [one for one in submitted if not one.interest.confirmed_at and not one.interest.withdrawn_at]
    where = [call.network.slug, call.slug]
    meeting = call.information_meeting
    letters = [one for one in found if one.letter and one.letter.completed_at]
    return FunnelPage(
        network_name=call.network.name,
        network_slug=call.network.slug,
        call_title=call_title(call),
        stage=str(STAGE_WORDS[stage]),
        sentence=_sentence(call, stage, found, submitted=len(submitted), confirmed=len(confirmed), day=day),
        numbers=(
            Number(_("begun"), len(found)),
            Number(_("sent in"), len(submitted)),
            Number(_("confirmed"), len(confirmed)),
            Number(_("complete letters"), len(letters)),
            Number(_("accepted seats"), sum(one.has_accepted for one in found)),
        ),
        table=_table(call, found, day).ordered(wanted),
        exports=Exports(csv=reverse("calls:funnel_csv", args=where), xlsx=reverse("calls:funnel_xlsx", args=where)),
        remind=Act(rules.may_remind(call, waiting=len(waiting), day=day), reverse("calls:remind", args=where)),
        waiting=len(waiting),
        questions_href=reverse("calls:hosted_questions", args=where),
        exemptions_href=reverse("calls:exemptions", args=where),
        received_href=reverse("calls:received", args=where),
        public_href=reverse("calls:call", args=[call.slug]),
        edit_href=reverse("calls:edit", args=where),
        may_edit=rules.may_change_call(call, is_decided=facts.is_decided),
        selection_href=reverse("calls:selection", args=where),
        decision_href=reverse("calls:decision", args=[call.slug]),
        meeting_href=reverse("meetings:show", args=[call.network.slug, meeting.pk]) if meeting else "",
        meeting_title=meeting.title if meeting else "",
        cancel=Act(rules.may_cancel(call, is_decided=facts.is_decided), reverse("calls:cancel", args=where)),
        is_decided=facts.is_decided,
    )


def funnel_table(call: Call, at: datetime, *, wanted: str = "") -> Table:
    """The list alone, for the spreadsheet."""
    return _table(call, _applicants(call), clock.day(at)).ordered(wanted)


def _left(days: int) -> str:
    if days < 0:
        return _("the last day has passed")
    if days == 0:
        return _("last day today")
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}


def _sentence(call: Call, stage: Stage, found: list[_Applicant], *, submitted: int, confirmed: int, day: date) -> str:
    """What the host wants to know now, first."""
    if not found:
        return _("Nobody has begun an expression of interest yet.")
    if stage is Stage.OPEN:
        return _("%(submitted)s of %(begun)s have sent in; %(drafts)s are writing, %(left)s.") % {
            "submitted": submitted,
            "begun": len(found),
            "drafts": len(found) - submitted,
            "left": _left((call.interest_day - day).days),
        }
    if stage in {Stage.INTEREST_CLOSED, Stage.CONFIRMATION_CLOSED, Stage.SELECTING}:
        silent = sum(
            not one.interest.confirmed_at and not one.interest.withdrawn_at and bool(one.interest.submitted_at)
            for one in found
        )
        return _("%(confirmed)s of %(submitted)s have confirmed; %(silent)s have not answered, %(left)s.") % {
            "confirmed": confirmed,
            "submitted": submitted,
            "silent": silent,
            "left": _left((call.confirmation_day - day).days),
        }
    to_seat = [one for one in found if one.outcome and rules.is_to_have_seat(one.outcome)]
    complete = sum(bool(one.letter and one.letter.completed_at) for one in to_seat)
    accepted = sum(one.has_accepted for one in to_seat)
    return _(
        "%(complete)s of %(seats)s letters of intent are complete, and %(accepted)s have accepted the seat; %(left)s."
    ) % {
        "complete": complete,
        "seats": len(to_seat),
        "accepted": accepted,
        "left": _left((call.letter_day - day).days),
    }


def _table(call: Call, found: list[_Applicant], day: date) -> Table:
    rows = []
    for one in found:
        interest = one.interest
        word, mark = state_of(
            interest,
            outcome=one.outcome,
            letter=one.letter,
            has_seat=one.has_seat,
            has_accepted=one.has_accepted,
        )
        missing, holder, due = _missing(call, one, day)
        place = interest.organisation.municipality
        is_submitted = interest.submitted_at is not None
        rows.append(
            Row(
                values=(
                    interest.organisation.name,
                    word,
                    missing,
                    holder,
                    (due - day).days if due else None,
                    str(Band(stage_band(interest)).label) if is_submitted else None,
                    place.county.name if place else None,
                    _("Yes") if one.was_at_meeting else None,
                    interest.submitted_at,
                    interest.confirmed_at,
                ),
                href=reverse("calls:host_interest", args=[call.network.slug, call.slug, interest.pk])
                if is_submitted
                else "",
                mark="late" if due and due < day else mark,
                mark_text=word,
            )
        )
    return Table(
        name="sokande",
        title=_("Applicants"),
        columns=(
            Column("kommun", _("Municipality")),
            Column("steg", _("Step"), Kind.STATE),
            Column("saknas", _("Missing")),
            Column("hos", _("Who has it")),
            Column("dagar", _("Days left"), Kind.NUMBER),
            Column("niva", _("Stage")),
            Column("lan", _("County")),
            Column("mote", _("At the meeting")),
            Column("inlamnad", _("Sent in"), Kind.DAY),
            Column("bekraftad", _("Confirmed"), Kind.DAY),
        ),
        rows=tuple(rows),
        empty_text=_("Here every municipality will stand that begins an expression of interest."),
        notes=(_("A draft is read by nobody but its municipality until it has been sent in."),),
    )


def _missing(call: Call, one: _Applicant, day: date) -> tuple[str | None, str | None, date | None]:
    """What is waited for, with whom it lies, and until when."""
    interest = one.interest
    if interest.withdrawn_at or one.has_accepted:
        return None, None, None
    if not interest.submitted_at:
        return _("To be sent in"), one.contact, call.interest_day
    if one.has_seat:
        return _("To accept the seat"), one.contact, None
    if one.outcome is not None and not rules.is_to_have_seat(one.outcome):
        return None, None, None
    if one.letter is not None:
        if one.letter.completed_at:
            return None, None, None
        return _missing_in_letter(one.letter), one.contact, rules.letter_day(call, one.outcome)
    if not interest.confirmed_at and day <= call.interest_day:
        return None, None, None
    if not interest.confirmed_at:
        return _("To confirm"), one.contact, call.confirmation_day
    return _("Decision on the selection"), call.contact_name, call.decision_day if day <= call.decision_day else None


def _missing_in_letter(letter: LetterOfIntent) -> str:
    if not letter.basis:
        return _("Basis and signatories")
    lacking = 2 - letter.signature_count
    return ngettext("%(count)s signature", "%(count)s signatures", lacking) % {"count": lacking}


def waiting_for_confirmation(call: Call) -> QuerySet[Interest]:
    """Entries sent in that have neither confirmed nor withdrawn."""
    return interests(call).filter(submitted_at__isnull=False, confirmed_at__isnull=True, withdrawn_at__isnull=True)


def contact_people(interest_ids: list[int], day: date) -> dict[int, list[Person]]:
    """The current contacts of several entries, by entry, in one statement."""
    rows = (
        InterestContact.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=day), interest_id__in=interest_ids, first_day__lte=day
        )
        .select_related("person")
        .order_by("pk")
    )
    found: dict[int, list[Person]] = {key: [] for key in interest_ids}
    for row in rows:
        found[row.interest_id].append(row.person)
    return found


def people_in(call: Call, at: datetime) -> list[Person]:
    """Everyone who is a contact of an entry that has not been withdrawn, each once."""
    day = clock.day(at)
    rows = InterestContact.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day),
        interest__call=call,
        interest__withdrawn_at__isnull=True,
        first_day__lte=day,
    ).select_related("person")
    return list({row.person_id: row.person for row in rows.order_by("pk")}.values())


def waiting_before(call: Call) -> tuple[tuple[str, date, list[Interest]], ...]:
    """What is waited for before each of the call's days, and of whom: to send in, to confirm, to sign."""
    rows = list(interests(call).filter(withdrawn_at__isnull=True))
    drafts = [row for row in rows if not row.submitted_at]
    silent = [row for row in rows if row.submitted_at and not row.confirmed_at]
    unsigned = [
        row
        for row in rows
        if (letter := getattr(row, "letter", None))
        and not letter.completed_at
        and ((outcome := getattr(row, "outcome", None)) is None or rules.is_to_have_seat(outcome))
    ]
    by_day: dict[date, list[Interest]] = {}
    for row in unsigned:
        by_day.setdefault(rules.letter_day(call, getattr(row, "outcome", None)), []).append(row)
    return (
        ("send_in", call.interest_day, drafts),
        ("confirm", call.confirmation_day, silent),
        *(("sign", day, waiting) for day, waiting in sorted(by_day.items(), key=lambda pair: pair[0])),
    )


def calls_under_way(at: datetime) -> tuple[Call, ...]:
    """Published calls with a day still to come for somebody."""
    day = clock.day(at)
    later = Q(letter_day__gte=day) | Q(interests__outcome__letter_day__gte=day)
    return tuple(
        Call.objects.filter(later, published_at__isnull=False, cancelled_at__isnull=True, opens_day__lte=day)
        .select_related("network")
        .distinct()
        .order_by("pk")
    )
