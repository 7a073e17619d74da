"""Web and worker live and die together. Real processes, real signals."""

import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SLEEPS = "import os, time; os.write(1, b'up\\n'); time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPS}"
FAILS = "raise SystemExit(3)"


def launched(*children, grace=5.0):
    """A process that runs these Python snippets together and prints their process ids first."""
    script = textwrap.dedent(
        """
        import os, sys
        from config import processes
        processes.GRACE_SECONDS = float(sys.argv[1])
        together = processes.Together()
        for number, snippet in enumerate(sys.argv[2:]):
            together.start(f"part {number}", [sys.executable, "-c", snippet])
        ids = " ".join(str(process.pid) for process in together._running.values())
        os.write(1, f"{ids}\\n".encode())
        raise SystemExit(together.wait())
        """
    )
    return subprocess.Popen(
        [sys.executable, "-c", script, str(grace), *children],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def read_until_up(process, count):
    """The ids of the children, once ``count`` of them have said that they are up."""
    lines = [process.stdout.readline() for _ in range(count + 1)]
    (ids,) = [line for line in lines if "up" not in line]
    return [int(word) for word in ids.split()]


def is_there(pid):
    """Whether a process with that id is running; one that waits to be reaped is not."""
    status = Path(f"/proc/{pid}/stat")
    if not status.parent.parent.exists():
        pytest.skip("needs /proc")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everybody_cleanly(number):
    process = launched(SLEEPS, SLEEPS)
    children = read_until_up(process, 2)

    process.send_signal(number)

    assert process.wait(timeout=10) == 0
    assert not any(map(is_there, children))


def test_whoever_does_not_listen_is_killed_after_the_grace_time():
    process = launched(SLEEPS, DEAF, grace=0.5)
    children = read_until_up(process, 2)

    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=10) == 0
    assert not any(map(is_there, children))


def test_a_second_ctrl_c_does_not_wait_for_the_grace_time():
    process = launched(DEAF, grace=60)
    children = read_until_up(process, 1)

    process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=0.5)
    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=10) == 0
    assert not any(map(is_there, children))


def test_one_that_stops_takes_the_others_along_and_its_status_is_kept():
    process = launched(SLEEPS, FAILS)

    output, errors = process.communicate(timeout=10)

    assert process.returncode == 3
    assert "The part 1 stopped by itself (status 3)." in errors
    assert not any(is_there(int(word)) for word in output.replace("up", "").split())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child of its parent's death")
def test_nobody_outlives_a_launcher_that_is_killed():
    process = launched(SLEEPS, SLEEPS)
    children = read_until_up(process, 2)

    process.kill()
    process.wait()

    deadline = time.monotonic() + 5
    while any(map(is_there, children)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_there, children))
