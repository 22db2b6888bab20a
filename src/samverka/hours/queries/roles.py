"""Who reports without a seat in a team, in which wage group staff are, and what was confirmed outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.months import Month
from samverka.core.templatetags.samverka import month_name
from samverka.hours.models import CertificateApproval, HourSheet, Occupation, ReportingRole, RoleSpan
from samverka.hours.queries.state import month_of
from samverka.hours.queries.team import led_seat, one_team_sheet
from samverka.meetings.models import Attendance
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation, Staff, Terms
from samverka.networks.queries import on_day
from samverka.people.models import Person
from samverka.teams.models import TeamMember


def has_role_from(network: Network, person: Person, day: date) -> bool:
    """Whether the person has a role in the network on the day or later: a seat in a team, or one without."""
    later = Q(last_day__isnull=True) | Q(last_day__gte=day)
    return (
        TeamMember.objects.filter(later, person=person, participation__network=network).exists()
        or RoleSpan.objects.filter(later, person=person, network=network).exists()
    )


def is_of_host(network: Network, person: Person, day: date) -> bool:
    """Whether the person is of the host's staff on the day."""
    return Staff.objects.filter(on_day(day), network=network, person=person).exists()


def is_staff_member(network: Network, person: Person) -> bool:
    """Whether the person reports as staff: a coordinator, or the host's."""
    return (
        TeamMember.objects.filter(
            person=person, participation__network=network, team_seat=TeamMember.TeamSeat.COORDINATOR
        ).exists()
        or RoleSpan.objects.filter(person=person, network=network, reporting_role=ReportingRole.STAFF_PAID).exists()
    )


def wage_groups_of_rules(network: Network) -> tuple[str, ...]:
    """The groups that the rule set knows; none when it names none."""
    return _staff_categories(networks.holding_terms(network))


def _staff_categories(terms: Terms) -> tuple[str, ...]:
    values: Mapping[str, Any] = terms.rule_set.values if terms.rule_set else {}
    return tuple(values.get("staff_categories", {}).get("value") or ())


def wage_group_word(group: str) -> str:
    """`Lönegrupp 7a`; nothing for a group that has not been decided."""
    return _("Wage group %(group)s") % {"group": group.removeprefix("group_")} if group else ""


def has_leave(sheet: HourSheet) -> bool:
    """Whether the Fund has let the project take certificates by e-mail during the whole month (D7)."""
    month = month_of(sheet)
    return CertificateApproval.objects.filter(
        Q(until_day__isnull=True) | Q(until_day__gte=month.last_day),
        network_id=sheet.network_id,
        from_day__lte=month.first_day,
    ).exists()


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """Where a month that was confirmed outside is registered."""

    title: str
    sheet: HourSheet
    back_href: str
    save_href: str


def certificate_page(
    person: Person, network: str, month: Month, participation_id: int, sheet_id: int, *, at: datetime
) -> CertificatePage:
    """The coordinator's page of a certificate from outside.

    Raises:
        Http404: when the person does not lead the team, or there is no such month.
    """
    seat = led_seat(person, network, participation_id, clock.day(at))
    sheet = one_team_sheet(seat, month, sheet_id)
    where = [seat.network.slug, month, seat.pk]
    return CertificatePage(
        title=_("Register a certificate from %(name)s, %(month)s")
        % {"name": sheet.person.actor_name, "month": month_name(month)},
        sheet=sheet,
        back_href=reverse("hours:team", args=where),
        save_href=reverse("hours:register_certificate", args=[*where, sheet.pk]),
    )


@dataclass(frozen=True, slots=True)
class RoleShown:
    """One role without a seat in a team."""

    span_id: int
    name: str
    role: str
    function: str
    first_day: date
    last_day: date | None
    is_open: bool
    wage_group: str
    # Minutes at meetings of the network, counted in statistics only; None for the host's staff.
    attended_minutes: int | None


@dataclass(frozen=True, slots=True)
class RolesPage:
    """The host's staff who report, and those whose time is not counted."""

    network: Network
    spans: tuple[RoleShown, ...]
    seats: tuple[Participation, ...]
    groups: tuple[str, ...]
    staff: tuple[tuple[int, str, str], ...]
    people: Mapping[int, Person]

    def person_of(self, person_id: str) -> Person:
        """The staff member with this number."""
        return self.people[int(person_id)]


def roles_page(person: Person, network: str, *, at: datetime) -> RolesPage:
    """The host's page of roles without a seat in a team, and of wage groups.

    Raises:
        Http404: when the person is not of the host's staff.
    """
    day = clock.day(at)
    hosted = networks.hosted_network(person, network, day)
    terms = networks.open_terms(hosted, hours=True)
    occupation = Occupation.objects.filter(network=hosted, person=OuterRef("person"), replaced_at__isnull=True)
    wage_group = Subquery(occupation.values("wage_group")[:1])
    attended = (
        Attendance.objects.filter(
            meeting__starts_at__date__lte=Coalesce(OuterRef("last_day"), Value(day)),
            person=OuterRef("person"),
            meeting__network=hosted,
            meeting__cancelled_at__isnull=True,
            meeting__starts_at__date__gte=OuterRef("first_day"),
        )
        .order_by()
        .values("person")
        .annotate(total=Sum("minutes"))
        .values("total")
    )
    spans = list(
        RoleSpan.objects.filter(network=hosted)
        .select_related("person", "participation__organisation")
        .annotate(wage_group=wage_group, attended=Subquery(attended))
        .order_by("reporting_role", "person__name_sort", "first_day")
    )
    coordinators = (
        TeamMember.objects.filter(on_day(day), participation__network=hosted, team_seat=TeamMember.TeamSeat.COORDINATOR)
        .select_related("person")
        .annotate(wage_group=wage_group)
        .order_by("person__name_sort")
    )
    open_staff = [span for span in spans if span.reporting_role == ReportingRole.STAFF_PAID and span.last_day is None]
    found: list[TeamMember | RoleSpan] = [*coordinators, *open_staff]
    staff = {row.person_id: row for row in found}
    return RolesPage(
        network=hosted,
        spans=tuple(
            RoleShown(
                span.pk,
                span.person.shown_as(span.function),
                str(ReportingRole(span.reporting_role).label),
                span.function,
                span.first_day,
                span.last_day,
                span.last_day is None,
                wage_group_word(getattr(span, "wage_group", None) or ""),
                (getattr(span, "attended", None) or 0) if span.reporting_role == ReportingRole.UNVALUED else None,
            )
            for span in spans
        ),
        seats=tuple(networks.seats(hosted)),
        groups=_staff_categories(terms),
        staff=tuple(
            (person_id, row.person.actor_name, wage_group_word(getattr(row, "wage_group", None) or ""))
            for person_id, row in staff.items()
        ),
        people={person_id: row.person for person_id, row in staff.items()},
    )


def one_span(network: Network, span_id: int) -> RoleSpan:
    """A role of the network.

    Raises:
        Http404: when there is none.
    """
    span = RoleSpan.objects.filter(network=network, pk=span_id).select_related("person", "network").first()
    if span is None:
        raise Http404
    return span
