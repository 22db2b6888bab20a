"""The finance officer closes a claim; the sum is the same on the page, in the text file, in spreadsheet and PDF."""

import io
import re
from collections.abc import Callable

import openpyxl
import pypdf
from playwright.sync_api import Page, expect

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import WIDE, Served, manage
from tests.walks.visitors import NETWORK, asked, enter

Opening = Callable[..., tuple[Page, Watch]]
OFFICER = (
    "SELECT p.email FROM people_person p JOIN networks_staff s ON s.person_id = p.id"
    " WHERE s.function = 'finance_officer'"
)
CLAIM = f"{NETWORK}ansokningar/2/"


def made(page: Page, site: Served, action: str) -> io.BytesIO:
    """Ask for a file, let the worker make it, fetch it."""
    page.goto(CLAIM)
    page.locator(f"form[action$='{action}'] button").first.click()
    page.wait_for_url(re.compile(r".*/underlag/\d+/.*"))
    manage(site.folder, "db_worker", "--batch", "--no-startup-delay", "--no-reload", moment="month-ten")
    page.reload()
    with page.expect_download() as arriving:
        page.locator("a[href*='/hamta/']").first.click()
    # A download lies under a name of its own, without an ending.
    return io.BytesIO(arriving.value.path().read_bytes())


def digits(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]", "", text)


def test_the_sum_is_the_same_everywhere(example_site: Served, open_page: Opening) -> None:
    ((email,),) = asked(example_site, OFFICER)
    page, watch = open_page(example_site, width=WIDE)
    enter(page, example_site, email)
    page.goto(CLAIM)
    axe_clean(page)
    fits(page)
    page.locator("form[action$='/stang/'] button").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Stängd")
    axe_clean(page)
    ((ore,),) = asked(
        example_site,
        "SELECT sum(l.value_ore) FROM cofinancing_claimline l JOIN cofinancing_claim c ON c.id = l.claim_id"
        " WHERE c.number = 2",
    )
    kronor = str(int(ore) // 100)
    assert int(ore) > 0
    assert kronor in digits(page.locator("main").inner_text())

    with page.expect_download() as arriving:
        page.locator("a[href$='kommuner.csv']").first.click()
    assert kronor in digits(arriving.value.path().read_text(encoding="utf-8-sig"))

    sheet = openpyxl.load_workbook(made(page, example_site, "/ansokan.xlsx"), data_only=True).worksheets[0]
    values = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert any(isinstance(value, int | float) and round(value * 100) == int(ore) for value in values)

    text = "".join(leaf.extract_text() for leaf in pypdf.PdfReader(made(page, example_site, "/pdf/")).pages)
    assert kronor in digits(text)
    assert watch.said == []
