"""Matching a need with enterprises (R15): whom to talk to and why, never in an order that could pass for an award."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core.money import kronor_text
from samverka.core.tables import Column, Kind, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.enterprises import queries as enterprises
from samverka.enterprises.figures.numbers import Closeness
from samverka.enterprises.models import Collaboration
from samverka.enterprises.queries import MatchedOffer
from samverka.goals.models import Need, NeedCollaboration, NeedContact
from samverka.goals.queries.sight import Sight, Tab


@dataclass(frozen=True, slots=True)
class Hit:
    """An enterprise to talk to, and in words why it is here."""

    enterprise_id: int
    name: str
    href: str
    offer: str
    reasons: tuple[str, ...]
    note: str
    contacted: str


@dataclass(frozen=True, slots=True)
class Group:
    """Enterprises that lie equally near the need, by name."""

    title: str
    about: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class MatchingPage:
    """Whom to talk to about a need."""

    sight: Sight
    tabs: tuple[Tab, ...]
    need: Need
    sentence: str
    groups: tuple[Group, ...]
    lacks_codes: bool
    lacks_place: bool
    contacts: Table
    collaborations: tuple[tuple[int, str], ...]
    linked: Table


def _group_words() -> dict[Closeness, tuple[str, str]]:
    return {
        Closeness.SAME_CODE: (_("Offers just this"), _("The offer has the same CPV code as the need.")),
        Closeness.CLASS: (_("Offers something close"), _("The offer lies in the same class of CPV codes.")),
        Closeness.GROUP: (_("Offers something similar"), _("The offer lies in the same group of CPV codes.")),
        Closeness.DIVISION: (_("Works in the same field"), _("The offer lies in the same division of CPV codes.")),
    }


def place_word(place: str) -> str:
    """Why the place fits, in words."""
    return {
        "seat": _("has its seat in the municipality"),
        "municipality": _("says that it works in the municipality"),
        "county": _("says that it works in the county"),
        "all_of_sweden": _("says that it works in all of Sweden"),
    }.get(place, place)


def reasons_of(offer: MatchedOffer) -> tuple[str, ...]:
    """Why an offer is in the list: closeness, place, capacity; each a sentence."""
    reasons = [
        _("CPV: %(code)s") % {"code": offer.cpv_label},
        _("Place: %(place)s") % {"place": place_word(offer.place)},
    ]
    if offer.capacity or offer.yearly_capacity_ore is not None or offer.places is not None:
        parts = [offer.capacity]
        if offer.yearly_capacity_ore is not None:
            parts.append(_("about %(kronor)s a year") % {"kronor": kronor_text(offer.yearly_capacity_ore)})
        if offer.places is not None:
            parts.append(ngettext("%(number)s place", "%(number)s places", offer.places) % {"number": offer.places})
        reasons.append(_("Capacity, as the enterprise says: %(text)s") % {"text": ", ".join(filter(None, parts))})
    if offer.is_enough is not None:
        reasons.append(
            _("That is as much as the need is worth in a year.")
            if offer.is_enough
            else _("That is less than the need is worth in a year; it may meet a part of it.")
        )
    return tuple(reasons)


def matching_page(need: Need, sight: Sight, day: date) -> MatchingPage:
    """Enterprises in explained groups, each group by name. As many statements however many needs there are."""
    place = need.participation.organisation.municipality
    codes = [code.code for code in need.codes.all()]
    found = (
        enterprises.matching_offers(cpv=codes, municipality_code=place.code, day=day, yearly_ore=need.yearly_value_ore)
        if place is not None
        else ()
    )
    contacts = list(NeedContact.objects.filter(need=need).select_related("enterprise").order_by("contacted_day", "pk"))
    contacted = {row.enterprise_id: row.contacted_day for row in contacts}
    links = list(
        NeedCollaboration.objects.filter(need=need).select_related("collaboration").order_by("linked_at", "pk")
    )
    linked = {row.collaboration_id for row in links}
    own = Collaboration.objects.filter(organisation=need.participation.organisation_id).order_by("title_sort", "pk")
    groups = []
    for closeness, (title, about) in _group_words().items():
        hits = tuple(_hit(offer, contacted) for offer in found if offer.closeness is closeness)
        if hits:
            groups.append(Group(title, about, hits))
    return MatchingPage(
        sight=sight,
        tabs=sight.tabs("needs"),
        need=need,
        sentence=ngettext("%(number)s enterprise to talk to.", "%(number)s enterprises to talk to.", len(found))
        % {"number": len(found)},
        groups=tuple(groups),
        lacks_codes=not codes,
        lacks_place=place is None,
        contacts=Table(
            name="kontakter",
            title=_("Who has been contacted"),
            columns=(
                Column("enterprise", _("Enterprise")),
                Column("day", _("Day"), Kind.DAY),
                Column("note", _("In words")),
            ),
            rows=tuple(Row((row.enterprise.name, row.contacted_day, row.note)) for row in contacts),
            empty_text=_("Nobody has been contacted yet."),
            is_sortable=False,
        ),
        collaborations=tuple((row.pk, row.title) for row in own if row.pk not in linked),
        linked=Table(
            name="ledde-till",
            title=_("What the need has led to"),
            columns=(Column("title", _("Collaboration")), Column("form", _("Form"))),
            rows=tuple(Row((row.collaboration.title, row.collaboration.get_form_display())) for row in links),
            empty_text=_("Nothing yet."),
            is_sortable=False,
        ),
    )


def _hit(offer: MatchedOffer, contacted: dict[int, date]) -> Hit:
    when = contacted.get(offer.enterprise_id)
    return Hit(
        enterprise_id=offer.enterprise_id,
        name=offer.enterprise,
        href=offer.href,
        offer=f"{offer.offer_kind}: {offer.offer}",
        reasons=reasons_of(offer),
        note=_("Not confirmed since %(day)s.") % {"day": day_text(offer.confirmed_day)} if offer.is_stale else "",
        contacted=_("Contacted %(day)s") % {"day": day_text(when)} if when else "",
    )
