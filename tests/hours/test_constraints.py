"""Each constraint is broken once, so that we know it holds."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from samverka.hours.models import HourRow, HourSheet, OtherFundedHours
from tests.given import hours as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    found = given.world()
    given.open_months(found)
    return found


@pytest.fixture
def ana_and_sheet(world):
    return world.members[0], given.sheet(world.members[0])


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "columns",
    [
        {"month": date(2021, 10, 2)},
        {"submitted_at": "now", "submitted_by": "ana"},
        {"locked_at": "now", "locked_by": "ana"},
        {"confirmed_at": "now"},
        {"submitted_by": "ana"},
        {"returned_at": "now"},
        {"left_out_at": "now"},
        {"nothing_to_report": True, "confirmed_at": "now", "confirmed_by": "ana"},
        {
            "nothing_to_report": True,
            "submitted_at": "now",
            "submitted_by": "ana",
            "left_out_at": "now",
            "left_out_by": "ana",
        },
    ],
)
def test_a_sheets_stamps_are_whole_and_in_order(ana_and_sheet, now, columns) -> None:
    ana, sheet = ana_and_sheet
    words = {"now": now, "ana": ana}
    filled = {name: words.get(value, value) if isinstance(value, str) else value for name, value in columns.items()}
    assert refused(lambda: HourSheet.objects.filter(pk=sheet.pk).update(**filled))


def test_one_current_sheet_and_each_version_once(ana_and_sheet, now) -> None:
    ana, sheet = ana_and_sheet
    again = {
        "network": sheet.network,
        "person": ana,
        "reporting_role": sheet.reporting_role,
        "month": sheet.month,
        "opened_at": now,
    }
    assert refused(lambda: HourSheet.objects.create(**again, version=2))
    assert refused(lambda: HourSheet.objects.create(**again, version=1, superseded_at=now))


def test_a_row_is_something_within_a_day_and_a_meeting_stands_once(world, ana_and_sheet) -> None:
    ana, sheet = ana_and_sheet
    meeting = given.met(world, ana)
    row = {"sheet": sheet, "day": date(2021, 10, 5), "activity": "joint_meeting", "source": "own"}
    assert refused(lambda: HourRow.objects.create(**row, minutes=0))
    assert refused(lambda: HourRow.objects.create(**row, minutes=1441))
    HourRow.objects.create(**row, minutes=60, meeting=meeting)
    assert refused(lambda: HourRow.objects.create(**row, minutes=60, meeting=meeting))


def test_stated_hours_stand_once_a_year_and_fit_in_it(ana_and_sheet, now) -> None:
    ana, _sheet = ana_and_sheet
    OtherFundedHours.objects.create(person=ana, year=2021, hours=1, stated_at=now)
    assert refused(lambda: OtherFundedHours.objects.create(person=ana, year=2021, hours=2, stated_at=now))
    assert refused(lambda: OtherFundedHours.objects.create(person=ana, year=2022, hours=9000, stated_at=now))
