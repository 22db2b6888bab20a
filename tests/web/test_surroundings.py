"""Around every page: menu, outbox, idle staff, health."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samverka.documents.models import Rendering
from samverka.mail import actions as mail
from samverka.mail.models import Outbox
from samverka.web.middleware import IS_STAFF, SEEN_AT
from samverka.web.queries import health, ties
from samverka.web.queries.ties import Place, Tie
from tests.given import people as given
from tests.given import world
from tests.given.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> World:
    return world.world()


def letters(now, number: int, chain: str = "house") -> None:
    for index in range(number):
        mail.write(
            unique_key=f"{chain}-{index}",
            kind="test.letter",
            to_address=f"person.{index}@granfors.example",
            to_name="",
            subject=f"Brev {index}",
            body="Hej",
            at=now,
            chain=chain,
        )


def test_what_ties_a_person_to_a_network(cast, now, django_assert_num_queries) -> None:
    day = now.date()
    name, slug = cast.network.name, cast.network.slug
    with django_assert_num_queries(1):
        assert ties.places(cast.lead, day) == (Place(Tie.POST, slug, name),)
    assert ties.places(cast.economist, day) == (Place(Tie.HOST, slug, name),)
    assert ties.places(cast.coordinator, day) == (Place(Tie.LEAD, slug, name),)
    assert ties.places(cast.members[0], day)[0].tie in {Tie.MEMBER, Tie.LEAD}
    assert ties.places(cast.stranger, day) == ()
    assert ties.places(cast.lead, cast.network.first_day - timedelta(days=4000)) == ()
    assert ties.is_staff(cast.lead, day)
    assert not ties.is_staff(cast.coordinator, day)


def test_the_menu_follows_from_the_facts_and_leads_somewhere(client, cast) -> None:
    given.signed_in(client, cast.lead)
    page = client.get("/mitt/").content.decode()
    assert 'href="/att-gora/"' in page
    assert 'href="/utkorg/"' in page
    other = given.signed_in(Client(), cast.coordinator).get("/mitt/").content.decode()
    assert 'href="/utkorg/"' not in other


def test_the_outbox_is_for_those_who_look_after_the_letters(client, cast) -> None:
    """A finance officer has no need of who has been written to; the list is taken out by those who see it."""
    economist = given.signed_in(Client(), cast.economist)
    assert 'href="/utkorg/"' not in economist.get("/mitt/").content.decode()
    assert economist.get("/utkorg/").status_code == 404
    assert economist.post("/utkorg/lista.xlsx").status_code == 404
    answer = given.signed_in(client, cast.lead).post("/utkorg/lista.xlsx?sida=1")
    rendering = Rendering.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/underlag/{rendering.pk}/")
    assert rendering.owner == f"networks.network-{cast.network.pk}"


def test_the_menu_says_where_one_is(client, cast) -> None:
    given.signed_in(client, cast.lead)
    assert '<a href="/utkorg/" aria-current="page">' in client.get("/utkorg/").content.decode()


def test_the_other_language_is_one_click_away_except_on_an_answer_to_a_form(client) -> None:
    assert 'href="/en/logga-in/?orsak=ute"' in client.get("/logga-in/?orsak=ute").content.decode()
    assert 'href="/logga-in/"' in client.get("/en/logga-in/").content.decode()
    assert "/en/logga-in/skicka-kod/" not in client.post("/logga-in/skicka-kod/").content.decode()


def test_the_outbox_is_for_the_hosts_staff(client, cast, now) -> None:
    assert client.get("/utkorg/").status_code == 302
    for person in (cast.coordinator, cast.members[0], cast.stranger):
        assert given.signed_in(Client(), person).get("/utkorg/").status_code == 404
        assert given.signed_in(Client(), person).get("/utkorg/lista.csv").status_code == 404
    assert given.signed_in(client, cast.lead).get("/utkorg/").status_code == 200


def test_the_outbox_shows_that_a_code_was_sent_never_which(client, cast, now) -> None:
    Outbox.objects.all().delete()
    mail.write(
        unique_key="code-1",
        kind="people.code",
        to_address="asa.ek@granfors.example",
        to_name="",
        subject="Din kod till Samverka",
        body="En engångskod.",
        secret_body="    BCDF-GHJK",  # noqa: S106 - a test's own
        at=now,
    )
    letters(now, 1, chain=cast.network.chain)
    letters(now, 1, chain="network-999")
    mail.deliver_waiting(outside=False, at=now)
    given.signed_in(client, cast.lead)
    for path in ("/utkorg/", "/utkorg/lista.csv"):
        page = client.get(path).content.decode()
        assert "a…@granfors.example" in page
        assert "Kod skickad 10.00" in page
        assert "person.0@granfors.example" in page
        for secret in ("BCDF", "asa.ek"):
            assert secret not in page
        assert page.count("Brev 0") == 1  # not the other network's


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, "På väg"),
        ({"tries": 1, "last_fault": "TimeoutError"}, "Skickas om (TimeoutError)"),
        ({"tries": 9, "last_fault": "TimeoutError"}, "Kunde inte skickas (TimeoutError)"),
    ],
)
def test_the_outbox_says_how_each_letter_fares(client, cast, now, change, state) -> None:
    Outbox.objects.all().delete()
    letters(now, 1)
    Outbox.objects.update(**change)
    given.signed_in(client, cast.lead)
    page = client.get("/utkorg/").content.decode()
    assert state in page
    assert ("1 brev kunde inte skickas" if change.get("tries") == 9 else "1 brev är på väg") in page


def test_the_outbox_asks_the_same_at_3_and_at_300(client, cast, now, django_assert_max_num_queries) -> None:
    given.signed_in(client, cast.lead)
    letters(now, 3)
    client.get("/utkorg/")
    with django_assert_max_num_queries(8) as few:
        client.get("/utkorg/")
    letters(now, 300, chain=cast.network.chain)
    with django_assert_max_num_queries(8) as many:
        client.get("/utkorg/")
    assert len(few) == len(many)


def test_older_letters_are_on_the_next_page(client, cast, now) -> None:
    Outbox.objects.all().delete()
    letters(now, 130)
    given.signed_in(client, cast.lead)
    first, second = (client.get(f"/utkorg/?sida={number}").content.decode() for number in (1, 2))
    assert (first.count("@granfors.example"), second.count("@granfors.example")) == (100, 30)
    assert 'href="?sida=2"' in first
    assert 'href="?sida=1"' in second
    assert 'href="?sida=3"' not in second
    assert client.get("/utkorg/lista.csv?sida=2").content.decode().count("@granfors.example") == 30
    for odd in ("0", "-1", "x", "²", "9" * 30, "99"):
        assert client.get("/utkorg/", {"sida": odd}).status_code == 200


def seen(client: Client, minutes: int, *, is_staff: bool) -> None:
    session = client.session
    session[SEEN_AT] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session[IS_STAFF] = is_staff
    session.save()


def test_staff_are_signed_out_after_thirty_idle_minutes(client, cast) -> None:
    given.signed_in(client, cast.lead)
    seen(client, 29, is_staff=True)
    assert client.get("/utkorg/").status_code == 200
    seen(client, 31, is_staff=True)
    answer = client.get("/utkorg/?a=b")
    assert answer["Location"] == "/logga-in/?orsak=vila&next=%2Futkorg%2F%3Fa%3Db"
    assert "inget hade hänt på 30 minuter" in client.get(answer["Location"]).content.decode()
    assert client.get("/mitt/").status_code == 302


def test_whoever_became_staff_meanwhile_is_found_out(client, cast) -> None:
    given.signed_in(client, cast.lead)
    seen(client, 31, is_staff=False)
    assert client.get("/utkorg/").status_code == 302


def test_others_stay_signed_in(client, cast) -> None:
    given.signed_in(client, cast.coordinator)
    seen(client, 59 * 24 * 60, is_staff=False)
    assert client.get("/mitt/").status_code == 200
    assert timezone.now() - datetime.fromisoformat(client.session[SEEN_AT]) < timedelta(minutes=1)


def test_after_a_sign_in_it_is_noted_who_is_staff(client, cast) -> None:
    client.force_login(given.account(cast.lead))
    client.get("/mitt/")
    assert client.session[IS_STAFF] is True
    other = Client()
    other.force_login(given.account(cast.coordinator))
    other.get("/mitt/")
    assert other.session[IS_STAFF] is False


def test_being_seen_is_written_down_once_a_minute(client, cast) -> None:
    given.signed_in(client, cast.lead)
    for minutes, written in ((0, False), (2, True)):
        seen(client, minutes, is_staff=True)
        before = client.session[SEEN_AT]
        client.get("/mitt/")
        assert (client.session[SEEN_AT] != before) is written


def test_health(client, monkeypatch) -> None:
    assert client.get("/healthz").content == b"ok\n"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrations": True, "worker": True, "files": True}
    monkeypatch.setattr(health, "_can_keep_files", lambda: False)
    assert client.get("/readyz").status_code == 503


def test_a_page_without_a_form_sets_no_cookie(client) -> None:
    for path in ("/", "/healthz", "/tillganglighet/"):
        assert not client.get(path).cookies


def test_style_and_script_change_address_with_their_content(client) -> None:
    page = client.get("/").content.decode()
    assert "/static/core/samverka.css?v=" in page
