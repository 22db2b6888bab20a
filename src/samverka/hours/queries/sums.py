"""Hours per municipality over months, what of them lies within the caps, and what a person must do."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.months import Month
from samverka.core.templatetags.samverka import month_name
from samverka.core.todo import Facts, Todo, Waits, gathered
from samverka.funding.figures import Capped, Rules
from samverka.hours import figures, rules
from samverka.hours.figures import NOTHING, Joint, MonthTime
from samverka.hours.models import HourRow, HourSheet, OtherFundedHours
from samverka.hours.queries.approvals import may_wait_for, waiting_for
from samverka.hours.queries.months import ROLE_IN_ADDRESS
from samverka.hours.queries.state import activity_of, line_of, month_of, turn_of
from samverka.hours.queries.team import STAFF
from samverka.meetings import queries as meetings
from samverka.networks.models import Network, Terms
from samverka.people.models import Person
from samverka.people.queries import stood_in_for
from samverka.teams.models import TeamMember

# Where a network's terms find the rule set's value.
_CLOSES_ON = KeyTransform("month_closes_on_working_day", "rule_set__values")


@dataclass(frozen=True, slots=True)
class Stages:
    """Minutes by how far they have come; each holds the ones after it, but for a month being corrected."""

    recorded: Joint = NOTHING
    confirmed: Joint = NOTHING
    submitted: Joint = NOTHING
    claimed: Joint = NOTHING
    # What the Fund has accepted of it; it says nothing of what was joint.
    accepted_minutes: int = 0

    def __add__(self, other: "Stages") -> "Stages":
        return Stages(
            self.recorded + other.recorded,
            self.confirmed + other.confirmed,
            self.submitted + other.submitted,
            self.claimed + other.claimed,
            self.accepted_minutes + other.accepted_minutes,
        )


@dataclass(frozen=True, slots=True)
class SeatHours:
    """A municipality's hours of a period: the team's, and the coordinator's apart."""

    participation_id: int
    team: Stages = Stages()
    coordinator: Stages = Stages()


def _joint(activity: str, minutes: int) -> Joint:
    return Joint(minutes, 0) if activity in figures.JOINT else Joint(0, minutes)


def hours_by_seat(network: Network, first: date, last: date) -> dict[int, SeatHours]:
    """Recorded, confirmed, submitted and claimed minutes of each municipality in the months `first` to `last`.

    Recorded holds what attendance lists say of months that are still open. A month that is being corrected counts as
    claimed with what its claim holds, and what the Fund accepted is the sum over its versions. Three statements,
    however many people. A municipality without a sheet is absent.
    """
    from_day, to_day = first.replace(day=1), Month.of(last).last_day
    sheets = list(
        HourSheet.objects.filter(
            Q(superseded_at__isnull=True) | Q(locked_at__isnull=False),
            network=network,
            month__gte=from_day,
            month__lte=to_day,
            participation__isnull=False,
        )
        .only(
            "participation_id",
            "person_id",
            "reporting_role",
            "month",
            "version",
            "nothing_to_report",
            "confirmed_at",
            "submitted_at",
            "locked_at",
            "superseded_at",
            "accepted_minutes",
        )
        .order_by("version")
    )
    # Of several versions that claims hold, the newest says what is claimed of the month.
    in_claim = {_key(sheet): sheet.pk for sheet in sheets if sheet.locked_at}
    rows = HourRow.objects.filter(
        Q(sheet__superseded_at__isnull=True) | Q(sheet__locked_at__isnull=False),
        sheet__network=network,
        sheet__month__gte=from_day,
        sheet__month__lte=to_day,
    ).values_list("sheet_id", "activity", "minutes", "meeting_id")
    by_sheet: dict[int, Joint] = defaultdict(lambda: NOTHING)
    known: dict[int, set[int]] = defaultdict(set)
    for sheet_id, activity, minutes, meeting_id in rows:
        by_sheet[sheet_id] += _joint(activity, minutes)
        if meeting_id is not None:
            known[sheet_id].add(meeting_id)
    open_people = {sheet.person_id for sheet in sheets if sheet.confirmed_at is None and sheet.superseded_at is None}
    attended = meetings.attended_between(network, open_people, from_day, to_day) if open_people else {}
    found: dict[int, SeatHours] = {}
    for sheet in sheets:
        time = by_sheet[sheet.pk]
        is_current = sheet.superseded_at is None
        if is_current and sheet.confirmed_at is None and not sheet.nothing_to_report:
            for row in attended.get(sheet.person_id, ()):
                if row.day in month_of(sheet) and row.meeting_id not in known[sheet.pk]:
                    time += _joint(activity_of(row), row.minutes)
        stages = Stages(
            time if is_current else NOTHING,
            time if is_current and sheet.confirmed_at else NOTHING,
            time if is_current and sheet.confirmed_at and sheet.submitted_at else NOTHING,
            time if in_claim.get(_key(sheet)) == sheet.pk else NOTHING,
            sheet.accepted_minutes or 0,
        )
        seat_id = sheet.participation_id or 0
        before = found.get(seat_id, SeatHours(seat_id))
        found[seat_id] = (
            SeatHours(seat_id, before.team, before.coordinator + stages)
            if sheet.reporting_role == STAFF
            else SeatHours(seat_id, before.team + stages, before.coordinator)
        )
    return found


def _key(sheet: HourSheet) -> tuple[int, str, date]:
    return sheet.person_id, sheet.reporting_role, sheet.month


def capped_hours(sheets: Collection[HourSheet], fund_rules: Rules) -> dict[int, Capped]:
    """What of each confirmed sheet counts, is over a cap, or is lost in rounding; by the sheet's id.

    A person's months of the calendar year, in all networks, use up the cap in turn: what a claim has locked first.
    Two statements, however many sheets.
    """
    people = {sheet.person_id for sheet in sheets}
    years = {sheet.month.year for sheet in sheets}
    if not people:
        return {}
    rows = (
        HourRow.objects.filter(
            sheet__person_id__in=people,
            sheet__month__year__in=years,
            sheet__superseded_at__isnull=True,
            sheet__confirmed_at__isnull=False,
        )
        .select_related("sheet")
        .order_by("sheet_id", "day", "pk")
    )
    stated: dict[int, dict[int, int]] = defaultdict(dict)
    for person_id, year, hours in OtherFundedHours.objects.filter(person_id__in=people, year__in=years).values_list(
        "person_id", "year", "hours"
    ):
        stated[person_id][year] = hours
    months: dict[int, dict[int, tuple[HourSheet, list[HourRow]]]] = defaultdict(dict)
    for row in rows:
        months[row.sheet.person_id].setdefault(row.sheet_id, (row.sheet, []))[1].append(row)
    found: dict[int, Capped] = {}
    for person_id, by_sheet in months.items():
        found |= figures.in_turn(
            [
                MonthTime(sheet.pk, turn_of(sheet), tuple(line_of(row).spent for row in own))
                for sheet, own in by_sheet.values()
            ],
            fund_rules,
            stated[person_id],
        )
    return {sheet.pk: found.get(sheet.pk, Capped(0, 0, 0)) for sheet in sheets}


def _over(person: Person, at: datetime) -> tuple[QuerySet[Any], Facts]:
    """Months that are over and not submitted: one's own, and those of the municipalities that one leads."""
    today = clock.day(at)
    over = HourSheet.objects.filter(
        superseded_at__isnull=True, month__lt=Month.of(today).first_day, submitted_at__isnull=True
    )
    over = over.annotate(
        closes_on=Subquery(
            Terms.objects.filter(network=OuterRef("network"), replaced_at__isnull=True)
            # As a number: SQLite hands out one that the field for JSON would not read.
            .annotate(closes_on=Cast(KeyTextTransform("value", _CLOSES_ON), IntegerField()))
            .values("closes_on")[:1]
        )
    )
    led = TeamMember.objects.filter(
        Q(team_seat=TeamMember.TeamSeat.COORDINATOR) | Q(deputy_coordinator=True),
        Q(last_day__isnull=True) | Q(last_day__gte=today),
        # The coordinator, the deputy, and whoever stands in for one of them who is away.
        Q(person=person) | Q(person__in=stood_in_for(person, today).values("person_id")),
        first_day__lte=today,
    ).values("participation_id")
    is_own = Q(person=person, confirmed_at__isnull=True, nothing_to_report=False)
    is_led = Q(participation__in=led, left_out_at__isnull=True)
    rows = over.annotate(
        is_own=ExpressionWrapper(is_own, output_field=BooleanField()),
        is_led=ExpressionWrapper(is_led, output_field=BooleanField()),
    ).filter(is_own | is_led)
    return rows, {
        "month": "month",
        "closes_on": "closes_on",
        "is_own": "is_own",
        "is_led": "is_led",
        "role": "reporting_role",
        "seat": "participation_id",
        "organisation": "participation__organisation__name",
        "slug": "network__slug",
        "network": "network__name",
    }


def _to_confirm(found: Sequence[Facts], _person: Person, _at: datetime) -> Iterator[Todo]:
    """Own months to confirm, and one thing to do per municipality and month to submit."""
    seen = set()
    for sheet in found:
        month = Month.of(date.fromisoformat(sheet["month"]))
        due_day = _closing(month, sheet["closes_on"])
        if sheet["is_own"]:
            yield Todo(
                text=_("Confirm your time in %(month)s") % {"month": month_name(month)},
                href=reverse(
                    "hours:sheet",
                    kwargs={"network": sheet["slug"], "month": month, "role": ROLE_IN_ADDRESS[sheet["role"]]},
                ),
                due_day=due_day,
                about=sheet["network"],
            )
        if sheet["is_led"] and (month, sheet["seat"]) not in seen:
            seen.add((month, sheet["seat"]))
            yield Todo(
                text=_("Submit %(month)s for %(organisation)s")
                % {"month": month_name(month), "organisation": sheet["organisation"]},
                href=reverse("hours:team", args=[sheet["slug"], month, sheet["seat"]]),
                due_day=due_day,
                about=sheet["network"],
            )


def _to_countersign(_found: Sequence[Facts], person: Person, at: datetime) -> Iterator[Todo]:
    """One thing to do per network: countersign the months of one's own people. One statement, for those alone."""
    waiting: dict[int, list[HourSheet]] = defaultdict(list)
    for one in waiting_for(person, clock.day(at)):
        if one.sheet.person_id != person.pk:
            waiting[one.sheet.network_id].append(one.sheet)
    for sheets in waiting.values():
        yield Todo(
            text=ngettext("Countersign %(number)s month", "Countersign %(number)s months", len(sheets))
            % {"number": len(sheets)},
            href=reverse("hours:approvals", args=[sheets[0].network.slug]),
            about=sheets[0].network.name,
        )


WAITS = (
    Waits("hours.months", _over, _to_confirm),
    # Who signs is for the rules of each network to say, so these months are fetched whole; by those who may have some.
    Waits("hours.approvals", may_wait_for, _to_countersign),
)


def todo_for(person: Person, at: datetime) -> list[Todo]:
    """What waits for the person in hours: own months, municipalities' months to submit, months to countersign."""
    return gathered(WAITS, person, at)


def _closing(month: Month, working_day: int | None) -> date:
    """The day a month closes, by its network's rule set."""
    fund_rules = Rules(month_closes_on_working_day=working_day) if working_day else Rules()
    return rules.closing_day(month, fund_rules)
