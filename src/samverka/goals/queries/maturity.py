"""Maturity: a seat's profile over time, what several people answered, and others only as a distribution."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls.models import Interest
from samverka.calls.queries import interest as interests
from samverka.calls.queries import rubric
from samverka.core import clock
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import Verdict
from samverka.goals import figures, rules
from samverka.goals.figures import Result, Spread, StructureState
from samverka.goals.models import (
    Decision,
    DimensionChoices,
    GoverningDocument,
    MaturityAnswer,
    MaturityConsent,
    MaturityLevel,
    MaturityRound,
    MaturityTarget,
    ResultGoal,
)
from samverka.goals.queries.board import SeatRecords, hosted_seats, records_of
from samverka.goals.queries.sight import Sight, Tab, sight_of
from samverka.networks.models import Network, Participation
from samverka.people.models import Person
from samverka.teams import queries as teams

OCCASIONS = (
    MaturityRound.Occasion.BASELINE,
    MaturityRound.Occasion.MIDDLE,
    MaturityRound.Occasion.END,
    MaturityRound.Occasion.AFTER,
)
Levels = dict[str, int | None]


def baseline_of(sight: Sight) -> Levels:
    """What the municipality's application answered; empty when it came without one."""
    interest = (
        Interest.objects.filter(
            call__network=sight.network, organisation=sight.participation.organisation_id, submitted_at__isnull=False
        )
        .order_by("-submitted_at")
        .first()
    )
    return interests.levels_of(interest) if interest else {}


def agreed_profiles(participation: Participation) -> dict[str, Levels]:
    """The profiles that a seat has agreed on, by occasion. One statement."""
    found: dict[str, Levels] = defaultdict(dict)
    rows = MaturityLevel.objects.filter(round__participation=participation, round__agreed_at__isnull=False)
    for occasion, dimension, level in rows.values_list("round__occasion", "dimension", "level"):
        found[occasion][dimension] = level
    return dict(found)


def level_text(level: int | None) -> str:
    """`3 Etablerad`, or "vet ej"."""
    return str(rubric.level_name(level)) if level is None else f"{level} {rubric.level_name(level)}"


@dataclass(frozen=True, slots=True)
class Spoke:
    """A dimension's spoke in the picture: its line and its name."""

    x: int
    y: int
    text_x: int
    text_y: int
    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class Radar:
    """Profiles as lines on seven spokes."""

    spokes: tuple[Spoke, ...]
    rings: tuple[str, ...]
    first: str
    latest: str
    target: str
    first_word: str
    latest_word: str


def radar(first: tuple[str, Levels], latest: tuple[str, Levels], targets: Mapping[str, int]) -> Radar:
    """The picture: the first profile, the latest, and where the seat wants to be."""

    def path(levels: Mapping[str, int | None]) -> str:
        return figures.radar_path([levels.get(key) for key in figures.DIMENSIONS])

    spokes = []
    for place, key in enumerate(figures.DIMENSIONS):
        x, y = figures.spoke_point(place, figures.LEVELS[-1])
        anchor = "middle" if abs(x - figures.RADAR_CENTRE) < 20 else "start" if x > figures.RADAR_CENTRE else "end"  # noqa: PLR2004 - near the upright
        reach = 12 if y > figures.RADAR_CENTRE else -8
        outward = {"start": 8, "end": -8, "middle": 0}[anchor]
        spokes.append(Spoke(x, y, x + outward, y + reach, anchor, key))
    return Radar(
        spokes=tuple(spokes),
        rings=tuple(figures.radar_path([level] * len(figures.DIMENSIONS)) for level in figures.LEVELS),
        first=path(first[1]),
        latest=path(latest[1]) if latest[0] != first[0] else "",
        target=path(targets),
        first_word=first[0],
        latest_word=latest[0] if latest[0] != first[0] else "",
    )


@dataclass(frozen=True, slots=True)
class RoundShown:
    """One occasion in the list: how it stands, and where it leads."""

    word: str
    href: str
    mark: str
    mark_text: str
    about: str


@dataclass(frozen=True, slots=True)
class MaturityPage:
    """A seat's profile over time, its targets and its rounds."""

    sight: Sight
    tabs: tuple[Tab, ...]
    profile: Table
    radar: Radar | None
    rounds: tuple[RoundShown, ...]
    to_open: tuple[tuple[str, str], ...]
    is_shown_to_others: bool
    exports: Exports


def maturity_page(sight: Sight) -> MaturityPage:
    """The profile: baseline, middle, end and after, beside the seat's own targets; never a mean."""
    profiles = agreed_profiles(sight.participation)
    applied = baseline_of(sight)
    baseline = MaturityRound.Occasion.BASELINE
    if baseline not in profiles and applied:
        profiles[baseline] = applied
    targets = targets_of(sight)
    rounds = list(MaturityRound.objects.filter(participation=sight.participation).prefetch_related("answers"))
    shown = [(str(occasion.label), profiles[occasion]) for occasion in OCCASIONS if occasion in profiles]
    opened = {one.occasion for one in rounds}
    return MaturityPage(
        sight=sight,
        tabs=sight.tabs("maturity"),
        profile=_profile_table(profiles, targets, sight),
        radar=radar(shown[0], shown[-1], targets) if shown else None,
        rounds=tuple(_round_shown(one, sight) for one in sorted(rounds, key=_place)),
        to_open=tuple((one.value, str(one.label)) for one in OCCASIONS if one not in opened),
        is_shown_to_others=MaturityConsent.objects.filter(
            participation=sight.participation, ended_at__isnull=True
        ).exists(),
        exports=Exports(csv=sight.href("maturity_csv")),
    )


def _place(one: MaturityRound) -> int:
    return OCCASIONS.index(MaturityRound.Occasion(one.occasion))


def _round_shown(one: MaturityRound, sight: Sight) -> RoundShown:
    number = len(one.answers.all())
    return RoundShown(
        word=str(one.get_occasion_display()),
        href=sight.row_href("maturity_round", one.pk),
        mark="done" if one.agreed_at else "waiting",
        mark_text=_("Agreed") if one.agreed_at else _("Open"),
        about=ngettext("%(number)s answer", "%(number)s answers", number) % {"number": number},
    )


def _profile_table(profiles: Mapping[str, Levels], targets: Mapping[str, int], sight: Sight) -> Table:
    shown = [occasion for occasion in OCCASIONS if occasion in profiles]
    rows = []
    for dimension in DimensionChoices:
        levels = [
            level_text(profiles[occasion][dimension.value]) if dimension.value in profiles[occasion] else ""
            for occasion in shown
        ]
        target = targets.get(dimension.value)
        rows.append(Row((f"{dimension.value} {dimension.label}", *levels, level_text(target) if target else "")))
    return Table(
        name=f"mognad-{sight.participation.pk}",
        title=_("Profile"),
        columns=(
            Column("dimension", _("Part of the chain")),
            *(Column(occasion.value, occasion.label) for occasion in shown),
            Column("target", _("Own target")),
        ),
        rows=tuple(rows),
        notes=(_("“At the start” is what the application answered, until you agree on a profile of your own."),),
        is_sortable=False,
    )


# --- One round ----------------------------------------------------------------------------------------------------


def one_round(person: Person, slug: str, round_id: int, day: date) -> tuple[MaturityRound, Sight]:
    """A round of the person's own municipality; the host sees what is agreed, not who answered what.

    Raises:
        Http404: for everyone else.
    """
    stands = teams.standing(person, slug, day)
    row = (
        MaturityRound.objects.filter(pk=round_id, participation__in=stands.seat_ids)
        .select_related("participation__organisation", "participation__network")
        .first()
    )
    sight = sight_of(stands, row.participation) if row else None
    if row is None or sight is None:
        raise Http404
    return row, sight


@dataclass(frozen=True, slots=True)
class Answered:
    """One dimension of a round: what was answered, and what is agreed on."""

    key: str
    name: str
    spread: Spread
    text: str
    is_wide: bool
    agreed: str
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round."""

    sight: Sight
    tabs: tuple[Tab, ...]
    round: MaturityRound
    word: str
    answers: int
    has_answered: bool
    lines: tuple[Answered, ...]
    may_answer: Verdict
    is_agreed: bool


def spreads(maturity_round: MaturityRound) -> tuple[dict[str, Spread], int]:
    """What was answered in each dimension, and by how many."""
    answers = [answer.levels for answer in MaturityAnswer.objects.filter(round=maturity_round)]
    return {key: figures.spread(levels.get(key) for levels in answers) for key in figures.DIMENSIONS}, len(answers)


def round_page(maturity_round: MaturityRound, sight: Sight, person: Person) -> RoundPage:
    """The answers as median and spread, without names, and what the seat has agreed on."""
    found, number = spreads(maturity_round)
    agreed = {row.dimension: row for row in MaturityLevel.objects.filter(round=maturity_round)}
    lines = []
    for dimension in rubric.RUBRIC:
        one, level = found[dimension.key], agreed.get(dimension.key)
        lines.append(
            Answered(
                key=dimension.key,
                name=f"{dimension.key} {dimension.name}",
                spread=one,
                text=_spread_text(one),
                is_wide=one.is_wide,
                agreed=level_text(level.level) if level else "",
                reason=level.reason if level else "",
                evidence=level.evidence if level else "",
            )
        )
    return RoundPage(
        sight=sight,
        tabs=sight.tabs("maturity"),
        round=maturity_round,
        word=str(maturity_round.get_occasion_display()),
        answers=number,
        has_answered=MaturityAnswer.objects.filter(round=maturity_round, person=person).exists(),
        lines=tuple(lines),
        may_answer=rules.may_answer(maturity_round),
        is_agreed=maturity_round.agreed_at is not None,
    )


def _spread_text(one: Spread) -> str:
    if one.median is None:
        return _("Nobody has answered with a level.")
    if one.width == 0:
        return ngettext("%(number)s answer: %(level)s.", "%(number)s answers, all alike: %(level)s.", one.answers) % {
            "number": one.answers,
            "level": level_text(one.median),
        }
    return _("%(number)s answers from %(low)s to %(high)s, the middle one %(level)s.") % {
        "number": one.answers,
        "low": one.lowest,
        "high": one.highest,
        "level": level_text(one.median),
    }


def targets_of(sight: Sight) -> dict[str, int]:
    """The seat's own targets by dimension."""
    rows = MaturityTarget.objects.filter(participation=sight.participation)
    return dict(rows.values_list("dimension", "level"))


def own_answer(maturity_round: MaturityRound, person: Person) -> Levels:
    """What the person has answered; empty when nothing."""
    answer = MaturityAnswer.objects.filter(round=maturity_round, person=person).first()
    return dict(answer.levels) if answer else {}


def evidence_of(sight: Sight, day: date) -> dict[str, tuple[str, ...]]:
    """What stands here that level 3 of each dimension can be checked against, and only where it holds."""
    records = records_of([sight.participation])[sight.participation.pk]
    decisions = Decision.objects.filter(
        participation=sight.participation, withdrawn_at__isnull=True, decided_day__lte=day
    ).exclude(responsible_committee="")
    rounds = MaturityRound.objects.filter(participation=sight.participation, agreed_at__isnull=False)
    return _evidence(
        records,
        day,
        decisions=[
            _("%(title)s, %(body)s %(paragraph)s, %(day)s")
            % {
                "title": row.title,
                "body": row.body,
                "paragraph": row.minutes_paragraph,
                "day": day_text(row.decided_day),
            }
            for row in decisions
        ],
        measured=[
            _("Measured %(day)s") % {"day": day_text(clock.day(row.agreed_at))} for row in rounds if row.agreed_at
        ],
    )


def _evidence(
    records: SeatRecords, day: date, *, decisions: Sequence[str], measured: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    adopted = [
        row for row, facts in zip(records.documents, records.document_facts, strict=True) if facts.is_adopted(day)
    ]

    def named(rows: Sequence[GoverningDocument]) -> tuple[str, ...]:
        return tuple(
            _("%(title)s, adopted %(day)s") % {"title": row.title, "day": day_text(row.decided_day)} for row in rows
        )

    return {
        "D1": tuple(decisions),
        "D2": named([row for row in adopted if row.kind in figures.POLICY_KINDS]),
        "D3": named([row for row in adopted if row.kind == GoverningDocument.Kind.ACTION_PLAN]),
        "D4": (_("The internal group is active"),) if records.internal_state(day) is StructureState.ACTIVE else (),
        "D5": tuple(
            _("The forum %(name)s is active") % {"name": forum.name}
            for forum in records.forums
            if forum.set_up_day <= day and forum.state(day) is StructureState.ACTIVE
        ),
        "D6": tuple(title for title, _facts in records.deals.values())
        if records.result(ResultGoal.DEALS, day) is Result.REACHED
        else (),
        "D7": tuple(measured),
    }


# --- Others, as a distribution ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DistributionPage:
    """The profiles of a network's seats as numbers without names, and those who have agreed to be named."""

    network: Network
    is_host: bool
    occasion: str
    occasions: tuple[tuple[str, str, bool], ...]
    table: Table
    is_too_few: bool
    named: Table
    exports: Exports


def distribution_page(person: Person, slug: str, day: date, *, occasion: str = "") -> DistributionPage:
    """How many stand at each level; nobody by name but those who have agreed to it, and for the host all.

    Raises:
        Http404: for strangers.
    """
    stands = teams.standing(person, slug, day)
    network = stands.network
    seats = hosted_seats(network)
    chosen = occasion if occasion in MaturityRound.Occasion.values else MaturityRound.Occasion.BASELINE.value
    profiles = _profiles_on(network, seats, chosen)
    consenting = set(
        MaturityConsent.objects.filter(participation__network=network, ended_at__isnull=True).values_list(
            "participation_id", flat=True
        )
    )
    counts = {key: figures.distribution(levels.get(key) for levels in profiles.values()) for key in figures.DIMENSIONS}
    named = [
        seat
        for seat in seats
        if seat.pk in profiles and (stands.is_host or seat.pk in consenting or seat.pk in stands.seat_ids)
    ]
    return DistributionPage(
        network=network,
        is_host=stands.is_host,
        occasion=str(MaturityRound.Occasion(chosen).label),
        occasions=tuple((one.value, str(one.label), one == chosen) for one in OCCASIONS),
        table=_distribution_table(counts, network),
        is_too_few=not any(counts.values()),
        named=_named_table(named, profiles),
        exports=Exports(csv=reverse("goals:distribution_csv", args=[network.slug])),
    )


def _profiles_on(network: Network, seats: Sequence[Participation], occasion: str) -> dict[int, Levels]:
    """Each seat's agreed profile on an occasion; at the start what the application answered where none is agreed."""
    found: dict[int, Levels] = defaultdict(dict)
    rows = MaturityLevel.objects.filter(
        round__participation__in=[seat.pk for seat in seats],
        round__occasion=occasion,
        round__agreed_at__isnull=False,
    )
    for seat_id, dimension, level in rows.values_list("round__participation_id", "dimension", "level"):
        found[seat_id][dimension] = level
    if occasion == MaturityRound.Occasion.BASELINE:
        by_organisation = {seat.organisation_id: seat.pk for seat in seats}
        for interest in Interest.objects.filter(
            call__network=network, organisation__in=list(by_organisation), submitted_at__isnull=False
        ):
            seat_id = by_organisation[interest.organisation_id]
            if seat_id not in found:
                found[seat_id] = interests.levels_of(interest)
    return dict(found)


def _distribution_table(counts: Mapping[str, tuple[int, ...] | None], network: Network) -> Table:
    rows = [
        Row((f"{one.value} {one.label}", *(counts[one.value] or ())))
        for one in DimensionChoices
        if counts[one.value] is not None
    ]
    return Table(
        name=f"mognad-fordelning-{network.slug}",
        title=_("How many municipalities stand at each level"),
        columns=(
            Column("dimension", _("Part of the chain")),
            *(Column(str(level), f"{level} {rubric.LEVEL_NAMES[level - 1]}", Kind.NUMBER) for level in figures.LEVELS),
        ),
        rows=tuple(rows),
        empty_text=_("Too few municipalities have answered for anyone to stay unnamed."),
        is_sortable=False,
    )


def _named_table(seats: Sequence[Participation], profiles: Mapping[int, Levels]) -> Table:
    return Table(
        name="mognad-namngivna",
        title=_("Profiles by name"),
        columns=(Column("organisation", _("Municipality")), *(Column(key, key) for key in figures.DIMENSIONS)),
        rows=tuple(
            Row(
                (
                    seat.organisation.name,
                    *(str(profiles[seat.pk].get(key) or "–") for key in figures.DIMENSIONS),
                )
            )
            for seat in seats
        ),
        empty_text=_("No municipality has agreed to be named."),
        is_sortable=False,
    )
