"""Pure decisions: facts in, a verdict with its sentence out."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no
from samverka.goals import figures
from samverka.goals.models import Action, Decision, GoverningDocument, MaturityRound, Need, ResultGoal

# --- Needs --------------------------------------------------------------------------------------------------------


def may_read_need(need: Need, *, is_own: bool) -> bool:
    """Whether someone may read a need: the own municipality's team all, the network's others what is shared."""
    return is_own or (not need.may_be_secret and need.level != Need.Level.PRIVATE)


def may_keep_secret(*, may_be_secret: bool, ground: str, level: str) -> Verdict:
    """Whether what is said of secrecy hangs together (R14): a ground for what may be secret, and nothing shared."""
    if may_be_secret and not ground.strip():
        return no(_("Name the legal ground, for example 19 kap. 3 § OSL."))
    if may_be_secret and level != Need.Level.PRIVATE:
        return no(_("What may be covered by secrecy stays within the municipality. Choose “Only the municipality”."))
    return YES


def may_share_need(*, level: str, problem: str) -> Verdict:
    """Whether a need can be shared: those who read it have to understand the problem."""
    if level != Need.Level.PRIVATE and not problem.strip():
        return no(_("Describe the problem before you share the need with others."))
    return YES


def may_solve_need(need: Need) -> Verdict:
    """Whether a need can be marked as solved."""
    if need.parked_at:
        return no(_("The need is parked. Take it up again first."))
    return no(_("The need is solved already.")) if need.solved_at else YES


def may_park_need(need: Need) -> Verdict:
    """Whether a need can be parked."""
    if need.solved_at:
        return no(_("The need is solved. There is nothing to park."))
    return no(_("The need is parked already.")) if need.parked_at else YES


def may_take_up_need(need: Need) -> Verdict:
    """Whether a need that was parked or solved can be taken up again."""
    return YES if need.parked_at or need.solved_at else no(_("The need is open already."))


def may_log_talk(*, talked_day: date, today: date) -> Verdict:
    """Whether a talk can be logged: it has been held."""
    return no(_("The talk has not been held yet. Log it afterwards.")) if talked_day > today else YES


def may_declare_inventory(*, written: int, is_declared: bool) -> Verdict:
    """Whether the inventory can be declared done."""
    if is_declared:
        return no(_("The inventory is declared done. It may still grow."))
    return YES if written else no(_("Write down at least one development need first."))


def may_bring_in(*, new: int) -> Verdict:
    """Whether a list can be brought in: something in it is new."""
    return YES if new else no(_("Everything in the list is there already."))


# --- Anchoring ----------------------------------------------------------------------------------------------------


def may_log_past(*, day: date, today: date) -> Verdict:
    """Whether what is logged has happened."""
    return no(_("That day has not come yet. Log it afterwards.")) if day > today else YES


def may_log_decision(*, kind: str, paragraph: str, decided_day: date, today: date) -> Verdict:
    """Whether a decision can be logged: it has been made, and a political one has its paragraph."""
    if decided_day > today:
        return no(_("That day has not come yet. Log the decision when it has been made."))
    if kind == Decision.Kind.POLITICAL and not paragraph.strip():
        return no(_("Write the paragraph in the minutes, for example § 87."))
    return YES


def may_withdraw(*, is_withdrawn: bool) -> Verdict:
    """Whether something logged by mistake can be taken back."""
    return no(_("It is taken back already.")) if is_withdrawn else YES


# --- Governing documents and action plan --------------------------------------------------------------------------


def may_read_document(document: GoverningDocument, *, is_own: bool) -> bool:
    """Whether someone may read a document: drafts stay within the municipality, the host included (R37)."""
    return is_own or bool(document.consulted_at or document.proposed_at or document.adopted_at)


def may_change_document(document: GoverningDocument) -> Verdict:
    """Whether a document's text can be changed: until it is adopted, and again while it is under revision."""
    if document.repealed_at or document.replaced_at:
        return no(_("The document does not hold any longer."))
    if document.adopted_at and not document.revising_at:
        return no(_("The document is adopted. Begin a revision to change it."))
    return YES


def may_send_on_consultation(document: GoverningDocument) -> Verdict:
    """Whether a draft can be sent on consultation."""
    if document.adopted_at:
        return no(_("The document is adopted."))
    if document.proposed_at:
        return no(_("The document is on its way to a decision."))
    return no(_("The document is on consultation already.")) if document.consulted_at else YES


def may_propose(document: GoverningDocument, *, body: str, day: date | None) -> Verdict:
    """Whether a document can be put on its way: a body and a planned day (section 4)."""
    if document.adopted_at and not document.revising_at:
        return no(_("The document is adopted."))
    if not body.strip() or day is None:
        return no(_("Say which body is to decide, and on which day."))
    return YES


def may_adopt(
    document: GoverningDocument,
    *,
    body: str,
    decided_day: date | None,
    owner: str,
    review_day: date | None,
    today: date,
    plan: figures.PlanFigures | None,
) -> Verdict:
    """Whether a document can be adopted: body, day, owner, review day; of a plan, every action with owner and day."""
    if document.adopted_at and not document.revising_at:
        return no(_("The document is adopted already."))
    if not body.strip() or decided_day is None:
        return no(_("Say which body decided, and on which day."))
    if decided_day > today:
        return no(_("That day has not come yet. Until then the document is on its way to a decision."))
    if not owner.strip():
        return no(_("Say who is responsible for the document."))
    if review_day is None or review_day <= decided_day:
        return no(_("Say on which day the document is to be reviewed, after the day of the decision."))
    return may_adopt_plan(plan) if plan is not None else YES


def may_adopt_plan(plan: figures.PlanFigures) -> Verdict:
    """Whether a plan's actions are such that it can be adopted."""
    if not plan.actions:
        return no(_("The plan has no actions yet."))
    if plan.ownerless:
        return no(_("There are actions without anyone responsible. An adopted plan has none."))
    if plan.dayless:
        return no(_("There are actions without a day. In an adopted plan each has one."))
    return YES


def may_revise(document: GoverningDocument) -> Verdict:
    """Whether the revision of an adopted document can begin."""
    if not document.adopted_at or document.repealed_at or document.replaced_at:
        return no(_("Only a document that holds can be revised."))
    return no(_("The document is under revision already.")) if document.revising_at else YES


def may_repeal(document: GoverningDocument) -> Verdict:
    """Whether an adopted document can be repealed."""
    if not document.adopted_at:
        return no(_("Only an adopted document can be repealed."))
    if document.repealed_at or document.replaced_at:
        return no(_("The document does not hold any longer."))
    return YES


def may_keep_action(*, is_adopted: bool, owner: str, due_day: date | None) -> Verdict:
    """Whether an action can stand in its plan: in an adopted one with owner and day (section 4)."""
    if is_adopted and not owner.strip():
        return no(_("The plan is adopted: say who is responsible."))
    if is_adopted and due_day is None:
        return no(_("The plan is adopted: say by which day it is to be done."))
    return YES


def may_settle_action(action: Action) -> Verdict:
    """Whether an action is open, so that it can be begun, done, postponed or dropped."""
    if action.done_at:
        return no(_("The action is done."))
    return no(_("The action is dropped.")) if action.dropped_at else YES


def may_begin_action(action: Action) -> Verdict:
    """Whether an action can be marked as begun."""
    return no(_("The action is begun already.")) if action.begun_at else may_settle_action(action)


def may_drop_action(action: Action, *, reason: str) -> Verdict:
    """Whether an action can be dropped, which takes a reason."""
    settled = may_settle_action(action)
    if settled and not reason.strip():
        return no(_("Say why."))
    return settled


def may_plan(document: GoverningDocument) -> Verdict:
    """Whether goals and actions can be added: to a plan that may still hold."""
    if document.kind != GoverningDocument.Kind.ACTION_PLAN:
        return no(_("Only an action plan has goals and actions."))
    if document.repealed_at or document.replaced_at:
        return no(_("The document does not hold any longer."))
    return YES


def may_postpone_action(action: Action, *, due_day: date, reason: str) -> Verdict:
    """Whether an action can get a later day, which takes a reason."""
    settled = may_settle_action(action)
    if not settled:
        return settled
    if not reason.strip():
        return no(_("Say why."))
    if action.due_day is not None and due_day <= action.due_day:
        return no(_("Choose a day after the present one."))
    return YES


def may_follow_up(document: GoverningDocument, *, held_day: date, today: date, has_that_day: bool) -> Verdict:
    """Whether a plan's follow-up can be written down."""
    if not document.adopted_at or document.decided_day is None:
        return no(_("A plan is followed up from the day it is adopted."))
    if held_day > today:
        return no(_("That day has not come yet. Log it afterwards."))
    if held_day < document.decided_day:
        return no(_("The plan had not been adopted on that day."))
    return no(_("A follow-up is written down for that day already.")) if has_that_day else YES


# --- Structures ---------------------------------------------------------------------------------------------------


def may_end(*, first_day: date, last_day: date | None, ends: date) -> Verdict:
    """Whether someone's days can end on a day."""
    if last_day is not None:
        return no(_("A last day is set already."))
    return no(_("The last day can not come before the first day.")) if ends < first_day else YES


def may_note_group_meeting(*, met_day: date, today: date, is_noted: bool) -> Verdict:
    """Whether a meeting of the group can be noted."""
    if is_noted:
        return no(_("A meeting on that day is noted already."))
    return may_log_past(day=met_day, today=today)


def may_close_forum(*, is_closed: bool) -> Verdict:
    """Whether a forum is open, so that it can be described, joined and closed."""
    return no(_("The forum is closed.")) if is_closed else YES


# --- Results and maturity -----------------------------------------------------------------------------------------


def may_judge(goal: str) -> Verdict:
    """Whether there is such a result."""
    return YES if goal in ResultGoal.values else no(_("There is no such result."))


def may_override(*, comment: str) -> Verdict:
    """Whether the host can judge a result otherwise than the records: only with a comment (R33)."""
    return YES if comment.strip() else no(_("Say why you judge otherwise than the records."))


def may_answer(maturity_round: MaturityRound) -> Verdict:
    """Whether answers are taken: until the profile is agreed."""
    return no(_("The profile is agreed. Answers are taken no longer.")) if maturity_round.agreed_at else YES


def is_level(level: object) -> bool:
    """Whether something is an answer in one dimension: 1 to 5, or None for "vet ej"."""
    return level is None or (isinstance(level, int) and level in figures.LEVELS)


def is_checkable(evidence: str, *, from_records: Collection[str]) -> bool:
    """Whether evidence can be checked: it stands in the records here, or it is an address on the web."""
    text = evidence.strip()
    return text in from_records or text.startswith(("https://", "http://"))


def may_agree_level(
    *, level: int | None, reason: str, evidence: str, spread: figures.Spread, from_records: Collection[str]
) -> Verdict:
    """Whether a level can be agreed on in a dimension: a reason where answers differ, evidence from 3 up."""
    if not is_level(level):
        return no(_("A level is 1 to 5, or do not know."))
    if spread.is_wide and not reason.strip():
        return no(_("The answers differ by two levels or more. Say why you agree on this one."))
    if level is not None and level >= figures.EVIDENCE_FROM:
        if not evidence.strip():
            return no(_("From level 3 there has to be something to check against."))
        if not is_checkable(evidence, from_records=from_records):
            return no(_("Choose something that stands here, or write the address where it can be read (https://…)."))
    return YES


def may_agree_profile(levels: Mapping[str, int | None], *, is_agreed: bool) -> Verdict:
    """Whether a profile can be agreed on: at least four of the seven answered, once."""
    if is_agreed:
        return no(_("The profile is agreed already."))
    return YES if figures.is_profile(levels) else no(_("Answer at least four of the seven dimensions with a level."))


def may_open_round(*, occasion: str, is_opened: bool) -> Verdict:
    """Whether a measurement can be opened: once on each occasion."""
    if occasion not in MaturityRound.Occasion.values:
        return no(_("There is no such occasion."))
    return no(_("That measurement is open already.")) if is_opened else YES


def are_levels(levels: Mapping[str, object]) -> Verdict:
    """Whether an answer holds nothing but levels of the seven dimensions, and something at all."""
    if not levels:
        return no(_("Answer at least one question."))
    if not all(key in figures.DIMENSIONS and is_level(level) for key, level in levels.items()):
        return no(_("A level is 1 to 5, or do not know."))
    return YES


# --- Matching -----------------------------------------------------------------------------------------------------


def may_note_contact(*, is_there: bool, is_noted: bool) -> Verdict:
    """Whether a contact with an enterprise can be noted."""
    if not is_there:
        return no(_("The enterprise is not in the register any longer."))
    return no(_("That contact is noted already.")) if is_noted else YES


def may_link_collaboration(*, is_own: bool, is_linked: bool) -> Verdict:
    """Whether a need can be tied to a collaboration: one of the own municipality's, once."""
    if not is_own:
        return no(_("Choose one of the municipality's own collaborations."))
    return no(_("They are tied already.")) if is_linked else YES
