"""What stands behind a closed claim, gathered for its evidence pack: every file as plain values, in Swedish.

Asked for in a fixed number of statements, however many people; the same claim gives the same values each time.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery, Sum
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samverka.cofinancing import figures
from samverka.cofinancing.models import Claim, ClaimLine, EvidencePack
from samverka.cofinancing.queries.claims import (
    Entry,
    claim_name,
    kept_entries,
    kept_left_out,
    left_out_table,
    lines_table,
    municipalities_table,
    period_text,
    person_name,
)
from samverka.cofinancing.queries.plan import outcome_table
from samverka.cofinancing.queries.sight import insight
from samverka.cofinancing.queries.unit_costs import category_label, checked_costs
from samverka.core import clock
from samverka.core.downloads import safe_name
from samverka.core.money import duration_text, kronor_text
from samverka.core.months import Month
from samverka.core.tables import Column, Kind, Row, Table
from samverka.core.templatetags.samverka import clock_time, day, instant, month_name
from samverka.core.workdays import SWEDEN
from samverka.documents.figures.lists import table_as_values
from samverka.documents.models import Signature, SignatureMethod
from samverka.funding import queries as funding
from samverka.funding.figures import Rules
from samverka.hours import queries as hours
from samverka.hours.models import Activity, HourRow, HourSheet, ReportingRole
from samverka.journal import queries as journal
from samverka.meetings.models import AgendaPart, Attendance, Meeting
from samverka.networks import queries as networks
from samverka.networks.models import Network, Terms
from samverka.people.models import Employment, Person

HOUR = figures.HOUR
STAFF_ROLES = frozenset({ReportingRole.STAFF_COFINANCED.value, ReportingRole.STAFF_PAID.value})
# A line on paper to write on.
_BLANK = "_" * 34
_GROUP = 16
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: text as it is, or the values that a PDF is set from."""

    path: str
    text: str = ""
    values: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A claim's line with all that it stands on."""

    kept: ClaimLine
    rows: tuple[HourRow, ...]
    signatures: tuple[Signature, ...]
    employment: Employment | None

    @property
    def sheet(self) -> HourSheet:
        """The month."""
        return self.kept.sheet

    @property
    def municipality(self) -> str:
        """Whose it is."""
        seat = self.kept.participation
        return seat.organisation.name if seat else _("The host")

    @property
    def name(self) -> str:
        """The person; with protected identity a number."""
        return person_name(self.kept.person)

    @property
    def is_staff(self) -> bool:
        """Whether it is a time report, of staff, and no attendance report."""
        return self.kept.reporting_role in STAFF_ROLES

    @property
    def report_name(self) -> str:
        """Närvarorapport or tidrapport."""
        return _("Time report") if self.is_staff else _("Attendance report")

    @property
    def path(self) -> str:
        """Where the report stands in the pack."""
        parts = (str(Month.of(self.kept.month)), safe_name(self.name), safe_name(self.report_name))
        return f"rapporter/{safe_name(self.municipality)}/{'-'.join(parts)}-v{self.sheet.version}.pdf"


def waiting_packs() -> list[EvidencePack]:
    """Packs that have been asked for and are neither made nor given up, oldest first."""
    return list(EvidencePack.objects.filter(document__isnull=True, fault="").order_by("asked_at", "pk"))


def one_pack_to_make(pack_id: int) -> EvidencePack | None:
    """A pack that waits to be made."""
    found = EvidencePack.objects.filter(pk=pack_id, document__isnull=True, fault="")
    return found.select_related("claim__network").first()


def newest_pack(claim: Claim) -> EvidencePack | None:
    """The pack that was asked for last."""
    return EvidencePack.objects.filter(claim=claim).select_related("document").order_by("-seq").first()


def one_made_pack(person: Person, slug: str, number: int, on: date) -> EvidencePack:
    """The newest pack that is made, for the network's host and for its auditor on the days given.

    Raises:
        Http404: when there is none, or the person is neither.
    """
    seen = insight(person, slug, on)
    packs = EvidencePack.objects.filter(claim__network=seen.network, claim__number=number, document__isnull=False)
    pack = packs.select_related("document", "claim").order_by("-seq").first()
    if pack is None:
        raise Http404
    return pack


def claim_lines(claim: Claim) -> list[Line]:
    """The claim's lines with rows, signatures and employment, in four statements."""
    earlier = ClaimLine.objects.filter(
        claim__network=claim.network_id,
        person=OuterRef("person"),
        reporting_role=OuterRef("reporting_role"),
        month=OuterRef("month"),
        pk__lt=OuterRef("pk"),
    )
    sums = earlier.order_by().values("person")
    kept = list(
        ClaimLine.objects.filter(claim=claim)
        .annotate(
            before_minutes=Subquery(sums.annotate(total=Sum("eligible_minutes")).values("total")),
            before_ore=Subquery(sums.annotate(total=Sum("value_ore")).values("total")),
        )
        .select_related(
            "sheet__confirmed_by",
            "sheet__submitted_by",
            "sheet__network",
            "person",
            "participation__organisation",
            "corrects__claim",
        )
        .order_by("participation__organisation__name_sort", "person__name_sort", "month", "pk")
    )
    ids = [line.sheet_id for line in kept]
    rows: dict[int, list[HourRow]] = defaultdict(list)
    for row in hours.rows_of(ids):
        rows[row.sheet_id].append(row)
    signatures: dict[str, list[Signature]] = defaultdict(list)
    for signature in Signature.objects.filter(subject__in=[sheet_key(pk) for pk in ids]).order_by("at", "pk"):
        signatures[signature.subject].append(signature)
    employments: dict[int, list[Employment]] = defaultdict(list)
    people = {line.person_id for line in kept}
    for employment in (
        Employment.objects.filter(person_id__in=people).select_related("employer").order_by("-first_day", "-pk")
    ):
        employments[employment.person_id].append(employment)
    return [
        Line(
            line,
            tuple(rows[line.sheet_id]),
            tuple(signatures[sheet_key(line.sheet_id)]),
            _employed(line, employments[line.person_id]),
        )
        for line in kept
    ]


def sheet_key(sheet_id: int) -> str:
    """How the journal names a month."""
    return f"{HourSheet._meta.label_lower}-{sheet_id}"


def _employed(line: ClaimLine, employments: Iterable[Employment]) -> Employment | None:
    """The employment that held in the month, with the municipality of the line before any other."""
    month = Month.of(line.month)
    held = [
        each
        for each in employments
        if each.first_day <= month.last_day and (each.last_day is None or each.last_day >= month.first_day)
    ]
    own = line.participation.organisation_id if line.participation else None
    return next((each for each in held if each.employer.organisation_id == own), held[0] if held else None)


def is_being_made(pack: EvidencePack) -> bool:
    """Whether the worker has it."""
    return pack.document_id is None and not pack.fault


def outside_address(chain: str) -> tuple[str, str]:
    """What a chain is about, and where its head is sent; an empty address when nobody has said."""
    number = chain.removeprefix("network-")
    network = Network.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    if network is not None:
        return network.name, network.evidence_address
    return _("the whole installation"), settings.EVIDENCE_ADDRESS


def heads_to_note(at: datetime) -> list[str]:
    """Chains whose head is to be noted: each calendar month, where something has happened since the last time.

    Of networks that have not been over for more than a year, and of the house; none where there is neither an
    authority of time nor an outside address.
    """
    today = clock.day(at)
    networks_of = Network.objects.filter(last_day__gte=today.replace(year=today.year - 1, day=1))
    chains = {network.chain: network.evidence_address for network in networks_of}
    chains["house"] = settings.EVIDENCE_ADDRESS
    wanted = [chain for chain, address in chains.items() if address or settings.TSA_URL]
    begun = datetime.combine(today.replace(day=1), time(), tzinfo=SWEDEN)
    return [head.chain for head in journal.heads_to_stamp(begun, among=wanted)]


# --- The files ---


def pack_files(pack: EvidencePack) -> list[PackFile]:
    """Every file of the pack but the manifest, `verify.py` and the tokens."""
    claim = pack.claim
    network = claim.network
    terms = networks.holding_terms(network)
    fund_rules = funding.rules_of(terms)
    lines = claim_lines(claim)
    entries = kept_entries(claim)
    frame = _frame(network)
    files = [PackFile("ansokan/ansokan.json", text=_as_text(claim_values(claim, lines)))]
    files.append(PackFile("ansokan/medfinansiering.pdf", values=_summary(claim, entries, frame)))
    files += _of_each_municipality(claim, lines, frame)
    files += [PackFile(line.path, values=report_values(line, fund_rules, frame)) for line in lines]
    files += _attendance_lists(network, lines, frame)
    files += _rule_set(terms, fund_rules, frame)
    files += _journal(pack, lines)
    return files


def _frame(network: Network) -> Values:
    return {"language": "sv", "about": network.name, "registry_number": network.registry_number}


def _as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def claim_values(claim: Claim, lines: Sequence[Line]) -> Values:
    """The claim as `verify.py` reads it: each line with its numbers, and the sum that it was closed with."""
    return {
        "network": claim.network.chain,
        "name": claim_name(claim),
        "number": claim.number,
        "first_month": str(Month.of(claim.first_month)),
        "last_month": str(Month.of(claim.last_month)),
        "closed_at": journal.instant_text(claim.closed_at) if claim.closed_at else "",
        "total_ore": sum(line.kept.value_ore for line in lines),
        "lines": [
            {
                "sheet": sheet_key(line.kept.sheet_id),
                "name": line.name,
                "is_protected": line.kept.person.protected_identity,
                "municipality": line.municipality,
                "role": line.kept.reporting_role,
                "month": str(Month.of(line.kept.month)),
                "version": line.sheet.version,
                "category": line.kept.category,
                "confirmed_sha256": line.sheet.confirmed_sha256,
                "confirmed_minutes": sum(row.minutes for row in line.rows),
                "recorded_minutes": line.kept.recorded_minutes,
                "reportable_minutes": line.kept.reportable_minutes,
                "eligible_minutes": line.kept.eligible_minutes,
                "over_cap_minutes": line.kept.over_cap_minutes,
                "ore_per_hour": line.kept.ore_per_hour,
                "value_ore": line.kept.value_ore,
                "corrects": line.kept.corrects_id is not None,
                # What earlier claims hold of the month; the line of a correction is the difference to it.
                "before_minutes": getattr(line.kept, "before_minutes", None) or 0,
                "before_ore": getattr(line.kept, "before_ore", None) or 0,
                "report": line.path,
            }
            for line in lines
        ],
    }


def _summary(claim: Claim, entries: Sequence[Entry], frame: Values) -> Values:
    outcomes = outcome_table(claim)
    left_out = left_out_table(claim, kept_left_out(claim))
    tables = (
        municipalities_table(claim, entries),
        lines_table(claim, entries),
        *([left_out] if left_out.rows else []),
        *([outcomes] if outcomes.rows else []),
    )
    title = _("Co-financing, %(claim)s") % {"claim": claim_name(claim)}
    return frame | {
        "title": title,
        "lead": period_text(claim),
        "tables": [table_as_values(table) for table in tables],
    }


def _of_each_municipality(claim: Claim, lines: Sequence[Line], frame: Values) -> list[PackFile]:
    by_name: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_name[line.municipality].append(line)
    files = []
    for municipality, own in by_name.items():
        table = Table(
            name="sammanstallning",
            title=_("Participants"),
            columns=(
                Column("name", _("Name")),
                Column("employer", _("Employer")),
                Column("month", _("Month")),
                Column("role", _("Role")),
                Column("hours", _("Hours that count"), Kind.MINUTES),
                Column("value", _("Value"), Kind.ORE_EXACT),
            ),
            rows=tuple(
                Row(
                    (
                        line.name,
                        line.employment.employer.name if line.employment else "",
                        str(Month.of(line.kept.month)),
                        str(ReportingRole(line.kept.reporting_role).label),
                        line.kept.eligible_minutes,
                        line.kept.value_ore,
                    )
                )
                for line in own
            ),
            total=Row(
                (
                    _("Sum"),
                    "",
                    "",
                    "",
                    sum(line.kept.eligible_minutes for line in own),
                    sum(line.kept.value_ore for line in own),
                )
            ),
        )
        values = frame | {
            "title": _("Summary of participants, %(name)s") % {"name": municipality},
            "lead": f"{claim_name(claim)}, {period_text(claim)}",
            "tables": [table_as_values(table)],
        }
        files.append(PackFile(f"ansokan/sammanstallning-{safe_name(municipality)}.pdf", values=values))
    return files


def report_values(line: Line, fund_rules: Rules, frame: Values) -> Values:
    """A person's month in the fields of the official form."""
    sheet, kept = line.sheet, line.kept
    month = month_name(kept.month)
    employment = line.employment
    facts = [
        [_("Name"), line.name],
        [_("Employer"), employment.employer.name if employment else _("Not stated")],
        [_("Organisation number"), employment.employer.organisation_number if employment else _("Not stated")],
        [_("Department"), employment.department if employment else _("Not stated")],
        [_("Project"), sheet.network.name],
        [_("Month"), month],
        [_("Role"), str(ReportingRole(kept.reporting_role).label)],
        [_("Category"), category_label(kept.category)],
        [_("Version"), _version_text(sheet)],
    ]
    if kept.corrects:
        said = _("The difference to what %(claim)s holds") % {"claim": claim_name(kept.corrects.claim)}
        facts.append([_("What is claimed"), said])
    return frame | {
        "title": f"{line.report_name} {month}",
        "lead": line.municipality,
        "facts": facts,
        "tables": [table_as_values(rows_table(line))],
        "after": [
            {"heading": _("What counts"), "facts": _counting(line)},
            {"heading": _("Signatures"), "facts": _signing(line, fund_rules)},
        ],
    }


def _version_text(sheet: HourSheet) -> str:
    if not sheet.correction_reason:
        return str(sheet.version)
    return _("%(version)s, corrected: %(reason)s") % {"version": sheet.version, "reason": sheet.correction_reason}


def rows_table(line: Line) -> Table:
    """The month's rows, date by date."""
    return Table(
        name="rader",
        title=_("Time by date"),
        columns=(
            Column("day", _("Date"), Kind.DAY),
            Column("activity", _("Activity")),
            Column("text", _("What was done")),
            Column("source", _("Taken from")),
            Column("minutes", _("Hours"), Kind.MINUTES),
        ),
        rows=tuple(
            Row(
                (
                    row.day,
                    str(Activity(row.activity).label),
                    row.text,
                    str(HourRow.Source(row.source).label),
                    row.minutes,
                )
            )
            for row in line.rows
        ),
        total=Row((_("Sum"), "", "", "", sum(row.minutes for row in line.rows))),
        empty_text=_("Nothing."),
    )


def _counting(line: Line) -> list[list[str]]:
    kept = line.kept
    return [
        [_("Recorded"), duration_text(kept.recorded_minutes)],
        [_("Whole hours by the rules"), duration_text(kept.reportable_minutes)],
        [_("Over a cap"), duration_text(kept.over_cap_minutes)],
        [_("Hours that count"), duration_text(kept.eligible_minutes)],
        [_("Unit cost"), kronor_text(kept.ore_per_hour, with_ore=True)],
        [_("Value"), kronor_text(kept.value_ore, with_ore=True)],
    ]


def _low(label: object) -> str:
    """A label inside a sentence: its first letter small, names in it as they are."""
    text = str(label)
    return text[:1].lower() + text[1:]


def _grouped(digest: str) -> str:
    """A checksum in groups that a line can break between."""
    return " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))


def _signing(line: Line, fund_rules: Rules) -> list[list[str]]:
    """Who has vouched for it, and lines to sign on where the rules ask for another's name on paper."""
    found = []
    for signature in line.signatures:
        said = f"{instant(signature.at)}, {_low(SignatureMethod(signature.method).label)}"
        who = line.name if line.kept.person.protected_identity else signature.signer_name
        found.append([_("Signed by %(name)s") % {"name": who}, said])
        found.append([_("Checksum of the signed text"), _grouped(signature.content_sha256)])
    sheet = line.sheet
    if sheet.submitted_at and sheet.submitted_by:
        found.append(
            [_("Submitted by %(name)s") % {"name": sheet.submitted_by.actor_name}, instant(sheet.submitted_at)]
        )
    found.append([_("Checksum of the rows"), _grouped(sheet.confirmed_sha256)])
    asked = fund_rules.staff_counter_signature if line.is_staff else fund_rules.participant_counter_signature
    if asked not in {"", "none"}:
        found += [
            [pgettext("signature", "Countersignature"), _BLANK],
            [_("Printed name and date"), _BLANK],
        ]
    return found


def _attendance_lists(network: Network, lines: Sequence[Line], frame: Values) -> list[PackFile]:
    """The lists of the meetings that the claim's time comes from, with all who were there."""
    wanted = {row.meeting_id for line in lines for row in line.rows if row.meeting_id}
    attended: dict[int, list[Attendance]] = defaultdict(list)
    for row in (
        Attendance.objects.filter(meeting_id__in=wanted)
        .select_related("person", "recorded_by")
        .order_by("person__name_sort", "pk")
    ):
        attended[row.meeting_id].append(row)
    parts: dict[int, list[AgendaPart]] = defaultdict(list)
    for part in AgendaPart.objects.filter(meeting_id__in=wanted).order_by("starts_at", "pk"):
        parts[part.meeting_id].append(part)
    municipality = {line.kept.person_id: line.municipality for line in lines}
    files = []
    for meeting in Meeting.objects.filter(network=network, pk__in=wanted).order_by("starts_at", "pk"):
        on = clock.day(meeting.starts_at)
        table = _attendance_table(attended[meeting.pk], municipality)
        values = frame | {
            "title": _("Attendance list: %(title)s") % {"title": meeting.title},
            "facts": [
                [_("Day"), day(on)],
                [_("Time"), f"{clock_time(meeting.starts_at)}–{clock_time(meeting.ends_at)}"],
                [_("Kind"), str(Meeting.Kind(meeting.kind).label)],
                [_("Place"), meeting.place or _("Not stated")],
            ],
            "parts": [
                {
                    "heading": _("Agenda"),
                    "points": [
                        f"{clock_time(part.starts_at)}–{clock_time(part.ends_at)} "
                        f"{AgendaPart.Kind(part.kind).label}{f': {part.title}' if part.title else ''}"
                        for part in parts[meeting.pk]
                    ],
                }
            ]
            if parts[meeting.pk]
            else [],
            "tables": [table_as_values(table)],
        }
        files.append(PackFile(f"traffar/{on.isoformat()}-{safe_name(meeting.title)}-{meeting.pk}.pdf", values=values))
    return files


def _attendance_table(rows: Sequence[Attendance], municipality: Mapping[int, str]) -> Table:
    return Table(
        name="narvaro",
        title=_("Those who were there"),
        columns=(
            Column("name", _("Name")),
            Column("municipality", _("Municipality")),
            Column("minutes", _("Hours"), Kind.MINUTES),
            Column("source", _("How it was taken")),
            Column("by", _("Taken by")),
            Column("at", _("Taken"), Kind.INSTANT),
        ),
        rows=tuple(
            Row(
                (
                    person_name(row.person),
                    municipality.get(row.person_id, ""),
                    row.minutes,
                    str(Attendance.Source(row.source).label),
                    row.recorded_by.shown_as(),
                    row.recorded_at,
                )
            )
            for row in rows
        ),
        empty_text=_("Nobody."),
    )


def _rule_set(terms: Terms, fund_rules: Rules, frame: Values) -> list[PackFile]:
    """The version of the rules that the claim was counted by, each value with its source, and the unit costs."""
    if terms.rule_set is None:
        return []
    values = terms.rule_set.values
    costs = checked_costs(terms)
    table = Table(
        name="regler",
        title=_("Values"),
        columns=(
            Column("key", _("Value's name")),
            Column("value", _("Value")),
            Column("source", _("Source")),
            Column("confirmed", _("Confirmed by the Fund")),
        ),
        rows=tuple(
            Row(
                (
                    key,
                    json.dumps(entry["value"], ensure_ascii=False),
                    entry["source"],
                    _("Yes") if entry["confirmed"] else _("No"),
                )
            )
            for key, entry in sorted(values.items())
        ),
    )
    rates = Table(
        name="timpriser",
        title=_("Unit costs"),
        columns=(
            Column("category", _("Category")),
            Column("rate", _("Unit cost"), Kind.ORE_EXACT),
            Column("source", _("Source")),
            Column("entered", _("Entered by")),
            Column("checked", _("Checked by")),
        ),
        rows=tuple(
            Row(
                (
                    category_label(cost.category),
                    cost.ore_per_hour,
                    cost.source,
                    cost.entered_by.actor_name,
                    cost.checked_by.actor_name if cost.checked_by else "",
                )
            )
            for cost in costs.values()
        ),
        empty_text=_("None."),
    )
    named = _("Version %(version)s") % {"version": fund_rules.version}
    return [
        PackFile(
            "regelverk/regelverk.json",
            text=_as_text(
                {
                    "code": fund_rules.code,
                    "version": fund_rules.version,
                    "name": fund_rules.name,
                    "values": values,
                    "unit_costs": {
                        cost.category: {"ore_per_hour": cost.ore_per_hour, "source": cost.source}
                        for cost in costs.values()
                    },
                }
            ),
        ),
        PackFile(
            "regelverk/regelverk.pdf",
            values=frame
            | {
                "title": fund_rules.name,
                "lead": f"{fund_rules.code}, {named.lower()}",
                "tables": [table_as_values(each) for each in (rates, table)],
            },
        ),
    ]


def _journal(pack: EvidencePack, lines: Sequence[Line]) -> list[PackFile]:
    """The whole chain as entries; what they say only for the claim and its own months."""
    chain = pack.claim.network.chain
    entries = [
        {
            "chain": entry.chain,
            "seq": entry.seq,
            "at": journal.instant_text(entry.at),
            "actor_key": entry.actor_key,
            "verb": entry.verb,
            "subject": entry.subject,
            "request_key": entry.request_key,
            "payload_digest": entry.payload_digest,
            "prev_hash": entry.prev_hash,
            "hash": entry.hash,
        }
        for entry in journal.entries_upto(chain, pack.seq)
    ]
    protected = {line.kept.person.actor_key for line in lines if line.kept.person.protected_identity}
    own = {f"{Claim._meta.label_lower}-{pack.claim_id}"}
    for line in lines:
        if not line.kept.person.protected_identity:
            own |= {sheet_key(line.kept.sheet_id), *(f"{HourRow._meta.label_lower}-{row.pk}" for row in line.rows)}
    hashes = [
        str(entry["hash"]) for entry in entries if entry["subject"] in own and entry["actor_key"] not in protected
    ]
    payloads = [
        {"hash": entry_hash, "salt": salt, "payload": payload}
        for entry_hash, salt, payload in journal.payload_rows(hashes)
    ]
    return [
        PackFile("journal/poster.jsonl", text=_as_lines(entries)),
        PackFile("journal/innehall.jsonl", text=_as_lines(payloads)),
    ]


def _as_lines(rows: Iterable[Mapping[str, object]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def tokens_of(pack: EvidencePack) -> dict[str, str]:
    """The tokens of the chain up to where the pack ends, base64, by their place in the pack."""
    chain = pack.claim.network.chain
    return {
        f"journal/stamplar/{stamp.seq}.tsr": stamp.token
        for stamp in journal.stamps(chain).filter(seq__lte=pack.seq)
        if stamp.token
    }


def last_changed(pack: EvidencePack) -> datetime:
    """The instant that stands in the files: that of the closing, so that the same claim gives the same bytes."""
    return pack.claim.closed_at or pack.asked_at
