"""What goes to Statistics Sweden: due dates, the order of months, and what a correction makes go again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given as random
from hypothesis import strategies as st

from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.hours import actions, queries
from samverka.hours.figures import participants as scb
from samverka.hours.models import HourSheet, ParticipantFile
from samverka.journal import queries as journal
from tests.given import cofinancing as money
from tests.given.people import signed_in

AUGUST, SEPTEMBER, OCTOBER = Month(2021, 8), Month(2021, 9), Month(2021, 10)
NOW = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)
MONTHS = [Month(2021, number) for number in range(1, 10)]


def test_t12_a_march_corrected_after_june_was_sent_makes_four_months_go_again() -> None:
    begin = datetime(2021, 2, 1, tzinfo=UTC)
    sent = {month: begin + timedelta(days=31 * number) for number, month in enumerate(MONTHS[:6])}
    changed = {month: at - timedelta(days=1) for month, at in sent.items()}
    assert scb.sent_again(sent, changed) == ()
    changed[MONTHS[2]] = sent[MONTHS[5]] + timedelta(days=1)
    assert scb.sent_again(sent, changed) == tuple(MONTHS[2:6])
    assert scb.next_to_send(MONTHS, sent, tuple(MONTHS[2:6])) == MONTHS[2]
    # March has gone again: the three after it remain.
    sent[MONTHS[2]] = changed[MONTHS[2]] + timedelta(days=1)
    assert scb.sent_again(sent, changed) == tuple(MONTHS[3:6])


def test_t13_january_2022_is_due_on_28_february() -> None:
    definition = queries.participant_definition()
    assert scb.due_day(Month(2022, 1), definition["due_days_after_month"]) == date(2022, 2, 28)
    assert scb.warned_from(Month(2022, 1), definition["warns_from_day"]) == date(2022, 2, 14)


@random(
    st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 99)),
    st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 99)),
)
def test_sending_in_order_always_comes_to_an_end(sent, changed) -> None:
    begin = datetime(2021, 2, 1, tzinfo=UTC)
    went = {month: begin + timedelta(days=number) for month, number in sent.items()}
    moved = {month: begin + timedelta(days=number) for month, number in changed.items()}
    for step in range(len(MONTHS)):
        again = scb.sent_again(went, moved)
        following = scb.next_to_send(MONTHS, went, again)
        if following is None:
            break
        went[following] = begin + timedelta(days=100 + step)
    assert scb.next_to_send(MONTHS, went, scb.sent_again(went, moved)) is None


@pytest.fixture
def world():
    world = money.granted()
    ana, bo, _cia = world.members
    money.submitted_month(world, AUGUST, {ana: 120})
    money.submitted_month(world, SEPTEMBER, {ana: 120, bo: 60})
    return world


def page(world, month: Month) -> queries.FilePage:
    return queries.file_page(world.lead, world.network.slug, month, at=NOW)


@pytest.mark.django_db
def test_months_go_in_their_order_and_leave_an_entry(world) -> None:
    for month in (number for number in MONTHS if number < AUGUST):
        actions.mark_sent(page=page(world, month), by=world.lead, at=NOW)
    with pytest.raises(Refused, match="augusti 2021 först"):
        actions.mark_sent(page=page(world, SEPTEMBER), by=world.lead, at=NOW)
    actions.mark_sent(page=page(world, AUGUST), by=world.lead, at=NOW)
    with pytest.raises(Refused, match="har skickats"):
        actions.mark_sent(page=page(world, AUGUST), by=world.lead, at=NOW)
    actions.mark_sent(page=page(world, SEPTEMBER), by=world.lead, at=NOW)
    with pytest.raises(Refused, match="när den är slut"):
        actions.mark_sent(page=page(world, Month(2021, 11)), by=world.lead, at=NOW)
    assert ParticipantFile.objects.count() == 9
    assert [entry.verb for entry in journal.entries(world.network.chain)].count("hours.participants.sent") == 9


@pytest.mark.django_db
def test_a_correction_makes_the_month_and_the_later_ones_go_again(world) -> None:
    money.unit_costs(world)
    for month in MONTHS:
        actions.mark_sent(page=page(world, month), by=world.lead, at=NOW)
    money.closed_claim(world, AUGUST, SEPTEMBER)
    ana = world.members[0]
    later = NOW + timedelta(days=1)
    sheet = actions.correct_sheet(
        sheet=HourSheet.objects.select_related("network", "person", "participation").get(
            person=ana, month=AUGUST.first_day
        ),
        reason="En dag saknades",
        by=ana,
        at=later,
    )
    money.work(sheet, 60, day=9, at=later)
    actions.confirm_sheet(sheet=sheet, by=ana, at=later)
    rows = queries.files_page(world.lead, world.network.slug, at=later).table.rows
    assert [str(row.values[0]) for row in rows if row.mark_text == "Måste skickas igen"] == ["2021-08", "2021-09"]


@pytest.mark.django_db
def test_the_file_says_who_is_new_continues_and_ends(client: Client, world) -> None:
    ana, bo, _cia = world.members
    august, september = page(world, AUGUST).table.rows, page(world, SEPTEMBER).table.rows
    assert [(row.values[1], row.values[4], row.values[7]) for row in august] == [(ana.name, "Ny", 120)]
    assert {(row.values[1], row.values[4], row.values[7]) for row in september} == {
        (ana.name, "Fortsätter", 120),
        (bo.name, "Ny", 60),
    }
    signed_in(client, world.lead)
    shown = client.get(reverse("hours:participant_file", args=[world.network.slug, SEPTEMBER])).content.decode()
    assert "Markera januari" not in shown
    assert "Skicka januari 2021 först" in shown.replace("\u00a0", " ")
    text = client.get(reverse("hours:participant_file_csv", args=[world.network.slug, SEPTEMBER])).content.decode()
    assert ana.name in text
    listed = client.get(reverse("hours:participant_files", args=[world.network.slug])).content.decode()
    assert "Försenad" in listed
    signed_in(client, world.coordinator)
    assert client.get(reverse("hours:participant_files", args=[world.network.slug])).status_code == 404


@pytest.mark.django_db
def test_t37_no_page_and_no_table_holds_a_personal_identity_number(world) -> None:
    """Nobody can enter one: there is no field for it before the arrangement is in force, nor is one kept anywhere."""
    table = page(world, SEPTEMBER).table
    at = [column.key for column in table.columns].index("personal_identity_number")
    assert {row.values[at] for row in table.rows} == {""}
    from django.apps import apps  # noqa: PLC0415 - asked when every package is loaded

    names = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    assert not {name for name in names if "identity_number" in name or "personnummer" in name}
