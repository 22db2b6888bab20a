"""A small world for everything that a seat does."""

from datetime import date

import pytest

from tests.given import world as given
from tests.given.world import World


@pytest.fixture
def world(db: None) -> World:
    return given.world(needs_due_day=date(2021, 4, 30))
