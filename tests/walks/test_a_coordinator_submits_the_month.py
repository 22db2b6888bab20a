"""A coordinator whose team has confirmed submits the municipality's month, in at most three taps from the start."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import PHONE, Served
from tests.walks.test_a_coordinator_fills_the_team import COORDINATOR
from tests.walks.visitors import Taps, asked, enter

Opening = Callable[..., tuple[Page, Watch]]
OCTOBER = "SELECT count(*) FROM hours_hoursheet WHERE participation_id = ? AND month = '2021-10-01' AND submitted_at "


def test_in_three_taps_from_what_there_is_to_do(example_site: Served, open_page: Opening) -> None:
    ((email, seat),) = asked(example_site, COORDINATOR, "Enesalas kommun")
    page, watch = open_page(example_site, width=PHONE)
    enter(page, example_site, email)
    page.goto("/att-gora/")
    axe_clean(page)
    fits(page)
    taps = Taps(page)
    taps.on(page.get_by_role("link", name=re.compile("Lämna in oktober")))
    axe_clean(page)
    fits(page)
    taps.on(page.get_by_role("button", name=re.compile("^Lämna in")))
    assert taps.count <= 3
    assert asked(example_site, f"{OCTOBER} IS NULL", seat) == [("0",)]
    expect(page.locator("main")).to_contain_text("inlämnad")
    axe_clean(page)
    assert watch.said == []


def test_who_is_missing_is_shown_and_reminded(example_site: Served, open_page: Opening) -> None:
    ((email, seat),) = asked(example_site, COORDINATOR, "Älvnäs kommun")
    page, _watch = open_page(example_site, width=PHONE, script=True)
    enter(page, example_site, email)
    page.goto(f"/natverk/sociala-foretag/tid/2021-09/kommun/{seat}/")
    expect(page.locator("main")).to_contain_text("saknas")
    axe_clean(page)
    fits(page)
    page.locator("form[action$='/paminn/'] button").click()
    page.wait_for_load_state()
    ((reminded,),) = asked(
        example_site,
        "SELECT count(*) FROM mail_outbox WHERE kind = 'hours.reminder' AND date(written_at) = '2021-11-02'",
    )
    assert reminded == "3"
