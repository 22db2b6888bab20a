"""Files that a person takes along."""

import re
import unicodedata

from django.http import HttpResponse

from samverka.core.tables import Table, csv_text

_UNSAFE = re.compile(r"[^a-z0-9]+")
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads å, ä and ö as something else


def safe_name(text: str) -> str:
    """A file name that every system takes: lower case, a to z, digits and hyphens (at most 80 characters)."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))
    return _UNSAFE.sub("-", plain).strip("-")[:80] or "lista"


def csv_download(table: Table) -> HttpResponse:
    """The list as a CSV file that Swedish Excel opens as it is."""
    response = HttpResponse(_BYTE_ORDER_MARK + csv_text(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{safe_name(table.name)}.csv"'
    return response
