"""Reporting roles that no team gives, and the staff's occupations (Q2, Q3, Q5)."""

from datetime import date, datetime

from django.db import transaction

from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST
from samverka.hours import queries, rules
from samverka.hours.models import Occupation, RoleSpan
from samverka.journal import actions as journal
from samverka.networks.models import Network, Participation
from samverka.people.models import Person


@transaction.atomic
def give_role(
    *,
    network: Network,
    person: Person,
    reporting_role: str,
    function: str,
    first_day: date,
    by: Person,
    at: datetime,
    participation: Participation | None = None,
) -> RoleSpan:
    """Someone reports as the host's staff, or takes part without their time being counted (Q5), from a day on.

    Raises:
        Refused: when the person has another role in the network then, or the role does not fit.
    """
    rules.may_give_role(
        reporting_role=reporting_role,
        has_other_role=queries.has_role_from(network, person, first_day),
        is_of_host=queries.is_of_host(network, person, first_day),
        first_day=first_day,
        last_day=network.last_day,
    ).or_refuse()
    span = RoleSpan.objects.create(
        network=network,
        person=person,
        participation=participation,
        reporting_role=reporting_role,
        function=" ".join(function.split()),
        first_day=first_day,
        entered_at=at,
        entered_by=by,
    )
    journal.record(
        chain=network.chain,
        verb="hours.role.given",
        subject=span,
        by=by,
        at=at,
        payload={"person": person.actor_key, "role": reporting_role, "first_day": first_day.isoformat()},
    )
    return span


@transaction.atomic
def end_role(*, span: RoleSpan, last_day: date, by: Person, at: datetime) -> RoleSpan:
    """A role gets its last day; a change of role is a new row, never an edit (Q2).

    Raises:
        Refused: when it has one, or it would end before it began.
    """
    rules.may_end_authority(first_day=span.first_day, last_day=span.last_day, ends=last_day).or_refuse()
    if not RoleSpan.objects.filter(pk=span.pk, last_day__isnull=True).update(last_day=last_day):
        raise Refused(SOMEONE_WAS_FIRST)
    span.last_day = last_day
    journal.record(
        chain=span.network.chain,
        verb="hours.role.ended",
        subject=span,
        by=by,
        at=at,
        payload={"person": span.person.actor_key, "last_day": last_day.isoformat()},
    )
    return span


@transaction.atomic
def decide_occupation(
    *,
    network: Network,
    person: Person,
    code_kind: str,
    code: str,
    wage_group: str,
    entry_day: date,
    by: Person,
    at: datetime,
    decision_reference: str = "",
) -> Occupation:
    """A staff member's occupation on entering the project and the wage group that follows, with who decided (Q3).

    Raises:
        Refused: when the rule set knows no such group, or a group that holds is changed without a decision's number.
    """
    holds = Occupation.objects.filter(network=network, person=person, replaced_at__isnull=True).first()
    rules.may_decide_occupation(
        wage_group=wage_group,
        groups=queries.wage_groups_of_rules(network),
        is_change=holds is not None,
        decision_reference=decision_reference,
        is_staff=queries.is_staff_member(network, person),
    ).or_refuse()
    if holds is not None and not Occupation.objects.filter(pk=holds.pk, replaced_at__isnull=True).update(
        replaced_at=at
    ):
        raise Refused(SOMEONE_WAS_FIRST)
    row = Occupation.objects.create(
        network=network,
        person=person,
        code_kind=code_kind,
        code=code.strip(),
        wage_group=wage_group,
        entry_day=entry_day,
        decision_reference=" ".join(decision_reference.split()),
        decided_at=at,
        decided_by=by,
    )
    journal.record(
        chain=network.chain,
        verb="hours.occupation.decided",
        subject=row,
        by=by,
        at=at,
        payload={
            "person": person.actor_key,
            "code": f"{code_kind} {row.code}",
            "wage_group": wage_group,
            "before": holds.wage_group if holds else "",
            "decision": row.decision_reference,
        },
    )
    return row
