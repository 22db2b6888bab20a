"""The product's own command: `samverka <command>`; also `python -m samverka`."""

import os
import sys


def main() -> None:
    """Run a management command; without one, list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.web.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings are named first

    # `first-admin` is how people write it, `first_admin` is what Django can find.
    words = [word if word.startswith("-") else word.replace("-", "_") for word in sys.argv[1:2]]
    execute_from_command_line(["samverka", *words, *sys.argv[2:]])
