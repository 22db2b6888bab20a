"""A guest of a local day whose hours count becomes a participant, and confirms a month like everyone else."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from samverka.core.refusals import Refused
from samverka.hours import actions, queries, rules
from samverka.hours.models import HourRow, RoleSpan
from samverka.journal.models import Entry
from samverka.meetings import actions as meetings
from samverka.meetings.models import Attendance, Guest, Meeting
from samverka.people.models import Person
from tests.given import hours as given
from tests.given.hours import OCTOBER
from tests.given.people import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def world():
    world = given.world()
    given.open_months(world)
    return world


@pytest.fixture
def guest(world) -> Guest:
    day = given.met(world, day=date(2021, 10, 5), kind=Meeting.Kind.LOCAL_DAY, title="Lokal heldag")
    meetings.set_people_beyond(meeting=day, people_beyond="with_hours", by=world.lead, at=NOW)
    return meetings.add_guest(
        meeting=day,
        name="Eva Norr",
        unit="Överförmyndaren",
        attends_as="with_hours",
        employer="Älvnäs kommun",
        function="Handläggare",
        email="eva.norr@alvnas.example",
        by=world.lead,
        at=NOW,
    )


def test_a_guest_is_taken_in_gets_the_month_and_confirms_it(client: Client, world, guest) -> None:
    signed_in(client, world.coordinator)
    page = f"/natverk/{world.network.slug}/tid/2021-10/kommun/{world.alvnas.pk}/gaster/"
    assert "Ta in Eva Norr som deltagare" in client.get(page).content.decode()
    assert client.post(f"{page}{guest.pk}/ta-in/").status_code == 302
    assert "väntar" in client.get(page).content.decode()
    assert client.post(f"{page}{guest.pk}/ta-in/").status_code == 404
    eva = Person.objects.get(email="eva.norr@alvnas.example")
    assert not Guest.objects.exists()
    assert Attendance.objects.get(person=eva).minutes == 360
    (sheet,) = actions.open_month(network=world.network, month=OCTOBER, at=NOW)
    assert (sheet.person_id, sheet.participation_id, sheet.reporting_role) == (eva.pk, world.alvnas.pk, "participant")
    signed_in(client, eva)
    assert "Lokal heldag" in client.get(f"/natverk/{world.network.slug}/tid/2021-10/").content.decode()
    actions.confirm_sheet(sheet=given.sheet(eva), by=eva, at=NOW)
    assert list(HourRow.objects.filter(sheet__person=eva).values_list("activity", "minutes")) == [("local_day", 360)]
    # Only that day is the guest's.
    state = queries.state_of(given.sheet(eva), at=NOW)
    assert not rules.may_report_on(date(2021, 10, 6), state.facts)
    assert Entry.objects.filter(verb="hours.guest.taken_in").count() == 1


def test_audience_and_people_of_the_team_are_not_taken_in(world, guest) -> None:
    guest.attends_as, guest.minutes = "audience", None
    with pytest.raises(Refused):
        actions.take_in_guest(guest=guest, seat=world.alvnas, by=world.coordinator, at=NOW)
    guest.attends_as, guest.minutes, guest.email = "with_hours", 360, world.members[0].email
    with pytest.raises(Refused, match="annan roll"):
        actions.take_in_guest(guest=guest, seat=world.alvnas, by=world.coordinator, at=NOW)
    assert not RoleSpan.objects.exists()
    assert Guest.objects.count() == 1
