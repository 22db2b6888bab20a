"""Every door, from outside: who, when, how often, and what a door lets through."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import clear_url_caches, path
from django.utils import timezone

from samverka.core.actors import SYSTEM
from samverka.core.doors import WroteWhileReading
from samverka.core.pages import show
from samverka.core.refusals import Refused
from samverka.core.requestkeys import current_key
from samverka.journal import actions as journal
from samverka.journal.models import Entry, RequestKey
from samverka.people.doors import PROVED_AT, PersonRequest, VisitorRequest, reads, writes
from samverka.people.models import Person
from samverka.web import urls
from tests.given import people as given

pytestmark = pytest.mark.django_db

asked: list[str] = []


def note(request: PersonRequest | VisitorRequest, verb: str = "test.noted") -> None:
    journal.record(chain="house", verb=verb, subject="test.thing-1", by=request.person or SYSTEM, at=request.at)


@reads
def look(request: PersonRequest) -> HttpResponse:
    return HttpResponse(f"{request.person.name} {request.at.isoformat()}")


@reads(public=True)
def look_public(request: VisitorRequest) -> HttpResponse:
    return HttpResponse(f"person {request.person}")


@reads
def write_while_reading(request: PersonRequest) -> HttpResponse:
    note(request)
    return HttpResponse("never")


@writes
def act(request: PersonRequest) -> HttpResponse:
    asked.append(current_key())
    note(request, "test.first")
    note(request, "test.second")
    return redirect(f"/done/{request.POST.get('hours', '')}/{len(asked)}/")


@writes(public=True)
def act_public(request: VisitorRequest) -> HttpResponse:
    asked.append(current_key())
    note(request)
    return redirect("/done/")


@writes(fresh=True)
def act_fresh(request: PersonRequest) -> HttpResponse:
    note(request)
    return redirect("/done/")


@writes
def refuse(request: PersonRequest) -> HttpResponse:
    note(request)
    raise Refused("Månaden är redan inlämnad.")


@writes
def collide(request: PersonRequest) -> HttpResponse:
    """Somebody else does at the same instant what can be done once."""
    note(request)
    for _press in range(2):
        journal.take_request_key(key="once", actor_key="person-1", at=request.at)
    return redirect("/never/")


@writes
def break_a_fence(request: PersonRequest) -> HttpResponse:
    raise IntegrityError("CHECK constraint failed: sheet_month_is_a_first_day")


@writes
def come_back(request: PersonRequest) -> HttpResponse:
    note(request)
    return show(request, "core/refused.html", "Rätta och försök igen.", status=422)


@reads(public=True)
def look_at(request: VisitorRequest, thing: int) -> HttpResponse:
    return HttpResponse(f"thing {thing}")


class Addresses:
    """Doors of the test beside the real ones, which the frame of every page leads to."""

    urlpatterns = (
        *(
            path(f"test/{view.__name__}/", view)
            for view in (
                look,
                look_public,
                write_while_reading,
                act,
                act_public,
                act_fresh,
                refuse,
                collide,
                break_a_fence,
                come_back,
            )
        ),
        path("test/look_at/<int:thing>/", look_at),
        *urls.urlpatterns,
    )


@pytest.fixture(autouse=True)
def addresses(settings) -> Iterator[None]:
    settings.ROOT_URLCONF = Addresses
    clear_url_caches()
    asked.clear()
    yield
    clear_url_caches()


@pytest.fixture
def kim() -> Person:
    return given.person()


@pytest.fixture
def client_of_kim(kim) -> Client:
    return given.signed_in(Client(), kim)


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.filter(verb__startswith="test.").order_by("pk")]


def test_a_reading_door_knows_who_and_when(client_of_kim, now) -> None:
    assert client_of_kim.get("/test/look/").content.decode() == f"Kim Ek {now.isoformat()}"
    assert client_of_kim.head("/test/look/").status_code == 200


def test_a_number_greater_than_any_rows_is_nobodys(client) -> None:
    assert client.get(f"/test/look_at/{2**63 - 1}/").status_code == 200
    assert client.get(f"/test/look_at/{2**63}/").status_code == 404
    assert client.get(f"/test/look_at/{'9' * 400}/").status_code == 404


def test_signed_out_one_is_led_to_the_sign_in_and_back(client) -> None:
    assert client.get("/test/look/?a=1")["Location"] == "/logga-in/?next=%2Ftest%2Flook%2F%3Fa%3D1"
    answer = client.post("/test/act/", headers={"referer": "http://testserver/natverk/x/?b=2"})
    assert answer["Location"] == "/logga-in/?next=%2Fnatverk%2Fx%2F%3Fb%3D2"
    # Another site as referer gives at most a path of ours.
    assert (
        client.post("/test/act/", headers={"referer": "https://elsewhere.example"})["Location"] == "/logga-in/?next=%2F"
    )
    assert verbs() == []


def test_a_public_door_has_nobody(client) -> None:
    answer = client.get("/test/look_public/")
    assert answer.content == b"person None"
    assert not answer.cookies


@pytest.mark.parametrize(("method", "address"), [("post", "look"), ("get", "act"), ("put", "act"), ("delete", "look")])
def test_the_wrong_method_is_refused(client_of_kim, method, address) -> None:
    assert getattr(client_of_kim, method)(f"/test/{address}/").status_code == 405
    assert verbs() == []


def test_whoever_comes_second_at_the_same_instant_is_told_so(client_of_kim) -> None:
    answer = client_of_kim.post("/test/collide/")
    assert answer.status_code == 409
    assert "Någon annan hann före" in answer.content.decode()
    assert verbs() == []
    assert not RequestKey.objects.exists()


def test_a_broken_fence_is_a_bug(client_of_kim) -> None:
    with pytest.raises(IntegrityError):
        client_of_kim.post("/test/break_a_fence/")


def test_whoever_opens_the_address_of_a_form_is_told_so(client_of_kim) -> None:
    answer = client_of_kim.get("/test/act/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Adressen tar bara emot det som ett formulär skickar" in answer.content.decode()
    assert client_of_kim.post("/test/look/")["Allow"] == "GET, HEAD"


def test_a_reading_door_that_writes_is_a_bug(client_of_kim) -> None:
    with pytest.raises(WroteWhileReading):
        client_of_kim.get("/test/write_while_reading/")
    assert verbs() == []


def test_entries_of_one_request_share_its_key(client_of_kim) -> None:
    client_of_kim.post("/test/act/", {"request_key": "k1"})
    keys = {entry.request_key for entry in Entry.objects.filter(verb__startswith="test.")}
    assert (verbs(), keys) == (["test.first", "test.second"], set(asked))
    assert all(keys)
    assert current_key() == ""


def test_the_same_press_twice_gives_the_first_answer(client_of_kim) -> None:
    first = client_of_kim.post("/test/act/", {"request_key": "k1", "hours": "6,5"})
    second = client_of_kim.post("/test/act/", {"request_key": "k1", "hours": "6,5"})
    assert first["Location"] == second["Location"] == "/done/6,5/1/"
    assert verbs() == ["test.first", "test.second"]


def test_a_page_brought_back_and_changed_is_another_request(client_of_kim) -> None:
    client_of_kim.post("/test/act/", {"request_key": "k1", "hours": "6,5"})
    assert client_of_kim.post("/test/act/", {"request_key": "k1", "hours": "7"})["Location"] == "/done/7/2/"
    assert len(verbs()) == 4


def test_a_file_of_the_same_size_but_other_content_is_another_request(client_of_kim) -> None:
    for content, place in ((b"one", "/done//1/"), (b"one", "/done//1/"), (b"two", "/done//2/")):
        file = SimpleUploadedFile("brev.pdf", content)
        assert client_of_kim.post("/test/act/", {"request_key": "k1", "file": file})["Location"] == place


def test_another_person_with_the_same_key_gets_an_own_answer(client_of_kim) -> None:
    client_of_kim.post("/test/act/", {"request_key": "k1"})
    other = given.signed_in(Client(), given.person("Siv Åberg", "siv.aberg@alvnas.example"))
    assert other.post("/test/act/", {"request_key": "k1"})["Location"] == "/done//2/"


def test_without_a_key_every_press_counts(client_of_kim) -> None:
    client_of_kim.post("/test/act/")
    client_of_kim.post("/test/act/")
    assert len(verbs()) == 4


def test_two_presses_at_once_end_in_one_answer(client_of_kim, monkeypatch, now, kim) -> None:
    """The second did not see the first one's key, and meets it only when it takes its own."""
    first = client_of_kim.post("/test/act/", {"request_key": "k1"})
    looked: list[str] = []
    real = RequestKey.objects.filter

    def at_first_blind(**wanted: str) -> object:
        looked.append(wanted["key"])
        return real(pk=0) if len(looked) == 1 else real(**wanted)

    monkeypatch.setattr(RequestKey.objects, "filter", at_first_blind)
    second = client_of_kim.post("/test/act/", {"request_key": "k1"})
    assert second["Location"] == first["Location"]
    assert verbs() == ["test.first", "test.second"]


def test_a_refusal_is_a_page_with_its_reason_and_nothing_is_kept(client_of_kim) -> None:
    answer = client_of_kim.post("/test/refuse/", {"request_key": "k1"})
    assert answer.status_code == 409
    assert "Månaden är redan inlämnad." in answer.content.decode()
    assert verbs() == []
    assert not RequestKey.objects.exists()


def test_a_form_that_comes_back_has_done_nothing_and_may_be_sent_again(client_of_kim) -> None:
    for _time in range(2):
        answer = client_of_kim.post("/test/come_back/", {"request_key": "k1"})
        assert answer.status_code == 422
    assert verbs() == []
    assert not RequestKey.objects.exists()


def test_a_heavy_act_asks_for_a_new_code_after_twelve_hours(client_of_kim, kim) -> None:
    assert client_of_kim.post("/test/act_fresh/")["Location"] == "/done/"
    session = client_of_kim.session
    session[PROVED_AT] = (timezone.now() - timedelta(hours=12, minutes=1)).isoformat()
    session.save()
    answer = client_of_kim.post("/test/act_fresh/", headers={"referer": "http://testserver/brev/"})
    assert answer["Location"] == "/logga-in/?next=%2Fbrev%2F&again=1"
    unproved = given.signed_in(Client(), kim, proved=False)
    assert unproved.post("/test/act_fresh/")["Location"].endswith("again=1")
    assert verbs() == ["test.noted"]


def test_a_closed_account_is_nobody(client_of_kim, kim) -> None:
    account = given.account(kim)
    account.is_active = False
    account.save()
    assert client_of_kim.get("/test/look/").status_code == 302


def test_account_and_person_come_in_one_statement(client_of_kim, django_assert_num_queries) -> None:
    client_of_kim.get("/test/look/")
    with django_assert_num_queries(2) as asked_for:  # session; account with person
        client_of_kim.get("/test/look/")
    assert "JOIN" in asked_for.captured_queries[1]["sql"]


def test_english_pages_lead_to_the_english_sign_in(client) -> None:
    assert client.get("/en/mitt/")["Location"] == "/en/logga-in/?next=%2Fen%2Fmitt%2F"
