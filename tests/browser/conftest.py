"""A running desk and a browser."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.running import RunningDesk

SWITCHES = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --disable-quic --no-first-run"
).split()


@pytest.fixture(scope="module")
def browser(chromium_path):
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium_path, args=SWITCHES)
        yield found
        found.close()


@pytest.fixture(scope="module")
def desk(chromium_path, tmp_path_factory):
    running = RunningDesk(tmp_path_factory.mktemp("desk"))
    try:
        running.start()
        yield running
    finally:
        running.stop()
