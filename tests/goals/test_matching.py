"""Matching, and needs out of a spreadsheet."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samverka.core.refusals import Refused
from samverka.goals import actions, figures, queries
from samverka.goals.models import Need, NeedContact, NeedTalk
from tests.given import goals as given
from tests.given import people as given_people
from tests.given.goals import NOW, TODAY
from tests.given.world import World

LIST = "Behov;Ansvarig;Datum;Årligt värde;CPV;Avtalsslut\n"


def rows(text: str) -> list[list[str]]:
    return [line.split(";") for line in (LIST + text).strip().splitlines()]


def test_columns_are_known_by_many_names() -> None:
    assert figures.need_columns(["Titel", "VÄRDE PER ÅR (kr)", "Okänd", "cpv-kod"]) == {
        "title": 0,
        "yearly_value": 1,
        "codes": 3,
    }


def test_each_row_says_what_becomes_of_it(world: World) -> None:
    given.need(world.alvnas, world.coordinator, title="Finns", noted_day=date(2021, 3, 1))
    found = queries.read_needs(
        world.alvnas,
        rows(
            "Parker;Chefen;2021-02-01;480 000;77300000-3, 77310000;2023-05-31\n"
            "finns;Chefen;2021-03-01\n"
            ";Chefen\n"
            "Fel dag;Chefen;2021-02-31\n"
            "Fel värde;Chefen;2021-02-01;mycket\n"
            "Fel kod;Chefen;2021-02-01;;123\n"
            "Bara titel"
        ),
        TODAY,
    )
    assert [row[4] for row in found.rows] == ["waiting", "open", "late", "late", "late", "late", "waiting"]
    first, last = found.needs
    assert (first.values["yearly_value_ore"], first.codes) == (480_000_00, ("77300000", "77310000"))
    assert first.values["contract_ends_day"] == date(2023, 5, 31)
    assert (last.values["title"], last.values["noted_day"]) == ("Bara titel", TODAY)


def test_a_list_is_looked_at_before_it_is_brought_in_and_everything_is_private(client: Client, world: World) -> None:
    given_people.signed_in(client, world.coordinator)
    address = f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/behov/lista/las-in/"
    file = SimpleUploadedFile("behov.csv", (LIST + "Parker;Chefen;2021-02-01\nMat;Kocken").encode())
    looked = client.post(address, {"file": file})
    assert looked.status_code == 422
    assert not Need.objects.exists()
    form = looked.context["form"]
    again = {"content": form.as_text, "seen": form.digest}
    assert client.post(address, again | {"seen": "0" * 64}).status_code == 422
    assert client.post(address, again).status_code == 302
    assert sorted(Need.objects.values_list("title", "level")) == [("Mat", "private"), ("Parker", "private")]
    # The same rows once more hold nothing new.
    with pytest.raises(Refused):
        actions.bring_in_needs(participation=world.alvnas, drafts=form.found.needs, by=world.coordinator, at=NOW)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04nothing", b"Annat;Nej\n1;2", b"\x00\x01", ("Behov\n" + "x\n" * 600).encode()]
)
def test_a_list_that_can_not_be_read_is_refused_in_words(client: Client, world: World, data) -> None:
    given_people.signed_in(client, world.coordinator)
    address = f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/behov/lista/las-in/"
    answer = client.post(address, {"file": SimpleUploadedFile("x.csv", data)})
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert client.post(address, {"content": "{", "seen": "x"}).status_code == 422
    assert not Need.objects.exists()


def test_an_xlsx_is_read_too(client: Client, world: World) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Behov", 0)
    sheet.append(["Behov", "Ansvarig", "Datum"])
    sheet.append(["Parker", "Chefen", date(2021, 2, 1)])
    stored = io.BytesIO()
    book.save(stored)
    given_people.signed_in(client, world.coordinator)
    address = f"/natverk/{world.network.slug}/kommun/{world.alvnas.pk}/behov/lista/las-in/"
    looked = client.post(address, {"file": SimpleUploadedFile("x.xlsx", stored.getvalue())})
    (need,) = looked.context["form"].found.needs
    assert (need.values["title"], need.values["noted_day"]) == ("Parker", date(2021, 2, 1))


def test_a_talk_is_logged_afterwards_and_stays_in_the_municipality(world: World) -> None:
    need = given.need(world.alvnas, world.coordinator)
    talk = {"title": "Parkskötsel", "parties": "Vävstugan, verksamhetschef", "handed_out": "Volymer"}
    with pytest.raises(Refused):
        actions.log_talk(need=need, talked_day=date(2021, 11, 3), by=world.coordinator, at=NOW, **talk)
    actions.log_talk(need=need, talked_day=TODAY, by=world.coordinator, at=NOW, **talk)
    row = NeedTalk.objects.get()
    assert (row.dialogue.level, row.dialogue.handed_out) == ("own_level", "Volymer")
    again, sight = queries.one_need(world.coordinator, world.network.slug, need.pk, TODAY)
    page = queries.need_page(again, sight)
    assert (page.state, len(page.talks.rows)) == ("Market dialogue", 1)


def test_nobody_outside_is_noted_as_contacted_who_is_not_there(world: World) -> None:
    need = given.need(world.alvnas, world.coordinator)
    with pytest.raises(Refused):
        actions.note_contact(need=need, enterprise_id=4711, note="", by=world.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.link_collaboration(need=need, collaboration_id=4711, by=world.coordinator, at=NOW)
    assert not NeedContact.objects.exists()
