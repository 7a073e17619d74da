"""Children that can be killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tracker.articles import killable
from tracker.articles.killable import ChildFailed, ask

CHILD = "tests.articles.hanging_child"
ROOT = Path(__file__).resolve().parents[2]


def echo(words="x", seconds=10.0):
    return ask(CHILD, {"do": "echo", "words": words}, seconds=seconds)


def is_alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def until(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_a_child_answers_and_is_used_again_although_it_prints():
    first, second = echo("“é”\ud800"), echo("two")

    assert (first["echo"], second["echo"]) == ("“é”\ud800", "two")
    assert first["pid"] == second["pid"]


def test_a_large_request_and_answer_pass():
    assert echo("long " * 400_000)["echo"] == "long " * 400_000


def test_a_child_that_takes_too_long_is_killed_and_replaced():
    pid = echo()["pid"]
    started = time.monotonic()

    with pytest.raises(ChildFailed, match=r"stopped after 0\.3 seconds"):
        ask(CHILD, {"do": "hang"}, seconds=0.3)

    assert time.monotonic() - started < 5
    assert not is_alive(pid)
    assert echo()["pid"] != pid


@pytest.mark.parametrize(
    ("what", "message"), [("die", "died"), ("eat", "MemoryError"), ("raise", "told to"), ("nan", "not JSON compliant")]
)
def test_a_child_that_breaks_down_gives_a_sentence_and_the_next_request_works(what, message):
    with pytest.raises(ChildFailed, match=message):
        ask(CHILD, {"do": what}, seconds=10)

    assert echo()["echo"] == "x"


def test_a_child_that_died_while_idle_is_replaced():
    pid = echo()["pid"]
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: not is_alive(pid))

    assert echo()["pid"] != pid


def test_two_threads_do_not_share_a_child_at_one_time():
    pids = []
    threads = [threading.Thread(target=lambda: pids.append(echo("y" * 1_000_000)["pid"])) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(pids) == 4


def test_a_child_sees_no_secret_of_its_parent(monkeypatch):
    monkeypatch.setenv("DESK_SECRET_KEY", "secret")
    for child in killable._idle.pop((os.getpid(), CHILD), []):
        child.kill()

    names = ask(CHILD, {"do": "environment"}, seconds=10)["names"]

    assert not [name for name in names if name.startswith(("DESK", "DATABASE", "CELERY"))]


def test_a_child_ends_when_its_parent_is_killed():
    code = (
        "from tracker.articles.killable import ask; import time;"
        f"print(ask({CHILD!r}, {{'do': 'echo', 'words': 'x'}}, seconds=10)['pid'], flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    assert is_alive(pid)

    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert until(lambda: not is_alive(pid))
