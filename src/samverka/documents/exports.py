"""How a spreadsheet and a PDF are made, and how a stored file is handed out.

XlsxWriter and Typst are imported inside the functions that use them, which only the worker calls: so a web process
stays small. Values go in as data, never as formulas and never as markup.
"""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samverka.core import money
from samverka.core.tables import Kind
from samverka.documents.figures.lists import told
from samverka.documents.models import Document, Rendering

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TEMPLATES = Path(__file__).parent / "typst"
Cell = str | int | date | datetime | Decimal | None


def download(document: Document) -> HttpResponse:
    """A stored file, byte for byte, as an attachment that no browser will run or guess at."""
    with document.file.open("rb") as stored:
        response = HttpResponse(stored.read(), content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.shown_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def shown_picture(document: Document, *, is_public: bool) -> HttpResponse:
    """A picture that was made anew when it came in, shown in its page. Its bytes never change."""
    with document.file.open("rb") as stored:
        response = HttpResponse(stored.read(), content_type=document.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=86400" if is_public else "private, no-store"
    response["ETag"] = f'"{document.sha256}"'
    return response


def rendered(rendering: Rendering) -> bytes:
    """The file, in the language that was asked for; the same values give the same bytes."""
    values = cast("dict[str, Any]", rendering.values)
    with translation.override(values["language"]):
        if rendering.kind == "xlsx":
            return workbook(values, made_at=rendering.asked_for_at)
        return typeset(values, template=rendering.template or "document", made_at=rendering.asked_for_at)


def shown(kind: str, value: Cell) -> str:
    """A cell as text, as the page shows it."""
    comma = translation.get_language() == "sv"
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    match kind:
        case Kind.MINUTES if isinstance(value, int):
            return money.hours_text(value, comma=comma)
        case Kind.ORE if isinstance(value, int):
            return money.kronor_text(value)
        case Kind.ORE_EXACT if isinstance(value, int):
            return money.kronor_text(value, with_ore=True)
        case Kind.NUMBER if isinstance(value, int):
            return money.grouped(value)
    text = str(value)
    if isinstance(value, Decimal) and comma:
        text = text.replace(".", ",")
    return f"{text}\u00a0%" if kind == Kind.PERCENT else text


# --- Spreadsheets ---

_NUMBER_FORMATS = {
    Kind.NUMBER: "#,##0",
    Kind.MINUTES: "#,##0.00",
    Kind.ORE: '#,##0.00\\ "kr"',
    Kind.ORE_EXACT: '#,##0.00\\ "kr"',
    Kind.PERCENT: '0.0\\ "%"',
    Kind.DAY: "yyyy-mm-dd",
    Kind.INSTANT: "yyyy-mm-dd hh:mm",
    Kind.TEXT: "General",
}
# What is stored in small units is a number of hours or kronor in a spreadsheet.
_DIVISORS = {Kind.MINUTES: 60, Kind.ORE: 100, Kind.ORE_EXACT: 100}
_A4 = 9
_WIDEST = 60
_FEW_COLUMNS = 6


def workbook(values: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The tables of a page, one per sheet: the same columns, rows and sums, as real numbers and days."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only the worker needs it

    target = io.BytesIO()
    # Text is only ever written as text; that a cell begins with = makes no formula of it.
    book = Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": values["title"], "created": made_at.astimezone(UTC).replace(tzinfo=None)})
    taken: set[str] = set()
    for table in values["tables"]:
        _sheet(book, table, values, name=_sheet_name(str(table["title"]), taken), made_at=made_at)
    book.close()
    return target.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str:
    """At most 31 characters, no two alike, and no character that Excel refuses in a name."""
    clean = "".join(" " if char in "[]:*?/\\" else char for char in title).strip(" '")[:28] or "Lista"
    name, number = clean, 2
    while name.casefold() in taken:
        name, number = f"{clean[:26]} {number}", number + 1
    taken.add(name.casefold())
    return name


def _sheet(
    book: "Workbook", table: Mapping[str, Any], values: Mapping[str, Any], *, name: str, made_at: datetime
) -> None:
    sheet = book.add_worksheet(name)
    columns: list[dict[str, str]] = table["columns"]
    heading = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    quiet = book.add_format({"font_color": "#555555"})
    sheet.write_string(0, 0, str(table["title"]), heading)
    about = [str(values.get(key, "")) for key in ("about", "registry_number")]
    about.append(timezone.localtime(made_at).strftime("%Y-%m-%d %H:%M"))
    sheet.write_string(1, 0, " · ".join(text for text in about if text), quiet)
    first = 3
    for index, column in enumerate(columns):
        sheet.write_string(first, index, column["label"], head)
    formats = [book.add_format({"num_format": _NUMBER_FORMATS[Kind(column["kind"])]}) for column in columns]
    rows: list[list[Any]] = table["rows"]
    for offset, row in enumerate(rows, start=1):
        _row(sheet, first + offset, columns, row, formats)
    last = first + len(rows)
    if rows:
        sheet.autofilter(first, 0, last, len(columns) - 1)
    if table["total"]:
        sums = [
            book.add_format({"num_format": _NUMBER_FORMATS[Kind(column["kind"])], "bold": True, "top": 1})
            for column in columns
        ]
        last += 1
        _row(sheet, last, columns, table["total"], sums)
    for offset, note in enumerate(table["notes"], start=2):
        sheet.write_string(last + offset, 0, note, quiet)
    _lay_out(sheet, table, first)


def _row(
    sheet: "Worksheet", number: int, columns: Sequence[Mapping[str, str]], row: Sequence[Any], formats: "list[Format]"
) -> None:
    for index, (column, value) in enumerate(zip(columns, row, strict=True)):
        _write(sheet, number, index, column["kind"], told(value), formats[index])


def _write(sheet: "Worksheet", row: int, index: int, kind: str, value: Cell, style: "Format") -> None:
    match value:
        case None | "":
            sheet.write_blank(row, index, None, style)
        case datetime():
            sheet.write_datetime(row, index, timezone.localtime(value).replace(tzinfo=None), style)
        case date():
            sheet.write_datetime(row, index, value, style)
        case Decimal():
            sheet.write_number(row, index, float(value), style)
        case int():
            sheet.write_number(row, index, value / _DIVISORS.get(Kind(kind), 1), style)
        case _:
            sheet.write_string(row, index, str(value), style)


def _lay_out(sheet: "Worksheet", table: Mapping[str, Any], head: int) -> None:
    """Columns as wide as what they hold, the head always in view, and paper that can be put before a board."""
    columns = table["columns"]
    for index, column in enumerate(columns):
        texts = [shown(column["kind"], told(row[index])) for row in [*table["rows"], *filter(None, [table["total"]])]]
        longest_word = max((len(word) for word in column["label"].split()), default=0)
        sheet.set_column(index, index, min(_WIDEST, max([longest_word + 3, *(len(text) + 2 for text in texts)])))
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    sheet.set_paper(_A4)
    if len(columns) > _FEW_COLUMNS:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


# --- PDF ---

# Broader tables than this lie down.
_UPRIGHT_PAGE = 12


def typeset(values: Mapping[str, Any], *, template: str, made_at: datetime) -> bytes:
    """A tagged PDF of a template in `typst/`; its fonts come with Typst, so every machine makes the same bytes."""
    import typst  # noqa: PLC0415 - only the worker needs it

    tables = values.get("tables", [])
    page = dict(values) | {
        "tables": [_typeset_table(table) for table in tables],
        "wide": any(_width(table) > _UPRIGHT_PAGE for table in tables),
        "made": timezone.localtime(made_at).strftime("%Y-%m-%d"),
        "words": {
            "case": _("Case number"),
            "page": _("Page"),
            "of": pgettext("page 1 of 2", "of"),
        },
    }
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"page": json.dumps(page, ensure_ascii=False)},
        # The clock that runs has parts of a second; a PDF does not.
        timestamp=made_at.astimezone(UTC).replace(microsecond=0),
    )


def _width(table: Mapping[str, Any]) -> int:
    """How broad a table is: a column of text counts as two of figures."""
    return sum(2 if column["kind"] == Kind.TEXT else 1 for column in table["columns"])


def _typeset_table(table: Mapping[str, Any]) -> dict[str, Any]:
    kinds = [Kind(column["kind"]) for column in table["columns"]]
    right = {Kind.NUMBER, Kind.MINUTES, Kind.ORE, Kind.ORE_EXACT, Kind.PERCENT}

    def texts(row: Sequence[Any] | None) -> list[str] | None:
        return [shown(kind, told(value)) for kind, value in zip(kinds, row, strict=True)] if row else None

    return {
        "title": table["title"],
        "heads": [column["label"] for column in table["columns"]],
        "is_number": [kind in right for kind in kinds],
        "is_text": [kind is Kind.TEXT for kind in kinds],
        "rows": [texts(row) for row in table["rows"]],
        "total": texts(table["total"]),
        "notes": table["notes"],
    }


# --- Signatures ---

# A paragraph that is a list: each line begins with a dash.
_POINT = "– "


def paper(values: Mapping[str, Any], *, made_at: datetime, places: Sequence[str] = ()) -> bytes:
    """A paper that two people sign, as a tagged PDF with an empty field for each of them.

    Args:
        values: `title`, `about` (stands on each page), `text` (paragraphs apart by an empty line), `signatures`
            (`title` and `below` for each line to sign on) and `after` (parts with heading, facts and paragraphs).
        made_at: stands as the file's own time.
        places: the names of the fields; none where nobody is to sign in the file.
    """
    paragraphs = str(values["text"]).split("\n\n")
    body = [_paragraph(text) for text in paragraphs if text.strip() and text.strip() != values["title"]]
    page = {"language": "sv", "registry_number": "", "signatures": [], "after": []} | dict(values) | {"body": body}
    with translation.override(values.get("language", "sv")):
        made = typeset(page, template="letter", made_at=made_at)
    return with_places_to_sign(made, places) if places else made


def _paragraph(text: str) -> dict[str, object]:
    lines = text.split("\n")
    if all(line.startswith(_POINT) for line in lines):
        return {"kind": "list", "points": [line.removeprefix(_POINT) for line in lines]}
    return {"kind": "text", "text": text}


# The name of the field that our own seal stands in.
SEAL_FIELD = "Samverka"


def with_places_to_sign(data: bytes, names: Sequence[str]) -> bytes:
    """The same PDF with an empty field for each signature.

    They are laid out before the first one signs, so that the second does not break the first. Nothing of them is
    seen, since what is seen must stand in the tags; the lines to sign on are text.
    """
    from pyhanko.pdf_utils import generic  # noqa: PLC0415 - only the worker
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - only the worker
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field  # noqa: PLC0415 - only the worker

    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    for name in names:
        append_signature_field(writer, SigFieldSpec(sig_field_name=name))
    form = writer.root["/AcroForm"]
    # From now on the file is only added to, so that a change of this mark is no change after the first signature.
    form["/SigFlags"] = generic.NumberObject(3)
    writer.update_container(form)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def sealed(data: bytes, *, key: bytes, certificate: bytes, reason: str, place: str) -> bytes:
    """The same PDF with the installation's own seal: whoever has its certificate sees that nothing has changed.

    Args:
        data: a PDF without signatures.
        key: the seal's private key, PEM.
        certificate: its certificate, PEM.
        reason: what the seal says.
        place: the installation's address.
    """
    from asn1crypto import keys, pem, x509  # noqa: PLC0415 - only the worker
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - only the worker
    from pyhanko.sign import signers  # noqa: PLC0415 - only the worker
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter  # noqa: PLC0415 - only the worker
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415 - only the worker

    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(pem.unarmor(certificate)[2]),
        signing_key=keys.PrivateKeyInfo.load(pem.unarmor(key)[2]),
        cert_registry=SimpleCertificateStore(),
    )
    facts = signers.PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=reason,
        location=place,
    )
    target = io.BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), facts, signer=signer, output=target)
    return target.getvalue()
