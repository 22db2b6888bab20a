"""The only room of calls that writes; one file per noun."""

from samverka.calls.actions.answer import write_answers
from samverka.calls.actions.arrangement import issue_arrangement
from samverka.calls.actions.call import cancel_call, change_call, draft_call, publish_call, take_out_list
from samverka.calls.actions.interest import (
    confirm_domain,
    confirm_interest,
    end_contact,
    exempt_interest,
    invite_contact,
    register_interest,
    remind_by_clock,
    remind_unconfirmed,
    restart_interest,
    save_interest,
    set_band,
    start_interest,
    submit_interest,
    take_back_interest,
    withdraw_interest,
)
from samverka.calls.actions.letter import (
    choose_basis,
    issue_letter,
    keep_issued,
    keep_proof,
    meet_basis,
    name_signatory,
    note_phone,
    register_paper,
    sign_letter,
)
from samverka.calls.actions.question import answer_question, ask_question
from samverka.calls.actions.seat import accept_seat
from samverka.calls.actions.selection import decide_selection, offer_to_next_reserve
from samverka.calls.actions.signing import (
    decide_signed_file,
    distrust_issuer,
    judge_signed_file,
    send_in_signed,
    trust_issuer,
)
from samverka.calls.actions.study import ask_for_reckoning, ask_for_study, finish_reckoning, finish_study
from samverka.calls.figures import Proposed
from samverka.calls.rules import CallDraft

__all__ = [
    "CallDraft",
    "Proposed",
    "accept_seat",
    "answer_question",
    "ask_for_reckoning",
    "ask_for_study",
    "ask_question",
    "cancel_call",
    "change_call",
    "choose_basis",
    "confirm_domain",
    "confirm_interest",
    "decide_selection",
    "decide_signed_file",
    "distrust_issuer",
    "draft_call",
    "end_contact",
    "exempt_interest",
    "finish_reckoning",
    "finish_study",
    "invite_contact",
    "issue_arrangement",
    "issue_letter",
    "judge_signed_file",
    "keep_issued",
    "keep_proof",
    "meet_basis",
    "name_signatory",
    "note_phone",
    "offer_to_next_reserve",
    "publish_call",
    "register_interest",
    "register_paper",
    "remind_by_clock",
    "remind_unconfirmed",
    "restart_interest",
    "save_interest",
    "send_in_signed",
    "set_band",
    "sign_letter",
    "start_interest",
    "submit_interest",
    "take_back_interest",
    "take_out_list",
    "trust_issuer",
    "withdraw_interest",
    "write_answers",
]
