"""The law of networks: pure decisions on facts handed in."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no
from samverka.networks.models import Network, Participation, Staff

# Who keeps the network's own facts: its terms, staff and funding.
LEADING_FUNCTIONS = frozenset({Staff.Function.PROJECT_MANAGER.value})
# Who looks after the letters: what has gone out, to whom, and what could not be sent.
POST_FUNCTIONS = LEADING_FUNCTIONS | {Staff.Function.ADMINISTRATOR.value, Staff.Function.REGISTRAR.value}
FUNDING_FUNCTIONS = LEADING_FUNCTIONS | {Staff.Function.FINANCE_OFFICER.value}


def may_write_wording(*, is_needed: bool) -> Verdict:
    """An arrangement is written where the network's terms ask for one."""
    return YES if is_needed else no(_("The network's terms do not ask for a data-protection arrangement."))


def may_store_more(*, is_needed: bool, is_in_force: bool) -> Verdict:
    """Until the arrangement is in force, people are known by name, work e-mail, function and employer alone (R45)."""
    if not is_needed or is_in_force:
        return YES
    return no(
        _(
            "The data-protection arrangement is not in force yet. Until both have signed it, only name, work e-mail, "
            "function and employer are stored."
        )
    )


def may_award_seat(*, seats: int, taken: int, already_seated: bool) -> Verdict:
    """A seat can be awarded while there is one left, once per organisation."""
    if already_seated:
        return no(_("This organisation already has a seat in the network."))
    if taken >= seats:
        return no(_("All seats in the network are taken."))
    return YES


def may_accept_seat(participation: Participation) -> Verdict:
    """An awarded seat is accepted once, and not after it has been left."""
    if participation.left_at:
        return no(_("The seat has been given up."))
    if participation.accepted_at:
        return no(_("The seat has already been accepted."))
    return YES


def may_set_seat_days(*, first_day: date, last_day: date, network_first: date, network_last: date) -> Verdict:
    """A seat's days lie within its network's, in order."""
    if last_day < first_day:
        return no(_("The last day can not come before the first day."))
    if first_day < network_first or last_day > network_last:
        return no(_("The day lies outside the days of the network."))
    return YES


def may_give_up_seat(participation: Participation) -> Verdict:
    """A seat is given up once."""
    return no(_("The seat has been given up.")) if participation.left_at else YES


def may_give_auditor_access(*, first_day: date, last_day: date) -> Verdict:
    """An auditor's days end on or after the day they begin."""
    if last_day < first_day:
        return no(_("The last day can not come before the first day."))
    return YES


def is_running(network: Network, day: date) -> bool:
    """Whether the network's activities are under way on a day."""
    return network.first_day <= day <= network.last_day


def is_conditional(network: Network) -> bool:
    """Whether seats hang on a funding decision that has not come (R1)."""
    return network.granted_day is None


def may_start_network(*, leads_a_network: bool, is_any_network: bool, is_first_person: bool) -> Verdict:
    """A project manager of some network starts another; the very first is started by whoever opened the system."""
    if leads_a_network or (not is_any_network and is_first_person):
        return YES
    return no(_("A new network is started by someone who is project manager of another."))


def may_set_terms(functions: frozenset[str]) -> Verdict:
    """The project manager sets the terms."""
    if functions & LEADING_FUNCTIONS:
        return YES
    return no(_("The terms are set by the project manager."))


def may_keep_funding(functions: frozenset[str]) -> Verdict:
    """The project manager and the finance officer note what became of the application for support."""
    if functions & FUNDING_FUNCTIONS:
        return YES
    return no(_("The funding decision is noted by the project manager or the finance officer."))


def may_note_funding(
    *, applied_day: date | None, granted_day: date | None, rejected_day: date | None, today: date
) -> Verdict:
    """Applied for first, then granted or rejected, never both; nothing that is yet to happen."""
    if granted_day and rejected_day:
        return no(_("The support is either granted or rejected, not both."))
    decided = granted_day or rejected_day
    if decided and not applied_day:
        return no(_("Write the day of the application too."))
    if decided and applied_day and decided < applied_day:
        return no(_("The decision can not come before the application."))
    if any(day and day > today for day in (applied_day, granted_day, rejected_day)):
        return no(_("Only days that have come can be noted."))
    return YES
