"""An enterprise becomes known, is described, judged, asked, confirmed, merged or taken out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samverka.core import clock
from samverka.core.actors import Actor
from samverka.core.refusals import Refused
from samverka.core.stamps import SOMEONE_WAS_FIRST, stamp
from samverka.core.words import search_key, sort_key
from samverka.enterprises import notices, queries, rules
from samverka.enterprises.actions.reference import known_cpv
from samverka.enterprises.actions.search import index_enterprises
from samverka.enterprises.figures.links import fingerprint
from samverka.enterprises.models import (
    Certification,
    ConfirmationLink,
    Counterpart,
    Identification,
    Judgement,
    Offer,
    ServedArea,
    SocialEnterprise,
    Threshold,
)
from samverka.journal import actions as journal
from samverka.journal import queries as journal_known
from samverka.people.models import MemberOrganisation, Person
from samverka.places.models import County, Municipality

# So much of a letter's link stands in its address.
_TOKEN_BYTES = 24
# What the enterprise itself may change when it confirms.
OWN_FIELDS = frozenset({"description", "web", "contact_name", "contact_email", "contact_phone", "employees"})


@dataclass(frozen=True, slots=True)
class Itself:
    """The enterprise as an actor: it acts by its link, without an account."""

    enterprise: SocialEnterprise

    @property
    def actor_key(self) -> str:
        """Stable key."""
        return f"enterprise-{self.enterprise.pk}"

    @property
    def actor_name(self) -> str:
        """The name to show."""
        return self.enterprise.name


def _check_number(number: str) -> None:
    if number:
        rules.is_enterprise_number(number, invented_allowed=journal_known.installation().is_example).or_refuse()


def _record(row: SocialEnterprise, verb: str, by: Actor, at: datetime, **payload: object) -> None:
    journal.record(
        chain=journal.HOUSE,
        verb=f"enterprises.{verb}",
        subject=row,
        by=by,
        at=at,
        payload={"name": row.name, **payload},
    )


def _identify(row: SocialEnterprise, organisation: MemberOrganisation, *, day: date, by: Person, at: datetime) -> bool:
    _known, is_new = Identification.objects.get_or_create(
        enterprise=row, organisation=organisation, defaults={"day": day, "noted_at": at, "noted_by": by}
    )
    return is_new


@transaction.atomic
def enter_enterprise(
    *,
    values: Mapping[str, object],
    organisation: MemberOrganisation | None,
    by: Person,
    at: datetime,
    known_since: date | None = None,
    municipalities: Collection[Municipality] = (),
    counties: Collection[County] = (),
    offers: Sequence[tuple[str, str]] = (),
) -> SocialEnterprise:
    """An enterprise becomes known; nothing of it is listed until it has consented.

    Where the number is known already, no second entry is made: the organisation is noted as knowing the enterprise.

    Args:
        values: columns of the entry; a name and a sort at least.
        organisation: the municipality that knows it; None when the host enters it.
        by: who.
        at: when.
        known_since: the day from which the municipality has known it; today when not given.
        municipalities: where it works.
        counties: whole counties where it works.
        offers: text and CPV code (or nothing) of each.

    Raises:
        Refused: for a number that is no enterprise's.
    """
    number = str(values.get("organisation_number", ""))
    _check_number(number)
    day = known_since or clock.day(at)
    known = queries.by_number(number) if number else None
    if known is not None:
        is_new = organisation is not None and _identify(known, organisation, day=day, by=by, at=at)
        _record(known, "enterprise.identified", by, at, is_new=is_new)
        return known
    name = str(values["name"]).strip()
    row = SocialEnterprise.objects.create(
        **{**values, "name": name},
        name_sort=sort_key(name),
        name_search=search_key(name),
        is_invented=journal_known.installation().is_example,
        kept_by=organisation,
        entered_at=at,
        entered_by=by,
    )
    if organisation is not None:
        _identify(row, organisation, day=day, by=by, at=at)
    _set_areas(row, municipalities, counties)
    _add_offers(row, offers)
    index_enterprises([row.pk])
    _record(row, "enterprise.entered", by, at, organisation_number=number, kind=row.kind)
    return row


def _set_areas(row: SocialEnterprise, municipalities: Collection[Municipality], counties: Collection[County]) -> None:
    ServedArea.objects.filter(enterprise=row).delete()
    ServedArea.objects.bulk_create(
        [ServedArea(enterprise=row, municipality=place) for place in dict.fromkeys(municipalities)]
        + [ServedArea(enterprise=row, county=county) for county in dict.fromkeys(counties)]
    )


def _add_offers(row: SocialEnterprise, offers: Sequence[tuple[str, str]]) -> None:
    codes = known_cpv(code for _text, code in offers if code)
    Offer.objects.bulk_create(
        [Offer(enterprise=row, text=text[:300], cpv=codes.get(code), cpv_digits=code) for text, code in offers]
    )


@transaction.atomic
def describe_enterprise(
    *,
    enterprise: SocialEnterprise,
    values: Mapping[str, object],
    by: Person,
    at: datetime,
    municipalities: Collection[Municipality] = (),
    counties: Collection[County] = (),
) -> SocialEnterprise:
    """What is known of an enterprise is put right; the whole form at once.

    Raises:
        Refused: for a number that is no enterprise's, or another entry's: those two are merged instead.
    """
    number = str(values.get("organisation_number", ""))
    _check_number(number)
    other = queries.by_number(number) if number else None
    if other is not None and other.pk != enterprise.pk:
        raise Refused(_("Another entry has that organisation number. Merge the two entries instead."))
    name = str(values["name"]).strip()
    changed = sorted(key for key, value in values.items() if getattr(enterprise, key) != value)
    SocialEnterprise.objects.filter(pk=enterprise.pk, merged_into__isnull=True).update(
        **{**values, "name": name}, name_sort=sort_key(name), name_search=search_key(name)
    )
    _set_areas(enterprise, municipalities, counties)
    enterprise.refresh_from_db()
    index_enterprises([enterprise.pk])
    _record(enterprise, "enterprise.described", by, at, changed=changed)
    return enterprise


@transaction.atomic
def add_offer(
    *, enterprise: SocialEnterprise, values: Mapping[str, object], cpv: str, by: Person, at: datetime
) -> Offer:
    """Goods, a service or places are added to what an enterprise offers."""
    codes = known_cpv([cpv] if cpv else [])
    offer = Offer.objects.create(enterprise=enterprise, cpv=codes.get(cpv), cpv_digits=cpv, **values)
    index_enterprises([enterprise.pk])
    _record(enterprise, "offer.added", by, at, text=offer.text, cpv=cpv)
    return offer


@transaction.atomic
def remove_offer(*, offer: Offer, by: Person, at: datetime) -> SocialEnterprise:
    """Something is not offered any longer.

    Raises:
        Refused: when it has been taken away meanwhile.
    """
    enterprise = offer.enterprise
    if Offer.objects.filter(pk=offer.pk).delete()[0] == 0:
        raise Refused(SOMEONE_WAS_FIRST)
    index_enterprises([enterprise.pk])
    _record(enterprise, "offer.removed", by, at, text=offer.text)
    return enterprise


@transaction.atomic
def judge_enterprise(
    *,
    enterprise: SocialEnterprise,
    definition: str,
    answers: Mapping[str, str],
    judged_by: str,
    day: date,
    by: Person | None,
    at: datetime,
) -> Judgement:
    """An entry is judged by a definition, criterion by criterion; earlier judgements stand.

    Raises:
        Refused: when a criterion has no answer.
    """
    rules.is_judged_whole(definition, answers).or_refuse()
    row = Judgement.objects.create(
        enterprise=enterprise,
        definition=definition,
        answers=dict(answers),
        judged_by=judged_by.strip(),
        day=day,
        noted_at=at,
        noted_by=by,
    )
    _record(
        enterprise,
        "enterprise.judged",
        by or Itself(enterprise),
        at,
        definition=definition,
        answers=dict(answers),
        judged_by=row.judged_by,
    )
    return row


@transaction.atomic
def note_certification(
    *, enterprise: SocialEnterprise, values: Mapping[str, object], by: Person, at: datetime
) -> Certification:
    """An enterprise is certified; without a last day the register's usual term is taken."""
    first = values["first_day"]
    if not isinstance(first, date):
        raise TypeError(first)
    last = values.get("last_day") or rules.certified_until(
        first, queries.dates().number(Threshold.Category.CERTIFICATION_VALID, first)
    )
    row = Certification.objects.create(enterprise=enterprise, **{**values, "last_day": last})
    _record(enterprise, "enterprise.certified", by, at, scheme=row.scheme, last_day=row.last_day.isoformat())
    return row


@transaction.atomic
def identify_enterprise(
    *, enterprise: SocialEnterprise, organisation: MemberOrganisation, day: date, by: Person, at: datetime
) -> SocialEnterprise:
    """A municipality notes that it knows an enterprise; a second time nothing is added."""
    is_new = _identify(enterprise, organisation, day=day, by=by, at=at)
    _record(enterprise, "enterprise.identified", by, at, is_new=is_new)
    return enterprise


def _new_link(enterprise: SocialEnterprise, *, sort: str, by: Person | None, at: datetime) -> ConfirmationLink:
    token = token_urlsafe(_TOKEN_BYTES)
    days = queries.dates().number(Threshold.Category.LINK_VALID, clock.day(at))
    ConfirmationLink.objects.filter(enterprise=enterprise, used_at__isnull=True, replaced_at__isnull=True).update(
        replaced_at=at
    )
    link = ConfirmationLink.objects.create(
        enterprise=enterprise,
        link_sha256=fingerprint(token),
        to_address=enterprise.contact_email,
        sent_at=at,
        last_day=clock.day(at) + timedelta(days=days),
        sent_by=by,
    )
    notices.confirm_entry(link, token=token, sort=sort, at=at)
    return link


@transaction.atomic
def send_link(*, enterprise: SocialEnterprise, by: Person, at: datetime) -> ConfirmationLink:
    """The enterprise is asked to consent and to confirm its entry, by a letter with a link that works once.

    Raises:
        Refused: when it has no address, or has been taken out.
    """
    rules.may_send_link(enterprise).or_refuse()
    link = _new_link(enterprise, sort="asked" if enterprise.consent_day is None else "renewed", by=by, at=at)
    _record(enterprise, "link.sent", by, at, last_day=link.last_day.isoformat())
    return link


@transaction.atomic
def confirm_by_link(
    *, link: ConfirmationLink, confirmed_by: str, values: Mapping[str, object], at: datetime
) -> SocialEnterprise:
    """The enterprise itself consents to being listed and confirms its entry; the link is used up.

    Args:
        link: found by its fingerprint.
        confirmed_by: who at the enterprise.
        values: what the enterprise puts right, of `OWN_FIELDS`.
        at: when.

    Raises:
        Refused: when the link has been used, replaced or has run out.
    """
    day = clock.day(at)
    rules.may_use_link(link, day=day).or_refuse()
    if not ConfirmationLink.objects.filter(pk=link.pk, used_at__isnull=True, replaced_at__isnull=True).update(
        used_at=at
    ):
        raise Refused(SOMEONE_WAS_FIRST)
    enterprise = link.enterprise
    own = {key: value for key, value in values.items() if key in OWN_FIELDS}
    changed = sorted(key for key, value in own.items() if getattr(enterprise, key) != value)
    is_first = enterprise.consent_day is None
    SocialEnterprise.objects.filter(pk=enterprise.pk).update(
        **own,
        confirmed_day=day,
        consent_by=confirmed_by.strip(),
        consent_day=enterprise.consent_day or day,
    )
    enterprise.refresh_from_db()
    index_enterprises([enterprise.pk])
    _record(
        enterprise,
        "enterprise.confirmed",
        Itself(enterprise),
        at,
        confirmed_by=enterprise.consent_by,
        is_first=is_first,
        changed=changed,
    )
    return enterprise


@transaction.atomic
def refuse_by_link(*, link: ConfirmationLink, at: datetime) -> SocialEnterprise:
    """The enterprise does not want to be listed: the entry is taken out, and what could be a person's is erased.

    Raises:
        Refused: when the link has been used, replaced or has run out.
    """
    rules.may_use_link(link, day=clock.day(at)).or_refuse()
    if not ConfirmationLink.objects.filter(pk=link.pk, used_at__isnull=True, replaced_at__isnull=True).update(
        used_at=at
    ):
        raise Refused(SOMEONE_WAS_FIRST)
    enterprise = link.enterprise
    SocialEnterprise.objects.filter(pk=enterprise.pk).update(
        consent_day=None, consent_by="", confirmed_day=None, contact_name="", contact_email="", contact_phone=""
    )
    enterprise.refresh_from_db()
    _record(enterprise, "enterprise.declined", Itself(enterprise), at)
    return enterprise


@transaction.atomic
def archive_enterprise(*, enterprise: SocialEnterprise, reason: str, by: Person, at: datetime) -> SocialEnterprise:
    """An enterprise is taken out of the register, with the reason; contact data are erased.

    Raises:
        Refused: when it has been already.
    """
    rules.may_archive(enterprise).or_refuse()
    stamp(
        enterprise,
        "archived",
        by=by,
        at=at,
        archived_reason=reason.strip(),
        contact_name="",
        contact_email="",
        contact_phone="",
    )
    _record(enterprise, "enterprise.archived", by, at, reason=reason.strip())
    return enterprise


@transaction.atomic
def merge_enterprises(
    *, enterprise: SocialEnterprise, into: SocialEnterprise, by: Person, at: datetime
) -> SocialEnterprise:
    """Two entries of the same enterprise become one; what hung on the first hangs on the other from here.

    Raises:
        Refused: when the numbers differ, or one has been taken out.
    """
    rules.may_merge(enterprise, into).or_refuse()
    number = into.organisation_number or enterprise.organisation_number
    stamp(enterprise, "archived", by=by, at=at, archived_reason="merged", merged_into=into)
    filled = {
        field: getattr(enterprise, field)
        for field in ("description", "web", "contact_name", "contact_email", "contact_phone", "employees", "seat")
        if not getattr(into, field) and getattr(enterprise, field)
    }
    SocialEnterprise.objects.filter(pk=into.pk).update(organisation_number=number, **filled)
    kept = set(Offer.objects.filter(enterprise=into).values_list("text", flat=True))
    Offer.objects.filter(enterprise=enterprise, text__in=kept).delete()
    Offer.objects.filter(enterprise=enterprise).update(enterprise=into)
    Judgement.objects.filter(enterprise=enterprise).update(enterprise=into)
    Certification.objects.filter(enterprise=enterprise).update(enterprise=into)
    there = set(Identification.objects.filter(enterprise=into).values_list("organisation_id", flat=True))
    for known in Identification.objects.filter(enterprise=enterprise):
        if known.organisation_id in there:
            # The earlier day counts, whichever entry it stood on.
            Identification.objects.filter(
                enterprise=into, organisation=known.organisation_id, day__gt=known.day
            ).update(day=known.day)
            Identification.objects.filter(pk=known.pk).delete()
        else:
            Identification.objects.filter(pk=known.pk).update(enterprise=into)
    meets = Counterpart.objects.filter(enterprise=into).values("collaboration_id")
    Counterpart.objects.filter(
        enterprise=enterprise, collaboration_id__in=list(meets.values_list("collaboration_id", flat=True))
    ).delete()
    Counterpart.objects.filter(enterprise=enterprise).update(enterprise=into)
    served = set(ServedArea.objects.filter(enterprise=into).values_list("municipality_id", "county_id"))
    for area in ServedArea.objects.filter(enterprise=enterprise):
        if (area.municipality_id, area.county_id) not in served:
            ServedArea.objects.filter(pk=area.pk).update(enterprise=into)
    into.refresh_from_db()
    index_enterprises([enterprise.pk, into.pk])
    _record(into, "enterprise.merged", by, at, merged=enterprise.pk, organisation_number=number)
    return into


@transaction.atomic
def remind_enterprises(*, at: datetime) -> int:
    """Enterprises whose entry nears its end or has become stale get a new link: once at each of the two terms.

    Returns how many letters were written.
    """
    day = clock.day(at)
    table = queries.dates()
    terms = (
        ("first", table.number(Threshold.Category.FIRST_REMINDER_AFTER, day)),
        ("stale", table.number(Threshold.Category.STALE_AFTER, day)),
    )
    written = 0
    for sort, months in terms:
        for enterprise in queries.due_for_reminder(day, months=months, until=terms[1][1] if sort == "first" else None):
            link = _new_link(enterprise, sort=sort, by=None, at=at)
            _record(enterprise, "link.sent", Itself(enterprise), at, reminder=sort, last_day=link.last_day.isoformat())
            written += 1
    return written
