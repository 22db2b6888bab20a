"""The letters of hours: the month waits, a reminder, returned, a receipt. One link each, no names in subjects."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.core.money import duration_text
from samverka.core.months import Month
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.templatetags.samverka import month_name, weekday_day
from samverka.hours import queries, rules
from samverka.hours.models import HourSheet
from samverka.hours.queries import SheetState
from samverka.mail import actions as mail
from samverka.people.models import Person


def _write(sheet: HourSheet, to: Person, *, sort: str, key: str, subject: str, body: str, at: datetime) -> None:
    mail.write(
        unique_key=f"hours.{sort}-{key}",
        kind=f"hours.{sort}",
        to_address=to.email,
        to_name=to.name,
        subject=subject,
        body=body,
        at=at,
        language=to.language,
        chain=sheet.network.chain,
    )


def _month_word(sheet: HourSheet) -> str:
    """`Oktober`: how the month begins a subject."""
    return month_name(queries.month_of(sheet)).split()[0].capitalize()


def _signed_off(sheet: HourSheet) -> str:
    return f"{sheet.network.name}\n{sheet.network.host_organisation}"


def _values(state: SheetState) -> dict[str, str]:
    sheet = state.sheet
    return {
        "month": month_name(state.month),
        "Month": _month_word(sheet),
        "recorded": duration_text(state.reportable.recorded_minutes),
        "address": settings.BASE_URL + queries.sheet_address(sheet),
        "closes": weekday_day(rules.closing_day(state.month, state.facts.rules)),
        "network": _signed_off(sheet),
    }


def month_waits(state: SheetState, *, at: datetime) -> None:
    """The month is over and waits for the person's confirmation; a part of it when the person's last day has come."""
    person = state.sheet.person
    if not person.email:
        return
    with translation.override(person.language):
        values = _values(state)
        until = state.facts.part_month_until
        if until:
            values["until"] = day_text(until)
            subject = _("%(Month)s: confirm what you have so far")
            body = _(
                "Your last day in the team is %(until)s. Confirm the time until then; %(recorded)s is recorded.\n\n"
                "%(address)s\n\n%(network)s"
            )
        elif state.lines:
            subject = _("%(Month)s: %(recorded)s waits for you to confirm")
            body = _(
                "The meetings you were at in %(month)s are already there, %(recorded)s in all. "
                "Look through them, add what you have done besides, and confirm.\n\n"
                "%(address)s\n\nThe month closes %(closes)s.\n\n%(network)s"
            )
        else:
            subject = _("%(Month)s: have you anything to report?")
            body = _(
                "No time is recorded for you in %(month)s. Add what you have done, or say that there is nothing.\n\n"
                "%(address)s\n\nThe month closes %(closes)s.\n\n%(network)s"
            )
        _write(
            state.sheet,
            person,
            sort="month_waits",
            key=str(state.sheet.pk),
            subject=subject % values,
            body=body % values,
            at=at,
        )


def reminder(state: SheetState, *, by_name: str, at: datetime) -> None:
    """Someone asks the person to confirm the month."""
    person = state.sheet.person
    if not person.email:
        return
    with translation.override(person.language):
        values = _values(state) | {"coordinator": by_name}
        body = _(
            "%(coordinator)s asks you to confirm %(month)s; %(recorded)s is recorded. "
            "If there is nothing to report, say so on the same page.\n\n"
            "%(address)s\n\nThe month closes %(closes)s.\n\n%(network)s"
        )
        _write(
            state.sheet,
            person,
            sort="reminder",
            key=f"{state.sheet.pk}-{at:%Y%m%d}",
            subject=_("Reminder: %(month)s waits for you to confirm") % values,
            body=body % values,
            at=at,
        )


def closing_soon(state: SheetState, *, at: datetime) -> None:
    """The month closes on the next working day and waits for the person."""
    person = state.sheet.person
    if not person.email:
        return
    with translation.override(person.language):
        values = _values(state)
        body = _(
            "%(month)s closes %(closes)s and waits for you to confirm; %(recorded)s is recorded. "
            "If there is nothing to report, say so on the same page.\n\n"
            "%(address)s\n\n%(network)s"
        )
        _write(
            state.sheet,
            person,
            sort="closing",
            key=str(state.sheet.pk),
            subject=_("%(Month)s closes %(closes)s") % values,
            body=body % (values | {"month": values["month"].capitalize()}),
            at=at,
        )


def closing_list(
    missing: Sequence[HourSheet], *, month: Month, to: Person, absent: Collection[int], at: datetime
) -> None:
    """To whoever leads the team: who is missing the day before the month closes. They have been reminded."""
    if not to.email or not missing:
        return
    sheet = missing[0]
    with translation.override(to.language):
        values = {
            "month": month_name(month),
            "Month": _month_word(sheet),
            "names": "\n".join(
                "– "
                + (_("%(name)s, away from work") if one.person_id in absent else "%(name)s")
                % {"name": one.person.actor_name}
                for one in missing
            ),
            "address": settings.BASE_URL + queries.team_address(sheet),
            "network": _signed_off(sheet),
        }
        body = _(
            "These have not confirmed %(month)s yet:\n\n%(names)s\n\n"
            "Each who is at work has been reminded today. You need not remind them again.\n\n"
            "%(address)s\n\n%(network)s"
        )
        _write(
            sheet,
            to,
            sort="closing_list",
            key=f"{sheet.participation_id}-{month}-{to.pk}",
            subject=_("%(Month)s is about to close") % values,
            body=body % values,
            at=at,
        )


def returned(sheet: HourSheet, *, reason: str, by: Person, at: datetime) -> None:
    """The month comes back with a reason."""
    person = sheet.person
    if not person.email:
        return
    with translation.override(person.language):
        values = {
            "month": month_name(queries.month_of(sheet)),
            "name": by.actor_name,
            "reason": reason,
            "address": settings.BASE_URL + queries.sheet_address(sheet),
            "network": _signed_off(sheet),
        }
        body = _(
            "%(name)s has returned your time for %(month)s:\n\n“%(reason)s”\n\n"
            "Change what is needed and confirm again. Nothing you wrote has been lost.\n\n%(address)s\n\n%(network)s"
        )
        _write(
            sheet,
            person,
            sort="returned",
            key=f"{sheet.pk}-{at:%Y%m%d%H%M%S}",
            subject=_("%(month)s has come back to you") % {"month": _month_word(sheet)},
            body=body % values,
            at=at,
        )


def submitted(
    sheets: Sequence[HourSheet], *, left_out: Sequence[str], minutes: int, organisation: str, by: Person, at: datetime
) -> None:
    """A receipt to whoever submitted the municipality's month."""
    if not by.email:
        return
    sheet = sheets[0]
    with translation.override(by.language):
        values = {
            "month": month_name(queries.month_of(sheet)),
            "organisation": organisation,
            "people": len(sheets),
            "recorded": duration_text(minutes),
            "left_out": rules.listed(left_out),
            "address": settings.BASE_URL + queries.team_address(sheet),
            "network": _signed_off(sheet),
        }
        without = _("Without: %(left_out)s. Their time can be submitted later.") % values + "\n\n" if left_out else ""
        body = _(
            "You have submitted %(month)s for %(organisation)s: %(people)s people, %(recorded)s.\n\n%(without)s"
            "%(address)s\n\n%(network)s"
        )
        _write(
            sheet,
            by,
            sort="submitted",
            key=f"{sheet.participation_id}-{sheet.month:%Y-%m}-{at:%Y%m%d%H%M%S}",
            subject=_("%(Month)s has been submitted") % {"Month": _month_word(sheet)},
            body=body % (values | {"without": without}),
            at=at,
        )
