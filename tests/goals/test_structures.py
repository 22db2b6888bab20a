"""Structures: active only when the facts say so; who is connected with whom."""

from datetime import date

import pytest

from samverka.core.refusals import Refused
from samverka.enterprises.models import Dialogue
from samverka.goals import actions, figures, queries
from samverka.goals.figures import ForumFacts, InternalFacts, StructureState
from samverka.goals.models import ForumDialogue, GroupMeeting, InternalStructure
from tests.given import goals as given
from tests.given.goals import NOW, TODAY
from tests.given.world import World

THREE = frozenset({"procurement", "business", "labour_market"})


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (None, StructureState.MISSING),
        (InternalFacts(True, THREE, (date(2021, 10, 1),)), StructureState.ACTIVE),  # noqa: FBT003 - as the table reads
        (InternalFacts(False, THREE, (date(2021, 10, 1),)), StructureState.PLANNED),  # noqa: FBT003 - as above
        (InternalFacts(True, THREE - {"business"}, (date(2021, 10, 1),)), StructureState.PLANNED),  # noqa: FBT003 - as above
        (InternalFacts(True, THREE, ()), StructureState.PLANNED),  # noqa: FBT003 - as above
        (InternalFacts(True, THREE, (date(2021, 5, 3),)), StructureState.ACTIVE),  # noqa: FBT003 - as above
        (InternalFacts(True, THREE, (date(2021, 5, 2),)), StructureState.DORMANT),  # noqa: FBT003 - as above
        (InternalFacts(True, THREE, (date(2021, 11, 3),)), StructureState.PLANNED),  # noqa: FBT003 - as above
    ],
)
def test_an_internal_structure_is_active_when_the_facts_say_so(facts, state) -> None:
    assert figures.internal_state(facts, TODAY) is state


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (ForumFacts(1, True, (date(2021, 1, 1), date(2021, 5, 1))), StructureState.ACTIVE),  # noqa: FBT003 - as the table reads
        (ForumFacts(1, True, (date(2020, 11, 1), date(2021, 5, 1))), StructureState.DORMANT),  # noqa: FBT003 - as above
        (ForumFacts(1, True, (date(2021, 5, 1),)), StructureState.PLANNED),  # noqa: FBT003 - as above
        (ForumFacts(0, True, (date(2021, 1, 1), date(2021, 5, 1))), StructureState.PLANNED),  # noqa: FBT003 - as above
        (ForumFacts(1, False, (date(2021, 1, 1), date(2021, 5, 1))), StructureState.PLANNED),  # noqa: FBT003 - as above
        (ForumFacts(1, True, (date(2021, 1, 1), date(2021, 5, 1)), TODAY), StructureState.DORMANT),  # noqa: FBT003 - as above
    ],
)
def test_a_forum_is_active_when_the_facts_say_so(facts, state) -> None:
    assert figures.forum_state(facts, TODAY) is state


def test_a_structure_is_described_again_and_stays_one(world: World) -> None:
    given.internal(world.alvnas, world.coordinator)
    actions.describe_internal(
        participation=world.alvnas, values={"committee": "Socialnämnden"}, by=world.coordinator, at=NOW
    )
    one = InternalStructure.objects.get()
    assert (one.committee, one.coordinating_function) == ("Socialnämnden", "Utvecklingsledaren")


def test_someone_who_leaves_the_group_makes_it_lack_an_area(world: World) -> None:
    structure = given.internal(world.alvnas, world.coordinator)
    sight = queries.one_sight(world.coordinator, world.network.slug, world.alvnas.pk, TODAY)
    assert queries.structures_page(sight, TODAY).mark == "done"
    member = structure.members.get(area="business")
    with pytest.raises(Refused):
        actions.end_group_member(member=member, last_day=date(2021, 1, 31), by=world.coordinator, at=NOW)
    actions.end_group_member(member=member, last_day=date(2021, 10, 31), by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.end_group_member(member=member, last_day=TODAY, by=world.coordinator, at=NOW)
    page = queries.structures_page(sight, TODAY)
    assert (page.mark, len(page.lacks)) == ("waiting", 1)


def test_a_meeting_of_the_group_is_noted_once_and_afterwards(world: World) -> None:
    structure = given.internal(world.alvnas, world.coordinator)
    for day in (date(2021, 10, 1), date(2021, 11, 3)):
        with pytest.raises(Refused):
            actions.note_group_meeting(structure=structure, met_day=day, about="", by=world.coordinator, at=NOW)
    assert GroupMeeting.objects.count() == 1


def test_a_dialogue_of_a_forum_is_one_of_the_municipalitys_dialogues(world: World) -> None:
    forum = given.forum(world.alvnas, world.coordinator)
    assert Dialogue.objects.filter(organisation=world.alvnas.organisation).count() == 2
    assert {row.structure_id for row in ForumDialogue.objects.all()} == {forum.pk}
    with pytest.raises(Refused):
        given.forum(world.granfors, world.other_coordinator, held=(date(2021, 11, 3),))


def test_the_picture_shows_who_has_met_and_who_has_not(world: World) -> None:
    given.internal(world.alvnas, world.coordinator)
    given.forum(world.alvnas, world.coordinator)
    sight = queries.one_sight(world.lead, world.network.slug, world.alvnas.pk, TODAY)
    page = queries.structures_page(sight, TODAY)
    assert page.web is not None
    assert len(page.web.threads) == 1
    assert [row.values[0] for row in page.connections.rows] == ["Vävstugan"]
    assert page.connections.rows[0].values[2:] == ("Kontoret business", 2, date(2021, 9, 7))
    assert "Kontoret procurement" in str(page.connections.notes[0])


def test_a_closed_forum_takes_nobody_in(world: World) -> None:
    forum = given.forum(world.alvnas, world.coordinator)
    actions.close_forum(forum=forum, closed_day=TODAY, by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.add_party(
            structure=forum,
            values={"name": "Ny", "kind": "association", "first_day": TODAY},
            by=world.coordinator,
            at=NOW,
        )
    with pytest.raises(Refused):
        actions.close_forum(forum=forum, closed_day=TODAY, by=world.coordinator, at=NOW)
    assert forum.parties.count() == 1
