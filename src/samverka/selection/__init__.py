"""Chooses a set of candidates with the greatest spread under given rules, and proves that it is the best.

Stands on the ground floor and knows no other package: a library and a command line of its own, standard
library only. Words: a candidate may be chosen; a client is one to be near to; the rules are announced before
anyone knows who applies; a result carries its certificate.
"""

from samverka.selection.candidates import Candidate, LatLon, Point, Position
from samverka.selection.checker import Report, verify
from samverka.selection.engine import check, select
from samverka.selection.possible import Conflict, Feasible, Relaxation
from samverka.selection.refused import Refused, Text
from samverka.selection.result import Result
from samverka.selection.rules import Rules, seed_fingerprint

__all__ = [
    "Candidate",
    "Conflict",
    "Feasible",
    "LatLon",
    "Point",
    "Position",
    "Refused",
    "Relaxation",
    "Report",
    "Result",
    "Rules",
    "Text",
    "check",
    "seed_fingerprint",
    "select",
    "verify",
]
