"""What may be done on the roof."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no


def may_report_fault(*, recipients: int) -> Verdict:
    """A fault can be reported as soon as somebody can take it."""
    if not recipients:
        return no(_("Nobody has been named yet who takes reports here. Write or call the network's host."))
    return YES


# Who of the host's staff may write to many at once; the others answer for their own part.
WRITES_TO_MANY = frozenset({"project_manager", "process_supporter", "administrator"})


def may_send_out(functions: Collection[str]) -> Verdict:
    """Whether one with these functions at the host may send a text to a whole segment."""
    if WRITES_TO_MANY.isdisjoint(functions):
        return no(_("Send-outs are written by the project manager, a process supporter or the administrator."))
    return YES


def may_send(*, is_sent: bool, count: int) -> Verdict:
    """A send-out goes once, and to somebody."""
    if is_sent:
        return no(_("The send-out has been sent."))
    return YES if count else no(_("Nobody is in this segment now."))
