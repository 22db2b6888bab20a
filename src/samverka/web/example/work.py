"""The months: own work is written down, each person confirms, the coordinator reminds and submits."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache, partial

from samverka.core import clock
from samverka.core.months import Month, months_between
from samverka.core.workdays import is_working_day, nth_working_day
from samverka.hours import actions as hours
from samverka.hours import queries as hours_known
from samverka.hours.models import Activity, HourSheet, ReportingRole
from samverka.networks.models import Participation
from samverka.people.models import Person
from samverka.teams import queries as teams_known
from samverka.teams.models import TeamMember
from samverka.web.example import texts
from samverka.web.example.beginning import CLOSING_FROM, FIRST_DAY, LAST_DAY
from samverka.web.example.cast import MUNICIPALITIES
from samverka.web.example.chance import draw, happens
from samverka.web.example.world import Act, World, instant

HOLIDAY_MONTH = 7
# So many in a hundred have something of their own to report in an ordinary month.
HAS_OWN_WORK = 78
# On which working day of the next month people confirm, weighed; the last are reminded first.
CONFIRMS_ON, WEIGHTS = (1, 2, 3, 4, 5, 6), (46, 24, 14, 6, 6, 4)
REMINDED_ON, SUBMITTED_ON, SUBMITTED_AT_LAST_ON = 4, 5, 9
# Who did not get it done in time, and on which day it was done in the end.
LATE = {
    ("Älvnäs", Month(2021, 9)): date(2021, 11, 12),
    ("Granfors", Month(2021, 9)): date(2021, 11, 10),
    ("Granfors", Month(2021, 10)): date(2021, 11, 24),
    ("Älvnäs", Month(2021, 10)): date(2021, 11, 19),
    ("Silverhärad", Month(2022, 3)): date(2022, 5, 3),
}
# Where everyone is quick: the first whose month can be submitted.
PROMPT = "Enesala"
# In Älvnäs these areas had not confirmed September when October was over.
SLOW_IN_ALVNAS = ("business", "integration", "disability")
# One month that the coordinator sent back with a question.
RETURNED = ("Askelöv", "disability", Month(2021, 3))
# One person thought better of it before the coordinator submitted.
TAKEN_BACK = ("Vidfors", "business", Month(2021, 4))


AREAS = {colleague.who.email: colleague.area for one in MUNICIPALITIES.values() for colleague in one.colleagues}


def open_month(month: Month, world: World) -> str:
    """What `tick` does: lay out the sheets of a month that has begun, and tell those whose month is over."""
    laid_out = hours.open_month(network=world.network, month=month, at=clock.now())
    return f"{len(laid_out)} sheets laid out"


def write_down(month: Month, world: World) -> str:
    """The coordinators write what they do as the month goes: a day each week, and what comes up beside."""
    written = 0
    for name, seat in world.seats.items():
        for sheet in hours_known.sheets_of_month(seat, month):
            if sheet.reporting_role == ReportingRole.STAFF_COFINANCED and not is_done(sheet):
                written += _coordinate(name, seat, sheet, month)
    return f"{written} lines"


def _coordinate(name: str, seat: Participation, sheet: HourSheet, month: Month) -> int:
    person, days = sheet.person, _days_held(seat, sheet, month)
    done = 0
    if not days:
        return done
    if month.number % 2 == 0 and hours_known.state_of(sheet, at=clock.now()).proposals:
        return len(hours.repeat_rows(sheet=sheet, by=person, at=clock.now()))
    chance = draw("weekly", name, month)
    for nth, day in enumerate(days[:1] if month.number == HOLIDAY_MONTH else days[1::5]):
        minutes = 60 * chance.choice((6, 7, 7, 8))
        _write(sheet, day, Activity.REPORTING, minutes, texts.OWN_WORK["other"][nth % 5], person)
        done += 1
    if month.number != HOLIDAY_MONTH:
        minutes = 30 * chance.randint(3, 10)
        _write(sheet, chance.choice(days[2:]), Activity.PREPARATION, minutes, _said("other", name, month), person)
        done += 1
    return done


def confirm(nth: int, month: Month, world: World) -> str:
    """Those who confirm on this working day of the month after."""
    due = [
        (name, sheet)
        for name, seat in world.seats.items()
        for sheet in hours_known.sheets_of_month(seat, month)
        if not is_done(sheet) and _confirms_on(name, sheet, month) == nth
    ]
    confirmed = _vouch(world, due, month)
    return f"{confirmed} confirmed, {len(due) - confirmed} with nothing to report"


def _confirms_on(name: str, sheet: HourSheet, month: Month) -> int:
    if (name, month) in LATE and name == "Älvnäs" and _area(sheet) in SLOW_IN_ALVNAS:
        return 0
    if name == PROMPT:
        return CONFIRMS_ON[0]
    chance = draw("confirms", sheet.person.email, month)
    return chance.choices(CONFIRMS_ON, WEIGHTS)[0]


def _vouch(world: World, due: Sequence[tuple[str, HourSheet]], month: Month) -> int:
    """Write own work down, read, confirm; or say that there is nothing. How many had something."""
    for name, sheet in due:
        _write_own_work(name, world.seats[name], sheet, month)
    confirmed = 0
    now = clock.now()
    for state in hours_known.states_of([sheet for _name, sheet in due], at=now):
        sheet = state.sheet
        if state.lines and state.reportable.reportable_minutes:
            hours.confirm_sheet(sheet=sheet, by=sheet.person, at=now)
            confirmed += 1
        else:
            hours.report_nothing(sheet=sheet, by=sheet.person, at=now)
    return confirmed


def _write_own_work(name: str, seat: Participation, sheet: HourSheet, month: Month) -> None:
    person = sheet.person
    is_ordinary = month.number != HOLIDAY_MONTH and month.first_day < CLOSING_FROM
    works = is_ordinary and happens(HAS_OWN_WORK, "works", person.email, month)
    if sheet.reporting_role != ReportingRole.PARTICIPANT or not works:
        return
    area = _area(sheet)
    chance = draw("own work", person.email, month)
    days = _days_held(seat, sheet, month)
    for day in sorted(chance.sample(days, min(len(days), chance.choice((1, 1, 2))))):
        minutes = 30 * chance.randint(3, 9)
        _write(sheet, day, Activity.OWN_DEVELOPMENT_WORK, minutes, _said(area, name, month, day), person)


def think_again(world: World) -> str:
    """Someone takes the confirmation back, and confirms anew."""
    name, area, month = TAKEN_BACK
    sheet = _sheet(world, name, area, month)
    if sheet is None or not sheet.confirmed_at:
        return ""
    hours.take_back_sheet(sheet=sheet, by=sheet.person, at=clock.now())
    hours.confirm_sheet(sheet=sheet, by=sheet.person, at=clock.now())
    return f"{area} in {name}"


def send_back(world: World) -> str:
    """A coordinator returns a month with a question; the person confirms it again."""
    name, area, month = RETURNED
    sheet = _sheet(world, name, area, month)
    if sheet is None or not sheet.confirmed_at:
        return ""
    coordinator = _leads(world.seats[name])
    hours.return_sheet(sheet=sheet, reason=texts.RETURNED, by=coordinator, at=clock.now())
    hours.confirm_sheet(sheet=sheet, by=sheet.person, at=clock.now() + timedelta(hours=3))
    return f"{area} in {name}"


def remind(month: Month, world: World) -> str:
    """Coordinators remind those who are missing."""
    asked = 0
    for name, seat in world.seats.items():
        missing = [sheet for sheet in hours_known.sheets_of_month(seat, month) if hours_known.is_missing(sheet)]
        if missing and (name, month) not in LATE:
            asked += len(hours.remind(participation=seat, month=month, by=_leads(seat), at=clock.now()))
    return f"{asked} reminded"


def submit(month: Month, world: World, *, at_last: bool = False) -> str:
    """Coordinators submit the months that are whole; in the end also those where someone is missing."""
    done = 0
    for name, seat in world.seats.items():
        if (name, month) not in LATE:
            done += _submit(seat, month, at_last=at_last)
    return f"{done} municipalities"


def submit_late(name: str, month: Month, world: World) -> str:
    """The last in a late municipality confirm, and the month is submitted."""
    seat = world.seats.get(name)
    if seat is None:
        return ""
    _vouch(world, [(name, sheet) for sheet in hours_known.sheets_of_month(seat, month) if not is_done(sheet)], month)
    return f"{name} {month}" if _submit(seat, month, at_last=True) else ""


def _submit(seat: Participation, month: Month, *, at_last: bool) -> bool:
    sheets = [sheet for sheet in hours_known.sheets_of_month(seat, month) if sheet.submitted_at is None]
    missing = [sheet for sheet in sheets if hours_known.is_missing(sheet)]
    if not sheets or len(missing) == len(sheets) or (missing and not at_last):
        return False
    reasons = {sheet.pk: "Svarar inte; lämnas in när det är klart." for sheet in missing}
    hours.submit_month(participation=seat, month=month, by=_leads(seat), at=clock.now(), left_out=reasons)
    return True


def is_done(sheet: HourSheet) -> bool:
    """Whether the person has said what there is to say about the month."""
    return bool(sheet.confirmed_at or sheet.nothing_to_report)


def _write(sheet: HourSheet, day: date, activity: str, minutes: int, text: str, person: Person) -> None:
    hours.save_row(sheet=sheet, day=day, activity=activity, minutes=minutes, text=text, by=person, at=clock.now())


def _said(area: str, *about: object) -> str:
    return draw("said", area, *about).choice(texts.OWN_WORK[area])


def _member_of(sheet: HourSheet) -> TeamMember | None:
    return sheet.person.team_seats.order_by("-first_day").first()


def _area(sheet: HourSheet) -> str:
    known = AREAS.get(sheet.person.email)
    if known:
        return known
    # Someone who came later.
    member = _member_of(sheet)
    return member.area if member else "other"


@lru_cache(maxsize=64)
def _spans(seat: Participation, month: Month, today: date) -> dict[int, list[tuple[date, date]]]:
    """From when to when each was in the team within the month, as it is known today."""
    spans: dict[int, list[tuple[date, date]]] = {}
    for member in teams_known.members_in(seat, month.first_day, month.last_day):
        until = min(today, member.last_day or month.last_day)
        spans.setdefault(member.person_id, []).append((member.first_day, until))
    return spans


def forget_spans() -> None:
    """Another story may be told in the same process."""
    _spans.cache_clear()


def _days_held(seat: Participation, sheet: HourSheet, month: Month) -> list[date]:
    """The working days of the month on which the person was in the team, up to today."""
    spans = _spans(seat, month, clock.day(clock.now())).get(sheet.person_id, [])
    days = (month.first_day + timedelta(days=number) for number in range((month.last_day - month.first_day).days + 1))
    return [day for day in days if is_working_day(day) and any(first <= day <= last for first, last in spans)]


def _leads(seat: Participation) -> Person:
    members = teams_known.current_members(seat, clock.day(clock.now()))
    return next(member.person for member in members if member.team_seat == TeamMember.TeamSeat.COORDINATOR)


def _sheet(world: World, name: str, area: str, month: Month) -> HourSheet | None:
    seat = world.seats.get(name)
    if seat is None:
        return None
    return next((sheet for sheet in hours_known.sheets_of_month(seat, month) if _area(sheet) == area), None)


def _acts() -> Iterator[Act]:
    for month in months_between(FIRST_DAY, LAST_DAY):
        after = month.next().first_day
        first = nth_working_day(after, 1)
        yield Act(instant(month.first_day, 7), f"{month} begins", partial(open_month, month))
        yield Act(instant(month.last_day, 16), f"{month} at the coordinators", partial(write_down, month))
        yield Act(instant(first, 8, 30), f"{month} waits for everyone", partial(open_month, month))
        for nth in CONFIRMS_ON:
            yield Act(
                instant(nth_working_day(after, nth), 14),
                f"{month} is confirmed, day {nth}",
                partial(confirm, nth, month),
            )
        yield Act(instant(nth_working_day(after, REMINDED_ON), 9), f"{month}: reminders", partial(remind, month))
        yield Act(instant(nth_working_day(after, SUBMITTED_ON), 15), f"{month} is submitted", partial(submit, month))
        yield Act(
            instant(nth_working_day(after, SUBMITTED_AT_LAST_ON), 15),
            f"{month} is submitted by the rest",
            partial(submit, month, at_last=True),
        )
    for (name, month), day in LATE.items():
        yield Act(instant(day, 11), "A late month is submitted", partial(submit_late, name, month))
    yield Act(instant(nth_working_day(date(2021, 4, 1), 5), 9), "A month is sent back", send_back)
    yield Act(instant(nth_working_day(date(2021, 5, 1), 5), 9), "A confirmation is taken back", think_again)


ACTS = tuple(_acts())
