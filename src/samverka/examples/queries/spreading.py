"""The dissemination log: what has been spread, by the host and by each municipality (R50)."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.examples import rules
from samverka.examples.models import DisseminationEntry, LearningExample
from samverka.networks.models import Network
from samverka.people.models import Person
from samverka.teams import queries as teams


@dataclass(frozen=True, slots=True)
class SpreadingPage:
    """The log, and what one may write in it."""

    network: Network
    table: Table
    exports: Exports
    own: tuple[tuple[int, str], ...]


def _rows(network: Network) -> list[DisseminationEntry]:
    return list(
        DisseminationEntry.objects.filter(network=network, withdrawn_at__isnull=True)
        .select_related("participation__organisation", "example")
        .order_by("-day", "-pk")
    )


def _table(network: Network, rows: list[DisseminationEntry]) -> Table:
    return Table(
        name="spridningslogg",
        title=_("Dissemination log"),
        columns=(
            Column("what", _("What")),
            Column("day", _("Day"), Kind.DAY),
            Column("channel", _("Channel")),
            Column("audience", _("Audience")),
            Column("reached", _("How many"), Kind.NUMBER),
            Column("by", _("By")),
        ),
        rows=tuple(
            Row(
                (
                    row.what,
                    row.day,
                    row.get_channel_display(),
                    row.audience,
                    row.reached,
                    row.participation.organisation.name if row.participation else network.host_organisation,
                ),
                href=row.link,
            )
            for row in rows
        ),
        total=Row((_("Total"), None, "", "", sum(row.reached or 0 for row in rows), "")) if rows else None,
        empty_text=_("Nothing has been logged yet."),
    )


def spreading_table(network: Network) -> Table:
    """The log as a table: one statement."""
    return _table(network, _rows(network))


def spreading_page(standing: teams.Standing, *, sorted_by: str) -> SpreadingPage:
    """The log, for everyone in the network."""
    rows = _rows(standing.network)
    return SpreadingPage(
        network=standing.network,
        table=_table(standing.network, rows).ordered(sorted_by),
        exports=Exports(csv=reverse("examples:spreading_csv", args=[standing.network.slug])),
        own=tuple((row.pk, row.what) for row in rows if _is_own(row, standing)),
    )


def _is_own(row: DisseminationEntry, standing: teams.Standing) -> bool:
    if standing.is_host:
        return bool(rules.may_edit(standing.functions))
    return row.participation_id in standing.seat_ids


def own_entry(person: Person, slug: str, entry_id: int, day: date) -> DisseminationEntry:
    """A line of the log, for those who may take it away: its municipality, and those at the host who keep the log.

    Raises:
        Http404: for everyone else.
    """
    standing = teams.standing(person, slug, day)
    entry = DisseminationEntry.objects.filter(pk=entry_id, network=standing.network).select_related("network").first()
    if entry is None or not _is_own(entry, standing):
        raise Http404
    return entry


def examples_to_name(network: Network) -> list[tuple[str, str]]:
    """The published examples that a line of the log may be about."""
    rows = LearningExample.objects.filter(network=network, editions__is_current=True).order_by("title_sort")
    return [(str(row.pk), row.title) for row in rows]


def example_of(network: Network, chosen: str) -> LearningExample | None:
    """The chosen example, where it is one of them."""
    keys = {key for key, _title in examples_to_name(network)}
    return LearningExample.objects.get(pk=int(chosen)) if chosen in keys else None
