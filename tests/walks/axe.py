"""What every page must pass in a browser: axe, no sideways scroll, targets large enough, nothing in the console."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

ROOT = Path(__file__).resolve().parents[2]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# A link within a sentence is as large as its words (the exception of WCAG 2.5.8); all else is at least 24 by 24.
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((target) => target.type !== 'hidden')
  .filter((target) => target.checkVisibility({ checkVisibilityCSS: true }) && !target.closest('.ds-skip-link'))
  .filter((target) => {
    const style = getComputedStyle(target);
    const parent = target.parentElement;
    const within = style.display === 'inline' && parent.textContent.trim().length > target.textContent.trim().length;
    if (within) return false;
    const { width, height } = target.getBoundingClientRect();
    return width > 0 && Math.round(Math.min(width, height)) < 24;
  })
  .map((target) => `${target.tagName.toLowerCase()} ${target.textContent.trim() || target.name} ${
    Math.round(target.getBoundingClientRect().width)}x${Math.round(target.getBoundingClientRect().height)}`)"""

# What lies outside the window and is not in a region that scrolls by itself.
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@cache
def _axe() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


class Watch:
    """Listens to a page: what is written in the console, and what is asked of other addresses."""

    def __init__(self, page: Page, base: str) -> None:
        self.said: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith((base, "data:")) else self.said.append(request.url),
        )

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 422 is told of by the browser as a failed resource; that is not an error of ours.
        if message.type in {"error", "warning"} and "the server responded with a status of" not in message.text:
            self.said.append(message.text)


def _told(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html'][:160]} ({node.get('failureSummary', '').splitlines()[-1:]})"


def axe_clean(page: Page) -> None:
    """No rule of axe is broken: WCAG 2.0 to 2.2 A and AA, and best practice."""
    page.evaluate(_axe())
    result = page.evaluate("(tags) => axe.run(document, { runOnly: tags })", TAGS)
    broken = list(_told(result["violations"]))
    assert not broken, f"{page.url}: {broken}"


def fits(page: Page) -> None:
    """No sideways scroll, and every target is at least 24 by 24."""
    too_wide, small = page.evaluate(TOO_WIDE), page.evaluate(SMALL_TARGETS)
    assert too_wide <= 0, f"{page.url}: {too_wide} px too wide"
    assert not small, f"{page.url}: {small}"
