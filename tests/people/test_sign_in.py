"""Signing in by a code, walked from outside."""

import re
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samverka.journal.models import Entry
from samverka.mail import figures as mail
from samverka.mail.models import Outbox
from samverka.people.doors import PROVED_AT
from samverka.people.models import Account, Person
from tests.given import people as given

pytestmark = pytest.mark.django_db

KNOWN = "kim.ek@granfors.example"
UNKNOWN = "noor.lind@alvnas.example"


def ask(client: Client, email: str, **also: str) -> Any:
    return client.post("/logga-in/skicka-kod/", {"email": email, **also})


def code_sent() -> str:
    letter = Outbox.objects.latest("pk")
    (code,) = re.findall(r"^ {4}(\S+)$", mail.opened(letter.secret_body, settings.SECRET_KEY), re.MULTILINE)
    return str(code)


def test_an_unknown_address_gets_an_account_when_the_code_is_right(client) -> None:
    answer = ask(client, " Noor.Lind@Alvnas.Example ")
    assert (answer.status_code, answer["Location"]) == (302, "/logga-in/kod/")
    assert UNKNOWN in client.get("/logga-in/kod/").content.decode()
    assert not Account.objects.exists()
    assert not Person.objects.exists()

    answer = client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})

    assert (answer.status_code, answer["Location"]) == (302, "/att-gora/")
    account = Account.objects.get()
    assert account.person == Person.objects.get(email=UNKNOWN)
    assert not account.has_usable_password()
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == [
        "people.person.introduced",
        "people.account.opened",
    ]
    assert client.get("/mitt/").status_code == 200


def signed_in_as(client: Client) -> str:
    account_id = client.session.get("_auth_user_id")
    return Account.objects.get(pk=account_id).email if account_id else ""


@pytest.fixture
def kim() -> Person:
    person = given.person(email=KNOWN)
    given.account(person)
    return person


def test_a_known_address_signs_in_to_its_own_account(client, kim) -> None:
    ask(client, KNOWN)
    client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    assert signed_in_as(client) == KNOWN
    assert (Account.objects.count(), Person.objects.count()) == (1, 1)


def test_a_person_already_introduced_gets_the_account(client) -> None:
    person = given.person("Noor Lind", UNKNOWN)
    ask(client, UNKNOWN)
    client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    assert Account.objects.get().person == person


def without_what_is_random(page: str) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|request_key)" value="[^"]+"', "", page)


def test_known_and_unknown_addresses_look_the_same_from_outside(kim) -> None:
    """Same length of address, so that even the sizes must agree."""
    told = []
    for email in (KNOWN, "nn.ek@granfors.example".rjust(len(KNOWN), "x")):
        client = Client()
        sent = ask(client, email)
        page = client.get("/logga-in/kod/")
        wrong = client.post("/logga-in/kod/visa-upp/", {"code": "BBBB-BBBB"})
        again = client.get("/logga-in/")
        told.append(
            [
                (
                    answer.status_code,
                    without_what_is_random(answer.content.decode()).replace(email, "…"),
                    sorted(set(answer.headers.items()) - {("Content-Length", answer.headers.get("Content-Length"))}),
                    sorted(
                        (cookie.key, len(cookie.value), cookie["max-age"], cookie["samesite"], cookie["httponly"])
                        for cookie in answer.cookies.values()
                    ),
                )
                for answer in (sent, page, wrong, again)
            ]
        )
    assert told[0] == told[1]


def test_known_and_unknown_addresses_ask_the_database_the_same(kim) -> None:
    asked = []
    ask(Client(), "someone.before@granfors.example")  # the place has asked before, in both cases
    for email in (KNOWN, UNKNOWN):
        client = Client()
        with CaptureQueriesContext(connection) as statements:
            ask(client, email)
            client.post("/logga-in/kod/visa-upp/", {"code": "BBBB-BBBB"})
        asked.append([re.sub(r"'[^']*'|\d+(\.\d+)?", "?", query["sql"])[:80] for query in statements])
    assert asked[0] == asked[1]
    assert not [sql for sql in asked[0] if "people_account" in sql]


@pytest.mark.parametrize("change", [str.lower, lambda code: f"  {code} ", lambda code: " ".join(code.replace("-", ""))])
def test_a_code_may_be_typed_or_pasted_in_many_ways(client, change) -> None:
    ask(client, UNKNOWN)
    client.post("/logga-in/kod/visa-upp/", {"code": change(code_sent())})
    assert signed_in_as(client) == UNKNOWN


def test_the_third_wrong_code_ends_the_attempt(client) -> None:
    ask(client, UNKNOWN)
    code = code_sent()
    for left in ("2 försök", "1 försök"):
        answer = client.post("/logga-in/kod/visa-upp/", {"code": "BBBB-BBBB"})
        assert answer.status_code == 422
        assert left in answer.content.decode()
        assert "BBBB-BBBB" in answer.content.decode()
    answer = client.post("/logga-in/kod/visa-upp/", {"code": "BBBB-BBBB"})
    assert answer["Location"] == "/logga-in/?orsak=slut"
    page = client.get(answer["Location"]).content.decode()
    assert "Tre försök blev fel" in page
    assert f'value="{UNKNOWN}"' in page
    # The code that was right before is so no longer; a new one is.
    assert client.post("/logga-in/kod/visa-upp/", {"code": code})["Location"] == "/logga-in/?orsak=ny"
    ask(client, UNKNOWN)
    client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    assert signed_in_as(client) == UNKNOWN


def test_an_empty_code_costs_no_try(client) -> None:
    ask(client, UNKNOWN)
    for _time in range(4):
        assert client.post("/logga-in/kod/visa-upp/", {"code": " "}).status_code == 422
    client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    assert signed_in_as(client) == UNKNOWN


def test_an_expired_code_is_told_from_a_wrong_one(client, monkeypatch) -> None:
    ask(client, UNKNOWN)
    code = code_sent()
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 15 * 60 + 1)
    assert client.get("/logga-in/kod/")["Location"] == "/logga-in/?orsak=gammal"
    answer = client.post("/logga-in/kod/visa-upp/", {"code": code, "next": "/mitt/"})
    assert answer["Location"] == "/logga-in/?orsak=gammal&next=%2Fmitt%2F"
    assert "Koden gällde i 15 minuter" in client.get(answer["Location"]).content.decode()
    assert not signed_in_as(client)


def test_a_new_code_replaces_the_old_one(client) -> None:
    ask(client, UNKNOWN)
    old = code_sent()
    ask(client, UNKNOWN)
    assert client.post("/logga-in/kod/visa-upp/", {"code": old}).status_code == 422
    client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    assert signed_in_as(client) == UNKNOWN


def test_a_code_works_only_in_the_browser_that_asked(client) -> None:
    ask(client, UNKNOWN)
    other = Client()
    assert other.post("/logga-in/kod/visa-upp/", {"code": code_sent()})["Location"] == "/logga-in/?orsak=ny"


@pytest.mark.parametrize(
    "email", ["", "kim", "kim@", "kim@granfors", "a@b.example\nBcc: x@y.example", "x" * 300 + "@y.example"]
)
def test_what_is_no_address_comes_back_with_a_sentence(client, email) -> None:
    answer = ask(client, email)
    assert answer.status_code == 422
    assert "kim.ek@granfors.example" in answer.content.decode() or "254" in answer.content.decode()
    assert not Outbox.objects.exists()


def test_pressing_twice_sends_one_code(client) -> None:
    for _time in range(2):
        assert ask(client, UNKNOWN, request_key="k1").status_code == 302
    assert Outbox.objects.count() == 1


def test_codes_are_rationed_per_address_in_real_time(client) -> None:
    for number in range(5):
        assert ask(client, UNKNOWN, request_key=f"k{number}").status_code == 302
    answer = ask(client, UNKNOWN.upper())
    assert answer.status_code == 422
    assert "Vi har nyss skickat flera koder" in answer.content.decode()
    assert Outbox.objects.count() == 5
    assert ask(client, KNOWN).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/mitt/", "/mitt/"),
        ("/natverk/x/tid/2021-10/?a=b", "/natverk/x/tid/2021-10/?a=b"),
        ("https://elsewhere.example/", "/att-gora/"),
        ("//elsewhere.example/", "/att-gora/"),
        ("/\\elsewhere.example/", "/att-gora/"),
        ("javascript:alert(1)", "/att-gora/"),
        ("", "/att-gora/"),
    ],
)
def test_next_is_followed_within_the_house_only(client, wanted, leads_to) -> None:
    page = client.get("/logga-in/", {"next": wanted})
    assert page.status_code == 200
    sent = ask(client, UNKNOWN, next=wanted)
    client.get(sent["Location"])
    answer = client.post("/logga-in/kod/visa-upp/", {"code": code_sent(), "next": wanted})
    assert answer["Location"] == leads_to
    # Whoever is signed in already goes straight on.
    assert client.get("/logga-in/", {"next": wanted})["Location"] == leads_to


def test_in_english_one_stays_in_english(client) -> None:
    sent = client.post("/en/logga-in/skicka-kod/", {"email": UNKNOWN})
    assert sent["Location"] == "/en/logga-in/kod/"
    assert Outbox.objects.get().language == "en"
    answer = client.post("/en/logga-in/kod/visa-upp/", {"code": code_sent()})
    assert answer["Location"] == "/en/att-gora/"
    assert Person.objects.get().language == "en"


def test_the_code_is_secret_mail_and_a_job_is_set_to_it(client) -> None:
    ask(client, UNKNOWN)
    letter = Outbox.objects.get()
    code = code_sent()
    assert letter.is_secret
    assert letter.body == "En engångskod. Den visas bara för mottagaren."
    assert code not in letter.secret_body + letter.subject + letter.body
    assert not Entry.objects.exists()
    (job,) = DBTaskResult.objects.all()
    assert (job.task_path, job.args_kwargs["kwargs"]) == ("samverka.mail.jobs.deliver", {"outside": True})


def test_a_closed_account_is_told_only_to_who_has_the_code(client, kim) -> None:
    Account.objects.update(is_active=False)
    assert ask(client, KNOWN).status_code == 302
    answer = client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    assert answer["Location"] == "/logga-in/?orsak=stangt"
    assert "avslutat" in client.get(answer["Location"]).content.decode()
    assert not signed_in_as(client)


def test_a_new_proof_is_given_by_the_same_person(client, kim) -> None:
    given.signed_in(client, kim, proved=False)
    page = client.get("/logga-in/?next=/brev/&again=1").content.decode()
    assert "Visa att det är du" in page
    ask(client, UNKNOWN, next="/brev/")  # whatever is sent, the code goes to one's own address
    assert Outbox.objects.get().to_address == KNOWN
    assert client.get("/logga-in/kod/?next=/brev/").status_code == 200
    answer = client.post("/logga-in/kod/visa-upp/", {"code": code_sent(), "next": "/brev/"})
    assert (answer["Location"], signed_in_as(client)) == ("/brev/", KNOWN)
    assert PROVED_AT in client.session


def test_the_proof_is_noted_in_real_time(client) -> None:
    ask(client, UNKNOWN)
    client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    age = timezone.now() - datetime.fromisoformat(client.session[PROVED_AT])
    assert timedelta() <= age < timedelta(minutes=1)


def test_signing_in_takes_a_new_session_and_lasts_sixty_days(client) -> None:
    ask(client, UNKNOWN)
    before = client.session.session_key
    answer = client.post("/logga-in/kod/visa-upp/", {"code": code_sent()})
    assert client.session.session_key != before
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 60 * 24 * 3600


def test_signing_out_is_a_press_of_a_button(client, kim) -> None:
    given.signed_in(client, kim)
    assert client.get("/logga-ut/").status_code == 405
    assert client.post("/logga-ut/")["Location"] == "/logga-in/?orsak=ute"
    assert "Du är utloggad" in client.get("/logga-in/?orsak=ute").content.decode()
    assert not signed_in_as(client)


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/logga-in/losenord/",
        "/password/reset/",
        "/signup/",
        "/accounts/password/set/",
        "/login/code/",
    ],
)
def test_no_page_of_allauths_own_is_there(client, path) -> None:
    assert client.get(path).status_code == 404


def test_the_sign_in_pages_hold_no_inline_style_or_script(client) -> None:
    ask(client, UNKNOWN)
    for path in ("/logga-in/", "/logga-in/kod/"):
        page = client.get(path).content.decode()
        assert "style=" not in page
        assert not re.search(r"<script(?![^>]*src=)", page)
        assert page.count("<h1") == 1
