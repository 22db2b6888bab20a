from datetime import date

import pytest

from samverka.teams import rules
from samverka.teams.models import TeamMember
from samverka.teams.rules import Days

JAN, JUN, DEC = date(2021, 1, 1), date(2021, 6, 15), date(2021, 12, 31)


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (Days(JAN), Days(DEC), True),
        (Days(JAN, JUN), Days(JUN), True),
        (Days(JAN, JUN), Days(date(2021, 6, 16)), False),
        (Days(JUN), Days(JAN, date(2021, 6, 14)), False),
        (Days(JAN, DEC), Days(JUN, JUN), True),
    ],
)
def test_two_stretches_of_days_meet_both_ways_or_not_at_all(one, other, meets) -> None:
    assert (one.meets(other), other.meets(one)) == (meets, meets)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, ""),
        ({"already_in_team": True}, "already in the team"),
        ({"members_now": 3}, "All roles"),
        ({"is_coordinator_seat": True, "members_now": 3}, ""),
        ({"is_coordinator_seat": True, "has_coordinator": True}, "already has a coordinator"),
    ],
)
def test_who_may_be_appointed(facts, reason) -> None:
    standing = {
        "is_coordinator_seat": False,
        "members_now": 2,
        "team_size": 3,
        "has_coordinator": False,
        "already_in_team": False,
    }
    verdict = rules.may_appoint_member(**(standing | facts))
    assert bool(verdict) is not bool(reason)
    assert reason in str(verdict.reason)


def test_days_lie_within_the_seat() -> None:
    assert rules.is_within_seat(day=JAN, first_day=JAN, last_day=DEC)
    assert rules.is_within_seat(day=DEC, first_day=JAN, last_day=DEC)
    assert "outside the days" in str(rules.is_within_seat(day=date(2022, 1, 1), first_day=JAN, last_day=DEC).reason)


def test_ending() -> None:
    assert rules.may_end_member(first_day=JAN, last_day=None, ends=JAN)
    assert "already has" in str(rules.may_end_member(first_day=JAN, last_day=JUN, ends=DEC).reason)
    assert "before the first" in str(rules.may_end_member(first_day=JUN, last_day=None, ends=JAN).reason)


def test_the_deputy_is_another_than_the_coordinator() -> None:
    def verdict(**columns):
        member = TeamMember(**({"team_seat": "member", "first_day": JAN} | columns))
        return rules.may_name_deputy(member, day=JUN)

    assert verdict()
    assert verdict(last_day=JUN)
    assert "coordinator can not" in str(verdict(team_seat="coordinator").reason)
    assert "already the deputy" in str(verdict(deputy_coordinator=True).reason)
    assert "has ended" in str(verdict(last_day=JAN).reason)


def test_uncovered_areas_stand_in_the_order_of_the_terms() -> None:
    wanted = ["procurement", "business", "labour_market"]
    covered = ["business", "business", "other", "labour_market"]
    assert rules.uncovered_areas(wanted=wanted, covered=covered) == ["procurement"]
    assert rules.areas_of_one(wanted=wanted, covered=covered) == ["labour_market"]
