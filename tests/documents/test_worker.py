"""Only the worker knows how spreadsheets and PDFs are made: a web process stays small."""

import subprocess
import sys
from pathlib import Path

HEAVY = {"typst", "xlsxwriter", "pypdf", "pyhanko", "openpyxl"}
PROGRAM = (
    "import sys, samverka.web.wsgi, samverka.web.urls; print(' '.join(sorted(set(sys.modules) & set(sys.argv[1:]))))"
)


def test_a_web_process_loads_none_of_the_heavy_packages(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "src"
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, *sorted(HEAVY)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(source), "SAMVERKA_DATA": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert said.stdout.strip() == ""
