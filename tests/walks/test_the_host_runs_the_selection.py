"""On selection day the project manager sees who can be chosen, decides, and everyone gets an answer with its reason."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import WIDE, Served
from tests.walks.visitors import CALL, NETWORK, asked, enter, reckoned

Opening = Callable[..., tuple[Page, Watch]]


def project_manager(site: Served) -> str:
    ((email,),) = asked(
        site,
        "SELECT email FROM people_person p JOIN networks_staff s ON s.person_id = p.id"
        " WHERE s.function = 'project_manager'",
    )
    return email


def test_from_the_funnel_to_a_public_decision(selection_site: Served, open_page: Opening) -> None:
    page, watch = open_page(selection_site, width=WIDE)
    enter(page, selection_site, project_manager(selection_site))
    page.goto(f"{NETWORK}erbjudande/sociala-foretag-2020/")
    expect(page.locator(".lead")).to_contain_text("36")
    axe_clean(page)
    page.locator("a[href$='/urval/']").first.click()
    page.wait_for_url("**/urval/")
    expect(page.locator("main")).to_contain_text("Älvnäs")
    axe_clean(page)
    fits(page)
    reckoned(selection_site)
    page.reload()
    page.get_by_role("button", name=re.compile("^Besluta")).click()
    page.wait_for_load_state()

    outcomes = {
        row[0]: row[1]
        for row in asked(selection_site, "SELECT outcome, count(*) FROM calls_selectionoutcome GROUP BY outcome")
    }
    assert outcomes["chosen"] == "12"
    letters = asked(selection_site, "SELECT count(*) FROM mail_outbox WHERE kind = 'calls.answered'")
    assert letters == [("38",)]

    # From now on anyone can read the decision with what it rests on, and run it again.
    visitor, listening = open_page(selection_site, width=WIDE)
    visitor.goto(f"{CALL}urvalsbeslut/")
    expect(visitor.locator("main")).to_contain_text("Granfors")
    axe_clean(visitor)
    fits(visitor)
    with visitor.expect_download() as arriving:
        visitor.locator("a[href$='candidates.csv']").first.click()
    candidates = arriving.value.path().read_text(encoding="utf-8-sig")
    assert len(candidates.splitlines()) == 37
    assert watch.said == listening.said == []
