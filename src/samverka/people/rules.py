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


def may_confirm_domain(*, is_confirmed: bool, is_free_mail: bool) -> Verdict:
    """A domain is confirmed once, and never one where anyone can get an address (R2)."""
    if is_confirmed:
        return no(_("The domain has already been confirmed."))
    if is_free_mail:
        return no(_("Anyone can get an address there, so it shows nothing about where someone works."))
    return YES
