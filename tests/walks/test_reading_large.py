"""Someone reads at 400 % zoom, or with wider spacing between letters, words and lines: nothing is cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.walks.axe import TOO_WIDE, Watch
from tests.walks.conftest import PHONE, Served
from tests.walks.test_every_page_for_every_role import ROLES
from tests.walks.visitors import CALL, NETWORK, asked, enter

Opening = Callable[..., tuple[Page, Watch]]
# 1280 by 1024 at 400 % is what a page gets to live in (WCAG 1.4.10).
ZOOMED = {"width": 320, "height": 256}
# The spacing of WCAG 1.4.12, set on each element as a reader's own style would.
SPACED = """() => document.querySelectorAll('body *').forEach((element) => {
  element.style.lineHeight = '1.5';
  element.style.letterSpacing = '0.12em';
  element.style.wordSpacing = '0.16em';
})"""
# Text that its own box hides: wider than the box, in a box that does not scroll.
CUT_OFF = """() => [...document.querySelectorAll('main a, main button, main h1, main h2, main p, main th, main label')]
  .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
  .filter((element) => getComputedStyle(element).overflowX === 'hidden'
    && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.textContent.trim().slice(0, 60))"""
PAGES = {
    "team member": ("/att-gora/", f"{NETWORK}tid/2021-10/", f"{NETWORK}traffar/"),
    "coordinator": (f"{NETWORK}team/", f"{NETWORK}tid/"),
    "project manager": (NETWORK, f"{NETWORK}medfinansiering/", f"{NETWORK}ansokningar/", CALL),
}


@pytest.mark.parametrize("role", PAGES)
def test_nothing_is_cut_off(example_site: Served, open_page: Opening, role: str) -> None:
    ((email, *_rest), *_others) = asked(example_site, ROLES[role])
    page, _watch = open_page(example_site, width=PHONE)
    enter(page, example_site, email)
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]  # the two keys it wants
    for path in PAGES[role]:
        page.goto(path)
        assert page.evaluate(TOO_WIDE) <= 0, f"{path} at 400 %"
        page.evaluate(SPACED)
        assert page.evaluate(TOO_WIDE) <= 0, f"{path} with wide spacing"
        assert page.evaluate(CUT_OFF) == [], f"{path} with wide spacing"


@pytest.mark.parametrize("role", PAGES)
def test_the_focus_is_always_seen(example_site: Served, open_page: Opening, role: str) -> None:
    ((email, *_rest), *_others) = asked(example_site, ROLES[role])
    page, _watch = open_page(example_site, width=PHONE)
    enter(page, example_site, email)
    page.goto(PAGES[role][0])
    seen = []
    for _step in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => {
              const at = document.activeElement;
              if (at === document.body) return null;
              const box = at.getBoundingClientRect();
              const style = getComputedStyle(at);
              const within = box.bottom > 0 && box.top < innerHeight && box.width > 0;
              const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
              return [at.outerHTML.slice(0, 80), within, marked];
            }"""
        )
        if where is None:
            break
        seen.append(where)
    # The last one leads out of the page: no trap; and on the way there was something to meet.
    assert len(seen) > 3
    assert len(seen) < 60
    assert [text for text, within, marked in seen if not (within and marked)] == []
