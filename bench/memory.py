"""Memory of gunicorn's master and two web workers after load: proportional set size, shared pages counted once."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from _serving import Browser, serving

REQUESTS = 400
GOAL_MB = 130
PAGES = ("/", "/logga-in/", "/exempel/", "/exempel/brevlada/", "/tillganglighet/", "/en/", "/static/core/samverka.css")


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [
        int(word) for task in Path(f"/proc/{pid}/task").iterdir() for word in (task / "children").read_text().split()
    ]


def words_of(pid: int) -> str:
    """How a process was started."""
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def pss_kb(pid: int) -> int:
    """A process's share of the memory it uses, in kB."""
    (found,) = re.findall(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found)


def main() -> None:
    """Load the server from eight sides, then read what the kernel says."""
    if not Path("/proc/self/smaps_rollup").exists():
        sys.exit("this benchmark reads /proc, which only Linux has")
    with serving() as served:

        def fetch(number: int) -> None:
            Browser().get(served.address + PAGES[number % len(PAGES)])

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(fetch, range(REQUESTS)))
        (master,) = [pid for pid in children(served.pid) if "gunicorn" in words_of(pid)]
        sizes = [pss_kb(pid) / 1024 for pid in (master, *children(master))]
    print("master and workers:", ", ".join(f"{size:.0f} MB" for size in sizes), file=sys.stderr)
    print(f"master and {len(sizes) - 1} web workers, PSS after load\t{sum(sizes):.0f}\t{GOAL_MB}\tMB")


if __name__ == "__main__":
    main()
