"""The goal board: three results by written rules, on any day; judged otherwise only with a comment."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from samverka.core.refusals import Refused
from samverka.goals import actions, figures, queries
from samverka.goals.figures import DealFacts, DocumentFacts, Later, Result, StructureState
from samverka.goals.models import GoalJudgement
from samverka.goals.queries.board import records_of, shown_result
from tests.given import goals as given
from tests.given import people as given_people
from tests.given.goals import NOW, TODAY
from tests.given.world import World

D = date(2021, 6, 15)


@pytest.mark.parametrize(
    ("documents", "result"),
    [
        ([], Result.NOT_BEGUN),
        ([DocumentFacts("policy", date(2021, 3, 1))], Result.UNDER_WAY),
        ([DocumentFacts("policy", date(2021, 3, 1), D)], Result.UNDER_WAY),
        ([DocumentFacts("strategy", date(2021, 3, 1), D), DocumentFacts("action_plan", D, D)], Result.REACHED),
        ([DocumentFacts("policy", D, D), DocumentFacts("action_plan", D, date(2021, 11, 3))], Result.UNDER_WAY),
        ([DocumentFacts("policy", D, D, ended_day=TODAY), DocumentFacts("action_plan", D, D)], Result.UNDER_WAY),
        ([DocumentFacts("policy", date(2021, 11, 3))], Result.NOT_BEGUN),
    ],
)
def test_the_first_result_is_policy_and_plan(documents, result) -> None:
    assert figures.documents_result(documents, TODAY) is result


@pytest.mark.parametrize(
    ("internal", "external", "result"),
    [
        (StructureState.MISSING, [], Result.NOT_BEGUN),
        (StructureState.PLANNED, [], Result.UNDER_WAY),
        (StructureState.MISSING, [StructureState.ACTIVE], Result.UNDER_WAY),
        (StructureState.ACTIVE, [StructureState.DORMANT], Result.UNDER_WAY),
        (StructureState.ACTIVE, [StructureState.DORMANT, StructureState.ACTIVE], Result.REACHED),
    ],
)
def test_the_second_result_is_both_structures(internal, external, result) -> None:
    assert figures.structures_result(internal, external) is result


@pytest.mark.parametrize(
    ("steps", "result"),
    [
        ([], Result.NOT_BEGUN),
        ([("idea", D)], Result.NOT_BEGUN),
        ([("idea", D), ("advertised", D)], Result.UNDER_WAY),
        ([("advertised", D), ("awarded", D)], Result.REACHED),
        ([("negotiating", D), ("running", D)], Result.REACHED),
        ([("advertised", D), ("not_awarded", TODAY)], Result.NOT_BEGUN),
        ([("advertised", D), ("cancelled", date(2021, 11, 3))], Result.UNDER_WAY),
        ([("agreed", D), ("completed", D)], Result.REACHED),
        ([("advertised", date(2021, 11, 3))], Result.NOT_BEGUN),
    ],
)
def test_the_third_result_is_a_contract_or_partnership_and_advertised_is_under_way(steps, result) -> None:
    facts = figures.deal_facts(steps)
    assert figures.deals_result([facts] if facts else [], TODAY) is result


def test_a_deal_that_ended_without_one_counts_until_it_ended() -> None:
    deal = DealFacts(D, D, date(2021, 10, 1))
    assert figures.deals_result([deal], date(2021, 9, 30)) is Result.REACHED
    assert figures.deals_result([deal], date(2021, 10, 1)) is Result.NOT_BEGUN


@pytest.mark.parametrize(
    ("reached", "later"),
    [
        (date(2023, 2, 28), Later.IN_TIME),
        (date(2023, 3, 1), Later.SIX_MONTHS),
        (date(2023, 8, 31), Later.SIX_MONTHS),
        (date(2023, 9, 1), Later.TWELVE_MONTHS),
        (date(2024, 2, 29), Later.TWELVE_MONTHS),
        (date(2024, 3, 1), Later.TOO_LATE),
    ],
)
def test_what_is_reached_after_the_end_counts_in_a_follow_up(reached, later) -> None:
    assert figures.counted_in(reached, last_day=date(2023, 2, 28)) is later


def reach_documents(world: World) -> None:
    given.adopted(given.document(world.alvnas, world.coordinator), world.coordinator)
    given.adopted(given.plan(world.alvnas, world.coordinator), world.coordinator)


def reach_structures(world: World) -> None:
    given.internal(world.alvnas, world.coordinator)
    given.forum(world.alvnas, world.coordinator)


def test_the_board_has_a_row_for_each_seat_and_computes_from_records(world: World) -> None:
    reach_documents(world)
    reach_structures(world)
    page = queries.board_page(world.lead, world.network.slug, TODAY)
    assert [row.values[0] for row in page.board.rows] == ["Granfors kommun", "Älvnäs kommun"]
    assert [row.values[-1] for row in page.board.rows] == [0, 2]
    by_quarter = {row.values[0]: row.values[1:] for row in page.change.rows}
    assert by_quarter[date(2021, 3, 31)] == (0, 0, 0)
    assert by_quarter[date(2021, 6, 30)] == (1, 0, 0)
    assert by_quarter[TODAY] == (1, 1, 0)


def test_a_result_on_its_way_shows_body_and_day(world: World) -> None:
    document = given.document(world.alvnas, world.coordinator)
    actions.propose_document(
        document=document, body="Kommunstyrelsen", day=date(2021, 12, 14), by=world.coordinator, at=NOW
    )
    page = queries.board_page(world.lead, world.network.slug, TODAY)
    assert "Kommunstyrelsen, 14 December 2021" in str(page.board.rows[1].values[1])


def test_adopted_after_the_end_is_shown_as_such(world: World) -> None:
    after = date(2023, 6, 20)
    when = datetime(2023, 6, 21, 9, tzinfo=UTC)
    for document in (given.document(world.alvnas, world.coordinator), given.plan(world.alvnas, world.coordinator)):
        given.adopted(document, world.coordinator, decided_day=after, at=when)
    records = records_of([world.alvnas])[world.alvnas.pk]
    assert shown_result(records, "documents", world.network, date(2023, 2, 28)).result is Result.UNDER_WAY
    shown = shown_result(records, "documents", world.network, date(2023, 9, 1))
    assert (shown.result, shown.word) == (Result.REACHED, "Reached after the end, in the follow-up after 6 months")


def test_a_result_is_judged_otherwise_only_with_a_comment(world: World) -> None:
    with pytest.raises(Refused):
        actions.judge_result(
            participation=world.alvnas, goal="deals", judged="reached", comment=" ", by=world.lead, at=NOW
        )
    with pytest.raises(Refused):
        actions.judge_result(
            participation=world.alvnas, goal="annat", judged="reached", comment="x", by=world.lead, at=NOW
        )
    assert not GoalJudgement.objects.exists()
    for comment in ("Avtalet är muntligt", "Avtalet finns hos oss"):
        actions.judge_result(
            participation=world.alvnas, goal="deals", judged="reached", comment=comment, by=world.lead, at=NOW
        )
    shown = shown_result(records_of([world.alvnas])[world.alvnas.pk], "deals", world.network, TODAY)
    assert (shown.result, shown.computed, shown.judged) == (Result.REACHED, "Not begun", "Avtalet finns hos oss")
    actions.lift_judgement(participation=world.alvnas, goal="deals", by=world.lead, at=NOW)
    with pytest.raises(Refused):
        actions.lift_judgement(participation=world.alvnas, goal="deals", by=world.lead, at=NOW)
    assert GoalJudgement.objects.filter(lifted_at__isnull=True).count() == 0


def test_a_municipality_does_not_judge_itself(client: Client, world: World) -> None:
    given_people.signed_in(client, world.coordinator)
    address = f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/bedom/deals/spara/"
    assert client.post(address, {"judged": "reached", "comment": "Vi är klara"}).status_code == 404
    host = given_people.signed_in(Client(), world.lead)
    assert host.post(address, {"judged": "reached", "comment": ""}).status_code == 422
    assert host.post(address, {"judged": "reached", "comment": "Vi har sett avtalet"}).status_code == 302
    assert GoalJudgement.objects.get().comment == "Vi har sett avtalet"


def test_indicators_have_a_baseline_and_an_end(world: World) -> None:
    given.decision(world.alvnas, world.coordinator)
    reach_structures(world)
    actions.note_measurement(
        participation=world.alvnas,
        indicator="identified_enterprises",
        measured_day=date(2021, 1, 1),
        value=3,
        source="Egen lista",
        by=world.coordinator,
        at=NOW,
    )
    sight = queries.one_sight(world.coordinator, world.network.slug, world.alvnas.pk, TODAY)
    found = {str(row.values[0]): row.values[1:] for row in queries.indicators_page(sight, TODAY).table.rows}
    assert found["Political responsibility"] == ("not decided", "Socialnämnden")
    assert found["Areas in the internal group"] == ("0", "3")
    assert found["Dialogues in twelve months"] == ("0", "2")
    assert found["Social enterprises identified"] == ("3", "3")
    whole = queries.network_indicators_page(world.lead, world.network.slug, TODAY)
    assert {str(row.values[0]): row.values[1:] for row in whole.table.rows}["Political responsibility"] == (0, 1, 1)


def test_the_board_takes_as_many_statements_at_many_rows(world: World, django_assert_max_num_queries) -> None:
    client = given_people.signed_in(Client(), world.lead)
    own = given_people.signed_in(Client(), world.coordinator)

    def asked() -> list[int]:
        counted = []
        for who, path in (
            (client, f"/natverk/{world.network.slug}/resultat/"),
            (own, f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/"),
            (own, f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/styrdokument/"),
            (own, f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/samverkan/"),
            (own, f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/forankring/"),
        ):
            who.get(path)
            with django_assert_max_num_queries(16) as found:
                assert who.get(path).status_code == 200
            counted.append(len(found))
        return counted

    reach_documents(world)
    reach_structures(world)
    given.decision(world.alvnas, world.coordinator)
    few = asked()
    for number in range(12):
        given.document(world.alvnas, world.coordinator, title=f"Utkast {number}")
        given.forum(world.alvnas, world.coordinator)
        given.decision(world.alvnas, world.coordinator, title=f"Beslut {number}")
        given.anchoring(world.alvnas, world.coordinator)
    assert asked() == few
