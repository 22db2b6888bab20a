"""Which way a month goes: its official channel, and whether it waits for a countersignature."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from samverka.funding.figures import Rules
from samverka.hours import rules
from samverka.hours.models import HourSheet, OfficialChannel
from samverka.teams.models import NearestManager


def with_channel(sheets: QuerySet[HourSheet]) -> QuerySet[HourSheet]:
    """The same sheets, each with its official channel and whether a nearest manager is named; read by `channel_of`."""
    holding = OfficialChannel.objects.filter(
        network=OuterRef("network"), reporting_role=OuterRef("reporting_role"), from_month__lte=OuterRef("month")
    ).order_by("-from_month")
    managers = NearestManager.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=OuterRef("month")),
        member__person=OuterRef("person"),
        member__participation=OuterRef("participation"),
    )
    return sheets.annotate(channel=Subquery(holding.values("channel")[:1]), has_manager=Exists(managers))


def channel_of(sheet: HourSheet) -> str:
    """The channel of a sheet that was asked for by way of `with_channel`; empty while none has been chosen."""
    return getattr(sheet, "channel", "") or ""


def has_manager(sheet: HourSheet) -> bool:
    """Whether a nearest manager is named, of a sheet that was asked for by way of `with_channel`."""
    return bool(getattr(sheet, "has_manager", False))


def waits_for_approval(sheet: HourSheet, fund_rules: Rules) -> bool:
    """Whether the month must be countersigned before it is submitted, and has not been."""
    return sheet.approved_at is None and rules.must_be_approved(
        sheet.reporting_role, fund_rules, channel=channel_of(sheet), has_manager=has_manager(sheet)
    )
