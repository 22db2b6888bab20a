"""Nearest managers: dated, asked by letter, approve the time of all own people in one action (R9, Q55)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from samverka.core.refusals import Refused
from samverka.journal.models import Entry
from samverka.mail.models import Outbox
from samverka.people import actions as people
from samverka.people.models import Person
from samverka.teams import actions, queries
from samverka.teams.models import NearestManager, TeamMember
from tests.given import world as given
from tests.given.people import signed_in

pytestmark = pytest.mark.django_db
TEAM = "/natverk/utvecklingsnatverk/team/"


@pytest.fixture
def world():
    return given.world()


def seat_of(person) -> TeamMember:
    return TeamMember.objects.get(person=person)


def named(world, person, now, *, email="eva.chef@samverka.example", first=date(2021, 10, 1)) -> NearestManager:
    return actions.name_manager(
        member=seat_of(person), name="Eva Chef", email=email, first_day=first, by=world.coordinator, at=now
    )


def test_the_coordinator_names_a_manager_who_approves_the_time_of_all_in_one_action(client, world, now) -> None:
    ana, bo, _cia = world.members
    signed_in(client, world.coordinator)
    typed = {"name": "Eva Chef", "email": "eva.chef@samverka.example", "first_day": "2021-11-01"}
    for person in (ana, bo):
        page = f"{TEAM}person/{seat_of(person).pk}/chef/"
        assert client.get(page).status_code == 200
        assert client.post(page + "spara/", typed | {"email": "eva"}).status_code == 422
        assert client.post(page + "spara/", typed).status_code == 302
    assert "Chef: Eva Chef" in client.get(f"{TEAM}{world.alvnas.pk}/").content.decode()
    letters = Outbox.objects.filter(kind="teams.manager")
    assert letters.count() == 2
    assert all("avsatt-tid" in letter.body and "Ana" not in letter.subject for letter in letters)
    eva = Person.objects.get(name="Eva Chef")
    with translation.override("sv"):
        assert [todo.text for todo in queries.todo_for(eva, now)] == ["Godkänn arbetstid för 2 personer"]
    signed_in(client, eva)
    shown = client.get(TEAM + "avsatt-tid/").content.decode()
    assert "Godkänn tiden för 2 personer" in shown
    rows = [row.pk for row in NearestManager.objects.all()]
    assert client.post(TEAM + "avsatt-tid/godkann/", {"rad": rows}).status_code == 302
    assert set(NearestManager.objects.values_list("approved_by", "approved_at")) == {(eva.pk, now)}
    assert Entry.objects.filter(verb="teams.time.approved", chain=world.network.chain).count() == 1
    assert client.post(TEAM + "avsatt-tid/godkann/", {"rad": rows}).status_code == 409
    assert "Du har inget mer att göra här" in client.get(TEAM + "avsatt-tid/").content.decode()


def test_a_new_manager_follows_on_the_one_before(world, now) -> None:
    ana = world.members[0]
    first = named(world, ana, now)
    second = named(world, ana, now, email="ny.chef@samverka.example", first=date(2021, 11, 1))
    first.refresh_from_db()
    assert (first.last_day, second.last_day) == (date(2021, 10, 31), None)
    assert queries.waiting_for_time(first.manager, date(2021, 10, 31)) == [first]
    assert queries.waiting_for_time(first.manager, date(2021, 11, 1)) == []


@pytest.mark.parametrize(
    ("email", "first", "said"),
    [
        ("ana.oberg@samverka.example", date(2021, 11, 1), "their own manager"),
        ("ny@samverka.example", date(2020, 11, 1), "outside the person's time"),
        ("eva.chef@samverka.example", date(2021, 11, 1), "nearest manager already"),
        ("ny@samverka.example", date(2021, 10, 1), "after the present one"),
    ],
)
def test_who_can_not_be_named(world, now, email, first, said) -> None:
    named(world, world.members[0], now)
    with pytest.raises(Refused) as refusal:
        named(world, world.members[0], now, email=email, first=first)
    assert said in str(refusal.value.reason)
    assert NearestManager.objects.count() == 1


def test_the_substitute_approves_while_the_manager_is_away_and_nobody_the_own_time(world, now) -> None:
    ana, bo, cia = world.members
    row = named(world, ana, now)
    named(world, cia, now)
    people.note_absence(
        person=row.manager,
        first_day=date(2021, 11, 1),
        return_day=date(2021, 11, 20),
        substitute=cia,
        by=row.manager,
        at=now,
    )
    assert queries.waiting_for_time(cia, date(2021, 11, 2)) == [row]
    assert not queries.waiting_for_time(cia, date(2021, 11, 20))
    assert not queries.waiting_for_time(bo, date(2021, 11, 2))
    (approved,) = actions.approve_time(network=world.network, chosen=[row.pk], by=cia, at=now)
    assert approved.approved_by == cia


def test_strangers_and_other_coordinators_find_nothing(client, world) -> None:
    page = f"{TEAM}person/{seat_of(world.members[0]).pk}/chef/"
    for person in (world.other_coordinator, world.stranger, world.members[0]):
        signed_in(client, person)
        assert client.get(page).status_code == 404
        assert client.get(TEAM + "avsatt-tid/").status_code == 404


@pytest.mark.parametrize("columns", [{"last_day": date(2021, 9, 1)}, {"approved_at": "now"}])
def test_the_database_holds_a_line_whole(world, now, columns) -> None:
    row = named(world, world.members[0], now)
    changes = {name: now if value == "now" else value for name, value in columns.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        NearestManager.objects.filter(pk=row.pk).update(**changes)


def test_one_manager_at_a_time(world, now) -> None:
    row = named(world, world.members[0], now)
    with pytest.raises(IntegrityError), transaction.atomic():
        NearestManager.objects.create(
            member=row.member,
            manager=world.lead,
            first_day=date(2021, 12, 1),
            named_at=now,
            named_by=world.coordinator,
        )
