"""An employee opens the month from the letter and confirms it: in two taps, by keyboard, and without script."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import PHONE, WIDE, Served
from tests.walks.visitors import Taps, asked, enter, letters_to, path_of, prove_address

Opening = Callable[..., tuple[Page, Watch]]
LINK = re.compile(r"https?://\S+/tid/2021-10/\S*")
# Participants whose October is open and who were at the network meeting.
WAITING = (
    "SELECT p.email FROM hours_hoursheet s JOIN people_person p ON p.id = s.person_id"
    " JOIN meetings_attendance a ON a.person_id = p.id JOIN meetings_meeting m ON m.id = a.meeting_id"
    " WHERE s.month = '2021-10-01' AND s.reporting_role = 'participant' AND s.confirmed_at IS NULL"
    " AND NOT s.nothing_to_report AND m.title LIKE 'Upphandling%' AND a.minutes >= 240 ORDER BY p.id"
)
# A keyboard's way from the top of the page to the button and through it.
MOST_KEYS = 7


def is_confirmed(site: Served, email: str) -> bool:
    ((confirmed,),) = asked(
        site,
        "SELECT s.confirmed_at IS NOT NULL FROM hours_hoursheet s JOIN people_person p ON p.id = s.person_id"
        " WHERE s.month = '2021-10-01' AND p.email = ?",
        email,
    )
    return confirmed == "1"


def letter_link(page: Page, email: str) -> str:
    found = LINK.search(letters_to(page, email))
    assert found, f"no letter about October to {email}"
    return path_of(found[0])


def someone(site: Served, place: int) -> str:
    return asked(site, WAITING)[place][0]


def test_in_two_taps_on_a_phone_that_is_remembered(example_site: Served, open_page: Opening) -> None:
    email = someone(example_site, 0)
    page, watch = open_page(example_site, width=PHONE)
    enter(page, example_site, email)
    link = letter_link(page, email)
    # The letter's link is the first tap; it leads straight to the month.
    page.goto(link)
    taps = Taps(page, count=1)
    expect(page.locator("main")).to_contain_text("Upphandling och andra vägar")
    axe_clean(page)
    fits(page)
    taps.on(page.get_by_role("button", name=re.compile(r"^Intyga \d+ timm")))
    expect(page.locator("main")).to_contain_text("Du har intygat")
    axe_clean(page)
    assert taps.count == 2
    assert is_confirmed(example_site, email)
    assert watch.said == []


def test_by_keyboard_alone(example_site: Served, open_page: Opening) -> None:
    email = someone(example_site, 1)
    page, _watch = open_page(example_site, width=WIDE)
    enter(page, example_site, email)
    page.goto(letter_link(page, email))
    keys = 0
    for _step in range(MOST_KEYS + 1):
        label = page.evaluate("document.activeElement.textContent.trim()")
        if label == "Hoppa till innehållet" or re.match(r"Intyga \d+ timm", label):
            page.keyboard.press("Enter")
            keys += 1
            if label.startswith("Intyga"):
                break
        page.keyboard.press("Tab")
        keys += 1
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Du har intygat")
    assert keys <= MOST_KEYS
    assert is_confirmed(example_site, email)


def test_without_script_with_own_work_added(example_site: Served, open_page: Opening) -> None:
    email = someone(example_site, 2)
    page, _watch = open_page(example_site, width=PHONE, script=False)
    # Entering sends a form by script, so the sign-in goes the ordinary way.
    page.goto("/logga-in/")
    prove_address(page, email)
    page.goto(letter_link(page, email))
    form = page.locator("form[action$='/rad/']")
    form.locator("[name=day]").fill("2021-10-14")
    form.locator("[name=minutes]").fill("2,5")
    form.locator("[name=text]").fill("Läste policyn från en annan kommun")
    form.locator("[name=activity]").select_option("own_development_work")
    form.locator("button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Läste policyn från en annan kommun")
    page.get_by_role("button", name=re.compile(r"^Intyga \d+ timm")).click()
    expect(page.locator("main")).to_contain_text("Du har intygat")
    assert is_confirmed(example_site, email)


def test_a_wrong_line_is_said_plainly_and_kept(example_site: Served, open_page: Opening) -> None:
    email = someone(example_site, 3)
    page, _watch = open_page(example_site, width=PHONE)
    enter(page, example_site, email)
    page.goto(letter_link(page, email))
    form = page.locator("form[action$='/rad/']")
    form.locator("[name=minutes]").fill("25")
    form.locator("[name=text]").fill("Läste policyn")
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()
    expect(page.locator("form[action$='/rad/'] [name=text]")).to_have_value("Läste policyn")
    axe_clean(page)
    assert not is_confirmed(example_site, email)
