"""The law of examples: pure decisions on facts handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no
from samverka.examples.models import MOST_INGRESS

# Who at the host reviews and publishes.
EDITING_FUNCTIONS = frozenset(
    {"project_manager", "process_supporter", "method_developer", "subject_expert", "administrator"}
)
FEWEST_CONCLUSIONS, MOST_CONCLUSIONS = 3, 7
DRAFT, MUNICIPALITY_REVIEW, SKR_REVIEW, PUBLISHED, ARCHIVED = (
    "draft",
    "municipality_review",
    "skr_review",
    "published",
    "archived",
)


@dataclass(frozen=True, slots=True)
class Approved:
    """One approval as the rules see it."""

    name: str
    sha256: str
    is_declined: bool


def state_of(*, is_handed_over: bool, all_approved: bool, has_edition: bool, is_archived: bool) -> str:
    """Where an example stands, read from stamps and approvals."""
    if is_archived:
        return ARCHIVED
    if is_handed_over:
        return SKR_REVIEW if all_approved else MUNICIPALITY_REVIEW
    return PUBLISHED if has_edition else DRAFT


def may_edit(functions: frozenset[str]) -> Verdict:
    """Those at the host who work with examples."""
    if functions & EDITING_FUNCTIONS:
        return YES
    return no(_("Process supporters and method developers at the host review and publish examples."))


def may_save(*, is_handed_over: bool, is_archived: bool, saved: int, seen: int) -> Verdict:
    """A draft is written until it is handed over, and nobody writes over a colleague."""
    if is_archived:
        return no(_("The example has been archived."))
    if is_handed_over:
        return no(_("The example lies with those who approve it. Take it back to change something."))
    if saved != seen:
        return no(_("A colleague has saved the example meanwhile. Copy what you wrote, load the page and put it in."))
    return YES


def has_conclusions(conclusions: Sequence[str]) -> Verdict:
    """Three to seven conclusions stand first."""
    if len(conclusions) < FEWEST_CONCLUSIONS:
        return no(_("Write at least three conclusions. They come first and are what others read."))
    if len(conclusions) > MOST_CONCLUSIONS:
        return no(_("Keep to seven conclusions at the most. Put the rest under tips."))
    return YES


def has_alt_texts(alt_texts: Sequence[str]) -> Verdict:
    """Every picture says in words what it shows."""
    if all(text.strip() for text in alt_texts):
        return YES
    return no(_("Say in words what each picture shows."))


def may_hand_over(
    *,
    is_handed_over: bool,
    is_archived: bool,
    ingress: str,
    conclusions: Sequence[str],
    done: str,
    figures: Sequence[dict[str, str]],
    alt_texts: Sequence[str],
) -> Verdict:
    """An example is whole before anyone is asked to approve it."""
    if is_archived:
        return no(_("The example has been archived."))
    if is_handed_over:
        return no(_("The example has been handed over already."))
    if not ingress:
        return no(_("Write the introduction: two or three sentences on what others can learn."))
    if len(ingress) > MOST_INGRESS:
        return no(_("The introduction is longer than 600 characters. Make it shorter."))
    verdict = has_conclusions(conclusions)
    if not verdict:
        return verdict
    if not done:
        return no(_("Write how it was done."))
    if any(not (row["what"] and row["value"] and row["source"]) for row in figures):
        return no(_("Each number needs what it counts, its value and its source."))
    return has_alt_texts(alt_texts)


def may_take_back(*, is_handed_over: bool) -> Verdict:
    """Whoever may write takes the example back while it lies with those who approve it."""
    return YES if is_handed_over else no(_("The example is not handed over."))


def may_approve(*, is_handed_over: bool, is_approved: bool, is_declined: bool, is_dropped: bool) -> Verdict:
    """Someone who has been asked approves, once."""
    if is_dropped:
        return no(_("Your approval is no longer needed."))
    if not is_handed_over:
        return no(_("The example is being changed. You will be asked again when it is ready."))
    if is_approved:
        return no(_("You have approved the example already."))
    if is_declined:
        return no(_("You have declined. You will be asked again when the example has been changed."))
    return YES


def may_publish(
    *, is_handed_over: bool, is_archived: bool, conclusions: Sequence[str], alt_texts: Sequence[str],
    approvals: Sequence[Approved], has_municipality: bool, sha256: str,
) -> Verdict:  # fmt: skip
    """Published is exactly what the municipality and every named enterprise have approved."""
    if is_archived:
        return no(_("The example has been archived."))
    if not is_handed_over:
        return no(_("The example has not been handed over for approval."))
    for verdict in (has_conclusions(conclusions), has_alt_texts(alt_texts)):
        if not verdict:
            return verdict
    missing = [one.name for one in approvals if one.sha256 != sha256]
    if not has_municipality or missing:
        names = ", ".join(missing)
        return no(_("Approval is missing: %(names)s.") % {"names": names} if names else _("Approval is missing."))
    return YES


def may_archive(*, has_edition: bool, is_archived: bool) -> Verdict:
    """A published example is archived once; the page then says so."""
    if is_archived:
        return no(_("The example has been archived already."))
    return YES if has_edition else no(_("Only a published example can be archived."))


def may_note_use(*, is_own: bool, is_noted: bool, is_member: bool) -> Verdict:
    """Another member says that it has used an example, once."""
    if not is_member:
        return no(_("Only those who work at a member of the host can say that they have used an example."))
    if is_own:
        return no(_("This is your own municipality's example."))
    if is_noted:
        return no(_("Your municipality has said so already."))
    return YES


def may_log(*, day: date, today: date, first_day: date) -> Verdict:
    """What is logged has happened, and in the days of the network."""
    if day > today:
        return no(_("The day lies ahead. Log it when it has been."))
    if day < first_day:
        return no(_("The day lies before the network began."))
    return YES
