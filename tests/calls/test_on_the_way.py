"""Beside the straight way: back after leaving, contacts that change, what came by mail, reminders, vacancies."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from samverka.calls import actions, queries
from samverka.calls.models import Interest, InterestContact, SelectionOutcome
from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.journal.models import Entry
from samverka.mail.models import Outbox
from samverka.networks import actions as networks
from samverka.web import tick
from tests.given import calls as given
from tests.given import people
from tests.given import world as world_given

pytestmark = pytest.mark.django_db
OCTOBER = given.at(date(2020, 10, 20))


def own(world: given.CallWorld, interest: Interest, rest: str = "") -> str:
    return f"/erbjudande/{world.call.slug}/anmalan/{interest.pk}/{rest}"


def test_who_has_left_the_call_comes_back_with_all_that_was_written() -> None:
    world = given.call_world()
    interest = given.filled(world)
    actions.withdraw_interest(interest=interest, reason="Ingen tid.", by=given.contact(), at=OCTOBER)
    client = people.signed_in(Client(), given.contact())
    with clock.fixed(OCTOBER):
        assert "Kom tillbaka till erbjudandet" in client.get(own(world, interest)).content.decode()
        assert client.post(own(world, interest, "kom-tillbaka/")).status_code == 302
        assert client.post(own(world, interest, "kom-tillbaka/"), {"request_key": "2"}).status_code == 409
    interest.refresh_from_db()
    assert (interest.withdrawn_at, interest.withdrawn_by, interest.withdrawn_reason) == (None, None, "")
    assert interest.motivation == "Vi vill lära."
    assert Entry.objects.filter(verb="calls.interest.restarted").count() == 1
    # And it can be sent in as if nothing had been.
    actions.submit_interest(interest=interest, by=given.contact(), at=OCTOBER)
    actions.withdraw_interest(interest=interest, reason="Igen.", by=given.contact(), at=OCTOBER)
    with pytest.raises(Refused):
        actions.restart_interest(interest=interest, by=given.contact(), at=given.at(date(2020, 11, 10)))


def test_a_contact_hands_over_and_leaves_but_never_the_last_one() -> None:
    world = given.call_world()
    interest = given.started(world)
    first = InterestContact.objects.get()
    with pytest.raises(Refused):
        actions.end_contact(contact=first, by=given.contact(), at=OCTOBER)
    actions.invite_contact(
        interest=interest, email="ny@9201.example", name="Ny Kollega", by=given.contact(), at=OCTOBER
    )
    client = people.signed_in(Client(), given.contact())
    with clock.fixed(OCTOBER):
        gone = client.post(own(world, interest, f"kontakter/{first.pk}/avsluta/"))
        assert gone.headers["Location"] == f"/erbjudande/{world.call.slug}/"
        assert client.get(own(world, interest)).status_code == 404
    first.refresh_from_db()
    assert first.last_day == date(2020, 10, 19)
    assert [row.person.name for row in queries.contacts(interest, date(2020, 10, 20))] == ["Ny Kollega"]
    other = given.started(world, 1)
    with clock.fixed(OCTOBER):
        foreign = people.signed_in(Client(), given.contact(1)).post(own(world, other, f"kontakter/{first.pk}/avsluta/"))
    assert foreign.status_code == 404


def test_what_came_by_mail_in_time_is_taken_over_by_a_link_and_sent_in_later() -> None:
    world = given.call_world()
    organisation = given.organisation()
    late = given.at(date(2020, 11, 4))
    client = people.signed_in(Client(), world.lead)
    address = f"/natverk/{world.network.slug}/erbjudande/{world.call.slug}/inkommen/"
    values = {
        "organisation": organisation.name,
        "received_day": "2020-11-03",
        "text": "Vi anmäler oss.",
        "name": "Siv Ek",
        "email": "siv@9201.example",
    }
    with clock.fixed(late):
        assert client.get(address).status_code == 200
        unknown = client.post(f"{address}anteckna/", values | {"organisation": "Ingenstans"})
        assert unknown.status_code == 422
        assert "Vi anmäler oss." in unknown.content.decode()
        too_late = client.post(f"{address}anteckna/", values | {"received_day": "2020-11-04"})
        assert too_late.status_code == 409
        assert not Interest.objects.exists()
        assert client.post(f"{address}anteckna/", values).status_code == 302
        assert client.post(f"{address}anteckna/", values | {"request_key": "2"}).status_code == 409
    interest = Interest.objects.get()
    assert interest.received_at is not None
    assert clock.day(interest.received_at) == date(2020, 11, 3)
    assert (interest.received_by, interest.received_text, interest.motivation) == (
        world.lead,
        "Vi anmäler oss.",
        "Vi anmäler oss.",
    )
    letter = Outbox.objects.get(kind="calls.registered")
    assert letter.to_address == "siv@9201.example"
    assert own(world, interest) in letter.body
    siv = InterestContact.objects.get().person
    saved = actions.save_interest(
        interest=interest, part="about", values={"needs": "Metod."}, edition=1, by=siv, at=given.at(date(2020, 11, 5))
    )
    assert saved.needs == "Metod."
    with pytest.raises(Refused):
        actions.save_interest(
            interest=interest,
            part="about",
            values={"needs": "Sent."},
            edition=2,
            by=siv,
            at=given.at(date(2020, 11, 10)),
        )


def test_reminders_come_on_working_days_once_each_and_stop_when_it_is_done() -> None:
    world = given.call_world()  # interest until Tuesday 3 November, confirmation until Monday 9
    given.started(world, 0)
    sent_in = given.submitted(world, 1)
    Outbox.objects.all().delete()
    day, told = date(2020, 10, 25), []
    while day <= date(2020, 11, 9):
        for hour in (7, 10, 15, 17):
            tick.remind_of_deadlines(given.at(day, hour))
        new = Outbox.objects.filter(kind="calls.deadline_near")
        told += [(day.isoformat(), letter.to_address) for letter in new]
        new.delete()
        day += timedelta(days=1)
    # Deleting makes the same letter possible again within a day, so look at each day once.
    days = sorted(set(told))
    draft, silent = "kontakt@9201.example", "kontakt@9202.example"
    assert [one for one in days if one[1] == draft] == [
        ("2020-10-27", draft),
        ("2020-10-30", draft),
        ("2020-11-02", draft),
    ]
    assert [one for one in days if one[1] == silent] == [
        ("2020-11-02", silent),
        ("2020-11-06", silent),
    ]
    actions.confirm_interest(interest=sent_in, by=given.contact(1), at=given.at(date(2020, 11, 6)))
    assert actions.remind_by_clock(call=world.call, at=given.at(date(2020, 11, 6), 11)) == 0


def test_a_reminder_is_sent_once_however_often_the_clock_runs() -> None:
    world = given.call_world()
    given.started(world)
    when = given.at(date(2020, 10, 27))
    assert actions.remind_by_clock(call=world.call, at=when) == 1
    assert actions.remind_by_clock(call=world.call, at=when + timedelta(minutes=1)) == 0
    assert Outbox.objects.filter(kind="calls.deadline_near").count() == 1
    assert Entry.objects.filter(verb="calls.call.reminded_by_clock").count() == 1
    assert actions.remind_by_clock(call=world.call, at=datetime(2020, 10, 27, 5, 0, tzinfo=UTC)) == 0


def test_after_acceptance_only_the_seat_that_was_left_is_filled_and_that_is_a_decision_of_its_own() -> None:
    world = given.call_world(terms={"seats": 2, "reserve_seats": 2})
    for index in range(4):
        given.confirmed(world, index)
    given.decided(world)
    chosen = list(SelectionOutcome.objects.filter(outcome="chosen").order_by("pk"))
    seats = []
    for outcome in chosen:
        seat = networks.award_seat(
            network=world.network, organisation=outcome.interest.organisation, by=world.lead, at=OCTOBER
        )
        seats.append(networks.accept_seat(participation=seat, by=world.lead, at=OCTOBER))
        outcome.interest.letter.signatories.all()
    later = given.at(date(2020, 12, 1))
    networks.give_up_seat(participation=seats[0], reason="Ny majoritet.", by=world.lead, at=later)
    following = actions.offer_to_next_reserve(
        outcome=chosen[0], letter_day=date(2020, 12, 20), reason="Kommunen har lämnat.", by=world.lead, at=later
    )
    assert following is not None
    assert (following.reserve_place, following.instead_of_id) == (1, chosen[0].pk)
    chosen[0].refresh_from_db()
    assert (chosen[0].lapsed_reason, chosen[0].lapsed_at) == ("Kommunen har lämnat.", later)
    chosen[1].refresh_from_db()
    assert chosen[1].lapsed_at is None
    with clock.fixed(later):
        page = Client().get(f"/erbjudande/{world.call.slug}/urvalsbeslut/").content.decode()
    assert "Kommunen har lämnat." in page
    assert following.interest.organisation.name in page
    # The other seat stands: it can not be passed on.
    with pytest.raises(Refused):
        actions.offer_to_next_reserve(
            outcome=following, letter_day=date(2020, 12, 24), by=world.lead, at=given.at(date(2020, 12, 2))
        )
    assert world_given.SEATS == 2
