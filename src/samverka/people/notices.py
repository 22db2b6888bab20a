"""Letters that people sends: the one-time code."""

import secrets
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samverka.mail import actions as mail
from samverka.mail.models import Outbox


def code(*, email: str, code: str, at: datetime, language: str) -> Outbox:
    """A one-time code to an address that someone wants to sign in with."""
    minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    with translation.override(language):
        secret = _(
            "Here is your code for Samverka:\n"
            "\n"
            "    %(code)s\n"
            "\n"
            "It is valid for %(minutes)s minutes. Write or paste it on the page where you asked for it.\n"
            "\n"
            "If you did not ask for a code, you need do nothing: nobody gets in without it."
        ) % {"code": code, "minutes": minutes}
        return mail.write(
            # Each code is a letter of its own; what was asked for twice is sent twice, and the later one holds.
            unique_key=f"people.code-{secrets.token_urlsafe(16)}",
            kind="people.code",
            to_address=email,
            to_name="",
            subject=_("Your code for Samverka"),
            body=_("A one-time code. It is shown to the recipient only."),
            secret_body=secret,
            at=at,
            language=language,
        )
