from datetime import date, datetime, timedelta

import pytest

from samverka.meetings import rules
from samverka.meetings.models import Guest, Meeting
from tests.given.meetings import STARTS, SWEDEN, day_parts

ENDS = STARTS + timedelta(hours=7)
FIRST, LAST = date(2021, 1, 1), date(2022, 12, 31)
GONE = datetime(2021, 11, 1, tzinfo=SWEDEN)


def meeting(**columns) -> Meeting:
    return Meeting(**({"kind": Meeting.Kind.NETWORK_IN_PERSON, "starts_at": STARTS, "ends_at": ENDS} | columns))


def said(verdict) -> str:
    return str(verdict.reason)


def test_what_may_be_planned() -> None:
    def verdict(kind=Meeting.Kind.NETWORK_IN_PERSON, starts=STARTS, ends=ENDS, *, has_seat=False):
        return rules.may_plan_meeting(
            kind=kind, starts_at=starts, ends_at=ends, first_day=FIRST, last_day=LAST, has_seat=has_seat
        )

    year_before = STARTS.replace(year=2020)
    assert verdict()
    assert verdict(Meeting.Kind.LOCAL_DAY, has_seat=True)
    assert verdict(Meeting.Kind.INFORMATION, year_before, year_before + timedelta(hours=2))
    assert "end after it begins" in said(verdict(ends=STARTS))
    assert "same day" in said(verdict(ends=STARTS + timedelta(days=1)))
    assert "belongs to one municipality" in said(verdict(Meeting.Kind.LOCAL_DAY))
    assert "belongs to one municipality" in said(verdict(has_seat=True))
    assert "outside the days" in said(verdict(starts=year_before, ends=year_before + timedelta(hours=1)))


def test_the_agenda_lies_within_the_meeting() -> None:
    parts = day_parts()
    assert rules.may_have_agenda(parts=parts, starts_at=STARTS, ends_at=ENDS)
    assert rules.may_have_agenda(parts=(), starts_at=STARTS, ends_at=ENDS)
    late = [part.moved(timedelta(minutes=1)) for part in parts]
    assert "outside the hours" in said(rules.may_have_agenda(parts=late, starts_at=STARTS, ends_at=ENDS))
    turned = [type(parts[0])("break", "", STARTS + timedelta(hours=2), STARTS + timedelta(hours=1))]
    assert "end after it begins" in said(rules.may_have_agenda(parts=turned, starts_at=STARTS, ends_at=ENDS))


def test_a_meeting_changes_until_attendance_hangs_on_it() -> None:
    assert rules.may_change_meeting(meeting(), attended=0)
    assert "Attendance" in said(rules.may_change_meeting(meeting(), attended=1))
    assert "cancelled" in said(rules.may_change_meeting(meeting(cancelled_at=GONE), attended=0))


def test_inviting_and_answering_end_with_the_meeting() -> None:
    before, during, after = STARTS - timedelta(days=1), STARTS + timedelta(hours=1), ENDS
    assert rules.may_invite(meeting(), at=during)
    assert "over" in said(rules.may_invite(meeting(), at=after))
    assert "cancelled" in said(rules.may_invite(meeting(cancelled_at=GONE), at=before))
    assert rules.may_answer(meeting(), is_invited=True, at=before)
    assert "not invited" in said(rules.may_answer(meeting(), is_invited=False, at=before))
    assert "has begun" in said(rules.may_answer(meeting(), is_invited=True, at=STARTS))
    assert "cancelled" in said(rules.may_answer(meeting(cancelled_at=GONE), is_invited=True, at=before))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (STARTS - timedelta(minutes=61), "opens one hour"),
        (STARTS - timedelta(minutes=60), ""),
        (STARTS + timedelta(hours=3), ""),
        (datetime(2021, 11, 23, 23, 59, 59, tzinfo=SWEDEN), ""),
        (datetime(2021, 11, 24, 0, 0, tzinfo=SWEDEN), "has passed"),
    ],
)
def test_check_in_is_open_from_an_hour_before_until_the_day_ends(at, expected) -> None:
    verdict = rules.may_check_in(meeting(), is_expected=True, at=at)
    assert (bool(verdict), expected in said(verdict)) == (not expected, True)


def test_check_in_is_for_the_expected_at_a_meeting_that_is_held() -> None:
    assert "not on the list" in said(rules.may_check_in(meeting(), is_expected=False, at=STARTS))
    assert "cancelled" in said(rules.may_check_in(meeting(cancelled_at=GONE), is_expected=True, at=STARTS))


def test_attendance_is_recorded_on_the_day_or_later() -> None:
    assert rules.may_record_attendance(meeting(), at=STARTS - timedelta(hours=2))
    assert rules.may_record_attendance(meeting(), at=STARTS + timedelta(days=200))
    assert "earliest" in said(rules.may_record_attendance(meeting(), at=STARTS - timedelta(days=1)))
    assert "cancelled" in said(rules.may_record_attendance(meeting(cancelled_at=GONE), at=STARTS))


def test_minutes_lie_within_the_meeting() -> None:
    assert rules.is_within_meeting(minutes=360, whole=360)
    assert "longer" in said(rules.is_within_meeting(minutes=361, whole=360))
    assert "at least a minute" in said(rules.is_within_meeting(minutes=0, whole=360))


def test_a_day_when_offices_are_closed_is_warned_of() -> None:
    assert rules.is_on_working_day(STARTS)
    assert "not a working day" in said(rules.is_on_working_day(datetime(2021, 6, 25, 9, 0, tzinfo=SWEDEN)))


@pytest.mark.parametrize(
    ("functions", "expected"),
    [
        ({"project_manager"}, True),
        ({"administrator"}, True),
        ({"process_supporter", "registrar"}, True),
        ({"finance_officer"}, False),
        ({"registrar", "subject_expert"}, False),
        (set(), False),
    ],
)
def test_who_plans(functions, expected) -> None:
    assert bool(rules.may_plan(frozenset(functions))) is expected


@pytest.mark.parametrize(
    ("setting", "allowed"),
    [
        ("audience", {"audience", "elected"}),
        ("with_hours", {"with_hours", "elected"}),
        ("own_choice", {"audience", "with_hours", "elected"}),
    ],
)
def test_a_setting_says_what_guests_may_be(setting, allowed) -> None:
    found = {
        kind for kind in Guest.AttendsAs.values if rules.may_attend_as(meeting(people_beyond=setting), attends_as=kind)
    }
    assert found == allowed


def test_hours_of_a_guest_need_employer_function_and_address() -> None:
    whole = {"employer": "Granfors kommun", "function": "Handläggare", "email": "kim@granfors.example"}
    assert rules.has_what_hours_need(**whole)
    assert not [name for name in whole if rules.has_what_hours_need(**(whole | {name: ""}))]


def test_nobody_loses_a_place_by_the_places_becoming_fewer() -> None:
    assert [bool(rules.may_set_places(places=places, taken=3)) for places in (2, 3, 4, None)] == [
        False,
        True,
        True,
        True,
    ]


def test_practical_things_are_read_by_those_who_organise() -> None:
    read = rules.may_read_practicalities
    assert read(frozenset({"administrator"}), leads_own_day=False)
    assert read(frozenset(), leads_own_day=True)
    assert not read(frozenset({"finance_officer", "registrar"}), leads_own_day=False)


def test_the_questions_are_for_those_who_were_there_and_once() -> None:
    def verdict(at=STARTS, *, was_there=True, has_answered=False, **columns):
        return rules.may_evaluate(meeting(**columns), was_there=was_there, has_answered=has_answered, at=at)

    assert verdict()
    assert not verdict(at=STARTS - timedelta(minutes=1))
    assert not verdict(was_there=False)
    assert not verdict(has_answered=True)
    assert not verdict(cancelled_at=STARTS)


def test_fewer_than_five_answers_are_shown_to_nobody() -> None:
    assert [bool(rules.may_read_evaluation(answers=answers)) for answers in (0, 4, 5)] == [False, False, True]
