"""What is asked costs the same however many there are, and everyone's to-do is right."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverka.calls import actions, queries
from samverka.core import clock
from tests.calls.test_actions import decided_world
from tests.given import calls as given
from tests.given import people as people_given

pytestmark = pytest.mark.django_db
MOST = 8
NOVEMBER = given.at(date(2020, 11, 10))


def cost(person: Any, path: str, instant: Any = NOVEMBER) -> int:
    """Statements of a page, signed in (or not), once the process is warm."""
    with clock.fixed(instant):
        client = people_given.signed_in(Client(), person) if person else Client()
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
    assert answer.status_code == 200, path
    return len(captured)


def test_the_hosts_lists_cost_the_same_for_two_and_for_eight() -> None:
    world = given.call_world()
    here = f"/natverk/{world.network.slug}/erbjudande/"
    pages = (here, f"{here}{world.call.slug}/", f"{here}{world.call.slug}/lista.csv", f"{here}{world.call.slug}/urval/")
    for index in range(3):
        given.confirmed(world, index)
    few = [cost(world.lead, page) for page in pages]
    for index in range(3, 8):
        given.confirmed(world, index)
    many = [cost(world.lead, page) for page in pages]
    assert few == many
    assert max(many) <= MOST, dict(zip(pages, many, strict=True))


def test_each_page_of_a_call_is_cheap() -> None:
    world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.prepared(interest, index)
    own = f"/erbjudande/{world.call.slug}/anmalan/{interest.pk}/"
    contact = given.contact(index)
    signer = given.signatory_person(index, "board_chair")
    instant = given.at(date(2020, 11, 12))
    costs = {
        path: cost(person, path, instant)
        for person, path in (
            (None, f"/erbjudande/{world.call.slug}/"),
            (contact, f"/erbjudande/{world.call.slug}/"),
            (None, f"/erbjudande/{world.call.slug}/urvalsbeslut/"),
            (contact, f"/erbjudande/{world.call.slug}/anmal/?kommun=gran"),
            (contact, own),
            (contact, f"{own}om-er/"),
            (contact, f"{own}sjalvskattning/"),
            (contact, f"{own}team/"),
            (contact, f"{own}ataganden/"),
            (contact, f"{own}kontrollera/"),
            (contact, f"{own}bekrafta/"),
            (contact, f"{own}lamna/"),
            (contact, f"/avsiktsforklaring/{letter.number}/"),
            (world.lead, f"/avsiktsforklaring/{letter.number}/"),
            (signer, f"/avsiktsforklaring/{letter.number}/underskrift/"),
            (world.lead, f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/anmalan/{interest.pk}/"),
            (world.lead, f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/andra/"),
        )
    }
    assert {path: count for path, count in costs.items() if count > MOST} == {}


def texts(person: Any, day: date) -> list[tuple[str, date | None]]:
    with CaptureQueriesContext(connection) as captured:
        found = [(todo.text, todo.due_day) for todo in queries.todo_for(person, given.at(day))]
    assert len(captured) <= 2
    return found


def test_what_a_contact_must_do_follows_the_call() -> None:
    world = given.call_world()
    contact = given.contact()
    interest = given.filled(world)
    assert texts(contact, date(2020, 10, 7)) == [("Lämna in intresseförklaringen för Älvnäs kommun", given.INTEREST)]
    assert texts(contact, date(2020, 11, 4)) == []
    actions.submit_interest(interest=interest, by=contact, at=given.at(date(2020, 10, 20)))
    assert texts(contact, date(2020, 10, 21)) == []
    assert texts(contact, date(2020, 11, 4)) == [("Säg om Älvnäs kommun vill fortsätta", given.CONFIRMATION)]
    actions.confirm_interest(interest=interest, by=contact, at=given.at(date(2020, 11, 8)))
    assert texts(contact, date(2020, 11, 8)) == []
    given.decided(world)
    assert texts(contact, date(2020, 11, 12)) == [
        ("Se till att avsiktsförklaringen från Älvnäs kommun blir underskriven", given.LETTER)
    ]
    given.prepared(interest)
    signer = given.signatory_person(0, "board_chair")
    assert texts(signer, date(2020, 11, 12)) == [("Skriv under avsiktsförklaringen från Älvnäs kommun", given.LETTER)]
    given.signed(interest)
    assert texts(signer, date(2020, 11, 14)) == []
    assert texts(contact, date(2020, 11, 14)) == [("Tacka ja till platsen för Älvnäs kommun", None)]
    actions.accept_seat(interest=interest, by=contact, at=given.at(date(2020, 11, 14)))
    assert texts(contact, date(2020, 11, 14)) == []


def test_what_the_host_must_do_follows_the_call() -> None:
    world = given.call_world()
    for index in range(3):
        given.confirmed(world, index)
    given.submitted(world, 3)
    lead = world.lead
    assert texts(lead, given.INTEREST) == []
    assert texts(lead, date(2020, 11, 5)) == [("Påminn 1 som inte har bekräftat", given.CONFIRMATION)]
    assert texts(lead, date(2020, 11, 10)) == [("Besluta om urvalet", given.DECISION)]
    given.decided(world)
    assert texts(lead, date(2020, 11, 12)) == []
    assert texts(lead, date(2020, 11, 16)) == [("Erbjud 2 lediga platser till nästa reserver", None)]
    assert texts(given.contact(5), date(2020, 11, 16)) == []


def test_the_register_year_follows_the_call() -> None:
    world = given.call_world()
    interest = given.started(world)
    with clock.fixed(given.at(date(2020, 10, 7))):
        page = queries.part_page(interest, "about", given.at(date(2020, 10, 7)))
    assert (page.facts.register_year, page.facts.population) == (2019, 18_000)
