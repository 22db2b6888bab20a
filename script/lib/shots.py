"""Make the pictures of the README anew, from the example ten months in.

Builds the example in a temporary folder, serves it there and looks at it with the system's Chromium (CHROMIUM names
another). A folder given as the only argument takes the pictures instead of docs/shots.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NETWORK = "/natverk/sociala-foretag"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, whose eyes, which page, how large a piece of it."""

    name: str
    role: str
    path: str
    width: int
    height: int
    scheme: str = "light"


SHOTS = (
    Shot("front-1280", "", "/", 1280, 860),
    Shot("month-390", "Medarbetare", f"{NETWORK}/tid/2021-10/", 390, 900),
    Shot("cofinancing-1280", "Projektledare", f"{NETWORK}/medfinansiering/", 1280, 1000),
    Shot("selection-1280", "Projektledare", f"{NETWORK}/erbjudande/sociala-foretag-2020/urval/", 1280, 1000),
    Shot("team-1280", "Koordinator", f"{NETWORK}/team/1/", 1280, 1000),
)


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Build the example in the folder and serve it."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "SAMVERKA_DATA": str(folder),
        "SAMVERKA_MOMENT": "month-ten",
        "SAMVERKA_BASE_URL": base,
        "DJANGO_SETTINGS_MODULE": "samverka.web.settings",
    }
    samverka = [sys.executable, "-m", "samverka"]
    subprocess.run([*samverka, "make_example", "--moment", "month ten"], check=True, env=environment)  # noqa: S603 - our own program
    server = subprocess.Popen(  # noqa: S603 - as above
        [*samverka, "runserver", f"127.0.0.1:{port}", "--noreload"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _attempt in range(300):
            try:
                urllib.request.urlopen(f"{base}/healthz", timeout=5).close()  # noqa: S310 - our own server
                break
            except OSError:
                time.sleep(0.2)
        yield base
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def look(base: str, target: Path) -> None:
    """Take all pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=["--no-sandbox"]
        )
        for shot in SHOTS:
            context = browser.new_context(
                base_url=base,
                viewport={"width": shot.width, "height": shot.height},
                color_scheme="dark" if shot.scheme == "dark" else "light",
                locale="sv-SE",
            )
            page = context.new_page()
            if shot.role:
                page.goto("/exempel/")
                role = page.locator("section.card").filter(has=page.get_by_role("heading", name=shot.role, exact=True))
                role.get_by_role("button").click()
                page.wait_for_url("**/att-gora/**")
            page.goto(shot.path)
            page.screenshot(path=target / f"{shot.name}.png")
            print(f"  {shot.name}.png")
            context.close()
        browser.close()


def main() -> None:
    """Build, serve, look."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/shots"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as base:
        look(base, target)


if __name__ == "__main__":
    main()
