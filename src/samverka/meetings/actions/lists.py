"""Lists are taken out as spreadsheets."""

from datetime import datetime

from django.db import transaction

from samverka.core.tables import Table
from samverka.documents import actions as documents
from samverka.documents.models import Rendering
from samverka.journal import actions as journal
from samverka.meetings.models import Meeting
from samverka.networks.models import Network
from samverka.people.models import Person


@transaction.atomic
def take_out_list(
    *, network: Network, table: Table, by: Person, at: datetime, meeting: Meeting | None = None
) -> Rendering:
    """Someone takes the list of meetings, or a meeting's attendance, out as a spreadsheet; the worker makes it."""
    owner = meeting or network
    rendering = documents.ask_for_list(
        owner=owner, tables=[table], about=network.name, registry_number=network.registry_number, by=by, at=at
    )
    journal.record(
        chain=network.chain,
        verb="meetings.list.taken_out",
        subject=owner,
        by=by,
        at=at,
        payload={"list": table.name},
    )
    return rendering
