"""A municipality's contact, who has never been here, registers an expression of interest within three minutes."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import PHONE, Served
from tests.walks.visitors import CALL, asked, letters_to, prove_address

Opening = Callable[..., tuple[Page, Watch]]
ADDRESS = "nora.nystrand@smedhammar.example"


def save(page: Page) -> None:
    page.locator("main form[action$='/spara/'] button[type=submit]").first.click()
    page.wait_for_load_state()


def fill_the_rest(page: Page, interest: str) -> None:
    page.goto(f"{interest}forankring/")
    page.locator("[name=committee]").fill("Kommunstyrelsen")
    save(page)
    page.goto(f"{interest}sjalvskattning/")
    for number in range(1, 8):
        page.locator(f"[name=D{number}][value='{'unknown' if number == 7 else 2}']").check()
    axe_clean(page)
    fits(page)
    save(page)
    page.goto(f"{interest}team/")
    page.locator("[name=coordinator_name]").fill("Ulla Ekdahl")
    page.locator("[name=coordinator_email]").fill("ulla.ekdahl@smedhammar.example")
    page.locator("[name=member_1_name]").fill("Samira Holm")
    page.locator("[name=member_1_email]").fill("samira.holm@smedhammar.example")
    save(page)
    page.goto(f"{interest}ataganden/")
    for tick in page.locator("[name=kept]").all():
        tick.check()
    save(page)


def test_from_the_front_page_to_sent_in(call_site: Served, open_page: Opening) -> None:
    page, watch = open_page(call_site, width=PHONE)
    began = time.monotonic()
    page.goto("/")
    page.get_by_role("link", name="Läs erbjudandet och anmäl intresse").click()
    page.locator(f"a[href='{CALL}anmal/']").first.click()
    prove_address(page, ADDRESS)
    page.wait_for_url(f"**{CALL}anmal/")

    page.locator("[name=kommun]").fill("smedh")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Smedhammars kommun").click()
    expect(page.locator("main")).to_contain_text("Örebro län")
    expect(page.locator("main")).to_contain_text("11 300")
    page.locator("main [name=name]").fill("Nora Nystrand")
    page.locator("form[action$='/borja/'] button").click()
    page.wait_for_url(re.compile(r".*/anmalan/\d+/$"))
    interest = re.sub(r"^https?://[^/]+", "", page.url)

    # A draft that is left and come back to through the letter's link is as it was.
    page.goto(f"{interest}om-er/")
    page.locator("[name=motivation]").fill("Vi vill hitta en väg in för de sociala företagen.")
    save(page)
    assert interest in letters_to(page, ADDRESS)
    page.goto(f"{interest}om-er/")
    expect(page.locator("[name=motivation]")).to_have_value("Vi vill hitta en väg in för de sociala företagen.")
    page.locator("[name=situation]").fill("Enstaka avtal, ingen plan.")
    page.locator("[name=needs]").fill("Exempel och någon att ringa.")
    save(page)

    fill_the_rest(page, interest)

    page.goto(f"{interest}kontrollera/")
    axe_clean(page)
    page.locator("form[action$='/skicka-in/'] button").click()
    page.wait_for_load_state()
    took = time.monotonic() - began
    ((submitted,),) = asked(
        call_site,
        "SELECT submitted_at IS NOT NULL FROM calls_interest WHERE started_by_id ="
        " (SELECT id FROM people_person WHERE email = ?)",
        ADDRESS,
    )
    assert submitted == "1"
    assert took < 180
    assert watch.said == []


def test_what_is_missing_is_said_and_nothing_is_lost(call_site: Served, open_page: Opening) -> None:
    address = "olle.norrby@ekvalla.example"
    page, _watch = open_page(call_site, width=PHONE, script=False)
    page.goto(f"{CALL}anmal/")
    prove_address(page, address)
    page.locator("[name=kommun]").fill("Ekv")
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("link", name="Ekvallas kommun").click()
    page.wait_for_load_state()
    # A colleague has begun already, and the address of one nobody knows is not confirmed: the page says so.
    page.locator("main [name=name]").fill("Olle Norrby")
    page.locator("form[action$='/borja/'] button").click()
    expect(page.locator("main")).to_contain_text("kollega")
