"""Where a municipality's time leads: booked meetings and its own pace, how likely it is, and what would help.

What is sure is submitted already. Each booked meeting is expected to give what the municipality's people have given of
those held so far; own work goes on as in the closed months. Both vary, and the likelihood follows from how much.
Knows no Django. `docs/figures/forecast.md` says it in words, and its tables are run as tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt
from statistics import NormalDist

HOUR = 60
# A likelihood is told in steps of so many percent: more would promise more than the numbers hold.
STEP = 5
_EVERYONE = 1000


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known of one municipality by now, in minutes."""

    submitted: int
    # Own work of each closed month, one number a month.
    own_by_month: tuple[int, ...]
    # Meetings held in the closed months: what the whole team could have given, and what it gave.
    offered: int
    attended: int
    team_size: int

    @property
    def share(self) -> int:
        """How much of a meeting the team gives, in thousandths; everyone, while no meeting has been held."""
        return min(_EVERYONE, self.attended * _EVERYONE // self.offered) if self.offered else _EVERYONE

    @property
    def own_each_month(self) -> int:
        """Own work of an ordinary month."""
        return sum(self.own_by_month) // len(self.own_by_month) if self.own_by_month else 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where it leads, and how much it may vary."""

    minutes: int
    # Square of how much it varies, in minutes: variances can be added up over municipalities.
    variance: int

    def __add__(self, other: "Forecast") -> "Forecast":
        return Forecast(self.minutes + other.minutes, self.variance + other.variance)


NOTHING = Forecast(0, 0)


def forecast(pace: Pace, booked: Sequence[int], months_left: int) -> Forecast:
    """What the period comes to.

    Args:
        pace: what is known by now.
        booked: minutes of each meeting that is still to come, breaks left out.
        months_left: months that have not closed yet.
    """
    share = pace.share
    joint = sum(minutes * pace.team_size * share // _EVERYONE for minutes in booked)
    # Each person comes or does not; the meetings are told apart, the people of one are not.
    uneven = sum(
        minutes * minutes * pace.team_size * share * (_EVERYONE - share) // _EVERYONE // _EVERYONE for minutes in booked
    )
    own = pace.own_each_month
    known = pace.own_by_month
    spread = sum((each - own) ** 2 for each in known) // (len(known) - 1) if len(known) > 1 else own * own
    # What an ordinary month is, is itself known from few months: that counts for all that are left.
    doubt = spread * months_left * months_left // len(known) if known else 0
    return Forecast(pace.submitted + joint + own * months_left, uneven + spread * months_left + doubt)


def likelihood(found: Forecast, required: int) -> int:
    """How likely the required minutes are reached, in whole percent by steps; never sure before it is there."""
    if not found.variance:
        return 100 if found.minutes >= required else 0
    chance = 100 - round(100 * NormalDist(found.minutes, isqrt(found.variance) or 1).cdf(required))
    return max(STEP, min(100 - STEP, (chance + STEP // 2) // STEP * STEP))


@dataclass(frozen=True, slots=True)
class Remedy:
    """The fewest more occasions that close a gap, and what own work remains when they do not."""

    local_days: int
    meetings: int
    own_minutes: int = 0

    @property
    def occasions(self) -> int:
        """How many times people must come together."""
        return self.local_days + self.meetings


def remedy(gap: int, *, local_day: int, meeting: int, most_local_days: int, most_meetings: int) -> Remedy:
    """The cheapest way to close a gap: as few occasions as possible, and of those the ones that overshoot least.

    Args:
        gap: minutes that are missing.
        local_day: what one local day gives the municipality; 0 when there can be none.
        meeting: what one joint meeting gives it; 0 when there can be none.
        most_local_days: how many more local days there may be.
        most_meetings: how many more meetings there may be.
    """
    if gap <= 0:
        return Remedy(0, 0)
    choices = [
        Remedy(days, times)
        for days in range((most_local_days if local_day else 0) + 1)
        for times in range((most_meetings if meeting else 0) + 1)
    ]

    def given(choice: Remedy) -> int:
        return choice.local_days * local_day + choice.meetings * meeting

    enough = [choice for choice in choices if given(choice) >= gap]
    if enough:
        return min(enough, key=lambda choice: (choice.occasions, given(choice)))
    most = max(choices, key=given)
    return Remedy(most.local_days, most.meetings, gap - given(most))


def middle(values: Sequence[int]) -> int:
    """The middle one of several, the lower of two; 0 of none."""
    return sorted(values)[(len(values) - 1) // 2] if values else 0
