"""Articles as other newsrooms' systems read them: ninjs by its schema, JSON-LD that may stand in a page."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.published_factories import build_article, build_change, build_event, build_force, build_person, build_place
from tests.published_parts import ref
from tests.published_topics import build_topic, group
from tests.syndication.test_formats import whole

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parent / "data" / "ninjs-schema_3.1.json"


@pytest.fixture(scope="module")
def ninjs_faults():
    """What the standard's own schema finds wrong with an item."""
    validator = Draft202012Validator(json.loads(SCHEMA.read_text()), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return lambda item: [f"{error.json_path}: {error.message}" for error in validator.iter_errors(item)]


def build_story():
    event, force, person, place = build_event(title="Raid"), build_force(), build_person(), build_place()
    about = [{**ref(row), "kind": row.kind.value} for row in (event, force, person, place)]
    story = build_article(article_kind="story", about=about)
    group(build_topic(name="Campaign in the west"), story)
    return story


def test_a_story_and_a_report_are_valid_ninjs(client, ninjs_faults, settings):
    story, report = build_story(), build_article(quotes=["We saw nothing."])

    full, partial = (client.get(f"/api/v1/articles/{row.public_id}.ninjs").json() for row in (story, report))

    assert ninjs_faults(full) == ninjs_faults(partial) == []
    assert full["uri"] == f"{settings.DESK_BASE_URL}/api/v1/articles/{story.public_id}/"
    assert (full["pubStatus"], full["representationType"]) == ("usable", "full")
    assert full["bodies"][0]["value"] == "First paragraph.\n\nSecond paragraph."
    assert [subject["name"] for subject in full["subjects"]] == ["conflict, war and peace", "Campaign in the west"]
    assert [len(full[name]) for name in ("events", "organisations", "people", "places")] == [1, 1, 1, 1]
    assert (partial["representationType"], partial["bodies"][0]["role"]) == ("partial", "quotes")


def test_a_list_of_articles_is_valid_ninjs(client, ninjs_faults):
    build_story()
    build_article(title=None, outlet=None, published_on=None, language=None, link=None)

    package = json.loads(whole(client.get("/api/v1/articles.ninjs")))

    assert ninjs_faults(package) == []
    assert (package["type"], len(package["associations"])) == ("composite", 2)


def test_a_retracted_article_is_cancelled(client, ninjs_faults):
    article = build_article()
    build_change(article, op="retract", note="The outlet took it back.")

    response = client.get(f"/api/v1/articles/{article.public_id}.ninjs")

    item = response.json()
    assert (response.status_code, ninjs_faults(item)) == (410, [])
    assert (item["pubStatus"], item["edNote"]) == ("canceled", "The outlet took it back.")
    assert "title" not in item


def test_the_schema_refuses_what_the_standard_does_not_know(ninjs_faults):
    assert ninjs_faults({"uri": "https://desk.example/1", "colour": "red"})
    assert ninjs_faults({"title": "without an address"})


def test_a_story_is_a_news_article(client, settings):
    story = build_story()

    found = client.get(f"/api/v1/articles/{story.public_id}.jsonld").json()

    assert (found["@context"], found["@type"]) == ("https://schema.org", "NewsArticle")
    assert found["publisher"]["name"] == settings.DESK_NAME
    assert [part["@type"] for part in found["about"]] == ["Thing", "Organization", "Person"]
    assert [part["@type"] for part in found["contentLocation"]] == ["Place"]


def test_a_report_belongs_to_its_outlet_and_not_to_the_desk(client):
    report = build_article()

    found = client.get(f"/api/v1/articles/{report.public_id}.jsonld").json()

    assert (found["publisher"]["name"], found["sameAs"]) == ("News wire", "https://news.example/1")
    assert not {"license", "articleBody", "dateModified"} & set(found)


@pytest.mark.parametrize(
    ("collection", "build", "kind"),
    [("persons", build_person, "Person"), ("forces", build_force, "Organization"), ("places", build_place, "Place")],
)
def test_people_forces_and_places_are_linked_data(client, collection, build, kind):
    record = build(name="North")

    found = json.loads(whole(client.get(f"/api/v1/{collection}.jsonld")))

    assert found["@context"] == "https://schema.org"
    assert [(node["@type"], node["name"]) for node in found["@graph"]] == [(kind, record.title)]


def test_a_title_cannot_end_the_script_it_stands_in(client):
    article = build_article(title="</script><script>alert(1)</script><!-- & \u2028")

    content = client.get(f"/api/v1/articles/{article.public_id}.jsonld").content

    assert not any(sign in content for sign in (b"<", b">", b"&", "\u2028".encode()))
    assert json.loads(content)["headline"] == article.title
