"""A coordinator sees which function is uncovered, and appoints someone from another department."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import PHONE, Served
from tests.walks.visitors import NETWORK, asked, enter

Opening = Callable[..., tuple[Page, Watch]]
COORDINATOR = (
    "SELECT p.email, s.id FROM people_person p JOIN teams_teammember m ON m.person_id = p.id"
    " JOIN networks_participation s ON s.id = m.participation_id"
    " JOIN people_memberorganisation o ON o.id = s.organisation_id"
    " WHERE o.name = ? AND m.team_seat = 'coordinator'"
)


def test_the_uncovered_function_is_filled(example_site: Served, open_page: Opening) -> None:
    ((email, seat),) = asked(example_site, COORDINATOR, "Fjällseles kommun")
    page, watch = open_page(example_site, width=PHONE)
    enter(page, example_site, email)
    page.goto(f"{NETWORK}team/{seat}/")
    expect(page.locator("main")).to_contain_text("Ingen arbetar med upphandling")
    axe_clean(page)
    fits(page)
    page.locator(f"a[href^='{NETWORK}team/{seat}/ny/']").first.click()
    axe_clean(page)
    fits(page)
    page.locator("[name=name]").fill("Ronja Viklander")
    page.locator("[name=email]").fill("ronja.viklander@fjallsele.example")
    page.locator("[name=function]").fill("Inköpare")
    page.locator("[name=area]").select_option("procurement")
    page.locator("[name=department]").fill("Ekonomikontoret")
    page.locator("form[action$='/utse/'] button[type=submit]").click()
    page.wait_for_url(re.compile(rf".*/team/{seat}/$"))
    expect(page.locator("main")).to_contain_text("Ronja Viklander")
    ((members,),) = asked(
        example_site, "SELECT count(*) FROM teams_teammember WHERE participation_id = ? AND last_day IS NULL", seat
    )
    assert members == "8"
    assert watch.said == []
    # Another municipality's team is not there.
    ((_other, other_seat),) = asked(example_site, COORDINATOR, "Älvnäs kommun")
    answer = page.goto(f"{NETWORK}team/{other_seat}/")
    assert answer is not None
    assert answer.status == 404
