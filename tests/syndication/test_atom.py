"""The feed's writer, without a database: whatever the text, the XML is whole."""

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.syndication import atom

FEED = atom.Feed("Desk", "https://desk.example/feeds/events.atom", "https://desk.example/events/", "Desk", "CC BY 4.0")
NOON = datetime(2024, 9, 13, 12, tzinfo=UTC)
SPACES = {"a": atom.ATOM, "at": atom.TOMBSTONES}
HOSTILE = [
    "<script>alert(1)</script>",
    "]]> & &amp; &lt; &#0; <![CDATA[",
    "bell \x07 null \x00 escape \x1b feed \x0c",
    "lone \ud800 surrogate \udfff",
    "not a character \ufffe \uffff",
    "</title></entry></feed>",
    "' \" > --> <!-- <?xml ?>",
    "right to left \u202e and joined \u200d",
    "غارة 空袭 💥",
    "",
]


def entry(title="Raid", summary="Known so far.", **fields):
    whole = {
        "identity": "urn:uuid:0b1f2a1e-5d0c-4a53-9c1b-3d6a3b0f7a10",
        "published": NOON,
        "updated": NOON,
        "page": "https://desk.example/events/1/",
        "document": "https://desk.example/api/v1/events/1/",
        "category": ("raid", "Raid"),
        **fields,
    }
    return atom.Entry(title=title, summary=summary, **whole)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_the_feed_whole(text):
    written = atom.write(FEED, [entry(title=text, summary=text, category=(text, text))])

    parsed = feedparser.parse(BytesIO(written))
    root = ElementTree.fromstring(written)

    assert not parsed.bozo
    assert len(parsed.entries) == 1
    assert root.findtext("a:entry/a:title", namespaces=SPACES) == atom.clean(text)


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_written_and_read_again(text):
    written = atom.write(FEED, [entry(title=text), atom.Deleted("urn:uuid:x", NOON, text)])

    root = ElementTree.fromstring(written)

    read = root.findtext("a:entry/a:title", namespaces=SPACES)
    assert read == atom.clean(text).replace("\r\n", "\n").replace("\r", "\n")


def test_an_empty_feed_is_a_feed():
    parsed = feedparser.parse(BytesIO(atom.write(FEED, [])))

    assert not parsed.bozo
    assert parsed.feed.updated == "1970-01-01T00:00:00Z"
    assert parsed.feed.id == FEED.address


def test_the_feed_is_as_new_as_its_newest_part():
    later = NOON + timedelta(hours=1)

    written = atom.write(FEED, [entry(), atom.Deleted("urn:uuid:x", later, "Wrong."), entry(updated=NOON)])

    assert feedparser.parse(BytesIO(written)).feed.updated == "2024-09-13T13:00:00Z"


def test_moments_are_written_in_utc():
    assert atom.stamp(datetime(2024, 9, 13, 1, tzinfo=timezone(timedelta(hours=3)))) == "2024-09-12T22:00:00Z"


def test_a_tombstone_follows_rfc_6721():
    written = atom.write(FEED, [atom.Deleted("urn:uuid:x", NOON, "The <source> took it back.")])

    gone = ElementTree.fromstring(written).find("at:deleted-entry", SPACES)

    assert gone.attrib == {"ref": "urn:uuid:x", "when": "2024-09-13T12:00:00Z"}
    assert gone.findtext("at:comment", namespaces=SPACES) == "The <source> took it back."
