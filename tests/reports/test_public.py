"""The page for elected representatives, and what anyone and any search engine may find."""

from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverka.reports import figures
from tests.given import examples as given
from tests.given import hours as given_hours
from tests.given import people as given_people
from tests.given import world as given_world
from tests.given.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return given_world.world()


def signed_in(person) -> Client:
    client = Client()
    given_people.signed_in(client, person)
    return client


@pytest.mark.parametrize(("part", "whole", "found"), [(0, 0, 0), (1, 3, 33), (2, 3, 67), (500, 1, 999)])
def test_a_share_in_whole_percent(part: int, whole: int, found: int) -> None:
    assert figures.percent(part, whole) == found


def test_a_politician_reads_where_her_municipality_stands(world) -> None:
    given.published(world)
    given_hours.met(world, world.members[0], world.coordinator)
    where = reverse("reports:politicians", args=[world.network.slug, world.alvnas.pk])
    page = signed_in(world.coordinator).get(where).content.decode()
    for told in (
        "Where Älvnäs kommun stands",
        "0 of three results",
        "Policy document and action plan",
        "1 of 1 joint meeting attended.",
        "0 of about 500 hours",
        str(given.TEXT["title_en"]),
    ):
        assert told in page, told
    assert signed_in(world.other_coordinator).get(where).status_code == 404
    assert signed_in(world.stranger).get(where).status_code == 404
    assert signed_in(world.lead).get(where).status_code == 200


def test_a_network_without_hours_says_nothing_of_them(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = given_world.world(with_hours=False, with_claims=False)
    where = reverse("reports:politicians", args=[world.network.slug, world.alvnas.pk])
    assert "hours this year" not in signed_in(world.coordinator).get(where).content.decode()


def test_the_page_for_politicians_asks_as_much_with_more_examples(world) -> None:
    where = reverse("reports:politicians", args=[world.network.slug, world.alvnas.pk])
    counts = []
    for number in (1, 5):
        for index in range(number):
            given.published(world, title=f"Exempel {number} {index}")
        client = signed_in(world.coordinator)
        client.get(where)
        with CaptureQueriesContext(connection) as asked:
            client.get(where)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_search_engines_find_what_is_public_and_nothing_else(world) -> None:
    example = given.published(world).example
    given.handed_over(world, title="Ett utkast")
    answer = Client().get(reverse("reports:sitemap"))
    places = [one.text or "" for one in ET.fromstring(answer.content).iter() if one.tag.endswith("}loc")]  # noqa: S314 - our own
    assert any(place.endswith(f"/larande-exempel/{example.slug}/") for place in places)
    assert len([place for place in places if "/larande-exempel/" in place]) == 2
    assert not any("/natverk/" in place for place in places)
    for place in places:
        assert Client().get("/" + place.split("/", 3)[3]).status_code == 200
    robots = Client().get(reverse("reports:robots")).content.decode()
    assert "Disallow: /natverk/" in robots
    assert "sitemap.xml" in robots


def test_the_door_to_knowledge_shows_the_newest(world) -> None:
    assert "Newest examples" not in Client().get(reverse("reports:knowledge")).content.decode()
    edition = given.published(world)
    answer = Client().get(reverse("reports:knowledge"), headers={"if-none-match": "*other*"})
    assert edition.content["title_en"] in answer.content.decode()
    assert answer["Cache-Control"].startswith("public")
