"""The one error a person is meant to read."""

from django.utils.functional import Promise


class Refused(Exception):  # noqa: N818 - it is a refusal, told to a person, not an error in the program
    """An act was refused; the sentence says why and what can be done instead.

    Raised in `actions` only. One middleware turns it into a plain page with status 409, and the
    surrounding transaction is rolled back.
    """

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)
