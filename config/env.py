"""Strict, typed reads of environment variables; a wrong value stops the start with one clear line."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str) -> str:
    """The variable as it stands, without surrounding spaces."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """A yes or a no.

    Raises:
        ImproperlyConfigured: the value is neither.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _TRUE:
        return True
    if value.strip().lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number.

    Raises:
        ImproperlyConfigured: the value is not one.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number.")
    return int(value)


def words(name: str, default: str) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def country_codes(name: str, codes: list[str]) -> list[str]:
    """ISO 3166-1 alpha-2 codes in capitals, each once.

    Raises:
        ImproperlyConfigured: one is no such code.
    """
    found = list(dict.fromkeys(code.upper() for code in codes))
    for code in found:
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise ImproperlyConfigured(f"{name}: {code!r} is no country code. Write two letters, for example IQ,SY.")
    return found


def folder(name: str, default: Path) -> Path:
    """A folder, made when missing."""
    path = Path(text(name, str(default))).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def database(name: str, default: Path) -> dict[str, Any]:
    """Django's settings for ``postgres://user:password@host:port/name`` or, when unset, SQLite.

    Raises:
        ImproperlyConfigured: the URL names another kind of database.
    """
    value = text(name, "")
    if not value:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": default}
    url = urlsplit(value)
    if url.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(url.path) or ":memory:"}
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name}: write postgres://user:password@host:port/name, or leave it unset.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "OPTIONS": dict(parse_qsl(url.query)),
        "CONN_MAX_AGE": 60,
    }


def secret(name: str, keep_in: Path) -> str:
    """The signing key: from the environment, else made once and kept in a private file."""
    value = text(name, "")
    if value:
        return value
    if not keep_in.exists():
        descriptor = os.open(keep_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(os.urandom(48).hex())
    return keep_in.read_text().strip()
