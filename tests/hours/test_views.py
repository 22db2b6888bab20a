import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from samverka.hours import actions, queries
from samverka.hours.models import HourRow, HourSheet
from tests.given import hours as given
from tests.given.hours import OCTOBER, SEPTEMBER
from tests.given.people import signed_in

pytestmark = pytest.mark.django_db
OWN = "/natverk/utvecklingsnatverk/tid/2021-10/"
LINE = {"day": "2021-10-12", "activity": "preparation", "minutes": "1,5", "text": "Läste policyn från Granfors"}


def text_of(response) -> str:
    """The page's words, without tags and with ordinary spaces."""
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", bare.replace("\u00a0", " ").replace("&#x27;", "'").replace("&nbsp;", " "))


def at_home(client, person) -> Client:
    return signed_in(client, person)


def team_address(world) -> str:
    return f"{OWN}kommun/{world.alvnas.pk}/"


def test_the_letter_leads_to_the_month_and_one_press_confirms_it(client, now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    given.met(world, ana, hours_long=7)
    at_home(client, ana)
    page = client.get(reverse("hours:waiting", args=[world.network.slug]), follow=True)
    text = text_of(page)
    assert page.status_code == 200
    assert "Närvarorapport oktober 2021" in text
    assert "Gemensam träff: Nätverksträff i Granfors från närvaro" in text
    assert "Jag intygar att jag har deltagit" in text
    assert "Intyga 7 timmar" in text
    answer = client.post(OWN + "intyga/")
    assert (answer.status_code, answer.url) == (302, OWN)
    receipt = text_of(client.get(OWN))
    assert "Du har intygat 7 timmar" in receipt
    assert "Du har inget mer att göra" in receipt
    assert "Ta tillbaka" in receipt
    assert given.sheet(ana).confirmed_at == now


def test_a_line_is_added_changed_and_removed_by_plain_forms(client, now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    at_home(client, ana)
    assert client.post(OWN + "rad/", LINE).status_code == 302
    row = HourRow.objects.get()
    assert (row.day, row.minutes, row.source) == (date(2021, 10, 12), 90, "own")
    assert "tillagd av dig" in text_of(client.get(OWN))
    form = client.get(f"{OWN}rad/{row.pk}/")
    assert 'value="1,5"' in form.content.decode()
    changed = client.post(f"{OWN}rad/{row.pk}/spara/", LINE | {"minutes": "2:15", "day": "13"})
    assert changed.status_code == 302
    row.refresh_from_db()
    assert (row.day, row.minutes) == (date(2021, 10, 13), 135)
    assert client.post(f"{OWN}rad/{row.pk}/ta-bort/").status_code == 302
    assert not HourRow.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "2021-10-32"}, "32 oktober finns inte. Menade du 31 oktober?"),
        ({"day": "31 februari"}, "31 februari finns inte. Menade du 28 februari?"),
        ({"day": "2021-11-01"}, "1 november 2021 ligger inte i oktober 2021."),
        ({"day": "i går"}, "”i går” går inte att läsa som en dag."),
        ({"day": ""}, "Välj vilken dag."),
        ({"minutes": "länge"}, "”länge” går inte att läsa som tid."),
        ({"minutes": "25"}, "Ett dygn har 24 timmar."),
        ({"minutes": "0"}, "Skriv hur lång tid det tog"),
        ({"minutes": ""}, "Skriv hur lång tid det tog"),
        ({"text": ""}, "Skriv vad du har gjort"),
        ({"text": "x" * 401}, "Skriv högst 400 tecken; nu är det 401."),
        ({"activity": "joint_meeting"}, "joint_meeting"),
    ],
)
def test_what_can_not_stand_comes_back_whole_with_a_sentence(client, changes, said) -> None:
    world = given.world()
    given.open_months(world)
    at_home(client, world.members[0])
    typed = LINE | changes
    answer = client.post(OWN + "rad/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Fel:" in page
    for name in ("day", "minutes", "text"):
        assert f'value="{typed[name]}"' in page or not typed[name]
    assert not HourRow.objects.exists()


def test_nothing_to_report_is_one_press_too(client) -> None:
    world = given.world()
    given.open_months(world)
    at_home(client, world.members[0])
    assert "Inget att rapportera i oktober" in text_of(client.get(OWN))
    client.post(OWN + "inget/")
    assert "Du har sagt att du inte har något att rapportera i oktober 2021" in text_of(client.get(OWN))
    client.post(OWN + "ta-tillbaka/")
    assert not given.sheet(world.members[0]).nothing_to_report


def test_someone_elses_month_is_not_found(client, now) -> None:
    world = given.world()
    given.open_months(world)
    ana, bo = world.members[:2]
    row = given.wrote(ana)
    at_home(client, bo)
    assert client.post(f"{OWN}rad/{row.pk}/ta-bort/").status_code == 404
    assert client.get(f"{OWN}rad/{row.pk}/").status_code == 404
    at_home(client, world.stranger)
    for address in (
        OWN,
        team_address(world),
        "/natverk/utvecklingsnatverk/tid/",
        OWN.replace("2021-10", "lage/2021-10"),
    ):
        assert client.get(address).status_code == 404
    at_home(client, world.other_coordinator)
    assert client.get(team_address(world)).status_code == 404
    assert client.post(team_address(world) + "lamna-in/").status_code == 404
    assert client.post(team_address(world) + "paminn/").status_code == 404
    assert client.get(f"/natverk/utvecklingsnatverk/tid/ar/2021/kommun/{world.alvnas.pk}/").status_code == 404
    assert client.get("/natverk/utvecklingsnatverk/tid/2021-13/").status_code == 404


def test_the_signed_out_are_led_to_the_door(client) -> None:
    given.world()
    assert client.get(OWN).url.startswith("/logga-in/")


def test_less_time_at_a_meeting(client, now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    meeting = given.met(world, ana, hours_long=6)
    at_home(client, ana)
    address = f"{OWN}traff/{meeting.pk}/"
    assert "Närvarolistan säger 6 h" in text_of(client.get(address))
    more = client.post(address + "spara/", {"minutes": "7", "text": ""})
    assert more.status_code == 422
    assert "Närvarolistan säger 6 h, raster borträknade, så du kan rapportera högst det." in text_of(more)
    assert client.post(address + "spara/", {"minutes": "2", "text": ""}).status_code == 422
    assert client.post(address + "spara/", {"minutes": "4:30", "text": ""}).status_code == 302
    text = text_of(client.get(OWN))
    assert "från närvaro, ändrad av dig · Närvarolistan säger 6 h." in text
    assert "Intyga 4 timmar" in text
    assert client.get(f"{OWN}traff/999/").status_code == 404


def test_own_work_is_proposed_from_last_month(client, now) -> None:
    world = given.world()
    given.open_months(world, SEPTEMBER, OCTOBER)
    ana = world.members[0]
    row = given.wrote(ana, day=date(2021, 9, 14), minutes=120, text="Veckomöte om policyn")
    at_home(client, ana)
    text = text_of(client.get(OWN))
    assert "tisdag 12 oktober 2021: Veckomöte om policyn, 2 h" in text
    assert "Lägg till raden från september" in text
    copied = client.get(f"{OWN}?rad={row.pk}").content.decode()
    assert 'value="Veckomöte om policyn"' in copied
    client.post(OWN + "upprepa/")
    assert "upprepad från september" in text_of(client.get(OWN))


def test_stated_hours_in_other_projects(client) -> None:
    world = given.world()
    given.open_months(world)
    at_home(client, world.members[0])
    assert client.post(OWN + "andra-projekt/", {"hours": "mycket"}).status_code == 422
    assert client.post(OWN + "andra-projekt/", {"hours": "1620"}).status_code == 302
    text = text_of(client.get(OWN))
    assert "Andra EU-projekt under 2021: 1620 h" in text


def test_the_coordinators_own_report_has_another_name_and_the_share_apart(client, now) -> None:
    world = given.world()
    given.open_months(world)
    given.wrote(world.coordinator, minutes=600, activity="reporting", text="Samlade in underlag")
    at_home(client, world.coordinator)
    text = text_of(client.get(OWN))
    assert "Tidrapport oktober 2021" in text
    assert "Jag intygar att jag har arbetat" in text
    assert "10 h av 332 h under 2021: 20 % av en tjänst" in text


def test_the_coordinator_sees_who_is_missing_reminds_and_submits(client, now) -> None:
    world = given.world()
    given.open_months(world)
    ana, bo, cia = world.members
    for person in (world.coordinator, cia):
        given.wrote(person, minutes=120)
        given.confirmed(person, at=now)
    at_home(client, world.coordinator)
    address = team_address(world)
    text = text_of(client.get(address))
    assert "2 av 4 är klara med oktober; Ana Öberg och Bo Äng återstår." in text
    assert "Lämna in oktober för Älvnäs kommun" in text
    assert "Påminn de 2 som saknas" in text
    assert client.post(address + "paminn/").status_code == 302
    assert "Alla som saknas har påmints i dag." in text_of(client.get(address))
    halfway = client.post(address + "lamna-in/", {f"reason_{given.sheet(ana).pk}": "Sjuk"})
    assert halfway.status_code == 422
    assert 'value="Sjuk"' in halfway.content.decode()
    done = client.post(address + "lamna-in/", {f"reason_{given.sheet(person).pk}": "Sjuk" for person in (ana, bo)})
    assert done.status_code == 302
    assert "Oktober är inlämnad utan Ana Öberg och Bo Äng." in text_of(client.get(address))
    csv = client.get(address + "lista.csv").content.decode()
    assert "Cia Zetterlund;Inlämnad;0;2;2;2" in csv


def test_submitting_asks_for_a_new_code_when_the_last_is_old(client, now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    signed_in(client, world.coordinator, proved=False)
    answer = client.post(team_address(world) + "lamna-in/")
    assert "again=1" in answer.url
    assert not HourSheet.objects.filter(submitted_at__isnull=False).exists()


def test_a_month_is_returned_on_a_page_of_its_own(client, now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    ana = world.members[0]
    at_home(client, world.coordinator)
    address = f"{team_address(world)}returnera/{given.sheet(ana).pk}/"
    assert "Vad ska Ana Öberg ändra?" in text_of(client.get(address))
    assert client.post(address + "spara/", {"reason": ""}).status_code == 422
    assert client.post(address + "spara/", {"reason": "Fel dag"}).status_code == 302
    assert given.sheet(ana).confirmed_at is None
    at_home(client, ana)
    assert "Månaden har kommit tillbaka till dig. ”Fel dag”" in text_of(client.get(OWN))


def test_the_host_sees_which_municipalities_have_submitted(client, now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    at_home(client, world.lead)
    address = "/natverk/utvecklingsnatverk/tid/lage/2021-10/"
    text = text_of(client.get(address))
    assert "1 av 2 kommuner har lämnat in oktober; Granfors kommun saknas." in text
    assert "Granfors kommun;Inte inlämnad;1;1;0;" in client.get(address + "lista.csv").content.decode()
    at_home(client, world.coordinator)
    assert client.get(address).status_code == 404


def test_the_year_stands_against_the_terms(client, now) -> None:
    world = given.world()
    given.open_months(world)
    ana, bo, _cia = world.members
    given.met(world, ana, bo, hours_long=6)
    given.wrote(ana, minutes=120)
    given.wrote(world.coordinator, minutes=300, activity="reporting", text="Samlade in underlag")
    address = f"/natverk/utvecklingsnatverk/tid/ar/2021/kommun/{world.alvnas.pk}/"
    for person in (world.coordinator, world.lead):
        at_home(client, person)
        text = text_of(client.get(address))
        assert "14 av 500 timmar under 2021." in text
        assert "12 / 250 h" in text
        assert "2 / 250 h" in text
        assert "5 / 332 h" in text
        # Only who leads the team has a page of each month to open.
        leads = person == world.coordinator
        assert (f"tid/2021-10/kommun/{world.alvnas.pk}/" in client.get(address).content.decode()) == leads
    assert "Oktober 2021;12;2;14;5" in client.get(address + "lista.csv").content.decode()


def test_english_stands_under_the_same_path(client, now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    given.met(world, ana)
    at_home(client, ana)
    assert "Confirm 6 hours" in text_of(client.get("/en" + OWN))


def test_the_back_button_and_a_second_press_do_no_harm(client, now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    given.met(world, ana)
    at_home(client, ana)
    for _press in range(2):
        assert client.post(OWN + "intyga/", {"request_key": "k" * 24}).status_code == 302
    assert client.post(OWN + "intyga/", {"request_key": "other"}).status_code == 409
    assert client.post(OWN + "rad/", LINE).status_code == 409
    assert HourRow.objects.count() == 1


def test_a_locked_month_can_be_corrected(client, now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    sheets = list(queries.submitted_sheets(world.network, OCTOBER.first_day, OCTOBER.last_day))
    actions.lock_sheets(sheets=sheets, by=world.economist, at=now)
    ana = world.members[0]
    at_home(client, ana)
    assert "Månaden ingår i en ansökan om utbetalning" in text_of(client.get(OWN))
    assert client.post(OWN + "ratta/", {"reason": ""}).status_code == 422
    assert client.post(OWN + "ratta/", {"reason": "Fel timmar"}).status_code == 302
    assert "Det här är version 2, en rättelse: Fel timmar" in text_of(client.get(OWN))


@pytest.mark.parametrize("busy", [False, True])
def test_pages_ask_no_more_when_there_is_more(client, now, django_assert_max_num_queries, busy) -> None:
    world = given.world(team_size=40)
    given.open_months(world)
    ana = world.members[0]
    if busy:
        given.many_more(world, 30)
        for day in range(1, 29):
            given.wrote(ana, day=date(2021, 10, day), minutes=60)
            given.met(world, *world.members, day=date(2021, 10, day), hours_long=2)
    pages = [
        (ana, OWN),
        (world.coordinator, team_address(world)),
        (world.coordinator, f"/natverk/utvecklingsnatverk/tid/ar/2021/kommun/{world.alvnas.pk}/"),
        (world.lead, "/natverk/utvecklingsnatverk/tid/lage/2021-10/"),
    ]
    for person, address in pages:
        at_home(client, person)
        client.get(address)
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200


def test_before_the_end_of_the_month_time_is_added_but_not_confirmed(client) -> None:
    world = given.world()
    at = datetime(2021, 11, 1, 8, 0, tzinfo=UTC)
    actions.open_month(network=world.network, month=OCTOBER.next(), at=at)
    at_home(client, world.members[0])
    text = text_of(client.get("/natverk/utvecklingsnatverk/tid/2021-11/"))
    assert "November 2021 kan intygas från 30 november 2021. Till dess kan du fylla på med det du gör." in text
    assert "Lägg till raden" in text


def test_each_list_is_sorted_and_taken_out_as_it_is_shown(client, now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    team, beginning = team_address(world), "/natverk/utvecklingsnatverk/tid/"
    lists = [
        (world.coordinator, team),
        (world.coordinator, f"{beginning}ar/2021/kommun/{world.alvnas.pk}/"),
        (world.lead, f"{beginning}lage/2021-10/"),
    ]
    for person, address in lists:
        at_home(client, person)
        answer = client.post(address + "lista.xlsx")
        assert answer.status_code == 302
        assert answer.url.startswith("/underlag/")
    at_home(client, world.coordinator)
    names = re.findall(r"<th scope=\"row\"[^>]*><span>([^<]+)", client.get(team + "?sortera=-name").content.decode())
    assert names[0] == "Siv Åberg, koordinator"
    assert names[1] == "Cia Zetterlund"
