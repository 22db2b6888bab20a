"""Collaborations: who may see them, how they stand, what they lack, and the sums against the limit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samverka.core.money import kronor_text
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import Verdict
from samverka.core.words import search_key
from samverka.enterprises import rules
from samverka.enterprises.figures import guide
from samverka.enterprises.figures.limits import Purchase, months_later, shown_count, year_sums
from samverka.enterprises.figures.numbers import PUBLIC_GROUP, cleaned_number, number_text
from samverka.enterprises.models import (
    Buyer,
    Collaboration,
    CollaborationCpv,
    CollaborationStep,
    Contribution,
    Counterpart,
    Dialogue,
    Form,
    Level,
    ListedService,
    Outcome,
    SocialEnterprise,
    State,
    Threshold,
)
from samverka.enterprises.queries.reference import Dates, dates
from samverka.enterprises.queries.who import Viewer
from samverka.enterprises.rules.collaboration import COMMITTED, DROPPED, Facts, LimitCheck, OtherSide
from samverka.networks.models import Participation
from samverka.networks.queries import on_day
from samverka.people.models import Employer, Employment, MemberOrganisation, Person

_PARAGRAPH = {
    Form.RESERVED_19_25: ListedService.Paragraph.RESERVED_19_25,
    Form.RESERVED_19_25A: ListedService.Paragraph.RESERVED_19_25A,
}
MARKS = {State.COMPLETED: "done", State.RUNNING: "done", State.CANCELLED: "open", State.NOT_AWARDED: "open"}


def with_state(rows: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """Each with `state`, where it stands now, and `state_day`, since when."""
    now = CollaborationStep.objects.filter(collaboration=OuterRef("pk"), left_at__isnull=True)
    return rows.annotate(
        state=Subquery(now.values("state")[:1], output_field=CharField()), state_day=Subquery(now.values("day")[:1])
    )


def may_be_seen(who: Viewer) -> Q:
    """The own municipality's all; others' by their level, and never what may be covered by secrecy."""
    seen = Q(level=Level.PUBLIC, secrecy_ground="")
    if who.organisations:
        own = who.organisation_ids
        ours = Participation.objects.filter(organisation_id__in=own, accepted_at__isnull=False, left_at__isnull=True)
        seen |= Q(organisation_id__in=own)
        seen |= Q(level=Level.NETWORK, secrecy_ground="") & Q(
            Exists(
                Participation.objects.filter(
                    organisation=OuterRef("organisation"),
                    accepted_at__isnull=False,
                    network_id__in=ours.values("network_id"),
                )
            )
        )
    if who.hosted:
        seen |= Q(level=Level.NETWORK, secrecy_ground="") & Q(
            Exists(
                Participation.objects.filter(
                    organisation=OuterRef("organisation"), accepted_at__isnull=False, network_id__in=who.hosted
                )
            )
        )
    return seen


def _whole(rows: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    return with_state(rows).select_related("organisation", "owner")


def own_collaboration(who: Viewer, key: int) -> Collaboration:
    """One of the own municipality's.

    Raises:
        Http404: for everyone else.
    """
    row = _whole(Collaboration.objects.filter(pk=key, organisation_id__in=who.organisation_ids)).first()
    if row is None:
        raise Http404
    return row


def one_collaboration(who: Viewer, key: int) -> Collaboration:
    """One that the person may see.

    Raises:
        Http404: when there is none.
    """
    row = _whole(Collaboration.objects.filter(may_be_seen(who), pk=key)).first()
    if row is None:
        raise Http404
    return row


# --- The list ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CollaborationsPage:
    """The own municipality's collaborations, and what others share."""

    own: Table
    others: Table | None
    may_start: bool
    years: tuple[int, ...]
    year: int | None
    exports: Exports
    ocds: str


def _columns(*, with_organisation: bool) -> tuple[Column, ...]:
    return (
        Column("title", _("Collaboration")),
        *((Column("organisation", _("Municipality")),) if with_organisation else ()),
        Column("form", _("Form")),
        Column("counterparts", _("With")),
        Column("day", _("Day"), Kind.DAY),
        Column("value", _("Value"), Kind.ORE),
        Column("state", _("State"), Kind.STATE),
    )


def _shown(row: Collaboration, *, with_organisation: bool, name: str) -> Row:
    state = getattr(row, "state", State.IDEA)
    return Row(
        values=(
            row.title,
            *((row.organisation.name,) if with_organisation else ()),
            row.get_form_display(),
            ", ".join(one.name for one in row.counterparts.all()),
            row.first_day or row.day,
            row.value_ore,
            State(state).label,
        ),
        href=reverse(name, args=[row.pk]),
        mark=MARKS.get(state, "waiting"),
        mark_text=State(state).label,
    )


def collaborations_page(who: Viewer, *, year: int | None = None, sorted_by: str = "") -> CollaborationsPage:
    """All that the person may see inside. Two statements."""
    seen = may_be_seen(who)
    rows = list(
        _whole(Collaboration.objects.filter(seen))
        .prefetch_related(Prefetch("counterparts", Counterpart.objects.order_by("pk")))
        .order_by("-day", "title_sort")
    )
    years = tuple(sorted({(row.first_day or row.day).year for row in rows}, reverse=True))
    rows = [row for row in rows if year is None or (row.first_day or row.day).year == year]
    own = [row for row in rows if row.organisation_id in who.organisation_ids]
    others = [row for row in rows if row.organisation_id not in who.organisation_ids]
    several = len(who.organisations) > 1
    value = sum(row.value_ore or 0 for row in own)
    table = Table(
        name="samverkan",
        title=_("Our collaborations"),
        columns=_columns(with_organisation=several),
        rows=tuple(_shown(row, with_organisation=several, name="enterprises:collaboration") for row in own),
        total=Row(values=(_("Sum"), *(("",) if several else ()), "", "", None, value, "")) if own else None,
        empty_text=_("Nothing has been written down yet. A title, an owner, a day and a form are enough to begin."),
        notes=(_("Only what is registered here is seen."),),
    ).ordered(sorted_by)
    shared = Table(
        name="delad-samverkan",
        title=_("Shared by others"),
        columns=_columns(with_organisation=True),
        rows=tuple(_shown(row, with_organisation=True, name="enterprises:collaboration") for row in others),
    ).ordered(sorted_by)
    asked = f"?ar={year}" if year else ""
    return CollaborationsPage(
        own=table,
        others=shared if others else None,
        may_start=bool(who.organisations),
        years=years,
        year=year,
        exports=Exports(
            csv=reverse("enterprises:collaborations_csv") + asked,
            xlsx=reverse("enterprises:collaborations_xlsx") + asked,
        ),
        ocds=reverse("enterprises:collaborations_ocds"),
    )


# --- One --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a collaboration, each sort in the order in which it was written."""

    buyers: tuple[Mapping[str, Any], ...]
    counterparts: tuple[Mapping[str, Any], ...]
    codes: tuple[Mapping[str, Any], ...]
    contributions: tuple[Mapping[str, Any], ...]
    steps: tuple[Mapping[str, Any], ...]
    outcomes: tuple[Mapping[str, Any], ...]
    dialogues: tuple[Mapping[str, Any], ...]


_OUTCOME = (
    *("kind", "day", "people_in_work", "people_in_training", "places", "hours", "purchases_ore", "other_benefit"),
    *("lessons", "follow_up_day"),
)


def hanging(row: Collaboration) -> Hanging:
    """All that hangs on a collaboration, in one statement."""
    sorts: dict[str, tuple[QuerySet[Any], dict[str, str]]] = {
        "buyers": (
            Buyer.objects.all(),
            {"employer": "employer_id", "name": "employer__name", "number": "employer__organisation_number"},
        ),
        "counterparts": (
            Counterpart.objects.all(),
            {
                "name": "name",
                "number": "organisation_number",
                "enterprise": "enterprise_id",
                "profit": "enterprise__profit",
            },
        ),
        "codes": (
            CollaborationCpv.objects.all(),
            {"code": "cpv__code", "check": "cpv__check_digit", "sv": "cpv__label_sv", "en": "cpv__label_en"},
        ),
        "contributions": (Contribution.objects.all(), {"party": "party", "text": "text", "value": "value_ore"}),
        "steps": (
            CollaborationStep.objects.all(),
            {"state": "state", "day": "day", "reason": "reason", "by": "moved_by__name"},
        ),
        "outcomes": (Outcome.objects.all(), {name: name for name in _OUTCOME}),
        "dialogues": (Dialogue.objects.filter(archived_at__isnull=True), {"title": "title", "day": "day"}),
    }
    parts = [
        rows.filter(collaboration=row)
        .order_by()
        .values_list(Value(name, output_field=CharField()), "pk", JSONObject(pk="pk", **facts))
        for name, (rows, facts) in sorts.items()
    ]
    found: dict[str, list[tuple[int, Mapping[str, Any]]]] = {name: [] for name in sorts}
    for name, key, facts in parts[0].union(*parts[1:], all=True):
        found[name].append((key, facts))
    return Hanging(
        **{name: tuple(facts for _key, facts in sorted(rows, key=lambda one: one[0])) for name, rows in found.items()}
    )


def _standing(states: frozenset[str]) -> QuerySet[CollaborationStep, int]:
    """Ids of the collaborations that stand in one of the states."""
    steps = CollaborationStep.objects.filter(left_at__isnull=True, state__in=states)
    return steps.values_list("collaboration_id", flat=True)


def registered_purchases(row: Collaboration) -> tuple[Purchase, ...]:
    """Direct purchases of the same buyers in the same year that are not dropped and more than ideas. One statement."""
    start = row.first_day or row.day
    first, last = date(start.year, 1, 1), date(start.year, 12, 31)
    rows = (
        Collaboration.objects.filter(
            Q(form=Form.DIRECT_PROCUREMENT) | Q(form=Form.WORK_TRAINING, is_procured=True),
            Q(first_day__range=(first, last)) | Q(first_day__isnull=True, day__range=(first, last)),
            buyers__employer__in=Buyer.objects.filter(collaboration=row).values("employer"),
        )
        .exclude(pk__in=_standing(frozenset({*DROPPED, State.IDEA})))
        .exclude(pk=row.pk)
        .order_by("pk")
        .values_list(
            "pk",
            "title",
            "first_day",
            "day",
            "value_ore",
            "buyers__employer__organisation_number",
            "cpv_codes__cpv__code",
        )
    )
    found: dict[int, tuple[str, date, int | None, set[str], set[str]]] = {}
    for key, title, begins, day, value, buyer, code in rows:
        one = found.setdefault(key, (title, begins or day, value, set(), set()))
        one[3].add(buyer)
        if code:
            one[4].add(code)
    return tuple(
        Purchase(key, title, begins, value, frozenset(codes), frozenset(buyers))
        for key, (title, begins, value, buyers, codes) in found.items()
    )


def limit_check(facts: Facts, purchases: Sequence[Purchase], table: Dates) -> LimitCheck | None:
    """The limit that holds on the first day, and the sums of the same kind by buyer; None for what is no purchase."""
    if not facts.is_bought:
        return None
    day = facts.start
    is_listed = bool(facts.cpv) and all(
        table.is_listed(ListedService.Paragraph.ANNEX_2, code, day) for code in facts.cpv
    )
    # What is said to be such a service must be in the annex, else the lower limit holds.
    is_social = is_listed and facts.row.is_social_specific_service is not False
    category = Threshold.Category.DIRECT_LIMIT_SOCIAL if is_social else Threshold.Category.DIRECT_LIMIT
    held = table.on(category, day)
    digits = table.number(Threshold.Category.SAME_KIND_DIGITS, day)
    return LimitCheck(
        limit_ore=held.amount if held else None,
        is_confirmed=bool(held and held.is_checked),
        sums=year_sums(rules.collaboration.as_purchase(facts), purchases, digits),
        is_social=is_social,
    )


def facts_of(row: Collaboration, hung: Hanging, table: Dates, today: date) -> Facts:
    """Everything the rules need of a collaboration. At most two statements."""
    codes = frozenset(one["code"] for one in hung.codes)
    day = row.first_day or row.day
    paragraph = _PARAGRAPH.get(Form(row.form), "")
    facts = Facts(
        row=row,
        state=getattr(row, "state", None) or State.IDEA,
        today=today,
        buyers=tuple(one["number"] for one in hung.buyers),
        counterparts=tuple(
            OtherSide(
                one["name"],
                one["number"],
                is_public=one["number"][:1] == PUBLIC_GROUP,
                may_distribute_profit=one["profit"] == SocialEnterprise.Profit.DISTRIBUTED,
            )
            for one in hung.counterparts
        ),
        cpv=codes,
        contributions=len(hung.contributions),
        documentation_from_ore=table.amount(Threshold.Category.DOCUMENTATION_FROM, day),
        share_requirement=table.amount(Threshold.Category.SHARE_REQUIREMENT, day),
        reserved_term=table.amount(Threshold.Category.RESERVED_TERM, day),
        listed={code: table.is_listed(paragraph, code, day) for code in codes} if paragraph else {},
        paragraph_from=table.listed_from(paragraph) if paragraph else None,
        won_before=_won_before(row, hung, table, day) if row.form == Form.RESERVED_19_25 else (),
    )
    if not facts.is_bought:
        return facts
    return replace(facts, limit=limit_check(facts, registered_purchases(row), table))


def _won_before(row: Collaboration, hung: Hanging, table: Dates, day: date) -> tuple[str, ...]:
    months = table.amount(Threshold.Category.RESERVED_TERM, day)
    known = [one["enterprise"] for one in hung.counterparts if one["enterprise"]]
    if not months or not known:
        return ()
    rows = Collaboration.objects.filter(
        pk__in=_standing(COMMITTED),
        organisation_id=row.organisation_id,
        form=Form.RESERVED_19_25,
        counterparts__enterprise_id__in=known,
        first_day__gt=months_later(day, -months),
        first_day__lt=day,
    ).exclude(pk=row.pk)
    return tuple(rows.values_list("counterparts__name", flat=True).distinct().order_by("counterparts__name"))


def known_facts(row: Collaboration, today: date) -> Facts:
    """The facts as they stand in the database, for an action to decide on."""
    return facts_of(row, hanging(row), dates(), today)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a collaboration: what stands in it, and what the next states miss."""

    slug: str
    title: str | Promise
    lines: tuple[tuple[str | Promise, str], ...]
    missing: str
    is_next: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A state that it may come to, or why not."""

    state: str
    label: str | Promise
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SumLine:
    """What one buyer has of the same kind within the year."""

    buyer: str
    sum_text: str
    others: tuple[tuple[str, str, str], ...]
    unknown: tuple[tuple[str, str], ...]
    is_over: bool


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """What was promised or delivered; counts as the viewer may see them."""

    kind: str | Promise
    day: date
    lines: tuple[tuple[str | Promise, str], ...]
    other_benefit: str
    lessons: str
    follow_up_day: date | None


@dataclass(frozen=True, slots=True)
class CollaborationPage:
    """One collaboration, for those inside."""

    row: Collaboration
    state: str
    state_label: str | Promise
    mark: str
    is_own: bool
    may_change: Verdict
    parts: tuple[Part, ...]
    path: tuple[tuple[str | Promise, str], ...]
    moves: tuple[Move, ...]
    stopped: str | Promise
    warnings: tuple[str, ...]
    limit: str
    sums: tuple[SumLine, ...]
    must_document: bool
    lead_part: Part | None
    steps: tuple[tuple[str | Promise, date, str, str], ...]
    outcomes: tuple[OutcomeShown, ...]
    dialogues: tuple[tuple[int, str, date], ...]
    guide: tuple[tuple[str | Promise, str | Promise], ...]

    @property
    def states(self) -> list[tuple[str, str | Promise]]:
        """Where it may be moved to."""
        return [(move.state, move.label) for move in self.moves]

    def next_move(self, day: date) -> dict[str, object]:
        """What stands in the form from the beginning: the next state of the path, today."""
        path = rules.collaboration.path_of(self.row.form)
        place = path.index(self.state) + 1 if self.state in path else 0
        return {"day": day, "state": path[min(place, len(path) - 1)]}


PARTS: Mapping[str, str | Promise] = {
    "parter": gettext_lazy("Parties"),
    "varde": gettext_lazy("What, value and days"),
    "dokumentation": gettext_lazy("Documentation"),
    "reserverat": gettext_lazy("Reserved contract"),
    "krav": gettext_lazy("Employment clause"),
    "partnerskap": gettext_lazy("Partnership"),
    "bidrag": gettext_lazy("Grant"),
    "traning": gettext_lazy("Places for work training"),
    "beslut": gettext_lazy("Decision"),
    "delning": gettext_lazy("Who may see it"),
    "om": gettext_lazy("About"),
}


def _plain(value: object, name: str) -> str:
    if value is None or value == "":
        return ""
    if name.endswith("_ore") and isinstance(value, int):
        return kronor_text(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return day_text(value)
    return str(value)


# By part, the columns that are shown in it, with their words.
_SHOWN: Mapping[str, tuple[tuple[str, str | Promise], ...]] = {
    "varde": (
        ("value_ore", gettext_lazy("Value, options included, VAT excluded")),
        ("first_day", gettext_lazy("First day")),
        ("last_day", gettext_lazy("Last day")),
    ),
    "dokumentation": (
        ("description", gettext_lazy("What it is about")),
        ("competition", gettext_lazy("How competition was used")),
        ("suppliers_asked", gettext_lazy("Suppliers that were asked")),
        ("bids", gettext_lazy("How many bid")),
        ("award_reason", gettext_lazy("Main reason for the choice")),
        ("over_limit_note", gettext_lazy("Note about the limit, for your municipality alone")),
    ),
    "reserverat": (
        ("share_percent", gettext_lazy("Share from the target group, percent")),
        ("share_day", gettext_lazy("Shown on")),
        ("share_evidence", gettext_lazy("What shows the share")),
        ("purpose_evidence", gettext_lazy("What shows the purpose, or the programme")),
        ("registered_idea_based", gettext_lazy("In Kammarkollegiet's register")),
        ("registered_checked_day", gettext_lazy("Looked in the register on")),
    ),
    "krav": (
        ("clause_variant", gettext_lazy("Sort of clause")),
        ("clause_number", gettext_lazy("How many people")),
        ("clause_months", gettext_lazy("How many months")),
        ("target_group", gettext_lazy("Target group")),
        ("matching_officer", gettext_lazy("Who matches people to work")),
    ),
    "partnerskap": (
        ("shared_goal", gettext_lazy("Shared goal")),
        ("no_market", gettext_lazy("Why there is no market")),
        ("follow_up", gettext_lazy("How it is followed up")),
        ("exit_terms", gettext_lazy("How it can be ended")),
    ),
    "bidrag": (("has_counter_performance", gettext_lazy("Anything in return")),),
    "traning": (
        ("places", gettext_lazy("Places")),
        ("is_procured", gettext_lazy("The places are bought")),
    ),
    "beslut": (
        ("decision_body", gettext_lazy("Decided by")),
        ("decision_day", gettext_lazy("Day of the decision")),
        ("registry_number", gettext_lazy("Registry number")),
    ),
}
# What others see of a collaboration that is shared with them; the rest is the municipality's own file.
_SHARED_PARTS = frozenset({"parter", "varde", "partnerskap", "beslut"})
# What never leaves the municipality, whoever may see the rest.
_INSIDE = frozenset({"over_limit_note"})


def _lines(row: Collaboration, hung: Hanging, part: str, *, is_own: bool) -> tuple[tuple[str | Promise, str], ...]:
    lines: list[tuple[str | Promise, str]] = []
    if part == "parter":
        lines.append((_("Buyers"), ", ".join(one["name"] for one in hung.buyers)))
        lines.append((_("The other side"), ", ".join(one["name"] for one in hung.counterparts)))
    if part == "varde":
        lines.append((_("CPV"), "; ".join(code_text(one) for one in hung.codes)))
    if part == "partnerskap":
        lines.append((_("Contributions"), "; ".join(f"{one['party']}: {one['text']}" for one in hung.contributions)))
    for name, words in _SHOWN.get(part, ()):
        if name in _INSIDE and not is_own:
            continue
        value = row.get_clause_variant_display() if name == "clause_variant" else getattr(row, name)
        lines.append((words, _plain(value, name)))
    return tuple((words, text) for words, text in lines if text)


def code_text(one: Mapping[str, Any]) -> str:
    """A CPV code with its label."""
    number = f"{one['code']}-{one['check']}" if one["check"] else str(one["code"])
    label = (one["en"] if get_language() == "en" else "") or one["sv"]
    return f"{number} {label}".strip()


_COUNTS: tuple[tuple[str, str | Promise], ...] = (
    ("people_in_work", gettext_lazy("People from the target group in work")),
    ("people_in_training", gettext_lazy("People from the target group in work training")),
)
_OTHERS: tuple[tuple[str, str | Promise], ...] = (
    ("places", gettext_lazy("Places")),
    ("hours", gettext_lazy("Hours")),
    ("purchases_ore", gettext_lazy("Purchases")),
)


def outcome_shown(one: Mapping[str, Any], *, hidden_below: int | None) -> OutcomeShown:
    """An outcome; small counts of people hidden below a number, or shown as they are inside (None)."""

    def count(number: int | None) -> str:
        return shown_count(number, hidden_below) if hidden_below else ("" if number is None else str(number))

    lines = [(words, count(one[name])) for name, words in _COUNTS]
    # Places tell as much of people as people do.
    lines += [(words, count(one[name]) if name == "places" else _plain(one[name], name)) for name, words in _OTHERS]
    return OutcomeShown(
        kind=Outcome.Kind(one["kind"]).label,
        day=date.fromisoformat(one["day"]),
        lines=tuple((words, text) for words, text in lines if text),
        other_benefit=one["other_benefit"],
        lessons=one["lessons"] if not hidden_below else "",
        follow_up_day=date.fromisoformat(one["follow_up_day"]) if one["follow_up_day"] else None,
    )


def collaboration_page(who: Viewer, row: Collaboration, today: date) -> CollaborationPage:
    """One collaboration, for those inside. At most four statements beside the guards."""
    law = rules.collaboration
    table = dates()
    hung = hanging(row)
    facts = facts_of(row, hung, table, today)
    is_own = row.organisation_id in who.organisation_ids
    may_change = law.may_change(facts)
    committed = next(state for state in law.path_of(row.form) if state in COMMITTED)
    lacking = law.missing(facts, committed)
    by_part: dict[str, list[str]] = {}
    for name in lacking:
        by_part.setdefault(law.FIELDS[name][1], []).append(name)
    slugs = law.parts_of(facts)
    first = next((slug for slug in slugs if slug in by_part), "")
    if law.must_document(facts) and "dokumentation" in by_part:
        first = "dokumentation"
    parts = tuple(
        Part(
            slug=slug,
            title=PARTS[slug],
            lines=_lines(row, hung, slug, is_own=is_own),
            missing=law.named(tuple(by_part.get(slug, ()))),
            is_next=slug == first,
        )
        for slug in slugs
        if is_own or slug in _SHARED_PARTS
    )
    path = law.path_of(row.form)
    moves = tuple(
        Move(state, State(state).label, law.may_move(facts, state, reason="-"))
        for state in (*path, State.CANCELLED, State.NOT_AWARDED)
        if state != facts.state and (state != State.NOT_AWARDED or row.form in law.PROCUREMENTS)
    )
    return CollaborationPage(
        row=row,
        state=facts.state,
        state_label=State(facts.state).label,
        mark=MARKS.get(State(facts.state), "waiting"),
        is_own=is_own,
        may_change=may_change,
        parts=parts,
        path=_path(path, facts.state),
        moves=moves if is_own else (),
        stopped=law.is_within_limit(facts).reason if is_own else "",
        warnings=tuple(law.warnings(facts)) if is_own else (),
        limit=kronor_text(facts.limit.limit_ore) if facts.limit and facts.limit.limit_ore is not None else "",
        sums=_sums(facts, hung) if is_own else (),
        must_document=law.must_document(facts),
        lead_part=next((part for part in parts if part.is_next), None),
        steps=tuple(
            (
                State(one["state"]).label,
                date.fromisoformat(one["day"]),
                one["reason"] if is_own else "",
                one["by"] if is_own else "",
            )
            for one in hung.steps
        ),
        outcomes=tuple(
            outcome_shown(
                one, hidden_below=None if is_own else table.number(Threshold.Category.SUPPRESSED_BELOW, today)
            )
            for one in hung.outcomes
        ),
        dialogues=tuple((one["pk"], one["title"], date.fromisoformat(one["day"])) for one in hung.dialogues)
        if is_own
        else (),
        guide=tuple(
            (rules.guide.QUESTIONS[question][0], rules.guide.answer_text(question, answer))
            for question, answer in row.guide_answers.items()
            if question in rules.guide.QUESTIONS
        )
        if is_own
        else (),
    )


def states_of(row: Collaboration) -> list[tuple[str, str | Promise]]:
    """All states that the form of a collaboration has, and the two ways of dropping it."""
    states = (*rules.collaboration.path_of(row.form), State.CANCELLED, State.NOT_AWARDED)
    return [(state, State(state).label) for state in states]


def _path(path: Sequence[str], state: str) -> tuple[tuple[str | Promise, str], ...]:
    """The states in order, each `done`, `here` or ``."""
    here = path.index(state) if state in path else -1
    return tuple(
        (State(one).label, "here" if place == here else "done" if place < here else "")
        for place, one in enumerate(path)
    )


def _sums(facts: Facts, hung: Hanging) -> tuple[SumLine, ...]:
    if facts.limit is None:
        return ()
    names = {one["number"]: one["name"] for one in hung.buyers}
    over = {one.buyer for one in facts.limit.over}
    return tuple(
        SumLine(
            buyer=names.get(one.buyer, one.buyer),
            sum_text=kronor_text(one.sum_ore),
            others=tuple(
                (other.title, reverse("enterprises:collaboration", args=[other.key]), kronor_text(other.value_ore or 0))
                for other in one.others
            ),
            unknown=tuple(
                (other.title, reverse("enterprises:collaboration", args=[other.key])) for other in one.unknown
            ),
            is_over=one.buyer in over,
        )
        for one in facts.limit.sums
    )


# --- What forms need --------------------------------------------------------------------------------------------


def colleagues_of(organisations: Iterable[int], day: date) -> list[tuple[int, str]]:
    """Those who work for the organisations on the day, by name: who may own a collaboration. One statement."""
    rows = (
        Person.objects.filter(
            Exists(
                Employment.objects.filter(
                    on_day(day), person=OuterRef("pk"), employer__organisation_id__in=list(organisations)
                )
            )
        )
        .order_by("name_sort", "pk")
        .only("pk", "name", "email", "protected_identity")
    )
    return [(row.pk, row.shown_as()) for row in rows]


def one_colleague(key: int) -> Person:
    """A person by id, out of the choices of a form."""
    return Person.objects.get(pk=key)


def buyers_of(organisation: MemberOrganisation) -> list[tuple[int, str]]:
    """The legal entities that buy within an organisation. One statement."""
    return list(Employer.objects.filter(organisation=organisation).order_by("name_sort").values_list("pk", "name"))


def enterprises_named(names: Iterable[str]) -> dict[str, SocialEnterprise]:
    """Entries of the register by organisation number or by exactly this name, small and great letters alike."""
    wanted = list(names)
    digits = {cleaned_number(name) for name in wanted if len(cleaned_number(name)) == 10}  # noqa: PLR2004 - a number
    keys = {search_key(name) for name in wanted}
    found: dict[str, SocialEnterprise] = {}
    for row in SocialEnterprise.objects.filter(
        Q(organisation_number__in=digits) | Q(name_search__in=keys), merged_into__isnull=True, archived_at__isnull=True
    ):
        for name in wanted:
            if cleaned_number(name) == row.organisation_number or search_key(name) == row.name_search:
                found[name] = row
    return found


def part_initial(row: Collaboration, part: str) -> dict[str, object]:
    """What stands in the form of a part. One statement where something hangs on it."""
    initial: dict[str, object] = {name: getattr(row, name) for name, _words in _SHOWN.get(part, ())}
    if part in {"parter", "varde", "partnerskap"}:
        hung = hanging(row)
        initial |= {
            "buyers": [str(one["employer"]) for one in hung.buyers],
            "counterparts": "\n".join(
                f"{one['name']}, {number_text(one['number'])}" if one["number"] else one["name"]
                for one in hung.counterparts
            ),
            "cpv": "; ".join(code_text(one) for one in hung.codes),
            "contributions": "\n".join(f"{one['party']}: {one['text']}" for one in hung.contributions),
            "is_social_specific_service": row.is_social_specific_service,
        }
    if part == "delning":
        initial |= {"level": row.level, "secrecy_ground": row.secrecy_ground}
    if part == "om":
        initial |= {
            "title": row.title,
            "owner": str(row.owner_id),
            "day": row.day,
            "description": row.description,
            "contact": row.contact,
        }
    return initial


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part of a collaboration, to be written."""

    row: Collaboration
    part: str
    title: str | Promise


def part_page(row: Collaboration, part: str) -> PartPage:
    """A part of the page.

    Raises:
        Http404: when there is no such part.
    """
    if part not in PARTS:
        raise Http404
    return PartPage(row, part, PARTS[part])


# --- For anyone -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PublicPage:
    """The collaborations that municipalities have made public."""

    table: Table
    exports: Exports
    json: str
    ocds: str


def public_rows() -> QuerySet[Collaboration]:
    """What municipalities show to everyone."""
    return _whole(Collaboration.objects.filter(level=Level.PUBLIC, secrecy_ground="")).order_by("-day", "title_sort")


def public_page(day: date, *, sorted_by: str = "") -> PublicPage:
    """Public collaborations, counts of people hidden where they are small. Three statements."""
    below = dates().number(Threshold.Category.SUPPRESSED_BELOW, day)
    rows = public_rows().prefetch_related(
        Prefetch("counterparts", Counterpart.objects.order_by("pk")),
        Prefetch("outcomes", Outcome.objects.filter(kind=Outcome.Kind.DELIVERED).order_by("-day", "-pk")),
    )
    table = Table(
        name="offentlig-samverkan",
        title=_("Collaborations that municipalities show"),
        columns=(
            Column("title", _("Collaboration")),
            Column("organisation", _("Municipality")),
            Column("form", _("Form")),
            Column("counterparts", _("With")),
            Column("day", _("Day"), Kind.DAY),
            Column("value", _("Value"), Kind.ORE),
            Column("work", _("People in work")),
            Column("training", _("People in work training")),
            Column("state", _("State"), Kind.STATE),
        ),
        rows=tuple(_public_row(row, below) for row in rows),
        empty_text=_("No municipality shows a collaboration yet."),
        notes=(_("Counts of one to %(most)s people are shown as <%(below)s.") % {"most": below - 1, "below": below},),
    ).ordered(sorted_by)
    return PublicPage(
        table=table,
        exports=Exports(csv=reverse("enterprises:public_csv")),
        json=reverse("enterprises:public_json"),
        ocds=reverse("enterprises:public_ocds"),
    )


def _public_row(row: Collaboration, below: int) -> Row:
    outcome = next(iter(row.outcomes.all()), None)
    state = getattr(row, "state", State.IDEA)
    return Row(
        values=(
            row.title,
            row.organisation.name,
            row.get_form_display(),
            ", ".join(one.name for one in row.counterparts.all()),
            row.first_day or row.day,
            row.value_ore,
            shown_count(outcome.people_in_work, below) if outcome else "",
            shown_count(outcome.people_in_training, below) if outcome else "",
            State(state).label,
        ),
        href=reverse("enterprises:public_one", args=[row.pk]),
        mark=MARKS.get(state, "waiting"),
        mark_text=State(state).label,
    )


def one_public(key: int) -> Collaboration:
    """One that a municipality shows to everyone.

    Raises:
        Http404: when there is none.
    """
    row = public_rows().filter(pk=key).first()
    if row is None:
        raise Http404
    return row


# --- The dated table --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ThresholdsPage:
    """The dated table, and what holds today."""

    table: Table
    is_out_of_date: bool
    may_enter: bool
    exports: Exports


def thresholds_page(who: Viewer, day: date) -> ThresholdsPage:
    """All rows, and whether one of the law's amounts lacks a row for today. One statement."""
    rows = list(Threshold.objects.order_by("law", "category", "first_day"))
    held = {row.category for row in rows if row.first_day <= day and (row.last_day is None or row.last_day >= day)}
    known = {row.category for row in rows if row.category in held and row.amount is not None}
    wanted = {Threshold.Category.DIRECT_LIMIT, Threshold.Category.EU_THRESHOLD, Threshold.Category.DOCUMENTATION_FROM}

    def amount(row: Threshold) -> str:
        if row.amount is None:
            return _("Not known")
        if row.unit == Threshold.Unit.ORE:
            return kronor_text(row.amount)
        return f"{row.amount} {Threshold.Unit(row.unit).label}"

    return ThresholdsPage(
        table=Table(
            name="granser",
            title=_("Limits, thresholds and terms"),
            columns=(
                Column("category", _("What")),
                Column("first", _("From"), Kind.DAY),
                Column("last", _("Until"), Kind.DAY),
                Column("amount", _("Amount")),
                Column("source", _("Source")),
                Column("note", _("Note")),
            ),
            rows=tuple(
                Row(
                    values=(
                        Threshold.Category(row.category).label,
                        row.first_day,
                        row.last_day,
                        amount(row),
                        row.source,
                        row.note or (_("Not confirmed") if row.checked_day is None else ""),
                    )
                )
                for row in rows
            ),
            is_sortable=False,
        ),
        is_out_of_date=not wanted <= (held & known),
        may_enter=who.is_host,
        exports=Exports(csv=reverse("enterprises:thresholds_csv")),
    )


# --- The form guide ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One question of the form guide, or what the answers speak for."""

    question: str
    words: str | Promise
    help: str | Promise
    choices: tuple[tuple[str, str | Promise], ...]
    given: tuple[tuple[str, str, str | Promise, str | Promise], ...]
    forms: tuple[tuple[str, str | Promise, str | Promise], ...]
    limits: tuple[tuple[str | Promise, str], ...]
    guidance: str
    may_start: bool
    row: Collaboration | None
    again: str


def guide_page(who: Viewer, answers: Mapping[str, str], day: date, row: Collaboration | None) -> GuidePage:
    """The tree as far as the answers lead. One statement, where amounts are shown."""
    words = rules.guide
    question = guide.next_question(answers) or ""
    limits: tuple[tuple[str | Promise, str], ...] = ()
    if question == "value":
        table = dates()
        categories = (Threshold.Category.DIRECT_LIMIT, Threshold.Category.DIRECT_LIMIT_SOCIAL)
        found = [(category.label, table.amount(category, day)) for category in categories]
        limits = tuple(
            (label, kronor_text(amount) if amount is not None else _("Not known")) for label, amount in found
        )
    given = [
        (asked, answer, words.QUESTIONS[asked][0], words.answer_text(asked, answer))
        for asked, answer in answers.items()
    ]
    return GuidePage(
        question=question,
        words=words.QUESTIONS[question][0] if question else "",
        help=words.QUESTIONS[question][1] if question else "",
        choices=tuple((answer, words.answer_text(question, answer)) for answer in guide.ANSWERS[question])
        if question
        else (),
        given=tuple(given),
        forms=tuple((form, Form(form).label, words.REASONS[reason]) for form, reason in guide.suggestions(answers)),
        limits=limits,
        guidance=words.GUIDANCE,
        may_start=bool(who.organisations),
        row=row,
        again=reverse("enterprises:guide") + (f"?samverkan={row.pk}" if row else ""),
    )


# --- Dialogues --------------------------------------------------------------------------------------------------


def own_dialogue(who: Viewer, key: int) -> Dialogue:
    """One of the own municipality's talks.

    Raises:
        Http404: for everyone else.
    """
    row = (
        Dialogue.objects.filter(pk=key, organisation_id__in=who.organisation_ids, archived_at__isnull=True)
        .select_related("organisation", "owner", "collaboration")
        .first()
    )
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True, slots=True)
class DialoguesPage:
    """The talks with enterprises that the own municipality has noted."""

    table: Table
    exports: Exports


def dialogues_page(who: Viewer, *, sorted_by: str = "") -> DialoguesPage:
    """One statement."""
    rows = (
        Dialogue.objects.filter(organisation_id__in=who.organisation_ids, archived_at__isnull=True)
        .select_related("owner")
        .order_by("-day", "title_sort")
    )
    table = Table(
        name="dialoger",
        title=_("Dialogues with enterprises"),
        columns=(
            Column("title", _("Dialogue")),
            Column("day", _("Day"), Kind.DAY),
            Column("form", _("How")),
            Column("parties", _("With")),
            Column("handed_out", _("Handed out")),
            Column("owner", _("Owner")),
        ),
        rows=tuple(
            Row(
                values=(row.title, row.day, row.get_form_display(), row.parties, row.handed_out, row.owner.shown_as()),
                href=reverse("enterprises:dialogue", args=[row.pk]),
            )
            for row in rows
        ),
        empty_text=_("No dialogue has been noted yet."),
    ).ordered(sorted_by)
    return DialoguesPage(table, Exports(csv=reverse("enterprises:dialogues_csv")))


def own_choices(who: Viewer) -> list[tuple[int, str]]:
    """The own municipality's collaborations, for a dialogue to point at. One statement."""
    return list(
        Collaboration.objects.filter(organisation_id__in=who.organisation_ids)
        .order_by("title_sort")
        .values_list("pk", "title")
    )


def owners_of(row: Dialogue, day: date) -> list[tuple[int, str]]:
    """Who may own a dialogue: colleagues, and whoever owns it now. One statement."""
    owners = colleagues_of([row.organisation_id], day)
    return owners if row.owner_id in {key for key, _name in owners} else [*owners, (row.owner_id, row.owner.shown_as())]


def dialogue_initial(row: Dialogue) -> dict[str, object]:
    """What stands in the form of a dialogue."""
    names = ("title", "day", "form", "parties", "subject", "handed_out", "secrecy_ground")
    return {name: getattr(row, name) for name in names} | {
        "owner": str(row.owner_id),
        "collaboration": str(row.collaboration_id or ""),
    }


def known_form(form: str, row: Collaboration) -> str:
    """A form by its name, or the one that the collaboration has."""
    return form if form in Form.values else row.form


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A collaboration with all that hangs on it, to be taken out."""

    row: Collaboration
    state: str
    state_day: date
    buyers: tuple[tuple[str, str], ...]
    counterparts: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    contributions: tuple[tuple[str, str], ...]
    outcomes: tuple[Outcome, ...]
    # Counts of people smaller than this are hidden; None inside the municipality.
    hidden_below: int | None


def _pairs(rows: QuerySet[Collaboration]) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """What hangs on collaborations as pairs of texts, by sort and collaboration, in one statement."""
    sorts: dict[str, tuple[QuerySet[Any], str, str]] = {
        "buyers": (Buyer.objects.all(), "employer__name", "employer__organisation_number"),
        "counterparts": (Counterpart.objects.all(), "name", "organisation_number"),
        "codes": (CollaborationCpv.objects.all(), "cpv__code", "cpv__label_sv"),
        "contributions": (Contribution.objects.all(), "party", "text"),
    }
    parts = [
        hung.filter(collaboration__in=rows.order_by().values("pk"))
        .order_by()
        .values_list(Value(name, output_field=CharField()), "collaboration_id", "pk", F(first), F(second))
        for name, (hung, first, second) in sorts.items()
    ]
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for name, owner, _key, first, second in sorted(parts[0].union(*parts[1:], all=True), key=lambda one: one[2]):
        found.setdefault((name, owner), []).append((first, second))
    return found


def _export(rows: QuerySet[Collaboration], hidden_below: int | None) -> tuple[ExportRow, ...]:
    """Three statements, however many there are."""
    pairs = _pairs(rows)

    def hung(name: str, row: Collaboration) -> tuple[tuple[str, str], ...]:
        return tuple(pairs.get((name, row.pk), ()))

    return tuple(
        ExportRow(
            row=row,
            state=getattr(row, "state", State.IDEA),
            state_day=getattr(row, "state_day", row.day),
            buyers=hung("buyers", row),
            counterparts=hung("counterparts", row),
            codes=hung("codes", row),
            contributions=hung("contributions", row),
            outcomes=tuple(row.outcomes.all()),
            hidden_below=hidden_below,
        )
        for row in _whole(rows)
        .prefetch_related(Prefetch("outcomes", Outcome.objects.order_by("day", "pk")))
        .order_by("pk")
    )


def export_rows(who: Viewer) -> tuple[ExportRow, ...]:
    """All of the own municipality's but what may be covered by secrecy, which is not carried out in a file."""
    return _export(Collaboration.objects.filter(organisation_id__in=who.organisation_ids, secrecy_ground=""), None)


def public_export_rows(day: date) -> tuple[ExportRow, ...]:
    """What municipalities show to everyone."""
    below = dates().number(Threshold.Category.SUPPRESSED_BELOW, day)
    return _export(Collaboration.objects.filter(level=Level.PUBLIC, secrecy_ground=""), below)
