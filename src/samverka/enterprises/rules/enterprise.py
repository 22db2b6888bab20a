"""What holds for an entry of the register."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samverka.core.verdicts import YES, Verdict, no
from samverka.enterprises.figures.limits import months_later
from samverka.enterprises.figures.numbers import NumberFault, number_fault
from samverka.enterprises.models import ConfirmationLink, Judgement, SocialEnterprise

FAULTS: Mapping[NumberFault, str | Promise] = {
    NumberFault.SHAPE: _("An organisation number has ten digits, for example 769600-0000."),
    NumberFault.PERSONAL: _(
        "That is a personal identity number. A sole trader's organisation number is the owner's own, so sole traders "
        "can not stand in the register with a number. The number has not been kept."
    ),
    NumberFault.GROUP: _("No organisation number begins with that digit."),
    NumberFault.PUBLIC: _("That number belongs to a public body, which can not be a social enterprise."),
    NumberFault.CHECK_DIGIT: _("The digits do not agree with each other. Look at the number once more."),
}


def is_enterprise_number(digits: str, *, invented_allowed: bool = False) -> Verdict:
    """Ten digits of a legal entity that is no public body, with the right check digit (section 4, org. number)."""
    fault = number_fault(digits, invented_allowed=invented_allowed)
    return no(FAULTS[fault]) if fault else YES


class Standing(StrEnum):
    """Where an entry stands: read from its days, never stored."""

    DRAFT = "draft"
    AWAITING_CONSENT = "awaiting_consent"
    LISTED = "listed"
    STALE = "stale"
    ARCHIVED = "archived"


STANDING_WORDS: Mapping[Standing, str | Promise] = {
    Standing.DRAFT: pgettext_lazy("entry", "Draft"),
    Standing.AWAITING_CONSENT: pgettext_lazy("entry", "Waits for the enterprise's consent"),
    Standing.LISTED: pgettext_lazy("entry", "Listed"),
    Standing.STALE: pgettext_lazy("entry", "Stale"),
    Standing.ARCHIVED: pgettext_lazy("entry", "Taken out of the register"),
}


def stale_from(confirmed_day: date, months: int) -> date:
    """The first day on which an entry is stale."""
    return months_later(confirmed_day, months)


def standing(
    *,
    consent_day: date | None,
    confirmed_day: date | None,
    is_archived: bool,
    has_been_asked: bool,
    stale_after: int,
    day: date,
) -> Standing:
    """Consent and a confirmation not older than the register's term make an entry listed, else it is stale."""
    if is_archived:
        return Standing.ARCHIVED
    if consent_day is None or confirmed_day is None:
        return Standing.AWAITING_CONSENT if has_been_asked else Standing.DRAFT
    return Standing.STALE if day >= stale_from(confirmed_day, stale_after) else Standing.LISTED


def may_be_matched(*, consent_day: date | None, confirmed_day: date | None, months: int, day: date) -> Verdict:
    """Who has consented, and confirmed within the register's longer term, is proposed to buyers."""
    if consent_day is None or confirmed_day is None:
        return no(_("The enterprise has not consented to being listed."))
    if day >= months_later(confirmed_day, months):
        return no(_("The entry has not been confirmed for too long to be proposed to anyone."))
    return YES


def may_send_link(enterprise: SocialEnterprise) -> Verdict:
    """A link goes to an entry that stands, with an address."""
    if enterprise.archived_at is not None:
        return no(_("The enterprise has been taken out of the register."))
    if not enterprise.contact_email:
        return no(_("Write the contact person's e-mail first: the link is sent there."))
    return YES


def may_use_link(link: ConfirmationLink, *, day: date) -> Verdict:
    """A link works once, until its last day, and while no newer one has been sent."""
    if link.used_at is not None:
        return no(_("This link has been used. The entry was confirmed with it."))
    if link.replaced_at is not None:
        return no(_("A newer link has been sent. Use the one in the latest letter."))
    if day > link.last_day:
        return no(_("This link is no longer valid. Ask for a new one."))
    if link.enterprise.archived_at is not None:
        return no(_("The enterprise has been taken out of the register."))
    return YES


def may_archive(enterprise: SocialEnterprise) -> Verdict:
    """What stands may be taken out, once."""
    if enterprise.archived_at is not None:
        return no(_("The enterprise has been taken out of the register already."))
    return YES


def may_merge(enterprise: SocialEnterprise, into: SocialEnterprise) -> Verdict:
    """Two entries of the same enterprise become one: the same number, or one that has none."""
    if enterprise.pk == into.pk:
        return no(_("An entry can not be merged with itself."))
    if enterprise.archived_at is not None or into.archived_at is not None:
        return no(_("One of the entries has been taken out of the register."))
    numbers = {enterprise.organisation_number, into.organisation_number} - {""}
    if len(numbers) > 1:
        return no(_("The entries have different organisation numbers, so they are different enterprises."))
    return YES


CRITERIA: Mapping[str, tuple[tuple[str, str | Promise], ...]] = {
    Judgement.Definition.ASF: (
        ("integration", _("Its overall purpose is to integrate people who have great difficulty getting work.")),
        ("participation", _("It makes those who work there take part, by ownership, agreement or in writing.")),
        ("reinvests", _("It mainly reinvests its profit in its own or a similar business.")),
        ("independent", _("It is independent of the public sector as an organisation.")),
    ),
    Judgement.Definition.GOVERNMENT: (
        ("means", _("Its business is a means to reach one or more goals of public benefit.")),
        ("measured", _("Its results are measured against those goals.")),
        ("reinvests", _("Its surplus is mainly reinvested.")),
    ),
    Judgement.Definition.EU: (
        ("social_objective", _("A social objective is the reason for its business.")),
        ("reinvests", _("Its profit is mainly reinvested.")),
        ("governance", _("Its organisation or ownership reflects the mission.")),
    ),
    Judgement.Definition.SELF_DECLARED: (("declares", _("It calls itself a social enterprise.")),),
}
"""One question for each criterion of each definition (facts 1.2)."""
ANSWERS = ("yes", "no", "unknown")


def is_judged_whole(definition: str, answers: Mapping[str, str]) -> Verdict:
    """Every criterion of the definition has an answer, and nothing else has."""
    wanted = {key for key, _text in CRITERIA[definition]}
    if set(answers) != wanted or not set(answers.values()) <= set(ANSWERS):
        return no(_("Answer each criterion of the definition: yes, no or not known."))
    return YES


def certified_until(first_day: date, months: int) -> date:
    """The last day of a certification for which none is said."""
    return months_later(first_day, months)
