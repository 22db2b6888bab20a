"""The floors in `docs/architecture.md` are what the packages say of themselves."""

import ast
import re
from pathlib import Path

from tests.house.test_floors import CONTRACT, ROOT

DOCUMENT = ROOT / "docs/architecture.md"


def first_sentence(package: str) -> str:
    text = ast.get_docstring(ast.parse((ROOT / f"src/samverka/{package}/__init__.py").read_text())) or ""
    return text.partition("\n")[0]


def floors_table() -> str:
    lines = ["| floor | package | what it is for |", "|---|---|---|"]
    layers = CONTRACT["layers"]
    for number, layer in enumerate(layers):
        height = len(layers) - 1 - number
        floor = "roof" if number < 2 else str(height)
        lines += [f"| {floor} | `{name.strip()}` | {first_sentence(name.strip())} |" for name in layer.split("|")]
    return "\n".join(lines)


def test_the_table_of_floors_is_what_the_packages_say() -> None:
    written = re.search(r"<!-- floors -->\n(.*?)\n?<!-- /floors -->", DOCUMENT.read_text(), flags=re.DOTALL)
    assert written is not None
    assert written.group(1) == floors_table()


def test_no_tracked_text_names_a_path_of_a_machine() -> None:
    # A path of somebody's own machine in a text is of no use to anyone else.
    foreign = re.compile(r"/(?:home|Users|root)/\w+")
    texts = [path for kind in ("docs/**/*.md", "src/**/*.py", "*.md", "script/*") for path in ROOT.glob(kind)]
    assert len(texts) > 50
    assert [str(path) for path in texts if path.is_file() and foreign.search(path.read_text())] == []


if __name__ == "__main__":
    text = DOCUMENT.read_text()
    filled = re.sub(
        r"<!-- floors -->\n(.*?)<!-- /floors -->",
        lambda _match: f"<!-- floors -->\n{floors_table()}\n<!-- /floors -->",
        text,
        flags=re.DOTALL,
    )
    Path(DOCUMENT).write_text(filled)
