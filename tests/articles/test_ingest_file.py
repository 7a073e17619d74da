"""manage.py ingest_file: one line a result, repeated ones reported, good ones kept."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tracker.articles.models import Article, ArticleKind, Obtained, Outlet
from tracker.articles.states import Processing

pytestmark = pytest.mark.django_db

TEXT = "Twelve soldiers were killed near the town on Tuesday, the army said."


def run(*args, **options):
    """Standard output, standard error and the closing error, if any."""
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest_file", *map(str, args), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


def lines(path, *rows):
    path.write_bytes(b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows))
    return path


def test_a_text_file_becomes_an_article_with_outlet_and_day(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT)

    out, err, error = run(path, "--outlet", "Example Agency", "--date", "2024-09-14", "--kind", "statement")

    article = Article.objects.get()
    assert (out, err, error) == (
        f"report.txt: new article {article.pk}. Waiting to be read\n1 new, 0 seen before, 0 failed.\n",
        "",
        "",
    )
    assert (article.outlet.name, article.published_on) == ("Example Agency", date(2024, 9, 14))
    assert (article.kind, article.obtained_how) == (ArticleKind.STATEMENT, Obtained.FILE)


def test_html_is_known_by_its_ending_and_by_its_content(tmp_path):
    by_name, by_content = tmp_path / "a.htm", tmp_path / "b.txt"
    by_name.write_text(f"<p>{TEXT}</p>")
    by_content.write_text(f"<!DOCTYPE html><html><body><p>{TEXT} It gave no names.</p></body></html>")

    _, _, error = run(by_name, by_content)

    texts = [article.current_text.text for article in Article.objects.order_by("pk")]
    assert not error
    assert texts == [TEXT, f"{TEXT} It gave no names."]


def test_json_lines_bring_source_date_title_text_and_url(tmp_path):
    row = {
        "id": "x1",
        "source": "Wire",
        "date": "2025-03-12",
        "title": "T",
        "text": TEXT,
        "url": "https://example.org/1",
    }

    run(lines(tmp_path / "a.jsonl", row, {**row, "text": f"{TEXT} More.", "url": None, "date": None}))

    first, second = Article.objects.order_by("pk")
    assert (first.outlet, first.title, first.published_on) == (Outlet.objects.get(), "T", date(2025, 3, 12))
    assert (first.canonical_url, second.canonical_url) == ("https://example.org/1", None)
    assert (second.outlet, second.published_on) == (first.outlet, None)


def test_lines_end_at_a_newline_only(tmp_path):
    text = "Twelve soldiers were killed.\u2028The army\u0085 said so on Tuesday."
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps({"text": text}, ensure_ascii=False).encode() + b"\r\n")

    _, _, error = run(path)

    assert not error
    assert Article.objects.get().current_text.text == text.replace("\u0085", "\n")


def test_repeated_articles_are_reported_and_not_doubled(tmp_path):
    path = lines(
        tmp_path / "a.jsonl",
        {"text": TEXT, "url": "https://example.org/1"},
        {"text": TEXT},
        {"text": f"{TEXT} Corrected.", "url": "https://example.org/1#x"},
    )

    first, _, _ = run(path)
    again, _, error = run(path)

    pk = Article.objects.get().pk
    assert first.splitlines()[1] == f"a.jsonl line 2: seen before, article {pk}"
    assert "line 3: seen before" in first
    assert "the text differs" in first
    assert again.endswith("0 new, 3 seen before, 0 failed.\n")
    assert not error


def test_each_bad_line_is_named_and_the_good_ones_are_kept(tmp_path):
    path = lines(
        tmp_path / "a.jsonl",
        {"text": TEXT},
        b"{not json",
        b"[1]",
        {"text": 7},
        {"text": ""},
        {"text": "…!"},
        {"text": f"{TEXT} One.", "date": "2024-02-30"},
        {"text": f"{TEXT} Two.", "date": "unknown"},
        {"text": f"{TEXT} Three.", "url": "javascript:alert(1)"},
        {"text": f"{TEXT} Four.", "source": "---"},
        b'{"text": "\xff\xfe"}',
        b"",
        {"text": "a" * 200_001},
        b"[" * 100_000,
        {"text": f"{TEXT} Last."},
    )

    out, err, error = run(path)

    assert error == "2 new, 0 seen before, 12 failed."
    assert [line.split(":")[0] for line in err.splitlines()] == [
        f"a.jsonl line {number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14)
    ]
    assert "not JSON" in err
    assert "“2024-02-30” is not a day" in err
    assert "a.jsonl line 15: new article" in out
    assert Article.objects.count() == 2
    assert not Outlet.objects.exists()


def test_a_missing_file_a_folder_and_a_binary_fail_and_the_next_file_is_taken(tmp_path):
    binary, good = tmp_path / "a.pdf", tmp_path / "good.txt"
    binary.write_bytes(b"%PDF-1.7\n\0\1\2\3" * 50)
    good.write_text(TEXT)

    _, err, error = run(tmp_path / "none.txt", tmp_path, binary, good)

    assert error == "1 new, 0 seen before, 3 failed."
    assert "No such file" in err
    assert "Is a directory" in err
    assert "binary" in err
    assert Article.objects.count() == 1


def test_another_encoding_is_read_and_another_language_is_kept_aside(tmp_path):
    latin, french = tmp_path / "latin.txt", tmp_path / "french.txt"
    latin.write_bytes(f"{TEXT} “No comment”, said a café owner.".encode("cp1252"))
    french.write_text("L'armée a déclaré mardi que douze soldats avaient été tués près de la ville.", "utf-16")

    out, _, error = run(latin, french)

    assert not error
    assert Article.objects.get(language="en").current_text.text.endswith("“No comment”, said a café owner.")
    assert "seems to be French" in out
    assert Article.objects.get(language="fr").processing == Processing.IGNORED


def test_an_unknown_day_on_the_command_line_is_refused_before_anything_is_read(tmp_path):
    _, _, error = run(tmp_path / "none.txt", "--date", "yesterday")

    assert "“yesterday” is not a day" in error


def test_an_outlet_is_known_again_whatever_its_capitals(tmp_path):
    path = lines(tmp_path / "a.jsonl", {"text": TEXT, "source": "Wire"}, {"text": f"{TEXT} Two.", "source": " WIRE "})

    run(path)

    assert Outlet.objects.get().name == "Wire"


def test_help_shows_an_example(capsys):
    with pytest.raises(SystemExit):
        call_command("ingest_file", "--help")

    assert "Example: manage.py ingest_file" in capsys.readouterr().out
