"""Arithmetic of months: lines, sums, proposals and days as they are typed. Knows no Django."""

import hashlib
import json
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samverka.core.months import Month, months_between
from samverka.funding import figures as funding
from samverka.funding.figures import Capped, Rules, Spent

DAY = 24 * 60
MONTHS_IN_YEAR = 12
# What is done together; the rest is own work (R10). Kept here as plain words, so that sums need no database.
JOINT = frozenset({"joint_meeting", "local_day"})

_MONTH_STEMS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH_STEMS = {"may": 5, "oct": 10}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/. -](\d{4}))?")
_NAMED = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]{3,})\.?(?:\s+(\d{4}))?")
_BARE = re.compile(r"(\d{1,2})\.?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a month, whether it is stored or read from attendance."""

    day: date
    activity: str
    minutes: int
    text: str
    source: str
    meeting_id: int | None = None
    # The stored row, 0 while the line is only read from attendance.
    row_id: int = 0
    # What the attendance list says of the meeting, where it says something else or the line could be made less.
    attended_minutes: int | None = None

    @property
    def spent(self) -> Spent:
        """The line as the Fund's arithmetic takes it."""
        return Spent(self.day, self.activity, self.minutes)

    @property
    def is_joint(self) -> bool:
        """Whether it was done together with others of the network or at the local day."""
        return self.activity in JOINT


@dataclass(frozen=True, slots=True)
class Joint:
    """Time in joint meetings beside own work."""

    joint_minutes: int
    own_minutes: int

    @property
    def minutes(self) -> int:
        """Both."""
        return self.joint_minutes + self.own_minutes

    def __add__(self, other: "Joint") -> "Joint":
        return Joint(self.joint_minutes + other.joint_minutes, self.own_minutes + other.own_minutes)


NOTHING = Joint(0, 0)


def joint_and_own(lines: Iterable[Line]) -> Joint:
    """What was done together, and what was own work."""
    joint = own = 0
    for line in lines:
        if line.is_joint:
            joint += line.minutes
        else:
            own += line.minutes
    return Joint(joint, own)


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines by date; the order in which they were written decides nothing."""
    return tuple(sorted(lines, key=lambda line: (line.day, not line.is_joint, line.activity, line.text, line.minutes)))


def content(
    *, network: str, person: str, reporting_role: str, month: Month, version: int, lines: Iterable[Line]
) -> str:
    """The exact content of a month as canonical text: what a confirmation covers (Q22, Q25)."""
    return json.dumps(
        {
            "network": network,
            "person": person,
            "reporting_role": reporting_role,
            "month": str(month),
            "version": version,
            "rows": [
                [line.day.isoformat(), line.activity, line.meeting_id, line.minutes, line.text, line.source]
                for line in in_order(lines)
            ],
        },
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def digest(text: str) -> str:
    """SHA-256 of the text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class MonthTime:
    """One person's sheet of one month, as the caps take it: `turn` says which uses up the year first."""

    sheet_id: int
    turn: tuple[object, ...]
    rows: tuple[Spent, ...]


def in_turn(months: Iterable[MonthTime], rules: Rules, stated_hours_by_year: Mapping[int, int]) -> dict[int, Capped]:
    """Each of a person's months within the caps, the year used up in turn, stated hours first (Q16, Q56).

    The sum over all of them never exceeds a cap, and no hour is counted twice or lost.
    """
    by_year: dict[int, int] = defaultdict(int, {year: hours * 60 for year, hours in stated_hours_by_year.items()})
    by_day: dict[date, int] = defaultdict(int)
    found: dict[int, Capped] = {}
    for month in sorted(months, key=lambda month: month.turn):
        capped = funding.within_caps(month.rows, rules, used_minutes_by_year=by_year, used_minutes_by_day=by_day)
        found[month.sheet_id] = capped
        if month.rows:
            by_year[month.rows[0].day.year] += capped.eligible_minutes
        for row in month.rows:
            by_day[row.day] += row.minutes
    return found


def planned_hours(hours_per_year: int, year: int, first_day: date, last_day: date) -> int:
    """What a year's hours come to for a seat that lasts from `first_day` to `last_day`: by months (Q61)."""
    first, last = max(first_day, date(year, 1, 1)), min(last_day, date(year, 12, 31))
    months = len(list(months_between(first, last)))
    return hours_per_year * months // MONTHS_IN_YEAR


def same_weekday(day: date, month: Month) -> date:
    """The same weekday in another month: the second Tuesday for a second Tuesday, else the last such."""
    ordinal = (day.day - 1) // 7
    first = month.first_day
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * ordinal)
    return found if found in month else found - timedelta(days=7)


def repeated(before: Iterable[Line], month: Month, already: Iterable[Line]) -> tuple[Line, ...]:
    """Own work of the month before, proposed again: what this month has no line for yet."""
    known = {(line.activity, line.text) for line in already}
    return in_order(
        replace(line, day=same_weekday(line.day, month), source="repeated", row_id=0)
        for line in before
        if line.meeting_id is None and (line.activity, line.text) not in known
    )


class UnknownDayError(ValueError):
    """No calendar has this day; `nearest` is the day that was probably meant."""

    def __init__(self, number: int, month: Month) -> None:
        super().__init__(f"{month} has no day {number}")
        self.number = number
        self.month = month
        self.nearest = min(max(number, 1), monthrange(month.year, month.number)[1])


def _month_number(name: str) -> int:
    stem = name.casefold()[:3]
    if stem in _MONTH_STEMS:
        return _MONTH_STEMS.index(stem) + 1
    if stem in _ENGLISH_STEMS:
        return _ENGLISH_STEMS[stem]
    raise ValueError(f"no month is called {name!r}")


def month_from_text(text: str, year: int) -> Month:
    """Read `oktober`, `okt 2021`, `10`, `2021-10` or `202110` as a month; the year is the given one when not said.

    Raises:
        ValueError: when the text is none of these.
    """
    cleaned = " ".join(text.split())
    if match := re.fullmatch(r"(\d{4})-?(\d{2})", cleaned):
        return Month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"([^\W\d_]{3,})\.?(?:\s+(\d{4}))?", cleaned):
        return Month(int(match[2] or year), _month_number(match[1]))
    if re.fullmatch(r"\d{1,2}", cleaned):
        return Month(year, int(cleaned))
    raise ValueError(f"not a month: {text!r}")


def day_from_text(text: str, month: Month) -> date:
    """Read `2021-10-12`, `12/10`, `12 oktober` or just `12` as a day; the year is the month's when not said.

    Raises:
        UnknownDayError: when the calendar has no such day.
        ValueError: when the text is none of these.
    """
    cleaned = " ".join(text.split())
    if match := _ISO.fullmatch(cleaned):
        year, number, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _SLASHED.fullmatch(cleaned):
        day, number, year = int(match[1]), int(match[2]), int(match[3] or month.year)
    elif match := _NAMED.fullmatch(cleaned):
        day, number, year = int(match[1]), _month_number(match[2]), int(match[3] or month.year)
    elif match := _BARE.fullmatch(cleaned):
        day, number, year = int(match[1]), month.number, month.year
    else:
        raise ValueError(f"not a day: {text!r}")
    meant = Month(year, number)
    try:
        return date(year, number, day)
    except ValueError:
        raise UnknownDayError(day, meant) from None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a confirmed month says of a meeting beside what its attendance list says now."""

    title: str
    day: date
    confirmed_minutes: int
    attended_minutes: int


def differences(
    confirmed: Iterable[Line], attended: Sequence[tuple[int, date, str, int]], own_word: frozenset[int] = frozenset()
) -> tuple[Difference, ...]:
    """Where the attendance list has changed since the month was confirmed.

    Args:
        confirmed: the confirmed lines.
        attended: meeting, day, title and minutes as the list says now.
        own_word: meetings for which the person has said less; only a list that says less still differs.
    """
    kept = {line.meeting_id: line for line in confirmed if line.meeting_id is not None}
    found = []
    for meeting_id, day, title, minutes in attended:
        line = kept.pop(meeting_id, None)
        said = line.minutes if line else 0
        if (minutes < said) if meeting_id in own_word else (minutes != said):
            found.append(Difference(title, day, said, minutes))
    found += [Difference(line.text, line.day, line.minutes, 0) for line in kept.values()]
    return tuple(sorted(found, key=lambda difference: (difference.day, difference.title)))


@dataclass(frozen=True, slots=True)
class PortalDay:
    """A day as it is typed into the portal: what was done, and the minutes that count."""

    day: date
    activities: tuple[str, ...]
    texts: tuple[str, ...]
    minutes: int


def portal_days(lines: Iterable[Line], rules: Rules) -> tuple[PortalDay, ...]:
    """A month day by day in what counts; where the rules round by the month, the last days give the remainder.

    The sum is always what the month as a whole holds by the rules.
    """
    by_day: dict[date, list[Line]] = defaultdict(list)
    for line in in_order(lines):
        by_day[line.day].append(line)
    everything = [line.spent for day in by_day.values() for line in day]
    left = funding.reportable_minutes(everything, rules)
    found = []
    for day, on_it in sorted(by_day.items()):
        spent = [line.spent for line in on_it]
        counts = min(
            left,
            sum(one.minutes for one in spent)
            if rules.level is funding.Level.MONTH
            else funding.reportable_minutes(spent, rules),
        )
        left -= counts
        if counts:
            found.append(
                PortalDay(
                    day,
                    tuple(dict.fromkeys(line.activity for line in on_it)),
                    tuple(dict.fromkeys(line.text for line in on_it if line.text)),
                    counts,
                )
            )
    return tuple(found)
