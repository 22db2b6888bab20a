"""Months: laid out, written, confirmed, taken back, returned, submitted, locked, corrected.

A month is held by one conditional update before anything in it is read, so that of two who act at once one waits
for the other and is told: what is signed is what stands there.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import translation

from samverka.core import clock
from samverka.core.actors import SYSTEM
from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.core.tables import Table
from samverka.documents import actions as documents
from samverka.documents.models import Rendering, Signature, SignatureMethod
from samverka.funding import queries as funding
from samverka.hours import figures, notices, queries, rules
from samverka.hours.figures import Line
from samverka.hours.models import HourRow, HourSheet, OtherFundedHours, ReportingRole, RoleSpan
from samverka.hours.queries import OfficialForms, SheetState
from samverka.journal import actions as journal
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people import queries as people
from samverka.people.models import Person
from samverka.teams.models import TeamMember


def _hold(sheet: HourSheet, *, at: datetime) -> None:
    """Take hold of an open month for the rest of the transaction."""
    held = HourSheet.objects.filter(
        pk=sheet.pk,
        confirmed_at__isnull=True,
        submitted_at__isnull=True,
        superseded_at__isnull=True,
        nothing_to_report=False,
    ).update(saved_at=at)
    if held != 1:
        raise Refused(SOMEONE_WAS_FIRST)
    sheet.saved_at = at


def _said(line: Line | HourRow) -> dict[str, object]:
    return {"day": line.day.isoformat(), "activity": line.activity, "minutes": line.minutes, "text": line.text}


@transaction.atomic
def open_month(*, network: Network, month: Month, at: datetime) -> list[HourSheet]:
    """Lay out a sheet for everyone who is in a team on some day of the month; tell those whose month waits.

    Started by `tick`; running it again changes nothing. Sheets are laid out as soon as the month has begun, so that
    time can be written down as it is spent; the letter goes when the month is over, on a working day between 8 and 16.

    Returns:
        The sheets that were laid out now.
    """
    if not networks.holding_terms(network).with_hours or clock.day(at) < month.first_day:
        return []
    known = set(
        HourSheet.objects.filter(network=network, month=month.first_day).values_list("person_id", "reporting_role")
    )
    members = TeamMember.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=month.first_day),
        participation__network=network,
        participation__accepted_at__isnull=False,
        participation__first_day__lte=month.last_day,
        participation__last_day__gte=month.first_day,
        first_day__lte=month.last_day,
    ).order_by("participation_id", "person_id")
    missing: dict[tuple[int, str], int | None] = {}
    for member in members:
        key = (member.person_id, queries.ROLE_OF[member.team_seat])
        if key not in known:
            missing[key] = member.participation_id
    # The host's staff write time reports, guests with hours confirm theirs; whoever is not counted has none to write.
    spans = RoleSpan.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=month.first_day),
        network=network,
        reporting_role__in=(ReportingRole.STAFF_PAID, ReportingRole.PARTICIPANT),
        first_day__lte=month.last_day,
    ).order_by("person_id")
    missing |= {
        (span.person_id, span.reporting_role): span.participation_id
        for span in spans
        if (span.person_id, span.reporting_role) not in known
    }
    laid_out = HourSheet.objects.bulk_create(
        [
            HourSheet(
                network=network,
                person_id=person_id,
                participation_id=participation_id,
                reporting_role=role,
                month=month.first_day,
                opened_at=at,
            )
            for (person_id, role), participation_id in missing.items()
        ]
    )
    if laid_out:
        journal.record(
            chain=network.chain,
            verb="hours.month.opened",
            subject=network,
            by=SYSTEM,
            at=at,
            payload={"month": str(month), "people": [f"person-{sheet.person_id}" for sheet in laid_out]},
        )
    _tell_who_waits(network, month, at=at)
    return laid_out


def _tell_who_waits(network: Network, month: Month, *, at: datetime) -> None:
    """One letter per sheet, once: when the month is over, or the person's last day in it has come; none while away."""
    if not rules.is_letter_time(at):
        return
    waiting = queries.sheets_not_told(network, month)
    absent = people.absent_on(clock.day(at), {sheet.person_id for sheet in waiting}) if waiting else frozenset()
    for state in queries.states_of([sheet for sheet in waiting if sheet.person_id not in absent], at=at):
        if rules.is_letter_due(state.facts):
            notices.month_waits(state, at=at)
            HourSheet.objects.filter(pk=state.sheet.pk, told_at__isnull=True).update(told_at=at)


@transaction.atomic
def save_row(
    *,
    sheet: HourSheet,
    day: date,
    activity: str,
    minutes: int,
    text: str,
    by: Person,
    at: datetime,
    row: HourRow | None = None,
) -> HourRow:
    """The person writes down own work, or changes a line of it.

    Raises:
        Refused: when the month is not open, or the line may not stand there.
    """
    rules.may_edit(sheet, by=by).or_refuse()
    _hold(sheet, at=at)
    facts = queries.state_of(sheet, at=at).facts
    rules.may_report_on(day, facts).or_refuse()
    rules.may_report_activity(activity, facts).or_refuse()
    replacing = row.minutes if row is not None and row.day == day else 0
    rules.may_report_minutes(minutes, day, facts, replacing=replacing).or_refuse()
    rules.may_describe(text, facts).or_refuse()
    before = _said(row) if row is not None else None
    saved = row if row is not None else HourRow(sheet=sheet, source=HourRow.Source.OWN)
    saved.day, saved.activity, saved.minutes, saved.text = day, activity, minutes, " ".join(text.split())
    saved.save()
    journal.record(
        chain=sheet.network.chain,
        verb="hours.row.saved",
        subject=saved,
        by=by,
        at=at,
        payload={"sheet": journal.subject_of(sheet), "before": before, "after": _said(saved)},
    )
    return saved


@transaction.atomic
def remove_row(*, row: HourRow, by: Person, at: datetime) -> None:
    """The person takes away an own line; what it said stays in the journal.

    Raises:
        Refused: when the month is not open, or someone has removed it already.
    """
    sheet = row.sheet
    rules.may_edit(sheet, by=by).or_refuse()
    _hold(sheet, at=at)
    subject = journal.subject_of(row)
    removed, _each = HourRow.objects.filter(pk=row.pk).delete()
    if not removed:
        raise Refused(SOMEONE_WAS_FIRST)
    journal.record(
        chain=sheet.network.chain,
        verb="hours.row.removed",
        subject=subject,
        by=by,
        at=at,
        payload={"sheet": journal.subject_of(sheet), "before": _said(row)},
    )


@transaction.atomic
def say_less(*, sheet: HourSheet, meeting_id: int, minutes: int, text: str, by: Person, at: datetime) -> HourRow:
    """The person was at a meeting for a shorter time than its attendance list says (Q11).

    Raises:
        Refused: when the month is not open, the person is not on the list, or it would be more.
    """
    rules.may_edit(sheet, by=by).or_refuse()
    _hold(sheet, at=at)
    state = queries.state_of(sheet, at=at)
    attended = next((row for row in state.attended if row.meeting_id == meeting_id), None)
    if attended is None:
        raise Refused(queries.not_on_the_list())
    rules.may_say_less(
        minutes,
        text,
        attended_minutes=attended.minutes,
        warning_percent=state.facts.rules.joint_time_warning_percent,
    ).or_refuse()
    row, _made = HourRow.objects.update_or_create(
        sheet=sheet,
        meeting_id=meeting_id,
        defaults={
            "day": attended.day,
            "activity": queries.activity_of(attended),
            "minutes": minutes,
            "text": " ".join(text.split()) or attended.title,
            "source": HourRow.Source.OWN,
        },
    )
    journal.record(
        chain=sheet.network.chain,
        verb="hours.row.saved",
        subject=row,
        by=by,
        at=at,
        payload={
            "sheet": journal.subject_of(sheet),
            "meeting": meeting_id,
            "attended_minutes": attended.minutes,
            "after": _said(row),
        },
    )
    return row


@transaction.atomic
def repeat_rows(*, sheet: HourSheet, by: Person, at: datetime) -> list[HourRow]:
    """Own work of the month before is written into this one, on the same weekdays; each line can be changed.

    Raises:
        Refused: when the month is not open.
    """
    rules.may_edit(sheet, by=by).or_refuse()
    _hold(sheet, at=at)
    rows = HourRow.objects.bulk_create(
        [
            HourRow(
                sheet=sheet,
                day=line.day,
                activity=line.activity,
                minutes=line.minutes,
                text=line.text,
                source=HourRow.Source.REPEATED,
            )
            for line in queries.state_of(sheet, at=at).proposals
        ]
    )
    journal.record(
        chain=sheet.network.chain,
        verb="hours.rows.repeated",
        subject=sheet,
        by=by,
        at=at,
        payload={"rows": [_said(row) for row in rows]},
    )
    return rows


@transaction.atomic
def state_other_hours(*, person: Person, year: int, hours: int, at: datetime) -> OtherFundedHours:
    """The person states how many hours of the year go to other EU projects; they use up the yearly cap (Q56).

    Raises:
        Refused: when it is not a number of hours that a year has.
    """
    rules.may_state_other_hours(hours).or_refuse()
    stated, _made = OtherFundedHours.objects.update_or_create(
        person=person, year=year, defaults={"hours": hours, "stated_at": at}
    )
    journal.record(
        chain=journal.HOUSE,
        verb="hours.other_hours.stated",
        subject=stated,
        by=person,
        at=at,
        payload={"year": year, "hours": hours},
    )
    return stated


@transaction.atomic
def confirm_sheet(*, sheet: HourSheet, by: Person, at: datetime) -> HourSheet:
    """The person vouches for the month; what attendance says is copied, and the exact content is frozen.

    Raises:
        Refused: when the month is not open or not over, holds nothing, or a line may not stand there.
    """
    rules.may_edit(sheet, by=by).or_refuse()
    _hold(sheet, at=at)
    state = queries.state_of(sheet, at=at)
    rules.may_confirm(
        sheet, by=by, facts=state.facts, lines=state.lines, reportable=state.reportable, gone=state.gone
    ).or_refuse()
    signature = _freeze(state, by=by, at=at, method=SignatureMethod.APPROVAL)
    journal.record(
        chain=sheet.network.chain,
        verb="hours.sheet.confirmed",
        subject=sheet,
        by=by,
        at=at,
        payload={
            "content": queries.content_of(state),
            "content_sha256": sheet.confirmed_sha256,
            "text_sha256": signature.content_sha256,
            "recorded_minutes": state.reportable.recorded_minutes,
            "reportable_minutes": state.reportable.reportable_minutes,
            "over_cap_minutes": state.capped.over_cap_minutes,
            "rules": f"{state.facts.rules.code} {state.facts.rules.version}",
        },
    )
    return sheet


def _freeze(state: SheetState, *, by: Person, at: datetime, method: str) -> Signature:
    """Part of confirming: copy what attendance says, stamp the month with its exact content, and sign the text.

    The act that calls it leaves the entry in the journal.
    """
    sheet = state.sheet
    HourRow.objects.bulk_create(
        [
            HourRow(
                sheet=sheet,
                day=line.day,
                activity=line.activity,
                meeting_id=line.meeting_id,
                minutes=line.minutes,
                text=line.text,
                source=HourRow.Source.ATTENDANCE,
            )
            for line in state.lines
            if not line.row_id
        ]
    )
    with translation.override(by.language):
        text = queries.signed_text(state)
    stamp(
        sheet,
        "confirmed",
        by=by,
        at=at,
        confirmed_sha256=figures.digest(queries.content_of(state)),
        left_out_at=None,
        left_out_by=None,
        left_out_reason="",
    )
    return documents.sign(subject=sheet, role=sheet.reporting_role, signer=by, method=method, text=text, at=at)


@transaction.atomic
def import_rows(*, sheet: HourSheet, text: str, by: Person, at: datetime) -> list[HourRow]:
    """The person takes own rows out of a file from the employer's system; each can be changed afterwards.

    Raises:
        Refused: when the month is not open, or the file holds nothing to add.
    """
    rules.may_edit(sheet, by=by).or_refuse()
    _hold(sheet, at=at)
    found = queries.read_hours(queries.state_of(sheet, at=at), text)
    rules.may_import(len(found.lines)).or_refuse()
    rows = HourRow.objects.bulk_create(
        [
            HourRow(
                sheet=sheet,
                day=line.day,
                activity=line.activity,
                minutes=line.minutes,
                text=line.text[:400],
                source=HourRow.Source.IMPORTED,
            )
            for line in found.lines
        ]
    )
    journal.record(
        chain=sheet.network.chain,
        verb="hours.rows.imported",
        subject=sheet,
        by=by,
        at=at,
        payload={"text_sha256": figures.digest(text), "rows": [_said(row) for row in rows]},
    )
    return rows


@transaction.atomic
def report_nothing(*, sheet: HourSheet, by: Person, at: datetime) -> HourSheet:
    """The person says that there is nothing to report: an internal note, not a report and not signed (Q21).

    Raises:
        Refused: when the month is not open or not over, or there is something to report.
    """
    rules.may_edit(sheet, by=by).or_refuse()
    _hold(sheet, at=at)
    state = queries.state_of(sheet, at=at)
    rules.may_report_nothing(
        sheet, by=by, facts=state.facts, lines=state.lines, reportable=state.reportable
    ).or_refuse()
    changes = {"nothing_to_report": True, "left_out_at": None, "left_out_by": None, "left_out_reason": ""}
    HourSheet.objects.filter(pk=sheet.pk).update(**changes)
    for name, value in changes.items():
        setattr(sheet, name, value)
    journal.record(
        chain=sheet.network.chain,
        verb="hours.sheet.nothing_reported",
        subject=sheet,
        by=by,
        at=at,
        payload={"recorded_minutes": state.reportable.recorded_minutes},
    )
    return sheet


@transaction.atomic
def take_back_sheet(*, sheet: HourSheet, by: Person, at: datetime) -> HourSheet:
    """The person takes the confirmation back before the month is submitted; what was signed stays on record.

    Raises:
        Refused: when someone else tries, or the month has been submitted.
    """
    rules.may_take_back(sheet, by=by).or_refuse()
    if sheet.nothing_to_report:
        if not HourSheet.objects.filter(pk=sheet.pk, nothing_to_report=True, submitted_at__isnull=True).update(
            nothing_to_report=False
        ):
            raise Refused(SOMEONE_WAS_FIRST)
        sheet.nothing_to_report = False
    else:
        _reopen(sheet)
    journal.record(chain=sheet.network.chain, verb="hours.sheet.taken_back", subject=sheet, by=by, at=at)
    return sheet


def _reopen(sheet: HourSheet) -> None:
    """Lift the stamps where they stand as this row remembers them; attendance is then read from its lists again."""
    lifted = {
        "submitted_at": None,
        "submitted_by": None,
        "approved_at": None,
        "approved_by": None,
        "confirmed_at": None,
        "confirmed_by": None,
        "confirmed_sha256": "",
    }
    if not HourSheet.objects.filter(
        pk=sheet.pk,
        confirmed_at=sheet.confirmed_at,
        approved_at=sheet.approved_at,
        submitted_at=sheet.submitted_at,
        locked_at__isnull=True,
        superseded_at__isnull=True,
    ).update(**lifted):
        raise Refused(SOMEONE_WAS_FIRST)
    for name, value in lifted.items():
        setattr(sheet, name, value)
    HourRow.objects.filter(sheet=sheet, source=HourRow.Source.ATTENDANCE).delete()


@transaction.atomic
def return_sheet(*, sheet: HourSheet, reason: str, by: Person, at: datetime) -> HourSheet:
    """Whoever leads the team, or the host, gives a confirmed month back to the person with a reason.

    Raises:
        Refused: when it is not confirmed, is locked by a claim, or no reason is given.
    """
    rules.may_return(sheet, reason=reason).or_refuse()
    was_submitted = sheet.submitted_at is not None
    _reopen(sheet)
    changes = {"returned_at": at, "returned_by": by, "returned_reason": reason.strip()[:400]}
    HourSheet.objects.filter(pk=sheet.pk).update(**changes)
    for name, value in changes.items():
        setattr(sheet, name, value)
    notices.returned(sheet, reason=sheet.returned_reason, by=by, at=at)
    journal.record(
        chain=sheet.network.chain,
        verb="hours.sheet.returned",
        subject=sheet,
        by=by,
        at=at,
        payload={"reason": sheet.returned_reason, "was_submitted": was_submitted},
    )
    return sheet


@transaction.atomic
def submit_month(
    *,
    participation: Participation,
    month: Month,
    by: Person,
    at: datetime,
    left_out: Mapping[int, str] | None = None,
) -> list[HourSheet]:
    """The coordinator submits the municipality's month: all that is confirmed, and the notes that there is nothing.

    Args:
        participation: whose month.
        month: which.
        by: the coordinator or the deputy.
        at: when.
        left_out: why a sheet that is not confirmed is left out, by its id; it can be submitted later.

    Raises:
        Refused: while the month lasts, when someone is missing without a reason, or somebody acted at the same time.
    """
    reasons = {sheet_id: reason.strip()[:400] for sheet_id, reason in (left_out or {}).items()}
    sheets = [sheet for sheet in queries.sheets_of_month(participation, month) if sheet.submitted_at is None]
    fund_rules = funding.rules_of(networks.holding_terms(participation.network))
    # What waits for its countersignature is submitted once it has it.
    ready = [
        sheet
        for sheet in sheets
        if not queries.is_missing(sheet)
        and (sheet.nothing_to_report or not queries.waits_for_approval(sheet, fund_rules))
    ]
    missing = [sheet for sheet in sheets if queries.is_missing(sheet)]
    # Who was left out before has a reason already.
    reasons = {sheet.pk: sheet.left_out_reason for sheet in missing if sheet.left_out_at} | reasons
    rules.may_submit_month(
        month=month,
        today=clock.day(at),
        until=participation.last_day,
        ready=[sheet.pk for sheet in ready],
        missing={sheet.pk: sheet.person.actor_name for sheet in missing},
        reasons=reasons,
    ).or_refuse()
    still = HourSheet.objects.filter(submitted_at__isnull=True, superseded_at__isnull=True)
    done = still.filter(
        Q(confirmed_at__isnull=False) | Q(nothing_to_report=True), pk__in=[sheet.pk for sheet in ready]
    ).update(submitted_at=at, submitted_by=by)
    without = 0
    for sheet in missing:
        without += still.filter(pk=sheet.pk, confirmed_at__isnull=True, nothing_to_report=False).update(
            left_out_at=at, left_out_by=by, left_out_reason=reasons[sheet.pk]
        )
    if (done, without) != (len(ready), len(missing)):
        raise Refused(SOMEONE_WAS_FIRST)
    minutes = queries.minutes_of([sheet.pk for sheet in ready if sheet.confirmed_at])
    notices.submitted(
        ready,
        left_out=[sheet.person.actor_name for sheet in missing],
        minutes=sum(minutes.values()),
        organisation=participation.organisation.name,
        by=by,
        at=at,
    )
    journal.record(
        chain=participation.network.chain,
        verb="hours.month.submitted",
        subject=participation,
        by=by,
        at=at,
        payload={
            "month": str(month),
            "sheets": {journal.subject_of(sheet): sheet.confirmed_sha256 for sheet in ready},
            "minutes": sum(minutes.values()),
            "left_out": {journal.subject_of(sheet): reasons[sheet.pk] for sheet in missing},
        },
    )
    for sheet in ready:
        sheet.submitted_at, sheet.submitted_by = at, by
    return ready


@transaction.atomic
def submit_staff(*, network: Network, month: Month, by: Person, at: datetime) -> list[HourSheet]:
    """The host submits the time reports of its own paid staff, those that are done; the others can follow later.

    Raises:
        Refused: while the month lasts, when none is done, or somebody acted at the same time.
    """
    fund_rules = funding.rules_of(networks.holding_terms(network))
    ready = queries.staff_to_submit(queries.staff_of_month(network, month), fund_rules)
    rules.may_submit_staff(month=month, today=clock.day(at), ready=len(ready)).or_refuse()
    done = HourSheet.objects.filter(
        Q(confirmed_at__isnull=False) | Q(nothing_to_report=True),
        pk__in=[sheet.pk for sheet in ready],
        submitted_at__isnull=True,
        superseded_at__isnull=True,
    ).update(submitted_at=at, submitted_by=by)
    if done != len(ready):
        raise Refused(SOMEONE_WAS_FIRST)
    for sheet in ready:
        sheet.submitted_at, sheet.submitted_by = at, by
    journal.record(
        chain=network.chain,
        verb="hours.staff.submitted",
        subject=network,
        by=by,
        at=at,
        payload={
            "month": str(month),
            "sheets": {journal.subject_of(sheet): sheet.confirmed_sha256 for sheet in ready},
        },
    )
    return ready


@transaction.atomic
def lock_sheets(*, sheets: Collection[HourSheet], by: Person, at: datetime) -> list[HourSheet]:
    """A claim that is being closed locks the months that it counted; all of them or none.

    Raises:
        Refused: when one of them is no longer submitted, is locked already, or has been followed by another version.
    """
    wanted: Sequence[HourSheet] = sorted(sheets, key=lambda sheet: sheet.pk)
    # A correction down to nothing is a note that there is nothing, and is locked as such.
    locked = HourSheet.objects.filter(
        Q(confirmed_at__isnull=False) | Q(nothing_to_report=True, version__gt=1),
        pk__in=[sheet.pk for sheet in wanted],
        submitted_at__isnull=False,
        locked_at__isnull=True,
        superseded_at__isnull=True,
    ).update(locked_at=at, locked_by=by)
    rules.may_lock(len(wanted), locked).or_refuse()
    for sheet in wanted:
        sheet.locked_at, sheet.locked_by = at, by
    if wanted:
        journal.record(
            chain=wanted[0].network.chain,
            verb="hours.sheets.locked",
            subject=wanted[0].network,
            by=by,
            at=at,
            payload={"sheets": {journal.subject_of(sheet): sheet.confirmed_sha256 for sheet in wanted}},
        )
    return list(wanted)


@transaction.atomic
def settle_sheets(*, network: Network, accepted: Mapping[int, int | None], by: Person, at: datetime) -> None:
    """The Fund has said how much of months in a claim it accepts; what it has taken back its word on waits again.

    Args:
        network: whose months.
        accepted: minutes by the sheet's id, below nought for a correction that took hours away; None to wait again.
        by: who writes it down.
        at: when.

    Raises:
        Refused: when one of them is in no claim.
    """
    by_minutes: dict[int | None, list[int]] = defaultdict(list)
    for sheet_id, minutes in accepted.items():
        by_minutes[minutes].append(sheet_id)
    settled = 0
    for minutes, ids in by_minutes.items():
        is_said = minutes is not None
        settled += HourSheet.objects.filter(pk__in=ids, network=network, locked_at__isnull=False).update(
            settled_at=at if is_said else None, settled_by=by if is_said else None, accepted_minutes=minutes
        )
    rules.may_settle(len(accepted), settled).or_refuse()
    journal.record(
        chain=network.chain,
        verb="hours.sheets.settled",
        subject=network,
        by=by,
        at=at,
        payload={"accepted": {f"{HourSheet._meta.label_lower}-{pk}": minutes for pk, minutes in accepted.items()}},
    )


@transaction.atomic
def correct_sheet(*, sheet: HourSheet, reason: str, by: Person, at: datetime) -> HourSheet:
    """What a claim has locked was wrong: a new version, with the same lines to begin with, follows it (Q24).

    Raises:
        Refused: when it is not locked or not the person's own, no reason is given, or there is a newer version.
    """
    rules.may_correct(sheet, by=by, reason=reason).or_refuse()
    if not HourSheet.objects.filter(pk=sheet.pk, superseded_at__isnull=True).update(superseded_at=at):
        raise Refused(SOMEONE_WAS_FIRST)
    sheet.superseded_at = at
    version = HourSheet.objects.create(
        network_id=sheet.network_id,
        person_id=sheet.person_id,
        participation_id=sheet.participation_id,
        reporting_role=sheet.reporting_role,
        month=sheet.month,
        version=sheet.version + 1,
        opened_at=at,
        told_at=at,
        saved_at=at,
        correction_reason=reason.strip()[:400],
        # What stands in the Fund's portal stands there still, until someone has changed it.
        entered_in_portal_at=sheet.entered_in_portal_at,
        entered_in_portal_by=sheet.entered_in_portal_by,
        portal_minutes=sheet.portal_minutes,
    )
    # Meetings are read from their lists again; what the person wrote comes along.
    HourRow.objects.bulk_create(
        [
            HourRow(
                sheet=version,
                day=row.day,
                activity=row.activity,
                meeting_id=row.meeting_id,
                minutes=row.minutes,
                text=row.text,
                source=row.source,
            )
            for row in HourRow.objects.filter(sheet=sheet).exclude(source=HourRow.Source.ATTENDANCE)
        ]
    )
    journal.record(
        chain=sheet.network.chain,
        verb="hours.sheet.corrected",
        subject=version,
        by=by,
        at=at,
        payload={"follows": journal.subject_of(sheet), "version": version.version, "reason": version.correction_reason},
    )
    return version


@transaction.atomic
def take_out_list(*, network: Network, table: Table, by: Person, at: datetime) -> Rendering:
    """Someone takes a list out just as it is shown; the worker makes the spreadsheet."""
    rendering = documents.ask_for_list(
        owner=network, tables=[table], by=by, at=at, about=network.name, registry_number=network.registry_number
    )
    journal.record(
        chain=network.chain,
        verb="hours.list.taken_out",
        subject=network,
        by=by,
        at=at,
        payload={"list": table.name},
    )
    return rendering


@transaction.atomic
def take_out_forms(*, forms: OfficialForms, kind: str, by: Person, at: datetime) -> Rendering:
    """The coordinator takes out the month in the fields of the Fund's forms, as a spreadsheet or on paper."""
    network = forms.seat.network
    rendering = documents.ask_for_list(
        owner=network,
        tables=forms.tables,
        by=by,
        at=at,
        kind=kind,
        title=forms.title,
        about=network.name,
        registry_number=network.registry_number,
    )
    journal.record(
        chain=network.chain,
        verb="hours.forms.taken_out",
        subject=forms.seat,
        by=by,
        at=at,
        payload={"lists": [table.name for table in forms.tables], "kind": kind},
    )
    return rendering
