"""What a visitor waits for and downloads: the public pages in Chromium on a slow mobile line, and start and set-up.

Slow 4G as Lighthouse throttles it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms round trip, processor slowed four times.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from _serving import ROOT, serving
from playwright.sync_api import Browser, sync_playwright

PAGES = ("/", "/logga-in/")
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWED, RUNS = 4, 5
MOST_LCP_MS, MOST_CLS, MOST_FIRST_KB, MOST_LATER_KB, MOST_EMPTY_S = 1500, 0.02, 60, 10, 5
WATCH = """() => {
  window.seen = { lcp: 0, cls: 0 };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.seen.lcp = entry.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.seen.cls += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
}"""


def visit(browser: Browser, address: str) -> tuple[float, float, float, float]:
    """One first visit and one return: milliseconds to the largest paint, shift, kB first and kB later."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.evaluate(WATCH)
    page.wait_for_timeout(300)
    seen = page.evaluate("() => window.seen")
    first = sum(sizes) / 1024
    sizes.clear()
    page.goto(address, wait_until="networkidle")
    later = sum(sizes) / 1024
    context.close()
    return seen["lcp"], seen["cls"], first, later


def empty_database_seconds() -> float:
    """How long an empty database takes to be laid out, register of municipalities included."""
    with tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder:
        settings = os.environ | {"SAMVERKA_DATA": folder, "PYTHONPATH": str(ROOT / "src")}
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", "samverka", "migrate", "-v", "0"], env=settings, check=True)
        return time.monotonic() - began


def main() -> None:
    """Visit each page a few times and print medians."""
    print(f"empty database ready\t{empty_database_seconds():.1f}\t{MOST_EMPTY_S}\ts")
    with serving() as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=["--no-sandbox"]
        )
        for path in PAGES:
            visits = [visit(browser, served.address + path) for _run in range(RUNS)]
            lcp, cls, first, later = (statistics.median(figures) for figures in zip(*visits, strict=True))
            print(f"{path} on slow 4G, largest paint\t{lcp:.0f}\t{MOST_LCP_MS}\tms")
            print(f"{path} layout shift\t{cls:.3f}\t{MOST_CLS}\t")
            print(f"{path} first visit\t{first:.1f}\t{MOST_FIRST_KB}\tkB")
            print(f"{path} later visit\t{later:.1f}\t{MOST_LATER_KB}\tkB")
        browser.close()


if __name__ == "__main__":
    main()
