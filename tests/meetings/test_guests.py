"""People beyond the teams: audience by default, participants with hours by setting, elected representatives counted."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.journal.models import EntryPayload
from samverka.meetings import actions, queries, rules
from samverka.meetings.models import Attendance, Guest, Meeting
from tests.given import meetings as given
from tests.given import people as given_people
from tests.given import world as given_world
from tests.given.meetings import PLANNED, STARTS

pytestmark = pytest.mark.django_db
HOURS = {"employer": "Älvnäs kommun", "function": "Handläggare", "email": "Eva.Norr@alvnas.example"}


@pytest.fixture
def world():
    return given_world.world()


@pytest.fixture
def local_day(world) -> Meeting:
    return given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas)


@pytest.fixture
def in_swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def at(name: str, meeting: Meeting, *more: object) -> str:
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *more])


def by_code(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.code])


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_t30_people_beyond_the_teams_are_audience_unless_set(world, local_day) -> None:
    """Names and units only, and no hours; the same day set to participants asks for what hours need."""
    assert local_day.people_beyond == "audience"
    for number in range(40):
        given.guest(local_day, world.lead, name=f"Gäst {number}")
    assert set(Guest.objects.values_list("attends_as", "minutes", "employer", "email")) == {("audience", None, "", "")}
    with pytest.raises(Refused, match="no hours are recorded"):
        given.guest(local_day, world.lead, name="Eva Norr", attends_as="with_hours", more=HOURS)

    actions.set_people_beyond(meeting=local_day, people_beyond="with_hours", by=world.lead, at=STARTS)
    with pytest.raises(Refused, match="gives employer, function"):
        given.guest(local_day, world.lead, name="Eva Norr", attends_as="with_hours", more=HOURS | {"email": ""})
    with pytest.raises(Refused, match="their details are needed"):
        given.guest(local_day, world.lead, name="Eva Norr")
    eva = given.guest(local_day, world.lead, name="Eva Norr", attends_as="with_hours", more=HOURS)
    assert (eva.minutes, eva.vouched_at, eva.email) == (360, None, "eva.norr@alvnas.example")
    assert queries.attended_count(local_day) == 41
    with pytest.raises(Refused, match="already recorded as a participant"):
        actions.set_people_beyond(meeting=local_day, people_beyond="audience", by=world.lead, at=STARTS)
    actions.set_people_beyond(meeting=local_day, people_beyond="own_choice", by=world.lead, at=STARTS)
    given.guest(local_day, world.lead, name="Kaj Vik")
    assert [e.verb for e in journal.entries(world.network.chain)].count("meetings.people_beyond.set") == 2


def test_a_guest_checks_in_alone_and_stands_once(world, local_day) -> None:
    for spelled in ("Eva  Norr", " eva norr"):
        given.guest_checks_in(local_day, name=spelled)
    (eva,) = Guest.objects.all()
    assert (eva.name, eva.unit, eva.source, eva.recorded_by) == ("Eva Norr", "Kultur och fritid", "check_in", None)
    (entry,) = [e for e in journal.entries(world.network.chain) if e.verb == "meetings.guest.recorded"]
    assert entry.actor_key == "anonymous"
    assert "Eva" not in EntryPayload.objects.get(entry_hash=entry.hash).payload
    with pytest.raises(Refused, match="opens one hour"):
        given.guest_checks_in(local_day, at=STARTS - timedelta(hours=2))
    with pytest.raises(Refused, match="has passed"):
        given.guest_checks_in(local_day, at=STARTS + timedelta(days=1))
    with pytest.raises(Refused, match="earliest"):
        given.guest(local_day, world.lead, at=PLANNED)


def test_a_guest_may_choose_hours_afterwards_but_change_nothing_else(world, local_day) -> None:
    actions.set_people_beyond(meeting=local_day, people_beyond="own_choice", by=world.lead, at=PLANNED)
    given.guest_checks_in(local_day)
    given.guest_checks_in(local_day, attends_as="with_hours", at=STARTS + timedelta(minutes=5), more=HOURS)
    (eva,) = Guest.objects.all()
    assert (eva.attends_as, eva.minutes, eva.vouched_at) == ("with_hours", 360, STARTS + timedelta(minutes=5))
    given.guest_checks_in(local_day, attends_as="elected")
    assert Guest.objects.get().attends_as == "with_hours"
    given.guest(local_day, world.lead, attends_as="elected")
    assert (Guest.objects.get().attends_as, Guest.objects.get().employer) == ("elected", "")


def test_elected_representatives_are_counted_and_give_no_cofinancing(world) -> None:
    """T10."""
    meeting = given.meeting(world.network, world.lead, kind=Meeting.Kind.POLITICIANS)
    assert queries.expected(meeting) == []
    given.guest(meeting, world.lead, attends_as="elected", unit="Kommunstyrelsen")
    (line,) = queries.guest_lines(meeting)
    assert (line.minutes, line.note) == (None, "Does not count as co-financing")
    seen = queries.one_led_meeting(world.lead, world.network.slug, meeting.pk, clock.day(STARTS))
    assert queries.guests_sentence(seen) == "1 guest: 1 elected representative."
    assert not Attendance.objects.exists()
    # The teams see it in their list, but nobody of them is thereby expected.
    assert not queries.is_expected(meeting, world.members[0])
    assert queries.one_sight(world.members[0], world.network.slug, meeting.pk, clock.day(STARTS)).meeting == meeting


def test_a_guest_is_taken_off_the_list(world, local_day) -> None:
    eva = given.guest(local_day, world.lead)
    actions.remove_guest(guest=eva, by=world.lead, at=STARTS)
    assert not Guest.objects.exists()
    assert journal.entries(world.network.chain)[0].verb  # the chain stands
    assert "meetings.guest.removed" in [e.verb for e in journal.entries(world.network.chain)]


def test_attendance_by_guests_holds_the_hours_of_the_meeting(world, local_day) -> None:
    given.guest(local_day, world.lead)
    with pytest.raises(Refused, match="Attendance has been recorded"):
        actions.cancel_meeting(meeting=local_day, by=world.lead, at=STARTS)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("guest_hours_are_for_participants", {"minutes": 60}),
        ("guest_hours_are_for_participants", {"attends_as": "with_hours", "minutes": 60}),
    ],
)
def test_the_database_keeps_hours_to_participants(world, local_day, constraint, changes) -> None:
    eva = given.guest(local_day, world.lead)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Guest.objects.filter(pk=eva.pk).update(**changes)


def test_the_database_keeps_a_guest_once(world, local_day) -> None:
    eva = given.guest(local_day, world.lead)
    eva.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        eva.save(force_insert=True)


def test_every_setting_says_what_guests_may_be() -> None:
    assert set(rules.ATTENDS_AS) == set(Meeting.PeopleBeyond.values)


@pytest.mark.usefixtures("in_swedish")
def test_whoever_scans_without_an_account_chooses_a_way_in(local_day) -> None:
    client = Client()
    with clock.fixed(STARTS):
        page = text(client.get(by_code("check_in_page", local_day)))
        assert ("Jag är gäst" in page, "Jag har konto" in page) == (True, True)
        assert "/logga-in/?next=%2Fincheckning%2F" in page
        form = text(client.get(by_code("guest_check_in_page", local_day)))
        assert "Publik: bara ditt namn och din enhet antecknas." in form
        assert "Din tid räknas inte som medfinansiering." in form
        assert "Arbetsgivare" not in form
        typed = {"name": "Eva Norr", "unit": "Kultur", "attends_as": "audience"}
        assert client.post(by_code("check_in_guest", local_day), typed | {"name": ""}).status_code == 422
        done = client.post(by_code("check_in_guest", local_day), typed)
        assert done["Location"] == by_code("guest_checked_in", local_day)
        assert "Du är incheckad som gäst." in text(client.get(done["Location"]))
    assert client.get(by_code("guest_check_in_page", local_day)).status_code == 200
    assert client.post(by_code("check_in_guest", local_day), typed).status_code == 409
    assert client.get(reverse("meetings:code_page")).status_code == 200
    assert client.get(reverse("meetings:guest_check_in_page", args=["NOSUCH"])).status_code == 404


@pytest.mark.usefixtures("in_swedish")
def test_hours_of_a_guest_ask_for_more_and_are_attested(world, local_day) -> None:
    actions.set_people_beyond(meeting=local_day, people_beyond="with_hours", by=world.lead, at=PLANNED)
    client, typed = Client(), {"name": "Eva Norr", "unit": "Kultur", "attends_as": "with_hours"}
    with clock.fixed(STARTS):
        assert "Jag intygar att jag är med i 6 h" in text(client.get(by_code("guest_check_in_page", local_day)))
        wrong = text(client.post(by_code("check_in_guest", local_day), typed))
        assert wrong.count("En deltagare med timmar uppger det här.") == 6  # in the summary and at each field
        assert "Timmar räknas bara när du intygar dem." in wrong
        right = client.post(by_code("check_in_guest", local_day), typed | HOURS | {"vouched": "on"})
        assert right.status_code == 302
    assert Guest.objects.get().vouched_at == STARTS


@pytest.mark.usefixtures("in_swedish")
def test_whoever_leads_writes_guests_and_takes_them_away(world, local_day) -> None:
    coordinator = given_people.signed_in(Client(), world.coordinator)
    with clock.fixed(STARTS):
        typed = {"name": "Kaj Vik", "unit": "Socialnämnden", "attends_as": "elected"}
        assert coordinator.post(at("add_guest", local_day), typed | {"unit": ""}).status_code == 422
        assert coordinator.post(at("add_guest", local_day), typed).status_code == 302
        page = text(coordinator.get(at("guests_page", local_day)))
        assert "1 gäst: 1 förtroendevald" in page
        assert "Räknas inte som medfinansiering" in page
        assert "1 gäst: 1 förtroendevald" in text(coordinator.get(at("attendance_page", local_day)))
        csv = coordinator.get(at("attendance_csv", local_day)).content.decode("utf-8-sig")
        assert "Kaj Vik;Förtroendevald;Socialnämnden;;;Räknas inte som medfinansiering" in csv
        (guest,) = Guest.objects.all()
        stranger = given_people.signed_in(Client(), world.other_coordinator)
        assert stranger.post(at("remove_guest", local_day, guest.pk)).status_code == 404
        assert stranger.get(at("guests_page", local_day)).status_code == 404
        assert coordinator.post(at("remove_guest", local_day, guest.pk + 1)).status_code == 404
        assert coordinator.post(at("remove_guest", local_day, guest.pk)).status_code == 302
    assert not Guest.objects.exists()


@pytest.mark.usefixtures("in_swedish")
def test_the_host_sets_what_people_beyond_are_and_reads_what_it_means(world, local_day) -> None:
    host, coordinator = (given_people.signed_in(Client(), who) for who in (world.lead, world.coordinator))
    page = text(host.get(at("people_beyond_page", local_day)))
    for sentence in ("Publik: bara namn och enhet antecknas.", "fondens fil kräver mer", "väljer själv"):
        assert sentence in page
    assert host.post(at("set_people_beyond", local_day), {"people_beyond": "x"}).status_code == 422
    assert host.post(at("set_people_beyond", local_day), {"people_beyond": "own_choice"}).status_code == 302
    assert "Var och en väljer" in text(host.get(at("show", local_day)))
    assert coordinator.get(at("people_beyond_page", local_day)).status_code == 404
    assert coordinator.post(at("set_people_beyond", local_day), {"people_beyond": "audience"}).status_code == 404


@pytest.mark.usefixtures("in_swedish")
def test_pages_with_guests_take_at_most_eight_statements(world, local_day, django_assert_max_num_queries) -> None:
    host = given_people.signed_in(Client(), world.lead)
    counts = []
    for many in (3, 30):
        for number in range(many):
            given.guest(local_day, world.lead, name=f"Gäst {number}")
        for name in ("guests_page", "attendance_page", "show"):
            host.get(at(name, local_day))
            with django_assert_max_num_queries(8, info=name) as caught:
                host.get(at(name, local_day))
            counts.append(len(caught))
    assert counts[:3] == counts[3:]
