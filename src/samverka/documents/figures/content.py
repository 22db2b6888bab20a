"""What a file is, told from its first bytes and never from its name."""

import hashlib
import io
import zipfile
from enum import StrEnum

# A zip that unpacks to more than this, or to more than so many times its size, is a bomb and no spreadsheet.
MOST_UNPACKED = 100_000_000
MOST_TIMES = 200
MOST_PARTS = 2_000


class ContentType(StrEnum):
    """The kinds of file that are taken in."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    # Only made here, never taken in.
    ZIP = "application/zip"


SUFFIXES = {
    ContentType.PDF: ".pdf",
    ContentType.PNG: ".png",
    ContentType.JPEG: ".jpg",
    ContentType.XLSX: ".xlsx",
    ContentType.ZIP: ".zip",
}


def content_type(data: bytes) -> ContentType | None:
    """The kind of file; None for everything that is not on the list."""
    if data.startswith(b"%PDF-"):
        return ContentType.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ContentType.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return ContentType.JPEG
    if data.startswith(b"PK\x03\x04") and is_spreadsheet(data):
        return ContentType.XLSX
    return None


def is_spreadsheet(data: bytes) -> bool:
    """Whether a zip is a workbook without macros that unpacks to a reasonable size. Nothing is unpacked here."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    names = {part.filename.casefold() for part in parts}
    unpacked = sum(part.file_size for part in parts)
    return (
        {"[content_types].xml", "xl/workbook.xml"} <= names
        and not any(name.endswith("vbaproject.bin") for name in names)
        and len(parts) <= MOST_PARTS
        and unpacked <= min(MOST_UNPACKED, MOST_TIMES * len(data))
    )


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def shown_name(name: str, kind: ContentType) -> str:
    """The name without path and odd characters, with the ending that the content has, not the one it claimed."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    stem = last.rsplit(".", 1)[0] if "." in last else last
    clean = "".join(char for char in stem if char.isprintable() and char not in '<>:"|?*').strip(" .")[:150]
    return (clean or "fil") + SUFFIXES[kind]
