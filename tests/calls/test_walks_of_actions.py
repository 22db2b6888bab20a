"""Both orders of a call, walked from draft to seated with real actions."""

from datetime import date
from typing import Any

import pytest

from samverka.calls import actions, queries
from samverka.calls.models import Interest, SelectionOutcome
from samverka.journal import queries as journal
from samverka.mail.models import Outbox
from samverka.networks import queries as networks
from samverka.selection import verify
from samverka.teams import queries as teams
from tests.given import calls as given

pytestmark = pytest.mark.django_db


def names(outcome):
    rows = SelectionOutcome.objects.filter(outcome=outcome).order_by("reserve_place", "interest__pk")
    return [row.interest.organisation.name for row in rows]


def test_selection_first_then_letters() -> None:
    world = given.call_world()
    interests = [given.confirmed(world, index) for index in range(4)]
    given.decided(world)
    chosen, reserves = names("chosen"), names("reserve")
    assert (len(chosen), len(reserves), len(names("not_chosen"))) == (2, 1, 1)
    decision: Any = queries.decision_of(world.call)
    assert verify(decision.result, decision.candidates_csv, decision.clients_csv)
    assert decision.lottery_seed == world.call.lottery_seed
    # The chosen sign; the first by both, the second by one only, so its seat passes to the reserve.
    indexes = {given.organisation(index).name: index for index in range(4)}
    first, second, third = (indexes[name] for name in (*chosen, *reserves))
    given.signed(interests[first], first)
    given.signed(interests[second], second, offices=["chief_executive"])
    seat = actions.accept_seat(interest=interests[first], by=given.contact(first), at=given.at(date(2020, 11, 14)))
    coordinator: Any = teams.current_members(seat, date(2021, 1, 1)).first()
    assert coordinator.person.name.startswith("Samordnare")
    assert teams.current_members(seat, date(2021, 1, 1)).count() == 4
    late = given.at(date(2020, 11, 16))
    offered: Any = actions.offer_to_next_reserve(
        outcome=interests[second].outcome, letter_day=date(2020, 11, 25), by=world.lead, at=late
    )
    assert offered.interest_id == interests[third].pk
    given.signed(interests[third], third, when=given.at(date(2020, 11, 20)))
    actions.accept_seat(interest=interests[third], by=given.contact(third), at=given.at(date(2020, 11, 21)))
    assert [row.organisation.name for row in networks.seats(world.network)] == sorted([chosen[0], reserves[0]])
    assert queries.stage_of(world.call, world.terms, date(2020, 11, 22)) == "seated"
    assert list(journal.faults(world.network.chain)) == []
    assert Outbox.objects.filter(kind="calls.answered").count() == 4


def test_letters_first_then_selection() -> None:
    world = given.call_world(selection_when="after_letters", decision_day=date(2020, 11, 20))
    interests = [given.confirmed(world, index) for index in range(4)]
    for index in (0, 1, 2):
        given.signed(interests[index], index)
    given.signed(interests[3], 3, offices=["board_chair"])
    assert not networks.all_seats(world.network).exists()
    given.decided(world, on=date(2020, 11, 18))
    assert (len(names("chosen")), len(names("reserve")), names("not_chosen")) == (2, 1, ["Björkviks kommun"])
    assert networks.all_seats(world.network).count() == 2
    for interest in Interest.objects.filter(outcome__outcome="chosen"):
        actions.accept_seat(interest=interest, by=interest.started_by, at=given.at(date(2020, 11, 21)))
    assert queries.stage_of(world.call, world.terms, date(2020, 11, 22)) == "seated"
    assert list(journal.faults(world.network.chain)) == []
