"""Runs several commands together: one that stops takes the others along, and nothing is left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

GRACE_SECONDS = 8.0
_PR_SET_PDEATHSIG = 1


class Together:
    """Commands that live and die together, each in a process group of its own.

    A signal to stop (Ctrl-C, SIGTERM, SIGHUP) becomes SIGTERM for every group;
    whoever is still there after ``GRACE_SECONDS``, or at a second signal, is killed.
    On Linux the commands also stop when this process itself is killed.
    """

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._signals = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._heard)

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start ``command``; its output goes where ours goes."""
        process = subprocess.Popen(command, start_new_session=True, preexec_fn=_follow_parent())  # noqa: S603 - ours
        self._running[name] = process

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> bool:
        """Whether ``ready`` came true in time, with everybody alive and nobody asking to stop."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self._over():
            if ready():
                return True
            time.sleep(0.1)
        return False

    def wait(self) -> int:
        """Wait for a signal or for somebody's end, stop everybody, and return an exit status.

        0 when asked to stop; otherwise that of the command which stopped by itself (1 for its 0).
        """
        while not self._over():
            time.sleep(0.2)
        status = 0 if self._signals else self._report()
        self.stop()
        return status

    def stop(self) -> None:
        """End every group: politely, then, after the grace time, not."""
        asked = self._signals
        self._send(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(process.poll() is None for process in self._running.values()):
            if time.monotonic() > deadline or self._signals > asked:
                break
            time.sleep(0.05)
        self._send(signal.SIGKILL)
        for process in self._running.values():
            process.wait()

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self._signals += 1

    def _over(self) -> bool:
        return self._signals > 0 or any(process.poll() is not None for process in self._running.values())

    def _report(self) -> int:
        name, process = next((name, each) for name, each in self._running.items() if each.poll() is not None)
        print(f"The {name} stopped by itself (status {process.returncode}).", file=sys.stderr)
        return abs(process.returncode) or 1

    def _send(self, number: signal.Signals) -> None:
        for process in self._running.values():
            try:
                os.killpg(process.pid, number)
            except (ProcessLookupError, PermissionError):
                continue


def _follow_parent() -> Callable[[], None] | None:
    """What a new process runs first so that it gets SIGTERM when its parent dies; Linux only."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def follow() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

    return follow
