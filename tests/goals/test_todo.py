"""What there is to do for whoever leads a team, and for nobody else."""

from datetime import UTC, date, datetime

from samverka.goals import actions, queries
from tests.given import goals as given
from tests.given.goals import NOW
from tests.given.world import World


def texts(person, at: datetime = NOW) -> list[tuple[str, date | None]]:
    return [(todo.text, todo.due_day) for todo in queries.todo_for(person, at)]


def test_the_inventory_waits_until_it_is_declared_done(world: World) -> None:
    wanted = ("Go through what you need to learn and develop, and declare the inventory done", date(2021, 4, 30))
    assert texts(world.coordinator) == [wanted]
    assert texts(world.other_coordinator) == [wanted]
    assert (texts(world.members[0]), texts(world.lead)) == ([], [])
    given.development_need(world.alvnas, world.coordinator)
    actions.declare_inventory(participation=world.alvnas, summary="Klar", by=world.coordinator, at=NOW)
    assert texts(world.coordinator) == []
    assert texts(world.other_coordinator) == [wanted]


def test_overdue_actions_of_an_adopted_plan_and_documents_to_review_come_up(world: World) -> None:
    given.development_need(world.alvnas, world.coordinator)
    actions.declare_inventory(participation=world.alvnas, summary="Klar", by=world.coordinator, at=NOW)
    plan = given.plan(world.alvnas, world.coordinator)
    assert texts(world.coordinator) == []
    given.adopted(plan, world.coordinator)
    overdue = "1 action of the plan is overdue: note it as done, or put it off"
    assert texts(world.coordinator) == [(overdue, date(2021, 9, 1))]
    later = datetime(2024, 5, 1, 9, tzinfo=UTC)
    assert ("Review Handlingsplan", date(2024, 6, 15)) in texts(world.coordinator, later)
    actions.note_action(action=plan.goals.get().actions.get(), what="done", text="", by=world.coordinator, at=NOW)
    assert texts(world.coordinator) == []
