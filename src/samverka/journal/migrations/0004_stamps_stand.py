"""A noted head is never changed or removed, as the entries it tells of: triggers on both engines."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE, EVENTS = "journal_headstamp", ("UPDATE", "DELETE")


def raise_fences(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Put the triggers up."""
    for event in EVENTS:
        start = f"CREATE TRIGGER {TABLE}_no_{event.lower()} BEFORE {event} ON {TABLE} "
        if editor.connection.vendor == "sqlite":
            editor.execute(start + f"BEGIN SELECT RAISE(ABORT, 'append-only: {event} on {TABLE}'); END")
        else:
            editor.execute(start + "FOR EACH ROW EXECUTE FUNCTION samverka_append_only()")
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION samverka_append_only()"
        )


def take_fences_down(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Take the triggers down again, for a migration backwards in development."""
    on = f" ON {TABLE}" if editor.connection.vendor == "postgresql" else ""
    for event in (*EVENTS, "TRUNCATE"):
        editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{event.lower()}{on}")


class Migration(migrations.Migration):
    """Fences around the stamps."""

    dependencies = (("journal", "0003_stamps_of_the_head"),)
    operations = (migrations.RunPython(raise_fences, take_fences_down),)
