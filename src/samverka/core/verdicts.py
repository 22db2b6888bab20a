"""A yes, or a no with its reason in words: draws the button, explains its absence, stops the act."""

from dataclasses import dataclass

from django.utils.functional import Promise

from samverka.core.refusals import Refused


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a rule. Truthy when yes; otherwise `reason` is a sentence to a person."""

    yes: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.yes

    def or_refuse(self) -> None:
        """Stop the act when the answer is no.

        Raises:
            Refused: with the reason, when the verdict is no.
        """
        if not self.yes:
            raise Refused(self.reason)


YES = Verdict(yes=True)


def no(reason: str | Promise) -> Verdict:
    """Answer no, with the sentence that a person will read."""
    return Verdict(yes=False, reason=reason)
