"""The register of social enterprises: its list, one entry, the map, counts, and who could be asked."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core import clock
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.core.verdicts import Verdict
from samverka.core.words import search_key
from samverka.enterprises import rules
from samverka.enterprises.figures.limits import months_later
from samverka.enterprises.figures.links import fingerprint
from samverka.enterprises.figures.numbers import ORDER, Closeness, cleaned_number, closeness, number_text
from samverka.enterprises.models import (
    Certification,
    ConfirmationLink,
    EnterpriseWord,
    Identification,
    Judgement,
    Offer,
    ServedArea,
    SocialEnterprise,
    Threshold,
)
from samverka.enterprises.queries.reference import CpvShown, Dates, cpv_shown, dates, found_words, score_of
from samverka.enterprises.queries.who import Viewer, one_organisation, viewer
from samverka.enterprises.rules import Standing
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation
from samverka.people.models import MemberOrganisation, Person
from samverka.places.models import Municipality
from samverka.places.queries import CHOSEN, Dot, Map, map_of

PER_PAGE = 25
_LATE = Threshold.Category.STALE_AFTER
_MARKS = {
    Standing.DRAFT: "open",
    Standing.AWAITING_CONSENT: "waiting",
    Standing.LISTED: "done",
    Standing.STALE: "late",
    Standing.ARCHIVED: "open",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for."""

    text: str = ""
    place: str = ""
    kind: str = ""
    number: int = 1

    @property
    def is_anything(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.text or self.place or self.kind)


def _is_known_to(organisations: frozenset[int]) -> Exists:
    return Exists(Identification.objects.filter(enterprise=OuterRef("pk"), organisation__in=organisations))


def visible(who: Viewer) -> Q:
    """Entries that may be seen: with consent by anyone, else by whoever keeps or knows them, and by the host."""
    seen = Q(consent_day__isnull=False, confirmed_day__isnull=False)
    if who.is_host:
        return Q()
    if who.organisations:
        own = who.organisation_ids
        seen |= Q(kept_by__in=own) | Q(_is_known_to(own))
    return seen


def serves(place: Q) -> Q:
    """Entries that reach a municipality: it is served, or its county, or all of Sweden, or the seat is there."""
    there = Municipality.objects.filter(place)
    return (
        Q(serves_all_of_sweden=True)
        | Q(seat__in=there)
        | Q(
            Exists(
                ServedArea.objects.filter(
                    Q(municipality__in=there) | Q(county__in=there.values("county")), enterprise=OuterRef("pk")
                )
            )
        )
    )


def _chosen(asked: Asked, who: Viewer) -> tuple[QuerySet[SocialEnterprise], bool]:
    """The entries that answer, and whether they are in order of likeness."""
    rows = SocialEnterprise.objects.filter(visible(who), archived_at__isnull=True)
    if asked.place:
        rows = rows.filter(serves(Q(name_search=search_key(asked.place))))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if not asked.text.strip():
        return rows, False
    number = cleaned_number(asked.text)
    if len(number) == 10 and not any(sign.isalpha() for sign in asked.text):  # noqa: PLR2004 - an organisation number
        return rows.filter(organisation_number=number), False
    found = found_words(asked.text)
    known = [matches for matches in found if matches]
    if not known:
        return rows.none(), False
    # One row of the inner question for each entry: the best answer to each word asked for, added up.
    words = EnterpriseWord.objects.filter(word_id__in={key for matches in known for key in matches})
    parts = {f"part_{place}": Max(score) for place, score in enumerate(score_of(known, ""))}
    total = sum((F(name) for name in parts), Value(0))
    scored = words.values("enterprise_id").annotate(**parts).annotate(likeness=total)
    if len(known) > 1:
        # Whoever answers only one of several words comes after those who answer more; half of them must be met.
        met = sum(
            (
                Case(When(**{f"{name}__gt": 0}, then=Value(1)), default=Value(0), output_field=IntegerField())
                for name in parts
            ),
            Value(0),
        )
        scored = scored.annotate(met=met).filter(met__gte=(len(known) + 1) // 2)
    mine = scored.filter(enterprise_id=OuterRef("pk")).values("likeness")[:1]
    keys = scored.values("enterprise_id")
    return rows.filter(pk__in=keys).annotate(likeness=Subquery(mine, output_field=IntegerField())), True


@dataclass(frozen=True, slots=True)
class Found:
    """One entry in the list."""

    enterprise_id: int
    name: str
    href: str
    kind: str
    seat: str
    offers: tuple[str, ...]
    more_offers: int
    standing: Standing
    word: str | Promise
    mark: str
    stale_since: date | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register's list."""

    asked: Asked
    found: tuple[Found, ...]
    total: int
    pages: int
    kinds: tuple[tuple[str, str | Promise], ...]
    keeps: bool
    exports: Exports
    query: str

    @property
    def sentence(self) -> str:
        """How many there are, as a sentence."""
        if self.asked.is_anything:
            return ngettext(
                "%(number)s enterprise answers what you look for.",
                "%(number)s enterprises answer what you look for.",
                self.total,
            ) % {"number": self.total}
        return ngettext(
            "%(number)s enterprise is in the register.", "%(number)s enterprises are in the register.", self.total
        ) % {"number": self.total}

    @property
    def earlier(self) -> int | None:
        """The page before, if any."""
        return self.asked.number - 1 if self.asked.number > 1 else None

    @property
    def later(self) -> int | None:
        """The page after, if any."""
        return self.asked.number + 1 if self.asked.number < self.pages else None


def _stands(row: SocialEnterprise, table: Dates, day: date, *, has_been_asked: bool = False) -> Standing:
    return rules.standing(
        consent_day=row.consent_day,
        confirmed_day=row.confirmed_day,
        is_archived=row.archived_at is not None,
        has_been_asked=has_been_asked,
        stale_after=table.number(_LATE, day),
        day=day,
    )


def _found(row: SocialEnterprise, table: Dates, day: date) -> Found:
    stands = _stands(row, table, day, has_been_asked=bool(getattr(row, "was_asked", False)))
    texts = [offer.text for offer in row.offers.all()]
    since = (
        rules.stale_from(row.confirmed_day, table.number(_LATE, day))
        if stands is Standing.STALE and row.confirmed_day
        else None
    )
    return Found(
        enterprise_id=row.pk,
        name=row.name,
        href=reverse("enterprises:entry", args=[row.pk]),
        kind=row.get_kind_display(),
        seat=row.seat.name if row.seat else "",
        offers=tuple(texts[:3]),
        more_offers=max(0, len(texts) - 3),
        standing=stands,
        word=rules.STANDING_WORDS[stands],
        mark=_MARKS[stands],
        stale_since=since,
    )


_LINKS = ConfirmationLink.objects.filter(enterprise=OuterRef("pk"))


def register_page(asked: Asked, who: Viewer, day: date, *, query: str = "") -> RegisterPage:
    """One page of the register: four statements, whatever is asked for and however many there are."""
    rows, is_ranked = _chosen(asked, who)
    order = ("-likeness", "name_sort", "pk") if is_ranked else ("name_sort", "pk")
    first = (asked.number - 1) * PER_PAGE
    shown = list(
        rows.annotate(all_of_them=Window(Count("pk")), was_asked=Exists(_LINKS))
        .select_related("seat")
        .prefetch_related("offers")
        .order_by(*order)[first : first + PER_PAGE]
    )
    total = shown[0].all_of_them if shown else 0
    table = dates()
    return RegisterPage(
        asked=asked,
        found=tuple(_found(row, table, day) for row in shown),
        total=total,
        pages=(total + PER_PAGE - 1) // PER_PAGE,
        kinds=tuple(SocialEnterprise.Kind.choices),
        keeps=who.keeps_register,
        exports=Exports(
            csv=reverse("enterprises:register_csv") + (f"?{query}" if query else ""),
            xlsx=reverse("enterprises:register_xlsx") + (f"?{query}" if query else "") if who.person else "",
        ),
        query=query,
    )


def register_table(asked: Asked, who: Viewer, day: date) -> Table:
    """The register as a list to take out: what is public of each entry. Four statements."""
    rows, is_ranked = _chosen(asked, who)
    listed = (
        rows.filter(consent_day__isnull=False, confirmed_day__isnull=False)
        .select_related("seat")
        .prefetch_related(
            Prefetch("offers", Offer.objects.order_by("pk")),
            Prefetch("served", ServedArea.objects.select_related("municipality", "county")),
        )
        .order_by(*(("-likeness", "name_sort") if is_ranked else ("name_sort",)))
    )
    table = dates()
    return Table(
        name="sociala-foretag",
        title=_("Social enterprises"),
        columns=(
            Column("name", _("Name")),
            Column("number", _("Organisation number")),
            Column("kind", _("Sort of enterprise")),
            Column("form", _("Legal form")),
            Column("seat", _("Seat")),
            Column("serves", _("Works in")),
            Column("offers", _("Offers")),
            Column("cpv", _("CPV")),
            Column("web", _("Web")),
            Column("contact", _("Contact")),
            Column("email", _("E-mail")),
            Column("confirmed", _("Last confirmed"), Kind.DAY),
            Column("stands", _("State")),
        ),
        rows=tuple(
            Row(
                values=(
                    row.name,
                    number_text(row.organisation_number),
                    row.get_kind_display(),
                    row.get_legal_form_display(),
                    row.seat.name if row.seat else "",
                    _serves_text(row),
                    "; ".join(offer.text for offer in row.offers.all()),
                    " ".join(sorted({offer.cpv_digits for offer in row.offers.all() if offer.cpv_digits})),
                    row.web,
                    row.contact_name,
                    row.contact_email,
                    row.confirmed_day,
                    rules.STANDING_WORDS[_stands(row, table, day)],
                )
            )
            for row in listed
        ),
        empty_text=_("No enterprise answers what you look for."),
    )


def _serves_text(row: SocialEnterprise) -> str:
    if row.serves_all_of_sweden:
        return _("All of Sweden")
    return ", ".join(str(area.municipality or area.county) for area in row.served.all())


def map_page(asked: Asked, who: Viewer) -> Map:
    """Where the enterprises have their seats. Two statements."""
    rows, _is_ranked = _chosen(asked, who)
    seats = (
        rows.filter(consent_day__isnull=False, confirmed_day__isnull=False, seat__isnull=False)
        .order_by()
        .values_list("seat__latitude", "seat__longitude", "seat__name")
        .distinct()
    )
    dots = [Dot(float(latitude), float(longitude), CHOSEN, name) for latitude, longitude, name in seats]
    shown = dots if len(dots) <= 30 else [Dot(dot.latitude, dot.longitude, CHOSEN) for dot in dots]  # noqa: PLR2004 - more names than fit
    return map_of(
        shown, title=_("Where the social enterprises have their seats"), chosen_word=_("Seat of an enterprise")
    )


# --- One entry --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfferShown:
    """One offer."""

    offer_id: int
    text: str
    kind: str
    cpv: CpvShown | None
    places: int | None
    capacity: str
    yearly_ore: int | None


@dataclass(frozen=True, slots=True)
class JudgementShown:
    """By which definition, criterion by criterion."""

    definition: str
    judged_by: str
    day: date
    answers: tuple[tuple[str | Promise, str], ...]


@dataclass(frozen=True, slots=True)
class CertificationShown:
    """One certification."""

    scheme: str
    issuer: str
    first_day: date
    last_day: date
    evidence: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything about one enterprise."""

    enterprise: SocialEnterprise
    number: str
    standing: Standing
    word: str | Promise
    mark: str
    stale_since: date | None
    offers: tuple[OfferShown, ...]
    serves: str
    known_by: tuple[str, ...]
    judgements: tuple[JudgementShown, ...]
    certifications: tuple[CertificationShown, ...]
    keeps: bool
    may_identify: bool
    may_send_link: Verdict
    map: Map | None


def answer_word(answer: str) -> str:
    """Yes, no or not known, in words."""
    return {"yes": _("Yes"), "no": _("No")}.get(answer, _("Not known"))


def one_entry(who: Viewer, enterprise_id: int) -> SocialEnterprise:
    """An entry that the person may see; a merged one leads on by `merged_into`.

    Raises:
        Http404: when there is none.
    """
    row = (
        SocialEnterprise.objects.filter(visible(who), pk=enterprise_id)
        .select_related("seat", "kept_by")
        .annotate(was_asked=Exists(_LINKS))
        .first()
    )
    if row is None:
        raise Http404
    return row


def kept_entry(who: Viewer, enterprise_id: int) -> SocialEnterprise:
    """An entry that the person may change: the host any, a colleague those that the own municipality keeps or knows.

    Raises:
        Http404: for everyone else.
    """
    if not who.keeps_register:
        raise Http404
    own = Q()
    if not who.is_host:
        own = Q(kept_by__in=who.organisation_ids) | Q(_is_known_to(who.organisation_ids))
    row = (
        SocialEnterprise.objects.filter(own, pk=enterprise_id, merged_into__isnull=True)
        .select_related("seat", "kept_by")
        .annotate(was_asked=Exists(_LINKS))
        .first()
    )
    if row is None:
        raise Http404
    return row


def _details(enterprise: SocialEnterprise) -> list[tuple[str, str, str, str, date | None, date | None]]:
    """What hangs on an entry, of four sorts, in one statement: sort, three texts, two days."""

    def text(value: str) -> Value:
        return Value(value, output_field=CharField())

    served = ServedArea.objects.filter(enterprise=enterprise)
    places = served.filter(municipality__isnull=False).values_list(
        text("served"),
        F("municipality__name"),
        text(""),
        text(""),
        F("enterprise__consent_day"),
        F("enterprise__consent_day"),
    )
    counties = served.filter(county__isnull=False).values_list(
        text("served"),
        F("county__name"),
        text(""),
        text(""),
        F("enterprise__consent_day"),
        F("enterprise__consent_day"),
    )
    known = Identification.objects.filter(enterprise=enterprise).values_list(
        text("known"), F("organisation__name"), text(""), text(""), F("day"), F("day")
    )
    certified = Certification.objects.filter(enterprise=enterprise).values_list(
        text("certified"), F("scheme"), F("issuer"), F("evidence"), F("first_day"), F("last_day")
    )
    judged = Judgement.objects.filter(enterprise=enterprise).values_list(
        text("judged"), F("definition"), F("judged_by"), Cast("answers", TextField()), F("day"), F("day")
    )
    return list(places.union(counties, known, certified, judged))


def entry_page(who: Viewer, row: SocialEnterprise, day: date) -> EntryPage:
    """One enterprise: four statements beside the guards."""
    table = dates()
    details = _details(row)
    stands = _stands(row, table, day, has_been_asked=bool(getattr(row, "was_asked", False)))
    names = sorted({one[1] for one in details if one[0] == "served"})
    keeps = (
        who.is_host
        or row.kept_by_id in who.organisation_ids
        or any(one[0] == "known" and one[1] in who.organisations.values() for one in details)
    )
    return EntryPage(
        enterprise=row,
        number=number_text(row.organisation_number),
        standing=stands,
        word=rules.STANDING_WORDS[stands],
        mark=_MARKS[stands],
        stale_since=rules.stale_from(row.confirmed_day, table.number(_LATE, day))
        if stands is Standing.STALE and row.confirmed_day
        else None,
        offers=_offers(row),
        serves=_("All of Sweden") if row.serves_all_of_sweden else ", ".join(names),
        known_by=tuple(sorted({one[1] for one in details if one[0] == "known"})) if keeps else (),
        judgements=tuple(
            JudgementShown(
                definition=str(Judgement.Definition(definition).label),
                judged_by=judged_by,
                day=judged,
                answers=tuple(
                    (words, answer_word(json.loads(answers).get(key, "unknown")))
                    for key, words in rules.CRITERIA[definition]
                ),
            )
            for sort, definition, judged_by, answers, judged, _same in details
            if sort == "judged" and judged
        ),
        certifications=tuple(
            CertificationShown(scheme, issuer, first, last, evidence, is_over=last < day)
            for sort, scheme, issuer, evidence, first, last in details
            if sort == "certified" and first and last
        ),
        keeps=keeps,
        may_identify=bool(who.organisations),
        may_send_link=rules.may_send_link(row),
        map=map_of(
            [Dot(float(row.seat.latitude), float(row.seat.longitude), CHOSEN, row.seat.name)],
            title=_("Where %(name)s has its seat") % {"name": row.name},
            chosen_word=_("Seat of an enterprise"),
        )
        if row.seat
        else None,
    )


def by_number(number: str) -> SocialEnterprise | None:
    """The entry with this organisation number, whoever may see it."""
    return (
        SocialEnterprise.objects.filter(organisation_number=number, merged_into__isnull=True)
        .exclude(organisation_number="")
        .first()
    )


# --- Who could be asked -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MatchedOffer:
    """An enterprise that could be asked about a need, and why: facts, never a rank."""

    enterprise_id: int
    enterprise: str
    href: str
    offer: str
    offer_kind: str
    cpv: str
    cpv_label: str
    closeness: Closeness
    # Why the place fits: `seat`, `municipality`, `county` or `all_of_sweden`.
    place: str
    capacity: str
    yearly_capacity_ore: int | None
    places: int | None
    # None: the enterprise or the need does not say how much.
    is_enough: bool | None
    confirmed_day: date
    is_stale: bool
    kind: str


def matching_offers(
    *, cpv: Iterable[str], municipality_code: str, day: date, yearly_ore: int | None = None, limit: int = 100
) -> tuple[MatchedOffer, ...]:
    """Offers that could meet a need: near in CPV, from an enterprise that works in the municipality. Two statements.

    The nearest `limit` are taken and handed out in order of name: a list of whom to talk to, not an award.
    An enterprise stands once, with its nearest offer. Whoever has not confirmed for longer than the register's term
    is left out; whoever is stale is marked.

    Args:
        cpv: the need's codes, eight digits.
        municipality_code: where.
        day: on which day.
        yearly_ore: what the need is worth in a year, to compare with what the enterprise says it can deliver.
        limit: at most so many enterprises.
    """
    codes = sorted(set(cpv))
    if not codes:
        return ()
    table = dates()
    oldest = months_later(day, -table.number(Threshold.Category.OUT_OF_MATCHING_AFTER, day))
    stale = months_later(day, -table.number(_LATE, day))
    here = Municipality.objects.filter(code=municipality_code)
    area = ServedArea.objects.filter(enterprise=OuterRef("enterprise_id"))
    nearness = Case(
        *(
            When(**{f"cpv_digits__{'exact' if digits == 8 else 'startswith'}": code[:digits]}, then=Value(place))  # noqa: PLR2004 - a whole code
            for place, digits in ((0, 8), (1, 4), (2, 3))
            for code in codes
            if digits == 8 or code[digits - 1] != "0"  # noqa: PLR2004 - as above
        ),
        default=Value(3),
        output_field=IntegerField(),
    )
    division = Q()
    for code in codes:
        division |= Q(cpv_digits__startswith=code[:2])
    rows = (
        Offer.objects.filter(
            division,
            enterprise__archived_at__isnull=True,
            enterprise__consent_day__isnull=False,
            enterprise__confirmed_day__gt=oldest,
        )
        .annotate(
            nearness=nearness,
            place=Case(
                When(enterprise__seat__in=here, then=Value("seat")),
                When(Exists(area.filter(municipality__in=here)), then=Value("municipality")),
                When(Exists(area.filter(county__in=here.values("county"))), then=Value("county")),
                When(enterprise__serves_all_of_sweden=True, then=Value("all_of_sweden")),
                default=Value(""),
                output_field=CharField(),
            ),
        )
        .exclude(place="")
        .select_related("enterprise", "cpv")
        .order_by("nearness", "enterprise__name_sort", "pk")[: limit * 3]
    )
    nearest: dict[int, MatchedOffer] = {}
    for row in rows:
        if row.enterprise_id in nearest or len(nearest) >= limit:
            continue
        found = min((closeness(code, row.cpv_digits) for code in codes), key=ORDER.__getitem__)
        one = row.enterprise
        enough = (
            None if yearly_ore is None or row.yearly_capacity_ore is None else row.yearly_capacity_ore >= yearly_ore
        )
        confirmed = one.confirmed_day
        assert confirmed is not None, "only confirmed enterprises are asked for"  # noqa: S101 - tells mypy what the question says
        nearest[one.pk] = MatchedOffer(
            enterprise_id=one.pk,
            enterprise=one.name,
            href=reverse("enterprises:entry", args=[one.pk]),
            offer=row.text,
            offer_kind=row.get_kind_display(),
            cpv=row.cpv_digits,
            cpv_label=cpv_shown(row.cpv).text if row.cpv else row.cpv_digits,
            closeness=found,
            place=row.place,
            capacity=row.capacity,
            yearly_capacity_ore=row.yearly_capacity_ore,
            places=row.places,
            is_enough=enough,
            confirmed_day=confirmed,
            is_stale=confirmed <= stale,
            kind=one.get_kind_display(),
        )
    return tuple(sorted(nearest.values(), key=lambda one: search_key(one.enterprise)))


# --- How many are known -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """How many enterprises a municipality knew of at the start and knows of now, and how many were listed."""

    identified_at_start: int
    identified_now: int
    listed_at_start: int
    listed_now: int


def counts(network: Network, day: date) -> dict[int, Counted]:
    """By organisation: the indicator of the network (R24), at its first day and on the day. One statement."""
    start, end = network.first_day, min(day, network.last_day)
    standing = Q(enterprise__archived_at__isnull=True) | Q(enterprise__archived_at__date__gt=end)
    rows = (
        Participation.objects.filter(network=network, accepted_at__isnull=False)
        .annotate(
            at_start=_number(Q(day__lte=start)),
            now=_number(Q(day__lte=end) & standing),
            listed_at_start=_number(Q(day__lte=start, enterprise__consent_day__lte=start)),
            listed_now=_number(Q(day__lte=end, enterprise__consent_day__lte=end) & standing),
        )
        .values_list("organisation_id", "at_start", "now", "listed_at_start", "listed_now")
    )
    return {key: Counted(*(number or 0 for number in numbers)) for key, *numbers in rows}


def _number(condition: Q) -> Subquery:
    return Subquery(
        Identification.objects.filter(condition, organisation=OuterRef("organisation"))
        .order_by()
        .values("organisation")
        .annotate(number=Count("pk"))
        .values("number"),
        output_field=IntegerField(),
    )


def due_for_reminder(day: date, *, months: int, until: int | None) -> list[SocialEnterprise]:
    """Entries confirmed so many months ago, to which no link has gone since that term was reached."""
    reached = months_later(day, -months)
    rows = SocialEnterprise.objects.filter(
        archived_at__isnull=True, confirmed_day__lte=reached, confirmed_day__isnull=False
    ).exclude(contact_email="")
    if until is not None:
        rows = rows.filter(confirmed_day__gt=months_later(day, -until))
    found: list[SocialEnterprise] = []
    for row in rows.annotate(last_sent=Max("links__sent_at")).order_by("pk"):
        confirmed = row.confirmed_day
        assert confirmed is not None, "only confirmed enterprises are asked for"  # noqa: S101 - tells mypy what the question says
        if row.last_sent is None or clock.day(row.last_sent) < months_later(confirmed, months):
            found.append(row)
    return found


def one_link(token: str) -> ConfirmationLink:
    """The link of a letter.

    Raises:
        Http404: when there is none.
    """
    link = (
        ConfirmationLink.objects.filter(link_sha256=fingerprint(token))
        .select_related("enterprise", "enterprise__seat")
        .first()
    )
    if link is None:
        raise Http404
    return link


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What the enterprise sees by its link."""

    token: str
    enterprise: SocialEnterprise
    number: str
    offers: tuple[str, ...]
    serves: str
    may_use: Verdict
    is_confirmed: bool
    is_listed: bool
    stale_months: int


def link_page(link: ConfirmationLink, token: str, day: date) -> LinkPage:
    """The entry as the enterprise itself looks through it."""
    row = link.enterprise
    months = dates().number(_LATE, day)
    served = [
        str(area.municipality or area.county)
        for area in ServedArea.objects.filter(enterprise=row).select_related("municipality", "county")
    ]
    return LinkPage(
        token=token,
        enterprise=row,
        number=number_text(row.organisation_number),
        offers=tuple(Offer.objects.filter(enterprise=row).order_by("pk").values_list("text", flat=True)),
        serves=_("All of Sweden") if row.serves_all_of_sweden else ", ".join(sorted(served)),
        may_use=rules.may_use_link(link, day=day),
        is_confirmed=link.used_at is not None,
        is_listed=row.consent_day is not None,
        stale_months=months,
    )


def kept_offer(who: Viewer, offer_id: int) -> Offer:
    """An offer of an entry that the person may change.

    Raises:
        Http404: when there is none.
    """
    offer = Offer.objects.filter(pk=offer_id).select_related("enterprise").first()
    if offer is None:
        raise Http404
    kept_entry(who, offer.enterprise_id)
    return offer


@dataclass(frozen=True, slots=True)
class CountsPage:
    """How many enterprises the municipalities of a network know of."""

    network: Network
    table: Table
    exports: Exports


def counts_page(network: Network, day: date, *, sorted_by: str = "") -> CountsPage:
    """The indicator of the network, by municipality. Two statements."""
    found = counts(network, day)
    seats = Participation.objects.filter(network=network, accepted_at__isnull=False).select_related("organisation")
    rows = [
        (
            seat.organisation.name,
            found[seat.organisation_id].identified_at_start,
            found[seat.organisation_id].identified_now,
            found[seat.organisation_id].listed_at_start,
            found[seat.organisation_id].listed_now,
        )
        for seat in seats.order_by("organisation__name_sort")
    ]
    table = Table(
        name="kanda-foretag",
        title=_("Known social enterprises by municipality"),
        columns=(
            Column("municipality", _("Municipality")),
            Column("start", _("Known at the start"), Kind.NUMBER),
            Column("now", _("Known now"), Kind.NUMBER),
            Column("listed_start", _("Listed at the start"), Kind.NUMBER),
            Column("listed_now", _("Listed now"), Kind.NUMBER),
        ),
        rows=tuple(Row(values=row) for row in rows),
        total=Row(values=(_("Sum"), *(sum(row[place] for row in rows) for place in range(1, 5)))),  # type: ignore[misc]  # numbers but for the first
        notes=(
            _("An enterprise that several municipalities know of is counted once for each; this is no statistics."),
        ),
    ).ordered(sorted_by)
    return CountsPage(network, table, Exports(csv=reverse("enterprises:counts_csv", args=[network.slug])))


def entry_initial(row: SocialEnterprise) -> dict[str, object]:
    """What stands in the form of an entry. One statement."""
    fields = (
        "name organisation_number kind legal_form profit description description_en web contact_name contact_email "
        "contact_phone employees target_share_percent has_integration_purpose declared_day registered_idea_based "
        "registered_checked_day source"
    )
    initial: dict[str, object] = {field: getattr(row, field) for field in fields.split()}
    initial["organisation_number"] = number_text(row.organisation_number)
    initial["seat"] = row.seat.name if row.seat else ""
    served = ServedArea.objects.filter(enterprise=row).select_related("municipality", "county").order_by("pk")
    initial["places"] = (
        _("All of Sweden")
        if row.serves_all_of_sweden
        else ", ".join(str(area.municipality or area.county) for area in served)
    )
    return initial


def link_initial(link: ConfirmationLink) -> dict[str, object]:
    """What stands in the form that the enterprise sees."""
    row = link.enterprise
    own = ("description", "web", "contact_name", "contact_email", "contact_phone", "employees")
    return {field: getattr(row, field) for field in own} | {"confirmed_by": row.contact_name}


@dataclass(frozen=True, slots=True)
class OffersPage:
    """What an enterprise offers, to be changed."""

    enterprise: SocialEnterprise
    offers: tuple[OfferShown, ...]


def offers_page(row: SocialEnterprise) -> OffersPage:
    """One statement."""
    return OffersPage(row, _offers(row))


def _offers(row: SocialEnterprise) -> tuple[OfferShown, ...]:
    return tuple(
        OfferShown(
            offer.pk,
            offer.text,
            offer.get_kind_display(),
            cpv_shown(offer.cpv) if offer.cpv else None,
            offer.places,
            offer.capacity,
            offer.yearly_capacity_ore,
        )
        for offer in Offer.objects.filter(enterprise=row).select_related("cpv").order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class JudgingPage:
    """An enterprise, and the definitions it can be judged by."""

    enterprise: SocialEnterprise
    definition: str
    definitions: tuple[tuple[str, str | Promise], ...]


def judging_page(row: SocialEnterprise, definition: str) -> JudgingPage:
    """Nothing is asked for."""
    return JudgingPage(row, definition, tuple(Judgement.Definition.choices))


def entering_organisation(who: Viewer, organisation_id: int | None) -> MemberOrganisation | None:
    """For whom somebody enters an enterprise: the own municipality, or nobody's when the host does."""
    return one_organisation(who, organisation_id) if who.organisations else None


def counted_network(person: Person, slug: str, day: date) -> Network:
    """A network whose indicator the person may see: the host, and colleagues of the municipalities in it.

    Raises:
        Http404: for everyone else.
    """
    network = networks.one_network(slug)
    who = viewer(person, day)
    if network.pk in who.hosted or (
        who.organisations
        and Participation.objects.filter(
            network=network, organisation__in=who.organisation_ids, accepted_at__isnull=False
        ).exists()
    ):
        return network
    raise Http404
