from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.networks import actions as networks
from samverka.networks.models import Network
from tests.given import meetings as given_meetings
from tests.given import people as given_people
from tests.given import world as given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Pages are walked in Swedish."""
    with translation.override("sv"):
        yield


def front(person, network: Network) -> str:
    answer = given_people.signed_in(Client(), person).get(reverse("reports:network", args=[network.slug]))
    return " ".join(answer.content.decode().split()) if answer.status_code == 200 else str(answer.status_code)


def test_the_host_sees_seats_meeting_and_links(now) -> None:
    world = given.world()
    page = front(world.lead, world.network)
    assert "2 av 2 platser är tagna." in page
    assert "Ingen träff är planerad." in page
    assert "Stödet är inte sökt ännu." in page
    assert "<li>Granfors kommun</li><li>Älvnäs kommun</li>" in page
    given_meetings.meeting(world.network, world.lead)
    networks.note_funding(
        network=world.network,
        applied_day=date(2020, 10, 1),
        granted_day=date(2021, 1, 12),
        by=world.lead,
        at=now,
    )
    page = front(world.lead, world.network)
    assert "Nätverksträff i november" in page
    assert "Stödet" not in page.split("Beslut om stöd")[0]
    for path in ("team/", "traffar/", "tid/", "medfinansiering/", "villkor/", "bemanning/", "stod/"):
        assert f'href="/natverk/{world.network.slug}/{path}"' in page


def test_a_member_sees_the_own_seat_and_month() -> None:
    world = given.world()
    page = front(world.members[0], world.network)
    assert "Du är medarbetare för Älvnäs kommun." in page
    assert f'href="/natverk/{world.network.slug}/tid/2021-11/"' in page
    assert "Granfors" not in page
    assert "medfinansiering/" not in page
    assert "Du är koordinator för Älvnäs kommun." in front(world.coordinator, world.network)
    assert front(world.stranger, world.network) == "404"


def test_a_light_network_shows_less() -> None:
    world = given.world(with_hours=False, with_claims=False)
    for person in (world.lead, world.members[0]):
        page = front(person, world.network)
        assert f'href="/natverk/{world.network.slug}/traffar/"' in page
        assert "Din månad" not in page
        assert "Arbetstid" not in page


def test_the_menu_of_a_light_network_is_shorter() -> None:
    light = given.world(with_hours=False, with_claims=False)
    page = front(light.lead, light.network)
    assert f'/natverk/{light.network.slug}/traffar/"' in page
    assert f'/natverk/{light.network.slug}/tid/"' not in page
    assert f'/natverk/{light.network.slug}/medfinansiering/"' not in page
