from datetime import date

import pytest

from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.teams import actions, queries
from samverka.teams.models import Area, TeamMember
from tests.given import world as given

pytestmark = pytest.mark.django_db


def appoint(world, who, now, *, seat=TeamMember.TeamSeat.MEMBER):
    return actions.appoint_member(
        participation=world.alvnas,
        person=who,
        team_seat=seat,
        function="Jurist",
        area=Area.PROCUREMENT,
        first_day=date(2021, 6, 1),
        by=world.coordinator,
        at=now,
    )


def test_a_full_team_takes_no_more_until_someone_leaves(now) -> None:
    world = given.world()
    with pytest.raises(Refused, match="All roles"):
        appoint(world, world.stranger, now)
    leaving = TeamMember.objects.get(person=world.members[0])
    actions.end_member(member=leaving, last_day=date(2021, 5, 31), by=world.coordinator, at=now)
    came = appoint(world, world.stranger, now)
    names = [member.person.name for member in queries.current_members(world.alvnas, date(2021, 6, 1))]
    assert names == ["Siv Åberg", "Bo Äng", "Cia Zetterlund", "Nils Främling"]
    assert [entry.subject for entry in journal.entries(world.network.chain)][-1] == f"teams.teammember-{came.pk}"
    assert list(journal.faults(world.network.chain)) == []


def test_one_coordinator_at_a_time(now) -> None:
    world = given.world(team_size=9)
    with pytest.raises(Refused, match="already has a coordinator"):
        appoint(world, world.stranger, now, seat=TeamMember.TeamSeat.COORDINATOR)
    with pytest.raises(Refused, match="already in the team"):
        appoint(world, world.members[0], now)


def test_an_appointment_ends_once(now) -> None:
    world = given.world()
    leaving = TeamMember.objects.get(person=world.members[0])
    actions.end_member(member=leaving, last_day=date(2021, 5, 31), by=world.coordinator, at=now)
    with pytest.raises(Refused):
        actions.end_member(member=leaving, last_day=date(2021, 6, 30), by=world.coordinator, at=now)
    leaving.refresh_from_db()
    assert (leaving.last_day, leaving.ended_by) == (date(2021, 5, 31), world.coordinator)
