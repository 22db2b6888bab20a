from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from icalendar import Calendar

from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.mail.models import Outbox
from samverka.meetings import actions, queries
from samverka.meetings.models import AgendaPart, Attendance, Invitation, Meeting
from samverka.networks import actions as networks
from samverka.people import actions as people
from samverka.people.models import Person
from tests.given import meetings as given
from tests.given import world as given_world
from tests.given.meetings import PLANNED, STARTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return given_world.world()


@pytest.fixture
def meeting(world) -> Meeting:
    return given.meeting(world.network, world.lead)


def own_answer(meeting: Meeting, person: Person) -> str | None:
    invitation = queries.own_invitation(meeting, person)
    return invitation.answer if invitation else None


def verbs(world) -> list[str]:
    return [entry.verb for entry in journal.entries(world.network.chain) if entry.verb.startswith("meetings.")]


def test_a_meeting_is_planned_with_agenda_and_code(world, meeting) -> None:
    assert [part.kind for part in queries.parts_of(meeting)] == [part.kind for part in given.day_parts()]
    assert (queries.whole_minutes(meeting), meeting.sequence, len(meeting.code)) == (360, 0, 8)
    assert verbs(world) == ["meetings.meeting.planned"]
    with pytest.raises(Refused, match="outside the days"):
        given.meeting(world.network, world.lead, starts_at=STARTS.replace(year=2030))
    with pytest.raises(Refused, match="outside the hours"):
        given.meeting(world.network, world.lead, hours=5)


def test_a_local_day_is_of_one_seat_of_the_network(world) -> None:
    local = given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas)
    assert {member.participation_id for member in queries.expected(local)} == {world.alvnas.pk}
    other, _terms = given_world.network("annat")
    with pytest.raises(Refused, match="belongs to one"):
        given.meeting(other, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas)


def test_who_has_left_the_network_is_not_expected(world, meeting) -> None:
    later = given.meeting(world.network, world.lead, starts_at=STARTS + timedelta(days=28), title="I december")
    gone_at = STARTS + timedelta(days=1)
    networks.give_up_seat(participation=world.granfors, reason="Beslut", by=world.other_coordinator, at=gone_at)
    assert world.granfors.pk in {member.participation_id for member in queries.expected(meeting)}
    assert {member.participation_id for member in queries.expected(later)} == {world.alvnas.pk}


def test_the_teams_are_invited_once_with_a_calendar_file(world, meeting) -> None:
    first = actions.invite_expected(meeting=meeting, by=world.lead, at=PLANNED)
    assert {row.person_id for row in first} == {
        world.coordinator.pk,
        world.other_coordinator.pk,
        *(member.pk for member in world.members),
    }
    assert actions.invite(meeting=meeting, people=[world.coordinator, world.stranger], by=world.lead, at=PLANNED)
    letters = Outbox.objects.filter(kind="meetings.invitation")
    assert letters.count() == len(first) + 1
    letter = letters.get(to_address=world.coordinator.email)
    (event,) = Calendar.from_ical(letter.calendar).walk("VEVENT")
    assert event.decoded("DTSTART") == STARTS
    assert f"/natverk/{world.network.slug}/traffar/{meeting.pk}/svar/" in letter.body
    assert letter.subject == "Inbjudan: Nätverksträff i november"
    assert "kl. 09.00–16.00" in letter.body
    assert letter.reply_to == world.lead.email


def test_letters_are_in_the_language_of_the_reader(world, meeting) -> None:
    reader = people.introduce_person(
        name="Ann Ek", email="ann@samverka.example", by=world.lead, at=PLANNED, language="en"
    )
    actions.invite(meeting=meeting, people=[reader], by=world.lead, at=PLANNED)
    assert Outbox.objects.get(to_address=reader.email).subject == "Invitation: Nätverksträff i november"


def test_someone_without_an_address_is_invited_without_a_letter(world, meeting) -> None:
    nobody = people.introduce_person(name="Ebba Nord", email="", by=world.lead, at=PLANNED)
    assert len(actions.invite(meeting=meeting, people=[nobody], by=world.lead, at=PLANNED)) == 1
    actions.move_meeting(
        meeting=meeting, starts_at=STARTS, ends_at=meeting.ends_at, place="X", by=world.lead, at=PLANNED
    )
    actions.cancel_meeting(meeting=meeting, by=world.lead, at=PLANNED)
    assert not Outbox.objects.filter(kind__startswith="meetings.").exists()


def test_a_moved_meeting_updates_the_same_entry_and_asks_anew(world, meeting) -> None:
    actions.invite(meeting=meeting, people=[world.coordinator], by=world.lead, at=PLANNED)
    actions.answer_invitation(meeting=meeting, person=world.coordinator, answer="coming", at=PLANNED)
    day_later = timedelta(days=1)
    actions.move_meeting(
        meeting=meeting,
        starts_at=STARTS + day_later,
        ends_at=meeting.ends_at + day_later,
        place="Granfors",
        by=world.lead,
        at=PLANNED,
    )
    before, after = Outbox.objects.filter(kind__in=("meetings.invitation", "meetings.moved")).order_by("pk")
    old, new = (Calendar.from_ical(letter.calendar).walk("VEVENT")[0] for letter in (before, after))
    assert (old["UID"], old["SEQUENCE"], new["SEQUENCE"]) == (new["UID"], 0, 1)
    assert (new.decoded("DTSTART"), new["LOCATION"]) == (STARTS + day_later, "Granfors")
    assert [part.starts_at for part in queries.parts_of(meeting)] == [
        part.starts_at + day_later for part in given.day_parts()
    ]
    assert own_answer(meeting, world.coordinator) == ""
    assert verbs(world)[-1] == "meetings.meeting.moved"


def test_another_place_keeps_the_answers(world, meeting) -> None:
    actions.invite(meeting=meeting, people=[world.coordinator], by=world.lead, at=PLANNED)
    actions.answer_invitation(meeting=meeting, person=world.coordinator, answer="not_coming", at=PLANNED)
    actions.move_meeting(
        meeting=meeting,
        starts_at=STARTS,
        ends_at=meeting.ends_at,
        link="https://mote.example/1",
        by=world.lead,
        at=PLANNED,
    )
    assert own_answer(meeting, world.coordinator) == "not_coming"
    assert (meeting.place, meeting.link, meeting.sequence) == ("Kulturhuset, Älvnäs", "https://mote.example/1", 1)


def test_a_move_to_the_same_time_and_place_writes_to_nobody(world, meeting) -> None:
    actions.invite(meeting=meeting, people=[world.coordinator], by=world.lead, at=PLANNED)
    actions.move_meeting(
        meeting=meeting, starts_at=STARTS, ends_at=meeting.ends_at, place=meeting.place, by=world.lead, at=PLANNED
    )
    assert not Outbox.objects.filter(kind="meetings.moved").exists()
    assert (Meeting.objects.get(pk=meeting.pk).sequence, verbs(world)[-1]) == (0, "meetings.people.invited")


def test_a_cancelled_meeting_is_told_of_once(world, meeting) -> None:
    actions.invite(meeting=meeting, people=[world.coordinator], by=world.lead, at=PLANNED)
    actions.cancel_meeting(meeting=meeting, by=world.lead, at=PLANNED)
    letter = Outbox.objects.get(kind="meetings.cancelled")
    calendar = Calendar.from_ical(letter.calendar)
    assert (calendar["METHOD"], calendar.walk("VEVENT")[0]["SEQUENCE"]) == ("CANCEL", 1)
    stale = Meeting.objects.get(pk=meeting.pk)
    with pytest.raises(Refused, match="cancelled"):
        actions.cancel_meeting(meeting=stale, by=world.lead, at=PLANNED)
    with pytest.raises(Refused, match="cancelled"):
        actions.invite(meeting=meeting, people=[world.stranger], by=world.lead, at=PLANNED)
    with pytest.raises(Refused, match="cancelled"):
        actions.answer_invitation(meeting=meeting, person=world.coordinator, answer="coming", at=PLANNED)


def test_of_two_who_cancel_at_once_one_is_told(world, meeting) -> None:
    seen_before = Meeting.objects.get(pk=meeting.pk)
    actions.cancel_meeting(meeting=meeting, by=world.lead, at=PLANNED)
    with pytest.raises(Refused, match="Someone else got here first"):
        actions.cancel_meeting(meeting=seen_before, by=world.lead, at=PLANNED)


def test_only_the_invited_answer_and_may_change_their_mind(world, meeting) -> None:
    actions.invite(meeting=meeting, people=[world.coordinator], by=world.lead, at=PLANNED)
    for answer in ("coming", "not_coming"):
        actions.answer_invitation(meeting=meeting, person=world.coordinator, answer=answer, at=PLANNED)
        assert own_answer(meeting, world.coordinator) == answer
    with pytest.raises(Refused, match="not invited"):
        actions.answer_invitation(meeting=meeting, person=world.stranger, answer="coming", at=PLANNED)
    with pytest.raises(Refused, match="has begun"):
        actions.answer_invitation(meeting=meeting, person=world.coordinator, answer="coming", at=STARTS)
    assert Invitation.objects.count() == 1


def test_the_agenda_is_laid_out_anew_until_attendance_hangs_on_it(world, meeting) -> None:
    shorter = given.day_parts()[:2]
    actions.describe_meeting(meeting=meeting, title="Ny rubrik", about="Om", parts=shorter, by=world.lead, at=PLANNED)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.about, queries.parts_of(meeting)) == ("Ny rubrik", "Om", shorter)
    actions.record_attendance(
        meeting=meeting, person=world.coordinator, source=Attendance.Source.LIST, by=world.lead, at=STARTS
    )
    with pytest.raises(Refused, match="Attendance has been recorded"):
        actions.describe_meeting(meeting=meeting, title="X", about="", parts=(), by=world.lead, at=STARTS)
    actions.describe_meeting(meeting=meeting, title="X", about="", parts=shorter, by=world.lead, at=STARTS)
    assert Meeting.objects.get(pk=meeting.pk).title == "X"


def test_attendance_gives_the_whole_meeting_without_breaks_or_the_part_given(world, meeting) -> None:
    def record(minutes=None, at=STARTS):
        return actions.record_attendance(
            meeting=meeting,
            person=world.coordinator,
            minutes=minutes,
            source=Attendance.Source.LIST,
            by=world.lead,
            at=at,
        )

    assert record().minutes == 360
    assert record(150).minutes == 150
    with pytest.raises(Refused, match="longer than the meeting"):
        record(361)
    with pytest.raises(Refused, match="earliest"):
        record(at=STARTS - timedelta(days=1))
    assert Attendance.objects.get().minutes == 150
    attended = queries.attendance_in_month(world.network, [world.coordinator.pk, world.lead.pk], Month(2021, 11))
    (row,) = attended[world.coordinator.pk]
    assert (row.day, row.minutes, row.kind, row.is_joint) == (date(2021, 11, 23), 150, "network_in_person", True)
    assert set(attended) == {world.coordinator.pk}
    assert queries.joint_minutes([row]) == 150
    assert queries.attendance_in_month(world.network, [world.coordinator.pk], Month(2021, 10)) == {}


def test_attendance_is_taken_back_once(world, meeting) -> None:
    actions.record_attendance(
        meeting=meeting, person=world.coordinator, source=Attendance.Source.LIST, by=world.lead, at=STARTS
    )
    for _time in range(2):
        actions.remove_attendance(meeting=meeting, person=world.coordinator, by=world.lead, at=STARTS)
    assert not Attendance.objects.exists()
    assert verbs(world).count("meetings.attendance.removed") == 1


def test_check_in_twice_is_harmless(world, meeting) -> None:
    rows = [
        actions.check_in(meeting=meeting, person=world.coordinator, at=STARTS + timedelta(minutes=minutes))
        for minutes in (0, 5)
    ]
    assert [row.pk for row in rows] == [rows[0].pk] * 2
    assert (rows[0].minutes, rows[0].source) == (360, Attendance.Source.CHECK_IN)
    assert verbs(world).count("meetings.attendance.checked_in") == 1


def test_check_in_is_for_the_expected(world, meeting) -> None:
    with pytest.raises(Refused, match="not on the list"):
        actions.check_in(meeting=meeting, person=world.stranger, at=STARTS)
    with pytest.raises(Refused, match="opens one hour"):
        actions.check_in(meeting=meeting, person=world.coordinator, at=STARTS - timedelta(hours=2))
    local = given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.granfors)
    with pytest.raises(Refused, match="not on the list"):
        actions.check_in(meeting=local, person=world.coordinator, at=STARTS)
    assert actions.check_in(meeting=local, person=world.lead, at=STARTS).source == "check_in"
    actions.invite(meeting=meeting, people=[world.stranger], by=world.lead, at=PLANNED)
    assert actions.check_in(meeting=meeting, person=world.stranger, at=STARTS).minutes == 360


def test_at_an_information_meeting_only_the_invited_are_expected(world) -> None:
    information = given.meeting(world.network, world.lead, kind=Meeting.Kind.INFORMATION, hours=2, parts=())
    assert queries.expected(information) == []
    with pytest.raises(Refused, match="not on the list"):
        actions.check_in(meeting=information, person=world.members[0], at=STARTS)
    actions.invite(meeting=information, people=[world.stranger], by=world.lead, at=PLANNED)
    actions.record_attendance(
        meeting=information, person=world.stranger, source=Attendance.Source.LIST, by=world.lead, at=STARTS
    )
    assert [(line.person_id, line.minutes) for line in queries.attendance_page(information, STARTS).lines] == [
        (world.stranger.pk, 120)
    ]


def test_the_whole_list_is_saved_once_and_forgets_nobody(world, meeting) -> None:
    ana, bo, cia = world.members
    actions.check_in(meeting=meeting, person=ana, at=STARTS)
    # Cia checks in after the list was opened: it says nothing of her, so she stays.
    actions.check_in(meeting=meeting, person=cia, at=STARTS)
    count = actions.record_list(
        meeting=meeting,
        present={ana.pk: None, bo.pk: 150, world.coordinator.pk: None},
        absent=[world.other_coordinator.pk],
        by=world.lead,
        at=STARTS + timedelta(hours=8),
    )
    rows = {row.person_id: (row.minutes, row.source) for row in Attendance.objects.all()}
    assert count == 4
    assert rows == {
        ana.pk: (360, "check_in"),
        bo.pk: (150, "list"),
        cia.pk: (360, "check_in"),
        world.coordinator.pk: (360, "list"),
    }
    later = STARTS + timedelta(hours=9)
    left = actions.record_list(meeting=meeting, present={bo.pk: 90}, absent=[ana.pk], by=world.lead, at=later)
    assert (left, Attendance.objects.get(person=bo).minutes) == (3, 90)
    assert not Attendance.objects.filter(person=ana).exists()
    assert verbs(world).count("meetings.attendance.listed") == 2
    with pytest.raises(Refused, match="longer"):
        actions.record_list(meeting=meeting, present={bo.pk: 999}, absent=(), by=world.lead, at=later)
    with pytest.raises(Refused, match="earliest"):
        actions.record_list(meeting=meeting, present={}, absent=(), by=world.lead, at=PLANNED)


def test_the_chain_holds_after_all_of_it(world, meeting) -> None:
    actions.invite_expected(meeting=meeting, by=world.lead, at=PLANNED)
    actions.check_in(meeting=meeting, person=world.coordinator, at=STARTS)
    assert list(journal.faults(world.network.chain)) == []


def breaking(name: str):
    return pytest.raises(IntegrityError, match=name)


def columns(world, **changes) -> dict[str, object]:
    return {
        "network": world.network,
        "kind": Meeting.Kind.NETWORK_ONLINE,
        "title": "X",
        "starts_at": STARTS,
        "ends_at": STARTS + timedelta(hours=1),
        "code": "AAAA3333",
        "planned_at": PLANNED,
        "planned_by": world.lead,
    } | changes


def test_the_database_keeps_meetings_whole(world, meeting) -> None:
    with breaking("meeting_ends_after_it_begins"), transaction.atomic():
        Meeting.objects.create(**columns(world, ends_at=STARTS))
    with breaking("local_day_belongs_to_a_seat"), transaction.atomic():
        Meeting.objects.create(**columns(world, kind=Meeting.Kind.LOCAL_DAY))
    with breaking("local_day_belongs_to_a_seat"), transaction.atomic():
        Meeting.objects.create(**columns(world, participation=world.alvnas))
    with breaking("meeting_cancelled_is_paired"), transaction.atomic():
        Meeting.objects.create(**columns(world, cancelled_at=STARTS))
    with pytest.raises(IntegrityError, match="code"), transaction.atomic():
        Meeting.objects.create(**columns(world, code=meeting.code))
    with breaking("agenda_part_ends_after_it_begins"), transaction.atomic():
        AgendaPart.objects.create(meeting=meeting, kind="break", starts_at=STARTS, ends_at=STARTS)


def test_the_database_keeps_invitations_and_attendance_single(world, meeting) -> None:
    Invitation.objects.create(meeting=meeting, person=world.lead, invited_at=PLANNED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(meeting=meeting, person=world.lead, invited_at=PLANNED)
    there = {
        "meeting": meeting,
        "person": world.lead,
        "source": Attendance.Source.LIST,
        "recorded_at": STARTS,
        "recorded_by": world.lead,
    }
    Attendance.objects.create(**there, minutes=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(**there, minutes=2)
    with breaking("attendance_within_a_day"), transaction.atomic():
        Attendance.objects.create(**there | {"person": world.stranger}, minutes=24 * 60 + 1)


def test_a_cancelled_meeting_is_neither_described_nor_opened_for_sign_up_again(world, meeting) -> None:
    actions.cancel_meeting(meeting=meeting, by=world.lead, at=PLANNED)
    for act in (
        lambda: actions.describe_meeting(meeting=meeting, title="Ny", about="", parts=(), by=world.lead, at=PLANNED),
        lambda: actions.set_sign_up(
            meeting=meeting,
            places=3,
            asks_food=True,
            asks_access_needs=False,
            asks_hotel=False,
            asks_invoice_reference=False,
            by=world.lead,
            at=PLANNED,
        ),
        lambda: actions.set_people_beyond(meeting=meeting, people_beyond="with_hours", by=world.lead, at=PLANNED),
    ):
        with pytest.raises(Refused, match="cancelled"):
            act()
    kept = Meeting.objects.get(pk=meeting.pk)
    assert (kept.title, kept.places, kept.asks_food, kept.people_beyond) == (meeting.title, None, False, "audience")
