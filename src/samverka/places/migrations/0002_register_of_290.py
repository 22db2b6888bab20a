"""Fill the register of municipalities: facts with their sources in `places/data/README.md`."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def load(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Load the facts that come with the package."""
    from samverka.places.actions import load_register  # noqa: PLC0415 - only needed while migrating

    load_register()


class Migration(migrations.Migration):
    """290 municipalities, 21 counties."""

    dependencies = (("places", "0001_first_tables"),)
    operations = (migrations.RunPython(load, migrations.RunPython.noop),)
