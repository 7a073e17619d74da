"""Settings come from the environment, strictly; the defaults are safe."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env, settings

ROOT = Path(__file__).resolve().parent.parent.parent


def manage(*words, **variables):
    """Run ``manage.py`` with the real settings and these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DESK_", "DJANGO_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_desk_behind_tls_passes_the_deployment_check(tmp_path):
    done = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        DESK_DATA_DIR=str(tmp_path),
        DESK_BASE_URL="https://desk.example",
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "eighty", "PORT='eighty': write a whole number."),
        ("PORT", "-1", "PORT='-1': write a whole number."),
        ("DESK_FOLLOWED_COUNTRIES", "IQ,Syria", "DESK_FOLLOWED_COUNTRIES: 'SYRIA' is no country code."),
        ("DESK_DEBUG", "perhaps", "DESK_DEBUG='perhaps': write 1 or 0."),
        ("DATABASE_URL", "mysql://host/name", "DATABASE_URL: write postgres://"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_clear_line(tmp_path, name, value, said):
    done = manage("check", **{"DESK_DATA_DIR": str(tmp_path), name: value})

    assert done.returncode != 0
    assert said in done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("yes", True), (" On ", True), ("0", False), ("no", False), ("", False)]
)
def test_a_flag_is_a_yes_or_a_no(monkeypatch, value, expected):
    monkeypatch.setenv("DESK_TRIED", value)

    assert env.flag("DESK_TRIED", default=not expected) is expected


def test_what_is_unset_has_its_default(monkeypatch):
    monkeypatch.delenv("DESK_TRIED", raising=False)

    assert env.flag("DESK_TRIED", default=True) is True
    assert env.number("DESK_TRIED", 7) == 7
    assert env.text("DESK_TRIED", "x") == "x"
    assert env.words("DESK_TRIED", "a, b,") == ["a", "b"]


@pytest.mark.parametrize("value", ["2.5", "ten", "1e3", "٣x"])
def test_a_number_is_a_whole_number(monkeypatch, value):
    monkeypatch.setenv("DESK_TRIED", value)

    with pytest.raises(ImproperlyConfigured, match="whole number"):
        env.number("DESK_TRIED", 1)


def test_a_postgres_address_is_taken_apart(monkeypatch, tmp_path):
    monkeypatch.setenv("DESK_TRIED", "postgres://me:p%40ss@db.example:5433/desk?sslmode=require")

    found = env.database("DESK_TRIED", tmp_path / "unused")

    assert found["ENGINE"].endswith("postgresql")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("me", "p@ss", "db.example", "5433")
    assert (found["NAME"], found["OPTIONS"]) == ("desk", {"sslmode": "require"})


def test_without_an_address_the_database_is_a_file(monkeypatch, tmp_path):
    monkeypatch.delenv("DESK_TRIED", raising=False)

    assert env.database("DESK_TRIED", tmp_path / "desk.sqlite3")["NAME"] == tmp_path / "desk.sqlite3"


def test_the_signing_key_is_made_once_and_private(monkeypatch, tmp_path):
    monkeypatch.delenv("DESK_TRIED", raising=False)
    path = tmp_path / "secret.key"

    first, second = env.secret("DESK_TRIED", path), env.secret("DESK_TRIED", path)

    assert first == second
    assert len(first) >= 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_wal_is_used_only_where_sqlite_is_mended(version, safe):
    assert settings._wal_is_safe(version) is safe
