from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from samverka import selection
from samverka.selection import frontier, whatif
from tests.selection import brute, given


def chosen_of(case: given.Instance) -> tuple[given.Instance, selection.Result] | None:
    try:
        return case, selection.select(case.candidates, case.rules, case.clients, case.metric)
    except selection.Refused:
        return None


POSSIBLE = [found for seed in range(60) if (found := chosen_of(given.instance(seed)))]


def served(case: given.Instance) -> list[selection.Candidate]:
    return sorted(case.candidates, key=lambda one: one.code) if case.clients is None else case.clients


def by_spread(case: given.Instance, rules: selection.Rules) -> dict[tuple[str, ...], tuple[int, int, list[int]]]:
    """Return every allowed set with its smallest distance, its cover sum and its distances."""
    rows = sorted(case.candidates, key=lambda one: one.code)
    return {
        tuple(one.code for one in chosen): (
            min([*brute.pairs(chosen, rules.unit_km), 10**9]),
            brute.cover(chosen, served(case), rules.unit_km),
            brute.pairs(chosen, rules.unit_km),
        )
        for chosen in combinations(rows, rules.seats)
        if brute.allowed(chosen, rules)
    }


@pytest.mark.parametrize("case_result", POSSIBLE)
@pytest.mark.parametrize("few", [0, 99])
def test_each_who_was_not_chosen_learns_the_best_set_with_it(
    case_result: tuple[given.Instance, selection.Result], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whatif, "FEW", few)
    case, result = case_result
    family = by_spread(case, case.rules)
    answers = selection.counterfactuals(result, case.candidates, case.clients)
    assert [one.code for one in answers] == sorted({one.code for one in case.candidates} - set(result.chosen))
    limit = result.certificate["threshold"]
    for answer in answers:
        mine = {names: worth for names, worth in family.items() if answer.code in names}
        if not mine:
            assert answer == selection.Counterfactual(answer.code, "rules")
            continue
        best = max(smallest for smallest, _, _ in mine.values())
        least = limit if best >= limit else math.ceil((1 - Fraction(case.rules.tolerance)) * best)
        near = {names: worth for names, worth in mine.items() if worth[0] >= least}
        cover = min(total for _, total, _ in near.values())
        even = max(distances for _, total, distances in near.values() if total == cover)
        assert answer.cover_sum == cover
        assert near[answer.chosen][1:] == (cover, even)
        assert set(answer.displaced) == set(result.chosen) - set(answer.chosen)
        assert set(answer.joined) == set(answer.chosen) - set(result.chosen) - {answer.code}
        assert answer.cover_loss == cover - result.cover_sum
        if result.spread_optimum is not None and best < limit:
            assert (answer.lost_at, answer.spread) == ("spread", best)
            assert answer.spread_loss == result.spread_optimum - best
        else:
            assert answer.spread_loss == 0
            worse = (
                "cover"
                if cover > result.cover_sum
                else "leximin"
                if even < list(result.sorted_distances)
                else "lottery"
            )
            assert answer.lost_at == worse
        assert selection.counterfactual(result, case.candidates, answer.code, case.clients) == answer
        for lang in ("sv", "en"):
            told = selection.explain(result, case.candidates, answer.code, lang, case.clients)
            assert told == selection.explain(result, case.candidates, answer.code, lang, case.clients, known=answer)


@pytest.mark.parametrize("case_result", POSSIBLE)
def test_the_ladder_holds_the_best_set_for_every_number_of_changes(
    case_result: tuple[given.Instance, selection.Result],
) -> None:
    case, result = case_result
    for dropped in result.chosen:
        stay = set(result.chosen) - {dropped}
        accepted = sorted(stay)[:1]
        forced = sorted((set(case.rules.forced) | set(accepted)) - {dropped})
        rules = replace(case.rules, forced=forced, excluded=[*case.rules.excluded, dropped])
        family = by_spread(case, rules)
        ladder = selection.replace(result, case.candidates, dropped, accepted, None, case.clients)
        expected = []
        impossible = 0
        last = None
        for changes in range(len(stay) - len(accepted) + 1):
            mine = {names: worth for names, worth in family.items() if len(stay - set(names)) <= changes}
            if not mine:
                impossible = changes + 1
                continue
            best = max(smallest for smallest, _, _ in mine.values()) if case.rules.seats > 1 else None
            least = 0 if best is None else math.ceil((1 - Fraction(case.rules.tolerance)) * best)
            near = {names: worth for names, worth in mine.items() if worth[0] >= least}
            cover = min(total for _, total, _ in near.values())
            even = max(distances for _, total, distances in near.values() if total == cover)
            if (best, cover, even) != last:
                expected.append((changes, best, cover))
                rung = next(rung for rung in ladder.rungs if rung.changes == changes)
                assert near[rung.chosen][1:] == (cover, even)
            last = (best, cover, even)
        assert [(rung.changes, rung.spread, rung.cover_sum) for rung in ladder.rungs] == expected
        assert ladder.impossible == impossible


@pytest.mark.parametrize("case_result", POSSIBLE[::3])
def test_a_band_one_step_otherwise_decides_as_if_it_had_been_so(
    case_result: tuple[given.Instance, selection.Result],
) -> None:
    case, result = case_result
    answer = selection.robustness(result, case.candidates, case.clients)
    for shift in answer.shifts:
        rows = [
            replace(one, columns={**one.columns, shift.column: shift.other}) if one.code == shift.code else one
            for one in case.candidates
        ]
        best = brute.best(rows, case.rules, case.clients)
        if best is None:
            assert not shift.possible
            assert shift.changes
        else:
            assert shift.possible
            assert set(shift.joined) == set(best.chosen) - set(result.chosen)
            assert set(shift.left) == set(result.chosen) - set(best.chosen)
            assert shift.changes == (list(result.chosen) != best.chosen)


@pytest.mark.parametrize("case_result", POSSIBLE[::2])
@pytest.mark.parametrize("counted", [100_000, 2])
def test_the_front_is_the_best_coverage_at_every_distance(
    case_result: tuple[given.Instance, selection.Result], counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontier, "LOOKED_AT", counted)
    case, _ = case_result
    family = by_spread(case, case.rules)
    points = selection.front(case.candidates, case.rules, case.clients, case.metric)
    if case.rules.seats == 1:
        assert points == ()
        return
    best = max(smallest for smallest, _, _ in family.values())
    assert points[-1].smallest_distance == best
    start = 0
    for point in points:
        assert point.from_distance == start
        start = point.smallest_distance + 1
        assert point.proved
        for threshold in range(point.from_distance, point.smallest_distance + 1, 25):
            assert point.cover_sum == min(total for smallest, total, _ in family.values() if smallest >= threshold)
        assert family[point.chosen][:2] == (point.smallest_distance, point.cover_sum)


LEVELS = ("early", "midway", "advanced")


def words(case: list[selection.Candidate]) -> list[selection.Candidate]:
    return [replace(one, columns={"band": LEVELS[int(one.columns["stage"]) - 1]}) for one in case]


def test_levels_that_are_words_have_the_order_that_is_given() -> None:
    people = words(given.scattered(8, seed=2))
    result = selection.select(people, selection.Rules(3, quotas={"band": dict.fromkeys(LEVELS, (0, 2))}))
    by_alphabet = selection.robustness(result, people).shifts
    in_order = selection.robustness(result, people, orders={"band": LEVELS}).shifts
    assert {(one.level, one.other) for one in by_alphabet} >= {("early", "advanced"), ("advanced", "early")}
    assert {(one.level, one.other) for one in in_order} <= {
        ("early", "midway"),
        ("midway", "early"),
        ("midway", "advanced"),
        ("advanced", "midway"),
    }
    assert selection.robustness(result, people, orders={"band": []}).shifts == ()


def test_noise_is_drawn_by_its_seed() -> None:
    people = given.scattered(20, seed=5)
    result = selection.select(people, selection.Rules(5))
    still = selection.robustness(result, people, km=0, draws=2, seed="a")
    assert still.kept == (5, 5)
    assert still.frequency == dict.fromkeys(result.chosen, 2)
    assert still.spreads == (result.spread_optimum,) * 2
    moved = selection.robustness(result, people, km=40, draws=4, seed="a")
    assert moved == selection.robustness(result, people, km=40, draws=4, seed="a")
    assert moved != selection.robustness(result, people, km=40, draws=4, seed="b")
    assert sum(moved.frequency.values()) == 4 * 5
    plane = [selection.Candidate(str(x), "", selection.Point(x, 0)) for x in range(4)]
    flat = selection.select(plane, selection.Rules(2), metric="plane")
    assert selection.robustness(flat, plane, km=0.1, draws=3).draws == 3
    for km, draws in ((-1.0, 1), (float("nan"), 1), (1.0, -1)):
        with pytest.raises(selection.Refused, match="får inte vara negativa"):
            selection.robustness(result, people, km=km, draws=draws)


def test_alternatives_are_those_of_the_result_or_all() -> None:
    people = given.scattered(14, seed=4)
    result = selection.select(people, selection.Rules(4, tolerance="0.3"))
    listed = selection.alternatives(result)
    whole = selection.alternatives(result, people)
    assert listed == whole
    assert listed.count == len(listed.sets) == result.optimal_sets["count"] > 1
    assert not selection.alternatives(result, people, cap=1).complete


def test_questions_need_the_candidates_of_the_result() -> None:
    people = given.scattered(9, seed=4)
    result = selection.select(people, selection.Rules(3, excluded=[people[0].code], forced=[people[1].code]))
    moved = [replace(people[0], name="Tallåsa"), *people[1:]]
    with pytest.raises(selection.Refused, match="Kandidaterna är inte de"):
        selection.counterfactuals(result, moved)
    with pytest.raises(selection.Refused, match="clients"):
        selection.counterfactuals(result, people, people)
    with pytest.raises(selection.Refused, match="som inte är kandidat"):
        selection.counterfactuals(replace(result, chosen=("x",)), people)
    with pytest.raises(selection.Refused, match="är utvald"):
        selection.counterfactual(result, people, result.chosen[0])
    with pytest.raises(selection.Refused, match="finns inte bland"):
        selection.counterfactual(result, people, "x")
    for dropped, accepted, changes in (
        (people[0].code, (), None),
        (result.chosen[0], [result.chosen[0]], None),
        (result.chosen[0], [people[0].code], None),
        (result.chosen[0], (), -1),
    ):
        with pytest.raises(selection.Refused):
            selection.replace(result, people, dropped, accepted, changes)
    assert selection.counterfactual(result, people, people[0].code).lost_at == "rules"
    ladder = selection.replace(result, people, result.chosen[:2], max_changes=0)
    assert [rung.changes for rung in ladder.rungs] == [0]
    hard = selection.select(people[:4], selection.Rules(3))
    gone = selection.replace(hard, people[:4], hard.chosen[:2])
    assert (gone.rungs, gone.impossible) == ((), 2)


def test_a_letter_says_what_decided() -> None:
    def told(result: selection.Result, code: str, people: list[selection.Candidate]) -> str:
        return selection.explain(result, people, code)

    line = [selection.Candidate(str(x), "", selection.Point(x * 10, 0)) for x in range(5)]
    one = selection.select(line, selection.Rules(2), metric="plane")
    assert "Bara en sammansättning" in told(one, "0", line)
    assert "30 enheter i stället för 40 enheter" in told(one, "1", line)
    forced = selection.select(line, selection.Rules(2, forced=["1"], excluded=["2"]), metric="plane")
    assert "Det var bestämt att ni skulle ha en plats. De andra valdes ut med er inräknade." in told(forced, "1", line)
    assert "Det var bestämt att ni inte kunde väljas." in told(forced, "2", line)
    people = given.scattered(14, seed=4)
    wide = selection.select(people, selection.Rules(4, tolerance="0.3"))
    by_cover = [one for one in selection.counterfactuals(wide, people) if one.lost_at == "cover"]
    assert all("närheten" in told(wide, one.code, people) for one in by_cover)
    endings = {told(wide, one.code, people).endswith("Skillnaden är liten.") for one in by_cover}
    assert endings == {False, True}
    assert "kortast sammanlagt avstånd" in told(wide, wide.chosen[0], people)
    near = [selection.Candidate(str(x), "", selection.Point(x * 10, 0)) for x in (0, 1, 99, 100)]
    close = selection.select(near, selection.Rules(2), metric="plane")
    assert "Skillnaden är liten." in told(close, "1", near)
    corners = [selection.Candidate(f"{x}{y}", "", selection.Point(x, y)) for x in (0, 9) for y in (0, 9)]
    lot = selection.select(corners, selection.Rules(1, seed="a"), metric="plane")
    other = next(code for code in ("00", "09", "90", "99") if code not in lot.chosen)
    assert "Lottningen, som var utlyst i förväg, avgjorde." in told(lot, other, corners)
    assert "Lottningen" in told(lot, lot.chosen[0], corners)
    spread = selection.select(corners[:3], selection.Rules(2, forced=["00"]), metric="plane")
    assert told(spread, next(code for code in ("09", "90") if code not in spread.chosen), corners[:3])
    always = selection.select(line, selection.Rules(2, tolerance="0.25", forced=[]), metric="plane")
    assert told(replace(always, always=always.chosen), always.chosen[0], line).endswith("tillräckligt stor spridning.")
    (known,) = (each for each in selection.counterfactuals(wide, people) if each.code == by_cover[0].code)
    unsure = selection.explain(wide, people, known.code, known=replace(known, proved=False))
    assert unsure == told(wide, known.code, people) + (
        " Beräkningen avbröts innan den var klar. Det kan finnas en sammansättning med er som är bättre än den som "
        "jämförelsen bygger på."
    )
    stopped = replace(one, proof={**one.proof, "proved": False})
    assert told(stopped, "0", line).endswith("bevisat att urvalet är det bästa.")
    bound = selection.select(
        [replace(each, columns={"s": "ab"[number > 2]}) for number, each in enumerate(line)],
        selection.Rules(2, quotas={"s": {"b": (0, 0)}}),
        metric="plane",
    )
    people = [replace(each, columns={"s": "ab"[number > 2]}) for number, each in enumerate(line)]
    assert "Ingen sammansättning där ni ingår" in told(bound, "4", people)
    with pytest.raises(selection.Refused, match="sv eller en"):
        selection.explain(one, line, "0", "fi")
    with pytest.raises(selection.Refused, match="finns inte bland"):
        told(one, "0", line[1:])
