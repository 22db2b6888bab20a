"""What all tests stand on: a still clock, no network, a database whose triggers are up."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.utils import translation

from samverka.core import clock
from samverka.journal import queries as journal

# Tuesday 2 November 2021, 10.00 in Sweden: month ten of the example network.
NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)


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
