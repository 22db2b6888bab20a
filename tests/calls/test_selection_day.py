"""The host on the day of the selection, when as many as the country has have applied; both orders of the steps."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverka import selection
from samverka.calls import actions, figures, jobs, queries
from samverka.calls.models import (
    LetterOfIntent,
    SelectionDecision,
    SelectionOutcome,
    SelectionReckoning,
)
from samverka.core import clock
from samverka.web import tick
from tests.given import calls as given
from tests.given import people

COUNT, SEATS, RESERVES, MOST_STATEMENTS = 290, 12, 4, 8
QUOTAS = {
    "size_class": {"1": [3, 6], "2": [3, 6], "3": [2, 5]},
    "stage": {"early": [3, 6], "midway": [2, 5], "advanced": [3, 6]},
}


@pytest.fixture(autouse=True)
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's search for what each would have cost is cut short; what it finds is as well formed."""
    monkeypatch.setattr(figures, "counterfactuals", partial(selection.counterfactuals, work=2_000))


def world_of_many(order: str, *, terms: int = SEATS) -> given.CallWorld:
    world = given.call_world(
        terms={"seats": terms, "reserve_seats": RESERVES},
        selection_rules=given.rules(tolerance="0.02", quotas=QUOTAS, at_most={"county": 2}),
        selection_when=order,
        decision_day=given.LETTER if order == "after_letters" else given.DECISION,
    )
    interests = given.whole_country(world, count=COUNT)
    if order == "after_letters":
        LetterOfIntent.objects.bulk_create(
            LetterOfIntent(
                interest=row,
                number=f"AF-{row.pk}",
                text="Text",
                text_sha256=figures.sha256("Text"),
                issued_at=given.at(given.CONFIRMATION),
                issued_by=world.lead,
                signature_count=2,
                completed_at=given.at(given.LETTER),
            )
            for row in interests
        )
    return world


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["after_confirmation", "after_letters"])
def test_the_host_selects_among_as_many_as_the_country_has(order) -> None:
    day = date(2020, 11, 10) if order == "after_confirmation" else date(2020, 11, 16)
    with clock.fixed(given.at(day)):
        selects(world_of_many(order), day)


def selects(world: given.CallWorld, day: date) -> None:
    """Look, wait for the worker, read the answers, decide."""
    client = Client()
    people.signed_in(client, world.lead)
    address = f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/urval/"

    early = client.get(f"/en{address}")
    assert early.status_code == 200
    assert "The answers are not ready yet" in early.content.decode()
    assert "Decide and send the answers" not in early.content.decode()
    shown = queries.basis_of(world.call).fingerprint
    refused = client.post(f"{address}besluta/", {"fingerprint": shown, "note": ""})
    assert refused.status_code == 409
    assert not SelectionDecision.objects.exists()

    # The clock has the worker make the whole answer, once.
    tick.reckon_selections(given.at(day))
    tick.reckon_selections(given.at(day))
    reckoning = SelectionReckoning.objects.get()
    assert "are being computed" in client.get(f"/en{address}").content.decode()
    assert jobs.reckon.func(reckoning.pk) == "made"
    assert jobs.reckon.func(reckoning.pk) == "nothing to do"

    for path in (address, f"{address}svar/"):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(path)
        assert page.status_code == 200
        assert len(asked) <= MOST_STATEMENTS, "\n".join(query["sql"][:200] for query in asked.captured_queries)
    basis = queries.basis_of(world.call)
    assert len(basis.eligible) == COUNT
    assert basis.is_reckoned

    computed = figures.reckoned.cache_info().misses
    answer = client.post(f"{address}besluta/", {"fingerprint": basis.fingerprint, "note": "Tack alla."})
    assert answer.status_code == 302
    assert figures.reckoned.cache_info().misses == computed  # nothing was computed in the request
    decision = SelectionDecision.objects.get()
    counts = {
        outcome: SelectionOutcome.objects.filter(outcome=outcome).count()
        for outcome in ("chosen", "reserve", "not_chosen")
    }
    assert counts == {"chosen": SEATS, "reserve": RESERVES, "not_chosen": COUNT - SEATS - RESERVES}
    assert not SelectionOutcome.objects.filter(reason="").exists()
    report = selection.verify(decision.result, decision.candidates_csv, decision.clients_csv)
    assert report
    published = client.get(f"/en/erbjudande/{world.call.slug}/urvalsbeslut/")
    assert published.status_code == 200
    assert "12 of 290" in published.content.decode()


@pytest.mark.django_db
def test_a_set_that_is_tried_is_reckoned_when_it_is_asked_for() -> None:
    world = world_of_many("after_confirmation")
    client = people.signed_in(Client(), world.lead)
    address = f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/urval/"
    lock = queries.basis_of(world.call).eligible[5].code
    with clock.fixed(given.at(date(2020, 11, 10))):
        asked = client.post(f"{address}rakna-ut/", {"med": lock})
    assert asked.headers["Location"] == f"{address}?med={lock}"
    locks, day = figures.Locks((lock,)), given.at(given.LETTER)
    with_lock, alone = actions.ask_for_reckoning(call=world.call, locks=locks, at=day)
    assert {with_lock, alone} == set(SelectionReckoning.objects.all())
    assert actions.finish_reckoning(reckoning=alone)
    assert not actions.finish_reckoning(reckoning=alone)
    assert queries.basis_of(world.call).is_reckoned
    # Of a set with a lock it is also said what it costs, so both are needed.
    assert not queries.basis_of(world.call, locks=locks).is_reckoned
    assert actions.finish_reckoning(reckoning=with_lock)
    tried = queries.basis_of(world.call, locks=locks)
    assert tried.is_reckoned
    made = tried.proposal()
    assert made is not None
    assert lock in made.chosen
    assert actions.ask_for_reckoning(call=world.call, locks=locks, at=day) == ()


@pytest.mark.django_db
def test_with_more_seats_than_applicants_nothing_has_to_be_computed() -> None:
    world = world_of_many("after_confirmation", terms=300)
    assert actions.ask_for_reckoning(call=world.call, at=given.at(date(2020, 11, 10))) == ()
    tick.reckon_selections(given.at(date(2020, 11, 10)))
    assert not SelectionReckoning.objects.exists()
    page = queries.selection_page(world.call, given.at(date(2020, 11, 10)))
    assert page.is_reckoned
    assert not page.is_needed
    assert page.decide.verdict
