"""Away from work: no cause, no reminders, somebody stands in (R47)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from samverka.core.refusals import Refused
from samverka.journal.models import Entry
from samverka.people import actions, queries
from samverka.people.models import Absence
from tests.given import people as given

pytestmark = pytest.mark.django_db
PAGE = "/mitt/franvaro/"
TODAY = date(2021, 11, 2)


@pytest.fixture
def kim():
    return given.person()


@pytest.fixture
def bo():
    return given.person("Bo Äng", "bo.ang@granfors.example")


def away(person, now, *, first=TODAY, back=date(2021, 11, 15), substitute=None) -> Absence:
    return actions.note_absence(
        person=person, first_day=first, return_day=back, substitute=substitute, by=person, at=now
    )


def test_an_absence_is_noted_shown_and_ended(client, kim, bo) -> None:
    given.signed_in(client, kim)
    typed = {"first_day": "2021-11-01", "return_day": "2021-11-15", "substitute": bo.email}
    assert client.post(PAGE + "spara/", typed).status_code == 302
    absence = Absence.objects.get()
    assert (absence.person, absence.substitute, absence.return_day) == (kim, bo, date(2021, 11, 15))
    page = client.get(PAGE).content.decode()
    assert "Bo Äng ersätter dig" in page
    assert "orsak" in page
    assert queries.absent_on(TODAY, [kim.pk, bo.pk]) == {kim.pk}
    assert queries.absent_on(date(2021, 11, 15), [kim.pk]) == frozenset()
    other = given.signed_in(Client(), bo)
    assert "Du ersätter Kim Ek till" in other.get(PAGE).content.decode()
    assert other.post(f"{PAGE}{absence.pk}/tillbaka/").status_code == 404
    assert client.post(f"{PAGE}{absence.pk}/tillbaka/").status_code == 302
    absence.refresh_from_db()
    assert (absence.return_day, absence.withdrawn_at) == (TODAY, None)
    assert not queries.absent_on(TODAY, [kim.pk])
    assert set(Entry.objects.filter(verb__startswith="people.absence").values_list("verb", flat=True)) == {
        "people.absence.noted",
        "people.absence.ended",
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"return_day": "2021-11-02"}, "kommer efter första dagen borta"),
        ({"first_day": "2021-10-01", "return_day": "2021-10-05"}, "redan över"),
        ({"first_day": "2021-11-32"}, "finns inte i kalendern"),
        ({"first_day": ""}, "Välj första dagen"),
        ({"return_day": ""}, "Välj dagen du är tillbaka"),
        ({"substitute": "ingen@granfors.example"}, "Ingen med den adressen"),
        ({"substitute": "kim.ek@granfors.example"}, "Välj någon annan som ersätter dig"),
    ],
)
def test_what_can_not_be_comes_back_with_a_sentence(client, kim, changes, said) -> None:
    given.signed_in(client, kim)
    typed = {"first_day": "2021-11-02", "return_day": "2021-11-15", "substitute": ""} | changes
    answer = client.post(PAGE + "spara/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{typed["return_day"]}"' in answer.content.decode() or not typed["return_day"]
    assert not Absence.objects.exists()


def test_two_absences_do_not_meet_and_one_that_is_over_can_not_end(kim, bo, now) -> None:
    absence = away(kim, now)
    with pytest.raises(Refused):
        away(kim, now, first=date(2021, 11, 14), back=date(2021, 11, 20))
    away(kim, now, first=date(2021, 11, 15), back=date(2021, 11, 20))
    actions.come_back(absence=absence, by=kim, at=now)
    # Begun today: called off whole, since no day of it has passed.
    assert absence.withdrawn_at == now
    with pytest.raises(Refused):
        actions.come_back(absence=absence, by=kim, at=now)
    with pytest.raises(Refused):
        actions.come_back(absence=Absence.objects.latest("pk"), by=kim, at=now.replace(day=25))


def test_two_who_end_it_at_once(kim, now) -> None:
    absence = away(kim, now, first=date(2021, 11, 1))
    seen = Absence.objects.get()
    actions.come_back(absence=absence, by=kim, at=now)
    with pytest.raises(Refused):
        actions.come_back(absence=seen, by=kim, at=now)


@pytest.mark.parametrize("columns", [{"return_day": TODAY}, {"substitute": "oneself"}])
def test_the_database_refuses_what_no_absence_is(kim, now, columns) -> None:
    absence = away(kim, now)
    changes = {name: kim if value == "oneself" else value for name, value in columns.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.filter(pk=absence.pk).update(**changes)
