"""The example's own pages: one person for each role, found by the facts that the role follows from, and the mailbox."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from samverka.calls.models import InterestContact
from samverka.core.words import address_key
from samverka.journal import queries as journal
from samverka.mail import figures
from samverka.mail import queries as mail
from samverka.networks.models import AuditorAccess, Staff
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams.models import TeamMember


@dataclass(frozen=True, slots=True)
class Role:
    """Someone to enter as."""

    title: str
    does: str
    name: str
    of: str
    person_id: int


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
    """One person for each role that somebody has on the day.

    Raises:
        Http404: when this is no example.
    """
    _only_in_an_example()
    return CastPage(host=_host(day), municipality=(*_team(day), *_contact(day)), moment=journal.installation().moment)


def _host(day: date) -> tuple[Role, ...]:
    does = {
        Staff.Function.PROJECT_MANAGER: _("Leads the network: call, selection, meetings, claims."),
        Staff.Function.FINANCE_OFFICER: _("Follows co-financing and closes claims."),
        Staff.Function.PROCESS_SUPPORTER: _("Supports some of the municipalities."),
        Staff.Function.METHOD_DEVELOPER: _("Works out methods with the municipalities."),
        Staff.Function.SUBJECT_EXPERT: _("Knows the subject."),
        Staff.Function.ADMINISTRATOR: _("Plans meetings and sends letters."),
        Staff.Function.REGISTRAR: _("Registers what comes in and goes out."),
    }
    rows = Staff.objects.filter(on_day(day), person__email__gt="").select_related("person", "network").order_by("pk")
    first: dict[str, Staff] = {}
    for row in rows:
        first.setdefault(row.function, row)
    found = [
        Role(first[function].get_function_display(), does[function], *_who(first[function].person))
        for function in Staff.Function
        if function in first
    ]
    auditors = AuditorAccess.objects.filter(on_day(day)).select_related("person").order_by("pk")[:1]
    found += [Role(_("Auditor"), _("Reads the whole network."), *_who(row.person)) for row in auditors]
    return tuple(found)


def _who(person: Person, of: str = "") -> tuple[str, str, int]:
    return person.actor_name, of, person.pk


def _team(day: date) -> list[Role]:
    """A coordinator, a deputy and a member: the first of each by the municipality's name."""
    rows = list(
        TeamMember.objects.filter(on_day(day), participation__left_at__isnull=True, person__email__gt="")
        .select_related("person", "participation__organisation")
        .order_by("participation__organisation__name_sort", "pk")
    )
    said = {
        "coordinator": (
            _("Coordinator"),
            _("Sees who is missing, reminds, submits the month for the municipality."),
        ),
        "deputy_coordinator": (_("Deputy coordinator"), _("Does the same when the coordinator is away.")),
        "team_member": (_("Team member"), _("Confirms the month's hours, goes to meetings.")),
    }
    first: dict[str, TeamMember] = {}
    for row in rows:
        first.setdefault(_role_in_team(row), row)
    return [
        Role(title, does, *_who(first[role].person, first[role].participation.organisation.name))
        for role, (title, does) in said.items()
        if role in first
    ]


def _role_in_team(row: TeamMember) -> str:
    if row.team_seat == TeamMember.TeamSeat.COORDINATOR:
        return "coordinator"
    return "deputy_coordinator" if row.deputy_coordinator else "team_member"


def _contact(day: date) -> list[Role]:
    rows: QuerySet[InterestContact] = (
        InterestContact.objects.filter(on_day(day), interest__withdrawn_at__isnull=True, person__email__gt="")
        .select_related("person", "interest__organisation")
        .order_by("interest__organisation__name_sort", "pk")
    )
    return [
        Role(
            _("Contact"),
            _("Expresses and confirms the municipality's interest."),
            *_who(row.person, row.interest.organisation.name),
        )
        for row in rows[:1]
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
            parts=figures.parts(text),
            is_delivered=row.delivered_at is not None,
            has_calendar=bool(row.calendar),
        )
        for row, text in mail.example_letters(to_address)
    )
    return MailboxPage(letters=letters, to_address=address_key(to_address))
