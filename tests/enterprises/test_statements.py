"""A page takes at most eight statements of one who is signed in, and as many when lists are ten times as long."""

import re
from collections.abc import Mapping

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverka.core.actors import SYSTEM
from samverka.core.doors import READS
from samverka.enterprises import actions, urls
from samverka.people import actions as people
from samverka.people.models import Person
from tests.given import enterprises as given
from tests.given import people as given_people
from tests.given import world as given_world
from tests.given.enterprises import NOW, TODAY, Around

MOST = 8


def counted(values: Mapping[str, object], who: Person | None) -> dict[str, int]:
    client = Client() if who is None else given_people.signed_in(Client(), who)
    found = {}
    for entry in urls.urlpatterns:
        if getattr(entry.callback, "door", None) != READS:
            continue
        path = f"/{entry.pattern}"
        for name in re.findall(r"<\w+:(\w+)>", path):
            value = values.get(
                f"enterprises:{entry.name}:{name}", values.get(f"enterprises:{name}", "utvecklingsnatverk")
            )
            path = re.sub(rf"<\w+:{name}>", str(value), path)
        for query in ("", "?sok=städning+av+kontor&kommun=Älvnäs") if entry.name == "register" else ("",):
            if client.get(path + query).status_code != 200:
                continue
            with CaptureQueriesContext(connection) as asked:
                client.get(path + query)
            found[f"{entry.name}{query}"] = len(asked)
    return found


@pytest.mark.django_db
def test_no_page_asks_for_much_nor_for_more_when_lists_grow() -> None:
    world = given_world.world()
    people.enter_employer(
        organisation=world.alvnas.organisation, name="Älvnäs", organisation_number="4991010007", by=SYSTEM, at=NOW
    )
    values = given.in_addresses(world)
    employer = world.alvnas.organisation.employers.get()
    there = Around(world, world.members[0], world.other_coordinator, employer, employer)
    viewers = (None, world.members[0], world.lead)
    cache.clear()
    few = [counted(values, who) for who in viewers]
    assert [len(pages) for pages in few] > [10, 30, 20]
    much = [(name, number) for pages in few for name, number in pages.items() if number > MOST]
    assert much == []
    for number in range(12):
        given.listed(there, f"Hand {number}", offers=[("Städning", "90910000"), ("Lunch", "55520000")])
        row = given.collaboration(there, title=f"Köp {number}")
        actions.write_part(
            collaboration=row, part="delning", values={"level": "public_level"}, by=there.colleague, at=NOW
        )
        actions.note_dialogue(
            organisation=world.alvnas.organisation,
            values={"title": f"Samtal {number}", "owner": there.colleague, "day": TODAY, "form": "dialogue_phone"},
            by=there.colleague,
            at=NOW,
        )
    assert [counted(values, who) for who in viewers] == few
