"""Takes in the EU's own list of CPV codes: `cpv.gc` of the eForms SDK."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.enterprises import actions
from samverka.enterprises.figures.genericode import UnreadableCodelist, codes_of


class Command(BaseCommand):
    """Reads a genericode file and writes every CPV code in it; our own plain words stay."""

    help = "Takes in the EU's list of CPV codes (cpv.gc of the eForms SDK)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the file lies."""
        parser.add_argument("file", type=Path)

    def handle(self, **options: Any) -> None:
        """Read, write, tell how many."""
        try:
            codes = codes_of(options["file"].read_bytes())
        except (OSError, UnreadableCodelist) as fault:
            raise CommandError(str(fault)) from fault
        number = actions.load_cpv_list(codes=[actions.ListedCode(*code) for code in codes], by=SYSTEM, at=clock.now())
        self.stdout.write(f"{number} codes")
