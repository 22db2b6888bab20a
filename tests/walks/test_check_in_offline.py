"""Check-in when the network comes and goes: the press is kept on the phone and sent once, and works without script."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import PHONE, Served
from tests.walks.visitors import asked, enter

Opening = Callable[..., tuple[Page, Watch]]
TODAY = (
    "SELECT id, code, participation_id FROM meetings_meeting"
    " WHERE kind = 'local_day' AND date(starts_at) = '2021-11-02'"
)
TEAM = (
    "SELECT p.email FROM people_person p JOIN teams_teammember m ON m.person_id = p.id"
    " WHERE m.participation_id = ? AND m.last_day IS NULL ORDER BY p.id DESC"
)
PRESENT = (
    "SELECT COUNT(*) FROM meetings_attendance a JOIN people_person p ON p.id = a.person_id"
    " WHERE p.email = ? AND a.meeting_id = ?"
)
GUESTS = "SELECT name FROM meetings_guest WHERE meeting_id = ?"
ENTRIES = "SELECT COUNT(*) FROM journal_entry WHERE verb = 'meetings.attendance.checked_in' AND at >= '2021-11-02'"


def test_a_press_without_network_is_sent_once_when_it_is_back(example_site: Served, open_page: Opening) -> None:
    ((meeting, code, seat),) = asked(example_site, TODAY)
    (email,) = asked(example_site, TEAM, seat)[0]
    page, watch = open_page(example_site, width=PHONE)
    enter(page, example_site, email)
    page.goto(f"/incheckning/{code}/")
    fits(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Checka in").click()
    expect(page.get_by_role("status")).to_contain_text("sparad i telefonen")
    axe_clean(page)
    assert asked(example_site, PRESENT, email, meeting) == [("0",)]
    ((before,),) = asked(example_site, ENTRIES)

    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("Du är incheckad")
    assert page.evaluate("localStorage.length") == 0
    assert asked(example_site, PRESENT, email, meeting) == [("1",)]
    ((after,),) = asked(example_site, ENTRIES)
    assert int(after) == int(before) + 1
    # What the browser itself says of a request that found no network is no fault of ours.
    assert [said for said in watch.said if "ERR_INTERNET_DISCONNECTED" not in said] == []


def test_a_press_is_kept_when_the_page_is_closed_and_opened_again(example_site: Served, open_page: Opening) -> None:
    ((meeting, code, seat),) = asked(example_site, TODAY)
    (email,) = asked(example_site, TEAM, seat)[1]
    page, _watch = open_page(example_site, width=PHONE)
    enter(page, example_site, email)
    page.goto(f"/incheckning/{code}/")
    page.context.set_offline(True)
    page.get_by_role("button", name="Checka in").click()
    expect(page.get_by_role("status")).to_contain_text("sparad i telefonen")
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    again.goto(f"/incheckning/{code}/")
    expect(again.locator("main")).to_contain_text("Du är incheckad")
    assert asked(example_site, PRESENT, email, meeting) == [("1",)]


def test_a_guest_whose_form_lacks_something_is_told_when_the_network_is_back(
    example_site: Served, open_page: Opening
) -> None:
    ((meeting, code, _seat),) = asked(example_site, TODAY)
    page, _watch = open_page(example_site, width=PHONE)
    page.goto(f"/incheckning/{code}/")
    page.get_by_role("link", name="Jag är gäst").click()
    axe_clean(page)
    fits(page)
    page.get_by_label("Namn", exact=True).fill("Eva Norr")
    page.context.set_offline(True)
    page.get_by_role("button", name="Checka in").click()
    expect(page.get_by_role("status")).to_contain_text("sparad i telefonen")
    page.context.set_offline(False)
    expect(page.locator("ds-error-summary")).to_contain_text("Enhet")
    page.get_by_label("Enhet", exact=True).fill("Kultur och fritid")
    page.get_by_role("button", name="Checka in").click()
    expect(page.locator("main")).to_contain_text("Du är incheckad som gäst")
    assert ("Eva Norr",) in asked(example_site, GUESTS, meeting)


def test_without_script_the_form_is_a_form(example_site: Served, open_page: Opening) -> None:
    ((meeting, code, _seat),) = asked(example_site, TODAY)
    page, _watch = open_page(example_site, width=PHONE, script=False)
    page.goto(f"/incheckning/{code}/gast/")
    page.get_by_label("Namn", exact=True).fill("Kaj Vik")
    page.get_by_label("Enhet", exact=True).fill("Socialnämnden")
    page.get_by_role("radio", name="Förtroendevald").check()
    page.get_by_role("button", name="Checka in").click()
    expect(page.locator("main")).to_contain_text("Du är incheckad som gäst")
    assert ("Kaj Vik",) in asked(example_site, GUESTS, meeting)
