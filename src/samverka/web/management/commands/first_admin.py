"""`samverka first-admin`: opens an empty real installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from samverka.core.refusals import Refused
from samverka.people import actions


class Command(BaseCommand):
    """Write down the first person, who then signs in by a code like everyone else; no password exists."""

    help = "Open an empty real installation: its first person, who signs in by a code sent to the address."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who."""
        parser.add_argument("--email", required=True, help="the address that the code is sent to")
        parser.add_argument("--name", required=True, help="what the person is called")

    def handle(self, *, email: str, name: str, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Do it once."""
        try:
            validate_email(email)
        except ValidationError as fault:
            raise CommandError(f"{email} is not an e-mail address") from fault
        try:
            account = actions.open_installation(email=email, name=name, at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{name} can now sign in with {account.email}. Start Samverka with: samverka serve")
