from __future__ import annotations

from itertools import combinations

import pytest

from samverka import selection
from samverka.selection import engine, nearness, possible, whatif
from samverka.selection.search import Clock
from tests.selection import brute, given


def family(case: given.Instance, threshold: int) -> dict[tuple[str, ...], int]:
    """Return every allowed set at a threshold with its cover sum."""
    rows = sorted(case.candidates, key=lambda one: one.code)
    unit = case.rules.unit_km
    return {
        tuple(one.code for one in chosen): brute.cover(chosen, case.clients or rows, unit)
        for chosen in combinations(rows, case.rules.seats)
        if brute.allowed(chosen, case.rules) and min([*brute.pairs(chosen, unit), 10**9]) >= threshold
    }


@pytest.mark.parametrize("seed", range(90))
def test_the_least_cover_sum_is_that_of_trying_every_set(seed: int) -> None:
    case = given.instance(seed)
    if not selection.check(case.candidates, case.rules, case.metric):
        return
    ready = engine.case(case.candidates, case.rules, case.clients, case.metric)
    far = sorted({distance for row in ready.problem.distance for distance in row})
    for threshold in (0, *far[1 :: max(1, len(far) // 3)]):
        sets = family(case, threshold)
        if not sets:
            return
        least = min(sets.values())
        best = sorted(names for names, total in sets.items() if total == least)
        start = ready.problem.mask(min(sets))
        every = nearness.nearest_sets(
            ready.problem, threshold, ready.to_clients, ready.lanes, start, Clock(), cap=1_000
        )
        assert (every.value, every.bound, every.proved) == (least, least, True)
        assert sorted(map(ready.problem.named, every.sets)) == best
        one = nearness.nearest_sets(ready.problem, threshold, ready.to_clients, ready.lanes, start, Clock())
        assert (one.value, one.bound, one.proved, len(one.sets)) == (least, least, True, 1)
        assert ready.problem.named(one.sets[0]) in best
        known = nearness.nearest_sets(
            ready.problem, threshold, ready.to_clients, ready.lanes, one.sets[0], Clock(nodes=1), floor=least
        )
        assert (known.value, known.proved) == (least, True)
        short = nearness.nearest_sets(ready.problem, threshold, ready.to_clients, ready.lanes, start, Clock(nodes=1))
        assert short.bound <= least <= short.value
        assert short.proved == (short.bound == short.value)
        if len(best) > 1:
            few = nearness.nearest_sets(
                ready.problem, threshold, ready.to_clients, ready.lanes, start, Clock(), cap=len(best) - 1 or 1
            )
            assert few.proved == (len(best) == 2)


def test_far_distances_have_wider_lanes() -> None:
    people = [selection.Candidate(str(x), "", selection.Point(x * 10_000_000.0, x * x * 7_000.0)) for x in range(9)]
    rules = selection.Rules(3)
    ready = engine.case(people, rules, None, "plane")
    case = given.Instance(people, rules, None, "plane")
    start = possible.example(people, rules)
    assert start is not None
    found = nearness.nearest_sets(
        ready.problem, 0, ready.to_clients, ready.lanes, ready.problem.mask(start), Clock(), cap=99
    )
    assert found.value == min(family(case, 0).values())
    assert found.proved


def test_a_limit_of_work_ends_every_question_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    people = given.scattered(40, seed=8)
    rules = selection.Rules(6, tolerance="0.3", quotas={"stage": {"1": (1, 3)}})
    monkeypatch.setattr(engine, "LOOKED_AT", 10)
    result = selection.select(people, rules)
    whole = {one.code: one for one in selection.counterfactuals(result, people, work=None)}
    assert all(one.proved and one.cover_bound == one.cover_sum for one in whole.values())
    for work in (1, 500, 3_000):
        short = selection.counterfactuals(result, people, work=work)
        assert short == selection.counterfactuals(result, people, work=work)
        assert [one.code for one in short] == sorted(whole)
        for one in short:
            best = whole[one.code]
            if one.proved:
                assert (one.spread, one.cover_sum, one.chosen) == (best.spread, best.cover_sum, best.chosen)
                continue
            if one.spread_bound is not None and best.lost_at == "spread":
                assert best.spread is not None
                assert one.spread_bound >= best.spread
            if one.cover_bound is not None:
                assert best.cover_sum is not None
                assert one.cover_bound <= best.cover_sum
    assert not all(one.proved for one in selection.counterfactuals(result, people, work=1))
    ladder = selection.replace(result, people, result.chosen[0], work=1)
    assert ladder.rungs
    assert not ladder.proved
    assert selection.replace(result, people, result.chosen[0]).proved
    assert not selection.robustness(result, people, work=1, draws=1, km=1).proved
    assert selection.robustness(result, people).proved
    assert not selection.alternatives(result, people, work=1).complete
    points = selection.front(people, rules, work=1)
    assert not all(point.proved for point in points)
    proved = selection.front(people, rules, work=None)
    assert all(point.proved for point in proved)
    for point in points:
        at = next(one for one in reversed(proved) if one.from_distance <= point.from_distance)
        assert point.bound <= at.cover_sum <= point.cover_sum
    assert not selection.select(people, rules, work=1).proved
    assert whatif.WORK


def test_forced_in_who_exclude_each_other_nothing_is_searched_for() -> None:
    people = [selection.Candidate(str(x), "", selection.Point(x, 0), {"s": "a"}) for x in range(6)]
    ready = engine.case(people, selection.Rules(3, quotas={"s": {"a": (0, 2)}}), None, "plane")
    for must, never, threshold in ((3, 0, 9), (1, 1, 0), (7, 0, 0)):
        problem = ready.problem.with_rules(must=must, never=never)
        found = nearness.nearest_sets(problem, threshold, ready.to_clients, ready.lanes, 7, Clock(), cap=9)
        assert (found.sets, found.proved) == ([7], True)


def test_a_band_that_is_cut_short_says_so() -> None:
    people = given.scattered(20, seed=5)
    result = selection.select(people, selection.Rules(5, quotas={"stage": {"1": (1, 3)}}))
    assert result.never
    shifts = selection.robustness(result, people, work=1).shifts
    cut = [shift for shift in shifts if shift.code in result.never]
    assert cut
    assert not any(shift.proved or shift.left or shift.joined for shift in cut)
