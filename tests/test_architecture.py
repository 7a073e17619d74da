"""The order inside a room, and the direction of every key: what an import checker cannot see.

Which room stands on which floor is read from the import contract in pyproject.toml,
so that it is said once.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / "tracker"
STATES, MODELS, VERBS, FACES, URLS = range(5)
FLOOR_NAMES = {STATES: "states", MODELS: "models", VERBS: "verbs", FACES: "faces", URLS: "urls"}
FACE_NAMES = {
    "admin",
    "api",
    "views",
    "feeds",
    "tasks",
    "sitemaps",
    "ogc",
    "compat",
    "serializers",
    "management",
    "templatetags",
}
OWN_WALL = "published"


def floors() -> dict[str, int]:
    """Room → floor, 1 the lowest, as the import contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (contract,) = [found for found in settings["contracts"] if found.get("containers") == ["tracker"]]
    layers = reversed(contract["layers"])
    return {room.strip(): floor for floor, layer in enumerate(layers, 1) for room in layer.split("|")}


def place_in_room(parts: tuple[str, ...]) -> int:
    """Where a module stands inside its room: ``parts`` are the names after the room's."""
    first = parts[0] if parts else ""
    if first in {"urls", "feed_urls"} or parts[-1:] == ("urls",):
        return URLS
    if first in FACE_NAMES:
        return FACES
    return {"models": MODELS, "states": STATES}.get(first, VERBS)


def modules() -> Iterator[tuple[str, tuple[str, ...], Path]]:
    """Room, names inside the room, and file of every module that the order applies to."""
    for path in sorted(ROOMS.glob("*/**/*.py")):
        room, *inside = path.relative_to(ROOMS).with_suffix("").parts
        if inside[-1] == "__init__":
            inside.pop()
        if inside and inside[0] not in {"migrations", "apps"}:
            yield room, tuple(inside), path


def imported(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every module that a syntax tree imports, as names; ``from x import y`` gives x.y."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = (*base, *(node.module.split(".") if node.module else ()))
            yield from ((*start, alias.name) for alias in node.names)


def upward(source: str, room: str, inside: tuple[str, ...]) -> list[str]:
    """The imports in ``source`` that climb inside its own room."""
    here = place_in_room(inside)
    found = []
    for names in imported(ast.parse(source), ("tracker", room, *inside[:-1])):
        if names[:2] == ("tracker", room) and len(names) > 2:
            there = place_in_room(names[2:])
            if there > here:
                found.append(f"{FLOOR_NAMES[here]} import {FLOOR_NAMES[there]}: {'.'.join(names)}")
    return found


def test_every_room_has_a_floor():
    rooms = {path.parent.name for path in ROOMS.glob("*/__init__.py")}

    assert rooms == set(floors())


def test_no_module_climbs_inside_its_room():
    found = [
        f"{path.relative_to(ROOT)}: {problem}"
        for room, inside, path in modules()
        for problem in upward(path.read_text(), room, inside)
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("inside", "source"),
    [
        (("models",), "from tracker.events.tally import recount"),
        (("models", "event"), "from tracker.events import tally"),
        (("tally",), "from tracker.events.tasks import sweep"),
        (("tally",), "from . import admin"),
        (("states",), "import tracker.events.models"),
        (("views",), "from tracker.events.urls import urlpatterns"),
        (("tally",), "if TYPE_CHECKING:\n    from tracker.events.views import detail"),
    ],
)
def test_the_order_inside_a_room_sees_what_climbs(inside, source):
    assert upward(source, "events", inside)


@pytest.mark.parametrize(
    ("inside", "source"),
    [
        (("urls",), "from tracker.events import views"),
        (("views",), "from tracker.events.tally import recount"),
        (("tally",), "from tracker.events.models import Tally"),
        (("models", "event"), "from tracker.events.models.figures import Side"),
        (("tally",), "from tracker.actors.models import Force"),
    ],
)
def test_the_order_inside_a_room_lets_go_down(inside, source):
    assert not upward(source, "events", inside)


def keys() -> Iterator[tuple[type[models.Model], models.Field, type[models.Model]]]:
    """Every key of our tables: model, field, and the model it points at; through tables included."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("tracker."):
            continue
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.is_relation:
                yield model, field, field.related_model


def test_every_key_follows_the_floors():
    floor = floors()
    found = [
        f"{model._meta.label}.{field.name} points up at {target._meta.label}"
        for model, field, target in keys()
        if target.__module__.startswith("tracker.")
        and target._meta.app_label != model._meta.app_label
        and floor[target._meta.app_label] >= floor[model._meta.app_label]
    ]

    assert not found, "\n".join(found)


def test_the_public_record_has_no_key_outside_itself():
    found = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model, field, target in keys()
        if OWN_WALL in {model._meta.app_label, target._meta.app_label}
        and model._meta.app_label != target._meta.app_label
    ]

    assert not found, "\n".join(found)


def test_keys_are_found_when_written_as_strings():
    pointed = {(model._meta.label, field.name): target._meta.label for model, field, target in keys()}

    assert pointed["articles.Article", "obtained_by"] == "accounts.User"  # settings.AUTH_USER_MODEL is a string
    assert pointed["events.Claim", "part_of"] == "events.Claim"  # "self"


def test_there_are_no_generic_keys():
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("tracker.")
        for field in model._meta.private_fields
    ]

    assert not found
