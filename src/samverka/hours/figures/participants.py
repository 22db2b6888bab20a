"""The months that are sent to Statistics Sweden: when each is due, and which must be sent again. Knows no Django."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from samverka.core.months import Month


def due_day(month: Month, days_after: int) -> date:
    """The last day for a month: January 2022 is due on 28 February when it is 28 days (T13)."""
    return month.last_day + timedelta(days=days_after)


def warned_from(month: Month, day_of_month: int) -> date:
    """From which day of the month after it is pointed out that the file has not been sent."""
    return month.next().first_day.replace(day=day_of_month)


def sent_again(sent: Mapping[Month, datetime], changed: Mapping[Month, datetime]) -> tuple[Month, ...]:
    """Months that must be sent again: one that has changed since, and every later one sent before the change (T12).

    Args:
        sent: when each month was sent the last time.
        changed: when each month's participants or their hours changed the last time.
    """
    again = []
    newest: datetime | None = None
    for month in sorted({*sent, *changed}):
        at = changed.get(month)
        if at is not None and (newest is None or at > newest) and month in sent:
            newest = at
        if month in sent and newest is not None and newest > sent[month]:
            again.append(month)
    return tuple(again)


def next_to_send(months: list[Month], sent: Mapping[Month, datetime], again: tuple[Month, ...]) -> Month | None:
    """The first month that is not sent as it now stands: nothing later may be marked before it."""
    return next((month for month in sorted(months) if month not in sent or month in again), None)
