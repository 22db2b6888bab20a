"""The triggers that hold confirmed and locked months stand when every migration has run, on either engine."""

import pytest
from django.db import Error, connection, transaction

from samverka.funding.models import RuleSet
from samverka.hours import actions
from samverka.hours.models import HourRow, HourSheet
from tests.given import hours as given

pytestmark = pytest.mark.django_db
FENCES = {
    "hours_hourrow_insert_stands",
    "hours_hourrow_update_stands",
    "hours_hourrow_delete_stands",
    "hours_hoursheet_update_stands",
    "hours_hoursheet_delete_stands",
    "funding_ruleset_no_update",
    "funding_ruleset_no_delete",
}


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except Error:
        return True
    return False


def test_the_triggers_stand_after_all_migrations() -> None:
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert {name for (name,) in cursor.fetchall()} >= FENCES


def test_what_is_confirmed_locked_or_in_force_stands(now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    sheet = given.sheet(world.members[0])
    rows = HourRow.objects.filter(sheet=sheet)
    assert refused(lambda: rows.update(minutes=1))
    assert refused(rows.delete)
    assert refused(lambda: HourSheet.objects.filter(pk=sheet.pk).delete())
    actions.submit_month(participation=world.alvnas, month=given.OCTOBER, by=world.coordinator, at=now)
    actions.lock_sheets(sheets=[given.sheet(world.members[0])], by=world.lead, at=now)
    locked = HourSheet.objects.filter(pk=sheet.pk)
    assert refused(lambda: locked.update(confirmed_sha256="1" * 64))
    assert refused(lambda: locked.update(approved_at=now, approved_by=world.lead))
    assert refused(lambda: RuleSet.objects.update(values={}))
