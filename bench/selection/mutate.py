"""Changes the engine a little, one place at a time, and counts how many of the changes its tests notice.

    .venv/bin/python bench/selection/mutate.py [--sample 60] [--seed 1] [--module steps --module search]

Writes one line per change that no test noticed, and at the end the score. The changes: a comparison the other way or
with its edge moved, + for - and the like, "and" for "or", a number one greater, a condition turned round. All changes
of the modules, or a sample drawn with a seed; each is made in a copy, and the tests of the engine are run on the copy,
the quick ones first, until one fails.
"""

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "src" / "samverka" / "selection"
TESTS = ("test_documents", "test_limits", "test_bad_input", "test_engine", "test_questions", "test_nearness")
TESTS_LAST = ("test_command",)
LONGEST = 900

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
}


class Change(ast.NodeTransformer):
    """Makes the change with one number; without a number it only counts them."""

    def __init__(self, number: int | None = None) -> None:
        self.number = number
        self.count = 0
        self.told = ""

    def due(self, node: ast.AST, what: str) -> bool:
        """Whether this is the place; counts it."""
        self.count += 1
        if self.count - 1 != self.number:
            return False
        self.told = f"line {getattr(node, 'lineno', '?')}: {what}"
        return True

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for place, sign in enumerate(node.ops):
            other = COMPARED[type(sign)]
            if self.due(node, f"{type(sign).__name__} → {other.__name__}"):
                node.ops[place] = other()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        other = RECKONED.get(type(node.op))
        if other and self.due(node, f"{type(node.op).__name__} → {other.__name__}"):
            node.op = other()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self.due(node, "and ↔ or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, int) and not isinstance(node.value, bool) and self.due(node, f"{node.value} + 1"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if self.due(node, "if not"):
            node.test = ast.UnaryOp(ast.Not(), node.test)
        return node


def changed(source: str, number: int) -> tuple[str, str]:
    """Return a source with one change, and what it is."""
    change = Change(number)
    tree = ast.fix_missing_locations(change.visit(ast.parse(source)))
    return ast.unparse(tree), change.told


def noticed(folder: Path, tests: tuple[str, ...]) -> bool:
    """Whether a test fails on the copy; a test that never ends has noticed too."""
    names = [f"tests/selection/{name}.py" for name in tests]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(  # noqa: S603 - this Python, on our own tests
            [*command, "-o", f"pythonpath={folder / 'src'} {ROOT}", *names],
            cwd=ROOT,
            env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> int:
    """Count; 0 when at least nine of ten changes are noticed."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--sample", type=int, help="so many changes, drawn at random (default: all)")
    reader.add_argument("--seed", default="1", help="of the draw")
    reader.add_argument("--module", action="append", help="only these modules")
    given = reader.parse_args()
    modules = given.module or sorted(path.stem for path in ENGINE.glob("*.py") if path.stem != "__init__")
    places = []
    for module in modules:
        counter = Change()
        counter.visit(ast.parse((ENGINE / f"{module}.py").read_text(encoding="utf-8")))
        places += [(module, number) for number in range(counter.count)]
    total = len(places)
    if given.sample:
        places = random.Random(given.seed).sample(places, min(given.sample, total))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
        if noticed(folder, (*TESTS, *TESTS_LAST)):
            sys.stderr.write("The tests fail without a change.\n")
            return 2
        missed = 0
        for place, (module, number) in enumerate(places, 1):
            copy = folder / "src" / "samverka" / "selection" / f"{module}.py"
            source = (ENGINE / f"{module}.py").read_text(encoding="utf-8")
            text, told = changed(source, number)
            copy.write_text(text, encoding="utf-8")
            if not noticed(folder, TESTS) and not noticed(folder, TESTS_LAST):
                missed += 1
                sys.stdout.write(f"not noticed: {module}.py, {told}\n")
            copy.write_text(source, encoding="utf-8")
            if place % 10 == 0 or place == len(places):
                sys.stdout.write(f"{place - missed} of {place} noticed ({total} places in all)\n")
                sys.stdout.flush()
    return 0 if missed * 10 <= len(places) else 1


if __name__ == "__main__":
    sys.exit(main())
