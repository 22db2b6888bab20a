"""The law of support: pure decisions on facts handed in."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no

# Who at the host gives support and keeps resources.
SUPPORTING_FUNCTIONS = frozenset(
    {"project_manager", "process_supporter", "method_developer", "subject_expert", "administrator"}
)
REQUESTED, IN_DEVELOPMENT, TRIAL, PUBLISHED, RETIRED = "requested", "in_development", "trial", "published", "retired"


def may_support(functions: frozenset[str]) -> Verdict:
    """Those at the host who give support."""
    if functions & SUPPORTING_FUNCTIONS:
        return YES
    return no(_("Process supporters and method developers at the host write here."))


def may_log(*, day: date, today: date, first_day: date, next_day: date | None) -> Verdict:
    """What is logged has happened, in the days of the seat, and the next contact is still to come after it."""
    if day > today:
        return no(_("The day lies ahead. Log the contact when it has been."))
    if day < first_day:
        return no(_("The day lies before the municipality's seat began."))
    if next_day and next_day <= day:
        return no(_("The next contact must lie after this one."))
    return YES


def may_mark_done(*, is_done: bool) -> Verdict:
    """A step is done once."""
    return no(_("The step is marked as done already.")) if is_done else YES


def is_overdue(*, due_day: date, is_done: bool, today: date) -> bool:
    """Whether a step's day has passed."""
    return not is_done and due_day < today


def may_move(*, state: str, to: str, has_version: bool, has_licence: bool) -> Verdict:
    """A resource goes from requested to being made, on trial, published and retired; one step at a time."""
    order = (REQUESTED, IN_DEVELOPMENT, TRIAL, PUBLISHED, RETIRED)
    if order.index(to) != order.index(state) + 1:
        return no(_("The resource does not stand where that step begins. Load the page again."))
    if to == TRIAL and not has_version:
        return no(_("Add a first version, a file or a link, before it is tried."))
    if to == PUBLISHED and not has_licence:
        return no(_("Choose a licence before the resource is published."))
    return YES


def may_say(*, is_said: bool, is_retired: bool) -> Verdict:
    """A municipality says once that it wants or has used a resource."""
    if is_retired:
        return no(_("The resource has been retired."))
    return no(_("Your municipality has said so already.")) if is_said else YES
