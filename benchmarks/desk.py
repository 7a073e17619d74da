"""How long the review desk takes from a key to a settled page, over 5,000 words with 300 spans, in Chromium.

python -m benchmarks.desk          # needs Chromium; about a minute; prints a table and JSON
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.running import PASSWORD, RunningDesk

SWITCHES = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --disable-quic --no-first-run"
).split()
LIMIT = 100
MAKE = "from tests.review.long_article import make_long_article; print(make_long_article().pk)"
# From the key to the answer drawn and laid out; the page's own turn ends when the answer is in the document.
PRESS = """async (key) => {
    const began = performance.now();
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    await desk.turn;
    document.getElementById("cards").getBoundingClientRect();
    const settled = performance.now() - began;
    await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume, 0)));
    return settled;
}"""
PEER = """async () => {
    const began = performance.now();
    await (await fetch("/robots.txt", { cache: "no-store" })).text();
    return performance.now() - began;
}"""
STORY = [
    ("next", "j", 40), ("previous", "k", 20), ("accept", "a", 40), ("reject", "r", 20), ("undo", "z", 10),
    ("amend", "e", 10), ("help", "?", 6),
]  # fmt: skip


def main() -> int:
    """Measure and print; the exit code says whether every median is within the limit."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("No Chromium on this machine: nothing was measured.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        running = RunningDesk(Path(folder))
        try:
            running.start()
            article = int(running.manage("shell", "--verbosity", "0", "--command", MAKE).split()[-1])
            found = measure(chromium, f"{running.base}/desk/review/{article}/")
        finally:
            running.stop()
    for name, row in found.items():
        print(f"{name:<10} {row['median']:>8} ms median {row['p95']:>8} ms p95  ({row['times']} times)")
    waiting = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(f"{waiting:.1f} processes a core were running or waiting meanwhile; “empty” is a request for nothing.")
    print(json.dumps({**found, "load_per_core": round(waiting, 1)}))
    return 0 if all(row["median"] < LIMIT for name, row in found.items() if name != "load") else 1


def measure(chromium: str, url: str) -> dict[str, dict[str, float]]:
    """Milliseconds by action: median, 95th percentile, and how often it was taken."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.goto(url)
        page.fill("input[name=username]", "one")
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="Log in").click()
        times = {"load": [load(page, url) for _ in range(3)]}
        times["empty"] = [float(page.evaluate(PEER)) for _ in range(20)]
        for name, key, count in STORY:
            times[name] = [press(page, name, key) for _ in range(count)]
        browser.close()
    return {name: row(values) for name, values in times.items()}


def load(page: Page, url: str) -> float:
    """The page from the request to its scripts having run."""
    page.goto(url)
    page.wait_for_selector("body[data-ready]")
    return float(page.evaluate("performance.getEntriesByType('navigation')[0].domComplete"))


def press(page: Page, name: str, key: str) -> float:
    """One action; amending is left again, and undone is what was decided last."""
    taken = float(page.evaluate(PRESS, key))
    if name == "amend":
        page.keyboard.press("Escape")
        page.evaluate(PRESS, "j")
    if name == "undo":
        page.evaluate("select(document.querySelector('.card--pending'))")
    return taken


def row(values: list[float]) -> dict[str, float]:
    """The figures of one action."""
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"median": round(statistics.median(values), 1), "p95": round(late, 1), "times": len(values)}


if __name__ == "__main__":
    sys.exit(main())
