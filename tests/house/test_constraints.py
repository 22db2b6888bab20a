"""Every constraint and every trigger of ours is broken once, and holds, on both engines.

A row of each table is made up out of plain values: first as it may be, then with the one thing that its constraint
forbids. Keys of other tables are looked at only when a transaction ends, so the rows need no world around them.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from samverka.journal.models import HeadStamp, Installation
from tests.given import everything

Values = dict[str, Any]
DAY, NOW = date(2021, 11, 1), datetime(2021, 11, 2, 9, 0, tzinfo=UTC)
DAY_BEFORE, HOUR_BEFORE = date(2021, 10, 31), datetime(2021, 11, 2, 8, 0, tzinfo=UTC)
numbers = count(900_000)

# What a row of a table needs beyond plain values to be whole.
WHOLE: dict[str, Values] = {
    "ActionNote": {"what": "noted"},
    "Decision": {"minutes_paragraph": "§ 1"},
    "GoalJudgement": {"comment": "x"},
    "Absence": {"return_day": date(2021, 11, 8)},
    "AgendaPart": {"starts_at": HOUR_BEFORE},
    "BudgetOutcome": {"kind": "travel_and_meetings"},
    "ClaimLine": {"reportable_minutes": 2, "eligible_minutes": 1, "over_cap_minutes": 1},
    "ExampleApproval": {"approved_at": None, "approved_name": "", "approved_sha256": "", "declined_at": None},
    "Evaluation": {"useful": 3, "learned_from_others": 3, "knows_next_step": 3},
    "Guest": {"attends_as": "audience", "email": "", "employer": "", "function": ""},
    "Leaving": {"last_day": DAY_BEFORE, "stood_until": DAY},
    "HeadStamp": {"token": b"x", "token_at": NOW},
    "HourRow": {"minutes": 60},
    "Installation": {"id": 1},
    "LetterSignatory": {"letter_id": 7_000_002},
    "SignedFile": {"letter_id": 7_000_002, "outcome": ""},
    "MemberOrganisation": {"kind": "municipality", "municipality_id": 7_000_000},
    "Municipality": {"county_id": "22"},
    "LineOutcome": {"result": "accepted"},
    "ParticipantFile": {"month": DAY},
    "Meeting": {"starts_at": HOUR_BEFORE, "kind": "network_online"},
    "Outbox": {"is_secret": False, "secret_body": ""},
    "ReceivedCertificate": {"kind": "email"},
    "ResourceVersion": {"document_id": None, "link": "https://example.org/"},
    "RoleSpan": {"reporting_role": "staff_paid"},
    "SelectionOutcome": {"outcome": "chosen"},
    "ServedArea": {"municipality_id": 7_000_001},
    "UnitCost": {"entered_by_id": 1},
}

# What breaks each check that its name does not tell by itself.
BREAKS: dict[str, Values] = {
    "collaboration_ends_after_it_begins": {"first_day": DAY, "last_day": DAY_BEFORE},
    "collaboration_secret_stays_at_home": {"secrecy_ground": "x", "level": "public_level"},
    "collaboration_share_is_a_part": {"share_percent": 101},
    "collaboration_value_is_not_negative": {"value_ore": -1},
    "dialogue_secret_stays_at_home": {"secrecy_ground": "x", "level": "public_level"},
    "enterprise_confirmed_with_consent": {"confirmed_day": DAY},
    "enterprise_consent_says_by_whom": {"consent_day": DAY},
    "enterprise_share_is_a_part": {"target_share_percent": 101},
    "listed_service_codes_in_order": {"last_code": "0"},
    "served_area_is_one_of_two": {"county_id": "22"},
    "threshold_is_not_negative": {"amount": -1},
    "action_done_or_dropped": {"done_at": NOW, "done_by_id": 1, "dropped_at": NOW, "dropped_by_id": 1},
    "action_is_due_after_it_starts": {"start_day": DAY, "due_day": DAY_BEFORE},
    "adopted_document_says_by_whom_and_when": {"adopted_at": NOW, "adopted_by_id": 1, "decided_day": None},
    "coordinating_share_is_a_share": {"share_percent": 101},
    "development_need_secrecy_has_its_ground": {"may_be_secret": True, "secrecy_ground": ""},
    "document_on_its_way_has_body_and_day": {"planned_body": "Nämnden", "planned_day": None},
    "goal_judgement_has_a_comment": {"comment": ""},
    "maturity_from_three_has_evidence": {"level": 3, "evidence": ""},
    "maturity_level_is_one_to_five": {"level": 6, "evidence": "x"},
    "maturity_target_is_one_to_five": {"level": 6},
    "need_priority_is_one_to_five": {"benefit": 6},
    "need_secrecy_has_its_ground": {"may_be_secret": True, "secrecy_ground": ""},
    "need_solved_or_parked": {"solved_at": NOW, "solved_by_id": 1, "parked_at": NOW, "parked_by_id": 1},
    "political_decision_has_its_paragraph": {"kind": "political", "minutes_paragraph": ""},
    "postponed_or_dropped_has_a_reason": {"what": "dropped", "text": ""},
    "secret_need_stays_inside": {"may_be_secret": True, "secrecy_ground": "OSL", "level": "network"},
    "absence_is_at_least_a_day": {"return_day": DAY},
    "absence_substitute_is_someone_else": {"person_id": 4, "substitute_id": 4},
    "attendance_within_a_day": {"minutes": 1441},
    "budget_outcome_has_a_voucher": {"voucher": ""},
    "budget_outcome_is_not_hours": {"kind": "municipal_time"},
    "call_dates_in_order": {"interest_day": DAY_BEFORE},
    "certificate_on_paper_is_kept_somewhere": {"kind": "ink", "kept_at": ""},
    "silence_comment_says_something": {"commented_at": NOW, "commented_by_id": 1, "comment": ""},
    "parked_month_has_a_reason": {"reason": ""},
    "line_outcome_has_a_reason": {"result": "reduced", "reason": ""},
    "line_outcome_waits_without_numbers": {
        "result": "to_be_completed",
        "accepted_minutes": 1,
        "accepted_ore": 0,
        "reason": "x",
    },
    "participant_file_month_is_a_first_day": {"month": date(2021, 11, 2)},
    "role_span_is_one_that_no_team_gives": {"reporting_role": "participant", "participation_id": None},
    "sheet_settled_after_locked": {"settled_at": NOW, "settled_by_id": 1, "accepted_minutes": None},
    "claim_line_below_nought_corrects": {"value_ore": -1},
    "claim_line_hours_add_up": {"reportable_minutes": 3, "eligible_minutes": 1, "over_cap_minutes": 1},
    "claim_period_in_months": {"last_month": date(2021, 11, 30)},
    "claim_period_in_order": {"last_month": date(2021, 10, 1)},
    "evaluation_is_one_to_five": {"useful": 6},
    "example_approval_says_who_and_what": {"approved_at": NOW},
    "example_approved_or_declined": {
        "approved_at": NOW,
        "approved_name": "Vera",
        "approved_sha256": "x",
        "declined_at": NOW,
    },
    "evidence_pack_has_its_fingerprint": {"document_id": 1, "manifest_sha256": ""},
    "guest_hours_are_for_participants": {"minutes": 60},
    "head_stamp_token_has_its_time": {"token_at": None},
    "hour_row_within_a_day": {"minutes": 1441},
    "installation_is_one": {"id": 2},
    "interest_confirmed_after_submitted": {"confirmed_at": NOW, "confirmed_by_id": 1},
    "invented_municipality_has_code_9": {"is_invented": True, "code": "0180"},
    "arrangement_has_at_most_two_signatures": {"signature_count": 3},
    "arrangement_in_force_with_two_signatures": {"completed_at": NOW, "signature_count": 1},
    "letter_signatory_signs_one_paper": {"arrangement_id": 7_000_003},
    "signed_file_judged_with_outcome": {"judged_at": NOW, "outcome": ""},
    "signed_file_of_one_paper": {"letter_id": None},
    "letter_complete_with_two_signatures": {"completed_at": NOW, "signature_count": 1},
    "letter_has_at_most_two_signatures": {"signature_count": 3},
    "letter_subject_to_decision_has_day": {"basis": "subject_to_decision", "basis_day": None},
    "local_day_belongs_to_a_seat": {"kind": "local_day", "participation_id": None},
    "meeting_has_places_for_those_who_come": {"places": 2, "places_taken": 3},
    "network_granted_or_rejected": {"granted_day": DAY, "rejected_day": DAY},
    "official_channel_begins_on_a_first_day": {"from_month": date(2021, 11, 2)},
    "organisation_kind_has_its_place": {"municipality_id": None},
    "picture_has_alt_text": {"alt_text": ""},
    "other_funded_hours_within_a_year": {"hours": 8785},
    "outbox_holds_back_only_news": {"held_at": NOW, "may_wait": False},
    "appointing_link_used_for_somebody": {"used_at": NOW, "used_for_id": None},
    "leaving_is_before_the_end": {"last_day": DAY, "stood_until": DAY},
    "send_out_sent_is_paired": {"sent_at": NOW, "sent_by": ""},
    "outbox_only_secret_holds_one": {"secret_body": "x"},
    "next_contact_lies_after_this": {"next_day": DAY},
    "published_resource_has_a_licence": {"published_at": NOW, "published_by_id": 1, "licence": ""},
    "resource_version_is_file_or_link": {"document_id": None, "link": ""},
    "reserve_has_a_place": {"outcome": "reserve", "reserve_place": None},
    "sheet_approved_after_confirmed": {"approved_at": NOW, "approved_by_id": 1},
    "sheet_approved_by_someone_else": {
        "person_id": 4,
        "confirmed_at": NOW,
        "confirmed_by_id": 4,
        "approved_at": NOW,
        "approved_by_id": 4,
    },
    "sheet_entered_says_how_much": {"entered_in_portal_at": NOW, "entered_in_portal_by_id": 1},
    "sheet_left_out_is_not_submitted": {
        "left_out_at": NOW,
        "left_out_by_id": 1,
        "nothing_to_report": True,
        "submitted_at": NOW,
        "submitted_by_id": 1,
    },
    "sheet_locked_after_submitted": {"locked_at": NOW, "locked_by_id": 1},
    "sheet_month_is_a_first_day": {"month": date(2021, 11, 2)},
    "sheet_nothing_is_not_confirmed": {"nothing_to_report": True, "confirmed_at": NOW, "confirmed_by_id": 1},
    "sheet_submitted_after_confirmed": {"submitted_at": NOW, "submitted_by_id": 1},
    "terms_support_within_budget": {"total_budget_ore": 1, "fund_support_ore": 2},
    "unit_cost_needs_two_persons": {"checked_at": NOW, "checked_by_id": 1},
}

# What both rows of a pair have to be, for a condition of a uniqueness to hold.
PAIRS: dict[str, Values] = {
    "counterpart_once": {"enterprise_id": 3},
    "enterprise_number_once": {"organisation_number": "7990000010"},
    "served_county_once": {"municipality_id": None, "county_id": "22"},
    "authority_once_per_seat": {"participation_id": 3},
    "example_current_edition_once": {"is_current": True},
    "example_municipality_approves_once": {"side": "municipality_side"},
    "arrangement_office_once": {"letter_id": None, "arrangement_id": 3},
    "arrangement_signatories_differ": {"letter_id": None, "arrangement_id": 3, "email": "kim@alvnas.example"},
    "arrangement_signed_by_two_persons": {
        "letter_id": None,
        "arrangement_id": 3,
        "signed_at": NOW,
        "signed_by_id": 3,
    },
    "arrangement_wording_version_once": {"replaced_at": NOW},
    "trust_list_version_once": {"replaced_at": NOW},
    "letter_link_once": {"link_sha256": "a" * 64},
    "letter_signatories_differ": {"email": "kim@alvnas.example"},
    "letter_signed_by_two_persons": {"signed_at": NOW, "signed_by_id": 3},
    "meeting_once_per_sheet": {"meeting_id": 3},
    "one_coordinator_at_a_time": {"team_seat": "coordinator"},
    "person_address_once": {"email": "kim@alvnas.example"},
    "reserve_place_once": {"outcome": "reserve", "reserve_place": 1},
    "sheet_version_once": {"superseded_at": NOW},
    "terms_version_once": {"replaced_at": NOW},
}


# What the second of a pair has to be, for no other uniqueness to be broken.
SECONDS: dict[str, Values] = {
    "example_current_edition_once": {"number": 2},
    "one_current_sheet": {"version": 2},
    "example_edition_once": {"is_current": False},
    "arrangement_signatories_differ": {"office": "board_chair"},
    "arrangement_signed_by_two_persons": {"office": "board_chair"},
    "arrangement_wording_holding_once": {"version": 2},
    "trust_list_holding_once": {"version": 2},
    "letter_link_once": {"office": "board_chair"},
    "letter_signatories_differ": {"office": "board_chair"},
    "letter_signed_by_two_persons": {"office": "board_chair"},
    "terms_holding_once": {"version": 2},
}


def our_models() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("samverka."))


CONSTRAINTS = {constraint.name: (model, constraint) for model in our_models() for constraint in model._meta.constraints}


# A value of each sort of field; the narrower sort comes first.
PLAIN: tuple[tuple[type[models.Field[Any, Any]], Callable[[], object]], ...] = (
    (models.ForeignKey, lambda: next(numbers)),
    (models.UUIDField, uuid.uuid4),
    (models.DateTimeField, lambda: NOW),
    (models.DateField, lambda: DAY),
    (models.BooleanField, lambda: False),
    (models.PositiveSmallIntegerField, lambda: 1),
    (models.DecimalField, lambda: 1),
    (models.IntegerField, lambda: next(numbers)),
    (models.BinaryField, lambda: b"x"),
    (models.JSONField, dict),
)


def plain(field: models.Field[Any, Any]) -> object:
    """A value of the field's sort; another one each time where it is to tell rows apart."""
    if field.has_default() and not field.unique:
        return field.get_default()
    if field.null:
        return None
    for sort, value in PLAIN:
        if isinstance(field, sort):
            return value()
    if field.choices:
        return next(iter(field.flatchoices))[0]
    return "" if field.blank and not field.unique else str(next(numbers))[: field.max_length or 6]


def whole(model: type[models.Model]) -> Values:
    """A row's values as they may be."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.BigAutoField)]
    return {field.attname: plain(field) for field in fields} | WHOLE.get(model.__name__, {})


def lasts(values: Mapping[str, object]) -> Values:
    """The last day before the first, in whichever words the table has for them."""
    for first, last, before in (
        ("first_day", "last_day", DAY_BEFORE),
        ("from_day", "until_day", DAY_BEFORE),
        ("starts_at", "ends_at", HOUR_BEFORE),
    ):
        if first in values and last in values:
            return {last: before}
    raise AssertionError(sorted(values))


def broken(name: str, values: Values) -> Values:
    """What the check forbids."""
    if name in BREAKS:
        return BREAKS[name]
    if name.endswith("_is_paired"):
        stamps = [key.removesuffix("_at") for key in values if key.endswith("_at")]
        (stamp,) = [one for one in stamps if name.endswith(f"_{one}_is_paired")][:1]
        return {f"{stamp}_at": None, f"{stamp}_by_id": 1}
    if "_ends_after_" in name:
        return lasts(values)
    raise AssertionError(f"{name}: say in BREAKS what breaks it")


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint that leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def put(model: type[models.Model], values: Values) -> None:
    model._base_manager.bulk_create([model(**values)])


def refused(model: type[models.Model], values: Values) -> str:
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        put(model, values)
    return str(fault.value)


def column_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def says(fault: str, model: type[models.Model], constraint: models.BaseConstraint) -> bool:
    """Whether the engine names this constraint; SQLite names the columns of a plain uniqueness."""
    columns = [column_of(model, name).column for name in getattr(constraint, "fields", ())]
    listed = ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return constraint.name in fault or (bool(columns) and fault == f"UNIQUE constraint failed: {listed}")


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_a_constraint_holds(name: str) -> None:
    model, constraint = CONSTRAINTS[name]
    with undone():
        if isinstance(constraint, models.UniqueConstraint):
            first, second = (whole(model) | PAIRS.get(name, {}) for _number in range(2))
            put(model, first)
            same = {column_of(model, field).attname for field in constraint.fields}
            fault = refused(model, second | SECONDS.get(name, {}) | {field: first[field] for field in same})
        else:
            values = whole(model)
            with undone():
                put(model, values)
            fault = refused(model, values | broken(name, values))
        assert says(fault, model, constraint), fault


def test_no_word_is_said_of_a_constraint_that_is_not_there() -> None:
    assert BREAKS.keys() | PAIRS.keys() | SECONDS.keys() <= CONSTRAINTS.keys()
    assert WHOLE.keys() <= {model.__name__ for model in our_models()}


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
            if connection.vendor == "postgresql"
            else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        return {name for (name,) in cursor.fetchall()}


# What a trigger that its name does not tell by itself forbids, in the world that has one of everything.
STATEMENTS = {
    "hours_hourrow_insert_stands": (
        "INSERT INTO hours_hourrow (sheet_id, day, activity, minutes, text, source)"
        " SELECT id, month, 'preparation', 60, 'x', 'own' FROM hours_hoursheet WHERE confirmed_at IS NOT NULL"
    ),
    "hours_hoursheet_update_stands": "UPDATE hours_hoursheet SET locked_at = NULL WHERE locked_at IS NOT NULL",
}
FORBIDDEN = {"update": "UPDATE {} SET id = id", "delete": "DELETE FROM {}", "truncate": "TRUNCATE {} CASCADE"}


def statement(trigger: str) -> str:
    """What the trigger forbids, as SQL."""
    table, _underscore, event = trigger.removesuffix("_stands").replace("_no_", "_").rpartition("_")
    return STATEMENTS.get(trigger) or FORBIDDEN[event].format(table)


@pytest.mark.django_db
def test_every_trigger_holds(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    everything.build()
    for model in (HeadStamp, Installation):
        put(model, whole(model))
    found = triggers()
    assert len(found) >= 9
    for trigger in sorted(found):
        fault = ""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement(trigger))
        except DatabaseError as raised:
            fault = str(raised)
        assert fault, f"{trigger} let through: {statement(trigger)}"
        assert "constraint" not in fault, f"{trigger}: {fault}"
