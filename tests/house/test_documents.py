"""The docs name every setting and every command, and every file they point to is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNNING = (ROOT / "docs/running.md").read_text()


def test_every_setting_is_described() -> None:
    source = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get)?[(\[]\"((?:SAMVERKA_|DATABASE_|PORT)\w*)", source))
    assert "SAMVERKA_DATA" in read
    assert {name for name in read if f"`{name}`" not in RUNNING} == set()


def test_every_command_is_described() -> None:
    commands = {path.stem for path in (ROOT / "src/samverka").glob("*/management/commands/*.py")} - {"__init__"}
    spoken = {"first_admin": "first-admin"}
    assert {name for name in commands if f"`samverka {spoken.get(name, name)}`" not in RUNNING} == set()


def test_every_link_in_the_docs_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)} → {goal}"
        for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
        for goal in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
        if not goal.startswith(("http:", "https:", "mailto:")) and not (page.parent / goal).exists()
    ]
    assert broken == []
