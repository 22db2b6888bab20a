"""The law of networks: pure decisions on facts handed in."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no
from samverka.networks.models import Network, Participation


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
