"""Every address of ours is a door, and stands under both languages."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# Addresses that are not ours, each with its reason; only those that are used are mounted.
NOT_OURS: dict[str, str] = {}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, where)
        else:
            yield where, entry


def test_every_address_of_ours_is_a_door() -> None:
    seen = list(patterns(get_resolver()))
    assert seen
    doorless = [where for where, entry in seen if not hasattr(entry.callback, "door")]
    assert [where for where in doorless if where not in NOT_OURS] == []


def test_every_address_has_a_name() -> None:
    assert [where for where, entry in patterns(get_resolver()) if not entry.name and where not in NOT_OURS] == []
