"""Text from outside becomes clean values: drafts demand nothing, a published call asks why it is changed."""

from datetime import date

import pytest

from samverka.calls import queries
from samverka.calls.forms import PART_FORMS, CallForm, OfferForm, ReceivedForm
from tests.given import calls as given

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", sorted(PART_FORMS))
def test_an_empty_draft_is_as_good_as_a_full_one(part) -> None:
    interest = given.started(given.call_world())
    form = PART_FORMS[part]({"edition": "1"}, interest=interest)
    assert form.is_valid(), form.errors
    assert "edition" not in form.values()


@pytest.mark.parametrize("edition", ["", "x", "-1"])
def test_a_form_that_says_nothing_of_its_edition_counts_as_the_oldest(edition) -> None:
    interest = given.started(given.call_world())
    form = PART_FORMS["about"]({"edition": edition, "needs": "Metod"}, interest=interest)
    assert form.shown_with() == 0
    kept = form.with_edition(7)
    assert (kept.shown_with(), kept.data["needs"]) == (7, "Metod")


def test_a_value_from_nowhere_is_refused_in_a_draft_too() -> None:
    interest = given.started(given.call_world())
    form = PART_FORMS["assessment"]({"edition": "1", "D1": "9"}, interest=interest)
    assert not form.is_valid()
    assert "D1" in form.errors


def call_values(world: given.CallWorld, **changes: str) -> dict[str, object]:
    kept = {name: value for name, value in queries.draft_values(world.call).items() if value not in (None, "")}
    return kept | changes


def test_a_published_call_asks_why_and_takes_no_promises() -> None:
    world = given.call_world()
    without = CallForm(call_values(world), network=world.network, is_published=world.call.published_at)
    assert not without.is_valid()
    assert set(without.errors) == {"reason"}
    form = CallForm(call_values(world, reason="Fler dagar."), network=world.network, is_published=True)
    assert form.is_valid(), form.errors
    assert form.reason() == "Fler dagar."
    assert form.draft(2).municipality_commitments == ()
    assert queries.differences(world.call, form.draft(2)) == []
    draft = CallForm(call_values(world), network=world.network)
    assert draft.is_valid(), draft.errors
    assert draft.reason() == ""
    assert len(draft.draft(2).municipality_commitments) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"interest_day": "2020-02-31"}, "interest_day"),
        ({"confirmation_day": "2020-10-02"}, "__all__"),
        ({"size_limits": "50000, 15000"}, "size_limits"),
        ({"size_limits": "1, 2, 3, 4"}, "size_limits"),
        ({"size_4_low": "3", "size_4_high": "2"}, "size_4_high"),
        ({"contact_email": "nej"}, "contact_email"),
    ],
)
def test_what_can_not_be_meant_comes_back_at_its_field(changes, field) -> None:
    world = given.call_world()
    form = CallForm(call_values(world, reason="Fler.", **changes), network=world.network, is_published=True)
    assert not form.is_valid()
    assert field in form.errors


@pytest.mark.parametrize("written", ["Älvnäs kommun", "  älvnäs   KOMMUN "])
def test_a_municipality_is_found_by_its_whole_name(written) -> None:
    known = given.organisation()
    values = {
        "organisation": written,
        "received_day": "2020-11-03",
        "text": "Vi vill.",
        "name": "Siv",
        "email": "siv@9201.example",
    }
    form = ReceivedForm(values)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["organisation"] == known
    assert form.cleaned_data["received_day"] == date(2020, 11, 3)


@pytest.mark.parametrize("written", ["Älvnäs kom", "%", "x" * 121])
def test_half_a_name_is_nobodys(written) -> None:
    given.organisation()
    form = ReceivedForm({"organisation": written})
    assert not form.is_valid()
    assert "organisation" in form.errors


def test_a_free_seat_says_why_and_until_when() -> None:
    form = OfferForm({"letter_day": "2020-11-30"})
    assert not form.is_valid()
    assert set(form.errors) == {"reason"}
