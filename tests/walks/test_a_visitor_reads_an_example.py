"""A visitor finds, reads and prints a learning example; a coordinator prints the page for her politicians."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import NARROW, WIDE, Served

Opening = Callable[..., tuple[Page, Watch]]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_visitor_finds_reads_and_prints_an_example(example_site: Served, open_page: Opening, width: int) -> None:
    page, watch = open_page(example_site, width=width)
    page.goto("/")
    page.get_by_role("link", name="Kunskap att dela").click()
    page.get_by_role("link", name="Lärande exempel", exact=True).click()
    page.get_by_label("Sök").fill("städavtalen")
    page.get_by_role("button", name="Sök").click()
    page.get_by_role("link", name="Två dialogmöten gjorde städavtalet möjligt för små företag").click()
    assert page.locator("h1").inner_text().startswith("Två dialogmöten")
    # The conclusions come before anything else that is told.
    assert page.locator("h2").first.inner_text() == "Det här lärde vi oss"
    axe_clean(page)
    fits(page)
    page.emulate_media(media="print")
    assert page.locator("main").is_visible()
    assert not page.locator(".top .self").first.is_visible()
    assert watch.said == []
