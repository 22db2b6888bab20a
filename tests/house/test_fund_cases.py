"""Every test case of the Fund's rules is a test by its number, and the page that lists them says where."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/funding.md"
CASES = 37


def named() -> set[tuple[str, str]]:
    """Case and file of every test that carries a case's number."""
    found = set()
    for path in (ROOT / "tests").glob("*/test_*.py"):
        for number in re.findall(r"^def test_t(\d\d)_", path.read_text(encoding="utf-8"), re.MULTILINE):
            found.add((f"T{int(number)}", str(path.relative_to(ROOT))))
    return found


def test_every_case_is_a_test_by_its_number() -> None:
    assert {case for case, _file in named()} == {f"T{number}" for number in range(1, CASES + 1)}


def test_the_page_lists_the_tests_that_there_are() -> None:
    listed = re.findall(r"^\| (T\d+) \| `([^`]+)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == named()


def test_the_page_says_where_every_requirement_lives() -> None:
    rows = re.findall(r"^\| (Q\d+(?:[–,] ?Q\d+)*) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    found: list[int] = []
    for row in rows:
        numbers = [int(number) for number in re.findall(r"\d+", row)]
        found += range(numbers[0], numbers[-1] + 1) if "–" in row else numbers
    assert sorted(found) == list(range(1, 62))
