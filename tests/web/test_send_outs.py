"""Free text to a segment: looked at with names, sent once, news at most once a week, the rest in a digest."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from samverka.core import clock, workdays
from samverka.journal.models import Entry
from samverka.mail import actions as mail
from samverka.mail import queries as mail_queries
from samverka.mail.models import Outbox, SendOut
from samverka.web import actions, queries, tick
from tests.given import calls as given_calls
from tests.given import people
from tests.given import world as given

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)
TEXT = {"subject": "Nytt om resorna", "body": "Boka själv.\n\nHälsningar", "reply_to": "maj@samverka.example"}


def address(world: given.World, rest: str = "") -> str:
    return f"/natverk/{world.network.slug}/utskick/{rest}"


def delivered(at: datetime) -> None:
    mail.deliver_waiting(outside=False, at=at)


def test_a_text_is_looked_at_with_names_and_sent_once() -> None:
    world = given.world()
    client = people.signed_in(Client(), world.lead)
    made = client.post(address(world, "forbered/"), TEXT | {"segment": "coordinators"})
    prepared = SendOut.objects.get()
    assert made.headers["Location"] == address(world, f"{prepared.pk}/")
    assert not Outbox.objects.filter(kind="mail.send_out").exists()
    page = client.get(address(world, f"{prepared.pk}/")).content.decode()
    assert world.coordinator.name in page
    assert world.other_coordinator.name in page
    assert world.members[1].name not in page
    assert "Skicka till 2 personer" in page
    assert client.post(address(world, f"{prepared.pk}/skicka/"), {"request_key": "a"}).status_code == 302
    letters = Outbox.objects.filter(kind="mail.send_out")
    assert sorted(letters.values_list("to_address", flat=True)) == sorted(
        [world.coordinator.email, world.other_coordinator.email]
    )
    assert {(letter.subject, letter.reply_to, letter.body) for letter in letters} == {
        (TEXT["subject"], TEXT["reply_to"], TEXT["body"])
    }
    # Another press, with a key of its own: refused, and nobody gets it twice.
    assert client.post(address(world, f"{prepared.pk}/skicka/"), {"request_key": "b"}).status_code == 409
    assert letters.count() == 2
    verbs = Entry.objects.filter(verb__startswith="mail.send_out").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["mail.send_out.prepared", "mail.send_out.sent"]


def test_who_reads_english_gets_the_english() -> None:
    world = given.world()
    type(world.coordinator).objects.filter(pk=world.coordinator.pk).update(language="en")
    values = TEXT | {"subject_en": "News of the journeys", "body_en": "Book yourself."}
    prepared = actions.prepare_send_out(network=world.network, segment="coordinators", **values, by=world.lead, at=NOW)
    actions.send_send_out(network=world.network, prepared=prepared, by=world.lead, at=NOW)
    english = Outbox.objects.get(to_address=world.coordinator.email, kind="mail.send_out")
    swedish = Outbox.objects.get(to_address=world.other_coordinator.email, kind="mail.send_out")
    assert (english.language, english.subject, english.body) == ("en", "News of the journeys", "Book yourself.")
    assert (swedish.language, swedish.subject) == ("sv", TEXT["subject"])


def test_others_of_the_staff_read_and_strangers_find_nothing() -> None:
    world = given.world()
    prepared = actions.prepare_send_out(
        network=world.network, segment="staff", subject_en="", body_en="", **TEXT, by=world.lead, at=NOW
    )
    economist = people.signed_in(Client(), world.economist)
    page = economist.get(address(world)).content.decode()
    assert "Utskick skrivs av projektledaren" in page
    assert economist.post(address(world, "forbered/"), TEXT | {"segment": "staff"}).status_code == 404
    assert economist.post(address(world, f"{prepared.pk}/skicka/")).status_code == 404
    stranger = people.signed_in(Client(), world.coordinator)
    assert stranger.get(address(world)).status_code == 404
    assert stranger.get(address(world, f"{prepared.pk}/")).status_code == 404
    prepared.refresh_from_db()
    assert prepared.sent_at is None


def test_an_empty_form_comes_back_with_what_was_written() -> None:
    world = given.world()
    client = people.signed_in(Client(), world.lead)
    answer = client.post(address(world, "forbered/"), TEXT | {"subject": "", "segment": "staff"})
    assert answer.status_code == 422
    assert "Boka själv." in answer.content.decode()
    assert not SendOut.objects.exists()


def test_the_segments_of_a_call_follow_the_steps() -> None:
    world = given_calls.call_world()
    given_calls.started(world, 0)
    given_calls.submitted(world, 1)
    given_calls.confirmed(world, 2)
    found = {
        key: [one.address for one in queries.segment(world.network, key, given_calls.at(given_calls.LETTER))]
        for key in ("drafts", "unconfirmed", "confirmed", "not_chosen", "unsigned")
    }
    assert found == {
        "drafts": ["kontakt@9201.example"],
        "unconfirmed": ["kontakt@9202.example"],
        "confirmed": ["kontakt@9203.example"],
        "not_chosen": [],
        "unsigned": [],
    }


def test_news_comes_once_a_week_and_the_rest_in_a_digest() -> None:
    world = given.world()
    for number in range(3):
        prepared = actions.prepare_send_out(
            network=world.network,
            segment="coordinators",
            subject_en="",
            body_en="",
            **TEXT | {"subject": f"Nyhet {number}"},
            by=world.lead,
            at=NOW + timedelta(days=number),
        )
        actions.send_send_out(network=world.network, prepared=prepared, by=world.lead, at=NOW + timedelta(days=number))
    mine = Outbox.objects.filter(to_address=world.coordinator.email, kind="mail.send_out").order_by("pk")
    delivered(NOW + timedelta(days=3))
    assert [letter.held_at is None for letter in mine] == [True, False, False]
    assert [letter.delivered_at is None for letter in mine] == [False, True, True]
    page = people.signed_in(Client(), world.lead).get("/utkorg/").content.decode()
    assert "Väntar på det sammanfattande brevet" in page
    assert actions.send_digests(at=NOW + timedelta(days=6)) == 0
    sunday = datetime(2021, 11, 14, 9, 0, tzinfo=UTC)
    tick.send_digests(sunday)
    assert not Outbox.objects.filter(kind="mail.digest").exists()
    monday = datetime(2021, 11, 15, 9, 0, tzinfo=UTC)
    with clock.fixed(monday):
        tick.send_digests(monday)
    digest = Outbox.objects.get(to_address=world.coordinator.email, kind="mail.digest")
    assert digest.subject == "Detta har hänt och detta ska du göra"
    assert "Nyhet 1" in digest.body
    assert "Nyhet 2" in digest.body
    assert "Nyhet 0" not in digest.body
    assert [letter.digest_id for letter in mine.all()] == [None, digest.pk, digest.pk]
    assert actions.send_digests(at=monday + timedelta(days=8)) == 0
    # The digest was this week's letter: the next news waits.
    assert mail_queries.has_had_news(world.coordinator.email, monday + timedelta(days=1))


def test_requests_and_codes_never_wait() -> None:
    plain: dict[str, Any] = {
        "kind": "x.y",
        "to_address": "a@x.example",
        "to_name": "",
        "subject": "S",
        "body": "B",
        "at": NOW,
    }
    mail.write(unique_key="1", may_wait=True, **plain)
    assert mail.write(unique_key="2", **plain).held_at is None
    assert mail.write(unique_key="3", may_wait=True, **plain).held_at == NOW
    with pytest.raises(IntegrityError), transaction.atomic():
        Outbox.objects.filter(unique_key="2").update(held_at=NOW)
    prepared = mail.prepare_send_out(
        chain="house", segment="staff", subject_en="", body_en="", recipients=[], by="p", at=NOW, **TEXT
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        SendOut.objects.filter(pk=prepared.pk).update(sent_at=NOW)


@pytest.mark.parametrize(
    ("when", "open_now"),
    [
        (datetime(2021, 11, 2, 6, 59, tzinfo=UTC), False),
        (datetime(2021, 11, 2, 7, 0, tzinfo=UTC), True),
        (datetime(2021, 11, 2, 14, 59, tzinfo=UTC), True),
        (datetime(2021, 11, 2, 15, 0, tzinfo=UTC), False),
        (datetime(2021, 11, 6, 9, 0, tzinfo=UTC), False),
        (datetime(2021, 12, 24, 9, 0, tzinfo=UTC), False),
    ],
)
def test_offices_are_open_on_working_days_from_8_to_16_in_sweden(when, open_now) -> None:
    assert workdays.is_office_hour(when) is open_now
