"""Chooses a set of candidates with the greatest spread under given rules, and proves that it is the best.

Stands on the ground floor and knows no other package: a library and a command line of its own, standard
library only. Words: a candidate may be chosen; a client is one to be near to; the rules are announced before
anyone knows who applies; a result carries its certificate.
"""

from samverka.selection.candidates import Candidate, LatLon, Point, Position
from samverka.selection.checker import Report, verify
from samverka.selection.engine import check, select
from samverka.selection.frontier import FrontPoint, front
from samverka.selection.letters import explain
from samverka.selection.listing import Alternatives, alternatives
from samverka.selection.possible import Conflict, Feasible, Relaxation
from samverka.selection.refused import Refused, Text
from samverka.selection.result import Result
from samverka.selection.rules import Rules, seed_fingerprint
from samverka.selection.sensitivity import Robustness, Shift, robustness
from samverka.selection.vacancy import Ladder, Rung
from samverka.selection.vacancy import replace_dropped as replace
from samverka.selection.whatif import Counterfactual, counterfactual, counterfactuals

__all__ = [
    "Alternatives",
    "Candidate",
    "Conflict",
    "Counterfactual",
    "Feasible",
    "FrontPoint",
    "Ladder",
    "LatLon",
    "Point",
    "Position",
    "Refused",
    "Relaxation",
    "Report",
    "Result",
    "Robustness",
    "Rules",
    "Rung",
    "Shift",
    "Text",
    "alternatives",
    "check",
    "counterfactual",
    "counterfactuals",
    "explain",
    "front",
    "replace",
    "robustness",
    "seed_fingerprint",
    "select",
    "verify",
]
