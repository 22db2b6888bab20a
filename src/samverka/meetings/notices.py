"""The letters of meetings: asked, moved, called off; each with the calendar entry as it now stands."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.core.templatetags.samverka import clock_time, weekday_day
from samverka.mail import actions as mail
from samverka.meetings import queries
from samverka.meetings.models import Invitation, Meeting


def _facts(meeting: Meeting) -> str:
    lines = [
        _("%(day)s, %(start)s–%(end)s")
        % {
            "day": weekday_day(meeting.starts_at),
            "start": clock_time(meeting.starts_at),
            "end": clock_time(meeting.ends_at),
        }
    ]
    if meeting.place:
        lines.append(_("Place: %(place)s") % {"place": meeting.place})
    if meeting.link:
        lines.append(_("Online: %(link)s") % {"link": meeting.link})
    return "\n".join(lines)


def _write(meeting: Meeting, invitation: Invitation, *, sort: str, subject: str, body: str, at: datetime) -> None:
    person = invitation.person
    mail.write(
        unique_key=f"meetings.{sort}-{invitation.pk}-{meeting.sequence}",
        kind=f"meetings.{sort.partition('-')[0]}",
        to_address=person.email,
        to_name=person.name,
        subject=subject,
        body=body,
        at=at,
        reply_to=meeting.planned_by.email,
        language=person.language,
        calendar=queries.calendar_of(meeting, at=at),
        chain=meeting.network.chain,
    )


def _answer_address(meeting: Meeting) -> str:
    return settings.BASE_URL + reverse("meetings:answer_page", args=[meeting.network.slug, meeting.pk])


def invited(meeting: Meeting, invitations: Iterable[Invitation], *, at: datetime) -> None:
    """You are asked to a meeting; one link to answer by."""
    for invitation in invitations:
        if not invitation.person.email:
            continue
        with translation.override(invitation.person.language):
            _write(
                meeting,
                invitation,
                sort="invitation",
                subject=_("Invitation: %(title)s") % {"title": meeting.title},
                body=_(
                    "You are invited to %(title)s.\n\n%(facts)s\n\n"
                    "Say whether you are coming:\n\n%(address)s\n\n"
                    "The meeting is attached as a calendar file."
                )
                % {"title": meeting.title, "facts": _facts(meeting), "address": _answer_address(meeting)},
                at=at,
            )


def moved(meeting: Meeting, *, at: datetime) -> None:
    """The meeting has another time or place; the same calendar entry is updated."""
    for invitation in queries.invitations_of(meeting):
        if not invitation.person.email:
            continue
        with translation.override(invitation.person.language):
            _write(
                meeting,
                invitation,
                sort="moved",
                subject=_("Changed: %(title)s") % {"title": meeting.title},
                body=_(
                    "%(title)s has a new time or place. It now reads:\n\n%(facts)s\n\n"
                    "Say whether you are coming:\n\n%(address)s\n\n"
                    "The attached calendar file updates the entry you have."
                )
                % {"title": meeting.title, "facts": _facts(meeting), "address": _answer_address(meeting)},
                at=at,
            )


def got_place(meeting: Meeting, invitations: Iterable[Invitation], *, at: datetime) -> None:
    """A place became free and is yours."""
    for invitation in invitations:
        if not invitation.person.email:
            continue
        with translation.override(invitation.person.language):
            _write(
                meeting,
                invitation,
                sort=f"place-{int(at.timestamp())}",
                subject=_("You have a place: %(title)s") % {"title": meeting.title},
                body=_(
                    "A place has become free at %(title)s, and it is yours.\n\n%(facts)s\n\n"
                    "If you can not come, say so, and the place goes to the next who waits:\n\n%(address)s"
                )
                % {"title": meeting.title, "facts": _facts(meeting), "address": _answer_address(meeting)},
                at=at,
            )


def cancelled(meeting: Meeting, *, at: datetime) -> None:
    """The meeting is called off; the calendar entry goes."""
    for invitation in queries.invitations_of(meeting):
        if not invitation.person.email:
            continue
        with translation.override(invitation.person.language):
            _write(
                meeting,
                invitation,
                sort="cancelled",
                subject=_("Cancelled: %(title)s") % {"title": meeting.title},
                body=_("%(title)s has been cancelled. It was planned for:\n\n%(facts)s")
                % {"title": meeting.title, "facts": _facts(meeting)},
                at=at,
            )
