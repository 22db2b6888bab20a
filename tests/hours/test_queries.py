from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverka.core.months import Month
from samverka.hours import actions, queries
from samverka.hours.figures import Joint
from samverka.hours.models import HourRow, HourSheet
from samverka.networks.models import Terms
from tests.given import hours as given
from tests.given.hours import OCTOBER
from tests.given.people import signed_in

pytestmark = pytest.mark.django_db


def statements(ask) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_hours_per_municipality_by_how_far_they_have_come(now) -> None:
    world = given.world()
    given.open_months(world)
    ana, bo, _cia = world.members
    given.met(world, ana, bo, hours_long=6)
    given.wrote(ana, minutes=120)
    given.wrote(world.coordinator, minutes=300)
    given.confirmed(ana, at=now)
    given.confirmed(world.coordinator, at=now)
    found = queries.hours_by_seat(world.network, date(2021, 10, 1), date(2021, 10, 31))
    seat = found[world.alvnas.pk]
    assert (seat.team.recorded, seat.team.confirmed, seat.team.submitted.minutes) == (
        Joint(720, 120),
        Joint(360, 120),
        0,
    )
    assert (seat.coordinator.recorded.minutes, seat.coordinator.confirmed.minutes) == (300, 300)
    missing = {
        sheet.pk: "Återkommer" for sheet in queries.sheets_of_month(world.alvnas, OCTOBER) if queries.is_missing(sheet)
    }
    actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now, left_out=missing)
    sheets = list(queries.submitted_sheets(world.network, date(2021, 10, 1), date(2021, 10, 31)))
    assert {sheet.person for sheet in sheets} == {ana, world.coordinator}
    actions.lock_sheets(sheets=sheets, by=world.economist, at=now)
    seat = queries.hours_by_seat(world.network, date(2021, 10, 1), date(2021, 10, 31))[world.alvnas.pk]
    assert (seat.team.submitted, seat.team.claimed) == (Joint(360, 120), Joint(360, 120))
    assert seat.coordinator.claimed.minutes == 300
    assert list(queries.submitted_sheets(world.network, date(2021, 10, 1), date(2021, 10, 31))) == []


def test_a_note_that_there_is_nothing_is_never_claimed(now) -> None:
    world = given.world()
    given.open_months(world)
    for person in (world.coordinator, *world.members):
        actions.report_nothing(sheet=given.sheet(person), by=person, at=now)
    done = actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    assert len(done) == 4
    assert list(queries.submitted_sheets(world.network, date(2021, 10, 1), date(2021, 10, 31))) == []


def test_what_a_person_must_do_has_its_day_and_takes_one_statement(now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    (todo,) = queries.todo_for(ana, now)
    assert (todo.text, todo.due_day) == ("Intyga din tid i oktober 2021", date(2021, 11, 5))
    assert todo.href.endswith("/tid/2021-10/deltagare/")
    found = queries.todo_for(world.coordinator, now)
    assert [row.text for row in found] == ["Intyga din tid i oktober 2021", "Lämna in oktober 2021 för Älvnäs kommun"]
    assert statements(lambda: queries.todo_for(world.coordinator, now)) == 1
    given.wrote(ana, minutes=120)
    given.confirmed(ana, at=now)
    assert queries.todo_for(ana, now) == []
    assert queries.todo_for(world.lead, now) == []


def test_the_closing_day_is_a_value_of_the_rule_set(now) -> None:
    values = dict(given.old_rules().values)
    values["month_closes_on_working_day"] = {"value": 8, "source": "Q26", "confirmed": True}
    world = given.world()
    given.open_months(world)
    Terms.objects.filter(pk=world.terms.pk).update(rule_set=given.entered(values))
    (todo,) = queries.todo_for(world.members[0], now)
    assert todo.due_day == date(2021, 11, 10)


def test_months_of_other_networks_use_up_the_same_year_and_day(now) -> None:
    world = given.world(rule_set=given.plus_rules())
    given.open_months(world)
    ana = world.members[0]
    day = date(2021, 10, 12)
    given.wrote(ana, day=day, minutes=10 * 60)
    given.confirmed(ana, at=now)
    beside = given.second_network(world, ana)
    actions.open_month(network=beside, month=OCTOBER, at=now)
    sheet = queries.own_sheet(ana, beside.slug, OCTOBER)
    actions.save_row(sheet=sheet, day=day, activity="preparation", minutes=180, text="Läste", by=ana, at=now)
    state = queries.state_of(sheet, at=now)
    assert state.facts.other_minutes_by_day == {day: 600}
    assert state.used_minutes_in_year == 13 * 60
    with pytest.raises(Exception, match="högst 13 timmar"):
        actions.save_row(sheet=sheet, day=day, activity="preparation", minutes=60, text="Läste", by=ana, at=now)


def test_hours_leads_each_to_what_waits(now) -> None:
    world = given.world()
    given.open_months(world, Month(2021, 11), at=now)
    slug = world.network.slug
    assert queries.where_to_begin(world.members[0], slug, now).endswith("/tid/2021-11/deltagare/")
    given.open_months(world)
    assert queries.where_to_begin(world.members[0], slug, now).endswith("/tid/2021-10/deltagare/")
    given.wrote(world.coordinator, minutes=120)
    given.confirmed(world.coordinator, at=now)
    assert queries.where_to_begin(world.coordinator, slug, now).endswith(f"/tid/2021-10/kommun/{world.alvnas.pk}/")
    assert queries.where_to_begin(world.lead, slug, now).endswith("/tid/lage/2021-10/")


@pytest.mark.slow
def test_the_questions_are_as_many_at_ten_and_at_a_thousand(now) -> None:
    world = given.world(team_size=300)
    given.open_months(world)
    first, last = date(2021, 1, 1), date(2021, 12, 31)
    ana = world.members[0]

    def ask() -> tuple[int, ...]:
        sheets = list(queries.submitted_sheets(world.network, first, last))
        rules = queries.state_of(given.sheet(ana), at=now).facts.rules
        return (
            statements(lambda: queries.hours_by_seat(world.network, first, last)),
            statements(lambda: queries.capped_hours(sheets, rules)),
            statements(lambda: queries.states_of(queries.sheets_of_month(world.alvnas, OCTOBER), at=now)),
            statements(lambda: list(queries.submitted_sheets(world.network, first, last))),
        )

    given.wrote(ana, minutes=120)
    given.submitted_rows(world, [ana], now)
    few = ask()
    people = given.many_more(world, 200)
    given.submitted_rows(world, people, now, rows=5)
    assert HourRow.objects.count() > 1000
    assert ask() == few
    assert max(few) <= 5
    assert HourSheet.objects.filter(submitted_at__isnull=False).count() == 201


def test_before_the_network_begins_there_is_nothing(now) -> None:
    world = given.world()
    assert queries.hours_by_seat(world.network, date(2020, 1, 1), date(2020, 12, 31)) == {}
    assert queries.months_with_sheets(world.network) == []
    given.open_months(world)
    assert queries.months_with_sheets(world.network) == [OCTOBER]
    early = datetime(2020, 10, 1, 8, 0, tzinfo=UTC)
    assert actions.open_month(network=world.network, month=Month(2020, 10), at=early) == []


def test_the_funds_forms_hold_a_report_for_each_and_a_summary(client, now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    found = queries.official_forms(world.coordinator, world.network.slug, OCTOBER, world.alvnas.pk, at=now)
    summary, *reports = found.tables
    assert len(reports) == len(summary.rows) == 4
    assert summary.total is not None
    assert summary.total.values[-1] == 4 * 120
    assert any("Närmaste chef, underskrift" in str(note) for note in reports[0].notes)
    signed_in(client, world.coordinator)
    team = reverse("hours:team", args=[world.network.slug, OCTOBER, world.alvnas.pk])
    assert "Fondens blanketter" in client.get(team).content.decode()
    for name in ("forms_xlsx", "forms_pdf"):
        address = reverse(f"hours:{name}", args=[world.network.slug, OCTOBER, world.alvnas.pk])
        assert client.post(address).status_code == 302
    signed_in(client, world.other_coordinator)
    assert client.post(address).status_code == 404
