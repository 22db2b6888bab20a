"""The public front page: empty, with an open call, with a network at work."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.core import clock
from samverka.networks import actions as networks
from samverka.web import queries
from tests.given.world import World, network, organisation, seat, world

pytestmark = pytest.mark.django_db


def call(in_world: World, *, opens: date = date(2020, 10, 5), slug: str = "utlysning", **also: object) -> Call:
    """A published call, as the store holds it."""
    at = datetime(2020, 10, 1, 9, 0, tzinfo=UTC)
    values: dict[str, object] = {
        "network": in_world.network,
        "slug": slug,
        "title": "Var med och utveckla",
        "title_en": "Develop with us",
        "lead": "Kommuner arbetar tillsammans.",
        "lead_en": "",
        "purpose": "…",
        "opens_day": opens,
        "interest_day": opens + timedelta(days=40),
        "confirmation_day": opens + timedelta(days=60),
        "decision_day": opens + timedelta(days=70),
        "letter_day": opens + timedelta(days=110),
        "contact_name": "Maj Lindberg",
        "contact_email": "maj.lindberg@samverka.example",
        "drafted_at": at,
        "drafted_by": in_world.lead,
        "published_at": at,
        "published_by": in_world.lead,
    }
    return Call.objects.create(**(values | also))


def page(client: Client, path: str = "/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def test_an_empty_installation_says_what_will_be_here(client: Client, now: datetime) -> None:
    assert queries.front_page(now).is_empty
    html = page(client)
    assert "<h1>Här kommer ett utvecklingsnätverk att synas</h1>" in html
    assert "samverka first-admin" in html
    assert 'class="map"' in html


def test_an_open_call_is_the_one_thing_to_do(client: Client) -> None:
    call(world())
    with clock.fixed(datetime(2020, 11, 1, 9, 0, tzinfo=UTC)):
        swedish, english = page(client), page(client, "/en/")
    assert "<h1>Var med och utveckla</h1>" in swedish
    assert "Anmäl kommunens intresse senast lördag 14 november 2020 kl. 23.59" in swedish
    assert "13 dagar är kvar." in swedish
    assert 'href="/erbjudande/utlysning/"' in swedish
    assert swedish.count('class="ds-button"') == 1
    assert "<h1>Develop with us</h1>" in english
    assert "Kommuner arbetar tillsammans." in english  # no English lead has been written
    assert 'href="/en/erbjudande/utlysning/"' in english


def test_after_the_last_day_the_outcome_is_awaited(client: Client) -> None:
    call(world())
    with clock.fixed(datetime(2020, 12, 1, 9, 0, tzinfo=UTC)):
        html = page(client)
        moments = queries.front_page(clock.now()).calls[0].moments
    assert 'class="ds-button"' not in html
    assert "Erbjudande, svarstiden är ute" in html
    assert [moment.state for moment in moments] == ["done", "here", "", ""]


@pytest.mark.parametrize(
    "hidden",
    [
        {"published_at": None, "published_by": None},
        {"opens": date(2021, 12, 1)},
        {"opens": date(2020, 1, 1)},
    ],
)
def test_a_call_that_is_not_on_is_not_shown(client: Client, hidden: dict[str, object]) -> None:
    call(world(), **hidden)  # type: ignore[arg-type]  # a table's columns
    assert "Var med och utveckla" not in page(client)


def test_a_cancelled_call_is_not_shown(client: Client, now: datetime) -> None:
    a_world = world()
    call(a_world, opens=date(2021, 10, 20), cancelled_at=now, cancelled_by=a_world.lead)
    assert queries.front_page(now).calls == ()


def test_the_network_at_work_shows_its_members_and_its_mark(client: Client, now: datetime) -> None:
    world()
    shown = queries.front_page(now)
    assert shown.network is not None
    assert (shown.network.joined, shown.network.seats) == (2, 2)
    assert shown.network.members == ("Granfors kommun", "Älvnäs kommun")
    html = page(client)
    assert "<h1>Utvecklingsnätverk sociala företag</h1>" in html
    assert "2 av 2 platser är tagna" in html
    assert ">Älvnäs</text>" in html
    assert "Annan kommun (290)" in html


def test_a_seat_that_was_left_is_no_longer_shown(now: datetime) -> None:
    a_world = world()
    networks.give_up_seat(participation=a_world.granfors, reason="Ny organisation", by=a_world.lead, at=now)
    shown = queries.front_page(now).network
    assert shown is not None
    assert shown.members == ("Älvnäs kommun",)


def test_a_network_that_has_ended_is_no_longer_shown() -> None:
    world()
    assert queries.front_page(datetime(2023, 3, 1, 9, 0, tzinfo=UTC)).networks == ()


def test_the_page_asks_as_much_with_many_seats_as_with_few(
    now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_world = world()
    with django_assert_num_queries(5):
        queries.front_page(now)
    bigger, _terms = network(slug="storre", seats=40)
    for index in range(30):
        seat(bigger, organisation(f"Påhittad {index}", f"93{index:02d}"), a_world.lead)
    with django_assert_num_queries(5):
        shown = queries.front_page(now)
    assert sorted(found.joined for found in shown.networks) == [2, 30]
