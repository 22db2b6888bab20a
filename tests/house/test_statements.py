"""A page takes at most eight statements of one who is signed in, and as many when its lists are ten times as long."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, reset_queries
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverka.calls import actions as calls
from samverka.calls.models import Interest, InterestContact
from samverka.cofinancing.models import Claim
from samverka.core.actors import SYSTEM
from samverka.hours.models import HourRow
from samverka.mail.models import Outbox
from samverka.meetings import actions as meetings
from samverka.meetings.models import Guest, Invitation, Meeting
from samverka.networks import actions as networks
from samverka.networks.models import Participation, Staff
from samverka.people import actions as people
from samverka.people.models import Absence, MemberOrganisation, Person
from samverka.teams.models import Area, TeamMember
from tests.given import calls as given_calls
from tests.given import everything
from tests.given import hours as given_hours
from tests.given import meetings as given_meetings
from tests.given import people as given_people
from tests.given import world as given
from tests.given.cofinancing import NOW, OCTOBER
from tests.given.everything import Everything
from tests.house.test_permissions import LET_IN, addresses, matrix, outcome

MOST = 8
# Pages that gather from several floors take more, and never more than this.
# A page that must take more stands here with its number.
GATHERS: dict[str, int] = {
    # Results, hours, meetings, local days and examples of a municipality on one paper.
    "reports:politicians": 13,
    # A seat, its contacts with their steps, the terms and the local days.
    "support:seat": 9,
    # Two structures, who sits in each, when they met and who was there.
    "goals:structures": 12,
    "goals:connections_csv": 11,
    "goals:forum": 9,
    # The need, its codes, who could be asked, who has been, and what it led to.
    "goals:matching": 10,
    # The application, the rounds with their answers, the agreed levels, targets and consent.
    "goals:maturity": 11,
    "goals:maturity_csv": 10,
    "goals:maturity_round": 9,
    "goals:agree_page": 13,
    "goals:distribution": 9,
    "goals:newly_elected": 10,
    "goals:document": 10,
    "goals:needs": 9,
}
MORE = 27
# Those who are shown the same pages as another are left out.
ROLES = (
    "anonymous",
    "signed_in",
    "contact",
    "signatory",
    "team_member",
    "coordinator",
    "manager",
    "approver",
    "project_manager",
    "auditor",
)
# By role and address: how many, and which.
Counted = dict[tuple[str, str, str], tuple[int, str]]


def kept_by_the_process(world: Everything) -> None:
    """Have what a process looks up once and keeps looked up, so that it is no page's to pay for."""
    given_people.signed_in(client := Client(), world.roles["project_manager"])
    for address in addresses():
        if address.method == "GET":
            client.get(address.path(world.values))


def statements(world: Everything) -> Counted:
    """How many statements each page takes of each role that is let in; and which, for whoever has to mend it."""
    expected, found = matrix(), {}
    for role in ROLES:
        client = Client()
        if role != "anonymous":
            given_people.signed_in(client, world.roles[role])
        values = {**world.values, **world.own_values.get(role, {})}
        for address in addresses():
            row = expected.get((address.name, address.method, address.pattern), {})
            if address.method != "GET" or row.get(role) != LET_IN:
                continue
            path = address.path(values)
            found[role, address.name, path] = counted(client, path)
    return found


def counted(client: Client, path: str) -> tuple[int, str]:
    """How many statements a page takes, and which."""
    reset_queries()  # what is kept of those before has a limit
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert outcome(response) == LET_IN, path
    return len(asked), "\n".join(query["sql"][:300] for query in asked.captured_queries)


def grow(world: Everything) -> None:
    """Many more of everything that stands in a list."""
    small, lead = world.world, world.world.lead
    kept = ("rule_set", "funding_call_start_year", "participant_category", "coordinator_category", "team_size")
    networks.set_terms(
        network=small.network,
        by=lead,
        at=NOW,
        **given.terms_values(seats=40) | {name: getattr(small.terms, name) for name in kept},
    )
    people_there = given_hours.many_more(small, MORE)
    for person in people_there[:3]:
        given_hours.wrote(person)
    own = Interest.objects.get(pk=str(world.values["interest"]))
    for number in range(MORE):
        given_hours.wrote(small.members[0], day=OCTOBER.first_day + timedelta(days=number), minutes=15)
        organisation = given.organisation(f"Kommun {number:02d}", f"93{number:02d}")
        seat = given.seat(small.network, organisation, lead)
        given.member(seat, given.person(f"Samordnare {number}"), lead, area=Area.OTHER, coordinator=True)
        Interest.objects.create(
            call=world.call.call,
            organisation=organisation,
            started_at=given.START,
            started_by=lead,
            saved_at=given.START,
            submitted_at=given.START,
            submitted_by=lead,
        )
        networks.appoint_staff(
            network=small.network,
            person=given.person(f"Stöd {number}"),
            function=Staff.Function.PROCESS_SUPPORTER,
            first_day=date(2020, 9, 1),
            by=SYSTEM,
            at=given.START,
        )
        Claim.objects.create(
            network=small.network,
            number=10 + number,
            first_month=date(2021, 1, 1),
            last_month=date(2021, 1, 1),
            prepared_at=NOW,
            prepared_by=lead,
            closed_at=NOW,
            closed_by=lead,
        )
        calls.invite_contact(
            interest=own,
            email=f"kollega{number}@9201.example",
            name=f"Kollega {number}",
            by=given_calls.contact(0),
            at=NOW,
        )
        people.note_absence(
            person=small.members[0],
            first_day=date(2022, 1, 1) + timedelta(days=3 * number),
            return_day=date(2022, 1, 2) + timedelta(days=3 * number),
            by=small.members[0],
            at=NOW,
        )
    here = Meeting.objects.select_related("network", "participation__organisation").get(pk=str(world.values["meeting"]))
    for number in range(MORE):
        meetings.add_guest(
            meeting=here,
            name=f"Gäst {number}",
            unit="Nämnden",
            attends_as=Guest.AttendsAs.AUDIENCE,
            by=lead,
            at=NOW,
        )
        meeting = given_meetings.meeting(
            small.network, lead, starts_at=given_meetings.STARTS + timedelta(days=number), title=f"Träff {number}"
        )
        meetings.invite(meeting=meeting, people=people_there[:2], by=lead, at=given_meetings.PLANNED)
    assert Invitation.objects.count() > MORE


THOUSAND = 1000


def copies(row: Model, many: int, **columns: Callable[[int], object]) -> None:
    """As many rows like this one, but for the columns that are named."""
    alike = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    kind = type(row)
    kind._default_manager.bulk_create(  # noqa: SLF001 - the documented way to a manager of any model
        [kind(**alike | {name: made(place) for name, made in columns.items()}) for place in range(many)]
    )


def grow_to_a_thousand(world: Everything) -> None:
    """A thousand rows in each list. They are put there as rows: what is counted is how the pages ask."""
    small = world.world
    copies(
        small.stranger,
        THOUSAND,
        name=lambda place: f"Person {place:04d}",
        name_sort=lambda place: f"person {place:04d}",
        email=lambda place: f"person{place}@9201.example",
    )
    many = list(Person.objects.filter(email__startswith="person").order_by("pk").values_list("pk", flat=True))
    region = MemberOrganisation.objects.create(
        kind="region", name="Region 0", name_sort="region 0", name_search="region"
    )
    copies(region, THOUSAND, name=lambda place: f"Region {place}", name_sort=lambda place: f"region {place:04d}")
    regions = list(MemberOrganisation.objects.filter(kind="region").order_by("pk").values_list("pk", flat=True))
    copies(small.alvnas, THOUSAND, organisation_id=lambda place: regions[place])
    seats = list(Participation.objects.filter(organisation__kind="region").order_by("pk").values_list("pk", flat=True))
    member = TeamMember.objects.get(person=small.members[2])
    copies(member, THOUSAND, person_id=lambda place: many[place])
    copies(member, THOUSAND, person_id=lambda place: many[place], participation_id=lambda place: seats[place])
    copies(Staff.objects.filter(network=small.network).order_by("pk")[0], THOUSAND, person_id=lambda place: many[place])
    copies(
        Interest.objects.get(pk=str(world.values["interest"])), THOUSAND, organisation_id=lambda place: regions[place]
    )
    contact = InterestContact.objects.filter(interest__pk=str(world.values["interest"])).order_by("pk")[0]
    copies(contact, THOUSAND, person_id=lambda place: many[place])
    copies(Claim.objects.get(network=small.network, number=1), THOUSAND, number=lambda place: 10 + place)
    copies(Absence.objects.order_by("pk")[0], THOUSAND)
    here = Meeting.objects.get(pk=str(world.values["meeting"]))
    copies(here, THOUSAND, code=lambda place: f"{place:06d}")
    invitation = Invitation.objects.order_by("pk")[0]
    copies(invitation, THOUSAND, person_id=lambda place: many[place], meeting_id=lambda _place: here.pk)
    copies(Guest.objects.order_by("pk")[0], THOUSAND, name_sort=lambda place: f"gast {place:04d}")
    copies(HourRow.objects.filter(sheet__person=small.members[0], sheet__confirmed_at=None).order_by("pk")[0], THOUSAND)
    sheet = given_hours.sheet(small.members[2])
    copies(sheet, THOUSAND, person_id=lambda place: many[place])
    copies(Outbox.objects.order_by("pk")[0], THOUSAND, unique_key=lambda place: f"letter {place}")


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("plain_answers")
def test_no_page_asks_for_more_when_its_list_has_a_thousand_rows(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = everything.build(team_size=40)
    kept_by_the_process(world)
    few = statements(world)
    grow_to_a_thousand(world)
    many = statements(world)
    more = {
        f"{key[0]} {key[2]}: {few[key][0]} → {number}\n{sql}"
        for key, (number, sql) in many.items()
        if number != few[key][0]
    }
    assert not more, "\n".join(sorted(more))


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.usefixtures("plain_answers")
def test_no_page_asks_for_much_nor_for_more_when_lists_grow(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = everything.build(team_size=40)
    kept_by_the_process(world)
    few = statements(world)
    assert len(few) > 100
    much = {
        f"{role} {path}: {number}\n{sql}"
        for (role, name, path), (number, sql) in few.items()
        if number > GATHERS.get(name, MOST)
    }
    assert not much, "\n".join(sorted(much))
    grow(world)
    many = statements(world)
    more = {
        f"{key[0]} {key[2]}: {few[key][0]} → {number}\n{sql}"
        for key, (number, sql) in many.items()
        if number != few[key][0]
    }
    assert not more, "\n".join(sorted(more))
