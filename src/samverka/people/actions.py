"""The only room of people that writes."""

from datetime import date, datetime

from django.db import transaction

from samverka.core.actors import Actor
from samverka.core.words import address_key, search_key, sort_key
from samverka.journal import actions as journal
from samverka.people import queries
from samverka.people.models import Account, Employer, Employment, MemberDomain, MemberOrganisation, Person
from samverka.places.models import Municipality


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
        name=name.strip(),
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
    person.name, person.name_sort, person.name_search = name.strip(), sort_key(name), search_key(name)
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
    account = Account.objects.filter(email=address_key(email)).first()
    if account is None:
        account = Account(email=address_key(email), made_at=at)
        account.set_unusable_password()
        account.save()
    if account.person is None:
        account.person = introduce_person(name="", email=email, by=None, at=at, language=language)
        account.save(update_fields=["person"])
        journal.record(chain=journal.HOUSE, verb="people.account.opened", subject=account, by=account.person, at=at)
    return account


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
