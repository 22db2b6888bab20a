"""People, organisations and employers, made as the product makes them."""

from datetime import UTC, date, datetime

from django.conf import settings
from django.test import Client
from django.utils import timezone

from samverka.core.actors import SYSTEM, Actor
from samverka.people import actions
from samverka.people.doors import PROVED_AT
from samverka.people.models import Account, Employer, Employment, MemberOrganisation, Person
from samverka.web.middleware import SEEN_AT

NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)


def person(
    name: str = "Kim Ek",
    email: str = "kim.ek@granfors.example",
    *,
    by: Actor = SYSTEM,
    at: datetime = NOW,
    language: str = "sv",
) -> Person:
    return actions.introduce_person(name=name, email=email, by=by, at=at, language=language)


def account(person: Person, at: datetime = NOW) -> Account:
    return actions.open_account(email=person.email, at=at, language=person.language)


def signed_in(client: Client, person: Person, *, proved: bool = True) -> Client:
    """The same client, signed in as the person, with a code given just now in real time (unless `proved=False`).

    Seen just now, so that a page's statements are counted without the one that is made every half hour.
    """
    client.force_login(account(person), backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[SEEN_AT] = timezone.now().isoformat()
    if proved:
        session[PROVED_AT] = timezone.now().isoformat()
    session.save()
    return client


def federation(
    name: str = "Västermarks kommunalförbund", *, by: Actor = SYSTEM, at: datetime = NOW
) -> MemberOrganisation:
    return actions.enter_organisation(
        name=name, kind=MemberOrganisation.Kind.MUNICIPAL_FEDERATION, municipality=None, by=by, at=at
    )


def employer(organisation: MemberOrganisation, *, number: str = "2120009999", at: datetime = NOW) -> Employer:
    return actions.enter_employer(
        organisation=organisation, name=organisation.name, organisation_number=number, by=SYSTEM, at=at
    )


def employment(
    person: Person, employer: Employer, *, first_day: date = date(2021, 1, 1), at: datetime = NOW
) -> Employment:
    return actions.employ(
        person=person, employer=employer, department="Arbetsmarknad", first_day=first_day, by=SYSTEM, at=at
    )
