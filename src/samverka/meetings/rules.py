"""The law of meetings: pure decisions on facts handed in."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samverka.core import clock
from samverka.core.verdicts import YES, Verdict, no
from samverka.core.workdays import end_of_day, is_working_day
from samverka.meetings.figures import CHECK_IN_OPENS, FEWEST_ANSWERS, Part
from samverka.meetings.models import Guest, Meeting

# Where nobody is expected but the invited: whoever is in a team is not thereby asked.
FOR_THE_INVITED = frozenset({Meeting.Kind.INFORMATION.value, Meeting.Kind.POLITICIANS.value})
# What people beyond the teams may be under each setting (Q58); elected representatives are always counted.
ATTENDS_AS = {
    Meeting.PeopleBeyond.AUDIENCE.value: (Guest.AttendsAs.AUDIENCE.value, Guest.AttendsAs.ELECTED.value),
    Meeting.PeopleBeyond.WITH_HOURS.value: (Guest.AttendsAs.WITH_HOURS.value, Guest.AttendsAs.ELECTED.value),
    Meeting.PeopleBeyond.OWN_CHOICE.value: (
        Guest.AttendsAs.AUDIENCE.value,
        Guest.AttendsAs.WITH_HOURS.value,
        Guest.AttendsAs.ELECTED.value,
    ),
}
# What a meeting in the network's staff may plan, change and call off.
PLANNING_FUNCTIONS = frozenset({"project_manager", "process_supporter", "method_developer", "administrator"})


def may_plan_meeting(
    *, kind: str, starts_at: datetime, ends_at: datetime, first_day: date, last_day: date, has_seat: bool
) -> Verdict:
    """A meeting begins before it ends, lies on one day, and in the days of its network or seat."""
    if ends_at <= starts_at:
        return no(_("The meeting must end after it begins."))
    if clock.day(starts_at) != clock.day(ends_at):
        return no(_("The meeting must begin and end on the same day. Plan one meeting for each day."))
    if (kind == Meeting.Kind.LOCAL_DAY) != has_seat:
        return no(_("A local day belongs to one municipality, and only a local day does."))
    if kind != Meeting.Kind.INFORMATION and not first_day <= clock.day(starts_at) <= last_day:
        return no(_("The day lies outside the days of the network or of the municipality's seat."))
    return YES


def may_have_agenda(*, parts: Sequence[Part], starts_at: datetime, ends_at: datetime) -> Verdict:
    """Every part of the agenda lies within the meeting, and ends after it begins."""
    for part in parts:
        if part.ends_at <= part.starts_at:
            return no(_("Each part of the agenda must end after it begins."))
        if part.starts_at < starts_at or part.ends_at > ends_at:
            return no(_("The agenda has a part outside the hours of the meeting."))
    return YES


def may_change_meeting(meeting: Meeting, *, attended: int) -> Verdict:
    """Time, place and agenda change until someone's attendance hangs on them."""
    if meeting.cancelled_at:
        return no(_("The meeting has been cancelled."))
    if attended:
        return no(_("Attendance has been recorded, so the hours of the meeting can no longer change."))
    return YES


def may_describe(meeting: Meeting) -> Verdict:
    """Title, text, places and what is asked change until the meeting is cancelled."""
    return no(_("The meeting has been cancelled.")) if meeting.cancelled_at else YES


def may_invite(meeting: Meeting, *, at: datetime) -> Verdict:
    """People are asked to a meeting that is to come."""
    if meeting.cancelled_at:
        return no(_("The meeting has been cancelled."))
    if at >= meeting.ends_at:
        return no(_("The meeting is over."))
    return YES


def may_answer(meeting: Meeting, *, is_invited: bool, at: datetime) -> Verdict:
    """The invited answers, and changes the answer, until the meeting begins."""
    if not is_invited:
        return no(_("You are not invited to this meeting."))
    if meeting.cancelled_at:
        return no(_("The meeting has been cancelled."))
    if at >= meeting.starts_at:
        return no(_("The meeting has begun, so the answer can no longer change."))
    return YES


def may_record_attendance(meeting: Meeting, *, at: datetime) -> Verdict:
    """Attendance is taken on the day of the meeting or later, not in advance."""
    if meeting.cancelled_at:
        return no(_("The meeting has been cancelled."))
    if clock.day(at) < clock.day(meeting.starts_at):
        return no(_("Attendance is recorded on the day of the meeting at the earliest."))
    return YES


def may_check_in(meeting: Meeting, *, is_expected: bool, at: datetime) -> Verdict:
    """From an hour before the meeting until its day ends, whoever is expected or invited, or of the host's staff."""
    if meeting.cancelled_at:
        return no(_("The meeting has been cancelled."))
    if not is_expected:
        return no(_("You are not on the list of this meeting. Ask whoever leads it to add you."))
    return is_check_in_open(meeting, at=at)


def is_check_in_open(meeting: Meeting, *, at: datetime) -> Verdict:
    """From an hour before the meeting until its day ends; guests check in then too."""
    if meeting.cancelled_at:
        return no(_("The meeting has been cancelled."))
    if clock.day(at) > clock.day(meeting.starts_at) or at > end_of_day(clock.day(meeting.starts_at)):
        return no(_("The day of the meeting has passed. Ask whoever led it to add you to the attendance list."))
    if at < meeting.starts_at - CHECK_IN_OPENS:
        return no(_("Check-in opens one hour before the meeting begins."))
    return YES


def is_within_meeting(*, minutes: int, whole: int) -> Verdict:
    """Nobody is present for longer than the meeting less its breaks (Q11), or for no time at all."""
    if minutes > whole:
        return no(_("Nobody can be present for longer than the meeting without its breaks."))
    if minutes <= 0:
        return no(_("Someone who was present was there for at least a minute."))
    return YES


def is_on_working_day(starts_at: datetime) -> Verdict:
    """A warning, not a wall: a meeting may lie on a day when offices are closed."""
    if is_working_day(clock.day(starts_at)):
        return YES
    return no(_("The day is not a working day."))


def may_plan(functions: frozenset[str]) -> Verdict:
    """Those at the host who run the meetings plan them; finance officers and registrars read."""
    if functions & PLANNING_FUNCTIONS:
        return YES
    return no(
        _("Meetings are planned by the project manager, process supporters, method developers and administrators.")
    )


def may_attend_as(meeting: Meeting, *, attends_as: str) -> Verdict:
    """Guests are what the meeting's setting lets them be (Q58)."""
    if attends_as in ATTENDS_AS[meeting.people_beyond]:
        return YES
    if attends_as == Guest.AttendsAs.WITH_HOURS:
        return no(_("People beyond the teams are audience at this meeting, so no hours are recorded for them."))
    return no(_("People beyond the teams are participants with hours at this meeting, so their details are needed."))


def has_what_hours_need(*, employer: str, function: str, email: str) -> Verdict:
    """Hours count only with an employer, a function and an address where the person can be reached."""
    if employer and function and email:
        return YES
    return no(_("A participant with hours gives employer, function and e-mail address."))


def may_set_people_beyond(*, people_beyond: str, with_hours: int) -> Verdict:
    """Back to audience only while nobody's hours hang on the setting."""
    if people_beyond == Meeting.PeopleBeyond.AUDIENCE and with_hours:
        return no(_("Someone is already recorded as a participant with hours. Take that away from the list first."))
    return YES


def may_set_places(*, places: int | None, taken: int) -> Verdict:
    """Nobody who has a place loses it because the places become fewer."""
    if places is not None and places < taken:
        return no(_("More people than that have said that they are coming. Nobody loses the place."))
    return YES


def may_read_practicalities(functions: frozenset[str], *, leads_own_day: bool) -> Verdict:
    """Those who organise the meeting: who plan it at the host, and at a local day whoever leads the seat's team."""
    if functions & PLANNING_FUNCTIONS or leads_own_day:
        return YES
    return no(_("What people have said of food, access and hotel is seen only by those who organise the meeting."))


def may_evaluate(meeting: Meeting, *, was_there: bool, has_answered: bool, at: datetime) -> Verdict:
    """Those who were there answer once, from the day of the meeting on."""
    if meeting.cancelled_at:
        return no(_("The meeting has been cancelled."))
    if at < meeting.starts_at:
        return no(_("The questions open when the meeting has begun."))
    if not was_there:
        return no(_("The questions are for those who were recorded as present."))
    if has_answered:
        return no(_("You have answered. Answers are kept without names, so they can not be changed."))
    return YES


def may_read_evaluation(*, answers: int) -> Verdict:
    """From five answers on, so that nobody can guess whose they are."""
    if answers < FEWEST_ANSWERS:
        return no(_("The answers are shown when at least five have answered, so that nobody can be guessed."))
    return YES
