"""Mitt: one's name, one's language, and the browsers one is signed in with."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from samverka.people.models import Person
from samverka.web.middleware import SEEN_AT
from tests.given import people as given
from tests.people.test_sign_in import ask, code_sent

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0"


@pytest.fixture
def kim() -> Person:
    return given.person()


def browser(agent: str, kim: Person) -> Client:
    """A browser in which the person has signed in by a code."""
    client = Client(headers={"user-agent": agent})
    ask(client, kim.email)
    client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    client.get("/mitt/")
    return client


def test_name_and_language_are_saved(client, kim) -> None:
    given.signed_in(client, kim)
    answer = client.post("/mitt/om-mig/", {"name": "Kim Ekdal", "language": "en"})
    assert (answer.status_code, answer["Location"]) == (302, "/mitt/")
    kim.refresh_from_db()
    assert (kim.name, kim.language) == ("Kim Ekdal", "en")


def test_without_a_name_nothing_is_saved_and_the_sentence_says_why(client, kim) -> None:
    given.signed_in(client, kim)
    answer = client.post("/mitt/om-mig/", {"name": " ", "language": "en"})
    assert answer.status_code == 422
    assert "Skriv ditt namn" in answer.content.decode()
    kim.refresh_from_db()
    assert (kim.name, kim.language) == ("Kim Ek", "sv")


def test_own_browsers_are_listed_and_ended(kim) -> None:
    here, there = browser(FIREFOX, kim), browser(EDGE, kim)
    page = here.get("/mitt/").content.decode()
    assert "Firefox på Linux" in page
    assert "Edge på Windows" in page
    other = UserSession.objects.get(user_agent=EDGE)
    assert here.post(f"/mitt/inloggningar/{other.pk}/avsluta/")["Location"] == "/mitt/"
    assert there.get("/mitt/")["Location"].startswith("/logga-in/")
    assert "Edge" not in here.get("/mitt/").content.decode()


def test_all_other_browsers_are_ended_at_once(kim) -> None:
    here, there, elsewhere = browser(FIREFOX, kim), browser(EDGE, kim), browser("", kim)
    here.post("/mitt/inloggningar/avsluta-andra/")
    assert here.get("/mitt/").status_code == 200
    assert {client.get("/mitt/").status_code for client in (there, elsewhere)} == {302}


def test_nobody_ends_anothers_sign_in(kim) -> None:
    mine = browser(FIREFOX, kim)
    other = browser(EDGE, given.person("Siv Åberg", "siv.aberg@alvnas.example"))
    row = UserSession.objects.get(user_agent=FIREFOX)
    assert other.post(f"/mitt/inloggningar/{row.pk}/avsluta/").status_code == 302
    assert mine.get("/mitt/").status_code == 200


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_asks_the_same_however_many_browsers(kim, number, django_assert_max_num_queries) -> None:
    for _time in range(number):
        client = Client()
        client.force_login(given.account(kim))
        UserSession.objects.create(user=given.account(kim), ip="127.0.0.1", session_key=client.session.session_key)
    session = client.session
    session[SEEN_AT] = "2099-01-01T00:00:00+00:00"
    session.save()
    client.get("/mitt/")
    with django_assert_max_num_queries(5):
        client.get("/mitt/")
