"""``make run``: what it says, what it refuses, and what it does the first time only."""

import socket
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from config import launch


@pytest.fixture
def calls(monkeypatch, settings, tmp_path):
    """The commands that a preparation calls, instead of running them."""
    settings.DATA_DIR = tmp_path
    made = []
    monkeypatch.setattr(launch, "call_command", lambda name, **options: made.append(name))
    return made


def test_a_port_in_use_is_refused_with_a_way_out():
    with socket.socket() as taken:
        taken.bind((launch.LISTEN, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} cannot be used .*PORT={port + 1} make run"):
            launch.require_free(port)


def test_a_free_port_is_taken():
    with socket.socket() as probe:
        probe.bind((launch.LISTEN, 0))
        port = probe.getsockname()[1]

    assert launch.require_free(port) is None


@pytest.mark.django_db
def test_the_first_start_fills_an_empty_desk_with_the_demo(calls):
    launch.prepare(demo=True)

    assert calls == [
        "migrate",
        "seed_roles",
        "seed_codebook",
        "publish_codebook",
        "seed_gazetteer",
        "seed_demo",
        "collectstatic",
    ]


@pytest.mark.django_db
def test_the_first_start_without_demo_makes_an_administrator(calls):
    launch.prepare(demo=False)

    assert calls[-3:] == ["seed_gazetteer", "create_administrator", "collectstatic"]


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_a_later_start_seeds_nothing(calls, demo):
    get_user_model().objects.create_user("somebody")

    launch.prepare(demo=demo)

    assert calls == ["migrate", "seed_roles", "collectstatic"]


def test_the_welcome_names_addresses_and_demo_logins(tmp_path, settings):
    settings.DESK_BASE_URL = "http://127.0.0.1:8123"
    logins = tmp_path / "demo"
    logins.write_text("amal / secret (Editor)\n")

    said = launch.welcome(logins)

    assert "http://127.0.0.1:8123/desk/" in said
    assert "amal / secret (Editor)" in said


def test_the_welcome_of_a_real_desk_names_no_logins(tmp_path):
    assert "logins" not in launch.welcome(tmp_path / "demo")


def test_web_and_worker_are_the_commands_of_this_environment(settings):
    settings.PORT = 8123
    folder = sys.executable.rpartition("/")[0]

    assert launch.web()[0] == f"{folder}/granian"
    assert "8123" in launch.web()
    assert launch.worker()[0] == sys.executable
    assert "--pool=threads" in launch.worker()
