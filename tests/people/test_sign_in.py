"""Signing in by a code, walked from outside."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from samverka.journal.models import Entry
from samverka.mail import figures as mail
from samverka.mail.models import Outbox
from samverka.people.models import Account, Person

pytestmark = pytest.mark.django_db

KNOWN = "kim.ek@granfors.example"
UNKNOWN = "noor.lind@alvnas.example"


def ask(client: Client, email: str, **also: str) -> HttpResponse:
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
