"""Stamps instead of status: `confirmed_at` with `confirmed_by`, set by one conditional update.

The condition carries concurrency on both engines (`select_for_update` does nothing on SQLite): of two
people who press at once, one wins and the other is told.
"""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.core.refusals import Refused

SOMEONE_WAS_FIRST = _("Someone else got here first. Load the page again to see how it stands now.")


def stamp(row: models.Model, name: str, *, by: models.Model | None, at: datetime, **also: Any) -> None:
    """Set `<name>_at` and `<name>_by` (and the columns in `also`) where `<name>_at` is still empty.

    Raises:
        Refused: when the stamp is already there, in memory or in the database.
    """
    values = {f"{name}_at": at, f"{name}_by": by, **also}
    changed = type(row)._base_manager.filter(pk=row.pk, **{f"{name}_at__isnull": True}).update(**values)
    if changed != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    for column, value in values.items():
        setattr(row, column, value)


def lift_stamp(row: models.Model, name: str, **also: Any) -> None:
    """Take a stamp back where it still stands as this row remembers it.

    Raises:
        Refused: when someone has lifted or renewed it meanwhile.
    """
    values = {f"{name}_at": None, f"{name}_by": None, **also}
    known = {f"{name}_at": getattr(row, f"{name}_at")}
    changed = (
        type(row)._base_manager.filter(pk=row.pk, **known).exclude(**{f"{name}_at__isnull": True}).update(**values)
    )
    if changed != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    for column, value in values.items():
        setattr(row, column, value)


def paired(name: str, *, table: str) -> models.CheckConstraint:
    """Let the database refuse a stamp with a time but no person, or the other way round."""
    both = models.Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True})
    neither = models.Q(**{f"{name}_at__isnull": False, f"{name}_by__isnull": False})
    return models.CheckConstraint(
        condition=both | neither,
        name=f"{table}_{name}_is_paired",
        violation_error_message=_("A stamp needs both who and when."),
    )
