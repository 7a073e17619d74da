import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from tracker.extraction.extractors.register import Register
from tracker.extraction.reading import ArticleInput, read
from tracker.extraction.scoring import Report, Score, compare
from tracker.places.atlas import Atlas

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "extraction"
GOLD = {
    "text": "The Red Army left Gao.",
    "mentions": [
        {"start": 0, "end": 12, "type": "FORCE"},
        {"start": 18, "end": 21, "type": "LOCATION", "optional": True},
    ],
    "persons": [{"name": "Juma Otieno", "role": ["army spokesman"], "status": "killed"}],
    "casualties": [{"kind": "killed", "min": 3, "max": 3}],
}


def measured(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the annotated articles ({name}) are not beside the checkout")
    text = path.read_text(encoding="utf-8")
    rows = [json.loads(text)] if name.endswith(".json") else [json.loads(line) for line in text.split("\n") if line]
    report = Report()
    for row in rows:
        day = date.fromisoformat(row["date"]) if row["date"] else None
        article = ArticleInput(row["id"], row["source"], day, row["title"], row["text"])
        compare(row, read(article, Register.shipped(), Atlas.shipped(), today=date(2026, 5, 1)), report)
    return {name: score.f1 for name, score in report.scores.items()}


def test_articles_and_optional_names_count_neither_way():
    report = Report()

    compare(
        GOLD,
        {"mentions": [{"start": 4, "end": 12, "type": "FORCE"}, {"start": 18, "end": 21, "type": "LOCATION"}]},
        report,
    )

    assert (report.scores["mentions"].hits, report.scores["mentions"].given) == (1, 1)
    assert (report.scores["persons"].hits, report.scores["persons"].wanted) == (0, 1)


def test_a_person_is_matched_by_name_and_judged_by_role_and_fate():
    report = Report()

    compare(GOLD, {"persons": [{"name": "Gen. Juma Otieno", "role": "spokesman", "status": "wounded"}]}, report)

    assert report.scores["persons"].f1 == 1.0
    assert report.scores["person role"].hits == 1
    assert report.scores["person status"].hits == 0


def test_a_figure_must_have_both_bounds():
    report = Report()

    compare(GOLD, {"casualties": [{"kind": "killed", "min": 3, "max": None}]}, report)

    assert report.scores["casualties"] == Score(0, 1, 1)


def test_the_seed_article_is_read_as_well_as_promised():
    scores = measured("seed_gold.json")

    assert scores["mentions"] >= 0.85
    assert scores["persons"] == scores["person status"] == scores["strengths"] == 1.0
    assert scores["person role"] >= 0.8
    assert scores["casualties"] >= 0.85
    assert scores["claims"] >= 0.75
    assert scores["event type"] == scores["event date"] == scores["event killed"] == 1.0


def test_invented_articles_are_read_as_well_as_promised():
    scores = measured("articles_dev.jsonl")

    assert scores["mentions"] >= 0.75
    assert scores["persons"] >= 0.9
    assert scores["casualties"] >= 0.7
    assert scores["event type"] >= 0.8


def test_evaluate_takes_one_object_or_lines(tmp_path, capsys):
    row = {"id": "a", "date": None, "text": "Gunmen killed six farmers.", "mentions": []}
    row["casualties"] = [{"kind": "killed", "min": 6, "max": 6}]
    whole, lines = tmp_path / "one.json", tmp_path / "lines.jsonl"
    whole.write_text(json.dumps(row, indent=2))
    lines.write_text(json.dumps(row) + "\n" + json.dumps(row))

    call_command("evaluate", whole)
    one = capsys.readouterr().out
    call_command("evaluate", lines)

    assert "(1 of 1, 0 wrong)" in one
    assert "(2 of 2, 0 wrong)" in capsys.readouterr().out
