"""Rapportera brister i tillgängligheten: by anyone, to those who answer for the service."""

import pytest
from django.core.cache import caches

from samverka.journal import queries as journal
from samverka.journal.models import Entry
from samverka.mail.models import Outbox
from samverka.web import rules
from tests.given import world as given

pytestmark = pytest.mark.django_db
PAGE, SEND = "/tillganglighet/rapportera/", "/tillganglighet/rapportera/skicka/"
WRITTEN = {"what": "Jag når inte knappen\nmed tangentbordet", "where": "Att göra", "with_what": "NVDA", "email": ""}


@pytest.fixture(autouse=True)
def _no_one_has_written_yet() -> None:
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def lead():
    return given.world().lead


def test_the_statement_leads_to_the_form(client) -> None:
    assert f'href="{PAGE}"' in client.get("/tillganglighet/").content.decode()
    page = client.get(PAGE + "?sida=/natverk/x/").content.decode()
    assert "Rapportera brister i tillgängligheten" in page
    assert 'value="/natverk/x/"' in page


def test_a_report_goes_to_the_project_manager_and_holds_what_was_written(client, lead) -> None:
    answer = client.post(SEND, WRITTEN | {"email": "ana@mail.example"})
    assert (answer.status_code, answer["Location"]) == (302, "/tillganglighet/tack/")
    assert "Tack, rapporten är skickad" in client.get(answer["Location"]).content.decode()
    (letter,) = Outbox.objects.filter(kind="web.fault")
    assert (letter.to_address, letter.reply_to) == (lead.email, "ana@mail.example")
    assert letter.subject == "En brist i tillgängligheten har rapporterats"
    assert "> Jag når inte knappen\n> med tangentbordet" in letter.body
    for said in ("Sida: Att göra", "Använder: NVDA", "Svar är utlovat senast 16 november 2021"):
        assert said in letter.body
    entry = Entry.objects.get(verb="web.fault.reported")
    said = journal.payloads([entry.hash])[entry.hash]
    assert ('"wants_answer":true' in said, "ana@" in said, "knappen" in said) == (True, False, False)


def test_the_named_contact_gets_it_instead(client, lead, settings) -> None:
    settings.CONTACT, settings.OPERATOR = "tillganglighet@skr.example", "Värden"
    client.post(SEND, WRITTEN)
    (letter,) = Outbox.objects.filter(kind="web.fault")
    assert (letter.to_address, letter.to_name, letter.reply_to) == ("tillganglighet@skr.example", "Värden", "")
    assert "Personen vill inte ha något svar." in letter.body


def test_nothing_typed_is_lost_when_the_form_comes_back(client, lead) -> None:
    answer = client.post(SEND, WRITTEN | {"what": "", "email": "inte en adress"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Skriv vad som hindrade dig" in page
    assert "Det är inte en hel e-postadress" in page
    assert 'value="inte en adress"' in page
    assert 'value="NVDA"' in page
    assert not Outbox.objects.filter(kind="web.fault").exists()


def test_where_nobody_can_take_it_the_page_says_so(client) -> None:
    answer = client.post(SEND, WRITTEN)
    assert answer.status_code == 409
    assert "Ingen är utsedd att ta emot rapporter" in answer.content.decode()
    assert not rules.may_report_fault(recipients=0)
    assert rules.may_report_fault(recipients=1)


def test_a_flood_is_stopped_and_nothing_typed_is_lost(client, lead) -> None:
    for number in range(20):
        assert client.post(SEND, WRITTEN | {"where": str(number)}).status_code == 302
    answer = client.post(SEND, WRITTEN)
    assert answer.status_code == 422
    assert "Vänta en timme" in answer.content.decode()
    assert 'value="NVDA"' in answer.content.decode()
    assert Outbox.objects.filter(kind="web.fault").count() == 20
