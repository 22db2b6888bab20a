"""Letters of the roof: a fault in accessibility, to those who answer for the service."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.templatetags.samverka import day
from samverka.mail import actions as mail
from samverka.mail.models import Outbox

# So soon the statement promises an answer.
ANSWERED_WITHIN = timedelta(days=14)


def fault(
    recipients: Iterable[tuple[str, str, str]], *, what: str, where: str, with_what: str, email: str, at: datetime
) -> list[Outbox]:
    """Somebody could not use a page; an answer goes straight to that person, if an address was given.

    Args:
        recipients: address, name and language of each who is to know.
        what: what the person wanted to do and what stopped it, in the person's words.
        where: on which page, as far as it was said.
        with_what: what the person uses, as far as it was said.
        email: where to answer; empty when no answer is wanted.
        at: when.
    """
    key = secrets.token_urlsafe(12)
    letters = []
    for address, name, language in recipients:
        with translation.override(language):
            by_day = day(clock.day(at) + ANSWERED_WITHIN)
            lines = [
                _("Somebody has reported that Samverka can not be used as it should."),
                # Set in by no spaces, and never alone on a line as an address: what was written is shown as text.
                "\n".join(f"> {line}" for line in what.splitlines()),
                _("Page: %(where)s") % {"where": where or _("not said")},
                _("Uses: %(what)s") % {"what": with_what or _("not said")},
                _("An answer is promised by %(day)s. Reply to this letter, and it goes to the person.")
                % {"day": by_day}
                if email
                else _("The person wants no answer."),
            ]
            letters.append(
                mail.write(
                    unique_key=f"web.fault-{key}-{address}",
                    kind="web.fault",
                    to_address=address,
                    to_name=name,
                    subject=_("A fault in accessibility has been reported"),
                    body="\n\n".join(lines),
                    at=at,
                    reply_to=email,
                    language=language,
                )
            )
    return letters
