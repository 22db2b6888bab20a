"""The register: entries, consent, confirmation by the enterprise itself, merging, lists, search and matching."""

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.test import Client
from openpyxl import Workbook

from samverka.core.refusals import Refused
from samverka.enterprises import actions, queries, rules
from samverka.enterprises.figures import lists, numbers
from samverka.enterprises.figures.numbers import Closeness, NumberFault
from samverka.enterprises.models import ConfirmationLink, EnterpriseList, Identification, Offer, SocialEnterprise
from samverka.enterprises.rules import Standing
from samverka.journal.models import Entry
from samverka.mail.models import Outbox
from tests.given import enterprises as given
from tests.given import people as given_people
from tests.given.enterprises import NOW, TODAY

SWEDEN = ZoneInfo("Europe/Stockholm")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=SWEDEN)


# --- Organisation numbers (section 4) ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("212000-0142", "2120000142"),
        ("2120001355", "2120001355"),
        ("16212000-0142", "2120000142"),
        (" 769 600-0000 ", "7696000000"),
        ("16", "16"),
    ],
)
def test_an_organisation_number_is_read_in_the_usual_ways(text, digits) -> None:
    assert numbers.cleaned_number(text) == digits


@pytest.mark.parametrize(
    ("digits", "fault"),
    [
        (given.number(1), None),
        (given.number(2, "5"), None),
        (given.number(3, "8"), None),
        (given.number(4, "9"), None),
        (given.number(5, "3"), None),
        (given.number(6, "6"), None),
        ("2120000142", NumberFault.PUBLIC),
        ("8507099805", NumberFault.PERSONAL),
        ("198507099805", NumberFault.PERSONAL),
        (given.number(1, "4"), NumberFault.GROUP),
        (given.number(1, "1"), NumberFault.GROUP),
        (given.number(1, "0"), NumberFault.GROUP),
        ("769600000", NumberFault.SHAPE),
        ("", NumberFault.SHAPE),
        (given.number(1)[:-1] + str((int(given.number(1)[-1]) + 1) % 10), NumberFault.CHECK_DIGIT),
    ],
)
def test_org_number_rule(digits, fault) -> None:
    assert numbers.number_fault(digits) is fault
    verdict = rules.is_enterprise_number(digits)
    assert bool(verdict) is (fault is None)
    if fault is NumberFault.PERSONAL:
        assert "sole trader" in str(verdict.reason).casefold()


def test_an_invented_group_passes_in_an_example_alone() -> None:
    invented = given.number(1, "4")
    assert not rules.is_enterprise_number(invented)
    assert rules.is_enterprise_number(invented, invented_allowed=True)


@pytest.mark.django_db
def test_a_sole_traders_number_is_refused_and_not_kept() -> None:
    there = given.around()
    with pytest.raises(Refused, match="personal identity number"):
        given.entered(there, organisation_number="8507099805")
    assert not SocialEnterprise.objects.exists()


# --- Entries ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_enterprise_becomes_known_by_its_name_alone() -> None:
    there = given.around()
    row = actions.enter_enterprise(
        values={"name": " Gröna Handen ", "kind": "wise"},
        organisation=there.world.alvnas.organisation,
        by=there.colleague,
        at=NOW,
    )
    assert (row.name, row.organisation_number, row.consent_day) == ("Gröna Handen", "", None)
    assert Identification.objects.get().day == TODAY
    assert Entry.objects.filter(verb="enterprises.enterprise.entered").count() == 1


@pytest.mark.django_db
def test_the_same_number_makes_no_second_entry() -> None:
    there = given.around()
    digits = given.number(7)
    first = given.entered(there, organisation_number=digits)
    again = actions.enter_enterprise(
        values={"name": "Grona handen ek för", "kind": "wise", "organisation_number": digits},
        organisation=there.world.granfors.organisation,
        known_since=date(2021, 1, 1),
        by=there.other_colleague,
        at=NOW,
    )
    assert again == first
    assert SocialEnterprise.objects.count() == 1
    known = dict(Identification.objects.values_list("organisation__name", "day"))
    assert known == {"Älvnäs kommun": TODAY, "Granfors kommun": date(2021, 1, 1)}


@pytest.mark.django_db
def test_enterprise_listing_needs_consent_and_a_confirmation_within_twelve_months() -> None:
    there = given.around()
    table = queries.dates()
    row = given.entered(there)

    def stands(day: date) -> Standing:
        row.refresh_from_db()
        return rules.standing(
            consent_day=row.consent_day,
            confirmed_day=row.confirmed_day,
            is_archived=row.archived_at is not None,
            has_been_asked=row.links.exists(),
            stale_after=table.number("stale_after", day),
            day=day,
        )

    assert stands(TODAY) is Standing.DRAFT
    link = actions.send_link(enterprise=row, by=there.colleague, at=NOW)
    assert stands(TODAY) is Standing.AWAITING_CONSENT
    actions.confirm_by_link(link=link, confirmed_by="Alva Grön", values={}, at=NOW)
    assert stands(TODAY) is Standing.LISTED
    assert stands(date(2022, 11, 1)) is Standing.LISTED
    assert stands(date(2022, 11, 2)) is Standing.STALE
    actions.archive_enterprise(enterprise=row, reason="Har lagt ner", by=there.colleague, at=NOW)
    assert stands(TODAY) is Standing.ARCHIVED
    with pytest.raises(Refused):
        actions.archive_enterprise(enterprise=row, reason="Igen", by=there.colleague, at=NOW)
    assert row.contact_email == ""


@pytest.mark.django_db
def test_nobody_sees_an_entry_before_consent_but_those_who_keep_it() -> None:
    there = given.around()
    row = given.entered(there)
    answers = {}
    for name, who in (
        ("colleague", there.colleague),
        ("other", there.other_colleague),
        ("host", there.world.lead),
        ("stranger", there.world.stranger),
    ):
        client = given_people.signed_in(Client(), who)
        answers[name] = client.get(f"/sociala-foretag/{row.pk}/").status_code
        assert (b"Gr\xc3\xb6na Handen" in client.get("/sociala-foretag/").content) is (answers[name] == 200)
    assert answers == {"colleague": 200, "other": 404, "host": 200, "stranger": 404}
    assert Client().get(f"/sociala-foretag/{row.pk}/").status_code == 404
    link = actions.send_link(enterprise=row, by=there.colleague, at=NOW)
    actions.confirm_by_link(link=link, confirmed_by="Alva Grön", values={}, at=NOW)
    assert Client().get(f"/sociala-foretag/{row.pk}/").status_code == 200


# --- The link ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_enterprise_confirms_by_its_link_once_and_without_an_account() -> None:
    there = given.around()
    row = given.entered(there)
    link = actions.send_link(enterprise=row, by=there.colleague, at=NOW)
    token = given.token_of(link)
    assert token not in Outbox.objects.get(kind="enterprises.link").body
    assert link.link_sha256 != token
    client = Client()
    assert b"Gr\xc3\xb6na Handen" in client.get(f"/foretag/bekrafta/{token}/").content
    empty = client.post(f"/foretag/bekrafta/{token}/ja/", {"confirmed_by": "Alva Grön"})
    assert empty.status_code == 422
    sent = {"confirmed_by": "Alva Grön", "consent": "on", "description": "Vi städar", "web": "www.grona.example"}
    assert client.post(f"/foretag/bekrafta/{token}/ja/", sent).status_code == 302
    row.refresh_from_db()
    assert (row.consent_day, row.consent_by, row.confirmed_day) == (TODAY, "Alva Grön", TODAY)
    assert (row.description, row.web) == ("Vi städar", "https://www.grona.example")
    assert Entry.objects.get(verb="enterprises.enterprise.confirmed").actor_key == f"enterprise-{row.pk}"
    assert client.post(f"/foretag/bekrafta/{token}/ja/", sent | {"description": "Ändrat"}).status_code == 409
    assert client.get(f"/foretag/bekrafta/{token}/").status_code == 200
    assert client.get("/foretag/bekrafta/annan/").status_code == 404


@pytest.mark.django_db
def test_a_link_ends_with_its_day_and_with_a_newer_one() -> None:
    there = given.around()
    row = given.entered(there)
    first = actions.send_link(enterprise=row, by=there.colleague, at=NOW)
    second = actions.send_link(enterprise=row, by=there.colleague, at=NOW + timedelta(hours=1))
    first.refresh_from_db()
    assert "newer link" in str(rules.may_use_link(first, day=TODAY).reason)
    assert rules.may_use_link(second, day=second.last_day)
    assert "no longer valid" in str(rules.may_use_link(second, day=second.last_day + timedelta(days=1)).reason)
    with pytest.raises(Refused, match="newer link"):
        actions.confirm_by_link(link=first, confirmed_by="Alva", values={}, at=NOW)
    row.contact_email = ""
    assert "e-mail" in str(rules.may_send_link(row).reason)


@pytest.mark.django_db
def test_an_enterprise_may_say_no_and_its_contact_data_are_erased() -> None:
    there = given.around()
    row = given.entered(there, contact_name="Alva Grön", contact_phone="070")
    link = actions.send_link(enterprise=row, by=there.colleague, at=NOW)
    assert Client().post(f"/foretag/bekrafta/{given.token_of(link)}/nej/").status_code == 302
    row.refresh_from_db()
    assert (row.consent_day, row.contact_name, row.contact_email, row.contact_phone) == (None, "", "", "")
    with pytest.raises(Refused):
        actions.refuse_by_link(link=ConfirmationLink.objects.get(), at=NOW)


@pytest.mark.django_db
def test_the_clock_reminds_at_eleven_and_at_twelve_months_once_each() -> None:
    there = given.around()
    given.listed(there)
    sent = {}
    for day in (
        date(2022, 10, 1),
        date(2022, 10, 2),
        date(2022, 10, 3),
        date(2022, 11, 1),
        date(2022, 11, 2),
        date(2022, 11, 20),
    ):
        sent[day] = actions.remind_enterprises(at=at(day))
    assert sent == {
        date(2022, 10, 1): 0,
        date(2022, 10, 2): 1,
        date(2022, 10, 3): 0,
        date(2022, 11, 1): 0,
        date(2022, 11, 2): 1,
        date(2022, 11, 20): 0,
    }


# --- Merging, judging, certifying -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_two_entries_of_the_same_enterprise_become_one() -> None:
    there = given.around()
    one = given.listed(there, "Gröna Handen", organisation_number=given.number(9))
    other = actions.enter_enterprise(
        values={"name": "Gröna handen ek. för.", "kind": "wise", "web": "https://grona.example"},
        organisation=there.world.granfors.organisation,
        known_since=date(2021, 2, 1),
        offers=[("Fönsterputs", "90911000"), ("Städning av kontor", "90910000")],
        by=there.other_colleague,
        at=NOW,
    )
    actions.merge_enterprises(enterprise=other, into=one, by=there.world.lead, at=NOW)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (other.merged_into, one.web) == (one, "https://grona.example")
    assert sorted(Offer.objects.filter(enterprise=one).values_list("text", flat=True)) == [
        "Fönsterputs",
        "Städning av kontor",
    ]
    assert Identification.objects.filter(enterprise=one).count() == 2
    with pytest.raises(Refused):
        actions.merge_enterprises(enterprise=other, into=one, by=there.world.lead, at=NOW)
    third = given.entered(there, "Annat", organisation_number=given.number(10))
    with pytest.raises(Refused, match="different organisation numbers"):
        actions.merge_enterprises(enterprise=third, into=one, by=there.world.lead, at=NOW)


@pytest.mark.django_db
def test_a_judgement_says_by_which_definition_and_answers_each_criterion() -> None:
    there = given.around()
    row = given.entered(there)
    with pytest.raises(Refused, match="each criterion"):
        actions.judge_enterprise(
            enterprise=row,
            definition="asf_four_criteria",
            answers={"integration": "yes"},
            judged_by="Älvnäs",
            day=TODAY,
            by=there.colleague,
            at=NOW,
        )
    actions.judge_enterprise(
        enterprise=row,
        definition="government_three_marks",
        answers={"means": "yes", "measured": "unknown", "reinvests": "no"},
        judged_by="Näringslivsenheten i Älvnäs",
        day=TODAY,
        by=there.colleague,
        at=NOW,
    )
    page = queries.entry_page(
        queries.viewer(there.colleague, TODAY), queries.one_entry(queries.viewer(there.colleague, TODAY), row.pk), TODAY
    )
    assert [answer for _text, answer in page.judgements[0].answers] == ["Yes", "Not known", "No"]


@pytest.mark.django_db
def test_a_certification_runs_out_after_the_registers_term() -> None:
    there = given.around()
    row = given.entered(there)
    made = actions.note_certification(
        enterprise=row,
        values={"scheme": "SIS PAS 10:2018", "issuer": "Skoopi", "first_day": date(2019, 6, 1), "last_day": None},
        by=there.colleague,
        at=NOW,
    )
    assert made.last_day == date(2021, 6, 1)
    who = queries.viewer(there.colleague, TODAY)
    page = queries.entry_page(who, queries.one_entry(who, row.pk), TODAY)
    assert page.certifications[0].is_over


# --- Lists ------------------------------------------------------------------------------------------------------


def messy() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Företagets namn", "Org.nr", "Kommun", "E-post", "Utbud"],
        ["Nya Kaféet", int(given.number(21)), "Älvnäs", "kafe@nya.example", "kafé; catering"],
        [None, None, None, None, None],
        ["Nya Kaféet ek för", given.number(21), "Älvnäs", "", ""],
        ["Snickar-Kalle", "850709-9805", "Älvnäs", "", "snickeri"],
        ["Utan nummer", "", "Ingenstans", "inte en adress", "tvätt"],
        ["Fel siffra", "769600-0001", "", "", ""],
        ["", given.number(22), "", "", ""],
        ["Känd sedan tidigare", given.number(20), "", "", ""],
    ):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.django_db
def test_a_messy_list_is_looked_through_row_by_row_before_it_is_taken_in() -> None:
    there = given.around()
    given.entered(there, "Den kända", organisation_number=given.number(20))
    client = given_people.signed_in(Client(), there.colleague)
    upload = io.BytesIO(messy())
    upload.name = "lista.xlsx"
    response = client.post("/sociala-foretag/fran-lista/lamna/", {"file": upload})
    kept = EnterpriseList.objects.get()
    assert response.headers["Location"] == f"/sociala-foretag/fran-lista/{kept.pk}/"
    assert "8507099805" not in repr(kept.rows).replace("-", "")
    page = queries.list_page(kept)
    assert [(row.place, row.is_taken) for row in page.rows] == [
        (2, True),
        (3, False),
        (4, False),
        (5, True),
        (6, False),
        (7, False),
        (8, True),
    ]
    assert SocialEnterprise.objects.count() == 1
    assert client.post(f"/sociala-foretag/fran-lista/{kept.pk}/ta-in/").status_code == 302
    made = {row.name: row for row in SocialEnterprise.objects.select_related("seat")}
    assert set(made) == {"Den kända", "Nya Kaféet", "Utan nummer"}
    assert (str(made["Nya Kaféet"].seat), made["Nya Kaféet"].consent_day) == ("Älvnäs", None)
    assert sorted(made["Nya Kaféet"].offers.values_list("text", flat=True)) == ["catering", "kafé"]
    assert (made["Utan nummer"].seat, made["Utan nummer"].contact_email) == (None, "")
    kept.refresh_from_db()
    assert (kept.rows, kept.taken_in_rows) == ([], 3)
    with pytest.raises(Refused):
        actions.take_in_list(handed_in=kept, by=there.colleague, at=NOW)
    assert client.get("/sociala-foretag/fran-lista/999/").status_code == 404


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04broken", b"\x00\x01\x02", b"\n\n;;\n"],
)
def test_what_is_no_list_is_refused(data) -> None:
    with pytest.raises(lists.UnreadableList):
        lists.rows_of(data)


def test_a_list_in_cp1252_or_with_tabs_is_read() -> None:
    assert lists.rows_of("Namn\tOrt\nCafé Ö\tÅre".encode("cp1252")) == [["Namn", "Ort"], ["Café Ö", "Åre"]]
    with pytest.raises(lists.TooLongList):
        lists.rows_of(b"a\n" * 600)


# --- Search and matching ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_search_takes_place_and_sort_into_account() -> None:
    there = given.around()
    given.listed(there, "Gröna Handen")
    given.listed(there, "Blå Kaféet", offers=[("Catering och fika", "55520000")], kind="social_enterprise")

    def found(**asked: str) -> list[str]:
        page = queries.register_page(queries.Asked(**asked), queries.NOBODY, TODAY)  # type: ignore[arg-type]  # texts alone
        return [one.name for one in page.found]

    assert found() == ["Blå Kaféet", "Gröna Handen"]
    assert found(text="städare") == ["Gröna Handen"]
    assert found(text="stadning") == ["Gröna Handen"]
    assert found(text="fika", place="älvnäs") == ["Blå Kaféet"]
    assert found(text="fika", place="granfors") == []
    assert found(kind="wise") == ["Gröna Handen"]
    assert found(text="rymdfärder") == []


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("90910000", "90910000", Closeness.SAME_CODE),
        ("90911000", "90911200", Closeness.CLASS),
        ("90910000", "90911000", Closeness.CLASS),
        ("90910000", "90920000", Closeness.GROUP),
        ("90910000", "90500000", Closeness.DIVISION),
        ("90000000", "90910000", Closeness.DIVISION),
        ("90910000", "55520000", Closeness.NONE),
    ],
)
def test_how_near_two_codes_lie(one, other, wanted) -> None:
    assert numbers.closeness(one, other) is wanted
    assert numbers.closeness(other, one) is wanted


@pytest.mark.django_db
def test_matching_explains_each_hit_and_leaves_out_whoever_is_silent_for_eighteen_months(
    django_assert_num_queries,
) -> None:
    there = given.around()
    given.listed(there, "Gröna Handen")
    given.listed(there, "Äldre Handen", at=at(date(2020, 6, 1)))
    given.listed(there, "Tyst Hand", at=at(date(2020, 5, 2)))
    given.listed(there, "Blå Kaféet", offers=[("Catering", "55520000")])
    given.entered(there, "Utan samtycke")
    with django_assert_num_queries(2):
        found = queries.matching_offers(cpv=["90911000"], municipality_code="9101", day=TODAY)
    assert [(one.enterprise, one.closeness, one.place, one.is_stale) for one in found] == [
        ("Gröna Handen", Closeness.CLASS, "municipality", False),
        ("Äldre Handen", Closeness.CLASS, "municipality", True),
    ]
    assert queries.matching_offers(cpv=["90911000"], municipality_code="9102", day=TODAY) == ()
    assert queries.matching_offers(cpv=[], municipality_code="9101", day=TODAY) == ()


@pytest.mark.django_db
def test_matching_ends_on_the_day(django_assert_num_queries) -> None:
    there = given.around()
    given.listed(there, "Gröna Handen")

    def names(day: date) -> int:
        return len(queries.matching_offers(cpv=["90910000"], municipality_code="9101", day=day))

    assert (names(date(2023, 5, 1)), names(date(2023, 5, 2))) == (1, 0)


@pytest.mark.django_db
def test_the_number_identified_at_start_and_end(django_assert_num_queries) -> None:
    there = given.around()
    given.listed(there, "Gröna Handen")
    actions.enter_enterprise(
        values={"name": "Tidigt känd", "kind": "wise"},
        organisation=there.world.alvnas.organisation,
        known_since=date(2020, 12, 1),
        by=there.colleague,
        at=NOW,
    )
    with django_assert_num_queries(1):
        found = queries.counts(there.world.network, TODAY)
    alvnas = found[there.world.alvnas.organisation_id]
    assert (alvnas.identified_at_start, alvnas.identified_now, alvnas.listed_at_start, alvnas.listed_now) == (
        1,
        2,
        0,
        1,
    )
    granfors = found[there.world.granfors.organisation_id]
    assert (granfors.identified_at_start, granfors.identified_now) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["", "lista.csv", "lista.json", "karta/", "?sok=städning&kommun=Älvnäs&slag=wise&sida=2"]
)
def test_the_public_lists_open_for_anyone(path) -> None:
    there = given.around()
    given.listed(there)
    response = Client().get(f"/sociala-foretag/{path}")
    assert response.status_code == 200


@pytest.mark.django_db
def test_forms_of_an_entry_keep_what_was_typed_and_save_it() -> None:
    there = given.around()
    row = given.entered(there)
    client = given_people.signed_in(Client(), there.colleague)
    for page in ("andra/", "utbud/", "bedomning/", "certifiering/", "sla-ihop/", "ta-ur/"):
        assert client.get(f"/sociala-foretag/{row.pk}/{page}").status_code == 200
    fields = {
        "name": "Gröna Handen",
        "kind": "wise",
        "legal_form": "economic_association",
        "profit": "profit_reinvestment",
        "seat": "Älvnäs",
        "places": "Granfors, Västernorrlands län",
        "target_share_percent": "40",
        "description": "Vi städar",
    }
    response = client.post(f"/sociala-foretag/{row.pk}/andra/spara/", fields)
    assert response.status_code == 422
    assert "Vi städar" in response.content.decode()
    response = client.post(f"/sociala-foretag/{row.pk}/andra/spara/", fields | {"declared_day": "2021-10-01"})
    assert response.status_code == 302
    row.refresh_from_db()
    assert (str(row.seat), row.target_share_percent) == ("Älvnäs", 40)
    assert {str(area.municipality or area.county) for area in row.served.all()} == {"Granfors", "Västernorrlands län"}
    assert client.post(f"/sociala-foretag/{row.pk}/andra/spara/", fields | {"places": "Ankeborg"}).status_code == 422
    said = client.post(
        f"/sociala-foretag/{row.pk}/utbud/lagg-till/", {"text": "Lunch", "kind": "service", "cpv": "mat"}
    )
    assert said.status_code == 422
    assert "55520000" in said.content.decode()
    said = client.post(
        f"/sociala-foretag/{row.pk}/utbud/lagg-till/",
        {"text": "Lunch", "kind": "service", "cpv": "55520000-1 Catering", "yearly_capacity_ore": "480 000 kr"},
    )
    assert said.status_code == 302
    assert Offer.objects.get(text="Lunch").yearly_capacity_ore == 48_000_000


def workbook(**sheets: list[list[object]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.worksheets[0].sheet_state = "hidden"
    book.save(out)
    return out.getvalue()


def test_of_a_workbook_the_first_sheet_that_is_shown_is_read() -> None:
    rows: list[list[object]] = [["Namn", "Org.nr"], ["Café Ö", 5560160680], ["Tvätten", 5560160680.0]]
    assert lists.rows_of(workbook(Gammalt=[["Får inte synas"]], Lista=rows)) == [
        ["Namn", "Org.nr"],
        ["Café Ö", "5560160680"],
        ["Tvätten", "5560160680"],
    ]
