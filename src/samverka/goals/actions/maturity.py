"""What happens to maturity: rounds are opened, people answer, the seat agrees; targets and consents."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.goals import queries, rules
from samverka.goals.actions.entries import record
from samverka.goals.figures import AgreedLevel
from samverka.goals.models import (
    GoalJudgement,
    MaturityAnswer,
    MaturityConsent,
    MaturityLevel,
    MaturityRound,
    MaturityTarget,
    Measurement,
)
from samverka.goals.queries import Sight
from samverka.networks.models import Participation
from samverka.people.models import Person


@transaction.atomic
def open_round(*, participation: Participation, occasion: str, by: Person, at: datetime) -> MaturityRound:
    """A seat begins to measure itself on an occasion.

    Raises:
        Refused: when there is no such occasion, or it is opened already.
    """
    is_opened = MaturityRound.objects.filter(participation=participation, occasion=occasion).exists()
    rules.may_open_round(occasion=occasion, is_opened=is_opened).or_refuse()
    row = MaturityRound.objects.create(participation=participation, occasion=occasion, opened_at=at, opened_by=by)
    record(participation, verb="goals.maturity.opened", subject=row, by=by, at=at, payload={"occasion": occasion})
    return row


@transaction.atomic
def answer_round(
    *, maturity_round: MaturityRound, levels: Mapping[str, int | None], by: Person, at: datetime
) -> MaturityAnswer:
    """A person answers, or changes the answer; the entry says that, not what.

    Raises:
        Refused: when the profile is agreed, or something is no level.
    """
    rules.may_answer(maturity_round).or_refuse()
    rules.are_levels(levels).or_refuse()
    answer, _is_new = MaturityAnswer.objects.update_or_create(
        round=maturity_round, person=by, defaults={"levels": dict(levels), "answered_at": at}
    )
    record(
        maturity_round.participation,
        verb="goals.maturity.answered",
        subject=maturity_round,
        by=by,
        at=at,
        payload={"dimensions": len(levels)},
    )
    return answer


@transaction.atomic
def agree_profile(
    *, maturity_round: MaturityRound, sight: Sight, levels: Mapping[str, AgreedLevel], by: Person, at: datetime
) -> MaturityRound:
    """The seat agrees on its profile: with reasons where answers differ, and evidence from level 3.

    Raises:
        Refused: when it is agreed, too little is answered, or a reason or evidence is missing.
    """
    rules.may_agree_profile(
        {key: one.level for key, one in levels.items()}, is_agreed=maturity_round.agreed_at is not None
    ).or_refuse()
    found, _number = queries.spreads(maturity_round)
    evidence = queries.evidence_of(sight, clock.day(at))
    for key, one in levels.items():
        rules.may_agree_level(
            level=one.level,
            reason=one.reason,
            evidence=one.evidence,
            spread=found[key],
            from_records=evidence[key],
        ).or_refuse()
    stamp(maturity_round, "agreed", by=by, at=at)
    MaturityLevel.objects.bulk_create(
        MaturityLevel(
            round=maturity_round, dimension=key, level=one.level, reason=one.reason, evidence=one.evidence.strip()
        )
        for key, one in levels.items()
    )
    record(
        maturity_round.participation,
        verb="goals.maturity.agreed",
        subject=maturity_round,
        by=by,
        at=at,
        payload={"levels": {key: one.level or 0 for key, one in levels.items()}},
    )
    return maturity_round


@transaction.atomic
def set_targets(*, participation: Participation, targets: Mapping[str, int | None], by: Person, at: datetime) -> None:
    """The seat says where it wants to be in each dimension; empty takes a target away."""
    for dimension, level in targets.items():
        if level is None:
            MaturityTarget.objects.filter(participation=participation, dimension=dimension).delete()
        else:
            MaturityTarget.objects.update_or_create(
                participation=participation,
                dimension=dimension,
                defaults={"level": level, "set_at": at, "set_by": by},
            )
    record(
        participation,
        verb="goals.targets.set",
        subject=participation,
        by=by,
        at=at,
        payload={"targets": {key: level or 0 for key, level in targets.items()}},
    )


@transaction.atomic
def show_maturity(*, participation: Participation, by: Person, at: datetime) -> MaturityConsent:
    """The municipality lets the others see its profile by name.

    Raises:
        Refused: when it does already.
    """
    if MaturityConsent.objects.filter(participation=participation, ended_at__isnull=True).exists():
        raise Refused(SOMEONE_WAS_FIRST)
    row = MaturityConsent.objects.create(participation=participation, given_at=at, given_by=by)
    record(participation, verb="goals.maturity.shown", subject=row, by=by, at=at, payload={})
    return row


@transaction.atomic
def hide_maturity(*, participation: Participation, by: Person, at: datetime) -> MaturityConsent:
    """The municipality takes back that the others may see its profile by name.

    Raises:
        Refused: when it is hidden already.
    """
    row = MaturityConsent.objects.filter(participation=participation, ended_at__isnull=True).first()
    if row is None:
        raise Refused(SOMEONE_WAS_FIRST)
    stamp(row, "ended", by=by, at=at)
    record(participation, verb="goals.maturity.hidden", subject=row, by=by, at=at, payload={})
    return row


# --- Results ------------------------------------------------------------------------------------------------------


@transaction.atomic
def judge_result(
    *, participation: Participation, goal: str, judged: str, comment: str, by: Person, at: datetime
) -> GoalJudgement:
    """The host judges a result otherwise than the records, with a comment; a judgement before gives way.

    Raises:
        Refused: without a comment, or for no such result.
    """
    rules.may_judge(goal).or_refuse()
    rules.may_override(comment=comment).or_refuse()
    for before in GoalJudgement.objects.filter(participation=participation, result_goal=goal, lifted_at__isnull=True):
        stamp(before, "lifted", by=by, at=at)
    row = GoalJudgement.objects.create(
        participation=participation,
        result_goal=goal,
        judged=judged,
        comment=comment.strip(),
        judged_at=at,
        judged_by=by,
    )
    record(
        participation,
        verb="goals.result.judged",
        subject=row,
        by=by,
        at=at,
        payload={"goal": goal, "judged": judged, "comment": row.comment},
    )
    return row


@transaction.atomic
def lift_judgement(*, participation: Participation, goal: str, by: Person, at: datetime) -> GoalJudgement:
    """The records say again how far a result has come.

    Raises:
        Refused: when nothing is judged.
    """
    row = GoalJudgement.objects.filter(participation=participation, result_goal=goal, lifted_at__isnull=True).first()
    if row is None:
        raise Refused(SOMEONE_WAS_FIRST)
    stamp(row, "lifted", by=by, at=at)
    record(participation, verb="goals.result.judgement_lifted", subject=row, by=by, at=at, payload={"goal": goal})
    return row


@transaction.atomic
def note_measurement(
    *,
    participation: Participation,
    indicator: str,
    measured_day: date,
    value: int,
    source: str,
    by: Person,
    at: datetime,
) -> Measurement:
    """A value of an indicator on a day is written down; one for the same day is written over.

    Raises:
        Refused: when the day lies ahead.
    """
    rules.may_log_past(day=measured_day, today=clock.day(at)).or_refuse()
    row, _is_new = Measurement.objects.update_or_create(
        participation=participation,
        indicator=indicator,
        measured_day=measured_day,
        defaults={"value": value, "source": source, "noted_at": at, "noted_by": by},
    )
    record(
        participation,
        verb="goals.measurement.noted",
        subject=row,
        by=by,
        at=at,
        payload={"indicator": row.indicator, "value": row.value, "day": row.measured_day.isoformat()},
    )
    return row
