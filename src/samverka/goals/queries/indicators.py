"""Indicators with baseline and end (R34), and the page for those newly elected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.calls.queries import rubric
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.enterprises import queries as enterprises
from samverka.enterprises.queries.register import Counted
from samverka.goals.figures import Result
from samverka.goals.models import GoverningDocument, Indicator
from samverka.goals.queries.anchoring import anchorings_of, committee_kept, decisions_of
from samverka.goals.queries.board import RESULTS, ResultShown, SeatRecords, hosted_seats, records_of, shown_result
from samverka.goals.queries.documents import way_text
from samverka.goals.queries.maturity import OCCASIONS, agreed_profiles, baseline_of, level_text
from samverka.goals.queries.sight import Sight, Tab
from samverka.networks.models import Network, Participation
from samverka.people.models import Person
from samverka.teams import queries as teams

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator of a seat: at the start, and now."""

    name: str
    at_start: str | int | None
    now: str | int | None


def measured(
    seat: Participation,
    records: SeatRecords,
    *,
    network: Network,
    day: date,
    counted: Counted | None,
) -> tuple[Measured, ...]:
    """Every indicator of a seat. Where a value was written down by hand for the start, it goes before the record's."""
    start = max(network.first_day, seat.first_day)
    end = min(day, network.last_day)

    def by_hand(indicator: Indicator, then: date, computed: int) -> int:
        known = [value for when, value in records.measured.get(indicator, ()) if when <= then]
        return max(known[-1], computed) if known else computed

    def dialogues(then: date) -> int:
        return sum(then - A_YEAR <= held <= then for held in records.dialogue_days)

    def deals(then: date) -> int:
        return sum(
            facts.is_known(then) and facts.reached_day is not None and facts.reached_day <= then
            for _title, facts in records.deals.values()
        )

    def committee(then: date) -> str:
        named = [name for decided, name in records.committees if decided <= then]
        return named[-1] if named else _("not decided")

    identified = counted or Counted(0, 0, 0, 0)
    has_coordinator = records.internal_from is not None and records.internal_from <= end and records.has_coordinator
    return (
        Measured(_("Political responsibility"), committee(start), committee(end)),
        Measured(_("Coordinating function"), _("no"), _("yes") if has_coordinator else _("no")),
        Measured(_("Areas in the internal group"), len(records.areas(start)), len(records.areas(end))),
        Measured(
            str(Indicator.IDENTIFIED_ENTERPRISES.label),
            by_hand(Indicator.IDENTIFIED_ENTERPRISES, start, identified.identified_at_start),
            by_hand(Indicator.IDENTIFIED_ENTERPRISES, end, identified.identified_now),
        ),
        Measured(_("Social enterprises listed"), identified.listed_at_start, identified.listed_now),
        Measured(
            str(Indicator.DIALOGUES.label),
            by_hand(Indicator.DIALOGUES, start, dialogues(start)),
            dialogues(end),
        ),
        Measured(
            str(Indicator.COLLABORATIONS.label),
            by_hand(Indicator.COLLABORATIONS, start, deals(start)),
            by_hand(Indicator.COLLABORATIONS, end, deals(end)),
        ),
        Measured(
            str(Indicator.PLACES_AND_JOBS.label),
            by_hand(Indicator.PLACES_AND_JOBS, start, 0),
            by_hand(Indicator.PLACES_AND_JOBS, end, 0),
        ),
    )


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """Indicators of one seat, or of all of a network."""

    network: Network
    sight: Sight | None
    tabs: tuple[Tab, ...]
    table: Table
    exports: Exports


def _all_measured(network: Network, seats: Sequence[Participation], day: date) -> dict[int, tuple[Measured, ...]]:
    """The indicators of these seats, in two statements, however many seats."""
    records = records_of(seats)
    counted = enterprises.counts(network, day)
    return {
        seat.pk: measured(seat, records[seat.pk], network=network, day=day, counted=counted.get(seat.organisation_id))
        for seat in seats
    }


def indicators_page(sight: Sight, day: date) -> IndicatorsPage:
    """A seat's indicators, at the start and now."""
    lines = _all_measured(sight.network, [sight.participation], day)[sight.participation.pk]
    return IndicatorsPage(
        network=sight.network,
        sight=sight,
        tabs=sight.tabs("seat"),
        table=Table(
            name=f"indikatorer-{sight.participation.pk}",
            title=_("Indicators"),
            columns=(
                Column("indicator", _("Indicator")),
                Column("start", _("At the start")),
                Column("now", _("Now")),
            ),
            rows=tuple(Row((line.name, _shown(line.at_start), _shown(line.now))) for line in lines),
            is_sortable=False,
        ),
        exports=Exports(csv=sight.href("indicators_csv")),
    )


def _shown(value: str | int | None) -> str:
    return "" if value is None else str(value)


def network_indicators_page(person: Person, slug: str, day: date) -> IndicatorsPage:
    """The indicators of all seats, for the host: how many or how much at the start and now.

    Raises:
        Http404: for everyone else.
    """
    network = teams.host_standing(person, slug, day).network
    seats = hosted_seats(network)
    lines = list(_all_measured(network, seats, day).values())
    rows = []
    for place, line in enumerate(lines[0] if lines else ()):
        column = [one[place] for one in lines]
        if isinstance(line.now, int):
            start, now = (sum(int(value or 0) for value in side) for side in _sides(column))
        else:
            # Words: in how many municipalities something is decided or named.
            nothing = {_("no"), _("not decided")}
            start, now = (sum(str(value) not in nothing for value in side) for side in _sides(column))
        rows.append(Row((line.name, start, now, now - start)))
    return IndicatorsPage(
        network=network,
        sight=None,
        tabs=(),
        table=Table(
            name=f"indikatorer-{network.slug}",
            title=_("Indicators"),
            columns=(
                Column("indicator", _("Indicator")),
                Column("start", _("At the start"), Kind.NUMBER),
                Column("now", _("Now"), Kind.NUMBER),
                Column("change", _("Change"), Kind.NUMBER),
            ),
            rows=tuple(rows),
            notes=(_("Of what is decided or named, the number of municipalities is counted."),),
            empty_text=_("No seat has been accepted yet."),
            is_sortable=False,
        ),
        exports=Exports(csv=reverse("goals:network_indicators_csv", args=[network.slug])),
    )


def _sides(column: Sequence[Measured]) -> tuple[list[str | int | None], list[str | int | None]]:
    return [one.at_start for one in column], [one.now for one in column]


# --- For those newly elected --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewlyElectedPage:
    """What someone newly elected needs to know on one printed page."""

    sight: Sight
    day: date
    results: tuple[ResultShown, ...]
    kept_text: str
    kept_mark: str
    kept_word: str
    decisions: Table
    coming: tuple[str, ...]
    profile: tuple[tuple[str, str], ...]
    reached: int


def newly_elected_page(sight: Sight, day: date) -> NewlyElectedPage:
    """Where the municipality stands, what has been decided, what is on its way, and what is asked of the council."""
    records = records_of([sight.participation])[sight.participation.pk]
    decisions, anchorings = decisions_of(sight.participation), anchorings_of(sight.participation)
    kept = committee_kept(decisions, anchorings, day)
    results = tuple(shown_result(records, goal, sight.network, day) for goal in RESULTS)
    profiles = agreed_profiles(sight.participation)
    latest = next((profiles[one] for one in reversed(OCCASIONS) if one in profiles), None) or baseline_of(sight)
    return NewlyElectedPage(
        sight=sight,
        day=day,
        results=results,
        kept_text=kept.text,
        kept_mark=kept.mark,
        kept_word=kept.mark_text,
        decisions=Table(
            name="beslut",
            title=_("What has been decided"),
            columns=(
                Column("title", _("Decision")),
                Column("body", _("Who decided")),
                Column("day", _("Day"), Kind.DAY),
                Column("paragraph", _("Paragraph in the minutes")),
            ),
            rows=tuple(Row((row.title, row.body, row.decided_day, row.minutes_paragraph)) for row in decisions[:12]),
            empty_text=_("No decision is logged yet."),
            is_sortable=False,
        ),
        coming=tuple(f"{row.title}. {way_text(row)}" for row in records.documents if row.planned_day and _is_open(row)),
        profile=tuple(
            (f"{one.key} {one.name}", level_text(latest[one.key])) for one in rubric.RUBRIC if one.key in latest
        ),
        reached=sum(one.result is Result.REACHED for one in results),
    )


def _is_open(document: GoverningDocument) -> bool:
    return document.adopted_at is None or document.revising_at is not None
