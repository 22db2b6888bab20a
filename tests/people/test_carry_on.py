"""What somebody has written is not lost when the sign-in runs out in the middle of a form."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samverka.core.requestkeys import DRAWN_FOR, drawn_for
from samverka.people.doors import KEPT, MOST_KEPT, PROVED_AT
from samverka.people.models import Person
from samverka.web.middleware import IS_STAFF, SEEN_AT
from tests.conftest import NOW
from tests.given import people as given
from tests.given import world as given_world
from tests.given.world import World
from tests.people.test_sign_in import ask, code_sent

pytestmark = pytest.mark.django_db

WRITTEN = {"name": "Kim Alexander Ek", "language": "sv"}


def prove(client: Client, email: str) -> str:
    ask(client, email)
    answer = client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    assert answer.status_code == 302
    return str(answer["Location"])


def form_of(person: Person) -> dict[str, str]:
    """What a page drawn for the person sends."""
    return WRITTEN | {DRAWN_FOR: drawn_for(person.actor_key)}


def test_a_page_says_whom_it_was_drawn_for() -> None:
    kim = given.person()
    page = given.signed_in(Client(), kim).get("/mitt/").content.decode()
    assert f'name="drawn_for" value="{drawn_for(kim.actor_key)}"' in page
    assert "drawn_for" not in Client().get("/logga-in/").content.decode()


def test_whoever_signs_in_next_does_not_read_it() -> None:
    kim, other = given.person(), given.person("Bo Ek", "bo.ek@granfors.example")
    client = Client()
    client.post("/mitt/om-mig/", form_of(kim))
    assert client.session[KEPT]["by"] == kim.actor_key
    assert client.get(prove(client, other.email))["Location"] == "/att-gora/"


@pytest.mark.parametrize("mark", ["", "person-1", "person-1:made-up"])
def test_nothing_is_kept_where_nothing_tells_who_wrote(mark: str) -> None:
    client = Client()
    answer = client.post("/mitt/om-mig/", WRITTEN | {DRAWN_FOR: mark})
    assert answer["Location"] == "/logga-in/?next=%2F"
    assert KEPT not in client.session


def test_it_is_kept_shown_and_sent() -> None:
    kim = given.person()
    client = Client()
    answer = client.post("/mitt/om-mig/", form_of(kim), headers={"referer": "http://testserver/mitt/"})
    assert answer["Location"] == "/logga-in/?next=%2Fmitt%2F&orsak=skrev"
    assert "Det du skrev finns kvar: logga in" in client.get(answer["Location"]).content.decode()

    onward = prove(client, kim.email)
    assert onward == "/logga-in/fortsatt/"
    page = client.get(onward).content.decode()
    assert "<li>Kim Alexander Ek</li>" in page
    assert '<form method="post" action="/mitt/om-mig/">' in page
    assert '<input type="hidden" name="language" value="sv">' in page

    client.post("/mitt/om-mig/", WRITTEN)
    assert Person.objects.get(pk=kim.pk).name == "Kim Alexander Ek"
    assert KEPT not in client.session
    assert client.get(onward)["Location"] == "/att-gora/"


def test_a_button_without_words_is_pressed_once_more() -> None:
    client = Client()
    answer = client.post("/mitt/om-mig/", form_of(given.person()) | {"name": "Kim"})
    assert answer["Location"] == "/logga-in/?next=%2F"
    assert KEPT not in client.session


def test_what_is_too_long_for_a_session_is_not_kept() -> None:
    client = Client()
    client.post("/mitt/om-mig/", form_of(given.person()) | {"name": "x y" * MOST_KEPT})
    assert KEPT not in client.session


def test_an_hour_later_it_is_gone(settings) -> None:
    kim = given.person()
    client = Client()
    client.post("/mitt/om-mig/", form_of(kim))
    session = client.session
    session[KEPT] = session[KEPT] | {"at": (NOW - timedelta(minutes=61)).isoformat()}
    session.save()
    onward = prove(client, kim.email)
    assert client.get(onward)["Location"] == "/att-gora/"


@pytest.fixture
def world() -> World:
    return given_world.world()


@pytest.fixture
def idle(world) -> Client:
    """The lead's browser, after half an hour in which the lead wrote and then sent."""
    client = given.signed_in(Client(), world.lead)
    session = client.session
    session[SEEN_AT] = (timezone.now() - timedelta(minutes=31)).isoformat()
    session[IS_STAFF] = True
    session.save()
    answer = client.post("/mitt/om-mig/", WRITTEN, headers={"referer": "http://testserver/mitt/"})
    assert answer["Location"] == "/logga-in/?next=%2Fmitt%2F&orsak=skrev"
    assert Person.objects.get(pk=world.lead.pk).name != WRITTEN["name"]
    return client


def test_whoever_was_idle_gets_it_back(world, idle) -> None:
    assert WRITTEN["name"] in idle.get(prove(idle, world.lead.email)).content.decode()


def test_and_nobody_else_does(world, idle) -> None:
    assert idle.get(prove(idle, world.economist.email))["Location"] == "/att-gora/"


def test_an_act_that_asks_for_a_new_code_keeps_it_too(world) -> None:
    client = given.signed_in(Client(), world.coordinator, proved=False)
    assert PROVED_AT not in client.session
    where = f"/natverk/{world.network.slug}/tid/2021-10/kommun/{world.alvnas.pk}/lamna-in/"
    answer = client.post(where, {"skal-1": "Sjuk hela månaden"})
    assert answer["Location"].startswith("/logga-in/?next=%2F&again=1")
    assert client.session[KEPT]["path"] == where
