"""What if: locks that the host tries, what they cost against the proposal, and how the shown set covers the country."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from samverka.calls import figures
from samverka.calls.figures import Locks, Proposal
from samverka.calls.models import Band, Call
from samverka.core.tables import Column, Kind, Row, Table
from samverka.places.models import Municipality

GROUP_WORDS = {
    "A1": pgettext_lazy("SKR group", "A1 Large cities"),
    "A2": pgettext_lazy("SKR group", "A2 Commuting near large cities"),
    "B3": pgettext_lazy("SKR group", "B3 Medium-sized towns"),
    "B4": pgettext_lazy("SKR group", "B4 Commuting near medium-sized towns"),
    "B5": pgettext_lazy("SKR group", "B5 Low commuting near medium-sized towns"),
    "C6": pgettext_lazy("SKR group", "C6 Small towns"),
    "C7": pgettext_lazy("SKR group", "C7 Commuting near small towns"),
    "C8": pgettext_lazy("SKR group", "C8 Rural municipalities"),
    "C9": pgettext_lazy("SKR group", "C9 Rural municipalities with a visitor industry"),
}


def locks_in(values: QueryDict) -> Locks:
    """The locks that an address or a form names: `med` for those in, `utan` for those out."""
    return Locks(tuple(values.getlist("med")), tuple(values.getlist("utan")))


def address(here: str, locks: Locks) -> str:
    """The page with these locks."""
    asked = QueryDict(mutable=True)
    asked.setlist("med", list(locks.put_in))
    asked.setlist("utan", list(locks.kept_out))
    return f"{here}?{asked.urlencode()}" if locks else here


def group_of(place: Municipality, call: Call) -> str:
    """The SKR group that counted when the call opened."""
    is_newer = call.opens_day.year >= figures.NEWER_REGISTER_FROM
    return place.skr_group_2023 if is_newer else place.skr_group_2017


@dataclass(frozen=True, slots=True)
class Choice:
    """One who can be chosen, and whether the host tries to lock it in or out."""

    code: str
    name: str
    is_in: bool
    is_out: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The proposal beside the set that is shown."""

    table: Table
    # Who is in the proposal and not in the shown set, and the other way round.
    displaced: tuple[str, ...]
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equal:
    """A set as good by the smallest distance as the best: who differs from the shown set, and a way to show it."""

    number: int
    without: tuple[str, ...]
    instead: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All that the host can try on the page of the selection."""

    here: str
    is_on: bool
    choices: tuple[Choice, ...]
    # (code, a sentence that names the deviation), one for each lock.
    deviations: tuple[tuple[str, str], ...]
    comparison: Comparison | None
    equals: tuple[Equal, ...]
    equals_count: int


def what_if(
    here: str, names: Mapping[str, str], locks: Locks, *, announced: Proposal | None, shown: Proposal | None
) -> WhatIf:
    """What the host can try, and what the locks under way cost."""
    ordered = sorted(names.items(), key=lambda pair: pair[1])
    compared = None
    if locks and announced and shown and not announced.refusal_sv and not shown.refusal_sv:
        compared = comparison(announced, shown, names)
    return WhatIf(
        here=here,
        is_on=bool(locks),
        choices=tuple(Choice(code, name, code in locks.put_in, code in locks.kept_out) for code, name in ordered),
        deviations=tuple(
            (code, deviation_words(kind, names[code]))
            for kind, codes in (("in", locks.put_in), ("out", locks.kept_out))
            for code in codes
        ),
        comparison=compared,
        equals=_equals(here, shown, names, locks) if shown else (),
        equals_count=shown.sets_left if shown else 0,
    )


def deviation_words(kind: str, name: str) -> str:
    """A deviation in words: `Älvnäs is in by the host's decision`."""
    words = _("%(name)s is put in") if kind == "in" else _("%(name)s is kept out")
    return words % {"name": name}


def _equals(here: str, shown: Proposal, names: Mapping[str, str], locks: Locks) -> tuple[Equal, ...]:
    chosen = set(shown.chosen)
    return tuple(
        Equal(
            number,
            tuple(sorted(names.get(code, code) for code in chosen - set(codes))),
            tuple(sorted(names.get(code, code) for code in set(codes) - chosen)),
            address(here, Locks(codes, locks.kept_out)),
        )
        for number, codes in enumerate((codes for codes in shown.equals if set(codes) != chosen), start=1)
    )


def comparison(announced: Proposal, shown: Proposal, names: Mapping[str, str]) -> Comparison:
    """The two sets side by side on each criterion, in the order in which the criteria decide."""
    rows = [
        (
            _("Smallest distance between two chosen, km"),
            str(announced.smallest_distance),
            str(shown.smallest_distance),
            _difference((shown.smallest_distance or 0) - (announced.smallest_distance or 0)),
        ),
        (
            _("Mean distance from a municipality to the nearest chosen, km"),
            _comma(announced.mean_cover_km),
            _comma(shown.mean_cover_km),
            _tenths(announced.mean_cover_km, shown.mean_cover_km),
        ),
        (
            _("Longest distance to the nearest chosen, km"),
            str(announced.radius_km),
            str(shown.radius_km),
            _difference(shown.radius_km - announced.radius_km),
        ),
    ]
    here, there = set(shown.chosen), set(announced.chosen)
    displaced = tuple(sorted(names.get(code, code) for code in there - here))
    rows.append((_("Municipalities exchanged"), "0", str(len(displaced)), _difference(len(displaced))))
    return Comparison(
        table=Table(
            name="jamforelse",
            title=_("What it costs"),
            columns=(
                Column("matt", _("Criterion")),
                Column("forslag", _("The proposal")),
                Column("visat", _("The shown set")),
                Column("skillnad", _("Difference")),
            ),
            rows=tuple(Row(values) for values in rows),
            is_sortable=False,
        ),
        displaced=displaced,
        joined=tuple(sorted(names.get(code, code) for code in here - there)),
    )


def _difference(number: int) -> str:
    return f"{number:+d}".replace("-", "\u2212") if number else "0"


def _tenths(before: str, after: str) -> str:
    # The two are texts with one decimal: counted in tenths, so that nothing is rounded twice.
    number = int(after.replace(".", "")) - int(before.replace(".", ""))
    sign = "+" if number > 0 else "\u2212" if number else ""
    return sign + _comma(f"{abs(number) // 10}.{abs(number) % 10}")


def _comma(text: str) -> str:
    return text.replace(".", ",") if get_language() == "sv" else text


# --- How a set covers the country ---


@dataclass(frozen=True, slots=True)
class Covered:
    """One who can be chosen, in the terms that coverage is counted in."""

    county: str
    size: int
    size_words: str
    group: str
    band: str
    is_chosen: bool


def coverage(rows: Sequence[Covered]) -> Table:
    """Counties, size classes, SKR groups and stage bands: how many could be chosen, and how many are."""
    parts: tuple[tuple[str, list[tuple[object, str, bool]]], ...] = (
        (_("Stage"), [(list(Band.values).index(one.band), str(Band(one.band).label), one.is_chosen) for one in rows]),
        (_("Inhabitants"), [(one.size, one.size_words, one.is_chosen) for one in rows]),
        (_("SKR group"), [(one.group, str(GROUP_WORDS.get(one.group, one.group)), one.is_chosen) for one in rows]),
        (_("County"), [(one.county, one.county, one.is_chosen) for one in rows]),
    )
    return Table(
        name="tackning",
        title=_("What the shown set covers"),
        columns=(
            Column("grund", _("Seen as")),
            Column("niva", _("Group")),
            Column("kan", _("Can be chosen"), Kind.NUMBER),
            Column("valda", _("Chosen"), Kind.NUMBER),
        ),
        rows=tuple(Row((part, *values)) for part, found in parts for values in _counted(found)),
        is_sortable=False,
    )


def _counted(found: Iterable[tuple[object, str, bool]]) -> list[tuple[str, int, int]]:
    everyone: Counter[tuple[object, str]] = Counter()
    chosen: Counter[tuple[object, str]] = Counter()
    for key, words, is_chosen in found:
        everyone[key, words] += 1
        chosen[key, words] += is_chosen
    return [(level[1], everyone[level], chosen[level]) for level in sorted(everyone, key=lambda level: str(level[0]))]
