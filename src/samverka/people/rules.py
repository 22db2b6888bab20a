"""What may be done about accounts; each answer with its reason."""

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no


def may_open_installation(*, is_example: bool, is_anyone_here: bool) -> Verdict:
    """Whether the first account may be made: once, and never in an example."""
    if is_example:
        return no(_("This database is an example; it can never become a real installation."))
    if is_anyone_here:
        return no(_("The installation has been opened already: somebody has an account."))
    return YES
