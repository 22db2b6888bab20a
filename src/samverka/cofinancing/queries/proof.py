"""The page of the network's proof: where its journal ends, who has stamped it, and where the head is sent."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.cofinancing import rules
from samverka.cofinancing.queries.sight import Insight
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.verdicts import Verdict
from samverka.journal import queries as journal
from samverka.networks.models import Network


@dataclass(frozen=True, slots=True)
class ProofPage:
    """What shows that nothing has been rewritten."""

    network: Network
    network_name: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    authority_text: str
    has_authority: bool
    address: str
    may_set_address: Verdict
    set_address_href: str
    table: Table
    exports: Exports
    claims_href: str


def proof_page(seen: Insight, *, sorted_by: str = "") -> ProofPage:
    """What the page shows, in two statements beside its guard's."""
    network = seen.network
    head = journal.head(network.chain)
    stamps = list(journal.stamps(network.chain))
    number = head.seq if head else 0
    return ProofPage(
        network=network,
        network_name=network.name,
        lead=ngettext(
            "The journal holds %(number)s entry. Each entry holds the hash of the one before it.",
            "The journal holds %(number)s entries. Each entry holds the hash of the one before it.",
            number,
        )
        % {"number": number},
        facts=((_("Last entry"), str(number)), (_("Its hash (SHA-256)"), head.hash if head else "")),
        authority_text=_("Heads are stamped by %(authority)s.") % {"authority": settings.TSA_URL}
        if settings.TSA_URL
        else _("No authority of time is set for this installation, so nobody outside has stamped the journal."),
        has_authority=bool(settings.TSA_URL),
        address=network.evidence_address,
        may_set_address=rules.is_of_money(seen.functions),
        set_address_href=reverse("cofinancing:set_evidence_address", args=[network.slug]),
        table=Table(
            name="bevis",
            title=_("Noted heads"),
            columns=(
                Column("seq", _("Entry"), Kind.NUMBER),
                Column("hash", _("Hash (SHA-256)")),
                Column("noted", _("Noted"), Kind.INSTANT),
                Column("stamped", _("Time in the stamp"), Kind.INSTANT),
                Column("authority", _("Stamped by")),
            ),
            rows=tuple(
                Row((stamp.seq, stamp.hash, stamp.at, stamp.token_at, stamp.authority or _("Nobody")))
                for stamp in stamps
            ),
            empty_text=_("Here the heads will stand that were noted at each closed claim and each month."),
        ).ordered(sorted_by),
        exports=Exports(csv=reverse("cofinancing:proof_csv", args=[network.slug])),
        claims_href=reverse("cofinancing:claims", args=[network.slug]) if seen.functions else "",
    )
