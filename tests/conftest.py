"""What all tests stand on: a still clock, no network, a database whose triggers are up."""

import socket
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import SimpleTestCase
from django.utils import translation

from samverka.core import clock
from samverka.journal import queries as journal
from tests import template

# Where the migrated database lies that each test process is given a copy of.
KEPT = Path(__file__).parents[1] / ".pytest_cache/samverka"
# Tuesday 2 November 2021, 10.00 in Sweden: month ten of the example network.
NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only that is run which meets a database, and may be answered otherwise there; the rest has been."""
    if connection.vendor == "sqlite":
        return
    elsewhere = [item for item in items if not meets_a_database(item) or item.get_closest_marker("once")]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in set(elsewhere)]


def meets_a_database(item: pytest.Item) -> bool:
    """Whether the test asks for a database in any of the ways there are."""
    asks = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    is_case = issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    return bool(asks) or is_case or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """On SQLite a test process begins with a copy of a database that is migrated already."""
    if connection.vendor != "sqlite":
        yield
        return
    kept: list[sqlite3.Connection] = []
    # Django's own place where a test database is made.
    create: Callable[..., str] = getattr(connection.creation, "_create_test_db")  # noqa: B009 - no stub knows it

    def create_filled(*given: object) -> str:
        name = create(*given)
        kept.append(template.fill(name, KEPT))
        return name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.creation, "_create_test_db", create_filled)
        yield
    for held in kept:
        held.close()


@pytest.fixture(autouse=True)
def still_clock() -> Iterator[datetime]:
    """Hold the one clock at NOW; a test that needs another instant fixes it itself."""
    with clock.fixed(NOW):
        yield NOW


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    """Each test begins in Swedish: a request under /en/ leaves its language behind in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def unmarked_installation(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What one test's database was marked as is no matter of the next one's; it is looked at once in a test."""
    monkeypatch.setattr(journal, "LOOK_AGAIN_AFTER", 3600.0)
    journal.forget_installation()
    yield
    journal.forget_installation()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in a test may reach another machine."""
    real_connect = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            message = f"a test tried to reach {address}"
            raise AssertionError(message)
        real_connect(self, address)  # type: ignore[arg-type]  # whatever the socket's family takes

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture
def now() -> datetime:
    """The instant the clock stands at."""
    return NOW
