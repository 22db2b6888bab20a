"""Where allauth meets us: it runs the sign-in, and what it does goes through our actions and letters.

One way for known and unknown addresses: the account is looked up, or made, only when the code was right, so until
then there is nothing by which the two could differ - no text, no cookie, no statement, no time.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from samverka.core import clock
from samverka.people import actions
from samverka.people.doors import PROVED_AT, posting
from samverka.people.models import Account

# Letters that can't be taken for each other or for digits, and no vowels, so that no code is a word.
SIGNS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships without types
    """Fetches account and person in one statement; every signed-in request needs both."""

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, unless it has been closed."""
        return Account.objects.select_related("person").filter(pk=user_id, is_active=True).first()


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships without types
    """allauth's questions, answered our way."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """No page of allauth's makes accounts: a right code does."""
        return False

    def generate_login_code(self) -> str:
        """Eight letters in two groups: 25 thousand million codes, of which an attempt may try three."""
        signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        return f"{signs[:4]}-{signs[4:]}"

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """The one letter that allauth may send, as a row in the outbox; any other is a mistake in the set-up.

        Raises:
            ValueError: when allauth wants to send something else than a code.
        """
        if template_prefix != "account/email/login_code":
            raise ValueError(f"no letter for {template_prefix}")
        with posting():
            actions.send_code(email=email, code=context["code"], at=clock.now(), language=get_language() or "sv")

    def add_message(self, *_args: object, **_kwargs: object) -> None:
        """Our pages say themselves what has happened."""

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, and note the instant of the proof in real time: heavy acts ask how old it is."""
        super().login(request, user)
        request.session[PROVED_AT] = timezone.now().isoformat()

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:  # noqa: ARG002 - allauth's signature
        """A closed account: only the one with the right code is told so."""
        return HttpResponseRedirect(reverse("account_login") + "?orsak=stangt")


class CodeByMail(LoginCodeVerificationProcess):  # type: ignore[misc]  # allauth ships without types
    """allauth's sign-in by code, without asking beforehand whether there is an account."""

    @classmethod
    def begin(cls, request: HttpRequest, email: str) -> "CodeByMail":
        """Send a code to an address, and remember the attempt in the session."""
        login = Login(user=None, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, email=email), initiated_by_user=True)
        process = cls(stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def under_way(cls, request: HttpRequest) -> "CodeByMail | None":
        """The attempt of this session, if there is one; it may have expired."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls(stage) if stage else None

    @property
    def email(self) -> str:
        """The address that the code went to."""
        return str(self.state["email"])

    @property
    def tries_left(self) -> int:
        """How many wrong codes may still be given."""
        return int(self.max_attempts) - int(self.state["failed_attempts"])

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - allauth's signature
        """A code to any address alike."""
        context = {"request": self.request, "code": self.generate_code()}
        get_adapter().send_mail("account/email/login_code", email, context)

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code was right: now the account is found, or made with its person, and allauth signs it in."""
        self._user = actions.open_account(email=self.email, at=clock.now(), language=get_language() or "sv")
        response: HttpResponse = super().finish(redirect_url)
        return response


def may_ask_for_code(request: HttpRequest, email: str) -> bool:
    """Whether one more code may be sent, by allauth's rates per address and per place; in real time."""
    return bool(ratelimit.consume(request, action="request_login_code", key=email))


def may_report_fault(request: HttpRequest) -> bool:
    """Whether one more report of a fault may come from this place; in real time."""
    return bool(ratelimit.consume(request, action="report_fault"))


def enter(request: HttpRequest, email: str, onward: str) -> HttpResponse:
    """Sign in without a code: the door of an example, which is no place for anyone's own things."""
    account = actions.open_account(email=email, at=clock.now(), language=get_language() or "sv")
    response: HttpResponse = perform_login(request, Login(user=account, redirect_url=onward, email=email))
    return response


def sign_out(request: HttpRequest) -> None:
    """Sign this browser out."""
    get_adapter().logout(request)
