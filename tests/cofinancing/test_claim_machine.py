"""Any order of writing, confirming, submitting, correcting, parking, claiming and the Fund's word loses nothing."""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import given as random
from hypothesis import strategies as st

from samverka.cofinancing import actions, queries
from samverka.cofinancing.models import Claim, ClaimLine, LineOutcome
from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.funding import queries as funding
from samverka.funding.figures import Spent, reportable_minutes
from samverka.hours import actions as hours
from samverka.hours import queries as hours_known
from samverka.hours.models import HourRow, HourSheet
from samverka.journal import queries as journal
from tests.given import cofinancing as given
from tests.given.cofinancing import NOW, OCTOBER, SEPTEMBER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ACTS = (
    *("write",) * 3,
    "remove",
    *("confirm",) * 3,
    "nothing",
    "take_back",
    *("submit",) * 3,
    "give_back",
    *("correct",) * 2,
    "prepare",
    "park",
    "take_in",
    "discard",
    *("close",) * 3,
    "outcome",
    "accept_rest",
)
MONTHS = (SEPTEMBER, OCTOBER)
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 1), st.integers(0, 1)), min_size=4, max_size=26)


class Play:
    """One municipality's September and October, the host that claims them, and what each closed claim said."""

    def __init__(self) -> None:
        self.world, self.now = given.granted(), NOW
        given.unit_costs(self.world)
        self.people = self.world.members[:2]
        for month in MONTHS:
            given.opened(self.world, month)
        self.closed: dict[int, list[tuple[object, ...]]] = {}

    def act(self, name: str, who: int, which: int) -> None:
        self.now += timedelta(minutes=1)
        getattr(self, name)(self.people[who], MONTHS[which])

    def sheet(self, person, month: Month) -> HourSheet:
        found = HourSheet.objects.select_related("network", "person", "participation__organisation")
        return found.get(person=person, month=month.first_day, superseded_at__isnull=True)

    def write(self, person, month) -> None:
        given.work(self.sheet(person, month), 95, day=4 + HourRow.objects.count() % 20, at=self.now)

    def remove(self, person, month) -> None:
        row = HourRow.objects.filter(sheet=self.sheet(person, month)).select_related("sheet__network").first()
        if row:
            hours.remove_row(row=row, by=person, at=self.now)

    def confirm(self, person, month) -> None:
        hours.confirm_sheet(sheet=self.sheet(person, month), by=person, at=self.now)

    def nothing(self, person, month) -> None:
        hours.report_nothing(sheet=self.sheet(person, month), by=person, at=self.now)

    def take_back(self, person, month) -> None:
        hours.take_back_sheet(sheet=self.sheet(person, month), by=person, at=self.now)

    def submit(self, _person, month) -> None:
        seat = self.world.alvnas
        missing = [sheet for sheet in hours_known.sheets_of_month(seat, month) if hours_known.is_missing(sheet)]
        reasons = {sheet.pk: "Återkommer" for sheet in missing}
        hours.submit_month(participation=seat, month=month, by=self.world.coordinator, at=self.now, left_out=reasons)

    def give_back(self, person, month) -> None:
        hours.return_sheet(sheet=self.sheet(person, month), reason="Se över", by=self.world.coordinator, at=self.now)

    def correct(self, person, month) -> None:
        hours.correct_sheet(sheet=self.sheet(person, month), reason="Fel", by=person, at=self.now)

    def open_claim(self):
        claim = Claim.objects.filter(closed_at__isnull=True).first()
        if claim is None:
            raise Refused("none")
        return given.one_claim(self.world, claim.number)

    def prepare(self, _person, month) -> None:
        actions.prepare_claim(host=given.host(self.world), first=month, last=OCTOBER, by=self.world.lead, at=self.now)

    def park(self, person, month) -> None:
        host, claim = self.open_claim()
        actions.park_month(
            host=host, claim=claim, sheet=self.sheet(person, month), reason="?", by=self.world.lead, at=self.now
        )

    def take_in(self, person, month) -> None:
        host, claim = self.open_claim()
        actions.take_in_month(host=host, claim=claim, sheet=self.sheet(person, month), by=self.world.lead, at=self.now)

    def discard(self, _person, _month) -> None:
        host, claim = self.open_claim()
        actions.discard_claim(host=host, claim=claim, by=self.world.lead, at=self.now)

    def close(self, _person, _month) -> None:
        host, claim = self.open_claim()
        material = queries.material(claim, host)
        actions.close_claim(host=host, claim=claim, by=self.world.lead, at=self.now)
        lines = list(ClaimLine.objects.filter(claim=claim))
        assert sum(line.value_ore for line in lines) == sum(line.value_ore for line in material.lines)
        # What was left out and what was taken make up all that there was.
        assert len(lines) + claim.left_out.count() == len(material.lines) + len(material.left_out)
        self.closed[claim.pk] = said_by(claim)

    def outcome(self, person, month) -> None:
        line = ClaimLine.objects.filter(person=person, month=month.first_day).select_related("claim").last()
        if line is None:
            raise Refused("none")
        actions.note_outcome(
            host=given.host(self.world),
            line=line,
            result="reduced" if line.eligible_minutes else "to_be_completed",
            accepted_minutes=line.eligible_minutes // 120 * 60,
            reason="Underlag saknas",
            by=self.world.lead,
            at=self.now,
        )

    def accept_rest(self, _person, _month) -> None:
        claim = Claim.objects.filter(closed_at__isnull=False).select_related("network").last()
        if claim is None:
            raise Refused("none")
        actions.accept_rest(host=given.host(self.world), claim=claim, by=self.world.lead, at=self.now)

    def holds(self) -> None:
        fund_rules = funding.rules_of(self.world.terms)
        for claim in Claim.objects.filter(closed_at__isnull=False).select_related("network", "closed_by"):
            assert said_by(claim) == self.closed[claim.pk], "a closed claim's numbers have changed"
        for person in self.people:
            for month in MONTHS:
                lines = ClaimLine.objects.filter(person=person, month=month.first_day).order_by("pk")
                newest = (
                    HourSheet.objects.filter(person=person, month=month.first_day, locked_at__isnull=False)
                    .order_by("version")
                    .last()
                )
                spent = [Spent(row.day, row.activity, row.minutes) for row in HourRow.objects.filter(sheet=newest)]
                held = lines.aggregate(Sum("recorded_minutes"), Sum("eligible_minutes"), Sum("value_ore"))
                counts = reportable_minutes(spent, fund_rules)
                assert (held["recorded_minutes__sum"] or 0) == sum(row.minutes for row in spent)
                assert (held["eligible_minutes__sum"] or 0) == counts, "an hour was lost or claimed twice"
                assert (held["value_ore__sum"] or 0) == counts // 60 * given.TEAM_ORE
                chain = [line.corrects_id for line in lines]
                assert chain == [None, *[line.pk for line in lines]][: len(chain)]
        first, last = date(2021, 9, 1), date(2021, 10, 31)
        seat = queries.time_by_seat(self.world.network, first, last)[self.world.alvnas.pk].team.values()
        assert sum(month.claimed for month in seat) == sum(ClaimLine.objects.values_list("eligible_minutes", flat=True))
        accepted = sum(LineOutcome.objects.filter(replaced_at__isnull=True).values_list("accepted_minutes", flat=True))
        assert sum(month.accepted for month in seat) == accepted
        theirs = hours_known.hours_by_seat(self.world.network, first, last)[self.world.alvnas.pk].team
        assert theirs.accepted_minutes == accepted


def said_by(claim: Claim) -> list[tuple[object, ...]]:
    """All numbers of a claim, as its page and files show them."""
    return [
        (
            entry.person_id,
            entry.month,
            entry.recorded_minutes,
            entry.reportable_minutes,
            entry.eligible_minutes,
            entry.ore_per_hour,
            entry.value_ore,
            entry.is_correction,
        )
        for entry in queries.kept_entries(claim)
    ] + [(row.person, row.month, row.reason) for row in queries.kept_left_out(claim)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@random(steps)
def test_nothing_is_lost_or_doubled_whatever_is_claimed_corrected_and_parked(found) -> None:
    with transaction.atomic():
        play = Play()
        for name, who, which in found:
            with contextlib.suppress(Refused), transaction.atomic():
                play.act(name, who, which)
            play.holds()
        assert list(journal.faults(play.world.network.chain)) == []
        transaction.set_rollback(True)


def test_the_whole_way_of_a_month_that_is_claimed_corrected_parked_and_reduced() -> None:
    """The sequence that reaches every act, so that the machine above can not pass by doing nothing."""
    play = Play()
    reached = (
        *("write", "write", "confirm", "submit", "prepare", "park", "take_in", "park", "close nothing"),
        *("prepare", "close", "correct", "write", "confirm", "submit", "prepare", "close"),
        *("accept_rest", "outcome", "correct", "remove", "remove", "remove", "nothing", "submit", "prepare", "close"),
    )
    for name in reached:
        if name == "close nothing":
            # A claim from which all has been parked holds nothing and can not be closed.
            with pytest.raises(Refused):
                play.act("close", 0, 1)
            play.act("discard", 0, 1)
            continue
        play.act(name, 0, 1)
        play.holds()
    assert list(ClaimLine.objects.order_by("pk").values_list("eligible_minutes", "value_ore")) == [
        (2 * 60, 2 * given.TEAM_ORE),
        (60, given.TEAM_ORE),
        (-3 * 60, -3 * given.TEAM_ORE),
    ]
