"""The story in its order, told up to a moment."""

from collections.abc import Callable
from datetime import datetime

from samverka.core import clock
from samverka.mail import actions as mail
from samverka.web.example import (
    beginning,
    call,
    claims,
    enterprises,
    evidence,
    gatherings,
    goals,
    learning,
    standing,
    teams,
    work,
)
from samverka.web.example.world import Act, World, at

MOMENTS: dict[str, datetime] = {
    "call open": at(2020, 10, 28, 10),
    "selection day": at(2020, 11, 10, 9),
    "month ten": at(2021, 11, 2, 10),
    "closing": at(2023, 2, 14, 10),
}
"""The moments that can be visited, and what the clock then shows."""


def acts() -> list[Act]:
    """Everything that happens, in order."""
    return sorted(
        [
            *beginning.ACTS,
            *call.ACTS,
            *teams.ACTS,
            *standing.ACTS,
            *gatherings.ACTS,
            *work.ACTS,
            *claims.ACTS,
            *evidence.ACTS,
            *enterprises.ACTS,
            *goals.ACTS,
            *learning.ACTS,
        ],
        key=lambda act: act.at,
    )


def tell(until: datetime, say: Callable[[str], None]) -> World:
    """Let everything happen that happens before an instant, each act at its own; say one line for each."""
    world = World()
    work.forget_spans()
    for act in acts():
        if act.at >= until:
            break
        with clock.fixed(act.at):
            came_of_it = act.play(world)
            mail.deliver_waiting(outside=False, at=act.at)
        say(f"  {act.at:%Y-%m-%d}  {act.title}{': ' if came_of_it else ''}{came_of_it}")
    return world
