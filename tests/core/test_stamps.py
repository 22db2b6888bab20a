"""Stamps: set once, lifted once, and whoever comes second is told."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from samverka.core.refusals import Refused
from samverka.core.stamps import lift_stamp, stamp
from samverka.networks.models import Participation
from tests.given.world import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_world() -> World:
    return world()


def test_a_stamp_holds_who_and_when_and_what_came_with_it(a_world: World, now: datetime) -> None:
    seat = a_world.alvnas
    stamp(seat, "left", by=a_world.lead, at=now, left_reason="Ny organisation")
    kept = Participation.objects.get(pk=seat.pk)
    assert (kept.left_at, kept.left_by, kept.left_reason) == (now, a_world.lead, "Ny organisation")
    assert (seat.left_at, seat.left_by) == (now, a_world.lead)


def test_the_second_one_is_refused(a_world: World, now: datetime) -> None:
    as_another_sees_it = Participation.objects.get(pk=a_world.alvnas.pk)
    stamp(a_world.alvnas, "left", by=a_world.lead, at=now)
    with pytest.raises(Refused, match="Någon annan hann före"):
        stamp(as_another_sees_it, "left", by=a_world.coordinator, at=now)
    assert Participation.objects.get(pk=a_world.alvnas.pk).left_by == a_world.lead
    assert as_another_sees_it.left_at is None


def test_a_stamp_can_be_lifted_once(a_world: World, now: datetime) -> None:
    stamp(a_world.alvnas, "left", by=a_world.lead, at=now, left_reason="Fel")
    as_another_sees_it = Participation.objects.get(pk=a_world.alvnas.pk)
    lift_stamp(a_world.alvnas, "left", left_reason="")
    kept = Participation.objects.get(pk=a_world.alvnas.pk)
    assert (kept.left_at, kept.left_by, kept.left_reason, a_world.alvnas.left_at) == (None, None, "", None)
    with pytest.raises(Refused):
        lift_stamp(as_another_sees_it, "left")


def test_a_stamp_that_is_not_there_can_not_be_lifted(a_world: World) -> None:
    with pytest.raises(Refused):
        lift_stamp(a_world.alvnas, "left")


def test_half_a_stamp_is_refused_by_the_database(a_world: World, now: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.filter(pk=a_world.alvnas.pk).update(left_at=now)
