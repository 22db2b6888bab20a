"""Cases of the Fund's rules that go through several packages, each by its number; `docs/funding.md` lists them all."""

from datetime import UTC, date, datetime

import pytest

from samverka.cofinancing import actions, queries
from samverka.cofinancing.models import ClaimLine, Pledge
from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.hours import actions as hours
from samverka.hours import rules as hours_rules
from samverka.hours.models import HourSheet
from samverka.hours.queries import state_of
from samverka.networks import actions as networks
from samverka.networks.models import Network, Participation
from tests.given import cofinancing as given
from tests.given import hours as given_hours
from tests.given.cofinancing import NOW, OCTOBER

pytestmark = pytest.mark.django_db


def test_t17_participants_in_the_closing_phase_warn_and_time_after_the_end_stops() -> None:
    world = given.granted()
    given.unit_costs(world)
    given.submitted_month(world, OCTOBER, {world.members[0]: 120})
    number = given.prepared_claim(world).number
    # The closing phase begins before the day of the work, as 10 February 2023 lies in it.
    Network.objects.update(closing_from=date(2021, 10, 1))
    found, claim = given.one_claim(world, number)
    page = queries.claim_page(found, claim)
    assert page.may_close
    assert [check.state for check in page.checks if world.members[0].name in str(check.text)] == ["waiting"]
    # And the network's last day lies before it, as 28 February 2023 lies before 1 March.
    Network.objects.update(last_day=date(2021, 10, 3), closing_from=None)
    found, claim = given.one_claim(world, number)
    with pytest.raises(Refused, match=world.members[0].name):
        actions.close_claim(host=found, claim=claim, by=world.lead, at=NOW)


def test_t25_a_municipality_that_leaves_keeps_its_confirmed_hours_and_owes_to_its_last_day() -> None:
    world = given.granted()
    given.unit_costs(world)
    ana = world.members[0]
    actions.pledge(participation=world.alvnas, by=world.lead, at=NOW)
    june = Month(2021, 6)
    sheets = given.opened(world, june)
    for day in range(1, 19):
        given.work(sheets[ana.pk], 600, day=day, at=given.after(june))
    hours.confirm_sheet(sheet=sheets[ana.pk], by=ana, at=given.after(june))
    Participation.objects.filter(pk=world.alvnas.pk).update(last_day=date(2021, 6, 30))
    world.alvnas.refresh_from_db()
    missing = {sheet.pk: "Slutade" for sheet in sheets.values() if sheet.person != ana}
    own = {pk: why for pk, why in missing.items() if HourSheet.objects.get(pk=pk).participation == world.alvnas}
    hours.submit_month(participation=world.alvnas, month=june, by=world.coordinator, at=given.after(june), left_out=own)
    actions.pledge(participation=world.alvnas, by=world.lead, at=NOW)
    assert Pledge.objects.get().team_minutes == 250 * 60
    claim = given.closed_claim(world, june, june)
    assert ClaimLine.objects.get(claim=claim).eligible_minutes == 180 * 60
    seat = queries.one_seat(world.lead, world.network.slug, world.alvnas.pk, date(2021, 11, 2))
    facts = dict(queries.seat_page(seat, NOW).facts)
    assert facts["Saknas till planen"] == "70\u00a0h"


def test_t34_hours_before_the_decision_are_at_own_risk_and_valued_when_it_falls_within_the_period() -> None:
    world = given_hours.world()
    given.unit_costs(world)
    january = Month(2021, 1)
    ana = world.members[0]
    sheets = given.opened(world, january)
    given.work(sheets[ana.pk], 120, day=10, at=given.after(january))
    hours.confirm_sheet(sheet=sheets[ana.pk], by=ana, at=given.after(january))
    own = {
        sheet.pk: "Ingen tid"
        for sheet in sheets.values()
        if sheet.participation == world.alvnas and sheet.person != ana
    }
    hours.submit_month(
        participation=world.alvnas, month=january, by=world.coordinator, at=given.after(january), left_out=own
    )
    number = given.prepared_claim(world, january, january).number
    found, claim = given.one_claim(world, number)
    page = queries.claim_page(found, claim)
    assert not page.may_close
    assert "har inte beslutat om stöd" in str(page.may_close.reason)
    networks.note_funding(
        network=world.network, applied_day=date(2020, 9, 15), granted_day=date(2021, 1, 12), by=world.lead, at=NOW
    )
    found, claim = given.one_claim(world, number)
    actions.close_claim(host=found, claim=claim, by=world.lead, at=NOW)
    assert ClaimLine.objects.get().value_ore == 2 * given.TEAM_ORE
    # 20 December 2020 lies before the decided period: it can not even be written down.
    facts = state_of(sheets[world.members[1].pk], at=datetime(2021, 2, 2, 9, tzinfo=UTC)).facts
    assert not hours_rules.may_report_on(date(2020, 12, 20), facts)
