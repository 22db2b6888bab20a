"""What stands around a team: who supports a municipality, and who steps in."""

from samverka.core import clock
from samverka.teams import actions as teams
from samverka.web.example.cast import THE_HOST
from samverka.web.example.world import Act, World, at


def name_supporters(world: World) -> str:
    """Each municipality gets a process supporter, and the other one steps in."""
    both = [world.person(one) for one in (THE_HOST.process_supporter, THE_HOST.second_process_supporter)]
    for number, seat in enumerate(world.seats.values()):
        teams.name_supporters(
            participation=seat,
            supporter=both[number % 2],
            substitute=both[(number + 1) % 2],
            first_day=clock.day(clock.now()),
            by=world.lead,
            at=clock.now(),
        )
    return f"{len(world.seats)} municipalities"


ACTS = (Act(at(2021, 1, 18, 10), "Process supporters are named", name_supporters),)
