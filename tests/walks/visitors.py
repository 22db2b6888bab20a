"""How those who walk come in, and what they count: entering as someone, codes out of the mailbox, taps."""

import re
import sqlite3
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.walks.conftest import Served, manage

NETWORK = "/natverk/sociala-foretag/"
CALL = "/erbjudande/sociala-foretag-2020/"
CODE = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")


def asked(site: Served, question: str, *about: object) -> list[tuple[str, ...]]:
    """Look something up in the served database: who is in which state, which no page tells in one place."""
    (database,) = site.folder.glob("example-*.sqlite3")
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return [tuple(map(str, row)) for row in connection.execute(question, about)]


def reckoned(site: Served) -> None:
    """Have the clock ask for the reserves' order and everyone's reason, and the worker compute them."""
    manage(site.folder, "tick", moment="selection-day")
    manage(site.folder, "db_worker", "--batch", "--no-startup-delay", "--no-reload", moment="selection-day")


def enter(page: Page, site: Served, email: str) -> None:
    """Enter as someone of the example, through its own way in."""
    ((person,),) = asked(site, "SELECT id FROM people_person WHERE email = ?", email)
    page.goto("/exempel/")
    way_in = page.locator("form[action*='/ga-in/']").first
    with page.expect_navigation():
        way_in.evaluate(
            "(form, person) => { form.action = form.action.replace(/[0-9]+\\/$/, `${person}/`); form.submit(); }",
            person,
        )


def letters_to(page: Page, address: str) -> str:
    """All that has been written to an address, newest first, as the example's mailbox shows it."""
    other = page.context.new_page()
    other.goto(f"/exempel/brevlada/?till={address}")
    letters = other.locator("main article").all_inner_texts()
    other.close()
    return "\n".join(letters)


def prove_address(page: Page, address: str) -> None:
    """On the page that asks for an address: write it, fetch the code from the mailbox, write that."""
    page.get_by_label("Din e-postadress").fill(address)
    page.get_by_role("button", name="Skicka en kod till mig").click()
    page.wait_for_url("**/logga-in/kod/**")
    found = CODE.search(letters_to(page, address))
    assert found, f"no code for {address}"
    page.get_by_label("Koden i brevet").fill(found[0])
    page.get_by_role("button", name="Logga in").click()


@dataclass
class Taps:
    """Counts what a finger does."""

    page: Page
    count: int = 0

    def on(self, target: Locator) -> None:
        """One tap, and the page that it leads to."""
        self.count += 1
        target.click()
        self.page.wait_for_load_state()


def path_of(url: str) -> str:
    """The path of a link in a letter, whichever address the example was built for."""
    return re.sub(r"^https?://[^/]+", "", url)
