from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.mail.models import Outbox
from samverka.people.models import Person
from samverka.teams import actions, queries
from samverka.teams.models import Area, TeamMember
from tests.given import world as given

pytestmark = pytest.mark.django_db


def appoint(world, who, now, *, seat=TeamMember.TeamSeat.MEMBER):
    return actions.appoint_member(
        participation=world.alvnas,
        person=who,
        team_seat=seat,
        function="Jurist",
        area=Area.PROCUREMENT,
        first_day=date(2021, 6, 1),
        by=world.coordinator,
        at=now,
    )


def test_a_full_team_takes_no_more_until_someone_leaves(now) -> None:
    world = given.world()
    with pytest.raises(Refused, match="All roles"):
        appoint(world, world.stranger, now)
    leaving = TeamMember.objects.get(person=world.members[0])
    actions.end_member(member=leaving, last_day=date(2021, 5, 31), by=world.coordinator, at=now)
    came = appoint(world, world.stranger, now)
    names = [member.person.name for member in queries.current_members(world.alvnas, date(2021, 6, 1))]
    assert names == ["Siv Åberg", "Bo Äng", "Cia Zetterlund", "Nils Främling"]
    assert [entry.subject for entry in journal.entries(world.network.chain)][-1] == f"teams.teammember-{came.pk}"
    assert list(journal.faults(world.network.chain)) == []


def test_one_coordinator_at_a_time(now) -> None:
    world = given.world(team_size=9)
    with pytest.raises(Refused, match="already has a coordinator"):
        appoint(world, world.stranger, now, seat=TeamMember.TeamSeat.COORDINATOR)
    with pytest.raises(Refused, match="already in the team"):
        appoint(world, world.members[0], now)


def test_an_appointment_ends_once(now) -> None:
    world = given.world()
    leaving = TeamMember.objects.get(person=world.members[0])
    actions.end_member(member=leaving, last_day=date(2021, 5, 31), by=world.coordinator, at=now)
    with pytest.raises(Refused):
        actions.end_member(member=leaving, last_day=date(2021, 6, 30), by=world.coordinator, at=now)
    leaving.refresh_from_db()
    assert (leaving.last_day, leaving.ended_by) == (date(2021, 5, 31), world.coordinator)


def invite(world, now, **changes):
    typed: dict[str, Any] = {
        "name": "Eva Nyman",
        "email": "Eva.Nyman@alvnas.example",
        "team_seat": TeamMember.TeamSeat.MEMBER,
        "function": "Upphandlare",
        "area": Area.PROCUREMENT,
        "department": "Ekonomi",
        "first_day": date(2021, 6, 1),
    }
    return actions.invite_member(participation=world.alvnas, by=world.coordinator, at=now, **(typed | changes))


def test_someone_is_introduced_employed_appointed_and_welcomed_at_once(now) -> None:
    world = given.world(team_size=4)
    member = invite(world, now, organisation_number="2120001355")
    assert (member.person.email, member.employment.department) == ("eva.nyman@alvnas.example", "Ekonomi")
    assert member.employment.employer.name == "Älvnäs kommun"
    letter = Outbox.objects.get(unique_key=f"teams.welcome-{member.pk}")
    assert (letter.to_address, letter.reply_to) == (member.person.email, world.coordinator.email)
    assert "Du är medarbetare i projektteamet för Älvnäs kommun" in letter.body
    assert f"/natverk/{world.network.slug}/team/{world.alvnas.pk}/" in letter.body
    assert list(journal.faults(world.network.chain)) == []


def test_a_known_address_is_the_same_person_and_the_employer_is_known_then(now) -> None:
    world = given.world(team_size=5)
    invite(world, now, organisation_number="2120001355")
    again = invite(world, now, name="Någon Annan", email=world.stranger.email)
    assert (again.person, again.person.name) == (world.stranger, "Nils Främling")
    assert again.employment.employer.organisation_number == "2120001355"
    with pytest.raises(Refused, match="already in the team"):
        invite(world, now)


def test_without_an_employer_there_is_no_employment(now) -> None:
    assert invite(given.world(team_size=4), now).employment is None


def test_nothing_is_written_when_the_appointment_is_refused(now) -> None:
    world = given.world()
    with pytest.raises(Refused, match="All roles"):
        invite(world, now)
    assert not Person.objects.filter(email="eva.nyman@alvnas.example").exists()


def test_looking_back_is_allowed_within_the_seats_days_only(now) -> None:
    world = given.world(team_size=4)
    assert invite(world, now, first_day=world.alvnas.first_day).first_day == world.alvnas.first_day
    for day in (date(2020, 12, 31), date(2023, 3, 1)):
        with pytest.raises(Refused, match="outside the days"):
            invite(world, now, email=f"{day}@alvnas.example", first_day=day)
    ending = TeamMember.objects.get(person=world.members[0])
    with pytest.raises(Refused, match="outside the days"):
        actions.end_member(member=ending, last_day=date(2023, 3, 1), by=world.coordinator, at=now)


def test_a_role_is_free_from_the_day_after(now) -> None:
    world = given.world()
    leaving = TeamMember.objects.get(person=world.members[0])
    actions.end_member(member=leaving, last_day=date(2021, 12, 31), by=world.coordinator, at=now)
    with pytest.raises(Refused, match="All roles"):
        invite(world, now, first_day=date(2021, 12, 31))
    assert invite(world, now, first_day=date(2022, 1, 1)).pk


def test_someone_may_come_back(now) -> None:
    world = given.world()
    leaving = TeamMember.objects.get(person=world.members[0])
    actions.end_member(member=leaving, last_day=date(2021, 5, 31), by=world.coordinator, at=now)
    assert invite(world, now, email=world.members[0].email).person == world.members[0]


def test_one_deputy_at_a_time(now) -> None:
    world = given.world()
    first, second = (TeamMember.objects.get(person=who) for who in world.members[:2])
    for member in (first, second):
        actions.name_deputy(member=member, by=world.coordinator, at=now)
    assert list(TeamMember.objects.filter(deputy_coordinator=True)) == [second]
    assert queries.coordinated_seat(world.members[1], world.network, world.alvnas.pk, date(2021, 11, 2)) == world.alvnas
    with pytest.raises(Http404):
        queries.coordinated_seat(world.members[0], world.network, world.alvnas.pk, date(2021, 11, 2))
    for _time in range(2):
        actions.remove_deputy(member=second, by=world.coordinator, at=now)
    assert not TeamMember.objects.filter(deputy_coordinator=True).exists()
    told = [entry.verb for entry in journal.entries(world.network.chain) if "deputy" in entry.verb]
    assert told == ["teams.deputy.named", "teams.deputy.named", "teams.deputy.removed"]
    with pytest.raises(Refused, match="coordinator can not"):
        actions.name_deputy(member=TeamMember.objects.get(person=world.coordinator), by=world.coordinator, at=now)


def test_a_protected_name_stands_neither_in_payload_nor_on_pages(now) -> None:
    world = given.world(team_size=4)
    Person.objects.filter(pk=world.stranger.pk).update(protected_identity=True)
    world.stranger.refresh_from_db()
    member = appoint(world, world.stranger, now)
    (entry,) = journal.entries_about(f"teams.teammember-{member.pk}")
    payload = journal.payloads([entry.hash])[entry.hash]
    assert ("Jurist" in payload, world.stranger.name in payload) == (True, False)
    assert world.stranger.shown_as() == "Name not shown"


def test_the_database_keeps_teams_whole(now) -> None:
    world = given.world()
    columns = {
        "participation": world.alvnas,
        "person": world.stranger,
        "team_seat": "member",
        "function": "X",
        "area": "other",
        "first_day": date(2021, 1, 1),
        "appointed_at": now,
        "appointed_by": world.lead,
    }
    for changes in (
        {"team_seat": "coordinator"},
        {"person": world.members[0]},
        {"last_day": date(2020, 1, 1)},
        {"ended_at": now},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            TeamMember.objects.create(**columns | changes)
    assert TeamMember.objects.create(**columns).pk
