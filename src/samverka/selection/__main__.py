"""The command line: ``python -m samverka.selection COMMAND …``; ``--help`` tells all."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from samverka import selection
from samverka.selection import frontier, reading, sensitivity, vacancy, whatif
from samverka.selection.candidates import METRICS

People = list[selection.Candidate]

DONE, NO, UNUSABLE, NOT_PROVED = 0, 1, 2, 3
EXITS = """exit codes:
  0  done: selected and proved, the rules can be met, the result holds
  1  no: the rules can't be met together, or the result does not hold
  2  the command line, a file or a rule can't be used; a sentence says which and why
  3  the limit of work or time ended the search: the best found is written, and says "not proved"
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    whole = argparse.ArgumentParser(
        prog="python -m samverka.selection",
        description="Choose the set with the greatest spread under given rules, prove it and explain it.",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, told: str, *, of_result: bool, work: int | None = None) -> argparse.ArgumentParser:
        told_work = "default: none" if work is None else f"default: {work}; some 30000 take a second"
        one = commands.add_parser(
            name, help=told, description=told, epilog=EXITS, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if of_result:
            one.add_argument("result", metavar="RESULT.json", type=Path, help="what select wrote")
        one.add_argument(
            "candidates", metavar="CANDIDATES.csv", type=Path, help="code,name,lat,lon (or x,y) and the ruled columns"
        )
        if not of_result:
            one.add_argument("--rules", metavar="RULES.json", type=Path, required=True, help="the rules of the call")
            one.add_argument("--metric", choices=METRICS, default="great-circle", help="default: great-circle")
        if name != "check":
            one.add_argument(
                "--clients",
                metavar="CLIENTS.csv",
                type=Path,
                help="those whom the coverage is counted for (default: the candidates)",
            )
        one.add_argument("--lang", choices=("sv", "en"), default="sv", help="language of sentences (default: sv)")
        if name not in ("check", "verify"):
            one.add_argument(
                "--work",
                metavar="N",
                type=_positive,
                default=work,
                help=f"end the search after so much work ({told_work})",
            )
            one.add_argument(
                "--time-limit", metavar="SECONDS", type=float, help="end it after so many CPU seconds (default: none)"
            )
        return one

    chooser = command("select", "Choose, and write the result with its proof.", of_result=False)
    chooser.add_argument("--out", metavar="RESULT.json", type=Path, help="where to write (default: standard output)")
    command("check", "Say whether the rules can be met, or which of them collide.", of_result=False)
    command("verify", "Check a result independently of how it was made.", of_result=True)
    one = command(
        "alternatives", "List all sets as good in spread, and who is always, sometimes, never in.", of_result=True
    )
    one.add_argument("--cap", metavar="N", type=int, default=100_000, help="list at most so many (default: 100000)")
    one = command(
        "counterfactuals", "Say what it would have cost to choose each of the others.", of_result=True, work=whatif.WORK
    )
    one.add_argument("--code", metavar="CODE", help="only for this one")
    one = command(
        "replace",
        "When a chosen one drops out: at most c other changes, and the value.",
        of_result=True,
        work=vacancy.WORK,
    )
    one.add_argument("--dropped", metavar="CODE", nargs="+", required=True, help="who leaves")
    one.add_argument("--accepted", metavar="CODE", nargs="*", default=[], help="who has accepted and stays")
    one.add_argument("--max-changes", metavar="C", type=int, help="end the ladder here")
    one = command(
        "front",
        "Spread against coverage: the optimum, or a proved bound, at every unit.",
        of_result=True,
        work=frontier.WORK,
    )
    one = command(
        "robustness",
        "What changes with a band one step otherwise, and with noise.",
        of_result=True,
        work=sensitivity.WORK,
    )
    one.add_argument("--km", metavar="KM", type=float, default=0.0, help="standard deviation of noise in the positions")
    one.add_argument("--draws", metavar="N", type=int, default=0, help="how many times noise is drawn")
    one.add_argument("--seed", metavar="TEXT", default="", help="seed of the noise")
    one.add_argument(
        "--order", metavar="COLUMN=LEVEL,…", nargs="*", default=[], help="levels in order, where they are words"
    )
    one = command("explain", "Write a letter paragraph with the computed reason.", of_result=True, work=whatif.WORK)
    one.add_argument("code", metavar="CODE", help="to whom")
    return whole


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    given = parser().parse_args(arguments)
    try:
        return _COMMANDS[given.command](given)
    except selection.Refused as refused:
        sys.stderr.write(refused.told(given.lang) + "\n")
        return NO if refused.conflict else UNUSABLE


def _select(given: argparse.Namespace) -> int:
    result = selection.select(
        _people(given.candidates, given.metric),
        selection.Rules.from_json(_text(given.rules)),
        _clients(given, given.metric),
        given.metric,
        **_limits(given),
    )
    if given.out:
        _write(given.out, result.as_json())
        _say(", ".join(result.chosen))
    else:
        sys.stdout.write(result.as_json())
    return DONE if result.proved else NOT_PROVED


def _check(given: argparse.Namespace) -> int:
    rules = selection.Rules.from_json(_text(given.rules))
    answer = selection.check(_people(given.candidates, given.metric), rules, given.metric)
    if isinstance(answer, selection.Conflict):
        _say(answer.refusal().told(given.lang))
        return NO
    told = {"sv": "Reglerna går att uppfylla, till exempel med", "en": "The rules can be met, for example with"}
    _say(f"{told[given.lang]} {', '.join(answer.example)}.")
    for note in answer.notes:
        _say(note.told(given.lang))
    return DONE


def _verify(given: argparse.Namespace) -> int:
    clients = None if given.clients is None else _text(given.clients)
    report = selection.verify(_text(given.result), _text(given.candidates), clients)
    _say(report.told(given.lang))
    return DONE if report else NO


def _of_result(given: argparse.Namespace) -> tuple[selection.Result, People, People | None]:
    result = selection.Result.from_json(_text(given.result))
    return result, _people(given.candidates, result.metric), _clients(given, result.metric)


def _alternatives(given: argparse.Namespace) -> int:
    result, people, clients = _of_result(given)
    found = selection.alternatives(result, people, clients, given.cap, **_limits(given))
    _print(found)
    return DONE if found.complete or found.count >= given.cap else NOT_PROVED


def _counterfactuals(given: argparse.Namespace) -> int:
    result, people, clients = _of_result(given)
    if given.code is not None:
        one = selection.counterfactual(result, people, given.code, clients, **_limits(given))
        _print(one)
        return DONE if one.proved else NOT_PROVED
    every = selection.counterfactuals(result, people, clients, **_limits(given))
    _print(every)
    return DONE if all(one.proved for one in every) else NOT_PROVED


def _replace(given: argparse.Namespace) -> int:
    result, people, clients = _of_result(given)
    ladder = selection.replace(
        result, people, given.dropped, given.accepted, given.max_changes, clients, **_limits(given)
    )
    _print(ladder)
    if not ladder.rungs:
        return NO
    return DONE if ladder.proved else NOT_PROVED


def _front(given: argparse.Namespace) -> int:
    result, people, clients = _of_result(given)
    selection.alternatives(result, people, clients, 1)
    points = selection.front(people, result.rules, clients, result.metric, **_limits(given))
    _print(points)
    return DONE if all(point.proved for point in points) else NOT_PROVED


def _robustness(given: argparse.Namespace) -> int:
    result, people, clients = _of_result(given)
    orders = {column: levels.split(",") for column, _, levels in (one.partition("=") for one in given.order)}
    answer = selection.robustness(result, people, clients, given.km, given.draws, given.seed, orders, **_limits(given))
    _print(answer)
    return DONE if answer.proved else NOT_PROVED


def _explain(given: argparse.Namespace) -> int:
    result, people, clients = _of_result(given)
    _say(selection.explain(result, people, given.code, given.lang, clients, **_limits(given)))
    return DONE


def _limits(given: argparse.Namespace) -> dict[str, Any]:
    """Return the limits as the library names them."""
    return {"work": given.work, "time_limit": given.time_limit}


def _positive(text: str) -> int:
    """Read a whole number above 0."""
    if (number := int(text)) < 1:
        raise ValueError
    return number


def _people(path: Path, metric: str) -> People:
    return reading.candidates_from_csv(_text(path), metric)


def _clients(given: argparse.Namespace, metric: str) -> People | None:
    return None if given.clients is None else _people(given.clients, metric)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise selection.Refused(f"Filen {path} går inte att öppna.", f"The file {path} can't be opened.") from None
    except ValueError:
        raise selection.Refused(
            f"Filen {path} är inte text i UTF-8. Spara den som ”CSV UTF-8” och försök igen.",
            f"The file {path} is not UTF-8 text. Save it as “CSV UTF-8” and try again.",
        ) from None


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        raise selection.Refused(f"Det går inte att skriva {path}.", f"{path} can't be written.") from None


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _print(answer: object) -> None:
    """Write an answer of the library as JSON, with the names of its fields."""
    plain = [asdict(one) for one in answer] if isinstance(answer, tuple) else asdict(answer)  # type: ignore[call-overload]  # a dataclass, every one
    _say(json.dumps(plain, ensure_ascii=False, indent=1))


_COMMANDS = {
    "alternatives": _alternatives,
    "check": _check,
    "counterfactuals": _counterfactuals,
    "explain": _explain,
    "front": _front,
    "replace": _replace,
    "robustness": _robustness,
    "select": _select,
    "verify": _verify,
}


if __name__ == "__main__":  # pragma: no cover - run as a program, in a process of its own
    sys.exit(main(sys.argv[1:]))
