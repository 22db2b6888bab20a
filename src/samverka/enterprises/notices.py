"""The letters of enterprises: to the enterprise itself, by a link that works once."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.core.templatetags.samverka import day
from samverka.enterprises.models import ConfirmationLink
from samverka.mail import actions as mail


def confirm_entry(link: ConfirmationLink, *, token: str, sort: str, at: datetime) -> None:
    """Look through your entry and confirm it: asked for the first time, again, or by the clock."""
    enterprise = link.enterprise
    with translation.override("sv"):
        said = {
            "asked": _(
                "A municipality that wants to work with social enterprises has written down what it knows of "
                "%(name)s. Nothing is shown to anyone before you have said yes."
            ),
            "renewed": _("Somebody asks you to look through what the register says of %(name)s."),
            "first": _(
                "It is nearly a year since you confirmed what the register says of %(name)s. Unless you confirm it "
                "again, it will be marked as stale."
            ),
            "stale": _(
                "It is a year since you confirmed what the register says of %(name)s, and it is now marked as stale. "
                "Confirm it, and the mark is gone."
            ),
        }[sort] % {"name": enterprise.name}
        mail.write(
            unique_key=f"enterprises.link-{link.pk}",
            kind="enterprises.link",
            to_address=link.to_address,
            to_name=enterprise.contact_name,
            subject=_("Look through your entry in the register of social enterprises"),
            body=_("A letter with a personal link to %(name)s, to confirm its entry.") % {"name": enterprise.name},
            secret_body=_(
                "%(said)s\n\n"
                "It takes a minute and needs no account:\n\n%(address)s\n\n"
                "The link works once, until %(day)s."
            )
            % {
                "said": said,
                "address": settings.BASE_URL + reverse("enterprises:link", args=[token]),
                "day": day(link.last_day),
            },
            at=at,
            reply_to=link.sent_by.email if link.sent_by else "",
        )
