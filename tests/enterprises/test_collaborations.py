"""Collaborations: light entry, states and what they ask, limits and sums, sharing, outcomes, dialogues, exports."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from samverka.core.refusals import Refused
from samverka.enterprises import actions, exports, queries
from samverka.enterprises.figures import guide, limits
from samverka.enterprises.models import Collaboration, CollaborationStep, Counterpart, Dialogue, Form, Outcome, State
from samverka.enterprises.rules import collaboration as law
from samverka.journal.models import Entry, EntryPayload
from samverka.people.models import Person
from tests.given import enterprises as given
from tests.given import people as given_people
from tests.given.enterprises import NOW, TODAY, Around

SWEDEN = ZoneInfo("Europe/Stockholm")
START = date(2021, 12, 1)
KRONA = 100


def started(there: Around, form: str = Form.DIRECT_PROCUREMENT, title: str = "Städning av skolor") -> Collaboration:
    return actions.start_collaboration(
        organisation=there.world.alvnas.organisation,
        title=title,
        owner=there.colleague,
        day=TODAY,
        form=form,
        by=there.colleague,
        at=NOW,
    )


def written(there: Around, row: Collaboration, *, part: str = "varde", **values: object) -> Collaboration:
    hung = {name: values.pop(name) for name in ("buyers", "counterparts", "cpv", "contributions") if name in values}
    return actions.write_part(
        collaboration=queries.own_collaboration(queries.viewer(there.colleague, TODAY), row.pk),
        part=part,
        values=values,
        **hung,  # type: ignore[arg-type]  # as a form hands them in
        by=there.colleague,
        at=NOW,
    )


def purchase(
    there: Around,
    kronor: int,
    *,
    start: date = START,
    cpv: tuple[str, ...] = ("90910000",),
    form: str = Form.DIRECT_PROCUREMENT,
    title: str = "Städning av skolor",
) -> Collaboration:
    row = started(there, form, title)
    return written(
        there,
        row,
        value_ore=kronor * KRONA,
        first_day=start,
        last_day=limits.months_later(start, 12),
        cpv=list(cpv),
        buyers=[there.employer.pk],
        counterparts=[("Gröna Handen", "", None)],
    )


DECISION = {"decision_body": "Kommunstyrelsen", "decision_day": date(2021, 10, 12), "registry_number": "KS 2021/77"}
DOCUMENTED = {
    "description": "Städning av tre skolor",
    "competition": "Tre företag tillfrågades",
    "suppliers_asked": "Gröna Handen, Blå Städ, Rent AB",
    "bids": 2,
    "award_reason": "Lägst pris av dem som uppfyllde kraven",
}


def moved(there: Around, row: Collaboration, to: str, *, reason: str = "") -> Collaboration:
    own = queries.own_collaboration(queries.viewer(there.colleague, TODAY), row.pk)
    return actions.move_collaboration(collaboration=own, to=to, day=TODAY, reason=reason, by=there.colleague, at=NOW)


def facts(there: Around, row: Collaboration, today: date = TODAY) -> law.Facts:
    return queries.known_facts(queries.own_collaboration(queries.viewer(there.colleague, TODAY), row.pk), today)


# --- Light entry ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_collaboration_title_owner_date_and_form_are_enough_to_save() -> None:
    there = given.around()
    client = given_people.signed_in(Client(), there.colleague)
    assert client.get("/samverkan/ny/").status_code == 200
    typed = {"title": "Kafé i biblioteket", "owner": str(there.colleague.pk), "day": "2021-11-02", "form": "iop"}
    for lacking in typed:
        response = client.post("/samverkan/ny/spara/", {**typed, lacking: ""})
        assert response.status_code == 422
        assert not Collaboration.objects.exists()
    assert client.post("/samverkan/ny/spara/", typed).status_code == 302
    row = Collaboration.objects.get()
    assert (row.title, row.owner, row.day, row.form, row.value_ore) == (
        "Kafé i biblioteket",
        there.colleague,
        TODAY,
        "iop",
        None,
    )
    assert CollaborationStep.objects.get().state == State.IDEA
    assert Entry.objects.filter(verb="enterprises.collaboration.started").count() == 1
    assert client.get(f"/samverkan/{row.pk}/").status_code == 200
    assert client.get("/samverkan/?sortera=-title&ar=2021").status_code == 200


@pytest.mark.django_db
def test_collaboration_ends_not_before_it_starts_and_is_worth_nothing_less_than_nothing() -> None:
    there = given.around()
    row = started(there)
    with pytest.raises(Refused, match="last day"):
        written(there, row, first_day=date(2021, 12, 2), last_day=date(2021, 12, 1))
    with pytest.raises(Refused, match="less than nothing"):
        written(there, row, value_ore=-1)
    assert written(there, row, first_day=START, last_day=START, value_ore=0).value_ore == 0


# --- The dated table --------------------------------------------------------------------------------------------

KRONOR: dict[str, list[tuple[str, str | None, int | None]]] = {
    "eu_threshold": [
        ("2016-01-01", "2017-12-31", 1_910_323),
        ("2018-01-01", "2019-12-31", 2_096_097),
        ("2020-01-01", "2021-12-31", 2_197_545),
        ("2022-01-01", "2023-12-31", 2_236_731),
        ("2024-01-01", "2025-12-31", 2_389_585),
        ("2026-01-01", "2027-12-31", None),
    ],
    "eu_threshold_social_specific_services": [
        ("2018-01-01", "2019-12-31", 7_113_450),
        ("2020-01-01", "2021-12-31", 7_701_675),
        ("2022-01-01", "2023-12-31", 7_802_550),
        ("2024-01-01", "2025-12-31", 8_109_450),
        ("2026-01-01", "2027-12-31", None),
    ],
    "direct_limit": [
        ("2016-01-01", "2017-12-31", 534_890),
        ("2018-01-01", "2019-12-31", 586_907),
        ("2020-01-01", "2021-12-31", 615_312),
        ("2022-01-01", "2022-01-31", 626_284),
        ("2022-02-01", "2023-12-31", 700_000),
        ("2024-01-01", "2025-12-31", 700_000),
        ("2026-01-01", "2027-12-31", 700_000),
    ],
    "direct_limit_social_specific_services": [
        ("2018-01-01", "2019-12-31", 586_907),
        ("2020-01-01", "2021-12-31", 615_312),
        ("2022-01-01", "2022-01-31", None),
        ("2022-02-01", "2023-12-31", 7_802_550),
        ("2024-01-01", "2025-12-31", 8_109_450),
        ("2026-01-01", "2027-12-31", None),
    ],
    "direct_limit_welfare": [
        ("2018-01-01", "2019-12-31", 1_991_766),
        ("2020-01-01", "2021-12-31", 2_156_469),
    ],
    "documentation_from": [("2016-01-01", None, 100_000)],
}
NUMBERS: dict[str, tuple[str, int]] = {
    "share_requirement": ("2017-01-01", 30),
    "reserved_term": ("2017-01-01", 36),
    "same_kind_digits": ("2016-01-01", 3),
    "stale_after": ("2016-01-01", 12),
    "out_of_matching_after": ("2016-01-01", 18),
    "first_reminder_after": ("2016-01-01", 11),
    "link_valid": ("2016-01-01", 30),
    "certification_valid": ("2016-01-01", 24),
    "suppressed_below": ("2016-01-01", 5),
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("category", "first", "last", "kronor"),
    [(category, *row) for category, rows in KRONOR.items() for row in rows],
)
def test_every_threshold_row_holds_on_its_first_and_last_day(category, first, last, kronor) -> None:
    table = queries.dates()
    wanted = kronor * KRONA if kronor is not None else None
    for day in (first, last or "2099-12-31"):
        held = table.on(category, date.fromisoformat(day))
        assert held is not None
        assert held.amount == wanted
    before = table.on(category, date.fromordinal(date.fromisoformat(first).toordinal() - 1))
    assert before is None or before.first_day < date.fromisoformat(first)


@pytest.mark.django_db
@pytest.mark.parametrize(("category", "first", "number"), [(name, *row) for name, row in NUMBERS.items()])
def test_every_term_holds_from_its_first_day(category, first, number) -> None:
    table = queries.dates()
    assert table.number(category, date.fromisoformat(first)) == number
    assert table.number(category, date(2099, 12, 31)) == number
    with pytest.raises(LookupError):
        table.number(category, date(2015, 12, 31))


@pytest.mark.django_db
def test_every_row_of_the_table_is_checked_above() -> None:
    rows = {(row.category, row.first_day.isoformat()) for row in queries.thresholds()}
    assert rows == {(category, row[0]) for category, kept in KRONOR.items() for row in kept} | {
        (category, row[0]) for category, row in NUMBERS.items()
    }


@pytest.mark.django_db
def test_thresholds_do_not_overlap_and_an_open_row_gives_way() -> None:
    there = given.around()
    client = given_people.signed_in(Client(), there.world.lead)
    row = {"category": "direct_limit", "first_day": "2028-01-01", "amount": "800 000", "source": "Lagen"}
    assert client.post("/samverkan/granser/ny/spara/", {**row, "first_day": "2027-12-31"}).status_code == 409
    assert client.post("/samverkan/granser/ny/spara/", row).status_code == 302
    table = queries.dates()
    assert table.amount("direct_limit", date(2027, 12, 31)) == 700_000 * KRONA
    assert table.amount("direct_limit", date(2028, 1, 1)) == 800_000 * KRONA
    term = {"category": "stale_after", "first_day": "2022-01-01", "amount": "6", "source": "Styrgruppen"}
    assert client.post("/samverkan/granser/ny/spara/", term).status_code == 302
    table = queries.dates()
    assert table.number("stale_after", date(2021, 12, 31)) == 12
    assert table.number("stale_after", date(2022, 1, 1)) == 6
    assert client.post("/samverkan/granser/ny/spara/", {**term, "amount": ""}).status_code == 422
    other = given_people.signed_in(Client(), there.colleague)
    assert other.post("/samverkan/granser/ny/spara/", row).status_code == 404
    assert Client().get("/samverkan/granser/").status_code == 200


# --- Direct procurement -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_direct_procurement_of_480_000_is_led_through_documentation() -> None:
    there = given.around()
    row = purchase(there, 480_000)
    assert law.must_document(facts(there, row))
    client = given_people.signed_in(Client(), there.colleague)
    page = client.get(f"/samverkan/{row.pk}/").content.decode()
    assert f"/samverkan/{row.pk}/dokumentation/" in page
    assert 'data-state="done"' not in page
    with pytest.raises(Refused, match="how competition was used"):
        moved(there, row, State.AGREED)
    typed = {key: str(value) for key, value in DOCUMENTED.items()}
    assert client.post(f"/samverkan/{row.pk}/dokumentation/spara/", typed).status_code == 302
    with pytest.raises(Refused, match="who decided"):
        moved(there, row, State.AGREED)
    sent = {"decision_body": "KS", "decision_day": "2021-10-12", "registry_number": "KS 2021/77"}
    assert client.post(f"/samverkan/{row.pk}/beslut/spara/", sent).status_code == 302
    response = client.post(f"/samverkan/{row.pk}/flytta/", {"state": "agreed", "day": "2021-11-02"})
    assert response.status_code == 302
    assert facts(there, row).state == State.AGREED


@pytest.mark.django_db
@pytest.mark.parametrize(("kronor", "documents"), [(99_999, False), (100_000, True)])
def test_documentation_is_asked_from_the_dated_amount_on(kronor, documents) -> None:
    there = given.around()
    row = purchase(there, kronor)
    written(there, row, part="beslut", **DECISION)
    assert law.must_document(facts(there, row)) is documents
    assert bool(law.missing(facts(there, row), State.AGREED)) is documents


@pytest.mark.django_db
def test_a_planned_direct_procurement_over_the_limit_is_stopped_with_the_sum_that_led_to_it() -> None:
    there = given.around()
    first = purchase(there, 400_000, title="Städning av bibliotek")
    moved(there, first, State.PREPARING)
    row = purchase(there, 215_312)
    written(there, row, part="dokumentation", **DOCUMENTED, **DECISION)
    assert law.is_within_limit(facts(there, row))
    written(there, row, value_ore=215_313 * KRONA)
    with pytest.raises(Refused) as stopped:
        moved(there, row, State.AGREED)
    said = str(stopped.value).replace("\u00a0", " ")
    assert "615 313 kr" in said
    assert "615 312 kr" in said
    assert "400 000 kr" in said
    assert facts(there, row).state == State.IDEA
    page = given_people.signed_in(Client(), there.colleague).get(f"/samverkan/{row.pk}/").content.decode()
    assert "Städning av bibliotek" in page
    assert "bara köp som är registrerade här" in page.casefold()
    over = [line for line in page.splitlines() if "615" in line]
    assert over
    assert not any('data-state="done"' in line for line in over)


@pytest.mark.django_db
def test_what_is_done_already_over_the_limit_is_recorded_with_a_note_inside_the_municipality() -> None:
    there = given.around()
    row = purchase(there, 700_000, start=date(2021, 3, 1))
    written(there, row, part="dokumentation", **DOCUMENTED, **DECISION)
    with pytest.raises(Refused, match="note"):
        moved(there, row, State.COMPLETED)
    written(there, row, over_limit_note="Akut behov efter vattenskada", level="public_level")
    moved(there, row, State.COMPLETED)
    assert facts(there, row).state == State.COMPLETED
    client = Client()
    shown = client.get(f"/oppen-samverkan/{row.pk}/").content.decode()
    assert "Städning av skolor" in shown
    for page in ("", "lista.csv", "lista.json", "ocds.json", f"{row.pk}/"):
        assert "vattenskada" not in client.get(f"/oppen-samverkan/{page}").content.decode()
    own = given_people.signed_in(Client(), there.colleague).get(f"/samverkan/{row.pk}/").content.decode()
    assert "vattenskada" in own
    assert (
        "vattenskada"
        not in given_people.signed_in(Client(), there.world.lead).get(f"/samverkan/{row.pk}/").content.decode()
    )


@pytest.mark.django_db
def test_sums_are_of_the_same_kind_in_the_same_year_by_the_same_buyer() -> None:
    there = given.around()
    for title, kronor, start, cpv, to in (
        ("Samma grupp", 100_000, date(2021, 2, 1), ("90911000",), State.PREPARING),
        ("Annan division", 200_000, date(2021, 2, 1), ("55520000",), State.PREPARING),
        ("Annat år", 300_000, date(2020, 12, 31), ("90910000",), State.PREPARING),
        ("Bara en idé", 400_000, date(2021, 2, 1), ("90910000",), ""),
        ("Avbruten", 50_000, date(2021, 2, 1), ("90910000",), State.CANCELLED),
        ("Utan kod", 60_000, date(2021, 2, 1), (), State.PREPARING),
    ):
        other = purchase(there, kronor, start=start, cpv=cpv, title=title)
        if to:
            moved(there, other, to, reason="Så blev det")
    row = purchase(there, 10_000)
    check = facts(there, row).limit
    assert check is not None
    (one,) = check.sums
    assert one.sum_ore == 110_000 * KRONA
    assert [other.title for other in one.others] == ["Samma grupp"]
    assert [other.title for other in one.unknown] == ["Utan kod"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cpv", "start", "social", "kronor"),
    [
        ("85312100", date(2022, 2, 1), None, 7_802_550),
        ("85312100", date(2022, 2, 1), False, 700_000),
        ("90910000", date(2022, 2, 1), True, 700_000),
        ("85312100", date(2021, 12, 31), None, 615_312),
        ("85312100", date(2022, 1, 31), None, None),
        ("90910000", date(2022, 1, 31), None, 626_284),
        ("90910000", date(2028, 1, 1), None, None),
    ],
)
def test_the_limit_is_the_one_of_the_start_day_and_the_sort_of_service(cpv, start, social, kronor) -> None:
    there = given.around()
    row = purchase(there, 10_000, start=start, cpv=(cpv,))
    written(there, row, is_social_specific_service=social)
    check = facts(there, row).limit
    assert check is not None
    assert check.limit_ore == (kronor * KRONA if kronor else None)
    assert bool(law.warnings(facts(there, row))) is (kronor is None)


# --- Reserved contracts, IOP, grants ----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("form", [Form.RESERVED_4_18_1, Form.RESERVED_4_18_2])
def test_reserved_4_18_asks_share_date_and_evidence(form) -> None:
    there = given.around()
    row = purchase(there, 2_000_000, form=form)
    written(there, row, part="beslut", **DECISION)
    assert set(law.missing(facts(there, row), State.AWARDED)) == {
        "share_percent",
        "share_day",
        "share_evidence",
        "purpose_evidence",
    }
    evidence = {"share_day": TODAY, "share_evidence": "Intyg", "purpose_evidence": "Stadgar"}
    written(there, row, part="reserverat", share_percent=29, **evidence)
    with pytest.raises(Refused, match="at least 30 percent"):
        moved(there, row, State.AWARDED)
    written(there, row, part="reserverat", share_percent=30)
    moved(there, row, State.AWARDED)
    assert facts(there, row).state == State.AWARDED
    assert queries.own_collaboration(queries.viewer(there.colleague, TODAY), row.pk).form == form


@pytest.mark.django_db
def test_reserved_19_25_takes_only_codes_of_the_paragraphs_list() -> None:
    there = given.around()
    row = purchase(there, 2_000_000, form=Form.RESERVED_19_25, cpv=("85312100", "90910000"))
    written(there, row, part="beslut", **DECISION)
    with pytest.raises(Refused, match="90910000"):
        moved(there, row, State.AWARDED)
    written(there, row, cpv=["85312100"])
    moved(there, row, State.AWARDED)
    assert facts(there, row).state == State.AWARDED


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "may"), [(date(2022, 12, 31), False), (date(2023, 1, 1), True)])
def test_reserved_19_25a_holds_from_2023(start, may) -> None:
    there = given.around()
    row = purchase(there, 2_000_000, form=Form.RESERVED_19_25A, cpv=("85312100",), start=start)
    written(there, row, part="reserverat", registered_idea_based=True, registered_checked_day=TODAY, **DECISION)
    assert bool(law.may_move(facts(there, row), State.AWARDED)) is may
    written(there, row, part="reserverat", registered_idea_based=False)
    assert not law.may_move(facts(there, row), State.AWARDED)


@pytest.mark.django_db
@pytest.mark.parametrize(("last", "warned"), [(date(2024, 11, 30), False), (date(2024, 12, 1), True)])
def test_reserved_19_25_warns_when_it_lasts_longer_than_three_years(last, warned) -> None:
    there = given.around()
    row = purchase(there, 2_000_000, form=Form.RESERVED_19_25, cpv=("85312100",))
    written(there, row, last_day=last)
    assert bool(law.warnings(facts(there, row))) is warned


@pytest.mark.django_db
def test_reserved_19_25_warns_when_the_same_winner_comes_again() -> None:
    there = given.around()
    enterprise = given.listed(there)
    before = purchase(there, 500_000, form=Form.RESERVED_19_25, cpv=("85312100",), start=date(2020, 1, 1))
    written(there, before, part="beslut", counterparts=[("", "", enterprise)], last_day=date(2020, 12, 31), **DECISION)
    moved(there, before, State.COMPLETED)
    row = purchase(there, 500_000, form=Form.RESERVED_19_25, cpv=("85312100",))
    written(there, row, counterparts=[("", "", enterprise)])
    assert "Gröna Handen" in law.warnings(facts(there, row))[0]


@pytest.mark.django_db
def test_iop_asks_a_shared_goal_two_contributions_and_no_public_counterpart() -> None:
    there = given.around()
    row = purchase(there, 0, form=Form.IOP)
    texts = dict.fromkeys(("shared_goal", "no_market", "follow_up", "exit_terms"), "Text")
    written(there, row, part="partnerskap", contributions=[("Kommunen", "lokal")], **texts, **DECISION)
    with pytest.raises(Refused, match="at least two parties"):
        moved(there, row, State.AGREED)
    written(there, row, part="partnerskap", contributions=[("Kommunen", "lokal"), ("Föreningen", "handledare")])
    written(there, row, part="parter", counterparts=[("Regionen", "2321000131", None)])
    with pytest.raises(Refused, match="public body"):
        moved(there, row, State.AGREED)
    profit = given.entered(there, "Vinst AB", profit="profit_distribution")
    written(there, row, part="parter", counterparts=[("", "", profit)])
    assert any("Vinst AB" in text for text in law.warnings(facts(there, row)))
    moved(there, row, State.AGREED)
    assert facts(there, row).state == State.AGREED


@pytest.mark.django_db
def test_a_grant_with_something_in_return_is_warned_for() -> None:
    there = given.around()
    row = purchase(there, 50_000, form=Form.GRANT)
    assert "has_counter_performance" in law.missing(facts(there, row), State.AGREED)
    written(there, row, part="bidrag", has_counter_performance=True)
    assert any("purchase" in text for text in law.warnings(facts(there, row)))
    written(there, row, part="bidrag", has_counter_performance=False)
    assert law.warnings(facts(there, row)) == []


@pytest.mark.parametrize("form", Form.values)
def test_each_of_the_thirteen_forms_has_its_states_and_fields(form) -> None:
    path = law.path_of(form)
    assert path[0] == State.IDEA
    assert path[-1] == State.COMPLETED
    assert set(law.REQUIRED[form]) <= set(law.FIELDS)
    assert len(Form.values) == 13


@pytest.mark.django_db
def test_who_goes_back_or_drops_says_why_and_the_second_mover_is_told() -> None:
    there = given.around()
    row = started(there)
    own = queries.own_collaboration(queries.viewer(there.colleague, TODAY), row.pk)
    stale = queries.own_collaboration(queries.viewer(there.colleague, TODAY), row.pk)
    with pytest.raises(Refused, match="Write why"):
        moved(there, row, State.CANCELLED)
    actions.move_collaboration(collaboration=own, to=State.PREPARING, day=TODAY, by=there.colleague, at=NOW)
    with pytest.raises(Refused):
        actions.move_collaboration(collaboration=stale, to=State.PREPARING, day=TODAY, by=there.colleague, at=NOW)
    moved(there, row, State.CANCELLED, reason="Pengarna tog slut")
    with pytest.raises(Refused, match="dropped"):
        written(there, row, value_ore=1)
    with pytest.raises(Refused, match="does not have that state"):
        moved(there, row, State.AWARDED, reason="x")
    moved(there, row, State.IDEA, reason="Nya pengar")
    assert [step.state for step in row.steps.order_by("pk")] == ["idea", "preparing", "cancelled", "idea"]


# --- Who may see ------------------------------------------------------------------------------------------------


def seen_by(who: Person | None, row: Collaboration) -> int:
    client = Client() if who is None else given_people.signed_in(Client(), who)
    path = "oppen-samverkan" if who is None else "samverkan"
    return client.get(f"/{path}/{row.pk}/").status_code


@pytest.mark.django_db
def test_a_collaboration_is_seen_as_far_as_its_level_reaches_and_a_secret_nowhere_else() -> None:
    there = given.around()
    row = purchase(there, 10_000)
    people = (there.colleague, there.other_colleague, there.world.lead, there.world.stranger, None)
    assert [seen_by(who, row) for who in people] == [200, 404, 404, 404, 404]
    written(there, row, part="delning", level="network_level")
    assert [seen_by(who, row) for who in people] == [200, 200, 200, 404, 404]
    written(there, row, part="delning", level="public_level")
    assert [seen_by(who, row) for who in people] == [200, 200, 200, 404, 200]
    with pytest.raises(Refused, match="stays inside"):
        written(there, row, part="delning", secrecy_ground="19 kap. 3 § OSL")
    written(there, row, part="delning", secrecy_ground="19 kap. 3 § OSL", level="own_level")
    assert [seen_by(who, row) for who in people] == [200, 404, 404, 404, 404]
    newest = Entry.objects.filter(verb="enterprises.collaboration.written").order_by("-seq").first()
    assert newest is not None
    assert "Städning" not in EntryPayload.objects.get(entry_hash=newest.hash).payload
    assert queries.export_rows(queries.viewer(there.colleague, TODAY)) == ()
    for path in (f"{row.pk}/varde/", f"{row.pk}/resultat/"):
        assert given_people.signed_in(Client(), there.other_colleague).get(f"/samverkan/{path}").status_code == 404


# --- Outcomes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "shown"), [(None, ""), (0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (12, "12")])
def test_public_numbers_counts_of_people_1_to_4_are_suppressed(number, shown) -> None:
    assert limits.shown_count(number, 5) == shown


@pytest.mark.django_db
def test_small_counts_are_shown_inside_and_hidden_in_public() -> None:
    there = given.around()
    row = purchase(there, 10_000)
    written(there, row, part="delning", level="public_level")
    client = given_people.signed_in(Client(), there.colleague)
    typed = {"kind": "delivered", "day": "2021-11-01", "people_in_work": "3", "people_in_training": "7"}
    assert client.post(f"/samverkan/{row.pk}/resultat/spara/", typed).status_code == 302
    outcome = Outcome.objects.get()
    assert (outcome.people_in_work, outcome.people_in_training) == (3, 7)
    page = queries.public_page(TODAY)
    assert page.table.rows[0].values[6:8] == ("<5", "7")
    for path in (f"{row.pk}/", "", "lista.csv", "lista.json"):
        text = Client().get(f"/oppen-samverkan/{path}").content.decode()
        assert "<5" in text or "&lt;5" in text
    plain: Any = exports.own_json(queries.public_export_rows(TODAY))
    assert plain["collaborations"][0]["outcomes"][0]["people_in_work"] == "<5"


@pytest.mark.django_db
def test_no_personal_number_gets_into_any_text() -> None:
    there = given.around()
    row = purchase(there, 10_000)
    client = given_people.signed_in(Client(), there.colleague)
    number = "19850709-9805"
    for path, typed in (
        ("resultat/spara/", {"kind": "delivered", "day": "2021-11-01", "other_benefit": f"Kim {number} fick jobb"}),
        ("krav/spara/", {"target_group": number}),
        ("om/spara/", {"title": number, "owner": str(there.colleague.pk), "day": "2021-11-02"}),
        ("parter/spara/", {"counterparts": f"Kim Ek, {number[2:]}"}),
    ):
        assert client.post(f"/samverkan/{row.pk}/{path}", typed).status_code == 422
    assert not Outcome.objects.exists()


# --- Parts as forms ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_parts_are_written_by_hand_and_keep_what_was_typed() -> None:
    there = given.around()
    enterprise = given.listed(there, organisation_number=given.number(31))
    row = started(there)
    client = given_people.signed_in(Client(), there.colleague)
    for part in queries.PARTS:
        assert client.get(f"/samverkan/{row.pk}/{part}/").status_code == 200
    assert client.get(f"/samverkan/{row.pk}/annat/").status_code == 404
    typed = {
        "value_ore": "480 000 kr",
        "first_day": "2021-12-01",
        "last_day": "2021-11-30",
        "cpv": "90910000-9 Städning",
    }
    response = client.post(f"/samverkan/{row.pk}/varde/spara/", typed)
    assert response.status_code == 422
    assert "480 000 kr" in response.content.decode()
    assert client.post(f"/samverkan/{row.pk}/varde/spara/", {**typed, "last_day": "31 februari"}).status_code == 422
    assert client.post(f"/samverkan/{row.pk}/varde/spara/", {**typed, "last_day": "2022-11-30"}).status_code == 302
    row.refresh_from_db()
    assert (row.value_ore, row.cpv_codes.get().cpv.code) == (48_000_000, "90910000")
    sent = {"buyers": [str(there.employer.pk), str(there.other_employer.pk)], "counterparts": "x"}
    assert client.post(f"/samverkan/{row.pk}/parter/spara/", sent).status_code == 422
    sent = {
        "buyers": [str(there.employer.pk)],
        "counterparts": f"{given.number(31)}\nEn förening, 802000-0007\ngröna handen",
    }
    assert client.post(f"/samverkan/{row.pk}/parter/spara/", sent).status_code == 302
    assert list(Counterpart.objects.order_by("pk").values_list("name", "enterprise_id")) == [
        ("Gröna Handen", enterprise.pk),
        ("En förening", None),
    ]
    assert client.get(f"/samverkan/{row.pk}/parter/").status_code == 200
    said = client.post(f"/samverkan/{row.pk}/partnerskap/spara/", {"contributions": "utan kolon"})
    assert said.status_code == 422


# --- The guide --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "forms"),
    [
        ({"need": "shared", "individuals": "no", "market": "no", "idea_based": "yes"}, "iop"),
        ({"need": "shared", "individuals": "no", "market": "no", "idea_based": "no"}, "grant"),
        (
            {"need": "own", "annex_2": "no", "value": "within", "share": "no", "idea_based": "no"},
            "direct_procurement",
        ),
        ({"need": "own", "annex_2": "no", "value": "over", "share": "yes", "idea_based": "no"}, "reserved_4_18_1"),
        ({"need": "own", "annex_2": "yes", "value": "over", "share": "no", "idea_based": "yes"}, "reserved_19_25a"),
        (
            {
                "need": "shared",
                "individuals": "yes",
                "annex_2": "no",
                "value": "unknown",
                "share": "unknown",
                "idea_based": "yes",
            },
            "ordinary_procurement_with_clause",
        ),
    ],
)
def test_the_guide_suggests_forms_when_the_answers_suffice(answers, forms) -> None:
    assert guide.next_question(answers) is None
    assert guide.suggestions(answers)[0][0] == forms
    last = list(answers)[-1]
    assert guide.next_question({key: value for key, value in answers.items() if key != last}) == last
    assert all(form in Form.values for form, _reason in guide.suggestions(answers))


def test_the_guide_drops_answers_that_lead_nowhere() -> None:
    assert guide.cleaned({"need": "own", "market": "yes", "annex_2": "maybe", "x": "y"}) == {"need": "own"}
    assert guide.suggestions({"need": "own"}) == ()


@pytest.mark.django_db
def test_the_guide_ends_with_the_lawyer_and_keeps_its_answers() -> None:
    there = given.around()
    answers = "need=shared&individuals=no&market=no&idea_based=yes"
    for path in ("", "?need=own", "?need=own&annex_2=no"):
        assert Client().get(f"/samverkan/formguide/{path}").status_code == 200
    assert "upphandlingsjurist" in Client().get(f"/samverkan/formguide/?{answers}").content.decode()
    client = given_people.signed_in(Client(), there.colleague)
    assert client.get(f"/samverkan/formguide/?{answers}").status_code == 200
    typed = {"title": "Kafé", "owner": str(there.colleague.pk), "day": "2021-11-02", "form": "iop"}
    kept = {"need": "shared", "individuals": "no", "market": "no", "idea_based": "yes"}
    client.post("/samverkan/ny/spara/", {**typed, **kept})
    assert Collaboration.objects.get().guide_answers == kept
    row = started(there)
    assert client.get(f"/samverkan/formguide/?samverkan={row.pk}&{answers}").status_code == 200
    assert client.post(f"/samverkan/{row.pk}/formguide/spara/", {**kept, "form": "iop"}).status_code == 302
    row.refresh_from_db()
    assert (row.form, row.guide_answers) == ("iop", kept)
    other = given_people.signed_in(Client(), there.other_colleague)
    assert other.get(f"/samverkan/formguide/?samverkan={row.pk}").status_code == 404


# --- Dialogues --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_dialogue_is_noted_with_four_things_and_filled_in_later() -> None:
    there = given.around()
    client = given_people.signed_in(Client(), there.colleague)
    assert client.get("/samverkan/dialoger/ny/").status_code == 200
    typed = {"title": "Frukost", "owner": str(there.colleague.pk), "day": "2021-10-01", "form": "dialogue_meeting"}
    assert client.post("/samverkan/dialoger/ny/spara/", {**typed, "day": ""}).status_code == 422
    assert client.post("/samverkan/dialoger/ny/spara/", typed).status_code == 302
    row = Dialogue.objects.get()
    for path in ("dialoger/", "dialoger/lista.csv", f"dialoger/{row.pk}/"):
        assert client.get(f"/samverkan/{path}").status_code == 200
        assert given_people.signed_in(Client(), there.world.lead).get(f"/samverkan/{path}").status_code == 404
    deal = started(there)
    sent = {**typed, "handed_out": "Planerade inköp", "collaboration": str(deal.pk)}
    assert client.post(f"/samverkan/dialoger/{row.pk}/spara/", sent).status_code == 302
    row.refresh_from_db()
    assert (row.handed_out, row.collaboration) == ("Planerade inköp", deal)
    assert client.post(f"/samverkan/dialoger/{row.pk}/lagg-undan/").status_code == 302
    assert client.get(f"/samverkan/dialoger/{row.pk}/").status_code == 404


# --- Exports ----------------------------------------------------------------------------------------------------

TAGS = {"planning", "tender", "tenderCancellation", "award", "contract"}
METHODS = {"open", "selective", "limited", "direct"}
CATEGORIES = {"goods", "services", "works"}


@pytest.mark.django_db
def test_the_ocds_package_has_what_a_release_needs_and_nothing_but_procurements() -> None:
    there = given.around()
    made = {}
    for form in Form:
        row = purchase(there, 10_000, form=form, title=f"Samverkan {form}", cpv=("85312100",), start=date(2023, 2, 1))
        made[form] = row.pk
    client = given_people.signed_in(Client(), there.colleague)
    package = client.get("/samverkan/ocds.json").json()
    assert package["version"] == "1.1"
    assert len(package["extensions"]) == 2
    found = {release["tender"]["title"].removeprefix("Samverkan "): release for release in package["releases"]}
    assert set(found) == set(exports.PROCUREMENTS)
    for release in found.values():
        assert {"ocid", "id", "date", "tag", "initiationType"} <= set(release)
        assert release["initiationType"] == "tender"
        assert set(release["tag"]) <= TAGS
        assert datetime.fromisoformat(release["date"]).tzinfo is not None
        tender = release["tender"]
        assert tender["procurementMethod"] in METHODS
        assert tender["mainProcurementCategory"] in CATEGORIES
        assert tender["items"][0]["classification"] == {
            "scheme": "CPV",
            "id": "85312100",
            "description": "Tjänster för dagcentrer",
        }
        assert {party["id"] for party in release["parties"]} >= {release["buyer"]["id"]}
    assert found["reserved_4_18_1"]["tender"]["otherRequirements"] == {"reservedParticipation": ["shelteredWorkshop"]}
    assert found["reserved_19_25a"]["tender"]["otherRequirements"] == {
        "reservedParticipation": ["publicServiceMissionOrganization"]
    }
    assert "otherRequirements" not in found["reserved_4_18_2"]["tender"]
    clause = found["ordinary_procurement_with_clause"]["tender"]
    assert clause["hasSustainability"] is True
    assert clause["sustainability"][0]["strategies"] == ["contractPerformanceConditions"]
    assert found["direct_procurement"]["tender"]["hasSustainability"] is False
    own = client.get("/samverkan/lista.json").json()
    assert len(own["collaborations"]) == 13
    assert client.get("/samverkan/lista.csv").status_code == 200
    assert client.post("/samverkan/lista.xlsx").status_code == 302


@pytest.mark.django_db
def test_a_contract_is_told_as_award_and_contract() -> None:
    there = given.around()
    row = purchase(there, 50_000)
    written(there, row, part="beslut", **DECISION)
    moved(there, row, State.RUNNING)
    package: Any = exports.ocds_package(
        queries.export_rows(queries.viewer(there.colleague, TODAY)), at=NOW, uri="https://x.example/", prefix="p"
    )
    (release,) = package["releases"]
    assert release["ocid"] == f"p-{row.pk}"
    assert release["tag"] == ["tender", "award", "contract"]
    assert release["contracts"][0]["status"] == "active"
    assert release["contracts"][0]["value"] == {"amount": 50_000, "currency": "SEK"}
    assert release["awards"][0]["suppliers"][0]["name"] == "Gröna Handen"
