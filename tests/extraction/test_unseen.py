"""The annotated articles that come with the project: their annotations are true to the words."""

import json
from pathlib import Path

import pytest

FILES = ("unseen.jsonl", "second.jsonl", "held.jsonl")
ROWS = [
    json.loads(line)
    for name in FILES
    for line in (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").split("\n")
    if line
]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_annotated_spans_hold_the_words_they_say(row):
    spans = [*row["mentions"], *row["claims"]]

    assert len(spans) > 10
    assert [span["text"] for span in spans] == [row["text"][span["start"] : span["end"]] for span in spans]


def test_there_are_articles_to_measure_with():
    assert len(ROWS) == 20
    assert len({row["id"] for row in ROWS}) == 20
