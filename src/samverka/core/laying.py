"""Lays all tables of a package at once, in its first migration.

Django renders its picture of every model anew for each table that a migration makes, so an empty database took longer
with the square of the number of tables. Here the picture is drawn once for each package.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class LayTables(Operation):
    """Many `CreateModel`s, each after those that it points at."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        """Remember which tables, in an order in which they can be made."""
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Tell the state of the tables, and let it draw its picture when somebody next looks at it."""
        vars(state).pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the tables, the last first, for a migration backwards in development."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `migrate` says that it does."""
        return f"Lay {len(self.tables)} tables"
