"""Triggers on both engines: an entry, a mark and a noted head are never changed or removed, a payload never edited.

They are a fence, not the proof: the chain's hashes and the outside copy of its head are. On SQLite,
`PRAGMA recursive_triggers` must be on, or INSERT OR REPLACE walks past the trigger on DELETE.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FENCES = (
    ("journal_entry", ("UPDATE", "DELETE")),
    ("journal_entrypayload", ("UPDATE",)),
    ("journal_installation", ("UPDATE", "DELETE")),
    ("journal_headstamp", ("UPDATE", "DELETE")),
)


def raise_fences(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Put the triggers up."""
    vendor = editor.connection.vendor
    if vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION samverka_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME; END$$",
            params=None,  # so that the percent signs reach PostgreSQL as they are
        )
    for table, events in FENCES:
        for event in events:
            name = f"{table}_no_{event.lower()}"
            if vendor == "sqlite":
                editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'append-only: {event} on {table}'); END"
                )
            else:
                editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                    "FOR EACH ROW EXECUTE FUNCTION samverka_append_only()"
                )
        if vendor == "postgresql" and "DELETE" in events:
            editor.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION samverka_append_only()"
            )


def take_fences_down(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Take the triggers down again, for a migration backwards in development."""
    for table, events in FENCES:
        for event in (*events, "TRUNCATE"):
            name = f"{table}_no_{event.lower()}"
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION IF EXISTS samverka_append_only()")


class Migration(migrations.Migration):
    """Fences around the evidence."""

    dependencies = (("journal", "0001_first_tables"),)
    operations = (migrations.RunPython(raise_fences, take_fences_down),)
