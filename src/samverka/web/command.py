"""The product's own command: `samverka <command>`; also `python -m samverka`."""

import os
import sys


def main() -> None:
    """Run a management command; without one, list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.web.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings are named first

    execute_from_command_line(["samverka", *sys.argv[1:]])
