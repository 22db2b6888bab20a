"""The form guide: a short tree of questions, and the forms that the answers speak for."""

from collections.abc import Mapping

# Question by question, what may be answered.
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "need": ("own", "shared"),
    "individuals": ("yes", "no"),
    "market": ("yes", "no", "unknown"),
    "idea_based": ("yes", "no", "unknown"),
    "annex_2": ("yes", "no", "unknown"),
    "value": ("within", "over", "unknown"),
    "share": ("yes", "no", "unknown"),
}
_PURCHASE = ("annex_2", "value", "share", "idea_based")


def is_purchase(answers: Mapping[str, str]) -> bool | None:
    """Whether the answers tell of a purchase; None while they do not say."""
    if answers.get("need") == "own" or answers.get("individuals") == "yes" or answers.get("market") == "yes":
        return True
    if answers.get("need") == "shared" and answers.get("individuals") == "no" and answers.get("market") == "no":
        return False
    # Nobody knows whether there is a market: as long as that is so, it is handled as a purchase.
    return True if answers.get("market") == "unknown" else None


def next_question(answers: Mapping[str, str]) -> str | None:
    """The next question of the tree; None when the answers suffice."""
    purchase = is_purchase(answers)
    if purchase is None:
        return next(question for question in ("need", "individuals", "market") if question not in answers)
    wanted = _PURCHASE if purchase else ("idea_based",)
    return next((question for question in wanted if question not in answers), None)


def cleaned(values: Mapping[str, str]) -> dict[str, str]:
    """Of what an address holds, the answers that there are, as far along the tree as they lead."""
    given = {question: values[question] for question, may in ANSWERS.items() if values.get(question) in may}
    kept: dict[str, str] = {}
    while (question := next_question(kept)) is not None and question in given:
        kept[question] = given[question]
    return kept


def suggestions(answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Forms that the answers speak for, each with the key of its reason; the nearest first."""
    if next_question(answers) is not None:
        return ()
    idea_based = answers.get("idea_based") == "yes"
    if not is_purchase(answers):
        found = [("iop", "shared_without_market"), ("local_compact", "shared_approach")] if idea_based else []
        return (*found, ("grant", "no_counter_performance"), ("work_training_agreement", "places"))
    found = []
    if answers["value"] == "within":
        found.append(("direct_procurement", "within_limit"))
    if answers["share"] == "yes":
        found += [("reserved_4_18_1", "share_and_purpose"), ("reserved_4_18_2", "sheltered_programme")]
    if answers["annex_2"] == "yes":
        found += [("reserved_19_25a", "idea_based_annex_2")] if idea_based else []
        found += [("reserved_19_25", "participation_annex_2"), ("lov", "choice")]
    found += [("ordinary_procurement_with_clause", "clause_in_any"), ("framework_call_off", "agreement_there")]
    return tuple(found)
