"""The letter of teams: welcome."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.core.templatetags.samverka import day
from samverka.mail import actions as mail
from samverka.teams.models import TeamMember


def welcome(member: TeamMember, *, at: datetime) -> None:
    """You are in the team: what it is, from when, and one link to it. Nobody without an address gets one."""
    person, seat = member.person, member.participation
    if not person.email:
        return
    with translation.override(person.language):
        is_coordinator = member.team_seat == TeamMember.TeamSeat.COORDINATOR
        role = _("coordinator") if is_coordinator else _("team member")
        mail.write(
            unique_key=f"teams.welcome-{member.pk}",
            kind="teams.welcome",
            to_address=person.email,
            to_name=person.name,
            subject=_("Welcome to %(network)s") % {"network": seat.network.name},
            body=_(
                "You are a %(role)s in the project team of %(organisation)s in %(network)s from %(day)s.\n\n"
                "Here you see who else is in the team:\n\n%(address)s\n\n"
                "You sign in with this e-mail address and a code that we send; there is no password."
            )
            % {
                "role": role,
                "organisation": seat.organisation.name,
                "network": seat.network.name,
                "day": day(member.first_day),
                "address": settings.BASE_URL + reverse("teams:show", args=[seat.network.slug, seat.pk]),
            },
            at=at,
            reply_to=member.appointed_by.email,
            language=person.language,
            chain=seat.network.chain,
        )
