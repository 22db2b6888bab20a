"""The teams: who leaves and who comes instead, after the seats were accepted with the teams that were named."""

from datetime import date
from functools import partial

from samverka.core import clock
from samverka.people.models import Person
from samverka.teams import actions as teams
from samverka.teams import queries as teams_known
from samverka.teams.models import Area, TeamMember
from samverka.web.example.cast import MUNICIPALITIES
from samverka.web.example.world import Act, World, at


def leave(name: str, area: str, last_day: date, world: World) -> str:
    """Someone leaves the team for another post."""
    member = _member(world, name, area)
    teams.end_member(member=member, last_day=last_day, by=_leads(world, name), at=clock.now())
    return f"{area} in {name}"


def come(name: str, area: str, first_day: date, world: World) -> str:
    """Someone comes instead."""
    one = MUNICIPALITIES[name]
    role = next(colleague for colleague in one.team if colleague.area == area)
    teams.invite_member(
        participation=world.seats[name],
        name=one.newcomer.name,
        email=one.newcomer.email,
        team_seat=TeamMember.TeamSeat.MEMBER,
        function=role.function,
        area=area,
        department=role.department,
        first_day=first_day,
        by=_leads(world, name),
        at=clock.now(),
        employer=world.employers[name],
    )
    return f"{area} in {name}"


def _member(world: World, name: str, area: str) -> TeamMember:
    members = teams_known.current_members(world.seats[name], clock.day(clock.now()))
    return next(member for member in members if member.area == area)


def _leads(world: World, name: str) -> Person:
    return _member(world, name, Area.OTHER).person


ACTS = (
    Act(at(2021, 6, 21, 9), "A member leaves", partial(leave, "Lärkvalla", "procurement", date(2021, 6, 30))),
    Act(at(2021, 8, 12, 9), "A member comes", partial(come, "Lärkvalla", "procurement", date(2021, 8, 16))),
    Act(at(2022, 2, 22, 9), "A member leaves", partial(leave, "Hyttmora", "integration", date(2022, 2, 28))),
    Act(at(2022, 4, 1, 9), "A member comes", partial(come, "Hyttmora", "integration", date(2022, 4, 4))),
    Act(at(2022, 8, 22, 9), "The last role is filled", partial(come, "Fjällsele", "procurement", date(2022, 9, 1))),
)
