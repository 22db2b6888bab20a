"""In any order of steps, retries, double presses and clock moves no seat is given twice, no letter counts with one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.calls import actions
from samverka.calls.models import Interest, LetterOfIntent, SelectionOutcome
from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.networks.models import Participation
from samverka.teams.models import TeamMember
from tests.given import calls as made

APPLICANTS = 3


class _UndoneError(Exception):
    """Takes an example's rows away again."""


@dataclass(frozen=True, slots=True)
class Try:
    """One step by one applicant at one instant."""

    world: Any
    index: int
    office: str
    at: datetime

    @property
    def interest(self) -> Interest:
        return Interest.objects.select_related("call__network", "organisation").get(
            organisation=made.organisation(self.index)
        )

    @property
    def by(self) -> Any:
        return made.contact(self.index)

    @property
    def letter(self) -> LetterOfIntent | None:
        return LetterOfIntent.objects.filter(interest=self.interest).first()


def submit(one: Try) -> None:
    actions.submit_interest(interest=one.interest, by=one.by, at=one.at)


def take_back(one: Try) -> None:
    actions.take_back_interest(interest=one.interest, by=one.by, at=one.at)


def confirm(one: Try) -> None:
    actions.confirm_interest(interest=one.interest, by=one.by, at=one.at)


def withdraw(one: Try) -> None:
    actions.withdraw_interest(interest=one.interest, reason="Ångrat", by=one.by, at=one.at)


def decide(one: Try) -> None:
    actions.decide_selection(call=one.world.call, by=one.world.lead, at=one.at)


def basis(one: Try) -> None:
    if letter := one.letter:
        actions.choose_basis(letter=letter, basis="own_mandate", paragraph="", basis_day=None, by=one.by, at=one.at)


def name(one: Try) -> None:
    if letter := one.letter:
        who = made.signatory_person(one.index, one.office)
        actions.name_signatory(letter=letter, office=one.office, name=who.name, email=who.email, by=one.by, at=one.at)


def sign(one: Try) -> None:
    letter = one.letter
    row = letter.signatories.filter(office=one.office).first() if letter else None
    if letter and row:
        signer = made.signatory_person(one.index, one.office)
        actions.sign_letter(signatory=row, text_sha256=letter.text_sha256, by=signer, at=one.at)


def offer(one: Try) -> None:
    outcome = SelectionOutcome.objects.filter(interest=one.interest).first()
    if outcome:
        letter_day = one.at.date() + timedelta(days=9)
        actions.offer_to_next_reserve(outcome=outcome, letter_day=letter_day, by=one.world.lead, at=one.at)


def accept(one: Try) -> None:
    actions.accept_seat(interest=one.interest, by=one.by, at=one.at)


ACTS = {act.__name__: act for act in (submit, take_back, confirm, withdraw, decide, basis, name, sign, offer, accept)}


def attempt(step: str, one: Try) -> None:
    """Try one step; a refusal is an answer like any other, and changes nothing."""
    try:
        with transaction.atomic():
            ACTS[step](one)
    except Refused:
        return


def hold(world: Any) -> None:
    """What must be true after every step."""
    seats = Participation.objects.filter(network=world.network, left_at__isnull=True)
    assert seats.count() <= world.terms.seats
    assert seats.values("organisation").distinct().count() == seats.count()
    kept = SelectionOutcome.objects.filter(lapsed_at__isnull=True)
    claims = [row for row in kept if row.outcome == "chosen" or row.offered_at]
    assert len(claims) <= world.terms.seats
    for letter in LetterOfIntent.objects.all():
        signed = letter.signatories.filter(signed_at__isnull=False)
        assert letter.signature_count == signed.count()
        assert (letter.completed_at is not None) == (signed.count() == 2)
        assert signed.values("signed_by").distinct().count() == signed.count()
    for seat in seats:
        letter = LetterOfIntent.objects.get(interest__organisation=seat.organisation)
        assert letter.completed_at is not None
    assert Interest.objects.count() == APPLICANTS
    assert not TeamMember.objects.exclude(participation__in=seats.filter(accepted_at__isnull=False)).exists()


# The way from draft to seat. A fair share of the examples goes most of it, so that what comes late is tried too.
LIKELY = [("submit", n) for n in range(APPLICANTS)] + [("wait", 7)]
LIKELY += [("confirm", n) for n in range(APPLICANTS)] + [("wait", 4), ("decide", 0)]
LIKELY += [(step, n) for n in range(APPLICANTS) for step in ("basis", "name", "name2", "sign", "sign2")]
LIKELY += [("wait", 6), ("decide", 0), ("offer", 0), ("accept", 0), ("offer", 1), ("accept", 1)]


def play(when: str, steps: list[tuple[str, int]], presses: list[int]) -> None:
    """Take the steps, pressing some buttons twice, and take everything back again."""
    with transaction.atomic():
        world = made.call_world(
            terms={"seats": 1, "reserve_seats": 2},
            selection_when=when,
            decision_day=date(2020, 11, 20) if when == "after_letters" else made.DECISION,
        )
        for index in range(APPLICANTS):
            made.filled(world, index)
        day = date(2020, 10, 30)
        for place, (step, number) in enumerate(steps):
            if step == "wait":
                day += timedelta(days=number)
                continue
            office = "board_chair" if step.endswith("2") else "chief_executive"
            for _press in range(presses[place % len(presses)]):
                attempt(step.removesuffix("2"), Try(world, number, office, made.at(day)))
            hold(world)
        assert list(journal.faults(world.network.chain)) == []
        raise _UndoneError


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("when", ["after_confirmation", "after_letters"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_order_of_steps_gives_a_seat_twice_or_counts_half_a_letter(when, data) -> None:
    skipped = data.draw(st.sets(st.integers(0, len(LIKELY) - 1), max_size=6))
    steps = [step for number, step in enumerate(LIKELY) if number not in skipped]
    odd = st.tuples(st.sampled_from([*ACTS, "wait"]), st.integers(0, APPLICANTS - 1))
    for extra in data.draw(st.lists(odd, max_size=14)):
        steps.insert(data.draw(st.integers(0, len(steps))), extra)
    presses = data.draw(st.lists(st.integers(1, 2), min_size=1, max_size=7))
    with pytest.raises(_UndoneError):
        play(when, steps, presses)
