"""What to do now: gathered, ordered by day, the late first."""

from datetime import date, datetime

import pytest
from django.test import Client

from samverka.core.todo import Todo
from samverka.people.models import Person
from samverka.web.queries import todo
from tests.given import people

pytestmark = pytest.mark.django_db


def one(text: str, due_day: date | None = None, about: str = "") -> Todo:
    return Todo(text, f"/{text}/", due_day, about)


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> list[Todo]:
    """What two packages have to ask for."""
    found: list[Todo] = []

    def first(_person: Person, _at: datetime) -> list[Todo]:
        return found[::2]

    def second(_person: Person, _at: datetime) -> list[Todo]:
        return found[1::2]

    monkeypatch.setattr(todo, "SOURCES", (first, second))
    return found


def test_the_late_come_first_and_what_has_no_day_last(waiting: list[Todo], now: datetime) -> None:
    waiting += [
        one("ingen dag"),
        one("sent", date(2021, 10, 5)),
        one("i dag", date(2021, 11, 2)),
        one("snart", date(2021, 11, 5)),
        one("Älvnäs", date(2021, 11, 5)),
    ]
    page = todo.todo_page(people.person(), now)
    assert [line.todo.text for line in page.lines] == ["sent", "i dag", "snart", "Älvnäs", "ingen dag"]
    assert [line.is_late for line in page.lines] == [True, False, False, False, False]
    assert [line.is_today for line in page.lines] == [False, True, False, False, False]
    assert (page.late, page.next_day) == (1, date(2021, 11, 2))


def test_the_page_says_how_much_is_waiting(client: Client, waiting: list[Todo]) -> None:
    waiting += [one("Intyga september", date(2021, 10, 5), "Nätverket"), one("Intyga oktober", date(2021, 11, 5))]
    html = people.signed_in(client, people.person()).get("/att-gora/").content.decode()
    assert "2 saker väntar på dig" in html
    assert "Dagen har passerat för en av dem." in html
    assert '<a href="/Intyga september/">Intyga september</a>' in html
    assert "Försenat, 5 oktober 2021" in html
    assert "senast 5 november 2021" in html
    assert '<span class="about">Nätverket</span>' in html


def test_one_thing_that_is_not_late(client: Client, waiting: list[Todo]) -> None:
    waiting += [one("Intyga oktober", date(2021, 11, 2))]
    html = people.signed_in(client, people.person()).get("/en/att-gora/").content.decode()
    assert "One thing is waiting for you" in html
    assert "The nearest is due on Tuesday 2 November 2021." in html
    assert '<span class="due">today</span>' in html


@pytest.mark.usefixtures("waiting")
def test_nothing_to_do_is_a_good_state(client: Client) -> None:
    html = people.signed_in(client, people.person()).get("/att-gora/").content.decode()
    assert "<h1>Inget väntar på dig</h1>" in html
    assert "Skriv ditt namn" not in html


@pytest.mark.usefixtures("waiting")
def test_who_has_no_name_is_asked_for_it(client: Client) -> None:
    html = people.signed_in(client, people.person(name="")).get("/att-gora/").content.decode()
    assert "Skriv ditt namn" in html


def test_a_stranger_is_led_to_the_sign_in(client: Client) -> None:
    response = client.get("/att-gora/")
    assert response.status_code == 302
    assert response["Location"].startswith("/logga-in/?next=")


def test_every_package_is_asked() -> None:
    assert all(callable(source) for source in todo.SOURCES)
    assert len(set(todo.SOURCES)) == len(todo.SOURCES)
