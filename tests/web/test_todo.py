"""What to do now: gathered, ordered by day, the late first."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverka.core.todo import Facts, Todo, Waits, fact_day, fact_instant, gathered
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

    def rows(person: Person, _at: datetime) -> tuple[QuerySet[Person], Facts]:
        return Person.objects.filter(pk=person.pk), {"name": "name"}

    def first(_rows: Sequence[Facts], _person: Person, _at: datetime) -> list[Todo]:
        return found[::2]

    def second(_rows: Sequence[Facts], _person: Person, _at: datetime) -> list[Todo]:
        return found[1::2]

    monkeypatch.setattr(todo, "WAITS", (Waits("first", rows, first), Waits("second", rows, second)))
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


def test_each_sort_is_named_once() -> None:
    names = [waits.name for waits in todo.WAITS]
    assert len(set(names)) == len(names) > 5


def test_facts_come_along_as_they_stand_and_only_to_the_sort_whose_rows_they_are(now: datetime) -> None:
    someone, other = people.person("Åsa Öberg"), people.person("Bo Ek", "bo.ek@granfors.example")
    heard = []

    def rows_of(which: Person) -> Callable[[Person, datetime], tuple[QuerySet[Person], Facts]]:
        facts = {"name": "name", "hidden": "protected_identity", "number": "pk", "since": "added_at"}
        return lambda _person, _at: (Person.objects.filter(pk=which.pk).order_by("-pk"), facts)

    def said(rows: Sequence[Facts], person: Person, at: datetime) -> list[Todo]:
        heard.append((person, at, [dict(row) for row in rows]))
        return [one(row["name"]) for row in rows]

    waits = [
        Waits("some", rows_of(someone), said),
        Waits("none", lambda _person, _at: (Person.objects.none(), {"name": "name"}), said),
        Waits("nobody", lambda _person, _at: (Person.objects.filter(pk__in=[]), {"name": "name"}), said),
        Waits("other", rows_of(other), said),
    ]
    with CaptureQueriesContext(connection) as asked:
        found = gathered(waits, someone, now)
    assert [todo.text for todo in found] == ["Åsa Öberg", "Bo Ek"]
    assert len(asked) == 1
    assert [(person, at, [row["number"] for row in rows]) for person, at, rows in heard] == [
        (someone, now, [someone.pk]),
        (someone, now, [other.pk]),
    ]
    row = heard[0][2][0]
    assert not row["hidden"]
    assert fact_instant(row["since"]) == someone.added_at


def test_nothing_is_asked_of_nobody(now: datetime) -> None:
    assert gathered((), people.person(), now) == []


def test_a_day_among_facts_may_be_missing() -> None:
    assert (fact_day("2021-11-05"), fact_day(None)) == (date(2021, 11, 5), None)
