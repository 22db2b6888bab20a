"""Stage, band, size and what the engine is told; the tables of docs/figures/stage.md are run here."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka import selection
from samverka.calls import figures
from samverka.calls.figures import Applicant, CallFacts

TABLES = (Path(__file__).parents[2] / "docs/figures/stage.md").read_text(encoding="utf-8")
levels = st.one_of(st.none(), st.integers(1, 5))


def rows(head: str) -> list[list[str]]:
    """Every row of every table that begins with this head."""
    found: list[list[str]] = []
    reading = False
    for line in TABLES.splitlines():
        if line.startswith(head):
            reading = True
        elif not line.startswith("|"):
            reading = False
        elif reading and not line.startswith("|---"):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def facts(order: str, more: str, decided: str, accepted: str) -> CallFacts:
    return CallFacts(
        is_published=True,
        is_cancelled=False,
        opens_day=date(2020, 10, 1),
        interest_day=date(2020, 11, 3),
        confirmation_day=date(2020, 11, 9),
        letter_day=date(2020, 11, 15),
        after_letters=order == "after_letters",
        is_decided=decided == "yes",
        eligible=3 if more == "yes" else 2,
        seats=2,
        chosen=2 if decided == "yes" else 0,
        accepted=int(accepted),
    )


@pytest.mark.parametrize("row", rows("| day |"), ids=lambda row: f"{row[0]} {row[1]} {row[5]}")
def test_the_stage_is_read_from_dates_and_facts(row) -> None:
    day, order, more, decided, accepted, stage = row
    assert figures.stage(facts(order, more, decided, accepted), date.fromisoformat(day)) == stage


def test_a_draft_and_a_cancelled_call_stay_so_whatever_the_day() -> None:
    plain = facts("after_confirmation", "no", "no", "0")
    for day in (date(2020, 1, 1), date(2020, 10, 5), date(2021, 1, 1)):
        assert figures.stage(_changed(plain, is_published=False), day) == "draft"
        assert figures.stage(_changed(plain, is_cancelled=True), day) == "cancelled"


def _changed(facts: CallFacts, **changes: bool) -> CallFacts:
    return CallFacts(**{name: changes.get(name, getattr(facts, name)) for name in facts.__slots__})


@given(st.booleans(), st.booleans(), st.booleans())
def test_a_call_never_goes_back_as_days_pass(after_letters, more, decided) -> None:
    order = list(figures.Stage)
    if after_letters and not decided:
        # In that order the letters close before the selection begins.
        order.remove(figures.Stage.SELECTING)
        order.insert(order.index(figures.Stage.LETTERS_CLOSED) + 1, figures.Stage.SELECTING)
    told = facts(
        "after_letters" if after_letters else "after_confirmation",
        "yes" if more else "no",
        "yes" if decided else "no",
        "0",
    )
    days = [date(2020, 9, 1).replace(month=month, day=day) for month in (9, 10, 11) for day in range(1, 31)]
    places = [order.index(figures.stage(told, day)) for day in days]
    assert all(earlier <= later for earlier, later in pairwise(places))


@pytest.mark.parametrize("row", rows("| D1 |"), ids=" ".join)
def test_the_band_is_the_rounded_median(row) -> None:
    answered = {f"D{number}": None if cell == "–" else int(cell) for number, cell in enumerate(row[:7], start=1)}
    middle = figures.middle_level(answered)
    assert ("–" if middle is None else str(middle), figures.band(answered)) == (row[7], row[8])


@given(st.lists(levels, max_size=7))
def test_the_median_lies_among_the_levels_and_forgets_what_is_unknown(answers) -> None:
    told = {f"D{number}": level for number, level in enumerate(answers)}
    known = [level for level in answers if level is not None]
    middle = figures.middle_level(told)
    assert middle == figures.middle_level({key: level for key, level in told.items() if level is not None})
    assert middle is None if not known else min(known) <= middle <= max(known)


@pytest.mark.parametrize("row", rows("| population |"), ids=" ".join)
def test_a_class_begins_at_its_limit(row) -> None:
    assert figures.size_class(int(row[0]), (15_000, 50_000)) == int(row[1])


@given(st.lists(st.integers(1, 10**6), max_size=4, unique=True).map(sorted), st.integers(0, 10**6))
def test_every_population_has_one_class_and_words_for_it(limits, population) -> None:
    number = figures.size_class(population, limits)
    assert 1 <= number <= len(limits) + 1
    assert "–" in figures.size_words(number, limits)


def applicants() -> list[Applicant]:
    return [
        Applicant(f"920{n}", f"Älv{n}", f"{56 + n * 2}.00", "15.00", "– 14 999", "tidigt", f"län {n % 2}")
        for n in range(1, 5)
    ]


CLIENTS = figures.clients_csv([("0001", "Ort", "60.0", "15.0"), ("0002", "Annan", "56.0", "14.0")])


def rules(**changes: object) -> str:
    plain: dict[str, object] = {"unit_km": 1, "tolerance": "0", "size_limits": [15_000]}
    return json.dumps(figures.rules_for_engine(plain | changes, seats=2, seed="frö").as_dict())


def test_the_engine_is_told_in_swedish_words_and_answers_with_a_proof() -> None:
    text = figures.candidates_csv(applicants())
    assert text.splitlines()[0] == "code,name,lat,lon,storlek,steg,län"
    whole = figures.reckoned(text, CLIENTS, rules(quotas={"stage": {"early": [2, 2]}}))
    made = whole.proposal
    assert made.chosen == ("9201", "9204")
    assert made.is_proved
    assert [it.code for it in made.reserves] == ["9202", "9203"] or [it.code for it in made.reserves] == [
        "9203",
        "9202",
    ]
    assert selection.verify(made.result, text, CLIENTS)
    assert set(whole.reasons) == {"9201", "9202", "9203", "9204"}
    assert all(swedish != english for swedish, english in whole.reasons.values())


def test_a_page_is_given_the_chosen_without_the_order_of_the_reserves() -> None:
    text = figures.candidates_csv(applicants())
    quick, whole = figures.proposal(text, CLIENTS, rules()), figures.reckoned(text, CLIENTS, rules()).proposal
    assert (quick.chosen, quick.result) == (whole.chosen, whole.result)
    assert quick.reserves == ()
    assert len(whole.reserves) == 2


def test_a_proposal_that_is_kept_is_the_same_when_it_is_taken_up() -> None:
    made = figures.reckoned(figures.candidates_csv(applicants()), CLIENTS, rules()).proposal
    kept = json.loads(json.dumps(figures.proposal_as_values(made)))
    assert "result" not in kept
    assert figures.proposal_from_values(kept, made.result) == made


def test_the_same_texts_in_another_order_give_the_same_answer() -> None:
    forward = figures.candidates_csv(applicants())
    backward = figures.candidates_csv(list(reversed(applicants())))
    assert forward == backward


def test_rules_that_collide_are_answered_with_a_sentence() -> None:
    made = figures.proposal(
        figures.candidates_csv(applicants()), CLIENTS, rules(quotas={"stage": {"advanced": [1, 2]}})
    )
    assert made.result == ""
    assert "steg" in made.refusal_sv
    assert made.refusal_en


def test_rules_with_no_meaning_are_refused() -> None:
    with pytest.raises(selection.Refused):
        figures.rules_for_engine({"tolerance": "2"}, seats=2, seed="")
    with pytest.raises(selection.Refused):
        figures.rules_for_engine({"quotas": {"stage": {"early": [3, 1]}}}, seats=2, seed="")


def test_locks_count_once_and_only_on_those_who_can_be_chosen() -> None:
    locks = figures.Locks(("9203", "9999", "9201", "9201"), ("9202",))
    assert locks.among(frozenset({"9201", "9202", "9203"})) == figures.Locks(("9201", "9203"), ("9202",))
    assert not figures.NO_LOCKS
    assert not locks.among(frozenset())


def test_more_spread_lies_to_the_right_and_more_nearness_upwards() -> None:
    wide, near, today = figures.plotted([(300, 1200), (100, 800)], (200, 1000))
    assert (wide.x, wide.y) == (580, 280)
    assert (near.x, near.y) == (20, 20)
    assert (today.x, today.y, today.is_today) == (300, 150, True)
    (alone, _today) = figures.plotted([(5, 5)], (5, 5))
    assert (alone.x, alone.y) == (20, 20)
