"""The command line: ``python -m samverka.selection COMMAND …``; ``--help`` tells all."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from samverka import selection
from samverka.selection import reading
from samverka.selection.candidates import METRICS

DONE, NO, UNUSABLE, NOT_PROVED = 0, 1, 2, 3
EXITS = """exit codes:
  0  done: selected and proved, the rules can be met, the result holds
  1  no: the rules can't be met together, or the result does not hold
  2  the command line, a file or a rule can't be used; a sentence says which and why
  3  the time limit ended the search: the best found is written, and says "not proved"
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

    def command(name: str, told: str, *, of_result: bool) -> argparse.ArgumentParser:
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
        return one

    chooser = command("select", "Choose, and write the result with its proof.", of_result=False)
    chooser.add_argument("--out", metavar="RESULT.json", type=Path, help="where to write (default: standard output)")
    chooser.add_argument("--time-limit", metavar="SECONDS", type=float, help="CPU seconds before it stops, not proved")
    command("check", "Say whether the rules can be met, or which of them collide.", of_result=False)
    command("verify", "Check a result independently of how it was made.", of_result=True)
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
        given.time_limit,
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


def _people(path: Path, metric: str) -> list[selection.Candidate]:
    return reading.candidates_from_csv(_text(path), metric)


def _clients(given: argparse.Namespace, metric: str) -> list[selection.Candidate] | None:
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


_COMMANDS = {"select": _select, "check": _check, "verify": _verify}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
