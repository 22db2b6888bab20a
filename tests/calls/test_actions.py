"""What each act changes, exactly; that the second caller is refused; that the journal says it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import override

from samverka.calls import actions, queries
from samverka.calls.models import (
    Call,
    CallQuestion,
    Commitment,
    Interest,
    InterestContact,
    LetterOfIntent,
    LetterSignatory,
    ProposedMember,
    SelectionDecision,
    SelectionOutcome,
    SelectionReckoning,
    SignedFile,
    TrustedIssuer,
    TrustList,
)
from samverka.core.refusals import Refused
from samverka.documents import actions as document_actions
from samverka.documents import queries as documents
from samverka.journal import queries as journal
from samverka.journal.actions import subject_of
from samverka.mail.models import Outbox
from samverka.meetings import actions as meetings
from samverka.networks import queries as networks
from samverka.people import actions as people
from samverka.people.models import MemberDomain
from tests.given import calls as given
from tests.given import world as world_given

pytestmark = pytest.mark.django_db

OCTOBER = given.at(date(2020, 10, 6))
# The smallest picture there is: one grey dot.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)


def verbs(row) -> list[str]:
    return [entry.verb for entry in journal.entries_about(subject_of(row))]


def refused(match: str):
    """Refusals are compared in English, whatever language the test runs in."""
    return _Refused(match)


class _Refused:
    def __init__(self, match: str) -> None:
        self.match = match

    def __enter__(self) -> None:
        self.language = override("en")
        self.language.__enter__()
        self.raises = pytest.raises(Refused, match=self.match)
        self.raises.__enter__()

    def __exit__(self, *told: object) -> bool:
        caught = bool(self.raises.__exit__(*told))  # type: ignore[arg-type]  # as the protocol gives it
        self.language.__exit__(None, None, None)
        return caught


# --- The call ---


def test_a_call_is_drafted_changed_published_and_then_binds() -> None:
    world = given.call_world(publish=False)
    call = world.call
    changed = actions.change_call(
        call=call,
        draft=given.draft(title="Ny rubrik", host_commitments=(("Ett", ""), ("Två", ""))),
        by=world.lead,
        at=OCTOBER,
    )
    assert (changed.title, changed.slug) == ("Ny rubrik", call.slug)
    assert Commitment.objects.filter(call=call, party="host").count() == 2
    actions.publish_call(call=call, by=world.lead, at=OCTOBER)
    assert (call.published_at, call.published_by) == (OCTOBER, world.lead)
    assert verbs(call) == ["calls.call.drafted", "calls.call.changed", "calls.call.published"]
    with refused("already been published"):
        actions.publish_call(call=call, by=world.lead, at=OCTOBER)
    with refused("Write why the call is changed"):
        actions.change_call(call=call, draft=given.draft(), by=world.lead, at=OCTOBER)
    seed_entry: Any = journal.entries_about(subject_of(call)).last()
    assert world.call.lottery_seed not in journal.payloads([seed_entry.hash])[seed_entry.hash]


def test_a_call_with_days_out_of_order_or_rules_without_sense_is_refused() -> None:
    world = given.call_world(publish=False)
    with refused("before the call opens"):
        actions.draft_call(
            network=world.network, draft=given.draft(interest_day=date(2020, 9, 1)), by=world.lead, at=OCTOBER
        )
    for wrong in (
        given.rules(tolerance="3"),
        given.rules(quotas={"stage": {"early": [5, 1]}}),
        given.rules(unit_km="x"),
    ):
        with pytest.raises(Refused):
            actions.draft_call(
                network=world.network, draft=given.draft(selection_rules=wrong), by=world.lead, at=OCTOBER
            )
    assert Call.objects.count() == 1


def test_addresses_of_calls_never_collide() -> None:
    world = given.call_world(publish=False)
    again = actions.draft_call(network=world.network, draft=given.draft(), by=world.lead, at=OCTOBER)
    assert again.slug == f"{world.call.slug}-2"
    reserved = actions.draft_call(network=world.network, draft=given.draft(title="Nytt"), by=world.lead, at=OCTOBER)
    assert reserved.slug == "nytt-2"


def test_a_cancelled_call_lets_nobody_on() -> None:
    world = given.call_world()
    interest = given.filled(world)
    actions.cancel_call(call=world.call, by=world.lead, at=OCTOBER)
    with refused("cancelled"):
        actions.submit_interest(interest=interest, by=given.contact(), at=OCTOBER)
    with refused("already been cancelled"):
        actions.cancel_call(call=world.call, by=world.lead, at=OCTOBER)
    with refused("cancelled"):
        actions.start_interest(
            call=world.call, organisation=given.organisation(1), name="", by=given.contact(1), at=OCTOBER
        )


# --- The interest ---


def test_starting_makes_a_draft_a_contact_a_seen_domain_and_a_link_back() -> None:
    world = given.call_world()
    interest = given.started(world)
    assert [row.person for row in queries.contacts(interest, OCTOBER.date())] == [given.contact()]
    domain = MemberDomain.objects.get(organisation=interest.organisation)
    assert (domain.domain, domain.confirmed_at) == ("9201.example", None)
    letter = Outbox.objects.get(kind="calls.started")
    assert f"/erbjudande/{world.call.slug}/anmalan/{interest.pk}/" in letter.body
    assert verbs(interest) == ["calls.interest.started"]
    again = given.started(world)
    assert (again.pk, Interest.objects.count(), InterestContact.objects.count()) == (interest.pk, 1, 1)


@pytest.mark.parametrize(("day", "match"), [(date(2020, 9, 30), "not opened"), (date(2020, 11, 4), "has passed")])
def test_nobody_starts_outside_the_days(day, match) -> None:
    world = given.call_world()
    with refused(match):
        actions.start_interest(
            call=world.call, organisation=given.organisation(), name="", by=given.contact(), at=given.at(day)
        )
    at_the_last_minute = given.at(given.INTEREST, 23, 59)
    assert actions.start_interest(
        call=world.call, organisation=given.organisation(), name="", by=given.contact(), at=at_the_last_minute
    ).pk


def test_a_colleague_joins_by_a_confirmed_domain_or_an_invitation_and_else_is_told() -> None:
    world = given.call_world()
    interest = given.started(world)
    colleague = world_given.person("Siv Åberg", "siv@9201.example")
    join: dict[str, Any] = {
        "call": world.call,
        "organisation": interest.organisation,
        "name": "",
        "by": colleague,
        "at": OCTOBER,
    }
    with refused("Ask to be invited"):
        actions.start_interest(**join)
    domain = MemberDomain.objects.get(organisation=interest.organisation)
    actions.confirm_domain(domain=domain, by=world.lead, at=OCTOBER)
    assert actions.start_interest(**join).pk == interest.pk
    invited = actions.invite_contact(
        interest=interest, email="Ny@annan.example", name="Ny Kollega", by=colleague, at=OCTOBER
    )
    assert invited.person.email == "ny@annan.example"
    with refused("already a contact"):
        actions.invite_contact(interest=interest, email="ny@annan.example", name="Ny", by=colleague, at=OCTOBER)
    assert [row.person.name for row in queries.contacts(interest, OCTOBER.date())] == [
        "Kontakt Älvnäs",
        "Siv Åberg",
        "Ny Kollega",
    ]


def test_a_free_mail_domain_is_never_confirmed() -> None:
    world = given.call_world()
    stranger = world_given.person("Kim Ek", "kim@gmail.com")
    interest = actions.start_interest(
        call=world.call, organisation=given.organisation(), name="", by=stranger, at=OCTOBER
    )
    domain = MemberDomain.objects.get(organisation=interest.organisation)
    with refused("Anyone can get"):
        actions.confirm_domain(domain=domain, by=world.lead, at=OCTOBER)


def test_the_name_is_kept_the_first_time() -> None:
    world = given.call_world()
    nameless = world_given.person("", "ny@9201.example")
    actions.start_interest(
        call=world.call, organisation=given.organisation(), name="Ana Öberg", by=nameless, at=OCTOBER
    )
    nameless.refresh_from_db()
    assert nameless.name == "Ana Öberg"


def test_two_colleagues_in_the_same_part_never_overwrite_each_other() -> None:
    world = given.call_world()
    interest = given.started(world)
    save: dict[str, Any] = {"interest": interest, "by": given.contact(), "at": OCTOBER}
    actions.save_interest(part="about", values={"motivation": "Först"}, edition=1, **save)
    with refused("first"):
        actions.save_interest(part="about", values={"motivation": "Sedan"}, edition=1, **save)
    # Another part is nobody's business.
    actions.save_interest(part="anchoring", values={"committee": "KS"}, edition=1, **save)
    interest.refresh_from_db()
    assert (interest.motivation, interest.committee, interest.edition) == ("Först", "KS", 3)


def test_the_team_is_replaced_as_a_whole_and_empty_rows_are_left_out() -> None:
    world = given.call_world()
    interest = given.filled(world)
    rows = (actions.Proposed(0, "Ny Samordnare", "NY@9201.example", is_coordinator=True), actions.Proposed(1))
    actions.save_interest(
        interest=interest,
        part="team",
        values={"members": rows},
        edition=interest.edition,
        by=given.contact(),
        at=OCTOBER,
    )
    assert list(ProposedMember.objects.values_list("name", "email", "is_coordinator")) == [
        ("Ny Samordnare", "ny@9201.example", True)
    ]


def test_sending_in_twice_is_refused_and_it_can_be_taken_back_until_the_day_ends() -> None:
    world = given.call_world()
    interest = given.submitted(world)
    by = given.contact()
    assert Outbox.objects.filter(kind="calls.submitted").count() == 1
    with refused("already been sent in"):
        actions.submit_interest(interest=interest, by=by, at=given.at(date(2020, 10, 21)))
    with refused("Take it back"):
        actions.save_interest(
            interest=interest, part="about", values={"needs": "x"}, edition=99, by=by, at=given.at(date(2020, 10, 21))
        )
    actions.take_back_interest(interest=interest, by=by, at=given.at(date(2020, 10, 21)))
    assert interest.submitted_at is None
    actions.submit_interest(interest=interest, by=by, at=given.at(given.INTEREST, 23, 59))
    with refused("has passed"):
        actions.take_back_interest(interest=interest, by=by, at=given.at(date(2020, 11, 4)))
    assert verbs(interest)[-3:] == [
        "calls.interest.submitted",
        "calls.interest.taken_back",
        "calls.interest.submitted",
    ]


def test_an_unfinished_or_late_draft_is_not_sent_in() -> None:
    world = given.call_world()
    draft = given.started(world)
    with refused("missing"):
        actions.submit_interest(interest=draft, by=given.contact(), at=OCTOBER)
    whole = given.filled(world, 1)
    with refused("has passed"):
        actions.submit_interest(interest=whole, by=given.contact(1), at=given.at(date(2020, 11, 4), 0, 1))


def test_sending_in_asks_the_contacts_to_the_information_meeting() -> None:
    world = given.call_world(publish=False)
    meeting = meetings.plan_meeting(
        network=world.network,
        kind="information",
        title="Informationsmöte",
        about="",
        place="",
        link="https://video.example/1",
        starts_at=given.at(date(2020, 11, 6), 13),
        ends_at=given.at(date(2020, 11, 6), 14),
        by=world.lead,
        at=OCTOBER,
    )
    actions.change_call(call=world.call, draft=given.draft(information_meeting=meeting), by=world.lead, at=OCTOBER)
    actions.publish_call(call=world.call, by=world.lead, at=OCTOBER)
    given.submitted(replace(world, call=Call.objects.get(pk=world.call.pk)))
    assert [row.person for row in meeting.invitations.all()] == [given.contact()]


def test_confirming_is_done_once_within_its_day() -> None:
    world = given.call_world()
    interest = given.submitted(world)
    with refused("has passed"):
        actions.confirm_interest(interest=interest, by=given.contact(), at=given.at(date(2020, 11, 10), 0, 1))
    actions.confirm_interest(interest=interest, by=given.contact(), at=given.at(given.CONFIRMATION, 23, 59))
    with refused("already confirmed"):
        actions.confirm_interest(interest=interest, by=given.contact(), at=given.at(given.CONFIRMATION, 23, 59))
    assert not LetterOfIntent.objects.exists()


def test_leaving_the_call_needs_no_permission_and_happens_once() -> None:
    world = given.call_world()
    interest = given.submitted(world)
    actions.withdraw_interest(interest=interest, reason="Tiden räcker inte", by=given.contact(), at=OCTOBER)
    assert interest.withdrawn_reason == "Tiden räcker inte"
    with refused("already been withdrawn"):
        actions.withdraw_interest(interest=interest, reason="Igen", by=given.contact(), at=OCTOBER)
    with refused("withdrawn"):
        actions.confirm_interest(interest=interest, by=given.contact(), at=given.at(date(2020, 11, 8)))


def test_the_host_reminds_only_those_who_have_not_answered() -> None:
    world = given.call_world()
    given.confirmed(world, 0)
    given.submitted(world, 1)
    given.started(world, 2)
    when = given.at(date(2020, 11, 8))
    assert actions.remind_unconfirmed(call=world.call, by=world.lead, at=when) == 1
    assert [row.to_address for row in Outbox.objects.filter(kind="calls.confirmation_wanted")] == [
        "kontakt@9202.example"
    ]
    with refused("still open"):
        actions.remind_unconfirmed(call=world.call, by=world.lead, at=given.at(given.INTEREST))


def test_the_host_sets_another_band_with_a_reason_until_the_decision() -> None:
    world = given.call_world()
    interest = given.confirmed(world)
    assert queries.stage_band(interest) == "early"
    actions.set_band(interest=interest, band="midway", reason="Samtal", by=world.lead, at=given.at(date(2020, 11, 8)))
    assert (queries.stage_band(interest), interest.band_reason, interest.band_set_by) == (
        "midway",
        "Samtal",
        world.lead,
    )
    given.decided(world)
    with refused("has been decided"):
        actions.set_band(interest=interest, band="early", reason="Nej", by=world.lead, at=given.at(date(2020, 11, 12)))


# --- The selection ---


def test_the_decision_is_made_once_on_what_was_shown_and_everyone_gets_an_answer() -> None:
    world = given.call_world()
    interests = [given.confirmed(world, index) for index in range(4)]
    silent = given.submitted(world, 4)
    draft = given.started(world, 5)
    when = given.at(date(2020, 11, 10))
    with refused("may still confirm"):
        actions.decide_selection(call=world.call, by=world.lead, at=given.at(given.CONFIRMATION))
    shown = queries.basis_of(world.call).fingerprint
    actions.set_band(interest=interests[0], band="advanced", reason="Samtal", by=world.lead, at=when)
    with refused("has changed"):
        actions.decide_selection(call=world.call, by=world.lead, at=when, fingerprint=shown)
    decision = actions.decide_selection(call=world.call, by=world.lead, at=when, note="Tack")
    with refused("already been decided"):
        actions.decide_selection(call=world.call, by=world.lead, at=when)
    outcomes = {row.interest_id: row for row in decision.outcomes.all()}
    assert draft.pk not in outcomes
    assert (outcomes[silent.pk].outcome, len(outcomes)) == ("not_chosen", 5)
    assert "inte bekräftat" in outcomes[silent.pk].reason
    assert "not confirmed" in outcomes[silent.pk].reason_en
    assert LetterOfIntent.objects.count() == 2
    assert Outbox.objects.filter(kind="calls.answered").count() == 5
    assert verbs(decision) == ["calls.selection.decided"]


def test_no_selection_is_made_when_there_is_room_for_all() -> None:
    world = given.call_world()
    given.confirmed(world, 0)
    decided = actions.decide_selection(call=world.call, by=world.lead, at=given.at(date(2020, 11, 10)))
    assert (decided.was_needed, decided.result, decided.outcomes.get().outcome) == (False, "", "chosen")


def test_rules_that_collide_stop_the_decision_with_the_reason() -> None:
    world = given.call_world(selection_rules=given.rules(quotas={"stage": {"advanced": [2, 2]}}))
    for index in range(3):
        given.confirmed(world, index)
    with refused("can't be met together"):
        actions.decide_selection(call=world.call, by=world.lead, at=given.at(date(2020, 11, 10)))
    assert not SelectionDecision.objects.exists()


def decided_world(**changes: Any) -> tuple[Any, list[Any], list[Any]]:
    """Four confirmed, two chosen, one reserve, one not chosen; each with its index."""
    world = given.call_world(**changes)
    for index in range(4):
        given.confirmed(world, index)
    given.decided(world)
    names = {given.organisation(index).pk: index for index in range(4)}
    chosen: list[Any] = []
    others: list[Any] = []
    for row in SelectionOutcome.objects.select_related("interest").order_by("reserve_place", "pk"):
        (chosen if row.outcome == "chosen" else others).append((row.interest, names[row.interest.organisation_id]))
    return world, chosen, others


def test_a_missing_letter_gives_the_seat_to_the_next_reserve_once() -> None:
    world, chosen, others = decided_world()
    reserve, reserve_index = next(pair for pair in others if pair[0].outcome.outcome == "reserve")
    outcome = chosen[0][0].outcome
    with refused("may still come in"):
        actions.offer_to_next_reserve(
            outcome=outcome, letter_day=date(2020, 11, 30), by=world.lead, at=given.at(given.LETTER)
        )
    late = given.at(date(2020, 11, 16))
    with refused("still to come"):
        actions.offer_to_next_reserve(outcome=outcome, letter_day=date(2020, 11, 16), by=world.lead, at=late)
    offered: Any = actions.offer_to_next_reserve(outcome=outcome, letter_day=date(2020, 11, 30), by=world.lead, at=late)
    assert (offered.interest_id, offered.letter_day) == (reserve.pk, date(2020, 11, 30))
    with refused("No seat is kept"):
        actions.offer_to_next_reserve(outcome=outcome, letter_day=date(2020, 11, 30), by=world.lead, at=late)
    with refused("another municipality"):
        given.prepared(chosen[0][0], chosen[0][1], when=late)
    given.signed(reserve, reserve_index, when=given.at(date(2020, 11, 30), 23, 59))
    assert networks.all_seats(world.network).get().organisation == reserve.organisation
    # Nobody is left on the list: the seat is let go, and that is said by returning nothing.
    assert (
        actions.offer_to_next_reserve(
            outcome=chosen[1][0].outcome, letter_day=date(2020, 12, 9), by=world.lead, at=late
        )
        is None
    )


# --- The letter ---


def test_the_basis_stands_in_the_text_and_is_fixed_by_the_first_signature() -> None:
    _world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.letter(interest)
    before = letter.text_sha256
    when = given.at(date(2020, 11, 12))
    choose: dict[str, Any] = {"letter": letter, "paragraph": "§ 112", "by": given.contact(index), "at": when}
    with refused("on which day"):
        actions.choose_basis(basis="subject_to_decision", basis_day=None, **choose)
    actions.choose_basis(basis="board_decision", basis_day=date(2020, 11, 10), **choose)
    assert "§ 112, 10 november 2020" in letter.text
    assert letter.text_sha256 != before
    given.signed(interest, index, offices=["chief_executive"])
    with refused("already signed"):
        actions.choose_basis(basis="own_mandate", basis_day=None, **choose)


def test_the_two_are_different_people_with_addresses_of_their_own() -> None:
    _world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.letter(interest)
    by, when = given.contact(index), given.at(date(2020, 11, 12))
    actions.name_signatory(letter=letter, office="chief_executive", name="Bo Äng", email="bo@x.example", by=by, at=when)
    for name, email, match in (
        ("Ana Öberg", "BO@x.example", "same e-mail"),
        ("bo äng", "ana@x.example", "both offices"),
    ):
        with refused(match):
            actions.name_signatory(letter=letter, office="board_chair", name=name, email=email, by=by, at=when)
    assert LetterSignatory.objects.count() == 1


def test_a_link_is_secret_and_dies_when_a_new_one_is_sent() -> None:
    _world, chosen, _others = decided_world()
    interest, index = chosen[0]
    given.prepared(interest, index)
    address = given.signatory_person(index, "chief_executive").email
    first = given.token_to(address)
    row = Outbox.objects.filter(kind="calls.signature_wanted", to_address=address).get()
    assert first not in row.body
    assert first not in row.secret_body
    signatory = queries.signatory_by_token(first)
    assert signatory.link_sha256 != first
    actions.name_signatory(
        letter=given.letter(interest),
        office="chief_executive",
        name=signatory.name,
        email=address,
        by=given.contact(index),
        at=given.at(date(2020, 11, 13)),
    )
    second = given.token_to(address)
    assert queries.signatory_by_token(second).pk == signatory.pk
    with pytest.raises(Http404):
        queries.signatory_by_token(first)


def test_only_both_signatures_complete_the_letter_and_award_the_seat() -> None:
    world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.signed(interest, index, offices=["chief_executive"])
    assert (letter.signature_count, letter.completed_at) == (1, None)
    assert not networks.all_seats(world.network).exists()
    when = given.at(date(2020, 11, 13))
    again = letter.signatories.get(office="chief_executive")
    with refused("already signed"):
        actions.sign_letter(
            signatory=again,
            text_sha256=letter.text_sha256,
            by=given.signatory_person(index, "chief_executive"),
            at=when,
        )
    chair = letter.signatories.get(office="board_chair")
    with refused("Only the person"):
        actions.sign_letter(signatory=chair, text_sha256=letter.text_sha256, by=given.contact(index), at=when)
    with refused("has been changed"):
        actions.sign_letter(signatory=chair, text_sha256="0", by=given.signatory_person(index, "board_chair"), at=when)
    actions.sign_letter(
        signatory=chair, text_sha256=letter.text_sha256, by=given.signatory_person(index, "board_chair"), at=when
    )
    letter.refresh_from_db()
    assert (letter.signature_count, letter.completed_at) == (2, when)
    seat = networks.all_seats(world.network).get()
    assert (seat.organisation, seat.awarded_by) == (interest.organisation, world.lead)
    signatures = documents.signatures_on(subject_of(letter))
    assert {row.role for row in signatures} == {"chief_executive", "board_chair"}
    assert {row.text_shown for row in signatures} == {letter.text}
    receipts = Outbox.objects.filter(kind="calls.signed")
    assert {row.to_address for row in receipts} == {interest.organisation.official_mailbox}
    assert receipts.count() == 2
    assert verbs(letter)[-2:] == ["calls.letter.signed", "calls.letter.signed"]


def test_a_changed_address_voids_a_signature_while_the_letter_is_open() -> None:
    _world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.signed(interest, index, offices=["chief_executive"])
    when = given.at(date(2020, 11, 14))
    with refused("already signed"):
        signatory = letter.signatories.get(office="chief_executive")
        actions.name_signatory(
            letter=letter,
            office="chief_executive",
            name=signatory.name,
            email=signatory.email,
            by=given.contact(index),
            at=when,
        )
    actions.name_signatory(
        letter=letter, office="chief_executive", name="Tor Ny", email="tor@x.example", by=given.contact(index), at=when
    )
    letter.refresh_from_db()
    signatory = letter.signatories.get(office="chief_executive")
    assert (letter.signature_count, signatory.signed_at, signatory.signed_by) == (0, None, None)
    done = given.signed(chosen[1][0], chosen[1][1])
    with refused("already complete"):
        actions.name_signatory(
            letter=done,
            office="chief_executive",
            name="Tor Ny",
            email="tor@x.example",
            by=given.contact(chosen[1][1]),
            at=when,
        )


def test_the_letter_is_not_signed_after_its_day() -> None:
    _world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.prepared(interest, index)
    with refused("has passed"):
        actions.sign_letter(
            signatory=letter.signatories.get(office="board_chair"),
            text_sha256=letter.text_sha256,
            by=given.signatory_person(index, "board_chair"),
            at=given.at(date(2020, 11, 16), 0, 1),
        )


def test_a_scanned_paper_counts_as_a_signature_with_its_note(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.signed(interest, index, offices=["chief_executive"])
    when = given.at(date(2020, 11, 14))
    paper: dict[str, Any] = {
        "letter": letter,
        "office": "board_chair",
        "file_name": "brev.png",
        "data": PNG,
        "by": world.lead,
        "at": when,
    }
    with refused("both offices"):
        actions.register_paper(name=letter.signatories.get(office="chief_executive").name, note="Jämfört", **paper)
    with refused("how you checked"):
        actions.register_paper(name="Ordförande Annan", note=" ", **paper)
    signed = actions.register_paper(name="Ordförande Annan", note="Originalet jämfördes", **paper)
    assert (signed.method, signed.paper_note, signed.registered_by) == ("paper", "Originalet jämfördes", world.lead)
    assert signed.signed_by != world.lead
    assert networks.all_seats(world.network).get().organisation == interest.organisation
    with refused("already been given"):
        actions.register_paper(name="Ordförande Annan", note="Igen", **paper)


def test_both_signatures_can_come_on_paper(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.letter(interest)
    when = given.at(date(2020, 11, 14))
    actions.choose_basis(
        letter=letter, basis="own_mandate", paragraph="", basis_day=None, by=given.contact(index), at=when
    )
    for office, name in (("chief_executive", "Chef Ett"), ("board_chair", "Ordförande Två")):
        actions.register_paper(
            letter=letter,
            office=office,
            name=name,
            note="Jämfört",
            file_name="brev.png",
            data=PNG,
            by=world.lead,
            at=when,
        )
    letter.refresh_from_db()
    assert letter.completed_at == when


def test_the_decision_that_a_letter_waits_for_is_entered_once() -> None:
    _world, chosen, _others = decided_world()
    interest, index = chosen[0]
    letter = given.letter(interest)
    when = given.at(date(2020, 11, 12))
    actions.choose_basis(
        letter=letter,
        basis="subject_to_decision",
        paragraph="",
        basis_day=date(2020, 12, 1),
        by=given.contact(index),
        at=when,
    )
    actions.meet_basis(letter=letter, paragraph="§ 7", by=given.contact(index), at=when)
    assert (letter.basis_paragraph, letter.basis_met_at) == ("§ 7", when)
    with refused("already been entered"):
        actions.meet_basis(letter=letter, paragraph="§ 8", by=given.contact(index), at=when)


# --- The seat ---


def test_the_seat_is_accepted_once_and_fills_the_team_once_per_address() -> None:
    _world, chosen, _others = decided_world()
    interest, index = chosen[0]
    by, when = given.contact(index), given.at(date(2020, 11, 14))
    with refused("No seat"):
        actions.accept_seat(interest=interest, by=by, at=when)
    given.signed(interest, index)
    doubled = (*given.team(index), actions.Proposed(4, "Dubbel", f"m1@{given.PLACES[index][1]}.example"))
    actions.save_interest(interest=interest, part="team", values={"members": doubled}, edition=99, by=by, at=when)
    seat = actions.accept_seat(interest=interest, by=by, at=when)
    assert (seat.accepted_at, seat.members.count()) == (when, 4)
    assert seat.members.filter(deputy_coordinator=True).count() == 1
    with refused("already accepted"):
        actions.accept_seat(interest=interest, by=by, at=when)
    with refused("already have a seat"):
        actions.withdraw_interest(interest=interest, reason="Ångrat", by=by, at=when)


def test_the_department_that_was_named_follows_into_the_team() -> None:
    _world, chosen, _others = decided_world()
    interest, index = chosen[0]
    by, when = given.contact(index), given.at(date(2020, 11, 14))
    given.signed(interest, index)
    employer = people.enter_employer(
        organisation=interest.organisation, name="Kommunen", organisation_number="4991019006", by=by, at=when
    )
    named = actions.Proposed(1, "Siv Ek", "siv.ek@alvnas.example", department="Kansliet", is_coordinator=True)
    without = actions.Proposed(2, "Bo Ek", "bo.ek@alvnas.example")
    actions.save_interest(
        interest=interest, part="team", values={"members": (named, without)}, edition=99, by=by, at=when
    )
    seat = actions.accept_seat(interest=interest, by=by, at=when)
    employments = {member.person.name: member.employment for member in seat.members.select_related("employment")}
    siv = employments["Siv Ek"]
    assert siv is not None
    assert (siv.employer, siv.department, siv.first_day) == (employer, "Kansliet", seat.first_day)
    assert employments["Bo Ek"] is None


def test_leaving_after_the_award_frees_the_seat_for_the_reserve() -> None:
    world, chosen, others = decided_world()
    interest, index = chosen[0]
    given.signed(interest, index)
    when = given.at(date(2020, 11, 14))
    actions.withdraw_interest(interest=interest, reason="Ny ledning", by=given.contact(index), at=when)
    assert networks.all_seats(world.network).get().left_at == when
    offered: Any = actions.offer_to_next_reserve(
        outcome=interest.outcome, letter_day=date(2020, 11, 25), by=world.lead, at=when
    )
    assert offered.outcome == "reserve"
    reserve_index = next(number for other, number in others if other.pk == offered.interest_id)
    given.signed(offered.interest, reserve_index, when=given.at(date(2020, 11, 20)))
    assert networks.all_seats(world.network).filter(left_at__isnull=True).count() == 1


def test_where_letters_come_first_a_reserve_with_a_whole_letter_has_its_seat_at_once() -> None:
    world = given.call_world(selection_when="after_letters", decision_day=date(2020, 11, 20))
    for index in range(3):
        given.signed(given.confirmed(world, index), index)
    given.decided(world, on=date(2020, 11, 18))
    leaving: Any = SelectionOutcome.objects.filter(outcome="chosen").select_related("interest").first()
    when = given.at(date(2020, 11, 19))
    actions.withdraw_interest(interest=leaving.interest, reason="Nej", by=leaving.interest.started_by, at=when)
    offered: Any = actions.offer_to_next_reserve(outcome=leaving, letter_day=date(2020, 11, 25), by=world.lead, at=when)
    assert queries.seat_of(offered.interest) is not None


# --- What the database refuses ---

BROKEN: set[str] = set()


def breaks(name: str, act) -> None:
    BROKEN.add(name)
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def breaks_around_signing(world, letter, chief) -> None:
    arrangement = given.arrangement(world, letter.organisation)
    rows = LetterSignatory.objects.filter(arrangement=arrangement)
    breaks("letter_signatory_signs_one_paper", lambda: rows.update(letter=letter))
    breaks("arrangement_office_once", lambda: rows.update(office="board_chair"))
    breaks("arrangement_signatories_differ", lambda: rows.update(email="samma@x.example"))
    breaks("arrangement_signed_by_two_persons", lambda: rows.update(signed_at=OCTOBER, signed_by=world.lead))
    breaks(
        "letter_signatory_phoned_is_paired",
        lambda: LetterSignatory.objects.filter(pk=chief.pk).update(phoned_at=OCTOBER),
    )
    document = document_actions.store(owner=letter, name="a.png", data=PNG, by=world.lead, at=OCTOBER)
    sent = {"file": document, "sent_in_at": OCTOBER, "sent_in_by": world.lead}
    breaks("signed_file_of_one_paper", lambda: SignedFile.objects.create(**sent))
    files = SignedFile.objects.filter(pk=SignedFile.objects.create(letter=letter, **sent).pk)
    breaks("signed_file_judged_with_outcome", lambda: files.update(judged_at=OCTOBER))
    breaks("signed_file_decided_is_paired", lambda: files.update(decided_at=OCTOBER))
    holding = TrustList.objects.create(network=world.network, version=1, set_at=OCTOBER, set_by=world.lead)
    more = {"network": world.network, "set_at": OCTOBER, "set_by": world.lead}
    breaks("trust_list_version_once", lambda: TrustList.objects.create(version=1, replaced_at=OCTOBER, **more))
    breaks("trust_list_holding_once", lambda: TrustList.objects.create(version=2, **more))
    issuer = {
        "trust_list": holding,
        "name": "A",
        "purpose": "persons",
        "certificate_sha256": "a",
        "first_day": OCTOBER.date(),
        "last_day": OCTOBER.date(),
    }
    TrustedIssuer.objects.create(**issuer)
    breaks("trusted_issuer_once", lambda: TrustedIssuer.objects.create(**issuer))


def test_each_constraint_holds() -> None:
    world, chosen, others = decided_world()
    interest, index = chosen[0]
    letter = given.prepared(interest, index)
    other = others[0][0]
    calls, rows = Call.objects.filter(pk=world.call.pk), Interest.objects.filter(pk=interest.pk)
    letters = LetterOfIntent.objects.filter(pk=letter.pk)
    outcomes = SelectionOutcome.objects.filter(interest=interest)
    signatories = LetterSignatory.objects.filter(letter=letter)
    chief, chair = signatories.get(office="chief_executive"), signatories.get(office="board_chair")
    breaks("call_dates_in_order", lambda: calls.update(interest_day=date(2020, 1, 1)))
    breaks("call_published_is_paired", lambda: calls.update(published_by=None))
    breaks("call_cancelled_is_paired", lambda: calls.update(cancelled_by=world.lead))
    breaks("commitment_position_once", lambda: Commitment.objects.filter(call=world.call).update(position=1))
    breaks("interest_once", lambda: rows.update(organisation=other.organisation))
    for stamp in ("submitted", "confirmed", "withdrawn", "band_set", "late", "received"):
        filled = getattr(interest, f"{stamp}_at") is not None
        change = {f"{stamp}_by": None} if filled else {f"{stamp}_by": world.lead}
        breaks(f"interest_{stamp}_is_paired", lambda change=change: rows.update(**change))
    breaks("interest_confirmed_after_submitted", lambda: rows.update(submitted_at=None, submitted_by=None))
    contact = InterestContact.objects.get(interest=interest)
    breaks(
        "interest_contact_once",
        lambda: InterestContact.objects.create(interest=interest, person=contact.person, first_day=contact.first_day),
    )
    breaks("proposed_position_once", lambda: ProposedMember.objects.create(interest=interest, position=0, name="Två"))
    breaks(
        "selection_decision_once",
        lambda: SelectionDecision.objects.create(
            call=world.call, was_needed=False, candidates_csv="", decided_at=OCTOBER, decided_by=world.lead
        ),
    )
    reserve = SelectionOutcome.objects.get(outcome="reserve")
    breaks("reserve_has_a_place", lambda: SelectionOutcome.objects.filter(pk=reserve.pk).update(reserve_place=None))
    breaks("reserve_place_once", lambda: outcomes.update(outcome="reserve", reserve_place=reserve.reserve_place))
    breaks("outcome_offered_is_paired", lambda: outcomes.update(offered_by=world.lead))
    breaks("outcome_lapsed_is_paired", lambda: outcomes.update(lapsed_by=world.lead))
    breaks("letter_subject_to_decision_has_day", lambda: letters.update(basis="subject_to_decision", basis_day=None))
    breaks("letter_complete_with_two_signatures", lambda: letters.update(completed_at=OCTOBER))
    breaks("letter_has_at_most_two_signatures", lambda: letters.update(signature_count=3))
    breaks("letter_basis_met_is_paired", lambda: letters.update(basis_met_by=world.lead))
    breaks("letter_office_once", lambda: signatories.update(office="board_chair"))
    breaks("letter_signatories_differ", lambda: signatories.update(email="samma@x.example"))
    breaks("letter_signatory_signed_is_paired", lambda: signatories.update(signed_by=world.lead))
    breaks("letter_signed_by_two_persons", lambda: signatories.update(signed_at=OCTOBER, signed_by=world.lead))
    breaks("letter_link_once", lambda: signatories.filter(pk=chief.pk).update(link_sha256=chair.link_sha256))
    question = actions.ask_question(call=world.call, text="När?", by=world.lead, at=OCTOBER)
    breaks(
        "call_question_answered_is_paired",
        lambda: CallQuestion.objects.filter(pk=question.pk).update(answered_at=OCTOBER),
    )
    SelectionReckoning.objects.create(call=world.call, fingerprint="a", asked_at=OCTOBER)
    breaks(
        "reckoning_once",
        lambda: SelectionReckoning.objects.create(call=world.call, fingerprint="a", asked_at=OCTOBER),
    )
    breaks_around_signing(world, letter, chief)
    known = {row.name for model in apps.get_app_config("calls").get_models() for row in model._meta.constraints}
    assert known == BROKEN
