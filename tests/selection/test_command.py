from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from samverka import selection
from samverka.selection import __main__ as command
from tests.selection import given

SRC = Path(selection.__file__).parents[2]
RULES = {
    "seats": 4,
    "unit_km": 1,
    "tolerance": "0.1",
    "quotas": {"stage": {"1": [1, 2], "2": [1, 3]}},
    "at_most": {"county": 2},
    "forced": [],
    "excluded": [],
    "seed": "frö",
}


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run a command within this process; return its exit code and what it wrote."""
    try:
        code = command.main([str(one) for one in arguments])
    except SystemExit as stopped:
        code = int(str(stopped.code))
    written = capsys.readouterr()
    return code, written.out, written.err


def ran(*arguments: object, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-m", "samverka.selection", *map(str, arguments)],
        env={"PYTHONPATH": str(SRC), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = ["code,name,lat,lon,stage,county"]
    for number, one in enumerate(given.scattered(14, seed=4)):
        lat, lon = one.position.lat, one.position.lon  # type: ignore[union-attr]  # scattered on the globe
        rows.append(f"{one.code},{one.name},{lat},{lon},{one.columns['stage']},{'abcdefg'[number % 7]}")
    (tmp_path / "c.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    clients = ["code,name,lat,lon", *(",".join(row.split(",")[:4]) for row in rows[1:6])]
    (tmp_path / "clients.csv").write_text("\n".join(clients) + "\n", encoding="utf-8")
    return tmp_path


def select(folder: Path, *more: object) -> Path:
    out = folder / "result.json"
    done = ran("select", folder / "c.csv", "--rules", folder / "rules.json", "--out", out, *more)
    assert (done.returncode, done.stderr) == (0, "")
    return out


def test_selects_and_verifies(folder: Path) -> None:
    out = select(folder)
    done = ran("verify", out, folder / "c.csv")
    fingerprint = hashlib.sha256("frö".encode()).hexdigest()
    assert done.returncode == 0
    assert done.stdout == f"✓ Resultatet stämmer och är bevisat bäst.\nFröets SHA-256: {fingerprint}\n"
    assert "holds" in ran("verify", out, folder / "c.csv", "--lang", "en").stdout
    straight = ran("select", folder / "c.csv", "--rules", folder / "rules.json")
    assert straight.stdout == out.read_text(encoding="utf-8")


def test_the_checker_runs_alone(folder: Path) -> None:
    out = select(folder, "--clients", folder / "clients.csv")
    checker = folder / "checker.py"
    checker.write_bytes((Path(selection.__file__).parent / "checker.py").read_bytes())

    def checked(*arguments: object) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-I", checker, *map(str, arguments)], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    assert checked(out, folder / "c.csv", "--clients", folder / "clients.csv")[0] == 0
    assert checked(out, folder / "c.csv")[0] == 1
    assert checked(out)[0] == 2
    assert checked(out, folder / "none.csv")[0] == 2


def test_clients_are_part_of_the_result(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = select(folder, "--clients", folder / "clients.csv")
    assert told(capsys, "verify", out, folder / "c.csv", "--clients", folder / "clients.csv")[0] == 0
    assert told(capsys, "verify", out, folder / "c.csv")[0] == 1
    code, _, sentence = told(capsys, "alternatives", out, folder / "c.csv")
    assert code == 2
    assert "clients" in sentence


def test_says_whether_the_rules_can_be_met(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("check", folder / "c.csv", "--rules", folder / "rules.json")
    code, answer, _ = told(capsys, *asked)
    assert code == 0
    assert answer.startswith("Reglerna går att uppfylla, till exempel med ")
    hard = {**RULES, "quotas": {"stage": {"1": [3, 4], "2": [2, 3], "9": [0, 1]}}}
    (folder / "rules.json").write_text(json.dumps(hard), encoding="utf-8")
    done = ran(*asked, "--lang", "en")
    assert done.returncode == 1
    assert "can't be met together" in done.stdout
    assert "stage = 1" in done.stdout
    code, _, sentence = told(capsys, "select", *asked[1:])
    assert code == 1
    assert "går inte att uppfylla tillsammans" in sentence
    odd = {**RULES, "quotas": {"stage": {"9": [0, 1]}}}
    (folder / "rules.json").write_text(json.dumps(odd), encoding="utf-8")
    code, answer, _ = told(capsys, *asked)
    assert code == 0
    assert "Ingen har stage = 9" in answer
    (folder / "rules.json").write_text(json.dumps(hard), encoding="utf-8")
    assert told(capsys, *asked)[0] == 1


def test_answers_every_question(folder: Path) -> None:
    out, people = select(folder), folder / "c.csv"
    result = selection.Result.from_json(out.read_text(encoding="utf-8"))
    other = next(code for code in sorted(result.sometimes + result.never) if code not in result.chosen)
    answers = {
        name: json.loads(ran(*arguments).stdout)
        for name, arguments in {
            "alternatives": ("alternatives", out, people),
            "all": ("counterfactuals", out, people),
            "one": ("counterfactuals", out, people, "--code", other),
            "replace": ("replace", out, people, "--dropped", result.chosen[0], "--accepted", result.chosen[1]),
            "front": ("front", out, people),
            "robustness": ("robustness", out, people, "--km", 5, "--draws", 2, "--seed", "x"),
        }.items()
    }
    assert answers["alternatives"]["count"] == result.optimal_sets["count"]
    assert answers["one"] == next(one for one in answers["all"] if one["code"] == other)
    assert answers["replace"]["rungs"][0]["changes"] == 0
    assert answers["front"][-1]["smallest_distance"] == result.spread_optimum
    assert answers["robustness"]["draws"] == 2
    assert ran("explain", out, people, other).stdout.startswith("Ni har inte valts ut")
    assert ran("explain", out, people, result.chosen[0], "--lang", "en").stdout.startswith("You are one of the 4")


def test_exit_codes_tell_what_happened(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, people = select(folder), folder / "c.csv"
    result = selection.Result.from_json(out.read_text(encoding="utf-8"))
    asked = ("select", people, "--rules", folder / "rules.json")
    assert told(capsys, "replace", out, people, "--dropped", "none") == (2, "", "none finns inte bland kandidaterna.\n")
    others = [code for code in result.chosen if code != result.chosen[0]]
    assert told(capsys, "replace", out, people, "--dropped", result.chosen[0], "--accepted", *others)[0] == 0
    assert told(capsys, "front", out, people, "--work", 1)[0] in {0, 3}
    assert told(capsys, "robustness", out, people, "--order", "stage=1,3,2")[0] == 0
    assert told(capsys, "counterfactuals", out, people)[0] == 0
    assert told(capsys, "counterfactuals", out, people, "--code", result.chosen[0])[0] == 2
    assert told(capsys, "counterfactuals", out, people, "--code", (result.never + result.sometimes)[0])[0] in {0, 2}
    assert told(capsys, *asked)[1] == out.read_text(encoding="utf-8")
    assert told(capsys, *asked, "--out", out)[1] == ", ".join(result.chosen) + "\n"
    assert told(capsys, "nonsense")[0] == 2
    refused = told(capsys, *asked, "--work", "0")
    assert refused[0] == 2
    assert "--work" in refused[2]
    assert told(capsys, "counterfactuals", out, people, "--work", 1)[0] == 3
    assert told(capsys, "replace", out, people, "--dropped", *result.chosen, "--max-changes", 0, "--work", 1)[0] in {
        0,
        3,
    }
    rest = [row for row in people.read_text(encoding="utf-8").splitlines() if row[:4] in {"code", *result.chosen}]
    few = people.with_name("few.csv")
    few.write_text("\n".join(rest), encoding="utf-8")
    all_of_them = people.with_name("few.json")
    assert told(capsys, "select", few, "--rules", folder / "rules.json", "--out", all_of_them)[0] == 0
    assert told(capsys, "replace", all_of_them, few, "--dropped", result.chosen[0])[0] == 1
    assert told(capsys, *asked, "--time-limit", "0")[0] in {0, 3}
    assert told(capsys, *asked, "--out", folder)[0] == 2
    assert told(capsys, "select", folder / "none.csv", "--rules", folder / "rules.json")[0] == 2
    assert told(capsys, "alternatives", out, people)[0] == 0
    for code in (result.chosen[0], *result.never[:1]):
        assert told(capsys, "explain", out, people, code, "--lang", "en")[0] == 0
    assert told(capsys, "verify", out, people)[0] == 0
    rows = people.read_text(encoding="utf-8").splitlines()
    people.write_text("\n".join(rows[:4]), encoding="utf-8")
    assert told(capsys, *asked)[0] == 2


def test_help_tells_all(capsys: pytest.CaptureFixture[str]) -> None:
    whole = told(capsys, "--help")[1]
    for name in command._COMMANDS:  # noqa: SLF001 - that none is forgotten
        assert name in whole
        assert "exit codes" in told(capsys, name, "--help")[1]


def test_every_python_gives_the_same_bytes(folder: Path) -> None:
    expected = select(folder).read_bytes()
    rows = (folder / "c.csv").read_text(encoding="utf-8").splitlines()
    (folder / "c.csv").write_text("\n".join([rows[0], *reversed(rows[1:])]), encoding="utf-8")
    pythons = [sys.executable, *given.other_pythons()]
    for python in pythons:
        done = ran("select", folder / "c.csv", "--rules", folder / "rules.json", python=python)
        assert done.stdout.encode() == expected, python
