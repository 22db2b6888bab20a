"""The doors of examples: who sees what, and the whole way in pages."""

import json
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from samverka.examples import actions
from samverka.examples.models import ExampleEdition, LearningExample
from tests.given import examples as given
from tests.given import people as given_people
from tests.given import world as given_world
from tests.given.examples import NOW
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


def test_a_draft_stays_inside_the_municipality_until_it_has_approved(world) -> None:
    example = given.written(world)
    where = reverse("examples:draft", args=[world.network.slug, example.pk])
    assert signed_in(world.coordinator).get(where).status_code == 200
    assert signed_in(world.other_coordinator).get(where).status_code == 404
    assert signed_in(world.lead).get(where).status_code == 404
    actions.hand_over(example=example, by=world.coordinator, at=NOW)
    assert signed_in(world.lead).get(where).status_code == 404
    actions.approve_example(example=example, by=world.coordinator, at=NOW)
    assert signed_in(world.lead).get(where).status_code == 200
    assert signed_in(world.other_coordinator).get(where).status_code == 404


def test_the_whole_way_in_pages(world) -> None:
    team, host, slug = signed_in(world.coordinator), signed_in(world.lead), world.network.slug
    team.post(reverse("examples:start", args=[slug]), {"title": "Så gjorde vi", "participation": world.alvnas.pk})
    example = LearningExample.objects.get()

    def at(name: str, *more: object) -> str:
        return reverse(f"examples:{name}", args=[slug, example.pk, *more])

    form = {
        "title": "Så gjorde vi",
        "ingress": "Det här kan du göra.",
        "conclusions": "- Ett\n- Två\n\n- Tre",
        "done": "Vi talade.",
        "dimensions": ["D6"],
        "what_1": "Platser",
        "value_1": "6",
        "source_1": "Uppföljning",
        "seen": 1,
    }
    assert team.post(at("write"), form | {"conclusions": "x\n" * 8}).status_code == 422
    assert team.post(at("write"), form).status_code == 302
    example.refresh_from_db()
    assert (example.conclusions, example.figures[0]["value"]) == (["Ett", "Två", "Tre"], "6")
    assert b"seen" in team.get(at("write_page")).content
    bad = team.post(at("add_picture"), {"alt_text": "", "file": ""})
    assert bad.status_code == 422
    assert team.post(at("hand_over")).status_code == 302
    assert team.post(at("approve")).status_code == 302
    assert team.post(at("publish")).status_code == 404
    assert host.post(at("publish")).status_code == 302
    public = Client().get(reverse("examples:show", args=[example.slug]))
    assert "Det här kan du göra." in public.content.decode()
    assert host.post(at("archive")).status_code == 302
    assert host.post(at("archive")).status_code == 409


def test_a_public_page_is_kept_and_answers_not_changed(world) -> None:
    where = reverse("examples:show", args=[given.published(world).example.slug])
    first = Client().get(where)
    assert first["Cache-Control"] == "public, max-age=300"
    assert Client().get(where, headers={"if-none-match": first["ETag"]}).status_code == 304
    own = signed_in(world.other_coordinator).get(where)
    assert (own.status_code, own["Cache-Control"]) == (200, "private, no-store")
    assert "csrfmiddlewaretoken" not in first.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("upphandlade simhallar", 0),
        ("upphandlade tvättar", 1),
        ("tvätten", 1),
        ("dialogmöte", 1),
        ("avtalen", 1),
        ("forsaljning", 0),
        ("laundry", 1),
    ],
)
def test_a_search_finds_every_inflection(world, asked: str, found: int) -> None:
    given.published(world)
    page = Client().get(reverse("examples:list"), {"q": asked}).content.decode()
    assert page.count("/larande-exempel/sa-kopte-vi-tvatt/") == found


def test_the_list_is_filtered_by_form_and_part(world) -> None:
    given.published(world)
    for asked, found in (
        ({"form": "iop"}, 0),
        ({"form": "reserved_4_18_1"}, 1),
        ({"del": "D6"}, 1),
        ({"del": "D2"}, 0),
    ):
        page = Client().get(reverse("examples:list"), asked).content.decode()
        assert page.count("/larande-exempel/sa-kopte-vi-tvatt/") == found


def test_feed_and_structured_data_are_whole(world) -> None:
    edition = given.published(world, title='Köp & "sälj" <b>')
    feed = ET.fromstring(Client().get(reverse("examples:feed")).content)  # noqa: S314 - our own
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles == ["Lärande exempel", 'Köp & "sälj" <b>']
    data = json.loads(Client().get(reverse("examples:structured", args=[edition.example.slug])).content)
    assert (data["@type"], data["headline"]) == ("Article", 'Köp & "sälj" <b>')
    assert "<b>" not in Client().get(reverse("examples:show", args=[edition.example.slug])).content.decode()


def test_a_picture_is_public_only_in_the_edition(world) -> None:
    example = given.published(world).example
    example.refresh_from_db()
    picture = actions.add_picture(
        example=example, file_name="a.jpg", data=given.picture(), alt_text="Hallen", caption="", by=world.coordinator,
        at=NOW,
    )  # fmt: skip
    where = reverse("examples:picture", args=[example.slug, picture.pk])
    assert Client().get(where).status_code == 404
    actions.hand_over(example=example, by=world.coordinator, at=NOW)
    actions.approve_example(example=example, by=world.coordinator, at=NOW)
    actions.publish_example(example=example, by=world.lead, at=NOW)
    answer = Client().get(where)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/jpeg",
        "nosniff",
    )
    assert (
        Client().get(reverse("examples:draft_picture", args=[world.network.slug, example.pk, picture.pk])).status_code
        == 302
    )


def test_the_list_takes_as_many_statements_with_thirty_as_with_three(world, django_assert_num_queries) -> None:
    first = given.published(world)

    def more(number: int) -> None:
        for index in range(number):
            copy = LearningExample.objects.get(pk=first.example_id)
            copy.pk, copy.slug = None, f"kopia-{number}-{index}"
            copy.save()
            ExampleEdition.objects.create(
                example=copy, number=1, title="Kopia", title_sort="k", ingress="i", search_words=" i ",
                content=first.content, sha256="x", published_at=NOW, published_by=world.lead,
            )  # fmt: skip

    for number in (3, 30):
        more(number)
        Client().get(reverse("examples:list"))
        with django_assert_num_queries(1):
            assert Client().get(reverse("examples:list")).status_code == 200
        client = signed_in(world.lead)
        with django_assert_num_queries(8):
            client.get(reverse("examples:drafts", args=[world.network.slug]))


def test_unknown_links_and_examples_are_not_there(world) -> None:
    for where in ("/larande-exempel/ingen/", "/exempel-godkannande/fel/", "/larande-exempel/ingen/data.jsonld"):
        assert Client().get(where).status_code == 404


def test_another_member_says_that_it_has_used_it(world) -> None:
    slug = given.published(world).example.slug
    client = signed_in(world.other_coordinator)
    assert "Granfors" in client.get(reverse("examples:show", args=[slug])).content.decode()
    assert client.post(reverse("examples:note_use", args=[slug]), {"note": "Mallen"}).status_code == 302
    assert client.post(reverse("examples:note_use", args=[slug]), {"note": "Igen"}).status_code == 409
    assert "Granfors" in Client().get(reverse("examples:show", args=[slug])).content.decode()
