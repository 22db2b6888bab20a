"""The front and the firmness of a selection, once the worker has computed them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverka.calls import figures
from samverka.calls.figures import Dotted, Locks, Proposal
from samverka.calls.models import SelectionStudy
from samverka.calls.queries.whatif import address
from samverka.core.tables import Column, Kind, Row, Table


@dataclass(frozen=True, slots=True)
class Study:
    """The front as a plot and a table, and what one step of a band would change."""

    dots: tuple[Dotted, ...]
    # The front's own points as a line, `x,y x,y`.
    line: str
    width: int
    height: int
    description: str
    front: Table
    shifts: Table


def study_to_make(study_id: int) -> SelectionStudy | None:
    """A study that has been asked for and is not there yet."""
    return SelectionStudy.objects.filter(pk=study_id, found__isnull=True).first()


def drawn_study(found: Mapping[str, Any], proposal: Proposal, names: Mapping[str, str], here: str) -> Study:
    """What was computed, drawn with the proposal in it."""
    points = found["front"]
    today = (proposal.smallest_distance or 0, int(proposal.mean_cover_km.replace(".", "")))
    dots = figures.plotted([(point["to"], point["mean"]) for point in points], today)
    return Study(
        dots=dots,
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots if not dot.is_today),
        width=figures.PLOT_WIDTH,
        height=figures.PLOT_HEIGHT,
        description=_(
            "Each point is the best nearness that can be had with at least that smallest distance. The diamond is the "
            "proposal."
        ),
        front=Table(
            name="fronten",
            title=_("Spread against nearness"),
            columns=(
                Column("avstand", _("Smallest distance between two chosen, km")),
                Column("medel", _("Mean distance from a municipality to the nearest chosen, km"), Kind.TEXT),
                Column("byten", _("Municipalities exchanged"), Kind.NUMBER),
                Column("bevis", _("Proved to be the best")),
            ),
            rows=tuple(
                Row(
                    (
                        str(point["to"]),
                        _tenths(point["mean"]),
                        len(set(proposal.chosen) - set(point["chosen"])),
                        _("Yes") if point["proved"] else _("No"),
                    ),
                    href=address(here, Locks(tuple(point["chosen"]))),
                )
                for point in reversed(points)
            ),
            is_sortable=False,
        ),
        shifts=Table(
            name="steg",
            title=_("If one applicant had been judged one step otherwise"),
            columns=(
                Column("kommun", _("Municipality")),
                Column("nu", _("Judged as")),
                Column("annars", _("Otherwise")),
                Column("ut", _("Out of the proposal")),
                Column("in", _("In instead")),
            ),
            rows=tuple(
                Row((names.get(one["code"], one["code"]), one["level"], one["other"], *_effect(one, names)))
                for one in found["shifts"]
            ),
            empty_text=_("No such step would change who is chosen."),
            is_sortable=False,
        ),
    )


def _effect(one: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, str]:
    if not one["possible"]:
        return _("The rules could not be met"), ""
    left, joined = (", ".join(names.get(code, code) for code in one[key]) for key in ("left", "joined"))
    return left, joined


def _tenths(number: int) -> str:
    mark = "," if get_language() == "sv" else "."
    return f"{number // 10}{mark}{number % 10}"
