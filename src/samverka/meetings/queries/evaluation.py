"""The three questions after a meeting, and what was answered; never by whom."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from samverka.core.tables import Column, Kind, Row, Table
from samverka.core.verdicts import Verdict
from samverka.core.words import sort_key
from samverka.meetings import figures, rules
from samverka.meetings.models import Attendance, Evaluation, EvaluationReceipt, Meeting
from samverka.meetings.queries.sight import Sight
from samverka.people.models import Person


def question_texts() -> dict[str, str]:
    """The questions as statements, by name, in the reader's language."""
    return {
        "useful": _("I have use of what I learned at the meeting."),
        "learned_from_others": _("I learned from the experience of the other municipalities."),
        "knows_next_step": _("I know what our next step at home is."),
    }


def was_there(meeting: Meeting, person: Person) -> bool:
    """Whether the person is recorded as present."""
    return Attendance.objects.filter(meeting=meeting, person=person).exists()


def has_answered(meeting: Meeting, person: Person) -> bool:
    """Whether the person has answered."""
    return EvaluationReceipt.objects.filter(meeting=meeting, person=person).exists()


def may_evaluate(meeting: Meeting, person: Person, at: datetime) -> Verdict:
    """Whether the person may answer now."""
    return rules.may_evaluate(
        meeting, was_there=was_there(meeting, person), has_answered=has_answered(meeting, person), at=at
    )


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """The three questions."""

    meeting: Meeting
    verdict: Verdict
    has_answered: bool


def evaluation_page(sight: Sight, person: Person, at: datetime) -> EvaluationPage:
    """Whether this person may answer, or has."""
    answered = has_answered(sight.meeting, person)
    return EvaluationPage(
        meeting=sight.meeting,
        verdict=rules.may_evaluate(
            sight.meeting, was_there=sight.own_minutes is not None, has_answered=answered, at=at
        ),
        has_answered=answered,
    )


@dataclass(frozen=True, slots=True)
class EvaluationSummary:
    """What was answered, for those who lead the meeting."""

    meeting: Meeting
    answers: int
    present: int
    verdict: Verdict
    table: Table | None
    comments: tuple[str, ...]


def evaluation_summary(meeting: Meeting) -> EvaluationSummary:
    """Each question's answers and mean, and the comments by letter, so that their order tells nothing."""
    rows = list(Evaluation.objects.filter(meeting=meeting))
    verdict = rules.may_read_evaluation(answers=len(rows))
    return EvaluationSummary(
        meeting=meeting,
        answers=len(rows),
        present=Attendance.objects.filter(meeting=meeting).count(),
        verdict=verdict,
        table=_table(meeting, rows) if verdict else None,
        comments=tuple(sorted((row.comment for row in rows if row.comment), key=sort_key)) if verdict else (),
    )


def _table(meeting: Meeting, rows: list[Evaluation]) -> Table:
    lines = []
    for name, text in question_texts().items():
        given: list[int] = [getattr(row, name) for row in rows]
        tenths = figures.mean_tenths(given)
        mean = _("%(whole)s.%(tenth)s") % {"whole": tenths // 10, "tenth": tenths % 10}
        lines.append(Row((text, mean, *(given.count(step) for step in figures.SCALE))))
    return Table(
        name=f"utvardering-{meeting.network.slug}-{meeting.pk}",
        title=_("Answers"),
        columns=(
            Column("question", _("Statement")),
            Column("mean", _("Mean")),
            *(Column(str(step), str(step), Kind.NUMBER) for step in figures.SCALE),
        ),
        rows=tuple(lines),
        notes=(_("1 is not true at all, 5 is quite true."),),
    )
