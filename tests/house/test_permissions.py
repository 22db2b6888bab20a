"""Every address of ours, called by every role: who is let in, who is led to the sign-in, who finds nothing there.

What is expected stands in `docs/security/permissions.csv`; `docs/security/README.md` says how to read it.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from samverka.core.doors import READS
from tests.given import everything
from tests.given import people as given_people
from tests.given.everything import Everything

ROOT = Path(__file__).parents[2]
MATRIX = ROOT / "docs/security/permissions.csv"
GLOSSARY = ROOT / "docs/glossary.md"
# Who stands in a column without being a role of the glossary: somebody who is nothing, and the same role elsewhere.
BESIDE_THE_ROLES = {
    "signed_in",
    "other_contact",
    "other_team_member",
    "other_coordinator",
    "other_host",
}
# For whoever watches over the installation: they stand without a language.
WITHOUT_LANGUAGE = {"healthz", "readyz"}
LET_IN, TO_SIGN_IN, NOT_THERE = "in", "sign", "404"
# A page, a way onward, a form or an act that comes back with its reason: all of them say that one is let in.
# The roles are shared out among so many tests, which may run beside each other.
PARTS = 4
ANSWERS_OF_THE_INSIDE = {200, 302, 303, 409, 422}


@dataclass(frozen=True, slots=True)
class Address:
    """One address of ours as it is mounted."""

    name: str
    method: str
    pattern: str
    package: str

    def path(self, values: Mapping[str, object]) -> str:
        """The address of Älvnäs's thing; a parameter that the world has no value for is a KeyError."""

        def filled(found: re.Match[str]) -> str:
            key = found[1]
            own = next((name for name in (f"{self.name}:{key}", f"{self.package}:{key}") if name in values), key)
            return str(values[own])

        return "/" + re.sub(r"<\w+:(\w+)>", filled, self.pattern)


def addresses(resolver: URLResolver | None = None, prefix: str = "", package: str = "") -> Iterator[Address]:
    for entry in (resolver or get_resolver()).url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            method = "GET" if getattr(entry.callback, "door", None) == READS else "POST"
            yield Address(f"{package}:{entry.name}" if package else str(entry.name), method, where, package)
        else:
            yield from addresses(entry, where, entry.namespace or package)


def matrix() -> dict[tuple[str, str, str], dict[str, str]]:
    with MATRIX.open(newline="") as source:
        rows = list(csv.DictReader(source))
    keyed = {(row.pop("address"), row.pop("method"), row.pop("path")): row for row in rows}
    assert len(keyed) == len(rows), "an address stands twice"
    return keyed


def roles_of_the_glossary() -> set[str]:
    part = GLOSSARY.read_text().split("\n## Roles\n")[1].split("\n## ")[0]
    rows = [line.split("|")[2] for line in part.splitlines() if line.startswith("|")][2:]
    return {word for row in rows for word in re.findall(r"`(\w+)`", row)}


def outcome(response: HttpResponseBase) -> str:
    where = response.headers.get("Location", "")
    # Whoever is led to the sign-in for a reason (signed out, a code too old) has been answered, not turned away.
    if response.status_code == 302 and "/logga-in/?" in where and "orsak=" not in where:
        return TO_SIGN_IN
    if response.status_code == 404:
        return NOT_THERE
    return LET_IN if response.status_code in ANSWERS_OF_THE_INSIDE else str(response.status_code)


def ask(client: Client, address: Address, path: str) -> str:
    """Call it and take back what it did, so that the next one meets the same world."""
    cookies = copy(client.cookies)
    with transaction.atomic():
        found = outcome(client.get(path) if address.method == "GET" else client.post(path))
        transaction.set_rollback(True)
    client.cookies = cookies
    return found


def is_asked(expected: Mapping[str, str], role: str, place: int) -> bool:
    """Whether a role calls an address: on SQLite each calls all of them.

    On PostgreSQL one of those who are let in does, one of those who find nothing and one of those who are led to the
    sign-in, in turn: which engine answers changes what a statement may say, not who may ask.
    """
    if connection.vendor == "sqlite":
        return True
    alike = [other for other, value in expected.items() if value == expected[role]]
    return alike[place % len(alike)] == role


def seen_by(world: Everything, role: str, number: int) -> Iterator[tuple[Address, str, str]]:
    """The addresses as a role meets them; of the English ones, which stand behind the same doors, every twentieth."""
    client, expected = Client(), matrix()
    if role != "anonymous":
        given_people.signed_in(client, world.roles[role])
    values = {**world.values, **world.own_values.get(role, {})}
    for place, address in enumerate(addresses()):
        row = expected.get((address.name, address.method, address.pattern))
        if row is None or not is_asked(row, role, place):
            continue
        path = address.path(values)
        yield address, path, ask(client, address, path)
        if place % 20 == number and address.pattern not in WITHOUT_LANGUAGE:
            yield address, f"/en{path}", ask(client, address, f"/en{path}")


def test_every_address_has_its_row_and_every_row_its_address() -> None:
    assert {(address.name, address.method, address.pattern) for address in addresses()} == set(matrix())


def test_every_role_has_its_column() -> None:
    columns = set(next(iter(matrix().values())))
    assert columns == roles_of_the_glossary() | BESIDE_THE_ROLES


def test_every_value_is_one_of_three() -> None:
    assert {value for row in matrix().values() for value in row.values()} == {LET_IN, TO_SIGN_IN, NOT_THERE}


@pytest.mark.django_db
@pytest.mark.usefixtures("plain_answers", "no_surroundings")
@pytest.mark.parametrize("part", range(PARTS))
def test_each_role_is_let_in_where_the_matrix_says(settings, tmp_path, part: int) -> None:
    settings.MEDIA_ROOT = tmp_path
    expected = matrix()
    world = everything.build()
    wrong = [
        f"{role} {address.method} {path} ({address.name}): {found}, not {expected[key][role]}"
        for number, role in enumerate(next(iter(expected.values())))
        if number % PARTS == part
        for address, path, found in seen_by(world, role, number)
        if (key := (address.name, address.method, address.pattern)) in expected and found != expected[key][role]
    ]
    assert wrong == []


@pytest.mark.django_db
def test_no_door_answers_to_another_method() -> None:
    """A page is only fetched, an act is only posted; whatever else is sent is answered before anything is asked."""
    values, factory = everything.build().values, RequestFactory()
    for address in addresses():
        path = address.path(values)
        found = resolve(path)
        for method in ("PUT", "DELETE", "OPTIONS", "POST" if address.method == "GET" else "GET"):
            response = found.func(factory.generic(method, path), *found.args, **found.kwargs)
            assert response.status_code == 405, f"{method} {path}: {response.status_code}"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "delete", "options", "post"])
def test_another_method_is_turned_away_by_the_whole_house(method: str) -> None:
    assert getattr(Client(), method)("/").status_code == 405
