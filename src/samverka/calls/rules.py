"""The law of calls: pure decisions on facts handed in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.calls.figures import DIMENSIONS, Stage
from samverka.calls.models import (
    Call,
    Interest,
    LetterOfIntent,
    LetterSignatory,
    Paper,
    SelectionOutcome,
    SignedFile,
)
from samverka.core import clock
from samverka.core.verdicts import YES, Verdict, no
from samverka.core.words import address_key, sort_key
from samverka.meetings.models import Meeting
from samverka.networks.models import DataProtectionArrangement, Network

# Addresses that the pages of a host use themselves, so no call can have them.
RESERVED_SLUGS = frozenset({"nytt"})
OPEN_UNTIL_DECIDED = frozenset({Stage.OPEN, Stage.INTEREST_CLOSED, Stage.CONFIRMATION_CLOSED, Stage.SELECTING})


# A promise in Swedish and, optionally, in English.
Promised = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CallDraft:
    """All that a host writes in a call.

    `title`, `lead` and `purpose` are Swedish (blank lines part paragraphs), with optional English. The days:
    `opens_day` is the first on which an interest can be started, `interest_day` the last to send it in,
    `confirmation_day` the last to confirm, `decision_day` when the answer can be expected, `letter_day` the last
    for the complete letter of intent; a deadline day counts to its end.

    `selection_rules`: unit_km, tolerance, size_limits (the first population of each class after the first), quotas
    ({"size_class": {"1": [low, high]}, "stage": {"early": [low, high]}}) and at_most ({"county": 2}).
    `lottery_seed` is secret until the selection is decided; only its fingerprint is shown.
    Promises are (Swedish, English or empty), in order.
    """

    title: str
    lead: str
    purpose: str
    opens_day: date
    interest_day: date
    confirmation_day: date
    decision_day: date
    letter_day: date
    contact_name: str
    contact_email: str
    municipality_commitments: Sequence[Promised] = ()
    host_commitments: Sequence[Promised] = ()
    selection_rules: Mapping[str, object] = field(default_factory=dict)
    selection_when: str = Call.SelectionWhen.AFTER_CONFIRMATION
    lottery_seed: str = ""
    information_meeting: Meeting | None = None
    title_en: str = ""
    lead_en: str = ""
    purpose_en: str = ""

    def columns(self) -> dict[str, object]:
        """The call's own columns."""
        promises = {"municipality_commitments", "host_commitments"}
        values = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in promises}
        return values | {"selection_rules": dict(self.selection_rules)}


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that an interest lacks, and the part of the form where it is written."""

    part: str
    sentence: str | Promise


def may_publish(call: Call, *, municipality_commitments: int, host_commitments: int) -> Verdict:
    """A call is published when both sides' promises and the lottery's seed stand in it (R7, R8)."""
    if call.cancelled_at:
        return no(_("The call has been cancelled."))
    if call.published_at:
        return no(_("The call has already been published."))
    if not municipality_commitments or not host_commitments:
        return no(_("Write what both sides promise before the call is published."))
    if not call.lottery_seed:
        return no(_("Write the lottery's seed before the call is published; only its fingerprint will be shown."))
    return YES


def may_change_call(call: Call, *, is_decided: bool) -> Verdict:
    """A draft is changed freely; what has been published in the open, until the selection is decided (R7)."""
    if call.cancelled_at:
        return no(_("The call has been cancelled."))
    if is_decided:
        return no(_("The selection has been decided, so the call can no longer be changed."))
    return YES


def is_change_explained(*, is_published: bool, reason: str, has_changes: bool) -> Verdict:
    """Whoever has read the call is told what was changed in it, and why."""
    if not is_published:
        return YES
    if not has_changes:
        return no(_("Nothing has been changed."))
    return YES if reason.strip() else no(_("Write why the call is changed. The reason is shown with the change."))


def are_days_in_order(
    *,
    opens_day: date,
    interest_day: date,
    confirmation_day: date,
    decision_day: date,
    letter_day: date,
    after_letters: bool,
) -> Verdict:
    """A call's days follow each other; the letters come before or after the decision, as the call says."""
    order = (
        (opens_day, interest_day, _("The last day to express interest can not come before the call opens.")),
        (interest_day, confirmation_day, _("The last day to confirm can not come before the last day of interest.")),
        (confirmation_day, letter_day, _("The day of the letters can not come before the last day to confirm.")),
    )
    for earlier, later, sentence in order:
        if later < earlier:
            return no(sentence)
    if after_letters and decision_day < letter_day:
        return no(_("With selection after letters, the decision can not come before the day of the letters."))
    if not after_letters and not confirmation_day <= decision_day <= letter_day:
        return no(_("The decision comes between the last day to confirm and the day of the letters."))
    return YES


def may_be_information_meeting(meeting: Meeting | None, network: Network) -> Verdict:
    """The information meeting is one of the network's own, of that kind, and not cancelled (R5)."""
    if meeting is None:
        return YES
    if meeting.network_id != network.pk or meeting.kind != Meeting.Kind.INFORMATION or meeting.cancelled_at:
        return no(_("Choose an information meeting of this network."))
    return YES


def may_cancel(call: Call, *, is_decided: bool) -> Verdict:
    """A call can be cancelled until the selection has been decided."""
    if call.cancelled_at:
        return no(_("The call has already been cancelled."))
    if is_decided:
        return no(_("The selection has been decided, so the call can not be cancelled."))
    return YES


def may_use_call(call: Call) -> Verdict:
    """Nothing happens in a call that is a draft or has been cancelled."""
    if call.cancelled_at:
        return no(_("The call has been cancelled."))
    if not call.published_at:
        return no(_("The call has not been published yet."))
    return YES


def may_start_interest(call: Call, *, day: date) -> Verdict:
    """An interest can be started from the opening day to the end of the last day (R2)."""
    if not (usable := may_use_call(call)):
        return usable
    if day < call.opens_day:
        return no(_("The call has not opened yet."))
    if day > call.interest_day:
        return no(_("The last day to express interest has passed. Contact the host if you still want to take part."))
    return YES


def may_answer_question(*, is_answered: bool) -> Verdict:
    """A question is answered once: what has been published to all is not changed silently."""
    return no(_("The question has been answered.")) if is_answered else YES


def is_late_allowed(interest: Interest, *, day: date) -> bool:
    """Whether an exemption lets the organisation act on this day, or that it came in time by mail or phone (R2)."""
    if interest.late_until is not None and day <= interest.late_until:
        return True
    call = interest.call
    came_in_time = interest.received_at is not None and clock.day(interest.received_at) <= call.interest_day
    return came_in_time and day <= call.confirmation_day


def may_write_interest(interest: Interest, *, day: date) -> Verdict:
    """An interest is written while the call is open, or as long as an exemption runs."""
    if is_late_allowed(interest, day=day):
        return may_use_call(interest.call)
    return may_start_interest(interest.call, day=day)


def may_exempt(interest: Interest, *, late_until: date, is_decided: bool, day: date) -> Verdict:
    """The host gives more time before the selection is decided, until a day that has not passed."""
    if not (usable := may_use_call(interest.call)):
        return usable
    if is_decided:
        return no(_("The selection has been decided."))
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    if interest.confirmed_at:
        return no(_("The interest has been confirmed, so it needs no more time."))
    return YES if late_until >= day else no(_("Choose a day that has not passed."))


def may_join(*, is_contact: bool, has_confirmed_domain: bool) -> Verdict:
    """A colleague joins an interest by an address that is confirmed for the organisation, or is invited."""
    if is_contact or has_confirmed_domain:
        return YES
    return no(_("A colleague of yours has already started. Ask to be invited as a contact."))


def may_invite_contact(interest: Interest, *, is_contact: bool) -> Verdict:
    """A contact asks colleagues to write along, each once."""
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    return no(_("This colleague is already a contact.")) if is_contact else YES


def may_save(interest: Interest, *, part: str, day: date) -> Verdict:
    """A draft is saved while the call is open; the team can be named until the organisation has its seat."""
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    if part == "team":
        return may_use_call(interest.call)
    if interest.submitted_at:
        return no(_("The interest has been sent in. Take it back if you want to change something."))
    return may_write_interest(interest, day=day)


def may_submit(interest: Interest, *, missing: Sequence[Missing], day: date) -> Verdict:
    """A whole draft is sent in once, until the end of the last day."""
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    if interest.submitted_at:
        return no(_("The interest has already been sent in."))
    if not (open_now := may_write_interest(interest, day=day)):
        return open_now
    return no(_("Something is missing. The list shows what.")) if missing else YES


def may_take_back(interest: Interest, *, day: date) -> Verdict:
    """What was sent in can be taken back while the call is open."""
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    if not interest.submitted_at:
        return no(_("The interest has not been sent in."))
    if interest.confirmed_at:
        return no(_("You have confirmed the interest, so it can not be taken back."))
    return may_write_interest(interest, day=day)


def may_withdraw(interest: Interest, *, has_seat: bool) -> Verdict:
    """An organisation may leave the call at any time before it has accepted a seat."""
    if interest.withdrawn_at:
        return no(_("The interest has already been withdrawn."))
    if has_seat:
        return no(_("You already have a seat in the network."))
    return YES


def may_restart(interest: Interest, *, is_decided: bool, day: date) -> Verdict:
    """Who has left the call comes back while its interest could still be sent in or confirmed."""
    if not interest.withdrawn_at:
        return no(_("The interest has not been withdrawn."))
    if is_decided:
        return no(_("The selection has been decided."))
    if not (usable := may_use_call(interest.call)):
        return usable
    last = interest.call.confirmation_day if interest.submitted_at else interest.call.interest_day
    if day > last and not is_late_allowed(interest, day=day):
        return no(_("The last day has passed. Contact the host if you still want to take part."))
    return YES


def may_end_contact(interest: Interest, *, contacts: int) -> Verdict:
    """A contact is taken off, but never the last one: somebody must have it in hand."""
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    return YES if contacts > 1 else no(_("Invite whoever takes over first. There must be a contact."))


def may_register(call: Call, *, has_interest: bool, received_day: date, day: date) -> Verdict:
    """The host writes down what came by mail or phone: the day it came counts (R2)."""
    if not (usable := may_use_call(call)):
        return usable
    if has_interest:
        return no(_("The municipality has begun an expression of interest already."))
    if received_day > day:
        return no(_("Choose a day that has come."))
    if not call.opens_day <= received_day <= call.interest_day:
        return no(_("It did not come while the call was open. Give more time instead, once it has begun."))
    return YES if day <= call.confirmation_day else no(_("The last day to confirm has passed."))


def may_confirm(interest: Interest, *, day: date) -> Verdict:
    """Continued interest is confirmed once, by those who sent in, until the end of its own day (R5)."""
    if not (usable := may_use_call(interest.call)):
        return usable
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    if not interest.submitted_at:
        return no(_("The interest was never sent in, so it can not be confirmed."))
    if interest.confirmed_at:
        return no(_("You have already confirmed that you want to continue."))
    if day > interest.call.confirmation_day and not is_late_allowed(interest, day=day):
        return no(_("The last day to confirm has passed. Contact the host if you still want to take part."))
    return YES


def may_remind(call: Call, *, waiting: int, day: date) -> Verdict:
    """The host reminds those who have not answered, while they still can."""
    if not (usable := may_use_call(call)):
        return usable
    if day <= call.interest_day:
        return no(_("The call is still open. Remind when the last day to express interest has passed."))
    if day > call.confirmation_day:
        return no(_("The last day to confirm has passed."))
    return YES if waiting else no(_("Everyone has answered; there is nobody to remind."))


def may_set_band(interest: Interest, *, is_decided: bool) -> Verdict:
    """The host sets another stage band after the meeting, before the selection is decided (R6)."""
    if is_decided:
        return no(_("The selection has been decided."))
    if not interest.submitted_at or interest.withdrawn_at:
        return no(_("Only an interest that has been sent in has a stage."))
    return YES


def missing_for_submission(
    interest: Interest, *, municipality_commitments: Collection[int], coordinator: tuple[str, str] | None
) -> tuple[Missing, ...]:
    """What a draft lacks before it can be sent in; `coordinator` is name and address, when one is named."""
    written = (
        ("about", interest.motivation, _("Write why you want to take part.")),
        ("about", interest.situation, _("Write how things stand today.")),
        ("about", interest.needs, _("Write what you need.")),
        ("anchoring", interest.committee, _("Name the committee that is responsible.")),
    )
    found = [Missing(part, sentence) for part, text, sentence in written if not text.strip()]
    if any(dimension not in interest.self_assessment for dimension in DIMENSIONS):
        found.append(Missing("assessment", _("Answer all seven questions; “do not know” is an answer.")))
    if coordinator is None or not all(coordinator):
        found.append(Missing("team", _("Name the coordinator, with an e-mail address.")))
    if not set(municipality_commitments) <= set(interest.commitments_kept):
        found.append(Missing("commitments", _("Tick each commitment that you make.")))
    return tuple(found)


def is_eligible(
    interest: Interest,
    *,
    municipality_commitments: Collection[int],
    has_coordinator: bool,
    has_position: bool,
    needs_letter: bool,
    has_complete_letter: bool,
) -> Verdict:
    """Whether an applicant can be chosen at all, before the engine is asked (R6)."""
    if interest.withdrawn_at:
        return no(_("Has withdrawn."))
    if not interest.submitted_at:
        return no(_("Has not sent in the interest."))
    if not interest.confirmed_at:
        return no(_("Has not confirmed the interest."))
    if not set(municipality_commitments) <= set(interest.commitments_kept):
        return no(_("Has not made all the commitments."))
    if not has_coordinator:
        return no(_("Has named no coordinator."))
    if not has_position:
        return no(_("Is no municipality with a place in the register."))
    if needs_letter and not has_complete_letter:
        return no(_("Has no complete letter of intent."))
    return YES


def may_decide(
    call: Call, *, is_decided: bool, eligible: int, unanswered: int, day: date, late_until: date | None = None
) -> Verdict:
    """The selection is decided once, when its basis can no longer change.

    That is when the day of the letters (where letters come first) or of the confirmation has passed, or, in
    the usual order, as soon as everyone has answered after the last day of interest.
    """
    if not (usable := may_use_call(call)):
        return usable
    if is_decided:
        return no(_("The selection has already been decided."))
    if late_until and day <= late_until:
        return no(_("Someone has been given more time. Decide when that day has passed."))
    after_letters = call.selection_when == Call.SelectionWhen.AFTER_LETTERS
    all_answered = not after_letters and not unanswered and day > call.interest_day
    if after_letters and day <= call.letter_day:
        return no(_("The letters of intent may still come in. Decide when their last day has passed."))
    if not after_letters and day <= call.confirmation_day and not all_answered:
        return no(_("Some may still confirm. Decide when everyone has answered or the last day has passed."))
    return YES if eligible else no(_("There is nobody to choose."))


def is_answer_at_hand(*, is_reckoned: bool) -> Verdict:
    """Nobody is answered before the engine has given each their reason."""
    return YES if is_reckoned else no(_("The reserves' order and everyone's reasons are still to be computed."))


def are_deviations_explained(reasons: Mapping[str, str], *, locked: Collection[str]) -> Verdict:
    """The host may deviate from the proposal, but only with a written reason for each deviation."""
    if all(reasons.get(code, "").strip() for code in locked):
        return YES
    return no(_("Write a reason for each deviation from the proposal. It stands in the decision."))


def may_write_answers(*, is_decided: bool, is_told: bool) -> Verdict:
    """The answers are edited while there is a selection to decide."""
    if is_decided:
        return no(_("The selection has already been decided."))
    return YES if is_told else no(_("There is nobody to answer yet, or the rules can not be met."))


def may_ask_for_study(*, is_needed: bool, is_met: bool, is_asked_for: bool) -> Verdict:
    """The longer computations are asked for once for each basis, where there is a selection to look into."""
    if is_asked_for:
        return no(_("It has been asked for and is shown here when it is ready."))
    return YES if is_needed and is_met else no(_("There is no selection to look into."))


def may_issue_letter(interest: Interest, *, outcome: SelectionOutcome | None, has_letter: bool) -> Verdict:
    """A letter is issued to those chosen or offered; where letters come first, to all who have confirmed (R1)."""
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    if has_letter:
        return no(_("The letter of intent has already been issued."))
    if interest.call.selection_when == Call.SelectionWhen.AFTER_LETTERS:
        return YES if interest.confirmed_at else no(_("The interest has not been confirmed."))
    if outcome is None or not is_to_have_seat(outcome):
        return no(_("Only those who have been chosen sign a letter of intent."))
    return YES


def is_to_have_seat(outcome: SelectionOutcome) -> bool:
    """Whether a seat is kept for this applicant now: chosen or offered later, and not lapsed."""
    has_claim = outcome.outcome == SelectionOutcome.Outcome.CHOSEN or outcome.offered_at is not None
    return has_claim and outcome.lapsed_at is None


def letter_day(call: Call, outcome: SelectionOutcome | None) -> date:
    """The day by which this applicant's letter is to be complete."""
    return outcome.letter_day if outcome and outcome.letter_day else call.letter_day


def may_prepare_letter(
    letter: LetterOfIntent, interest: Interest, *, outcome: SelectionOutcome | None, day: date
) -> Verdict:
    """Basis and signatories are named until the letter is complete or its day has passed."""
    if not (usable := may_use_call(interest.call)):
        return usable
    if letter.completed_at:
        return no(_("The letter of intent is already complete."))
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    if outcome and outcome.lapsed_at:
        return no(_("The seat has been offered to another municipality."))
    if day > letter_day(interest.call, outcome):
        return no(_("The last day for the letter of intent has passed. Contact the host."))
    return YES


def may_choose_basis(letter: LetterOfIntent, *, may_prepare: Verdict, basis: str, basis_day: date | None) -> Verdict:
    """The basis stands in the text, so it is chosen before anyone signs."""
    if not may_prepare:
        return may_prepare
    if letter.signature_count:
        return no(_("Someone has already signed the text as it stands, so the basis can not be changed."))
    if basis == LetterOfIntent.Basis.SUBJECT_TO_DECISION and basis_day is None:
        return no(_("Say on which day the decision is expected."))
    return YES


def may_name_signatory(
    *,
    may_prepare: Verdict,
    name: str,
    email: str,
    other: LetterSignatory | None,
) -> Verdict:
    """The two signatories are different people with addresses of their own (R3)."""
    if not may_prepare:
        return may_prepare
    address = address_key(email)
    if other and other.email and other.email == address:
        return no(_("The two signatories can not have the same e-mail address: each signs for themselves."))
    if other and sort_key(other.name) == sort_key(name):
        return no(_("The same person can not sign in both offices."))
    return YES


def must_be_phoned(signatory: LetterSignatory, *, contact_addresses: Collection[str]) -> bool:
    """An address that is a contact's too says not who reads it, so the host first asks by phone (R3)."""
    shared = {address_key(address) for address in contact_addresses if address}
    return bool(signatory.email) and signatory.phoned_at is None and address_key(signatory.email) in shared


PHONE_FIRST = _("The address is a contact's too, so the host first makes sure by phone who signs.")


def may_note_phone(signatory: LetterSignatory | None, *, may_prepare: Verdict, is_wanted: bool, note: str) -> Verdict:
    """The host notes whom it spoke to, where an address is shared."""
    if not may_prepare:
        return may_prepare
    if signatory is None or signatory.signed_at or not is_wanted:
        return no(_("No call is needed: the address is the signatory's own, or the signature has been given."))
    return YES if note.strip() else no(_("Write whom you spoke to, on which number and when."))


def has_basis(paper: Paper) -> bool:
    """A letter says by what right it is signed; an arrangement goes with the seat."""
    return not isinstance(paper, LetterOfIntent) or bool(paper.basis)


def may_sign(
    signatory: LetterSignatory,
    letter: Paper,
    *,
    may_prepare: Verdict,
    address: str,
    signer_id: int,
    other: LetterSignatory | None,
    text_sha256: str,
    phone_first: bool = False,
) -> Verdict:
    """The one whose proved address the link went to signs the exact text that was shown."""
    if signatory.signed_at:
        return no(_("You have already signed."))
    if not may_prepare:
        return may_prepare
    if not has_basis(letter):
        return no(_("The contact has not yet said on which basis the letter is signed."))
    if not signatory.email or address_key(address) != signatory.email:
        return no(_("Only the person whom the link was sent to can sign. Sign in with that e-mail address."))
    if other and other.signed_by_id == signer_id:
        return no(_("The same person can not sign in both offices."))
    if phone_first:
        return no(PHONE_FIRST)
    if text_sha256 != letter.text_sha256:
        return no(_("The text has been changed since you opened it. Read it again before you sign."))
    return YES


def may_register_paper(
    signatory: LetterSignatory | None,
    letter: Paper,
    *,
    may_prepare: Verdict,
    name: str,
    other: LetterSignatory | None,
    note: str,
) -> Verdict:
    """The host registers a signed paper with a note of how it was checked."""
    if signatory and signatory.signed_at:
        return no(_("This signature has already been given."))
    if not may_prepare:
        return may_prepare
    if not has_basis(letter):
        return no(_("The contact has not yet said on which basis the letter is signed."))
    if other and sort_key(other.name) == sort_key(name):
        return no(_("The same person can not sign in both offices."))
    return YES if note.strip() else no(_("Write how you checked the paper."))


def may_send_in(
    paper: Paper, *, may_prepare: Verdict, names: Mapping[str, str], signed: Mapping[str, LetterSignatory]
) -> Verdict:
    """A signed PDF comes in with the names of those who have signed it."""
    if not may_prepare:
        return may_prepare
    if not has_basis(paper):
        return no(_("The contact has not yet said on which basis the letter is signed."))
    if not names:
        return no(_("Write the name of at least one who has signed the file."))
    keys = [sort_key(name) for name in names.values()]
    keys += [sort_key(row.name) for office, row in signed.items() if office not in names and row.signed_at]
    if len(set(keys)) < len(keys):
        return no(_("The same person can not sign in both offices."))
    if any(row.signed_at for office, row in signed.items() if office in names):
        return no(_("This signature has already been given."))
    return YES


def is_pdf(content_type: str) -> Verdict:
    """An e-signature service gives back a PDF."""
    return YES if content_type == "application/pdf" else no(_("A signed document is a PDF. Choose another file."))


def is_open_item(letter: LetterOfIntent) -> bool:
    """Whether a decision that the letter is subject to is still to come."""
    return letter.basis == LetterOfIntent.Basis.SUBJECT_TO_DECISION and letter.basis_met_at is None


def may_decide_file(file: SignedFile, *, may_prepare: Verdict, note: str) -> Verdict:
    """A person at the host says what a file is that the comparison could not settle."""
    if file.outcome != SignedFile.Outcome.PERSON or file.decided_at:
        return no(_("There is nothing to decide about this file."))
    if not may_prepare:
        return may_prepare
    return YES if note.strip() else no(_("Write what you compared and what you found."))


def may_trust(*, is_certificate: bool, is_issuer: bool, is_known: bool, is_current: bool) -> Verdict:
    """What comes on the list is the certificate of an issuer, once, and still in its days."""
    if not is_certificate:
        return no(_("The file is not one certificate. Send in one file, PEM or DER, with one certificate in it."))
    if not is_issuer:
        return no(_("The certificate belongs to someone who signs, not to an issuer. Send in the issuer's."))
    if not is_current:
        return no(_("The issuer's certificate has run out or does not hold yet."))
    return no(_("The issuer is on the list already.")) if is_known else YES


def may_prepare_arrangement(arrangement: DataProtectionArrangement) -> Verdict:
    """An arrangement is signed until both have."""
    return no(_("The arrangement is already in force.")) if arrangement.completed_at else YES


def may_ask_again(signatory: LetterSignatory, *, is_same: bool) -> Verdict:
    """The same person is sent a new link while they have not signed; someone else may always be named instead."""
    if signatory.signed_at and is_same:
        return no(_("This person has already signed."))
    return YES


def may_meet_basis(letter: LetterOfIntent) -> Verdict:
    """The decision that a letter is subject to is entered once."""
    if letter.basis != LetterOfIntent.Basis.SUBJECT_TO_DECISION:
        return no(_("The letter is not subject to a decision."))
    return no(_("The decision has already been entered.")) if letter.basis_met_at else YES


def may_lapse(
    outcome: SelectionOutcome,
    interest: Interest,
    *,
    letter: LetterOfIntent | None,
    day: date,
    has_left_seat: bool = False,
) -> Verdict:
    """A kept seat is let go when its letter is missing after its day, or the applicant has left the call or its seat.

    Accepted seats are fixed: only the seat of one who has left it is filled.
    """
    if not is_to_have_seat(outcome):
        return no(_("No seat is kept for this applicant."))
    if has_left_seat:
        return YES
    if interest.withdrawn_at:
        return YES
    if letter and letter.completed_at:
        return no(_("The letter of intent is complete, so the seat is theirs."))
    if day <= letter_day(interest.call, outcome):
        return no(_("The letter of intent may still come in."))
    return YES


def may_be_letter_day(letter_day: date, *, day: date) -> Verdict:
    """The next reserve needs at least until tomorrow."""
    return YES if letter_day > day else no(_("Give the next reserve a day that is still to come."))


def is_same_basis(*, shown: str, now: str) -> Verdict:
    """What is decided is what the host had on the page."""
    if shown and shown != now:
        return no(_("The basis has changed since you opened the page. Look at the new proposal before you decide."))
    return YES


NO_SEAT = _("No seat has been awarded yet.")


def may_accept_seat(
    interest: Interest, *, has_awarded_seat: bool, already_accepted: bool, waits_for_arrangement: bool = False
) -> Verdict:
    """The contact takes the seat that has been awarded, when the arrangement about personal data is in force."""
    if interest.withdrawn_at:
        return no(_("The interest has been withdrawn."))
    if already_accepted:
        return no(_("You have already accepted the seat."))
    if not has_awarded_seat:
        return no(NO_SEAT)
    if waits_for_arrangement:
        return no(_("The seat can be accepted when both have signed the data-protection arrangement."))
    return YES
