"""One clock, held still or moved by an example's offset."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from samverka.core import clock


@pytest.fixture
def no_offset() -> Iterator[None]:
    sources = list(clock._offset_sources)  # noqa: SLF001 - put back after the test
    yield
    clock._offset_sources[:] = sources  # noqa: SLF001 - as above


def test_the_day_is_the_swedish_one() -> None:
    assert clock.day(datetime(2021, 11, 1, 22, 59, tzinfo=UTC)) == date(2021, 11, 1)
    assert clock.day(datetime(2021, 11, 1, 23, 1, tzinfo=UTC)) == date(2021, 11, 2)


def test_a_held_clock_lets_go_afterwards(now: datetime) -> None:
    other = datetime(2022, 3, 1, 8, 0, tzinfo=UTC)
    with clock.fixed(other):
        assert clock.now() == other
    assert clock.now() == now


@pytest.mark.usefixtures("no_offset")
def test_an_example_lives_in_its_own_time() -> None:
    with clock.fixed(None):  # type: ignore[arg-type]  # let go of the test's own still clock
        clock.take_offset_from(lambda: timedelta(days=-100))
        assert abs(clock.now() - timezone.now() + timedelta(days=100)) < timedelta(minutes=1)
        clock._offset_sources.clear()  # noqa: SLF001 - an installation without an offset
        assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)
