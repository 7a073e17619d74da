"""The review desk by keyboard alone: from the article as it was read to the event submitted, and every other key."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_editor, make_event_type, make_force, make_outlet, make_place
from tests.review.pressing import Hands, at_the_desk
from tests.review.seeded import TEXT, seed_article, suggestion
from tracker.articles.states import Processing
from tracker.core.states import EditorialState
from tracker.events.models import Claim, Event, Tally
from tracker.extraction.extractors.register import Register
from tracker.extraction.models import Run, Suggestion, SuggestionState
from tracker.extraction.proposals import proposals
from tracker.extraction.reading import ArticleInput, read
from tracker.places.atlas import Atlas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared/data/extraction/seed_article.txt"
OWN = ROOT / "tracker/review/demo/report.txt"
MOST_ACTIONS = 60


def read_article(path):
    """The article at a path as the shipped reader leaves it: extracted, everything open."""
    for name, code in (("Iraq", "IQ"), ("Syria", "SY"), ("France", "FR"), ("United States", "US")):
        make_place(name, country_code=code)
    make_event_type("raid")
    article = make_article(path.read_text("utf-8"), outlet=make_outlet("An agency"), processing=Processing.EXTRACTED)
    text = article.current_text
    found = read(ArticleInput("seed", "seed", None, "", text.text), Register.shipped(), Atlas.open())
    run = Run.objects.create(text=text, extractor="rules", extractor_version="1", seconds=0)
    for each in proposals(found, text.text):
        Suggestion.objects.create(
            run=run,
            kind=each.kind,
            key=each.key,
            event_key=each.event_key,
            payload=each.payload,
            spans=each.spans,
            score=each.score,
        )
    return article


@pytest.fixture
def seeded(live_server, client, chromium_path, monkeypatch):
    article = seed_article()
    with at_the_desk(live_server, client, chromium_path, monkeypatch, article, make_editor("ana")) as page:
        yield Hands(page), article


def go_to(hands, each):
    hands.page.evaluate("pk => select(document.getElementById(`s${pk}`))", each.pk)


@pytest.mark.parametrize("path", [SEED, OWN], ids=["seed", "own"])
def test_an_article_goes_from_extracted_to_submitted_by_keys(live_server, client, chromium_path, monkeypatch, path):
    if not path.exists():
        pytest.skip("the seed article is not at hand")
    article = read_article(path)
    with at_the_desk(live_server, client, chromium_path, monkeypatch, article, make_editor("ana")) as page:
        hands = Hands(page)
        hands.press("?", "?", "p")
        while page.locator(".card--pending").count():
            hands.press("a")
            assert hands.actions < MOST_ACTIONS, page.locator("#said").inner_text()
        expect(page.locator("#ending")).to_contain_text("Everything is decided")
        hands.leave_by("Enter", "**/events/event/*/change/")
        expect(page.locator("body")).to_contain_text("A second person can now approve it")

    article.refresh_from_db()
    assert article.processing == Processing.REVIEWED
    assert Event.objects.first().state == EditorialState.IN_REVIEW
    assert hands.actions <= MOST_ACTIONS


def test_the_batch_is_counted_taken_and_taken_back_by_keys(seeded):
    hands, _ = seeded

    hands.press("b")
    expect(hands.page.locator("#bulk")).to_contain_text("This accepts")
    hands.press("Enter")
    expect(hands.page.locator("#said")).to_contain_text("Accepted")
    taken = Suggestion.objects.exclude(state="pending").count()
    hands.page.locator("#undo-last").click()
    expect(hands.page.locator("#progress strong")).to_have_text("24")

    assert taken > 3
    assert not Suggestion.objects.exclude(state="pending").exists()


def test_words_are_moved_by_arrow_keys_and_moved_back(seeded):
    hands, article = seeded
    force = suggestion(article, "f3")
    before = force.spans
    go_to(hands, force)

    hands.press("s", "ArrowRight", "Shift+ArrowLeft", "Enter")

    force.refresh_from_db()
    (start, end) = force.spans[0]
    assert TEXT[start:end] == "and Iraqi security forces raided"
    marked = hands.page.locator(f'.mark[data-cards~="{force.pk}"]').all_inner_texts()
    assert "".join(marked).endswith("raided")
    hands.press("z")
    force.refresh_from_db()
    assert force.spans == before


def test_what_was_missed_is_walked_to_and_added_by_keys(seeded):
    hands, article = seeded
    go_to(hands, suggestion(article, "q5"))

    hands.press("n", "Enter")
    hands.press("Tab", "Enter")
    assert hands.page.evaluate("document.activeElement.name") == "add-force-name"
    hands.type("Medics")
    hands.press("Enter")
    hands.page.wait_for_selector(".card--accepted:has-text('Medics')")

    ((start, end),) = Suggestion.objects.get(key="x1").spans
    assert TEXT[start:end] == "Medics"


def test_a_record_on_file_is_found_compared_and_taken_by_keys(seeded):
    hands, article = seeded
    known = make_force("Armed Forces of the Union", "Union Army", country_code="US")
    force = suggestion(article, "f1")
    go_to(hands, force)

    hands.press("m")
    hands.type("Union Army")
    hands.press("Enter")
    expect(hands.page.locator(f"#s{force.pk} .sides")).to_contain_text("Armed Forces of the Union")
    hands.press("Enter")
    hands.page.wait_for_selector(f"#s{force.pk}[data-state=accepted]")

    force.refresh_from_db()
    assert force.became_id == known.pk


def test_a_record_is_chosen_by_its_digit(seeded):
    hands, article = seeded
    make_force("Islamic State")
    second = make_force("Islamic State")
    go_to(hands, suggestion(article, "f4"))

    hands.press("a")
    expect(hands.page.locator("#said")).to_contain_text("Choose one")
    hands.press("2", "a")

    assert suggestion(article, "f4").became_id == second.pk


def test_the_best_estimate_is_chosen_live(seeded):
    hands, article = seeded
    hands.press("p")
    first = suggestion(article, "c2")
    rival = first.run.suggestions.create(
        kind="casualty", key="c9", event_key="e1", spans=first.spans,
        payload={**first.payload, "min": 15, "max": 15, "attributed_to": "medics"},
    )  # fmt: skip
    hands.page.reload()
    hands.page.wait_for_selector("body[data-ready]")
    go_to(hands, rival)

    outcome = hands.page.locator(f"#s{rival.pk} output")
    expect(outcome).to_have_text("14 (14–15)")
    hands.press("f")
    hands.press("ArrowUp")
    expect(outcome).to_have_text("15 (14–15)")
    hands.page.locator(f"#reason-{rival.pk}").fill("Counted at the morgue.")
    hands.press("Escape", "a")
    hands.page.wait_for_selector(f"#s{rival.pk}[data-state=accepted]")

    assert Tally.objects.get(outcome="killed", who="all").best == 15
    assert Claim.objects.filter(outcome="killed", who="all").count() == 2


def test_somebody_elses_decision_is_shown_and_not_overwritten(seeded):
    hands, article = seeded
    force = suggestion(article, "f1")
    Suggestion.objects.filter(pk=force.pk).update(version=2)
    go_to(hands, force)

    hands.press("a")

    expect(hands.page.locator(f"#s{force.pk}")).to_contain_text("changed since you opened it")
    assert suggestion(article, "f1").state == SuggestionState.PENDING
    hands.press("a")
    assert suggestion(article, "f1").state == SuggestionState.ACCEPTED
