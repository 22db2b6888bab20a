"""Addresses of style and script that change with their content: no browser keeps yesterday's after an upgrade."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@cache
def _version(name: str) -> str:
    found = finders.find(name)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10] if isinstance(found, str) else ""


class VersionedStaticFiles(StaticFilesStorage):
    """Hangs a digest of the file on its address; nothing needs to be collected before serving."""

    def url(self, name: str | None) -> str:
        """`/static/core/samverka.css?v=1f2e3d4c5b`."""
        plain = super().url(name)
        version = _version(name) if name else ""
        return f"{plain}?v={version}" if version else plain
