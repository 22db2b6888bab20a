"""Any order of confirming, taking back, submitting, returning, locking and correcting loses and doubles nothing."""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.core.refusals import Refused
from samverka.hours import actions, queries
from samverka.hours.models import HourRow, HourSheet
from samverka.journal import queries as journal
from samverka.meetings import actions as meetings
from tests.given import hours as given_hours
from tests.given.hours import OCTOBER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ACTS = (
    "write",
    "remove",
    "attend",
    "leave",
    "confirm",
    "nothing",
    "take_back",
    "submit",
    "give_back",
    "lock",
    "correct",
)
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2)), min_size=1, max_size=14)


class Play:
    """One municipality's October, and what each person should have by now."""

    def __init__(self, now) -> None:
        self.world, self.now = given_hours.world(), now
        given_hours.open_months(self.world)
        self.meeting = given_hours.met(self.world)
        self.claimed: dict[int, int] = {}

    def act(self, name: str, who: int) -> None:
        at = self.now
        self.now += timedelta(minutes=1)
        getattr(self, name)(self.world.members[who], at)

    def write(self, person, at) -> None:
        given_hours.wrote(person, day=date(2021, 10, 12), minutes=61, at=at)

    def remove(self, person, at) -> None:
        row = HourRow.objects.filter(sheet=given_hours.sheet(person), source="own").first()
        if row:
            actions.remove_row(row=row, by=person, at=at)

    def attend(self, person, at) -> None:
        meetings.record_attendance(meeting=self.meeting, person=person, source="list", by=self.world.lead, at=at)

    def leave(self, person, at) -> None:
        meetings.remove_attendance(meeting=self.meeting, person=person, by=self.world.lead, at=at)

    def confirm(self, person, at) -> None:
        actions.confirm_sheet(sheet=given_hours.sheet(person), by=person, at=at)

    def nothing(self, person, at) -> None:
        actions.report_nothing(sheet=given_hours.sheet(person), by=person, at=at)

    def take_back(self, person, at) -> None:
        actions.take_back_sheet(sheet=given_hours.sheet(person), by=person, at=at)

    def submit(self, _person, at) -> None:
        seat = self.world.alvnas
        missing = [sheet for sheet in queries.sheets_of_month(seat, OCTOBER) if queries.is_missing(sheet)]
        reasons = {sheet.pk: "Återkommer" for sheet in missing}
        actions.submit_month(participation=seat, month=OCTOBER, by=self.world.coordinator, at=at, left_out=reasons)

    def give_back(self, person, at) -> None:
        actions.return_sheet(sheet=given_hours.sheet(person), reason="Se över", by=self.world.coordinator, at=at)

    def correct(self, person, at) -> None:
        actions.correct_sheet(sheet=given_hours.sheet(person), reason="Fel", by=person, at=at)

    def lock(self, _person, at) -> None:
        sheets = list(queries.submitted_sheets(self.world.network, OCTOBER.first_day, OCTOBER.last_day))
        minutes = queries.minutes_of([sheet.pk for sheet in sheets])
        actions.lock_sheets(sheets=sheets, by=self.world.economist, at=at)
        for sheet in sheets:
            assert sheet.pk not in self.claimed, "an hour would stand in two claims"
            self.claimed[sheet.pk] = minutes.get(sheet.pk, 0)

    def holds(self) -> None:
        for person in self.world.members:
            versions = list(HourSheet.objects.filter(person=person).order_by("version"))
            assert [sheet.version for sheet in versions] == list(range(1, len(versions) + 1))
            assert [sheet.superseded_at is None for sheet in versions] == [False] * (len(versions) - 1) + [True]
        for sheet in HourSheet.objects.filter(confirmed_at__isnull=False).select_related(
            "network", "person", "participation__organisation"
        ):
            state = queries.state_of(sheet, at=self.now)
            assert queries.content_of(state)
            assert given_hours.digest_of(state) == sheet.confirmed_sha256, "what stands is not what was confirmed"
        assert {pk: queries.minutes_of([pk]).get(pk, 0) for pk in self.claimed} == self.claimed
        sums = queries.hours_by_seat(self.world.network, OCTOBER.first_day, OCTOBER.last_day)[self.world.alvnas.pk].team
        stages = [sums.recorded.minutes, sums.confirmed.minutes, sums.submitted.minutes, sums.claimed.minutes]
        assert stages == sorted(stages, reverse=True)
        live = sum(
            queries.state_of(given_hours.sheet(person), at=self.now).reportable.recorded_minutes
            for person in self.world.members
            if not given_hours.sheet(person).nothing_to_report
        )
        open_nothing = sum(
            sum(queries.minutes_of([given_hours.sheet(person).pk]).values())
            for person in self.world.members
            if given_hours.sheet(person).nothing_to_report
        )
        assert sums.recorded.minutes == live + open_nothing


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_nothing_is_lost_or_doubled_in_any_order(now, found) -> None:
    with transaction.atomic():
        play = Play(now)
        for name, who in found:
            with contextlib.suppress(Refused), transaction.atomic():
                play.act(name, who)
            play.holds()
        assert list(journal.faults(play.world.network.chain)) == []
        transaction.set_rollback(True)
