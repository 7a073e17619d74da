"""Work on hostile text in child processes that can be killed. Plain Python, no Django.

A child runs ``python -m <module>``, reads one JSON request a line from its standard
input and answers with one JSON line. It is kept for the next request; it is killed
when it takes too long, and it ends by itself when its parent is gone.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
_ROOT = Path(__file__).resolve().parents[2]
_KEPT_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "TMPDIR")
_MOST_REQUESTS = 500  # a child is replaced after so many, so that a slow leak stays small
_IDLE_SECONDS = 900
_GRACE_SECONDS = 10
_MEMORY = 1024 * 1024 * 1024
_idle: dict[tuple[int, str], list["_Child"]] = {}
_idle_lock = threading.Lock()


class ChildFailed(Exception):  # noqa: N818 - reads as what happened
    """The child took too long, died or broke down; the message is a sentence."""


def ask(module: str, request: Answer, *, seconds: float) -> Answer:
    """Let a child of ``module`` answer one request.

    Raises:
        ChildFailed: no answer within ``seconds`` (wall clock; the child is killed),
            the child died, or its code raised.
    """
    child = _take(module)
    try:
        answer = child.ask(request, seconds)
    except BaseException:
        child.kill()
        raise
    _give_back(module, child)
    if "broke_down" in answer:
        raise ChildFailed(f"Reading broke down: {answer['broke_down']}")
    return answer


def serve(answer: Callable[[Answer], Answer]) -> None:
    """The child's side: answer requests until the input ends.

    Anything that libraries print goes to the standard error. An alarm ends the
    child when its parent was killed in mid-request or forgot about it.
    """
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    signal.alarm(_IDLE_SECONDS)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + _GRACE_SECONDS)
        try:
            reply = json.dumps(answer(request["body"]), allow_nan=False)
        except Exception as error:
            reply = json.dumps({"broke_down": f"{type(error).__name__}: {error}"[:300]})
        out.write(reply + "\n")
        out.flush()
        signal.alarm(_IDLE_SECONDS)


class _Child:
    def __init__(self, module: str) -> None:
        self.requests = 0
        kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            [sys.executable, "-m", module],
            cwd=_ROOT,
            env={**kept, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C in the terminal must not end a reading half-way
        )

    def ask(self, request: Answer, seconds: float) -> Answer:
        """One request, one answer. Raises ChildFailed."""
        self.requests += 1
        is_late = threading.Event()
        clock = threading.Timer(seconds, self._stop, [is_late])
        clock.daemon = True
        clock.start()
        try:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.write(json.dumps({"seconds": seconds, "body": request}).encode() + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            clock.cancel()
        if line.endswith(b"\n"):
            answer: Answer = json.loads(line)
            return answer
        if is_late.is_set():
            raise ChildFailed(f"Reading was stopped after {seconds:g} seconds.")
        raise ChildFailed("The process that was reading the text died.")

    def _stop(self, is_late: threading.Event) -> None:
        is_late.set()
        self.process.kill()

    def kill(self) -> None:
        """End the child at once and leave no zombie."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                continue
        self.process.wait()


def _take(module: str) -> _Child:
    """A living idle child, or a new one. Children of a process we were forked from are not ours."""
    with _idle_lock:
        idle = _idle.setdefault((os.getpid(), module), [])
        while idle:
            child = idle.pop()
            if child.process.poll() is None:
                return child
            child.kill()
    return _Child(module)


def _give_back(module: str, child: _Child) -> None:
    if child.requests >= _MOST_REQUESTS:
        child.kill()
        return
    with _idle_lock:
        _idle[(os.getpid(), module)].append(child)
