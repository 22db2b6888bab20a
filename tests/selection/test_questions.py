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


POSSIBLE = [found for seed in range(260) if (found := chosen_of(given.instance(seed)))]


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
            assert selection.explain(result, case.candidates, answer.code, lang, case.clients)


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
