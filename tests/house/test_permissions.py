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
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

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


def seen_by(world: Everything, role: str, number: int) -> Iterator[tuple[Address, str, str]]:
    """All addresses as a role meets them; of the English ones, which stand behind the same doors, every twentieth."""
    client = Client()
    if role != "anonymous":
        given_people.signed_in(client, world.roles[role])
    values = {**world.values, **world.own_values.get(role, {})}
    for place, address in enumerate(addresses()):
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
@pytest.mark.usefixtures("plain_answers")
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
@pytest.mark.usefixtures("plain_answers")
def test_no_door_answers_to_another_method(settings, tmp_path) -> None:
    """A page is only fetched, an act is only posted; whatever else is sent changes nothing and breaks nothing."""
    settings.MEDIA_ROOT = tmp_path
    world = everything.build()
    client = given_people.signed_in(Client(), world.roles["project_manager"])
    values = dict(world.values)
    for address in addresses():
        others = ("PUT", "DELETE", "OPTIONS", "POST" if address.method == "GET" else "GET")
        for method in others:
            response = client.generic(method, address.path(values))
            assert response.status_code == 405, f"{method} {address.path(values)}: {response.status_code}"
