"""Where the time leads, what would be enough, and the signal that goes to the coordinator first."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given as random
from hypothesis import strategies as st

from samverka.cofinancing import actions, queries
from samverka.cofinancing.figures import forecast as forward
from samverka.cofinancing.figures.forecast import Forecast, Pace
from samverka.cofinancing.models import SilenceSignal, YearStatement
from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.mail.models import Outbox
from samverka.meetings import actions as meetings
from samverka.meetings.models import Meeting
from tests.given import cofinancing as given
from tests.given import hours as given_hours
from tests.given.cofinancing import NOW, OCTOBER, SEPTEMBER
from tests.given.people import signed_in

PAGE = Path(__file__).parents[2] / "docs/figures/forecast.md"
TEAM = 7


def rows_of(name: str) -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").split(f"Table: {name}\n", 1)[1].strip().split("\n\n")[0].splitlines()
    return [
        [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")] for line in lines[2:]
    ]


def minutes(text: str) -> tuple[int, ...]:
    return tuple(int(part) * 60 for part in text.split(", ") if part)


def test_the_forecast_as_the_table_says() -> None:
    rows = rows_of("forecast")
    assert len(rows) == 3
    for submitted, own, offered, attended, booked, left, expected in rows:
        pace = Pace(
            submitted=sum(minutes(submitted)),
            own_by_month=minutes(own),
            offered=sum(minutes(offered)),
            attended=sum(minutes(attended)),
            team_size=TEAM,
        )
        assert forward.forecast(pace, minutes(booked), int(left)).minutes == int(expected) * 60


def test_the_remedy_as_the_table_says() -> None:
    rows = rows_of("remedy")
    assert len(rows) == 5
    for gap, day, meeting, most_days, most_meetings, days, times, own in rows:
        found = forward.remedy(
            *minutes(gap),
            local_day=int(day) * 60,
            meeting=int(meeting) * 60,
            most_local_days=int(most_days),
            most_meetings=int(most_meetings),
        )
        assert (found.local_days, found.meetings, found.own_minutes) == (int(days), int(times), int(own) * 60)


@random(st.integers(0, 50_000), st.integers(0, 10**9), st.integers(0, 60_000), st.integers(0, 9_000))
def test_more_required_is_never_likelier_and_nothing_uncertain_is_sure(expected, variance, required, more) -> None:
    found = Forecast(expected, variance)
    first, second = forward.likelihood(found, required), forward.likelihood(found, required + more)
    assert second <= first
    if variance:
        assert 5 <= second <= first <= 95


@random(st.integers(0, 9_000), st.integers(0, 3_000), st.integers(0, 3_000), st.integers(0, 3), st.integers(0, 4))
def test_a_remedy_is_enough_and_no_smaller_one_is(gap, day, meeting, most_days, most_meetings) -> None:
    found = forward.remedy(gap, local_day=day, meeting=meeting, most_local_days=most_days, most_meetings=most_meetings)
    given_by = found.local_days * day + found.meetings * meeting + found.own_minutes
    assert given_by >= gap
    if not found.own_minutes and found.occasions:
        fewer = found.occasions - 1
        assert all(
            days * day + (fewer - days) * meeting < gap
            for days in range(fewer + 1)
            if days <= most_days and fewer - days <= most_meetings
        )


@pytest.fixture
def world():
    world = given.granted(team_size=3, hours_per_year=100)
    given.unit_costs(world)
    ana, bo, _cia = world.members
    given_hours.met(world, ana, bo, day=date(2021, 9, 7))
    given_hours.met(world, day=date(2021, 12, 7), title="Nätverksträff i december")
    given.submitted_month(world, SEPTEMBER, {ana: 120, bo: 120})
    return world


def page(world, **asked) -> queries.ForecastPage:
    return queries.forecast_page(given.host(world), world.terms, NOW, **asked)


@pytest.mark.django_db
def test_booked_meetings_count_as_the_municipality_has_come_and_the_remedy_is_told(world) -> None:
    found = page(world)
    alvnas = next(row for row in found.table.rows if row.values[0] == "Älvnäs kommun")
    # September: two of six hours together and two of two of own work; two of three came. Nine months have closed.
    submitted, booked, ahead = alvnas.values[2], alvnas.values[3], alvnas.values[4]
    assert (submitted, booked) == (16 * 60, 1)
    own_each_month = 4 * 60 // 9
    assert ahead == (16 * 60 + 6 * 60 * 3 * 666 // 1000 + own_each_month * 3) // 60 * 60
    assert alvnas.mark == "late"
    assert re.search(r"Älvnäs kommun saknar \d+ h: (en|två|tre) träff", found.remedies[0]) or found.remedies
    assert "sannolikt" in found.lead
    assert found.money.startswith("I kronor")


@pytest.mark.django_db
def test_a_meeting_that_is_cancelled_gives_nothing(world) -> None:
    before = page(world).table.total
    meeting = Meeting.objects.get(title="Nätverksträff i december")
    meetings.cancel_meeting(meeting=meeting, by=world.lead, at=NOW)
    after = page(world).table.total
    assert before is not None
    assert after is not None
    assert int(str(after.values[4])) < int(str(before.values[4]))


@pytest.mark.django_db
def test_before_the_first_month_has_closed_there_is_no_pace() -> None:
    world = given.granted()
    early = datetime(2021, 1, 5, 9, tzinfo=UTC)
    found = queries.forecast_page(given.host(world), world.terms, early)
    assert found.remedies == ()
    assert "ingen takt" in found.lead
    assert {row.mark for row in found.table.rows} == {"open"}


@pytest.mark.django_db
def test_the_page_takes_eight_statements_with_many_meetings_too(
    client: Client, world, django_assert_max_num_queries
) -> None:
    signed_in(client, world.lead)
    address = reverse("cofinancing:forecast", args=[world.network.slug])
    for _round in range(2):
        client.get(address)
        with django_assert_max_num_queries(8):
            text = client.get(address).content.decode()
        assert "Prognos 2021" in text
        for number in range(12):
            given_hours.met(world, day=date(2021, 12, 1) + timedelta(days=number), title=f"Träff {number}")
    assert client.get(reverse("cofinancing:forecast_csv", args=[world.network.slug])).status_code == 200
    signed_in(client, world.coordinator)
    assert client.get(address).status_code == 404


# --- The silent municipality ---

WHEN_CLOSED = datetime(2021, 11, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def silent(world):
    given.opened(world, OCTOBER)
    signals = actions.raise_signals(network=world.network, at=WHEN_CLOSED)
    assert {signal.participation_id for signal in signals} == {world.alvnas.pk, world.granfors.pk}
    return world


@pytest.mark.django_db
def test_the_coordinator_is_asked_first_and_has_three_working_days(client: Client, silent) -> None:
    world = silent
    signal = SilenceSignal.objects.get(participation=world.alvnas)
    # Tuesday: Wednesday, Thursday and Friday to comment.
    assert signal.comment_due_day == date(2021, 11, 12)
    assert actions.raise_signals(network=world.network, at=WHEN_CLOSED) == []
    assert Outbox.objects.filter(kind="cofinancing.silent", to_address=world.coordinator.email).count() == 1
    seen = queries.forecast_page(given.host(world), world.terms, WHEN_CLOSED).silences
    assert seen == ()
    late = datetime(2021, 11, 13, 9, tzinfo=UTC)
    told = queries.forecast_page(given.host(world), world.terms, late).silences
    assert len(told) == 2
    assert "har inte kommenterat" in told[0].comment
    # The same rule for both.
    rule = queries.signal_page(signal).rule
    assert {one.rule for one in told} == {rule}
    assert "3 arbetsdagar" in rule


@pytest.mark.django_db
def test_with_a_comment_the_host_sees_it_at_once_and_when_something_is_submitted_it_is_over(
    client: Client, silent
) -> None:
    world = silent
    signal = SilenceSignal.objects.get(participation=world.alvnas)
    address = reverse("cofinancing:signal", args=[world.network.slug, signal.pk])
    signed_in(client, world.other_coordinator)
    assert client.get(address).status_code == 404
    signed_in(client, world.coordinator)
    assert client.post(f"{address}kommentera/", {"comment": " "}).status_code == 422
    assert client.post(f"{address}kommentera/", {"comment": "Två är sjuka; vi lämnar in på fredag."}).status_code == 302
    assert "fredag" in client.get(address).content.decode()
    signal.refresh_from_db()
    with pytest.raises(Refused):
        actions.comment_signal(signal=signal, comment="Igen", by=world.coordinator, at=WHEN_CLOSED)
    (told,) = queries.forecast_page(given.host(world), world.terms, WHEN_CLOSED).silences
    assert told.comment == "Koordinatorn skriver: Två är sjuka; vi lämnar in på fredag."
    verbs = [entry.verb for entry in journal.entries(world.network.chain)]
    assert (verbs.count("cofinancing.silence.noticed"), verbs.count("cofinancing.silence.commented")) == (1, 1)
    given.submitted_month(world, OCTOBER, {world.members[0]: 60})
    assert queries.forecast_page(given.host(world), world.terms, WHEN_CLOSED).silences == ()


@pytest.mark.django_db
def test_it_stands_among_what_the_coordinator_must_do(silent) -> None:
    world = silent
    (todo,) = [todo for todo in queries.todo_for(world.coordinator, WHEN_CLOSED) if "varför" in str(todo.text)]
    assert todo.due_day == date(2021, 11, 12)
    assert queries.todo_for(world.members[0], WHEN_CLOSED) == []


@pytest.mark.django_db
def test_nobody_is_asked_before_the_month_has_closed_or_at_night(world) -> None:
    given.opened(world, OCTOBER)
    assert queries.closed_month(world.network, date(2021, 11, 5)) == SEPTEMBER
    assert queries.closed_month(world.network, date(2021, 11, 8)) == OCTOBER
    night = datetime(2021, 11, 9, 22, 0, tzinfo=UTC)
    assert actions.raise_signals(network=world.network, at=night) == []
    assert not SilenceSignal.objects.exists()


# --- The year's statement ---


@pytest.mark.django_db
def test_the_statement_is_made_in_january_and_april_and_once_in_each(world) -> None:
    for month, expected in ((1, 2), (2, 0), (4, 2)):
        at = datetime(2022, month, 11, 9, 0, tzinfo=UTC)
        for nth in range(2):
            made = actions.make_statements(network=world.network, at=at)
            assert len(made) == (expected if nth == 0 else 0)
    assert set(YearStatement.objects.values_list("year", "made_in")) == {(2021, 1), (2021, 4)}
    letters = Outbox.objects.filter(kind="cofinancing.statement", to_address=world.coordinator.email)
    assert letters.count() == 2
    assert "/arsbesked/2021/" in letters[0].body
    assert [e.verb for e in journal.entries(world.network.chain)].count("cofinancing.statements.made") == 2
