"""A spreadsheet and a PDF say exactly what the list says; the same values give the same bytes."""

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.utils import translation

from samverka.core.actors import SYSTEM
from samverka.core.tables import Column, Kind, Row, Table
from samverka.documents import actions, exports
from samverka.documents.figures.lists import table_as_values

COLUMNS = (
    Column("name", "Kommun"),
    Column("minutes", "Timmar", Kind.MINUTES),
    Column("ore", "Värde", Kind.ORE),
    Column("number", "Antal", Kind.NUMBER),
    Column("percent", "Andel", Kind.PERCENT),
    Column("day", "Dag", Kind.DAY),
    Column("at", "Tidpunkt", Kind.INSTANT),
)


def a_table(now: datetime, rows: int = 2, title: str = "Timmar per kommun") -> Table:
    return Table(
        "timmar",
        title,
        COLUMNS,
        tuple(
            Row(("=HYPERLINK(1)", 90 * number, 31_250, number, Decimal("53.1"), date(2021, 10, 3), now))
            for number in range(rows)
        ),
        total=Row(("Summa", 4_050, 62_500, 45, None, None, None)),
        notes=("Påhittade timpriser.",),
    )


def values(now: datetime, *tables: Table) -> dict[str, Any]:
    return {
        "language": "sv",
        "title": "Medfinansiering",
        "about": "Utvecklingsnätverk sociala företag",
        "lead": "Kommunerna har lämnat in 2 310 av 5 000 timmar. #pagebreak()",
        "registry_number": "2020/00825",
        "tables": [table_as_values(table) for table in tables or (a_table(now),)],
    }


def test_a_spreadsheet_holds_real_numbers_and_days_and_no_formula(now: datetime) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports.workbook(values(now), made_at=now)))
    sheet = book["Timmar per kommun"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Timmar per kommun"
    assert list(rows[3]) == [column.label for column in COLUMNS]
    assert rows[5][:5] == ("=HYPERLINK(1)", 1.5, 312.5, 1, 53.1)
    assert sheet["A5"].data_type == "s"  # text, and not a formula
    assert rows[5][5:] == (datetime(2021, 10, 3), datetime(2021, 11, 2, 10, 0))  # noqa: DTZ001 - a spreadsheet knows no zones
    assert rows[6][:4] == ("Summa", 67.5, 625, 45)
    assert rows[8][0] == "Påhittade timpriser."
    assert sheet.freeze_panes == "B5"
    assert sheet.page_setup.paperSize == 9
    assert sheet["C6"].number_format == '#,##0.00\\ "kr"'


def test_several_tables_become_sheets_with_names_that_excel_takes(now: datetime) -> None:
    made = values(now, a_table(now, title="Tid [allt]: " + "å" * 40), a_table(now, title="Tid [allt]: " + "å" * 40))
    names = openpyxl.load_workbook(io.BytesIO(exports.workbook(made, made_at=now))).sheetnames
    assert len(set(names)) == 2
    assert all(len(name) <= 31 for name in names)


def test_the_same_values_give_the_same_bytes(now: datetime) -> None:
    assert exports.workbook(values(now), made_at=now) == exports.workbook(values(now), made_at=now)
    with translation.override("sv"):
        first = exports.typeset(values(now), template="document", made_at=now)
        assert first == exports.typeset(values(now), template="document", made_at=now)


def test_a_pdf_is_made_at_any_instant_of_a_running_clock(now: datetime) -> None:
    whole = exports.typeset(values(now), template="document", made_at=now)
    assert exports.typeset(values(now), template="document", made_at=now.replace(microsecond=481_516)) == whole


def fonts_in(pdf: pikepdf.Pdf) -> set[tuple[str, bool]]:
    found = set()
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            name = str(item.FontName).split("+")[-1]
            found.add((name, any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))))
    return found


def structure(item: Any, found: list[str]) -> list[str]:
    if isinstance(item, pikepdf.Dictionary):
        if "/S" in item:
            found.append(str(item.S))
        kids = item.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            structure(kid, found)
    return found


def test_a_pdf_is_tagged_titled_in_swedish_with_its_fonts_inside(now: datetime) -> None:
    with translation.override("sv"):
        data = exports.typeset(values(now, a_table(now, rows=90)), template="document", made_at=now)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "sv"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "Medfinansiering"
        assert len(pdf.pages) > 2
        tags = structure(pdf.Root.StructTreeRoot, [])
        assert tags.count("/Table") == 1  # one table, though it goes over pages
        assert tags.count("/TH") == len(COLUMNS)
        assert "/H1" in tags
        fonts = fonts_in(pdf)
        assert fonts
        assert all(name.startswith("LibertinusSerif") and inside for name, inside in fonts)


def test_a_broad_table_lies_down(now: datetime) -> None:
    columns = tuple(Column(f"c{number}", f"Kolumn {number}") for number in range(8))
    broad = Table("bred", "Bred", columns, (Row(("Älvnäs",) * 8),))
    sizes = []
    for table in (a_table(now), broad):
        with translation.override("sv"):
            data = exports.typeset(values(now, table), template="document", made_at=now)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            box = [float(side) for side in pdf.pages[0].mediabox]
            sizes.append(box[2] > box[3])
    assert sizes == [False, True]


@pytest.mark.parametrize(
    ("kind", "value", "swedish", "english"),
    [
        (Kind.TEXT, "#strong[x]", "#strong[x]", "#strong[x]"),
        (Kind.TEXT, None, "", ""),
        (Kind.MINUTES, 390, "6,5", "6.5"),
        (Kind.ORE, 123_456_700, "1\u00a0234\u00a0567\u00a0kr", "1\u00a0234\u00a0567\u00a0kr"),
        (Kind.NUMBER, 84_000, "84\u00a0000", "84\u00a0000"),
        (Kind.PERCENT, Decimal("53.1"), "53,1\u00a0%", "53.1\u00a0%"),
        (Kind.DAY, date(2021, 10, 3), "2021-10-03", "2021-10-03"),
    ],
)
def test_a_cell_reads_as_on_the_page(kind: Kind, value: Any, swedish: str, english: str) -> None:
    for language, text in (("sv", swedish), ("en", english)):
        with translation.override(language):
            assert exports.shown(kind, value) == text


@pytest.mark.django_db
def test_a_stored_file_goes_out_as_an_attachment_that_nothing_runs(
    now: datetime, settings: object, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    data = b"\x89PNG\r\n\x1a\n...."
    document = actions.store(owner="x-1", name="Bild å.svg", data=data, by=SYSTEM, at=now)
    response = exports.download(document)
    assert response.content == data
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
