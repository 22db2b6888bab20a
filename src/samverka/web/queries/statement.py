"""The accessibility statement: the fields that Digg asks for, with what our own tests have shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings

from samverka.core import clock
from samverka.networks import queries as networks
from samverka.networks.models import Staff

# When the pages were last gone through, and when this text was last changed.
ASSESSED: Final = date(2026, 11, 24)
UPDATED: Final = date(2026, 11, 24)
COMPLAINT_HREF: Final = "https://www.digg.se/tdosanmalan"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who answers for the service, and the dates of the statement."""

    operator: str
    contact: str
    assessed_day: date
    updated_day: date
    complaint_href: str


def statement() -> Statement:
    """The statement of this installation; without a named operator the newest network's host answers."""
    operator = settings.OPERATOR
    if not operator:
        network = networks.networks().first()
        operator = network.host_organisation if network else ""
    return Statement(operator, settings.CONTACT, ASSESSED, UPDATED, COMPLAINT_HREF)


def fault_recipients(at: datetime) -> list[tuple[str, str, str]]:
    """Address, name and language of those who take reports: the named contact, else the networks' project managers."""
    if settings.CONTACT:
        return [(settings.CONTACT, settings.OPERATOR, "sv")]
    rows = Staff.objects.filter(
        networks.on_day(clock.day(at)), function=Staff.Function.PROJECT_MANAGER, person__email__gt=""
    ).select_related("person")
    found = {row.person.email: (row.person.email, row.person.name, row.person.language) for row in rows.order_by("pk")}
    return list(found.values())
