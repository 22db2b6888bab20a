"""A short paragraph to one who applied: what was decided, and the computed reason.

Plain words, to "er" (a municipality is many), no blame; honest where little parted them or only the lot decided.
A person edits the letter it becomes part of.
"""

from __future__ import annotations

from collections.abc import Iterable

from samverka.selection.candidates import Candidate
from samverka.selection.refused import Refused, Text
from samverka.selection.result import Result
from samverka.selection.whatif import WORK, Counterfactual, counterfactual

NEAR = 2
"""A loss of at most so many per cent is called small."""


def explain(
    result: Result,
    candidates: Iterable[Candidate],
    code: str,
    lang: str = "sv",
    clients: Iterable[Candidate] | None = None,
    *,
    known: Counterfactual | None = None,
    work: int | None = WORK,
    time_limit: float | None = None,
) -> str:
    """Return a letter paragraph for ``code`` in Swedish ("sv") or English ("en"). Refuses an unknown code.

    ``known``: what `counterfactuals` said of one who was not chosen, so that it is not searched for again.
    ``work`` and ``time_limit``: as for `counterfactual`.
    """
    if lang not in ("sv", "en"):
        raise Refused("Språket ska vara sv eller en.", "The language must be sv or en.")
    rows = tuple(candidates)
    served = None if clients is None else tuple(clients)
    if code in result.chosen:
        if code not in {one.code for one in rows}:
            raise Refused(f"{code} finns inte bland kandidaterna.", f"{code} is not among the candidates.")
        text = _chosen(result, code)
    else:
        what = known or counterfactual(result, rows, code, served, work=work, time_limit=time_limit)
        text = _not_chosen(result, what, len(rows if served is None else served))
    if not result.proved:
        text = _joined(text, NOT_PROVED)
    return text.told(lang)


def _chosen(result: Result, code: str) -> Text:
    text = Text(
        f"Ni är en av de {result.seats} som har valts ut.", f"You are one of the {result.seats} that have been chosen."
    )
    if code in result.rules.forced:
        return _joined(
            text,
            Text(
                "Det var bestämt att ni skulle ha en plats. De andra valdes ut med er inräknade.",
                "It was decided that you would have a seat. The others were chosen with you counted in.",
            ),
        )
    count = result.optimal_sets["count"]
    if result.optimal_sets["complete"] and count == 1:
        return _joined(
            text,
            Text(
                "Bara en sammansättning uppfyller reglerna och har så stor geografisk spridning som möjligt. "
                "Ni ingår i den.",
                "Only one set keeps the rules and has the greatest possible geographic spread. You are part of it.",
            ),
        )
    if code in result.always:
        return _joined(
            text,
            Text(
                "Ni ingår i alla sammansättningar som uppfyller reglerna och har tillräckligt stor spridning.",
                "You are part of every set that keeps the rules and has a sufficient spread.",
            ),
        )
    return _joined(
        text,
        Text(
            f"Flera sammansättningar hade tillräckligt stor spridning. {_decided(result).sv}",
            f"Several sets had a sufficient spread. {_decided(result).en}",
        ),
    )


def _decided(result: Result) -> Text:
    return DECIDED_BY.get(result.decided_by_step["step"], Text("", ""))


def _not_chosen(result: Result, what: Counterfactual, clients: int) -> Text:
    text = Text("Ni har inte valts ut den här gången.", "You have not been chosen this time.")
    if what.code in result.rules.excluded:
        return _joined(
            text, Text("Det var bestämt att ni inte kunde väljas.", "It was decided that you could not be chosen.")
        )
    if what.lost_at == "rules":
        return _joined(
            text,
            Text(
                "Ingen sammansättning där ni ingår uppfyller kraven på storlek, utvecklingsläge och andra villkor "
                "i inbjudan.",
                "No set that includes you meets the bounds on size, stage and other conditions of the call.",
            ),
        )
    if what.lost_at == "cover":
        text = _joined(text, _by_cover(result, what, clients))
    else:
        text = _joined(text, _by_spread(result, what) if what.lost_at == "spread" else _REASONS[what.lost_at])
    return text if what.proved else _joined(text, PERHAPS_BETTER)


def _by_spread(result: Result, what: Counterfactual) -> Text:
    best, loss = result.spread_optimum or 0, what.spread_loss
    now, then = _distance(result, best), _distance(result, what.spread or 0)
    text = Text(
        f"Urvalet ska ha så stor geografisk spridning som möjligt. Med er hade det minsta avståndet mellan två "
        f"utvalda blivit {then.sv} i stället för {now.sv}.",
        f"The chosen are to be spread as widely as possible. With you, the smallest distance between two chosen "
        f"would have been {then.en} instead of {now.en}.",
    )
    if loss * 100 <= NEAR * best:
        return _joined(text, Text("Skillnaden är liten.", "The difference is small."))
    return text


def _by_cover(result: Result, what: Counterfactual, clients: int) -> Text:
    now, then = (_mean(result, total, clients) for total in (result.cover_sum, what.cover_sum or 0))
    text = Text(
        "Det finns sammansättningar med er som har tillräckligt stor spridning. Då avgjorde närheten: med er hade det "
        f"i genomsnitt blivit {then.sv} till närmaste utvalda i stället för {now.sv}.",
        "There are sets with you that have a sufficient spread. Nearness then decided: with you, the mean distance to "
        f"the nearest chosen would have been {then.en} instead of {now.en}.",
    )
    if what.cover_loss * 100 <= NEAR * result.cover_sum:
        return _joined(text, Text("Skillnaden är liten.", "The difference is small."))
    return text


def _distance(result: Result, units: int) -> Text:
    """Say a distance: kilometres on the globe, units in the plane."""
    if result.metric == "plane":
        return Text(f"{units} enheter", f"{units} units")
    kilometres = units * result.rules.unit_km
    return Text(f"{kilometres} km", f"{kilometres} km")


def _mean(result: Result, total: int, clients: int) -> Text:
    """Say the mean distance that a cover sum is, to one decimal, rounded half up."""
    unit = 1 if result.metric == "plane" else result.rules.unit_km
    tenths = (20 * total * unit + clients) // (2 * clients)
    name = Text("enheter", "units") if result.metric == "plane" else Text("km", "km")
    return Text(f"{tenths // 10},{tenths % 10} {name.sv}", f"{tenths // 10}.{tenths % 10} {name.en}")


def _joined(first: Text, second: Text) -> Text:
    return Text(f"{first.sv} {second.sv}".strip(), f"{first.en} {second.en}".strip())


_REASONS = {
    "leximin": Text(
        "Det finns en sammansättning med er som är lika bra i både spridning och närhet. De övriga avstånden mellan "
        "de utvalda var något större i den som valdes. Skillnaden är liten.",
        "There is a set with you that is as good in both spread and nearness. The other distances between the chosen "
        "were somewhat greater in the one that was decided on. The difference is small.",
    ),
    "lottery": Text(
        "Det finns en sammansättning med er som är lika bra på alla punkter. Lottningen, som var utlyst i förväg, "
        "avgjorde.",
        "There is a set with you that is as good in every respect. The lottery, announced beforehand, decided.",
    ),
}

DECIDED_BY = {
    "cover": Text(
        "Den som valdes ger kortast sammanlagt avstånd till närmaste utvalda.",
        "The one decided on gives the shortest total distance to the nearest chosen.",
    ),
    "leximin": Text(
        "Den som valdes har störst avstånd även i övrigt.",
        "The one decided on has the greatest distances otherwise too.",
    ),
    "lottery": Text(
        "Lottningen, som var utlyst i förväg, avgjorde mellan dem.", "The lottery, announced beforehand, decided."
    ),
}

PERHAPS_BETTER = Text(
    "Beräkningen avbröts innan den var klar. Det kan finnas en sammansättning med er som är bättre än den som "
    "jämförelsen bygger på.",
    "The computation was ended before it was done. There may be a set with you that is better than the one compared "
    "with.",
)

NOT_PROVED = Text(
    "Beräkningen avbröts innan det var bevisat att urvalet är det bästa.",
    "The computation was ended before the choice was proved to be the best.",
)
