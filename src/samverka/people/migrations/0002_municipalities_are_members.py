"""Each of the 290 municipalities is a member organisation (all are members of SKR), so it can be chosen."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def enter_members(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Write one organisation per municipality, with its official name to be edited later."""
    from samverka.core.words import search_key, sort_key  # noqa: PLC0415 - only needed while migrating

    municipality = apps.get_model("places", "Municipality")
    organisation = apps.get_model("people", "MemberOrganisation")
    organisation.objects.bulk_create(
        [
            organisation(
                kind="municipality",
                name=place.official_name,
                name_sort=sort_key(place.official_name),
                name_search=search_key(place.official_name),
                municipality=place,
            )
            for place in municipality.objects.filter(organisation__isnull=True).order_by("code")
        ]
    )


class Migration(migrations.Migration):
    """290 member organisations."""

    dependencies = (("people", "0001_first_tables"), ("places", "0002_register_of_290"))
    operations = (migrations.RunPython(enter_members, migrations.RunPython.noop),)
