"""The commitments of both sides: counted from facts, the same page for host and municipality."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.networks import actions as networks
from samverka.networks.models import Staff
from samverka.reports import queries
from samverka.teams import actions as teams
from samverka.teams.models import TeamMember
from tests.given import meetings as given_meetings
from tests.given import people as given_people
from tests.given import world as given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def world():
    return given.world()


def page_of(world, person, now, seat=None):
    return queries.commitments_page(person, world.network.slug, (seat or world.alvnas).pk, now)


def by_promise(lines) -> dict[str, tuple[str, str]]:
    return {line.promise: (line.mark, line.evidence) for line in lines}


def test_both_sides_see_the_same_and_it_follows_the_facts(world, now) -> None:
    page = page_of(world, world.lead, now)
    assert page == page_of(world, world.coordinator, now)
    municipality, host = by_promise(page.municipality), by_promise(page.host)
    assert municipality["3 personer i ett projektteam, från minst 2 områden"] == (
        "done",
        "3 personer från 3 områden i dag.",
    )
    coordinator = "En koordinator på 20 procent av heltid, och en ställföreträdare"
    assert municipality[coordinator] == ("waiting", "Ingen är utsedd till ställföreträdare.")
    assert host["En namngiven processtödjare, och någon som träder in"] == ("open", "Ingen är utsedd än.")
    assert host["En lokal dag varje år (1)"] == ("open", "0 hållna och 0 planerade i år.")

    teams.name_deputy(member=TeamMember.objects.get(person=world.members[0]), by=world.coordinator, at=now)
    staff = given.person("Pia Stöd")
    from_day = date(2020, 9, 1)
    given_staff(world, staff, from_day)
    teams.name_supporters(
        participation=world.alvnas, supporter=staff, substitute=world.lead, first_day=from_day, by=world.lead, at=now
    )
    given_meetings.meeting(world.network, world.lead, kind="local_day", participation=world.alvnas)
    page = page_of(world, world.lead, now)
    assert by_promise(page.municipality)[coordinator][0] == "done"
    host = by_promise(page.host)
    assert host["En namngiven processtödjare, och någon som träder in"] == ("done", "Pia Stöd, Maj Lindberg.")
    assert host["En lokal dag varje år (1)"] in {
        ("waiting", "0 hållna och 1 planerade i år."),
        ("done", "1 hållna och 0 planerade i år."),
    }


def given_staff(world, person, first_day) -> None:
    networks.appoint_staff(
        network=world.network,
        person=person,
        function=Staff.Function.PROCESS_SUPPORTER,
        first_day=first_day,
        by=world.lead,
        at=given.START,
    )


def test_the_page_takes_few_statements_and_is_not_for_others(world, django_assert_max_num_queries) -> None:
    address = reverse("reports:commitments", args=[world.network.slug, world.alvnas.pk])
    for person in (world.lead, world.coordinator, world.members[0]):
        client = given_people.signed_in(Client(), person)
        client.get(address)
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
    for person in (world.other_coordinator, world.stranger):
        assert given_people.signed_in(Client(), person).get(address).status_code == 404
