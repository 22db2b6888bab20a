"""Countersignatures: by the nearest manager or an approver, never of one's own, all in one action (Q22, Q55)."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.documents.models import Signature
from samverka.hours import actions, queries
from samverka.hours.models import AuthorityList, Channel, HourSheet, ReportingRole
from samverka.journal.models import Entry
from samverka.people import actions as people
from samverka.teams import actions as teams
from samverka.teams.models import TeamMember
from tests.given import hours as given
from tests.given import world as given_world
from tests.given.hours import OCTOBER
from tests.given.people import signed_in
from tests.hours.test_views import text_of

pytestmark = pytest.mark.django_db
ATTEST = "/natverk/utvecklingsnatverk/tid/attestera/"


@pytest.fixture
def world(now):
    found = given.world()
    for role in (ReportingRole.PARTICIPANT, ReportingRole.STAFF_COFINANCED):
        actions.set_channel(
            network=found.network,
            reporting_role=role,
            channel=Channel.SAMVERKA,
            from_month=Month(2021, 1),
            by=found.lead,
            at=now,
        )
    return found


@pytest.fixture
def manager():
    return given_world.person("Eva Chef")


def managed(world, manager, *members, now, first_day=date(2021, 10, 1)) -> None:
    for member in TeamMember.objects.filter(person__in=members):
        teams.name_manager(
            member=member, name=manager.name, email=manager.email, first_day=first_day, by=world.coordinator, at=now
        )


def listed(world, person, now, first_day=date(2021, 10, 1)) -> AuthorityList:
    return actions.put_on_authority_list(
        network=world.network, person=person, first_day=first_day, by=world.lead, at=now
    )


def shown(*people) -> dict[int, str]:
    return {sheet.pk: sheet.confirmed_sha256 for sheet in map(given.sheet, people)}


def approve(world, by, *people, at) -> actions.Approved:
    return actions.approve_sheets(network=world.network, seen=shown(*people), by=by, at=at)


def test_t07_a_coordinator_who_approves_the_own_report_is_refused(world, now) -> None:
    listed(world, world.coordinator, now)
    given.everyone_done(world, at=now)
    with pytest.raises(Refused, match="din egen månad"):
        approve(world, world.coordinator, world.coordinator, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        HourSheet.objects.filter(person=world.coordinator).update(approved_at=now, approved_by=world.coordinator)


def test_t08_who_left_the_list_on_the_15th_can_not_sign_on_the_16th_and_what_was_signed_on_the_14th_stands(
    world, now
) -> None:
    approver = given_world.person("Una Attestant")
    line = listed(world, approver, now)
    given.everyone_done(world, at=now)
    approve(world, approver, world.coordinator, at=datetime(2021, 11, 14, 9, tzinfo=UTC))
    actions.end_authority(line=line, last_day=date(2021, 11, 15), by=world.lead, at=now)
    assert given.sheet(world.coordinator).approved_by == approver
    actions.take_back_sheet(sheet=given.sheet(world.coordinator), by=world.coordinator, at=now)
    assert given.sheet(world.coordinator).approved_at is None
    given.confirmed(world.coordinator, at=now)
    with pytest.raises(Refused, match="inte på attestlistan i dag"):
        approve(world, approver, world.coordinator, at=datetime(2021, 11, 16, 9, tzinfo=UTC))
    # What was signed is on record whatever came after.
    assert Signature.objects.filter(role="approver", signer_key=approver.actor_key).count() == 1
    with pytest.raises(Refused):
        actions.end_authority(line=line, last_day=date(2021, 11, 20), by=world.lead, at=now)


def test_t27_one_taken_back_meanwhile_three_signed_and_the_fourth_named(client, world, now) -> None:
    manager = given_world.person("Eva Chef")
    fourth = given_world.person("Dan Fjärde")
    people_ = [*world.members]
    type(world.terms).objects.filter(pk=world.terms.pk).update(team_size=7)
    given_world.member(world.alvnas, fourth, world.lead, area="other")
    people_.append(fourth)
    managed(world, manager, *people_, now=now)
    given.open_months(world)
    for person in people_:
        given.wrote(person, minutes=120)
        given.confirmed(person, at=now)
    signed_in(client, manager)
    page = client.get(ATTEST)
    assert "4 månader väntar på din attest" in text_of(page)
    assert "Attestera 4 månader" in text_of(page)
    actions.take_back_sheet(sheet=given.sheet(fourth), by=fourth, at=now)
    tokens = [f"{sheet_id}:{checksum}" for sheet_id, checksum in shown(*world.members).items()]
    answer = client.post(ATTEST + "spara/", {"manad": [*tokens, f"{given.sheet(fourth).pk}:abc"]})
    assert answer.status_code == 302
    after = text_of(client.get(answer.url))
    assert "Inte attesterade: Dan Fjärde har tagit tillbaka månaden." in after
    assert [given.sheet(person).approved_by for person in world.members] == [manager] * 3
    assert Entry.objects.filter(verb="hours.sheet.approved", chain=world.network.chain).count() == 3
    assert Signature.objects.filter(role="manager").count() == 3
    assert client.post(ATTEST + "spara/", {"manad": tokens}).status_code == 409
    assert client.post(ATTEST + "spara/", {}).status_code == 409
    assert client.post(ATTEST + "spara/", {"manad": "x:y"}).status_code == 404


def test_t28_a_manager_who_is_a_participant_does_not_sign_the_own_month_the_substitute_does(
    client, world, now, manager
) -> None:
    ana, bo, _cia = world.members
    managed(world, ana, bo, now=now)
    managed(world, manager, ana, now=now)
    given.everyone_done(world, at=now)
    with pytest.raises(Refused, match="Någon annan på listan, eller din ersättare, gör det"):
        approve(world, ana, ana, at=now)
    assert approve(world, ana, bo, at=now).signed
    people.note_absence(
        person=manager, first_day=date(2021, 11, 1), return_day=date(2021, 11, 20), substitute=bo, by=manager, at=now
    )
    signed_in(client, bo)
    assert "Ana Öberg, oktober 2021" in text_of(client.get(ATTEST))
    assert approve(world, bo, ana, at=now).signed
    assert given.sheet(ana).approved_by == bo


def test_a_month_that_must_be_countersigned_is_submitted_after_that(client, world, now, manager) -> None:
    ana = world.members[0]
    managed(world, manager, ana, now=now)
    listed(world, world.lead, now)
    given.everyone_done(world, at=now)
    submitted = actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    assert {sheet.person for sheet in submitted} == set(world.members[1:])
    signed_in(client, world.coordinator)
    team = text_of(client.get(f"/natverk/utvecklingsnatverk/tid/2021-10/kommun/{world.alvnas.pk}/"))
    assert "väntar på attest innan de kan lämnas in: Siv Åberg Ana Öberg" in team
    approve(world, manager, ana, at=now)
    approve(world, world.lead, world.coordinator, at=now)
    again = actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    assert {sheet.person for sheet in again} == {ana, world.coordinator}


def test_what_is_signed_is_what_was_shown(world, now, manager) -> None:
    ana = world.members[0]
    managed(world, manager, ana, now=now)
    given.everyone_done(world, at=now)
    seen = shown(ana)
    actions.take_back_sheet(sheet=given.sheet(ana), by=ana, at=now)
    given.wrote(ana, minutes=60, day=date(2021, 10, 20))
    given.confirmed(ana, at=now)
    with pytest.raises(Refused, match="har ändrat månaden sedan du öppnade sidan"):
        actions.approve_sheets(network=world.network, seen=seen, by=manager, at=now)
    with pytest.raises(Refused, match="inte närmaste chef till Ana Öberg"):
        approve(world, world.stranger, ana, at=now)


def test_the_portal_countersigns_itself(world, now, manager) -> None:
    ana = world.members[0]
    managed(world, manager, ana, now=now)
    actions.set_channel(
        network=world.network,
        reporting_role=ReportingRole.PARTICIPANT,
        channel=Channel.PORTAL,
        from_month=Month(2021, 10),
        by=world.lead,
        at=now,
    )
    given.everyone_done(world, at=now)
    with pytest.raises(Refused, match="kräver ingen attest"):
        approve(world, manager, ana, at=now)


def test_managers_have_it_among_what_they_must_do(world, now, manager) -> None:
    managed(world, manager, *world.members, now=now)
    given.everyone_done(world, at=now)
    assert [todo.text for todo in queries.todo_for(manager, now)] == ["Attestera 3 månader"]
    people.note_absence(
        person=world.coordinator,
        first_day=date(2021, 11, 1),
        return_day=date(2021, 11, 20),
        substitute=world.members[0],
        by=world.coordinator,
        at=now,
    )
    assert "Lämna in oktober 2021 för Älvnäs kommun" in [todo.text for todo in queries.todo_for(world.members[0], now)]


def test_the_list_is_kept_by_the_host_and_strangers_find_nothing(client, world, now) -> None:
    page = "/natverk/utvecklingsnatverk/tid/attestlista/"
    signed_in(client, world.lead)
    typed = {"person": world.economist.email, "participation": str(world.alvnas.pk), "first_day": "2021-11-01"}
    assert client.post(page + "spara/", typed | {"person": "ingen@samverka.example"}).status_code == 422
    assert client.post(page + "spara/", typed).status_code == 302
    assert "Ove Sandin , Älvnäs kommun" in text_of(client.get(page))
    assert client.post(page + "spara/", typed).status_code == 409
    line = AuthorityList.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthorityList.objects.filter(pk=line.pk).update(last_day=date(2021, 10, 1))
    assert client.post(f"{page}{line.pk}/avsluta/").status_code == 302
    assert client.post(f"{page}{line.pk + 1}/avsluta/").status_code == 404
    signed_in(client, world.stranger)
    assert client.get(ATTEST).status_code == 404
