"""The documents say what the code has."""

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent.parent
DICTIONARY = (ROOT / "docs/data-dictionary.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHARED = {"id", "added_at", "changed_at", "public_id", "number", "version", "state", "live_revision"}
OF_DJANGO = {"accounts.User"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("tracker.") and not model._meta.proxy]
MODELS = {model.__name__: model for model in OURS}
SETTING = re.compile(r"""\benv\.(?:text|flag|number|words|folder|database|secret)\(\s*"([A-Z_]+)\"""")


def rows_of(model):
    """The rows of the dictionary that speak of a model: its own, and those under it without a name."""
    found, speaks = [], False
    for line in DICTIONARY.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) < 3:
            speaks = False
        elif cells[0]:
            speaks = model.__name__ in re.split(r",\s*", cells[0])
        if speaks:
            found.append(line)
    return "\n".join(found)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_stands_in_the_data_dictionary(model):
    rows = rows_of(model)
    columns = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)} - SHARED

    assert rows, "no row at all"
    if model._meta.label not in OF_DJANGO:
        assert not {name for name in columns if f"`{name}`" not in rows}


def test_the_article_is_taken_apart_into_fields_that_exist():
    table = DICTIONARY.split("## One article, fact by fact")[1]
    named = re.findall(r"`([A-Z][A-Za-z]+)\.(\w+)`", table)

    assert len(named) > 40
    assert not {f"{model}.{field}" for model, field in named if not hasattr(MODELS.get(model), field)}


def test_every_setting_stands_in_the_readme_and_no_other():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "config").glob("*.py"))
    table = README.split("## Settings")[1].split("\n## ")[0]
    for_tests = {"DESK_REQUIRE_SERVERS"}

    assert set(re.findall(r"`([A-Z][A-Z_]{3,})`", table)) - {"INFO", "DEBUG", "WARNING", "ERROR"} == (
        set(SETTING.findall(code)) | for_tests
    )


def test_every_file_that_the_architecture_names_is_there():
    named = set(re.findall(r"`((?:tracker|config|templates|docs)/[\w/.]+)", ARCHITECTURE))

    assert len(named) > 25
    assert not {name for name in named if not (ROOT / name.rstrip("…")).exists()}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/data-dictionary.md"])
def test_links_between_documents_lead_somewhere(name):
    page = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))

    assert not {link for link in links if not (page.parent / link).exists()}


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_every_command_of_the_readme_exists():
    commands = {path.stem for path in ROOT.glob("tracker/*/management/commands/*.py")} - {"__init__"}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`manage\.py ([^`]+)`", README))
    said = {word for phrase in named for word in re.split(r"[ /]+", phrase) if re.fullmatch(r"[a-z_]+", word)}

    assert said <= commands
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets
