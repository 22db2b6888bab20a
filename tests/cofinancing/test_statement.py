"""The year's statement, and that nothing is paid for twice."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.cofinancing import queries, rules
from samverka.people.models import Employer, Employment
from tests.cofinancing.test_views import content_of, made_file
from tests.given import cofinancing as given
from tests.given import hours as given_hours
from tests.given.cofinancing import NOW, OCTOBER
from tests.given.people import signed_in
from tests.given.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    made = given.granted()
    given.unit_costs(made)
    given.submitted_month(
        made,
        OCTOBER,
        {made.members[0]: 461, made.members[1]: 127, made.members[2]: 73, made.coordinator: 600},
    )
    return made


def employed(world: World) -> None:
    """Two employers, three cost centres; one person is not employed anywhere that we know."""
    for number, (person, centre) in enumerate(
        ((world.members[0], "4711"), (world.members[1], "4712"), (world.coordinator, "4713"))
    ):
        employer, _is_new = Employer.objects.get_or_create(
            organisation_number=f"212000000{min(number, 1)}",
            defaults={"organisation": world.alvnas.organisation, "name": f"Arbetsgivare {min(number, 1)}"},
        )
        Employment.objects.create(
            person=person, employer=employer, department="Inköp", cost_centre=centre, first_day=date(2020, 1, 1)
        )


def address(name: str, world: World) -> str:
    return reverse(f"cofinancing:{name}", args=["utvecklingsnatverk", world.alvnas.pk, 2021])


def test_t33_the_sums_by_department_employer_and_cost_centre_are_the_same(client: Client, world: World) -> None:
    employed(world)
    signed_in(client, world.coordinator)
    book = openpyxl.load_workbook(io.BytesIO(content_of(made_file(client.post(address("statement_xlsx", world))))))
    assert len(book.worksheets) == 3
    sums = []
    for sheet in book.worksheets:
        rows: list[Any] = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[1], int | float)]
        total = next(row for row in rows if row[0] == "Summa")
        parts = [row for row in rows if row[0] != "Summa"]
        for column in range(1, 5):
            assert round(sum(row[column] for row in parts) * 100) == pytest.approx(round(total[column] * 100), abs=1)
        # The kronor to the öre.
        assert sum(round(row[4] * 100) for row in parts) == round(total[4] * 100)
        sums.append(total[1:5])
    assert sums[0] == sums[1] == sums[2]
    assert round(sums[0][2] * 60) == 461 + 127 + 73 + 600


def test_the_statement_is_for_the_own_team_and_the_host(client: Client, world: World) -> None:
    for person, status in ((world.lead, 200), (world.coordinator, 200), (world.other_coordinator, 404)):
        signed_in(client, person)
        assert client.get(address("statement", world)).status_code == status
    signed_in(client, world.coordinator)
    seat = client.get(reverse("cofinancing:seat", args=["utvecklingsnatverk", world.alvnas.pk])).content.decode()
    assert address("statement", world) in seat


def test_the_statement_asks_few_questions(client: Client, world: World, django_assert_max_num_queries: Any) -> None:
    employed(world)
    signed_in(client, world.lead)
    client.get(address("statement", world))
    with django_assert_max_num_queries(8):
        client.get(address("statement", world))


@translation.override("en")
def test_the_same_date_and_activity_in_two_networks_stops_the_claim(world: World) -> None:
    given.prepared_claim(world)
    host, claim = given.one_claim(world, 1)
    assert queries.material(claim, host).facts.twice == ()
    member = world.members[0]
    other = given_hours.second_network(world, member)
    sheet = member.sheets.create(network=other, reporting_role="participant", month=OCTOBER.first_day, opened_at=NOW)
    sheet.rows.create(
        day=date(2021, 10, 4), activity="own_development_work", minutes=60, text="Samma dag", source="own"
    )
    type(sheet).objects.filter(pk=sheet.pk).update(
        confirmed_at=NOW, confirmed_by=member, submitted_at=NOW, submitted_by=member
    )
    facts = queries.material(claim, host).facts
    assert facts.twice == ("Ana Öberg",)
    verdict = rules.may_close(facts)
    assert not verdict
    assert "another network too: Ana Öberg" in str(verdict.reason)
