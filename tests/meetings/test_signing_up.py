"""Places and a waiting list that moves up; practical things for the organiser alone, erased fourteen days after."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.journal.models import EntryPayload
from samverka.mail.models import Outbox
from samverka.meetings import actions, queries
from samverka.meetings.figures import Practicalities
from samverka.meetings.models import Invitation, Meeting, SignUp
from samverka.web import tick
from tests.given import meetings as given
from tests.given import people as given_people
from tests.given import world as given_world
from tests.given.meetings import PLANNED, STARTS

pytestmark = pytest.mark.django_db
NEEDS = Practicalities(food="Inga nötter", access_needs="Hörslinga", hotel=True, invoice_reference="4711")


@pytest.fixture
def world():
    return given_world.world()


@pytest.fixture
def meeting(world) -> Meeting:
    """With one place, and all the people of the teams invited."""
    planned = given.meeting(world.network, world.lead)
    actions.invite_expected(meeting=planned, by=world.lead, at=PLANNED)
    return given.sign_up_set(planned, world.lead, places=1)


def answers(meeting: Meeting) -> dict[str, str]:
    return dict(Invitation.objects.filter(meeting=meeting).exclude(answer="").values_list("person__name", "answer"))


def taken(meeting: Meeting) -> int:
    return Meeting.objects.get(pk=meeting.pk).places_taken


def at(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk])


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_when_a_place_becomes_free_the_first_who_waits_has_it_and_is_told(world, meeting) -> None:
    ana, bo, cia = world.members
    for minutes, who in enumerate((ana, cia, bo)):
        given.answered(meeting, who, at=PLANNED + timedelta(minutes=minutes))
    assert answers(meeting) == {ana.name: "coming", cia.name: "waiting", bo.name: "waiting"}
    assert [row.person for row in queries.waiting(meeting)] == [cia, bo]
    # Saying the same once more costs nobody the place in the queue.
    given.answered(meeting, cia, at=PLANNED + timedelta(hours=1))
    assert queries.waiting_number(meeting, bo) == 2

    given.answered(meeting, ana, answer="not_coming", at=PLANNED + timedelta(hours=2))
    assert answers(meeting) == {ana.name: "not_coming", cia.name: "coming", bo.name: "waiting"}
    assert (taken(meeting), queries.waiting_number(meeting, bo), queries.waiting_number(meeting, ana)) == (1, 1, 0)
    (letter,) = Outbox.objects.filter(kind="meetings.place")
    assert (letter.to_address, letter.subject) == (cia.email, "Du har fått plats: Nätverksträff i november")
    entry = journal.entries(world.network.chain).filter(verb="meetings.invitation.answered").latest("seq")
    assert cia.actor_key in EntryPayload.objects.get(entry_hash=entry.hash).payload

    # One who waits and gives up frees no place.
    given.answered(meeting, bo, answer="not_coming", at=PLANNED + timedelta(hours=3))
    assert (taken(meeting), Outbox.objects.filter(kind="meetings.place").count()) == (1, 1)


def test_more_places_let_those_who_wait_move_up_and_fewer_take_none_away(world, meeting) -> None:
    for minutes, who in enumerate(world.members):
        given.answered(meeting, who, at=PLANNED + timedelta(minutes=minutes))
    given.sign_up_set(meeting, world.lead, places=2)
    assert sorted(answers(meeting).values()) == ["coming", "coming", "waiting"]
    with pytest.raises(Refused, match="Nobody loses the place"):
        given.sign_up_set(meeting, world.lead, places=1)
    given.sign_up_set(meeting, world.lead, places=None)
    assert set(answers(meeting).values()) == {"coming"}
    assert (taken(meeting), queries.places_sentence(meeting)) == (3, "")


def test_a_moved_meeting_asks_everyone_anew_and_frees_all_places(world, meeting) -> None:
    given.answered(meeting, world.members[0])
    later = timedelta(days=1)
    actions.move_meeting(
        meeting=meeting, starts_at=STARTS + later, ends_at=meeting.ends_at + later, by=world.lead, at=PLANNED
    )
    assert (answers(meeting), taken(meeting)) == ({}, 0)


def test_the_database_keeps_the_places(world, meeting) -> None:
    with pytest.raises(IntegrityError, match="meeting_has_places"), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(places_taken=2)


def test_an_answer_that_has_changed_meanwhile_is_told(world, meeting, monkeypatch) -> None:
    ana = world.members[0]
    stale = queries.own_invitation(meeting, ana)
    given.answered(meeting, ana)
    monkeypatch.setattr(queries, "own_invitation", lambda _meeting, _person: stale)
    with pytest.raises(Refused, match="Someone else got here first"):
        given.answered(meeting, ana, answer="not_coming")


def test_only_what_the_meeting_asks_for_is_kept_and_goes_with_the_answer(world, meeting) -> None:
    ana = world.members[0]
    given.sign_up_set(meeting, world.lead, places=None, asks_food=True, asks_hotel=True)
    given.answered(meeting, ana, practicalities=NEEDS)
    assert queries.own_practicalities(meeting, ana) == Practicalities(food="Inga nötter", hotel=True)
    given.answered(meeting, ana, practicalities=Practicalities(food="Allt"))
    assert SignUp.objects.get().food == "Allt"
    given.answered(meeting, ana, answer="not_coming")
    assert not SignUp.objects.exists()


def test_what_was_said_stands_in_no_entry_and_is_erased_after_fourteen_days(world, meeting) -> None:
    given.sign_up_set(meeting, world.lead, places=None, asks_food=True, asks_access_needs=True)
    given.answered(meeting, world.members[0], practicalities=NEEDS)
    day_before = meeting.ends_at + timedelta(days=13)
    assert actions.forget_practicalities(at=day_before) == 0
    tick.forget_practicalities(meeting.ends_at + timedelta(days=14))
    assert not SignUp.objects.exists()
    assert actions.forget_practicalities(at=meeting.ends_at + timedelta(days=15)) == 0
    erased = [e for e in journal.entries(world.network.chain) if e.verb == "meetings.practicalities.erased"]
    assert [(e.actor_key, e.subject) for e in erased] == [("system", f"meetings.meeting-{meeting.pk}")]
    assert not [row for row in EntryPayload.objects.all() if "nötter" in row.payload or "slinga" in row.payload]
    assert answers(meeting) == {world.members[0].name: "coming"}


def test_the_pages_from_setting_to_answer_to_the_organisers_list(world, meeting) -> None:
    host, ana, bo = (given_people.signed_in(Client(), who) for who in (world.lead, *world.members[:2]))
    finance, member = (given_people.signed_in(Client(), who) for who in (world.economist, world.members[2]))
    with translation.override("sv"):
        assert host.get(at("sign_up_page", meeting)).status_code == 200
        assert host.post(at("set_sign_up", meeting), {"places": "0"}).status_code == 422
        chosen = {"places": "1", "asks_food": "on", "asks_hotel": "on"}
        assert host.post(at("set_sign_up", meeting), chosen).status_code == 302

        page = text(ana.get(at("answer_page", meeting)))
        assert "0 av 1 platser är tagna." in page
        assert ("Mat" in page, "hotellrum" in page, "Tillgänglighet " in page) == (True, True, False)
        assert "raderas fjorton dagar efter" in page
        too_long = {"answer": "coming", "food": "x" * 201}
        assert ana.post(at("answer", meeting), too_long).status_code == 422
        said = {"answer": "coming", "food": "Inga nötter", "hotel": "on", "access_needs": "Ramp"}
        assert ana.post(at("answer", meeting), said).status_code == 302
        assert 'value="Inga nötter"' in text(ana.get(at("answer_page", meeting)))
        assert "ställs du på väntelistan" in text(bo.get(at("answer_page", meeting)))
        bo.post(at("answer", meeting), {"answer": "coming"})
        assert "nummer 1 på väntelistan" in text(bo.get(at("answer_page", meeting)))

        page = text(host.get(at("signed_up", meeting)))
        assert "1 person kommer. 1 av 1 platser är tagna. 1 vill ha hotellrum." in page
        assert ("Inga nötter" in page, "Älvnäs kommun" in page, "Ramp" in page) == (True, True, False)
        assert "1 väntar på plats" in text(host.get(at("show", meeting)))
        for other in (finance, member, ana):
            assert other.get(at("signed_up", meeting)).status_code == 404
        assert member.get(at("sign_up_page", meeting)).status_code == 404
        assert member.post(at("set_sign_up", meeting)).status_code == 404


def test_at_a_local_day_the_coordinator_organises_too(world) -> None:
    local = given.meeting(world.network, world.lead, kind=Meeting.Kind.LOCAL_DAY, participation=world.alvnas)
    own, other = (given_people.signed_in(Client(), who) for who in (world.coordinator, world.other_coordinator))
    assert own.get(at("signed_up", local)).status_code == 200
    assert other.get(at("signed_up", local)).status_code == 404


def test_protected_identity_is_not_named_to_the_organiser_either(world, meeting) -> None:
    hidden = world.members[0]
    type(hidden).objects.filter(pk=hidden.pk).update(protected_identity=True)
    given.answered(meeting, hidden)
    page = text(given_people.signed_in(Client(), world.lead).get(at("signed_up", meeting)))
    assert (hidden.name in page, "Utvecklare" in page) == (False, True)


def test_the_organisers_list_takes_as_many_statements_for_many(world, meeting, django_assert_max_num_queries) -> None:
    host, ana = (given_people.signed_in(Client(), who) for who in (world.lead, world.members[0]))
    given.sign_up_set(meeting, world.lead, places=40, asks_food=True)
    counts = []
    for many in (3, 30):
        for number in range(many):
            someone = given_world.person(f"Kim {many} {number}")
            actions.invite(meeting=meeting, people=[someone], by=world.lead, at=PLANNED)
            given.answered(meeting, someone, practicalities=NEEDS)
        for client, name in ((host, "signed_up"), (host, "show"), (host, "sign_up_page"), (ana, "answer_page")):
            client.get(at(name, meeting))
            with django_assert_max_num_queries(8, info=name) as caught:
                assert client.get(at(name, meeting)).status_code == 200
            counts.append(len(caught))
    assert counts[:4] == counts[4:]


def test_the_answer_is_closed_when_the_meeting_has_begun(world, meeting) -> None:
    with clock.fixed(STARTS), pytest.raises(Refused, match="has begun"):
        given.answered(meeting, world.members[0], at=STARTS)
