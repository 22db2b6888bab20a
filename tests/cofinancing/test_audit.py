"""What an auditor sees: the claims, and one person's month with all that stands behind it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samverka.cofinancing import actions
from samverka.cofinancing.models import ClaimLine
from samverka.hours import actions as hours
from samverka.journal.models import Entry
from samverka.meetings import actions as meetings
from samverka.meetings.models import AgendaPart
from samverka.networks import actions as networks
from samverka.people.models import Employer, Employment, Person
from tests.given import cofinancing as given
from tests.given import hours as given_hours
from tests.given.cofinancing import NOW, OCTOBER
from tests.given.people import signed_in
from tests.given.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = given.granted()
    given.unit_costs(made)
    given.submitted_month(made, OCTOBER, {made.members[0]: 465, made.members[1]: 120, made.coordinator: 600})
    given.closed_claim(made)
    networks.give_auditor_access(
        network=made.network,
        person=made.stranger,
        first_day=NOW.date(),
        last_day=NOW.date() + timedelta(days=30),
        by=made.lead,
        at=NOW,
    )
    return made


def page(name: str, *more: object) -> str:
    return reverse(f"cofinancing:{name}", args=["utvecklingsnatverk", *more])


def sheet_of(person: Person) -> int:
    return ClaimLine.objects.get(person=person).sheet_id


def test_the_auditor_chooses_among_claims_and_months(client: Client, world: World) -> None:
    signed_in(client, world.stranger)
    text = client.get(page("audit")).content.decode().replace("\u00a0", " ")
    for words in ("1 ansökan är stängd.", "till och med 2 december 2021", "7 020,00 kr", "Ana Öberg", "Siv Åberg"):
        assert words in text
    assert page("audit_month", sheet_of(world.members[0])) in text
    assert client.get(page("audit") + "?ansokan=9").status_code == 200


def test_one_month_shows_all_that_stands_behind_it(client: Client, world: World) -> None:
    employer = Employer.objects.create(
        organisation=world.alvnas.organisation,
        name="Älvnäs kommun",
        name_sort="alvnas",
        organisation_number="2120009999",
    )
    Employment.objects.create(
        person=world.members[0],
        employer=employer,
        department="Inköp",
        cost_centre="4711",
        first_day=date(2020, 1, 1),
    )
    signed_in(client, world.stranger)
    text = client.get(page("audit_month", sheet_of(world.members[0]))).content.decode().replace("\u00a0", " ")
    sheet = ClaimLine.objects.get(person=world.members[0]).sheet
    entry = Entry.objects.get(verb="hours.sheet.confirmed", subject=f"hours.hoursheet-{sheet.pk}")
    for words in (
        "Ana Öberg, oktober 2021",
        "Gick igenom avtal med upphandlarna",
        sheet.confirmed_sha256,
        "Undertecknad av Ana Öberg",
        "Jag intygar",
        "2120009999",
        "Inköp",
        "4711",
        "Lönegrupp 1",
        "312,50 kr",
        "Påhittad tabell, sidan 3; angett av Ove Sandin, kontrollerat av Maj Lindberg",
        "2 187,50 kr",
        "hours.sheet.confirmed",
        entry.hash,
    ):
        assert words in text, words


def test_attendance_stands_beside_the_row_it_gave(client: Client) -> None:
    world = given.granted()
    given.unit_costs(world)
    met = given_hours.met(world, world.members[0], day=date(2021, 10, 12))
    given.submitted_month(world, OCTOBER, {world.members[0]: 60})
    given.closed_claim(world)
    signed_in(client, world.lead)
    text = client.get(page("audit_month", sheet_of(world.members[0]))).content.decode().replace("\u00a0", " ")
    assert met.title in text
    assert "6 h på listan" in text


def test_no_one_else_and_on_no_other_day(client: Client, world: World) -> None:
    places = [page("audit"), page("audit_month", sheet_of(world.members[0]))]
    for person, status in ((world.lead, 200), (world.coordinator, 404), (world.members[0], 404)):
        signed_in(client, person)
        assert {client.get(place).status_code for place in places} == {status}
    world.network.auditor_accesses.update(last_day=NOW.date() - timedelta(days=1), first_day=date(2021, 1, 1))
    signed_in(client, world.stranger)
    assert {client.get(place).status_code for place in places} == {404}


def test_a_protected_identity_is_not_shown(client: Client, world: World) -> None:
    Person.objects.filter(pk=world.members[0].pk).update(protected_identity=True)
    signed_in(client, world.stranger)
    for place in (page("audit"), page("audit_month", sheet_of(world.members[0]))):
        text = client.get(place).content.decode()
        assert "Ana Öberg" not in text
        assert "Skyddade personuppgifter" in text


def test_the_pages_ask_few_questions(client: Client, world: World, django_assert_max_num_queries: Any) -> None:
    signed_in(client, world.stranger)
    for place in (page("audit"), page("audit_month", sheet_of(world.members[0]))):
        client.get(place)
        with django_assert_max_num_queries(8):
            assert client.get(place).status_code == 200


def test_the_month_shows_invitation_agenda_channel_portal_and_the_funds_word(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    world = given.granted()
    given.unit_costs(world)
    ana = world.members[0]
    met = given_hours.met(world, ana, day=date(2021, 10, 12))
    meetings.invite(meeting=met, people=[ana], by=world.lead, at=NOW - timedelta(days=40))
    AgendaPart.objects.create(
        meeting=met,
        kind="knowledge_part",
        title="Reserverade kontrakt",
        starts_at=met.starts_at,
        ends_at=met.starts_at + timedelta(hours=1),
    )
    hours.set_channel(
        network=world.network,
        reporting_role="participant",
        channel="portal",
        from_month=OCTOBER,
        by=world.lead,
        at=NOW,
    )
    sheets = given.submitted_month(world, OCTOBER, {ana: 60})
    hours.enter_in_portal(sheets=[given_hours.sheet(ana)], by=world.coordinator, at=NOW)
    claim = given.closed_claim(world)
    line = ClaimLine.objects.select_related("claim").get(sheet=sheets[ana.pk])
    actions.note_outcome(
        host=given.host(world),
        line=line,
        result="reduced",
        accepted_minutes=300,
        reason="Ett intyg saknas",
        by=world.lead,
        at=NOW,
    )
    assert claim.closed_at
    signed_in(client, world.lead)
    place = page("audit_month", sheet_of(ana))
    client.get(place)
    with django_assert_max_num_queries(8):
        text = client.get(place).content.decode().replace("\u00a0", " ")
    for words in (
        "Reserverade kontrakt",
        "Inbjudan skickad",
        "Fondens portal",
        "Införd i fondens portal",
        world.coordinator.name,
        "Minskad, 5 h: Ett intyg saknas",
    ):
        assert words in text, words
