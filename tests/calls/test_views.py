"""Every page and act of calls, by who may and may not, with what the page says."""

from datetime import date

import pytest
from django.test import Client

from samverka.calls import actions, queries
from samverka.core import clock
from tests.given import calls as given
from tests.given import people as people_given

pytestmark = pytest.mark.django_db


def client_of(person) -> Client:
    return people_given.signed_in(Client(), person)


@pytest.fixture
def october():
    with clock.fixed(given.at(date(2020, 10, 7), 14, 32)) as instant:
        yield instant


@pytest.fixture
def november():
    with clock.fixed(given.at(date(2020, 11, 8))) as instant:
        yield instant


@pytest.mark.usefixtures("october")
def test_the_call_is_public_and_a_draft_is_not() -> None:
    world = given.call_world(publish=False)
    assert Client().get(f"/erbjudande/{world.call.slug}/").status_code == 404
    preview = f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/forhandsgranska/"
    assert client_of(world.lead).get(preview).status_code == 200
    assert client_of(given.contact()).get(preview).status_code == 404
    actions.publish_call(call=world.call, by=world.lead, at=given.at(date(2020, 9, 21)))
    answer = Client().get(f"/erbjudande/{world.call.slug}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "tisdag 3 november 2020 kl. 23.59" in page
    assert world.call.lottery_seed not in page
    assert queries.call_page(world.call, None, given.at(date(2020, 10, 7))).fingerprint in page
    assert Client().get(f"/en/erbjudande/{world.call.slug}/").content.decode().count("Development network") > 0
