"""The law of hours: pure decisions on facts handed in, each a yes or a no with its reason in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.money import duration_text, hours_text
from samverka.core.months import Month
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.templatetags.samverka import month_name
from samverka.core.verdicts import YES, Verdict, no
from samverka.core.workdays import is_working_day, nth_working_day, working_day_on_or_before
from samverka.funding.figures import Reportable, Rules
from samverka.hours.figures import DAY, Line
from samverka.hours.models import Activity, Channel, HourSheet, ReceivedCertificate, ReportingRole
from samverka.meetings.models import Guest
from samverka.people.models import Person

# When letters that nobody has asked for go out, on working days (R46).
FIRST_HOUR, LAST_HOUR = 8, 16
# What a person writes down; meetings and local days come from their attendance lists (Q11).
OWN_ACTIVITIES = (
    Activity.OWN_DEVELOPMENT_WORK,
    Activity.PROCESS_SUPPORT,
    Activity.PREPARATION,
)
STAFF_ACTIVITIES = (Activity.REPORTING, *OWN_ACTIVITIES)
STAFF_ROLES = frozenset({ReportingRole.STAFF_COFINANCED.value, ReportingRole.STAFF_PAID.value})
NO_ZERO_REPORT = frozenset({"none", "forbidden"})


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What decides whether a line may stand in a month."""

    month: Month
    today: date
    rules: Rules
    reporting_role: str
    # The days that the person holds the role, each with its last day or None.
    spans: tuple[tuple[date, date | None], ...]
    first_day: date
    last_day: date
    closing_from: date | None = None
    # Minutes per day of this month's lines, and of the person's confirmed months in other networks.
    minutes_by_day: Mapping[date, int] = field(default_factory=dict)
    other_minutes_by_day: Mapping[date, int] = field(default_factory=dict)

    @property
    def is_staff(self) -> bool:
        """Whether the month is a tidrapport, with a described work and another rate."""
        return self.reporting_role in STAFF_ROLES

    @property
    def activities(self) -> tuple[Activity, ...]:
        """What the person can write down."""
        return STAFF_ACTIVITIES if self.is_staff else OWN_ACTIVITIES

    def is_held(self, day: date) -> bool:
        """Whether the person holds the role on the day."""
        return any(first <= day and (last is None or day <= last) for first, last in self.spans)

    @property
    def part_month_until(self) -> date | None:
        """The day the role ends within the month, when it does (Q59)."""
        lasts = [last for _first, last in self.spans if last is not None]
        if len(lasts) != len(self.spans) or not lasts:
            return None
        return max(lasts) if max(lasts) < self.month.last_day else None

    @property
    def open_day(self) -> date:
        """From which day the month can be confirmed: its last, or the last that the person holds the role."""
        return self.part_month_until or min(self.month.last_day, self.last_day)


def closing_day(month: Month, rules: Rules) -> date:
    """The day a month closes: the fifth working day after it, by the rule set's value (Q26)."""
    return nth_working_day(month.next().first_day, rules.month_closes_on_working_day)


def is_letter_time(at: datetime) -> bool:
    """Whether letters that nobody asked for may go out: working days, 08 to 16 in Sweden."""
    return is_working_day(clock.day(at)) and FIRST_HOUR <= timezone.localtime(at).hour < LAST_HOUR


def may_report_on(day: date, facts: MonthFacts) -> Verdict:
    """A day of this month, not in the future, on which the person holds the role (Q9, Q17)."""
    if day not in facts.month:
        return no(
            _("%(day)s does not lie in %(month)s. Open that month to write it there.")
            % {"day": day_text(day), "month": month_name(facts.month)}
        )
    if day > facts.today:
        return no(_("%(day)s has not come yet. Write down time when it has been spent.") % {"day": day_text(day)})
    if not facts.first_day <= day <= facts.last_day:
        return no(
            _("%(day)s lies outside the municipality's time in the network, %(first)s to %(last)s.")
            % {"day": day_text(day), "first": day_text(facts.first_day), "last": day_text(facts.last_day)}
        )
    if not facts.is_held(day):
        until = facts.part_month_until
        if until and day > until:
            return no(
                _("Your last day in this role is %(last)s. Time after that can not be written here.")
                % {"last": day_text(until)}
            )
        return no(_("You were not in the team in this role on %(day)s.") % {"day": day_text(day)})
    return YES


def may_report_minutes(minutes: int, day: date, facts: MonthFacts, *, replacing: int = 0) -> Verdict:
    """More than nothing, and no more in a day than the day and the rule set hold (Q16).

    Args:
        minutes: what the line is to say.
        day: on which day.
        facts: the month as it stands.
        replacing: the minutes that the line said before, when it is being changed.
    """
    if minutes < 1:
        return no(_("Write how long it took, for example 1,5 or 1:30."))
    if minutes > DAY:
        return no(_("A day has 24 hours."))
    here = facts.minutes_by_day.get(day, 0) - replacing
    total = here + minutes
    if total > DAY:
        return no(
            _("Together with what you already have on %(day)s it becomes %(total)s. A day has 24 hours.")
            % {"day": day_text(day), "total": duration_text(total)}
        )
    cap = facts.rules.day_cap_hours
    everywhere = total + facts.other_minutes_by_day.get(day, 0)
    if cap is not None and everywhere > cap * 60:
        return no(
            _(
                "Together with what you already have on %(day)s it becomes %(total)s. "
                "The rules allow at most %(cap)s hours a day."
            )
            % {"day": day_text(day), "total": duration_text(everywhere), "cap": cap}
        )
    return YES


def may_describe(text: str, facts: MonthFacts) -> Verdict:
    """What was done is said in words; staff describe their work so that it can be understood years later (Q13, Q15)."""
    least = max(1, facts.rules.staff_text_least_characters if facts.is_staff else 1)
    if not text.strip():
        return no(_("Write what you did, for example: Read the procurement policy of another municipality."))
    if len(text.strip()) < least:
        return no(_("Write a little more about what you did, at least %(least)s characters.") % {"least": least})
    return YES


def may_report_activity(activity: str, facts: MonthFacts) -> Verdict:
    """Only own work is written down; meetings come from attendance."""
    if activity in facts.activities:
        return YES
    return no(_("Meetings and local days come from their attendance lists. Choose what else you did."))


def may_say_less(minutes: int, text: str, *, attended_minutes: int, warning_percent: int) -> Verdict:
    """A person may say less of a meeting than the attendance list, never more; much less with a reason (Q11)."""
    if minutes < 1:
        return no(_("Write how long you were there, for example 3 or 3:30."))
    if minutes > attended_minutes:
        return no(
            _(
                "The attendance list says %(attended)s, breaks left out, so you can report at most that. "
                "Ask whoever held the meeting to correct the list if it is wrong."
            )
            % {"attended": duration_text(attended_minutes)}
        )
    if minutes * 100 < attended_minutes * warning_percent and not text.strip():
        return no(
            _("That is less than %(percent)s %% of the meeting. Write shortly why, so that it can be understood later.")
            % {"percent": warning_percent}
        )
    return YES


def may_edit(sheet: HourSheet, *, by: Person) -> Verdict:
    """Only the person writes in the own month, and only while it is open (Q24)."""
    if sheet.person_id != by.pk:
        return no(_("Only the person who worked can write in the month."))
    if sheet.superseded_at:
        return no(_("This version has been followed by another. Write in the newest one."))
    if sheet.submitted_at:
        return no(_("The month has been submitted. Ask your coordinator to return it if something is wrong."))
    if sheet.confirmed_at:
        return no(_("You have confirmed the month. Take it back first if you want to change it."))
    if sheet.nothing_to_report:
        return no(_("You have said that there is nothing to report. Take it back first if you want to change it."))
    return YES


def is_open_for_confirming(facts: MonthFacts) -> Verdict:
    """The month is over, or the person's last day in it has come (Q59)."""
    if facts.today < facts.open_day:
        return no(
            _("%(month)s can be confirmed from %(day)s. Until then you can add what you do.")
            % {"month": month_name(facts.month).capitalize(), "day": day_text(facts.open_day)}
        )
    return YES


def is_letter_due(facts: MonthFacts) -> bool:
    """Whether the month is to be announced: it is over, or the person's last day in it has come."""
    return facts.today >= facts.open_day if facts.part_month_until else facts.today > facts.open_day


def is_every_line_right(lines: Sequence[Line], facts: MonthFacts, gone: Collection[str] = ()) -> Verdict:
    """No line lies where it may not, and no day holds more than it may: checked again at the moment of confirming."""
    for title in gone:
        return no(
            _("You no longer stand on the attendance list of %(title)s. Remove that line first.") % {"title": title}
        )
    for line in lines:
        for verdict in (
            may_report_on(line.day, facts),
            may_report_minutes(line.minutes, line.day, facts, replacing=line.minutes),
        ):
            if not verdict:
                return verdict
    return YES


def may_confirm(
    sheet: HourSheet,
    *,
    by: Person,
    facts: MonthFacts,
    lines: Sequence[Line],
    reportable: Reportable,
    gone: Collection[str] = (),
) -> Verdict:
    """The person vouches for the own month once it is over and holds at least one hour that counts."""
    for verdict in (may_edit(sheet, by=by), is_open_for_confirming(facts)):
        if not verdict:
            return verdict
    if not lines:
        return no(_("There is no time in %(month)s yet.") % {"month": month_name(facts.month)})
    right = is_every_line_right(lines, facts, gone)
    if not right:
        return right
    if not reportable.reportable_minutes and facts.rules.zero_report in NO_ZERO_REPORT:
        return no(
            _(
                "You have %(recorded)s in %(month)s, but the rules count whole hours only, "
                "so there is nothing to confirm. Say that you have nothing to report."
            )
            % {"recorded": duration_text(reportable.recorded_minutes), "month": month_name(facts.month)}
        )
    return YES


def may_report_nothing(
    sheet: HourSheet, *, by: Person, facts: MonthFacts, lines: Sequence[Line], reportable: Reportable
) -> Verdict:
    """A month without an hour that counts is said to be so: an internal note, never a signed zero (Q21)."""
    for verdict in (may_edit(sheet, by=by), is_open_for_confirming(facts)):
        if not verdict:
            return verdict
    if lines and reportable.reportable_minutes:
        return no(
            _("You have %(recorded)s in %(month)s, so there is something to report.")
            % {"recorded": duration_text(reportable.recorded_minutes), "month": month_name(facts.month)}
        )
    return YES


def may_take_back(sheet: HourSheet, *, by: Person) -> Verdict:
    """The same person takes it back until the coordinator has submitted the month."""
    if sheet.person_id != by.pk:
        return no(_("Only the person who confirmed can take it back."))
    if sheet.superseded_at:
        return no(_("This version has been followed by another."))
    if sheet.submitted_at:
        return no(_("The month has been submitted, so it can not be taken back. Ask your coordinator to return it."))
    if not (sheet.confirmed_at or sheet.nothing_to_report):
        return no(_("There is nothing to take back."))
    return YES


def may_correct(sheet: HourSheet, *, by: Person, reason: str) -> Verdict:
    """What is locked is never changed; the person makes a new version with a reason (Q24)."""
    if sheet.person_id != by.pk:
        return no(_("Only the person who worked can correct the month."))
    if sheet.superseded_at:
        return no(_("There is already a newer version of this month."))
    if not sheet.locked_at:
        return no(_("The month is not in a claim yet. Take it back, or ask your coordinator to return it."))
    if not reason.strip():
        return no(_("Write what was wrong. The reason stands beside the new version."))
    return YES


def may_return(sheet: HourSheet, *, reason: str) -> Verdict:
    """Whoever leads the team, or the host, returns a month with a reason until it is locked by a claim."""
    if sheet.superseded_at:
        return no(_("This version has been followed by another."))
    if sheet.locked_at:
        return no(_("The month is locked by a claim. The person can make a corrected version instead."))
    if not sheet.confirmed_at:
        return no(_("The month is not confirmed, so there is nothing to return."))
    if not reason.strip():
        return no(_("Write what should be changed, so that the person knows what to do."))
    return YES


def is_closing_near(month: Month, fund_rules: Rules, *, today: date) -> bool:
    """Whether the clock reminds: from the working day before the month closes until it has (Q26)."""
    closing = closing_day(month, fund_rules)
    return working_day_on_or_before(closing - timedelta(days=1)) <= today <= closing


def may_remind(missing: Sequence[HourSheet], *, at: datetime, absent: Collection[int] = ()) -> Verdict:
    """Those who are missing and not away are reminded at most once a working day, and only then (Q26, R47)."""
    if not missing:
        return no(_("Nobody is missing."))
    missing = [sheet for sheet in missing if sheet.person_id not in absent]
    if not missing:
        return no(_("Everyone who is missing is away from work. They are reminded when they are back."))
    if not is_letter_time(at):
        return no(_("Reminders go out on working days between 8 and 16."))
    if all(sheet.reminded_at and clock.day(sheet.reminded_at) == clock.day(at) for sheet in missing):
        return no(_("Everyone who is missing has been reminded today."))
    return YES


def may_submit_month(
    *,
    month: Month,
    today: date,
    until: date,
    ready: Collection[int],
    missing: Mapping[int, str],
    reasons: Mapping[int, str],
) -> Verdict:
    """A municipality's month is submitted when everyone has confirmed or said that there is nothing.

    Whoever is still missing can be left out with a reason each; that month can be submitted later.

    Args:
        month: which month.
        today: the day.
        until: the seat's last day.
        ready: ids of the sheets that are confirmed or hold nothing.
        missing: names of those who are not, by the id of their sheet.
        reasons: why each is left out, by the id of the sheet.
    """
    if today <= min(month.last_day, until):
        return no(_("%(month)s can be submitted when the month is over.") % {"month": month_name(month).capitalize()})
    if not ready:
        return no(
            _("There is nothing to submit: nobody has confirmed yet.")
            if missing
            else _("There is nothing left to submit.")
        )
    unexplained = [name for sheet_id, name in missing.items() if not reasons.get(sheet_id, "").strip()]
    if unexplained:
        return no(
            ngettext(
                "%(names)s has not confirmed. Remind, or write why the month is submitted without that time.",
                "%(names)s have not confirmed. Remind, or write why the month is submitted without their time.",
                len(unexplained),
            )
            % {"names": listed(unexplained)}
        )
    return YES


def may_submit_staff(*, month: Month, today: date, ready: int) -> Verdict:
    """The host submits its own paid staff's month once it is over, as far as they are done."""
    if today <= month.last_day:
        return no(_("%(month)s can be submitted when the month is over.") % {"month": month_name(month).capitalize()})
    return YES if ready else no(_("There is nothing left to submit."))


def may_lock(sheet_count: int, still_submitted: int) -> Verdict:
    """A claim locks exactly the sheets that it counted; one that has been returned meanwhile stops it."""
    if still_submitted != sheet_count:
        return no(_("A month has been returned or corrected since the claim was counted. Count it again."))
    return YES


def may_settle(sheet_count: int, locked: int) -> Verdict:
    """The Fund decides on months that are in a claim, and on no others."""
    if locked != sheet_count:
        return no(_("The Fund decides on months that are in a closed claim."))
    return YES


def may_state_other_hours(hours: int) -> Verdict:
    """A number of hours that fits in a year."""
    if not 0 <= hours <= 366 * 24:
        return no(_("Write whole hours for the year, for example 120."))
    return YES


def listed(names: Sequence[str]) -> str:
    """`Ana Öberg`, `Ana Öberg och Bo Äng`, `Ana Öberg, Bo Äng och Cia Ek`."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def warnings_about(
    lines: Sequence[Line], facts: MonthFacts, *, used_minutes_in_year: int, same_text_at_most: int = 5
) -> tuple[str, ...]:
    """What the person should know before confirming, though it stops nothing (Q15, Q16, Q32)."""
    found = []
    warning = facts.rules.day_warning_hours
    by_day = {
        line.day: facts.minutes_by_day.get(line.day, 0) + facts.other_minutes_by_day.get(line.day, 0) for line in lines
    }
    if warning is not None:
        found += [
            _("%(day)s holds %(total)s. Check that it is right.")
            % {"day": day_text(day).capitalize(), "total": duration_text(minutes)}
            for day, minutes in sorted(by_day.items())
            if minutes > warning * 60
        ]
    cap = facts.rules.year_cap_hours
    if cap is not None and used_minutes_in_year * 100 >= cap * 60 * facts.rules.year_warning_percent:
        found.append(
            _(
                "You have reached %(used)s of the %(cap)s hours that the rules allow in a year. "
                "What is above is kept but does not count."
            )
            % {"used": hours_text(used_minutes_in_year), "cap": cap}
        )
    if (
        facts.reporting_role == ReportingRole.PARTICIPANT
        and facts.closing_from
        and facts.rules.participants_in_closing == "warn"
        and any(line.day >= facts.closing_from for line in lines)
    ):
        found.append(_("The network is closing. The Fund normally accepts no participants' time in this phase."))
    if facts.is_staff:
        texts = [line.text for line in lines if line.meeting_id is None]
        found += [
            _("The same text stands on %(number)s lines: “%(text)s”. Say what was done each time.")
            % {"number": texts.count(text), "text": text}
            for text in dict.fromkeys(texts)
            if texts.count(text) > same_text_at_most
        ]
    return tuple(found)


# --- Official channel and countersignature ----------------------------------------------------------------------

# Who countersigns; nobody when the rule set does not ask, or the Fund's own channel sees to it.
MANAGER, APPROVER = "manager", "approver"
# Where the month is countersigned here, since it is certified here or goes out on paper.
SIGNED_HERE = frozenset({Channel.SAMVERKA.value, Channel.AGENCY_FORM.value})


def counter_signer(reporting_role: str, fund_rules: Rules, *, channel: str, has_manager: bool) -> str:
    """Who countersigns a month: the nearest manager, an approver on the authority list, or nobody (Q22, C6, C7, D3).

    In the Fund's portal the attendance-responsible person signs there, so nobody is asked to do it here too. Where
    no nearest manager is named, whoever submits is the one responsible for attendance.
    """
    if channel and channel not in SIGNED_HERE:
        return ""
    is_staff = reporting_role in STAFF_ROLES
    asked = fund_rules.staff_counter_signature if is_staff else fund_rules.participant_counter_signature
    if asked == "approver_on_authority_list":
        return APPROVER
    return MANAGER if asked == "manager_or_attendance_responsible" and has_manager else ""


def must_be_approved(reporting_role: str, fund_rules: Rules, *, channel: str, has_manager: bool) -> bool:
    """Whether the month waits for its countersignature before it is submitted: once the channel has been chosen."""
    return channel in SIGNED_HERE and bool(
        counter_signer(reporting_role, fund_rules, channel=channel, has_manager=has_manager)
    )


def may_approve(sheet: HourSheet, *, by: Person, is_entitled: bool, signer: str) -> Verdict:
    """A confirmed month is countersigned once, never by whoever reported it, by someone entitled that day (Q22, Q55).

    Args:
        sheet: the month.
        by: who countersigns.
        is_entitled: whether that person is the nearest manager, stands on the authority list, or stands in for such.
        signer: who countersigns such a month by the rules.
    """
    name = sheet.person.actor_name
    if sheet.person_id == by.pk:
        return no(_("You can not countersign your own month. Someone else on the list, or your substitute, does it."))
    if not signer:
        return no(_("The rules ask for no countersignature of that month."))
    if not is_entitled:
        return no(
            _("You are not on the list of those who may approve months today.")
            if signer == APPROVER
            else _("You are not the nearest manager of %(name)s today.") % {"name": name}
        )
    if sheet.superseded_at:
        return no(_("%(name)s has made a newer version of the month.") % {"name": name})
    if not sheet.confirmed_at:
        return no(_("%(name)s has taken the month back.") % {"name": name})
    if sheet.approved_at:
        return no(_("The month of %(name)s has been countersigned already.") % {"name": name})
    if sheet.locked_at:
        return no(_("The month of %(name)s is locked by a claim.") % {"name": name})
    return YES


def may_choose(number: int) -> Verdict:
    """Something has been chosen to act on."""
    if not number:
        return no(_("Choose at least one month."))
    return YES


def may_set_channel(*, from_month: Month, first_day: date, last_day: date, begun: bool, is_same: bool) -> Verdict:
    """A channel holds from a month of the network on, and never changes a month that is on its way (Q53).

    Args:
        from_month: the first month it is to hold for.
        first_day: the network's first day.
        last_day: the network's last day.
        begun: whether a month from then on has been entered in the portal, countersigned or locked.
        is_same: whether it holds already.
    """
    if not Month.of(first_day) <= from_month <= Month.of(last_day):
        return no(_("Choose a month of the network."))
    if is_same:
        return no(_("That channel holds already for that month."))
    if begun:
        return no(_("A month from then on has already been entered, countersigned or claimed. Choose a later month."))
    return YES


def may_enter_in_portal(sheet: HourSheet, *, channel: str, minutes: int) -> Verdict:
    """A confirmed month whose channel is the portal is ticked as entered; again when its hours have changed (Q53)."""
    name = sheet.person.actor_name
    if channel != Channel.PORTAL:
        return no(_("The month of %(name)s does not go into the Fund's portal.") % {"name": name})
    if sheet.superseded_at or not sheet.confirmed_at:
        return no(_("%(name)s has not confirmed the month, so it can not have been entered.") % {"name": name})
    if sheet.entered_in_portal_at and sheet.portal_minutes == minutes:
        return no(_("The month of %(name)s has been ticked already.") % {"name": name})
    return YES


def may_lift_entry(sheet: HourSheet) -> Verdict:
    """A tick set by mistake is lifted until a claim has locked the month."""
    if not sheet.entered_in_portal_at:
        return no(_("The month has not been ticked as entered."))
    if sheet.locked_at:
        return no(_("The month is locked by a claim."))
    return YES


def is_claimable(sheet: HourSheet, *, channel: str, minutes: int, waits_for_approval: bool) -> Verdict:
    """A claim takes what is countersigned where the rules ask, entered where it goes, and the same there (Q36, Q53)."""
    if waits_for_approval and not sheet.approved_at:
        return no(_("The month waits for its countersignature."))
    if channel == Channel.PORTAL and not sheet.entered_in_portal_at:
        return no(_("The month has not been entered in the Fund's portal."))
    if sheet.entered_in_portal_at and sheet.portal_minutes != minutes:
        return no(
            _("The Fund's portal says %(there)s and Samverka %(here)s.")
            % {"there": duration_text(sheet.portal_minutes or 0), "here": duration_text(minutes)}
        )
    return YES


def may_put_on_authority_list(*, first_day: date, last_day: date | None, is_there: bool) -> Verdict:
    """On the list once at a time, from a day on."""
    if last_day is not None and last_day < first_day:
        return no(_("The last day can not come before the first day."))
    if is_there:
        return no(_("That person is on the list already."))
    return YES


def may_end_authority(*, first_day: date, last_day: date | None, ends: date) -> Verdict:
    """A line of the list is ended, not removed: what was signed before stays signed (Q22)."""
    if last_day is not None:
        return no(_("That line of the list has a last day already."))
    if ends < first_day:
        return no(_("The last day can not come before the first day."))
    return YES


def may_mark_sent(*, month: Month, today: date, following: Month | None, is_sent: bool) -> Verdict:
    """Months go to Statistics Sweden in their order; what has changed makes every later one go again (Q44).

    Args:
        month: the one to mark.
        today: the day.
        following: the first month that has not been sent as it stands.
        is_sent: whether it has been sent.
    """
    if today <= month.last_day:
        return no(_("%(month)s can be sent when it is over.") % {"month": month_name(month).capitalize()})
    if following is not None and following < month:
        return no(_("Send %(month)s first. The months go in their order.") % {"month": month_name(following)})
    if following != month:
        return no(_("The month has been sent as it stands.")) if is_sent else no(_("The month can not be sent."))
    return YES


# --- Certificates from outside, roles without a team, files -----------------------------------------------------


def may_note_certificate_approval(*, from_day: date, until_day: date | None) -> Verdict:
    """A leave lasts from a day to a day."""
    if until_day is not None and until_day < from_day:
        return no(_("The last day can not come before the first day."))
    return YES


def may_register_certificate(
    facts: MonthFacts,
    *,
    kind: str,
    hours: int,
    lines: Sequence[Line],
    reportable: Reportable,
    gone: Collection[str],
    has_leave: bool,
    received_day: date,
    kept_at: str,
) -> Verdict:
    """A certificate from outside says what stands here, for a month that is over, in a way that is allowed (Q23)."""
    over = is_open_for_confirming(facts)
    if not over:
        return over
    if not facts.open_day <= received_day <= facts.today:
        return no(_("The certificate was received after the month and not later than today."))
    if kind == ReceivedCertificate.Kind.EMAIL and not has_leave:
        return no(_("The Fund has given no leave for certificates by e-mail that covers the month."))
    if kind == ReceivedCertificate.Kind.INK and not kept_at.strip():
        return no(_("Write where the original is kept."))
    if hours != reportable.reportable_hours or not lines:
        return no(
            _("The certificate says %(there)s h and the month here %(here)s h. They must be the same.")
            % {"there": hours, "here": reportable.reportable_hours}
        )
    return is_every_line_right(lines, facts, gone)


def may_take_in_guest(*, attends_as: str, minutes: int) -> Verdict:
    """A guest with hours can become a participant; audience and elected representatives have none (Q5, Q58)."""
    if attends_as != Guest.AttendsAs.WITH_HOURS or not minutes:
        return no(_("Only a guest whose hours count can be taken in as a participant."))
    return YES


def may_give_role(
    *,
    reporting_role: str,
    has_other_role: bool,
    is_of_host: bool,
    first_day: date,
    last_day: date,
    is_guest: bool = False,
) -> Verdict:
    """One reporting role per person and day (Q2); only the host's own staff are paid staff (Q6)."""
    if reporting_role not in {ReportingRole.STAFF_PAID, ReportingRole.UNVALUED} and not is_guest:
        return no(_("That role follows from a seat in a team."))
    if first_day > last_day:
        return no(_("The day lies after the network's last day."))
    if has_other_role:
        return no(_("The person has another role in the network then. End that one first."))
    if reporting_role == ReportingRole.STAFF_PAID and not is_of_host:
        return no(_("Only those who are of the host's staff that day report as paid staff."))
    return YES


def may_decide_occupation(
    *, wage_group: str, groups: Collection[str], is_change: bool, decision_reference: str, is_staff: bool
) -> Verdict:
    """One wage group per staff member and project; a change rests on a decision (Q3, C11)."""
    if not is_staff:
        return no(_("Only coordinators and the host's staff have a wage group; participants follow the rule set."))
    if wage_group not in groups:
        return no(_("The rule set knows no such wage group."))
    if is_change and not decision_reference.strip():
        return no(_("A wage group is changed by a decision. Write its number."))
    return YES


def may_import(rows: int) -> Verdict:
    """There is something to add."""
    if not rows:
        return no(_("The file holds nothing to add to this month."))
    return YES
