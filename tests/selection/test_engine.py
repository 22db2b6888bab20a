from __future__ import annotations

import pytest

from samverka import selection
from samverka.selection import engine
from tests.selection import brute, given


@pytest.mark.parametrize("seed", range(180))
def test_the_decision_is_that_of_trying_every_set(seed: int) -> None:
    case = given.instance(seed)
    best = brute.best(case.candidates, case.rules, case.clients)
    answer = selection.check(case.candidates, case.rules, case.metric)
    assert bool(answer) == (best is not None)
    if best is None:
        with pytest.raises(selection.Refused):
            selection.select(case.candidates, case.rules, case.clients, case.metric)
        return
    result = selection.select(case.candidates, case.rules, case.clients, case.metric)
    assert result.spread_optimum == best.optimum
    assert result.cover_sum == best.cover
    assert list(result.sorted_distances) == best.distances
    assert list(result.chosen) == best.chosen
    assert result.optimal_sets == {"complete": True, "count": len(best.sets), "sets": best.sets[:1000]}
    assert list(result.decided_by_step["sets_left"].values()) == best.left
    report = selection.verify(result.as_json(), case.candidates, case.clients)
    assert report, report.told("en")


@pytest.mark.parametrize("seed", range(100))
def test_with_more_sets_than_are_counted_the_decision_is_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    case = given.instance(seed)
    best = brute.best(case.candidates, case.rules, case.clients)
    monkeypatch.setattr(engine, "COUNTED", 3)
    if best is None or len(best.sets) <= 3 or best.left[1] > 3:
        return
    result = selection.select(case.candidates, case.rules, case.clients, case.metric)
    assert result.proved
    assert result.spread_optimum == best.optimum
    assert result.cover_sum == best.cover
    assert list(result.chosen) == best.chosen
    assert result.optimal_sets == {"complete": False, "count": 3, "sets": []}
    counts = {one.code: sum(one.code in members for members in best.sets) for one in case.candidates}
    assert list(result.always) == sorted(code for code, count in counts.items() if count == len(best.sets))
    assert list(result.never) == sorted(code for code, count in counts.items() if count == 0)
    assert list(result.decided_by_step["sets_left"].values()) == [None, *best.left[1:]]
    report = selection.verify(result.as_json(), case.candidates, case.clients)
    assert report, report.told("en")
