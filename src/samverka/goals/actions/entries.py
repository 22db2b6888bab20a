"""How the package's acts are entered in the journal of the seat's network."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models

from samverka.journal import actions as journal
from samverka.networks.models import Participation
from samverka.people.models import Person


def record(
    participation: Participation,
    *,
    verb: str,
    subject: models.Model,
    by: Person,
    at: datetime,
    payload: Mapping[str, object],
) -> None:
    """Leave the entry. Of needs and drafts it says that they changed, not what they say: that stays inside."""
    journal.record(
        chain=participation.network.chain,
        verb=verb,
        subject=subject,
        by=by,
        at=at,
        payload={"participation": participation.pk, **payload},
    )
