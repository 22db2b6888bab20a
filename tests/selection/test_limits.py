from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from samverka import selection
from samverka.selection import checker, cover, engine, problem, steps, whatif
from samverka.selection.search import Clock, OutOfTimeError
from tests.selection import given


def test_a_search_begun_anew_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    people = given.scattered(80, seed=1)
    rules = selection.Rules(10)
    plain = selection.select(people, rules)
    monkeypatch.setattr(steps, "PATIENCE", 3)
    turned = selection.select(people, rules)
    assert turned.certificate["spread_order"]
    assert selection.verify(turned.as_json(), people)
    assert turned.chosen == plain.chosen
    assert turned.spread_optimum == plain.spread_optimum
    odd = json.loads(turned.as_json())
    odd["certificate"]["spread_order"].pop()
    assert not selection.verify(json.dumps(odd), people)


def test_many_candidates_are_counted_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    people = given.scattered(30, seed=8)
    plain = selection.select(people, selection.Rules(6))
    monkeypatch.setattr(problem, "PREPARED", 0)
    assert selection.select(people, selection.Rules(6)) == plain


def test_out_of_time_says_not_proved() -> None:
    people = given.scattered(150, seed=3)
    result = selection.select(people, selection.Rules(12), time_limit=0.0)
    assert not result.proved
    assert result.proof["gap"] > 0
    assert result.proof["bound"] == (result.spread_optimum or 0) + result.proof["gap"]
    assert result.decided_by_step["step"] == "not proved"
    report = selection.verify(result.as_json(), people)
    assert "inte är bevisat" in report.told("sv")
    assert selection.Result.from_json(result.as_json()) == result
    stopped = selection.explain(result, people, result.chosen[0])
    assert stopped.endswith("bevisat att urvalet är det bästa.")


def ticks_until_it_stops(clock: Clock) -> int:
    for count in range(1, 1000):
        try:
            clock.tick()
        except OutOfTimeError:
            return count
    return 0


def test_a_clock_stops_by_nodes_or_seconds() -> None:
    assert ticks_until_it_stops(Clock(seconds=0.0)) == 64
    part = Clock(nodes=10, parent=Clock(seconds=0.0))
    assert ticks_until_it_stops(part) == 10
    assert part.spent
    assert ticks_until_it_stops(Clock(nodes=100, parent=Clock(seconds=0.0))) == 64
    assert ticks_until_it_stops(Clock(seconds=1_000.0)) == 0
    shared = Clock(nodes=100)
    assert shared.share(4).left == 26
    assert ticks_until_it_stops(shared.share(4)) == 26
    assert shared.left == 75
    assert Clock().share(4).left is None


def test_more_ties_than_are_kept_are_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    spot = [selection.Candidate(str(number), "", selection.Point(0, 0)) for number in range(10)]
    monkeypatch.setattr(engine, "COUNTED", 20)
    result = selection.select(spot, selection.Rules(5), metric="plane")
    assert not result.proved
    assert result.spread_optimum == 0
    assert result.sometimes == tuple(sorted(one.code for one in spot))
    monkeypatch.setattr(engine, "COUNTED", 300)
    whole = selection.select(spot, selection.Rules(5), metric="plane")
    assert whole.optimal_sets["count"] == 252
    assert whole.decided_by_step["step"] == "lottery"
    tickets = steps.tickets("", sorted(one.code for one in spot))
    assert whole.chosen == tuple(sorted(sorted(tickets, key=tickets.__getitem__)[:5]))
    assert selection.verify(whole.as_json(), spot)


def test_an_inner_search_that_runs_out_gives_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    people = given.scattered(60, seed=4)
    ready = engine.case(people, selection.Rules(8), None, "great-circle")
    start = steps.one_at(ready.problem, 300, Clock())
    assert start is not None
    found = cover.least(ready.problem, 300, ready.to_clients, ready.lanes, start, 10, Clock(nodes=2))
    assert not found.proved
    assert 0 < found.bound < found.value
    assert found.sets


def test_one_seat_has_no_pair() -> None:
    people = given.scattered(7, seed=1)
    result = selection.select(people, selection.Rules(1))
    assert (result.smallest_distance, result.closest_pair, result.spread_optimum) == (None, None, None)
    assert selection.verify(result.as_json(), people)
    odd = json.loads(result.as_json())
    odd["spread_optimum"] = odd["proof"]["bound"] = 3
    assert not selection.verify(json.dumps(odd), people)
    assert selection.robustness(result, people, km=1, draws=1).spreads == (None,)


@pytest.mark.parametrize(
    "field", ["always", "candidates_sha256", "chosen", "cover_sum", "mean_cover_km", "seats", "sorted_distances"]
)
def test_a_result_with_a_field_of_another_kind_is_refused(field: str) -> None:
    people = given.scattered(7, seed=1)
    values = json.loads(selection.select(people, selection.Rules(2)).as_json())
    wrong: tuple[object, ...] = ({}, True)
    for other in wrong:
        with pytest.raises(selection.Refused, match="har fel form"):
            selection.Result.from_json(json.dumps({**values, field: other}))
    with pytest.raises(selection.Refused, match="har fel form"):
        selection.Result.from_json(json.dumps({**values, "chosen": [1]}))
    with pytest.raises(selection.Refused, match="version 1"):
        selection.Result.from_json(json.dumps({**values, "version": 2}))


def tampered(values: dict[str, object], **changed: object) -> str:
    return json.dumps({**values, **changed})


def test_the_checker_names_what_does_not_hold() -> None:
    people = given.scattered(12, seed=3)
    rules = selection.Rules(4, tolerance="0.1", quotas={"stage": {"1": (1, 2)}}, seed="frö")
    values = json.loads(selection.select(people, rules).as_json())
    certificate = values["certificate"]
    other: list[str] = sorted(set(certificate["order"]) - set(values["chosen"]))
    cases = {
        "inte de som resultatet": tampered(values, candidates_sha256="x"),
        "täckningen räknas för": tampered(values, clients_sha256="x"),
        "Antalet platser": tampered(values, seats=5),
        "uppfyller inte reglerna": tampered(values, chosen=values["chosen"][:3]),
        "”cover_sum”": tampered(values, cover_sum=1),
        "”proof”": tampered(values, proof={"bound": 1, "gap": 0, "proved": True}),
        "bästa minsta avståndet nås": tampered(values, certificate={**certificate, "witness": other[:4]}),
        "Gränsen": tampered(values, certificate={**certificate, "threshold": 1}),
        "lucka": tampered(values, certificate={**certificate, "all": [0, 0]}),
        "längre": tampered(values, certificate={**certificate, "spread": [*certificate["spread"], 0, 0]}),
        "gäller inte de här": tampered(values, certificate={**certificate, "order": other}),
        "”always”": tampered(values, always=other),
        "fel form": tampered(values, rules={**values["rules"], "seats": 4.0}),
        "granskas här": tampered(values, version=3),
        "går inte att läsa": tampered(values, rules={}),
    }
    for sentence, text in cases.items():
        assert sentence in selection.verify(text, people).told("sv"), sentence
    lower = dict(values)
    lower["rules"] = {**values["rules"], "tolerance": "1"}
    assert not selection.verify(json.dumps(lower), people)
    assert "holds" in selection.verify(json.dumps(values), people).told("en")


def test_the_checker_names_what_does_not_hold_of_the_coverage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "COUNTED", 3)
    people = given.scattered(12, seed=3)
    values = json.loads(selection.select(people, selection.Rules(4, tolerance="0.3")).as_json())
    certificate = values["certificate"]
    by_cover = certificate["cover"]

    def cut(**changed: object) -> str:
        return tampered(values, certificate={**certificate, "cover": {**by_cover, **changed}})

    assert selection.verify(json.dumps(values), people)
    assert "fel form" in selection.verify(cut(order=by_cover["order"][1:]), people).told()
    assert "fel form" in selection.verify(cut(clients=by_cover["clients"][1:]), people).told()
    assert "lucka" in selection.verify(cut(tree=[-1]), people).told()
    assert "inte är kvar" in selection.verify(cut(tree=[0, 0]), people).told()
    left = {**values["decided_by_step"], "step": "lottery"}
    assert "decided_by_step" in selection.verify(tampered(values, decided_by_step=left), people).told()
    assert "Grupperna" in selection.verify(tampered(values, never=values["chosen"]), people).told()
    listed = {**values["optimal_sets"], "complete": True}
    assert "inte bevisad" in selection.verify(tampered(values, optimal_sets=listed), people).told()


def test_the_checker_is_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [selection.Candidate(str(number), "", selection.Point(number, number * number), {}) for number in range(6)]
    result = selection.select(people, selection.Rules(3), people[:2], metric="plane")
    (tmp_path / "r.json").write_text(result.as_json(), encoding="utf-8")
    rows = [f"{one.code};;{number},0;{number * number}" for number, one in enumerate(people)]
    (tmp_path / "c.csv").write_text("\n".join(["code;name;x;y", *rows, ""]), encoding="utf-8")
    (tmp_path / "s.csv").write_text("\n".join(["code;name;x;y", *rows[:2], ";;;"]), encoding="utf-8")
    names = [str(tmp_path / name) for name in ("r.json", "c.csv", "s.csv")]
    assert checker.main([names[0], names[1], "--clients", names[2]]) == 0
    assert checker.main([names[0], names[1]]) == 1
    assert checker.main(names[:1]) == 2
    assert checker.main([names[0], str(tmp_path / "none")]) == 2
    assert "SHA-256" in capsys.readouterr().out
    assert sys.executable
    assert replace(result) == result


def test_a_wrong_choice_or_proof_is_named() -> None:
    people = given.scattered(12, seed=3)
    values = json.loads(selection.select(people, selection.Rules(4, tolerance="0.3")).as_json())
    certificate = values["certificate"]
    other: list[str] = next(one for one in values["optimal_sets"]["sets"] if one != values["chosen"])
    forced = json.loads(selection.select(people, selection.Rules(4, tolerance="0.3", forced=other)).as_json())
    swapped = {name: forced[name] for name in ("chosen", "smallest_distance", "sorted_distances", "closest_pair")}
    swapped |= {name: forced[name] for name in ("cover_sum", "mean_cover_km", "radius_km")}
    assert "En annan uppsättning" in selection.verify(tampered(values, **swapped), people).told()
    longer = {**certificate, "all": [*certificate["all"], 0, 0]}
    assert "längre" in selection.verify(tampered(values, certificate=longer), people).told()


def test_rules_impossible_for_the_front_are_told() -> None:
    people = given.scattered(5, seed=3)
    with pytest.raises(selection.Refused, match="går inte att uppfylla"):
        selection.front(people, selection.Rules(2, quotas={"stage": {"9": (1, 1)}}))


def test_a_seed_has_a_fingerprint() -> None:
    assert selection.seed_fingerprint("frö") == hashlib.sha256("frö".encode()).hexdigest()


def test_more_than_can_be_handled_is_refused() -> None:
    many = [selection.Candidate(f"{number:05}", "", selection.Point(number, 0)) for number in range(5_001)]
    with pytest.raises(selection.Refused, match="högst 5000"):
        selection.select(many, selection.Rules(2), metric="plane")
    with pytest.raises(selection.Refused, match="högst 200"):
        selection.select(many[:300], selection.Rules(201), metric="plane")
    kinds = [replace(one, columns={"kind": one.code}) for one in many[:900]]
    with pytest.raises(selection.Refused, match="900 olika"):
        selection.check(kinds, selection.Rules(2, at_most={"kind": 1}), "plane")


def test_forced_beyond_a_bound_there_is_no_set() -> None:
    people = [selection.Candidate(str(x), "", selection.Point(x, 0), {"s": "a"}) for x in range(5)]
    ready = engine.case(people, selection.Rules(3, quotas={"s": {"a": (0, 1)}}), None, "plane")
    crowded = ready.problem.with_rules(must=3)
    assert steps.one_at(crowded, 0, Clock()) is None
    two = engine.case(people, selection.Rules(3, quotas={"s": {"a": (0, 2)}}), None, "plane")
    full = two.problem.with_rules(must=7)
    assert steps.one_at(full, 0, Clock()) is None
    none = cover.least(full, 0, two.to_clients, two.lanes, 7, 10, Clock())
    assert (none.sets, none.proved) == ([7], True)
    assert steps.one_at(ready.problem.with_rules(must=1, never=1), 0, Clock()) is None
    assert steps.one_at(ready.problem.with_rules(must=15), 0, Clock()) is None
    whole = engine.case(people, selection.Rules(3), None, "plane")
    only = whole.problem.with_rules(must=7)
    found = cover.least(only, 0, whole.to_clients, whole.lanes, 7, 10, Clock())
    assert (found.sets, found.proved) == ([7], True)


def test_what_would_have_been_with_more_sets_than_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    people = given.scattered(13, seed=6)
    result = selection.select(people, selection.Rules(4, tolerance="0.4"))
    answers = selection.counterfactuals(result, people)
    monkeypatch.setattr(whatif, "FEW", 99)
    monkeypatch.setattr(engine, "COUNTED", 2)
    assert selection.counterfactuals(result, people) == answers
    monkeypatch.setattr(whatif, "FEW", 0)
    monkeypatch.setattr(whatif, "MANY", 1)
    assert selection.counterfactuals(result, people) == answers


def test_far_units_are_compared_as_near_ones() -> None:
    people = [selection.Candidate(str(x), "", selection.Point(x * 50_000, 0)) for x in range(12)]
    result = selection.select(people, selection.Rules(2), metric="plane")
    assert [one.spread for one in selection.counterfactuals(result, people)] == [
        max(int(one.code), 11 - int(one.code)) * 50_000
        for one in sorted(people, key=lambda one: one.code)
        if one.code not in result.chosen
    ]


def test_a_smaller_optimum_than_there_is_does_not_pass() -> None:
    people = [selection.Candidate(str(x), "", selection.Point(x * x, 0)) for x in range(6)]
    values = json.loads(selection.select(people, selection.Rules(2), metric="plane").as_json())
    less = json.loads(selection.select(people, selection.Rules(2, excluded=["0"]), metric="plane").as_json())
    names = set(values) - {"rules", "candidates_sha256", "always", "sometimes", "never", "optimal_sets"}
    forged = {**values, **{name: less[name] for name in names}}
    assert "större spridning" in selection.verify(json.dumps(forged), people).told()


def test_forced_beyond_a_bound_the_checker_finds_no_set() -> None:
    bound = checker._Bound("s", "a", 7, 0, 2)  # noqa: SLF001 - a walk that no result holds
    walk = checker._Walk([0] * 4, [bound], [], [])  # noqa: SLF001 - as above
    walk.start(7, 15, 4)
    assert walk.sets == []
    owed = checker._Walk([0] * 4, [checker._Bound("s", "a", 7, 3, 4)], [], [])  # noqa: SLF001 - as above
    owed.start(8, 15, 3)
    assert owed.sets == []


def test_prices_of_very_few_bound_them_too() -> None:
    people = [selection.Candidate(str(x), "", selection.Point(x * 10, 0)) for x in range(2)]
    clients = [selection.Candidate("c", "", selection.Point(3, 4))]
    ready = engine.case(people, selection.Rules(2), clients, "plane")
    found = cover.least(ready.problem, 0, ready.to_clients, ready.lanes, 3, 10, Clock())
    assert (found.value, found.bound, found.sets, found.proved) == (5, 5, [3], True)
    apart = cover.least(ready.problem, 11, ready.to_clients, ready.lanes, 3, 10, Clock())
    assert apart.sets == [3]
