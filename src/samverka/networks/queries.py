"""What can be asked about networks, their terms, seats and staff."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from samverka.core.money import grouped, kronor_text
from samverka.core.tables import Column, Exports, Row, Table
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import YES, Verdict
from samverka.funding import queries as funding
from samverka.networks import rules
from samverka.networks.models import (
    Area,
    ArrangementKind,
    ArrangementWording,
    AuditorAccess,
    DataProtectionArrangement,
    Network,
    Participation,
    Staff,
    Terms,
)
from samverka.people.models import Account, MemberOrganisation, Person

# Words that stand where a network's own address would.
TAKEN_SLUGS = frozenset({"nytt", "starta"})


def on_day(day: date) -> Q:
    """Rows whose days `first_day` to `last_day` (open when empty) hold the day."""
    return Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))


def networks() -> QuerySet[Network]:
    """All networks, newest first."""
    return Network.objects.order_by("-first_day", "name_sort")


def one_network(slug: str) -> Network:
    """The network with this address.

    Raises:
        Http404: when there is none.
    """
    network = Network.objects.filter(slug=slug).first()
    if network is None:
        raise Http404
    return network


def host_functions(person: Person, network: Network, day: date) -> frozenset[str]:
    """What the person does in the host's staff of the network on the day; empty for everyone else."""
    rows = Staff.objects.filter(on_day(day), person=person, network=network)
    return frozenset(rows.values_list("function", flat=True))


def staff_rows(person: Person, slug: str, day: date) -> list[Staff]:
    """The person's functions in the host's staff of the network with this address, on the day."""
    return list(Staff.objects.filter(on_day(day), person=person, network__slug=slug).select_related("network"))


def audited_network(person: Person, slug: str, day: date) -> Network | None:
    """The network, for whoever may audit it on the day."""
    access = AuditorAccess.objects.filter(on_day(day), person=person, network__slug=slug).select_related("network")
    row = access.first()
    return row.network if row else None


def hosted_network(person: Person, slug: str, day: date) -> Network:
    """The network, for its host's staff only.

    Raises:
        Http404: when there is none, or the person is not of its staff on the day.
    """
    network = (
        Network.objects.filter(
            Q(staff__first_day__lte=day) & (Q(staff__last_day__isnull=True) | Q(staff__last_day__gte=day)),
            staff__person=person,
            slug=slug,
        )
        .distinct()
        .first()
    )
    if network is None:
        raise Http404
    return network


def networks_hosted_by(person: Person, day: date) -> QuerySet[Network]:
    """The networks in whose staff the person is on the day."""
    return (
        Network.objects.filter(
            Q(staff__first_day__lte=day) & (Q(staff__last_day__isnull=True) | Q(staff__last_day__gte=day)),
            staff__person=person,
        )
        .distinct()
        .order_by("-first_day")
    )


def networks_with_post(person: Person, day: date) -> list[Network]:
    """The networks whose letters the person looks after on the day, newest first."""
    rows = Staff.objects.filter(on_day(day), person=person, function__in=rules.POST_FUNCTIONS)
    return list(Network.objects.filter(pk__in=rows.values("network")).order_by("-first_day", "pk"))


def staff(network: Network, day: date) -> QuerySet[Staff]:
    """The host's staff of the network on the day, by name."""
    return Staff.objects.filter(on_day(day), network=network).select_related("person").order_by("person__name_sort")


def holding_terms(network: Network) -> Terms:
    """The terms that hold now, with their rule set.

    Raises:
        Http404: when none have been set.
    """
    terms = Terms.objects.select_related("rule_set", "set_by").filter(network=network, replaced_at__isnull=True).first()
    if terms is None:
        raise Http404
    return terms


def all_seats(network: Network) -> QuerySet[Participation]:
    """Awarded seats, accepted or not, left or not, by the organisation's name."""
    return (
        Participation.objects.filter(network=network)
        .select_related("organisation", "organisation__municipality")
        .order_by("organisation__name_sort")
    )


def seats(network: Network) -> QuerySet[Participation]:
    """Accepted seats, also those left later, by the organisation's name."""
    return all_seats(network).filter(accepted_at__isnull=False)


def still_seated(day: date) -> Q:
    """Seats that have not been given up, and whose municipality has not left before the network's end."""
    return Q(left_at__isnull=True) & (Q(last_day__gte=day) | Q(last_day=F("network__last_day")))


def free_slug(name: str) -> str:
    """An address for a network of this name that no other has."""
    wanted = slugify(name)[:55] or "natverk"
    taken = TAKEN_SLUGS | set(Network.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 1
    while (slug := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return slug


def open_terms(network: Network, *, hours: bool = False, claims: bool = False, selection: bool = False) -> Terms:
    """The terms that hold, for a page that exists only where they switch something on (R49).

    Raises:
        Http404: when the network does without what the page is about.
    """
    terms = holding_terms(network)
    if (hours and not terms.with_hours) or (claims and not terms.with_claims):
        raise Http404
    if selection and not terms.with_selection:
        raise Http404
    return terms


def may_start_network(person: Person, day: date) -> Verdict:
    """Whether the person may start a new network today."""
    first = Account.objects.order_by("pk").values_list("person_id", flat=True).first()
    return rules.may_start_network(
        leads_a_network=Staff.objects.filter(on_day(day), person=person, function__in=rules.LEADING_FUNCTIONS).exists(),
        is_any_network=Network.objects.exists(),
        is_first_person=first == person.pk,
    )


def kept_network(person: Person, slug: str, day: date) -> Network:
    """The network, for its project manager.

    Raises:
        Http404: for everyone else.
    """
    rows = staff_rows(person, slug, day)
    if not rules.may_set_terms(frozenset(row.function for row in rows)):
        raise Http404
    return rows[0].network


def funded_network(person: Person, slug: str, day: date) -> Network:
    """The network, for those who note its funding.

    Raises:
        Http404: for everyone else.
    """
    rows = staff_rows(person, slug, day)
    if not rules.may_keep_funding(frozenset(row.function for row in rows)):
        raise Http404
    return rows[0].network


# --- Terms in plain words ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One term: what it is about, and what holds."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The network's terms in plain words."""

    network: Network
    lines: tuple[Line, ...]
    switches: tuple[str, ...]
    version: int
    set_at: datetime
    set_by: str
    may_set: Verdict


def share_text(part: int, whole: int) -> str:
    """A share as percent with one decimal, `46,9 %`; empty when there is no whole."""
    if not whole:
        return ""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}\u00a0%"


def terms_lines(network: Network, terms: Terms) -> tuple[Line, ...]:
    """Every number of the programme as one line."""
    lines = [
        Line(
            _("Period"),
            _("%(first)s to %(last)s") % {"first": day_text(network.first_day), "last": day_text(network.last_day)},
        )
    ]
    if network.closing_from:
        lines.append(
            Line(
                _("Closing"),
                _("From %(day)s only closing work remains.") % {"day": day_text(network.closing_from)},
            )
        )
    reserves = (
        ngettext(", and %(number)s reserve", ", and %(number)s reserves", terms.reserve_seats)
        % {"number": terms.reserve_seats}
        if terms.reserve_seats
        else ""
    )
    lines += [
        Line(
            _("Seats"),
            ngettext("%(number)s municipality", "%(number)s municipalities", terms.seats) % {"number": terms.seats}
            + reserves,
        ),
        Line(
            _("Project team"),
            _("%(size)s people and a coordinator, from at least %(areas)s areas")
            % {"size": terms.team_size, "areas": terms.fewest_areas},
        ),
    ]
    if terms.wanted_areas:
        words = [str(Area(area).label) for area in terms.wanted_areas]
        lines.append(Line(_("Areas that the team should cover"), ", ".join(words)))
    if terms.with_hours:
        each = (
            _("%(hours)s hours per person and year")
            if terms.hours_are_per_person
            else _("%(hours)s hours per municipality and year")
        )
        lines += [
            Line(_("Working time"), each % {"hours": grouped(terms.hours_per_year)}),
            Line(_("Of that in joint meetings"), _("about %(share)s percent") % {"share": terms.joint_share_percent}),
            Line(
                _("Coordinator"),
                _("%(share)s percent of full time, paid by the municipality")
                % {"share": terms.coordinator_share_percent},
            ),
        ]
    lines += [
        Line(
            _("Network meetings each year"),
            _("%(in_person)s in person and %(online)s online")
            % {"in_person": terms.meetings_in_person_per_year, "online": terms.meetings_online_per_year},
        ),
        Line(
            _("Local days each year"),
            ngettext("%(number)s in each municipality", "%(number)s in each municipality", terms.local_days_per_year)
            % {"number": terms.local_days_per_year},
        ),
    ]
    if terms.needs_due_day:
        lines.append(Line(_("Inventory of needs"), _("done by %(day)s") % {"day": day_text(terms.needs_due_day)}))
    if terms.total_budget_ore:
        lines += [
            Line(_("Budget in all"), kronor_text(terms.total_budget_ore)),
            Line(
                _("Support from the Fund"),
                f"{kronor_text(terms.fund_support_ore)} ({share_text(terms.fund_support_ore, terms.total_budget_ore)})",
            ),
        ]
    if terms.rule_set:
        lines.append(
            Line(
                _("Rule set"),
                _("%(name)s, version %(version)s") % {"name": terms.rule_set.name, "version": terms.rule_set.version},
            )
        )
    return tuple(lines)


def terms_page(network: Network, functions: frozenset[str]) -> TermsPage:
    """The terms that hold; whose page it is, `teams` says, which knows who belongs to the network.

    Raises:
        Http404: when no terms have been set.
    """
    terms = holding_terms(network)
    switches = []
    if terms.arrangement:
        switches.append(
            _("A seat needs a data-protection arrangement: %(kind)s.")
            % {"kind": str(terms.get_arrangement_display()).lower()}
        )
    if not terms.with_hours:
        switches.append(_("Working time is not recorded in this network."))
    if not terms.with_claims:
        switches.append(_("No co-financing is claimed in this network."))
    if not terms.with_selection:
        switches.append(_("Municipalities are not chosen by selection in this network."))
    return TermsPage(
        network=network,
        lines=terms_lines(network, terms),
        switches=tuple(switches),
        version=terms.version,
        set_at=terms.set_at,
        set_by=terms.set_by.shown_as(_("Project manager")) if terms.set_by else "",
        may_set=rules.may_set_terms(functions),
    )


# --- The arrangement about personal data ------------------------------------------------------------------------


def arrangement_needed(network: Network) -> str:
    """Which arrangement a seat needs by the terms that hold; empty when none."""
    needed = Terms.objects.filter(network=network, replaced_at__isnull=True).values_list("arrangement", flat=True)
    return needed.first() or ""


def holding_wording(network: Network) -> ArrangementWording | None:
    """What the network's arrangement now says, when it has been written."""
    return (
        ArrangementWording.objects.select_related("written_by")
        .filter(network=network, replaced_at__isnull=True)
        .first()
    )


def may_store_more(network: Network, organisation: MemberOrganisation | None) -> Verdict:
    """Whether more than name, work e-mail, function and employer may be stored about someone there.

    One statement. Someone of no member organisation, the host's own staff say, is under no arrangement.
    """
    if organisation is None:
        return YES
    in_force = DataProtectionArrangement.objects.filter(
        network=network, organisation=organisation, completed_at__isnull=False
    )
    waiting = Terms.objects.filter(~Q(arrangement=""), ~Exists(in_force), network=network, replaced_at__isnull=True)
    is_waiting = waiting.exists()
    return rules.may_store_more(is_needed=is_waiting, is_in_force=not is_waiting)


def arrangement_number(wording: ArrangementWording, organisation: MemberOrganisation) -> str:
    """The number of an organisation's arrangement: the network's, the organisation's and the version's."""
    place = organisation.municipality
    whose = place.code if place else f"O{organisation.pk}"
    return f"PA{wording.network_id}-{whose}-{wording.version}"


def arrangement_text(wording: ArrangementWording, organisation: MemberOrganisation) -> str:
    """What the two sign, in Swedish: who is responsible for what, with everything that belongs to it."""
    network = wording.network
    with override("sv"):
        named = {"host": network.host_organisation, "organisation": organisation.name, "network": network.name}
        first = (
            _("%(host)s and %(organisation)s are joint controllers of the personal data in %(network)s.")
            if wording.kind == ArrangementKind.JOINT_CONTROLLERS
            else _("%(host)s processes personal data in %(network)s on behalf of %(organisation)s.")
        )
        parts = [
            _("Data-protection arrangement %(number)s") % {"number": arrangement_number(wording, organisation)},
            _("Version %(version)s, %(kind)s")
            % {"version": wording.version, "kind": str(wording.get_kind_display()).lower()},
            first % named,
            wording.text,
            _("Record of processing"),
            wording.record_of_processing,
            _("Hosting"),
            wording.hosting,
            _("Subprocessors"),
            wording.subprocessors,
            _("Impact assessment (DPIA)"),
            wording.impact_assessment,
            _("The arrangement is in force when both %(executive)s and %(chair)s have signed it.")
            % {
                "executive": _lowered(organisation.chief_executive_title),
                "chair": _lowered(organisation.board_chair_title),
            },
        ]
    return "\n\n".join(text.replace("\r\n", "\n").strip() for text in parts)


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


@dataclass(frozen=True, slots=True)
class ArrangementPage:
    """What the network's arrangement says, and how many seats it is in force for."""

    network: Network
    kind_word: str
    wording: ArrangementWording | None
    in_force: int
    seats: int
    may_write: Verdict


def arrangement_page(network: Network) -> ArrangementPage:
    """The arrangement, for the network's project manager."""
    needed = arrangement_needed(network)
    standing = all_seats(network).filter(left_at__isnull=True)
    signed = DataProtectionArrangement.objects.filter(
        network=network, organisation=OuterRef("organisation"), completed_at__isnull=False
    )
    return ArrangementPage(
        network=network,
        kind_word=str(ArrangementKind(needed).label) if needed else "",
        wording=holding_wording(network),
        in_force=standing.filter(Exists(signed)).count(),
        seats=standing.count(),
        may_write=rules.may_write_wording(is_needed=bool(needed)),
    )


def rule_set_choices() -> list[tuple[str, str]]:
    """The rule sets to follow, newest first."""
    return [(str(row.pk), f"{row.name} ({row.version})") for row in reversed(funding.rule_sets())]


# --- The host's staff and the funding ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StaffPage:
    """Who works with the network at the host."""

    network: Network
    table: Table
    exports: Exports


def staff_page(network: Network, day: date, *, sorted_by: str = "") -> StaffPage:
    """The host's staff: they are the ones to ask. Whose page it is, `teams` says."""
    rows = []
    for row in staff(network, day):
        function = str(row.get_function_display())
        address = "" if row.person.protected_identity else row.person.email
        rows.append(Row((row.person.shown_as(function), function, address)))
    table = Table(
        name=f"bemanning-{network.slug}",
        title=_("Project staff"),
        columns=(
            Column("name", _("Name")),
            Column("function", _("Function")),
            Column("address", _("E-mail")),
        ),
        rows=tuple(rows),
        empty_text=_("Nobody is of the staff today."),
    )
    return StaffPage(
        network=network,
        table=table.ordered(sorted_by),
        exports=Exports(
            csv=reverse("teams:staff_csv", args=[network.slug]), xlsx=reverse("teams:staff_xlsx", args=[network.slug])
        ),
    )


def funding_sentence(network: Network) -> str:
    """Where the application for support stands, in one sentence."""
    if network.granted_day:
        return _("The support was granted on %(day)s.") % {"day": day_text(network.granted_day)}
    if network.rejected_day:
        return _("The support was rejected on %(day)s.") % {"day": day_text(network.rejected_day)}
    if network.applied_day:
        return _("The support was applied for on %(day)s. No decision has come, so the seats are conditional.") % {
            "day": day_text(network.applied_day)
        }
    return _("The support has not been applied for yet, so the seats are conditional.")


@dataclass(frozen=True, slots=True)
class FundingPage:
    """The funding of a network."""

    network: Network
    sentence: str


def funding_page(network: Network) -> FundingPage:
    """Where the funding stands."""
    return FundingPage(network, funding_sentence(network))
