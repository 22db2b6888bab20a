"""What waits for whom: follow-ups for the owner, consent to ask for."""

from datetime import date, timedelta

import pytest

from samverka.enterprises import actions, queries
from tests.given import enterprises as given
from tests.given.enterprises import NOW, TODAY


@pytest.mark.django_db
def test_a_follow_up_waits_for_the_owner_until_something_has_been_delivered(django_assert_num_queries) -> None:
    there = given.around()
    row = given.collaboration(there)
    actions.note_outcome(
        collaboration=row,
        values={"kind": "promised", "day": TODAY, "follow_up_day": date(2021, 12, 1)},
        by=there.colleague,
        at=NOW,
    )
    assert queries.todo_for(there.colleague, NOW) == []
    later = NOW + timedelta(days=20)
    with django_assert_num_queries(1):
        (todo,) = queries.todo_for(there.colleague, later)
    assert (todo.text, todo.due_day) == ("Follow up: Städning av skolor", date(2021, 12, 1))
    assert queries.todo_for(there.other_colleague, later) == []
    actions.note_outcome(
        collaboration=row, values={"kind": "delivered", "day": date(2021, 12, 1)}, by=there.colleague, at=later
    )
    assert queries.todo_for(there.colleague, later) == []


@pytest.mark.django_db
def test_enterprises_that_have_not_been_asked_wait_for_whoever_entered_them() -> None:
    there = given.around()
    row = given.entered(there)
    assert [todo.text for todo in queries.todo_for(there.colleague, NOW)] == ["Ask 1 enterprise for its consent"]
    actions.send_link(enterprise=row, by=there.colleague, at=NOW)
    assert queries.todo_for(there.colleague, NOW) == []
