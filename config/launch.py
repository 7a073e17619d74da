"""``make run``: prepares the desk, then keeps web and worker running together until Ctrl-C."""

import os
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError

from config import env
from config.processes import Together

LISTEN = "127.0.0.1"
START_SECONDS = 60.0


def main() -> int:
    """Prepare, start, wait. Returns the exit status."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        require_free(settings.PORT)
        prepare(demo=env.flag("DEMO", default=True))
    except (ImproperlyConfigured, CommandError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped before the desk was ready; run it again to go on.", file=sys.stderr)
        return 130
    return serve()


def require_free(port: int) -> None:
    """Raise CommandError when somebody listens on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LISTEN, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Name another one: PORT={port + 1} make run"
            ) from error


def prepare(*, demo: bool) -> None:
    """Bring database and static files up to date; fill an empty desk the first time."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("seed_roles")
    if not get_user_model().objects.exists():
        call_command("seed_codebook")
        call_command("publish_codebook")
        print("Seeding the gazetteer …", flush=True)
        call_command("seed_gazetteer")
        if demo:
            print("Making the demo …", flush=True)
            call_command("seed_demo")
        else:
            call_command("create_administrator")
    call_command("collectstatic", interactive=False, verbosity=0)


def serve() -> int:
    """Run web and worker until one stops or somebody says so."""
    together = Together()
    together.start("web", web())
    together.start("worker", worker())
    if together.wait_until(answers, seconds=START_SECONDS):
        print(welcome(settings.DATA_DIR / "demo"), flush=True)
    return together.wait()


def web() -> list[str]:
    """The command that serves pages."""
    port = str(settings.PORT)
    options = ["--interface", "wsgi", "--no-ws", "--blocking-threads", "4", "--log-level", "warning"]
    granian = str(Path(sys.executable).with_name("granian"))
    return [granian, *options, "--host", LISTEN, "--port", port, "config.wsgi:application"]


def worker() -> list[str]:
    """The command that reads articles, the clock inside. Threads: a Ctrl-C leaves no task half killed.

    Celery warns whoever runs it as root of pickled messages; the desk takes JSON alone.
    """
    options = ["--beat", "--pool=threads", "--concurrency=2", "--loglevel=WARNING"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    celery = [sys.executable, "-W", "ignore:You're running the worker with superuser", "-m", "celery"]
    return [*celery, "--quiet", "--app", "config", "worker", *options, *quiet]


def answers() -> bool:
    """Whether the web server answers, whatever it says."""
    try:
        urllib.request.urlopen(f"http://{LISTEN}:{settings.PORT}/robots.txt", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def welcome(logins: Path) -> str:
    """What to open, and who may log in."""
    here = settings.DESK_BASE_URL
    lines = ["", f"{settings.DESK_NAME} is running. Ctrl-C stops it.", f"  For readers  {here}/"]
    lines += [f"  For editors  {here}/desk/", f"  API          {here}/api/v1/"]
    if logins.exists():
        lines += ["  Demo logins:", *(f"    {line}" for line in logins.read_text(encoding="utf-8").splitlines())]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
