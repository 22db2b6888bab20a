"""A seat's process supporter, joining late and leaving: pages, actions, what they leave behind."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.core import clock
from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.mail.figures import opened
from samverka.mail.models import Outbox
from samverka.networks import actions as networks
from samverka.networks.models import Participation, Staff
from samverka.teams import actions, figures, queries
from samverka.teams.models import Leaving, SeatSupporter, TeamMember
from samverka.web import tick
from tests.given import people as given_people
from tests.given import world as given

pytestmark = pytest.mark.django_db
LAST, DECIDED = date(2021, 12, 31), date(2021, 10, 25)
LEAVES = {"decision": "Kommunstyrelsen § 112", "decided_day": "2021-10-25", "last_day": "2021-12-31"}


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def world():
    return given.world()


@pytest.fixture
def staff(world):
    return tuple(
        networks.appoint_staff(
            network=world.network,
            person=given.person(name),
            function=Staff.Function.PROCESS_SUPPORTER,
            first_day=date(2020, 9, 1),
            by=world.lead,
            at=given.START,
        ).person
        for name in ("Pia Stöd", "Rut Vikarie")
    )


def at(name: str, world) -> str:
    return reverse(f"teams:{name}", args=[world.network.slug, world.alvnas.pk])


def enter(person) -> Client:
    return given_people.signed_in(Client(), person)


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def verbs(world) -> list[str]:
    return [entry.verb for entry in journal.entries(world.network.chain)]


def name(world, staff, **changes):
    return actions.name_supporters(
        **{
            "participation": world.alvnas,
            "supporter": staff[0],
            "substitute": staff[1],
            "first_day": date(2021, 1, 1),
            "by": world.lead,
            "at": given.START,
        }
        | changes
    )


def leave(world, **changes) -> Leaving:
    return actions.leave_network(
        **{
            "participation": world.alvnas,
            "decision": "Kommunstyrelsen  § 112",
            "decided_day": DECIDED,
            "last_day": LAST,
            "by": world.lead,
            "at": given.START,
        }
        | changes
    )


def test_a_supporter_and_a_substitute_are_named_with_history(world, staff) -> None:
    name(world, staff)
    name(world, staff, supporter=world.lead, first_day=date(2021, 9, 1))
    rows = [(row.person, row.is_substitute, row.first_day, row.last_day) for row in queries.supporters(world.alvnas)]
    assert rows == [
        (world.lead, False, date(2021, 9, 1), None),
        (staff[0], False, date(2021, 1, 1), date(2021, 8, 31)),
        (staff[1], True, date(2021, 1, 1), None),
    ]
    assert verbs(world).count("teams.supporters.named") == 2


def test_both_are_of_the_staff_and_different(world, staff) -> None:
    for changes in ({"substitute": staff[0]}, {"substitute": world.stranger}, {"first_day": date(2020, 8, 1)}):
        with pytest.raises(Refused):
            name(world, staff, **changes)
    assert not SeatSupporter.objects.exists()


def test_they_are_named_by_page_and_nothing_is_lost_when_it_is_wrong(world, staff) -> None:
    client = enter(world.lead)
    typed = {"supporter": staff[0].pk, "substitute": staff[0].pk, "first_day": "2021-01-01"}
    answer = client.post(at("name_supporters", world), typed)
    assert answer.status_code == 422
    assert "Den som träder in är någon annan" in text(answer)
    assert f'<option value="{staff[0].pk}" selected>' in answer.content.decode()
    assert client.post(at("name_supporters", world), typed | {"substitute": staff[1].pk}).status_code == 302
    assert "Rut Vikarie (träder in)" in text(client.get(at("supporter_page", world)))


def test_leaving_ends_the_seat_and_everyones_time_and_tells_them(world) -> None:
    gone = TeamMember.objects.get(person=world.members[2])
    actions.end_member(member=gone, last_day=date(2021, 6, 30), by=world.coordinator, at=given.START)
    leaving = leave(world)
    assert (leaving.decision, leaving.stood_until) == ("Kommunstyrelsen § 112", given.LAST_DAY)
    assert Participation.objects.get(pk=world.alvnas.pk).last_day == LAST
    days = dict(TeamMember.objects.filter(participation=world.alvnas).values_list("person_id", "last_day"))
    assert days == {
        world.coordinator.pk: LAST,
        **{one.pk: LAST for one in world.members[:2]},
        gone.person_id: gone.last_day,
    }
    assert not TeamMember.objects.filter(participation=world.granfors, last_day__isnull=False).exists()
    told = Outbox.objects.filter(kind="teams.leaves")
    assert {letter.to_address for letter in told} == {one.email for one in (world.coordinator, *world.members[:2])}
    assert "Sista dagen är 31 december 2021" in told[0].body
    assert verbs(world).count("teams.seat.left") == 1


def test_a_seat_is_left_once_and_in_order(world) -> None:
    for changes in (
        {"last_day": given.LAST_DAY},
        {"last_day": date(2020, 12, 31)},
        {"decided_day": date(2022, 1, 1)},
    ):
        with pytest.raises(Refused):
            leave(world, **changes)
    leave(world)
    with pytest.raises(Refused):
        leave(world, last_day=date(2021, 11, 30))
    assert Participation.objects.get(pk=world.alvnas.pk).last_day == LAST
    with pytest.raises(IntegrityError), transaction.atomic():
        Leaving.objects.update(last_day=given.LAST_DAY)


def test_leaving_by_page_shows_what_is_missing(world) -> None:
    client = enter(world.lead)
    assert "4 personers tid i teamet" in text(client.get(at("days_page", world)))
    wrong = client.post(at("leave", world), LEAVES | {"last_day": "2021-02-31"})
    assert wrong.status_code == 422
    assert 'value="Kommunstyrelsen § 112"' in wrong.content.decode()
    assert client.post(at("leave", world), LEAVES).status_code == 302
    page = text(client.get(at("days_page", world)))
    assert "500 timmar, efter 500 timmar per år" in page
    assert "500 av 1000 timmar" in page
    assert "Sista dagen är 31 december 2021" in text(client.get(at("show", world)))
    again = client.post(at("leave", world), LEAVES)
    assert again.status_code == 422
    assert "Kommunen lämnar. Sista dagen är 31 december 2021" in text(again)
    assert Leaving.objects.count() == 1


def test_the_list_of_teams_drops_who_has_left_after_the_last_day(world) -> None:
    leave(world)
    stands = queries.host_standing(world.lead, world.network.slug, LAST)
    assert "Älvnäs kommun" in str(queries.teams_page(stands, LAST).table.rows)
    assert "Älvnäs kommun" not in str(queries.teams_page(stands, date(2022, 1, 1)).table.rows)


def test_joining_late_counts_the_hours_from_then(world) -> None:
    TeamMember.objects.filter(participation=world.alvnas).update(first_day=date(2021, 7, 1))
    client = enter(world.lead)
    assert client.post(at("join_late", world), {"begins": "2021-07-01"}).status_code == 302
    assert Participation.objects.get(pk=world.alvnas.pk).first_day == date(2021, 7, 1)
    assert "750 timmar" in text(client.get(at("days_page", world)))
    assert client.post(at("join_late", world), {"begins": "2021-08-01"}).status_code == 409
    assert client.post(at("join_late", world), {"begins": "2019-08-01"}).status_code == 409
    assert client.post(at("join_late", world), {"begins": "inte en dag"}).status_code == 422


def test_only_the_project_manager_keeps_the_seats_days(world) -> None:
    for person in (world.economist, world.coordinator, world.stranger):
        client = enter(person)
        assert [client.get(at(page, world)).status_code for page in ("supporter_page", "days_page")] == [404, 404]
        posts = [client.post(at(page, world)).status_code for page in ("name_supporters", "leave", "join_late")]
        assert posts == [404, 404, 404]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [((2021, 1, 1), (2021, 12, 31), 12), ((2021, 7, 15), (2022, 1, 1), 7), ((2022, 1, 1), (2021, 1, 1), 0)],
)
def test_months_and_hours(first, last, months) -> None:
    assert figures.months_of(date(*first), date(*last)) == months
    assert (figures.hours_of(500, 12), figures.hours_of(500, 7), figures.hours_of(500, 0)) == (500, 292, 0)


# --- The link to appoint a coordinator ---------------------------------------------------------------------------

CHOSEN = {
    "name": "Vera Nyström",
    "email": "vera.nystrom@alvnas.example",
    "function": "Utvecklingsledare",
    "department": "Kommunkansliet",
}


@pytest.fixture
def unled(world, now):
    """Älvnäs after its coordinator has left."""
    coordinator = TeamMember.objects.get(person=world.coordinator)
    actions.end_member(member=coordinator, last_day=date(2021, 10, 31), by=world.coordinator, at=given.START)
    return world


def sent_link() -> str:
    letter = Outbox.objects.filter(kind="teams.appoint").order_by("-pk")[0]
    secret = opened(letter.secret_body, settings.SECRET_KEY)
    return next(line for line in secret.splitlines() if line.startswith("http")).removeprefix(settings.BASE_URL)


def test_nobody_is_asked_while_somebody_leads(world, now) -> None:
    with pytest.raises(Refused):
        actions.send_appointing_link(participation=world.alvnas, by=world.lead, at=now)
    assert queries.seats_nobody_leads(now.date()) == []
    assert "Skicka en länk" not in text(enter(world.lead).get(at("show", world)))


def test_the_clock_asks_once_where_nobody_leads(unled, now) -> None:
    assert queries.seats_nobody_leads(now.date()) == [unled.alvnas]
    tick.ask_for_coordinators(now)
    tick.ask_for_coordinators(now)
    (letter,) = Outbox.objects.filter(kind="teams.appoint")
    assert letter.to_address == unled.alvnas.organisation.official_mailbox
    assert "utse-koordinator" not in letter.body
    assert verbs(unled).count("teams.appointing_link.sent") == 1
    assert [seat.pk for seat in queries.seats_nobody_leads(date(2021, 11, 17))] == [unled.alvnas.pk]


def test_the_office_appoints_a_coordinator_once_without_an_account(unled, now) -> None:
    assert enter(unled.lead).post(at("send_link", unled)).status_code == 302
    link, office = sent_link(), Client()
    wrong = office.post(f"{link}utse/", CHOSEN | {"email": "vera"})
    assert (wrong.status_code, 'value="Vera Nyström"' in wrong.content.decode()) == (422, True)
    assert office.post(f"{link}utse/", CHOSEN).status_code == 302
    member = TeamMember.objects.get(person__email=CHOSEN["email"])
    assert (member.team_seat, member.first_day, member.appointed_by.email) == (
        TeamMember.TeamSeat.COORDINATOR,
        date(2021, 11, 2),
        unled.alvnas.organisation.official_mailbox,
    )
    assert Outbox.objects.filter(kind="teams.welcome", to_address=CHOSEN["email"]).exists()
    assert "En koordinator är utsedd" in text(office.get(link))
    again = office.post(f"{link}utse/", CHOSEN | {"email": "annan@alvnas.example"})
    assert again.status_code == 409
    assert not TeamMember.objects.filter(person__email="annan@alvnas.example").exists()
    assert verbs(unled).count("teams.coordinator.appointed_by_link") == 1


def test_an_old_link_a_replaced_one_and_a_guess_appoint_nobody(unled, now) -> None:
    actions.send_appointing_link(participation=unled.alvnas, by=unled.lead, at=now)
    first = sent_link()
    actions.send_appointing_link(participation=unled.alvnas, by=unled.lead, at=now)
    assert sent_link() != first
    assert "Länkens sista dag har passerat" in text(Client().get(first))
    assert Client().post(f"{first}utse/", CHOSEN).status_code == 409
    assert Client().get("/utse-koordinator/gissad/").status_code == 404
    with clock.fixed(now + timedelta(days=15)):
        assert Client().post(f"{sent_link()}utse/", CHOSEN).status_code == 409
    assert not TeamMember.objects.filter(person__email=CHOSEN["email"]).exists()
