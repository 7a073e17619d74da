from xml.etree import ElementTree

import pytest

from tests.published_factories import build_change, build_event, build_force, build_person, build_place, build_term
from tests.published_raid import build_raid
from tracker.published.models import Op

pytestmark = pytest.mark.django_db


def test_corrections_list_what_was_mended_and_not_what_was_updated(client, django_assert_max_num_queries):
    event, force = build_event(title="Raid"), build_force(name="Brigade")
    build_change(event, op=Op.UPDATE, note="New figures.")
    build_change(event, op=Op.CORRECT, note="Wrong town.")
    build_change(force, op=Op.CLARIFY, note="Plainer words.")
    build_change(build_event(title="Secret"), op=Op.WITHDRAW, note="Secret reason")

    with django_assert_max_num_queries(7):
        page = client.get("/corrections/").content.decode()

    assert page.index("Withdrawn") < page.index("Plainer words.") < page.index("Wrong town.")
    assert "New figures." not in page
    assert "Secret" not in page


def test_corrections_page_by_key(client):
    event = build_event()
    for index in range(55):
        build_change(event, note=f"Note {index:02d}.")

    first = client.get("/corrections/").content.decode()
    link = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = client.get(f"/corrections/{link}").content.decode()

    assert first.count("<p>Note ") == 50
    assert second.count("<p>Note ") == 5
    assert client.get("/corrections/?after=1~x").status_code == 400


def test_no_correction_is_said_in_words(client):
    assert "Nothing has been corrected so far" in client.get("/corrections/").content.decode()


def test_methodology_carries_the_codebook(client, django_assert_max_num_queries):
    build_term("grade", "several", "Several independent sources")
    build_term("event_type", "raid", "Raid", "An attack on foot <with> return.")

    with django_assert_max_num_queries(3):
        page = client.get("/methodology/").content.decode()

    assert page.index("An attack on foot &lt;with&gt; return.") < page.index("Several independent sources <code>")


def test_data_page_names_what_machines_can_read(client):
    page = client.get("/data/").content.decode()

    for address in ("/api/v1/events/", "/api/v1/schema.json", "/api/v1/docs/", "/feeds/events.atom"):
        assert f'href="{address}"' in page
    assert "CC BY 4.0" in page


def test_search_looks_across_all_kinds_of_record(client, django_assert_max_num_queries):
    build_raid()
    build_place(name="Raid al-Shams")
    build_person(name="Raïd Hamid")

    with django_assert_max_num_queries(9):
        page = client.get("/search/?q=RAID").content.decode()

    assert "Raid al-Shams" in page
    assert "Raïd Hamid" in page
    assert "US and Iraqi forces raid" in page


@pytest.mark.parametrize("query", ["?q=%E2%80%94", "?q=" + "x" * 201, "?query=raid", "?q=a&q=b", "?q=%00a"])
def test_search_refuses_what_it_cannot_look_for(client, query):
    build_event(title="Raid")

    page = client.get(f"/search/{query}")

    assert page.status_code == 400
    assert ">Raid</a>" not in page.content.decode()


def test_search_escapes_what_was_typed_and_says_when_nothing_is_found(client):
    page = client.get("/search/?q=<script>x").content.decode()

    assert "<script" not in page
    assert "Nothing is called" in page
    assert client.get("/search/").status_code == 200


def test_robots_keep_out_of_the_desk(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /desk/\n" in text
    assert "/sitemap.xml" in text


def test_the_sitemap_leads_to_every_live_record_and_no_other(client):
    build_event()
    build_change(build_event(), op=Op.RETRACT)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = []
    for place in index.findall("s:sitemap/s:loc", space):
        part = ElementTree.fromstring(client.get("/" + place.text.split("/", 3)[3]).content)
        found += [loc.text.split("/", 3)[3] for loc in part.findall("s:url/s:loc", space)]

    assert "events/1/" in found
    assert "events/2/" not in found
    assert {"", "events/", "methodology/"} <= set(found)
    assert client.get("/sitemap-planet-0.xml").status_code == 404
