"""Where the hours go: the channel is chosen, a month is ticked as entered in the portal, its export is read (Q53)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from samverka.core.months import Month
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST
from samverka.core.tables import Table
from samverka.documents import actions as documents
from samverka.documents.models import Rendering
from samverka.funding import queries as funding
from samverka.hours import figures, queries, rules
from samverka.hours.models import HourSheet, OfficialChannel
from samverka.hours.queries import PortalPage
from samverka.journal import actions as journal
from samverka.networks import queries as networks
from samverka.networks.models import Network
from samverka.people.models import Person


@transaction.atomic
def set_channel(
    *, network: Network, reporting_role: str, channel: str, from_month: Month, by: Person, at: datetime
) -> OfficialChannel:
    """The host says where the Fund wants a role's hours from a month on; earlier months stay where they were.

    Raises:
        Refused: when a month from then on is on its way there already, or the channel holds anyhow.
    """
    holds, begun = queries.channels_from(network, reporting_role, from_month)
    rules.may_set_channel(
        from_month=from_month,
        first_day=network.first_day,
        last_day=network.last_day,
        begun=begun,
        is_same=holds == channel,
    ).or_refuse()
    row, _made = OfficialChannel.objects.update_or_create(
        network=network,
        reporting_role=reporting_role,
        from_month=from_month.first_day,
        defaults={"channel": channel, "set_at": at, "set_by": by},
    )
    journal.record(
        chain=network.chain,
        verb="hours.channel.set",
        subject=row,
        by=by,
        at=at,
        payload={"reporting_role": reporting_role, "channel": channel, "from_month": str(from_month), "before": holds},
    )
    return row


@transaction.atomic
def enter_in_portal(*, sheets: Collection[HourSheet], by: Person, at: datetime) -> list[HourSheet]:
    """Someone has typed these months into the Fund's portal and ticks them: who, when, and how much (Q53).

    Raises:
        Refused: when one does not go there, is not confirmed, or is ticked already; then none is ticked.
    """
    rules.may_choose(len(sheets)).or_refuse()
    now = queries.sheets_with_channel(sheets)
    network = next(iter(now.values())).network
    minutes = queries.reportable_of(list(now), funding.rules_of(networks.holding_terms(network)))
    for sheet in now.values():
        rules.may_enter_in_portal(sheet, channel=queries.channel_of(sheet), minutes=minutes[sheet.pk]).or_refuse()
        _enter(sheet, minutes[sheet.pk], by=by, at=at)
    journal.record(
        chain=network.chain,
        verb="hours.portal.entered",
        subject=network,
        by=by,
        at=at,
        payload={"sheets": {journal.subject_of(sheet): minutes[sheet.pk] for sheet in now.values()}},
    )
    return list(now.values())


def _enter(sheet: HourSheet, minutes: int, *, by: Person, at: datetime) -> None:
    """Only as the row is remembered: still confirmed, with the same content."""
    ticked = HourSheet.objects.filter(
        pk=sheet.pk,
        confirmed_sha256=sheet.confirmed_sha256,
        confirmed_at=sheet.confirmed_at,
        entered_in_portal_at=sheet.entered_in_portal_at,
        superseded_at__isnull=True,
    ).update(entered_in_portal_at=at, entered_in_portal_by=by, portal_minutes=minutes)
    if not ticked:
        raise Refused(SOMEONE_WAS_FIRST)
    sheet.entered_in_portal_at, sheet.entered_in_portal_by, sheet.portal_minutes = at, by, minutes


@transaction.atomic
def lift_entry(*, sheets: Collection[HourSheet], by: Person, at: datetime) -> None:
    """A tick was set by mistake and is lifted; the journal keeps that it stood.

    Raises:
        Refused: when there is none, or a claim has locked the month.
    """
    rules.may_choose(len(sheets)).or_refuse()
    lifted = {"entered_in_portal_at": None, "entered_in_portal_by": None, "portal_minutes": None}
    for sheet in sheets:
        rules.may_lift_entry(sheet).or_refuse()
        if not HourSheet.objects.filter(
            pk=sheet.pk, entered_in_portal_at=sheet.entered_in_portal_at, locked_at__isnull=True
        ).update(**lifted):
            raise Refused(SOMEONE_WAS_FIRST)
        journal.record(chain=sheet.network.chain, verb="hours.portal.entry_lifted", subject=sheet, by=by, at=at)


@transaction.atomic
def read_portal_export(*, page: PortalPage, text: str, by: Person, at: datetime) -> int:
    """The portal's own list is read: months that stand there count as entered, and what differs is known from here.

    Returns:
        How many months differ.

    Raises:
        Refused: when a month was changed meanwhile.
    """
    found = queries.comparison(page, text)
    here = {line.sheet.pk: line for line in page.lines}
    for sheet_id, minutes in found.said.items():
        sheet = here[sheet_id].sheet
        is_first = sheet.entered_in_portal_at is None
        if not HourSheet.objects.filter(
            Q(pk=sheet_id, confirmed_at=sheet.confirmed_at, superseded_at__isnull=True)
        ).update(
            portal_minutes=minutes,
            **({"entered_in_portal_at": at, "entered_in_portal_by": by} if is_first else {}),
        ):
            raise Refused(SOMEONE_WAS_FIRST)
    differing = {
        f"hours.hoursheet-{sheet_id}": [minutes, here[sheet_id].minutes]
        for sheet_id, minutes in found.said.items()
        if minutes != here[sheet_id].minutes
    }
    journal.record(
        chain=page.network.chain,
        verb="hours.portal.export_read",
        subject=page.network,
        by=by,
        at=at,
        payload={
            "month": str(page.month),
            "text_sha256": figures.digest(text),
            "equal": found.equal,
            "differing": differing,
            "unread": len(found.unread),
        },
    )
    return len(differing)


@transaction.atomic
def take_out_portal_file(*, network: Network, tables: Sequence[Table], by: Person, at: datetime) -> Rendering:
    """Someone takes out the month in the portal's order of fields, as a spreadsheet."""
    rendering = documents.ask_for_list(
        owner=network, tables=tables, by=by, at=at, about=network.name, registry_number=network.registry_number
    )
    journal.record(
        chain=network.chain,
        verb="hours.portal.file_taken_out",
        subject=network,
        by=by,
        at=at,
        payload={"lists": [table.name for table in tables]},
    )
    return rendering
