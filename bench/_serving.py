"""Starts `samverka serve` on a database of its own, for benchmarks of what really runs."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
MARK_AS_EXAMPLE = """
import django
django.setup()
from django.utils import timezone
from samverka.journal import actions
actions.mark_example(moment="month ten", clock_offset_seconds=0, at=timezone.now())
"""


@dataclass(frozen=True)
class Serving:
    """What is running."""

    address: str
    data: Path
    pid: int


@contextmanager
def serving() -> Iterator[Serving]:
    """An example database without anyone in it, served until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMVERKA_", "DATABASE_URL"))}
        settings = kept | {
            "SAMVERKA_DATA": folder,
            "PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "samverka.web.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }
        python = sys.executable
        subprocess.run([python, "-m", "samverka", "migrate", "-v", "0"], env=settings, check=True)  # noqa: S603 - ours
        subprocess.run([python, "-c", MARK_AS_EXAMPLE], env=settings, check=True)  # noqa: S603 - ours
        process = subprocess.Popen([python, "-m", "samverka", "serve"], env=settings, stdout=sys.stderr)  # noqa: S603 - ours
        try:
            address = f"http://127.0.0.1:{port}"
            Browser().get(f"{address}/healthz")
            yield Serving(address, Path(folder), process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)


class Browser:
    """Just enough of one to fill in a form."""

    def __init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, address: str, *, within: float = 30) -> str:
        """The page; waits for a server that is still starting."""
        last = time.monotonic() + within
        while True:
            try:
                with self.opener.open(address) as answer:
                    return str(answer.read().decode())
            except urllib.error.HTTPError:
                raise
            except urllib.error.URLError:
                if time.monotonic() > last:
                    raise
                time.sleep(0.1)

    def post(self, address: str, page: str, **fields: str) -> tuple[str, str]:
        """Send a form of the page; where it led, and the page there."""
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
        data = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        request = urllib.request.Request(address, data, {"Referer": address})  # noqa: S310 - our own server
        with self.opener.open(request) as answer:
            return str(answer.geturl()), str(answer.read().decode())
