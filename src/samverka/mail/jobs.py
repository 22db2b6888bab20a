"""What the worker runs for the outbox."""

from django_tasks import task

from samverka.core import clock
from samverka.mail import actions

# A code is waited for at the screen; a spreadsheet is not.
FIRST = 50


@task(priority=FIRST)
def deliver(*, outside: bool) -> int:
    """Deliver what waits; a second run finds nothing and does nothing. From an example nothing goes outside."""
    return actions.deliver_waiting(outside=outside, at=clock.now())
