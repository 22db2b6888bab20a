"""What the clock starts, each minute. Every piece of it may run twice, or late, without harm."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from samverka.calls import actions as call_actions
from samverka.calls import jobs as calls_jobs
from samverka.calls import queries as calls
from samverka.cofinancing import actions as cofinancing_actions
from samverka.cofinancing import jobs as cofinancing_jobs
from samverka.cofinancing import queries as cofinancing
from samverka.core import clock
from samverka.core.months import Month
from samverka.core.workdays import is_office_hour, is_working_day
from samverka.enterprises import actions as enterprises
from samverka.hours import actions as hours
from samverka.journal import queries as journal
from samverka.mail import jobs as mail_jobs
from samverka.mail import queries as mail
from samverka.meetings import actions as meetings
from samverka.support import actions as support
from samverka.teams import actions as team_actions
from samverka.teams import queries as teams
from samverka.web import actions, queries

log = logging.getLogger(__name__)
# An authority of time that did not answer is asked again after so long.
AGAIN_AFTER = timedelta(hours=1)
# Looking through all stored files is work for once a day, in seconds.
ONCE_A_DAY = 86_400


def open_months(at: datetime) -> None:
    """The sheets of the month that has begun, and letters about the one that is over."""
    this_month = Month.of(clock.day(at))
    for network in queries.running_networks(clock.day(at)):
        for month in (this_month.previous(), this_month):
            hours.open_month(network=network, month=month, at=at)


def remind_of_closing(at: datetime) -> None:
    """One letter each to those who have not answered, the working day before the month closes."""
    for network in queries.running_networks(clock.day(at)):
        hours.remind_by_clock(network=network, month=Month.of(clock.day(at)).previous(), at=at)


def ask_the_silent(at: datetime) -> None:
    """A municipality with nothing submitted of a closed month: its coordinator is asked first."""
    for network in queries.running_networks(clock.day(at)):
        cofinancing_actions.raise_signals(network=network, at=at)


def make_statements(at: datetime) -> None:
    """Last year's hours of each municipality by department, employer and cost centre, in January and April."""
    for network in queries.running_networks(clock.day(at)):
        cofinancing_actions.make_statements(network=network, at=at)


def deliver_letters(at: datetime) -> None:
    """Letters whose door did not send them on, and those that wait for their next try."""
    if mail.is_anything_due(at):
        mail_jobs.deliver.enqueue(outside=not journal.installation().is_example)


def send_digests(at: datetime) -> None:
    """News that was held back, once a week and person, in office hours."""
    if is_office_hour(at):
        actions.send_digests(at=at)


def remind_enterprises(at: datetime) -> None:
    """Enterprises whose entry in the register nears its end or has become stale, in office hours."""
    if is_office_hour(at):
        enterprises.remind_enterprises(at=at)


def remind_of_deadlines(at: datetime) -> None:
    """Those with something left to do in a call, 7, 3 and 1 days before its days."""
    for call in calls.calls_under_way(at):
        call_actions.remind_by_clock(call=call, at=at)


def forget_practicalities(at: datetime) -> None:
    """What people said of food, access needs and hotel, two weeks after the meeting."""
    meetings.forget_practicalities(at=at)


def tell_of_questions(at: datetime) -> None:
    """Questions to the network that waited for their reader's week to be over."""
    for network in queries.running_networks(clock.day(at)):
        support.tell_waiting(network=network, at=at)


def ask_for_coordinators(at: datetime) -> None:
    """A link to the chief executive's office where nobody leads the team any longer."""
    if not is_working_day(clock.day(at)):
        return
    for seat in teams.seats_nobody_leads(clock.day(at)):
        team_actions.send_appointing_link(participation=seat, by=None, at=at)


def revive_lost_jobs(at: datetime) -> None:  # noqa: ARG001 - jobs live in real time
    """Jobs whose worker died."""
    actions.revive_lost_jobs(at=timezone.now())


def clear_away(at: datetime) -> None:
    """What has had its time."""
    actions.clear_away(at=timezone.now())
    if not journal.installation().is_example:
        actions.forget_given_up_secrets(at=at)
        # Moments of an example share one store, so that what one database does not know may be another's.
        if cache.add("files-cleared", at.isoformat(), timeout=ONCE_A_DAY):
            actions.clear_files(at=at, now=timezone.now())


def make_packs(at: datetime) -> None:  # noqa: ARG001 - what waits is made, whenever it was asked for
    """The evidence of claims that have been closed."""
    for pack in cofinancing.waiting_packs():
        if not queries.is_under_way(cofinancing_jobs.make_pack.module_path, pack.pk):
            cofinancing_jobs.make_pack.enqueue(pack.pk)


def reckon_selections(at: datetime) -> None:
    """The whole answer for selections of many, so that the host need not wait for it on the day."""
    for call in calls.calls_to_reckon(at):
        call_actions.ask_for_reckoning(call=call, at=at)
    for reckoning in calls.waiting_reckonings():
        if not queries.is_under_way(calls_jobs.reckon.module_path, reckoning.pk):
            calls_jobs.reckon.enqueue(reckoning.pk)


def see_to_papers(at: datetime) -> None:  # noqa: ARG001 - what waits is made, whenever it was asked for
    """PDFs of texts to sign, sealed proofs of approvals, signed files that have come in: whatever no door set off."""
    lately = timezone.now() - AGAIN_AFTER
    for paper in calls.waiting_papers():
        kind = calls.paper_column(paper)
        if not queries.is_under_way(calls_jobs.make_paper.module_path, kind, paper.pk, since=lately):
            calls_jobs.make_paper.enqueue(kind, paper.pk)
    for job, waiting in (
        (calls_jobs.seal_approval, calls.waiting_proofs()),
        (calls_jobs.judge_file, calls.waiting_files()),
    ):
        for number in waiting:
            if not queries.is_under_way(job.module_path, number, since=lately):
                job.enqueue(number)


def note_heads(at: datetime) -> None:
    """The heads of the journal's chains, each calendar month: stamped and sent outside."""
    if journal.installation().is_example:
        return
    lately = timezone.now() - AGAIN_AFTER
    for chain in cofinancing.heads_to_note(at):
        if not queries.is_under_way(cofinancing_jobs.note_head.module_path, chain, since=lately):
            cofinancing_jobs.note_head.enqueue(chain)


# By name, in the order they run.
WORK: Mapping[str, Callable[[datetime], None]] = {
    "open months": open_months,
    "remind of closing": remind_of_closing,
    "ask the silent": ask_the_silent,
    "make statements": make_statements,
    "deliver letters": deliver_letters,
    "make packs": make_packs,
    "see to papers": see_to_papers,
    "reckon selections": reckon_selections,
    "note heads": note_heads,
    "remind of deadlines": remind_of_deadlines,
    "send digests": send_digests,
    "remind enterprises": remind_enterprises,
    "ask for coordinators": ask_for_coordinators,
    "forget practicalities": forget_practicalities,
    "tell of questions": tell_of_questions,
    "revive lost jobs": revive_lost_jobs,
    "clear away": clear_away,
}


def run(at: datetime) -> list[str]:
    """Do all of it; the names of what failed. One that fails does not hold up the others."""
    failed = []
    for name, work in WORK.items():
        try:
            work(at)
        except Exception:
            log.exception("tick: could not %s", name)
            failed.append(name)
    if not connection.in_atomic_block:
        connection.close()
    return failed
