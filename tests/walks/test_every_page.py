"""Every page that each role can reach by links passes axe, fits the width and keeps the console silent."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import NARROW, WIDE, Served

Opening = Callable[..., tuple[Page, Watch]]
Looking = Callable[[Page, str], Path]

# Addresses that differ only in these are the same page: one of each is enough.
SAME = [(re.compile(r"\d{4}-\d{2}"), "M"), (re.compile(r"/\d+(?=/)"), "/N")]
# Files, and pages that look again by themselves.
NOT_PAGES = re.compile(r"\.(csv|xlsx|ics|pdf|atom|txt|json)$|/hamta/$|^/static/|^/underlag/")
# Roles by their place on the example's page: project manager, auditor, coordinator, team member, contact.
ROLES = (0, 6, 7, 9, 10)


def shape(address: str) -> str:
    path = urlsplit(address).path
    for pattern, letter in SAME:
        path = pattern.sub(letter, path)
    return path


def enter(page: Page, number: int) -> str:
    """Go in as the role with this number on the example's page; returns its name."""
    page.goto("/exempel/")
    card = page.locator("section.card").nth(number)
    name = card.locator("h3").inner_text()
    card.locator("button").click()
    page.wait_for_url("**/att-gora/**")
    return name


def reached(page: Page) -> list[str]:
    """The paths that the page leads to within the installation."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    base = urlsplit(page.url).netloc
    parts = [urlsplit(href) for href in found]
    return [part.path for part in parts if part.netloc == base and not NOT_PAGES.search(part.path)]


@pytest.mark.parametrize(
    ("role", "width", "scheme", "language", "most"),
    [*((role, NARROW, "light", "", 60) for role in ROLES), *((role, WIDE, "dark", "/en", 25) for role in (0, 7, 9))],
)
def test_every_page_that_a_role_reaches(
    example_site: Served,
    open_page: Opening,
    look_at: Looking,
    role: int,
    width: int,
    scheme: str,
    language: str,
    most: int,
) -> None:
    page, watch = open_page(example_site, width=width, scheme=scheme)
    name = enter(page, role)
    waiting, seen, faults = [f"{language}/att-gora/", f"{language}/mitt/"], set[str](), list[str]()
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if shape(path) in seen or path.startswith("/en/") != bool(language):
            continue
        seen.add(shape(path))
        response = page.goto(path)
        try:
            assert response is not None
            assert response.status == 200, f"status {response.status}"
            assert page.locator("h1").count() == 1, "not one h1"
            axe_clean(page)
            fits(page)
            assert watch.said == []
        except AssertionError as fault:
            faults.append(f"{name} {path}: {str(fault)[:600]}")
            look_at(page, f"fault-{role}-{width}-{shape(path).strip('/').replace('/', '-')}")
        watch.said.clear()
        waiting += reached(page)
    assert not faults, "\n".join(faults)
