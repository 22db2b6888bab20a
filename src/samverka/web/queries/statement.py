"""The accessibility statement: the fields that Digg asks for, with what our own tests have shown."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings

from samverka.networks import queries as networks

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
