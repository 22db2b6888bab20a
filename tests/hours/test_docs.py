"""The worked tables of docs/figures/hours.md are what the code computes."""

from datetime import date
from pathlib import Path

from samverka.funding import figures as funding
from samverka.funding import queries
from samverka.funding.figures import Level, Rules, Spent
from samverka.hours import figures

TEXT = (Path(__file__).parents[2] / "docs/figures/hours.md").read_text(encoding="utf-8")
RULE_SETS = {
    found["code"]: funding.rules_from(found["code"], found["version"], found["name"], found["values"])
    for found in queries.shipped_rule_sets()
}


def table(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading."""
    part = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    assert len(rows) > 2
    return rows[2:]


def test_rounding_as_the_table_says() -> None:
    for level, *numbers in table("Rounding"):
        first, second, third, recorded, reportable, lost = map(int, numbers)
        time = [
            Spent(date(2021, 10, 5), "preparation", first),
            Spent(date(2021, 10, 5), "reporting", second),
            Spent(date(2021, 10, 6), "preparation", third),
        ]
        found = funding.reportable(time, Rules(unit_minutes=60, level=Level(level)))
        assert (found.recorded_minutes, found.reportable_minutes, found.lost_minutes) == (recorded, reportable, lost)


def test_caps_as_the_table_says() -> None:
    for code, *numbers in table("Caps"):
        used, hours, eligible, over = map(int, numbers)
        found = funding.within_caps(
            [Spent(date(2021, 10, 5), "preparation", hours * 60)],
            RULE_SETS[code],
            used_minutes_by_year={2021: used * 60},
        )
        assert (found.eligible_minutes, found.over_cap_minutes) == (eligible * 60, over * 60)


def test_the_plan_as_the_table_says() -> None:
    for hours, first, last, year, planned in table("The plan of a year"):
        found = figures.planned_hours(int(hours), int(year), date.fromisoformat(first), date.fromisoformat(last))
        assert found == int(planned)


def test_every_key_of_the_rule_sets_has_its_source_in_the_table() -> None:
    told = {row[0][0] for row in table("Where the values come from")} | {"R"}
    used = {
        key.strip()[0] for rules in RULE_SETS.values() for source in rules.sources.values() for key in source.split(",")
    }
    assert used <= told
