"""The law of teams: pure decisions on facts handed in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no
from samverka.teams.models import TeamMember


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both counted; open when no last day is set."""

    first_day: date
    last_day: date | None = None

    def meets(self, other: "Days") -> bool:
        """Whether the two have a day in common."""
        begins_in_time = self.last_day is None or other.first_day <= self.last_day
        return begins_in_time and (other.last_day is None or self.first_day <= other.last_day)


def may_appoint_member(
    *, is_coordinator_seat: bool, members_now: int, team_size: int, has_coordinator: bool, already_in_team: bool
) -> Verdict:
    """A role in the team is free from the day on, and the person is not in the team then (R9)."""
    if already_in_team:
        return no(_("This person is already in the team."))
    if is_coordinator_seat and has_coordinator:
        return no(_("The team already has a coordinator. End that appointment first."))
    if not is_coordinator_seat and members_now >= team_size:
        return no(_("All roles in the team are filled. End an appointment first."))
    return YES


def is_within_seat(*, day: date, first_day: date, last_day: date) -> Verdict:
    """An appointment lies within the days of the municipality's seat; also looking back."""
    if not first_day <= day <= last_day:
        return no(_("The day lies outside the days of the municipality's seat in the network."))
    return YES


def may_end_member(*, first_day: date, last_day: date | None, ends: date) -> Verdict:
    """An open appointment can be ended on a day not before it began."""
    if last_day is not None:
        return no(_("The appointment already has a last day."))
    if ends < first_day:
        return no(_("The last day can not come before the first day."))
    return YES


def may_name_deputy(member: TeamMember, *, day: date) -> Verdict:
    """The deputy is someone in the team who is not the coordinator (R47)."""
    if member.team_seat == TeamMember.TeamSeat.COORDINATOR:
        return no(_("The coordinator can not also be the deputy."))
    if member.last_day is not None and member.last_day < day:
        return no(_("The appointment has ended."))
    if member.deputy_coordinator:
        return no(_("This person is already the deputy."))
    return YES


def uncovered_areas(*, wanted: Collection[str], covered: Collection[str]) -> list[str]:
    """The wanted areas that nobody in the team works in, in the order of the terms."""
    return [area for area in wanted if area not in covered]


def areas_of_one(*, wanted: Collection[str], covered: Collection[str]) -> list[str]:
    """The wanted areas that hang on a single person."""
    return [area for area in wanted if list(covered).count(area) == 1]


def may_name_manager(
    *,
    is_oneself: bool,
    first_day: date,
    appointed_from: date,
    appointed_until: date | None,
    present_from: date | None,
    is_present: bool,
) -> Verdict:
    """A nearest manager is someone else, from a day of the appointment, after the one before (R9, Q55)."""
    if is_oneself:
        return no(_("Nobody is their own manager. Write the address of the nearest manager."))
    if first_day < appointed_from or (appointed_until is not None and first_day > appointed_until):
        return no(_("The day lies outside the person's time in the team."))
    if is_present:
        return no(_("That person is the nearest manager already."))
    if present_from is not None and first_day <= present_from:
        return no(_("The new manager begins after the present one began."))
    return YES


def may_approve_time(waiting: int) -> Verdict:
    """There is someone whose time waits to be approved by this manager."""
    if not waiting:
        return no(_("Nobody's time waits for your approval any longer."))
    return YES


def may_name_supporter(*, is_of_staff: bool, is_same_person: bool) -> Verdict:
    """Process supporter and substitute are two of the host's staff (R8)."""
    if not is_of_staff:
        return no(_("Choose someone who is of the network's staff on that day."))
    if is_same_person:
        return no(_("The substitute is someone else than the process supporter."))
    return YES


def may_leave(*, has_left: bool, first_day: date, stands_until: date, last_day: date, decided_day: date) -> Verdict:
    """A municipality leaves once, on a day that shortens its time, by a decision that has been taken (R48)."""
    if has_left:
        return no(_("It has been noted already that the municipality leaves."))
    if not first_day <= last_day < stands_until:
        return no(_("The last day lies within the seat's days, before the day that it would have ended anyway."))
    if decided_day > last_day:
        return no(_("The decision comes before the last day."))
    return YES


def may_begin_on(*, first_day: date, earliest: date | None) -> Verdict:
    """A seat begins no later than the first who is in its team."""
    if earliest is not None and earliest < first_day:
        return no(_("Somebody's time in the team begins before that day."))
    return YES


def may_send_link(*, is_led: bool, has_address: bool, is_running: bool) -> Verdict:
    """A link to appoint a coordinator goes to the chief executive's office when nobody leads the team (R47)."""
    if not is_running:
        return no(_("The seat's days have passed, or have not begun."))
    if is_led:
        return no(_("Somebody leads the team already, and appoints the others."))
    if not has_address:
        return no(_("The municipality's official mailbox is not known."))
    return YES


def may_use_link(*, is_used: bool, valid_until: date, day: date, is_led: bool) -> Verdict:
    """The link is used once, in its time, and only while nobody leads the team."""
    if is_used:
        return no(_("The link has been used: a coordinator has been appointed by it."))
    if day > valid_until:
        return no(_("The link has passed its last day. Ask the host for a new one."))
    if is_led:
        return no(_("Somebody leads the team already, and appoints the others."))
    return YES
