"""What is installed is whole: a wheel carries all that set-up makes, and serves without Node, Babel or a checkout."""

import os
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
NOT_CARRIED = {"__pycache__"}

# One group: the wheel is built once, by one worker.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*words: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """What it said; and when it failed, all that it said is why the test failed."""
    done = subprocess.run(
        words, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=cwd, env=env
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it; what the wheel needs is read from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    # A folder named in a path file is searched, but its own path files (the checkout among them) are not read.
    (site,) = folder.glob("lib/python3.*/site-packages")
    (site / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel)
    return folder


def environment(data: Path) -> dict[str, str]:
    """What a new installation has: no Node on the path, nothing set but where its data lies."""
    return {"PATH": "/usr/bin:/bin", "SAMVERKA_DATA": str(data), "LANG": "C.UTF-8", "HOME": str(data)}


def carried(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_product_is_in_the_wheel(wheel: Path) -> None:
    wanted = {
        str(path.relative_to(SOURCE))
        for path in (SOURCE / "samverka").rglob("*")
        if path.is_file() and not NOT_CARRIED & set(path.parts)
    }
    assert wanted == {name for name in carried(wheel) if name.startswith("samverka/")}


def test_what_set_up_makes_is_among_it(wheel: Path) -> None:
    names = carried(wheel)
    built = {Path(name).name for name in names if "/static/built/" in name}
    assert {"base.css", "samverka.js", "htmx.min.js", "sweden.json", "licences.txt"} <= built
    catalogues = {name for name in names if name.endswith("/django.po")}
    assert catalogues
    assert {name.removesuffix(".po") + ".mo" for name in catalogues} <= names


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    assert {name.split("/")[0] for name in carried(wheel) if ".dist-info/" not in name} == {"samverka"}


def test_the_installed_product_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    asked = "import samverka; print(samverka.__file__)"
    said = run(installed / "bin" / "python", "-c", asked, cwd=tmp_path, env=environment(tmp_path))
    assert said.startswith(str(installed))


@pytest.fixture
def address(installed: Path, tmp_path: Path) -> Iterator[str]:
    """`samverka serve` in an empty installation, stopped afterwards as an operator stops it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = environment(tmp_path) | {"PORT": str(port)}
    samverka = installed / "bin" / "samverka"
    run(samverka, "migrate", "--no-input", cwd=tmp_path, env=settings)
    log = (tmp_path / "serve.log").open("w")
    serving = subprocess.Popen(
        [samverka, "serve"], stdout=log, stderr=subprocess.STDOUT, cwd=tmp_path, env=settings, start_new_session=True
    )
    try:
        yield f"http://127.0.0.1:{port}"
        serving.send_signal(signal.SIGTERM)
        serving.wait(timeout=20)
    finally:
        if serving.poll() is None:
            os.killpg(serving.pid, signal.SIGKILL)
        log.close()
        sys.stdout.write((tmp_path / "serve.log").read_text())


def fetched(address: str, *, within: float = 20) -> tuple[int, str]:
    last = time.monotonic() + within
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.read().decode()
        except urllib.error.URLError:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)


def test_it_serves_its_pages_with_their_style(address: str) -> None:
    status, page = fetched(address + "/")
    assert status == 200
    sheets = re.findall(r'<link[^>]+rel="stylesheet"[^>]*>', page)
    assert sheets
    for sheet in sheets:
        (place,) = re.findall(r'href="([^"]+)"', sheet)
        assert fetched(address + place)[0] == 200
