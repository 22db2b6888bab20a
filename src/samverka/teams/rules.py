"""The law of teams: pure decisions on facts handed in."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no


def may_appoint_member(
    *, is_coordinator_seat: bool, members_now: int, team_size: int, has_coordinator: bool, already_in_team: bool
) -> Verdict:
    """A seat in the team is free, and the person is not in the team already (R9)."""
    if already_in_team:
        return no(_("This person is already in the team."))
    if is_coordinator_seat and has_coordinator:
        return no(_("The team already has a coordinator. End that appointment first."))
    if not is_coordinator_seat and members_now >= team_size:
        return no(_("All roles in the team are filled. End an appointment first."))
    return YES


def may_end_member(*, first_day: date, last_day: date | None, ends: date) -> Verdict:
    """An open appointment can be ended on a day not before it began."""
    if last_day is not None:
        return no(_("The appointment already has a last day."))
    if ends < first_day:
        return no(_("The last day can not come before the first day."))
    return YES
