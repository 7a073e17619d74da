"""Bytes or a string in, clean text out."""

import contextlib

import pytest

from tests.articles.samples import FRENCH, PAGE, TEXT
from tracker.articles import cleaning
from tracker.articles.cleaning import BadInput, clean, decode, language_of, looks_like_html, tidy
from tracker.articles.killable import ChildFailed
from tracker.articles.markup import text_of

WORDS = "“Café” was hit — 12 killed."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_decoded_whatever_its_encoding(encoding):
    assert tidy(decode(WORDS.encode(encoding))) == WORDS


def test_a_declared_charset_is_believed_before_the_last_resort():
    page = "<html><head><meta charset='windows-1251'></head><body>Взрыв</body></html>"

    assert "Взрыв" in decode(page.encode("cp1251"))
    assert "Взрыв" in decode('<?xml version="1.0" encoding="koi8-r"?><p>Взрыв</p>'.encode("koi8-r"))


def test_a_wrongly_declared_charset_does_not_hide_utf_8():
    assert "—" in decode("<meta charset='no-such-charset'>—".encode())


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 10,
        b"%PDF-1.7\n" + bytes(range(256)) * 10,
        b"PK\x03\x04\x14\0\6\0\x08\0" + bytes(range(255, 0, -1)) * 10,
        bytes([1, 2, 3, 4, 5]) * 100,
        b"\xff\xfe\x00\xd8",
    ],
)
def test_binary_is_refused(data):
    with pytest.raises(BadInput):
        clean(data)


def test_line_ends_become_one_kind_and_all_else_stays():
    text = "One\r\ntwo\rthree\x0cfour\n\n  five\u2028six\u00a0\u200bseven\ttab"

    assert tidy(f"\ufeff\n {text}\n\n") == "One\ntwo\nthree\nfour\n\n  five\u2028six\u00a0\u200bseven\ttab"


def test_nulls_controls_and_half_characters_do_not_reach_the_text():
    assert tidy("12\0 were\x1b killed\ud800 there, it said.") == "12 were killed\ufffd there, it said."


def test_clean_text_is_left_as_it_is():
    assert clean(TEXT).text == TEXT
    assert clean(clean(TEXT).text).text == TEXT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no text"),
        ("\n \u2003 \n", "no text"),
        ("— … !!", "no words"),
        ("a" * 200_001, "200,001 characters"),
        ("\ufffd\ufffd killed \ufffd", "decoded wrongly"),
    ],
)
def test_what_is_no_article_is_refused_with_a_sentence(text, message):
    with pytest.raises(BadInput, match=message):
        clean(text)


def test_the_longest_text_is_taken():
    assert len(clean("a" * 200_000).text) == 200_000


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        (FRENCH, "fr"),
        ("قال الجيش العراقي يوم الثلاثاء إن اثني عشر جنديا قتلوا في هجوم قرب الموصل", "ar"),
        ("Armia powiedziała we wtorek, że dwunastu żołnierzy zginęło w ataku.", "pl"),
        ("12 killed near Mosul", ""),
        ("Abu Hammam", ""),
        ("1234567890 " * 20, ""),
        ("", ""),
    ],
)
def test_the_language_is_named_where_the_text_is_long_enough(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<!DOCTYPE html><p>", True),
        ("\ufeff\n<html lang='en'>", True),
        ('<?xml version="1.0"?>\n<!-- x -->\n<html>', True),
        ("<p class=lead>Twelve soldiers</p>", True),
        ("<b>Breaking</b>: twelve killed", False),
        ("He wrote <html> on the wall.", False),
        ("", False),
    ],
)
def test_a_page_is_known_by_its_opening(source, expected):
    assert looks_like_html(source) is expected


def test_a_page_keeps_its_paragraphs_title_and_day_and_nothing_around_them():
    cleaned = clean(PAGE.encode("utf-16"))

    assert cleaned.text.endswith(TEXT)
    assert "Home" not in cleaned.text
    assert (cleaned.title, cleaned.published_on.isoformat()) == ("Raid kills twelve", "2024-09-14")


@pytest.mark.parametrize("is_found", [True, False])
def test_a_page_without_an_article_gives_its_visible_words(is_found, monkeypatch):
    if not is_found:
        monkeypatch.setattr("trafilatura.bare_extraction", lambda *args, **kwargs: None)
    page = "<html><head><title>T</title><style>p{}</style></head><body><script>x()</script><i>Twelve</i> killed<br>near Mosul</body>"

    found = text_of(page)

    assert found["text"].split("\n") == ["Twelve killed", "near Mosul"]


@pytest.mark.parametrize("page", ["<html>", "<html><body></body></html>", "<html><script>only()</script></html>"])
def test_a_page_without_words_is_refused(page):
    with pytest.raises(BadInput):
        clean(page)


def test_hostile_pages_give_text_or_a_refusal_and_never_hang():
    pages = (
        "<html>" + "<div>" * 20_000 + "deep words here",
        "<html><!--" * 3000 + "unclosed comment words",
        "<html><body>" + "&lt;b&gt;" * 20_000,
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html>&b; words</html>',
    )

    for page in pages:
        with contextlib.suppress(BadInput, ChildFailed):
            assert clean(page).text
    assert clean(PAGE).title


def test_a_page_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr(cleaning, "MARKUP_MODULE", "tests.articles.hanging_child")
    monkeypatch.setattr(cleaning, "HTML_SECONDS", 0.4)

    with pytest.raises(ChildFailed, match=r"stopped after 0\.4 seconds"):
        clean(PAGE)
