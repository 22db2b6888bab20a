"""The words of the form guide."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

QUESTIONS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "need": (
        _("Whose need is it?"),
        _("The municipality's own, as when it buys cleaning, or one that it shares with others in society?"),
    ),
    "individuals": (
        _("Does the municipality decide which individuals get it?"),
        _("Then it buys a service, whatever the agreement is called."),
    ),
    "market": (
        _("Is there a market?"),
        _("Do enterprises sell this in competition with each other, here or elsewhere?"),
    ),
    "idea_based": (
        _("Is the other side idea-based?"),
        _("It has a public-benefit purpose and no aim of profit to its owners."),
    ),
    "annex_2": (
        _("Is it a social or other specific service (annex 2)?"),
        _("Care, education, culture, restaurants and some more. If you are unsure, search the CPV code."),
    ),
    "value": (
        _("What is it worth in all?"),
        _("Count options and extensions, and what your organisation has bought of the same kind this year."),
    ),
    "share": (
        _("Could a supplier do it that has the share from the target group which the law asks?"),
        _("People with disabilities or with difficulty entering the labour market, among all who work there."),
    ),
}
ANSWER_WORDS: Mapping[str, Mapping[str, str | Promise]] = {
    "need": {"own": _("Our own"), "shared": _("Shared")},
    "value": {
        "within": _("Within the limit for direct procurement"),
        "over": _("Over the limit"),
        "unknown": _("We do not know"),
    },
}
PLAIN_ANSWERS: Mapping[str, str | Promise] = {"yes": _("Yes"), "no": _("No"), "unknown": _("We do not know")}


def answer_text(question: str, answer: str) -> str | Promise:
    """An answer in words."""
    return ANSWER_WORDS.get(question, PLAIN_ANSWERS)[answer]


REASONS: Mapping[str, str | Promise] = {
    "shared_without_market": _(
        "The need is shared, there is no market, and the other side is idea-based: a partnership in which both "
        "contribute can fit. It is not regulated in law and is judged case by case; it may not be a purchase."
    ),
    "shared_approach": _("For how you work together in general, without buying anything from each other."),
    "no_counter_performance": _("Support without anything in return: no penalties, and no say over who gets what."),
    "places": _("For places for work training, per place. Where you pay for a service, it is a purchase."),
    "within_limit": _(
        "The value is within the limit. From a certain amount it is documented, with how you used competition."
    ),
    "share_and_purpose": _(
        "Only suppliers whose main purpose is to integrate people, and that have the share from the target group, may "
        "take part. Any goods or service."
    ),
    "sheltered_programme": _(
        "The contract is performed within a programme for sheltered employment, with the same share."
    ),
    "idea_based_annex_2": _("Some services can be reserved for idea-based organisations. Check the CPV code."),
    "participation_annex_2": _(
        "Some services can be reserved for organisations that are led by those who work there, for a limited time."
    ),
    "choice": _("Where people themselves choose who gives the service."),
    "clause_in_any": _("Any procurement can ask the supplier to offer work or to take part in a dialogue about it."),
    "agreement_there": _("If you have a framework agreement that covers it, call off from that."),
}
GUIDANCE = "https://www.upphandlingsmyndigheten.se/"
