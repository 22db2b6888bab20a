"""Sentences are compared in the language they are written in; pages and letters choose their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English before, between and after the requests of a test; a request leaves its own language behind."""
    asked = Client.generic

    def generic(self: Client, *given: Any, **named: Any) -> Any:
        with translation.override("en"):
            return asked(self, *given, **named)

    monkeypatch.setattr(Client, "generic", generic)
    with translation.override("en"):
        yield
