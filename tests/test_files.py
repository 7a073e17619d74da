"""How files are cut and named."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CEILING = 300
HIGHER_CEILING = {"tracker/pages/static/tracker/site.css": 400}  # one sheet for the whole public side
LOOKED_AT = ("tracker", "config", "templates", "tests", "tools", "benchmarks")
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "signals"}


def files(*endings: str, folders: tuple[str, ...] = LOOKED_AT) -> Iterator[Path]:
    """Our own files with these endings; generated migrations are left out."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings and "migrations" not in path.parts and path.is_file():
                yield path


def test_no_file_is_longer_than_the_ceiling():
    found = {}
    for path in files(".py", ".html", ".css", ".js", ".txt", ".xml"):
        name = str(path.relative_to(ROOT))
        lines = path.read_text(encoding="utf-8").count("\n")
        if "data" not in path.parts and lines > HIGHER_CEILING.get(name, CEILING):
            found[name] = lines

    assert not found


def test_no_file_is_named_for_nothing():
    found = [str(path.relative_to(ROOT)) for path in files(".py", ".js") if path.stem in NAMES_THAT_SAY_NOTHING]

    assert not found


def test_nothing_listens_to_signals():
    found = [
        str(path.relative_to(ROOT))
        for path in files(".py")
        if ROOT / "tests" not in path.parents
        and re.search(r"\bdjango\.dispatch\b|\bmodels\.signals\b", path.read_text())
    ]

    assert not found


def test_every_module_says_what_it_is():
    found = [
        str(path.relative_to(ROOT))
        for path in files(".py", folders=("tracker", "config"))
        if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not found


def test_partials_say_what_they_take():
    found = [
        str(path.relative_to(ROOT))
        for path in files(".html")
        if path.name.startswith("_") and not path.read_text(encoding="utf-8").startswith("{#")
    ]

    assert not found


@pytest.mark.parametrize("words", ["TODO", "FIX" + "ME", "XX" + "X"])
def test_nothing_is_left_for_later(words):
    found = [
        str(path.relative_to(ROOT))
        for path in files(".py", ".html", ".js", ".css")
        if path != Path(__file__).resolve() and re.search(rf"\b{words}\b", path.read_text(encoding="utf-8"))
    ]

    assert not found
