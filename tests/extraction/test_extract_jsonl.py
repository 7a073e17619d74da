import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

ROW = {
    "id": "a",
    "source": "Demo",
    "date": "2025-06-04",
    "title": "",
    "text": "Gunmen killed six farmers near Gao on Monday.",
}


@pytest.fixture
def run(tmp_path):
    def run(content, **options):
        source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        call_command("extract_jsonl", source, target, **options)
        return [json.loads(line) for line in target.read_text(encoding="utf-8").split("\n") if line]

    return run


def test_each_article_gets_a_line(run, capsys):
    empty = {"id": "b", "text": ""}

    lines = run(json.dumps(ROW) + "\n" + json.dumps(empty) + "\n")

    assert [line["id"] for line in lines] == ["a", "b"]
    assert lines[0]["casualties"][0]["min"] == 6
    assert lines[0]["events"][0]["date"] == "2025-06-02"
    assert lines[1]["mentions"] == []


def test_lines_are_parted_at_line_feeds_only(run):
    row = ROW | {"text": "One\u2028killed six farmers.\u0085End"}

    assert len(run(json.dumps(row, ensure_ascii=False))) == 1


def test_gold_in_the_line_is_not_read(run):
    assert run(json.dumps(ROW | {"casualties": [{"kind": "killed", "min": 99}], "mentions": 3})) == run(json.dumps(ROW))


def test_known_names_can_be_added(run, tmp_path):
    names = tmp_path / "kb.jsonl"
    names.write_text(json.dumps({"name": "Sons of the Dune", "aliases": ["SOTD"], "country_code": "ML"}))
    row = ROW | {"text": "SOTD killed six farmers near Gao."}

    assert run(json.dumps(row), kb=names)[0]["forces"][0]["name"] == "Sons of the Dune"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": "a", "text": "x"}\n{bad', "line 2: not JSON"),
        ("[1]", "line 1: not an object"),
        ('{"id": "a"}', "line 1: 'text' must be a text"),
        ('{"id": 3, "text": "x"}', "line 1: 'id' must be a text"),
        ('{"id": "a", "text": "x", "date": "soon"}', "line 1: 'date' must be"),
        ('{"id": "a", "text": "x", "date": []}', "line 1: 'date' must be"),
        (b'{"id": "\xff"}', "not UTF-8"),
    ],
)
def test_bad_input_is_one_clear_line_and_no_output(run, tmp_path, content, message):
    with pytest.raises(CommandError, match=message):
        run(content)

    assert not (tmp_path / "out.jsonl").exists()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"none\.jsonl"):
        call_command("extract_jsonl", tmp_path / "none.jsonl", tmp_path / "out.jsonl")
