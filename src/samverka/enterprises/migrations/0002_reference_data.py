"""CPV codes, listed services and thresholds: facts with their sources in `enterprises/data/README.md`."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def load(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Load the facts that come with the package."""
    from samverka.enterprises.actions import load_reference  # noqa: PLC0415 - only needed while migrating

    load_reference()


class Migration(migrations.Migration):
    """41 codes, three lists, the dated table."""

    dependencies = (("enterprises", "0001_first_tables"),)
    operations = (migrations.RunPython(load, migrations.RunPython.noop),)
