"""The letters of teams: welcome, and to a nearest manager."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.core.templatetags.samverka import day
from samverka.mail import actions as mail
from samverka.teams.models import AppointingLink, Leaving, NearestManager, TeamMember


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


def asked_to_approve(row: NearestManager, *, at: datetime) -> None:
    """To a nearest manager: someone takes part in a network, and you are asked to set time aside for it."""
    manager, seat = row.manager, row.member.participation
    if not manager.email:
        return
    with translation.override(manager.language):
        mail.write(
            unique_key=f"teams.manager-{row.pk}",
            kind="teams.manager",
            to_address=manager.email,
            to_name=manager.name,
            subject=_("Approve working time for %(network)s") % {"network": seat.network.name},
            body=_(
                "%(name)s takes part in %(network)s for %(organisation)s. You are named as the nearest manager from "
                "%(day)s and are asked to approve that working time is set aside.\n\n%(address)s\n\n"
                "You sign in with this e-mail address and a code that we send; there is no password."
            )
            % {
                "name": row.member.person.shown_as(row.member.function),
                "organisation": seat.organisation.name,
                "network": seat.network.name,
                "day": day(row.first_day),
                "address": settings.BASE_URL + reverse("teams:time", args=[seat.network.slug]),
            },
            at=at,
            reply_to=row.named_by.email,
            language=manager.language,
            chain=seat.network.chain,
        )


def leaves(leaving: Leaving, members: Iterable[TeamMember], *, at: datetime) -> None:
    """To everyone in the team: the municipality leaves, and what you have done until then you still confirm."""
    seat = leaving.participation
    for member in members:
        person = member.person
        if not person.email:
            continue
        with translation.override(person.language):
            mail.write(
                unique_key=f"teams.leaves-{leaving.pk}-{member.pk}",
                kind="teams.leaves",
                to_address=person.email,
                to_name=person.name,
                subject=_("%(organisation)s leaves %(network)s")
                % {"organisation": seat.organisation.name, "network": seat.network.name},
                body=_(
                    "%(organisation)s leaves %(network)s. The last day is %(day)s, and your time in the project team "
                    "ends then.\n\n"
                    "Confirm the time that you have worked until then. What is confirmed stays, and can be claimed.\n\n"
                    "%(address)s"
                )
                % {
                    "organisation": seat.organisation.name,
                    "network": seat.network.name,
                    "day": day(leaving.last_day),
                    "address": settings.BASE_URL + reverse("todo"),
                },
                at=at,
                reply_to=leaving.noted_by.email,
                language=person.language,
                chain=seat.network.chain,
            )


def appoint_coordinator(link: AppointingLink, token: str, *, at: datetime) -> None:
    """To the chief executive's office: nobody leads the team; a personal link to appoint a coordinator."""
    seat = link.participation
    named = {"organisation": seat.organisation.name, "network": seat.network.name}
    with translation.override("sv"):
        mail.write(
            unique_key=f"teams.appoint-{link.pk}",
            kind="teams.appoint",
            to_address=link.to_address,
            to_name=f"{seat.organisation.chief_executive_title}, {seat.organisation.name}",
            subject=_("Appoint a coordinator for %(network)s") % named,
            body=_("A personal link to appoint a coordinator. It is shown to the recipient only."),
            secret_body=_(
                "Nobody leads the project team of %(organisation)s in %(network)s. Appoint a coordinator here:\n\n"
                "%(address)s\n\n"
                "The link can be used once, until %(day)s. The coordinator is welcomed by letter."
            )
            % {
                **named,
                "day": day(link.valid_until),
                "address": settings.BASE_URL + reverse("teams:link_page", args=[token]),
            },
            at=at,
            reply_to=link.sent_by.email if link.sent_by else "",
            language="sv",
            chain=seat.network.chain,
        )
