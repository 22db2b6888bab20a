"""Taking up a result again, with the candidates it was made from."""

from __future__ import annotations

from collections.abc import Iterable

from samverka.selection.candidates import Candidate, fingerprint
from samverka.selection.engine import Case, case
from samverka.selection.refused import Refused
from samverka.selection.result import Result


def taken_up(result: Result, candidates: Iterable[Candidate], clients: Iterable[Candidate] | None) -> Case:
    """Return the case that a result decided; refuse other candidates or clients than it was made from."""
    rows = tuple(candidates)
    served = None if clients is None else tuple(clients)
    key = (rows, served, result.as_json())
    if _LAST and _LAST[0][0] == key:
        return _LAST[0][1]
    ready = case(rows, result.rules, served, result.metric)
    if fingerprint(ready.candidates, result.rules.columns) != result.candidates_sha256:
        raise Refused(
            "Kandidaterna är inte de som resultatet bygger på: kontrollsumman skiljer sig.",
            "These are not the candidates that the result was made from: the checksum differs.",
        )
    found = None if ready.clients is None else fingerprint(ready.clients)
    if found != result.clients_sha256:
        raise Refused(
            "De som täckningen räknas för (clients) är inte de som resultatet bygger på: kontrollsumman skiljer sig.",
            "These are not the clients that the result was made from: the checksum differs.",
        )
    if not set(result.chosen) <= set(ready.problem.codes):
        raise Refused("Resultatet nämner någon som inte är kandidat.", "The result names someone who is no candidate.")
    _LAST[:] = [(key, ready)]
    return ready


_LAST: list[tuple[tuple[tuple[Candidate, ...], tuple[Candidate, ...] | None, str], Case]] = []
"""The case taken up last: questions about one result come one after the other."""


def known_code(ready: Case, code: str) -> int:
    """Return the mask of one code, or refuse."""
    if code not in ready.problem.codes:
        raise Refused(f"{code} finns inte bland kandidaterna.", f"{code} is not among the candidates.")
    return ready.problem.mask([code])
