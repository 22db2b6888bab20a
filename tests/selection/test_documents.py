from __future__ import annotations

from pathlib import Path

from samverka import selection
from samverka.selection import __main__ as command

PAGE = Path(__file__).parents[2] / "docs" / "figures" / "selection.md"


def table(first: str) -> list[list[str]]:
    """Return the rows of the table whose header begins with these columns."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    begun = lines.index(next(line for line in lines if line.startswith(f"| {first} |")))
    found = []
    for line in lines[begun + 2 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


CANDIDATES = [
    selection.Candidate(code, name, selection.Point(float(x), float(y)), {"size": size})
    for code, name, x, y, size in table("code | name")
]


def chosen(tolerance: str = "0") -> selection.Result:
    rules = selection.Rules(3, tolerance=tolerance, quotas={"size": {"large": (1, 2), "small": (1, 2)}})
    return selection.select(CANDIDATES, rules, metric="plane")


def test_the_sets_of_the_example_are_all_there_are() -> None:
    rows = table("set | smallest distance")
    result = chosen()
    assert [" ".join(one) for one in result.optimal_sets["sets"]] == [row[0] for row in rows]
    for names, smallest, cover, distances in rows:
        rules = selection.Rules(3, forced=names.split())
        only = selection.select(CANDIDATES, rules, metric="plane")
        told = " ".join(map(str, only.sorted_distances))
        assert (str(only.smallest_distance), str(only.cover_sum), told) == (smallest, cover, distances)
    assert result.never == ("G",)
    assert result.decided_by_step["step"] == "cover"
    assert selection.verify(result.as_json(), CANDIDATES)


def test_the_others_of_the_example_lose_what_it_says() -> None:
    told = [
        [one.code, one.lost_at, str(one.spread), str(one.cover_sum), " ".join(one.chosen)]
        for one in selection.counterfactuals(chosen(), CANDIDATES)
    ]
    assert told == table("code | falls behind by")


def test_the_tolerance_of_the_example_lets_through_what_it_says() -> None:
    for tolerance, limit, count, names in table("tolerance | limit"):
        result = chosen(tolerance)
        assert result.certificate["threshold"] == int(limit)
        assert result.optimal_sets["count"] == int(count)
        assert " ".join(result.chosen) == names


def test_the_page_names_every_command() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in command._COMMANDS:  # noqa: SLF001 - that none is forgotten
        assert f"`{name}`" in page
