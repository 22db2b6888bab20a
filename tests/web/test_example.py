"""The example's own pages: there in an example only, and only from this machine."""

from datetime import datetime

import pytest
from django.test import Client

from samverka.journal import actions as journal
from samverka.mail import actions as mail
from samverka.people.models import Account
from tests.given import everything, world
from tests.given import people as given
from tests.people.test_sign_in import ask, code_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def example(now: datetime) -> datetime:
    journal.mark_example(moment="month ten", clock_offset_seconds=0, at=now)
    return now


@pytest.mark.parametrize("path", ["/exempel/", "/exempel/brevlada/", "/en/exempel/"])
def test_a_real_installation_has_no_way_around_the_code(client, path) -> None:
    assert client.get(path).status_code == 404


def test_nobody_enters_a_real_installation_without_a_code(client) -> None:
    kim = given.person()
    assert client.post(f"/exempel/ga-in/{kim.pk}/").status_code == 404
    assert not Account.objects.exists()
    assert "_auth_user_id" not in client.session


def test_each_role_that_somebody_has_can_be_entered(client, example) -> None:
    cast = world.world()
    page = client.get("/exempel/").content.decode()
    for role in ("Projektledare", "Ekonom", "Koordinator", "Medarbetare"):
        assert f"<h3>{role}</h3>" in page
    assert cast.lead.name in page
    answer = client.post(f"/exempel/ga-in/{cast.lead.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/att-gora/")
    assert client.get("/mitt/").content.decode().count(cast.lead.name) >= 1
    # From one to another without signing out.
    client.post(f"/exempel/ga-in/{cast.coordinator.pk}/")
    assert cast.coordinator.email in client.get("/mitt/").content.decode()


def test_one_is_led_to_where_the_role_has_most_to_see_and_nowhere_else(client, example) -> None:
    cast = world.world()
    page = client.get("/exempel/").content.decode()
    network = f"/natverk/{cast.network.slug}/"
    assert f'name="next" value="{network}"' not in page  # a project manager and a finance officer have things to do
    assert 'name="next" value="/att-gora/"' in page
    answer = client.post(f"/exempel/ga-in/{cast.lead.pk}/", {"next": network})
    assert answer["Location"] == network
    answer = client.post(f"/exempel/ga-in/{cast.lead.pk}/", {"next": "https://elsewhere.example/"})
    assert answer["Location"] == "/att-gora/"


def test_a_manager_an_approver_and_an_auditor_can_be_entered_where_there_are_some(client, example, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = everything.build()
    page = client.get("/exempel/").content.decode()
    network = found.world.network.slug
    for title, role, href in (
        ("Närmaste chef", "manager", f"/natverk/{network}/team/avsatt-tid/"),
        ("Attestant", "approver", f"/natverk/{network}/tid/attestera/"),
        ("Revisor", "auditor", f"/natverk/{network}/granskning/"),
    ):
        card = page.split(f"<h3>{title}</h3>")[1].split("</section>")[0]
        assert found.roles[role].name in card, title
        assert f'value="{href}"' in card, title
        client.post(f"/exempel/ga-in/{found.roles[role].pk}/")
        assert client.get(href).status_code == 200
    assert "<h3>Kontaktperson för en sökande</h3>" in page


def test_the_mailbox_leads_to_where_the_example_is_served_now(client, example, settings) -> None:
    mail.write(
        unique_key="letter-2",
        kind="calls.letter",
        to_address="siv.aberg@alvnas.example",
        to_name="Siv Åberg",
        subject="Skriv under",
        body="Se http://localhost:9/x/ och svara:\n\nhttp://localhost:8123/att-gora/\n\nhttps://mote.example/rum/",
        at=example,
    )
    settings.BASE_URL = "http://127.0.0.1:9999"
    page = client.get("/exempel/brevlada/").content.decode()
    assert 'href="http://127.0.0.1:9999/att-gora/"' in page
    assert 'href="https://mote.example/rum/"' in page
    assert "8123" not in page
    assert "Se http://localhost:9/x/ och" in page  # inside a sentence it is what somebody wrote


def test_without_anyone_the_page_says_so(client, example) -> None:
    assert "Ingen har någon roll än" in client.get("/exempel/").content.decode()


def test_a_stranger_to_the_example_is_not_found(client, example) -> None:
    assert client.post("/exempel/ga-in/999999/").status_code == 404
    nameless = given.person("Utan Adress", "")
    assert client.post(f"/exempel/ga-in/{nameless.pk}/").status_code == 404
    assert client.get(f"/exempel/ga-in/{nameless.pk}/").status_code == 405


def test_the_mailbox_shows_codes_and_links(client, example) -> None:
    ask(client, "kim.ek@granfors.example")
    code = code_sent()
    link = "http://127.0.0.1:8000/avsiktsforklaring/abc/"
    mail.write(
        unique_key="letter-1",
        kind="calls.letter",
        to_address="siv.aberg@alvnas.example",
        to_name="Siv Åberg",
        subject="Skriv under",
        body="En personlig länk.",
        secret_body=f"Skriv under här:\n\n{link}",
        at=example,
    )
    page = client.get("/exempel/brevlada/").content.decode()
    assert code in page
    assert f'href="{link}"' in page
    assert page.index(link) < page.index(code)  # the newest first
    only = client.get("/exempel/brevlada/", {"till": "KIM.ek@granfors.example"}).content.decode()
    assert code in only
    assert link not in only
    assert "Det har inte kommit något brev" in client.get("/exempel/brevlada/?till=x@y.example").content.decode()


def test_the_code_page_of_an_example_leads_to_its_mailbox(client, example) -> None:
    ask(client, "kim.ek@granfors.example")
    page = client.get("/logga-in/kod/").content.decode()
    assert 'href="/exempel/brevlada/?till=kim.ek%40granfors.example"' in page


def test_the_code_page_of_a_real_one_does_not(client) -> None:
    ask(client, "kim.ek@granfors.example")
    assert "/exempel/" not in client.get("/logga-in/kod/").content.decode()


@pytest.mark.parametrize(
    "outside",
    [
        {"HTTP_HOST": "samverka.example"},
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
    ],
)
def test_an_example_answers_this_machine_only(example, settings, outside) -> None:
    settings.ALLOWED_HOSTS = ["samverka.example", "testserver"]
    for path in ("/", "/exempel/", "/healthz", "/static/core/samverka.css"):
        answer = Client(**outside).get(path)
        assert answer.status_code == 403
        assert "only on the machine" in answer.content.decode()
    settings.EXAMPLE_PUBLIC = True
    assert Client(**outside).get("/logga-in/").status_code == 200


def test_a_real_installation_answers_everyone(settings) -> None:
    settings.ALLOWED_HOSTS = ["samverka.example"]
    assert Client(HTTP_HOST="samverka.example", REMOTE_ADDR="192.0.2.7").get("/logga-in/").status_code == 200


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]", "localhost"])
def test_this_machine_has_several_names(example, settings, host) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    assert Client(HTTP_HOST=host).get("/healthz").status_code == 200


def test_the_mark_of_an_example_stands_on_every_page(client, example) -> None:
    assert "Exempel: påhittade kommuner och personer" in client.get("/logga-in/").content.decode()
