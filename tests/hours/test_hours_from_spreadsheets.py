"""Spreadsheets as municipalities' systems write them: merged cells, months' names, times, sums, hidden sheets."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samverka.documents.figures import spreadsheets
from samverka.hours.figures import imports
from samverka.hours.models import HourRow
from tests.given import hours as given
from tests.given.people import signed_in

TID = "/natverk/utvecklingsnatverk/tid/2021-10/las-in/spara/"


def messy() -> bytes:
    book = openpyxl.Workbook()
    cover = book.worksheets[0]
    cover.title = "Försättsblad"
    cover["A1"] = "Utskrift ur tidsystemet"
    hidden = book.create_sheet("Gammalt")
    hidden.sheet_state = "hidden"
    hidden.append(["Datum", "Timmar", "Beskrivning"])
    hidden.append([date(2021, 10, 1), 8, "Får inte synas"])
    sheet = book.create_sheet("Oktober")
    sheet["A1"] = "Tidrapport oktober 2021"
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["Namn", "Datum", "Arbetad tid (h)", "Beskrivning"])
    sheet.append(["Ana Öberg", date(2021, 10, 5), time(7, 30), "Läste policyer"])
    sheet.append([None, "6 oktober", "7,5 h", "Skrev utkast"])
    seventh = datetime(2021, 10, 7)  # noqa: DTZ001 - a workbook knows no zones
    sheet.append([None, seventh, 2.5, "Ringde Granfors"])
    sheet.append([None, "8 okt", "1:15", "Gick igenom avtal"])
    sheet.append([None, "11 okt", timedelta(hours=1, minutes=30), "Läste"])
    sheet.merge_cells("A4:A8")
    sheet.append(["Summa", None, "=SUM(C4:C8)", None])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_shown_in_visible_sheets_becomes_rows() -> None:
    cover, october = spreadsheets.texts(messy())
    assert "Får inte synas" not in cover + october
    rows = imports.table_from_text(october).rows
    assert [(row.cell("person"), row.cell("day"), row.cell("minutes")) for row in rows[:5]] == [
        ("Ana Öberg", "2021-10-05", "7:30"),
        ("Ana Öberg", "6 oktober", "7,5 h"),
        ("Ana Öberg", "2021-10-07", "2.5"),
        ("Ana Öberg", "8 okt", "1:15"),
        ("Ana Öberg", "11 okt", "1:30"),
    ]
    assert rows[5].is_sum


@pytest.mark.parametrize(
    ("raw", "shown_as", "said"),
    [
        ("44474", "day", "2021-10-05"),
        ("0.3125", "time", "7:30"),
        ("1.25", "time", "30:00"),
        ("7.4999999999", "", "7.5"),
        ("1e400", "", "1e400"),
        ("-1", "day", "-1"),
        ("abc", "", "abc"),
    ],
)
def test_a_number_is_read_as_it_is_shown(raw, shown_as, said) -> None:
    assert spreadsheets.shown(raw, shown_as, spreadsheets.EPOCHS[False]) == said


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        spreadsheets.MAGIC + b"nothing",
        packed(a=b"x"),
        packed(**{"xl/workbook.xml": b"<!DOCTYPE x><x/>"}),
        packed(**{"xl/workbook.xml": b"<x"}),
        packed(**{"xl/workbook.xml": b"0" * (spreadsheets.MOST_UNPACKED + 1)}),
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(data) -> None:
    with pytest.raises(spreadsheets.UnreadableError):
        list(spreadsheets.texts(data))


@pytest.mark.django_db
def test_a_spreadsheet_is_shown_row_by_row_and_only_then_added(client: Client) -> None:
    world = given.world()
    given.open_months(world)
    signed_in(client, world.members[0])
    answer = client.post(TID, {"file": SimpleUploadedFile("tid.xlsx", messy())})
    shown = " ".join(answer.content.decode().replace("\u00a0", " ").split())
    assert answer.status_code == 422
    assert "20 h 15 min skulle läggas till" in shown
    assert "En summarad" in shown
    form = answer.context["form"]
    assert client.post(TID, {"text": form.content, "seen": form.digest}).status_code == 302
    assert set(HourRow.objects.values_list("day", "minutes")) == {
        (date(2021, 10, 5), 450),
        (date(2021, 10, 6), 450),
        (date(2021, 10, 7), 150),
        (date(2021, 10, 8), 75),
        (date(2021, 10, 11), 90),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("data", [spreadsheets.OLD_MAGIC + b"x" * 100, spreadsheets.MAGIC + b"x"])
def test_a_file_that_can_not_be_read_says_so(client: Client, data) -> None:
    world = given.world()
    given.open_months(world)
    signed_in(client, world.members[0])
    answer = client.post(TID, {"file": SimpleUploadedFile("tid.xls", data)})
    assert answer.status_code == 422
    assert "Spara det som XLSX eller CSV" in answer.content.decode()
    assert not HourRow.objects.exists()
