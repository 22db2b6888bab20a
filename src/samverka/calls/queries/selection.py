"""The selection: who can be chosen, what the engine proposes, what each is told, and the decision with its basis."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language, ngettext, override, pgettext_lazy
from django.utils.translation import gettext as _

from samverka import selection
from samverka.calls import figures, rules
from samverka.calls.figures import NO_LOCKS, Applicant, Locks, Proposal, Reckoned
from samverka.calls.models import (
    Band,
    Call,
    Commitment,
    Interest,
    LetterOfIntent,
    ProposedMember,
    SelectionDecision,
    SelectionOutcome,
    SelectionReckoning,
    SelectionStudy,
)
from samverka.calls.queries.call import call_title, register, rules_in_words, said, size_short
from samverka.calls.queries.interest import Act, interests, levels_of, population_of, stage_band
from samverka.calls.queries.study import Study, drawn_study
from samverka.calls.queries.whatif import (
    Comparison,
    Covered,
    WhatIf,
    address,
    comparison,
    coverage,
    deviation_words,
    group_of,
    what_if,
)
from samverka.core import clock
from samverka.core.tables import Column, Kind, Row, Table
from samverka.core.templatetags.samverka import instant
from samverka.core.verdicts import Verdict
from samverka.documents import queries as documents
from samverka.documents.figures.lists import table_as_values
from samverka.documents.models import Document
from samverka.networks import queries as networks
from samverka.networks.models import Terms
from samverka.places import queries as places
from samverka.places.queries import Dot, Map

STEP_WORDS = {
    "spread": pgettext_lazy("selection step", "the greatest smallest distance"),
    "cover": pgettext_lazy("selection step", "the nearness to all municipalities"),
    "leximin": pgettext_lazy("selection step", "the most even distances"),
    "lottery": pgettext_lazy("selection step", "the lottery"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that was sent in, whether it can be chosen, and how the engine is told of it."""

    interest: Interest
    eligible: Verdict
    # The number of the size class, counted from 1; 0 for one without a population.
    size: int
    band: str
    county: str
    code: str


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a selection decision rests on."""

    call: Call
    terms: Terms
    candidates: tuple[Candidate, ...]
    candidates_csv: str
    clients_csv: str
    rules_json: str
    # Why the call's rules can't be used at all (Swedish, English).
    fault: tuple[str, str] | None
    unanswered: int
    # The last day of an exemption that someone may still use.
    late_until: date | None
    # What the host locks against the proposal; `rules_json` holds them, `announced_json` does not.
    locks: Locks
    announced_json: str
    # Code -> the host's reason, when it deviates.
    reasons: Mapping[str, str]
    # What the host has in front of them, so that nothing else is decided; and the same without the locks.
    fingerprint: str
    announced_fingerprint: str
    # Fingerprint -> what the worker has made for it.
    kept: Mapping[str, SelectionReckoning]

    @property
    def eligible(self) -> tuple[Candidate, ...]:
        """Those who can be chosen."""
        return tuple(one for one in self.candidates if one.eligible)

    @property
    def is_needed(self) -> bool:
        """Whether somebody must be left out."""
        return len(self.eligible) > self.terms.seats

    @property
    def is_asked(self) -> bool:
        """Whether the engine has anything to say: someone must be left out, and the rules can be used."""
        return self.is_needed and not self.fault

    @property
    def is_reckoned(self) -> bool:
        """Whether the whole answer is at hand, the order of the reserves and the reasons too."""
        return not self.is_asked or self._is_small or not self.unmade

    @property
    def unmade(self) -> tuple[tuple[str, str], ...]:
        """What the worker has still to make: fingerprint and rules, of the set that is shown and of the proposal."""
        both = {self.fingerprint: self.rules_json, self.announced_fingerprint: self.announced_json}
        return tuple(pair for pair in both.items() if self._made(pair[0]) is None)

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has been asked for all that it has still to make."""
        return {self.fingerprint, self.announced_fingerprint} <= set(self.kept)

    @property
    def _is_small(self) -> bool:
        return len(self.eligible) <= figures.AT_ONCE

    def _made(self, fingerprint: str) -> tuple[SelectionReckoning, Mapping[str, Any]] | None:
        row = self.kept.get(fingerprint)
        return (row, row.proposal) if row is not None and row.proposal is not None else None

    def proposal(self) -> Proposal | None:
        """The engine's answer for a page, whole where it is at hand; None when no selection is needed or possible."""
        return self._proposal(self.fingerprint, self.rules_json)

    def announced(self) -> Proposal | None:
        """The engine's answer to the announced rules alone, which a deviation is measured against."""
        return self._proposal(self.announced_fingerprint, self.announced_json)

    def _proposal(self, fingerprint: str, rules_json: str) -> Proposal | None:
        if not self.is_asked:
            return None
        if made := self._made(fingerprint):
            return figures.proposal_from_values(made[1])
        if self._is_small:
            return figures.reckoned(self.candidates_csv, self.clients_csv, rules_json).proposal
        return figures.proposal(self.candidates_csv, self.clients_csv, rules_json)

    def whole(self) -> Reckoned | None:
        """The whole answer, with the order of the reserves and the reasons, where it is reckoned."""
        return self._whole(self.fingerprint, self.rules_json)

    def announced_whole(self) -> Reckoned | None:
        """The same for the announced rules alone."""
        return self._whole(self.announced_fingerprint, self.announced_json)

    def _whole(self, fingerprint: str, rules_json: str) -> Reckoned | None:
        if not self.is_asked:
            return None
        if made := self._made(fingerprint):
            row, kept = made
            reasons = {code: (swedish, english) for code, (swedish, english) in row.reasons.items()}
            # A page looks at no result file, so it is not fetched for one.
            result = "" if "result" in row.get_deferred_fields() else row.result
            return Reckoned(figures.proposal_from_values(kept, result), reasons)
        return figures.reckoned(self.candidates_csv, self.clients_csv, rules_json)


# Long texts that say nothing about who can be chosen.
_UNREAD = ("motivation", "situation", "needs", "anchoring")


# What of a kept answer is fetched: what a page of the selection shows, the answers too, or all for the decision.
SHOWN = ("candidates_csv", "clients_csv", "rules", "result", "reasons")
ANSWERED = ("candidates_csv", "clients_csv", "rules", "result")
DECIDED = ("candidates_csv", "clients_csv", "rules")


def basis_of(
    call: Call,
    *,
    locks: Locks = NO_LOCKS,
    reasons: Mapping[str, str] | None = None,
    unread: Sequence[str] = SHOWN,
) -> Basis:
    """Everything the engine is told, as it stands now: four statements whatever their number.

    Locks count only where a selection is needed, and on those who can be chosen.

    Args:
        call: the call.
        locks: what the host tries.
        reasons: code -> why the host locks it.
        unread: columns of the kept answer that are not fetched: `SHOWN`, `ANSWERED` or `DECIDED`.
    """
    terms = networks.holding_terms(call.network)
    coordinators = ProposedMember.objects.filter(interest=OuterRef("pk"), is_coordinator=True).exclude(name="")
    found = list(
        interests(call)
        .filter(Q(submitted_at__isnull=False) | Q(late_until__isnull=False))
        .select_related("answer_draft")
        .annotate(has_coordinator=Exists(coordinators.exclude(email="")))
        .defer(*_UNREAD)
    )
    rows = [row for row in found if row.submitted_at]
    late = [row.late_until for row in found if row.late_until and not row.confirmed_at and not row.withdrawn_at]
    promised = set(
        Commitment.objects.filter(call=call, party=Commitment.Party.MUNICIPALITY).values_list("pk", flat=True)
    )
    needs_letter = call.selection_when == Call.SelectionWhen.AFTER_LETTERS
    limits = figures.size_limits(call.selection_rules)
    candidates = tuple(
        _candidate(
            row,
            promised=promised,
            has_coordinator=getattr(row, "has_coordinator", False),
            needs_letter=needs_letter,
            limits=limits,
        )
        for row in rows
    )
    fault: tuple[str, str] | None = None
    rules_json = ""
    try:
        engine_rules = figures.rules_for_engine(call.selection_rules, seats=terms.seats, seed=call.lottery_seed)
        rules_json = json.dumps(engine_rules.as_dict(), ensure_ascii=False, sort_keys=True)
    except selection.Refused as refused:
        fault = refused.sv, refused.en
    eligible = frozenset(one.code for one in candidates if one.eligible)
    locks = locks.among(eligible) if rules_json and len(eligible) > terms.seats else NO_LOCKS
    candidates_csv = figures.candidates_csv([_applicant(one, limits) for one in candidates if one.eligible])
    clients_csv = figures.clients_csv(register())
    with_locks = figures.locked(rules_json, locks) if locks else rules_json
    fingerprint, announced = (
        figures.sha256(f"{candidates_csv}\n{clients_csv}\n{told_rules}") for told_rules in (with_locks, rules_json)
    )
    return Basis(
        call=call,
        terms=terms,
        candidates=candidates,
        late_until=max(late, default=None),
        locks=locks,
        announced_json=rules_json,
        reasons=reasons or {},
        candidates_csv=candidates_csv,
        clients_csv=clients_csv,
        rules_json=with_locks,
        fault=fault,
        unanswered=sum(row.confirmed_at is None and row.withdrawn_at is None for row in rows),
        fingerprint=fingerprint,
        announced_fingerprint=announced,
        kept={
            row.fingerprint: row
            for row in SelectionReckoning.objects.filter(call=call, fingerprint__in={fingerprint, announced}).defer(
                *unread
            )
        },
    )


def _candidate(
    row: Interest, *, promised: set[int], has_coordinator: bool, needs_letter: bool, limits: tuple[int, ...]
) -> Candidate:
    place = row.organisation.municipality
    letter: LetterOfIntent | None = getattr(row, "letter", None)
    number = figures.size_class(population_of(place, row.call), limits) if place else 0
    return Candidate(
        interest=row,
        eligible=rules.is_eligible(
            row,
            municipality_commitments=promised,
            has_coordinator=has_coordinator,
            has_position=place is not None,
            needs_letter=needs_letter,
            has_complete_letter=bool(letter and letter.completed_at),
        ),
        size=number,
        band=stage_band(row),
        county=place.county.name if place else "",
        code=place.code if place else "",
    )


def _applicant(one: Candidate, limits: tuple[int, ...]) -> Applicant:
    place = one.interest.organisation.municipality
    if place is None:
        raise ValueError("only a municipality has a place")
    return Applicant(
        code=one.code,
        name=place.name,
        latitude=str(place.latitude),
        longitude=str(place.longitude),
        size=figures.size_words(one.size, limits),
        band=figures.BANDS[one.band],
        county=one.county,
    )


# --- What each is told ---


@dataclass(frozen=True, slots=True)
class Told:
    """What the decision means for one applicant, with its reason in both languages."""

    interest: Interest
    outcome: str
    reserve_place: int | None
    reason: str
    reason_en: str


def told(basis: Basis, whole: Reckoned | None) -> tuple[Told, ...]:
    """The outcome of every entry that was sent in and not withdrawn: chosen, reserve in order, or not chosen."""
    proposal = whole.proposal if whole else None
    order = {it.code: (place, it) for place, it in enumerate(proposal.reserves, start=1)} if proposal else {}
    explained = whole.reasons if whole else {}
    found = []
    for one in basis.candidates:
        if one.interest.withdrawn_at:
            continue
        outcome, place = SelectionOutcome.Outcome.NOT_CHOSEN, None
        if one.eligible and (proposal is None or one.code in proposal.chosen):
            outcome = SelectionOutcome.Outcome.CHOSEN
        elif one.eligible and order[one.code][0] <= basis.terms.reserve_seats and order[one.code][1].is_possible:
            outcome, place = SelectionOutcome.Outcome.RESERVE, order[one.code][0]
        reasons = []
        for language in ("sv", "en"):
            with override(language):
                reasons.append(_reason(one, basis, explained.get(one.code)))
        found.append(Told(one.interest, outcome.value, place, reasons[0], reasons[1]))
    return tuple(found)


def _reason(one: Candidate, basis: Basis, explained: tuple[str, str] | None) -> str:
    if not one.eligible:
        return _("The municipality could not be chosen: %(reason)s") % {"reason": one.eligible.reason}
    if explained is None:
        return ngettext(
            "%(count)s municipality could be chosen and there were %(seats)s seats, so no selection was needed.",
            "%(count)s municipalities could be chosen and there were %(seats)s seats, so no selection was needed.",
            len(basis.eligible),
        ) % {"count": len(basis.eligible), "seats": basis.terms.seats}
    opening = _("%(count)s municipalities could be chosen, and there were %(seats)s seats.") % {
        "count": len(basis.eligible),
        "seats": basis.terms.seats,
    }
    words = [opening, said(*explained)]
    if basis.locks:
        words.append(
            _("The host deviated here from what the rules gave: %(reason)s") % {"reason": basis.reasons[one.code]}
            if basis.reasons.get(one.code)
            else _("The host deviated from what the rules gave. The decision says where, why and what it costs.")
        )
    return " ".join(words)


# --- The host's page ---


@dataclass(frozen=True, slots=True)
class Failing:
    """One who can't be chosen, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A proposal or a decision, as it is looked at."""

    table: Table
    map: Map
    facts: tuple[tuple[str, str], ...]
    always: tuple[str, ...]
    sometimes: tuple[str, ...]
    never: tuple[str, ...]
    spread_words: tuple[str, ...]
    coverage: Table


@dataclass(frozen=True, slots=True)
class SelectionPage:
    """The host's page of the selection."""

    network_name: str
    call_title: str
    sentence: str
    eligible: int
    seats: int
    is_needed: bool
    failing: tuple[Failing, ...]
    refusal: str
    picture: Picture | None
    decide: Act
    fingerprint: str
    funnel_href: str
    decision_href: str
    rules: tuple[str, ...]
    what_if: WhatIf
    answers_href: str
    # The order of the reserves and the reasons, where the worker has still to make them.
    is_reckoned: bool
    is_under_way: bool
    reckon_href: str
    # The page itself, with the locks that it shows.
    here: str
    # None until the worker has computed it for just this basis.
    study: Study | None
    ask_for_study: Act


def selection_page(call: Call, at: datetime, *, wanted: str = "", locks: Locks = NO_LOCKS) -> SelectionPage:
    """Who can be chosen, what the engine proposes, and what the host's locks would change."""
    day = clock.day(at)
    basis = basis_of(call, locks=locks)
    decided = any(getattr(one.interest, "outcome", None) for one in basis.candidates)
    proposal = basis.proposal()
    where = [call.network.slug, call.slug]
    # The call comes with its latest study, when it comes from `call_to_select`.
    is_asked_for = not basis.locks and getattr(call, "study_for", None) == basis.fingerprint
    found = getattr(call, "study_found", None) if is_asked_for and not decided else None
    refusal = ""
    if basis.fault:
        refusal = said(*basis.fault)
    elif proposal and proposal.refusal_sv:
        refusal = said(proposal.refusal_sv, proposal.refusal_en)
    picture = None
    if not refusal and basis.eligible:
        picture = _sorted(picture_of(basis, proposal), wanted)
    return SelectionPage(
        network_name=call.network.name,
        call_title=call_title(call),
        sentence=_sentence(basis, proposal),
        eligible=len(basis.eligible),
        seats=basis.terms.seats,
        is_needed=basis.is_needed,
        failing=tuple(
            Failing(one.interest.organisation.name, str(one.eligible.reason))
            for one in basis.candidates
            if not one.eligible
        ),
        refusal=refusal,
        picture=picture,
        decide=Act(_may_decide_now(basis, day, is_decided=decided), reverse("calls:decide", args=where)),
        is_reckoned=decided or bool(refusal) or basis.is_reckoned,
        is_under_way=basis.is_under_way,
        reckon_href=reverse("calls:reckon", args=where),
        here=address(reverse("calls:selection", args=where), basis.locks),
        fingerprint=basis.fingerprint,
        funnel_href=reverse("calls:funnel", args=where),
        decision_href=reverse("calls:decision", args=[call.slug]) if decided else "",
        rules=rules_in_words(call, basis.terms),
        study=drawn_study(
            found,
            proposal,
            {one.code: one.interest.organisation.name for one in basis.eligible},
            reverse("calls:selection", args=where),
        )
        if found and proposal
        else None,
        ask_for_study=Act(
            rules.may_ask_for_study(
                is_needed=basis.is_needed and not basis.locks and not decided,
                is_met=not refusal,
                is_asked_for=is_asked_for,
            ),
            reverse("calls:ask_for_study", args=where),
        ),
        answers_href=""
        if decided or refusal or not basis.is_reckoned
        else address(reverse("calls:answers", args=where), basis.locks),
        what_if=what_if(
            reverse("calls:selection", args=where),
            {one.code: one.interest.organisation.name for one in basis.eligible} if basis.is_needed else {},
            basis.locks,
            announced=basis.announced(),
            shown=None if refusal else proposal,
        ),
    )


def _may_decide_now(basis: Basis, day: date, *, is_decided: bool) -> Verdict:
    verdict = rules.may_decide(
        basis.call,
        is_decided=is_decided,
        eligible=len(basis.eligible),
        unanswered=basis.unanswered,
        day=day,
        late_until=basis.late_until,
    )
    return rules.is_answer_at_hand(is_reckoned=basis.is_reckoned) if verdict else verdict


def reckoning_to_make(reckoning_id: int) -> SelectionReckoning | None:
    """An answer that has been asked for and is not there yet."""
    return SelectionReckoning.objects.filter(pk=reckoning_id, proposal__isnull=True).first()


def waiting_reckonings() -> QuerySet[SelectionReckoning]:
    """Answers that have been asked for and are not there yet."""
    return SelectionReckoning.objects.filter(proposal__isnull=True).only("pk").order_by("pk")


def calls_to_reckon(at: datetime) -> tuple[Call, ...]:
    """Calls whose selection comes next and has more to choose from than a page computes itself."""
    day = clock.day(at)
    confirmed = Count("interests", filter=Q(interests__confirmed_at__isnull=False))
    return tuple(
        Call.objects.filter(
            published_at__isnull=False, cancelled_at__isnull=True, interest_day__lt=day, decisions__isnull=True
        )
        .annotate(confirmed=confirmed)
        .filter(confirmed__gt=figures.AT_ONCE)
        .select_related("network")
        .order_by("pk")
    )


def study_of(basis: Basis) -> SelectionStudy | None:
    """The latest study, when it is of just this basis."""
    latest = SelectionStudy.objects.filter(call=basis.call).last()
    return latest if latest and latest.fingerprint == basis.fingerprint else None


def _sentence(basis: Basis, proposal: Proposal | None) -> str:
    count, seats = len(basis.eligible), basis.terms.seats
    if not count:
        return _("Nobody can be chosen yet.")
    if proposal is None:
        return ngettext(
            "%(count)s municipality can be chosen and there are %(seats)s seats: no selection is needed.",
            "%(count)s municipalities can be chosen and there are %(seats)s seats: no selection is needed.",
            count,
        ) % {"count": count, "seats": seats}
    if proposal.refusal_sv:
        return _("%(count)s municipalities can be chosen, but the rules can not be met together.") % {"count": count}
    if basis.locks:
        return _(
            "This is a set that you try: %(seats)s of %(count)s, with your locks. The two nearest of them lie "
            "%(distance)s km apart."
        ) % {"seats": seats, "count": count, "distance": proposal.smallest_distance}
    return _(
        "%(seats)s of %(count)s are proposed. The two nearest of them lie %(distance)s km apart, and no other set does "
        "better under the rules."
    ) % {"seats": seats, "count": count, "distance": proposal.smallest_distance}


def picture_of(basis: Basis, proposal: Proposal | None) -> Picture:
    """Map, table and facts of a proposal."""
    limits = figures.size_limits(basis.call.selection_rules)
    rows = [
        _Seen(
            code=one.code,
            name=one.interest.organisation.name,
            short_name=one.interest.organisation.municipality.name,
            latitude=float(one.interest.organisation.municipality.latitude),
            longitude=float(one.interest.organisation.municipality.longitude),
            county=one.county,
            size=one.size,
            size_words=size_short(one.size, limits),
            band=one.band,
            own_band=figures.band(levels_of(one.interest)),
            group=group_of(one.interest.organisation.municipality, basis.call),
            outcome="chosen"
            if proposal is None or one.code in proposal.chosen
            else "reserve"
            if _reserve_place(proposal, one.code, basis.terms.reserve_seats)
            else "not_chosen",
            reserve_place=_reserve_place(proposal, one.code, basis.terms.reserve_seats) if proposal else None,
        )
        for one in basis.eligible
        if one.interest.organisation.municipality is not None
    ]
    return _drawn(rows, proposal, figures.positions_in(basis.clients_csv))


def _reserve_place(proposal: Proposal, code: str, most: int) -> int | None:
    for place, it in enumerate(proposal.reserves, start=1):
        if it.code == code:
            return place if place <= most and it.is_possible else None
    return None


@dataclass(frozen=True, slots=True)
class _Seen:
    code: str
    name: str
    short_name: str
    latitude: float
    longitude: float
    county: str
    size: int
    size_words: str
    band: str
    own_band: str
    group: str
    outcome: str
    reserve_place: int | None


_ORDER = {"chosen": 0, "reserve": 1, "not_chosen": 2}
_DOTS = {"chosen": "chosen", "reserve": "reserve", "not_chosen": "applied"}


def _drawn(seen: list[_Seen], proposal: Proposal | None, others: Sequence[tuple[float, float]]) -> Picture:
    names = {one.code: one.short_name for one in seen}
    with_it = {it.code: it for it in proposal.reserves} if proposal else {}
    rows = []
    for one in sorted(seen, key=lambda one: (_ORDER[one.outcome], one.reserve_place or 0)):
        distance, nearest = proposal.nearest.get(one.code, (None, "")) if proposal else (None, "")
        it = with_it.get(one.code)
        rows.append(
            Row(
                values=(
                    one.name,
                    _outcome_word(one.outcome, one.reserve_place),
                    distance,
                    names.get(nearest) or None,
                    one.size_words,
                    _band_words(one.band, one.own_band),
                    one.county,
                    it.spread if it else None,
                ),
                mark={"chosen": "done", "reserve": "waiting", "not_chosen": "open"}[one.outcome],
                mark_text=_outcome_word(one.outcome, one.reserve_place),
            )
        )
    chosen = [one for one in seen if one.outcome == "chosen"]
    dots = [Dot(latitude, longitude) for latitude, longitude in others]
    dots += [Dot(one.latitude, one.longitude, _DOTS[one.outcome], one.short_name) for one in seen]
    facts: list[tuple[str, str]] = []
    if proposal:
        facts = [
            (_("Smallest distance between two chosen"), f"{proposal.smallest_distance}\u00a0km"),
            (_("Best that can be reached"), f"{proposal.spread}\u00a0km"),
            (
                _("Mean distance from a municipality to the nearest chosen"),
                f"{_number(proposal.mean_cover_km)}\u00a0km",
            ),
            (_("Longest distance to the nearest chosen"), f"{proposal.radius_km}\u00a0km"),
            (_("Sets as good in the first step"), str(proposal.sets_left)),
            (_("What decided between them"), str(STEP_WORDS.get(proposal.decided_by, proposal.decided_by))),
            (_("Proved to be the best"), _("Yes") if proposal.is_proved else _("No")),
        ]
    return Picture(
        table=Table(
            name="urval",
            title=_("Selection"),
            columns=(
                Column("kommun", _("Municipality")),
                Column("utfall", _("Outcome"), Kind.STATE),
                Column("avstand", _("Nearest, km"), Kind.NUMBER),
                Column("narmast", _("Nearest chosen")),
                Column("storlek", _("Inhabitants")),
                Column("niva", _("Stage")),
                Column("lan", _("County")),
                Column("med", _("With it, km"), Kind.NUMBER),
            ),
            rows=tuple(rows),
        ),
        map=places.map_of(dots, title=_("Where the applicants lie")),
        facts=tuple(facts),
        always=tuple(names.get(code, code) for code in proposal.always) if proposal else (),
        sometimes=tuple(names.get(code, code) for code in proposal.sometimes) if proposal else (),
        never=tuple(names.get(code, code) for code in proposal.never) if proposal else (),
        spread_words=_spread_words(chosen),
        coverage=coverage(
            [
                Covered(one.county, one.size, one.size_words, one.group, one.band, is_chosen=one.outcome == "chosen")
                for one in seen
            ]
        ),
    )


def _sorted(picture: Picture, wanted: str) -> Picture:
    return replace(picture, table=picture.table.ordered(wanted))


def _number(text: str) -> str:
    return text.replace(".", ",") if get_language() == "sv" else text


def _outcome_word(outcome: str, place: int | None) -> str:
    if outcome == "reserve":
        return _("Reserve number %(place)s") % {"place": place}
    return str(SelectionOutcome.Outcome(outcome).label)


def _band_words(band: str, own: str) -> str:
    word = str(Band(band).label)
    return word if band == own else _("%(set)s (own answer: %(own)s)") % {"set": word, "own": Band(own).label}


def _spread_words(chosen: list[_Seen]) -> tuple[str, ...]:
    counties = len({one.county for one in chosen})
    words = [
        ngettext("%(count)s county", "%(count)s counties", counties) % {"count": counties},
    ]
    words += [
        _("%(count)s with %(size)s inhabitants") % {"count": sum(one.size == size for one in chosen), "size": words}
        for size, words in sorted({(one.size, one.size_words) for one in chosen})
    ]
    for band in Band:
        count = sum(one.band == band for one in chosen)
        if count:
            words.append(f"{count} {str(band.label).lower()}")
    return tuple(words)


# --- The decision ---


def decision_of(call: Call) -> SelectionDecision | None:
    """The call's decision, when there is one."""
    return SelectionDecision.objects.filter(call=call).select_related("decided_by").first()


def one_decision(slug: str) -> SelectionDecision:
    """A call's decision, for anyone.

    Raises:
        Http404: when nothing has been decided.
    """
    decision = (
        SelectionDecision.objects.filter(call__slug=slug, call__published_at__isnull=False)
        .select_related("call__network", "decided_by")
        .first()
    )
    if decision is None:
        raise Http404
    return decision


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """The selection decision with its basis, for anyone."""

    call_title: str
    call_href: str
    host: str
    registry_number: str
    decided_at: datetime
    decided_by: str
    was_needed: bool
    sentence: str
    note: str
    picture: Picture
    rules: tuple[str, ...]
    fingerprint: str
    seed: str
    hashes: tuple[tuple[str, str], ...]
    candidates_href: str
    clients_href: str
    result_href: str
    command: str
    # (what the deviation is, why), and what all of them cost together.
    deviations: tuple[tuple[str, str], ...]
    comparison: Comparison | None
    notebook_href: str
    # What has been decided about single seats since: (day, sentence, reason).
    later: tuple[tuple[datetime, str, str], ...]
    # Empty until the worker has made it.
    pdf_href: str


def decision_page(decision: SelectionDecision, *, wanted: str = "") -> DecisionPage:
    """The decision as it was made: from what was kept, not from what is true now."""
    call = decision.call
    outcomes = list(
        decision.outcomes.select_related("interest__organisation__municipality__county", "interest__call").order_by(
            "interest__organisation__name_sort"
        )
    )
    proposal = kept_proposal(decision)
    limits = figures.size_limits(call.selection_rules)
    could_be_chosen = figures.codes_in(decision.candidates_csv)
    seen = []
    for row in outcomes:
        place = row.interest.organisation.municipality
        # Whoever could not be chosen has an answer of their own, and is no part of the selection.
        if place is None or place.code not in could_be_chosen:
            continue
        number = figures.size_class(population_of(place, call), limits)
        seen.append(
            _Seen(
                code=place.code,
                name=row.interest.organisation.name,
                short_name=place.name,
                latitude=float(place.latitude),
                longitude=float(place.longitude),
                county=place.county.name,
                size=number,
                size_words=size_short(number, limits),
                band=stage_band(row.interest),
                own_band=figures.band(levels_of(row.interest)),
                group=group_of(place, call),
                outcome=row.outcome,
                reserve_place=row.reserve_place,
            )
        )
    chosen = sum(row.outcome == SelectionOutcome.Outcome.CHOSEN for row in outcomes)
    where = [call.slug]
    return DecisionPage(
        call_title=call_title(call),
        call_href=reverse("calls:call", args=where),
        host=call.network.host_organisation,
        registry_number=call.network.registry_number,
        decided_at=decision.decided_at,
        decided_by=decision.decided_by.actor_name,
        was_needed=decision.was_needed,
        sentence=ngettext(
            "%(chosen)s of %(count)s municipality was chosen.",
            "%(chosen)s of %(count)s municipalities were chosen.",
            len(seen),
        )
        % {"chosen": chosen, "count": len(seen)},
        note=decision.note,
        picture=_sorted(_drawn(seen, proposal, figures.positions_in(decision.clients_csv)), wanted),
        rules=rules_in_words(call, networks.holding_terms(call.network)),
        fingerprint=selection.seed_fingerprint(decision.lottery_seed),
        seed=decision.lottery_seed,
        hashes=_hashes(decision, proposal),
        candidates_href=reverse("calls:candidates_csv", args=where),
        clients_href=reverse("calls:clients_csv", args=where),
        result_href=reverse("calls:result_json", args=where) if decision.result else "",
        command="python -m samverka.selection verify result.json candidates.csv --clients clients.csv",
        deviations=tuple((deviation_words(one["kind"], one["name"]), one["reason"]) for one in decision.deviations),
        comparison=_kept_comparison(decision, proposal, {one.code: one.name for one in seen}),
        notebook_href=reverse("calls:notebook", args=where),
        later=_later(outcomes),
        pdf_href=reverse("calls:decision_pdf", args=where) if decision_pdf(decision) else "",
    )


def _later(outcomes: Sequence[SelectionOutcome]) -> tuple[tuple[datetime, str, str], ...]:
    """Each seat that became free since, and who was offered it: a decision of its own each time."""
    offered = {row.instead_of_id: row for row in outcomes if row.instead_of_id}
    found = []
    for row in outcomes:
        if row.lapsed_at is None:
            continue
        following = offered.get(row.pk)
        words = (
            _("The seat of %(organisation)s became free and was offered to %(next)s.")
            % {"organisation": row.interest.organisation.name, "next": following.interest.organisation.name}
            if following
            else _("The seat of %(organisation)s became free. Nobody was left on the reserve list.")
            % {"organisation": row.interest.organisation.name}
        )
        found.append((row.lapsed_at, words, row.lapsed_reason))
    return tuple(sorted(found, key=lambda one: one[0]))


def kept_proposal(decision: SelectionDecision) -> Proposal | None:
    """The engine's answer that was decided on, as it was kept; None when no selection was needed."""
    kept = decision.proposals.get("shown")
    return figures.proposal_from_values(kept, decision.result) if kept else None


def _kept_comparison(
    decision: SelectionDecision, shown: Proposal | None, names: Mapping[str, str]
) -> Comparison | None:
    announced = decision.proposals.get("announced")
    if not announced or shown is None:
        return None
    return comparison(figures.proposal_from_values(announced), shown, names)


def _hashes(decision: SelectionDecision, proposal: Proposal | None) -> tuple[tuple[str, str], ...]:
    found = [(name, figures.sha256(text)) for name, text in kept_files(decision)]
    if proposal:
        found.append((_("Candidates, as the engine reads them"), proposal.candidates_sha256))
    return tuple(found)


def kept_files(decision: SelectionDecision) -> tuple[tuple[str, str], ...]:
    """The files that a decision keeps: name and text."""
    files = (
        ("candidates.csv", decision.candidates_csv),
        ("clients.csv", decision.clients_csv),
        ("result.json", decision.result),
    )
    return tuple((name, text) for name, text in files if text)


def decision_pdf(decision: SelectionDecision) -> Document | None:
    """The decision as a PDF, once the worker has made it."""
    return documents.documents_of(f"{decision._meta.label_lower}-{decision.pk}").last()


def made_decision_pdf(slug: str) -> Document:
    """The PDF of a call's decision, for anyone.

    Raises:
        Http404: when nothing has been decided, or the file has not been made yet.
    """
    document = decision_pdf(one_decision(slug))
    if document is None:
        raise Http404
    return document


def decision_document(decision: SelectionDecision) -> dict[str, object]:
    """All that stands in the PDF of a decision, as plain values in the language that is set."""
    page = decision_page(decision)
    hashes: list[list[str]] = [[_("Seed of the lottery"), page.seed]] if page.seed else []
    hashes += [[_("Its fingerprint, published with the call"), page.fingerprint]] if page.seed else []
    hashes += [list(pair) for pair in page.hashes]
    parts: list[dict[str, object]] = []
    if page.note:
        parts.append({"heading": _("From the host"), "paragraphs": page.note.split("\n\n")})
    if page.deviations:
        parts.append(
            {"heading": _("The host deviated from the proposal"), "facts": [list(pair) for pair in page.deviations]}
        )
    parts += [
        {"heading": _("The rules, as they stood in the call"), "points": list(page.rules)},
        {"heading": _("Annex: check it yourself"), "facts": hashes},
    ]
    tables = [page.comparison.table] if page.comparison else []
    return {
        "title": _("Selection decision with its basis"),
        "about": page.call_title,
        "registry_number": page.registry_number,
        "lead": page.sentence,
        "facts": [
            [_("Decided by"), f"{page.decided_by}, {page.host}"],
            [_("Decided"), instant(page.decided_at)],
            *(list(fact) for fact in page.picture.facts),
        ],
        "parts": parts,
        "tables": [table_as_values(table) for table in (*tables, page.picture.table, page.picture.coverage)],
    }


def next_reserve(call: Call) -> SelectionOutcome | None:
    """The first on the reserve list who has neither been offered a seat nor left the call."""
    return (
        SelectionOutcome.objects.filter(
            decision__call=call,
            outcome=SelectionOutcome.Outcome.RESERVE,
            offered_at__isnull=True,
            lapsed_at__isnull=True,
            interest__withdrawn_at__isnull=True,
        )
        .select_related("interest__organisation", "interest__call__network", "decision__decided_by")
        .order_by("reserve_place")
        .first()
    )


def decision_with_result(slug: str) -> SelectionDecision:
    """A decision that the engine was asked for.

    Raises:
        Http404: when nothing has been decided, or no selection was needed.
    """
    decision = one_decision(slug)
    if not decision.result:
        raise Http404
    return decision


def one_outcome(interest: Interest) -> SelectionOutcome:
    """What the decision says about an entry.

    Raises:
        Http404: when nothing has been decided about it.
    """
    outcome = (
        SelectionOutcome.objects.filter(interest=interest)
        .select_related("interest__call__network", "interest__organisation", "decision__decided_by")
        .first()
    )
    if outcome is None:
        raise Http404
    return outcome
