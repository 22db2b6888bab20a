"""At a local day under way, one checks in on the phone with the code on the screen, and the rest are ticked."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import PHONE, WIDE, Served
from tests.walks.visitors import NETWORK, asked, enter

Opening = Callable[..., tuple[Page, Watch]]
TODAY = (
    "SELECT m.id, m.code, m.participation_id, p.email FROM meetings_meeting m"
    " JOIN people_person p ON p.id = m.planned_by_id"
    " WHERE m.kind = 'local_day' AND date(m.starts_at) = '2021-11-02'"
)
TEAM = (
    "SELECT p.email, p.name FROM people_person p JOIN teams_teammember m ON m.person_id = p.id"
    " WHERE m.participation_id = ? AND m.last_day IS NULL ORDER BY p.id"
)


def test_one_checks_in_and_the_others_are_ticked(example_site: Served, open_page: Opening) -> None:
    ((meeting, code, seat, host),) = asked(example_site, TODAY)
    (first, name), *others = asked(example_site, TEAM, seat)

    page, watch = open_page(example_site, width=PHONE)
    enter(page, example_site, first)
    page.goto("/incheckning/")
    axe_clean(page)
    fits(page)
    # As it is read on the screen: small letters and a space do no harm.
    page.locator("main form [name=code], main form [name=kod]").fill(f"{code[:4].lower()} {code[4:]}")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Checka in").click()
    expect(page.locator("main")).to_contain_text("Du är incheckad")
    axe_clean(page)

    wide, listening = open_page(example_site, width=WIDE)
    enter(wide, example_site, host)
    wide.goto(f"{NETWORK}traffar/{meeting}/skarm/")
    expect(wide.locator("main svg, main img").first).to_be_visible()
    wide.goto(f"{NETWORK}traffar/{meeting}/narvaro/")
    axe_clean(wide)
    fits(wide)
    assert wide.get_by_label(name, exact=True).is_checked()
    wide.get_by_label(others[0][1], exact=True).check()
    wide.get_by_label(others[1][1], exact=True).check()
    wide.locator("form[action$='/narvaro/spara/'] button[type=submit]").click()
    wide.wait_for_load_state()
    there = asked(
        example_site,
        "SELECT p.name, a.source FROM meetings_attendance a JOIN people_person p ON p.id = a.person_id"
        " WHERE a.meeting_id = ?",
        meeting,
    )
    assert sorted(there) == sorted([(name, "check_in"), (others[0][1], "list"), (others[1][1], "list")])
    assert watch.said == listening.said == []
