"""Decisions, anchoring, governing documents and plans: what each state asks for, and what is public."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from samverka.core.refusals import Refused
from samverka.goals import actions, figures, queries
from samverka.goals.figures import ActionFacts
from samverka.goals.models import Action, ActionNote, Decision, GoverningDocument, PlanFollowUp
from samverka.journal.models import Entry
from tests.given import goals as given
from tests.given import people as given_people
from tests.given.goals import NOW, TODAY
from tests.given.world import World


def adopt(document, by, **changes):
    values: dict[str, Any] = {
        "body": "Kommunfullmäktige",
        "decided_day": date(2021, 6, 15),
        "minutes_paragraph": "§ 87",
        "registry_number": "",
        "owner": "Utvecklingschefen",
        "political_owner": "",
        "review_day": date(2024, 6, 15),
    }
    return actions.adopt_document(document=document, by=by, at=NOW, **(values | changes))


# --- Validation (section 4): adopted document ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"body": " "},
        {"owner": ""},
        {"decided_day": date(2021, 11, 3)},
        {"review_day": date(2021, 6, 15)},
        {"review_day": None},
        {"decided_day": None},
    ],
)
def test_adopted_document_has_body_day_owner_and_review_day(world: World, changes) -> None:
    document = given.document(world.alvnas, world.coordinator)
    with pytest.raises(Refused):
        adopt(document, world.coordinator, **changes)
    document.refresh_from_db()
    assert document.adopted_at is None


def test_adopted_document_keeps_what_was_decided(world: World) -> None:
    document = adopt(given.document(world.alvnas, world.coordinator), world.coordinator)
    assert (document.decided_by, document.decided_day, document.minutes_paragraph, document.review_day) == (
        "Kommunfullmäktige",
        date(2021, 6, 15),
        "§ 87",
        date(2024, 6, 15),
    )
    assert Entry.objects.filter(verb="goals.document.adopted").count() == 1
    with pytest.raises(Refused):
        adopt(document, world.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoverningDocument.objects.filter(pk=document.pk).update(review_day=None)


def test_adopted_plan_has_no_action_without_owner_and_due_date(world: World) -> None:
    by = world.coordinator
    plan = given.document(world.alvnas, by, kind="action_plan", title="Plan")
    with pytest.raises(Refused):
        adopt(plan, by)
    ownerless = given.action(plan, by, owner="")
    with pytest.raises(Refused):
        adopt(plan, by)
    actions.change_action(action=ownerless, values={"owner": "Chefen", "due_day": None, "text": "Gör"}, by=by, at=NOW)
    with pytest.raises(Refused):
        adopt(plan, by)
    actions.change_action(
        action=ownerless, values={"owner": "Chefen", "due_day": date(2021, 12, 1), "text": "Gör"}, by=by, at=NOW
    )
    assert adopt(plan, by).adopted_at == NOW
    with pytest.raises(Refused):
        given.action(plan, by, owner="")
    with pytest.raises(Refused):
        given.action(plan, by, due_day=None)
    assert Action.objects.filter(owner="").count() == 0


def test_a_document_on_its_way_has_body_and_planned_day(world: World) -> None:
    by = world.coordinator
    document = given.document(world.alvnas, by)
    with pytest.raises(Refused):
        actions.propose_document(document=document, body=" ", day=date(2021, 12, 14), by=by, at=NOW)
    actions.propose_document(document=document, body="Kommunstyrelsen", day=date(2021, 12, 14), by=by, at=NOW)
    assert (document.planned_body, document.planned_day) == ("Kommunstyrelsen", date(2021, 12, 14))
    with pytest.raises(IntegrityError), transaction.atomic():
        GoverningDocument.objects.filter(pk=document.pk).update(planned_day=None)


# --- Documents ----------------------------------------------------------------------------------------------------


def test_a_draft_stays_in_the_municipality_until_it_goes_on_consultation(client: Client, world: World) -> None:
    document = given.document(world.alvnas, world.coordinator)
    given_people.signed_in(client, world.lead)
    address = f"/natverk/{world.network.slug}/styrdokument/{document.pk}/"
    assert client.get(address).status_code == 404
    seen = queries.documents_page(queries.one_sight(world.lead, world.network.slug, world.alvnas.pk, TODAY), TODAY)
    assert (seen.documents.rows, seen.hidden[:2]) == ((), "1 ")
    actions.send_on_consultation(document=document, by=world.coordinator, at=NOW)
    assert client.get(address).status_code == 200
    with pytest.raises(Refused):
        actions.send_on_consultation(document=document, by=world.coordinator, at=NOW)


def test_only_what_is_adopted_is_public(client: Client, world: World) -> None:
    document = given.document(world.alvnas, world.coordinator)
    address = f"/styrdokument/{document.pk}/"
    assert client.get(address).status_code == 404
    assert "Policy för sociala företag" not in client.get("/styrdokument/").content.decode()
    given.adopted(document, world.coordinator)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "För att fler ska få arbete." in answer.content.decode()
    assert "Policy för sociala företag" in client.get("/styrdokument/").content.decode()
    actions.repeal_document(document=document, repealed_day=TODAY, by=world.coordinator, at=NOW)
    assert "Policy för sociala företag" not in client.get("/styrdokument/").content.decode()


def test_who_answers_for_an_action_is_not_public(client: Client, world: World) -> None:
    plan = given.adopted(given.plan(world.alvnas, world.coordinator), world.coordinator)
    text = client.get(f"/styrdokument/{plan.pk}/").content.decode()
    assert "Bjud in företagen" in text
    assert "Näringslivschefen" not in text


def test_an_adopted_document_is_written_on_only_under_revision(world: World) -> None:
    by = world.coordinator
    document = given.adopted(given.document(world.alvnas, by), by)
    with pytest.raises(Refused):
        actions.change_document(document=document, values={"title": "Ny"}, edition=document.edition, by=by, at=NOW)
    actions.begin_revision(document=document, by=by, at=NOW)
    with pytest.raises(Refused):
        actions.begin_revision(document=document, by=by, at=NOW)
    with pytest.raises(Refused):
        actions.change_document(document=document, values={"title": "Ny"}, edition=1, by=by, at=NOW)
    document.refresh_from_db()
    actions.change_document(document=document, values={"title": "Ny"}, edition=document.edition, by=by, at=NOW)
    assert document.title == "Ny"


def test_a_document_that_is_replaced_no_longer_holds(world: World) -> None:
    by = world.coordinator
    first = given.adopted(given.document(world.alvnas, by), by)
    second = given.document(world.alvnas, by, title="Ny policy")
    adopt(second, by, decided_day=date(2021, 10, 1), replaces=first)
    first.refresh_from_db()
    assert first.successor == second
    assert [row.title for row in queries.documents.public_documents()] == ["Ny policy"]


def test_a_document_is_begun_with_the_headings_of_the_template(client: Client, world: World) -> None:
    given_people.signed_in(client, world.coordinator)
    start = f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/styrdokument/"
    answer = client.post(
        f"{start}paborja/",
        {
            "title": "Avsnitt om sociala företag",
            "kind": "strategy",
            "owner": "Chefen",
            "inside_title": "Näringslivsstrategi",
            "inside_section": "4",
        },
    )
    document = GoverningDocument.objects.get()
    assert answer["Location"] == f"/natverk/{world.network.slug}/styrdokument/{document.pk}/"
    assert len(document.sections) == 8
    assert client.get(answer["Location"]).status_code == 200
    form = {"title": "Avsnitt", "owner": "Chefen", "edition": "1", "heading_0": "Varför", "text_0": "Därför"}
    assert client.post(f"{answer['Location']}spara/", form | {"text_1": "utan rubrik"}).status_code == 422
    assert client.post(f"{answer['Location']}spara/", form).status_code == 302
    document.refresh_from_db()
    assert document.sections == [{"heading": "Varför", "text": "Därför"}]
    # The page that was opened before is older now.
    assert client.post(f"{answer['Location']}spara/", form | {"title": "Annat"}).status_code == 422


# --- Plan and actions ---------------------------------------------------------------------------------------------


def test_the_figures_of_a_plan() -> None:
    day = date(2021, 11, 2)
    rows = [
        ActionFacts(date(2021, 11, 1)),
        ActionFacts(date(2021, 11, 2)),
        ActionFacts(date(2021, 10, 1), is_done=True),
        ActionFacts(date(2021, 9, 1), is_dropped=True),
        ActionFacts(None, has_owner=False),
    ]
    now = figures.plan_figures(rows, day)
    assert (now.actions, now.done, now.overdue, now.ownerless, now.dayless) == (5, 1, 1, 1, 1)
    assert (now.due, now.settled, now.settled_percent) == (3, 2, 66)
    assert figures.plan_figures([], day).settled_percent is None


def test_a_plan_is_followed_up_as_often_as_the_terms_say() -> None:
    adopted = date(2021, 6, 15)
    assert figures.next_follow_up([], adopted=adopted, per_year=2) == date(2021, 12, 14)
    assert figures.next_follow_up([date(2021, 12, 1)], adopted=adopted, per_year=2) == date(2022, 6, 1)
    assert figures.next_follow_up([], adopted=adopted, per_year=0) is None


def test_an_action_is_postponed_with_a_reason_to_a_later_day(world: World) -> None:
    by = world.coordinator
    action = given.action(given.document(world.alvnas, by, kind="action_plan"), by)
    for day, reason in ((date(2021, 9, 1), "Sjukdom"), (date(2021, 12, 1), " ")):
        with pytest.raises(Refused):
            actions.postpone_action(action=action, due_day=day, reason=reason, by=by, at=NOW)
    actions.postpone_action(action=action, due_day=date(2021, 12, 1), reason="Sjukdom", by=by, at=NOW)
    note = ActionNote.objects.get()
    assert (note.what, note.text, note.due_before) == ("postponed", "Sjukdom", date(2021, 9, 1))
    action.refresh_from_db()
    assert action.due_day == date(2021, 12, 1)


def test_an_action_is_begun_and_done_once_and_dropped_with_a_reason(world: World) -> None:
    by = world.coordinator
    plan = given.document(world.alvnas, by, kind="action_plan")
    action, other = given.action(plan, by), given.action(plan, by)
    actions.note_action(action=action, what="begun", text="", by=by, at=NOW)
    with pytest.raises(Refused):
        actions.note_action(action=action, what="begun", text="", by=by, at=NOW)
    actions.note_action(action=action, what="done", text="Klart", by=by, at=NOW)
    with pytest.raises(Refused):
        actions.note_action(action=action, what="done", text="Igen", by=by, at=NOW)
    with pytest.raises(Refused):
        actions.note_action(action=other, what="dropped", text="", by=by, at=NOW)
    actions.note_action(action=other, what="dropped", text="Inte aktuellt", by=by, at=NOW)
    assert list(ActionNote.objects.order_by("pk").values_list("what", flat=True)) == ["begun", "done", "dropped"]


def test_a_follow_up_keeps_the_figures_of_its_day(world: World) -> None:
    by = world.coordinator
    plan = given.plan(world.alvnas, by)
    with pytest.raises(Refused):
        actions.follow_up_plan(document=plan, held_day=TODAY, text="Läget", by=by, at=NOW)
    given.adopted(plan, by)
    for day in (date(2021, 6, 14), date(2021, 11, 3)):
        with pytest.raises(Refused):
            actions.follow_up_plan(document=plan, held_day=day, text="Läget", by=by, at=NOW)
    actions.follow_up_plan(document=plan, held_day=TODAY, text="Läget", by=by, at=NOW)
    with pytest.raises(Refused):
        actions.follow_up_plan(document=plan, held_day=TODAY, text="Igen", by=by, at=NOW)
    row = PlanFollowUp.objects.get()
    assert (row.actions, row.done, row.overdue) == (1, 0, 1)


# --- Anchoring ----------------------------------------------------------------------------------------------------


def test_a_political_decision_has_its_paragraph_and_has_been_made(world: World) -> None:
    for changes in ({"minutes_paragraph": " "}, {"minutes_paragraph": ""}):
        with pytest.raises(Refused):
            given.decision(world.alvnas, world.coordinator, **changes)
    with pytest.raises(Refused):
        actions.log_decision(
            participation=world.alvnas,
            values={"kind": "managerial", "title": "x", "body": "y", "decided_day": date(2021, 11, 3)},
            by=world.coordinator,
            at=NOW,
        )
    assert not Decision.objects.exists()
    given.decision(world.alvnas, world.coordinator, kind="managerial", minutes_paragraph="")
    assert given.decision(world.alvnas, world.coordinator).minutes_paragraph == "§ 41"


def test_after_an_election_old_anchoring_is_to_be_done_again(world: World) -> None:
    given.decision(world.alvnas, world.coordinator, decided_day=date(2021, 3, 2))
    sight = queries.one_sight(world.coordinator, world.network.slug, world.alvnas.pk, TODAY)

    def mark(day: date) -> str:
        return queries.anchoring_page(sight, day).kept[0].mark

    assert mark(date(2021, 3, 1)) == "open"
    assert mark(date(2022, 10, 14)) == "done"
    assert mark(date(2022, 10, 15)) == "late"
    given.anchoring(world.alvnas, world.coordinator, held_day=date(2022, 11, 8))
    assert mark(date(2022, 11, 8)) == "done"


def test_what_was_logged_by_mistake_is_taken_back_once(world: World) -> None:
    decision = given.decision(world.alvnas, world.coordinator)
    actions.withdraw_decision(decision=decision, reason="Fel nämnd", by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.withdraw_decision(decision=decision, reason="Igen", by=world.coordinator, at=NOW)
    sight = queries.one_sight(world.coordinator, world.network.slug, world.alvnas.pk, TODAY)
    assert queries.anchoring_page(sight, TODAY).decisions.rows == ()
    assert Decision.objects.get().withdrawn_reason == "Fel nämnd"


def test_the_page_for_newly_elected_tells_what_is_asked(client: Client, world: World) -> None:
    given.decision(world.alvnas, world.coordinator)
    document = given.document(world.alvnas, world.coordinator)
    actions.propose_document(
        document=document, body="Kommunstyrelsen", day=date(2021, 12, 14), by=world.coordinator, at=NOW
    )
    given_people.signed_in(client, world.members[0])
    text = client.get(f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/forankring/nyvalda/").content.decode()
    assert "Vi vill samverka med sociala företag" in text
    assert "Kommunstyrelsen, 14 december 2021" in text
