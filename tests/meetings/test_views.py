from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from samverka.core import clock
from samverka.meetings import actions, queries
from samverka.meetings.models import Attendance, Invitation, Meeting
from samverka.networks import actions as networks
from samverka.networks.models import Staff
from tests.given import meetings as given
from tests.given import people as given_people
from tests.given import world as given_world
from tests.given.meetings import PLANNED, STARTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Pages are walked in Swedish."""
    with translation.override("sv"):
        yield


@pytest.fixture
def world():
    return given_world.world()


@pytest.fixture
def meeting(world) -> Meeting:
    return given.meeting(world.network, world.lead)


def enter(person) -> Client:
    return given_people.signed_in(Client(), person)


def at(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk])


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


READING = (
    "show",
    "calendar",
    "describe_page",
    "move_page",
    "cancel_page",
    "answer_page",
    "attendance_page",
    "attendance_csv",
    "screen",
)
WRITING = ("describe", "move", "cancel", "invite", "answer", "record_attendance")
FOR_PLANNERS = {"describe_page", "move_page", "cancel_page", "describe", "move", "cancel", "invite"}
FOR_LEADERS = {"attendance_page", "attendance_csv", "screen", "record_attendance"}


def statuses(client, meeting) -> dict[str, int]:
    answers = {name: client.get(at(name, meeting)).status_code for name in READING}
    return answers | {name: client.post(at(name, meeting)).status_code for name in WRITING}


def test_a_stranger_finds_nothing(world, meeting) -> None:
    assert set(statuses(enter(world.stranger), meeting).values()) == {404}
    assert enter(world.stranger).get(reverse("meetings:list", args=[world.network.slug])).status_code == 404


def test_the_signed_out_are_shown_to_sign_in(world, meeting) -> None:
    for name in (*READING, *WRITING):
        answer = Client().get(at(name, meeting)) if name in READING else Client().post(at(name, meeting))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, settings.LOGIN_URL), name
    with clock.fixed(STARTS):
        answer = Client().get(reverse("meetings:check_in_page", args=[meeting.code]))
    assert f'href="/logga-in/?next=%2Fincheckning%2F{meeting.code}%2F"' in text(answer)
    assert Client().post(reverse("meetings:check_in", args=[meeting.code])).status_code == 302


def test_a_team_member_reads_but_neither_plans_nor_takes_attendance(world, meeting) -> None:
    found = statuses(enter(world.members[0]), meeting)
    assert {name for name, status in found.items() if status == 404} == FOR_PLANNERS | FOR_LEADERS
    assert (found["show"], found["calendar"], found["answer_page"]) == (200, 200, 200)


def test_another_municipality_does_not_find_the_local_day(world) -> None:
    local = given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas)
    assert set(statuses(enter(world.other_coordinator), local).values()) == {404}
    listed = text(enter(world.other_coordinator).get(reverse("meetings:list", args=[world.network.slug])))
    assert local.title not in listed
    assert local.title in text(enter(world.members[0]).get(reverse("meetings:list", args=[world.network.slug])))


def test_the_coordinator_takes_attendance_at_the_own_local_day(world) -> None:
    local = given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas)
    client = enter(world.coordinator)
    assert {client.get(at(name, local)).status_code for name in ("attendance_page", "screen", "attendance_csv")} == {
        200
    }
    assert client.get(at("move_page", local)).status_code == 404


def test_a_finance_officer_reads_and_does_not_plan(world, meeting) -> None:
    found = statuses(enter(world.economist), meeting)
    assert {name for name, status in found.items() if status == 404} == FOR_PLANNERS


def test_the_invited_to_an_information_meeting_see_that_one_only(world, meeting) -> None:
    information = given.meeting(world.network, world.lead, kind=Meeting.Kind.INFORMATION, hours=2, parts=())
    actions.invite(meeting=information, people=[world.stranger], by=world.lead, at=PLANNED)
    client = enter(world.stranger)
    assert client.get(at("show", information)).status_code == 200
    assert client.get(at("show", meeting)).status_code == 404
    assert enter(world.members[0]).get(at("show", information)).status_code == 404


def test_the_list_says_the_year_plan_first(world, meeting) -> None:
    given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas, title="Lokal dag")
    given.meeting(world.network, world.lead, title="Midsommar", starts_at=STARTS.replace(year=2022, month=6, day=24))
    page = text(enter(world.lead).get(reverse("meetings:list", args=[world.network.slug])))
    assert "2021: 1 av 2 nätverksträffar på plats och 0 av 2 digitala är planerade eller hållna." in page
    assert "Ingen lokal heldagsträff ännu: Granfors kommun." in page
    assert "Midsommar ligger fredag 24 juni 2022, som inte är en arbetsdag." in page
    assert "2023" not in page.split("Kommande")[0].split("</h1>")[1]
    member = text(enter(world.members[0]).get(reverse("meetings:list", args=[world.network.slug])))
    assert "Alla kommuner har sin lokala heldagsträff." in member
    assert "Planera en träff" not in member


def test_the_file_shows_what_the_list_shows(world, meeting) -> None:
    answer = enter(world.lead).get(reverse("meetings:list_csv", args=[world.network.slug]))
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Träff;Dag;Tid;Slag;Var;Närvarande"
    assert lines[1] == "Nätverksträff i november;2021-11-23;09.00–16.00;Nätverksträff på plats;Kulturhuset, Älvnäs;"


def test_planning_moving_and_cancelling_through_the_pages(world) -> None:
    client, slug = enter(world.lead), world.network.slug
    assert client.get(reverse("meetings:plan_page", args=[slug])).status_code == 200
    typed = {
        "kind": "network_online",
        "participation": "",
        "title": "Digital träff",
        "day": "2021-12-01",
        "starts": "9.00",
        "ends": "15:00",
        "place": "",
        "link": "mote.example/abc",
        "about": "Om avtal",
    }
    answer = client.post(reverse("meetings:plan", args=[slug]), typed)
    planned = Meeting.objects.get()
    assert answer["Location"] == at("show", planned)
    assert (planned.link, clock.day(planned.starts_at).isoformat()) == ("https://mote.example/abc", "2021-12-01")
    rows = {"title": "Digital träff", "about": "Om avtal"}
    for number, (kind, starts, ends) in enumerate([("break", "12:00", "13:00"), ("knowledge_part", "09:00", "12:00")]):
        rows |= {f"kind-{number}": kind, f"starts-{number}": starts, f"ends-{number}": ends, f"title-{number}": ""}
    assert client.post(at("describe", planned), rows).status_code == 302
    assert [part.kind for part in queries.parts_of(planned)] == ["knowledge_part", "break"]
    page = text(client.get(at("show", planned)))
    assert "5 h, raster borträknade" in page
    moved = {"day": "2021-12-02", "starts": "09:00", "ends": "15:00", "place": "", "link": ""}
    assert client.post(at("move", planned), moved).status_code == 302
    assert "torsdag 2 december 2021, 09.00–15.00" in text(client.get(at("show", planned)))
    assert client.post(at("cancel", planned)).status_code == 302
    assert "Träffen ställdes in" in text(client.get(at("show", planned)))
    assert client.post(at("cancel", planned)).status_code == 409


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": "2021-02-31"}, "Den dagen finns inte i kalendern"),
        ({"ends": "08:00"}, "Träffen måste sluta efter att den har börjat."),
        ({"starts": "klockan nio"}, "Skriv ett klockslag"),
        ({"day": "2031-01-01"}, "Dagen ligger utanför"),
        ({"kind": "local_day"}, "Välj vilken kommun träffen gäller."),
        ({"title": ""}, "Rubrik:"),
    ],
)
def test_a_plan_with_a_fault_is_kept_and_told(world, changes, sentence) -> None:
    typed = {
        "kind": "network_online",
        "title": "Digital träff",
        "day": "2021-12-01",
        "starts": "09:00",
        "ends": "15:00",
        "about": "Det här ska inte gå förlorat",
    } | changes
    answer = enter(world.lead).post(reverse("meetings:plan", args=[world.network.slug]), typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Det här ska inte gå förlorat" in text(answer)
    assert not Meeting.objects.exists()


def test_a_move_with_a_fault_is_told(world, meeting) -> None:
    typed = {"day": "2021-11-24", "starts": "15:00", "ends": "09:00", "place": "Granfors", "link": ""}
    answer = enter(world.lead).post(at("move", meeting), typed)
    assert (answer.status_code, "Träffen måste sluta" in text(answer), 'value="Granfors"' in text(answer)) == (
        422,
        True,
        True,
    )


def test_what_is_not_there_is_not_found(world, meeting) -> None:
    client, slug = enter(world.lead), world.network.slug
    assert client.get(reverse("meetings:show", args=[slug, 999_999])).status_code == 404
    assert client.get(reverse("meetings:show", args=["annat", meeting.pk])).status_code == 404
    assert enter(world.members[0]).get(reverse("meetings:plan_page", args=[slug])).status_code == 404
    assert enter(world.members[0]).post(reverse("meetings:plan", args=[slug])).status_code == 404


def test_many_without_a_local_day_are_counted() -> None:
    network, _terms = given_world.network(seats=6)
    lead = given_world.person("Maj Lindberg")
    networks.appoint_staff(
        network=network, person=lead, function="project_manager", first_day=clock.day(PLANNED), by=lead, at=PLANNED
    )
    for number, name in enumerate(("Älvnäs", "Granfors", "Sjömarken", "Vidfors", "Lärkvalla")):
        given_world.seat(network, given_world.organisation(name, f"91{number:02d}"), lead)
    page = text(enter(lead).get(reverse("meetings:list", args=[network.slug])))
    assert "5 kommuner saknar lokal heldagsträff." in page


def test_a_local_day_is_planned_for_a_seat_of_the_network(world) -> None:
    typed = {"kind": "local_day", "title": "Lokal dag", "day": "2021-12-01", "starts": "09:00", "ends": "15:00"}
    address, client = reverse("meetings:plan", args=[world.network.slug]), enter(world.lead)
    assert client.post(address, typed | {"participation": "999999"}).status_code == 422
    assert client.post(address, typed | {"participation": str(world.alvnas.pk)}).status_code == 302
    assert Meeting.objects.get().participation == world.alvnas


def test_half_an_agenda_row_is_told(world, meeting) -> None:
    rows = {"title": meeting.title, "about": "", "kind-0": "break", "starts-0": "12:00", "title-1": "Bara text"}
    answer = enter(world.lead).post(at("describe", meeting), rows)
    assert answer.status_code == 422
    assert "Skriv när passet börjar och slutar." in text(answer)
    assert "Välj vad det här passet är." in text(answer)
    outside = {"title": "X", "about": "", "kind-0": "break", "starts-0": "07:00", "ends-0": "08:00"}
    assert "utanför träffens tider" in text(enter(world.lead).post(at("describe", meeting), outside))


def test_inviting_and_answering_with_one_button(world, meeting) -> None:
    assert "Bjud in 5 personer" in text(enter(world.lead).get(at("show", meeting)))
    assert enter(world.lead).post(at("invite", meeting)).status_code == 302
    assert "5 personer" not in text(enter(world.lead).get(at("show", meeting)))
    client = enter(world.coordinator)
    page = text(client.get(at("answer_page", meeting)))
    assert ("Jag kommer" in page, "Jag kan inte" in page) == (True, True)
    answer = client.post(at("answer", meeting), {"answer": "not_coming"})
    assert answer["Location"] == at("answer_page", meeting)
    assert "Du har svarat att du inte kan komma." in text(client.get(at("answer_page", meeting)))
    assert client.post(at("answer", meeting), {"answer": "perhaps"}).status_code == 422
    assert "0 kommer, 1 kan inte, 4 har inte svarat" in text(enter(world.lead).get(at("show", meeting)))
    with clock.fixed(STARTS):
        assert "Träffen har börjat" in text(client.get(at("answer_page", meeting)))
        assert client.post(at("answer", meeting), {"answer": "coming"}).status_code == 409


def test_the_calendar_file_is_fetched(world, meeting) -> None:
    answer = enter(world.members[0]).get(at("calendar", meeting))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert Calendar.from_ical(answer.content).walk("VEVENT")[0]["SUMMARY"] == meeting.title


def test_check_in_takes_two_taps_on_the_phone(world, meeting) -> None:
    client = enter(world.members[0])
    address = queries.check_in_address(meeting).removeprefix(settings.BASE_URL)
    with clock.fixed(STARTS - timedelta(minutes=10)):
        page = client.get(address)
        assert text(page).count('<button class="ds-button" type="submit">') == 1
        done = client.post(reverse("meetings:check_in", args=[meeting.code]))
        assert done["Location"] == address
        assert "Du är incheckad." in text(client.get(address))
        assert client.post(reverse("meetings:check_in", args=[meeting.code])).status_code == 302
    assert Attendance.objects.get().minutes == 360


@pytest.mark.parametrize(
    ("offset", "sentence"),
    [
        (timedelta(hours=-2), "Incheckningen öppnar en timme innan träffen börjar."),
        (timedelta(days=1), "Träffens dag har passerat."),
    ],
)
def test_too_early_and_too_late_are_told(world, meeting, offset, sentence) -> None:
    client = enter(world.members[0])
    with clock.fixed(STARTS + offset):
        assert sentence in text(client.get(reverse("meetings:check_in_page", args=[meeting.code])))
        assert client.post(reverse("meetings:check_in", args=[meeting.code])).status_code == 409
    assert not Attendance.objects.exists()


def test_a_typed_code_is_read_kindly_and_a_wrong_one_told(world, meeting) -> None:
    client, address = enter(world.members[0]), reverse("meetings:code_page")
    assert client.get(address).status_code == 200
    right = client.get(address, {"kod": f" {meeting.code[:4].lower()} {meeting.code[4:]}"})
    assert right["Location"] == reverse("meetings:check_in_page", args=[meeting.code])
    wrong = client.get(address, {"kod": "AAAA"})
    assert (wrong.status_code, "Ingen träff har den koden." in text(wrong)) == (422, True)
    assert client.get(address, {"kod": ""}).status_code == 422
    unknown = client.get(reverse("meetings:check_in_page", args=["NOSUCH"]))
    assert (unknown.status_code, "Ingen träff har den koden." in text(unknown)) == (404, True)
    assert client.post(reverse("meetings:check_in", args=["NOSUCH"])).status_code == 404


def test_a_stranger_with_the_code_is_not_let_in(world, meeting) -> None:
    with clock.fixed(STARTS):
        page = enter(world.stranger).get(reverse("meetings:check_in_page", args=[meeting.code]))
    assert "Du finns inte på träffens lista." in text(page)


def test_the_big_screen_shows_picture_and_code(world, meeting) -> None:
    page = enter(world.lead).get(at("screen", meeting)).content.decode()
    assert f"{meeting.code[:4]} {meeting.code[4:]}" in page
    assert 'class="qr"' in page
    assert "style=" not in page


def test_the_list_is_saved_once_with_whole_and_part(world, meeting) -> None:
    ana, bo, _cia = world.members
    client = enter(world.lead)
    with clock.fixed(STARTS + timedelta(hours=8)):
        typed = {f"present-{ana.pk}": "on", f"present-{bo.pk}": "on", f"minutes-{bo.pk}": "2,5"}
        assert client.post(at("record_attendance", meeting), typed).status_code == 302
        assert dict(Attendance.objects.values_list("person_id", "minutes")) == {ana.pk: 360, bo.pk: 150}
        page = text(client.get(at("attendance_page", meeting)))
        assert "2 av 5 är antecknade som närvarande." in page
        assert 'value="2,5"' in page
        typed = {f"was-{ana.pk}": "True", f"present-{bo.pk}": "on", f"was-{bo.pk}": "True", f"minutes-{bo.pk}": "6:30"}
        wrong = client.post(at("record_attendance", meeting), typed)
        assert (wrong.status_code, "längre än träffen" in text(wrong), 'value="6:30"' in text(wrong)) == (
            422,
            True,
            True,
        )
        assert client.post(at("record_attendance", meeting), typed | {f"minutes-{bo.pk}": "abc"}).status_code == 422
        assert client.post(at("record_attendance", meeting), typed | {f"minutes-{bo.pk}": "45 min"}).status_code == 302
    assert dict(Attendance.objects.values_list("person_id", "minutes")) == {bo.pk: 45}


def test_the_list_waits_for_the_day(world, meeting) -> None:
    client = enter(world.lead)
    assert "tidigast samma dag" in text(client.get(at("attendance_page", meeting)))
    assert client.post(at("record_attendance", meeting), {}).status_code == 409


def test_hours_without_a_tick_are_not_lost(world, meeting) -> None:
    ana = world.members[0]
    with clock.fixed(STARTS + timedelta(hours=8)):
        enter(world.lead).post(at("record_attendance", meeting), {f"minutes-{ana.pk}": "1"})
    assert Attendance.objects.get(person=ana).minutes == 60


def test_a_late_check_in_is_seen_on_the_list(world, meeting) -> None:
    actions.check_in(meeting=meeting, person=world.members[0], at=STARTS + timedelta(hours=3))
    with clock.fixed(STARTS + timedelta(hours=8)):
        page = text(enter(world.lead).get(at("attendance_page", meeting)))
        file = enter(world.lead).get(at("attendance_csv", meeting)).content.decode("utf-8-sig")
    assert "Checkade in kl. 12.00, efter start" in page
    assert "Ana Öberg;Utvecklare;Älvnäs kommun;;6;Checkade in kl. 12.00, efter start" in file


def test_protected_identity_shows_the_function_only(world, meeting) -> None:
    hidden = world.members[0]
    type(hidden).objects.filter(pk=hidden.pk).update(protected_identity=True)
    actions.invite_expected(meeting=meeting, by=world.lead, at=PLANNED)
    client = enter(world.lead)
    for name in ("show", "attendance_page", "attendance_csv"):
        assert hidden.name not in client.get(at(name, meeting)).content.decode(), name
    assert "Utvecklare" in text(client.get(at("attendance_page", meeting)))


def test_what_is_to_be_done(world, meeting, now) -> None:
    actions.invite(meeting=meeting, people=[world.coordinator], by=world.lead, at=PLANNED)
    (todo,) = queries.todo_for(world.coordinator, now)
    assert (todo.href, todo.due_day) == (at("answer_page", meeting), clock.day(STARTS))
    after = STARTS + timedelta(days=1)
    (todo,) = queries.todo_for(world.lead, after)
    assert todo.href == at("attendance_page", meeting)
    assert queries.todo_for(world.economist, after) == []
    local = given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas)
    assert [todo.href for todo in queries.todo_for(world.coordinator, after)] == [at("attendance_page", local)]
    assert queries.todo_for(world.other_coordinator, after) == []


def test_to_do_takes_one_statement_however_much_there_is(world, now, django_assert_num_queries) -> None:
    for number in range(5):
        one = given.meeting(world.network, world.lead, title=f"Träff {number}")
        actions.invite(meeting=one, people=[world.coordinator], by=world.lead, at=PLANNED)
    with django_assert_num_queries(1):
        assert len(queries.todo_for(world.coordinator, now)) == 5


def statements(client, address, django_assert_max_num_queries) -> int:
    client.get(address)
    with django_assert_max_num_queries(8, info=address) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_pages_take_at_most_eight_statements_however_long_the_list(
    world, meeting, django_assert_max_num_queries
) -> None:
    host, member = enter(world.lead), enter(world.members[0])
    everywhere = [(host, reverse("meetings:list", args=[world.network.slug]))]
    everywhere += [(member, everywhere[0][1])]
    everywhere += [
        (host, at(name, meeting)) for name in ("show", "attendance_page", "screen", "describe_page", "move_page")
    ]
    everywhere += [(member, at(name, meeting)) for name in ("show", "answer_page")]
    everywhere += [(host, reverse("meetings:plan_page", args=[world.network.slug]))]
    everywhere += [(member, reverse("meetings:check_in_page", args=[meeting.code]))]
    before = [statements(*pair, django_assert_max_num_queries) for pair in everywhere]
    for number in range(30):
        given.meeting(world.network, world.lead, title=f"Träff {number}", at=PLANNED)
        invited = given_world.person(f"Kim {number}")
        actions.invite(meeting=meeting, people=[invited], by=world.lead, at=PLANNED)
    assert [statements(*pair, django_assert_max_num_queries) for pair in everywhere] == before


def test_sorting_by_a_column(world, meeting) -> None:
    given.meeting(world.network, world.lead, title="Aktuellt")
    address = reverse("meetings:list", args=[world.network.slug])
    page = text(enter(world.lead).get(address, {"sortera": "title"}))
    assert page.index("Aktuellt") < page.index(meeting.title)
    page = text(enter(world.lead).get(address, {"sortera": "-title"}))
    assert page.index("Aktuellt") > page.index(meeting.title)


def test_the_same_press_twice_plans_one_meeting(world) -> None:
    typed = {
        "kind": "network_online",
        "title": "En gång",
        "day": "2021-12-01",
        "starts": "09:00",
        "ends": "15:00",
        "request_key": "pressed-twice",
    }
    client, address = enter(world.lead), reverse("meetings:plan", args=[world.network.slug])
    assert client.post(address, typed)["Location"] == client.post(address, typed)["Location"]
    assert Meeting.objects.count() == 1


def test_access_ends_with_the_function(world, meeting) -> None:
    networks.appoint_staff(
        network=world.network,
        person=world.stranger,
        function=Staff.Function.ADMINISTRATOR,
        first_day=clock.day(PLANNED),
        by=world.lead,
        at=PLANNED,
    )
    assert enter(world.stranger).get(at("show", meeting)).status_code == 200
    Staff.objects.filter(person=world.stranger).update(last_day=clock.day(PLANNED))
    assert enter(world.stranger).get(at("show", meeting)).status_code == 404


def test_in_english_the_page_speaks_english(world, meeting) -> None:
    page = text(enter(world.lead).get("/en" + at("show", meeting).removeprefix("/en")))
    assert "Network meeting in person" in page
    assert "Tuesday 23 November 2021" in page
    assert Invitation.objects.count() == 0
