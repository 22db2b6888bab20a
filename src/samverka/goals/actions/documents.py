"""What happens to governing documents, action plans and their actions."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.documents import actions as documents
from samverka.goals import figures, rules
from samverka.goals.actions.entries import record
from samverka.goals.models import Action, ActionNote, Goal, GoverningDocument, PlanFollowUp
from samverka.goals.queries.documents import facts_of_actions
from samverka.networks.models import Participation
from samverka.people.models import Person


def _changed(document: GoverningDocument, **values: object) -> None:
    """Write these columns where the document still is as this one remembers it."""
    where = {"pk": document.pk, "edition": document.edition}
    if GoverningDocument.objects.filter(**where).update(edition=document.edition + 1, **values) != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    document.refresh_from_db()


@transaction.atomic
def draft_document(
    *, participation: Participation, values: Mapping[str, object], by: Person, at: datetime
) -> GoverningDocument:
    """A governing document is begun, with the headings of the template. `values` are columns."""
    document = GoverningDocument.objects.create(participation=participation, drafted_at=at, drafted_by=by, **values)
    record(
        participation,
        verb="goals.document.drafted",
        subject=document,
        by=by,
        at=at,
        payload={"kind": document.kind},
    )
    return document


@transaction.atomic
def change_document(
    *,
    document: GoverningDocument,
    values: Mapping[str, object],
    edition: int,
    by: Person,
    at: datetime,
    file_name: str = "",
    file_data: bytes = b"",
) -> GoverningDocument:
    """A document is written on. `edition` is the one that the form was filled in from.

    Raises:
        Refused: when it is adopted and not under revision, or someone has saved it meanwhile.
    """
    rules.may_change_document(document).or_refuse()
    document.edition = edition
    more: dict[str, object] = {}
    if file_data:
        more["file"] = documents.store(owner=document, name=file_name, data=file_data, by=by, at=at)
    _changed(document, **values, **more)
    record(
        document.participation,
        verb="goals.document.changed",
        subject=document,
        by=by,
        at=at,
        payload={"file": document.file.sha256 if document.file else ""},
    )
    return document


@transaction.atomic
def send_on_consultation(*, document: GoverningDocument, by: Person, at: datetime) -> GoverningDocument:
    """A draft goes on consultation; from now on the host may read it.

    Raises:
        Refused: when it is past that.
    """
    rules.may_send_on_consultation(document).or_refuse()
    stamp(document, "consulted", by=by, at=at)
    record(
        document.participation,
        verb="goals.document.consulted",
        subject=document,
        by=by,
        at=at,
        payload={"title": document.title},
    )
    return document


@transaction.atomic
def propose_document(
    *, document: GoverningDocument, body: str, day: date, by: Person, at: datetime
) -> GoverningDocument:
    """A document is on its way: which body is to decide, and on which day. It may get another day later.

    Raises:
        Refused: when it is adopted, or body or day is missing.
    """
    rules.may_propose(document, body=body, day=day).or_refuse()
    first = {} if document.proposed_at else {"proposed_at": at, "proposed_by": by}
    _changed(document, planned_body=body.strip(), planned_day=day, **first)
    record(
        document.participation,
        verb="goals.document.proposed",
        subject=document,
        by=by,
        at=at,
        payload={"title": document.title, "body": body, "day": day.isoformat()},
    )
    return document


@transaction.atomic
def adopt_document(
    *,
    document: GoverningDocument,
    body: str,
    decided_day: date,
    minutes_paragraph: str,
    registry_number: str,
    owner: str,
    political_owner: str,
    review_day: date,
    by: Person,
    at: datetime,
    valid_until: date | None = None,
    replaces: GoverningDocument | None = None,
) -> GoverningDocument:
    """A document has been adopted; it is public from now on, and what it replaces no longer holds.

    Raises:
        Refused: when body, day, owner or review day is missing, or a plan has an action without owner or day.
    """
    plan = None
    if document.kind == GoverningDocument.Kind.ACTION_PLAN:
        plan = figures.plan_figures(facts_of_actions(document), clock.day(at))
    rules.may_adopt(
        document,
        body=body,
        decided_day=decided_day,
        owner=owner,
        review_day=review_day,
        today=clock.day(at),
        plan=plan,
    ).or_refuse()
    _changed(
        document,
        adopted_at=at,
        adopted_by=by,
        decided_by=body.strip(),
        decided_day=decided_day,
        minutes_paragraph=minutes_paragraph,
        registry_number=registry_number,
        owner=owner.strip(),
        political_owner=political_owner,
        review_day=review_day,
        valid_until=valid_until,
        revising_at=None,
        revising_by=None,
        planned_body="",
        planned_day=None,
    )
    if replaces is not None:
        rules.may_repeal(replaces).or_refuse()
        stamp(replaces, "replaced", by=by, at=at, successor=document)
    record(
        document.participation,
        verb="goals.document.adopted",
        subject=document,
        by=by,
        at=at,
        payload={
            "title": document.title,
            "kind": document.kind,
            "body": document.decided_by,
            "day": decided_day.isoformat(),
            "paragraph": minutes_paragraph,
            "replaces": replaces.pk if replaces else 0,
        },
    )
    return document


@transaction.atomic
def begin_revision(*, document: GoverningDocument, by: Person, at: datetime) -> GoverningDocument:
    """The revision of an adopted document begins; the document holds meanwhile.

    Raises:
        Refused: when it does not hold, or is under revision.
    """
    rules.may_revise(document).or_refuse()
    stamp(document, "revising", by=by, at=at)
    record(document.participation, verb="goals.document.revising", subject=document, by=by, at=at, payload={})
    return document


@transaction.atomic
def repeal_document(*, document: GoverningDocument, repealed_day: date, by: Person, at: datetime) -> GoverningDocument:
    """An adopted document no longer holds from a day on.

    Raises:
        Refused: when it does not hold, or the day lies ahead.
    """
    rules.may_repeal(document).or_refuse()
    rules.may_log_past(day=repealed_day, today=clock.day(at)).or_refuse()
    stamp(document, "repealed", by=by, at=at, repealed_day=repealed_day)
    record(
        document.participation,
        verb="goals.document.repealed",
        subject=document,
        by=by,
        at=at,
        payload={"day": repealed_day.isoformat()},
    )
    return document


# --- The plan -----------------------------------------------------------------------------------------------------


@transaction.atomic
def add_goal(*, document: GoverningDocument, text: str, by: Person, at: datetime) -> Goal:
    """A plan gets a goal, last in its list.

    Raises:
        Refused: when the document is no plan, or does not hold any longer.
    """
    rules.may_plan(document).or_refuse()
    last = Goal.objects.filter(document=document).aggregate(last=Max("position"))["last"] or 0
    goal = Goal.objects.create(document=document, text=text, position=last + 1)
    record(document.participation, verb="goals.goal.added", subject=goal, by=by, at=at, payload={})
    return goal


@transaction.atomic
def add_action(*, goal: Goal, values: Mapping[str, object], by: Person, at: datetime) -> Action:
    """A goal gets an action. `values` are columns of `Action`.

    Raises:
        Refused: when the plan is adopted and the action has no owner or day.
    """
    document = goal.document
    rules.may_plan(document).or_refuse()
    _keepable(document, values)
    action = Action.objects.create(goal=goal, added_at=at, added_by=by, **values)
    record(document.participation, verb="goals.action.added", subject=action, by=by, at=at, payload={})
    return action


def _keepable(document: GoverningDocument, values: Mapping[str, object]) -> None:
    rules.may_keep_action(
        is_adopted=document.adopted_at is not None,
        owner=str(values.get("owner", "")),
        due_day=values.get("due_day"),  # type: ignore[arg-type]  # the form's cleaned day
    ).or_refuse()


@transaction.atomic
def change_action(*, action: Action, values: Mapping[str, object], by: Person, at: datetime) -> Action:
    """An action is written otherwise; in an adopted plan its day is put off with a reason instead.

    Raises:
        Refused: when it is settled, or would stand without owner or day in an adopted plan.
    """
    document = action.goal.document
    rules.may_settle_action(action).or_refuse()
    _keepable(document, values)
    kept = {name: value for name, value in values.items() if name != "due_day" or not document.adopted_at}
    Action.objects.filter(pk=action.pk).update(**kept)
    action.refresh_from_db()
    record(document.participation, verb="goals.action.changed", subject=action, by=by, at=at, payload={})
    return action


def _note(action: Action, what: str, text: str, by: Person, at: datetime, due_before: date | None = None) -> None:
    ActionNote.objects.create(action=action, what=what, text=text, due_before=due_before, noted_at=at, noted_by=by)


@transaction.atomic
def note_action(*, action: Action, what: str, text: str, by: Person, at: datetime) -> Action:
    """An action is begun, done, dropped (with a reason), or a word is said about it.

    Raises:
        Refused: when it is settled already, or is dropped without a reason.
    """
    if what == ActionNote.What.BEGUN:
        rules.may_begin_action(action).or_refuse()
        stamp(action, "begun", by=by, at=at)
    elif what == ActionNote.What.DONE:
        rules.may_settle_action(action).or_refuse()
        stamp(action, "done", by=by, at=at)
    elif what == ActionNote.What.DROPPED:
        rules.may_drop_action(action, reason=text).or_refuse()
        stamp(action, "dropped", by=by, at=at)
    _note(action, what, text, by, at)
    record(
        action.goal.document.participation,
        verb="goals.action.noted",
        subject=action,
        by=by,
        at=at,
        payload={"what": str(what), "text": text},
    )
    return action


@transaction.atomic
def postpone_action(*, action: Action, due_day: date, reason: str, by: Person, at: datetime) -> Action:
    """An action gets a later day, with the reason; the day before stays in its log.

    Raises:
        Refused: when it is settled, or the day is not a later one.
    """
    rules.may_postpone_action(action, due_day=due_day, reason=reason).or_refuse()
    before = action.due_day
    changed = Action.objects.filter(pk=action.pk, due_day=before, done_at__isnull=True, dropped_at__isnull=True).update(
        due_day=due_day
    )
    if changed != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    action.due_day = due_day
    _note(action, ActionNote.What.POSTPONED, reason, by, at, before)
    record(
        action.goal.document.participation,
        verb="goals.action.moved",
        subject=action,
        by=by,
        at=at,
        payload={"before": before.isoformat() if before else "", "after": due_day.isoformat()},
    )
    return action


@transaction.atomic
def follow_up_plan(*, document: GoverningDocument, held_day: date, text: str, by: Person, at: datetime) -> PlanFollowUp:
    """A plan was gone through on a day; the figures of now are kept with it.

    Raises:
        Refused: when it is not adopted, or the day is wrong or taken.
    """
    has_that_day = PlanFollowUp.objects.filter(document=document, held_day=held_day).exists()
    rules.may_follow_up(document, held_day=held_day, today=clock.day(at), has_that_day=has_that_day).or_refuse()
    now = figures.plan_figures(facts_of_actions(document), held_day)
    row = PlanFollowUp.objects.create(
        document=document,
        held_day=held_day,
        text=text,
        actions=now.actions,
        done=now.done,
        overdue=now.overdue,
        noted_at=at,
        noted_by=by,
    )
    record(
        document.participation,
        verb="goals.plan.followed_up",
        subject=row,
        by=by,
        at=at,
        payload={"day": held_day.isoformat(), "done": now.done, "overdue": now.overdue},
    )
    return row
