"""What happens to decisions and anchoring."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samverka.core import clock
from samverka.core.stamps import stamp
from samverka.goals import rules
from samverka.goals.actions.entries import record
from samverka.goals.models import Anchoring, Decision
from samverka.networks.models import Participation
from samverka.people.models import Person


@transaction.atomic
def log_decision(*, participation: Participation, values: Mapping[str, object], by: Person, at: datetime) -> Decision:
    """A decision is logged, with its place in the minutes. `values` are columns of `Decision`.

    Raises:
        Refused: when it lies ahead, or a political one has no paragraph.
    """
    rules.may_log_decision(
        kind=str(values["kind"]),
        paragraph=str(values.get("minutes_paragraph", "")),
        decided_day=values["decided_day"],  # type: ignore[arg-type]  # the form's cleaned day
        today=clock.day(at),
    ).or_refuse()
    decision = Decision.objects.create(participation=participation, logged_at=at, logged_by=by, **values)
    record(
        participation,
        verb="goals.decision.logged",
        subject=decision,
        by=by,
        at=at,
        payload={
            "title": decision.title,
            "body": decision.body,
            "day": decision.decided_day.isoformat(),
            "paragraph": decision.minutes_paragraph,
        },
    )
    return decision


@transaction.atomic
def withdraw_decision(*, decision: Decision, reason: str, by: Person, at: datetime) -> Decision:
    """A decision was logged by mistake; it stays in the log, crossed out with its reason.

    Raises:
        Refused: when it is withdrawn already.
    """
    rules.may_withdraw(is_withdrawn=decision.withdrawn_at is not None).or_refuse()
    stamp(decision, "withdrawn", by=by, at=at, withdrawn_reason=reason)
    record(
        decision.participation,
        verb="goals.decision.withdrawn",
        subject=decision,
        by=by,
        at=at,
        payload={"reason": reason},
    )
    return decision


@transaction.atomic
def log_anchoring(*, participation: Participation, values: Mapping[str, object], by: Person, at: datetime) -> Anchoring:
    """Someone has been told of the work. `values` are columns of `Anchoring`.

    Raises:
        Refused: when it lies ahead.
    """
    rules.may_log_past(day=values["held_day"], today=clock.day(at)).or_refuse()  # type: ignore[arg-type]  # the form's cleaned day
    anchoring = Anchoring.objects.create(participation=participation, logged_at=at, logged_by=by, **values)
    record(
        participation,
        verb="goals.anchoring.logged",
        subject=anchoring,
        by=by,
        at=at,
        payload={
            "with_whom": anchoring.with_whom,
            "day": anchoring.held_day.isoformat(),
            "audience": anchoring.audience,
        },
    )
    return anchoring


@transaction.atomic
def withdraw_anchoring(*, anchoring: Anchoring, reason: str, by: Person, at: datetime) -> Anchoring:
    """An anchoring was logged by mistake.

    Raises:
        Refused: when it is withdrawn already.
    """
    rules.may_withdraw(is_withdrawn=anchoring.withdrawn_at is not None).or_refuse()
    stamp(anchoring, "withdrawn", by=by, at=at, withdrawn_reason=reason)
    record(
        anchoring.participation,
        verb="goals.anchoring.withdrawn",
        subject=anchoring,
        by=by,
        at=at,
        payload={"reason": reason},
    )
    return anchoring
