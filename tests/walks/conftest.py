"""A served copy of a prepared database, and a browser that looks at it."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.walks.axe import Watch

ROOT = Path(__file__).resolve().parents[2]
NARROW, PHONE, WIDE = 320, 390, 1280


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is a walk."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.walk)


@dataclass(frozen=True, slots=True)
class Served:
    """A running installation."""

    base: str
    folder: Path


def environment(folder: Path, moment: str = "") -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT / "src"),
        "SAMVERKA_DATA": str(folder),
        "SAMVERKA_MOMENT": moment,
        "DJANGO_SETTINGS_MODULE": "samverka.web.settings",
    }


def manage(folder: Path, *words: str, moment: str = "") -> None:
    done = subprocess.run(
        [sys.executable, "-m", "samverka", *words],
        check=False,
        cwd=folder,
        env=environment(folder, moment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def is_up(base: str) -> bool:
    try:
        urllib.request.urlopen(f"{base}/healthz", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def serve(folder: Path, moment: str = "") -> Iterator[Served]:
    """Serve what lies in the folder until the test is done."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "samverka", "runserver", f"127.0.0.1:{port}", "--noreload"],
            cwd=folder,
            env=environment(folder, moment) | {"SAMVERKA_BASE_URL": base},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            patience = time.monotonic() + 60
            while not is_up(base):
                assert server.poll() is None, (folder / "server.log").read_text()
                assert time.monotonic() < patience, (folder / "server.log").read_text()
                time.sleep(0.1)
            yield Served(base, folder)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)


def prepared(factory: pytest.TempPathFactory, name: str, *words: str, moment: str = "") -> Path:
    """A database that is made once, by the first test process that asks for it; the others wait and find it there."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"prepared-{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = folder.with_suffix(".new")
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            manage(made, *words, moment=moment)
            made.rename(folder)
    return folder


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real installation with nothing in it yet; copied for each server."""
    return prepared(tmp_path_factory, "empty", "migrate", "--no-input")


@pytest.fixture(scope="session")
def example_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example network, ten months in; copied for each server."""
    return prepared(tmp_path_factory, "example", "make_example", "--moment", "month ten", moment="month-ten")


@pytest.fixture(scope="session")
def call_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example while its call is open; copied for each server."""
    return prepared(tmp_path_factory, "call", "make_example", "--moment", "call open", moment="call-open")


@pytest.fixture(scope="session")
def selection_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example on the day of the selection; copied for each server."""
    return prepared(tmp_path_factory, "selection", "make_example", "--moment", "selection day", moment="selection-day")


def copied(prepared: Path, to: Path) -> Path:
    """A copy of its own, so that what one walk changes no other walk meets."""
    return shutil.copytree(prepared, to / prepared.name)


@pytest.fixture(scope="module")
def empty_site(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serve(copied(empty_database, tmp_path_factory.mktemp("served")))


@pytest.fixture(scope="module")
def call_site(call_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serve(copied(call_database, tmp_path_factory.mktemp("served")), moment="call-open")


@pytest.fixture(scope="module")
def example_site(example_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serve(copied(example_database, tmp_path_factory.mktemp("served")), moment="month-ten")


@pytest.fixture(scope="module")
def selection_site(selection_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serve(copied(selection_database, tmp_path_factory.mktemp("served")), moment="selection-day")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; CHROMIUM names another."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., tuple[Page, Watch]]]:
    """Open a page of a given width and scheme, with or without script; closed after the test."""
    contexts = []

    def opened(site: Served, *, width: int = PHONE, scheme: str = "light", script: bool = True) -> tuple[Page, Watch]:
        context = browser.new_context(
            base_url=site.base,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            locale="sv-SE",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        return page, Watch(page, site.base)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def look_at(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Page, str], Path]:
    """Keep a picture of a page, for whoever wants to look: SAMVERKA_PICTURES names the folder."""
    folder = Path(os.environ.get("SAMVERKA_PICTURES") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)

    def kept(page: Page, name: str) -> Path:
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return kept
