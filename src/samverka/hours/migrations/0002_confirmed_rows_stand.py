"""Fences on both engines: rows of a confirmed sheet are not added, changed or removed; a locked sheet stands.

The lock lies in the database, not on the page: peers that lock the screen have new rows slip into approved months.
A locked sheet can only be followed by a new version, hence only its `superseded_at` may change. On SQLite a later
migration that rebuilds one of the tables takes its triggers with it, and has to put them up again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ROWS, SHEETS = "hours_hourrow", "hours_hoursheet"
EVENTS = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}
# What makes a month the same month, and what was confirmed, submitted and locked.
STANDING = (
    "network_id", "person_id", "participation_id", "reporting_role", "month", "version", "nothing_to_report",
    "confirmed_at", "confirmed_by_id", "confirmed_sha256", "submitted_at", "submitted_by_id", "locked_at",
    "locked_by_id", "approved_at", "approved_by_id",
)  # fmt: skip


def _is_confirmed(sides: tuple[str, ...]) -> str:
    ids = ", ".join(f"{side}.sheet_id" for side in sides)
    stands = "(confirmed_at IS NOT NULL OR superseded_at IS NOT NULL)"
    return f"EXISTS (SELECT 1 FROM {SHEETS} WHERE id IN ({ids}) AND {stands})"  # noqa: S608 - our own constants


def raise_fences(
    apps: StateApps,  # noqa: ARG001 - Django's signature
    editor: BaseDatabaseSchemaEditor,
    standing: tuple[str, ...] = STANDING,
) -> None:
    """Put the triggers up; a later migration that has added a column that must stand names it too."""
    is_postgresql = editor.connection.vendor == "postgresql"
    equals = "IS NOT DISTINCT FROM" if is_postgresql else "IS"
    changed = "NOT (" + " AND ".join(f"NEW.{name} {equals} OLD.{name}" for name in standing) + ")"
    fences = [(ROWS, event, _is_confirmed(sides), "a confirmed sheet stands") for event, sides in EVENTS.items()]
    fences += [
        (SHEETS, "UPDATE", f"OLD.locked_at IS NOT NULL AND {changed}", "a locked sheet stands"),
        (SHEETS, "DELETE", "OLD.confirmed_at IS NOT NULL", "a confirmed sheet stands"),
    ]
    for table, event, when, said in fences:
        name = f"{table}_{event.lower()}_stands"
        if is_postgresql:
            back = "OLD" if event == "DELETE" else "NEW"
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF {when} THEN "
                f"RAISE EXCEPTION '{said}'; END IF; RETURN {back}; END$$",
                params=None,
            )
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()", params=None
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{said}'); END",
                params=None,
            )


def take_fences_down(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Take the triggers down again, for a migration backwards in development."""
    is_postgresql = editor.connection.vendor == "postgresql"
    for table, events in ((ROWS, tuple(EVENTS)), (SHEETS, ("UPDATE", "DELETE"))):
        for event in events:
            name = f"{table}_{event.lower()}_stands"
            editor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if is_postgresql else ""))
            if is_postgresql:
                editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):
    """The lock stands in the database."""

    dependencies = (("hours", "0001_first_tables"),)
    operations = (migrations.RunPython(raise_fences, take_fences_down),)
