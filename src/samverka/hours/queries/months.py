"""Which sheets there are: of a municipality's month, waiting, submitted; and where their pages are."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.core.months import Month
from samverka.hours.models import HourRow, HourSheet, ReportingRole
from samverka.hours.queries.state import current_sheets, month_of
from samverka.hours.queries.ways import with_channel
from samverka.networks.models import Network, Participation
from samverka.networks.queries import on_day
from samverka.people.models import Absence, Person
from samverka.people.queries import away
from samverka.teams.models import TeamMember
from samverka.teams.queries import LEADS

# What stands in the address when a person has two roles in a month.
ROLE_IN_ADDRESS = {
    ReportingRole.PARTICIPANT.value: "deltagare",
    ReportingRole.STAFF_COFINANCED.value: "medfinansierad-personal",
    ReportingRole.STAFF_PAID.value: "avlonad-personal",
    ReportingRole.UNVALUED.value: "raknas-inte",
}


def not_on_the_list() -> str:
    """Said when someone changes time at a meeting whose list does not have them."""
    return _("You do not stand on the attendance list of that meeting. Ask whoever held it to put you there.")


def sheet_address(sheet: HourSheet) -> str:
    """The person's own page of the month; with the role, which leads to the same page when there is only one."""
    return reverse(
        "hours:sheet",
        kwargs={
            "network": sheet.network.slug,
            "month": month_of(sheet),
            "role": ROLE_IN_ADDRESS[sheet.reporting_role],
        },
    )


def team_address(sheet: HourSheet) -> str:
    """The coordinator's page of the municipality's month."""
    return reverse("hours:team", args=[sheet.network.slug, month_of(sheet), sheet.participation_id])


def sheets_of_month(participation: Participation, month: Month) -> list[HourSheet]:
    """The current sheets of a municipality's month: the coordinator's first, then by name."""
    rows = with_channel(current_sheets().filter(participation=participation, month=month.first_day))
    return list(rows.order_by("-reporting_role", "person__name_sort", "pk"))


def sheets_not_told(network: Network, month: Month) -> list[HourSheet]:
    """Open sheets whose person has not been told that the month waits."""
    rows = current_sheets().filter(
        network=network,
        month=month.first_day,
        told_at__isnull=True,
        confirmed_at__isnull=True,
        submitted_at__isnull=True,
        nothing_to_report=False,
    )
    return list(rows.order_by("pk"))


def sheets_not_reminded(network: Network, month: Month) -> list[HourSheet]:
    """Sheets of a month that is closing, whose person has neither answered nor been reminded by the clock."""
    rows = current_sheets().filter(
        network=network,
        month=month.first_day,
        closing_reminded_at__isnull=True,
        confirmed_at__isnull=True,
        submitted_at__isnull=True,
        nothing_to_report=False,
    )
    return list(rows.order_by("person__name_sort", "pk"))


def leaders_of(seats: Collection[int | None], day: date) -> dict[int, list[Person]]:
    """Whoever leads each team on the day: the coordinator; when that person is away the substitute and the deputy."""
    found: dict[int, list[Person]] = defaultdict(list)
    absent: dict[int, list[Person]] = defaultdict(list)
    substitute = Absence.objects.filter(away(day), person=OuterRef("person")).values("substitute")[:1]
    is_away = Exists(Absence.objects.filter(away(day), person=OuterRef("person")))
    leads = (
        TeamMember.objects.filter(on_day(day) & LEADS, participation_id__in=[seat for seat in seats if seat])
        .annotate(is_away=is_away, substitute_id=Subquery(substitute))
        .select_related("person")
        .order_by("deputy_coordinator", "pk")
    )
    stand_ins = Person.objects.in_bulk({row.substitute_id for row in leads if row.substitute_id})
    for row in leads:
        if row.team_seat == TeamMember.TeamSeat.COORDINATOR and not row.is_away:
            found[row.participation_id].append(row.person)
        elif row.team_seat == TeamMember.TeamSeat.COORDINATOR:
            absent[row.participation_id] += [stand_ins[row.substitute_id]] if row.substitute_id else []
        elif not row.is_away:
            absent[row.participation_id].append(row.person)
    for seat_id, people in absent.items():
        if seat_id not in found:
            found[seat_id] = list(dict.fromkeys(people))
    return dict(found)


def submitted_sheets(network: Network, first: date, last: date) -> QuerySet[HourSheet]:
    """Confirmed sheets that have been submitted and are not locked, of the months from `first` to `last`.

    Notes that there is nothing are not among them: a zero is neither reported nor claimed (Q21).
    """
    return (
        current_sheets()
        .filter(
            network=network,
            month__gte=first.replace(day=1),
            month__lte=last,
            submitted_at__isnull=False,
            confirmed_at__isnull=False,
            locked_at__isnull=True,
        )
        .order_by("participation__organisation__name_sort", "person__name_sort", "month", "pk")
    )


def rows_of(sheets: Collection[int]) -> QuerySet[HourRow]:
    """The rows of sheets, in order."""
    return HourRow.objects.filter(sheet_id__in=sheets).order_by("sheet_id", "day", "pk")


def minutes_of(sheets: Collection[int]) -> dict[int, int]:
    """Recorded minutes by sheet, of what is stored."""
    sums = HourRow.objects.filter(sheet_id__in=sheets).values("sheet_id").annotate(total=Sum("minutes")).order_by()
    return {row["sheet_id"]: row["total"] for row in sums}


def months_with_sheets(network: Network) -> list[Month]:
    """The months of the network that have been laid out, newest first."""
    days = (
        HourSheet.objects.filter(network=network, superseded_at__isnull=True)
        .values_list("month", flat=True)
        .annotate(sheets=Count("pk"))
        .order_by("-month")
    )
    return [Month.of(day) for day in days]
