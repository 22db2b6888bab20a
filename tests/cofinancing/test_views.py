"""Every door: who gets in, what it shows, and that page, text file, spreadsheet and PDF say the same."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samverka.cofinancing import actions, queries
from samverka.cofinancing.models import Claim, ClaimLine
from samverka.core.months import Month
from samverka.documents import jobs
from samverka.documents.models import Document, Rendering
from samverka.funding.models import UnitCost
from samverka.hours import queries as hours
from samverka.networks import actions as networks
from samverka.networks.models import Staff
from samverka.people.models import Person
from tests.given import cofinancing as given
from tests.given import world as small
from tests.given.cofinancing import NOW, OCTOBER, SEPTEMBER
from tests.given.people import signed_in
from tests.given.world import World

pytestmark = pytest.mark.django_db
# Session, account and the layout's menu come first.
MOST_STATEMENTS = 8
Counted = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def in_swedish() -> Iterator[None]:
    """A page asked for in English leaves its language behind in the test's thread."""
    with translation.override("sv"):
        yield


@pytest.fixture
def world() -> World:
    made = given.granted()
    given.unit_costs(made)
    given.submitted_month(made, OCTOBER, {made.members[0]: 465, made.members[1]: 120, made.coordinator: 600})
    return made


def address(name: str, *more: object) -> str:
    return reverse(f"cofinancing:{name}", args=["utvecklingsnatverk", *more])


def content_of(document: Document) -> bytes:
    with document.file.open("rb") as stored:
        content: bytes = stored.read()
    return content


def made_file(response: Any) -> Document:
    """What the worker makes of a request that leads to a waiting page."""
    assert response.status_code == 302
    rendering = Rendering.objects.get(pk=int(response["Location"].strip("/").split("/")[-1]))
    assert jobs.render.call(rendering.pk) == "made"
    rendering.refresh_from_db()
    assert rendering.document is not None
    return rendering.document


def test_only_the_host_sees_the_whole(client: Client, world: World) -> None:
    given.prepared_claim(world)
    pages = [
        address("overview"),
        address("overview_csv", "projektteam"),
        address("unit_costs"),
        address("claims"),
        address("claims_csv"),
        address("claim", 1),
        address("claim_csv", 1),
        address("claim_lines_csv", 1),
    ]
    for person, status in ((world.lead, 200), (world.coordinator, 404), (world.members[0], 404), (world.stranger, 404)):
        signed_in(client, person)
        assert {client.get(page).status_code for page in pages} == {status}, person
    client.logout()
    assert {client.get(page).status_code for page in pages} == {302}


def test_a_municipality_is_seen_by_its_own_team_and_the_host(client: Client, world: World) -> None:
    page = address("seat", world.alvnas.pk)
    for person, status in (
        (world.lead, 200),
        (world.coordinator, 200),
        (world.members[0], 200),
        (world.other_coordinator, 404),
        (world.stranger, 404),
    ):
        signed_in(client, person)
        assert client.get(page).status_code == status
        assert client.get(page + "projektteam/lista.csv").status_code == status
    signed_in(client, world.other_coordinator)
    assert client.get(address("seat", world.granfors.pk)).status_code == 200
    assert client.get(address("seat", 999_999)).status_code == 404


def test_the_overview_answers_first(client: Client, world: World) -> None:
    signed_in(client, world.lead)
    text = client.get(address("overview")).content.decode().replace("\u00a0", " ")
    assert "De 2 kommunerna har lämnat in 9 av de 1 000 timmar som utlovats för 2021." in text
    # T32: whole öre in the figures, one decimal on the page.
    assert "7 582 944 kr (53,1 %)" in text
    assert "6 697 669 kr (46,9 %)" in text
    assert "påhittade" in text
    assert "Älvnäs kommun" in text


def test_without_unit_costs_the_overview_says_so(client: Client, world: World) -> None:
    UnitCost.objects.update(replaced_at=NOW)
    signed_in(client, world.lead)
    assert "timpris saknas" in client.get(address("overview")).content.decode()


def test_another_period_can_be_chosen(client: Client, world: World) -> None:
    signed_in(client, world.lead)
    text = client.get(address("overview") + "?period=alla").content.decode().replace("\u00a0", " ")
    assert "av de 2 000 timmar som utlovats för hela perioden" in text
    assert "2022" in client.get(address("overview") + "?period=2022").content.decode()
    assert client.get(address("overview") + "?period=1999").status_code == 200


def test_hours_agree_with_what_the_hours_say(world: World) -> None:
    given.confirmed_month(world, Month(2021, 8), {world.members[0]: 90})
    sheets = given.opened(world, Month(2021, 7))
    given.work(sheets[world.members[1].pk], 45, at=given.after(Month(2021, 7)))
    first, last = date(2021, 1, 1), date(2021, 12, 31)
    theirs = hours.hours_by_seat(world.network, first, last)
    ours = queries.time_by_seat(world.network, first, last)
    for seat in (world.alvnas.pk, world.granfors.pk):
        for part in ("team", "coordinator"):
            months = getattr(ours[seat], part).values()
            stages = getattr(theirs[seat], part)
            for name in ("recorded", "confirmed", "submitted"):
                assert sum(getattr(month, name) for month in months) == getattr(stages, name).minutes, (part, name)


def numbers_in(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def sums_in(pdf: bytes) -> list[str]:
    """The rows of sums as they stand on the paper, each up to its last amount."""
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return re.findall(r"^Summa\b.*?,\d\d kr$", re.sub(r"[\u00a0\u202f]", " ", text), re.MULTILINE | re.DOTALL)


def test_page_text_file_spreadsheet_and_pdf_show_the_same_sum(client: Client, world: World) -> None:
    given.prepared_claim(world)
    signed_in(client, world.lead)
    total = 9 * given.TEAM_ORE + 10 * given.COORDINATOR_ORE
    shown = f"{total // 100:,},{total % 100:02d} kr".replace(",", " ", 1)
    for is_closed in (False, True):
        if is_closed:
            assert client.post(address("close", 1)).status_code == 302
        page = client.get(address("claim", 1)).content.decode().replace("\u00a0", " ")
        assert shown in page
        rows = numbers_in(client.get(address("claim_csv", 1)).content.decode())
        assert rows[-1][-1] == f"{total / 100:.2f}".replace(".", ",")
        lines = numbers_in(client.get(address("claim_lines_csv", 1)).content.decode())
        assert lines[-1][-1] == rows[-1][-1]
        document = made_file(client.post(address("claim_xlsx", 1)))
        book = openpyxl.load_workbook(io.BytesIO(content_of(document)))
        for sheet in book.worksheets[:2]:
            sums: Any = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "Summa")
            assert round(sums[-1] * 100) == total
        document = made_file(client.post(address("claim_pdf", 1)))
        with pikepdf.open(io.BytesIO(content_of(document))) as pdf:
            assert str(pdf.Root.Lang) == "sv"
            assert str(pdf.docinfo.Title) == "Ansökan 1"
        of_municipalities, of_lines = sums_in(content_of(document))
        assert re.split(r"\n|(?<=h) ", of_municipalities)[-1].endswith(shown)
        assert of_lines.endswith(shown)
        assert ClaimLine.objects.count() == (3 if is_closed else 0)


def test_the_waiting_page_is_for_the_one_who_asked(client: Client, world: World) -> None:
    signed_in(client, world.lead)
    response = client.post(address("overview_xlsx"))
    waiting = client.get(response["Location"])
    assert waiting["Refresh"] == "2"
    assert "görs i ordning" in waiting.content.decode()
    assert client.get(response["Location"] + "hamta/").status_code == 404
    document = made_file(response)
    ready = client.get(response["Location"])
    assert ready["Refresh"] == f"0; url={response['Location']}hamta/"
    fetched = client.get(response["Location"] + "hamta/")
    assert fetched.content == content_of(document)
    assert fetched["Content-Security-Policy"] == "default-src 'none'; sandbox"
    signed_in(client, world.economist)
    assert client.get(response["Location"]).status_code == 404
    assert client.get(response["Location"] + "hamta/").status_code == 404


def test_pressing_twice_asks_for_one_file(client: Client, world: World) -> None:
    signed_in(client, world.lead)
    first = client.post(address("overview_pdf"), {"request_key": "same"})
    assert client.post(address("overview_pdf"), {"request_key": "same"})["Location"] == first["Location"]
    assert Rendering.objects.count() == 1


def test_a_claim_is_prepared_closed_and_never_again(client: Client, world: World) -> None:
    signed_in(client, world.economist)
    response = client.post(address("prepare"), {"first": "2021-10", "last": "2021-10"})
    assert response["Location"] == address("claim", 1)
    page = client.get(response["Location"]).content.decode()
    assert "Sjuk hela månaden" in page  # left out, and why
    assert "Stäng Ansökan 1 på" in page
    assert client.post(address("close", 1)).status_code == 302
    assert client.post(address("close", 1)).status_code == 409
    assert client.post(address("discard", 1)).status_code == 409
    page = client.get(response["Location"]).content.decode()
    assert "Stängd av Ove Sandin" in page
    assert "Stäng Ansökan 1 på" not in page


def test_closing_asks_for_a_fresh_code(client: Client, world: World) -> None:
    given.prepared_claim(world)
    signed_in(client, world.lead, proved=False)
    response = client.post(address("close", 1))
    assert "/logga-in/" in response["Location"]
    assert Claim.objects.get().closed_at is None


def test_others_of_the_staff_read_and_are_told_why_they_may_not(client: Client, world: World) -> None:
    given.prepared_claim(world)
    helper = small.person("Liv Holm")
    networks.appoint_staff(
        network=world.network,
        person=helper,
        function=Staff.Function.PROCESS_SUPPORTER,
        first_day=date(2021, 1, 1),
        by=world.lead,
        at=NOW,
    )
    signed_in(client, helper)
    for page in (address("claim", 1), address("claims"), address("unit_costs")):
        assert "kan bara nätverkets projektledare eller ekonom" in client.get(page).content.decode()
    assert client.post(address("close", 1)).status_code == 409
    assert client.post(address("prepare"), {"first": "2021-10", "last": "2021-10"}).status_code == 409


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"first": "2021-10", "last": "2021-09"}, "Sista månaden kan inte komma före den första."),
        ({"first": "1999-01", "last": "2021-09"}, "Välj en månad."),
        ({"first": "x", "last": ""}, "Välj en månad."),
    ],
)
def test_a_wrong_period_comes_back_with_a_sentence(
    client: Client, world: World, values: dict[str, str], sentence: str
) -> None:
    signed_in(client, world.lead)
    response = client.post(address("prepare"), values)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Claim.objects.exists()


def test_a_unit_cost_is_entered_checked_and_replaced(client: Client) -> None:
    world = given.granted()
    signed_in(client, world.economist)
    assert "Timpris saknas för Lönegrupp 1" in client.get(address("unit_costs")).content.decode()
    values = {"category": "group_1", "ore_per_hour": "312,50", "source": "Tabell 2", "is_invented": "on"}
    assert client.post(address("enter_unit_cost"), values).status_code == 302
    cost = UnitCost.objects.get()
    assert (cost.ore_per_hour, cost.is_invented) == (31_250, True)
    page = client.get(address("unit_costs")).content.decode()
    assert "Väntar på kontroll" in page
    assert "Beloppet stämmer med källan" not in page  # one does not check oneself
    assert client.post(address("check_unit_cost", cost.pk)).status_code == 409
    signed_in(client, world.lead)
    assert "Beloppet stämmer med källan" in client.get(address("unit_costs")).content.decode()
    assert client.post(address("check_unit_cost", cost.pk)).status_code == 302
    assert client.get(address("replace_unit_cost_page", cost.pk)).status_code == 200
    wrong = client.post(address("replace_unit_cost", cost.pk), {"ore_per_hour": "trehundra", "source": "Tabell 3"})
    assert wrong.status_code == 422
    assert "trehundra" in wrong.content.decode()
    right = client.post(address("replace_unit_cost", cost.pk), {"ore_per_hour": "320", "source": "Tabell 3"})
    assert right.status_code == 302
    assert client.get(address("replace_unit_cost_page", cost.pk)).status_code == 404


def test_what_was_typed_is_kept_when_a_unit_cost_is_wrong(client: Client) -> None:
    world = given.granted()
    signed_in(client, world.lead)
    response = client.post(address("enter_unit_cost"), {"category": "group_1", "ore_per_hour": "dyrt", "source": "Tab"})
    assert response.status_code == 422
    text = response.content.decode()
    assert "Skriv beloppet i kronor, till exempel 312,50." in text
    assert 'value="dyrt"' in text
    assert 'value="Tab"' in text
    assert not UnitCost.objects.exists()


def test_networks_without_hours_or_claims_have_no_such_pages(client: Client) -> None:
    world = given.granted(with_hours=False, with_claims=False)
    signed_in(client, world.lead)
    for page in (address("overview"), address("claims"), address("seat", world.alvnas.pk)):
        assert client.get(page).status_code == 404


def test_the_english_pages_are_english(client: Client, world: World) -> None:
    signed_in(client, world.lead)
    text = client.get("/en" + address("overview")).content.decode()
    assert "The 2 municipalities have submitted" in text
    assert "53.1" in text


def grown(world: World, seats: int) -> None:
    """As many more seats as wished, each with time."""
    for number in range(seats):
        organisation = small.organisation(f"Ort{number}", f"92{number:02d}")
        seat = small.seat(world.network, organisation, world.lead)
        person = small.person(f"Samordnare {number}")
        small.member(seat, person, world.lead, area="other", coordinator=True)
        given.submitted_month(world, SEPTEMBER, {person: 600}, seat=seat, by=person)


@pytest.mark.parametrize("name", ["overview", "claims", "claim", "seat", "unit_costs"])
def test_a_page_asks_no_more_when_there_is_more(
    client: Client, django_assert_max_num_queries: Counted, name: str
) -> None:
    world = given.granted(seats=40)
    given.unit_costs(world)
    given.submitted_month(world, OCTOBER, {world.members[0]: 465, world.coordinator: 600})
    given.prepared_claim(world, SEPTEMBER)
    more: dict[str, tuple[object, ...]] = {"claim": (1,), "seat": (world.alvnas.pk,)}
    page = address(name, *more.get(name, ()))
    signed_in(client, world.lead)
    client.get(page)
    with django_assert_max_num_queries(MOST_STATEMENTS) as few:
        assert client.get(page).status_code == 200
    grown(world, 12)
    client.get(page)  # a database without a mark is looked at again every few seconds
    with django_assert_max_num_queries(MOST_STATEMENTS) as many:
        assert client.get(page).status_code == 200
    assert len(many) == len(few)


def test_a_closed_claims_page_asks_no_more_either(
    client: Client, world: World, django_assert_max_num_queries: Counted
) -> None:
    given.closed_claim(world)
    signed_in(client, world.lead)
    client.get(address("claim", 1))
    with django_assert_max_num_queries(MOST_STATEMENTS):
        assert client.get(address("claim", 1)).status_code == 200


def test_those_of_the_money_are_reminded(world: World, django_assert_max_num_queries: Counted) -> None:
    given.prepared_claim(world)
    given.unit_cost(world, "group_3", 40_000, checked=False)

    def texts(person: Person) -> list[str]:
        return [str(todo.text) for todo in queries.todo_for(person, NOW)]

    with django_assert_max_num_queries(1):
        assert texts(world.lead) == ["Kontrollera 1 timpris", "Gå igenom och stäng ansökan 1"]
    # Whoever entered it can't check it.
    assert texts(world.economist) == ["Gå igenom och stäng ansökan 1"]
    assert texts(world.coordinator) == []


def test_a_pledge_stands_beside_what_is_done(client: Client, world: World) -> None:
    actions.pledge(participation=world.alvnas, by=world.lead, at=NOW)
    signed_in(client, world.coordinator)
    text = client.get(address("seat", world.alvnas.pk)).content.decode().replace("\u00a0", " ")
    assert "Älvnäs kommun har lämnat in 9 av de 500 timmar som utlovats för 2021." in text
    assert "10 h av 332 h inlämnat" in text
