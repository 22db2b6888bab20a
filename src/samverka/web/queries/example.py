"""The example's own pages: one person for each role, found by the facts that the role follows from, and the mailbox."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.calls.models import Call, InterestContact, LetterSignatory
from samverka.core.words import address_key
from samverka.hours.models import AuthorityList, HourSheet
from samverka.journal import queries as journal
from samverka.mail import figures
from samverka.mail import queries as mail
from samverka.networks.models import AuditorAccess, Staff
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams.models import NearestManager, TeamMember

# The municipality that the guides and pictures show.
SHOWN_FIRST = "Älvnäs kommun"


@dataclass(frozen=True, slots=True)
class Role:
    """Someone to enter as: what to try first, and the page where that is done."""

    title: str
    does: str
    name: str
    of: str
    person_id: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class CastPage:
    """The roles of the example that somebody has at this moment."""

    host: tuple[Role, ...]
    municipality: tuple[Role, ...]
    moment: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the example, with all that it says."""

    written_at: datetime
    to_address: str
    to_name: str
    subject: str
    parts: list[tuple[figures.Shape, list[str]]]
    is_delivered: bool
    has_calendar: bool


@dataclass(frozen=True, slots=True)
class MailboxPage:
    """The letters of the example, newest first."""

    letters: tuple[Letter, ...]
    to_address: str


def _only_in_an_example() -> None:
    if not journal.installation().is_example:
        raise Http404


def cast_page(day: date) -> CastPage:
    """One person for each role that somebody has on the day: the one with most to see.

    Raises:
        Http404: when this is no example.
    """
    _only_in_an_example()
    return CastPage(
        host=(*_host(day), *_auditor(day)),
        municipality=(*_team(day), *_manager(day), *_approver(day), *_contact(day), *_signatory(day)),
        moment=journal.installation().moment,
    )


def _host(day: date) -> list[Role]:
    is_choosing = Call.objects.filter(published_at__isnull=False, cancelled_at__isnull=True, decisions=None).exists()
    tries = {
        Staff.Function.PROJECT_MANAGER: _("Follow the applicants from interest to letter, and decide the selection.")
        if is_choosing
        else _("Plan a meeting and invite to it, and see what the municipalities have reported."),
        Staff.Function.FINANCE_OFFICER: _("See what each municipality has promised and reported, and close a claim."),
        Staff.Function.PROCESS_SUPPORTER: _("See how far each team has come, and which roles are empty."),
        Staff.Function.METHOD_DEVELOPER: _("Lay out the agenda of the next meeting, and read what people thought."),
        Staff.Function.SUBJECT_EXPERT: _("See which municipalities are in the network, and what they work with."),
        Staff.Function.ADMINISTRATOR: _("Record who was at the last meeting, and show the code to check in with."),
        Staff.Function.REGISTRAR: _("See which letters have gone out and what the network has decided."),
    }
    rows = Staff.objects.filter(on_day(day), person__email__gt="").select_related("person", "network").order_by("pk")
    first: dict[str, Staff] = {}
    for row in rows:
        first.setdefault(row.function, row)
    return [
        Role(
            first[function].get_function_display(),
            tries[function],
            *_who(first[function].person),
            href=reverse("todo")
            if function in {Staff.Function.PROJECT_MANAGER, Staff.Function.FINANCE_OFFICER}
            else reverse("reports:network", args=[first[function].network.slug]),
        )
        for function in Staff.Function
        if function in first
    ]


def _auditor(day: date) -> list[Role]:
    rows = AuditorAccess.objects.filter(on_day(day)).select_related("person", "network").order_by("pk")[:1]
    return [
        Role(
            _("Auditor"),
            _("Choose a person and a month, and follow it from the meeting to the claim."),
            *_who(row.person),
            href=reverse("cofinancing:audit", args=[row.network.slug]),
        )
        for row in rows
    ]


def _who(person: Person, of: str = "") -> tuple[str, str, int]:
    return person.actor_name, of, person.pk


def _shown_first(rows: QuerySet[Any], organisation: str) -> QuerySet[Any]:
    """The municipality of the guides and pictures before the others, which follow by name."""
    is_it = Case(When(**{organisation: SHOWN_FIRST}, then=0), default=1, output_field=IntegerField())
    return rows.order_by(is_it, f"{organisation}_sort", "pk")


def _team(day: date) -> list[Role]:
    """A coordinator, a deputy and a member; of members, one who has a month to attest."""
    open_month = HourSheet.objects.filter(
        person=OuterRef("person"),
        participation=OuterRef("participation"),
        confirmed_at__isnull=True,
        nothing_to_report=False,
        superseded_at__isnull=True,
        month__lt=day.replace(day=1),
    )
    rows = list(
        _shown_first(
            TeamMember.objects.filter(on_day(day), participation__left_at__isnull=True, person__email__gt="")
            .annotate(has_open_month=Exists(open_month))
            .select_related("person", "participation__organisation"),
            "participation__organisation__name",
        )
    )
    said = {
        "coordinator": (
            _("Coordinator"),
            _("See who has not attested, remind them, and submit the month for the municipality."),
        ),
        "deputy_coordinator": (_("Deputy coordinator"), _("Do the same when the coordinator is away.")),
        "team_member": (_("Team member"), _("Attest the month: the meetings that you were at are already there.")),
    }
    first: dict[str, TeamMember] = {}
    for row in rows:
        role = _role_in_team(row)
        known = first.setdefault(role, row)
        is_same_team = known.participation_id == row.participation_id
        if is_same_team and getattr(row, "has_open_month", False) and not getattr(known, "has_open_month", False):
            first[role] = row
    return [
        Role(title, does, *_who(first[role].person, first[role].participation.organisation.name), href=reverse("todo"))
        for role, (title, does) in said.items()
        if role in first
    ]


def _role_in_team(row: TeamMember) -> str:
    if row.team_seat == TeamMember.TeamSeat.COORDINATOR:
        return "coordinator"
    return "deputy_coordinator" if row.deputy_coordinator else "team_member"


def _manager(day: date) -> list[Role]:
    """The nearest manager of somebody; rather one who is asked for something."""
    rows = _shown_first(
        NearestManager.objects.filter(on_day(day), manager__email__gt="").select_related(
            "manager", "member__participation__organisation", "member__participation__network"
        ),
        "member__participation__organisation__name",
    )
    found = sorted(rows, key=lambda row: row.approved_at is not None)[:1]
    return [
        Role(
            _("Nearest manager"),
            _("Approve that working time is set aside, for all of one's own people in one action."),
            *_who(row.manager, row.member.participation.organisation.name),
            href=reverse("teams:time", args=[row.member.participation.network.slug]),
        )
        for row in found
    ]


def _approver(day: date) -> list[Role]:
    rows = AuthorityList.objects.filter(on_day(day), person__email__gt="").select_related(
        "person", "participation__organisation", "network"
    )
    return [
        Role(
            _("Approver"),
            _("Countersign the months that wait, all in one action."),
            *_who(row.person, row.participation.organisation.name if row.participation else ""),
            href=reverse("hours:approvals", args=[row.network.slug]),
        )
        for row in _shown_first(rows, "participation__organisation__name")[:1]
    ]


def _contact(day: date) -> list[Role]:
    """The contact of an applicant: rather one who has something to send in or to say while there is time."""
    rows: QuerySet[Any] = (
        InterestContact.objects.filter(on_day(day), interest__withdrawn_at__isnull=True, person__email__gt="")
        .annotate(
            turn=Case(
                When(interest__submitted_at__isnull=True, interest__call__interest_day__gte=day, then=0),
                When(
                    interest__submitted_at__isnull=False,
                    interest__confirmed_at__isnull=True,
                    interest__call__confirmation_day__gte=day,
                    then=1,
                ),
                default=2,
                output_field=IntegerField(),
            )
        )
        .select_related("person", "interest__organisation", "interest__call")
    )
    found = sorted(_shown_first(rows, "interest__organisation__name"), key=lambda row: row.turn)[:1]
    tries = (
        _("Go on with the expression of interest where it was left, and send it in."),
        _("Say that the municipality wants to continue, or that it does not."),
        _("Read the answer with its computed reason, and ask the host a question back."),
    )
    return [
        Role(
            _("Contact of an applicant"),
            tries[row.turn],
            *_who(row.person, row.interest.organisation.name),
            href=reverse("calls:interest", args=[row.interest.call.slug, row.interest_id]),
        )
        for row in found
    ]


def _signatory(day: date) -> list[Role]:
    """Someone who is asked to sign a letter of intent; otherwise someone who has signed."""
    rows = (
        LetterSignatory.objects.filter(asked_at__isnull=False, letter__interest__withdrawn_at__isnull=True)
        .annotate(of_person=Subquery(Person.objects.filter(email=OuterRef("email")).values("pk")[:1]))
        .filter(of_person__isnull=False)
        .annotate(
            turn=Case(
                When(signed_at__isnull=True, letter__interest__call__letter_day__gte=day, then=0),
                When(signed_at__isnull=False, then=1),
                default=2,
                output_field=IntegerField(),
            )
        )
        .select_related("letter__interest__organisation")
    )
    found = sorted(_shown_first(rows, "letter__interest__organisation__name"), key=lambda row: row.turn)[:1]
    tries = (
        _("Read the letter of intent and sign it; the personal link lies in the mailbox too."),
        _("See the letter of intent that was signed, with both signatures."),
        _("See why a letter of intent can no longer be signed."),
    )
    return [
        Role(
            _("Signatory"),
            tries[row.turn],
            row.name,
            f"{row.title}, {row.letter.interest.organisation.name}",
            row.of_person,
            href=reverse("calls:sign_page", args=[row.letter.number]),
        )
        for row in found
    ]


def castable_person(person_id: int) -> Person:
    """Someone of the example to enter as.

    Raises:
        Http404: when this is no example, or there is no such person with an address.
    """
    _only_in_an_example()
    person = Person.objects.filter(~Q(email=""), pk=person_id).first()
    if person is None:
        raise Http404
    return person


def mailbox_page(to_address: str) -> MailboxPage:
    """The mailbox that all letters of an example end in, codes and personal links readable.

    Raises:
        Http404: when this is no example.
    """
    _only_in_an_example()
    letters = tuple(
        Letter(
            written_at=row.written_at,
            to_address=row.to_address,
            to_name=row.to_name,
            subject=row.subject,
            # The letter may have been written while the example was served at another port, or built.
            parts=figures.parts(figures.led_here(text, settings.BASE_URL)),
            is_delivered=row.delivered_at is not None,
            has_calendar=bool(row.calendar),
        )
        for row, text in mail.example_letters(to_address)
    )
    return MailboxPage(letters=letters, to_address=address_key(to_address))
