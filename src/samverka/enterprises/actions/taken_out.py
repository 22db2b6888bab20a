"""Somebody takes a list out; the worker makes the file."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from samverka.core.tables import Table
from samverka.documents import actions as documents
from samverka.documents.models import Rendering
from samverka.journal import actions as journal
from samverka.people.models import Person


@transaction.atomic
def take_out_list(*, owner: str, tables: Sequence[Table], by: Person, at: datetime, kind: str = "xlsx") -> Rendering:
    """Somebody takes a list out, just as the page shows it."""
    rendering = documents.ask_for_list(owner=owner, tables=tables, kind=kind, by=by, at=at)
    journal.record(
        chain=journal.HOUSE,
        verb="enterprises.list.taken_out",
        subject=owner,
        by=by,
        at=at,
        payload={"lists": [table.name for table in tables], "kind": kind},
    )
    return rendering
