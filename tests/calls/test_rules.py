"""The law of calls, as tables: who and when against yes, or the reason why not. Rows are held in memory only."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from samverka.calls import rules
from samverka.calls.models import Call, Interest, LetterOfIntent, LetterSignatory, SelectionOutcome
from samverka.core.verdicts import YES, no

THEN = datetime(2020, 10, 20, tzinfo=UTC)
OPENS, INTEREST, CONFIRMATION = date(2020, 10, 1), date(2020, 11, 3), date(2020, 11, 9)
LETTER = date(2020, 11, 15)


def call(**values: object) -> Call:
    return Call(
        **(
            {
                "opens_day": OPENS,
                "interest_day": INTEREST,
                "confirmation_day": CONFIRMATION,
                "letter_day": LETTER,
                "published_at": THEN,
                "lottery_seed": "frö",
                "selection_when": "after_confirmation",
            }
            | values
        )
    )


def interest(of: Call | None = None, **values: object) -> Interest:
    made = Interest(**values)
    made.call = of or call()
    return made


def said(verdict) -> str:
    with override("en"):
        return "" if verdict else str(verdict.reason)


@pytest.mark.parametrize(
    ("values", "municipality", "host", "reason"),
    [
        ({"published_at": None}, 1, 1, ""),
        ({"published_at": THEN}, 1, 1, "already been published"),
        ({"published_at": None, "cancelled_at": THEN}, 1, 1, "cancelled"),
        ({"published_at": None}, 0, 1, "both sides promise"),
        ({"published_at": None}, 1, 0, "both sides promise"),
        ({"published_at": None, "lottery_seed": ""}, 1, 1, "seed"),
    ],
)
def test_may_publish(values, municipality, host, reason) -> None:
    verdict = rules.may_publish(call(**values), municipality_commitments=municipality, host_commitments=host)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("values", "day", "reason"),
    [
        ({}, OPENS, ""),
        ({}, INTEREST, ""),
        ({}, date(2020, 9, 30), "not opened"),
        ({}, date(2020, 11, 4), "has passed"),
        ({"published_at": None}, OPENS, "not been published"),
        ({"cancelled_at": THEN}, OPENS, "cancelled"),
    ],
)
def test_may_start_interest(values, day, reason) -> None:
    verdict = rules.may_start_interest(call(**values), day=day)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("days", "after_letters", "reason"),
    [
        ((1, 2, 3, 4, 5), False, ""),
        ((3, 2, 3, 4, 5), False, "before the call opens"),
        ((1, 4, 3, 4, 5), False, "before the last day of interest"),
        ((1, 2, 6, 4, 5), False, "before the last day to confirm"),
        ((1, 2, 3, 6, 5), False, "between"),
        ((1, 2, 3, 6, 5), True, ""),
        ((1, 2, 3, 4, 5), True, "before the day of the letters"),
    ],
)
def test_days_follow_each_other(days, after_letters, reason) -> None:
    names = ("opens_day", "interest_day", "confirmation_day", "decision_day", "letter_day")
    given = {name: date(2020, 10, day) for name, day in zip(names, days, strict=True)}
    verdict = rules.are_days_in_order(**given, after_letters=after_letters)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("values", "part", "day", "reason"),
    [
        ({}, "about", INTEREST, ""),
        ({}, "about", date(2020, 11, 4), "has passed"),
        ({"submitted_at": THEN}, "about", INTEREST, "Take it back"),
        ({"submitted_at": THEN}, "team", date(2020, 12, 1), ""),
        ({"withdrawn_at": THEN}, "team", INTEREST, "withdrawn"),
    ],
)
def test_may_save(values, part, day, reason) -> None:
    verdict = rules.may_save(interest(**values), part=part, day=day)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


def whole(**changes: Any) -> Interest:
    values: dict[str, Any] = {
        "motivation": "a",
        "situation": "b",
        "needs": "c",
        "committee": "KS",
        "self_assessment": dict.fromkeys(("D1", "D2", "D3", "D4", "D5", "D6", "D7")),
        "commitments_kept": [1, 2],
    }
    return interest(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "coordinator", "parts"),
    [
        ({}, ("Siv", "siv@x.example"), []),
        ({"motivation": "  "}, ("Siv", "siv@x.example"), ["about"]),
        ({"committee": ""}, ("Siv", "siv@x.example"), ["anchoring"]),
        ({"self_assessment": {"D1": 1}}, ("Siv", "siv@x.example"), ["assessment"]),
        ({}, None, ["team"]),
        ({}, ("Siv", ""), ["team"]),
        ({"commitments_kept": [2]}, ("Siv", "siv@x.example"), ["commitments"]),
    ],
)
def test_what_is_missing_is_named_with_its_part(changes, coordinator, parts) -> None:
    missing = rules.missing_for_submission(whole(**changes), municipality_commitments=(1, 2), coordinator=coordinator)
    assert [item.part for item in missing] == parts
    verdict = rules.may_submit(whole(**changes), missing=missing, day=INTEREST)
    assert bool(verdict) == (not parts)


@pytest.mark.parametrize(
    ("values", "day", "reason"),
    [
        ({}, INTEREST, ""),
        ({"submitted_at": THEN}, INTEREST, "already been sent in"),
        ({"withdrawn_at": THEN}, INTEREST, "withdrawn"),
        ({}, date(2020, 11, 4), "has passed"),
    ],
)
def test_may_submit(values, day, reason) -> None:
    assert reason in said(rules.may_submit(whole(**values), missing=(), day=day))


@pytest.mark.parametrize(
    ("values", "day", "reason"),
    [
        ({"submitted_at": THEN}, INTEREST, ""),
        ({"submitted_at": THEN}, date(2020, 11, 4), "has passed"),
        ({"submitted_at": THEN, "confirmed_at": THEN}, INTEREST, "confirmed"),
        ({}, INTEREST, "not been sent in"),
        ({"submitted_at": THEN, "withdrawn_at": THEN}, INTEREST, "withdrawn"),
    ],
)
def test_may_take_back(values, day, reason) -> None:
    verdict = rules.may_take_back(interest(**values), day=day)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("values", "day", "reason"),
    [
        ({"submitted_at": THEN}, CONFIRMATION, ""),
        ({"submitted_at": THEN}, date(2020, 11, 10), "has passed"),
        ({"submitted_at": THEN, "confirmed_at": THEN}, CONFIRMATION, "already confirmed"),
        ({}, CONFIRMATION, "never sent in"),
        ({"submitted_at": THEN, "withdrawn_at": THEN}, CONFIRMATION, "withdrawn"),
    ],
)
def test_may_confirm(values, day, reason) -> None:
    verdict = rules.may_confirm(interest(**values), day=day)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("day", "waiting", "reason"),
    [
        (date(2020, 11, 4), 1, ""),
        (INTEREST, 1, "still open"),
        (date(2020, 11, 10), 1, "has passed"),
        (date(2020, 11, 4), 0, "nobody to remind"),
    ],
)
def test_may_remind(day, waiting, reason) -> None:
    verdict = rules.may_remind(call(), waiting=waiting, day=day)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("values", "options", "reason"),
    [
        ({}, {}, ""),
        ({"withdrawn_at": THEN}, {}, "withdrawn"),
        ({"submitted_at": None}, {}, "not sent in"),
        ({"confirmed_at": None}, {}, "not confirmed"),
        ({"commitments_kept": []}, {}, "commitments"),
        ({}, {"has_coordinator": False}, "coordinator"),
        ({}, {"has_position": False}, "register"),
        ({}, {"needs_letter": True}, "letter of intent"),
        ({}, {"needs_letter": True, "has_complete_letter": True}, ""),
    ],
)
def test_is_eligible(values, options, reason) -> None:
    plain = {"submitted_at": THEN, "confirmed_at": THEN, "commitments_kept": [1]}
    verdict = rules.is_eligible(
        interest(**(plain | values)),
        municipality_commitments=(1,),
        **(
            {"has_coordinator": True, "has_position": True, "needs_letter": False, "has_complete_letter": False}
            | options
        ),
    )
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("when", "day", "unanswered", "eligible", "decided", "reason"),
    [
        ("after_confirmation", date(2020, 11, 10), 3, 4, False, ""),
        ("after_confirmation", CONFIRMATION, 1, 4, False, "may still confirm"),
        ("after_confirmation", CONFIRMATION, 0, 4, False, ""),
        ("after_confirmation", INTEREST, 0, 4, False, "may still confirm"),
        ("after_confirmation", date(2020, 11, 10), 0, 0, False, "nobody to choose"),
        ("after_confirmation", date(2020, 11, 10), 0, 4, True, "already been decided"),
        ("after_letters", LETTER, 0, 4, False, "letters of intent may still come in"),
        ("after_letters", date(2020, 11, 16), 0, 4, False, ""),
    ],
)
def test_may_decide(when, day, unanswered, eligible, decided, reason) -> None:
    verdict = rules.may_decide(
        call(selection_when=when), is_decided=decided, eligible=eligible, unanswered=unanswered, day=day
    )
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


def outcome(what: str = "chosen", **values: object) -> SelectionOutcome:
    return SelectionOutcome(outcome=what, **values)


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (outcome("chosen"), True),
        (outcome("chosen", lapsed_at=THEN), False),
        (outcome("reserve"), False),
        (outcome("reserve", offered_at=THEN), True),
        (outcome("reserve", offered_at=THEN, lapsed_at=THEN), False),
        (outcome("not_chosen"), False),
    ],
)
def test_for_whom_a_seat_is_kept(row, kept) -> None:
    assert rules.is_to_have_seat(row) is kept


@pytest.mark.parametrize(
    ("when", "values", "row", "has_letter", "reason"),
    [
        ("after_confirmation", {"confirmed_at": THEN}, outcome("chosen"), False, ""),
        ("after_confirmation", {"confirmed_at": THEN}, outcome("chosen"), True, "already been issued"),
        ("after_confirmation", {"confirmed_at": THEN}, outcome("not_chosen"), False, "Only those"),
        ("after_confirmation", {"confirmed_at": THEN}, None, False, "Only those"),
        ("after_letters", {"confirmed_at": THEN}, None, False, ""),
        ("after_letters", {}, None, False, "not been confirmed"),
        ("after_letters", {"withdrawn_at": THEN}, None, False, "withdrawn"),
    ],
)
def test_may_issue_letter(when, values, row, has_letter, reason) -> None:
    verdict = rules.may_issue_letter(interest(call(selection_when=when), **values), outcome=row, has_letter=has_letter)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


OFFERED = outcome("reserve", offered_at=THEN, letter_day=date(2020, 11, 25))


@pytest.mark.parametrize(
    ("letter", "values", "row", "day", "reason"),
    [
        (LetterOfIntent(), {}, outcome(), LETTER, ""),
        (LetterOfIntent(), {}, outcome(), date(2020, 11, 16), "has passed"),
        (
            LetterOfIntent(),
            {},
            outcome("reserve", offered_at=THEN, letter_day=date(2020, 11, 25)),
            date(2020, 11, 16),
            "",
        ),
        (LetterOfIntent(completed_at=THEN), {}, outcome(), LETTER, "already complete"),
        (LetterOfIntent(), {"withdrawn_at": THEN}, outcome(), LETTER, "withdrawn"),
        (LetterOfIntent(), {}, outcome(lapsed_at=THEN), LETTER, "another municipality"),
    ],
)
def test_may_prepare_letter(letter, values, row, day, reason) -> None:
    verdict = rules.may_prepare_letter(letter, interest(**values), outcome=row, day=day)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("count", "basis", "day", "prepare", "reason"),
    [
        (0, "own_mandate", None, YES, ""),
        (1, "own_mandate", None, YES, "already signed"),
        (0, "subject_to_decision", None, YES, "on which day"),
        (0, "subject_to_decision", LETTER, YES, ""),
        (0, "own_mandate", None, no("closed"), "closed"),
    ],
)
def test_may_choose_basis(count, basis, day, prepare, reason) -> None:
    verdict = rules.may_choose_basis(
        LetterOfIntent(signature_count=count), may_prepare=prepare, basis=basis, basis_day=day
    )
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


OTHER = LetterSignatory(name="Bo Äng", email="bo@x.example", signed_by_id=7)


@pytest.mark.parametrize(
    ("name", "email", "reason"),
    [
        ("Ana Öberg", "ana@x.example", ""),
        ("Ana Öberg", "BO@x.example", "same e-mail address"),
        ("bo  äng", "ana@x.example", "both offices"),
    ],
)
def test_the_two_signatories_differ(name, email, reason) -> None:
    verdict = rules.may_name_signatory(may_prepare=YES, name=name, email=email, other=OTHER)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("email", "phoned", "must"),
    [
        ("ana@x.example", None, False),
        ("Contact@x.example", None, True),
        ("contact@x.example", THEN, False),
        ("", None, False),
    ],
)
def test_a_shared_address_waits_for_a_call(email, phoned, must) -> None:
    row = LetterSignatory(name="Ana Öberg", email=email, phoned_at=phoned)
    assert rules.must_be_phoned(row, contact_addresses=["contact@x.example", ""]) is must


@pytest.mark.parametrize(
    ("values", "options", "reason"),
    [
        ({}, {}, ""),
        ({"signed_at": THEN}, {}, "already signed"),
        ({}, {"address": "someone@x.example"}, "Only the person"),
        ({"email": ""}, {"address": ""}, "Only the person"),
        ({}, {"signer_id": 7}, "both offices"),
        ({}, {"text_sha256": "old"}, "has been changed"),
        ({}, {"may_prepare": no("closed")}, "closed"),
        ({}, {"phone_first": True}, "makes sure by phone"),
    ],
)
def test_may_sign(values, options, reason) -> None:
    verdict = rules.may_sign(
        LetterSignatory(**({"email": "ana@x.example"} | values)),
        LetterOfIntent(basis="own_mandate", text_sha256="text"),
        **(
            {
                "may_prepare": YES,
                "address": "Ana@x.example",
                "signer_id": 3,
                "other": OTHER,
                "text_sha256": "text",
            }
            | options
        ),
    )
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


def test_nobody_signs_before_the_basis_is_chosen() -> None:
    verdict = rules.may_sign(
        LetterSignatory(email="ana@x.example"),
        LetterOfIntent(text_sha256="text"),
        may_prepare=YES,
        address="ana@x.example",
        signer_id=3,
        other=None,
        text_sha256="text",
    )
    assert "on which basis" in said(verdict)


@pytest.mark.parametrize(
    ("row", "name", "note", "reason"),
    [
        (None, "Ana Öberg", "Jämfört", ""),
        (LetterSignatory(signed_at=THEN), "Ana Öberg", "Jämfört", "already been given"),
        (None, "Bo Äng", "Jämfört", "both offices"),
        (None, "Ana Öberg", " ", "how you checked"),
    ],
)
def test_may_register_paper(row, name, note, reason) -> None:
    verdict = rules.may_register_paper(
        row, LetterOfIntent(basis="own_mandate"), may_prepare=YES, name=name, other=OTHER, note=note
    )
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("row", "values", "letter", "day", "reason"),
    [
        (outcome(), {}, LetterOfIntent(), date(2020, 11, 16), ""),
        (outcome(), {}, None, date(2020, 11, 16), ""),
        (outcome(), {}, LetterOfIntent(), LETTER, "may still come in"),
        (outcome(), {"withdrawn_at": THEN}, LetterOfIntent(), LETTER, ""),
        (outcome(), {}, LetterOfIntent(completed_at=THEN), date(2020, 11, 16), "the seat is theirs"),
        (outcome("not_chosen"), {}, None, date(2020, 11, 16), "No seat is kept"),
        (outcome(lapsed_at=THEN), {}, None, date(2020, 11, 16), "No seat is kept"),
    ],
)
def test_may_lapse(row, values, letter, day, reason) -> None:
    verdict = rules.may_lapse(row, interest(**values), letter=letter, day=day)
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (rules.may_join(is_contact=False, has_confirmed_domain=False), "invited"),
        (rules.may_join(is_contact=True, has_confirmed_domain=False), ""),
        (rules.may_join(is_contact=False, has_confirmed_domain=True), ""),
        (rules.may_invite_contact(Interest(), is_contact=True), "already a contact"),
        (rules.may_invite_contact(Interest(withdrawn_at=THEN), is_contact=False), "withdrawn"),
        (rules.may_withdraw(Interest(), has_seat=True), "already have a seat"),
        (rules.may_withdraw(Interest(withdrawn_at=THEN), has_seat=False), "already been withdrawn"),
        (rules.may_withdraw(Interest(), has_seat=False), ""),
        (rules.may_set_band(Interest(submitted_at=THEN), is_decided=False), ""),
        (rules.may_set_band(Interest(submitted_at=THEN), is_decided=True), "decided"),
        (rules.may_set_band(Interest(), is_decided=False), "sent in"),
        (rules.may_meet_basis(LetterOfIntent(basis="own_mandate")), "not subject"),
        (rules.may_meet_basis(LetterOfIntent(basis="subject_to_decision", basis_met_at=THEN)), "already been entered"),
        (rules.may_meet_basis(LetterOfIntent(basis="subject_to_decision")), ""),
        (rules.may_ask_again(LetterSignatory(signed_at=THEN), is_same=True), "already signed"),
        (rules.may_ask_again(LetterSignatory(signed_at=THEN), is_same=False), ""),
        (rules.may_be_letter_day(LETTER, day=LETTER), "still to come"),
        (rules.may_be_letter_day(date(2020, 11, 16), day=LETTER), ""),
        (rules.is_same_basis(shown="", now="a"), ""),
        (rules.is_same_basis(shown="b", now="a"), "has changed"),
        (rules.may_accept_seat(Interest(), has_awarded_seat=True, already_accepted=False), ""),
        (rules.may_accept_seat(Interest(), has_awarded_seat=False, already_accepted=False), "No seat"),
        (rules.may_accept_seat(Interest(), has_awarded_seat=True, already_accepted=True), "already accepted"),
        (rules.may_cancel(call(), is_decided=True), "decided"),
        (rules.may_cancel(call(cancelled_at=THEN), is_decided=False), "already been cancelled"),
        (rules.may_change_call(call(published_at=None), is_decided=False), ""),
        (rules.may_change_call(call(), is_decided=False), ""),
        (rules.may_change_call(call(), is_decided=True), "has been decided"),
        (rules.is_change_explained(is_published=False, reason="", has_changes=False), ""),
        (rules.is_change_explained(is_published=True, reason="Fler.", has_changes=True), ""),
        (rules.is_change_explained(is_published=True, reason=" ", has_changes=True), "Write why"),
        (rules.is_change_explained(is_published=True, reason="Fler.", has_changes=False), "Nothing"),
    ],
)
def test_the_smaller_rules(verdict, reason) -> None:
    assert reason in said(verdict)
    assert bool(verdict) == (reason == "")
