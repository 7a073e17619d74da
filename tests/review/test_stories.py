"""Writing stories: the form with its quotes, the records to link to, and the preview as it will look."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_event,
    make_force,
    make_outlet,
    make_passage,
    make_person,
    make_topic,
)
from tests.review.forms import filled
from tracker.articles.models import Article
from tracker.events.models import PullQuote
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db
SAID = "“We heard two blasts before dawn,”"


@pytest.fixture
def story():
    found = Article.objects.create(kind="story", processing="own", title="What we know", body="One.\n\n[quote 1]")
    save_version(Kind.ARTICLE, found, by=make_editor())
    return found


def passage():
    report = make_article(f"{SAID} a doctor said. " + "Nothing more is known. " * 20, outlet=make_outlet("Radio"))
    return make_passage(report, SAID)


def address(story):
    return reverse("admin:review_story_change", args=[story.pk])


def look(client, story, **seen_as):
    return client.get(reverse("admin:preview", kwargs={"kind": "article", "pk": story.pk}), seen_as)


def test_a_quote_is_saved_with_the_story_as_one_version(client, story):
    client.force_login(make_editor())
    form = filled(client.get(address(story)))
    quote = {"position": "1", "passage": str(passage().pk), "speaker": "A doctor"}
    form |= {f"pull_quotes-0-{name}": value for name, value in quote.items()}

    client.post(address(story), {**form, "pull_quotes-TOTAL_FORMS": "1"})

    assert PullQuote.objects.get().speaker == "A doctor"
    frozen = Revision.objects.filter(record_id=story.pk).order_by("-version").first().snapshot
    assert [row["position"] for row in frozen["parts"]["pull_quotes"]] == [1]


def test_two_quotes_of_one_number_are_refused_in_words(client, story):
    client.force_login(make_editor())
    PullQuote.objects.create(story=story, position=1, passage=passage())
    form = filled(client.get(address(story)))
    other = make_passage(make_article("“Another voice,” she said."), "“Another voice,”")
    form |= {"pull_quotes-1-position": "1", "pull_quotes-1-passage": str(other.pk), "pull_quotes-TOTAL_FORMS": "2"}

    page = client.post(address(story), form)

    assert page.status_code == 200
    assert PullQuote.objects.count() == 1


def test_the_form_says_how_to_write_without_a_script(client, story):
    client.force_login(make_editor())

    page = client.get(address(story)).content.decode()

    assert "is a subhead" in page
    assert reverse("admin:story_records") in page


def test_the_form_needs_few_queries(client, story, django_assert_max_num_queries):
    for position in range(1, 9):
        words = make_article(f"“Voice {position},” she said. " + "And so on. " * 20)
        PullQuote.objects.create(story=story, position=position, passage=make_passage(words, f"“Voice {position},”"))
    client.force_login(make_editor())

    with django_assert_max_num_queries(70):
        client.get(address(story))


def test_records_to_link_to_are_found_by_their_names(client, django_assert_max_num_queries):
    event, person = make_event(title="Raid at Testovka"), make_person("Karim Testovka")
    force, topic = make_force("Testovka Guard"), make_topic("Testovka campaign")
    client.force_login(make_editor())

    with django_assert_max_num_queries(40):
        found = client.get(reverse("admin:story_records"), {"q": "Testovka"}).json()["found"]

    targets = {each["target"] for each in found}
    assert targets == {f"event:{event.pk}", f"person:{person.pk}", f"force:{force.pk}", f"topic:{topic.pk}"}


@pytest.mark.parametrize("words", ["", "x", "\x00", "9" * 40])
def test_odd_searches_find_nothing(client, words):
    client.force_login(make_editor())

    assert client.get(reverse("admin:story_records"), {"q": words}).json() == {"found": []}


def test_records_are_sought_by_who_edits(client):
    client.force_login(make_administrator())

    assert client.get(reverse("admin:story_records"), {"q": "Raid"}).status_code == 403


def test_the_preview_is_the_public_page(client, story):
    PullQuote.objects.create(story=story, position=1, passage=passage(), speaker="A doctor")
    client.force_login(make_editor())

    page = look(client, story)

    assert "tracker/site.css" in page.content.decode()
    assert "“We heard two blasts before dawn”" in page.content.decode()
    assert page["X-Frame-Options"] == "DENY"
    assert not PullQuote.objects.get().passage.text.article.is_live


def test_the_preview_on_a_phone_frames_the_page_alone(client, story):
    client.force_login(make_editor())

    phone, framed = look(client, story, **{"as": "phone"}), look(client, story, **{"as": "bare"})

    assert 'src="?as=bare"' in phone.content.decode()
    assert phone["X-Frame-Options"] == "DENY"
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "Back to the desk" not in framed.content.decode()
