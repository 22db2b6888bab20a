"""One person's month in a claim: to park while the claim is prepared, and what the Fund said of it afterwards."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.cofinancing import rules
from samverka.cofinancing.models import Claim, ClaimLine, LineOutcome, ParkedMonth
from samverka.cofinancing.queries.claims import claim_name, person_name
from samverka.cofinancing.queries.sight import Host
from samverka.core.money import duration_text, kronor_text
from samverka.core.tables import Column, Kind, Row, Table
from samverka.core.templatetags.samverka import month_name
from samverka.core.verdicts import Verdict
from samverka.hours.models import HourSheet, ReportingRole


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A person's month as a claim sees it."""

    network_name: str
    title: str
    lead: str
    claim_name: str
    claim_href: str
    is_closed: bool
    parked_reason: str
    may_park: Verdict
    park_href: str
    take_in_href: str
    may_note: Verdict
    note_href: str
    outcomes: Table
    # What stands in the form: the word that holds.
    result: str
    accepted_minutes: int
    reason: str


def one_sheet_to_claim(claim: Claim, sheet_id: int) -> HourSheet:
    """A submitted month that the claim could hold, or that is parked from it.

    Raises:
        Http404: when there is none.
    """
    sheet = (
        HourSheet.objects.filter(
            pk=sheet_id,
            network=claim.network_id,
            month__lte=claim.last_month,
            submitted_at__isnull=False,
            locked_at__isnull=True,
            superseded_at__isnull=True,
            participation__isnull=False,
        )
        .exclude(reporting_role=ReportingRole.UNVALUED)
        .select_related("person", "participation__organisation", "network")
        .first()
    )
    if sheet is None:
        raise Http404
    return sheet


def one_line(claim: Claim, sheet_id: int) -> ClaimLine:
    """The line that a closed claim holds of a month.

    Raises:
        Http404: when there is none.
    """
    line = (
        ClaimLine.objects.filter(claim=claim, sheet=sheet_id)
        .select_related("claim__network", "person", "participation__organisation", "sheet")
        .first()
    )
    if line is None:
        raise Http404
    return line


def month_page(host: Host, claim: Claim, sheet_id: int) -> MonthPage:
    """What the page shows, in two statements beside its guard's."""
    if claim.closed_at:
        line = one_line(claim, sheet_id)
        said = list(LineOutcome.objects.filter(line=line).select_related("noted_by").order_by("-noted_at", "-pk"))
        return _page(host, claim, line.sheet, line, said, parked="")
    sheet = one_sheet_to_claim(claim, sheet_id)
    parked = ParkedMonth.objects.filter(claim=claim, sheet=sheet).values_list("reason", flat=True).first()
    return _page(host, claim, sheet, None, [], parked=parked or "")


def _page(
    host: Host,
    claim: Claim,
    sheet: HourSheet,
    line: ClaimLine | None,
    said: list[LineOutcome],
    *,
    parked: str,
) -> MonthPage:
    slug = host.network.slug
    holds = said[0] if said and said[0].replaced_at is None else None
    person = line.person if line else sheet.person
    seat = line.participation if line else sheet.participation
    municipality = seat.organisation.name if seat else _("The host")
    address = [slug, claim.number, sheet.pk]
    return MonthPage(
        network_name=host.network.name,
        title=_("%(name)s, %(month)s") % {"name": person_name(person), "month": month_name(sheet.month)},
        lead=_lead(municipality, line, parked=parked),
        claim_name=claim_name(claim),
        claim_href=reverse("cofinancing:claim", args=[slug, claim.number]),
        is_closed=line is not None,
        parked_reason=parked,
        may_park=rules.may_take_in(claim, functions=host.functions),
        park_href=reverse("cofinancing:park", args=address),
        take_in_href=reverse("cofinancing:take_in", args=address),
        may_note=rules.may_accept_rest(claim, functions=host.functions, lines=1),
        note_href=reverse("cofinancing:note_outcome", args=address),
        outcomes=outcomes_table(said),
        result=holds.result if holds else "",
        accepted_minutes=holds.accepted_minutes if holds else (line.eligible_minutes if line else 0),
        reason=holds.reason if holds else "",
    )


def _lead(municipality: str, line: ClaimLine | None, *, parked: str) -> str:
    if line is not None:
        text = (
            _("%(municipality)s: the difference to an earlier claim is %(hours)s, worth %(value)s.")
            if line.corrects_id
            else _("%(municipality)s: %(hours)s in the claim, worth %(value)s.")
        )
        return text % {
            "municipality": municipality,
            "hours": duration_text(line.eligible_minutes),
            "value": kronor_text(line.value_ore, with_ore=True),
        }
    if parked:
        return _("%(municipality)s: parked for a later claim.") % {"municipality": municipality}
    return _("%(municipality)s: the month is on its way into the claim.") % {"municipality": municipality}


def outcomes_table(said: list[LineOutcome]) -> Table:
    """What the Fund has said of a line, as a list."""
    return Table(
        name="utfall-av-raden",
        title=_("What the Fund has said"),
        columns=(
            Column("said_at", _("When"), Kind.INSTANT),
            Column("said_result", _("Outcome")),
            Column("said_minutes", _("Accepted hours"), Kind.MINUTES),
            Column("said_value", _("Accepted value"), Kind.ORE_EXACT),
            Column("said_reason", _("Reason")),
            Column("said_by", _("Written down by")),
        ),
        rows=tuple(
            Row(
                (
                    each.noted_at,
                    str(LineOutcome.Result(each.result).label),
                    each.accepted_minutes,
                    each.accepted_ore,
                    each.reason,
                    each.noted_by.shown_as(),
                )
            )
            for each in said
        ),
        empty_text=_("The Fund has said nothing yet."),
        is_sortable=False,
    )
