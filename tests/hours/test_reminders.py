"""Letters that the clock sends before a month closes: once, on a working day, to nobody who is away (Q26, R46, R47)."""

from datetime import UTC, date, datetime

import pytest

from samverka.core.refusals import Refused
from samverka.hours import actions
from samverka.journal.models import Entry
from samverka.mail.models import Outbox
from samverka.people import actions as people
from samverka.teams import actions as teams
from samverka.teams.models import TeamMember
from samverka.web import tick
from tests.given import hours as given
from tests.given.hours import OCTOBER

pytestmark = pytest.mark.django_db
# October closes on Friday 5 November, the fifth working day.
THE_DAY_BEFORE = datetime(2021, 11, 4, 9, 0, tzinfo=UTC)
BACK = date(2021, 11, 15)


@pytest.fixture
def world():
    found = given.world()
    given.open_months(found)
    return found


def by_clock(world, at=THE_DAY_BEFORE) -> list[str]:
    sheets = actions.remind_by_clock(network=world.network, month=OCTOBER, at=at)
    return sorted(sheet.person.name for sheet in sheets if sheet.participation_id == world.alvnas.pk)


def letters(kind: str) -> list[Outbox]:
    """Of Älvnäs: Granfors has its coordinator only, who always waits."""
    rows = Outbox.objects.filter(kind=f"hours.{kind}").exclude(to_address="tor.ekdal@samverka.example")
    return list(rows.order_by("to_address"))


def test_the_working_day_before_each_who_has_not_answered_gets_one_letter(world, now) -> None:
    ana, bo, cia = world.members
    given.wrote(ana)
    given.confirmed(ana, at=now)
    actions.report_nothing(sheet=given.sheet(bo), by=bo, at=now)
    assert by_clock(world) == ["Cia Zetterlund", "Siv Åberg"]
    assert [letter.to_address for letter in letters("closing")] == [cia.email, world.coordinator.email]
    letter = letters("closing")[0]
    assert letter.subject == "Oktober stänger fredag 5 november 2021"
    assert "/natverk/utvecklingsnatverk/tid/2021-10/" in letter.body
    (listed,) = letters("closing_list")
    assert listed.to_address == world.coordinator.email
    assert "– Cia Zetterlund" in listed.body
    assert "Ana" not in listed.body
    assert "Cia" not in listed.subject + letter.subject
    assert Entry.objects.filter(verb="hours.month.reminded_by_clock").count() == 1


def test_twice_sends_once_also_when_the_clock_ticks_the_next_day(world) -> None:
    assert len(by_clock(world)) == 4
    assert by_clock(world) == []
    assert by_clock(world, datetime(2021, 11, 5, 9, 0, tzinfo=UTC)) == []
    tick.run(THE_DAY_BEFORE)
    assert len(letters("closing")) == 4
    assert len(letters("closing_list")) == 1
    assert Entry.objects.filter(verb="hours.month.reminded_by_clock").count() == 1


@pytest.mark.parametrize(
    "at",
    [
        datetime(2021, 11, 3, 9, 0, tzinfo=UTC),
        datetime(2021, 11, 4, 6, 59, tzinfo=UTC),
        datetime(2021, 11, 4, 15, 0, tzinfo=UTC),
        datetime(2021, 11, 6, 9, 0, tzinfo=UTC),
        datetime(2021, 11, 8, 9, 0, tzinfo=UTC),
    ],
)
def test_not_before_not_at_night_not_after(world, at) -> None:
    assert by_clock(world, at) == []
    assert not letters("closing")


def test_a_clock_that_stood_still_the_day_before_reminds_on_the_closing_day(world) -> None:
    assert len(by_clock(world, datetime(2021, 11, 5, 14, 59, tzinfo=UTC))) == 4


def test_nobody_away_is_reminded_and_the_substitute_gets_the_list(world, now) -> None:
    ana, bo, _cia = world.members
    for person, substitute in ((ana, None), (world.coordinator, bo)):
        people.note_absence(
            person=person, first_day=date(2021, 11, 1), return_day=BACK, substitute=substitute, by=person, at=now
        )
    assert by_clock(world) == ["Bo Äng", "Cia Zetterlund"]
    (listed,) = letters("closing_list")
    assert listed.to_address == bo.email
    assert "– Ana Öberg, borta från arbetet" in listed.body
    # Neither the letter that the month is over, nor the coordinator's reminder.
    actions.open_month(network=world.network, month=OCTOBER, at=THE_DAY_BEFORE)
    assert ana.email not in {letter.to_address for letter in letters("month_waits")}
    asked = actions.remind(participation=world.alvnas, month=OCTOBER, by=bo, at=THE_DAY_BEFORE)
    assert ana not in {sheet.person for sheet in asked}
    back = datetime(2021, 11, 15, 9, 0, tzinfo=UTC)
    actions.open_month(network=world.network, month=OCTOBER, at=back)
    assert ana.email in {letter.to_address for letter in letters("month_waits")}


def test_the_deputy_gets_the_list_when_the_coordinator_is_away_without_substitute(world, now) -> None:
    deputy = TeamMember.objects.get(person=world.members[0])
    teams.name_deputy(member=deputy, by=world.coordinator, at=now)
    people.note_absence(
        person=world.coordinator, first_day=date(2021, 11, 1), return_day=BACK, by=world.coordinator, at=now
    )
    by_clock(world)
    assert [letter.to_address for letter in letters("closing_list")] == [deputy.person.email]


def test_reminding_only_people_who_are_away_is_refused(world, now) -> None:
    for person in (*world.members, world.coordinator):
        people.note_absence(person=person, first_day=date(2021, 11, 1), return_day=BACK, by=person, at=now)
    with pytest.raises(Refused, match="borta"):
        actions.remind(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)


def test_who_has_no_address_gets_no_letter_and_a_light_network_none(world) -> None:
    type(world.coordinator).objects.filter(pk=world.coordinator.pk).update(email="")
    by_clock(world)
    assert not letters("closing_list")
    type(world.terms).objects.filter(pk=world.terms.pk).update(with_hours=False)
    assert actions.remind_by_clock(network=world.network, month=OCTOBER, at=THE_DAY_BEFORE) == []
