"""A collaboration begins, gets its facts, moves on, and shows what came of it; dialogues are noted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.core.words import search_key, sort_key
from samverka.enterprises import queries, rules
from samverka.enterprises.actions.reference import known_cpv
from samverka.enterprises.figures.guide import cleaned
from samverka.enterprises.models import (
    Buyer,
    Collaboration,
    CollaborationCpv,
    CollaborationStep,
    Contribution,
    Counterpart,
    Dialogue,
    Outcome,
    SocialEnterprise,
    State,
)
from samverka.journal import actions as journal
from samverka.people.models import Employer, MemberOrganisation, Person


def _record(row: Collaboration | Dialogue, verb: str, by: Person, at: datetime, **payload: object) -> None:
    # What may be covered by secrecy has its title nowhere but in its own row.
    title = "" if row.secrecy_ground else row.title
    journal.record(
        chain=journal.HOUSE,
        verb=f"enterprises.{verb}",
        subject=row,
        by=by,
        at=at,
        payload={"organisation": row.organisation.name, "title": title, **payload},
    )


@transaction.atomic
def start_collaboration(
    *,
    organisation: MemberOrganisation,
    title: str,
    owner: Person,
    day: date,
    form: str,
    by: Person,
    at: datetime,
    guide_answers: Mapping[str, str] | None = None,
) -> Collaboration:
    """A collaboration is written down with a title, an owner, a day and a form; the rest when a state asks (R54)."""
    row = Collaboration.objects.create(
        organisation=organisation,
        title=title.strip(),
        title_sort=sort_key(title),
        title_search=search_key(title),
        owner=owner,
        day=day,
        form=form,
        guide_answers=cleaned(guide_answers or {}),
        started_at=at,
        started_by=by,
        changed_at=at,
    )
    CollaborationStep.objects.create(collaboration=row, state=State.IDEA, day=clock.day(at), moved_at=at, moved_by=by)
    _record(row, "collaboration.started", by, at, form=form)
    return row


@transaction.atomic
def write_part(
    *,
    collaboration: Collaboration,
    part: str,
    values: Mapping[str, object],
    by: Person,
    at: datetime,
    buyers: Sequence[int] | None = None,
    counterparts: Sequence[tuple[str, str, SocialEnterprise | None]] | None = None,
    cpv: Sequence[str] | None = None,
    contributions: Sequence[tuple[str, str]] | None = None,
) -> Collaboration:
    """A part of a collaboration is written: columns, and whatever hangs on it; None leaves those as they are.

    Raises:
        Refused: when it has been dropped, or the parts contradict each other.
    """
    rules.collaboration.may_change(queries.known_facts(collaboration, clock.day(at))).or_refuse()
    after = {name: values.get(name, getattr(collaboration, name)) for name in ("first_day", "last_day", "value_ore")}
    rules.collaboration.may_save(**after).or_refuse()  # type: ignore[arg-type]  # as the form has cleaned them
    secret = {name: str(values.get(name, getattr(collaboration, name))) for name in ("secrecy_ground", "level")}
    rules.collaboration.is_secret_kept(**secret).or_refuse()
    columns = dict(values)
    if "title" in columns:
        title = str(columns["title"]).strip()
        columns |= {"title": title, "title_sort": sort_key(title), "title_search": search_key(title)}
    changed = sorted(name for name, value in columns.items() if getattr(collaboration, name) != value)
    Collaboration.objects.filter(pk=collaboration.pk).update(**columns, changed_at=at)
    if buyers is not None:
        own = Employer.objects.filter(organisation=collaboration.organisation_id, pk__in=buyers)
        Buyer.objects.filter(collaboration=collaboration).delete()
        Buyer.objects.bulk_create([Buyer(collaboration=collaboration, employer=one) for one in own])
    if counterparts is not None:
        Counterpart.objects.filter(collaboration=collaboration).delete()
        Counterpart.objects.bulk_create(
            [
                Counterpart(
                    collaboration=collaboration,
                    enterprise=known,
                    name=known.name if known else name[:160],
                    organisation_number=known.organisation_number if known else number,
                )
                for name, number, known in counterparts
            ]
        )
    if cpv is not None:
        codes = known_cpv(cpv)
        CollaborationCpv.objects.filter(collaboration=collaboration).delete()
        CollaborationCpv.objects.bulk_create(
            [CollaborationCpv(collaboration=collaboration, cpv=codes[code]) for code in dict.fromkeys(cpv)]
        )
    if contributions is not None:
        Contribution.objects.filter(collaboration=collaboration).delete()
        Contribution.objects.bulk_create(
            [
                Contribution(collaboration=collaboration, party=party[:160], text=text[:400])
                for party, text in dict(contributions).items()
            ]
        )
    collaboration.refresh_from_db()
    _record(collaboration, "collaboration.written", by, at, part=part, changed=changed)
    return collaboration


@transaction.atomic
def move_collaboration(
    *, collaboration: Collaboration, to: str, day: date, by: Person, at: datetime, reason: str = ""
) -> Collaboration:
    """A collaboration comes to another state on a day.

    Raises:
        Refused: when the state asks for more than there is, a limit is passed, or somebody was first.
    """
    facts = queries.known_facts(collaboration, clock.day(at))
    rules.collaboration.may_move(facts, to, reason=reason).or_refuse()
    left = CollaborationStep.objects.filter(
        collaboration=collaboration, state=facts.state, left_at__isnull=True
    ).update(left_at=at)
    if left != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    CollaborationStep.objects.create(
        collaboration=collaboration, state=to, day=day, reason=reason.strip(), moved_at=at, moved_by=by
    )
    check = facts.limit
    over = {"over_limit": check.limit_ore or 0, "sum": check.over[0].sum_ore} if check and check.over else {}
    _record(collaboration, "collaboration.moved", by, at, before=facts.state, to=to, day=day.isoformat(), **over)
    return collaboration


@transaction.atomic
def keep_guide_answers(
    *, collaboration: Collaboration, answers: Mapping[str, str], form: str, by: Person, at: datetime
) -> Collaboration:
    """The answers to the form guide are kept as the motivation of the form that was chosen.

    Raises:
        Refused: when the collaboration has come so far that its form stands.
    """
    facts = queries.known_facts(collaboration, clock.day(at))
    rules.collaboration.may_change(facts).or_refuse()
    if form != collaboration.form and facts.state in rules.collaboration.COMMITTED:
        raise Refused(_("The form stands once there is a contract. Move the collaboration back first."))
    Collaboration.objects.filter(pk=collaboration.pk).update(guide_answers=cleaned(answers), form=form, changed_at=at)
    collaboration.refresh_from_db()
    _record(collaboration, "collaboration.form_chosen", by, at, form=form, answers=cleaned(answers))
    return collaboration


@transaction.atomic
def note_outcome(*, collaboration: Collaboration, values: Mapping[str, object], by: Person, at: datetime) -> Outcome:
    """What was promised, or what has been delivered until a day, is noted: counts, never persons."""
    outcome = Outcome.objects.create(collaboration=collaboration, **values, noted_at=at, noted_by=by)
    _record(collaboration, "outcome.noted", by, at, kind=outcome.kind, day=outcome.day.isoformat())
    return outcome


@transaction.atomic
def note_dialogue(
    *, organisation: MemberOrganisation, values: Mapping[str, object], by: Person, at: datetime
) -> Dialogue:
    """A talk with enterprises is noted: who, when, about what, what was handed out."""
    title = str(values["title"]).strip()
    row = Dialogue.objects.create(
        organisation=organisation,
        **{**values, "title": title},
        title_sort=sort_key(title),
        noted_at=at,
        noted_by=by,
    )
    _record(row, "dialogue.noted", by, at, day=row.day.isoformat())
    return row


@transaction.atomic
def write_dialogue(*, dialogue: Dialogue, values: Mapping[str, object], by: Person, at: datetime) -> Dialogue:
    """What is noted of a talk is put right or filled in."""
    title = str(values["title"]).strip()
    changed = sorted(name for name, value in values.items() if getattr(dialogue, name) != value)
    Dialogue.objects.filter(pk=dialogue.pk).update(**{**values, "title": title}, title_sort=sort_key(title))
    dialogue.refresh_from_db()
    _record(dialogue, "dialogue.written", by, at, changed=changed)
    return dialogue


@transaction.atomic
def archive_dialogue(*, dialogue: Dialogue, by: Person, at: datetime) -> Dialogue:
    """A talk that was noted by mistake is put away; it is not erased.

    Raises:
        Refused: when it has been already.
    """
    stamp(dialogue, "archived", by=by, at=at)
    _record(dialogue, "dialogue.archived", by, at)
    return dialogue
