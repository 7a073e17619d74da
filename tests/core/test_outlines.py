"""Outlines come from the project, unless the owner put others in their place."""

import json
import logging

import pytest

from tracker.core import outlines

SQUARE = {"name": "Testland", "rings": [[0, 0, 100, 0, 0, 100, -100, 0]]}
OWN = {"scale": 10, "view": [0, 0, 10, 10], "middle": None, "own": SQUARE, "areas": {"01": SQUARE}, "neighbours": {}}


@pytest.fixture
def folder(tmp_path, settings):
    settings.DESK_SHAPES_DIR = tmp_path
    (tmp_path / "countries").mkdir()
    outlines.forget()
    yield tmp_path / "countries"
    outlines.forget()


def test_a_file_of_the_owner_replaces_the_shipped_one(folder):
    (folder / "IQ.json").write_text(json.dumps(OWN))

    assert outlines.country("IQ")["own"]["name"] == "Testland"
    assert outlines.own_rings("IQ") == [[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]]
    assert outlines.country("SY")["own"]["name"] == "Syria"


@pytest.mark.parametrize("content", ["{", "[]", "7", '{"scale": 10}', "\xff"])
def test_a_file_that_cannot_be_used_is_reported_and_the_shipped_one_used(folder, content, caplog):
    (folder / "IQ.json").write_text(content, encoding="latin-1")

    with caplog.at_level(logging.ERROR):
        found = outlines.country("IQ")

    assert found["own"]["name"] == "Iraq"
    assert "IQ.json" in caplog.text


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("code", ["", "I", "IRQ", "..", "ZZ", "١٢"])
def test_what_is_no_country_has_no_file(code):
    assert outlines.country(code) is None
    assert outlines.own_rings(code) == []
