from datetime import date

import pytest

from samverka.networks import rules
from samverka.networks.models import Network, Participation

TODAY = date(2021, 11, 2)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"seats": 2, "taken": 1, "already_seated": False}, ""),
        ({"seats": 2, "taken": 2, "already_seated": False}, "All seats"),
        ({"seats": 2, "taken": 1, "already_seated": True}, "already has a seat"),
    ],
)
def test_awarding(facts, reason) -> None:
    verdict = rules.may_award_seat(**facts)
    assert (bool(verdict), reason in str(verdict.reason)) == (not reason, True)


def test_accepting(now) -> None:
    assert rules.may_accept_seat(Participation())
    assert "already been accepted" in str(rules.may_accept_seat(Participation(accepted_at=now)).reason)
    assert "given up" in str(rules.may_accept_seat(Participation(left_at=now)).reason)


def test_running_and_conditional() -> None:
    network = Network(first_day=date(2021, 1, 1), last_day=date(2021, 11, 2))
    assert rules.is_running(network, TODAY)
    assert not rules.is_running(network, date(2021, 11, 3))
    assert rules.is_conditional(network)
    assert not rules.is_conditional(Network(granted_day=TODAY))


@pytest.mark.parametrize(
    ("leads", "any_network", "first", "may"),
    [(True, True, False, True), (False, False, True, True), (False, False, False, False), (False, True, True, False)],
)
def test_who_starts_a_network(leads, any_network, first, may) -> None:
    verdict = rules.may_start_network(leads_a_network=leads, is_any_network=any_network, is_first_person=first)
    assert bool(verdict) is may


@pytest.mark.parametrize(
    ("function", "terms", "funding"),
    [("project_manager", True, True), ("finance_officer", False, True), ("registrar", False, False)],
)
def test_who_keeps_what(function, terms, funding) -> None:
    assert bool(rules.may_set_terms(frozenset({function}))) is terms
    assert bool(rules.may_keep_funding(frozenset({function}))) is funding


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ({"applied_day": date(2020, 9, 1)}, ""),
        ({"applied_day": date(2020, 9, 1), "granted_day": date(2021, 1, 12)}, ""),
        ({"applied_day": date(2020, 9, 1), "rejected_day": date(2020, 9, 1)}, ""),
        ({"granted_day": date(2021, 1, 12)}, "day of the application"),
        ({"applied_day": date(2021, 9, 1), "granted_day": date(2021, 1, 12)}, "before the application"),
        ({"applied_day": TODAY, "granted_day": TODAY, "rejected_day": TODAY}, "not both"),
        ({"applied_day": date(2021, 11, 3)}, "days that have come"),
    ],
)
def test_the_funding_days_agree(days, reason) -> None:
    given = {"applied_day": None, "granted_day": None, "rejected_day": None} | days
    verdict = rules.may_note_funding(**given, today=TODAY)
    assert (bool(verdict), reason in str(verdict.reason)) == (not reason, True)
