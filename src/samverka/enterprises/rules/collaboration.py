"""What a collaboration must have, state by state and form by form (R25, R26, section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from samverka.core.money import kronor_text
from samverka.core.verdicts import YES, Verdict, no
from samverka.enterprises.figures.limits import Purchase, YearSum, months_later
from samverka.enterprises.models import Collaboration, Form, State

RESERVED_4_18 = frozenset({Form.RESERVED_4_18_1, Form.RESERVED_4_18_2})
RESERVED_19 = frozenset({Form.RESERVED_19_25, Form.RESERVED_19_25A})
# Forms that are advertised and awarded; the others are negotiated and agreed.
ADVERTISED_FORMS = RESERVED_4_18 | RESERVED_19 | {Form.WITH_CLAUSE, Form.LOV}
PROCUREMENTS = ADVERTISED_FORMS | {Form.DIRECT_PROCUREMENT, Form.FRAMEWORK_CALL_OFF}
COMMITTED = frozenset({State.AWARDED, State.AGREED, State.RUNNING, State.COMPLETED})
UNDER_WAY = frozenset({State.ADVERTISED, State.NEGOTIATING})
ENDED = frozenset({State.COMPLETED, State.CANCELLED, State.NOT_AWARDED})
DROPPED = frozenset({State.CANCELLED, State.NOT_AWARDED})
_BEGIN = (State.IDEA, State.PREPARING, State.MARKET_DIALOGUE)
_END = (State.RUNNING, State.COMPLETED)


def path_of(form: str) -> tuple[str, ...]:
    """The states that a form goes through, in order."""
    middle = (State.ADVERTISED, State.AWARDED) if form in ADVERTISED_FORMS else (State.NEGOTIATING, State.AGREED)
    return (*_BEGIN, *middle, *_END)


# By field: what it is called where it is missing, and in which part of the page it is written.
FIELDS: Mapping[str, tuple[str | Promise, str]] = {
    "buyers": (_("who buys"), "parter"),
    "counterparts": (_("the other side"), "parter"),
    "cpv": (_("what is bought, as a CPV code"), "varde"),
    "value_ore": (_("the value, options included"), "varde"),
    "first_day": (_("the first day"), "varde"),
    "last_day": (_("the last day"), "varde"),
    "decision_body": (_("who decided"), "beslut"),
    "decision_day": (_("the day of the decision"), "beslut"),
    "registry_number": (_("the registry number"), "beslut"),
    "description": (_("what it is about"), "dokumentation"),
    "competition": (_("how competition was used"), "dokumentation"),
    "suppliers_asked": (_("which suppliers were asked"), "dokumentation"),
    "bids": (_("how many bid"), "dokumentation"),
    "award_reason": (_("the main reason for the choice"), "dokumentation"),
    "share_percent": (_("the share from the target group"), "reserverat"),
    "share_day": (_("on which day the share was shown"), "reserverat"),
    "share_evidence": (_("what shows the share"), "reserverat"),
    "purpose_evidence": (_("what shows the purpose, or the programme"), "reserverat"),
    "registered_checked_day": (_("when Kammarkollegiet's register was looked in"), "reserverat"),
    "clause_variant": (_("which sort of clause"), "krav"),
    "clause_number": (_("how many"), "krav"),
    "clause_months": (_("how many months"), "krav"),
    "target_group": (_("the target group"), "krav"),
    "matching_officer": (_("who matches people to work"), "krav"),
    "shared_goal": (_("the shared goal"), "partnerskap"),
    "contributions": (_("what at least two parties contribute"), "partnerskap"),
    "no_market": (_("why there is no market"), "partnerskap"),
    "follow_up": (_("how it is followed up"), "partnerskap"),
    "exit_terms": (_("how it can be ended"), "partnerskap"),
    "has_counter_performance": (_("whether anything is given in return"), "bidrag"),
    "is_procured": (_("whether the places are bought"), "traning"),
    "places": (_("the number of places"), "traning"),
}
_ALWAYS = ("buyers", "counterparts", "first_day")
_DECISION = ("decision_body", "decision_day", "registry_number")
_PURCHASE = ("value_ore", "cpv")
_SHARE = ("share_percent", "share_day", "share_evidence", "purpose_evidence")
REQUIRED: Mapping[str, tuple[str, ...]] = {
    Form.DIRECT_PROCUREMENT: (*_PURCHASE, *_DECISION),
    Form.RESERVED_4_18_1: (*_PURCHASE, *_SHARE, *_DECISION),
    Form.RESERVED_4_18_2: (*_PURCHASE, *_SHARE, *_DECISION),
    Form.RESERVED_19_25: (*_PURCHASE, "last_day", *_DECISION),
    Form.RESERVED_19_25A: (*_PURCHASE, "registered_checked_day", *_DECISION),
    Form.WITH_CLAUSE: (
        *_PURCHASE,
        "clause_variant",
        "clause_number",
        "clause_months",
        "target_group",
        "matching_officer",
        *_DECISION,
    ),
    Form.FRAMEWORK_CALL_OFF: (),
    Form.LOV: _DECISION,
    Form.IOP: ("shared_goal", "contributions", "no_market", "follow_up", "last_day", "exit_terms", *_DECISION),
    Form.GRANT: ("value_ore", "has_counter_performance", *_DECISION),
    Form.WORK_TRAINING: ("value_ore", "places", "is_procured", *_DECISION),
    Form.LOCAL_COMPACT: (),
    Form.OTHER: (),
}
"""What each form asks before it is awarded or agreed (R26), beside the parties and the first day."""
DOCUMENTATION = ("description", "competition", "suppliers_asked", "bids", "award_reason", "last_day")
"""Of the seven facts those that are not written elsewhere already (facts 1.6)."""
_OPTIONAL_PARTS: Mapping[str, tuple[str, ...]] = {
    Form.LOV: ("varde", "reserverat"),
    Form.IOP: ("varde", "reserverat"),
    Form.FRAMEWORK_CALL_OFF: ("varde", "beslut"),
    Form.LOCAL_COMPACT: ("varde", "beslut"),
    Form.OTHER: ("varde", "beslut"),
    Form.RESERVED_4_18_1: ("krav",),
    Form.RESERVED_4_18_2: ("krav",),
    Form.WORK_TRAINING: ("krav",),
}


@dataclass(frozen=True, slots=True)
class OtherSide:
    """A counterpart as the rules see it."""

    name: str
    number: str = ""
    is_public: bool = False
    may_distribute_profit: bool = False


@dataclass(frozen=True, slots=True)
class LimitCheck:
    """A purchase and those of the same kind in its year, against the limit that holds on its first day."""

    limit_ore: int | None
    is_confirmed: bool
    sums: tuple[YearSum, ...]
    is_social: bool = False

    @property
    def over(self) -> tuple[YearSum, ...]:
        """The buyers whose sum is over the limit."""
        limit = self.limit_ore
        return tuple(one for one in self.sums if limit is not None and one.sum_ore > limit)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rules need of one collaboration."""

    row: Collaboration
    state: str
    today: date
    buyers: tuple[str, ...] = ()
    counterparts: tuple[OtherSide, ...] = ()
    cpv: frozenset[str] = frozenset()
    contributions: int = 0
    documentation_from_ore: int | None = None
    share_requirement: int | None = None
    reserved_term: int | None = None
    # By code, whether the form's paragraph lists it on the first day; and since when the paragraph holds.
    listed: Mapping[str, bool] = field(default_factory=dict)
    paragraph_from: date | None = None
    limit: LimitCheck | None = None
    # The same winner got a contract by the same paragraph within the waiting time.
    won_before: tuple[str, ...] = ()

    @property
    def start(self) -> date:
        """The first day, or the day it is about."""
        return self.row.first_day or self.row.day

    @property
    def is_bought(self) -> bool:
        """Whether it counts against the limit for direct procurement."""
        return is_direct_purchase(self.row.form, is_procured=self.row.is_procured)


def is_direct_purchase(form: str, *, is_procured: bool | None) -> bool:
    """A direct procurement, or places for work training that are bought."""
    return form == Form.DIRECT_PROCUREMENT or (form == Form.WORK_TRAINING and is_procured is True)


def must_document(facts: Facts) -> bool:
    """A direct purchase from the dated amount on is documented."""
    least, value = facts.documentation_from_ore, facts.row.value_ore
    return facts.is_bought and least is not None and value is not None and value >= least


def required(facts: Facts, state: str) -> tuple[str, ...]:
    """The fields that a state asks of this collaboration."""
    row = facts.row
    if state in UNDER_WAY:
        asked = REQUIRED[row.form]
        return ("buyers", *(name for name in asked if name in {"value_ore", "cpv", "shared_goal"}))
    if state not in COMMITTED:
        return ()
    bought = ("cpv",) if facts.is_bought else ()
    documented = DOCUMENTATION if must_document(facts) else ()
    return tuple(dict.fromkeys((*_ALWAYS, *REQUIRED[row.form], *bought, *documented)))


def is_written(facts: Facts, name: str) -> bool:
    """Whether a field has been filled in."""
    if name == "buyers":
        return bool(facts.buyers)
    if name == "counterparts":
        return bool(facts.counterparts)
    if name == "cpv":
        return bool(facts.cpv)
    if name == "contributions":
        return facts.contributions >= 2  # noqa: PLR2004 - of at least two parties
    value = getattr(facts.row, name)
    return value is not None and value != ""


def missing(facts: Facts, state: str) -> tuple[str, ...]:
    """The fields that a state asks and that are not there."""
    return tuple(name for name in required(facts, state) if not is_written(facts, name))


def parts_of(facts: Facts) -> tuple[str, ...]:
    """The parts of the page that this form has, in order."""
    row = facts.row
    names = [*_ALWAYS, *REQUIRED[row.form]]
    parts = ["parter", "varde", *(FIELDS[name][1] for name in names), *_OPTIONAL_PARTS.get(row.form, ())]
    if facts.is_bought:
        parts.append("dokumentation")
    order = ("parter", "varde", "dokumentation", "reserverat", "krav", "partnerskap", "bidrag", "traning", "beslut")
    return tuple(part for part in order if part in parts)


def named(names: tuple[str, ...]) -> str:
    """Fields in words, with commas between."""
    return ", ".join(str(FIELDS[name][0]) for name in names)


def may_save(*, first_day: date | None, last_day: date | None, value_ore: int | None) -> Verdict:
    """End not before the start, and nothing is worth less than nothing (section 4, collaboration)."""
    if first_day is not None and last_day is not None and last_day < first_day:
        return no(_("The last day can not come before the first day."))
    if value_ore is not None and value_ore < 0:
        return no(_("The value can not be less than nothing."))
    return YES


def is_within_limit(facts: Facts) -> Verdict:
    """A planned direct purchase over the limit is stopped with the sum that led to it; a done one needs a note.

    Whether the answer is yes says nothing of what has been bought elsewhere, so a page never shows it as a clearance.
    """
    check = facts.limit
    if not facts.is_bought or check is None or not check.over:
        return YES
    over = check.over[0]
    said = {
        "limit": kronor_text(check.limit_ore or 0),
        "sum": kronor_text(over.sum_ore),
        "this": kronor_text(facts.row.value_ore or 0),
        "others": kronor_text(over.sum_ore - (facts.row.value_ore or 0)),
    }
    if facts.start < facts.today:
        if facts.row.over_limit_note:
            return YES
        return no(
            _(
                "The purchase is done, and with purchases of the same kind it comes to %(sum)s in the year, over the "
                "limit of %(limit)s. Write a note about it first; the note stays inside your municipality."
            )
            % said
        )
    if over.others:
        return no(
            _(
                "With this purchase of %(this)s and others of the same kind for %(others)s, the buyer comes to "
                "%(sum)s in the year. The limit for direct procurement is %(limit)s. Choose another "
                "form, or ask your procurement function."
            )
            % said
        )
    return no(
        _(
            "The purchase is worth %(this)s, over the limit for direct procurement, which is %(limit)s. Choose another "
            "form, or ask your procurement function."
        )
        % said
    )


def is_reserved_rightly(facts: Facts) -> Verdict:
    """Reserved 4:18: the share is at least the law's; reserved 19: every code is in the list, on a day it holds."""
    row = facts.row
    if row.form in RESERVED_4_18 and facts.share_requirement is not None:
        share = row.share_percent
        if share is not None and share < facts.share_requirement:
            return no(
                _("A reserved contract takes at least %(least)s percent from the target group, and not %(share)s.")
                % {"least": facts.share_requirement, "share": share}
            )
    if row.form in RESERVED_19:
        if facts.paragraph_from is not None and facts.start < facts.paragraph_from:
            return no(
                _("This form can be used from %(day)s. The first day lies before.")
                % {"day": facts.paragraph_from.isoformat()}
            )
        outside = sorted(code for code in facts.cpv if not facts.listed.get(code, False))
        if outside:
            return no(
                _("The paragraph does not list these CPV codes: %(codes)s. Choose another form.")
                % {"codes": ", ".join(outside)}
            )
    if row.form == Form.RESERVED_19_25A and row.registered_idea_based is False:
        return no(_("The organisation does not stand in the register of idea-based organisations."))
    return YES


def is_partnership(facts: Facts) -> Verdict:
    """IOP: the other side is no public body, and at least two parties contribute."""
    if facts.row.form != Form.IOP:
        return YES
    public = [one.name for one in facts.counterparts if one.is_public]
    if public:
        return no(_("%(name)s is a public body; a partnership has an idea-based counterpart.") % {"name": public[0]})
    return YES


def may_move(facts: Facts, to: str, *, reason: str = "") -> Verdict:
    """Whether a collaboration may come to a state: its form has it, nothing is missing, and the law's limits hold."""
    path = path_of(facts.row.form)
    if to == facts.state:
        return no(_("It is there already."))
    if to not in (*path, *DROPPED):
        return no(_("This form does not have that state."))
    if to == State.NOT_AWARDED and facts.row.form not in PROCUREMENTS:
        return no(_("Only a procurement can end without an award."))
    goes_back = facts.state in DROPPED or (
        to in path and facts.state in path and path.index(to) < path.index(facts.state)
    )
    if (goes_back or to in DROPPED) and not reason.strip():
        return no(_("Write why, so that whoever looks at it later understands."))
    lacking = missing(facts, to)
    if lacking:
        return no(format_lazy(_("Before that, write: {names}."), names=named(lacking)))
    if to in UNDER_WAY | COMMITTED:
        for verdict in (is_reserved_rightly(facts), is_partnership(facts), is_within_limit(facts)):
            if not verdict:
                return verdict
    return YES


def may_change(facts: Facts) -> Verdict:
    """What has been dropped is not changed; take it up again first."""
    if facts.state in DROPPED:
        return no(_("It has been dropped. Take it up again first, with a reason."))
    return YES


def warnings(facts: Facts) -> list[str]:
    """What is not stopped but should be thought of."""
    row, said = facts.row, []
    if row.form == Form.RESERVED_19_25 and row.first_day and row.last_day and facts.reserved_term:
        if row.last_day >= months_later(row.first_day, facts.reserved_term):
            years = facts.reserved_term // 12
            text = ngettext_lazy(
                "A contract reserved by 19:25 may by older guidance last at most %(years)s year. Read the paragraph.",
                "A contract reserved by 19:25 may by older guidance last at most %(years)s years. Read the paragraph.",
                "years",
            )
            said.append(str(text % {"years": years}))
        if facts.won_before:
            said.append(
                str(
                    _("%(name)s has had a contract by the same paragraph within the waiting time.")
                    % {"name": facts.won_before[0]}
                )
            )
    if row.form == Form.IOP:
        said.append(str(_("A partnership may not be a purchase: nobody sells to anybody, and there is no market.")))
        said += [
            str(
                _("%(name)s may distribute profit to its owners; an IOP is made with an idea-based party.")
                % {"name": one.name}
            )
            for one in facts.counterparts
            if one.may_distribute_profit
        ]
    if row.form == Form.GRANT and row.has_counter_performance is not False:
        said.append(
            str(_("A grant has nothing in return. If the municipality gets a service for it, it is a purchase."))
        )
    if facts.is_bought and facts.limit is not None and facts.limit.limit_ore is None:
        said.append(str(_("No limit is known for that day, so the sum could not be compared with one.")))
    elif facts.is_bought and facts.limit is not None and not facts.limit.is_confirmed:
        said.append(str(_("The limit for that day has not been confirmed. Ask your procurement function.")))
    return said


def as_purchase(facts: Facts) -> Purchase:
    """The collaboration as the limit sees it."""
    row = facts.row
    return Purchase(row.pk or 0, row.title, facts.start, row.value_ore, facts.cpv, frozenset(facts.buyers))


def is_secret_kept(*, secrecy_ground: str, level: str) -> Verdict:
    """Whatever may be covered by secrecy stays inside the municipality, with its legal ground named (R14)."""
    if secrecy_ground and level != "own_level":
        return no(_("What may be covered by secrecy stays inside the municipality."))
    return YES
