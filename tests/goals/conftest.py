"""A small world for everything that a seat does."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from tests.given import world as given
from tests.given.world import World


@pytest.fixture
def world(db: None) -> World:
    return given.world(needs_due_day=date(2021, 4, 30))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared in the language they are written in; pages and letters choose their own."""
    with translation.override("en"):
        yield
