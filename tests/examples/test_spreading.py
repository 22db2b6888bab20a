"""The dissemination log."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from samverka.core.refusals import Refused
from samverka.examples import actions, queries, rules
from samverka.examples.models import DisseminationEntry
from samverka.journal.models import Entry
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


@pytest.mark.parametrize(
    ("day", "yes"), [(date(2021, 11, 2), True), (date(2021, 11, 3), False), (date(2020, 12, 31), False)]
)
def test_what_is_logged_has_happened_in_the_days_of_the_network(day, yes) -> None:
    assert bool(rules.may_log(day=day, today=date(2021, 11, 2), first_day=date(2021, 1, 1))) is yes


def test_a_line_is_logged_and_summed_and_taken_away(world) -> None:
    entry = given.logged(world)
    given.logged(world, what="Artikel", reached=None)
    table = queries.spreading_table(world.network)
    assert table.total is not None
    assert (len(table.rows), table.total.values[4]) == (2, 40)
    actions.withdraw_dissemination(entry=entry, by=world.coordinator, at=NOW)
    assert len(queries.spreading_table(world.network).rows) == 1
    with pytest.raises(Refused):
        actions.withdraw_dissemination(entry=entry, by=world.coordinator, at=NOW)
    verbs = list(Entry.objects.filter(verb__startswith="examples.dissemination").values_list("verb", flat=True))
    assert verbs == [f"examples.dissemination.{verb}" for verb in ("logged", "logged", "withdrawn")]


def test_the_log_in_pages(world) -> None:
    edition = given.published(world)
    client, slug = signed_in(world.coordinator), world.network.slug
    form = {"what": "Studiebesök", "day": "2021-10-20", "channel": "study_visit", "audience": "Grannkommuner"}
    where = reverse("examples:spread", args=[slug])
    for wrong in ({"day": "2021-02-31"}, {"reached": "-1"}, {"link": "inte en länk"}, {"what": ""}):
        assert client.post(where, form | wrong).status_code == 422, wrong
    assert client.post(where, form | {"day": "2021-11-30"}).status_code == 409
    assert client.post(where, form | {"reached": "12", "example": str(edition.example_id)}).status_code == 302
    entry = DisseminationEntry.objects.get()
    assert (entry.reached, entry.example, entry.participation) == (12, edition.example, world.alvnas)
    page = reverse("examples:spreading", args=[slug])
    assert "Studiebesök" in signed_in(world.other_coordinator).get(page).content.decode()
    assert signed_in(world.stranger).get(page).status_code == 404
    away = reverse("examples:withdraw", args=[slug, entry.pk])
    assert signed_in(world.other_coordinator).post(away).status_code == 404
    assert client.post(away).status_code == 302


def test_the_host_logs_for_itself(world) -> None:
    form = {"what": "Konferens", "day": "2021-10-20", "channel": "conference", "audience": "Alla kommuner"}
    signed_in(world.lead).post(reverse("examples:spread", args=[world.network.slug]), form)
    assert DisseminationEntry.objects.get().participation is None
    assert (
        signed_in(world.economist).post(reverse("examples:spread", args=[world.network.slug]), form).status_code == 404
    )
