"""The table that all web processes count tries in: how often a code may be asked for.

Django makes it by a command of its own, which is easily forgotten in an installation; as a migration it can't be.
"""

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "shared_cache"


def make_table(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Make the table, unless Django's own command has done so."""
    call_command("createcachetable", TABLE, database=editor.connection.alias, verbosity=0)


def drop_table(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Take the table away again; it holds nothing that must be kept."""
    editor.execute(f"DROP TABLE IF EXISTS {editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    """The shared cache."""

    dependencies = (("people", "0002_municipalities_are_members"),)
    operations = (migrations.RunPython(make_table, drop_table),)
