"""A scratch desk with a real worker process, for tests of what survives."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class RealDesk:
    """One data folder with an SQLite file; commands and workers run as processes of their own."""

    def __init__(self, folder: Path, *, broker: str = "filesystem://", lease_seconds: int = 60) -> None:
        self.folder = folder
        self.log = folder / "worker.log"
        self.worker: subprocess.Popen[bytes] | None = None
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DESK_", "DATABASE_"))}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DESK_DATA_DIR": str(folder),
            "DESK_SECRET_KEY": "only-for-tests",
            "DESK_LEASE_SECONDS": str(lease_seconds),
            "CELERY_BROKER_URL": broker,
        }
        self.manage("migrate", "--verbosity", "0")

    def manage(self, *words: str) -> str:
        """The output of a management command."""
        return self._run(sys.executable, "manage.py", *words)

    def send(self, task: str) -> None:
        """Send one message, as the clock does."""
        self._run(sys.executable, "-m", "celery", "-A", "config", "call", task)

    def paste(self, *texts: str) -> str:
        """Take texts in through the command; its output."""
        paths = [self.folder / f"text{number}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text)
        return self.manage("ingest_file", *map(str, paths))

    def start_worker(self, *, clock: bool = True) -> None:
        """The worker as ``make run`` starts it, in a process group of its own."""
        words = [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool=threads", "--concurrency=2"]
        with self.log.open("ab") as log:
            self.worker = subprocess.Popen(
                words + ["-B"] * clock,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill_worker(self) -> None:
        """kill -9 for the worker and its clock, in the middle of whatever they do."""
        if self.worker is not None:
            os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
            self.worker = None

    def readers(self, *, of_anybody: bool = False) -> set[int]:
        """Ids of the processes that read texts: the worker's own, or everybody's."""
        found = set()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words, parent = (folder / "cmdline").read_bytes(), (folder / "stat").read_text()
            except OSError:
                continue
            is_own = self.worker is not None and int(parent.rpartition(")")[2].split()[1]) == self.worker.pid
            if b"tracker.extraction.reader_process" in words and (of_anybody or is_own):
                found.add(int(folder.name))
        return found

    def lose_messages(self) -> None:
        """Empty the queue."""
        shutil.rmtree(self.folder / "queue", ignore_errors=True)
        (self.folder / "queue").mkdir()

    def rows(self, query: str) -> list[tuple]:
        """What the database says, outside of Django."""
        with closing(sqlite3.connect(self.folder / "desk.sqlite3", timeout=10)) as connection:
            return connection.execute(query).fetchall()

    def states(self) -> list[str]:
        """Where the articles stand."""
        return [state for (state,) in self.rows("SELECT processing FROM articles_article ORDER BY id")]

    def wait(self, condition: Callable[[], bool], seconds: float) -> None:
        """Until the condition holds; fails with the worker's log when it does not."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                log = self.log.read_text()[-3000:] if self.log.exists() else ""
                raise AssertionError(f"Not within {seconds} seconds: {self.states()}\n{log}")
            time.sleep(0.05)

    def _run(self, *words: str) -> str:
        done = subprocess.run(words, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout
