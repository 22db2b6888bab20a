"""`samverka verify-evidence`: walks every chain of the journal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samverka.journal import queries as journal


class Command(BaseCommand):
    """Walk all chains, and name each place where one does not hold."""

    help = "Walk every chain of the journal and name each place where it does not hold."

    def handle(self, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """One line for each chain."""
        broken = 0
        for chain in journal.chains():
            faults = list(journal.faults(chain))
            broken += len(faults)
            for fault in faults:
                self.stderr.write(fault)
            head = journal.head(chain)
            if head and not faults:
                self.stdout.write(f"{chain}: {head.seq} entries hold, ends in {head.hash}")
        if broken:
            raise CommandError(f"the evidence does not hold in {broken} places")
