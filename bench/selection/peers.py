"""The same first step by two solvers, CP-SAT and HiGHS, with threshold models. Run by the peers' own Python.

Reads problems as JSON, one a line, from standard input; writes for each a line with what each solver found and its
CPU seconds. A model: the number of seats, quotas as linear bounds, conflicts as a greedy cover of their edges with
cliques, "at most one" for each; one thread, fixed seed. The threshold is bisected over the distinct distances, from
the same start value as the engine's own.
"""

import json
import sys
import time
from collections.abc import Callable

import highspy  # type: ignore[import-not-found,unused-ignore]  # installed for the peers only
from ortools.sat.python import cp_model  # type: ignore[import-not-found,unused-ignore]  # as above

Model = tuple[int, int, list[tuple[list[int], int, int]], list[list[int]]]


def clique_cover(distance: list[list[int]], threshold: int, apart: list[list[int]]) -> list[list[int]]:
    """Cover the conflicts, pairs closer than the threshold or of one capped level, with cliques."""
    size = len(distance)
    near = [{j for j in range(size) if j != i and distance[i][j] < threshold} for i in range(size)]
    for level in apart:
        for i in level:
            near[i] |= set(level) - {i}
    left = {(i, j) for i in range(size) for j in near[i] if i < j}
    found = []
    for i, j in sorted(left):
        if (i, j) in left:
            clique = [i, j]
            common = near[i] & near[j]
            while common:
                one = min(common)
                clique.append(one)
                common &= near[one]
            found.append(clique)
            left -= {(min(a, b), max(a, b)) for a in clique for b in clique if a != b}
    return found


def by_cp_sat(model: Model) -> list[int] | None:
    size, seats, quotas, cliques = model
    program = cp_model.CpModel()
    chosen = [program.new_bool_var("") for _ in range(size)]
    program.add(sum(chosen) == seats)
    for members, lo, hi in quotas:
        program.add_linear_constraint(sum(chosen[i] for i in members), lo, hi)
    for clique in cliques:
        program.add_at_most_one(chosen[i] for i in clique)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(program)
    assert status in {cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE}
    if status == cp_model.INFEASIBLE:
        return None
    return [i for i in range(size) if solver.value(chosen[i])]


def by_highs(model: Model) -> list[int] | None:
    size, seats, quotas, cliques = model
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver's own way
    program.setOptionValue("threads", 1)
    program.setOptionValue("random_seed", 1)
    for _ in range(size):
        program.addVar(0, 1)
    program.changeColsIntegrality(size, list(range(size)), [highspy.HighsVarType.kInteger] * size)
    rows = [(list(range(size)), seats, seats), *quotas, *((clique, 0, 1) for clique in cliques)]
    for members, lo, hi in rows:
        program.addRow(lo, hi, len(members), members, [1.0] * len(members))
    program.run()
    status = program.getModelStatus()
    assert status in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible}
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    values = program.getSolution().col_value
    return [i for i in range(size) if values[i] > 0.5]  # noqa: PLR2004 - a rounded one


def best(problem: dict[str, object], solve: Callable[[Model], list[int] | None]) -> int | None:
    """Bisect over the distances; None when even no distance at all can be kept."""
    distance: list[list[int]] = problem["distance"]  # type: ignore[assignment]  # as the other side wrote it
    values = sorted({value for row in distance for value in row})
    quotas = [(members, lo, hi) for members, lo, hi in problem["quotas"]]  # type: ignore[attr-defined]  # as above

    def at(threshold: int) -> int | None:
        cliques = clique_cover(distance, threshold, problem["apart"])  # type: ignore[arg-type]  # as above
        chosen = solve((len(distance), problem["seats"], quotas, cliques))  # type: ignore[arg-type]  # as above
        return None if chosen is None else min(distance[i][j] for i in chosen for j in chosen if i != j)

    value = at(problem["start"])  # type: ignore[arg-type]  # as above
    value = at(0) if value is None else value
    if value is None:
        return None
    low, high = value, values[-1]
    while low < high:
        between = [one for one in values if low < one <= high]
        if not between:
            return low
        ask = between[len(between) // 2]
        met = at(ask)
        if met is None:
            high = ask - 1
        else:
            low = met
    return low


def main() -> None:
    for line in sys.stdin:
        problem = json.loads(line)
        answer = {}
        for name, solve in (("cp-sat", by_cp_sat), ("highs", by_highs)):
            begun = time.process_time()
            value = best(problem, solve)
            answer[name] = [value, time.process_time() - begun]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
