import pytest
from django.db import IntegrityError, transaction

from samverka.core.actors import SYSTEM
from samverka.core.refusals import Refused
from samverka.core.words import sort_key
from samverka.journal import actions as journal
from samverka.journal import queries as installation
from samverka.journal.models import Entry, EntryPayload
from samverka.people import actions, queries
from samverka.people.models import Account, Employment, MemberDomain, MemberOrganisation, Person
from tests.given import people as given

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_person_is_introduced_once_by_address(now) -> None:
    first = given.person("Åsa  Ek ", "Asa.EK@granfors.example")
    again = given.person("Någon Annan", "asa.ek@GRANFORS.example")
    assert (first, again.name, again.email) == (again, "Åsa Ek", "asa.ek@granfors.example")
    assert (first.name_sort, first.name_search) == (sort_key("Åsa Ek"), "åsa ek")
    assert verbs() == ["people.person.introduced"]
    assert '"name":"Åsa Ek"' in EntryPayload.objects.get().payload


def test_a_name_is_filled_in_when_it_was_missing_but_never_replaced(now) -> None:
    account = actions.open_account(email="kim.ek@granfors.example", at=now)
    person = given.person("Kim Ek", "kim.ek@granfors.example")
    assert account.person == person
    assert person.name == "Kim Ek"
    assert verbs() == ["people.person.introduced", "people.account.opened", "people.person.named"]


def test_people_without_an_address_are_each_their_own(now) -> None:
    assert given.person("Kim Ek", "") != given.person("Kim Ek", "")


def test_an_account_is_opened_once(now) -> None:
    first = actions.open_account(email="kim.ek@granfors.example", at=now)
    again = actions.open_account(email=" KIM.ek@granfors.example", at=now)
    assert first == again
    assert (first.made_at, Account.objects.count(), Person.objects.count()) == (now, 1, 1)
    assert verbs() == ["people.person.introduced", "people.account.opened"]


def test_an_address_belongs_to_one_person_and_one_account(now) -> None:
    person = given.person()
    given.account(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email=person.email, added_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(email=person.email)


def test_oneself_is_described_and_only_what_is_new_is_noted(now) -> None:
    person = given.person()
    actions.describe_oneself(person=person, name="Kim Ek", language="sv", at=now)
    assert verbs() == ["people.person.introduced"]
    actions.describe_oneself(person=person, name=" Kim  Ekdal", language="en", at=now)
    person.refresh_from_db()
    assert (person.name, person.name_sort, person.language) == ("Kim Ekdal", sort_key("Kim Ekdal"), "en")
    assert verbs() == ["people.person.introduced", "people.person.named", "people.person.language_chosen"]


def test_a_real_installation_is_opened_once(now) -> None:
    account = actions.open_installation(email="maj.lind@vard.example", name="Maj Lind", at=now)
    assert account.person is not None
    assert account.person.name == "Maj Lind"
    assert not account.has_usable_password()
    assert installation.is_marked()
    assert not installation.installation().is_example
    assert verbs()[-1] == "people.installation.opened"
    with pytest.raises(Refused, match="redan öppnad"):
        actions.open_installation(email="annan@vard.example", name="Annan", at=now)
    assert Account.objects.count() == 1
    # What is real can never become an example.
    with pytest.raises(IntegrityError), transaction.atomic():
        journal.mark_example(moment="month ten", clock_offset_seconds=0, at=now)


def test_an_example_is_never_opened_as_real(now) -> None:
    journal.mark_example(moment="month ten", clock_offset_seconds=0, at=now)
    with pytest.raises(Refused):
        actions.open_installation(email="maj.lind@vard.example", name="Maj Lind", at=now)
    assert not Account.objects.exists()


def test_a_domain_is_seen_once(now) -> None:
    organisation = given.federation()
    for _time in range(2):
        actions.see_domain(organisation=organisation, email="Kim@Vaster.example", at=now)
    (row,) = MemberDomain.objects.all()
    assert (row.domain, row.confirmed_at) == ("vaster.example", None)
    assert not queries.is_confirmed_address(organisation, "kim@vaster.example")
    MemberDomain.objects.update(confirmed_at=now, confirmed_by=given.person())
    assert queries.is_confirmed_address(organisation, "noor@VASTER.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberDomain.objects.create(organisation=organisation, domain="vaster.example", seen_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberDomain.objects.update(confirmed_by=None)


def test_free_mail_never_shows_where_someone_works(now) -> None:
    organisation = given.federation()
    row = actions.see_domain(organisation=organisation, email="kim@gmail.com", at=now)
    MemberDomain.objects.filter(pk=row.pk).update(confirmed_at=now, confirmed_by=given.person())
    assert not queries.is_confirmed_address(organisation, "kim@gmail.com")


def test_only_a_municipality_points_to_a_place(now) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.enter_organisation(
            name="Granfors kommun", kind=MemberOrganisation.Kind.MUNICIPALITY, municipality=None, by=SYSTEM, at=now
        )


def test_an_employment_ends_after_it_begins(now) -> None:
    employment = given.employment(given.person(), given.employer(given.federation()))
    assert verbs()[-1] == "people.employment.entered"
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.filter(pk=employment.pk).update(last_day=employment.first_day.replace(year=2020))


def test_an_organisation_number_is_one_employers(now) -> None:
    organisation = given.federation()
    given.employer(organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        given.employer(organisation)


def test_organisations_are_found_by_part_of_their_name(now) -> None:
    given.federation("Östra Ädalens kommunalförbund")
    given.federation("Västermarks kommunalförbund")
    found = [row.name for row in queries.organisations_matching("KOMMUNALFÖRBUND")]
    assert found == ["Västermarks kommunalförbund", "Östra Ädalens kommunalförbund"]
    assert [row.name for row in queries.organisations_matching("ädalen")] == ["Östra Ädalens kommunalförbund"]
