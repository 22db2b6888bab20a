"""Tables laid at once are the tables told one by one, made in order and dropped the other way round."""

from unittest.mock import Mock, call

from django.apps import apps
from django.db import migrations, models
from django.db.migrations.state import ProjectState

from samverka.core.laying import LayTables

LONG, SHORT = (
    migrations.CreateModel("Long", [("id", models.BigAutoField(primary_key=True))]),
    migrations.CreateModel(
        "Short", [("id", models.BigAutoField(primary_key=True)), ("of", models.ForeignKey("laid.Long", models.CASCADE))]
    ),
)


def test_the_state_is_as_when_told_one_by_one() -> None:
    at_once, one_by_one = ProjectState(), ProjectState()
    assert not at_once.apps.all_models["laid"]  # a picture that has been drawn before
    LayTables([LONG, SHORT]).state_forwards("laid", at_once)
    for table in (LONG, SHORT):
        table.state_forwards("laid", one_by_one)
    assert at_once == one_by_one
    assert set(at_once.apps.all_models["laid"]) == {"long", "short"}


def test_they_are_made_in_order_and_dropped_the_last_first() -> None:
    made = Mock()
    laid = LayTables([made.first, made.second])
    laid.database_forwards("core", made.editor, made.before, made.after)
    laid.database_backwards("core", made.editor, made.after, made.before)
    there, back = ("core", made.editor, made.before, made.after), ("core", made.editor, made.after, made.before)
    assert made.mock_calls == [
        call.first.database_forwards(*there),
        call.second.database_forwards(*there),
        call.second.database_backwards(*back),
        call.first.database_backwards(*back),
    ]
    assert laid.describe() == "Lay 2 tables"


def test_each_package_with_tables_lays_them_in_its_first_migration() -> None:
    for package in apps.get_app_configs():
        if package.name.startswith("samverka.") and list(package.get_models()):
            first = __import__(f"{package.name}.migrations.0001_first_tables", fromlist=["Migration"]).Migration
            assert [type(operation) for operation in first.operations] == [LayTables], package.name
