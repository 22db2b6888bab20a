"""The answers before the decision: what each applicant will be told, computed and as edited by a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.calls import rules
from samverka.calls.figures import NO_LOCKS, Locks
from samverka.calls.models import AnswerDraft, Call, Interest, SelectionOutcome
from samverka.calls.queries.call import call_title
from samverka.calls.queries.selection import ANSWERED, Basis, Told, basis_of, told
from samverka.calls.queries.whatif import address
from samverka.core.templatetags.samverka import deadline
from samverka.core.verdicts import Verdict


def answer_sentence(interest: Interest, outcome: str, reserve_place: int | None) -> str:
    """The answer itself, in a sentence."""
    named = {
        "organisation": interest.organisation.name,
        "call": call_title(interest.call),
        "place": reserve_place,
    }
    match outcome:
        case SelectionOutcome.Outcome.CHOSEN:
            return _("%(organisation)s has been chosen for “%(call)s”.") % named
        case SelectionOutcome.Outcome.RESERVE:
            return _("%(organisation)s is reserve number %(place)s for “%(call)s”.") % named
        case _unused:
            return _("%(organisation)s was not chosen for “%(call)s” this time.") % named


def what_now(call: Call, outcome: str) -> str:
    """What the applicant can do after the answer."""
    match outcome:
        case SelectionOutcome.Outcome.CHOSEN if call.selection_when == Call.SelectionWhen.AFTER_LETTERS:
            return _("Your letter of intent is complete. Now accept the seat:")
        case SelectionOutcome.Outcome.CHOSEN:
            return _(
                "Now two people are to sign the letter of intent, by %(day)s. Name them and choose the basis here:"
            ) % {"day": deadline(call.letter_day)}
        case SelectionOutcome.Outcome.RESERVE:
            return _("If a chosen municipality has no complete letter in time, the seat goes to the next reserve.")
        case _unused:
            return _("You can read the answer here, and are welcome to ask us about it:")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to be: its first and last sentence are fixed, the paragraph between them can be edited."""

    interest_id: int
    name: str
    opening: str
    text: str
    computed: str
    closing: str


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """All answers on one page."""

    call_title: str
    here: str
    selection_href: str
    save_href: str
    fingerprint: str
    locks: Locks
    answers: tuple[Answer, ...]
    edited: int
    # Written for another basis, so they no longer count.
    outdated: int
    may_write: Verdict


def answers_page(call: Call, _at: datetime, *, locks: Locks = NO_LOCKS) -> AnswersPage:
    """What each will be told, with what a person has written instead of the computed reason."""
    basis = basis_of(call, locks=locks, unread=ANSWERED)
    decided = any(getattr(one.interest, "outcome", None) for one in basis.candidates)
    found = told_of(basis) if basis.is_reckoned else ()
    kept = [
        draft
        for one in basis.candidates
        if (draft := getattr(one.interest, "answer_draft", None)) and isinstance(draft, AnswerDraft)
    ]
    drafts = texts_for(basis, kept)
    where = [call.network.slug, call.slug]
    with override("sv"):
        answers = tuple(
            Answer(
                interest_id=one.interest.pk,
                name=one.interest.organisation.name,
                opening=answer_sentence(one.interest, one.outcome, one.reserve_place),
                text=drafts.get(one.interest.pk, one.reason),
                computed=one.reason,
                closing=what_now(call, one.outcome),
            )
            for one in found
        )
    return AnswersPage(
        call_title=call_title(call),
        here=address(reverse("calls:answers", args=where), basis.locks),
        selection_href=address(reverse("calls:selection", args=where), basis.locks),
        save_href=reverse("calls:write_answers", args=where),
        fingerprint=basis.fingerprint,
        locks=basis.locks,
        answers=() if decided else answers,
        edited=len(drafts),
        outdated=len(kept) - len(drafts),
        may_write=rules.may_write_answers(is_decided=decided, is_told=bool(found))
        if basis.is_reckoned
        else rules.is_answer_at_hand(is_reckoned=False),
    )


def told_of(basis: Basis) -> tuple[Told, ...]:
    """What each will be told; nothing while the rules can't be used or met, or nobody can be chosen."""
    if basis.fault or not basis.eligible:
        return ()
    whole = basis.whole()
    return () if whole and whole.proposal.refusal_sv else told(basis, whole)


def answer_drafts(basis: Basis) -> Mapping[int, str]:
    """Interest -> what a person has written for just this basis."""
    return texts_for(basis, list(AnswerDraft.objects.filter(interest__call=basis.call)))


def texts_for(basis: Basis, drafts: list[AnswerDraft]) -> dict[int, str]:
    """Of these drafts, those that were written for this basis."""
    return {row.interest_id: row.text for row in drafts if row.fingerprint == basis.fingerprint}
