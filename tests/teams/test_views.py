from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.people.models import Person
from samverka.teams import actions, queries
from samverka.teams.models import Area, TeamMember
from tests.given import people as given_people
from tests.given import world as given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Pages are walked in Swedish."""
    with translation.override("sv"):
        yield


@pytest.fixture
def world():
    return given.world(team_size=4)


def enter(person) -> Client:
    return given_people.signed_in(Client(), person)


def at(name: str, world, seat=None) -> str:
    return reverse(f"teams:{name}", args=[world.network.slug, (seat or world.alvnas).pk])


def of(name: str, world, who) -> str:
    return reverse(f"teams:{name}", args=[world.network.slug, TeamMember.objects.get(person=who).pk])


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


TYPED = {
    "name": "Eva Nyman",
    "email": "eva.nyman@alvnas.example",
    "team_seat": "member",
    "function": "Upphandlare",
    "area": "procurement",
    "department": "Ekonomi",
    "first_day": "2021-06-01",
    "organisation_number": "212000-1355",
}


def test_doors_by_role(world) -> None:
    reading = {name: at(name, world) for name in ("show", "team_csv", "appoint_page")}
    reading["end_page"] = of("end_page", world, world.members[0])
    writing = {"appoint": at("appoint", world)}
    writing |= {name: of(name, world, world.members[0]) for name in ("end", "name_deputy", "remove_deputy")}

    def found(person) -> dict[str, int]:
        client = enter(person)
        answers = {name: client.get(address).status_code for name, address in reading.items()}
        return answers | {name: client.post(address).status_code for name, address in writing.items()}

    nothing = dict.fromkeys([*reading, *writing], 404)
    assert found(world.stranger) == nothing
    assert found(world.other_coordinator) == nothing
    assert found(world.lead) == nothing | {"show": 200, "team_csv": 200}
    assert found(world.members[1]) == nothing | {"show": 200, "team_csv": 200}
    assert found(world.coordinator) == {
        "show": 200,
        "team_csv": 200,
        "appoint_page": 200,
        "end_page": 200,
        "appoint": 422,
        "end": 422,
        "name_deputy": 302,
        "remove_deputy": 302,
    }
    for address in reading.values():
        assert Client().get(address)["Location"].startswith(settings.LOGIN_URL)
    for address in writing.values():
        assert Client().post(address)["Location"].startswith(settings.LOGIN_URL)


def test_a_team_that_is_not_there_is_not_found(world) -> None:
    assert enter(world.lead).get(reverse("teams:show", args=[world.network.slug, 999_999])).status_code == 404


def test_the_index_leads_each_where_they_belong(world) -> None:
    address = reverse("teams:index", args=[world.network.slug])
    assert enter(world.members[0]).get(address)["Location"] == at("show", world)
    assert enter(world.stranger).get(address).status_code == 404
    page = text(enter(world.lead).get(address))
    assert "0 av 2 projektteam är kompletta." in page
    assert "Siv Åberg" in page
    file = enter(world.lead).get(reverse("teams:teams_csv", args=[world.network.slug]))
    assert "Älvnäs kommun;3;Siv Åberg;1 roll är inte tillsatt." in file.content.decode("utf-8-sig")
    assert enter(world.members[0]).get(reverse("teams:teams_csv", args=[world.network.slug])).status_code == 404


def test_the_team_says_what_it_lacks(world) -> None:
    page = text(enter(world.coordinator).get(at("show", world)))
    assert "3 av 4 roller är tillsatta." in page
    assert "1 roll är inte tillsatt." in page
    assert "Vilar på en enda person: upphandling, näringsliv, arbetsmarknad." in page
    assert "Ingen är utsedd till koordinatorns ställföreträdare." in page
    leaving = TeamMember.objects.get(person=world.members[0])
    actions.end_member(member=leaving, last_day=date(2021, 10, 31), by=world.coordinator, at=given.START)
    page = text(enter(world.coordinator).get(at("show", world)))
    assert "Ingen arbetar med upphandling i teamet." in page
    assert "Tidigare i teamet" in page
    empty = text(enter(world.lead).get(at("show", world, world.granfors)))
    assert "Teamet kommer från 0 områden; villkoren säger minst 2." in empty


def test_a_team_without_coordinator_is_told_of(world) -> None:
    leaving = TeamMember.objects.get(person=world.coordinator)
    actions.end_member(member=leaving, last_day=date(2021, 10, 31), by=world.lead, at=given.START)
    assert "Teamet saknar koordinator." in text(enter(world.lead).get(at("show", world)))


def test_appointing_through_the_page(world) -> None:
    client = enter(world.coordinator)
    assert "Arbetsgivarens organisationsnummer" in text(client.get(at("appoint_page", world)))
    assert client.post(at("appoint", world), TYPED)["Location"] == at("show", world)
    assert "Eva Nyman" in text(client.get(at("show", world)))
    assert "Arbetsgivarens organisationsnummer" not in text(client.get(at("appoint_page", world)))


def test_among_several_employers_one_is_chosen(world) -> None:
    organisation = world.alvnas.organisation
    given_people.employer(organisation, number="2120001355")
    company = given_people.employer(organisation, number="5560000001")
    typed = TYPED | {"employer": str(company.pk)}
    assert enter(world.coordinator).post(at("appoint", world), TYPED).status_code == 422
    assert enter(world.coordinator).post(at("appoint", world), typed).status_code == 302
    employment = TeamMember.objects.get(person__email=TYPED["email"]).employment
    assert employment is not None
    assert employment.employer == company


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"first_day": "2020-12-31"}, "Dagen ligger utanför kommunens tid i nätverket."),
        ({"first_day": "2021-02-31"}, "Den dagen finns inte i kalendern."),
        ({"organisation_number": "212000-1356"}, "Det är inte ett organisationsnummer."),
        ({"team_seat": "coordinator"}, "Teamet har redan en koordinator."),
        ({"email": "ana.oberg@samverka.example"}, "Personen ingår redan i teamet."),
        ({"email": "utan snabel-a"}, "E-post i arbetet:"),
    ],
)
def test_a_fault_is_told_and_what_was_typed_is_kept(world, changes, sentence) -> None:
    answer = enter(world.coordinator).post(at("appoint", world), TYPED | changes)
    assert (answer.status_code, sentence in text(answer)) == (422, True)
    assert 'value="Upphandlare"' in text(answer)
    assert not Person.objects.filter(email=TYPED["email"]).exists()


def test_ending_through_the_page(world) -> None:
    client, who = enter(world.coordinator), world.members[0]
    assert "Avsluta uppdraget" in text(client.get(of("end_page", world, who)))
    wrong = client.post(of("end", world, who), {"last_day": "2020-12-31"})
    assert (wrong.status_code, "kan inte komma före" in text(wrong)) == (422, True)
    address = of("end", world, who)
    assert client.post(address, {"last_day": "2021-11-30"}).status_code == 302
    assert "2021-01-01–2021-11-30" in text(client.get(at("show", world)))
    assert client.post(address, {"last_day": "2021-12-31"}).status_code == 422
    assert "har redan en sista dag" in text(client.get(of("end_page", world, who)))


def test_the_deputy_leads_too(world) -> None:
    assert enter(world.members[0]).get(at("appoint_page", world)).status_code == 404
    enter(world.coordinator).post(of("name_deputy", world, world.members[0]))
    client = enter(world.members[0])
    assert client.get(at("appoint_page", world)).status_code == 200
    assert "ställföreträdande koordinator" in text(client.get(at("show", world)))
    enter(world.coordinator).post(of("remove_deputy", world, world.members[0]))
    assert client.get(at("appoint_page", world)).status_code == 404


def test_someone_to_come_stands_apart(world) -> None:
    actions.appoint_member(
        participation=world.alvnas,
        person=world.stranger,
        team_seat="member",
        function="Strateg",
        area=Area.OTHER,
        first_day=date(2022, 1, 1),
        by=world.coordinator,
        at=given.START,
    )
    assert "På väg in" in text(enter(world.coordinator).get(at("show", world)))


def test_protected_identity_shows_the_function_only(world) -> None:
    hidden = world.members[0]
    Person.objects.filter(pk=hidden.pk).update(protected_identity=True)
    for person in (world.coordinator, world.lead, world.members[1]):
        for address in (at("show", world), at("team_csv", world)):
            page = enter(person).get(address).content.decode()
            assert (hidden.name in page, hidden.email in page, "Utvecklare" in page) == (False, False, True)
    Person.objects.filter(pk=world.coordinator.pk).update(protected_identity=True)
    index = enter(world.lead).get(reverse("teams:index", args=[world.network.slug])).content.decode()
    assert (world.coordinator.name in index, "Samordnare" in index) == (False, True)


def test_what_is_to_be_done(world, now, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        (todo,) = queries.todo_for(world.coordinator, now)
    assert (todo.text, todo.href) == ("Tillsätt 1 roll i projektteamet", at("show", world))
    assert queries.todo_for(world.members[0], now) == []
    given.member(world.alvnas, world.stranger, world.lead, area=Area.OTHER)
    assert queries.todo_for(world.coordinator, now) == []


def statements(client, address, django_assert_max_num_queries) -> int:
    client.get(address)
    with django_assert_max_num_queries(8, info=address) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_at_most_eight_statements_however_many_people(django_assert_max_num_queries) -> None:
    world = given.world(team_size=60)
    host, lead = enter(world.lead), enter(world.coordinator)
    pages = [
        (host, reverse("teams:index", args=[world.network.slug])),
        (host, at("show", world)),
        (lead, at("show", world)),
        (lead, at("appoint_page", world)),
        (lead, of("end_page", world, world.members[0])),
    ]
    before = [statements(*pair, django_assert_max_num_queries) for pair in pages]
    for number in range(30):
        given.member(world.alvnas, given.person(f"Kim {number}"), world.lead, area=Area.OTHER)
    assert [statements(*pair, django_assert_max_num_queries) for pair in pages] == before
