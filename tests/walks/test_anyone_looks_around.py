"""Someone who is not signed in looks at the public pages, in both languages, on every width, in light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import NARROW, PHONE, WIDE, Served

Opening = Callable[..., tuple[Page, Watch]]
Looking = Callable[[Page, str], Path]
PATHS = {"front": "/", "sign-in": "/logga-in/", "accessibility": "/tillganglighet/", "missing": "/finns-inte/"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, PHONE, WIDE])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_public_pages_are_open_to_everyone(
    call_site: Served, open_page: Opening, look_at: Looking, language: str, width: int, scheme: str
) -> None:
    page, watch = open_page(call_site, width=width, scheme=scheme)
    for name, path in PATHS.items():
        page.goto(path if language == "sv" else f"/en{path}")
        look_at(page, f"{name}-{language}-{width}-{scheme}")
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        axe_clean(page)
        fits(page)
    assert watch.said == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_an_empty_installation_says_what_will_be_here(
    empty_site: Served, open_page: Opening, look_at: Looking, width: int
) -> None:
    page, watch = open_page(empty_site, width=width)
    page.goto("/")
    look_at(page, f"empty-{width}")
    assert page.locator("h1").inner_text() == "Här kommer ett utvecklingsnätverk att synas"
    axe_clean(page)
    fits(page)
    assert watch.said == []


def test_a_public_page_without_a_form_sets_no_cookie(call_site: Served, open_page: Opening) -> None:
    page, _watch = open_page(call_site)
    for path in ("/", "/en/", "/tillganglighet/", "/finns-inte/"):
        page.goto(path)
    assert page.context.cookies() == []


def test_the_first_visit_is_light_and_the_next_lighter(call_site: Served, open_page: Opening) -> None:
    page, _watch = open_page(call_site)
    weights: list[int] = []
    page.on("response", lambda response: weights.append(response.request.sizes()["responseBodySize"]))
    page.goto("/", wait_until="networkidle")
    first = sum(weights)
    weights.clear()
    page.goto("/tillganglighet/", wait_until="networkidle")
    assert first <= 60_000
    assert sum(weights) <= 10_000


def test_the_language_switch_stays_on_the_page(call_site: Served, open_page: Opening) -> None:
    page, _watch = open_page(call_site, width=WIDE)
    page.goto("/tillganglighet/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/tillganglighet/")
    page.get_by_role("link", name="Svenska").click()
    page.wait_for_url("**/tillganglighet/")
    assert page.locator("html").get_attribute("lang") == "sv"


def test_the_menu_opens_without_script_on_a_phone(call_site: Served, open_page: Opening) -> None:
    page, _watch = open_page(call_site, script=False)
    page.goto("/")
    page.locator("summary", has_text="Meny").click()
    page.get_by_role("link", name="Logga in").click()
    page.wait_for_url("**/logga-in/")


def test_by_keyboard_the_first_stop_leads_past_the_menu(call_site: Served, open_page: Opening) -> None:
    page, _watch = open_page(call_site, width=WIDE)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
