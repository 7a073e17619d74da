"""The text of a story as blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.publishing.prose import blocks, is_address, odd_links, plain, record_of

BODY = """First words
in two lines.

## What is known
It is [said](https://news.example/a?b=1) that [the raid](event:12) was long.
- one
- two [links](https://a.example/)

1. first
2) second

[quote 2]

Last words."""


def shape(body):
    return [(block.kind, [line.text for line in block.lines]) for block in blocks(body)]


def test_a_text_is_taken_apart_into_blocks():
    assert shape(BODY) == [
        ("paragraph", ["First words\nin two lines."]),
        ("heading", ["What is known"]),
        ("paragraph", ["It is said that the raid was long."]),
        ("list", ["one", "two links"]),
        ("numbered", ["first", "second"]),
        ("quote", []),
        ("paragraph", ["Last words."]),
    ]
    assert blocks(BODY)[5].position == 2


def test_links_say_where_their_words_stand():
    line = blocks(BODY)[2].lines[0]

    assert [(line.text[link.start : link.end], link.target) for link in line.links] == [
        ("said", "https://news.example/a?b=1"),
        ("the raid", "event:12"),
    ]


@pytest.mark.parametrize(
    "body",
    ["<script>alert(1)</script>", "2024 was long.", "#hashtag", "[quote two]", "See [quote 1] here.", "[a] (b)", "-5 °C",
     "10.5 km", "[](https://a.example)"],
)  # fmt: skip
def test_what_is_no_markup_stays_as_it_is_written(body):
    assert shape(body) == [("paragraph", [body])]


def test_an_empty_text_has_no_blocks():
    assert blocks(" \n\n \r\n") == []


@pytest.mark.parametrize(
    "target",
    ["javascript:alert", "http://a.example/", "//a.example", "/events/1/", "data:text/html,x", "https:", "https://",
     "user:1", "event:x", "https://[a/"],
)  # fmt: skip
def test_what_is_neither_an_address_nor_a_record_is_told(target):
    assert odd_links(f"See [this]({target}).") == [target]


def test_addresses_and_records_are_told_apart():
    assert is_address("https://a.example/b")
    assert record_of("event:12") == ("event", 12)
    assert record_of("https://a.example") is None


@given(st.text(alphabet=st.sampled_from("ab [](): \n#-1.https/é\u202e"), max_size=120))
def test_links_always_stand_inside_their_text(body):
    for block in blocks(body):
        for line in block.lines:
            assert all(0 <= link.start < link.end <= len(line.text) for link in line.links)
    assert all(text for text in plain(body))
