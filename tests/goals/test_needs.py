"""The needs inventory: what is kept inside, what is counted, what a state asks for."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from samverka.core.refusals import Refused
from samverka.goals import actions, figures, queries, rules
from samverka.goals.figures import NeedFacts, NeedState
from samverka.goals.models import DevelopmentNeed, Need, NeedCode, NeedsInventory
from samverka.journal.models import Entry
from tests.given import goals as given
from tests.given import people as given_people
from tests.given.goals import NOW, TODAY
from tests.given.world import World

DESCRIBED = frozenset(figures.ASKED_BY_STATE[NeedState.DESCRIBED])
PRIORITISED = DESCRIBED | set(figures.ASKED_BY_STATE[NeedState.PRIORITISED])


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (NeedFacts(frozenset()), NeedState.IDEA),
        (NeedFacts(DESCRIBED - {"problem"}), NeedState.IDEA),
        (NeedFacts(DESCRIBED), NeedState.DESCRIBED),
        (NeedFacts(PRIORITISED - {"horizon"}), NeedState.DESCRIBED),
        (NeedFacts(PRIORITISED), NeedState.PRIORITISED),
        (NeedFacts(frozenset({"talks"})), NeedState.MARKET_DIALOGUE),
        (NeedFacts(PRIORITISED | {"talks", "contacts"}), NeedState.MATCHED),
        (NeedFacts(frozenset({"collaborations"})), NeedState.IN_DEAL),
        (NeedFacts(PRIORITISED | {"collaborations"}, is_solved=True), NeedState.SOLVED),
        (NeedFacts(PRIORITISED, is_parked=True), NeedState.PARKED),
    ],
)
def test_a_needs_state_is_read_from_what_is_written(facts: NeedFacts, state: NeedState) -> None:
    assert figures.need_state(facts) is state


def test_a_state_says_what_it_still_asks_for() -> None:
    assert figures.missing_for(NeedState.DESCRIBED, DESCRIBED - {"problem"}) == ("problem",)
    assert figures.missing_for(NeedState.DESCRIBED, DESCRIBED) == ()
    assert figures.missing_for(NeedState.IDEA, frozenset()) == ()


def test_needs_in_one_place_stand_together_on_the_plot() -> None:
    found = figures.plotted([(5, 3), (None, 3), (5, 3), (1, 1)])
    assert [(point.benefit, point.feasibility, point.numbers) for point in found] == [(1, 1, (4,)), (5, 3, (1, 3))]
    assert figures.priority(5, 3) == 15
    assert figures.priority(5, None) is None


# --- Validation (section 4): need ---------------------------------------------------------------------------------


def test_need_is_private_unless_set_otherwise(world: World) -> None:
    need = given.need(world.alvnas, world.coordinator)
    assert need.level == Need.Level.PRIVATE
    assert Entry.objects.filter(verb="goals.need.added", subject=f"goals.need-{need.pk}").count() == 1


def test_need_that_may_be_secret_has_its_legal_ground(world: World) -> None:
    with pytest.raises(Refused) as refusal, translation.override("en"):
        given.need(world.alvnas, world.coordinator, may_be_secret=True)
    assert "legal ground" in str(refusal.value)
    assert not Need.objects.exists()
    need = given.need(world.alvnas, world.coordinator, may_be_secret=True, secrecy_ground="19 kap. 3 § OSL")
    assert need.secrecy_ground == "19 kap. 3 § OSL"
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(secrecy_ground="")


def test_need_that_may_be_secret_is_never_shared(world: World) -> None:
    secret: dict[str, Any] = {
        "may_be_secret": True,
        "secrecy_ground": "19 kap. 3 § OSL",
        "problem": "Priset är hemligt.",
    }
    with pytest.raises(Refused):
        given.need(world.alvnas, world.coordinator, level="network", **secret)
    need = given.need(world.alvnas, world.coordinator, **secret)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(level="network")
    assert rules.may_keep_secret(may_be_secret=True, ground="19 kap. 3 § OSL", level="private")


def test_nothing_of_a_secret_need_leaves_the_municipality_counts_included(world: World) -> None:
    given.need(world.alvnas, world.coordinator, title="Hemligt", may_be_secret=True, secrecy_ground="19 kap. 3 § OSL")
    given.development_need(
        world.alvnas, world.coordinator, title="Hemligt lärande", may_be_secret=True, secrecy_ground="19 kap. 3 § OSL"
    )
    page = queries.overview_page(world.lead, world.network.slug, TODAY)
    assert page.seats is not None
    assert [row.values for row in page.seats.rows] == [("Granfors kommun", 0, 0, 0), ("Älvnäs kommun", 0, 0, 0)]
    assert (page.together.rows, page.wants.rows) == ((), ())
    seen = queries.needs_page(queries.one_sight(world.lead, world.network.slug, world.alvnas.pk, TODAY), TODAY)
    assert (seen.needs.rows, seen.development.rows, seen.hidden) == ((), (), "")
    # The same page of the municipality itself has them, so that they could have been shown.
    own = queries.needs_page(queries.one_sight(world.coordinator, world.network.slug, world.alvnas.pk, TODAY), TODAY)
    assert (len(own.needs.rows), len(own.development.rows)) == (1, 1)


def test_a_private_need_is_counted_for_the_host_and_not_shown(world: World) -> None:
    given.need(world.alvnas, world.coordinator)
    given.need(world.alvnas, world.coordinator, title="Delat", problem="Så här är det.", level="network")
    seen = queries.needs_page(queries.one_sight(world.lead, world.network.slug, world.alvnas.pk, TODAY), TODAY)
    with translation.override("sv"):
        assert [row.values[0] for row in seen.needs.rows] == ["Delat"]
        assert seen.hidden.startswith("1 ")


def test_a_need_is_shared_only_when_others_can_understand_it() -> None:
    assert not rules.may_share_need(level="network", problem=" ")
    assert rules.may_share_need(level="network", problem="Gräset växer.")
    assert rules.may_share_need(level="private", problem="")


# --- Actions ------------------------------------------------------------------------------------------------------


def test_whoever_saves_second_from_the_same_page_is_told(world: World) -> None:
    need = given.need(world.alvnas, world.coordinator, codes=("77300000",))
    changed = actions.change_need(
        need=need,
        values=given.need_values(title="Parkerna"),
        codes=["77310000"],
        edition=1,
        by=world.coordinator,
        at=NOW,
    )
    assert (changed.title, changed.edition, changed.title_search) == ("Parkerna", 2, "parkerna")
    assert list(NeedCode.objects.values_list("code", flat=True)) == ["77310000"]
    with pytest.raises(Refused):
        actions.change_need(need=need, values=given.need_values(title="Skogen"), edition=1, by=world.members[0], at=NOW)
    need.refresh_from_db()
    assert need.title == "Parkerna"


def test_a_need_is_parked_with_a_reason_and_taken_up_again(world: World) -> None:
    need = given.need(world.alvnas, world.coordinator)
    actions.park_need(need=need, reason="Avtal till 2024", by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.solve_need(need=need, by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.park_need(need=need, reason="Igen", by=world.coordinator, at=NOW)
    actions.take_up_need(need=need, by=world.coordinator, at=NOW)
    need.refresh_from_db()
    assert (need.parked_at, need.parked_reason) == (None, "")
    actions.solve_need(need=need, by=world.coordinator, at=NOW)
    assert need.solved_by == world.coordinator
    verbs = list(Entry.objects.filter(subject=f"goals.need-{need.pk}").order_by("seq").values_list("verb", flat=True))
    assert verbs == ["goals.need.added", "goals.need.parked", "goals.need.taken_up", "goals.need.solved"]


def test_the_inventory_is_declared_once_and_only_with_something_in_it(world: World) -> None:
    with pytest.raises(Refused):
        actions.declare_inventory(participation=world.alvnas, summary="Inget", by=world.coordinator, at=NOW)
    assert not NeedsInventory.objects.exists()
    given.development_need(world.alvnas, world.coordinator)
    actions.declare_inventory(participation=world.alvnas, summary="Metod", by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.declare_inventory(participation=world.alvnas, summary="Igen", by=world.coordinator, at=NOW)
    inventory = NeedsInventory.objects.get()
    assert (inventory.summary, inventory.declared_by) == ("Metod", world.coordinator)


def test_a_development_need_is_met_once(world: World) -> None:
    need = given.development_need(world.alvnas, world.coordinator)
    actions.meet_development_need(need=need, by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.meet_development_need(need=need, by=world.coordinator, at=NOW)
    assert list(queries.development_needs(world.network)) == []
    assert DevelopmentNeed.objects.get().met_by == world.coordinator


def test_the_inventory_is_late_after_the_day_of_the_terms(world: World) -> None:
    sight = queries.one_sight(world.coordinator, world.network.slug, world.alvnas.pk, TODAY)
    assert queries.needs_page(sight, TODAY).commitment.mark == "late"
    assert queries.needs_page(sight, date(2021, 4, 30)).commitment.mark == "open"
    given.development_need(world.alvnas, world.coordinator)
    assert queries.needs_page(sight, date(2021, 4, 30)).commitment.mark == "waiting"
    actions.declare_inventory(participation=world.alvnas, summary="Metod", by=world.coordinator, at=NOW)
    assert queries.needs_page(sight, TODAY).commitment.mark == "done"


def test_the_overview_shows_what_several_need_at_once(world: World) -> None:
    shared: dict[str, Any] = {"problem": "Så är det.", "level": "network", "field": "green"}
    given.need(world.alvnas, world.coordinator, yearly_value_ore=10_000_00, **shared)
    given.need(world.granfors, world.other_coordinator, yearly_value_ore=20_000_00, **shared)
    given.need(world.granfors, world.other_coordinator, title="Maten", **(shared | {"field": "food"}))
    page = queries.overview_page(world.coordinator, world.network.slug, TODAY)
    assert [row.values[1:4] for row in page.together.rows] == [(2, 2, 30_000_00), (1, 1, None)]
    assert page.seats is None
    found = queries.overview_page(world.coordinator, world.network.slug, TODAY, query="maten")
    assert [row.values[6] for row in found.together.rows] == ["Maten"]


# --- Pages --------------------------------------------------------------------------------------------------------


def test_a_coordinator_writes_a_need_and_the_host_sees_it_once_it_is_shared(client: Client, world: World) -> None:
    given_people.signed_in(client, world.coordinator)
    start = f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/behov/"
    assert client.get(start).status_code == 200
    light = {"title": "Parkerna förfaller", "owner": "Parkchefen", "noted_day": "2021-11-01", "level": "private"}
    answer = client.post(f"{start}spara/", light)
    need = Need.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/natverk/{world.network.slug}/behov/{need.pk}/"
    assert (need.title, need.owner, need.noted_day, need.level) == (
        "Parkerna förfaller",
        "Parkchefen",
        date(2021, 11, 1),
        "private",
    )
    assert client.get(answer["Location"]).status_code == 200
    host = given_people.signed_in(Client(), world.lead)
    assert host.get(answer["Location"]).status_code == 404
    more = light | {"edition": "1", "problem": "Gräset växer.", "level": "network", "yearly_value_ore": "480 000"}
    assert client.post(f"{answer['Location']}spara/", more).status_code == 302
    need.refresh_from_db()
    assert (need.yearly_value_ore, need.level) == (480_000_00, "network")
    assert "Gräset växer." in host.get(answer["Location"]).content.decode()
    assert "Parkerna förfaller" in host.get(f"/natverk/{world.network.slug}/behov/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"noted_day": "2021-02-31"}, "noted_day"),
        ({"title": ""}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"yearly_value_ore": "mycket"}, "yearly_value_ore"),
        ({"level": "network"}, "problem"),
        ({"may_be_secret": "on"}, "secrecy_ground"),
        ({"may_be_secret": "on", "secrecy_ground": "OSL", "level": "public", "problem": "x"}, "level"),
        ({"benefit": "6"}, "benefit"),
        ({"codes": "00000000"}, "codes"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client: Client, world: World, changes, field) -> None:
    given_people.signed_in(client, world.coordinator)
    light = {"title": "Parkerna", "owner": "Parkchefen", "noted_day": "2021-11-01", "level": "private"}
    answer = client.post(f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/behov/spara/", light | changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Parkchefen" in answer.content.decode()
    assert not Need.objects.exists()


def test_another_municipality_finds_nothing(client: Client, world: World) -> None:
    need = given.need(world.alvnas, world.coordinator, problem="x", level="network")
    given_people.signed_in(client, world.other_coordinator)
    assert client.get(f"/natverk/{world.network.slug}/behov/{need.pk}/").status_code == 404
    assert client.get(f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/behov/").status_code == 404
    assert client.post(f"/natverk/{world.network.slug}/behov/{need.pk}/lost/").status_code == 404
    host = given_people.signed_in(Client(), world.lead)
    assert host.post(f"/natverk/{world.network.slug}/behov/{need.pk}/lost/").status_code == 404
    need.refresh_from_db()
    assert need.solved_at is None


def test_a_code_is_found_by_plain_words_and_kept(client: Client, world: World) -> None:
    given_people.signed_in(client, world.coordinator)
    address = f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/behov/spara/"
    typed = {"title": "Parkerna", "owner": "Chefen", "noted_day": "2021-11-01", "level": "private"}
    looked = client.post(address, typed | {"cpv_words": "klippa gräs", "find": "1"})
    assert looked.status_code == 422
    assert "77300000" in dict(looked.context["form"].fields["codes"].choices)
    assert not looked.context["form"].errors
    assert not Need.objects.exists()
    kept = client.post(address, typed | {"cpv_words": "klippa gräs", "codes": ["77300000"]})
    assert kept.status_code == 302
    assert list(NeedCode.objects.values_list("code", flat=True)) == ["77300000"]


def test_the_lists_take_as_many_statements_at_many_rows(world: World, django_assert_max_num_queries) -> None:
    def asked() -> list[int]:
        counted = []
        for person, path in (
            (world.lead, f"/natverk/{world.network.slug}/behov/"),
            (world.coordinator, f"/natverk/{world.network.slug}/behov/"),
            (world.coordinator, f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/behov/"),
            (world.lead, f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/behov/"),
        ):
            client = given_people.signed_in(Client(), person)
            client.get(path)
            with django_assert_max_num_queries(9) as found:
                assert client.get(path).status_code == 200
            counted.append(len(found))
        return counted

    given.need(world.alvnas, world.coordinator, problem="x", level="network")
    given.development_need(world.alvnas, world.coordinator)
    few = asked()
    for number in range(30):
        given.need(world.alvnas, world.coordinator, title=f"Behov {number}", problem="x", level="network")
        given.development_need(world.alvnas, world.coordinator, title=f"Lära {number}")
    assert asked() == few
