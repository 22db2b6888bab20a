"""What a file is, told from its bytes; how a list stands in a job."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.core.tables import Column, Kind, Row, Table
from samverka.documents.figures import content, lists, pdf
from samverka.documents.figures.content import ContentType


def packed(*names: str, body: bytes = b"x") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, body)
    return target.getvalue()


def a_pdf(**root: pikepdf.Dictionary) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        for key, value in root.items():
            made.Root[pikepdf.Name("/" + key)] = made.make_indirect(value)
        made.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", ContentType.PDF),
        (b"\x89PNG\r\n\x1a\n....", ContentType.PNG),
        (b"\xff\xd8\xff\xe0....", ContentType.JPEG),
        (packed("[Content_Types].xml", "xl/workbook.xml"), ContentType.XLSX),
        (packed("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), None),
        (packed("[Content_Types].xml", "word/document.xml"), None),
        (packed("[Content_Types].xml", "xl/workbook.xml", body=b"0" * 5_000_000), None),
        (b"PK\x03\x04 not really", None),
        (b"<html><script>", None),
        (b"MZ\x90", None),
        (b" %PDF-1.7", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_kind(data: bytes, kind: ContentType | None) -> None:
    assert content.content_type(data) == kind


def test_a_plain_pdf_is_clean() -> None:
    assert pdf.fault(a_pdf()) == pdf.CLEAN


def test_a_pdf_that_acts_by_itself_is_seen_even_where_no_page_leads() -> None:
    name, dictionary = pikepdf.Name, pikepdf.Dictionary

    def script() -> pikepdf.Dictionary:
        return dictionary(S=name.JavaScript, JS=pikepdf.String("app.alert(1)"))

    assert pdf.fault(a_pdf(OpenAction=script())) == pdf.ACTIVE
    assert pdf.fault(a_pdf(Hidden=script())) == pdf.ACTIVE
    assert pdf.fault(a_pdf(OpenAction=dictionary(S=name.Launch, F=pikepdf.String("cmd")))) == pdf.ACTIVE
    assert pdf.fault(a_pdf(AcroForm=dictionary(XFA=pikepdf.String("x")))) == pdf.ACTIVE


def test_files_inside_a_pdf_are_seen() -> None:
    target = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.attachments["a.txt"] = pikepdf.AttachedFileSpec(made, b"inside")
        made.save(target)
    assert pdf.fault(target.getvalue()) == pdf.FILES


def test_a_locked_pdf_is_seen() -> None:
    target = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert pdf.fault(target.getvalue()) == pdf.ENCRYPTED


def test_names_written_in_disguise_are_seen() -> None:
    assert pdf.fault(b"%PDF-1.7\n1 0 obj <</S /Java#53cript /JS (x)>> endobj") == pdf.ACTIVE


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 500, b"%PDF-1.7 trailer <</Root 1 0 R>>"])
def test_a_broken_pdf_is_called_broken(data: bytes) -> None:
    assert pdf.fault(data) == pdf.BROKEN


@given(
    st.one_of(
        st.none(),
        st.integers(),
        st.text(),
        st.dates(),
        st.datetimes(timezones=st.just(UTC)),
        st.decimals(allow_nan=False, allow_infinity=False),
    )
)
def test_a_cell_comes_back_as_it_went(value: str | int | date | datetime | Decimal | None) -> None:
    assert lists.told(lists.plain(value)) == value


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="not a cell"):
        lists.told({"colour": "blue"})


def test_a_list_keeps_columns_rows_and_sums() -> None:
    table = Table(
        "hours",
        "Hours",
        (Column("name", "Name"), Column("minutes", "Hours", Kind.MINUTES)),
        (Row(("Älvnäs", 90), mark="late"), Row(("Granfors", 30))),
        total=Row(("Sum", 120)),
        notes=("A note.",),
    )
    values = lists.table_as_values(table)
    assert values["columns"] == [{"label": "Name", "kind": "text"}, {"label": "Hours", "kind": "minutes"}]
    assert values["rows"] == [["Älvnäs", 90], ["Granfors", 30]]
    assert values["total"] == ["Sum", 120]
    assert values["notes"] == ["A note."]
