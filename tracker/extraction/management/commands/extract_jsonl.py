"""Read articles from JSON Lines and write what the texts say, by the extraction contract."""

import json
import os
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.extraction.extractors.register import KnownName, Register
from tracker.extraction.matching import desk_names
from tracker.extraction.reading import ArticleInput, read
from tracker.places.atlas import Atlas


class Command(BaseCommand):
    """Needs neither network nor worker; a database only with --desk."""

    help = "Read articles (JSON Lines: id, source, date, title, text) and write one line of findings for each."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """IN, OUT and where known names come from."""
        parser.add_argument("source", metavar="IN", type=Path)
        parser.add_argument("target", metavar="OUT", type=Path)
        parser.add_argument(
            "--kb", type=Path, help="further known names: JSON Lines of name, aliases, kind, force_kind, country_code"
        )
        parser.add_argument("--learn", choices=["no"], default="no", help="no article influences another")
        parser.add_argument("--desk", action="store_true", help="add the names the desk holds (needs its database)")

    def handle(self, *args: object, **options: Any) -> None:
        """Read every line, then put OUT in place whole; a bad line leaves no OUT behind."""
        register = Register.shipped()
        if options["kb"]:
            register = register.extended(known_names(options["kb"]))
        if options["desk"]:
            register = register.extended(desk_names())
        articles = list(articles_of(options["source"]))
        atlas = Atlas.shipped()
        started = time.perf_counter()
        lines = [json.dumps(read(article, register, atlas)) for article in articles]
        seconds = time.perf_counter() - started
        _write(options["target"], lines)
        self.stderr.write(f"{len(lines)} articles in {seconds:.2f} seconds")


def articles_of(path: Path) -> Iterator[ArticleInput]:
    """The articles of a file. Raises CommandError naming the line that is wrong."""
    return (article_of(row, path, number) for number, row in rows_of(path))


def article_of(row: dict[str, Any], path: Path, number: int) -> ArticleInput:
    """The article of one line. Raises CommandError naming the line that is wrong."""
    for key in ("id", "text"):
        if not isinstance(row.get(key), str):
            raise CommandError(f"{path}, line {number}: {key!r} must be a text.")
    return ArticleInput(
        id=row["id"],
        source=_text(row, "source", path, number),
        published_on=_day(row.get("date"), path, number),
        title=_text(row, "title", path, number),
        text=row["text"],
    )


def known_names(path: Path) -> Iterator[KnownName]:
    """Known names of a file. Raises CommandError naming the line that is wrong."""
    for number, row in rows_of(path):
        kind = row.get("kind", "force")
        aliases = row.get("aliases", [])
        if (
            not isinstance(row.get("name"), str)
            or kind not in {"force", "person", "org"}
            or not isinstance(aliases, list)
        ):
            raise CommandError(
                f"{path}, line {number}: wants a name, a list of aliases and a kind (force, person or org)."
            )
        names = tuple(alias for alias in aliases if isinstance(alias, str))
        force_kind, code = str(row.get("force_kind") or "non-state"), str(row.get("country_code") or "")
        yield KnownName(row["name"], names, kind, force_kind, code)


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbered objects of a JSON Lines file, parted at line feeds only."""
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise CommandError(f"{path}, line {number}: not JSON ({type(error).__name__}).") from error
        if not isinstance(row, dict):
            raise CommandError(f"{path}, line {number}: not an object.")
        yield number, row


def text_of(path: Path) -> str:
    """The text of a file. Raises CommandError when it cannot be read or is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}, byte {error.start}: not UTF-8.") from error


def _text(row: dict[str, Any], key: str, path: Path, number: int) -> str:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise CommandError(f"{path}, line {number}: {key!r} must be a text or null.")
    return value or ""


def _day(value: object, path: Path, number: int) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise CommandError(f"{path}, line {number}: 'date' must be YYYY-MM-DD or null.") from error


def _write(path: Path, lines: list[str]) -> None:
    """Write beside the target and move into place, so that no half file is ever seen."""
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
