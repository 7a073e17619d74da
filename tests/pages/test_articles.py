import pytest

from tests import published_parts as parts
from tests.published_factories import build_article, build_change, build_event

pytestmark = pytest.mark.django_db


def test_a_story_is_shown_in_full(client, django_assert_max_num_queries):
    event = build_event(title="Raid")
    story = build_article(
        article_kind="story", title="What we know", standfirst="In short.", body=["One.", "Two <b>bold</b>."],
        about=[{**parts.ref(event), "kind": "event"}],
    )  # fmt: skip
    build_change(story, note="A date was wrong.")

    with django_assert_max_num_queries(4):
        page = client.get(f"/articles/{story.number}/").content.decode()

    assert "<p>One.</p>" in page
    assert "<p>Two &lt;b&gt;bold&lt;/b&gt;.</p>" in page
    assert "In short." in page
    assert "A date was wrong." in page
    assert '<a href="/events/1/">Raid</a>' in page


def test_of_a_report_only_what_the_document_gives_is_shown(client):
    report = build_article(title="Four killed", quotes=["Nobody was hurt"], body=["The text of somebody else"])

    page = client.get(f"/articles/{report.number}/").content.decode()

    assert "“Nobody was hurt”" in page
    assert 'href="https://news.example/1"' in page
    assert "The text of somebody else" not in page


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
     "//evil.example/x", "http://", "vbscript:x", "https:evil"],
)  # fmt: skip
def test_only_web_addresses_become_links(client, link):
    report = build_article(link=link)

    page = client.get(f"/articles/{report.number}/").content.decode()

    assert "Original" not in page
    assert "script:" not in page


def test_stories_are_listed_without_reports(client, django_assert_max_num_queries):
    build_article(title="A report")
    for index in range(5):
        build_article(article_kind="story", title=f"Story {index}")

    with django_assert_max_num_queries(3):
        page = client.get("/stories/").content.decode()

    assert page.index("Story 4") < page.index("Story 0")
    assert "A report" not in page


def test_no_story_is_said_in_words(client):
    assert "no story yet" in client.get("/stories/").content.decode()
