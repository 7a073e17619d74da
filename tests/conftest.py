"""What every test stands on: no network, a browser where there is one, and a list of what was skipped."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.needs import missing

_LOCAL = ("127.", "::1", "localhost", "0.0.0.0")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(_LOCAL):
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; a test that asks for it is skipped where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        missing("no Chromium on this machine")
    return str(found)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Add the reasons of skipped tests to the file that ``make test`` reads at the end."""
    report = os.environ.get("DESK_SKIP_REPORT")
    skipped = terminalreporter.stats.get("skipped", [])
    is_worker = hasattr(terminalreporter.config, "workerinput")  # what a worker skipped, its controller reports
    if report and skipped and not is_worker:
        lines = [str(test.longrepr[2]).removeprefix("Skipped: ") for test in skipped]
        with Path(report).open("a") as handle:
            handle.writelines(f"{line}\n" for line in lines)
