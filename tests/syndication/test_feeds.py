"""The feed of events: the latest publications, corrections with their notes, and tombstones."""

import json
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import feedparser
import pytest

from tests.published_factories import build_change, build_event, build_force
from tracker.syndication import atom

pytestmark = pytest.mark.django_db
ADDRESS = "/feeds/events.atom"
SPACES = {"a": atom.ATOM, "at": atom.TOMBSTONES}
LATER = datetime(2024, 9, 20, 8, tzinfo=UTC)


def read(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    parsed = feedparser.parse(BytesIO(response.content))
    assert not parsed.bozo
    return parsed


def test_an_entry_says_what_was_published(client, settings):
    event = build_event(title="Raid in the west", summary="One party gives a figure.")

    parsed = read(client)

    (entry,) = parsed.entries
    assert entry.id == f"urn:uuid:{event.public_id}"
    assert entry.title == "Raid in the west"
    assert entry.summary == "One party gives a figure."
    assert entry.link == f"{settings.DESK_BASE_URL}/events/{event.number}/"
    assert entry.updated == entry.published == "2024-09-13T18:20:00Z"
    assert [(tag.term, tag.label) for tag in entry.tags] == [("raid", "Raid")]
    assert parsed.feed.title == f"{settings.DESK_NAME}: events"
    assert parsed.feed.id == f"{settings.DESK_BASE_URL}{ADDRESS}"


def test_the_entry_links_its_document(client, settings):
    event = build_event()

    (entry,) = read(client).entries

    (link,) = [link for link in entry.links if link.type == "application/json"]
    assert link.href == f"{settings.DESK_BASE_URL}{event.body['api_url']}"


def test_a_correction_updates_the_entry_and_stands_before_the_summary(client):
    event = build_event(summary="Twelve were killed.")
    build_event()
    build_change(event, note="Twelve, not fourteen.", at=LATER)

    first, _ = read(client).entries

    assert first.id == f"urn:uuid:{event.public_id}"
    assert first.summary == "Corrected on 2024-09-20: Twelve, not fourteen.\n\nTwelve were killed."
    assert (first.published, first.updated) == ("2024-09-13T18:20:00Z", "2024-09-20T08:00:00Z")


def test_an_update_does_not_hide_an_earlier_correction(client):
    event = build_event(summary="S.")
    build_change(event, note="Twelve, not fourteen.", at=LATER)
    build_change(event, op="update", note="", at=LATER)

    (entry,) = read(client).entries

    assert entry.summary == "Corrected on 2024-09-20: Twelve, not fourteen.\n\nS."


@pytest.mark.parametrize("op", ["retract", "withdraw"])
def test_what_was_taken_back_is_a_tombstone(client, op):
    event = build_event(title="Raid on a named house", summary="With a name.")
    build_change(event, note="An earlier note.", at=LATER)
    build_change(event, op=op, note="The source took it back.", at=LATER)

    content = client.get(ADDRESS).content

    root = ElementTree.fromstring(content)
    gone = root.find("at:deleted-entry", SPACES)
    assert gone.attrib == {"ref": f"urn:uuid:{event.public_id}", "when": "2024-09-20T08:00:00Z"}
    assert gone.findtext("at:comment", namespaces=SPACES) == "The source took it back."
    assert root.find("a:entry", SPACES) is None
    assert b"named house" not in content
    assert b"With a name" not in content
    assert b"earlier note" not in content
    assert read(client).entries == []


def test_the_feed_holds_the_fifty_latest_publications(client, django_assert_num_queries):
    events = [build_event() for _ in range(53)]
    build_change(events[0])

    with django_assert_num_queries(2):
        parsed = read(client)

    expected = [events[0], *reversed(events[4:])]
    assert [entry.id for entry in parsed.entries] == [f"urn:uuid:{event.public_id}" for event in expected]


def test_other_kinds_are_not_in_the_feed(client):
    build_force()

    assert read(client).entries == []


def test_hostile_words_arrive_as_words(client):
    title = "<b>Raid</b> & \x00\x0b “x” </title>"
    event = build_event()
    event.document = json.dumps({**event.body, "title": title, "summary": title}).encode()
    event.save()

    root = ElementTree.fromstring(client.get(ADDRESS).content)

    assert root.findtext("a:entry/a:title", namespaces=SPACES) == "<b>Raid</b> &  “x” </title>"
    assert len(read(client).entries) == 1


def test_the_feed_can_be_read_by_other_sites_and_not_written(client):
    response = client.get(ADDRESS)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.post(ADDRESS).status_code == 405


def test_addresses_do_not_depend_on_who_asked(client, settings):
    build_event()
    settings.DESK_BASE_URL = "https://desk.example"
    settings.ALLOWED_HOSTS = ["*"]

    parsed = feedparser.parse(BytesIO(client.get(ADDRESS, headers={"Host": "elsewhere.example"}).content))

    assert parsed.entries[0].link.startswith("https://desk.example/")
    assert parsed.feed.id == "https://desk.example/feeds/events.atom"


def test_a_graphic_account_is_read_on_its_page_and_not_in_the_feed(client):
    build_event(is_sensitive=True, summary="Graphic words.")

    (entry,) = read(client).entries

    assert entry.summary == "This account is graphic or distressing; its page warns first."
