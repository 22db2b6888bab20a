"""What may be done about accounts; each answer with its reason."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no


def may_open_installation(*, is_example: bool, is_anyone_here: bool) -> Verdict:
    """Whether the first account may be made: once, and never in an example."""
    if is_example:
        return no(_("This database is an example; it can never become a real installation."))
    if is_anyone_here:
        return no(_("The installation has been opened already: somebody has an account."))
    return YES


def may_confirm_domain(*, is_confirmed: bool, is_free_mail: bool) -> Verdict:
    """A domain is confirmed once, and never one where anyone can get an address (R2)."""
    if is_confirmed:
        return no(_("The domain has already been confirmed."))
    if is_free_mail:
        return no(_("Anyone can get an address there, so it shows nothing about where someone works."))
    return YES


def may_note_absence(
    *, first_day: date, return_day: date, today: date, known: Iterable[tuple[date, date]], is_own_substitute: bool
) -> Verdict:
    """An absence lasts at least a day, is not over already, and stands once (R47).

    Args:
        first_day: the first day away.
        return_day: the first day back.
        today: the day.
        known: the first days and return days of absences already noted.
        is_own_substitute: whether the one who is away is to stand in.
    """
    if return_day <= first_day:
        return no(_("The first day back comes after the first day away."))
    if return_day <= today:
        return no(_("That absence is over already, so there is nothing to stop."))
    if any(first_day < until and begins < return_day for begins, until in known):
        return no(_("You have already noted an absence on some of those days. End that one first."))
    if is_own_substitute:
        return no(_("Choose someone else to stand in for you."))
    return YES


def may_come_back(*, is_withdrawn: bool, return_day: date, today: date) -> Verdict:
    """An absence that is not over can be ended."""
    if is_withdrawn:
        return no(_("The absence has been called off already."))
    if return_day <= today:
        return no(_("The absence is over already."))
    return YES
