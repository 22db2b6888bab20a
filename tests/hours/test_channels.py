"""The official channel: confirmed once, entered where it goes, only differences told (Q53)."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.funding import queries as funding
from samverka.hours import actions, queries
from samverka.hours.models import Channel, HourSheet, OfficialChannel, ReportingRole
from samverka.journal.models import Entry
from tests.given import hours as given
from tests.given import people
from tests.given.hours import OCTOBER
from tests.given.people import signed_in
from tests.hours.test_views import text_of

pytestmark = pytest.mark.django_db
TID = "/natverk/utvecklingsnatverk/tid/"
JULY = Month(2021, 7)
PORTAL = f"{TID}lage/2021-10/portal/"


@pytest.fixture
def world():
    return given.world(team_size=100)


def channel(world, now, kind=Channel.PORTAL, role=ReportingRole.PARTICIPANT, month=JULY) -> OfficialChannel:
    return actions.set_channel(
        network=world.network, reporting_role=role, channel=kind, from_month=month, by=world.lead, at=now
    )


def fund_rules(world):
    return funding.rules_of(world.terms)


def page(world, now, person=None):
    return queries.portal_page(person or world.lead, world.network.slug, OCTOBER, at=now)


def test_t20_one_confirmation_a_tick_with_who_and_when_and_a_file_in_the_portals_order(client, world, now) -> None:
    ana, coordinator = world.members[0], world.coordinator
    people.employment(ana, people.employer(world.alvnas.organisation, number="2120001355"))
    channel(world, now)
    given.open_months(world)
    given.met(world, ana, hours_long=7)
    signed_in(client, ana)
    own = text_of(client.get(f"{TID}2021-10/"))
    assert "Intyga underlaget för oktober 2021" in own
    assert "Du intygar en gång, här; koordinatorn för in det" in own
    client.post(f"{TID}2021-10/intyga/")
    signed_in(client, coordinator)
    team = f"{TID}2021-10/kommun/{world.alvnas.pk}/"
    assert "Till fondens portal" in text_of(client.get(team))
    shown = text_of(client.get(team + "portal/"))
    assert "0 av 3 rapporter för oktober 2021 är införda i portalen" in shown
    assert "Fältens ordning, version 1, är inte bekräftad av fonden" in shown
    rows = client.get(team + "portal/lista.csv").content.decode("utf-8-sig").splitlines()
    assert rows[0].split(";") == [
        "Namn", "Personnummer (skrivs för hand)", "Arbetsgivare", "Organisationsnummer", "År", "Månad", "Dag",
        "Aktivitet", "Timmar som räknas",
    ]  # fmt: skip
    assert rows[1].split(";") == [
        "Ana Öberg", "", "Älvnäs kommun", "212000-1355", "2021", "10", "2021-10-05", "Gemensam träff", "7",
    ]  # fmt: skip
    sheet = given.sheet(ana)
    assert client.post(team + "portal/inford/", {"rad": sheet.pk}).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.entered_in_portal_at, sheet.entered_in_portal_by, sheet.portal_minutes) == (now, coordinator, 420)
    entry = Entry.objects.get(verb="hours.portal.entered")
    assert entry.chain == world.network.chain
    assert "1 av 3 rapporter" in text_of(client.get(team + "portal/"))
    # A second tick is told so; a tick by mistake is lifted.
    assert client.post(team + "portal/inford/", {"rad": sheet.pk}).status_code == 409
    assert client.post(team + "portal/inford/ta-bort/", {"rad": sheet.pk}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.entered_in_portal_at is None
    assert client.post(team + "portal/inford/", {"rad": "999999"}).status_code == 404


def test_t21_eighty_three_equal_one_differs_and_is_left_out_with_the_reason(client, world, now) -> None:
    channel(world, now)
    crowd = given.many_more(world, 84)
    given.submitted_rows(world, crowd, now, rows=13)
    lines = ["\ufeffSammanställning;;", "Namn;Månad;Antal timmar"]
    lines += [f"{person.name};oktober;{12 if person is crowd[0] else 13}" for person in crowd]
    lines += ["Summa;;1091"]
    text = "\r\n".join(lines)
    signed_in(client, world.lead)
    upload = SimpleUploadedFile("portal.csv", text.encode())
    answer = client.post(PORTAL + "las-in/", {"file": upload})
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "Fel:" not in shown
    assert "83 rapporter är lika" in shown
    assert shown.count("i portalen, 13") == 1
    assert "Medlem Nummer0: 12 h i portalen, 13 h här" in shown
    assert not HourSheet.objects.filter(entered_in_portal_at__isnull=False).exists()
    sent = {name: re.findall(f'name="{name}" value="([^"]*)"', answer.content.decode())[0] for name in ("text", "seen")}
    assert client.post(PORTAL + "las-in/", sent).status_code == 302
    sheets = list(queries.submitted_sheets(world.network, date(2021, 10, 1), date(2021, 10, 31)))
    found = queries.claimable(sheets, fund_rules(world))
    assert len(found.taken) == 83
    ((left, reason),) = found.left_out
    assert left.person == crowd[0]
    assert reason.replace("\u00a0", " ") == "Fondens portal säger 12 h och Samverka 13 h."
    # The portal is corrected and the month ticked again: nothing differs any longer.
    actions.enter_in_portal(sheets=[left], by=world.lead, at=now)
    assert not queries.claimable(sheets, fund_rules(world)).left_out


def test_t22_a_channel_that_changes_leaves_earlier_months_where_they_were(world, now) -> None:
    ana = world.members[0]
    june, july = Month(2021, 6), Month(2021, 7)
    channel(world, now, Channel.AGENCY_FORM, month=Month(2021, 1))
    channel(world, now, Channel.PORTAL, month=july)
    given.open_months(world, june, july)
    sheets = []
    for month in (june, july):
        given.wrote(ana, day=month.first_day, minutes=120)
        sheets.append(given.confirmed(ana, month, at=now))
    found = queries.claimable(sheets, fund_rules(world))
    assert [sheet.month for sheet in found.taken] == [june.first_day]
    assert [(sheet.month, reason) for sheet, reason in found.left_out] == [
        (july.first_day, "Månaden är inte införd i fondens portal.")
    ]
    with pytest.raises(Refused, match="inte in i fondens portal"):
        actions.enter_in_portal(sheets=[sheets[0]], by=world.coordinator, at=now)
    actions.enter_in_portal(sheets=[sheets[1]], by=world.coordinator, at=now)
    # What is on its way can not be moved.
    with pytest.raises(Refused, match="redan införd"):
        channel(world, now, Channel.SAMVERKA, month=Month(2021, 5))
    with pytest.raises(Refused, match="gäller redan"):
        channel(world, now, Channel.PORTAL, month=Month(2021, 8))
    with pytest.raises(Refused, match="under nätverkets tid"):
        channel(world, now, Channel.SAMVERKA, month=Month(2024, 1))


def test_a_corrected_month_must_be_changed_in_the_portal_too(world, now) -> None:
    ana = world.members[0]
    channel(world, now)
    given.everyone_done(world, at=now)
    actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    actions.enter_in_portal(sheets=[given.sheet(ana)], by=world.coordinator, at=now)
    actions.lock_sheets(sheets=[given.sheet(ana)], by=world.lead, at=now)
    with pytest.raises(Refused, match="låst av en ansökan"):
        actions.lift_entry(sheets=[given.sheet(ana)], by=world.lead, at=now)
    actions.correct_sheet(sheet=given.sheet(ana), reason="En timme för lite", by=ana, at=now)
    given.wrote(ana, day=date(2021, 10, 13), minutes=60)
    given.confirmed(ana, at=now)
    (told,) = page(world, now).differences
    assert told.replace("\u00a0", " ").startswith("Ana Öberg: 2 h i portalen, 3 h här. Se efter om en dag missades")


def test_a_file_from_the_portal_that_can_not_be_read_says_so(client, world, now) -> None:
    channel(world, now)
    given.everyone_done(world, at=now)
    actions.enter_in_portal(sheets=[given.sheet(world.members[1])], by=world.lead, at=now)
    signed_in(client, world.lead)
    for content, said in (
        (b"", "Välj en fil"),
        (b"hej\nhopp", "Ingen rad i filen har rubrikerna som beh"),
        (b"Datum;Timmar\n2021-10-05;3", "Timmar, Namn"),
    ):
        answer = client.post(PORTAL + "las-in/", {"file": SimpleUploadedFile("x.csv", content)} if content else {})
        assert answer.status_code == 422
        assert said in text_of(answer)
    rows = (
        "Namn;Datum;Timmar\nAna Öberg;2021-10-12;2\nIngen Alls;2021-10-12;2\nCia Zetterlund;2021-09-12;1\nX;2021-10-1;?"
    )
    answer = client.post(PORTAL + "las-in/", {"file": SimpleUploadedFile("x.csv", rows.encode("cp1252"))})
    shown = text_of(answer)
    assert "Rad 3: ingen här har intygat en månad under det namnet: Ingen Alls" in shown
    assert "Rad 4 gäller en annan månad" in shown
    assert "Rad 5 går inte att läsa" in shown
    # Ticked here and not in the file.
    assert "Bo Äng: 2 h här, inget i portalen" in shown


def test_the_host_chooses_the_channel_and_sees_which_rules_are_unconfirmed(client, world, now) -> None:
    signed_in(client, world.lead)
    shown = text_of(client.get(TID + "kanal/"))
    assert "Ingen kanal är vald för" in shown
    assert "Timmar avrundas nedåt till hela timmar" in shown
    assert "Några regler som timmarna räknas efter är inte bekräftade" in text_of(client.get(TID + "lage/2021-10/"))
    typed = {"reporting_role": "participant", "channel": "portal", "from_month": "2021-07"}
    assert client.post(TID + "kanal/spara/", typed | {"from_month": "juli"}).status_code == 422
    assert client.post(TID + "kanal/spara/", typed).status_code == 302
    assert "Fondens portal, från juli 2021" in text_of(client.get(TID + "kanal/"))
    assert Entry.objects.filter(verb="hours.channel.set", chain=world.network.chain).count() == 1
    signed_in(client, world.coordinator)
    for path in ("kanal/", "lage/2021-10/portal/", "attestlista/"):
        assert client.get(TID + path).status_code == 404


def test_the_pages_ask_no_more_when_there_is_more(client, world, now, django_assert_max_num_queries) -> None:
    channel(world, now)
    given.submitted_rows(world, given.many_more(world, 30), now, rows=5)
    signed_in(client, world.lead)
    client.get(PORTAL)
    with django_assert_max_num_queries(10):
        assert client.get(PORTAL).status_code == 200


@pytest.mark.parametrize("columns", [{"from_month": date(2021, 7, 2)}, {"from_month": date(2021, 1, 1)}])
def test_the_database_holds_one_channel_per_role_and_month(world, now, columns) -> None:
    channel(world, now, month=Month(2021, 1))
    row = channel(world, now, Channel.SAMVERKA)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialChannel.objects.filter(pk=row.pk).update(**columns)


@pytest.mark.parametrize("columns", [{"portal_minutes": 60}, {"entered_in_portal_at": timezone.now()}])
def test_the_database_holds_an_entry_whole(world, columns) -> None:
    given.open_months(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        HourSheet.objects.filter(person=world.members[0]).update(**columns)
