"""Places by the names that people write."""

from collections.abc import Iterable
from dataclasses import dataclass

from samverka.core.words import search_key
from samverka.places.models import County, Municipality


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """What names stand for."""

    municipalities: tuple[Municipality, ...]
    counties: tuple[County, ...]
    unknown: tuple[str, ...]
    all_of_sweden: bool = False


def _plain(name: str) -> str:
    """`Gävle kommun`, `Gävles kommun` and `Gävle` alike."""
    key = search_key(name).removesuffix(" kommun").removesuffix(" stad")
    return key.removesuffix(" län")


def named_places(names: Iterable[str]) -> NamedPlaces:
    """Municipalities and counties of these names. At most two statements."""
    wanted = list(names)
    if not wanted:
        return NamedPlaces((), (), ())
    counties = {search_key(county.name): county for county in County.objects.all()}
    plain_counties = {_plain(county.name): county for county in counties.values()}
    keys = {key for name in wanted for key in (_plain(name), _plain(name).removesuffix("s"))}
    municipalities = {place.name_search: place for place in Municipality.objects.filter(name_search__in=keys)}
    found_places, found_counties, unknown = [], [], []
    for name in wanted:
        key = _plain(name)
        # "Gävleborgs län" is the county; "Jönköping" alone is the municipality.
        county = plain_counties.get(key) if search_key(name).endswith(" län") else None
        place = municipalities.get(key) or municipalities.get(key.removesuffix("s"))
        if county is not None:
            found_counties.append(county)
        elif place is not None:
            found_places.append(place)
        elif key in plain_counties:
            found_counties.append(plain_counties[key])
        else:
            unknown.append(name)
    return NamedPlaces(tuple(found_places), tuple(found_counties), tuple(unknown))
