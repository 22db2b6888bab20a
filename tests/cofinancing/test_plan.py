"""The plan: budget lines with planned, outcome and remaining; promises; sums from the ledger with their vouchers."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.cofinancing import actions, queries, rules
from samverka.cofinancing.forms import OutcomeForm
from samverka.cofinancing.models import BudgetLine, BudgetOutcome, Pledge
from samverka.cofinancing.rules import OutcomeRow
from samverka.core.refusals import Refused
from samverka.journal.models import Entry
from tests.given import cofinancing as given
from tests.given.cofinancing import NOW, OCTOBER
from tests.given.people import signed_in
from tests.given.world import World

pytestmark = pytest.mark.django_db
TRAIN = OutcomeRow(1, "travel_and_meetings", 1_240_000, "V1023", date(2021, 10, 14), "Tåg till nätverksträff")


@pytest.fixture
def world() -> World:
    made = given.granted()
    given.unit_costs(made)
    given.submitted_month(made, OCTOBER, {made.members[0]: 480})
    return made


def address(name: str, *more: object) -> str:
    return reverse(f"cofinancing:{name}", args=["utvecklingsnatverk", *more])


def imported(world: World, *rows: OutcomeRow, number: int = 1) -> list[BudgetOutcome]:
    host, claim = given.one_claim(world, number)
    return actions.import_outcomes(host=host, claim=claim, rows=rows, by=world.lead, at=NOW)


def test_t31_a_row_without_voucher_is_refused_and_named(client: Client, world: World) -> None:
    given.prepared_claim(world)
    signed_in(client, world.lead)
    rows = "Resor och möten;12 400,00;V1;2021-10-14;Tåg\nResor och möten;12 400,00;;2021-10-15;Hotell"
    response = client.post(address("import_outcomes", 1), {"rows": rows})
    assert response.status_code == 422
    text = response.content.decode()
    assert "Rad 2: verifikationens nummer saknas." in text
    assert "Rad 1:" not in text
    assert "Hotell" in text  # what was typed is kept
    assert not BudgetOutcome.objects.exists()
    with pytest.raises(Refused, match="Rad 2"):
        imported(world, TRAIN, OutcomeRow(2, "travel_and_meetings", 1, "", date(2021, 10, 14)))
    assert not BudgetOutcome.objects.exists()


def test_rows_from_the_ledger_are_taken_in_with_the_claim(client: Client, world: World) -> None:
    given.prepared_claim(world)
    signed_in(client, world.economist)
    rows = "Resor och möten\t12 400,00\tV1023\t2021-10-14\tTåg\nExterna tjänster;-312,50;V9;2021-10-20;Kredit"
    assert client.post(address("import_outcomes", 1), {"rows": rows}).status_code == 302
    assert set(BudgetOutcome.objects.values_list("kind", "ore", "voucher", "text")) == {
        ("travel_and_meetings", 1_240_000, "V1023", "Tåg"),
        ("external_services", -31_250, "V9", "Kredit"),
    }
    assert Entry.objects.filter(verb="cofinancing.outcomes.imported").count() == 1
    page = client.get(address("outcomes", 1)).content.decode().replace("\u00a0", " ")
    assert "12 087,50 kr" in page
    assert client.post(address("import_outcomes", 1), {"rows": rows}).status_code == 409
    assert BudgetOutcome.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Bullar;12;V1;2021-10-14", "Rad 1: budgetposten finns inte."),
        ("Kommunernas tid;12;V1;2021-10-14", "Rad 1: budgetposten finns inte."),
        ("Externa tjänster;tolv;V1;2021-10-14", "Rad 1: beloppet går inte att läsa."),
        ("Externa tjänster;0;V1;2021-10-14", "Rad 1: beloppet går inte att läsa."),
        ("Externa tjänster;12;V1;14/10", "Rad 1: dagen går inte att läsa."),
        ("Externa tjänster;12;V1;2021-10-14\n\nExterna tjänster;13;V1;2021-10-14", "Rad 2: verifikation V1 är redan"),
        ("\n", "Skriv minst en rad."),
        ("Externa tjänster;12;V1;2021-10-14\n" * 501, "högst 500 rader"),
    ],
)
def test_every_fault_is_named(line: str, sentence: str) -> None:
    with translation.override("sv"):
        form = OutcomeForm({"rows": line})
        assert not form.is_valid()
        assert sentence in " ".join(str(fault) for fault in form.errors["rows"])


@translation.override("en")
def test_who_may_import_and_when(world: World) -> None:
    claim = given.prepared_claim(world)
    lead, helper = {"project_manager"}, {"process_supporter"}
    assert rules.may_import(claim, [TRAIN], functions=lead, known=())
    assert "Only the network's" in str(rules.may_import(claim, [TRAIN], functions=helper, known=()).reason)
    assert "no rows" in str(rules.may_import(claim, [], functions=lead, known=()).reason)
    known = {("travel_and_meetings", "V1023")}
    assert "already" in str(rules.may_import(claim, [TRAIN], functions=lead, known=known).reason)
    claim.closed_at = NOW
    assert "closed" in str(rules.may_import(claim, [TRAIN], functions=lead, known=()).reason)


def test_a_claim_that_is_given_up_leaves_its_vouchers_free(world: World) -> None:
    given.prepared_claim(world)
    imported(world, TRAIN)
    host, claim = given.one_claim(world, 1)
    actions.discard_claim(host=host, claim=claim, by=world.lead, at=NOW)
    assert not BudgetOutcome.objects.exists()


def test_what_others_have_paid_counts_towards_the_share(world: World) -> None:
    given.prepared_claim(world)
    host, claim = given.one_claim(world, 1)
    before = queries.material(claim, host).facts
    actions.set_budget(host=host, planned_ore={"owner_cash": 999_999_900}, by=world.lead, at=NOW)
    imported(world, OutcomeRow(1, "owner_cash", 100_000, "V5", date(2021, 10, 1)), TRAIN)
    host, claim = given.one_claim(world, 1)
    assert (before.cash_ore, queries.material(claim, host).facts.cash_ore) == (0, 100_000)


def test_the_plan_shows_planned_outcome_and_remaining(client: Client, world: World) -> None:
    given.prepared_claim(world)
    imported(world, TRAIN)
    host, claim = given.one_claim(world, 1)
    actions.close_claim(host=host, claim=claim, by=world.lead, at=NOW)
    signed_in(client, world.lead)
    values = {"travel_and_meetings": "20 000", "municipal_time": "5 000,50"}
    assert client.post(address("set_budget"), values).status_code == 302
    assert dict(BudgetLine.objects.values_list("kind", "planned_ore")) == {
        "travel_and_meetings": 2_000_000,
        "municipal_time": 500_050,
    }
    lines = client.get(address("plan_csv")).content.decode("utf-8-sig").splitlines()
    assert "Resor och möten;20000,00;12400,00;7600,00" in lines
    assert "Kommunernas tid;5000,50;2500,00;2500,50" in lines
    page = client.get(address("plan")).content.decode()
    assert 'value="5000,50"' in page
    assert client.post(address("set_budget"), {"fund": "mycket"}).status_code == 422


def test_a_promise_is_written_down_from_the_plan(client: Client, world: World) -> None:
    signed_in(client, world.lead)
    text = client.get(address("plan")).content.decode()
    assert "Skriv ned utfästelsen från Älvnäs kommun" in text
    assert client.post(address("renew_pledge", world.alvnas.pk)).status_code == 302
    assert Pledge.objects.get().participation == world.alvnas
    text = client.get(address("plan")).content.decode()
    assert "Skriv ned utfästelsen från Älvnäs kommun" not in text
    assert "Skriv ned utfästelsen från Granfors kommun" in text
    assert client.post(address("renew_pledge", 999_999)).status_code == 404
    with pytest.raises(Refused):
        actions.renew_pledge(
            host=queries.Host(world.network, frozenset({"process_supporter"})),
            participation=world.granfors,
            by=world.lead,
            at=NOW,
        )


def test_the_plan_is_for_the_host_and_where_there_are_claims(client: Client, world: World) -> None:
    signed_in(client, world.coordinator)
    for name in ("plan", "plan_csv"):
        assert client.get(address(name)).status_code == 404
    assert client.post(address("set_budget"), {"fund": "1"}).status_code == 404


def test_the_plan_asks_no_more_when_there_is_more(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    signed_in(client, world.lead)
    client.get(address("plan"))
    with django_assert_max_num_queries(8) as few:
        client.get(address("plan"))
    actions.pledge(participation=world.granfors, by=world.lead, at=NOW)
    given.prepared_claim(world)
    imported(world, TRAIN)
    with django_assert_max_num_queries(8) as many:
        client.get(address("plan"))
    assert len(few) == len(many)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"voucher": ""}, "budget_outcome_has_a_voucher"),
        ({"kind": "municipal_time"}, "budget_outcome_is_not_hours"),
    ],
)
def test_the_database_refuses_what_the_rules_refuse(world: World, values: dict[str, Any], constraint: str) -> None:
    given.prepared_claim(world)
    (row,) = imported(world, TRAIN)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        BudgetOutcome.objects.filter(pk=row.pk).update(**values)


def test_the_database_keeps_a_voucher_once(world: World) -> None:
    given.prepared_claim(world)
    (row,) = imported(world, TRAIN)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
