"""The chief executive and the chair of the board each sign the letter of intent on a phone; then there is a seat."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import PHONE, WIDE, Served
from tests.walks.test_the_host_runs_the_selection import project_manager
from tests.walks.visitors import NETWORK, Taps, asked, enter, letters_to, path_of, prove_address, reckoned

Opening = Callable[..., tuple[Page, Watch]]
CONTACT = (
    "SELECT p.email, l.number, o.name FROM calls_letterofintent l JOIN calls_interest i ON i.id = l.interest_id"
    " JOIN people_memberorganisation o ON o.id = i.organisation_id JOIN people_person p ON p.id = i.started_by_id"
    " WHERE o.name = 'Älvnäs kommun'"
)
LINK = re.compile(r"https?://\S*/underskrift/\S+")


def test_two_links_two_codes_one_seat(selection_site: Served, open_page: Opening) -> None:
    host, _watch = open_page(selection_site, width=WIDE)
    enter(host, selection_site, project_manager(selection_site))
    host.goto(f"{NETWORK}erbjudande/sociala-foretag-2020/urval/")
    reckoned(selection_site)
    host.reload()
    host.get_by_role("button", name=re.compile("^Besluta")).click()
    host.wait_for_load_state()
    ((contact, number, _name),) = asked(selection_site, CONTACT)

    page, watch = open_page(selection_site, width=PHONE)
    enter(page, selection_site, contact)
    page.goto(f"/avsiktsforklaring/{number}/")
    axe_clean(page)
    fits(page)
    page.locator("form[action$='/grund/'] [value=own_mandate]").check()
    page.locator("form[action$='/grund/'] button").click()
    page.wait_for_load_state()
    signers = {"kommunchef": "petra.gustavius@alvnas.example", "ordforande": "nadia.ahlgren@alvnas.example"}
    forms = page.locator("form[action$='/utse/']")
    addresses = [forms.nth(place).get_attribute("action") or "" for place in range(forms.count())]
    assert len(addresses) == 2
    for action, (who, email) in zip(addresses, signers.items(), strict=True):
        form = page.locator(f"form[action='{action}']")
        form.locator("[name$=name]").fill(f"Invald {who.capitalize()}")
        form.locator("[name$=email]").fill(email)
        form.locator("button").click()
        page.wait_for_load_state()

    for email in signers.values():
        phone, heard = open_page(selection_site, width=PHONE)
        link = LINK.search(letters_to(page, email))
        assert link, email
        phone.goto(path_of(link[0]))
        axe_clean(phone)
        taps = Taps(phone)
        taps.on(phone.get_by_role("link", name=re.compile("engångskod")))
        prove_address(phone, email)
        phone.wait_for_load_state()
        axe_clean(phone)
        fits(phone)
        taps.on(phone.locator("form[action$='/godkann/'] button"))
        expect(phone.locator("h1")).to_contain_text("Du har skrivit under")
        axe_clean(phone)
        assert taps.count <= 2
        assert heard.said == []

    seats = asked(
        selection_site,
        "SELECT o.name, p.accepted_at IS NOT NULL FROM networks_participation p"
        " JOIN people_memberorganisation o ON o.id = p.organisation_id",
    )
    assert seats == [("Älvnäs kommun", "0")]
    page.reload()
    page.locator("a[href*='/anmalan/']").first.click()
    page.locator("form[action$='/tacka-ja/'] button").click()
    page.wait_for_load_state()
    team = asked(selection_site, "SELECT count(*) FROM teams_teammember")
    assert team == [("8",)]
    assert watch.said == []
