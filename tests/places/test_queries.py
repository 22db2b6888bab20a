"""Looking up places, and the map as plain values."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from samverka.places import queries
from samverka.places.actions import InventedPlace, add_invented_municipalities
from samverka.places.models import County
from samverka.places.queries import APPLIED, CHOSEN, OTHER, RESERVE, Dot, map_of

ALVNAS = Dot(62.5, 16.5, CHOSEN, "Älvnäs")
GRANFORS = Dot(57.7, 12.0, CHOSEN, "Granfors")
SUNDHAMN = Dot(59.3, 18.0, RESERVE)
LILLVIK = Dot(67.8, 20.2, APPLIED)


def drawn(*dots: Dot) -> str:
    with translation.override("sv"):
        return render_to_string("places/map.html", {"map": map_of(dots)})


def test_the_map_says_in_words_what_it_shows() -> None:
    with translation.override("sv"):
        shown = map_of([GRANFORS, ALVNAS, SUNDHAMN, LILLVIK])
    assert shown.title == "Karta över Sverige"
    assert shown.description == "Vald: Granfors, Älvnäs. Reserv: 1. Har anmält intresse: 1."
    assert [shapes.kind for shapes in shown.legend] == [CHOSEN, RESERVE, APPLIED]


def test_a_map_without_marks_says_so() -> None:
    with translation.override("sv"):
        shown = map_of([Dot(60, 15)], title="Alla kommuner")
    assert (shown.title, shown.description, shown.legend) == ("Alla kommuner", "Ingen kommun är markerad.", ())


def test_chosen_without_names_are_counted() -> None:
    with translation.override("sv"):
        assert map_of([Dot(60, 15, CHOSEN)]).description == "Vald: 1."


def test_dots_lie_within_the_picture() -> None:
    shown = map_of([ALVNAS])
    (shape,) = shown.shapes
    x, y = (int(number) for number in re.match(r"M(\d+) (\d+)", shape.path).groups())  # type: ignore[union-attr]  # it is there
    assert (180 < x < 260, 400 < y < 640) == (True, True)


def test_the_drawn_map_is_one_picture_with_a_name() -> None:
    html = drawn(ALVNAS, SUNDHAMN, LILLVIK, Dot(60, 15))
    assert 'role="img" aria-labelledby="map-title map-words"' in html
    assert '<title id="map-title">Karta över Sverige</title>' in html
    assert '<g aria-hidden="true">' in html
    assert ">Älvnäs</text>" in html
    assert "style=" not in html
    for word in ("Vald (1)", "Reserv (1)", "Har anmält intresse (1)", "Annan kommun (1)"):
        assert word in html


def test_a_name_that_stepped_aside_has_a_line() -> None:
    crowd = [Dot(59.3 + index / 100, 18.0, CHOSEN, f"Kommun {index}") for index in range(9)]
    assert 'class="leader"' in drawn(*crowd)


def test_the_whole_map_is_light() -> None:
    many = [Dot(55.4 + (index * 7 % 130) / 10, 12 + (index * 13 % 100) / 10, OTHER) for index in range(290)]
    chosen = [Dot(56 + index, 15, CHOSEN, f"Kommunnamn {index}") for index in range(12)]
    assert len(gzip.compress(drawn(*many, *chosen).encode(), 9)) <= 6_000


def test_without_the_built_outline_one_is_told_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    queries._outline.cache_clear()  # noqa: SLF001 - read once per process
    with monkeypatch.context() as patch:
        patch.setattr(finders, "find", lambda _path: None)
        with pytest.raises(FileNotFoundError, match="script/server --set-up"):
            map_of([])
    map_of([])


@pytest.mark.django_db
def test_municipalities_are_found_by_any_part_of_the_name() -> None:
    add_invented_municipalities(
        [
            InventedPlace("9801", "Övre Älvnäs", "22", "62.5", "16.5", 9000, "C6"),
            InventedPlace("9802", "Älvnäsberg", "22", "62.6", "16.5", 9000, "C6"),
        ]
    )
    found = queries.municipalities_matching("älvnäs")
    assert [place.name for place in found if place.is_invented] == ["Älvnäsberg", "Övre Älvnäs"]


@pytest.mark.django_db
def test_the_register_lies_in_the_database_from_the_first_migration(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assert queries.real_municipalities().count() == 290
    assert [county.name_sort for county in queries.counties()] == sorted(
        County.objects.values_list("name_sort", flat=True)
    )
    first = queries.real_municipalities()[0]
    with django_assert_num_queries(1):
        dots = queries.register_dots({first.pk: APPLIED})
    assert [dot.kind for dot in dots].count(APPLIED) == 1
    assert len(dots) == 290
