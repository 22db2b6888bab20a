"""The only room of places that writes: the register's facts, and the invented places of an example."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from samverka.core.words import search_key, sort_key
from samverka.places.models import County, Municipality

REGISTER = Path(__file__).parent / "data" / "municipalities.csv"


@dataclass(frozen=True, slots=True)
class InventedPlace:
    """An invented municipality: where it would lie, how many would live there."""

    code: str
    name: str
    county_code: str
    latitude: str
    longitude: str
    population: int
    skr_group: str


@transaction.atomic
def add_invented_municipalities(places: Iterable[InventedPlace]) -> list[Municipality]:
    """Put invented municipalities into an example database; codes begin with 9, outside SCB's series.

    Raises:
        IntegrityError: when a code is taken or does not begin with 9.
    """
    rows = [
        Municipality(
            code=place.code,
            name=place.name,
            name_sort=sort_key(place.name),
            name_search=search_key(place.name),
            official_name=f"{place.name}s kommun" if not place.name.endswith("s") else f"{place.name} kommun",
            county_id=place.county_code,
            main_town=place.name,
            latitude=Decimal(place.latitude),
            longitude=Decimal(place.longitude),
            land_area_km2=Decimal(0),
            population_2019=place.population,
            population_2024=place.population,
            skr_group_2017=place.skr_group,
            skr_group_2023=place.skr_group,
            is_invented=True,
        )
        for place in places
    ]
    return Municipality.objects.bulk_create(rows)


@transaction.atomic
def load_register() -> int:
    """Write the 290 municipalities and 21 counties from the facts beside this package; returns how many."""
    with REGISTER.open(encoding="utf-8", newline="") as source:
        facts = list(csv.DictReader(source))
    County.objects.bulk_create(
        [
            County(code=code, name=name, name_sort=sort_key(name))
            for code, name in sorted({(fact["county_code"], fact["county_name"]) for fact in facts})
        ],
        ignore_conflicts=True,
    )
    Municipality.objects.bulk_create(
        [
            Municipality(
                code=fact["code"],
                name=fact["name"],
                name_sort=sort_key(fact["name"]),
                name_search=search_key(fact["name"]),
                official_name=fact["official_name"],
                county_id=fact["county_code"],
                main_town=fact["main_town"],
                latitude=Decimal(fact["lat"]),
                longitude=Decimal(fact["lon"]),
                land_area_km2=Decimal(fact["land_area_km2"]),
                population_2019=int(fact["population_2019"]),
                population_2024=int(fact["population_2024"]),
                skr_group_2017=fact["skr_group_2017"],
                skr_group_2023=fact["skr_group_2023"],
            )
            for fact in facts
        ],
        ignore_conflicts=True,
    )
    return len(facts)
