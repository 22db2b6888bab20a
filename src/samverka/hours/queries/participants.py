"""The participants of each month for Statistics Sweden: when they are due, and what must be sent again (Q44)."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import CharField, Max, Min, OuterRef, Q, Subquery, Sum
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.core import clock
from samverka.core.months import Month, months_between
from samverka.core.tables import Column, Exports, Kind, Row, Table, Value
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.templatetags.samverka import instant, month_name
from samverka.core.verdicts import Verdict
from samverka.hours import figures, rules
from samverka.hours.figures import participants as scb
from samverka.hours.models import HourSheet, ParticipantFile, ReportingRole, RoleSpan
from samverka.networks import queries as networks
from samverka.networks.models import Network
from samverka.people.models import Employment, Person
from samverka.teams.models import TeamMember

DEFINITION = Path(__file__).parents[1] / "data/participants-scb.json"
_HEADS = {
    "personal_identity_number": gettext_lazy("Personal identity number (typed by hand)"),
    "person": gettext_lazy("Name"),
    "employer": gettext_lazy("Employer"),
    "organisation_number": gettext_lazy("Organisation number"),
    "state": gettext_lazy("New, continuing or ended"),
    "first_day": gettext_lazy("First day"),
    "last_day": gettext_lazy("Last day"),
    "hours": gettext_lazy("Hours"),
}
_KINDS = {"first_day": Kind.DAY, "last_day": Kind.DAY, "hours": Kind.MINUTES}


@cache
def participant_definition() -> dict[str, Any]:
    """The columns and the dates of the file, as versioned data (Q45)."""
    found: dict[str, Any] = json.loads(DEFINITION.read_text(encoding="utf-8"))
    return found


def changed_at(network: Network) -> dict[Month, datetime]:
    """When the participants' confirmed time of each month changed the last time; one statement."""
    rows = (
        HourSheet.objects.filter(
            network=network,
            reporting_role=ReportingRole.PARTICIPANT,
            superseded_at__isnull=True,
            confirmed_at__isnull=False,
        )
        .order_by()
        .values("month")
        .annotate(at=Max("confirmed_at"))
    )
    return {Month.of(row["month"]): row["at"] for row in rows}


def sent_at(network: Network) -> dict[Month, datetime]:
    """When each month was sent the last time; one statement."""
    rows = ParticipantFile.objects.filter(network=network).order_by().values("month").annotate(at=Max("sent_at"))
    return {Month.of(row["month"]): row["at"] for row in rows}


@dataclass(frozen=True, slots=True)
class FilesPage:
    """All months of the participant file: sent, due, overdue, to be sent again."""

    network: Network
    lead: str
    table: Table
    exports: Exports
    note: str


def _hosted(person: Person, slug: str, at: datetime) -> Network:
    network = networks.hosted_network(person, slug, clock.day(at))
    if not networks.open_terms(network, hours=True).with_claims:
        raise Http404
    return network


def files_page(person: Person, slug: str, *, at: datetime, sorted_by: str = "") -> FilesPage:
    """What the page shows, in two statements beside its guard's."""
    network = _hosted(person, slug, at)
    today = clock.day(at)
    sent, changed = sent_at(network), changed_at(network)
    again = scb.sent_again(sent, changed)
    months = [month for month in months_between(network.first_day, network.last_day) if month.last_day < today]
    following = scb.next_to_send(months, sent, again)
    return FilesPage(
        network=network,
        lead=_lead(following, again),
        table=Table(
            name="scb-manader",
            title=_("The months"),
            columns=(
                Column("month", _("Month")),
                Column("due", _("Due"), Kind.DAY),
                Column("sent", _("Sent"), Kind.DAY),
                Column("state", _("State"), Kind.STATE),
            ),
            rows=tuple(_month_row(network, month, sent, again, today) for month in months),
            empty_text=_("The first month can be sent when it is over."),
        ).ordered(sorted_by),
        exports=Exports(csv=reverse("hours:participant_files_csv", args=[network.slug])),
        note=_note(),
    )


def _note() -> str:
    return (
        ""
        if participant_definition()["confirmed"]
        else _(
            "The columns of the file, version %(version)s, have not been confirmed by Statistics Sweden. "
            "Personal identity numbers are not kept here; type them in by hand."
        )
        % {"version": participant_definition()["version"]}
    )


def _lead(following: Month | None, again: tuple[Month, ...]) -> str:
    if again:
        return _("Something has changed since it was sent. Send again, in this order: %(months)s.") % {
            "months": rules.listed([month_name(month) for month in again])
        }
    if following is None:
        return _("Every month that is over has been sent.")
    return _("Next to send is %(month)s, at the latest on %(day)s.") % {
        "month": month_name(following),
        "day": day_text(scb.due_day(following, participant_definition()["due_days_after_month"])),
    }


def _month_row(
    network: Network, month: Month, sent: dict[Month, datetime], again: tuple[Month, ...], today: date
) -> Row:
    due = scb.due_day(month, participant_definition()["due_days_after_month"])
    if month in again:
        mark, word = "late", _("Must be sent again")
    elif month in sent:
        mark, word = "done", _("Sent")
    elif today > due:
        mark, word = "late", _("Overdue")
    elif today >= scb.warned_from(month, participant_definition()["warns_from_day"]):
        mark, word = "waiting", _("Due soon")
    else:
        mark, word = "open", _("Not sent yet")
    at = sent.get(month)
    return Row(
        (str(month), due, clock.day(at) if at else None, word),
        href=reverse("hours:participant_file", args=[network.slug, month]),
        mark=mark,
        mark_text=word,
    )


@dataclass(frozen=True, slots=True)
class FilePage:
    """The participants of one month, ready to copy, and whether the month can be marked as sent."""

    network: Network
    month: Month
    title: str
    lead: str
    note: str
    table: Table
    exports: Exports
    may_mark: Verdict
    mark_href: str
    list_href: str
    content_sha256: str


def file_page(person: Person, slug: str, month: Month, *, at: datetime, sorted_by: str = "") -> FilePage:
    """What the page shows, in three statements beside its guard's."""
    network = _hosted(person, slug, at)
    today = clock.day(at)
    sent, changed = sent_at(network), changed_at(network)
    again = scb.sent_again(sent, changed)
    months = [each for each in months_between(network.first_day, network.last_day) if each.last_day < today]
    if month not in set(months_between(network.first_day, network.last_day)):
        raise Http404
    table = _participants(network, month)
    verdict = rules.may_mark_sent(
        month=month, today=today, following=scb.next_to_send(months, sent, again), is_sent=month in sent
    )
    sent_text = _("It was sent on %(at)s.") % {"at": instant(sent[month])} if month in sent else ""
    due_text = _("It is due on %(day)s.") % {
        "day": day_text(scb.due_day(month, participant_definition()["due_days_after_month"]))
    }
    return FilePage(
        network=network,
        month=month,
        title=_("Participants for Statistics Sweden, %(month)s") % {"month": month_name(month)},
        lead=sent_text or due_text,
        note=_note(),
        table=table.ordered(sorted_by),
        exports=Exports(
            csv=reverse("hours:participant_file_csv", args=[network.slug, month]),
            xlsx=reverse("hours:participant_file_xlsx", args=[network.slug, month]),
        ),
        may_mark=verdict,
        mark_href=reverse("hours:mark_sent", args=[network.slug, month]),
        list_href=reverse("hours:participant_files", args=[network.slug]),
        content_sha256=figures.digest(repr([row.values for row in table.rows])),
    )


def _participants(network: Network, month: Month) -> Table:
    """Everyone with confirmed time as a participant up to the month: new, continuing, or ended in it."""
    first = TeamMember.objects.filter(
        participation=OuterRef("participation"), person=OuterRef("person"), team_seat=TeamMember.TeamSeat.MEMBER
    )
    guest = RoleSpan.objects.filter(
        network=network, person=OuterRef("person"), reporting_role=ReportingRole.PARTICIPANT
    )
    employment = Employment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=month.first_day),
        person=OuterRef("person"),
        employer__organisation=OuterRef("participation__organisation"),
        first_day__lte=month.last_day,
    ).order_by("-first_day", "-pk")
    before = (
        HourSheet.objects.filter(
            network=network,
            person=OuterRef("person"),
            reporting_role=ReportingRole.PARTICIPANT,
            superseded_at__isnull=True,
            confirmed_at__isnull=False,
        )
        .order_by()
        .values("person")
        .annotate(first=Min("month"))
        .values("first")
    )
    sheets = (
        HourSheet.objects.filter(
            network=network,
            month=month.first_day,
            reporting_role=ReportingRole.PARTICIPANT,
            superseded_at__isnull=True,
            confirmed_at__isnull=False,
        )
        .annotate(
            seat_first=Subquery(first.order_by("first_day").values("first_day")[:1]),
            seat_last=Subquery(first.order_by("-first_day").values("last_day")[:1]),
            guest_first=Subquery(guest.order_by("first_day").values("first_day")[:1]),
            guest_last=Subquery(guest.order_by("-first_day").values("last_day")[:1]),
            first_month=Subquery(before),
            employer=Subquery(employment.values("employer__name")[:1], output_field=CharField()),
            number=Subquery(employment.values("employer__organisation_number")[:1], output_field=CharField()),
            total=Sum("rows__minutes"),
        )
        .select_related("person")
        .order_by("person__name_sort", "pk")
    )
    columns = participant_definition()["columns"]
    return Table(
        name=f"scb-{month}",
        title=_("Participants in %(month)s") % {"month": month_name(month)},
        columns=tuple(Column(key, _HEADS[key], _KINDS.get(key, Kind.TEXT)) for key in columns),
        rows=tuple(Row(tuple(values[key] for key in columns)) for values in map(_values(month), sheets)),
        empty_text=_("Nobody has confirmed time as a participant in the month."),
    )


def _values(month: Month) -> Any:
    def of(sheet: HourSheet) -> dict[str, Value]:
        known = vars(sheet)
        first = known["seat_first"] or known["guest_first"] or month.first_day
        last = known["seat_last"] if known["seat_first"] else known["guest_last"]
        ended = last is not None and last in month
        began = known["first_month"] == sheet.month
        return {
            "personal_identity_number": "",
            "person": sheet.person.shown_as(_("Protected identity")),
            "employer": known["employer"] or "",
            "organisation_number": known["number"] or "",
            "state": _("Ended") if ended else (_("New") if began else _("Continuing")),
            "first_day": first,
            "last_day": last if ended else None,
            "hours": known["total"] or 0,
        }

    return of
