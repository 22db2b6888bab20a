from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.documents import queries as documents
from samverka.hours import actions, queries
from samverka.hours.models import HourRow, HourSheet, OtherFundedHours
from samverka.journal import queries as journal
from samverka.mail.models import Outbox
from samverka.meetings import actions as meetings
from samverka.networks.models import Terms
from samverka.teams import actions as teams
from samverka.teams.models import Area, TeamMember
from tests.given import hours as given
from tests.given.hours import OCTOBER, SEPTEMBER

pytestmark = pytest.mark.django_db


def verbs(world) -> list[str]:
    return [entry.verb for entry in journal.entries(world.network.chain)]


def plain(text: str) -> str:
    """With ordinary spaces, so that a test can be read."""
    return text.replace("\u00a0", " ")


def letters(kind: str) -> list[Outbox]:
    return list(Outbox.objects.filter(kind=f"hours.{kind}").order_by("to_address"))


def test_a_month_is_laid_out_once_for_everyone_in_a_team(now) -> None:
    world = given.world()
    made = actions.open_month(network=world.network, month=OCTOBER, at=now)
    assert {(sheet.person_id, sheet.reporting_role) for sheet in made} == {
        (world.coordinator.pk, "staff_cofinanced"),
        (world.other_coordinator.pk, "staff_cofinanced"),
        *((member.pk, "participant") for member in world.members),
    }
    assert verbs(world)[-1] == "hours.month.opened"
    written = len(verbs(world))
    assert actions.open_month(network=world.network, month=OCTOBER, at=now) == []
    assert len(verbs(world)) == written
    assert len(letters("month_waits")) == len(made)


def test_a_month_is_not_laid_out_before_it_begins_nor_without_hours(now) -> None:
    world = given.world()
    assert actions.open_month(network=world.network, month=Month(2021, 12), at=now) == []
    Terms.objects.filter(pk=world.terms.pk).update(with_hours=False)
    assert actions.open_month(network=world.network, month=OCTOBER, at=now) == []


def test_the_letter_says_how_much_waits_and_goes_once_in_working_hours(now) -> None:
    world = given.world()
    ana = world.members[0]
    given.met(world, ana, hours_long=7)
    evening = datetime(2021, 11, 1, 18, 0, tzinfo=UTC)
    actions.open_month(network=world.network, month=OCTOBER, at=evening)
    assert letters("month_waits") == []
    for _again in range(2):
        actions.open_month(network=world.network, month=OCTOBER, at=now)
    (letter,) = [letter for letter in letters("month_waits") if letter.to_address == ana.email]
    assert letter.subject == "Oktober: 7 h väntar på ditt intyg"
    assert "/natverk/utvecklingsnatverk/tid/2021-10/deltagare/" in letter.body
    assert "fredag 5 november 2021" in letter.body


def test_own_work_is_written_changed_and_removed(now) -> None:
    world = given.world()
    ana = world.members[0]
    given.open_months(world)
    row = given.wrote(ana, minutes=390)
    actions.save_row(
        sheet=given.sheet(ana),
        row=row,
        day=date(2021, 10, 13),
        activity="preparation",
        minutes=60,
        text=" Läste  mer ",
        by=ana,
        at=now,
    )
    row.refresh_from_db()
    assert (row.day, row.minutes, row.text, row.source) == (date(2021, 10, 13), 60, "Läste mer", "own")
    actions.remove_row(row=row, by=ana, at=now)
    assert not HourRow.objects.exists()
    with pytest.raises(Refused):
        actions.remove_row(row=row, by=ana, at=now)
    assert verbs(world)[-3:] == ["hours.row.saved", "hours.row.saved", "hours.row.removed"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": date(2021, 11, 2)}, "ligger inte i oktober 2021"),
        ({"minutes": 0}, "hur lång tid"),
        ({"minutes": 1441}, "24 timmar"),
        ({"text": "  "}, "vad du har gjort"),
        ({"activity": "joint_meeting"}, "närvarolist"),
    ],
)
def test_lines_that_may_not_stand_are_refused(now, changes, said) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    line: dict[str, Any] = {"day": date(2021, 10, 12), "activity": "preparation", "minutes": 60, "text": "Läste"}
    with pytest.raises(Refused, match=said):
        actions.save_row(sheet=given.sheet(ana), by=ana, at=now, **(line | changes))
    assert not HourRow.objects.exists()


def test_the_future_is_refused_and_so_is_someone_else(now) -> None:
    world = given.world()
    given.open_months(world, Month(2021, 11), at=now)
    ana, bo = world.members[:2]
    line: dict[str, Any] = {"activity": "preparation", "minutes": 60, "text": "Läste"}
    with pytest.raises(Refused, match="har inte kommit än"):
        actions.save_row(sheet=given.sheet(ana, Month(2021, 11)), day=date(2021, 11, 3), by=ana, at=now, **line)
    with pytest.raises(Refused, match="Bara den som"):
        actions.save_row(sheet=given.sheet(ana, Month(2021, 11)), day=date(2021, 11, 1), by=bo, at=now, **line)


def test_t05_more_than_13_hours_a_day_is_blocked_under_the_plus_rules(now) -> None:
    world = given.world(rule_set=given.plus_rules())
    given.open_months(world)
    ana = world.members[0]
    with pytest.raises(Refused, match="högst 13 timmar"):
        given.wrote(ana, minutes=13 * 60 + 30)
    given.met(world, ana, hours_long=6)
    given.wrote(ana, day=date(2021, 10, 5), minutes=7 * 60)
    with pytest.raises(Refused, match=r"13\sh 1\smin"):
        given.wrote(ana, day=date(2021, 10, 5), minutes=1)


def test_the_old_rules_only_warn_of_a_long_day(now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    given.wrote(ana, minutes=13 * 60 + 30)
    page = queries.sheet_page(ana, world.network.slug, OCTOBER, at=now)
    assert plain(page.warnings[0]) == "12 oktober 2021 har 13 h 30 min. Kontrollera att det stämmer."


def test_t09_nobody_reports_more_of_a_meeting_than_it_lasted(now) -> None:
    world = given.world()
    given.open_months(world)
    ana, bo = world.members[:2]
    meeting = given.met(world, ana, hours_long=6)
    sheet = given.sheet(ana)
    with pytest.raises(Refused, match="Närvarolistan säger 6"):
        actions.say_less(sheet=sheet, meeting_id=meeting.pk, minutes=420, text="", by=ana, at=now)
    with pytest.raises(Refused, match="mindre än 50"):
        actions.say_less(sheet=sheet, meeting_id=meeting.pk, minutes=120, text="", by=ana, at=now)
    row = actions.say_less(sheet=sheet, meeting_id=meeting.pk, minutes=120, text="Barnet blev sjukt", by=ana, at=now)
    assert (row.minutes, row.source, row.activity) == (120, "own", "joint_meeting")
    assert queries.state_of(given.sheet(ana), at=now).reportable.recorded_minutes == 120
    with pytest.raises(Refused, match="närvarolista"):
        actions.say_less(sheet=given.sheet(bo), meeting_id=meeting.pk, minutes=60, text="", by=bo, at=now)


def test_confirming_copies_attendance_and_freezes_the_content(now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    meeting = given.met(world, ana, hours_long=7)
    given.wrote(ana, minutes=390)
    sheet = actions.confirm_sheet(sheet=given.sheet(ana), by=ana, at=now)
    rows = [(row.day.day, row.minutes, row.source, row.meeting_id) for row in queries.rows_of([sheet.pk])]
    assert rows == [(5, 420, "attendance", meeting.pk), (12, 390, "own", None)]
    kept = given.sheet(ana)
    assert (kept.confirmed_at, kept.confirmed_by, len(kept.confirmed_sha256)) == (now, ana, 64)
    (signature,) = documents.signatures_on(f"hours.hoursheet-{sheet.pk}")
    assert (signature.role, signature.signer_key) == ("participant", ana.actor_key)
    assert "Närvarorapport oktober 2021" in signature.text_shown
    assert "Nätverksträff i Granfors" in signature.text_shown
    assert kept.confirmed_sha256 in signature.text_shown
    assert verbs(world)[-1] == "hours.sheet.confirmed"
    assert list(journal.faults(world.network.chain)) == []
    with pytest.raises(Refused):
        actions.confirm_sheet(sheet=sheet, by=ana, at=now)


def test_the_second_of_two_who_press_at_once_is_told(now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    given.wrote(ana, minutes=120)
    here, there = given.sheet(ana), given.sheet(ana)
    actions.confirm_sheet(sheet=here, by=ana, at=now)
    for act in (
        lambda: actions.confirm_sheet(sheet=there, by=ana, at=now),
        lambda: given.wrote(ana, minutes=60),
        lambda: actions.report_nothing(sheet=there, by=ana, at=now),
    ):
        with pytest.raises(Refused), transaction.atomic():
            act()
    assert HourRow.objects.count() == 1


def test_a_month_is_not_confirmed_before_it_is_over(now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    given.met(world, ana)
    before = datetime(2021, 10, 30, 9, 0, tzinfo=UTC)
    with pytest.raises(Refused, match="kan intygas från 31 oktober"):
        actions.confirm_sheet(sheet=given.sheet(ana), by=ana, at=before)
    with pytest.raises(Refused, match="kan intygas från 31 oktober"):
        actions.report_nothing(sheet=given.sheet(ana), by=ana, at=before)


def test_t06_a_month_without_time_is_a_note_and_never_signed(now) -> None:
    world = given.world(rule_set=given.plus_rules())
    given.open_months(world)
    ana = world.members[0]
    with pytest.raises(Refused, match="ingen tid"):
        actions.confirm_sheet(sheet=given.sheet(ana), by=ana, at=now)
    sheet = actions.report_nothing(sheet=given.sheet(ana), by=ana, at=now)
    kept = given.sheet(ana)
    assert (kept.nothing_to_report, kept.confirmed_at) == (True, None)
    assert list(documents.signatures_on(f"hours.hoursheet-{sheet.pk}")) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        HourSheet.objects.filter(pk=sheet.pk).update(confirmed_at=now, confirmed_by=ana)
    actions.take_back_sheet(sheet=kept, by=ana, at=now)
    assert not given.sheet(ana).nothing_to_report


def test_less_than_an_hour_is_nothing_to_confirm(now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    given.wrote(ana, minutes=45)
    with pytest.raises(Refused, match="bara hela timmar"):
        actions.confirm_sheet(sheet=given.sheet(ana), by=ana, at=now)
    actions.report_nothing(sheet=given.sheet(ana), by=ana, at=now)
    assert HourRow.objects.count() == 1


def test_nothing_is_not_said_of_a_month_with_hours(now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    given.met(world, ana)
    with pytest.raises(Refused, match="det finns alltså något"):
        actions.report_nothing(sheet=given.sheet(ana), by=ana, at=now)


def test_taking_back_reads_attendance_anew_and_keeps_what_was_signed(now) -> None:
    world = given.world()
    given.open_months(world)
    ana, bo = world.members[:2]
    meeting = given.met(world, ana, hours_long=6)
    given.wrote(ana, minutes=120)
    sheet = given.confirmed(ana, at=now)
    with pytest.raises(Refused, match="Bara den som"):
        actions.take_back_sheet(sheet=sheet, by=bo, at=now)
    actions.take_back_sheet(sheet=sheet, by=ana, at=now)
    assert [row.source for row in queries.rows_of([sheet.pk])] == ["own"]
    meetings.record_attendance(meeting=meeting, person=ana, minutes=240, source="list", by=world.lead, at=now)
    again = given.confirmed(ana, at=now + timedelta(minutes=5))
    assert queries.minutes_of([again.pk]) == {again.pk: 360}
    assert len(documents.signatures_on(f"hours.hoursheet-{sheet.pk}")) == 2
    with pytest.raises(Refused):
        actions.take_back_sheet(sheet=sheet, by=ana, at=now)


def test_attendance_changed_afterwards_shows_as_a_difference_and_moves_nothing(now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    meeting = given.met(world, ana, hours_long=6)
    sheet = given.confirmed(ana, at=now)
    meetings.remove_attendance(meeting=meeting, person=ana, by=world.lead, at=now)
    state = queries.state_of(given.sheet(ana), at=now)
    assert [(gap.confirmed_minutes, gap.attended_minutes) for gap in state.differences] == [(360, 0)]
    assert queries.minutes_of([sheet.pk]) == {sheet.pk: 360}


def test_a_line_about_a_meeting_whose_list_no_longer_has_the_person_stops_confirming(now) -> None:
    world = given.world()
    given.open_months(world)
    ana = world.members[0]
    meeting = given.met(world, ana)
    actions.say_less(sheet=given.sheet(ana), meeting_id=meeting.pk, minutes=240, text="", by=ana, at=now)
    meetings.remove_attendance(meeting=meeting, person=ana, by=world.lead, at=now)
    with pytest.raises(Refused, match="inte längre på närvarolistan"):
        given.confirmed(ana, at=now)


def test_own_work_is_repeated_on_the_same_weekdays(now) -> None:
    world = given.world()
    given.open_months(world, SEPTEMBER, OCTOBER)
    ana = world.members[0]
    given.wrote(ana, day=date(2021, 9, 14), minutes=120, text="Veckomöte om policyn")
    given.wrote(ana, day=date(2021, 9, 30), minutes=60, text="Månadens sista torsdag")
    rows = actions.repeat_rows(sheet=given.sheet(ana), by=ana, at=now)
    assert [(row.day, row.minutes, row.source) for row in rows] == [
        (date(2021, 10, 12), 120, "repeated"),
        (date(2021, 10, 28), 60, "repeated"),
    ]
    assert actions.repeat_rows(sheet=given.sheet(ana), by=ana, at=now) == []


def test_the_coordinator_submits_when_all_are_done(now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    done = actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    assert len(done) == 4
    kept = HourSheet.objects.filter(participation=world.alvnas)
    assert {(sheet.submitted_at, sheet.submitted_by_id) for sheet in kept} == {(now, world.coordinator.pk)}
    (letter,) = letters("submitted")
    assert letter.to_address == world.coordinator.email
    assert "4 personer, 8" in letter.body
    assert verbs(world)[-1] == "hours.month.submitted"
    with pytest.raises(Refused, match="inget kvar"):
        actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    with pytest.raises(Refused, match="lämnats in"):
        actions.take_back_sheet(sheet=given.sheet(world.members[0]), by=world.members[0], at=now)


def test_whoever_is_missing_is_named_and_can_be_left_out_with_a_reason(now) -> None:
    world = given.world()
    given.open_months(world)
    ana, bo, cia = world.members
    for person in (world.coordinator, cia):
        given.wrote(person, minutes=120)
        given.confirmed(person, at=now)
    with pytest.raises(Refused, match="Ana Öberg och Bo Äng har inte"):
        actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    reasons = {given.sheet(ana).pk: "Långtidsfrånvarande", given.sheet(bo).pk: "Svarar inte"}
    actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now, left_out=reasons)
    assert (given.sheet(ana).left_out_reason, given.sheet(ana).submitted_at) == ("Långtidsfrånvarande", None)
    given.wrote(ana, minutes=60)
    given.confirmed(ana, at=now)
    assert given.sheet(ana).left_out_at is None
    later = actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    assert [sheet.person for sheet in later] == [ana]
    assert given.sheet(bo).left_out_reason == "Svarar inte"


def test_a_running_month_is_not_submitted_nor_one_where_nobody_is_done(now) -> None:
    world = given.world()
    given.open_months(world)
    with pytest.raises(Refused, match="när månaden är slut"):
        actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=given.IN_OCTOBER)
    with pytest.raises(Refused, match="ingen har intygat"):
        actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)


def test_a_submitted_month_is_returned_with_a_reason(now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    ana = world.members[0]
    sheet = given.sheet(ana)
    with pytest.raises(Refused, match="Skriv vad som"):
        actions.return_sheet(sheet=sheet, reason=" ", by=world.coordinator, at=now)
    actions.return_sheet(sheet=sheet, reason="Fel dag för förberedelserna", by=world.coordinator, at=now)
    kept = given.sheet(ana)
    assert (kept.confirmed_at, kept.submitted_at, kept.returned_by) == (None, None, world.coordinator)
    assert HourRow.objects.filter(sheet=kept).count() == 1
    (letter,) = letters("returned")
    assert letter.to_address == ana.email
    assert "Fel dag" in letter.body
    assert "Fel dag" not in letter.subject
    with pytest.raises(Refused, match="inte intygad"):
        actions.return_sheet(sheet=kept, reason="Igen", by=world.coordinator, at=now)


def test_reminding_reaches_those_who_are_missing_once_a_working_day(now) -> None:
    world = given.world()
    given.open_months(world)
    ana, bo, cia = world.members
    given.wrote(cia, minutes=120)
    given.confirmed(cia, at=now)
    asked = actions.remind(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    assert {sheet.person for sheet in asked} == {world.coordinator, ana, bo}
    assert len(letters("reminder")) == 3
    with pytest.raises(Refused, match="påmints i dag"):
        actions.remind(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    saturday = datetime(2021, 11, 6, 10, 0, tzinfo=UTC)
    with pytest.raises(Refused, match="vardagar mellan 8 och 16"):
        actions.remind(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=saturday)
    actions.remind(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now + timedelta(days=1))
    assert len(letters("reminder")) == 6


def test_a_claim_locks_all_or_nothing(now) -> None:
    world = given.world()
    given.everyone_done(world, at=now)
    actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    sheets = list(queries.submitted_sheets(world.network, date(2021, 10, 1), date(2021, 10, 31)))
    actions.return_sheet(sheet=given.sheet(world.members[0]), reason="Fel", by=world.coordinator, at=now)
    with pytest.raises(Refused, match="Räkna om"), transaction.atomic():
        actions.lock_sheets(sheets=sheets, by=world.economist, at=now)
    assert not HourSheet.objects.filter(locked_at__isnull=False).exists()
    left = list(queries.submitted_sheets(world.network, date(2021, 10, 1), date(2021, 10, 31)))
    actions.lock_sheets(sheets=left, by=world.economist, at=now)
    assert HourSheet.objects.filter(locked_at=now, locked_by=world.economist).count() == 3
    with pytest.raises(Refused, match="låst"):
        actions.return_sheet(sheet=given.sheet(world.members[1]), reason="Fel", by=world.coordinator, at=now)


def locked_sheet(world, person, now):
    given.everyone_done(world, at=now)
    actions.submit_month(participation=world.alvnas, month=OCTOBER, by=world.coordinator, at=now)
    actions.lock_sheets(
        sheets=list(queries.submitted_sheets(world.network, date(2021, 10, 1), date(2021, 10, 31))),
        by=world.economist,
        at=now,
    )
    return given.sheet(person)


def test_t19_what_is_locked_stands_and_a_correction_is_a_new_version(now) -> None:
    world = given.world()
    ana = world.members[0]
    sheet = locked_sheet(world, ana, now)
    row = HourRow.objects.get(sheet=sheet)
    with pytest.raises(Refused, match="lämnats in"):
        actions.save_row(
            sheet=sheet, row=row, day=row.day, activity=row.activity, minutes=60, text="x" * 20, by=ana, at=now
        )
    with pytest.raises(Refused, match="vad som var fel"):
        actions.correct_sheet(sheet=sheet, reason="", by=ana, at=now)
    version = actions.correct_sheet(sheet=sheet, reason="Fel antal timmar", by=ana, at=now)
    assert (version.version, version.correction_reason, version.confirmed_at) == (2, "Fel antal timmar", None)
    assert [(line.minutes, line.text) for line in HourRow.objects.filter(sheet=version)] == [(row.minutes, row.text)]
    old = HourSheet.objects.get(pk=sheet.pk)
    assert (old.superseded_at, old.locked_at, HourRow.objects.filter(sheet=old).count()) == (now, now, 1)
    given.confirmed(ana, at=now + timedelta(minutes=1))
    assert given.sheet(ana).pk == version.pk


def test_t35_of_two_corrections_at_once_one_is_made(now) -> None:
    world = given.world()
    ana = world.members[0]
    here = locked_sheet(world, ana, now)
    there = given.sheet(ana)
    actions.correct_sheet(sheet=here, reason="Fel antal timmar", by=ana, at=now)
    with pytest.raises(Refused), transaction.atomic():
        actions.correct_sheet(sheet=there, reason="Fel antal timmar", by=ana, at=now)
    assert HourSheet.objects.filter(person=ana, superseded_at__isnull=True).count() == 1


def test_the_lock_stands_in_the_database(now) -> None:
    world = given.world()
    ana = world.members[0]
    sheet = locked_sheet(world, ana, now)
    row = HourRow.objects.get(sheet=sheet)
    changes = [
        lambda: HourRow.objects.create(sheet=sheet, day=row.day, activity="preparation", minutes=5, source="own"),
        lambda: HourRow.objects.filter(pk=row.pk).update(minutes=5),
        row.delete,
        lambda: HourSheet.objects.filter(pk=sheet.pk).update(submitted_at=now + timedelta(days=1)),
        lambda: HourSheet.objects.filter(pk=sheet.pk).update(locked_at=None, locked_by=None),
        lambda: connection.cursor().execute("DELETE FROM hours_hoursheet WHERE id = %s", [sheet.pk]),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
            change()


def test_t23_when_a_last_day_is_set_the_part_of_the_month_can_be_confirmed_at_once() -> None:
    world = given.world()
    ana = world.members[0]
    march, at = Month(2021, 3), datetime(2021, 3, 12, 9, 0, tzinfo=UTC)
    given.open_months(world, march, at=at - timedelta(days=3))
    leaving = TeamMember.objects.get(person=ana)
    teams.end_member(member=leaving, last_day=date(2021, 3, 12), by=world.coordinator, at=at - timedelta(days=2))
    given.wrote(ana, day=date(2021, 3, 12), minutes=120, at=at)
    actions.open_month(network=world.network, month=march, at=at)
    (letter,) = [letter for letter in letters("month_waits") if letter.to_address == ana.email]
    assert letter.subject == "Mars: intyga det du har hittills"
    page = queries.sheet_page(ana, world.network.slug, march, at=at)
    assert page.part_month_until == date(2021, 3, 12)
    given.confirmed(ana, march, at=at)
    actions.take_back_sheet(sheet=given.sheet(ana, march), by=ana, at=at)
    with pytest.raises(Refused, match="Din sista dag"):
        given.wrote(ana, day=date(2021, 3, 13), at=at + timedelta(days=5))


def test_t24_a_change_of_role_makes_two_sheets_of_the_month(now) -> None:
    world = given.world()
    ana = world.members[0]
    last = date(2021, 10, 14)
    for person in (ana, world.coordinator):
        teams.end_member(member=TeamMember.objects.get(person=person), last_day=last, by=world.lead, at=now)
    teams.appoint_member(
        participation=world.alvnas,
        person=ana,
        team_seat=TeamMember.TeamSeat.COORDINATOR,
        function="Samordnare",
        area=Area.OTHER,
        first_day=date(2021, 10, 15),
        by=world.lead,
        at=now,
    )
    early = given.met(world, ana, day=date(2021, 10, 5))
    late = given.met(world, ana, day=date(2021, 10, 20))
    actions.open_month(network=world.network, month=OCTOBER, at=now)
    as_participant = queries.own_sheet(ana, world.network.slug, OCTOBER, "deltagare")
    as_staff = queries.own_sheet(ana, world.network.slug, OCTOBER, "medfinansierad-personal")
    assert [line.meeting_id for line in queries.state_of(as_participant, at=now).lines] == [early.pk]
    assert [line.meeting_id for line in queries.state_of(as_staff, at=now).lines] == [late.pk]
    page = queries.sheet_page(ana, world.network.slug, OCTOBER, "deltagare", at=now)
    assert page.title == "Närvarorapport oktober 2021"
    assert page.other_role is not None
    assert page.other_role[0] == "Tidrapport"
    assert "deltagare" in page.hrefs["confirm"]


def test_t29_stated_hours_in_other_projects_use_up_the_year(now) -> None:
    world = given.world(rule_set=given.plus_rules())
    given.open_months(world)
    ana = world.members[0]
    actions.state_other_hours(person=ana, year=2021, hours=1600, at=now)
    actions.state_other_hours(person=ana, year=2021, hours=1700, at=now)
    assert OtherFundedHours.objects.get(person=ana).hours == 1700
    for day in (4, 5, 6):
        given.wrote(ana, day=date(2021, 10, day), minutes=600)
    sheet = given.confirmed(ana, at=now)
    rules = queries.state_of(sheet, at=now).facts.rules
    capped = queries.capped_hours([sheet], rules)[sheet.pk]
    assert (capped.eligible_minutes, capped.over_cap_minutes) == (20 * 60, 10 * 60)
    with pytest.raises(Refused, match="hela timmar"):
        actions.state_other_hours(person=ana, year=2021, hours=9000, at=now)


def test_t36_the_button_says_whole_hours_and_the_page_says_what_does_not_count(now) -> None:
    values = dict(given.old_rules().values)
    values["rounding_level"] = {"value": "month", "source": "C10", "confirmed": True}
    by_month = given.entered(values)
    world = given.world(rule_set=by_month)
    given.open_months(world)
    ana = world.members[0]
    given.met(world, ana, hours_long=7)
    given.wrote(ana, minutes=390)
    page = queries.sheet_page(ana, world.network.slug, OCTOBER, at=now)
    assert page.confirm_label == "Intyga 13 timmar"
    assert plain(page.rounding) == "13 h 30 min registrerat; 30 min räknas inte enligt regelverket"
