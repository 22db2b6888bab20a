"""What has come to be so far, by the names of the cast."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from samverka.calls.models import Call, Interest
from samverka.cofinancing.models import Claim
from samverka.core import clock
from samverka.core.actors import SYSTEM, Actor
from samverka.meetings.models import Meeting
from samverka.networks.models import Network, Participation, Terms
from samverka.people import actions as people
from samverka.people.models import Employer, Employment, MemberOrganisation, Person
from samverka.web.example.cast import MUNICIPALITIES, THE_HOST, Colleague, Municipality, Someone

BY_DOMAIN = {one.place.domain: one.name for one in MUNICIPALITIES.values()}
SWEDEN = ZoneInfo("Europe/Stockholm")


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """An instant by a Swedish clock on the wall."""
    return datetime(year, month, day, hour, minute, tzinfo=SWEDEN)


def instant(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """An hour of a Swedish day."""
    return datetime.combine(day, time(hour, minute), tzinfo=SWEDEN)


@dataclass
class World:
    """The rows that later acts need, found by name."""

    persons: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, MemberOrganisation] = field(default_factory=dict)
    employers: dict[str, Employer] = field(default_factory=dict)
    employments: dict[str, Employment] = field(default_factory=dict)
    # The seats by the municipality's short name, in the order of the names; filled when seats are accepted.
    seats: dict[str, Participation] = field(default_factory=dict)
    # Meetings by their day and, for a local day, the municipality.
    meetings: dict[tuple[date, str], Meeting] = field(default_factory=dict)
    interests: dict[str, Interest] = field(default_factory=dict)
    network: Network = field(init=False)
    call: Call = field(init=False)
    claim: Claim = field(init=False)
    information_meeting: Meeting = field(init=False)
    terms: Terms = field(init=False)

    def person(self, someone: Someone, by: Actor = SYSTEM) -> Person:
        """The person of the cast, introduced when first met."""
        known = self.persons.get(someone.email)
        if known is None:
            known = people.introduce_person(name=someone.name, email=someone.email, by=by, at=clock.now())
            self.persons[someone.email] = known
        return known

    def employment(self, of: Municipality, colleague: Colleague, first_day: date) -> Employment:
        """What ties a colleague to the municipality, entered when first needed."""
        known = self.employments.get(colleague.who.email)
        if known is None:
            known = people.employ(
                person=self.person(colleague.who, by=self.lead),
                employer=self.employers[of.name],
                department=colleague.department,
                first_day=first_day,
                by=self.lead,
                at=clock.now(),
            )
            self.employments[colleague.who.email] = known
        return known

    def home_of(self, person: Person) -> str:
        """The short name of the municipality whose address the person has; empty for others."""
        return BY_DOMAIN.get(person.email.rpartition("@")[2], "")

    @property
    def lead(self) -> Person:
        """The project manager."""
        return self.person(THE_HOST.project_manager)

    @property
    def economist(self) -> Person:
        """The finance officer."""
        return self.person(THE_HOST.finance_officer)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happens at an instant; `play` returns one line on what came of it."""

    at: datetime
    title: str
    play: Callable[[World], str]
