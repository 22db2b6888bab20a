"""The auditor's view: the claims, and one person's month with all that stands behind it on one page (Q38)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.cofinancing import figures
from samverka.cofinancing.models import Claim, ClaimLine, EvidencePack, LineOutcome
from samverka.cofinancing.queries.claims import claim_name, period_text, person_name
from samverka.cofinancing.queries.evidence import sheet_key
from samverka.cofinancing.queries.sight import Insight
from samverka.cofinancing.queries.unit_costs import category_label
from samverka.core import clock
from samverka.core.money import duration_text, kronor_text
from samverka.core.months import Month
from samverka.core.tables import Column, Kind, Row, Table
from samverka.core.templatetags.samverka import clock_time, instant, month_name
from samverka.core.templatetags.samverka import day as day_text
from samverka.documents.models import Signature, SignatureMethod
from samverka.funding.models import UnitCost
from samverka.hours import queries as hours
from samverka.hours.models import Activity, Channel, HourRow, OfficialChannel, ReportingRole
from samverka.journal import queries as journal
from samverka.meetings.models import AgendaPart, Attendance, Invitation
from samverka.networks.models import AuditorAccess, Staff
from samverka.networks.queries import on_day
from samverka.people.models import Employment, Person

HOUR = figures.HOUR
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The auditor's front page: the claims, and the months of one of them to choose from."""

    network_name: str
    lead: str
    until_text: str
    claims: Table
    packs: tuple[Fact, ...]
    months: Table
    proof_href: str


def audit_page(seen: Insight, *, number: str = "", sorted_by: str = "") -> AuditPage:
    """What the page shows, in two statements beside its guard's."""
    network, slug = seen.network, seen.network.slug
    made = EvidencePack.objects.filter(claim=OuterRef("pk"), document__isnull=False)
    claims = list(
        Claim.objects.filter(network=network, closed_at__isnull=False)
        .annotate(total=Sum("lines__value_ore"), hours=Sum("lines__eligible_minutes"), has_pack=Exists(made))
        .order_by("number")
    )
    by_number = {str(claim.number): claim for claim in claims}
    chosen = by_number.get(number) or (claims[-1] if claims else None)
    here = reverse("cofinancing:audit", args=[slug])
    return AuditPage(
        network_name=network.name,
        lead=ngettext("%(number)s claim has been closed.", "%(number)s claims have been closed.", len(claims))
        % {"number": len(claims)},
        until_text=_("You can read this network until %(day)s.") % {"day": day_text(seen.until)} if seen.until else "",
        claims=Table(
            name="granskning-ansokningar",
            title=_("Closed claims"),
            columns=(
                Column("number", _("Claim")),
                Column("period", _("Period")),
                Column("closed", _("Closed"), Kind.DAY),
                Column("hours", _("Hours that count"), Kind.MINUTES),
                Column("value", _("Value"), Kind.ORE_EXACT),
            ),
            rows=tuple(
                Row(
                    (
                        claim_name(claim),
                        period_text(claim),
                        clock.day(claim.closed_at) if claim.closed_at else None,
                        getattr(claim, "hours", None) or 0,
                        getattr(claim, "total", None) or 0,
                    ),
                    href=f"{here}?ansokan={claim.number}",
                )
                for claim in claims
            ),
            empty_text=_("No claim has been closed yet."),
            is_sortable=False,
        ),
        packs=tuple(
            (
                _("Evidence for %(claim)s (ZIP)") % {"claim": claim_name(claim)},
                reverse("cofinancing:pack", args=[slug, claim.number]),
            )
            for claim in claims
            if getattr(claim, "has_pack", False)
        ),
        months=_months(chosen, slug).ordered(sorted_by),
        proof_href=reverse("cofinancing:proof", args=[slug]),
    )


def _months(claim: Claim | None, slug: str) -> Table:
    lines = (
        ClaimLine.objects.filter(claim=claim)
        .select_related("person", "participation__organisation")
        .order_by("participation__organisation__name_sort", "person__name_sort", "month", "pk")
        if claim
        else ()
    )
    return Table(
        name="granskning-manader",
        title=_("%(claim)s, each person and month") % {"claim": claim_name(claim)} if claim else _("Months"),
        columns=(
            Column("person", _("Name")),
            Column("municipality", _("Municipality")),
            Column("month", _("Month")),
            Column("role", _("Role")),
            Column("eligible", _("Hours that count"), Kind.MINUTES),
            Column("line_value", _("Value"), Kind.ORE_EXACT),
        ),
        rows=tuple(
            Row(
                (
                    person_name(line.person),
                    line.participation.organisation.name if line.participation else _("The host"),
                    str(Month.of(line.month)),
                    str(ReportingRole(line.reporting_role).label),
                    line.eligible_minutes,
                    line.value_ore,
                ),
                href=reverse("cofinancing:audit_month", args=[slug, line.sheet_id]),
            )
            for line in lines
        ),
        empty_text=_("There are no months to look at."),
    )


# --- One person's month ---


def one_audited_line(person: Person, slug: str, sheet_id: int, on: date) -> ClaimLine:
    """A line of a closed claim with employment and unit cost, for the host and the auditor, in one statement.

    Raises:
        Http404: when there is none, or the person may not read the network's evidence on the day.
    """
    of_staff = Exists(Staff.objects.filter(on_day(on), person=person, network=OuterRef("claim__network")))
    auditor = Exists(AuditorAccess.objects.filter(on_day(on), person=person, network=OuterRef("claim__network")))
    employment = Employment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=OuterRef("month")),
        person=OuterRef("person"),
        employer__organisation=OuterRef("participation__organisation"),
    ).order_by("-first_day", "-pk")
    cost = UnitCost.objects.filter(
        rule_set=OuterRef("claim__network__all_terms__rule_set"),
        category=OuterRef("category"),
        ore_per_hour=OuterRef("ore_per_hour"),
        checked_at__isnull=False,
    ).order_by("-pk")
    said = LineOutcome.objects.filter(line=OuterRef("pk"), replaced_at__isnull=True)
    line = (
        ClaimLine.objects.filter(
            claim__network__slug=slug,
            sheet=sheet_id,
            claim__closed_at__isnull=False,
            claim__network__all_terms__replaced_at__isnull=True,
        )
        .filter(of_staff | auditor)
        .select_related(
            "claim__network",
            "sheet__submitted_by",
            "sheet__approved_by",
            "sheet__entered_in_portal_by",
            "person",
            "participation__organisation",
        )
        .annotate(
            employer_name=_first(employment, "employer__name"),
            employer_number=_first(employment, "employer__organisation_number"),
            department=_first(employment, "department"),
            cost_centre=_first(employment, "cost_centre"),
            cost_source=_first(cost, "source"),
            entered_by=_first(cost, "entered_by__name"),
            checked_by=_first(cost, "checked_by__name"),
            said=Subquery(said.values("result")[:1]),
            said_minutes=Subquery(said.values("accepted_minutes")[:1]),
            said_reason=Subquery(said.values("reason")[:1]),
            channel=Subquery(
                OfficialChannel.objects.filter(
                    network=OuterRef("claim__network"),
                    reporting_role=OuterRef("reporting_role"),
                    from_month__lte=OuterRef("month"),
                )
                .order_by("-from_month")
                .values("channel")[:1]
            ),
            rule_set_name=F("claim__network__all_terms__rule_set__name"),
            rule_set_version=F("claim__network__all_terms__rule_set__version"),
        )
        .first()
    )
    if line is None:
        raise Http404
    return line


def _first(rows: QuerySet[Employment] | QuerySet[UnitCost], column: str) -> Subquery:
    return Subquery(rows.values(column)[:1])


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """A signature with the exact text that was vouched for."""

    title: str
    when: str
    method: str
    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting behind the month's time: the person's invitation and answer, and the agenda."""

    title: str
    facts: tuple[Fact, ...]
    agenda: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditMonthPage:
    """One person's month with all that stands behind it."""

    network_name: str
    title: str
    lead: str
    facts: tuple[Fact, ...]
    employment: tuple[Fact, ...]
    value: tuple[Fact, ...]
    rows: Table
    # What was arranged for the month's meetings: who was asked when, and what was to be done.
    meetings: tuple[MeetingShown, ...]
    signatures: tuple[SignatureShown, ...]
    journal: Table
    back_href: str


def audit_month_page(line: ClaimLine) -> AuditMonthPage:
    """What the page shows, in four statements beside its guard's."""
    network, sheet = line.claim.network, line.sheet
    name = person_name(line.person)
    municipality = line.participation.organisation.name if line.participation else _("The host")
    attended = Attendance.objects.filter(meeting=OuterRef("meeting"), person=line.person_id)
    invited = Invitation.objects.filter(meeting=OuterRef("meeting"), person=line.person_id)
    rows = list(
        hours.rows_of([sheet.pk]).annotate(
            meeting_title=F("meeting__title"),
            starts_at=F("meeting__starts_at"),
            ends_at=F("meeting__ends_at"),
            place=F("meeting__place"),
            link=F("meeting__link"),
            invited_at=Subquery(invited.values("invited_at")[:1]),
            answer=Subquery(invited.values("answer")[:1]),
            answered_at=Subquery(invited.values("answered_at")[:1]),
            attended_minutes=Subquery(attended.values("minutes")[:1]),
            attended_source=Subquery(attended.values("source")[:1]),
            attended_by=Subquery(attended.values("recorded_by__name")[:1]),
            attended_at=Subquery(attended.values("recorded_at")[:1]),
        )
    )
    signatures = Signature.objects.filter(subject=sheet_key(sheet.pk)).order_by("at", "pk")
    subjects = [sheet_key(sheet.pk), *(f"{HourRow._meta.label_lower}-{row.pk}" for row in rows)]
    return AuditMonthPage(
        network_name=network.name,
        title=_("%(name)s, %(month)s") % {"name": name, "month": month_name(line.month)},
        lead=_("%(municipality)s, %(claim)s: %(hours)s worth %(value)s.")
        % {
            "municipality": municipality,
            "claim": claim_name(line.claim),
            "hours": duration_text(line.eligible_minutes),
            "value": kronor_text(line.value_ore, with_ore=True),
        },
        facts=_report_facts(line),
        employment=(
            (_("Employer"), getattr(line, "employer_name", "") or _("Not stated")),
            (_("Organisation number"), getattr(line, "employer_number", "") or _("Not stated")),
            (_("Department"), getattr(line, "department", "") or _("Not stated")),
            (_("Cost centre"), getattr(line, "cost_centre", "") or _("Not stated")),
        ),
        value=_value_facts(line),
        rows=_rows_table(rows),
        meetings=_meetings(rows),
        signatures=tuple(
            SignatureShown(
                title=_("Signed by %(name)s")
                % {"name": name if line.person.protected_identity else signature.signer_name},
                when=instant(signature.at),
                method=str(SignatureMethod(signature.method).label),
                digest=signature.content_sha256,
                # The signed text begins with the name.
                text="" if line.person.protected_identity else signature.text_shown,
            )
            for signature in signatures
        ),
        journal=_journal_table(network.chain, subjects),
        back_href=f"{reverse('cofinancing:audit', args=[network.slug])}?ansokan={line.claim.number}",
    )


def _report_facts(line: ClaimLine) -> tuple[Fact, ...]:
    sheet = line.sheet
    submitted = (
        _("%(at)s by %(name)s") % {"at": instant(sheet.submitted_at), "name": sheet.submitted_by.shown_as()}
        if sheet.submitted_at and sheet.submitted_by
        else _("No")
    )
    return (
        (_("Role"), str(ReportingRole(line.reporting_role).label)),
        (_("Version"), str(sheet.version)),
        *(((_("Corrected because"), sheet.correction_reason),) if sheet.correction_reason else ()),
        *(
            (
                (
                    _("Countersigned"),
                    _("%(at)s by %(name)s") % {"at": instant(sheet.approved_at), "name": sheet.approved_by.shown_as()},
                ),
            )
            if sheet.approved_at and sheet.approved_by
            else ()
        ),
        (_("Submitted"), submitted),
        (_("Official channel"), str(Channel(line_channel(line)).label) if line_channel(line) else _("Not chosen")),
        *(
            (
                (
                    _("Entered in the Fund's portal"),
                    _("%(at)s by %(name)s")
                    % {"at": instant(sheet.entered_in_portal_at), "name": sheet.entered_in_portal_by.shown_as()},
                ),
            )
            if sheet.entered_in_portal_at and sheet.entered_in_portal_by
            else ()
        ),
        *((((_("What is claimed"), _("The difference to what an earlier claim holds")),)) if line.corrects_id else ()),
        (_("Checksum of the rows"), sheet.confirmed_sha256),
    )


def _value_facts(line: ClaimLine) -> tuple[Fact, ...]:
    cost = _("%(source)s; entered by %(entered)s, checked by %(checked)s") % {
        "source": getattr(line, "cost_source", "") or _("Not stated"),
        "entered": getattr(line, "entered_by", "") or _("Not stated"),
        "checked": getattr(line, "checked_by", "") or _("Not stated"),
    }
    return (
        (
            _("Rules"),
            _("%(name)s, version %(version)s")
            % {
                "name": getattr(line, "rule_set_name", "") or _("Not stated"),
                "version": getattr(line, "rule_set_version", "") or "–",
            },
        ),
        (_("Recorded"), duration_text(line.recorded_minutes)),
        (_("Whole hours by the rules"), duration_text(line.reportable_minutes)),
        (_("Over a cap"), duration_text(line.over_cap_minutes)),
        (_("Hours that count"), duration_text(line.eligible_minutes)),
        (_("Category"), category_label(line.category)),
        (_("Unit cost"), kronor_text(line.ore_per_hour, with_ore=True)),
        (_("Source of the unit cost"), cost),
        (_("Value"), kronor_text(line.value_ore, with_ore=True)),
        (_("What the Fund has said"), _said(line)),
    )


def _said(line: ClaimLine) -> str:
    result = getattr(line, "said", None)
    if not result:
        return _("The Fund has said nothing yet.")
    minutes, reason = getattr(line, "said_minutes", 0) or 0, getattr(line, "said_reason", "") or ""
    words = f"{LineOutcome.Result(result).label}, {duration_text(minutes)}"
    return f"{words}: {reason}" if reason else words


def line_channel(line: ClaimLine) -> str:
    """The official channel of the line's month, of a line that `one_audited_line` found."""
    return getattr(line, "channel", None) or ""


def _meetings(rows: Sequence[HourRow]) -> tuple[MeetingShown, ...]:
    """Invitation and agenda of the meetings that gave the month's rows, in one statement; none when there are none."""
    of_meetings = {row.meeting_id: row for row in rows if row.meeting_id}
    if not of_meetings:
        return ()
    parts: dict[int, list[str]] = defaultdict(list)
    for part in AgendaPart.objects.filter(meeting__in=list(of_meetings)).order_by("starts_at", "pk"):
        named = f": {part.title}" if part.title else ""
        parts[part.meeting_id].append(
            f"{clock_time(part.starts_at)}–{clock_time(part.ends_at)} {AgendaPart.Kind(part.kind).label}{named}"
        )
    return tuple(_meeting(vars(row), tuple(parts[pk])) for pk, row in of_meetings.items())


def _meeting(known: Mapping[str, Any], agenda: tuple[str, ...]) -> MeetingShown:
    starts, ends = known["starts_at"], known["ends_at"]
    facts = [
        (_("Time"), f"{day_text(clock.day(starts))} {clock_time(starts)}–{clock_time(ends)}"),
        (_("Place"), known["place"] or (_("Online") if known["link"] else _("Not stated"))),
        (_("Invitation sent"), instant(known["invited_at"]) if known["invited_at"] else _("Not invited by name")),
    ]
    if known["answer"] and known["answered_at"]:
        facts.append((_("Answered"), f"{Invitation.Answer(known['answer']).label}, {instant(known['answered_at'])}"))
    return MeetingShown(known["meeting_title"], tuple(facts), agenda)


def _rows_table(rows: Sequence[HourRow]) -> Table:
    def evidence(row: HourRow) -> str:
        minutes = getattr(row, "attended_minutes", None)
        if minutes is None:
            return ""
        return _("%(minutes)s on the list, %(source)s by %(name)s") % {
            "minutes": duration_text(minutes),
            "source": str(Attendance.Source(getattr(row, "attended_source", "")).label).lower(),
            "name": getattr(row, "attended_by", ""),
        }

    return Table(
        name="granskning-rader",
        title=_("Time by date"),
        columns=(
            Column("row_day", _("Date"), Kind.DAY),
            Column("row_activity", _("Activity")),
            Column("row_text", _("What was done")),
            Column("row_source", _("Taken from")),
            Column("row_evidence", _("Attendance")),
            Column("row_minutes", _("Hours"), Kind.MINUTES),
        ),
        rows=tuple(
            Row(
                (
                    row.day,
                    str(Activity(row.activity).label),
                    getattr(row, "meeting_title", None) or row.text,
                    str(HourRow.Source(row.source).label),
                    evidence(row),
                    row.minutes,
                )
            )
            for row in rows
        ),
        total=Row((_("Sum"), "", "", "", "", sum(row.minutes for row in rows))),
        is_sortable=False,
    )


def _journal_table(chain: str, subjects: Sequence[str]) -> Table:
    return Table(
        name="granskning-journal",
        title=_("In the journal"),
        columns=(
            Column("j_seq", _("Entry"), Kind.NUMBER),
            Column("j_at", _("When"), Kind.INSTANT),
            Column("j_verb", _("What")),
            Column("j_actor", _("Who")),
            Column("j_hash", _("Hash (SHA-256)")),
        ),
        rows=tuple(
            Row((entry.seq, entry.at, entry.verb, entry.actor_key, entry.hash))
            for entry in journal.entries(chain).filter(subject__in=subjects)
        ),
        is_sortable=False,
    )
