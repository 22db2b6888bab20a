"""Reminders: by the coordinator, and by the clock before a month closes. None to anyone who is away (Q26, R46, R47)."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.core.months import Month
from samverka.funding import queries as funding
from samverka.hours import notices, queries, rules
from samverka.hours.models import HourSheet
from samverka.journal import actions as journal
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people import queries as people
from samverka.people.models import Person


@transaction.atomic
def remind(*, participation: Participation, month: Month, by: Person, at: datetime) -> list[HourSheet]:
    """A letter to everyone in the team who has not confirmed the month, at most one each working day.

    Raises:
        Refused: when nobody is missing, all have been reminded today, or it is not a working day between 8 and 16.
    """
    today = clock.day(at)
    missing = [sheet for sheet in queries.sheets_of_month(participation, month) if queries.is_missing(sheet)]
    absent = people.absent_on(today, {sheet.person_id for sheet in missing})
    rules.may_remind(missing, absent=absent, at=at).or_refuse()
    asked = [
        sheet
        for sheet in missing
        if sheet.person_id not in absent and (sheet.reminded_at is None or clock.day(sheet.reminded_at) < today)
    ]
    for state in queries.states_of(asked, at=at):
        notices.reminder(state, by_name=by.actor_name, at=at)
    HourSheet.objects.filter(pk__in=[sheet.pk for sheet in asked]).update(reminded_at=at)
    journal.record(
        chain=participation.network.chain,
        verb="hours.month.reminded",
        subject=participation,
        by=by,
        at=at,
        payload={"month": str(month), "people": [sheet.person.actor_key for sheet in asked]},
    )
    return asked


@transaction.atomic
def remind_by_clock(*, network: Network, month: Month, at: datetime) -> list[HourSheet]:
    """The working day before a month closes each who has not confirmed gets one letter, and the coordinator a list.

    Started by `tick`; twice sends once. Whoever has confirmed, said that there is nothing, or is away gets none.

    Returns:
        The sheets whose person was reminded now.
    """
    if not rules.is_letter_time(at) or not networks.holding_terms(network).with_hours:
        return []
    fund_rules = funding.rules_of(networks.holding_terms(network))
    if not rules.is_closing_near(month, fund_rules, today=clock.day(at)):
        return []
    waiting = queries.sheets_not_reminded(network, month)
    absent = people.absent_on(clock.day(at), {sheet.person_id for sheet in waiting}) if waiting else frozenset()
    asked = [sheet for sheet in waiting if sheet.person_id not in absent]
    if not asked:
        return []
    for state in queries.states_of(asked, at=at):
        notices.closing_soon(state, at=at)
    HourSheet.objects.filter(pk__in=[sheet.pk for sheet in asked], closing_reminded_at__isnull=True).update(
        closing_reminded_at=at
    )
    _list_to_coordinators(asked, waiting, month, absent, at=at)
    journal.record(
        chain=network.chain,
        verb="hours.month.reminded_by_clock",
        subject=network,
        by=SYSTEM,
        at=at,
        payload={"month": str(month), "people": [sheet.person.actor_key for sheet in asked]},
    )
    return asked


def _list_to_coordinators(
    asked: list[HourSheet], waiting: list[HourSheet], month: Month, absent: frozenset[int], *, at: datetime
) -> None:
    """To whoever leads each team: who is missing, and who of them is away; to the deputy when the coordinator is."""
    by_seat: dict[int, list[HourSheet]] = defaultdict(list)
    for sheet in waiting:
        by_seat[sheet.participation_id or 0].append(sheet)
    concerned = {sheet.participation_id for sheet in asked}
    for seat_id, leaders in queries.leaders_of(concerned, clock.day(at)).items():
        for leader in leaders:
            notices.closing_list(by_seat[seat_id], month=month, to=leader, absent=absent, at=at)
