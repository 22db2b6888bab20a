"""What may be done on the roof."""

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no


def may_report_fault(*, recipients: int) -> Verdict:
    """A fault can be reported as soon as somebody can take it."""
    if not recipients:
        return no(_("Nobody has been named yet who takes reports here. Write or call the network's host."))
    return YES
