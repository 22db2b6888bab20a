"""Places as rows."""

import pytest
from django.db import IntegrityError, transaction

from samverka.places.actions import InventedPlace, add_invented_municipalities
from samverka.places.models import County, Municipality

pytestmark = pytest.mark.django_db


def test_places_are_called_by_their_names() -> None:
    assert (str(County(name="Norra länet")), str(Municipality(name="Älvnäs"))) == ("Norra länet", "Älvnäs")


def test_an_invented_place_has_a_code_outside_the_real_series() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add_invented_municipalities([InventedPlace("2299", "Älvnäs", "22", "62.5", "16.5", 9000, "C6")])


def test_a_code_is_taken_once() -> None:
    place = InventedPlace("9801", "Älvnäs", "22", "62.5", "16.5", 9000, "C6")
    add_invented_municipalities([place])
    with pytest.raises(IntegrityError), transaction.atomic():
        add_invented_municipalities([place])
