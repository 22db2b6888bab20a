from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.documents.models import Rendering
from samverka.funding.models import RuleSet
from samverka.networks import actions as networks
from samverka.networks import queries
from samverka.networks.models import Network
from samverka.people.models import Person
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
    return given.world()


def enter(person) -> Client:
    return given_people.signed_in(Client(), person)


def at(name: str, world) -> str:
    # Who may read terms and staff, teams knows.
    package = "teams" if name in {"terms", "staff", "staff_csv", "staff_xlsx"} else "networks"
    return reverse(f"{package}:{name}", args=[world.network.slug])


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


TERMS = {
    "seats": "4",
    "reserve_seats": "0",
    "team_size": "5",
    "fewest_areas": "2",
    "wanted_areas": ["procurement"],
    "with_hours": "on",
    "hours_per_year": "300",
    "joint_share_percent": "40",
    "coordinator_share_percent": "10",
    "meetings_in_person_per_year": "1",
    "meetings_online_per_year": "3",
    "local_days_per_year": "1",
    "needs_due_day": "2021-04-30",
    "plan_follow_ups_per_year": "2",
    "working_days_to_comment": "3",
    "total_budget_ore": "14 280 613",
    "fund_support_ore": "6 697 669,50",
}
START = TERMS | {
    "name": "Nätverk Nära vård",
    "host_organisation": "Sveriges Kommuner och Regioner",
    "first_day": "2022-01-01",
    "last_day": "2023-12-31",
    "closing_from": "2023-11-01",
}


def test_doors_by_role(world) -> None:
    def found(person) -> list[int]:
        client = enter(person)
        reading = [client.get(at(name, world)).status_code for name in ("terms", "staff", "terms_form", "funding")]
        return reading + [client.post(at(name, world)).status_code for name in ("set_terms", "note_funding")]

    assert found(world.lead) == [200, 200, 200, 200, 422, 422]
    assert found(world.economist) == [200, 200, 404, 200, 404, 422]
    assert found(world.coordinator) == [200, 200, 404, 404, 404, 404]
    assert found(world.stranger) == [404] * 6
    for name in ("terms", "staff", "staff_csv", "terms_form", "funding"):
        assert Client().get(at(name, world))["Location"].startswith(settings.LOGIN_URL)
    assert enter(world.lead).get(reverse("teams:terms", args=["finns-inte"])).status_code == 404
    assert enter(world.lead).get(reverse("teams:staff", args=["finns-inte"])).status_code == 404


def test_the_terms_are_told_in_plain_words(world) -> None:
    page = text(enter(world.coordinator).get(at("terms", world)))
    for sentence in (
        "1 januari 2021 till 28 februari 2023",
        "Från 1 januari 2023 återstår bara avslutande arbete.",
        "2 kommuner, och 1 reserv",
        "3 personer och en koordinator, från minst 2 områden",
        "Upphandling, Näringsliv, Arbetsmarknad",
        "500 timmar per kommun och år",
        "ungefär 50 procent",
        "20 procent av heltid, betalas av kommunen",
        "2 på plats och 2 digitala",
        "1 i varje kommun",
        "6 697 669 kr (46,9 %)",
        "Version 1, satt 1 september 2020.",
    ):
        assert sentence in page
    assert "Ändra villkoren" not in page


def test_new_terms_through_the_page(world) -> None:
    client = enter(world.lead)
    assert 'value="14280613' in text(client.get(at("terms_form", world)))
    rule_set = RuleSet.objects.create(code="prov", version=1, name="Provregler", from_day="2021-01-01", values={})
    assert client.post(at("set_terms", world), TERMS | {"rule_set": str(rule_set.pk)})["Location"] == at("terms", world)
    terms = queries.holding_terms(world.network)
    assert (terms.version, terms.seats, terms.wanted_areas, terms.rule_set) == (2, 4, ["procurement"], rule_set)
    assert (terms.total_budget_ore, terms.fund_support_ore) == (1_428_061_300, 669_766_950)
    page = text(client.get(at("terms", world)))
    assert "Version 2, satt 2 november 2021 av Maj Lindberg." in page
    assert "I det här nätverket redovisas ingen medfinansiering." in page
    assert "Provregler, version 1" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"fund_support_ore": "99 000 000"}, "Stödet kan inte vara större än budgeten."),
        ({"total_budget_ore": "mycket"}, "Skriv kronor med siffror"),
        ({"total_budget_ore": "-5"}, "Skriv kronor med siffror"),
        ({"total_budget_ore": "1,005"}, "Skriv kronor med siffror"),
        ({"total_budget_ore": "nan"}, "Skriv kronor med siffror"),
        ({"joint_share_percent": "101"}, "Andel av timmarna på gemensamma träffar, procent:"),
        ({"seats": ""}, "Platser:"),
    ],
)
def test_terms_with_a_fault_are_told_and_kept(world, changes, sentence) -> None:
    answer = enter(world.lead).post(at("set_terms", world), TERMS | changes)
    assert (answer.status_code, sentence in text(answer), 'value="300"' in text(answer)) == (422, True, True)
    assert queries.holding_terms(world.network).version == 1


def test_the_staff_with_protected_identity_hidden(world) -> None:
    Person.objects.filter(pk=world.economist.pk).update(protected_identity=True)
    client = enter(world.coordinator)
    page = text(client.get(at("staff", world)))
    file = client.get(at("staff_csv", world)).content.decode("utf-8-sig")
    for shown in (page, file):
        assert "maj.lindberg@samverka.example" in shown
        assert ("Ove Sandin" in shown, world.economist.email in shown) == (False, False)
    assert "Ekonom;Ekonom;" in file


def test_the_staff_is_taken_out_as_a_spreadsheet_that_holds_what_the_list_shows(world) -> None:
    client = enter(world.coordinator)
    answer = client.post(at("staff_xlsx", world))
    rendering = Rendering.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/underlag/{rendering.pk}/")
    page = text(client.get(at("staff", world)))
    rows = [str(value) for row in rendering.values["tables"][0]["rows"] for value in row]
    assert {"Maj Lindberg", "maj.lindberg@samverka.example"} <= set(rows)
    assert all(value in page for value in rows)
    assert enter(world.stranger).post(at("staff_xlsx", world)).status_code == 404
    assert Rendering.objects.count() == 1


def test_the_funding_decision_is_noted(world) -> None:
    client = enter(world.economist)
    assert "Stödet är inte sökt ännu." in text(client.get(at("funding", world)))
    assert client.post(at("note_funding", world), {"granted_day": "2021-01-12"}).status_code == 422
    assert client.post(at("note_funding", world), {"applied_day": "2020-10-01"}).status_code == 302
    assert "Inget beslut har kommit" in text(client.get(at("funding", world)))
    assert client.post(at("note_funding", world), {"granted_day": "2021-01-12"}).status_code == 302
    assert "Stödet beviljades 12 januari 2021." in text(client.get(at("funding", world)))
    wrong = client.post(at("note_funding", world), {"rejected_day": "2021-01-12"})
    assert (wrong.status_code, "inte båda" in text(wrong)) == (422, True)
    other, _terms = given.network("annat")
    Network.objects.filter(pk=other.pk).update(applied_day="2020-10-01", rejected_day="2021-01-12")
    other.refresh_from_db()
    assert queries.funding_sentence(other) == "Stödet avslogs 12 januari 2021."


def test_a_new_network_through_the_page(world) -> None:
    page, post = reverse("networks:start_page"), reverse("networks:start")
    client = enter(world.lead)
    assert "Starta nätverket" in text(client.get(page))
    assert client.post(post, START)["Location"] == reverse("teams:terms", args=["natverk-nara-vard"])
    assert "1 januari 2022 till 31 december 2023" in text(
        client.get(reverse("teams:terms", args=["natverk-nara-vard"]))
    )
    stranger = enter(world.stranger)
    assert "Starta nätverket" not in text(stranger.get(page))
    assert stranger.post(post, START).status_code == 409


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"last_day": "2021-12-31"}, "Den sista dagen kan inte komma före den första."),
        ({"closing_from": "2024-01-01"}, "Det avslutande arbetet ska ligga inom nätverkets tid."),
        ({"name": ""}, "Nätverkets namn:"),
    ],
)
def test_a_new_network_with_a_fault_is_told(world, changes, sentence) -> None:
    answer = enter(world.lead).post(reverse("networks:start"), START | changes)
    assert (answer.status_code, sentence in text(answer)) == (422, True)


def statements(client, address, django_assert_max_num_queries) -> int:
    client.get(address)
    with django_assert_max_num_queries(8, info=address) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_at_most_eight_statements(world, django_assert_max_num_queries) -> None:
    client = enter(world.lead)
    pages = [at(name, world) for name in ("terms", "staff", "terms_form", "funding")]
    pages += [reverse("networks:start_page"), reverse("reports:network", args=[world.network.slug])]
    before = [statements(client, page, django_assert_max_num_queries) for page in pages]
    for number in range(30):
        networks.appoint_staff(
            network=world.network,
            person=given.person(f"Kim {number}"),
            function="subject_expert",
            first_day=given.FIRST_DAY,
            by=world.lead,
            at=given.START,
        )
    assert [statements(client, page, django_assert_max_num_queries) for page in pages] == before
