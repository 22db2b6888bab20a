"""The letters of examples: approval is wanted, returned, ready; confirm a subscription; the news; mentors."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.examples import rules
from samverka.examples.models import ExampleApproval, LearningExample
from samverka.mail import actions as mail
from samverka.networks import queries as networks
from samverka.networks.models import Participation
from samverka.people.models import Person
from samverka.teams import queries as teams


def _address(name: str, *parts: object) -> str:
    return settings.BASE_URL + reverse(f"examples:{name}", args=parts)


def _leads(participation: Participation, at: datetime) -> list[Person]:
    members = teams.current_members(participation, clock.day(at))
    return [member.person for member in members if teams.is_lead(member) and member.person.email]


def _editors(example: LearningExample, at: datetime) -> list[Person]:
    seen: dict[int, Person] = {}
    for row in networks.staff(example.network, clock.day(at)):
        if row.function in rules.EDITING_FUNCTIONS and row.person.email:
            seen.setdefault(row.person_id, row.person)
    return list(seen.values())


def approval_wanted(
    example: LearningExample, approval: ExampleApproval, *, token: str, by: Person, at: datetime
) -> None:
    """A named enterprise gets its personal link; the link stands in the sealed body only."""
    if not approval.email:
        return
    with translation.override("sv"):
        facts = {
            "organisation": example.participation.organisation.name,
            "title": example.title,
            "name": approval.name,
            "address": _address("approval", token),
        }
        mail.write(
            unique_key=f"examples.approval-{approval.pk}-{at.isoformat()}",
            kind="examples.approval",
            to_address=approval.email,
            to_name=approval.name,
            subject=_("Read and approve an example that names you"),
            body=_("%(name)s is asked to approve the example %(title)s. The personal link is not shown here.") % facts,
            secret_body=_(
                "%(organisation)s has written a learning example, %(title)s, which names %(name)s. Read it, and say "
                "whether it may be published. The link is personal; you need no account.\n\n%(address)s\n\n"
                "Nothing is published unless you approve."
            )
            % facts,
            at=at,
            reply_to=by.email,
            chain=example.network.chain,
        )


def municipality_approval_wanted(example: LearningExample, *, by: Person, at: datetime) -> None:
    """The coordinator and the deputy read and approve for the municipality."""
    for person in _leads(example.participation, at):
        with translation.override(person.language):
            mail.write(
                unique_key=f"examples.municipality-{example.pk}-{at.isoformat()}-{person.pk}",
                kind="examples.approval",
                to_address=person.email,
                to_name=person.name,
                subject=_("A learning example to approve"),
                body=_("%(title)s is ready to be read and approved for your municipality.\n\n%(address)s")
                % {"title": example.title, "address": _address("draft", example.network.slug, example.pk)},
                at=at,
                reply_to=by.email,
                language=person.language,
                chain=example.network.chain,
            )


def returned(example: LearningExample, *, comment: str, by: Person, at: datetime) -> None:
    """The host has returned the example with what is to be changed."""
    for person in _leads(example.participation, at):
        with translation.override(person.language):
            mail.write(
                unique_key=f"examples.returned-{example.pk}-{at.isoformat()}-{person.pk}",
                kind="examples.returned",
                to_address=person.email,
                to_name=person.name,
                subject=_("A learning example has come back"),
                body=_("%(title)s has come back to be changed:\n\n%(comment)s\n\n%(address)s")
                % {
                    "title": example.title,
                    "comment": comment,
                    "address": _address("draft", example.network.slug, example.pk),
                },
                at=at,
                reply_to=by.email,
                language=person.language,
                chain=example.network.chain,
            )


def declined(example: LearningExample, *, name: str, reason: str, at: datetime) -> None:
    """A named enterprise does not approve."""
    for person in _leads(example.participation, at):
        with translation.override(person.language):
            mail.write(
                unique_key=f"examples.declined-{example.pk}-{at.isoformat()}-{person.pk}",
                kind="examples.returned",
                to_address=person.email,
                to_name=person.name,
                subject=_("A learning example is not approved"),
                body=_("%(name)s does not approve %(title)s and writes:\n\n%(reason)s\n\n%(address)s")
                % {
                    "name": name,
                    "title": example.title,
                    "reason": reason,
                    "address": _address("draft", example.network.slug, example.pk),
                },
                at=at,
                language=person.language,
                chain=example.network.chain,
            )


def ready_to_publish(example: LearningExample, *, at: datetime) -> None:
    """Everyone has approved; the host reads and publishes."""
    for person in _editors(example, at):
        with translation.override(person.language):
            mail.write(
                unique_key=f"examples.ready-{example.pk}-{at.isoformat()}-{person.pk}",
                kind="examples.ready",
                to_address=person.email,
                to_name=person.name,
                subject=_("A learning example is ready to publish"),
                body=_("Everyone has approved %(title)s. Read it and publish it.\n\n%(address)s")
                % {"title": example.title, "address": _address("draft", example.network.slug, example.pk)},
                at=at,
                language=person.language,
                chain=example.network.chain,
            )
