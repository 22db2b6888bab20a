"""Measures the engine on the reference case, beside its peers, in one run.

    bench/selection/run

One line per measured thing to standard output, separated by tabs: what, measured, at most (or -), unit. CPU seconds
of one thread; medians of five.
"""

import csv
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from selection import case

from samverka import selection
from samverka.selection import engine, problem, steps
from samverka.selection.search import Clock

PEERS = os.environ.get("SELECTION_PEERS")
"""The folder of the peers' own virtual environment; without it only the engine is measured."""
MODES = {"legacy": 21, "maximin": 3, "leximin": 3, "nash": 3, "diversimax": 3}
"""Modes of sortition-algorithms, with how many seeds each is run; the slow ones with fewer."""


ALONE = """
import resource
from samverka import selection as engine
from selection import case
engine.select(case.candidates(), case.rules())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def said(what: str, value: float, at_most: float | None, unit: str) -> None:
    sys.stdout.write(f"{what}\t{value:.4g}\t{'-' if at_most is None else at_most}\t{unit}\n")
    sys.stdout.flush()


def cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def median_cpu(works: list[Callable[[], object]]) -> float:
    return statistics.median(map(cpu, works))


def selected(candidates: list[selection.Candidate], rules: selection.Rules) -> Callable[[], object]:
    return lambda: selection.select(candidates, rules)


def the_engine() -> None:
    for capped, tolerance, limits in (
        (False, "0", {30: 20, 60: None, 120: 60, 290: 150}),
        (True, "0", {290: 400}),
        (False, "0.02", {290: None}),
        (True, "0.02", {290: None}),
    ):
        for count, limit in limits.items():
            rules = case.rules(capped=capped, tolerance=tolerance)
            works = [selected(case.possible(count, draw, capped=capped), rules) for draw in range(5)]
            name = f"select {count}{', one per county' if capped else ''}, tolerance {tolerance}"
            said(name, 1000 * median_cpu(works), limit, "ms")
    memory = subprocess.run(  # noqa: S603 - this Python, on our own code
        [sys.executable, "-c", ALONE], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    said("select 290, peak memory", int(memory.stdout) / 1024, 60, "MB")


def the_questions() -> None:
    candidates = case.candidates()
    result = selection.select(candidates, case.rules())
    of_a_result(candidates, result, "")
    the_counterfactuals(candidates, result, "", 2)
    said("robustness, every band", cpu(lambda: selection.robustness(result, candidates)), None, "s")
    capped = selection.select(candidates, case.rules(capped=True))
    of_a_result(candidates, capped, ", one per county")
    the_counterfactuals(candidates, capped, ", one per county", None)
    points: list[selection.FrontPoint] = []
    spent = cpu(lambda: points.extend(selection.front(candidates, case.rules())))
    said("front, CPU", spent, 60, "s")
    said("front, points not proved", sum(not point.proved for point in points), None, f"of {len(points)}")
    gap = max((point.cover_sum - point.bound) / point.cover_sum for point in points)
    said("front, largest gap", 100 * gap, None, "%")


def the_counterfactuals(
    candidates: list[selection.Candidate], result: selection.Result, name: str, limit: float | None
) -> None:
    found: list[selection.Counterfactual] = []
    said(
        f"all counterfactuals{name}",
        cpu(lambda: found.extend(selection.counterfactuals(result, candidates))),
        limit,
        "s",
    )
    said(f"all counterfactuals{name}, not proved", sum(not one.proved for one in found), 0, f"of {len(found)}")


def of_a_result(candidates: list[selection.Candidate], result: selection.Result, name: str) -> None:
    said(f"verify 290{name}", cpu(lambda: selection.verify(result.as_json(), candidates)), 1, "s")
    said(f"certificate 290{name}", len(json.dumps(result.certificate)) / 1024, None, "KB")
    said(f"all optimal sets{name}", cpu(lambda: selection.alternatives(result, candidates)), 1, "s")
    ladders = cpu(lambda: [selection.replace(result, candidates, code) for code in result.chosen])
    said(f"twelve drop-outs with the ladder{name}", ladders, None if name else 1, "s")


def as_problem(candidates: list[selection.Candidate], rules: selection.Rules) -> dict[str, object]:
    """Return a problem as plain numbers for the peers, with the start value that is cold for all."""
    ready = engine.case(candidates, rules, None, "great-circle").problem
    quotas = [quota for column in ready.columns for quota in column]
    return {
        "distance": ready.distance,
        "seats": ready.seats,
        "quotas": [[ready.bits(quota.mask), quota.lo, quota.hi] for quota in quotas if quota.lo or quota.hi > 1],
        "apart": [ready.bits(quota.mask) for quota in quotas if quota.hi == 1],
        "start": ready.reference * 6 // 10,
    }


def by_peers(problems: list[dict[str, object]]) -> list[dict[str, tuple[int | None, float]]]:
    assert PEERS is not None
    done = subprocess.run(  # noqa: S603 - our own script
        [str(Path(PEERS) / "bin" / "python"), str(Path(__file__).parent / "peers.py")],
        input="".join(json.dumps(one) + "\n" for one in problems),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def own(candidates: list[selection.Candidate], rules: selection.Rules) -> tuple[int | None, float]:
    """Return the best smallest distance and the CPU seconds from candidates to proof, all steps."""
    begun = time.process_time()
    try:
        value = selection.select(candidates, rules).spread_optimum
    except selection.Refused:
        value = None
    return value, time.process_time() - begun


def the_solvers() -> None:
    for capped, limit in ((False, 0.1), (True, 1 / 3)):
        candidates, rules = case.candidates(), case.rules(capped=capped)
        ours = [own(candidates, rules) for _ in range(5)]
        theirs = by_peers([as_problem(candidates, rules)] * 3)
        for name in ("cp-sat", "highs"):
            assert {answer[name][0] for answer in theirs} == {ours[0][0]}
            ratio = statistics.median(spent for _, spent in ours) / statistics.median(
                answer[name][1] for answer in theirs
            )
            said(f"290{', one per county' if capped else ''}: engine / {name}", ratio, round(limit, 3), "of CPU")
    instances = [_instance(number) for number in range(220)]
    theirs = by_peers([as_problem(*one) for one in instances])
    ours = [own(*one) for one in instances]
    wrong = sum(
        mine[0] != answer[name][0] for mine, answer in zip(ours, theirs, strict=True) for name in ("cp-sat", "highs")
    )
    said("220 random instances: values that differ", wrong, 0, "")
    said("220 random instances: impossible ones", sum(value is None for value, _ in ours), None, "")


def _instance(number: int) -> tuple[list[selection.Candidate], selection.Rules]:
    """Return a random instance: some with a cap, some with bounds that can't be met."""
    draw = random.Random(number)
    seats = draw.choice([6, 8, 12])
    rules = selection.Rules(
        seats,
        quotas={
            "size_class": {level: (draw.choice([0, 1, 1, 2]), draw.choice([3, 4, 5])) for level in "1234"},
            "stage": {level: (draw.choice([1, 1, 2, 3]), draw.choice([4, 5, 6])) for level in "123"},
        },
        at_most=draw.choice([{}, {"county": 1}, {"county": 2}]),
    )
    return case.candidates(draw.choice([20, 30, 45, 70]), number), rules


def the_lotteries() -> None:
    """Run sortition-algorithms as the separate program it is, under the same quotas."""
    assert PEERS is not None
    candidates = case.candidates()
    best = selection.select(candidates, case.rules()).spread_optimum or 0
    ready = problem.built(
        sorted(candidates, key=lambda one: one.code), case.rules(), "great-circle", {one.code: "" for one in candidates}
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(["id", "size_class", "stage"])
            table.writerows([one.code, one.columns["size_class"], one.columns["stage"]] for one in candidates)
        with (folder / "features.csv").open("w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(["feature", "value", "min", "max"])
            for column, levels in case.rules().quotas.items():
                table.writerows([column, level, *bounds] for level, bounds in levels.items())
        for mode, seeds in MODES.items():
            drawn = [smallest for seed in range(1, seeds + 1) if (smallest := _drawn(folder, mode, seed, ready))]
            if drawn:
                median = statistics.median(value - 1 for value in drawn)
                said(f"sortition-algorithms {mode} ({len(drawn)} seeds), median", median, None, "km")
                said(f"sortition-algorithms {mode} / engine ({best} km)", median / best, 0.25, "of km")
            else:
                sys.stderr.write(f"sortition-algorithms {mode}: no answer\n")


def _drawn(folder: Path, mode: str, seed: int, ready: problem.Problem) -> int:
    """Return one more than the smallest distance of a draw, or 0 when the program gives none."""
    (folder / "settings.toml").write_text(
        'id_column = "id"\ncolumns_to_keep = []\ncheck_same_address = false\ncheck_same_address_columns = []\n'
        f'max_attempts = 100\nselection_algorithm = "{mode}"\nsolver_backend = "highspy"\n'
        f"random_number_seed = {seed}\n",
        encoding="utf-8",
    )
    command = [str(Path(str(PEERS)) / "bin" / "sortition"), "csv", "--no-progress", "-n", str(case.SEATS)]
    files = {"-S": "settings.toml", "-f": "features.csv", "-p": "people.csv", "-s": "s", "-r": "r"}
    for option, file in files.items():
        command += [option, str(folder / file)]
    (folder / "s").unlink(missing_ok=True)
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=300)  # noqa: S603 - the peer's program
    except subprocess.TimeoutExpired:
        return 0
    if not (folder / "s").exists():
        return 0
    with (folder / "s").open(encoding="utf-8") as drawn:
        codes = [row["id"] for row in csv.DictReader(drawn)]
    assert len(codes) == case.SEATS
    return 1 + ready.smallest(ready.mask(codes))


def the_public_instances(folder: Path) -> None:
    for name, seats, published in PUBLIC:
        points = sorted(set(_points(folder / f"{name}.tsp")))
        rows = [selection.Candidate(f"{place:05}", "", selection.Point(*one)) for place, one in enumerate(points)]
        begun = time.process_time()
        ready = problem.built(rows, selection.Rules(seats), "plane", {one.code: "" for one in rows})
        spread = steps.best_spread(ready, (1 << seats) - 1, Clock(), ready.reference)
        assert (spread.value, spread.bound) == (published, published), (name, seats, spread.value)
        said(f"{name}, p = {seats}: {published}, proved", time.process_time() - begun, 5, "s")


PUBLIC = (("rw1621", 10, 558), ("rw1621", 15, 407), ("mu1979", 10, 2159), ("mu1979", 15, 1562))


def _points(path: Path) -> list[tuple[float, float]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    begun = next(number for number, line in enumerate(lines) if line.startswith("NODE_COORD_SECTION"))
    numbers = [line.split() for line in lines[begun + 1 :] if line.strip() and not line.startswith("EOF")]
    return [(float(x), float(y)) for _, x, y in numbers]


def main() -> int:
    """Measure all that can be measured here; 2 when the public instances are not at hand."""
    the_engine()
    the_questions()
    if PEERS:
        the_solvers()
        the_lotteries()
    said("peak memory of the whole run", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, None, "MB")
    data = os.environ.get("PDISPERSION_DATA", "")
    if not all((Path(data) / f"{name}.tsp").is_file() for name, *_ in PUBLIC):
        sys.stderr.write(
            "The public p-dispersion instances were not measured. Put rw1621.tsp and mu1979.tsp, of the national point "
            "sets of the TSPLIB family, into a folder and name it in PDISPERSION_DATA.\n"
        )
        return 2
    the_public_instances(Path(data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
