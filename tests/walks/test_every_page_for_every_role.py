"""Whoever one is, every page that one's links lead to is there, readable and accessible.

One page of each sort: 64 meetings look alike. Each role's links are followed; each sort of page is measured once for
each group of roles that is shown the same, on two widths, in light and dark, in Swedish and English.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.walks.axe import Watch, axe_clean, fits
from tests.walks.conftest import PHONE, WIDE, Served
from tests.walks.visitors import asked, enter

Opening = Callable[..., tuple[Page, Watch]]
OF_A_TEAM = (
    "SELECT p.email FROM people_person p JOIN teams_teammember m ON m.person_id = p.id"
    " JOIN networks_participation s ON s.id = m.participation_id"
    " JOIN people_memberorganisation o ON o.id = s.organisation_id WHERE o.name = 'Älvnäs kommun' AND "
)
OF_THE_HOST = "SELECT p.email FROM people_person p JOIN networks_staff s ON s.person_id = p.id WHERE s.function = "
ROLES = {
    "project manager": f"{OF_THE_HOST}'project_manager'",
    "finance officer": f"{OF_THE_HOST}'finance_officer'",
    "process supporter": f"{OF_THE_HOST}'process_supporter' ORDER BY p.id LIMIT 1",
    "administrator": f"{OF_THE_HOST}'administrator'",
    "registrar": f"{OF_THE_HOST}'registrar'",
    "auditor": "SELECT p.email FROM people_person p JOIN networks_auditoraccess a ON a.person_id = p.id",
    "coordinator": f"{OF_A_TEAM} m.team_seat = 'coordinator'",
    "deputy": f"{OF_A_TEAM} m.deputy_coordinator",
    "team member": f"{OF_A_TEAM} m.area = 'procurement'",
    "contact": (
        "SELECT p.email FROM people_person p JOIN calls_interestcontact c ON c.person_id = p.id"
        " WHERE p.email LIKE '%@alvnas.example'"
    ),
}
# Roles that are shown the same pages: each sort of page is measured once for each group.
GROUPS = {"coordinator": "lead", "deputy": "lead", "team member": "member", "contact": "contact", "auditor": "auditor"}
HOST = "host"
# Files, and ways out of the role.
NOT_PAGES = re.compile(r"\.(atom|jsonld|xml|csv|ics|json|xlsx|pdf|txt|zip)$|/hamta/$|/logga-ut/|/exempel/")
# Each language is seen on both widths and in both schemes, crosswise.
LOOKS = {
    "": ((PHONE, "light"), (WIDE, "dark")),
    "/en": ((WIDE, "light"), (PHONE, "dark")),
}
LINKS = "() => [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))"


@pytest.fixture(scope="module")
def measured() -> set[tuple[str, str]]:
    """The sorts of pages that have been measured, by group of roles."""
    return set()


def sort_of(path: str) -> str:
    """Addresses that differ in numbers and months only lead to the same sort of page."""
    return re.sub(r"\d+", "0", path)


def pages_of(page: Page, start: str) -> list[str]:
    """One address of each sort that can be reached by links."""
    waiting, seen, sorts = [start], [], set()
    while waiting:
        path = waiting.pop(0)
        if sort_of(path) in sorts:
            continue
        sorts.add(sort_of(path))
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        # A redirect leads to a page of another sort, which has its own turn.
        seen.append(path)
        for href in page.evaluate(LINKS):
            address = re.sub(r"[?#].*", "", href)
            if address.startswith("/") and not address.startswith("/en/") and not NOT_PAGES.search(address):
                waiting.append(address)
    return seen


def faults_of(page: Page, path: str) -> list[str]:
    """What is wrong with a page, in both languages, on both widths, in light and dark."""
    wrong = []
    for prefix, looks in LOOKS.items():
        page.goto(f"{prefix}{path}")
        for width, scheme in looks:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            try:
                assert page.locator("h1").count() == 1, f"{page.url}: not one h1"
                axe_clean(page)
                fits(page)
            except AssertionError as fault:
                wrong.append(f"{width} {scheme} {fault}")
    return wrong


@pytest.mark.parametrize("role", ROLES)
def test_all_that_the_links_lead_to(
    example_site: Served, open_page: Opening, measured: set[tuple[str, str]], role: str
) -> None:
    ((email,), *_more) = asked(example_site, ROLES[role])
    page, watch = open_page(example_site, width=WIDE)
    enter(page, example_site, email)
    found = pages_of(page, "/att-gora/")
    assert len(found) > 2
    group = GROUPS.get(role, HOST)
    wrong = []
    for path in found:
        if (group, sort_of(path)) not in measured:
            measured.add((group, sort_of(path)))
            wrong += faults_of(page, path)
    assert not wrong, "\n".join(wrong)
    assert watch.said == []
