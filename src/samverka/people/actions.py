"""The only room of people that writes."""

from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db import transaction

from samverka.core import clock
from samverka.core.actors import SYSTEM, Actor
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.core.words import address_key, search_key, sort_key
from samverka.journal import actions as journal
from samverka.journal import queries as installation
from samverka.people import notices, queries, rules
from samverka.people.models import Absence, Account, Employer, Employment, MemberDomain, MemberOrganisation, Person
from samverka.places.models import Municipality


def _clean_name(name: str) -> str:
    """A name as it is kept: single spaces, none around."""
    return " ".join(name.split())


@transaction.atomic
def introduce_person(*, name: str, email: str, by: Actor | None, at: datetime, language: str = "sv") -> Person:
    """Find the person with this address, or write a new one down. A name already given is kept.

    Args:
        name: as the person writes it; may be empty until the person says it.
        email: work address; empty for someone without one, which always makes a new person.
        by: who introduces; None when the person does so by proving the address.
        at: when.
        language: `sv` or `en`, the language of mail to the person.
    """
    known = queries.person_with_address(email) if email else None
    if known:
        if name and not known.name:
            name_person(person=known, name=name, by=by or known, at=at)
        return known
    person = Person.objects.create(
        name=_clean_name(name),
        name_sort=sort_key(name),
        name_search=search_key(name),
        email=address_key(email),
        language=language,
        added_at=at,
    )
    journal.record(
        chain=journal.HOUSE,
        verb="people.person.introduced",
        subject=person,
        by=by or person,
        at=at,
        payload={"name": person.name, "email": person.email},
    )
    return person


@transaction.atomic
def name_person(*, person: Person, name: str, by: Actor, at: datetime) -> Person:
    """Write down what the person is called."""
    before = person.name
    person.name, person.name_sort, person.name_search = _clean_name(name), sort_key(name), search_key(name)
    person.save(update_fields=["name", "name_sort", "name_search"])
    journal.record(
        chain=journal.HOUSE,
        verb="people.person.named",
        subject=person,
        by=by,
        at=at,
        payload={"before": before, "after": person.name},
    )
    return person


@transaction.atomic
def open_account(*, email: str, at: datetime, language: str = "sv") -> Account:
    """The account of an address that has been proved, made when the first code was right; with its person."""
    address = address_key(email)
    account, _made = Account.objects.select_related("person").get_or_create(
        email=address, defaults={"made_at": at, "password": make_password(None)}
    )
    if account.person is None:
        account.person = introduce_person(name="", email=email, by=None, at=at, language=language)
        account.save(update_fields=["person"])
        journal.record(chain=journal.HOUSE, verb="people.account.opened", subject=account, by=account.person, at=at)
    return account


@transaction.atomic
def open_installation(*, email: str, name: str, at: datetime) -> Account:
    """The first account of an empty real installation, with its person; the database is real from now on.

    Raises:
        Refused: when the database is an example, or somebody has an account already.
    """
    rules.may_open_installation(
        is_example=installation.installation().is_example, is_anyone_here=queries.is_anyone_here()
    ).or_refuse()
    account = open_account(email=email, at=at)
    if account.person is not None:
        name_person(person=account.person, name=name, by=SYSTEM, at=at)
    if not installation.is_marked():
        journal.mark_real(at=at)
    journal.record(chain=journal.HOUSE, verb="people.installation.opened", subject=account, by=SYSTEM, at=at)
    return account


def send_code(*, email: str, code: str, at: datetime, language: str) -> None:
    """Write the secret letter with a code. Bookkeeping of sign-ins: no entry in the journal."""
    notices.code(email=email, code=code, at=at, language=language)


@transaction.atomic
def choose_language(*, person: Person, language: str, by: Actor, at: datetime) -> Person:
    """The person chooses the language of letters."""
    before = person.language
    person.language = language
    person.save(update_fields=["language"])
    journal.record(
        chain=journal.HOUSE,
        verb="people.person.language_chosen",
        subject=person,
        by=by,
        at=at,
        payload={"before": before, "after": language},
    )
    return person


@transaction.atomic
def describe_oneself(*, person: Person, name: str, language: str, at: datetime) -> Person:
    """The person says what they are called and in which language letters are to come; only what is new is noted."""
    if " ".join(name.split()) != person.name:
        name_person(person=person, name=name, by=person, at=at)
    if language != person.language:
        choose_language(person=person, language=language, by=person, at=at)
    return person


@transaction.atomic
def end_sign_in(*, account: Account, sign_in_id: int) -> None:
    """End one of one's own sign-ins: that browser is signed out. Bookkeeping of sign-ins: no entry."""
    for sign_in in UserSession.objects.filter(pk=sign_in_id, user=account):
        sign_in.end()


@transaction.atomic
def end_other_sign_ins(*, account: Account, but: str) -> None:
    """End all of one's sign-ins but the one with this session key. Bookkeeping of sign-ins: no entry."""
    for sign_in in UserSession.objects.filter(user=account).exclude(session_key=but):
        sign_in.end()


@transaction.atomic
def enter_organisation(
    *,
    name: str,
    kind: str,
    municipality: Municipality | None,
    by: Actor,
    at: datetime,
    official_mailbox: str = "",
    chief_executive_title: str = "Kommunchef",
    board_chair_title: str = "Kommunstyrelsens ordförande",
) -> MemberOrganisation:
    """Write down a member organisation."""
    organisation = MemberOrganisation.objects.create(
        kind=kind,
        name=name,
        name_sort=sort_key(name),
        name_search=search_key(name),
        municipality=municipality,
        official_mailbox=official_mailbox,
        chief_executive_title=chief_executive_title,
        board_chair_title=board_chair_title,
    )
    journal.record(
        chain=journal.HOUSE,
        verb="people.organisation.entered",
        subject=organisation,
        by=by,
        at=at,
        payload={"name": name},
    )
    return organisation


@transaction.atomic
def see_domain(*, organisation: MemberOrganisation, email: str, at: datetime) -> MemberDomain:
    """Remember that an address of this domain has spoken for the organisation; not a confirmation."""
    row, _made = MemberDomain.objects.get_or_create(
        organisation=organisation, domain=queries.domain_of(email), defaults={"seen_at": at}
    )
    return row


@transaction.atomic
def confirm_domain(*, domain: MemberDomain, by: Person, at: datetime) -> MemberDomain:
    """The host vouches that addresses of this domain belong to the organisation; remembered from then on (R2).

    Raises:
        Refused: when it has been confirmed, or anyone can get an address there.
    """
    rules.may_confirm_domain(
        is_confirmed=domain.confirmed_at is not None, is_free_mail=domain.domain in queries.FREE_MAIL
    ).or_refuse()
    stamp(domain, "confirmed", by=by, at=at)
    journal.record(
        chain=journal.HOUSE,
        verb="people.domain.confirmed",
        subject=domain,
        by=by,
        at=at,
        payload={"organisation": domain.organisation.name, "domain": domain.domain},
    )
    return domain


@transaction.atomic
def enter_employer(
    *, organisation: MemberOrganisation, name: str, organisation_number: str, by: Actor, at: datetime
) -> Employer:
    """Write down a legal entity within a member organisation (Q1)."""
    employer = Employer.objects.create(
        organisation=organisation, name=name, name_sort=sort_key(name), organisation_number=organisation_number
    )
    journal.record(
        chain=journal.HOUSE,
        verb="people.employer.entered",
        subject=employer,
        by=by,
        at=at,
        payload={"name": name, "organisation_number": organisation_number},
    )
    return employer


@transaction.atomic
def employ(
    *,
    person: Person,
    employer: Employer,
    department: str,
    first_day: date,
    by: Actor,
    at: datetime,
    cost_centre: str = "",
) -> Employment:
    """Write down that a person works for an employer from a day on."""
    employment = Employment.objects.create(
        person=person, employer=employer, department=department, cost_centre=cost_centre, first_day=first_day
    )
    journal.record(
        chain=journal.HOUSE,
        verb="people.employment.entered",
        subject=employment,
        by=by,
        at=at,
        payload={"person": person.actor_key, "employer": employer.name, "department": department},
    )
    return employment


@transaction.atomic
def note_absence(
    *, person: Person, first_day: date, return_day: date, by: Person, at: datetime, substitute: Person | None = None
) -> Absence:
    """Someone is away from a day until the first day back; no cause is asked for. Nobody reminds meanwhile (R47).

    Raises:
        Refused: when it ends before it begins, has passed already, meets another, or one stands in for oneself.
    """
    rules.may_note_absence(
        first_day=first_day,
        return_day=return_day,
        today=clock.day(at),
        known=queries.absence_days(person),
        is_own_substitute=substitute == person,
    ).or_refuse()
    absence = Absence.objects.create(
        person=person, first_day=first_day, return_day=return_day, substitute=substitute, noted_at=at, noted_by=by
    )
    journal.record(
        chain=journal.HOUSE,
        verb="people.absence.noted",
        subject=absence,
        by=by,
        at=at,
        payload={
            "person": person.actor_key,
            "first_day": first_day.isoformat(),
            "return_day": return_day.isoformat(),
            "substitute": substitute.actor_key if substitute else "",
        },
    )
    return absence


@transaction.atomic
def come_back(*, absence: Absence, by: Person, at: datetime) -> Absence:
    """The person is back today, or the absence is called off before it began; reminders go out again.

    Raises:
        Refused: when it is over already, or has been called off.
    """
    today = clock.day(at)
    rules.may_come_back(
        is_withdrawn=absence.withdrawn_at is not None, return_day=absence.return_day, today=today
    ).or_refuse()
    changes: dict[str, object] = {"return_day": today} if absence.first_day < today else {"withdrawn_at": at}
    if not Absence.objects.filter(pk=absence.pk, withdrawn_at__isnull=True, return_day=absence.return_day).update(
        **changes
    ):
        raise Refused(SOMEONE_WAS_FIRST)
    for name, value in changes.items():
        setattr(absence, name, value)
    journal.record(
        chain=journal.HOUSE,
        verb="people.absence.ended",
        subject=absence,
        by=by,
        at=at,
        payload={"return_day": absence.return_day.isoformat(), "called_off": absence.withdrawn_at is not None},
    )
    return absence
