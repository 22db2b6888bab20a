"""Maturity: several answer, one profile is agreed on, and others are seen only as a distribution."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from samverka.core.refusals import Refused
from samverka.goals import actions, figures, queries, rules
from samverka.goals.figures import AgreedLevel, Spread
from samverka.goals.models import MaturityAnswer, MaturityLevel, MaturityRound, MaturityTarget
from samverka.journal.models import EntryPayload
from tests.given import goals as given
from tests.given import people as given_people
from tests.given.goals import NOW, TODAY
from tests.given.world import World

LOW = dict.fromkeys(figures.DIMENSIONS, 1)


def measuring(world: World) -> MaturityRound:
    return actions.open_round(participation=world.alvnas, occasion="middle", by=world.coordinator, at=NOW)


def sight_of(world: World):
    return queries.one_sight(world.coordinator, world.network.slug, world.alvnas.pk, TODAY)


def agree(world: World, one: MaturityRound, **levels: AgreedLevel) -> MaturityRound:
    agreed = {key: AgreedLevel(1) for key in figures.DIMENSIONS} | levels
    return actions.agree_profile(maturity_round=one, sight=sight_of(world), levels=agreed, by=world.coordinator, at=NOW)


@pytest.mark.parametrize(
    ("levels", "spread"),
    [
        ([], Spread(0, None, None, None)),
        ([None, None], Spread(0, None, None, None)),
        ([3], Spread(1, 3, 3, 3)),
        ([1, 2], Spread(2, 2, 1, 2)),
        ([1, 4, None, 2], Spread(3, 2, 1, 4)),
    ],
)
def test_median_and_spread_leave_do_not_know_out(levels, spread) -> None:
    assert figures.spread(levels) == spread


# --- Validation (section 4): maturity -----------------------------------------------------------------------------


def test_maturity_is_1_to_5_or_do_not_know(world: World) -> None:
    one = measuring(world)
    many: tuple[Any, ...] = ({"D1": 6}, {"D1": 0}, {"D8": 1}, {}, {"D1": "3"})
    for wrong in many:
        with pytest.raises(Refused):
            actions.answer_round(maturity_round=one, levels=wrong, by=world.coordinator, at=NOW)
    actions.answer_round(maturity_round=one, levels={"D1": None, "D2": 5}, by=world.coordinator, at=NOW)
    assert MaturityAnswer.objects.get().levels == {"D1": None, "D2": 5}


def test_maturity_needs_four_of_seven_for_a_profile(world: World) -> None:
    one = measuring(world)
    unknown = {key: AgreedLevel(None) for key in ("D1", "D2", "D3", "D4")}
    with pytest.raises(Refused):
        agree(world, one, **unknown)
    assert not MaturityLevel.objects.exists()
    del unknown["D4"]
    agree(world, one, **unknown)
    assert MaturityLevel.objects.filter(level__isnull=True).count() == 3


def test_maturity_takes_one_respondent(world: World) -> None:
    one = measuring(world)
    actions.answer_round(maturity_round=one, levels=LOW, by=world.coordinator, at=NOW)
    assert agree(world, one).agreed_by == world.coordinator
    with pytest.raises(Refused):
        agree(world, one)
    with pytest.raises(Refused):
        actions.answer_round(maturity_round=one, levels=LOW, by=world.members[0], at=NOW)


def test_maturity_consensus_needs_a_reason_when_the_spread_is_two_or_more(world: World) -> None:
    one = measuring(world)
    actions.answer_round(maturity_round=one, levels=LOW | {"D2": 2}, by=world.coordinator, at=NOW)
    actions.answer_round(maturity_round=one, levels=LOW | {"D1": 3}, by=world.members[0], at=NOW)
    with pytest.raises(Refused):
        agree(world, one)
    agree(world, one, D1=AgreedLevel(2, reason="Nämnden har diskuterat men inte beslutat"))
    assert MaturityLevel.objects.get(dimension="D1").level == 2


def test_maturity_from_level_3_needs_checkable_evidence(world: World) -> None:
    one = measuring(world)
    for evidence in ("", "vi tycker det"):
        with pytest.raises(Refused):
            agree(world, one, D2=AgreedLevel(3, evidence=evidence))
    given.adopted(given.document(world.alvnas, world.coordinator), world.coordinator)
    with translation.override("sv"):
        (recorded,) = queries.evidence_of(sight_of(world), TODAY)["D2"]
        assert recorded == "Policy för sociala företag, antaget den 15 juni 2021"
        agree(
            world,
            one,
            D2=AgreedLevel(3, evidence=recorded),
            D7=AgreedLevel(4, evidence="https://exempel.example/larande"),
        )
    assert MaturityLevel.objects.get(dimension="D2").evidence == recorded


@pytest.mark.parametrize("key", figures.DIMENSIONS)
def test_no_evidence_stands_before_the_facts_do(world: World, key: str) -> None:
    assert queries.evidence_of(sight_of(world), TODAY)[key] == ()


# --- Rounds -------------------------------------------------------------------------------------------------------


def test_a_round_is_opened_once_on_each_occasion(world: World) -> None:
    measuring(world)
    for occasion in ("middle", "annat"):
        with pytest.raises(Refused):
            actions.open_round(participation=world.alvnas, occasion=occasion, by=world.coordinator, at=NOW)
    assert MaturityRound.objects.count() == 1


def test_answers_are_shown_without_names_and_not_to_the_host(client: Client, world: World) -> None:
    one = measuring(world)
    actions.answer_round(maturity_round=one, levels=LOW, by=world.members[0], at=NOW)
    address = f"/natverk/{world.network.slug}/mognadsmatning/{one.pk}/"
    given_people.signed_in(client, world.coordinator)
    text = client.get(address).content.decode()
    assert world.members[0].name not in text
    assert given_people.signed_in(Client(), world.lead).get(address).status_code == 404
    assert not any('"D1"' in row.payload for row in EntryPayload.objects.all())


def test_a_person_walks_through_the_questions_and_the_seat_agrees(client: Client, world: World) -> None:
    given_people.signed_in(client, world.coordinator)
    start = f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/mognad/"
    opened = client.post(f"{start}mat/", {"tillfalle": "middle"})["Location"]
    assert client.post(f"{opened}svara/spara/", {}).status_code == 422
    assert client.post(f"{opened}svara/spara/", {"D1": "2", "D2": "unknown"}).status_code == 302
    assert client.get(f"{opened}enas/").status_code == 200
    agreed = dict.fromkeys(figures.DIMENSIONS, "1")
    wrong = client.post(f"{opened}enas/spara/", agreed | {"D3": "3"})
    assert wrong.status_code == 422
    assert "D3_link" in wrong.context["form"].errors
    right = client.post(f"{opened}enas/spara/", agreed | {"D3": "3", "D3_link": "https://alvnas.example/plan"})
    assert right.status_code == 302
    assert MaturityLevel.objects.get(dimension="D3").evidence == "https://alvnas.example/plan"
    assert client.get(start).status_code == 200


def test_targets_are_set_and_taken_away(world: World) -> None:
    actions.set_targets(participation=world.alvnas, targets={"D1": 4, "D2": 3}, by=world.coordinator, at=NOW)
    actions.set_targets(participation=world.alvnas, targets={"D1": 5, "D2": None}, by=world.coordinator, at=NOW)
    assert dict(MaturityTarget.objects.values_list("dimension", "level")) == {"D1": 5}


# --- Others -------------------------------------------------------------------------------------------------------


def test_a_distribution_of_fewer_than_five_is_not_shown() -> None:
    assert figures.distribution([1, 2, 3, 3]) is None
    assert figures.distribution([1, 2, 3, 3, None]) is None
    assert figures.distribution([1, 2, 3, 3, 5]) == (1, 1, 2, 0, 1)


def test_others_are_named_only_when_they_have_agreed(world: World) -> None:
    agree(world, measuring(world))

    def named(person) -> list[object]:
        page = queries.distribution_page(person, world.network.slug, TODAY, occasion="middle")
        return [row.values[0] for row in page.named.rows]

    assert named(world.lead) == ["Älvnäs kommun"]
    assert named(world.coordinator) == ["Älvnäs kommun"]
    assert named(world.other_coordinator) == []
    actions.show_maturity(participation=world.alvnas, by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.show_maturity(participation=world.alvnas, by=world.coordinator, at=NOW)
    assert named(world.other_coordinator) == ["Älvnäs kommun"]
    actions.hide_maturity(participation=world.alvnas, by=world.coordinator, at=NOW)
    assert named(world.other_coordinator) == []
    with pytest.raises(Refused):
        actions.hide_maturity(participation=world.alvnas, by=world.coordinator, at=NOW)


def test_a_profile_is_drawn_where_three_dimensions_are_known() -> None:
    assert figures.radar_path([None] * 5 + [1, 2]) == ""
    assert figures.radar_path([5] * 7).startswith("M200 50L")
    assert rules.is_checkable("https://x.example", from_records=())
    assert not rules.is_checkable("ftp://x.example", from_records=())
