"""The review desk's page: what it shows, what it escapes, and decisions by plain posts."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.factories import make_administrator, make_article, make_editor, make_force
from tests.review.seeded import TEXT, seed_article, spans, suggestion, suggestions
from tracker.actors.models import Force
from tracker.events.models import Claim, Event
from tracker.extraction.models import Suggestion, SuggestionState

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return seed_article(title="Raid in the desert")


@pytest.fixture
def desk(client):
    client.force_login(make_editor("ana"))
    return client


def url(article):
    return reverse("admin:review_desk", args=[article.pk])


def decide(desk, article, key, action, headers=None, **fields):
    each = suggestion(article, key)
    data = {"action": action, "suggestion": each.pk, "version": each.version, **fields}
    return desk.post(url(article), data, headers=headers or {})


def form_of(article, key, **changes):
    """What the browser would send from the amend form as it was shown."""
    each = suggestion(article, key)
    prefix = f"s{each.pk}"
    return {f"{prefix}-{name}": value for name, value in changes.items()}


def test_an_anonymous_visitor_logs_in_first(client, article):
    response = client.get(url(article))

    assert response.status_code == 302
    assert "/login/" in response.url


def test_an_administrator_does_not_review(client, article):
    client.force_login(make_administrator())

    assert client.get(url(article)).status_code == 403
    assert decide(client, article, "f1", "accept").status_code == 403
    assert not Force.objects.exists()


def test_the_page_shows_text_cards_and_a_strict_policy(desk, article):
    response = desk.get(url(article))

    page = response.content.decode()
    assert "Raid in the desert" in page
    assert page.count('<article class="card') == Suggestion.objects.count()
    assert "Killed: 14, members of the Islamic State group" in page
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "style=" not in page
    assert "onclick" not in page


def test_the_text_between_the_marks_is_the_text(desk, article):
    page = desk.get(url(article)).content.decode()

    inside = page.split("data-text>")[1].split("</div>")[0]
    assert unescape(re.sub(r"</?(?:a|span)\b[^>]*>", "", inside)) == TEXT


def test_the_page_needs_few_queries_however_many_suggestions(desk, article, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        desk.get(url(article))


def test_hostile_text_is_only_text(desk):
    text = '<script>alert(1)</script> & "quotes" \' \u202e\u2028 <img src=x onerror=alert(2)> fired.'
    article = make_article(text, title="<b>bold</b>")
    from_text = article.current_text
    run = from_text.runs.create(extractor="rules", extractor_version="1", seconds=0)
    payload = {"name": "<script>alert(3)</script>", "aliases": ['"><svg onload=alert(4)>'], "kind": "state"}
    run.suggestions.create(kind="force", key="f1", payload=payload, spans=[[0, 12], [5, 20]], reasons=["<i>x</i>"])

    page = desk.get(url(article)).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page
    assert "<i>x</i>" not in page
    assert "&lt;script&gt;alert(3)" in page


def test_accepting_jumps_to_the_next_open_card(desk, article):
    response = decide(desk, article, "f1", "accept")

    assert response.status_code == 303
    assert response.url.endswith(f"#s{suggestion(article, 'f2').pk}")
    assert Force.objects.get().name == "US military"


def test_the_script_gets_what_changed_in_the_same_request(desk, article):
    known = ",".join(f"{each.pk}:{each.version}" for each in suggestions(article))

    response = decide(desk, article, "f1", "accept", headers={"X-Desk": "1"}, known=known)

    found = response.json()
    assert response.status_code == 200
    assert [card["pk"] for card in found["cards"]] == [found["decided"]] == [suggestion(article, "f1").pk]
    assert "Accepted by ana" in found["cards"][0]["html"]
    assert "<strong>23</strong> of 24" in found["progress"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_double_click_accepts_once(desk, article):
    each = suggestion(article, "f1")
    data = {"action": "accept", "suggestion": each.pk, "version": each.version}

    desk.post(url(article), data)
    again = desk.post(url(article), data)

    assert again.status_code == 303
    assert Force.objects.count() == 1


def test_an_event_with_its_parts_in_one_post(desk, article):
    decide(desk, article, "e1", "parts")

    assert Event.objects.get().claims.filter(topic="casualties").count() == 3


def test_rejecting_and_undoing(desk, article):
    decide(desk, article, "f1", "reject")
    assert suggestion(article, "f1").state == SuggestionState.REJECTED

    response = decide(desk, article, "f1", "undo")

    assert suggestion(article, "f1").state == SuggestionState.PENDING
    assert response.url.endswith(f"#s{suggestion(article, 'f1').pk}")


def test_amending_changes_only_what_was_changed(desk, article):
    fields = form_of(
        article, "f4", name="Islamic State", aliases="Islamic State group\nISIS", force_kind="other", country_code="IQ"
    )

    decide(desk, article, "f4", "amend", **fields)

    each = suggestion(article, "f4")
    assert (each.state, each.decision["amended"]) == (SuggestionState.AMENDED, {"force_kind": "other"})
    assert Force.objects.get().kind == "other"


def test_an_amended_event_keeps_the_other_names_of_its_actors(desk, article):
    victims = "\n".join(names[0] for names in suggestion(article, "e1").payload["roles"]["victim"])
    fields = form_of(
        article, "e1", type="raid", date="2024-08-30", date_end="2024-08-30", date_inferred="on", place="western Iraq",
        place_as_worded="in the west of Iraq", attacker="US military", partner="", victim=victims,
        target="three reception houses", weapon="helicopters",
    )  # fmt: skip

    response = decide(desk, article, "e1", "amend", **fields)

    assert response.status_code == 303
    event = Event.objects.get()
    assert (event.earliest.isoformat(), event.title) == ("2024-08-30", "Raid in western Iraq, 30 August 2024")
    assert {str(part.force) for part in event.involvements.exclude(force=None)} == {"US military", "Islamic State"}


def test_an_amendment_that_makes_no_sense_keeps_what_was_typed(desk, article):
    decide(desk, article, "e1", "accept")
    fields = form_of(article, "c2", kind="killed", min="20", max="3", who="typed by hand")

    response = decide(desk, article, "c2", "amend", **fields)

    assert response.status_code == 422
    page = response.content.decode()
    assert "typed by hand" in page
    assert "below the lowest" in page
    assert not Claim.objects.filter(topic="casualties").exists()


def test_an_ambiguous_name_asks_with_radio_buttons(desk, article):
    one, two = make_force("Islamic State"), make_force("Islamic State")

    refused = decide(desk, article, "f4", "accept")
    chosen = decide(desk, article, "f4", "accept", choice=two.pk)

    page = refused.content.decode()
    assert refused.status_code == 409
    assert f'name="choice-{suggestion(article, "f4").pk}" value="{one.pk}"' in page
    assert "Several records bear this name" in page
    assert chosen.status_code == 303
    assert suggestion(article, "f4").became_id == two.pk


def test_an_event_that_needs_an_ambiguous_force_points_to_its_card(desk, article):
    make_force("Islamic State")
    make_force("Islamic State")

    response = decide(desk, article, "e1", "parts")

    assert response.status_code == 409
    assert "It is the card “Islamic State”" in response.content.decode()
    assert not Event.objects.exists()


def test_a_stale_card_says_so(desk, article):
    response = decide(desk, article, "f1", "accept", version=9)

    assert response.status_code == 409
    assert "changed since you opened it" in response.content.decode()


def test_nonsense_is_not_found(desk, article):
    assert decide(desk, article, "f1", "explode").status_code == 404
    assert desk.post(url(article), {"action": "accept", "suggestion": "x"}).status_code == 404
    assert desk.post(url(article), {"action": "add", "kind": "ghost"}).status_code == 404
    assert desk.get(reverse("admin:review_desk", args=[10**9])).status_code == 404


def test_a_suggestion_of_another_article_is_not_found(desk, article):
    other = make_article("Another text.")

    each = suggestion(article, "f1")
    response = desk.post(url(other), {"action": "accept", "suggestion": each.pk, "version": 1})

    assert response.status_code == 404


def test_what_was_missed_is_added_by_pasted_words(desk, article):
    fields = {"add-force-name": "Medics", "add-force-force_kind": "other", "add-force-aliases": ""}

    response = desk.post(
        url(article), {"action": "add", "kind": "force", "words": "Medics", "occurrence": "1", **fields}
    )

    added = Suggestion.objects.get(key="x1")
    assert response.status_code == 303
    assert (added.spans, added.state) == (spans("Medics"), SuggestionState.ACCEPTED)


def test_what_was_missed_is_added_by_marked_words(desk, article):
    ((start, end),) = spans("desert")
    data = {
        "action": "add", "kind": "place", "words": "desert", "start": start, "end": end, "occurrence": "1",
        "add-place-name": "Western Desert", "add-place-country_code": "IQ",
    }  # fmt: skip

    desk.post(url(article), data)

    assert Suggestion.objects.get(key="x1").spans == [[start, end]]


def test_words_that_are_not_in_the_text_keep_the_form(desk, article):
    data = {
        "action": "add", "kind": "force", "words": "not there at all", "occurrence": "1",
        "add-force-name": "Typed name", "add-force-force_kind": "other",
    }  # fmt: skip

    response = desk.post(url(article), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Typed name" in page
    assert "not there at all" in page
    assert "Copy them exactly" in page


def test_a_figure_is_added_to_its_event(desk, article):
    decide(desk, article, "e1", "accept")
    data = {
        "action": "add", "kind": "casualty", "words": "Medics said nothing", "occurrence": "1",
        "add-casualty-event": "e1", "add-casualty-kind": "wounded", "add-casualty-min": "2", "add-casualty-max": "2",
        "add-casualty-who": "medics",
    }  # fmt: skip

    assert desk.post(url(article), data).status_code == 303

    assert Event.objects.get().claims.get(outcome="wounded").best == 2


def test_an_article_without_suggestions_says_so(desk):
    page = desk.get(url(make_article("Nothing to see."))).content.decode()

    assert "Nothing was proposed" in page
    assert "Add what was missed" in page
