"""A whole desk on a scratch folder: the web server and the worker as ``make run`` starts them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "correct horse battery staple"
COUNTRIES = "IQ,SY,US,FR,GB"
_USERS = """
from tracker.accounts.models import User
from tracker.accounts.policy import Role
from tracker.accounts.roles import give_role
for name, role in (("one", Role.EDITOR), ("two", Role.EDITOR), ("chief", Role.CHIEF)):
    give_role(User.objects.create_user(name, password={password!r}), role)
"""


class RunningDesk:
    """Two editors and a chief, an empty desk, a small gazetteer. On PostgreSQL where DATABASE_URL says so."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DESK_")}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DESK_DATA_DIR": str(folder),
            "PORT": str(self.port),
            "DEMO": "0",
            "CELERY_BROKER_URL": "filesystem://",
        }
        self._scratch = _scratch_database(self.environment)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Fill and start it; returns when it answers."""
        self.manage("migrate", "--verbosity", "0")
        for command in ("seed_roles", "seed_codebook", "publish_codebook"):
            self.manage(command)
        self.manage("seed_gazetteer", "--countries", COUNTRIES)
        self.manage("shell", "--command", _USERS.format(password=PASSWORD))
        with (self.folder / "desk.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "config.launch"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + 90
        while self.get("/robots.txt")[0] != 200:
            assert time.monotonic() < deadline, (self.folder / "desk.log").read_text()
            time.sleep(0.2)

    def stop(self) -> None:
        """Ctrl-C, as its owner would; then nothing of it is left."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        if self._scratch:
            _drop(*self._scratch)

    def manage(self, *words: str) -> str:
        """The output of a management command."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def get(self, path: str) -> tuple[int, str]:
        """Status and body, as anybody without a login gets them; status 0 when nobody answers."""
        try:
            with urllib.request.urlopen(self.base + path, timeout=20) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except OSError:
            return 0, ""

    def every_public_page(self) -> str:
        """Everything that can be reached by links and feeds from the front page, the API's index and the feed."""
        seen: set[str] = set()
        waiting = ["/", "/api/v1/", "/feeds/events.atom", "/sitemap.xml", "/corrections/", "/search/?q=al"]
        bodies = []
        while waiting and len(seen) < 400:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            body = self.get(path)[1]
            bodies.append(body)
            found = re.findall(rf'(?:href="|"|>)(?:{re.escape(self.base)})?(/[^"<>\s]*)', body)
            waiting += [link for link in found if not link.startswith(("/desk", "/static"))]
        return "\n".join(bodies)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _scratch_database(environment: dict[str, str]) -> tuple[str, str] | None:
    """A database of its own on the PostgreSQL that DATABASE_URL names; None on SQLite."""
    url = urlsplit(environment.pop("DATABASE_URL", ""))
    if url.scheme not in {"postgres", "postgresql"}:
        return None
    name = f"desk_story_{os.getpid()}_{time.monotonic_ns()}"
    server = urlunsplit(url._replace(scheme="postgresql", path="/postgres", query=""))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    environment["DATABASE_URL"] = urlunsplit(url._replace(path=f"/{name}"))
    return server, name


def _drop(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
