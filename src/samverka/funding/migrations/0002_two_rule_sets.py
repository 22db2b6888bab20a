"""Enter the rule sets that come with the product, and let the database hold them as they are."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

DATA = Path(__file__).parents[1] / "data"
FIRST = ("esf-2014-2020-po1.1.json", "esfplus-2021-2027.1.json")
TABLE = "funding_ruleset"
EVENTS = ("UPDATE", "DELETE")


def enter(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Load the first versions; files of later versions have migrations of their own."""
    rule_set = apps.get_model("funding", "RuleSet")
    for name in FIRST:
        data = json.loads((DATA / name).read_text(encoding="utf-8"))
        data["from_day"] = date.fromisoformat(data["from_day"])
        data["until_day"] = date.fromisoformat(data["until_day"]) if data["until_day"] else None
        rule_set.objects.get_or_create(code=data.pop("code"), version=data.pop("version"), defaults=data)


def raise_fences(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """A rule set is immutable: hours that were valued by it must be explainable for ever (Q51)."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION samverka_rule_set_stands() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION 'a rule set is immutable: % on %', TG_OP, TG_TABLE_NAME; END$$",
            params=None,
        )
    for event in EVENTS:
        then = (
            f"BEGIN SELECT RAISE(ABORT, 'a rule set is immutable: {event} on {TABLE}'); END"
            if editor.connection.vendor == "sqlite"
            else "FOR EACH ROW EXECUTE FUNCTION samverka_rule_set_stands()"
        )
        editor.execute(f"CREATE TRIGGER {TABLE}_no_{event.lower()} BEFORE {event} ON {TABLE} {then}")


def take_fences_down(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Take the triggers down again, for a migration backwards in development."""
    is_postgresql = editor.connection.vendor == "postgresql"
    for event in EVENTS:
        on = f" ON {TABLE}" if is_postgresql else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{event.lower()}{on}")
    if is_postgresql:
        editor.execute("DROP FUNCTION IF EXISTS samverka_rule_set_stands()")


class Migration(migrations.Migration):
    """ESF 2014-2020 programme area 1, and ESF+ 2021-2027."""

    dependencies = (("funding", "0001_first_tables"),)
    operations = (
        migrations.RunPython(enter, migrations.RunPython.noop),
        migrations.RunPython(raise_fences, take_fences_down),
    )
