"""`samverka tick`: what the clock starts, once. For a timer, where the processes are run apart."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samverka.core import clock
from samverka.web import tick


class Command(BaseCommand):
    """Do what the clock starts each minute; safe to run twice."""

    help = "Do what the clock starts each minute: send letters, revive lost jobs, open months. Safe to run twice."

    def handle(self, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Run it once."""
        failed = tick.run(clock.now())
        if failed:
            raise CommandError(f"could not {', '.join(failed)}; the log says why")
