"""A world in which hours are reported: the small world, with a rule set."""

from datetime import UTC, date, datetime, time, timedelta

from samverka.core.months import Month
from samverka.core.workdays import SWEDEN
from samverka.funding import actions as funding
from samverka.funding.models import RuleSet
from samverka.hours import actions as hours
from samverka.hours import figures, queries
from samverka.hours.models import Activity, HourRow, HourSheet
from samverka.hours.queries import SheetState
from samverka.meetings import actions as meetings
from samverka.meetings.models import Meeting
from samverka.networks.models import Network
from samverka.people.models import Person
from samverka.teams.models import Area
from tests.given import world as given
from tests.given.world import World


def old_rules() -> RuleSet:
    """ESF 2014-2020, programme area 1."""
    return RuleSet.objects.get(code="esf-2014-2020-po1", version=1)


def plus_rules() -> RuleSet:
    """ESF+ 2021-2027."""
    return RuleSet.objects.get(code="esfplus-2021-2027", version=1)


def world(**terms: object) -> World:
    """The small world under the old rule set; participants in group 1, as the rule set says."""
    values: dict[str, object] = {
        "rule_set": old_rules(),
        "funding_call_start_year": 2021,
        "participant_category": "group_1",
        "coordinator_category": "group_5",
    }
    return given.world(**(values | terms))


OCTOBER = Month(2021, 10)
SEPTEMBER = Month(2021, 9)
IN_OCTOBER = datetime(2021, 10, 20, 8, 0, tzinfo=UTC)


def open_months(world: World, *months: Month, at: datetime = IN_OCTOBER) -> None:
    """Sheets laid out before the months were over, so that nobody has been told yet."""
    for month in months or (OCTOBER,):
        hours.open_month(network=world.network, month=month, at=at)


def sheet(person: Person, month: Month = OCTOBER) -> HourSheet:
    """The person's current sheet of the month, as it stands in the database."""
    return HourSheet.objects.select_related("network", "person", "participation__organisation").get(
        person=person, month=month.first_day, superseded_at__isnull=True
    )


def met(
    world: World,
    *people: Person,
    day: date = date(2021, 10, 5),
    hours_long: int = 6,
    kind: str = Meeting.Kind.NETWORK_IN_PERSON,
    title: str = "Nätverksträff i Granfors",
) -> Meeting:
    """A network meeting on a day of October, with these people there all the time."""
    starts = datetime.combine(day, time(9), tzinfo=SWEDEN)
    meeting = meetings.plan_meeting(
        network=world.network,
        kind=kind,
        title=title,
        starts_at=starts,
        ends_at=starts + timedelta(hours=hours_long),
        participation=world.alvnas if kind == Meeting.Kind.LOCAL_DAY else None,
        by=world.lead,
        at=given.START,
    )
    for person in people:
        meetings.record_attendance(
            meeting=meeting, person=person, source="list", by=world.lead, at=starts + timedelta(hours=8)
        )
    return meeting


def wrote(
    person: Person,
    *,
    day: date = date(2021, 10, 12),
    minutes: int = 90,
    text: str = "Läste policyn från Granfors",
    activity: str = Activity.PREPARATION,
    at: datetime = datetime(2021, 11, 1, 9, 0, tzinfo=UTC),
) -> HourRow:
    """A line of own work in the person's month."""
    return hours.save_row(
        sheet=sheet(person, Month.of(day)), day=day, activity=activity, minutes=minutes, text=text, by=person, at=at
    )


def confirmed(person: Person, month: Month = OCTOBER, *, at: datetime) -> HourSheet:
    """The person's month, confirmed."""
    return hours.confirm_sheet(sheet=sheet(person, month), by=person, at=at)


def everyone_done(world: World, *, at: datetime) -> None:
    """Älvnäs's October: all in the team have two hours of own work and have confirmed them."""
    open_months(world)
    for person in (world.coordinator, *world.members):
        wrote(person, minutes=120)
        confirmed(person, at=at)


def entered(values: dict[str, object]) -> RuleSet:
    """A later version of the old rules with other values."""
    before = old_rules()
    return funding.enter_rule_set(
        code=before.code,
        version=2,
        name=before.name,
        from_day=before.from_day,
        until_day=before.until_day,
        values=values,  # type: ignore[arg-type]  # as they stand in a rule set
        at=given.START,
    )


def many_more(world: World, number: int) -> list[Person]:
    """More people in Älvnäs's team, with October laid out for them."""
    people = [given.person(f"Medlem Nummer{index}") for index in range(number)]
    for person in people:
        given.member(world.alvnas, person, world.lead, area=Area.OTHER)
    open_months(world)
    return people


def digest_of(state: SheetState) -> str:
    """The checksum of what stands in a month now."""
    return figures.digest(queries.content_of(state))


def second_network(world: World, person: Person) -> Network:
    """Another network under the same rules, with the person in the team of the same municipality."""
    beside, _terms = given.network(slug="annat-natverk", rule_set=plus_rules())
    given.member(given.seat(beside, world.alvnas.organisation, world.lead), person, world.lead, area=Area.OTHER)
    return beside


def submitted_rows(world: World, people: list[Person], at: datetime, *, rows: int = 0) -> None:
    """October of many people at once, written, confirmed and submitted; past the actions, for the sake of size."""
    sheets = HourSheet.objects.filter(person__in=people, month=OCTOBER.first_day)
    HourRow.objects.bulk_create(
        [
            HourRow(
                sheet=one,
                day=date(2021, 10, 1 + number),
                activity="preparation",
                minutes=60,
                text="Läste",
                source="own",
            )
            for one in sheets
            for number in range(rows)
        ]
    )
    sheets.update(
        confirmed_at=at,
        confirmed_by=world.lead,
        submitted_at=at,
        submitted_by=world.coordinator,
        confirmed_sha256="0" * 64,
    )
